//! The rows of a dBASE III–IV table, the attributes of a Shapefile: its header, its fields, row by row. What stands in a field is
//! read in `cell`.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use spatial_core::layer::{FieldType, Value};

use crate::error::ImportError;
use crate::formats::input::read_error;
use crate::formats::shapefile::cell::{Cell, CellType, Unread, text_of};
use crate::formats::source::ReadState;
use crate::record::{FileNote, Loss, Record};
use crate::schema::Columns;
use crate::text::Encoding;

/// Largest header: 2,046 fields, the most a reader of ours would take, of 32 bytes.
const MAX_HEADER: usize = 66_000;
/// What stands behind the last row.
const END: u8 = 0x1A;

/// The rows, one by one.
pub(super) struct DbfRows<'a> {
    name: &'a Path,
    input: BufReader<File>,
    fields: Vec<DbfField>,
    encoding: Encoding,
    /// Nobody states the encoding, and nothing tells it.
    is_guessed: bool,
    row: Vec<u8>,
    /// Rows that are to come, by the header; the header states more than the file holds.
    left: u64,
    is_short: bool,
    /// Room for rows behind the last one, until it was looked at; how many stand there.
    unseen: Option<u64>,
    beyond: u64,
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
    kind: CellType,
    length: usize,
}

impl<'a> DbfRows<'a> {
    /// Stands at the start of `part`; `name` is what the person called it. The encoding may be a guess.
    pub(super) fn open(
        name: &'a Path,
        part: File,
        (encoding, is_guessed): (Encoding, bool),
        reading: &mut ReadState,
    ) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: name.to_owned(), source };
        let truncated = || ImportError::Truncated { path: name.to_owned() };
        let size = part.metadata().map_err(unreadable)?.len();
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
        let described: Vec<(&[u8], usize)> = lengths(&descriptors, row).collect();
        let names = field_names(name, &described, encoding, reading)?;
        let field = |((descriptor, length), name): (&(&[u8], usize), String)| {
            let declared = declared(descriptor);
            let column = reading.columns.declare(&name, declared);
            DbfField { column, kind: CellType::of(descriptor[11], declared), length: *length }
        };
        let fields: Vec<DbfField> = described.iter().zip(names).map(field).collect();
        // Rows of nothing would be records of nothing, a byte each.
        if fields.is_empty() || fields.iter().map(|field| field.length).sum::<usize>() + 1 > row {
            return Err(truncated());
        }
        input.seek(SeekFrom::Start(header as u64)).map_err(unreadable)?;
        let stated = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        let whole = size.saturating_sub(header as u64) / row as u64;
        let (is_short, row) = (whole < stated, vec![0; row]);
        Ok(Self {
            name,
            input,
            fields,
            encoding,
            is_guessed,
            row,
            left: stated,
            is_short,
            unseen: Some(whole.saturating_sub(stated)),
            beyond: 0,
        })
    }

    /// Reads the next row into a record's values; what cannot be read is among its losses.
    pub(super) fn next(&mut self, columns: &mut Columns, record: &mut Record<'_>) -> Result<RowState, ImportError> {
        let failed = |error| read_error(self.name, error);
        let (first, rest) = self.row.split_at_mut(1);
        if self.left == 0 {
            // What stands behind the mark of the end is no row; it is looked at once.
            if let Some(rows) = self.unseen.take().filter(|rows| *rows > 0) {
                let is_row = self.input.read(first).map_err(failed)? > 0 && matches!(first[0], b' ' | b'*');
                self.beyond = if is_row { rows } else { 0 };
            }
            return Ok(RowState::End);
        }
        if self.input.read(first).map_err(failed)? == 0 || (self.is_short && first[0] == END) {
            (self.left, self.unseen) = (0, None);
            return Ok(RowState::End);
        }
        self.input.read_exact(rest).map_err(failed)?;
        self.left -= 1;
        if first[0] == b'*' {
            return Ok(RowState::Deleted);
        }
        self.values(columns, record)?;
        Ok(RowState::Row)
    }

    /// Once all are read: rows behind the last one that the header counts.
    pub(super) fn beyond(&self) -> u64 {
        self.beyond
    }

    fn values(&self, columns: &mut Columns, record: &mut Record<'_>) -> Result<(), ImportError> {
        let mut at = 1;
        for field in &self.fields {
            let bytes = &self.row[at..at + field.length];
            at += field.length;
            let value = match field.kind.read(bytes, self.encoding, self.is_guessed) {
                Ok(Cell::Whole(value)) => value,
                Ok(Cell::Cut(text)) => {
                    record.losses.push(Loss { column: field.column, code: "text-cut", value: text.clone() });
                    Value::text(text)
                }
                Err(Unread::Encoding) => return Err(ImportError::EncodingUnknown { path: self.name.to_owned() }),
                Err(Unread::Value(code)) => {
                    let value = String::from_utf8_lossy(bytes).trim_matches([' ', '\0']).to_owned();
                    record.losses.push(Loss { column: field.column, code, value });
                    Value::Null
                }
            };
            columns.put(&mut record.values, field.column, value);
        }
        Ok(())
    }
}

