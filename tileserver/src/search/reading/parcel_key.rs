//! Parcels as people write them: `tờ 12 thửa 45 Rạch Dừa`, `to 12 thua 45 p rach dua`, `12/45`, `45 (12)`, `thửa 45 tờ 12`,
//! `26506-12-45`, `tờ 12 thửa 45 xã 26506`, `45 tờ 12`. What can be two things is read as both: `thửa 185/1`, and two numbers without a word, of which
//! some people write the sheet first and others the parcel.

use spatial_core::search::{AskedKey, KeyPart, Near, squashed, words};

/// A parcel asked for by sheet, number and commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParcelKey {
    /// Sheet and number as typed; one of them may be missing.
    pub(crate) sheet: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) commune: Commune,
    /// True for `to 5`: without marks it is rather the residential group of an address, `tổ 5`.
    pub(crate) is_doubtful: bool,
}

/// Where a parcel is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Commune {
    /// Nothing was said of it.
    Any,
    /// The code within a whole key: there and nowhere else.
    Code(String),
    /// In words: name or code of the commune, or more of the address.
    Said(String),
}

/// As what a parcel's key was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParcelTried {
    /// Commune, sheet and number.
    Key,
    /// A GeoHash or another register's number.
    Identifier,
    /// Our own number, then as an identifier.
    Id,
}

/// Words before a sheet, and before a number.
const SHEET: [&str; 4] = ["to", "sheet", "t", "tbd"];
const NUMBER: [&str; 5] = ["thua", "parcel", "lot", "th", "plot"];
/// Those of them that mean something else alone: `TH3-12` is the sign of a zone.
const ONLY_TOGETHER: [&str; 2] = ["t", "th"];
/// How those are written with marks, the tone aside, which many set wrong: `tổ` is a residential group.
const MARKED: [&str; 2] = ["tơ", "thưa"];
/// Words that may stand between those and their number: `số tờ`, `tờ bản đồ số 12`, `thửa đất số 45`.
const BETWEEN: [&str; 8] = ["so", "ban", "do", "dat", "hieu", "no", "number", "bd"];

/// Words before the code of a commune.
const BEFORE_CODES: [&str; 22] = [
    "ma", "so", "xa", "phuong", "thi", "tran", "dac", "khu", "dvhc", "cua", "o", "tai", "thuoc", "p", "x", "tt",
    "ward", "commune", "code", "in", "of", "the",
];

/// Words with which a commune begins, and no street.
const BEFORE_COMMUNES: [&str; 9] = ["xa", "phuong", "p", "x", "cua", "thuoc", "ward", "commune", "in"];

impl ParcelKey {
    /// As the index is asked; of the commune it knows nothing.
    pub(crate) fn asked(&self, near: Option<Near>) -> AskedKey {
        let part = |part: &Option<String>| part.as_deref().map(KeyPart::read);
        AskedKey { sheet: part(&self.sheet), number: part(&self.number), near }
    }
}

impl Commune {
    fn said(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
        if text.is_empty() { Self::Any } else { Self::Said(Self::code(text).unwrap_or(text).to_owned()) }
    }

    /// The code, if all other words only say that it is one: `xã 26506`, `của phường 26506`, `mã xã: 26506`.
    fn code(text: &str) -> Option<&str> {
        let pieces = pieces(text);
        let (codes, others): (Vec<&str>, Vec<&str>) = pieces.into_iter().partition(|piece| is_commune_code(piece));
        let [code] = codes.as_slice() else { return None };
        others.iter().all(|word| BEFORE_CODES.contains(&squashed(word).as_str())).then_some(*code)
    }
}

impl ParcelTried {
    /// By its form.
    pub(crate) fn of(key: &str) -> Self {
        if !key.is_empty() && key.bytes().all(|c| c.is_ascii_digit()) {
            Self::Id
        } else if coded(key).is_some() {
            Self::Key
        } else {
            Self::Identifier
        }
    }
}

/// Reads a text as a parcel's key, in each way it can be one; nothing if it is none.
pub(crate) fn read(text: &str) -> Vec<ParcelKey> {
    if let Some(one) = coded(text).or_else(|| labelled(text)) {
        return sheet_behind(&one).into_iter().chain([one]).collect();
    }
    let Some(one) = paired(text).or_else(|| bracketed(text)) else { return Vec::new() };
    let turned = ParcelKey { sheet: one.number.clone(), number: one.sheet.clone(), ..one.clone() };
    if turned == one { vec![one] } else { vec![one, turned] }
}

