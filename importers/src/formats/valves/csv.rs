//! Tables of valves: separated by commas, semicolons or tabs, as spreadsheets write them.

use super::{FIELDS, Said, Unread, field};

/// Longest row in bytes. A quote that is never closed would make one of the whole file.
const LONGEST_ROW: usize = 64 << 10;

/// The valves of a table. Its first row that is not empty names the columns.
pub(super) fn said(text: &str) -> Result<Vec<Said>, Unread> {
    let mut rest = Rows { text, line: 1, separator: separator(text) };
    let mut columns = None;
    let mut valves = Vec::new();
    while let Some((line, cells)) = rest.next_row()? {
        // Spreadsheets say by such a row how the others are separated.
        let is_hint = columns.is_none() && cells.iter().any(|cell| cell.starts_with("sep="));
        if is_hint || cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match &columns {
            None => columns = Some(columns_of(&cells, line)?),
            Some(columns) => {
                let value = |column: usize| cells.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
                valves.push(Said { line, values: columns.map(|column| value(column).map(str::to_owned)) });
            }
        }
    }
    if columns.is_none() { Err(Unread::ColumnMissing(1, FIELDS[0])) } else { Ok(valves) }
}

fn columns_of(cells: &[String], line: u64) -> Result<[usize; FIELDS.len()], Unread> {
    let mut columns = [0; FIELDS.len()];
    for (at, name) in FIELDS.into_iter().enumerate() {
        let found = cells.iter().position(|cell| field(cell) == Some(at));
        columns[at] = found.ok_or(Unread::ColumnMissing(line, name))?;
    }
    Ok(columns)
}

/// What separates cells: what stands most often in the first row that says something.
fn separator(text: &str) -> u8 {
    let is_hint = |line: &&str| line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    let first = text.lines().find(|line| !line.trim().is_empty() && !is_hint(line)).unwrap_or_default();
    let count = |separator: &u8| memchr::memchr_iter(*separator, first.as_bytes()).count();
    // Of equals the last.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Rows one by one.
struct Rows<'t> {
    text: &'t str,
    line: u64,
    separator: u8,
}

impl Rows<'_> {
    /// The next row with the line it begins in.
    fn next_row(&mut self) -> Result<Option<(u64, Vec<String>)>, Unread> {
        if self.text.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let (mut cells, mut length) = (Vec::new(), 0);
        loop {
            let (cell, end) = self.cell().ok_or(Unread::Broken(line))?;
            length += cell.len() + 1;
            if length > LONGEST_ROW {
                return Err(Unread::Broken(line));
            }
            cells.push(cell);
            if end {
                return Ok(Some((line, cells)));
            }
        }
    }

    /// The next cell, and whether the row ends behind it; none if a quote is not closed in reach.
    fn cell(&mut self) -> Option<(String, bool)> {
        let mut cell = String::new();
        while let Some(quoted) = self.text.strip_prefix('"') {
            let reach = &quoted.as_bytes()[..quoted.len().min(LONGEST_ROW)];
            let close = memchr::memchr(b'"', reach)?;
            let inner = &quoted[..close];
            self.line += memchr::memchr_iter(b'\n', inner.as_bytes()).count() as u64;
            cell.push_str(inner);
            self.text = &quoted[close + 1..];
            // A quote within is written twice.
            if !self.text.starts_with('"') || cell.len() > LONGEST_ROW {
                break;
            }
            cell.push('"');
        }
        let bytes = self.text.as_bytes();
        let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r') || *byte == self.separator);
        let end = end.unwrap_or(bytes.len());
        cell.push_str(&self.text[..end]);
        let rest = &self.text[end..];
        let (taken, is_end) = match rest.as_bytes() {
            [] => (0, true),
            [b'\r', b'\n', ..] => (2, true),
            [b'\n' | b'\r', ..] => (1, true),
            _ => (1, false),
        };
        self.line += u64::from(is_end);
        self.text = &rest[taken..];
        Some((cell, is_end))
    }
}
