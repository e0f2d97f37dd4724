//! From the bytes of an `.inp` file to its network.

use rustc_hash::FxHashMap;

use crate::error::shortened;
use crate::record::{LineFinding, LineFindings};
use crate::text::{Encoding, whole};

use super::fields::{Fields, is_word};
use super::lines::{MAX_BYTES, checked, lines};
use super::link::ValveKind;
use super::row::{Row, new_row, quoted};
use super::section::Section;
use super::sorted::{Sorted, SortedRow};
use super::source::add;
use super::{FlowUnits, HeadLoss, InpError, InpLink, InpNetwork, InpNode, InpOptions, InpSection, LinkKind};

/// Longest id that EPANET takes.
const LONGEST_ID: usize = 31;
/// Rows of `[STATUS]` that mean a range of links; each looks at all links.
const MOST_RANGES: usize = 100;

/// Reads a network. Its bytes may be in any encoding: by their mark, UTF-8, the one asked for, or the likeliest.
///
/// # Errors
/// [`InpError`], if the file is no `.inp`; all else is a finding with its line.
pub fn read(file: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<(InpNetwork, LineFindings), InpError> {
    if bytes.len() > MAX_BYTES {
        return Err(InpError::TooLarge { file: shortened(file), limit_mb: MAX_BYTES >> 20 });
    }
    let file = shortened(file);
    let text = whole(bytes, encoding);
    checked(&file, &text.text)?;
    let mut findings = LineFindings::default();
    if let Some((code, params)) = text.evidence {
        findings.find(LineFinding { params, ..LineFinding::at(0, code) });
    }
    let sorted = Sorted::of(&file, &text.text, &mut findings)?;
    let options = options(&sorted.sections, &sorted.headings, &mut findings);
    let mut loading = Loading {
        options,
        findings,
        network: InpNetwork::default(),
        nodes: FxHashMap::default(),
        links: FxHashMap::default(),
    };
    loading.elements(&sorted);
    if loading.network.nodes.is_empty() {
        return Err(InpError::NoNodes { file, lines: lines(&text.text).last().map_or(0, |line| line.number) });
    }
    loading.told_of_the_whole();
    let network = InpNetwork { options, sections: sorted.sections, ..loading.network };
    Ok((network, loading.findings))
}

/// The options of a file by its sections.
pub(super) fn options(sections: &[InpSection], headings: &[u64], findings: &mut LineFindings) -> InpOptions {
    let (mut units, mut headloss) = (None, None);
    for (at, section) in sections.iter().enumerate().filter(|(_, section)| section.section() == Section::Options) {
        let first = headings.get(at).copied().unwrap_or(1);
        for line in lines(&section.text).filter(|line| !line.is_blank()) {
            let row = Row::of(line.text);
            let (Some(option), Some(word)) = (row.word(0), row.word(1)) else { continue };
            let is_taken = match option {
                _ if is_word(option, "UNIT") => FlowUnits::parse(word).map(|found| units = Some(found)).is_some(),
                _ if is_word(option, "HEADL") => HeadLoss::parse(word).map(|found| headloss = Some(found)).is_some(),
                _ => true,
            };
            if !is_taken {
                let finding = LineFinding::at(first + line.number - 1, "inp-option-unknown");
                findings.find(finding.with("option", shortened(option)).with("value", shortened(word)).left_out());
            }
        }
    }
    if units.is_none() {
        findings.find(LineFinding::at(0, "inp-units-missing").with("units", FlowUnits::default().name()));
    }
    InpOptions { units: units.unwrap_or_default(), headloss: headloss.unwrap_or_default() }
}

/// A network on its way out of the rows.
struct Loading<'t> {
    options: InpOptions,
    findings: LineFindings,
    network: InpNetwork,
    nodes: FxHashMap<&'t str, usize>,
    links: FxHashMap<&'t str, usize>,
}

