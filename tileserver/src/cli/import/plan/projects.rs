//! `projects = "du-an.csv"`: the list of projects of a plan, a line each under a line of column names, which are those of the table.
//!
//! Cells stand apart by commas or by semicolons, whichever the first line has; quotation marks around a cell, doubled within it, as
//! spreadsheets save it (RFC 4180). Texts are kept to the letter.

use std::io::Read as _;
use std::path::Path;

use planning::{
    AREA_FIELD, INVESTOR_FIELD, InvestorKind, LAND_USE_FIELD, NAME_FIELD, PARCELS_FIELD, PLACE_FIELD,
    PROJECT_COMMUNE_FIELD, ProjectDraft, SIGN_FIELD, SOURCE_FIELD, YEAR_FIELD,
};
use spatial_core::layer::composed;
use spatial_core::units::SquareMetres;

use crate::cli::error::{CliError, PlanError};

/// A list of a whole country's year is smaller.
const MAX_BYTES: u64 = 16 << 20;
/// Projects of one plan: ten times those of the largest province.
const MOST_PROJECTS: usize = 50_000;
/// Letters of one cell, and of the one that names parcels.
const MOST_LINE: usize = 300;
const MOST_KEYS: usize = 16_000;

/// The columns there are.
const COLUMNS: [&str; 10] = [
    SIGN_FIELD,
    NAME_FIELD,
    LAND_USE_FIELD,
    AREA_FIELD,
    PROJECT_COMMUNE_FIELD,
    PLACE_FIELD,
    PARCELS_FIELD,
    YEAR_FIELD,
    INVESTOR_FIELD,
    SOURCE_FIELD,
];

