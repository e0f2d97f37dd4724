//! What the fields of a file mean: they are known by the names the tables of networks use, and by those that are usual elsewhere; a mapping
//! renames others.

use spatial_core::layer::{Value, composed, folded};

use super::rows::Rows;
use crate::report::{Finding, Report};

/// What a field means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    Code,
    Kind,
    Diameter,
    Length,
    Material,
    Year,
    Way,
    Shut,
    Elevation,
    Closable,
    Position,
    Operable,
    Accessible,
    Tight,
    Meter,
    Class,
    Priority,
    Name,
    Address,
    Round,
    Order,
}

/// Names in the order in which they are looked for, without marks and capitals.
const NAMES: [(Means, &[&str]); 21] = [
    (
        Means::Code,
        &[
            "ma",
            "code",
            "ma_so",
            "so_hieu",
            "ma_ong",
            "ma_van",
            "ma_khach_hang",
            "ma_kh",
            "ma_dong_ho",
            "source_id",
            // A counter of rows, in most files: what a file numbers by itself stands before it.
            "id",
        ],
    ),
    (Means::Kind, &["loai", "type", "kind", "loai_ong", "loai_van", "loai_thiet_bi"]),
    (Means::Diameter, &["duong_kinh", "diameter", "dn", "dk", "duong_kinh_mm", "diameter_mm"]),
    (Means::Length, &["chieu_dai", "length", "length_m"]),
    (Means::Material, &["vat_lieu", "material", "chat_lieu"]),
    (Means::Year, &["nam_lap", "nam_lap_dat", "year", "install_year"]),
    (Means::Way, &["chieu", "way", "direction"]),
    (Means::Shut, &["dang_dong", "is_shut", "closed"]),
    (Means::Elevation, &["cao_do", "elevation", "elev"]),
    (Means::Closable, &["dong_duoc", "closable"]),
    (Means::Position, &["vi_tri", "trang_thai", "position", "status"]),
    (Means::Operable, &["van_hanh", "operable"]),
    (Means::Accessible, &["tiep_can", "accessible"]),
    (Means::Tight, &["kin", "tight"]),
    (Means::Meter, &["dong_ho", "so_dong_ho", "meter", "serial"]),
    (Means::Class, &["hang", "class", "doi_tuong"]),
    (Means::Priority, &["uu_tien", "priority"]),
    (Means::Name, &["ten", "name"]),
    (Means::Address, &["dia_chi", "address"]),
    (Means::Round, &["tuyen", "round"]),
    (Means::Order, &["thu_tu", "order"]),
];

/// The fields of a file that mean something.
pub(super) struct Fields<'r> {
    rows: &'r Rows,
    /// Positions, in the order of [`NAMES`].
    at: [Option<usize>; NAMES.len()],
}

impl<'r> Fields<'r> {
    pub(super) fn of(rows: &'r Rows) -> Self {
        let there: Vec<String> = rows.fields.iter().map(|name| folded(name).replace([' ', '-'], "_")).collect();
        let position = |names: &[&str]| names.iter().find_map(|name| there.iter().position(|field| field == name));
        Self { rows, at: NAMES.map(|(_, names)| position(names)) }
    }

    /// One feature of the file.
    pub(super) fn row<'a>(&'a self, feature: usize, report: &'a mut Report) -> Row<'a> {
        Row { fields: self, feature, report }
    }

    fn position(&self, means: Means) -> Option<usize> {
        let which = NAMES.iter().position(|(known, _)| *known == means)?;
        self.at[which]
    }
}

/// A feature, read by what its fields mean; what cannot be read is told, and taken for nothing.
pub(super) struct Row<'a> {
    fields: &'a Fields<'a>,
    feature: usize,
    report: &'a mut Report,
}

