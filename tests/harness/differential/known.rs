//! What GDAL is known to read otherwise than we do, or to give up: each with a name, a reason, and a check that it is so.

use geo_types::Geometry;

use crate::differential::reading::Cell;
use crate::differential::shapefile::Made;

/// True if GDAL cannot open a Shapefile whose `.shx` or header is damaged; we read the shapes as they follow each other.
pub(super) fn is_given_up(file: &Made) -> bool {
    !file.is_clean
}

/// A difference in shapes.
pub(super) fn shape(
    file: &Made,
    place: u64,
    ours: Option<&Geometry>,
    theirs: Option<&Geometry>,
) -> Option<&'static str> {
    let is_ours_alone = ours.is_some() && theirs.is_none();
    let (record, is_whole) = record(file, place)?;
    (is_ours_alone && !(is_whole && suits_gdal(record))).then_some("GDAL gives up a shape that can be read")
}

/// A record as the index has it, and whether it is all in the file.
fn record(file: &Made, place: u64) -> Option<(&[u8], bool)> {
    let entry = file.parts.shx.as_ref()?.get(100 + 8 * usize::try_from(place).ok()?..)?;
    let word = |at: usize| Some(2 * u32::from_be_bytes(entry.get(at..at + 4)?.try_into().ok()?) as usize);
    let at = word(0)? + 8;
    let (end, size) = (at.saturating_add(word(4)?), file.parts.shp.len());
    Some((file.parts.shp.get(at..end.min(size))?, end <= size))
}

/// True if a record meets what GDAL asks of one: heights that are all there where the type has them, parts that are not empty.
fn suits_gdal(record: &[u8]) -> bool {
    let word = |at: usize| record.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(i32::from_le_bytes);
    let count = |at: usize| word(at).and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
    let Some(kind) = word(0) else { return false };
    let has_heights = (10..20).contains(&kind) || kind == 31;
    let heights = |points: usize, range: usize| if has_heights { range + 8 * points } else { 0 };
    match kind % 10 {
        1 if kind != 31 => record.len() >= 20 + heights(1, 0),
        8 => count(36) < record.len() && record.len() >= 40 + 16 * count(36) + heights(count(36), 16),
        _ => {
            let (parts, points) = (count(36), count(40));
            let starts: Vec<usize> = (0..parts.min(record.len())).map(|part| count(44 + 4 * part)).collect();
            let is_rising =
                starts.windows(2).all(|pair| pair[0] < pair[1]) && starts.last().is_none_or(|last| *last < points);
            points < record.len() && is_rising && record.len() >= 44 + 4 * parts + 16 * points + heights(points, 16)
        }
    }
}

/// A difference in values; `text` is what stands in the file, in a field of this type.
pub(super) fn value(kind: u8, text: Option<&str>, ours: &Cell, theirs: &Cell) -> Option<&'static str> {
    let text = text?;
    match (ours, theirs) {
        (_, Cell::Text(_) | Cell::Null) if b"IOB".contains(&kind) => Some("GDAL reads a binary number as text"),
        (Cell::Number(_) | Cell::Integer(_), Cell::Integer(_)) if text.contains(['.', ',', 'e', 'E']) => {
            Some("GDAL reads a number in a field of integers up to its point")
        }
        (Cell::Number(_), Cell::Number(_)) if text.contains(',') => Some("GDAL reads a number up to its comma"),
        (Cell::Text(digits), Cell::Number(number)) if digits.len() >= 16 && digits.parse() == Ok(*number) => {
            Some("GDAL rounds a whole number of many digits")
        }
        (Cell::Null, Cell::Text(_)) if text.trim() == "?" => Some("GDAL reads a logical value as text"),
        (Cell::Null, Cell::Text(date)) if date == "0000-00-00" => Some("GDAL makes a date of a zero"),
        _ => None,
    }
}

/// A table looked at byte by byte, without any reader.
pub(super) struct RawTable<'a> {
    bytes: &'a [u8],
    header: usize,
    row: usize,
    rows: u64,
}

impl<'a> RawTable<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let number = |at: usize| usize::from(u16::from_le_bytes([byte(bytes, at), byte(bytes, at + 1)]));
        let rows = (0..4).rev().fold(0, |sum, at| sum << 8 | u64::from(byte(bytes, 4 + at)));
        Self { bytes, header: number(8), row: number(10), rows }
    }

    /// True if the row in this place is marked as deleted.
    pub(super) fn is_deleted(&self, place: u64) -> bool {
        place < self.rows
            && byte(self.bytes, self.header.saturating_add(self.row.saturating_mul(place as usize))) == b'*'
    }

    /// The letter of a field's type.
    pub(super) fn kind(&self, field: usize) -> u8 {
        byte(self.bytes, 32 + 32 * field + 11)
    }

    /// What stands in a field of a row.
    pub(super) fn text(&self, place: u64, field: usize) -> Option<String> {
        let length = |field: usize| usize::from(byte(self.bytes, 32 + 32 * field + 16));
        let from = self.header + self.row * usize::try_from(place).ok()? + 1 + (0..field).map(length).sum::<usize>();
        let bytes = self.bytes.get(from..from + length(field))?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}
