//! The records of a `.shp` file: where each begins and ends, by the index or, without one, one behind the other.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::ImportError;
use crate::formats::input::read_error;
use crate::formats::shapefile::index::{ShxEntries, ShxEntry};
use crate::formats::shapefile::shape::{self, shape};
use crate::record::MAX_VERTICES;
use crate::record::RawGeometry;

/// Longest record that is read: the most vertices of a shape with height and measure, each in a part of its own.
const MAX_RECORD: u64 = 40 * MAX_VERTICES as u64 + 256;
/// Length of the file's header, and of a record's.
const HEADER: u64 = 100;
const RECORD_HEADER: u64 = 8;
/// The finding about a record where the index points to none.
const ASTRAY: &str = "index-astray";
/// An index may point to every byte so many times in all: each shape lies in a place of its own, so that more is an attack.
const MOST_PASSES: u64 = 4;

/// The records, one by one.
pub(super) struct ShpRecords<'a> {
    name: &'a Path,
    input: BufReader<File>,
    index: Option<ShxEntries>,
    /// Where the input stands; where the records end, by the header; where the file does.
    at: u64,
    end: u64,
    size: u64,
    /// What the header says of its length, where that cannot be and no index says otherwise.
    absurd: Option<u64>,
    /// Bytes of records so far.
    passed: u64,
    bytes_read: &'a AtomicU64,
    record: Vec<u8>,
    order: RecordOrder,
    patches: Patches,
}

/// Shapes that were surfaces in space.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Patches {
    pub(super) count: u64,
    pub(super) first: Option<u64>,
}

impl<'a> ShpRecords<'a> {
    /// Stands at the start of `part`; `name` is what the person called it.
    pub(super) fn open(
        name: &'a Path,
        part: File,
        index: Option<ShxEntries>,
        bytes_read: &'a AtomicU64,
    ) -> Result<Self, ImportError> {
        let failed = |error| read_error(name, error);
        let size = part.metadata().map_err(failed)?.len();
        let mut input = BufReader::with_capacity(256 << 10, part);
        let mut head = [0; HEADER as usize];
        input.read_exact(&mut head).map_err(failed)?;
        let stated = 2 * u64::from(u32::from_be_bytes([head[24], head[25], head[26], head[27]]));
        let end = if stated < HEADER { size } else { stated };
        let absurd = (stated < HEADER && index.is_none()).then_some(stated);
        let order = RecordOrder::default();
        let patches = Patches::default();
        let record = Vec::new();
        Ok(Self { name, input, index, at: HEADER, end, size, absurd, passed: 0, bytes_read, record, order, patches })
    }

    /// The next shape; `None` behind the last one.
    pub(super) fn next(&mut self) -> Result<Option<RawGeometry>, ImportError> {
        self.order.count += 1;
        let found = match &mut self.index {
            Some(index) => match index.next().map_err(|error| read_error(self.name, error))? {
                Some(entry) => self.indexed(entry)?,
                None => return Ok(None),
            },
            None if self.at >= self.end.min(self.size) => return Ok(None),
            None => self.following()?,
        };
        if matches!(found, RawGeometry::Shape { .. }) && shape::is_patch(&self.record) {
            self.patches.count += 1;
            self.patches.first = self.patches.first.or(Some(self.order.count));
        }
        Ok(Some(found))
    }

    /// Without an index: the first record whose number an earlier one has, so that nobody knows which of them counts.
    pub(super) fn twice(&self) -> Option<u64> {
        self.order.twice
    }

    /// The length of the file by its header, where the header alone says where the records end and is wrong: they are read to the end.
    pub(super) fn absurd_length(&self) -> Option<u64> {
        self.absurd
    }

    /// How many shapes were surfaces in space.
    pub(super) fn patches(&self) -> Patches {
        self.patches
    }