/// `thửa 185/1` may be parcel 185 of sheet 1 if no sheet is said, or what became of parcel 185 when it was divided; `tờ 1/185` the same
/// the other way round.
fn sheet_behind(key: &ParcelKey) -> Option<ParcelKey> {
    let pair = |both: &str| {
        let (first, second) = both.split_once(PARTED)?;
        Some((Some(first.to_owned()), Some(second.to_owned())))
    };
    let (sheet, number) = match (&key.sheet, &key.number) {
        (None, Some(both)) => pair(both).map(|(number, sheet)| (sheet, number)),
        (Some(both), None) => pair(both),
        _ => None,
    }?;
    Some(ParcelKey { sheet, number, ..key.clone() })
}

/// `26506-12-45`; the parts of a key hold no white space.
pub(crate) fn coded(text: &str) -> Option<ParcelKey> {
    let parts: Vec<&str> = text.trim().split(['-', '–', '_', ':', '.']).collect();
    let [commune, sheet, number] = parts.as_slice() else { return None };
    let whole = is_commune_code(commune) && [sheet, number].into_iter().all(|part| is_number(part));
    whole.then(|| ParcelKey {
        sheet: Some((*sheet).to_owned()),
        number: Some((*number).to_owned()),
        commune: Commune::Code((*commune).to_owned()),
        is_doubtful: false,
    })
}

/// `tờ 12 thửa 45 Rạch Dừa` in any order, with what is written around the numbers.
fn labelled(text: &str) -> Option<ParcelKey> {
    let pieces = pieces(text);
    let plain: Vec<String> = pieces.iter().map(|piece| squashed(piece)).collect();
    let labels: Vec<Option<Label>> = pieces.iter().map(|piece| Label::of(piece)).collect();
    let (mut sheet, mut number, mut rest) = (None, None, Vec::new());
    let mut at = 0;
    while at < pieces.len() {
        let slot = match labels[at] {
            Some(Label::Sheet) if sheet.is_none() => Some(&mut sheet),
            Some(Label::Number) if number.is_none() => Some(&mut number),
            _ => None,
        };
        let between = plain[at + 1..].iter().take_while(|word| BETWEEN.contains(&word.as_str())).count();
        let value = pieces.get(at + 1 + between).and_then(|value| kept(value));
        match (slot, value) {
            (Some(slot), Some(value)) => {
                *slot = Some(value);
                at += 1 + between;
            }
            // `số tờ 12`, and somebody who is still typing: `tờ 12 thửa`.
            (Some(_), None) if at + 1 + between == pieces.len() => at += between,
            _ if plain[at] == "so" => {}
            _ => rest.push(pieces[at]),
        }
        at += 1;
    }
    let says = |wanted: &[&str]| {
        let mut said = plain.iter().zip(&labels).filter(|(_, label)| label.is_some());
        said.any(|(word, _)| wanted.contains(&word.as_str()))
    };
    let is_sign = sheet.is_some() != number.is_some() && says(&ONLY_TOGETHER) && !says(&["to", "thua"]);
    if is_sign || (sheet.is_none() && number.is_none()) {
        return None;
    }
    if sheet.is_none() || number.is_none() {
        let slot = if sheet.is_none() { &mut sheet } else { &mut number };
        if let Some(at) = bare_number(&pieces, &plain, &labels) {
            *slot = kept(pieces[at]);
            rest.retain(|piece| !std::ptr::eq(*piece, pieces[at]));
        }
    }
    Some(ParcelKey {
        is_doubtful: !labels.contains(&Some(Label::Number)) && is_bare_to(&pieces),
        sheet,
        number,
        commune: Commune::said(&rest.join(" ")),
    })
}

/// Where the number stands that has no word, beside one that has: `45 tờ 12`, `số 45 tờ 12`, `tờ 12 số 45`. A number within an address is
/// none: `tờ 12, 45 Trần Phú`.
fn bare_number(pieces: &[&str], plain: &[String], labels: &[Option<Label>]) -> Option<usize> {
    let word = |at: usize| plain.get(at).map(String::as_str);
    let is_bare = |at: &usize| kept(pieces[*at]).is_some() && !is_commune_code(pieces[*at]);
    let label = labels.iter().position(Option::is_some)?;
    let first = plain.iter().take_while(|word| *word == "so").count();
    if first + 1 == label {
        return Some(first).filter(is_bare);
    }
    // Behind the label and its own number; the words before a number are the same.
    let behind = |at: usize| at + plain[at..].iter().take_while(|word| BETWEEN.contains(&word.as_str())).count();
    let own = behind(label + 1);
    let at = behind((own + 1).min(plain.len()));
    let is_last = word(at + 1).is_none_or(|next| BEFORE_COMMUNES.contains(&next));
    (at < pieces.len() && is_last).then_some(at).filter(is_bare)
}

