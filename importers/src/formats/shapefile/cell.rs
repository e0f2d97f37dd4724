//! What stands in a field of a row of a dBASE table, as a value. Text is decoded here, by the encoding that somebody states.

use spatial_core::layer::{FieldType, Value};

use crate::schema::converted;
use crate::text::Encoding;

/// Longest letter in bytes, of any encoding here.
const LONGEST_LETTER: usize = 4;

/// Digits of the shortest number that an integer of 64 bits cannot hold.
const LONG_NUMBER: usize = 19;

/// How a field's bytes are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellType {
    kind: u8,
    is_integer: bool,
}

/// A field's content.
#[derive(Debug, PartialEq)]
pub(super) enum Cell {
    /// All of it.
    Whole(Value),
    /// Text whose last letter did not fit into the field as a whole.
    Cut(String),
}

/// Why a field's bytes are no value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// They are no text of the encoding.
    Encoding,
    /// They are no value of the field's type: the finding's code.
    Value(&'static str),
}

impl CellType {
    /// By the letter of the field's type, and what that means.
    pub(super) fn of(kind: u8, declared: FieldType) -> Self {
        Self { kind, is_integer: declared == FieldType::Integer }
    }

    /// A field's bytes as a value; blanks are null. Memos lie in another file, which is not read.
    pub(super) fn read(self, bytes: &[u8], encoding: Encoding, is_guessed: bool) -> Result<Cell, Unread> {
        const UNREADABLE: Unread = Unread::Value("value-unreadable");
        let kind = self.kind;
        match (kind, bytes.len()) {
            (b'I', 4) => {
                let number = i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
                return Ok(Cell::Whole(Value::Integer(number.into())));
            }
            (b'O' | b'B', 8) => {
                let number = <[u8; 8]>::try_from(bytes).map_or(f64::NAN, f64::from_le_bytes);
                return if number.is_finite() { Ok(Cell::Whole(Value::Real(number))) } else { Err(UNREADABLE) };
            }
            _ => {}
        }
        let is_full = bytes.last().is_some_and(|last| !matches!(last, b' ' | 0));
        let bytes = filled(bytes);
        if bytes.is_empty() {
            return Ok(Cell::Whole(Value::Null));
        }
        if kind == b'C' {
            return text(bytes, encoding, is_full, is_guessed);
        }
        let ascii = std::str::from_utf8(bytes).map_err(|_| UNREADABLE);
        Ok(Cell::Whole(match kind {
            b'L' => match bytes[0] {
                b'T' | b't' | b'Y' | b'y' | b'1' => Value::Boolean(true),
                b'F' | b'f' | b'N' | b'n' | b'0' => Value::Boolean(false),
                // dBASE's own word for "not known".
                b'?' => Value::Null,
                _ => return Err(UNREADABLE),
            },
            b'D' => date(ascii?).ok_or(UNREADABLE)?,
            b'N' | b'F' | b'I' => self.number(ascii?).ok_or(UNREADABLE)?,
            // The number of a block in the memo file; none is 0.
            b'M' | b'G' | b'P' | b'B' if bytes.iter().all(|byte| *byte == b'0') => Value::Null,
            b'M' | b'G' | b'P' | b'B' => return Err(Unread::Value("value-in-memo")),
            _ => return Err(UNREADABLE),
        }))
    }

    /// A number as text. Asterisks mean that there is none: GDAL and QGIS write them so, dBASE for one that did not fit.
    fn number(self, text: &str) -> Option<Value> {
        // Beyond 2^53 float64 skips integers.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if text.bytes().all(|byte| byte == b'*') {
            return Some(Value::Null);
        }
        if let Ok(number) = text.parse() {
            return Some(Value::Integer(number));
        }
        let digits = text.trim_start_matches(['-', '+']);
        if self.is_integer && digits.len() >= LONG_NUMBER && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            // It keeps its digits, of which float64 would lose some.
            return Some(Value::text(text));
        }
        let number: f64 = text.parse().or_else(|_| text.replace(',', ".").parse()).ok()?;
        let is_whole = self.is_integer && number.fract() == 0.0 && number.abs() <= EXACT;
        match number.is_finite() {
            true if is_whole => Some(Value::Integer(number as i64)),
            true => Some(Value::Real(number)),
            false => None,
        }
    }
}

/// What is filled in: without the blanks around it, and up to the first byte 0, with which programs in C end their texts.
pub(super) fn filled(bytes: &[u8]) -> &[u8] {
    let bytes = &bytes[..bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len())];
    let Some(start) = bytes.iter().position(|byte| *byte != b' ') else { return &[] };
    let end = bytes.iter().rposition(|byte| *byte != b' ').map_or(0, |last| last + 1);
    &bytes[start..end]
}

/// Text, without a last letter of which only a part fits into the field. Where nobody states the encoding, that may be
/// another one's letter, unless others of UTF-8 stand before it.
fn text(bytes: &[u8], encoding: Encoding, is_full: bool, is_guessed: bool) -> Result<Cell, Unread> {
    if let Some(text) = encoding.decode(bytes) {
        return Ok(Cell::Whole(Value::text(&*text)));
    }
    let (text, _) = text_of(bytes, encoding).ok_or(Unread::Encoding)?;
    match is_guessed && (!is_full || text.is_ascii()) {
        true => Err(Unread::Encoding),
        false => Ok(Cell::Cut(text)),
    }
}