    /// The record to which the index points. Its length counts, as with GDAL, not that in the record's own header.
    fn indexed(&mut self, entry: ShxEntry) -> Result<RawGeometry, ImportError> {
        if (entry.at, entry.length) == (0, 0) {
            // A shape that was deleted.
            return Ok(RawGeometry::Nothing);
        }
        let is_within = entry.at >= HEADER && entry.at.saturating_add(RECORD_HEADER) <= self.size;
        if !is_within || self.passed > MOST_PASSES.saturating_mul(self.size) {
            return self.astray(entry);
        }
        self.go_to(entry.at)?;
        let own = self.record_header()?.length;
        let there = entry.length.min(self.size - self.at);
        self.passed += there;
        if there > MAX_RECORD {
            return Ok(RawGeometry::Unreadable("geometry-too-large"));
        }
        self.body(there)?;
        // Some programs count the record's header as well (eight bytes), which shows at the end of the file.
        if there < entry.length && there != own {
            return self.astray(entry);
        }
        let code = if own == entry.length { "geometry-unreadable" } else { ASTRAY };
        Ok(shape(&self.record).unwrap_or(RawGeometry::Unreadable(code)))
    }

    /// Where the index points to there is no record. That may be because the end of the file is missing.
    fn astray(&self, entry: ShxEntry) -> Result<RawGeometry, ImportError> {
        let is_beyond = entry.at.saturating_add(RECORD_HEADER + entry.length) > self.size;
        let is_cut = self.end > self.size && entry.at < self.end && is_beyond;
        if is_cut { Err(self.truncated()) } else { Ok(RawGeometry::Unreadable(ASTRAY)) }
    }

    /// The record that follows the last one.
    fn following(&mut self) -> Result<RawGeometry, ImportError> {
        let RecordHeader { number, length } = self.record_header()?;
        self.order.meet(number);
        if length > self.size - self.at {
            return Err(self.truncated());
        }
        if length > MAX_RECORD {
            self.go_to(self.at + length)?;
            return Ok(RawGeometry::Unreadable("geometry-too-large"));
        }
        self.body(length)?;
        Ok(shape(&self.record).unwrap_or(RawGeometry::Unreadable("geometry-unreadable")))
    }

    fn go_to(&mut self, place: u64) -> Result<(), ImportError> {
        if place != self.at {
            let by = place as i64 - self.at as i64;
            self.input.seek_relative(by).map_err(|error| read_error(self.name, error))?;
            self.at = place;
        }
        Ok(())
    }

    fn record_header(&mut self) -> Result<RecordHeader, ImportError> {
        let mut head = [0; RECORD_HEADER as usize];
        self.input.read_exact(&mut head).map_err(|error| read_error(self.name, error))?;
        self.at += RECORD_HEADER;
        let word = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        Ok(RecordHeader { number: word(0), length: 2 * u64::from(word(4)) })
    }

    /// Reads so many bytes, which lie in the file, as the record.
    fn body(&mut self, length: u64) -> Result<(), ImportError> {
        self.record.resize(length as usize, 0);
        let read: io::Result<()> = self.input.read_exact(&mut self.record);
        read.map_err(|error| read_error(self.name, error))?;
        self.at += length;
        self.bytes_read.fetch_add(RECORD_HEADER + length, Ordering::Relaxed);
        Ok(())
    }

    fn truncated(&self) -> ImportError {
        ImportError::Truncated { path: self.name.to_owned() }
    }
}

struct RecordHeader {
    /// From 1; many programs write something else.
    number: u32,
    /// Of what follows, in bytes.
    length: u64,
}

/// Whether records follow each other as they are numbered.
#[derive(Default)]
struct RecordOrder {
    count: u64,
    is_other: bool,
    twice: Option<u64>,
}

impl RecordOrder {
    fn meet(&mut self, number: u32) {
        let number = u64::from(number);
        if !self.is_other && self.twice.is_none() && (1..self.count).contains(&number) {
            self.twice = Some(number);
        }
        self.is_other |= number != self.count && self.twice.is_none();
    }
}