/// True if nothing but `to` says that a sheet is meant: neither its mark nor another word.
fn is_bare_to(pieces: &[&str]) -> bool {
    let Some(at) = pieces.iter().position(|piece| Label::of(piece) == Some(Label::Sheet)) else { return false };
    let next = pieces.get(at + 1).map(|piece| squashed(piece));
    pieces[at].eq_ignore_ascii_case("to") && !next.is_some_and(|next| BETWEEN.contains(&next.as_str()) && next != "so")
}

/// What a word says of the number behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Sheet,
    Number,
}

impl Label {
    fn of(piece: &str) -> Option<Self> {
        let plain = squashed(piece);
        let label = match plain.as_str() {
            word if SHEET.contains(&word) => Self::Sheet,
            word if NUMBER.contains(&word) => Self::Number,
            _ => return None,
        };
        let word = words(piece).into_iter().next()?;
        let is_meant = MARKED.contains(&word.marked.trim_end_matches(|c: char| c.is_ascii_digit()));
        (is_meant || !word.has_marks()).then_some(label)
    }
}

/// `12/45`, `12/45 Rạch Dừa`, `12-45`.
fn paired(text: &str) -> Option<ParcelKey> {
    let trimmed = text.trim();
    let end = trimmed.find(|c: char| c.is_whitespace() || c == ',' || c == ';').unwrap_or(trimmed.len());
    let (pair, rest) = trimmed.split_at(end);
    let (sheet, number) = pair.split_once('/').or_else(|| pair.split_once('-'))?;
    let both = is_number(sheet) && is_number(number);
    both.then(|| ParcelKey {
        sheet: Some(sheet.to_owned()),
        number: Some(number.to_owned()),
        commune: Commune::said(rest),
        is_doubtful: false,
    })
}

/// `45 (12)`, as maps write parcel 45 of sheet 12; `45(12) Rạch Dừa`.
fn bracketed(text: &str) -> Option<ParcelKey> {
    let (number, behind) = text.trim().split_once('(')?;
    let (sheet, rest) = behind.split_once(')')?;
    let [number, sheet] = [number, sheet].map(str::trim);
    let both = is_number(sheet) && is_number(number);
    both.then(|| ParcelKey {
        sheet: Some(sheet.to_owned()),
        number: Some(number.to_owned()),
        commune: Commune::said(rest),
        is_doubtful: false,
    })
}

/// A number, perhaps with a letter or two behind it.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=6).contains(&digits) && text.len() - digits <= 2 && text[digits..].bytes().all(|c| c.is_ascii_alphabetic())
}

/// What stands between a number and what it was divided into, or its sheet.
const PARTED: [char; 2] = ['/', '-'];

/// A number as it is kept: `45A` as `45a`; one of two numbers, `185/1`, as it stands, for `1851` is another parcel.
fn kept(text: &str) -> Option<String> {
    let has_digits = |text: &str| text.bytes().any(|c| c.is_ascii_digit());
    match text.split_once(PARTED) {
        Some((first, second)) if is_number(first) && is_number(second) => Some(text.to_lowercase()),
        Some((_, second)) if has_digits(second) => None,
        _ => Some(squashed(text)).filter(|text| is_number(text)),
    }
}

fn is_commune_code(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|c| c.is_ascii_digit())
}

/// The words of a text as they were typed; a label stands apart from its number although nothing was typed between: `to12`.
fn pieces(text: &str) -> Vec<&str> {
    let separators = |c: char| c.is_whitespace() || ",;:.()=#".contains(c);
    text.split(separators).filter(|piece| !piece.is_empty()).flat_map(unglued).collect()
}

