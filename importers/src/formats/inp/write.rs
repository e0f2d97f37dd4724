//! From a network to an `.inp` file.

use super::lines::lines;
use super::section::{OF_ELEMENTS, Section};
use super::{InpNetwork, InpSection, ROWS};

/// Lines of the sections of elements.
type Rows = [Vec<String>; OF_ELEMENTS.len()];

/// Writes a network. Sections that were kept stand as they stood, elements in their sections by the order of the network, each by its source,
/// character for character. What changed since is put in its place, in the file's units: elevation, demand, levels and size of a tank, place
/// and tag of a node; ends, length, diameter, roughness, minor loss, kind and setting of a valve, status, vertices and tag of a link. Names of
/// patterns and curves, and comments, are written of elements only that have no source.
#[must_use]
pub fn write(network: &InpNetwork) -> String {
    let rows = rows(network);
    let sections = completed(network, &rows);
    let line_end = line_end(&network.sections);
    let (mut out, mut is_written) = (String::new(), [false; OF_ELEMENTS.len()]);
    for section in &sections {
        if !out.is_empty() && !out.ends_with(['\n', '\r']) {
            out.push_str(line_end);
        }
        match section.section().rank() {
            None => out.push_str(&section.text),
            Some(rank) => {
                let rows = if is_written[rank] { &[][..] } else { &rows[rank][..] };
                is_written[rank] = true;
                put(&mut out, &section.text, rows, line_end);
            }
        }
    }
    out
}

/// Lines of all elements by section.
fn rows(network: &InpNetwork) -> Rows {
    let mut rows = Rows::default();
    let mut put = |(section, line): (Section, String)| {
        if let Some(rank) = section.rank() {
            rows[rank].push(line);
        }
    };
    network.nodes.iter().flat_map(|node| node.lines(network.options)).for_each(&mut put);
    network.links.iter().flat_map(|link| link.lines(network.options)).for_each(&mut put);
    rows
}

/// A section of elements: its head, the rows, and what stood below them.
fn put(out: &mut String, text: &str, rows: &[String], line_end: &str) {
    let mark = lines(text).skip(1).find(|line| line.text == ROWS);
    let (head, tail) = mark.map_or((text, ""), |mark| (&text[..mark.start], &text[mark.next..]));
    out.push_str(head);
    if !rows.is_empty() && !head.ends_with(['\n', '\r']) {
        out.push_str(line_end);
    }
    for row in rows {
        out.push_str(row);
        out.push_str(line_end);
    }
    out.push_str(tail);
}

/// The sections, with those that rows need and the network does not have: each before the next in EPANET's order that is there, or at the end.
fn completed(network: &InpNetwork, rows: &Rows) -> Vec<InpSection> {
    let line_end = line_end(&network.sections);
    let mut sections = network.sections.clone();
    if sections.is_empty() {
        let (units, headloss) = (network.options.units.name(), network.options.headloss.name());
        let options = format!("[OPTIONS]{line_end} Units\t{units}{line_end} Headloss\t{headloss}{line_end}{line_end}");
        sections.push(InpSection { name: "OPTIONS".to_owned(), text: options });
        sections.push(InpSection { name: "END".to_owned(), text: format!("[END]{line_end}") });
    }
    for (rank, section) in OF_ELEMENTS.into_iter().enumerate() {
        let is_there = sections.iter().any(|there| there.section() == section);
        if is_there || rows[rank].is_empty() {
            continue;
        }
        let name = section.name().to_owned();
        let text = format!("[{name}]{line_end}{ROWS}\n{line_end}");
        let is_behind = |there: &InpSection| there.section().rank().is_some_and(|other| other > rank);
        let at = sections.iter().position(is_behind);
        let end = || sections.iter().position(|there| matches!(there.section(), Section::Options | Section::End));
        let at = at.or_else(end).unwrap_or(sections.len());
        sections.insert(at, InpSection { name, text });
    }
    sections
}

/// How lines end in what was kept; as EPANET ends them on its own system where nothing was.
fn line_end(sections: &[InpSection]) -> &'static str {
    let is_unix = |section: &InpSection| section.text.contains('\n') && !section.text.contains("\r\n");
    if sections.first().is_some_and(is_unix) { "\n" } else { "\r\n" }
}