/// The descriptors of the fields, each with its length. Long text uses the decimals as the high byte of its length, if that makes up
/// the length of a row; else they mean nothing there.
pub(super) fn lengths(descriptors: &[u8], row: usize) -> impl Iterator<Item = (&[u8], usize)> {
    let fields = || descriptors.chunks_exact(32).take_while(|descriptor| descriptor[0] != 0x0D);
    let short = |descriptor: &[u8]| usize::from(descriptor[16]);
    let long = move |descriptor: &[u8]| match descriptor[11] {
        b'C' => short(descriptor) + (usize::from(descriptor[17]) << 8),
        _ => short(descriptor),
    };
    let is_long = fields().map(long).sum::<usize>() + 1 == row;
    fields().map(move |descriptor| (descriptor, if is_long { long(descriptor) } else { short(descriptor) }))
}

fn declared(descriptor: &[u8]) -> FieldType {
    match (descriptor[11], descriptor[17]) {
        (b'L', _) => FieldType::Boolean,
        (b'D', _) => FieldType::Date,
        (b'I', _) | (b'N' | b'F', 0) => FieldType::Integer,
        (b'N' | b'F' | b'O', _) => FieldType::Real,
        (b'B', _) if descriptor[16] == 8 => FieldType::Real,
        _ => FieldType::Text,
    }
}

/// What the fields are called. A table may have two of one name, both of which are kept, and names of which the last letter is cut; what
/// another file of the import writes in another case is the same field.
fn field_names(
    path: &Path,
    described: &[(&[u8], usize)],
    encoding: Encoding,
    reading: &mut ReadState,
) -> Result<Vec<String>, ImportError> {
    let found = described.iter().map(|(descriptor, _)| {
        let end = descriptor[..11].iter().position(|byte| *byte == 0).unwrap_or(11);
        let (name, is_cut) = text_of(&descriptor[..end], encoding)?;
        Some((name.trim().to_owned(), is_cut))
    });
    let found: Option<Vec<(String, bool)>> = found.collect();
    let found = found.ok_or_else(|| ImportError::EncodingUnknown { path: path.to_owned() })?;
    let mut names: Vec<String> = Vec::new();
    for (at, (name, is_cut)) in found.iter().enumerate() {
        let kept = free_name(name, at, &names);
        if kept != *name || *is_cut {
            let code = if kept == *name { "field-name-cut" } else { "field-renamed" };
            let params = vec![("name", name.clone()), ("kept", kept.clone())];
            reading.notes.push(FileNote { code, record: None, params });
        }
        names.push(kept);
    }
    for at in 0..names.len() {
        if let Some(known) = reading.columns.in_another_case(&names[at])
            && !names.contains(&known)
        {
            names[at] = known;
        }
    }
    Ok(names)
}

/// The name itself, or one with a number behind it that no field before has.
fn free_name(name: &str, at: usize, taken: &[String]) -> String {
    let is_free = |name: &String| !name.is_empty() && !taken.contains(name);
    let numbered = (0..=taken.len()).map(|more| match name {
        "" => format!("field_{}", at + 1 + more),
        _ => format!("{name}_{}", more + 2),
    });
    // One of so many is free.
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| name.to_owned())
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

    fn field(kind: u8, length: u8, decimals: u8) -> [u8; 32] {
        let mut field = [0; 32];
        (field[0], field[11], field[16], field[17]) = (b'a', kind, length, decimals);
        field
    }

    #[test]
    fn the_high_byte_of_a_long_text_counts_only_where_rows_are_that_long() {
        let fields = [field(b'C', 44, 1), field(b'N', 10, 3)].concat();
        let found = |row: usize| lengths(&fields, row).map(|(_, length)| length).collect::<Vec<_>>();
        assert_eq!(found(1 + 300 + 10), [300, 10]);
        assert_eq!(found(1 + 44 + 10), [44, 10]);
    }

    #[test]
    fn whole_numbers_are_integers_however_wide() {
        for (kind, length, decimals, expected) in [
            (b'N', 20, 0, FieldType::Integer),
            (b'F', 19, 0, FieldType::Integer),
            (b'F', 13, 11, FieldType::Real),
            (b'B', 10, 0, FieldType::Text),
        ] {
            assert_eq!(declared(&field(kind, length, decimals)), expected, "{}", char::from(kind));
        }
    }

    #[test]
    fn fields_of_one_name_are_both_kept_and_those_without_one_get_a_number() {
        let mut names: Vec<String> = Vec::new();
        for (at, name) in ["dt", "dt", "dt_2", "dt", "", ""].into_iter().enumerate() {
            names.push(free_name(name, at, &names));
        }
        assert_eq!(names, ["dt", "dt_2", "dt_2_2", "dt_3", "field_5", "field_6"]);
    }
}
