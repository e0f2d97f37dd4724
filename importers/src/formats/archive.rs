//! A zip archive from anywhere: how many entries it may have, what may be in them, and where they are unpacked.
//!
//! Entries are unpacked to files without a name, so that nothing an archive says becomes a path and nothing is left behind, even if
//! the program is killed. Sizes and counts are checked before and while they are used.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use zip::CompressionMethod;
use zip::result::ZipError;

use crate::error::ImportError;
use crate::formats::inflated::{MOST_TIMES, is_too_much};
use crate::formats::input::read_error;

/// Most entries that we look through; their list is held in memory.
const MAX_ENTRIES: u64 = 10_000;
/// Most bytes of one unpacked part: `.shp` and `.dbf` files end at 2 GB by their own offsets, `.dbf` may go to 4.
const MAX_UNPACKED: u64 = 4 << 30;
/// Most bytes of that list.
const MAX_LIST: u64 = 16 << 20;
/// The records that end the file, with a comment of at most 64 kB behind them (APPNOTE 4.3.14 to 4.3.16).
const LONGEST_END: u64 = 56 + 20 + 22 + (64 << 10);

/// An open archive.
pub(crate) struct Archive<'a> {
    path: &'a Path,
    zip: zip::ZipArchive<BufReader<File>>,
}

impl<'a> Archive<'a> {
    /// Opens an archive of not too many entries.
    pub(crate) fn open(path: &'a Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(unreadable)?;
        if has_long_list(&mut file).map_err(unreadable)? {
            return Err(too_large(path));
        }
        let zip = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| refused(path, error))?;
        Ok(Self { path, zip })
    }

    /// The names of its entries, as they stand there; one that stands twice means the last.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// An entry, unpacked.
    pub(crate) fn unpacked(&mut self, name: &str) -> Result<File, ImportError> {
        let path = self.path;
        let no_room = |source| {
            let folder = std::env::temp_dir();
            ImportError::NoRoom { path: path.to_owned(), folder, source }
        };
        let mut entry = self.zip.by_name(name).map_err(|error| refused(path, error))?;
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(ImportError::ArchivePacking { path: path.to_owned() });
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > MAX_UNPACKED {
            return Err(too_large(path));
        }
        let mut out = tempfile::tempfile().map_err(no_room)?;
        inflate(path, &mut entry, packed, MAX_UNPACKED, |piece| out.write_all(piece).map_err(no_room))?;
        out.seek(SeekFrom::Start(0)).map_err(no_room)?;
        Ok(out)
    }

    /// Unpacks all entries without keeping them, so that who reads the archive by another library knows what awaits it; refused if they
    /// hold more bytes than this.
    pub(crate) fn weigh(&mut self, most: u64) -> Result<(), ImportError> {
        let path = self.path;
        let mut left = most;
        for at in 0..self.zip.len() {
            let mut entry = self.zip.by_index(at).map_err(|error| refused(path, error))?;
            let packed = entry.compressed_size();
            left -= inflate(path, &mut entry, packed, left, |_| Ok(()))?;
        }
        Ok(())
    }
}

/// Unpacks one entry piece by piece; returns its bytes, which its own list may belie.
fn inflate(
    path: &Path,
    entry: &mut impl Read,
    packed: u64,
    most: u64,
    mut take: impl FnMut(&[u8]) -> Result<(), ImportError>,
) -> Result<u64, ImportError> {
    let mut unpacked = 0;
    let mut piece = vec![0; 256 << 10];
    loop {
        let count = entry.read(&mut piece).map_err(|error| read_error(path, error))?;
        if count == 0 {
            return Ok(unpacked);
        }
        unpacked += count as u64;
        if is_too_much(unpacked, packed) {
            return Err(ImportError::Inflated { path: path.to_owned(), times: MOST_TIMES });
        }
        if unpacked > most {
            return Err(too_large(path));
        }
        take(&piece[..count])?;
    }
}

fn too_large(path: &Path) -> ImportError {
    ImportError::ArchiveTooLarge { path: path.to_owned(), limit_mb: MAX_UNPACKED >> 20, entries: MAX_ENTRIES as usize }
}

fn refused(path: &Path, error: ZipError) -> ImportError {
    let path = path.to_owned();
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ImportError::ArchiveLocked { path }
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ImportError::ArchivePacking { path }
        }
        ZipError::Io(source) => read_error(&path, source),
        _ => ImportError::Truncated { path },
    }
}

/// True if any end-of-list record of the file (APPNOTE 4.3.14 to 4.3.16) promises a list longer than we hold: asked before it is read.
fn has_long_list(file: &mut File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST_END)))?;
    let mut end = Vec::new();
    file.take(LONGEST_END).read_to_end(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    let is_long = |entries: u64, start: u64| entries > MAX_ENTRIES || length.saturating_sub(start) > MAX_LIST;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    // A signpost to a longer record, for counts and places that do not fit into the short one.
    let is_promised = memchr::memmem::find(&end, b"PK\x06\x07").is_some();
    let mut is_found = false;
    for at in memchr::memmem::find_iter(&end, b"PK") {
        match end[at..] {
            [_, _, 5, 6, ref rest @ ..] if rest.len() >= 18 => {
                let (entries, start) = (number(&rest[6..8]), number(&rest[12..16]));
                let is_elsewhere = is_promised && (entries == 0xFFFF || start == 0xFFFF_FFFF);
                if !is_elsewhere && is_long(entries, start) {
                    return Ok(true);
                }
            }
            [_, _, 6, 6, ref rest @ ..] if rest.len() >= 52 => {
                is_found = true;
                if is_long(number(&rest[28..36]), number(&rest[44..52])) {
                    return Ok(true);
                }
            }
            _ => {}
        }
    }
    // Writers put the long record right before its signpost; one that lies elsewhere hides something.
    Ok(is_promised && !is_found)
}
