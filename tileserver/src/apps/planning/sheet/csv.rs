//! Lines as CSV (RFC 4180) in UTF-8: a point before decimals in every language, for programs read it.
//! What a cell is, `http/wire/features/csv.rs` says.

use std::fmt::Write as _;

use crate::apps::planning::sheet::{Cell, Column, SheetLine};
use crate::http::wire::features::csv::{BOM, cell};

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
                Cell::Text(written) => cell(&mut self.out, written),
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

/// The cells of a line that [`CsvSheet`] wrote, as the texts they were made of.
pub(crate) fn cells(line: &str) -> Vec<String> {
    let (mut found, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.trim_start_matches(BOM).trim_end_matches(['\r', '\n']).chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => {
                is_quoted = !is_quoted;
                // It keeps what follows from being a formula.
                if is_quoted && letters.peek() == Some(&'\'') {
                    letters.next();
                }
            }
            ',' if !is_quoted => found.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    found.push(cell);
    found
}

/// Layer and id of a line's parcel; `None` of the first line of a file, and of anything else.
pub(crate) fn first_cells(line: &str) -> Option<(String, u64)> {
    let mut cells = cells(line).into_iter();
    let (layer, id) = (cells.next()?, cells.next()?);
    Some((layer, id.parse().ok()?))
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
            ("'=1", "\"''=1\""),
            ("a\r\nb", "\"a  b\""),
            (" b", "\" b\""),
        ] {
            let mut out = String::new();
            cell(&mut out, given);
            assert_eq!(out, expected, "{given}");
            let line = format!("{out},{out},7\r\n");
            let unbroken = given.replace(['\r', '\n'], " ");
            assert_eq!(cells(&line), [unbroken.as_str(), &unbroken, "7"], "{line}");
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
