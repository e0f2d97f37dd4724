//! The index of a Shapefile, its `.shx`: which shapes there are, and where in the `.shp` each of them lies (pages 23 and 24).
//!
//! Programs that edit in place leave the former version of a shape in the `.shp` and write the new one behind all others: only the
//! index tells which one counts. It is read as a stream, eight bytes a shape.

use std::fs::File;
use std::io::{self, BufReader, Read};

/// Length of the header, which is like that of the `.shp`.
const HEADER: usize = 100;
/// Length of an entry.
const ENTRY: u64 = 8;

/// The entries, one by one.
pub(super) struct ShxEntries {
    input: BufReader<File>,
    left: u64,
}

/// Where a shape lies, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ShxEntry {
    /// Of the record's header.
    pub(super) at: u64,
    /// Of what stands behind that header.
    pub(super) length: u64,
}

impl ShxEntries {
    /// Stands at the first entry; `None` if the part is no index, or shorter than it says.
    pub(super) fn open(part: File) -> io::Result<Option<Self>> {
        let size = part.metadata()?.len();
        let mut input = BufReader::with_capacity(64 << 10, part);
        let mut head = [0; HEADER];
        if size < HEADER as u64 {
            return Ok(None);
        }
        input.read_exact(&mut head)?;
        // Some old programs write 9997 instead of 9994.
        let is_index = matches!(head, [0, 0, 0x27, 0x0A | 0x0D, ..]);
        let stated = 2 * u64::from(u32::from_be_bytes([head[24], head[25], head[26], head[27]]));
        let fits = (HEADER as u64..=size).contains(&stated);
        Ok((is_index && fits).then(|| Self { input, left: (stated - HEADER as u64) / ENTRY }))
    }

    /// The place of the next shape; `None` behind the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<ShxEntry>> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let mut entry = [0; ENTRY as usize];
        self.input.read_exact(&mut entry)?;
        let words = |at: usize| u64::from(u32::from_be_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]));
        Ok(Some(ShxEntry { at: 2 * words(0), length: 2 * words(4) }))
    }
}
