//! The rows of a dBASE III–IV table, the attributes of a Shapefile. Text is decoded here, by the encoding that somebody states.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use spatial_core::layer::{FieldType, Value};

use crate::ImportError;
use crate::formats::input::read_error;
use crate::schema::Columns;
use crate::text::Encoding;

/// Largest header: 2,046 fields, the most a reader of ours would take, of 32 bytes.
const MAX_HEADER: usize = 66_000;

/// The rows, one by one.
pub(super) struct Rows<'a> {
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

impl<'a> Rows<'a> {
    /// Opens `part`; `name` is what the person called it. Without a stated encoding the header's, and then UTF-8, counts.
    pub(super) fn open(
        name: &'a Path,
        part: &Path,
        encoding: Option<Encoding>,
        columns: &mut Columns,
    ) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: name.to_owned(), source };
        let truncated = || ImportError::Truncated { path: name.to_owned() };
        let mut input = BufReader::with_capacity(256 << 10, File::open(part).map_err(unreadable)?);
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
        if fields.iter().map(|field| field.length).sum::<usize>() + 1 > row {
            return Err(truncated());
        }
        input.seek(SeekFrom::Start(header as u64)).map_err(unreadable)?;
        Ok(Self { name, input, fields, encoding, row: vec![0; row] })
    }

    /// Reads the next row into `values`.
    pub(super) fn next(&mut self, columns: &mut Columns, values: &mut Vec<Value>) -> Result<RowState, ImportError> {
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
            let value = value(field.kind, bytes, self.encoding)
                .map_err(|()| ImportError::EncodingUnknown { path: self.name.to_owned() })?;
            columns.put(values, field.column, value);
        }
        Ok(RowState::Row)
    }
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

/// A field's bytes as a value; an error if they are no text of this encoding. Memos lie in another file and are left empty.
fn value(kind: u8, bytes: &[u8], encoding: Encoding) -> Result<Value, ()> {
    let ascii = || std::str::from_utf8(bytes).unwrap_or_default().trim_matches([' ', '\0']);
    Ok(match kind {
        b'C' => {
            let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
            match encoding.decode(&bytes[..end]) {
                Some(text) if text.is_empty() => Value::Null,
                Some(text) => Value::text(&*text),
                None => return Err(()),
            }
        }
        b'L' => match bytes.first() {
            Some(b'T' | b't' | b'Y' | b'y' | b'1') => Value::Boolean(true),
            Some(b'F' | b'f' | b'N' | b'n' | b'0') => Value::Boolean(false),
            _ => Value::Null,
        },
        b'D' => match ascii() {
            day if day.len() == 8 && day != "00000000" && day.bytes().all(|byte| byte.is_ascii_digit()) => {
                Value::text(format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))
            }
            _ => Value::Null,
        },
        b'I' => {
            <[u8; 4]>::try_from(bytes).map_or(Value::Null, |bytes| Value::Integer(i32::from_le_bytes(bytes).into()))
        }
        b'O' | b'B' if bytes.len() == 8 => {
            let number = <[u8; 8]>::try_from(bytes).map_or(f64::NAN, f64::from_le_bytes);
            if number.is_finite() { Value::Real(number) } else { Value::Null }
        }
        b'N' | b'F' => number(ascii()),
        _ => Value::Null,
    })
}

/// A number as text; asterisks mean "did not fit", which is no value.
fn number(text: &str) -> Value {
    if let Ok(number) = text.parse() {
        return Value::Integer(number);
    }
    let number = text.parse().or_else(|_| text.replace(',', ".").parse());
    number.ok().filter(|number: &f64| number.is_finite()).map_or(Value::Null, Value::Real)
}

/// The encodings of the header's language byte that leave no doubt.
fn of_language_driver(byte: u8) -> Option<Encoding> {
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
