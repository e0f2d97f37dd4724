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
    let file = File::open(source.path).map_err(unreadable)?;
    let before = source.bytes_read.load(Ordering::Relaxed);
    let mut counted = BufReader::with_capacity(CHUNK, Counted { file, bytes: source.bytes_read });
    let is_gzip = counted.fill_buf().map_err(unreadable)?.starts_with(&GZIP);
    reading.packing = if is_gzip { Packing::Gzip } else { Packing::Plain };
    let mut input: Box<dyn BufRead + 'a> = if is_gzip {
        let inflating = Inflating::new(MultiGzDecoder::new(counted), source.bytes_read, before);
        Box::new(BufReader::with_capacity(CHUNK, inflating))
    } else {
        Box::new(counted)
    };
    let start = input.fill_buf().map_err(unreadable)?;
    let (mark, marked) = Encoding::of_byte_order_mark(start);
    let asked = source.encoding.filter(|_| !is_utf8(&start[mark..]));
    reading.is_unicode = marked.is_some() || matches!(asked, None | Some(Encoding::Utf8));
    input.consume(mark);
    match marked.or(asked) {
        None | Some(Encoding::Utf8) => Ok(input),
        Some(other) => Ok(Box::new(BufReader::with_capacity(CHUNK, DecodingReader::new(input, other)))),
    }
}

/// True if the first bytes of a file are UTF-8 with letters beyond ASCII; the last letter may be cut.
fn is_utf8(start: &[u8]) -> bool {
    !start.is_ascii() && std::str::from_utf8(start).err().is_none_or(|error| error.error_len().is_none())
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