impl Row<'_> {
    pub(super) fn text(&self, means: Means) -> Option<String> {
        let text = match self.value(means)? {
            Value::Text(text) => composed(text.trim()).into_owned(),
            Value::Integer(number) => number.to_string(),
            // Displayed, a whole number has no decimals: a code that other programs made a number of.
            Value::Real(number) => number.to_string(),
            Value::Boolean(yes) => yes.to_string(),
            Value::Null => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// A word, in small letters without marks.
    pub(super) fn word(&self, means: Means) -> Option<String> {
        self.text(means).map(|text| folded(&text))
    }

    /// A number that is not below zero, also where it stands in a text: `DN150`, `D 90 mm`.
    pub(super) fn amount(&mut self, means: Means) -> Option<f64> {
        self.number(means, |number| number >= 0.0)
    }

    /// A number above zero.
    pub(super) fn size(&mut self, means: Means) -> Option<f64> {
        self.amount(means).filter(|number| *number > 0.0)
    }

    /// Any number.
    pub(super) fn height(&mut self, means: Means) -> Option<f64> {
        self.number(means, |_| true)
    }

    #[expect(clippy::cast_possible_truncation, reason = "whole numbers below 2^53 are exact")]
    pub(super) fn whole(&mut self, means: Means) -> Option<i64> {
        const MOST: f64 = 9_007_199_254_740_992.0;
        self.number(means, |number| number.fract() == 0.0 && number.abs() < MOST).map(|number| number as i64)
    }

    /// Yes or no, in several words.
    pub(super) fn yes(&mut self, means: Means) -> Option<bool> {
        let word = self.word(means)?;
        let said = match &*word {
            "true" | "yes" | "co" | "1" | "x" => Some(true),
            "false" | "no" | "khong" | "0" => Some(false),
            _ => None,
        };
        if said.is_none() {
            self.unread(means, &word);
        }
        said
    }

    /// Tells that what a field says is not understood.
    pub(super) fn unread(&mut self, means: Means, value: &str) {
        let rows = self.fields.rows;
        let field = self.fields.position(means).and_then(|at| rows.fields.get(at)).cloned();
        self.tell(Finding {
            field,
            params: vec![("value", value.to_owned())],
            ..Finding::about(rows.file.clone(), "network-field-unread")
        });
    }

    /// Tells something of this record.
    pub(super) fn tell(&mut self, finding: Finding) {
        let record = Some(self.fields.rows.record(self.feature));
        self.report.find(Finding { record, key: self.text(Means::Code), ..finding });
    }

    fn number(&mut self, means: Means, is_fit: impl Fn(f64) -> bool) -> Option<f64> {
        let read = match self.value(means)? {
            Value::Null => return None,
            Value::Real(number) => Some(*number),
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) => in_text(text),
            #[expect(clippy::cast_precision_loss, reason = "sizes, years and ranks stay far below 2^53")]
            Value::Integer(number) => Some(*number as f64),
            Value::Boolean(_) => None,
        };
        let number = read.filter(|number| number.is_finite() && is_fit(*number));
        if number.is_none() {
            let said = self.text(means).unwrap_or_default();
            self.unread(means, &said);
        }
        number
    }

    fn value(&self, means: Means) -> Option<&Value> {
        let at = self.fields.position(means)?;
        self.fields.rows.features.get(self.feature)?.values.get(at)
    }
}

/// The one number in a text with letters around it; none if there are several. A dash is a sign only where nothing stands before it: `PVC-90`.
fn in_text(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_digit = |letter: char| letter.is_ascii_digit();
    if let Some(below) = text.strip_prefix('-').filter(|rest| rest.starts_with(is_digit)) {
        return in_text(below).map(|number| -number);
    }
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let rest = &text[text.find(is_digit)?..];
    let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    if behind.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    number.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::in_text;

    #[test]
    fn a_diameter_is_read_where_letters_stand_around_it() {
        for (text, number) in [
            ("150", Some(150.0)),
            ("DN150", Some(150.0)),
            ("Ø 90,5 mm", Some(90.5)),
            ("PVC-90", Some(90.0)),
            ("PVC-D110", Some(110.0)),
            ("-1,5", Some(-1.5)),
            ("100x50", None),
            ("1,234,5", None),
            ("?", None),
            ("", None),
        ] {
            assert_eq!(in_text(text), number, "{text}");
        }
    }
}
