//! The rows of a text by section, and what of each section is kept as text.

use crate::error::shortened;
use crate::record::{LineFinding, LineFindings};

use super::error::InpError;
use super::lines::{Line, lines};
use super::section::{OF_ELEMENTS, Section};
use super::{InpSection, ROWS};

/// Longest line that EPANET 2.2 reads; of what is longer it makes two.
const EPANETS_LINE: usize = 1_023;

/// A row of a section of elements.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortedRow<'t> {
    pub(super) line: u64,
    /// Comments and blank lines above it.
    pub(super) before: &'t str,
    pub(super) text: &'t str,
}

/// A text, sorted.
#[derive(Debug, Default)]
pub(super) struct Sorted<'t> {
    pub(super) sections: Vec<InpSection>,
    /// The line of each section's heading.
    pub(super) headings: Vec<u64>,
    rows: [Vec<SortedRow<'t>>; OF_ELEMENTS.len()],
}

/// The section that is being read.
struct Reading<'t> {
    section: Section,
    name: String,
    line: u64,
    start: usize,
    /// Where its rows begin and end, if it has any.
    rows: Option<(usize, usize)>,
    /// Where its last line ends that is not empty.
    said: usize,
    sorted: Vec<SortedRow<'t>>,
    /// Rows behind the end.
    beyond: u64,
}

impl<'t> Reading<'t> {
    fn new(section: Section, name: String, line: Line<'_>) -> Self {
        let (rows, sorted, beyond) = (None, Vec::new(), 0);
        Self { section, name, line: line.number, start: line.start, rows, said: line.next, sorted, beyond }
    }

    /// What is kept of it, up to where the next one begins. Where its elements stood, [`ROWS`] stands.
    fn text(&self, text: &str, end: usize) -> String {
        if self.section.rank().is_none() {
            return text[self.start..end].to_owned();
        }
        let (first, last) = self.rows.unwrap_or((self.said, self.said));
        let head = &text[self.start..first];
        let line_end = if head.ends_with(['\n', '\r']) { "" } else { "\r\n" };
        format!("{head}{line_end}{ROWS}\n{}", &text[last..end])
    }

    /// A row of it.
    fn take(&mut self, text: &'t str, line: Line<'t>, findings: &mut LineFindings) {
        match self.section {
            Section::End => self.beyond += 1,
            Section::Unknown if self.name.is_empty() => {
                let found = LineFinding::at(line.number, "inp-line-outside").with("value", shortened(line.text.trim()));
                findings.find(found.left_out());
            }
            section if section.rank().is_some() => {
                let before = self.rows.map_or("", |(_, end)| &text[end..line.start]);
                self.sorted.push(SortedRow { line: line.number, before, text: line.text });
                self.rows = Some((self.rows.map_or(line.start, |(start, _)| start), line.next));
            }
            _ => {}
        }
    }
}

impl<'t> Sorted<'t> {
    /// Sorts a text.
    pub(super) fn of(file: &str, text: &'t str, findings: &mut LineFindings) -> Result<Self, InpError> {
        let mut sorted = Self::default();
        let nowhere = Line { number: 1, start: 0, next: 0, text: "" };
        let mut reading = Reading::new(Section::Unknown, String::new(), nowhere);
        let mut first = None;
        let mut is_known = false;
        for line in lines(text) {
            if !line.is_blank() && first.is_none() {
                first = Some(line);
            }
            if line.text.len() > EPANETS_LINE {
                findings.find(LineFinding::at(line.number, "inp-line-long").with("limit", EPANETS_LINE));
            }
            match line.heading().filter(|_| reading.section != Section::End) {
                Some(heading) => {
                    let (section, name) = known(heading, line, findings);
                    is_known |= section != Section::Unknown;
                    let done = std::mem::replace(&mut reading, Reading::new(section, name, line));
                    sorted.put(done, text, line.start, findings);
                }
                None if !line.is_blank() => reading.take(text, line, findings),
                None => {}
            }
            if !line.text.trim().is_empty() {
                reading.said = line.next;
            }
        }
        let is_ended = reading.section == Section::End;
        sorted.put(reading, text, text.len(), findings);
        if !is_known {
            let (line, found) = first.map_or((1, ""), |line| (line.number, line.text.trim()));
            return Err(InpError::NoSection { file: file.to_owned(), line, found: shortened(found) });
        }
        if !is_ended {
            let last = lines(text).last().map_or(1, |line| line.number);
            findings.find(LineFinding::at(last, "inp-end-missing"));
        }
        Ok(sorted)
    }

    /// Rows of a section of elements, all its parts together.
    pub(super) fn rows(&self, section: Section) -> &[SortedRow<'t>] {
        section.rank().map_or(&[], |rank| &self.rows[rank])
    }

    /// Rows of several sections, in the order of the file.
    pub(super) fn in_order(&self, sections: [Section; 3]) -> Vec<(Section, SortedRow<'t>)> {
        let of = |section: Section| self.rows(section).iter().map(move |row| (section, *row));
        let mut rows: Vec<_> = sections.into_iter().flat_map(of).collect();
        rows.sort_by_key(|(_, row)| row.line);
        rows
    }

    fn put(&mut self, done: Reading<'t>, text: &str, end: usize, findings: &mut LineFindings) {
        if done.beyond > 0 {
            findings.find(LineFinding::at(done.line, "inp-after-end").with("lines", done.beyond).left_out());
        }
        let kept = done.text(text, end);
        if done.name.is_empty() && kept.is_empty() {
            return;
        }
        self.sections.push(InpSection { name: done.name, text: kept });
        self.headings.push(done.line);
        if let Some(rank) = done.section.rank() {
            self.rows[rank].extend(done.sorted);
        }
    }
}

/// Which section a heading begins, and its name; one that EPANET does not know is told.
fn known(heading: &str, line: Line<'_>, findings: &mut LineFindings) -> (Section, String) {
    match Section::of_heading(heading) {
        Section::Unknown => {
            let name = shortened(heading.trim_matches(['[', ']']));
            findings.find(LineFinding::at(line.number, "inp-section-unknown").with("section", &name));
            (Section::Unknown, if name.is_empty() { "?".to_owned() } else { name })
        }
        section => (section, section.name().to_owned()),
    }
}
