//! The rows of a dBASE III–IV table, the attributes of a Shapefile. Text is decoded here, by the encoding that somebody states.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use spatial_core::layer::{FieldType, Value};

use crate::error::ImportError;
use crate::formats::input::read_error;
use crate::record::{Loss, Record};
use crate::schema::{Columns, converted};
use crate::text::Encoding;

/// Largest header: 2,046 fields, the most a reader of ours would take, of 32 bytes.
const MAX_HEADER: usize = 66_000;

/// The rows, one by one.
pub(super) struct DbfRows<'a> {
    name: &'a Path,
    input: BufReader<File>,
    fields: Vec<DbfField>,
    encoding: Encoding,
    row: Vec<u8>,
}

/// What the next row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowState {
    /// A row.
    Row,
    /// A row that was deleted in its table but is still in the file.
    Deleted,
    /// There is none.
    End,
}

struct DbfField {
    column: usize,
    kind: u8,
    length: usize,
}

impl<'a> DbfRows<'a> {
    /// Stands at the start of `part`; `name` is what the person called it. Without a stated encoding the header's, and then UTF-8, counts.
    pub(super) fn open(
        name: &'a Path,
        part: File,
        encoding: Option<Encoding>,
        columns: &mut Columns,
    ) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: name.to_owned(), source };
        let truncated = || ImportError::Truncated { path: name.to_owned() };
        let mut input = BufReader::with_capacity(256 << 10, part);
        let mut head = [0; 32];
        input.read_exact(&mut head).map_err(|error| read_error(name, error))?;
        let header = usize::from(u16::from_le_bytes([head[8], head[9]]));
        let row = usize::from(u16::from_le_bytes([head[10], head[11]]));
        if !(33..=MAX_HEADER).contains(&header) || row == 0 {
            return Err(truncated());
        }
        let mut descriptors = vec![0; header - 32];
        input.read_exact(&mut descriptors).map_err(|error| read_error(name, error))?;
        let encoding = encoding.or_else(|| of_language_driver(head[29])).unwrap_or(Encoding::Utf8);
        let mut fields = Vec::new();
        for descriptor in descriptors.chunks_exact(32).take_while(|descriptor| descriptor[0] != 0x0D) {
            fields.push(field(descriptor, encoding, name, columns)?);
        }
        // Rows of nothing would be records of nothing, a byte each.
        if fields.is_empty() || fields.iter().map(|field| field.length).sum::<usize>() + 1 > row {
            return Err(truncated());
        }
        input.seek(SeekFrom::Start(header as u64)).map_err(unreadable)?;
        Ok(Self { name, input, fields, encoding, row: vec![0; row] })
    }

    /// Reads the next row into a record's values; what cannot be read is among its losses.
    pub(super) fn next(&mut self, columns: &mut Columns, record: &mut Record<'_>) -> Result<RowState, ImportError> {
        let failed = |error| read_error(self.name, error);
        let (first, rest) = self.row.split_at_mut(1);
        if self.input.read(first).map_err(failed)? == 0 || first[0] == 0x1A {
            return Ok(RowState::End);
        }
        self.input.read_exact(rest).map_err(failed)?;
        if first[0] == b'*' {
            return Ok(RowState::Deleted);
        }
        let mut at = 1;
        for field in &self.fields {
            let bytes = &self.row[at..at + field.length];
            at += field.length;
            let value = match value(field.kind, bytes, self.encoding) {
                Ok(value) => value,
                Err(Unread::Encoding) => return Err(ImportError::EncodingUnknown { path: self.name.to_owned() }),
                Err(Unread::Value(code)) => {
                    let value = String::from_utf8_lossy(bytes).trim_matches([' ', '\0']).to_owned();
                    record.losses.push(Loss { column: field.column, code, value });
                    Value::Null
                }
            };
            columns.put(&mut record.values, field.column, value);
        }
        Ok(RowState::Row)
    }
}

