//! Lines as CSV (RFC 4180) in UTF-8: a point before decimals in every language, for programs read it.
//!
//! Excel takes a file for UTF-8 only if it begins with a byte order mark. A text that a spreadsheet would take for a formula is led by an
//! apostrophe (OWASP, "CSV Injection"), and one line of the file is one line of the table: breaks within texts become spaces.

use std::fmt::Write as _;

use crate::apps::planning::sheet::{Cell, Column, SheetLine};

/// What a file begins with.
pub(crate) const BOM: &str = "\u{feff}";

/// Lines in these columns.
#[derive(Debug)]
pub(crate) struct CsvSheet {
    columns: &'static [Column],
    out: String,
}

impl CsvSheet {
    pub(crate) fn new(columns: &'static [Column]) -> Self {
        Self { columns, out: String::new() }
    }

    /// The first line of a file.
    pub(crate) fn head(&mut self) {
        self.out.push_str(BOM);
        let names: Vec<&str> = self.columns.iter().map(|column| column.name()).collect();
        self.out.push_str(&names.join(","));
        self.out.push_str("\r\n");
    }

    pub(crate) fn line(&mut self, line: &SheetLine) {
        for (at, column) in self.columns.iter().enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            match column.of(line) {
                Cell::Empty => {}
                Cell::Text(written) => text(&mut self.out, written),
                Cell::Id(id) => drop(write!(self.out, "{id}")),
                Cell::Area(number) | Cell::Percent(number) => drop(write!(self.out, "{number}")),
            }
        }
        self.out.push_str("\r\n");
    }

    /// What was written so far; it goes on empty.
    pub(crate) fn taken(&mut self) -> String {
        std::mem::take(&mut self.out)
    }
}

/// A cell that holds a text.
pub(crate) fn text(out: &mut String, written: &str) {
    let is_formula = written.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let is_plain = !is_formula && !written.contains(['"', ',', '\r', '\n', '\'']) && written.trim() == written;
    if is_plain {
        out.push_str(written);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    for letter in written.chars() {
        match letter {
            '"' => out.push_str("\"\""),
            '\r' | '\n' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// Layer and id of a line's parcel, of a file that was written by [`CsvSheet`]; `None` of anything else.
pub(crate) fn first_cells(line: &str) -> Option<(String, u64)> {
    let line = line.trim_start_matches(BOM);
    let (layer, rest) = match line.strip_prefix('"') {
        None => {
            let (layer, rest) = line.split_once(',')?;
            (layer.to_owned(), rest)
        }
        Some(quoted) => {
            let mut layer = String::new();
            let mut letters = quoted.char_indices().peekable();
            let end = loop {
                match letters.next()? {
                    (_, '"') if letters.peek().is_some_and(|(_, next)| *next == '"') => {
                        letters.next();
                        layer.push('"');
                    }
                    (at, '"') => break at + 1,
                    (_, letter) => layer.push(letter),
                }
            };
            (layer, quoted[end..].strip_prefix(',')?)
        }
    };
    let id = rest.split(',').next()?.trim().parse().ok()?;
    Some((layer, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_no_text_breaks_the_line() {
        for (given, expected) in [
            ("ODT-1", "ODT-1"),
            ("Đất ở, đô thị", "\"Đất ở, đô thị\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("=HYPERLINK(1)", "\"'=HYPERLINK(1)\""),
            ("+84", "\"'+84\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("a\r\nb", "\"a  b\""),
            (" b", "\" b\""),
        ] {
            let mut out = String::new();
            text(&mut out, given);
            assert_eq!(out, expected, "{given}");
        }
    }

    #[test]
    fn a_line_tells_whose_it_is() {
        for (line, expected) in [
            ("parcels,17,,,,", Some(("parcels", 17))),
            ("\u{feff}parcels,17", Some(("parcels", 17))),
            ("\"th\"\"ua, dat\",3,", Some(("th\"ua, dat", 3))),
            ("layer,parcel_id,commune", None),
            ("", None),
            ("\"open", None),
        ] {
            assert_eq!(first_cells(line), expected.map(|(layer, id)| (layer.to_owned(), id)), "{line}");
        }
    }
}
