//! Lines as a workbook for people: headings in their language, numbers that a spreadsheet counts with and writes in its reader's way.
//!
//! The same lines make the same bytes: a workbook says no time of its own.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use spatial_core::message::Message;

use crate::apps::planning::extract::thousandths;
use crate::apps::planning::sheet::{Cell, Column, SheetLine};
use crate::text::Language;

/// What a workbook says of itself: written by nobody at no time, so that two of the same data are one.
const MADE: (u16, u8, u8) = (2026, 1, 1);

/// A workbook that could not be made.
pub(crate) type SheetError = XlsxError;

/// What stands over the table.
#[derive(Debug)]
pub(crate) struct SheetTitles {
    pub(crate) title: String,
    /// What one must know of it, each in a row.
    pub(crate) notes: Vec<String>,
}

/// What of the area a plan has in zones of one function.
#[derive(Debug)]
pub(crate) struct Total {
    pub(crate) plan: String,
    pub(crate) function: Option<String>,
    pub(crate) zones: usize,
    pub(crate) area_m2: f64,
    pub(crate) percent: f64,
}

/// Two sheets: the lines, and the totals with what one must know.
pub(crate) fn workbook(
    titles: &SheetTitles,
    columns: &[Column],
    lines: &[SheetLine],
    totals: &[Total],
    language: Language,
) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(MADE.0, MADE.1, MADE.2)?;
    book.set_properties(&DocProperties::new().set_title(&titles.title).set_creation_datetime(&made));
    let formats = Formats::new();
    parcels(book.add_worksheet(), columns, lines, &formats, language)?;
    summary(book.add_worksheet(), titles, totals, &formats, language)?;
    book.save_to_buffer()
}

struct Formats {
    heading: Format,
    area: Format,
    percent: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            // How many digits are shown; which marks stand among them is the reader's setting.
            area: Format::new().set_num_format("#,##0.00"),
            percent: Format::new().set_num_format("0.000"),
        }
    }
}

fn parcels(
    sheet: &mut Worksheet,
    columns: &[Column],
    lines: &[SheetLine],
    formats: &Formats,
    language: Language,
) -> Result<(), SheetError> {
    sheet.set_name(language.text("sheet-name-parcels"))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(0, at, language.text(column.heading()), &formats.heading)?;
        sheet.set_column_width(at, 14)?;
    }
    for (line, row) in lines.iter().zip(1..) {
        for (column, at) in columns.iter().zip(0..) {
            match column.of(line) {
                Cell::Empty => {}
                Cell::Text(text) if *column == Column::Kind => {
                    sheet.write_string(row, at, language.text(kind(text)))?;
                }
                Cell::Text(text) if *column == Column::LawState => {
                    sheet.write_string(row, at, language.say(&Message::new("sheet-law").with("state", text)))?;
                }
                Cell::Text(text) => {
                    sheet.write_string(row, at, text)?;
                }
                #[expect(clippy::cast_precision_loss, reason = "ids end at 2^53")]
                Cell::Id(id) => {
                    sheet.write_number(row, at, id as f64)?;
                }
                Cell::Area(number) => {
                    sheet.write_number_with_format(row, at, number, &formats.area)?;
                }
                Cell::Percent(number) => {
                    sheet.write_number_with_format(row, at, number, &formats.percent)?;
                }
            }
        }
    }
    Ok(())
}

/// The sentence of what a line is about.
fn kind(word: &str) -> &'static str {
    match word {
        "zone" => "sheet-part-zone",
        "below_threshold" => "sheet-part-below",
        "uncovered" => "sheet-part-uncovered",
        "no_plan" => "sheet-part-no-plan",
        _ => "sheet-part-unknown",
    }
}

fn summary(
    sheet: &mut Worksheet,
    titles: &SheetTitles,
    totals: &[Total],
    formats: &Formats,
    language: Language,
) -> Result<(), SheetError> {
    sheet.set_name(language.text("sheet-name-summary"))?;
    sheet.set_column_width(0, 40)?;
    sheet.set_column_width(1, 30)?;
    sheet.write_string_with_format(0, 0, &titles.title, &formats.heading)?;
    let mut row = 1;
    for note in &titles.notes {
        sheet.write_string(row, 0, note)?;
        row += 1;
    }
    row += 1;
    let headings = ["sheet-plan-name", "sheet-function", "sheet-zones", "sheet-area", "sheet-percent"];
    for (heading, at) in headings.into_iter().zip(0..) {
        sheet.write_string_with_format(row, at, language.text(heading), &formats.heading)?;
    }
    for total in totals {
        row += 1;
        sheet.write_string(row, 0, &total.plan)?;
        let function = total.function.clone().unwrap_or_else(|| language.text("sheet-part-uncovered"));
        sheet.write_string(row, 1, function)?;
        #[expect(clippy::cast_precision_loss, reason = "some thousand zones")]
        sheet.write_number(row, 2, total.zones as f64)?;
        sheet.write_number_with_format(row, 3, total.area_m2, &formats.area)?;
        sheet.write_number_with_format(row, 4, thousandths(total.percent), &formats.percent)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::apps::planning::extract::KeysTold;
    use crate::apps::planning::sheet::lines::blank;
    use crate::apps::planning::sheet::{LineKind, OF_AN_AREA, ParcelCells};

    #[test]
    fn a_workbook_of_the_same_lines_is_the_same() {
        let keys = KeysTold { commune: Some("26506".into()), sheet: None, number: None, identifier: None };
        let parcel = ParcelCells { layer: "parcels".into(), id: 7, keys, area_m2: Some(100.0), inside_m2: Some(50.0) };
        let line = SheetLine {
            function: Some("=1+1".into()),
            area_m2: Some(50.0),
            percent: Some(100.0),
            zone: Some(3),
            ..blank(&Arc::new(parcel), LineKind::Zone)
        };
        let titles = SheetTitles { title: "a".into(), notes: vec!["b".into()] };
        let total = || Total { plan: "QH".into(), function: None, zones: 1, area_m2: 50.0, percent: 100.0 };
        let make = || workbook(&titles, OF_AN_AREA, std::slice::from_ref(&line), &[total()], Language::Vi).unwrap();
        let (one, other) = (make(), make());
        assert!(one == other && one.starts_with(b"PK"));
    }
}
