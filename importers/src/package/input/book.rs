//! The dossier's workbook: its sheets as texts by row and column.
//!
//! The file belongs to others: it is weighed before it is unpacked, and its cells are read one by one, so that one that claims to have a
//! million columns costs nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx};
use spatial_core::layer::composed;

use crate::formats::Archive;

/// Most bytes of an unpacked workbook: it is parsed whole, and thousands of drawings make one of some MB.
const MAX_UNPACKED: u64 = 128 << 20;
/// Most rows of a sheet that are read: one a drawing or text.
const MAX_ROWS: usize = 20_000;
/// Most cells of a sheet: as many rows with the twenty columns of the widest, and some.
const MAX_CELLS: usize = 1_000_000;
/// Most columns of a row; the widest sheet of the circular has twenty.
const MAX_COLUMNS: u32 = 256;
/// The row of titles is among the first ones; a heading may stand above it.
const FIRST_ROWS: usize = 10;

/// A workbook.
#[derive(Debug)]
pub(in crate::package) struct Book {
    pub(in crate::package) sheets: Vec<Sheet>,
}

/// A sheet: what stands below its titles.
#[derive(Debug)]
pub(in crate::package) struct Sheet {
    /// Its name.
    pub(in crate::package) name: String,
    /// Titles of columns, as they are written.
    pub(in crate::package) titles: BTreeMap<u32, String>,
    /// Rows in which something stands.
    pub(in crate::package) rows: Vec<SheetRow>,
}

/// A row.
#[derive(Debug)]
pub(in crate::package) struct SheetRow {
    /// As the program shows it, from 1.
    pub(in crate::package) number: i64,
    cells: BTreeMap<u32, String>,
}

impl Book {
    /// Reads a workbook; `None` if it is none, or too large. What a file of anybody makes the library do is its own affair: if it panics,
    /// the file is none.
    pub(in crate::package) fn read(path: &Path) -> Option<Self> {
        std::panic::catch_unwind(|| Self::parsed(path)).ok().flatten()
    }

    fn parsed(path: &Path) -> Option<Self> {
        Archive::open(path).ok()?.weigh(MAX_UNPACKED).ok()?;
        let mut book: Xlsx<BufReader<File>> = Xlsx::new(BufReader::new(File::open(path).ok()?)).ok()?;
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| Sheet::read(&mut book, name)).collect::<Option<_>>()?;
        Some(Self { sheets })
    }

    /// A sheet by its name, whatever its case.
    pub(in crate::package) fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name))
    }
}

impl Sheet {
    fn read(book: &mut Xlsx<BufReader<File>>, name: String) -> Option<Self> {
        let mut cells = book.worksheet_cells_reader(&name).ok()?;
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        for _ in 0..MAX_CELLS {
            let Some(cell) = cells.next_cell().ok()? else { break };
            let (row, column) = cell.get_position();
            let text = text(cell.get_value());
            if text.is_empty() || column >= MAX_COLUMNS {
                continue;
            }
            if !rows.contains_key(&row) && rows.len() == MAX_ROWS {
                break;
            }
            rows.entry(row).or_default().insert(column, text);
        }
        Some(Self::of(name, rows))
    }

    fn of(name: String, mut rows: BTreeMap<u32, BTreeMap<u32, String>>) -> Self {
        let has_titles = |cells: &BTreeMap<u32, String>| cells.values().any(|text| is_same(text, "Mã hồ sơ"));
        let titled = rows.iter().take(FIRST_ROWS).find(|(_, cells)| has_titles(cells)).map(|(row, _)| *row);
        let titled = titled.or_else(|| rows.keys().next().copied());
        let titles = titled.and_then(|row| rows.remove(&row)).unwrap_or_default();
        let below = rows.into_iter().filter(|(row, _)| Some(*row) > titled);
        let rows = below.map(|(row, cells)| SheetRow { number: i64::from(row) + 1, cells }).collect();
        Self { name, titles, rows }
    }

    /// True if it has a column of this title.
    pub(in crate::package) fn has(&self, title: &str) -> bool {
        self.column(title).is_some()
    }

    /// What stands in a row below a title.
    pub(in crate::package) fn text<'a>(&self, row: &'a SheetRow, title: &str) -> Option<&'a str> {
        row.cells.get(&self.column(title)?).map(String::as_str)
    }

    fn column(&self, title: &str) -> Option<u32> {
        self.titles.iter().find(|(_, there)| is_same(there, title)).map(|(column, _)| *column)
    }
}

/// True if two titles say the same, whatever their case and blanks.
pub(in crate::package) fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| composed(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    plain(one) == plain(other)
}

/// A cell as text: numbers without a fraction as whole ones, days in ISO 8601.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::String(text) => composed(text).trim().to_owned(),
        DataRef::SharedString(text) => composed(text).trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        DataRef::DateTime(when) => day(when.as_f64()),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A day counted from 30 December 1899, as spreadsheets do, in ISO 8601 (the calendar's arithmetic: Hinnant, `civil_from_days`).
fn day(count: f64) -> String {
    /// Days from there to 1 January 1970.
    const EPOCH: f64 = 25_569.0;
    if !(1.0..2_958_466.0).contains(&count) {
        return count.to_string();
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the calendar of spreadsheets")]
    let days = (count - EPOCH).floor() as i64 + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_spreadsheet_is_one_of_the_calendar() {
        for (count, text) in
            [(45_658.0, "2025-01-01"), (45_351.5, "2024-02-29"), (61.0, "1900-03-01"), (25_569.0, "1970-01-01")]
        {
            assert_eq!(day(count), text);
        }
        assert_eq!(day(f64::NAN), "NaN");
    }

    #[test]
    fn titles_may_stand_below_a_heading() {
        let cells =
            |texts: &[&str]| (0..).zip(texts.iter().map(|text| (*text).to_owned())).collect::<BTreeMap<u32, String>>();
        let rows = [(0, cells(&["DANH MỤC"])), (2, cells(&["STT", "Mã  hồ sơ"])), (4, cells(&["1", "79QCT1250001"]))];
        let sheet = Sheet::of("HoSo".to_owned(), rows.into_iter().collect());
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!((sheet.rows[0].number, sheet.text(&sheet.rows[0], "Mã hồ sơ")), (5, Some("79QCT1250001")));
        assert!(sheet.has("stt") && !sheet.has("Tên đồ án"));
    }
}