fn unglued(piece: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = piece;
    while let Some(end) = rest.find(|c: char| c.is_ascii_digit()).filter(|end| *end > 0) {
        let label = squashed(&rest[..end]);
        if !(SHEET.contains(&label.as_str()) || NUMBER.contains(&label.as_str())) {
            break;
        }
        found.push(&rest[..end]);
        let is_number = |c: char| c.is_ascii_digit() || PARTED.contains(&c);
        let digits = rest[end..].find(|c: char| !is_number(c)).map_or(rest.len(), |after| end + after);
        found.push(&rest[end..digits]);
        rest = &rest[digits..];
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, sheet: &str, number: &str, commune: &str) {
        let key = read(text).pop().unwrap_or_else(|| panic!("{text} is read"));
        let part = |part: Option<String>| part.unwrap_or_default();
        assert_eq!((part(key.sheet).as_str(), part(key.number).as_str()), (sheet, number), "{text}");
        let said = match key.commune {
            Commune::Any => String::new(),
            Commune::Code(said) | Commune::Said(said) => said,
        };
        assert_eq!(said, commune, "{text}");
    }

    #[test]
    fn keys_are_read_in_the_forms_people_write() {
        for (text, sheet, number, commune) in [
            ("tờ 12 thửa 45 Rạch Dừa", "12", "45", "Rạch Dừa"),
            ("to 12 thua 45 p rach dua", "12", "45", "p rach dua"),
            ("Tờ 12, thửa 45, phường Rạch Dừa", "12", "45", "phường Rạch Dừa"),
            ("thửa 45 tờ 12", "12", "45", ""),
            ("thửa đất số 45, tờ bản đồ số 12, xã Long Sơn", "12", "45", "xã Long Sơn"),
            ("số tờ 12 số thửa 45", "12", "45", ""),
            ("Số thửa: 45; Số tờ: 12", "12", "45", ""),
            ("to12thua45", "12", "45", ""),
            ("tờ12 thửa45 rach dua", "12", "45", "rach dua"),
            ("t12 th45", "12", "45", ""),
            ("rạch dừa tờ 12 thửa 45", "12", "45", "rạch dừa"),
            ("26506-12-45", "12", "45", "26506"),
            (" 26506-012-0045 ", "012", "0045", "26506"),
            ("TỜ 12 THỬA 45A", "12", "45a", ""),
            ("tơ\u{300} 12 thửa 45", "12", "45", ""),
            ("sheet 12 parcel 45", "12", "45", ""),
            ("parcel 45, sheet 12, Rach Dua ward", "12", "45", "Rach Dua ward"),
            ("tờ 12", "12", "", ""),
            ("tờ 12 th", "12", "", ""),
            ("tờ 12 thửa", "12", "", ""),
            ("tờ 12 thửa số", "12", "", ""),
            ("thua 45", "", "45", ""),
            ("thữa 45", "", "45", ""),
            ("tổ 5 thửa 45", "", "45", "tổ 5"),
            ("tờ 1 thửa 185 xã 26526", "1", "185", "26526"),
            ("tờ 1 thửa 185 phường 26526", "1", "185", "26526"),
            ("tờ 1, thửa 185, mã xã: 26526", "1", "185", "26526"),
            ("thửa 185 tờ 1 của xã 26526", "1", "185", "26526"),
            ("phường 26526 tờ 1 thửa 185", "1", "185", "26526"),
            ("tờ 1 thửa 185, Vũng Tàu 78000", "1", "185", "Vũng Tàu 78000"),
            ("tờ 1 thửa 185/1", "1", "185/1", ""),
            ("tờ 1 thửa 185/", "1", "185", ""),
            ("tờ 1 thửa 185-A", "1", "185a", ""),
            ("tờ1thửa185/1", "1", "185/1", ""),
            ("tờ 1 thửa 185/1A xã 26526", "1", "185/1a", "26526"),
            ("185 tờ 1", "1", "185", ""),
            ("số 185 tờ 1", "1", "185", ""),
            ("so 185 to ban do so 1", "1", "185", ""),
            ("thửa 185 tờ 1", "1", "185", ""),
            ("số thửa 185 tờ 1", "1", "185", ""),
            ("185A tờ 1 xã 26526", "1", "185a", "26526"),
            ("185 tờ 1 Rạch Dừa", "1", "185", "Rạch Dừa"),
            ("tờ 1 số 185", "1", "185", ""),
            ("tờ 1, 185", "1", "185", ""),
            ("tờ 1 số 185 xã 26526", "1", "185", "26526"),
            ("1 thửa 185", "1", "185", ""),
            ("185 sheet 1", "1", "185", ""),
            ("tờ 1, 185 Trần Phú", "1", "", "185 Trần Phú"),
            ("phường 12 tờ 1", "1", "", "phường 12"),
            ("đường 3 tháng 2 tờ 1", "1", "", "đường 3 tháng 2"),
            ("tờ 1 26526", "1", "", "26526"),
        ] {
            check(text, sheet, number, commune);
            assert_eq!(read(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn two_numbers_without_a_word_are_read_in_either_order() {
        let pairs = |text: &str| -> Vec<(String, String, Commune)> {
            let part = |part: Option<String>| part.unwrap_or_default();
            read(text).into_iter().map(|key| (part(key.sheet), part(key.number), key.commune)).collect()
        };
        let said = |text: &str| Commune::Said(text.to_owned());
        for (text, sheet, number, commune) in [
            ("12/45", "12", "45", Commune::Any),
            ("12/45 Rạch Dừa", "12", "45", said("Rạch Dừa")),
            ("12-45, rach dua", "12", "45", said("rach dua")),
            ("1/185 xã 26526", "1", "185", said("26526")),
            ("45 (12)", "12", "45", Commune::Any),
            ("45(12)", "12", "45", Commune::Any),
            ("45 ( 12 ), Rạch Dừa", "12", "45", said("Rạch Dừa")),
        ] {
            let [sheet, number] = [sheet, number].map(str::to_owned);
            let both = [(sheet.clone(), number.clone(), commune.clone()), (number, sheet, commune)];
            assert_eq!(pairs(text), both, "{text}");
        }
        assert_eq!(pairs("12/12").len(), 1);
        for text in ["345 (", "345 ()", "(12) 345", "x (12)", "345 (12", "Rạch Dừa (12)"] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }

    #[test]
    fn two_numbers_behind_a_parcel_are_a_sheet_or_what_it_was_divided_into_and_never_one_number() {
        for text in ["thửa 185/1", "thua 185-1", "thửa đất số 185/1", "thua185/1"] {
            let read: Vec<_> = read(text).into_iter().map(|key| (key.sheet, key.number)).collect();
            let divided = Some(if text.contains('-') { "185-1" } else { "185/1" }.to_owned());
            assert_eq!(read, [(Some("1".to_owned()), Some("185".to_owned())), (None, divided)], "{text}");
        }
        let sheet: Vec<_> = read("tờ 1/185").into_iter().map(|key| (key.sheet, key.number)).collect();
        let (one, both) = (Some("1".to_owned()), Some("1/185".to_owned()));
        assert_eq!(sheet, [(one, Some("185".to_owned())), (both, None)]);
        assert_eq!(read("thửa 185/1/2"), []);
        for text in ["thửa 185/1", "thua 185-1", "tờ 1 thửa 185/1"] {
            let last = read(text).pop().unwrap().asked(None).number;
            assert_eq!(last, Some(KeyPart::Text("185/1".to_owned())), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_keys() {
        for text in [
            "",
            "Rạch Dừa",
            "tờ",
            "to hien thanh",
            "1017/QĐ-UBND",
            "10.776, 106.700",
            "45/",
            "a-b-c",
            "thửa ruộng",
            "TH3-12",
            "t3 12",
            "12/45/6 x",
            "tổ 5",
            "Tổ5",
            "Tổ 5, phường Rạch Dừa",
            "tô 5",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn leading_noughts_do_not_count() {
        assert_eq!(read("26506-012-0045").pop().unwrap().asked(None).number, Some(KeyPart::Number(45)));
    }

    #[test]
    fn a_whole_key_names_one_commune_and_a_group_is_hardly_a_sheet() {
        assert_eq!(read("26506-12-45").pop().unwrap().commune, Commune::Code("26506".to_owned()));
        assert_eq!(read("tờ 12 thửa 45 26506").pop().unwrap().commune, Commune::Said("26506".to_owned()));
        for (text, expected) in [
            ("to 5", true),
            ("To 5, phường Rạch Dừa", true),
            ("to so 5", true),
            ("tờ 5", false),
            ("to 5 thua", false),
            ("to 5 thua 45", false),
            ("to ban do 5", false),
            ("to bd so 5", false),
            ("sheet 5", false),
            ("5/45", false),
        ] {
            assert_eq!(read(text).pop().unwrap().is_doubtful, expected, "{text}");
        }
    }
}