impl<'t> Loading<'t> {
    /// All rows: nodes before links, and what is said of either after both, whatever the order of the file.
    fn elements(&mut self, sorted: &Sorted<'t>) {
        for (section, row) in sorted.in_order([Section::Junctions, Section::Reservoirs, Section::Tanks]) {
            self.node(section, row);
        }
        for (section, row) in sorted.in_order([Section::Pipes, Section::Pumps, Section::Valves]) {
            self.link(section, row);
        }
        for section in [Section::Demands, Section::Coordinates] {
            sorted.rows(section).iter().for_each(|row| self.said_of_node(section, *row, 0));
        }
        sorted.rows(Section::Vertices).iter().for_each(|row| self.said_of_link(Section::Vertices, *row, 0));
        sorted.rows(Section::Tags).iter().for_each(|row| self.tag(*row));
        let mut ranges = 0;
        for row in sorted.rows(Section::Status) {
            if Row::of(row.text).len() > 2 {
                ranges += 1;
                self.status_of_range(*row, ranges);
            } else {
                self.said_of_link(Section::Status, *row, 0);
            }
        }
    }

    fn node(&mut self, section: Section, found: SortedRow<'t>) {
        let row = Row::of(found.text);
        let Some(id) = row.word(0) else { return };
        if !self.is_new(&row, section, found.line, false) {
            return;
        }
        let mut node = InpNode::new(id, InpNode::kind_of(section, &row));
        // A tank in another section is written in its own.
        let fields = &mut fields(&row, found.line, node.section(), self.options, &mut self.findings);
        node.take(fields);
        node.line = found.line;
        add(&mut node.source, None, found.before, found.text);
        self.nodes.insert(id, self.network.nodes.len());
        self.network.nodes.push(node);
    }

    fn link(&mut self, section: Section, found: SortedRow<'t>) {
        let row = Row::of(found.text);
        let Some(id) = row.word(0) else { return };
        let (Some(kind), Some(ends)) = (self.kind(section, &row, found.line), self.ends(section, &row, found.line))
        else {
            return;
        };
        if !self.is_new(&row, section, found.line, true) {
            return;
        }
        let mut link = InpLink::new(id, kind, ends);
        link.take(&mut fields(&row, found.line, section, self.options, &mut self.findings));
        link.line = found.line;
        add(&mut link.source, None, found.before, found.text);
        self.links.insert(id, self.network.links.len());
        self.network.links.push(link);
    }

    /// What a row of links is; told if nobody knows.
    fn kind(&mut self, section: Section, row: &Row<'_>, line: u64) -> Option<LinkKind> {
        let needed = if section == Section::Valves { 5 } else { 3 };
        let mut fields = fields(row, line, section, self.options, &mut self.findings);
        if row.len() < needed {
            let finding = fields.finding("inp-columns-missing").with("columns", needed);
            fields.leave_out(finding);
            return None;
        }
        match section {
            Section::Pipes => Some(LinkKind::Pipe),
            Section::Pumps => Some(LinkKind::Pump),
            _ => {
                let word = row.word(4).unwrap_or_default();
                let kind = ValveKind::parse(word).map(LinkKind::Valve);
                if kind.is_none() {
                    let finding = fields.finding("inp-valve-unknown").in_field("Type").with("value", shortened(word));
                    fields.leave_out(finding);
                }
                kind
            }
        }
    }

