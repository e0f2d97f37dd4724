//! Files of isolation valves: which valve sits on which link, at which of its ends. EPANET's own format has no place for them.
//!
//! A table with the columns `id`, `link` and `node` in any order (`csv`), or JSON (`json`): GeoJSON with these properties, a list of objects,
//! or an object with such a list in `valves`. Other columns are left alone. [`read`] asks who knows the network whether each valve's link and
//! node are there; what is wrong with one is a finding with its line.

mod csv;
mod json;

use rustc_hash::FxHashMap;
use spatial_core::message::{Message, Say};

use crate::error::shortened;
use crate::record::{LineFinding, LineFindings};
use crate::text::{Encoding, whole};

/// Largest file: valves of a network of a million pipes, as JSON, take 50 MB.
pub const MAX_BYTES: usize = 64 << 20;

/// A valve on a link, where it meets a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValveRow {
    /// Its own id.
    pub id: String,
    /// The link it sits on.
    pub link: String,
    /// The end of that link it sits at.
    pub node: String,
    /// Its line in the file, from 1.
    pub line: u64,
}

/// What the network knows.
pub struct Known<'n> {
    /// The two nodes of a link, if there is such a link.
    pub ends: &'n dyn Fn(&str) -> Option<[String; 2]>,
    /// True if there is such a node.
    pub has_node: &'n dyn Fn(&str) -> bool,
}

impl std::fmt::Debug for Known<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Known")
    }
}

/// Why a file of valves was refused whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValvesError {
    /// Larger than the valves of any network.
    #[error("{file} is larger than {limit_mb} MB")]
    TooLarge {
        /// The file's name.
        file: String,
        /// The limit.
        limit_mb: usize,
    },
    /// A table without a column that is needed.
    #[error("line {line} of {file} names no column {column}")]
    ColumnMissing {
        /// The file's name.
        file: String,
        /// The line of the names.
        line: u64,
        /// The first that is missing.
        column: &'static str,
    },
    /// Neither a table nor JSON of a form we know.
    #[error("{file} is broken in line {line}")]
    Broken {
        /// The file's name.
        file: String,
        /// Where.
        line: u64,
    },
}

/// Codes of [`ValvesError`].
pub(crate) const CODES: &[&str] = &["valves-too-large", "valves-column-missing", "valves-broken"];

impl Say for ValvesError {
    fn message(&self) -> Message {
        match self {
            Self::TooLarge { file, limit_mb } => {
                Message::new("valves-too-large").with("file", file).with("limit", limit_mb)
            }
            Self::ColumnMissing { file, line, column } => {
                Message::new("valves-column-missing").with("file", file).with("line", line).with("column", column)
            }
            Self::Broken { file, line } => Message::new("valves-broken").with("file", file).with("line", line),
        }
    }
}

/// What a file says of one valve.
#[derive(Debug, Default)]
struct Said {
    line: u64,
    /// Its id, link and node, as far as they are there.
    values: [Option<String>; FIELDS.len()],
}

/// What is needed of a valve.
const FIELDS: [&str; 3] = ["id", "link", "node"];

/// Which of them a column or a member is.
fn field(name: &str) -> Option<usize> {
    let name = name.trim();
    FIELDS.iter().position(|field| name.eq_ignore_ascii_case(field))
}

/// Why a text was given up, and in which line.
enum Unread {
    Broken(u64),
    ColumnMissing(u64, &'static str),
}

/// Reads the valves of a network.
///
/// # Errors
/// [`ValvesError`], if the file is none of valves; what is wrong with one valve is a finding with its line.
pub fn read(
    file: &str,
    bytes: &[u8],
    encoding: Option<Encoding>,
    known: &Known<'_>,
) -> Result<(Vec<ValveRow>, LineFindings), ValvesError> {
    let file = || shortened(file);
    if bytes.len() > MAX_BYTES {
        return Err(ValvesError::TooLarge { file: file(), limit_mb: MAX_BYTES >> 20 });
    }
    let text = whole(bytes, encoding);
    let mut findings = LineFindings::default();
    if let Some((code, params)) = text.evidence {
        findings.find(LineFinding { params, ..LineFinding::at(0, code) });
    }
    let is_json = text.text.trim_start().starts_with(['{', '[']);
    let said = if is_json { json::said(&text.text) } else { csv::said(&text.text) };
    let said = said.map_err(|unread| match unread {
        Unread::Broken(line) => ValvesError::Broken { file: file(), line },
        Unread::ColumnMissing(line, column) => ValvesError::ColumnMissing { file: file(), line, column },
    })?;
    let mut checking = Checking { known, findings, ids: FxHashMap::default(), places: FxHashMap::default() };
    let valves = said.into_iter().filter_map(|said| checking.valve(said)).collect();
    Ok((valves, checking.findings))
}

/// Valves so far, and what is wrong with others.
struct Checking<'n> {
    known: &'n Known<'n>,
    findings: LineFindings,
    /// The line of each id.
    ids: FxHashMap<String, u64>,
    /// The valve at each end of a link.
    places: FxHashMap<(String, String), String>,
}

impl Checking<'_> {
    fn valve(&mut self, said: Said) -> Option<ValveRow> {
        let lacks = FIELDS.iter().zip(&said.values).find(|(_, value)| value.is_none()).map(|(name, _)| *name);
        let [Some(id), Some(link), Some(node)] = said.values else {
            let [id, ..] = said.values;
            let finding = LineFinding::at(said.line, "valve-field-missing").with("field", lacks.unwrap_or_default());
            self.findings.find(finding.of(shortened(&id.unwrap_or_default())).left_out());
            return None;
        };
        let valve = ValveRow { id, link, node, line: said.line };
        if let Some(finding) = self.misplaced(&valve) {
            self.findings.find(finding.left_out());
            return None;
        }
        if let Some(before) = self.ids.insert(valve.id.clone(), valve.line) {
            self.ids.insert(valve.id.clone(), before);
            let finding = LineFinding::at(valve.line, "valve-id-twice").of(shortened(&valve.id)).with("before", before);
            self.findings.find(finding.left_out());
            return None;
        }
        let place = (valve.link.clone(), valve.node.clone());
        if let Some(other) = self.places.insert(place, valve.id.clone()) {
            self.findings.find(about(&valve, "valve-place-twice").with("other", shortened(&other)));
        }
        Some(valve)
    }

    /// What is wrong with the place of a valve.
    fn misplaced(&self, valve: &ValveRow) -> Option<LineFinding> {
        let Some(ends) = (self.known.ends)(&valve.link) else {
            return Some(about(valve, "valve-link-unknown").in_field("link"));
        };
        if ends.contains(&valve.node) {
            return None;
        }
        if !(self.known.has_node)(&valve.node) {
            return Some(about(valve, "valve-node-unknown").in_field("node"));
        }
        let [start, end] = ends.map(|end| shortened(&end));
        Some(about(valve, "valve-node-elsewhere").in_field("node").with("start", start).with("end", end))
    }
}

fn about(valve: &ValveRow, code: &'static str) -> LineFinding {
    let finding = LineFinding::at(valve.line, code).of(shortened(&valve.id));
    finding.with("link", shortened(&valve.link)).with("node", shortened(&valve.node))
}

#[cfg(test)]
mod tests;