/// Text of this encoding, and whether a last letter had to be left out because bytes of it are missing. `None` if it is no such text.
pub(super) fn text_of(bytes: &[u8], encoding: Encoding) -> Option<(String, bool)> {
    if let Some(text) = encoding.decode(bytes) {
        return Some((text.into_owned(), false));
    }
    let is_cut = |end: usize| match encoding {
        // An error without a length is one at the end of the bytes.
        Encoding::Utf8 => std::str::from_utf8(&bytes[end..]).is_err_and(|error| error.error_len().is_none()),
        Encoding::Legacy(_) | Encoding::Font(_) => end + 1 == bytes.len(),
    };
    let shortest = bytes.len().saturating_sub(LONGEST_LETTER - 1);
    let end = (shortest..bytes.len()).rev().find(|end| is_cut(*end) && encoding.decode(&bytes[..*end]).is_some())?;
    Some((encoding.decode(&bytes[..end])?.trim_end_matches(' ').to_owned(), true))
}

/// `20261121`; zeros mean "no date".
fn date(text: &str) -> Option<Value> {
    if text.bytes().all(|byte| byte == b'0') {
        return Some(Value::Null);
    }
    if text.len() != 8 || !text.is_ascii() {
        return None;
    }
    let day = Value::text(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    converted(day, FieldType::Date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: u8, bytes: &[u8], expected: Result<Value, &'static str>) {
        check_as(kind, FieldType::Real, bytes, expected);
    }

    #[track_caller]
    fn check_as(kind: u8, declared: FieldType, bytes: &[u8], expected: Result<Value, &'static str>) {
        let found = CellType::of(kind, declared).read(bytes, Encoding::Utf8, true).map_err(|unread| match unread {
            Unread::Encoding => "encoding",
            Unread::Value(code) => code,
        });
        assert_eq!(found, expected.map(Cell::Whole), "{} {bytes:?}", char::from(kind));
    }

    #[test]
    fn blanks_are_null_and_what_is_no_value_is_told() {
        for (kind, blank) in [
            (b'N', "    "),
            (b'D', "00000000"),
            (b'D', "       0"),
            (b'D', "        "),
            (b'L', "?"),
            (b'M', "0000000000"),
        ] {
            check(kind, blank.as_bytes(), Ok(Value::Null));
        }
        check(b'N', b" 12,5", Ok(Value::Real(12.5)));
        check(b'D', b"20261121", Ok(Value::text("2026-11-21")));
        for (kind, wrong) in [(b'N', "*1**"), (b'F', "1e999"), (b'N', "12a"), (b'D', "20260231"), (b'D', "21/11/26")] {
            check(kind, wrong.as_bytes(), Err("value-unreadable"));
        }
        check(b'L', b"X", Err("value-unreadable"));
        check(b'O', &f64::NAN.to_le_bytes(), Err("value-unreadable"));
        check(b'M', b"        17", Err("value-in-memo"));
        check(b'C', b"Ch\xFE", Err("encoding"));
    }

    #[test]
    fn asterisks_mean_that_there_is_no_number() {
        check(b'N', b"**********", Ok(Value::Null));
        check(b'F', b"   ***", Ok(Value::Null));
    }

    #[test]
    fn whole_numbers_with_a_point_are_integers_in_a_field_of_integers() {
        for (text, number) in [
            ("45.0", 45),
            ("  45.", 45),
            ("4.5e+001", 45),
            ("-45,00", -45),
            ("9007199254740993", 9_007_199_254_740_993),
        ] {
            check_as(b'N', FieldType::Integer, text.as_bytes(), Ok(Value::Integer(number)));
        }
        let code = "12345678901234567890";
        check_as(b'N', FieldType::Integer, code.as_bytes(), Ok(Value::text(code)));
        check_as(b'N', FieldType::Integer, b"45.5", Ok(Value::Real(45.5)));
        check_as(b'N', FieldType::Real, b"45.0", Ok(Value::Real(45.0)));
    }

    #[test]
    fn text_ends_at_a_byte_of_zero_and_has_no_blanks_around_it() {
        check(b'C', b"  L\xC3\xB4 1\0 rest of what stood here ", Ok(Value::text("Lô 1")));
        check(b'N', b"12\0 7", Ok(Value::Integer(12)));
        check(b'C', b"\0 7", Ok(Value::Null));
    }

    #[test]
    fn a_letter_cut_by_the_width_is_left_out_if_there_is_no_doubt_about_the_encoding() {
        let read =
            |bytes: &[u8], is_guessed| CellType::of(b'C', FieldType::Text).read(bytes, Encoding::Utf8, is_guessed);
        let cut = |text: &str| Ok(Cell::Cut(text.to_owned()));
        let name = "Phường Rạch".as_bytes();
        assert_eq!(read(&name[..12], false), cut("Phường R"));
        assert_eq!(read(&name[..13], true), cut("Phường R"));
        assert_eq!(read(&name[..14], false), Ok(Cell::Whole(Value::text("Phường Rạ"))));
        // "cá" of windows-1252, or "c" and a part of a letter of UTF-8.
        assert_eq!(read(b"c\xE1", true), Err(Unread::Encoding));
        assert_eq!(read(b"c\xE1", false), cut("c"));
        assert_eq!(read(b"c\xE1 d", false), Err(Unread::Encoding));
        let gbk = Encoding::parse("gbk").unwrap();
        assert_eq!(CellType::of(b'C', FieldType::Text).read(b"\xB0\xA1\xB0", gbk, false), cut("啊"));
    }
}