    /// Its two nodes, if there are two.
    fn ends<'r>(&mut self, section: Section, row: &Row<'r>, line: u64) -> Option<[&'r str; 2]> {
        let ends = [row.word(1)?, row.word(2)?];
        let mut fields = fields(row, line, section, self.options, &mut self.findings);
        for (end, field) in ends.into_iter().zip(["Node1", "Node2"]) {
            if !self.nodes.contains_key(end) {
                let finding = fields.finding("inp-node-unknown").in_field(field).with("node", shortened(end));
                fields.leave_out(finding);
                return None;
            }
        }
        if ends[0] == ends[1] {
            let finding = fields.finding("inp-ends-same").with("node", shortened(ends[0]));
            fields.leave_out(finding);
            return None;
        }
        Some(ends)
    }

    /// True if no element before has this id: EPANET takes the first, and so do we.
    fn is_new(&mut self, row: &Row<'_>, section: Section, line: u64, is_link: bool) -> bool {
        let id = row.word(0).unwrap_or_default();
        let before = if is_link {
            self.links.get(id).map(|at| self.network.links[*at].line)
        } else {
            self.nodes.get(id).map(|at| self.network.nodes[*at].line)
        };
        let mut fields = fields(row, line, section, self.options, &mut self.findings);
        if let Some(before) = before {
            let finding = fields.finding("inp-id-twice").with("before", before);
            fields.leave_out(finding);
            return false;
        }
        if id.len() > LONGEST_ID {
            let finding = fields.finding("inp-id-long").with("limit", LONGEST_ID);
            fields.findings.find(finding);
        }
        true
    }

    /// A row that names a node at a word of it.
    fn said_of_node(&mut self, section: Section, found: SortedRow<'t>, at: usize) {
        let row = Row::of(found.text);
        let Some(index) = row.word(at).and_then(|id| self.nodes.get(id)).copied() else {
            return self.of_nobody(section, &row, found, at);
        };
        let mut fields = fields(&row, found.line, section, self.options, &mut self.findings);
        let node = &mut self.network.nodes[index];
        if node.take(&mut fields) {
            add(&mut node.source, Some(section), found.before, found.text);
        }
    }

    /// A row that names a link at a word of it.
    fn said_of_link(&mut self, section: Section, found: SortedRow<'t>, at: usize) {
        let row = Row::of(found.text);
        let Some(index) = row.word(at).and_then(|id| self.links.get(id)).copied() else {
            return self.of_nobody(section, &row, found, at);
        };
        self.say(index, section, found.line, found.before, found.text);
    }

    fn say(&mut self, index: usize, section: Section, line: u64, before: &str, text: &str) {
        let row = Row::of(text);
        let link = &mut self.network.links[index];
        if link.take(&mut fields(&row, line, section, self.options, &mut self.findings)) {
            add(&mut link.source, Some(section), before, text);
        }
    }

    fn tag(&mut self, found: SortedRow<'t>) {
        let row = Row::of(found.text);
        match row.word(0) {
            Some(word) if is_word(word, "LINK") => self.said_of_link(Section::Tags, found, 1),
            _ => self.said_of_node(Section::Tags, found, 1),
        }
    }

    fn of_nobody(&mut self, section: Section, row: &Row<'_>, found: SortedRow<'_>, at: usize) {
        let mut fields = fields(row, found.line, section, self.options, &mut self.findings);
        let finding = fields.finding("inp-element-unknown").of(shortened(row.word(at).unwrap_or_default()));
        fields.leave_out(finding);
    }

    /// A status of all links from one id to another, as a row for each of them: by number if both are numbers, else by letters.
    fn status_of_range(&mut self, found: SortedRow<'t>, ranges: usize) {
        let row = Row::of(found.text);
        let (Some(from), Some(to), Some(status)) = (row.word(0), row.word(1), row.word(2)) else { return };
        if ranges > MOST_RANGES {
            let mut fields = fields(&row, found.line, Section::Status, self.options, &mut self.findings);
            let finding = fields.finding("inp-ranges-beyond").with("limit", MOST_RANGES);
            return fields.leave_out(finding);
        }
        let number = |word: &str| word.parse::<u64>().ok().filter(|number| *number > 0);
        let numbers = number(from).zip(number(to));
        let is_within = |id: &str| match numbers {
            Some((from, to)) => number(id).is_some_and(|number| (from..=to).contains(&number)),
            None => (from..=to).contains(&id),
        };
        let within: Vec<usize> =
            (0..self.network.links.len()).filter(|at| is_within(&self.network.links[*at].id)).collect();
        for index in within {
            let text = new_row(&[quoted(&self.network.links[index].id), quoted(status)]);
            self.say(index, Section::Status, found.line, "", &text);
        }
    }

    /// What no single row tells.
    fn told_of_the_whole(&mut self) {
        let nodes = &self.network.nodes;
        let unplaced = nodes.iter().filter(|node| node.place.is_none()).count();
        if unplaced > 0 {
            let finding = LineFinding::at(0, "inp-places-missing").with("count", unplaced).with("of", nodes.len());
            self.findings.find(finding);
        }
        if nodes.iter().all(|node| node.section() == Section::Junctions) {
            self.findings.find(LineFinding::at(0, "inp-no-source"));
        }
    }
}

fn fields<'r>(
    row: &'r Row<'r>,
    line: u64,
    section: Section,
    options: InpOptions,
    findings: &'r mut LineFindings,
) -> Fields<'r> {
    Fields { row, line, section, options, findings }
}
