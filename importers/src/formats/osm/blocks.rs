//! The file cut into blocks, each unpacked when it is asked for: at most 32 MB at a time, as the format allows.
//!
//! <https://wiki.openstreetmap.org/wiki/PBF_Format>

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::sync::atomic::Ordering;

use flate2::read::ZlibDecoder;

use crate::error::{ImportError, OsmTrouble};
use crate::formats::osm::wire::{Field, Fields, NotAMessage};
use crate::formats::source::SourceFile;

/// The format's own limits, in bytes: of the header before a block, and of a block, packed and unpacked.
const MOST_HEADER: u32 = 64 << 10;
const MOST_BLOCK: usize = 32 << 20;
/// What a reader must understand, of which we do.
const UNDERSTOOD: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];
/// How the first header begins: its length, and the text `OSMHeader` as its first field.
const START: &[u8] = b"\x0a\x09OSMHeader";

/// True for the beginning of an extract.
pub(in crate::formats) fn is_pbf(start: &[u8]) -> bool {
    start.get(4..).is_some_and(|rest| rest.starts_with(START))
}

/// The blocks of a file, one pass over it.
pub(super) struct Blocks<'a> {
    source: SourceFile<'a>,
    file: BufReader<File>,
    /// From 1; the header is the first.
    pub(super) number: u64,
    /// Progress counts the file once, however often it is passed over.
    passes: u64,
}

impl<'a> Blocks<'a> {
    pub(super) fn open(source: SourceFile<'a>, passes: u64) -> Result<Self, ImportError> {
        let file = File::open(source.path).map_err(|error| source.unreadable(error))?;
        Ok(Self { source, file: BufReader::with_capacity(256 << 10, file), number: 0, passes })
    }

    /// The next block with elements; those for which `is_wanted` says no to their number are passed over.
    pub(super) fn next(&mut self, is_wanted: impl Fn(u64) -> bool) -> Result<Option<Vec<u8>>, ImportError> {
        loop {
            let Some((kind, size)) = self.header()? else { return Ok(None) };
            let is_header = kind == b"OSMHeader";
            if !is_header && (kind != b"OSMData" || !is_wanted(self.number)) {
                self.file.seek_relative(i64::from(size)).map_err(|error| self.source.unreadable(error))?;
                self.count(u64::from(size));
                continue;
            }
            let mut packed = vec![0; size as usize];
            self.file.read_exact(&mut packed).map_err(|error| self.cut_off(error))?;
            self.count(u64::from(size));
            let block = self.unpacked(&packed)?;
            if !is_header {
                return Ok(Some(block));
            }
            self.understands(&block)?;
        }
    }

    /// What comes next and how long it is; `None` at the end.
    fn header(&mut self) -> Result<Option<(Vec<u8>, u32)>, ImportError> {
        let mut length = [0; 4];
        match self.file.read(&mut length[..1]) {
            Ok(0) => return self.ends_where_it_should(),
            Ok(_) => {}
            Err(error) => return Err(self.source.unreadable(error)),
        }
        self.number += 1;
        self.file.read_exact(&mut length[1..]).map_err(|error| self.cut_off(error))?;
        let length = u32::from_be_bytes(length);
        if length > MOST_HEADER {
            return Err(self.damaged());
        }
        let mut header = vec![0; length as usize];
        self.file.read_exact(&mut header).map_err(|error| self.cut_off(error))?;
        self.count(4 + u64::from(length));
        let (mut kind, mut size) = (Vec::new(), None);
        for field in Fields(&header) {
            match field.map_err(|NotAMessage| self.damaged())? {
                (1, Field::Bytes(name)) => kind = name.to_vec(),
                (3, Field::Number(number)) => size = u32::try_from(number).ok(),
                _ => {}
            }
        }
        let size = size.filter(|size| *size as usize <= MOST_BLOCK);
        Ok(Some((kind, size.ok_or_else(|| self.damaged())?)))
    }

    /// A block that was passed over may have reached beyond the end.
    fn ends_where_it_should(&mut self) -> Result<Option<(Vec<u8>, u32)>, ImportError> {
        let at = self.file.stream_position().map_err(|error| self.source.unreadable(error))?;
        let end = self.file.seek(SeekFrom::End(0)).map_err(|error| self.source.unreadable(error))?;
        if at > end || self.number == 0 { Err(self.source.truncated()) } else { Ok(None) }
    }

    fn unpacked(&self, blob: &[u8]) -> Result<Vec<u8>, ImportError> {
        let mut content = None;
        for field in Fields(blob) {
            match field.map_err(|NotAMessage| self.damaged())? {
                (1, Field::Bytes(raw)) => content = Some(raw.to_vec()),
                (3, Field::Bytes(zlib)) => {
                    let mut out = Vec::new();
                    let read = ZlibDecoder::new(zlib).take(MOST_BLOCK as u64 + 1).read_to_end(&mut out);
                    if read.is_err() || out.len() > MOST_BLOCK {
                        return Err(self.damaged());
                    }
                    content = Some(out);
                }
                (4..=7, Field::Bytes(_)) => return Err(self.trouble(OsmTrouble::Packing)),
                _ => {}
            }
        }
        content.ok_or_else(|| self.damaged())
    }

    /// Refuses what only a reader with more knowledge reads right, as extracts with former versions of elements.
    fn understands(&self, header: &[u8]) -> Result<(), ImportError> {
        for field in Fields(header) {
            if let (4, Field::Bytes(feature)) = field.map_err(|NotAMessage| self.damaged())?
                && !UNDERSTOOD.contains(&feature)
            {
                let name = String::from_utf8_lossy(feature).chars().take(60).collect();
                return Err(self.trouble(OsmTrouble::Feature { name }));
            }
        }
        Ok(())
    }

    fn count(&self, bytes: u64) {
        self.source.bytes_read.fetch_add(bytes / self.passes, Ordering::Relaxed);
    }

    fn cut_off(&self, error: std::io::Error) -> ImportError {
        match error.kind() {
            ErrorKind::UnexpectedEof => self.source.truncated(),
            _ => self.source.unreadable(error),
        }
    }

    /// The block at hand is not what it should be.
    pub(super) fn damaged(&self) -> ImportError {
        self.trouble(OsmTrouble::Damaged)
    }

    pub(super) fn trouble(&self, trouble: OsmTrouble) -> ImportError {
        ImportError::Osm { path: self.source.path.to_owned(), block: self.number, trouble }
    }
}