/// Why a field's bytes are no value.
enum Unread {
    /// They are no text of the encoding.
    Encoding,
    /// They are no value of the field's type: the finding's code.
    Value(&'static str),
}

fn field(descriptor: &[u8], encoding: Encoding, path: &Path, columns: &mut Columns) -> Result<DbfField, ImportError> {
    let end = descriptor[..11].iter().position(|byte| *byte == 0).unwrap_or(11);
    let name =
        encoding.decode(&descriptor[..end]).ok_or_else(|| ImportError::EncodingUnknown { path: path.to_owned() })?;
    let (kind, mut length, decimals) = (descriptor[11], usize::from(descriptor[16]), descriptor[17]);
    if kind == b'C' {
        // Long text uses the decimals as the high byte of its length.
        length += usize::from(decimals) << 8;
    }
    let declared = match kind {
        b'L' => FieldType::Boolean,
        b'D' => FieldType::Date,
        b'I' => FieldType::Integer,
        b'N' if decimals == 0 && length <= 18 => FieldType::Integer,
        b'N' | b'F' | b'O' | b'B' => FieldType::Real,
        _ => FieldType::Text,
    };
    Ok(DbfField { column: columns.declare(name.trim(), declared), kind, length })
}

/// A field's bytes as a value; blanks are null. Memos lie in another file, which is not read.
fn value(kind: u8, bytes: &[u8], encoding: Encoding) -> Result<Value, Unread> {
    const UNREADABLE: Unread = Unread::Value("value-unreadable");
    let is_blank = bytes.iter().all(|byte| matches!(byte, b' ' | 0));
    let ascii = std::str::from_utf8(bytes).map(|text| text.trim_matches([' ', '\0'])).map_err(|_| UNREADABLE);
    Ok(match (kind, bytes.len()) {
        (b'I', 4) => Value::Integer(i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]).into()),
        (b'O' | b'B', 8) => {
            let number = <[u8; 8]>::try_from(bytes).map_or(f64::NAN, f64::from_le_bytes);
            if number.is_finite() { Value::Real(number) } else { return Err(UNREADABLE) }
        }
        _ if is_blank => Value::Null,
        (b'C', _) => {
            let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
            Value::text(&*encoding.decode(&bytes[..end]).ok_or(Unread::Encoding)?)
        }
        (b'L', _) => match bytes[0] {
            b'T' | b't' | b'Y' | b'y' | b'1' => Value::Boolean(true),
            b'F' | b'f' | b'N' | b'n' | b'0' => Value::Boolean(false),
            // dBASE's own word for "not known".
            b'?' => Value::Null,
            _ => return Err(UNREADABLE),
        },
        (b'D', _) => date(ascii?).ok_or(UNREADABLE)?,
        (b'N' | b'F', _) => number(ascii?).ok_or(UNREADABLE)?,
        // The number of a block in the memo file; none is 0.
        (b'M' | b'G' | b'P' | b'B', _) if bytes.iter().all(|byte| matches!(byte, b' ' | b'0' | 0)) => Value::Null,
        (b'M' | b'G' | b'P' | b'B', _) => return Err(Unread::Value("value-in-memo")),
        _ => return Err(UNREADABLE),
    })
}

/// `20261121`; zeros mean "no date".
fn date(text: &str) -> Option<Value> {
    match text {
        "00000000" => Some(Value::Null),
        _ if text.len() == 8 && text.is_ascii() => {
            let day = Value::text(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
            converted(day, FieldType::Date).ok()
        }
        _ => None,
    }
}

/// A number as text; asterisks mean "did not fit", which is none.
fn number(text: &str) -> Option<Value> {
    if let Ok(number) = text.parse() {
        return Some(Value::Integer(number));
    }
    let number = text.parse().or_else(|_| text.replace(',', ".").parse());
    number.ok().filter(|number: &f64| number.is_finite()).map(Value::Real)
}

/// The encodings of the header's language byte that leave no doubt.
pub(super) fn of_language_driver(byte: u8) -> Option<Encoding> {
    let name = match byte {
        0x03 | 0x58 | 0x59 => "windows-1252",
        0xC8 => "windows-1250",
        0xC9 => "windows-1251",
        0xCA => "windows-1254",
        0xCB => "windows-1253",
        0x7A => "gbk",
        0x13 | 0x7B => "shift_jis",
        _ => return None,
    };
    Encoding::parse(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: u8, bytes: &[u8], expected: Result<Value, &'static str>) {
        let found = value(kind, bytes, Encoding::Utf8).map_err(|unread| match unread {
            Unread::Encoding => "encoding",
            Unread::Value(code) => code,
        });
        assert_eq!(found, expected, "{} {bytes:?}", char::from(kind));
    }

    #[test]
    fn blanks_are_null_and_what_is_no_value_is_told() {
        for (kind, blank) in [(b'N', "    "), (b'D', "00000000"), (b'D', "        "), (b'L', "?"), (b'M', "0000000000")]
        {
            check(kind, blank.as_bytes(), Ok(Value::Null));
        }
        check(b'N', b" 12,5", Ok(Value::Real(12.5)));
        check(b'D', b"20261121", Ok(Value::text("2026-11-21")));
        for (kind, wrong) in [(b'N', "****"), (b'F', "1e999"), (b'N', "12a"), (b'D', "20260231"), (b'D', "21/11/26")] {
            check(kind, wrong.as_bytes(), Err("value-unreadable"));
        }
        check(b'L', b"X", Err("value-unreadable"));
        check(b'O', &f64::NAN.to_le_bytes(), Err("value-unreadable"));
        check(b'M', b"        17", Err("value-in-memo"));
        check(b'C', b"Ch\xFE", Err("encoding"));
    }
}