/// What is wrong with a line: a word for it, and the text.
type Wrong = (&'static str, String);

/// Reads such a file.
pub(super) fn read(path: &Path) -> Result<Vec<ProjectDraft>, CliError> {
    let unreadable = |source| CliError::CannotRead { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let wrong = |line, (wanted, text): Wrong| PlanError::Projects {
        path: path.to_owned(),
        line,
        wanted,
        text,
        columns: COLUMNS.join(", "),
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(wrong(0, ("too_many", String::new())).into());
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| unreadable(std::io::Error::new(std::io::ErrorKind::InvalidData, "UTF-8")))?;
    Ok(parsed(&text).map_err(|(line, what)| wrong(line, what))?)
}

fn parsed(text: &str) -> Result<Vec<ProjectDraft>, (usize, Wrong)> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let between = if first.matches(';').count() > first.matches(',').count() { ';' } else { ',' };
    let mut rows = cells(text, between)?.into_iter();
    let (_, head) = rows.next().ok_or_else(|| (1, ("columns", String::new())))?;
    let places = head.iter().map(|name| {
        let name = name.trim().to_lowercase();
        COLUMNS.iter().position(|column| *column == name).ok_or_else(|| (1, ("columns", brief(&name))))
    });
    let places: Vec<usize> = places.collect::<Result<_, _>>()?;
    if !places.iter().any(|place| COLUMNS[*place] == NAME_FIELD) {
        return Err((1, ("columns", String::new())));
    }
    let mut projects = Vec::new();
    for (line, row) in rows {
        if projects.len() == MOST_PROJECTS {
            return Err((line, ("too_many", String::new())));
        }
        if row.len() != places.len() {
            return Err((line, ("cells", String::new())));
        }
        projects.push(project(&places, &row).map_err(|wrong| (line, wrong))?);
    }
    Ok(projects)
}

fn project(places: &[usize], row: &[String]) -> Result<ProjectDraft, Wrong> {
    let cell = |field: &str| {
        let at = places.iter().position(|place| COLUMNS[*place] == field);
        at.and_then(|at| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let kept = |field: &str, most: usize| match cell(field) {
        Some(text) if text.chars().count() > most || text.chars().any(char::is_control) => Err(("text", brief(text))),
        text => Ok(text.map(|text| composed(text).into_owned())),
    };
    let line = |field| kept(field, MOST_LINE);
    let area = cell(AREA_FIELD).map(|text| number(text).ok_or_else(|| ("number", brief(text)))).transpose()?;
    let year = cell(YEAR_FIELD).map(|text| text.parse().map_err(|_| ("number", brief(text)))).transpose()?;
    let investor = cell(INVESTOR_FIELD).map(|text| InvestorKind::parse(text).ok_or_else(|| ("investor", brief(text))));
    let keys = kept(PARCELS_FIELD, MOST_KEYS)?.unwrap_or_default();
    Ok(ProjectDraft {
        sign: line(SIGN_FIELD)?.unwrap_or_default(),
        name: line(NAME_FIELD)?.ok_or_else(|| ("text", String::new()))?,
        land_use: line(LAND_USE_FIELD)?,
        area: area.map(SquareMetres),
        commune: line(PROJECT_COMMUNE_FIELD)?,
        place: line(PLACE_FIELD)?,
        parcels: keys.split([';', ',']).map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect(),
        year,
        investor: investor.transpose()?,
        source: line(SOURCE_FIELD)?,
        geometry: None,
    })
}

/// `1250.5`, `1250,5`, `1.250,5`. What may be a thousand or a fraction (`1.250`) is not guessed.
fn number(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = match (text.matches('.').count(), text.matches(',').count()) {
        (0, 0) => text,
        (0, 1) => apart(&text, ',')?,
        (1, 0) => apart(&text, '.')?,
        (_, 1) if text.rfind('.') < text.find(',') => text.replace('.', "").replace(',', "."),
        (1, _) if text.rfind(',') < text.find('.') => text.replace(',', ""),
        _ => return None,
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A fraction behind a sign that may stand between thousands as well: then not of three digits.
fn apart(text: &str, sign: char) -> Option<String> {
    let (_, fraction) = text.split_once(sign)?;
    (fraction.len() != 3).then(|| text.replace(sign, "."))
}

/// Lines of cells, each with the number of the line it begins in; lines of nothing but blanks are passed over.
fn cells(text: &str, between: char) -> Result<Vec<(usize, Vec<String>)>, (usize, Wrong)> {
    let mut rows = Vec::new();
    let (mut row, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut begun) = (1, 1);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                ended(&mut rows, begun, std::mem::take(&mut row));
                line += 1;
                begun = line;
            }
            '\r' if !is_quoted => {}
            letter if letter == between && !is_quoted => row.push(std::mem::take(&mut cell)),
            letter => {
                line += usize::from(letter == '\n');
                cell.push(letter);
            }
        }
    }
    if is_quoted {
        return Err((begun, ("quote", String::new())));
    }
    row.push(cell);
    ended(&mut rows, begun, row);
    Ok(rows)
}

fn ended(rows: &mut Vec<(usize, Vec<String>)>, begun: usize, row: Vec<String>) {
    if row.iter().any(|cell| !cell.trim().is_empty()) {
        rows.push((begun, row));
    }
}

/// What of a text from outside is repeated.
fn brief(text: &str) -> String {
    const LETTERS: usize = 64;
    text.chars().take(LETTERS).filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_spreadsheets_save_it() {
        let text = "\u{feff}ky_hieu;ten;ma_loai_dat;dien_tich;nam_thuc_hien;thua_dat;loai_chu_dau_tu\r\n\
            DA-1;\"Mở rộng đường \"\"Lê Lợi\"\"; đoạn 1\";DGT;1.250,5;2026;\"26506-12-45; 26506-12-46\";state\r\n\
            \r\n\
            DA-2;Trạm y tế;DYT;;;;\r\n";
        let projects = parsed(text).unwrap();
        assert_eq!(projects.len(), 2);
        let first = &projects[0];
        assert_eq!((first.sign.as_str(), first.name.as_str()), ("DA-1", "Mở rộng đường \"Lê Lợi\"; đoạn 1"));
        assert_eq!((first.area, first.year), (Some(SquareMetres(1_250.5)), Some(2026)));
        assert_eq!((first.parcels.len(), first.investor), (2, Some(InvestorKind::State)));
        assert_eq!((projects[1].area, projects[1].land_use.as_deref()), (None, Some("DYT")));
        let commas = parsed("ten,dia_diem\nTrường,\"Phường 1, Vũng Tàu\"").unwrap();
        assert_eq!(commas[0].place.as_deref(), Some("Phường 1, Vũng Tàu"));
    }

    #[test]
    fn numbers_are_read_where_they_can_mean_one_thing() {
        for (text, expected) in [
            ("1250", Some(1_250.0)),
            ("1250,5", Some(1_250.5)),
            ("1250.5", Some(1_250.5)),
            ("1.250,5", Some(1_250.5)),
            ("1,250.5", Some(1_250.5)),
            ("12 500", Some(12_500.0)),
            ("1.250", None),
            ("1,250", None),
            ("1.250.000", None),
            ("khoảng 5", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, wanted) in [
            ("", 1, "columns"),
            ("ky_hieu\nDA-1", 1, "columns"),
            ("ten,chu_dau_tu\nA,B", 1, "columns"),
            ("ten,dien_tich\nA,1\nB,1.250", 3, "number"),
            ("ten,nam_thuc_hien\nA,nay", 2, "number"),
            ("ten,loai_chu_dau_tu\n\"A\nB\",1\nC,Nguyễn Văn A", 2, "text"),
            ("ten,loai_chu_dau_tu\nA,state\nC,Nguyễn Văn A", 3, "investor"),
            ("ten,dia_diem\nA", 2, "cells"),
            ("ten,dia_diem\nA,\"B", 2, "quote"),
            ("ten,dia_diem\n,B", 2, "text"),
        ] {
            let (found, (what, _)) = parsed(text).unwrap_err();
            assert_eq!((found, what), (line, wanted), "{text}");
        }
    }
}
