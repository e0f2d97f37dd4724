//! A text file as a stream of UTF-8: unpacked if it is gzip, without a byte order mark, decoded if it is in another encoding.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use crate::error::{ImportError, Packing};
use crate::formats::inflated::{Inflated, Inflating};
use crate::formats::source::{ReadState, SourceFile};
use crate::text::{DecodingReader, Encoding};

/// Bytes taken from the disk and unpacked at a time.
const CHUNK: usize = 256 << 10;

/// Opens a text file. One that is UTF-8 is not decoded by another encoding, whatever is asked for: then its letters were decoded wrongly before,
/// and are read anew one by one.
pub(super) fn open<'a>(source: SourceFile<'a>, reading: &mut ReadState) -> Result<Box<dyn BufRead + 'a>, ImportError> {
    let unreadable = |error| source.unreadable(error);
    let (mut input, packing) = unpacked(source.path, source.bytes_read).map_err(unreadable)?;
    reading.packing = packing;
    let (mark, marked) = Encoding::of_byte_order_mark(input.fill_buf().map_err(unreadable)?);
    let is_utf8 =
        source.encoding.is_some() && has_utf8_letters(source.path).map_err(|error| read_error(source.path, error))?;
    let asked = source.encoding.filter(|_| !is_utf8);
    reading.is_unicode = marked.is_some() || matches!(asked, None | Some(Encoding::Utf8));
    input.consume(mark);
    match marked.or(asked) {
        None | Some(Encoding::Utf8) => Ok(input),
        Some(other) => Ok(Box::new(BufReader::with_capacity(CHUNK, DecodingReader::new(input, other)))),
    }
}

/// The bytes of a file, unpacked if it is gzip.
fn unpacked<'a>(path: &Path, bytes_read: &'a AtomicU64) -> io::Result<(Box<dyn BufRead + 'a>, Packing)> {
    let before = bytes_read.load(Ordering::Relaxed);
    let mut counted = BufReader::with_capacity(CHUNK, Counted { file: File::open(path)?, bytes: bytes_read });
    if counted.fill_buf()?.starts_with(&GZIP) {
        let inflating = Inflating::new(MultiGzDecoder::new(counted), bytes_read, before);
        return Ok((Box::new(BufReader::with_capacity(CHUNK, inflating)), Packing::Gzip));
    }
    Ok((Box::new(counted), Packing::Plain))
}

/// True if the first letters beyond ASCII in a file, wherever they come, are UTF-8. Of a file of numbers all but the names may come before.
fn has_utf8_letters(path: &Path) -> io::Result<bool> {
    let uncounted = AtomicU64::new(0);
    let (mut input, _) = unpacked(path, &uncounted)?;
    loop {
        let chunk = input.fill_buf()?;
        let mark = Encoding::of_byte_order_mark(chunk).0;
        if !chunk[mark..].is_ascii() {
            // The last letter may be cut.
            return Ok(std::str::from_utf8(&chunk[mark..]).err().is_none_or(|error| error.error_len().is_none()));
        }
        let length = chunk.len();
        if length == 0 {
            return Ok(false);
        }
        input.consume(length);
    }
}

/// First bytes of a gzip file (RFC 1952 §2.3.1).
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// An error while reading; a file that ends within its compression is a truncated one, one that unpacks without end a bomb.
pub(super) fn read_error(path: &Path, source: io::Error) -> ImportError {
    if let Some(Inflated { times }) = source.get_ref().and_then(|inner| inner.downcast_ref()) {
        return ImportError::Inflated { path: path.to_owned(), times: *times };
    }
    match source.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            ImportError::Truncated { path: path.to_owned() }
        }
        _ => ImportError::Unreadable { path: path.to_owned(), source },
    }
}

struct Counted<'a> {
    file: File,
    bytes: &'a AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(out)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
