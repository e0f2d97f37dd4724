//! A moving window over a text stream, cut into lines or JSON values without reading the whole.
//!
//! Hot path: one search for the line's end per record (GeoJSON sequences), one look at each byte (feature collections).

use std::io::BufRead;
use std::ops::Range;
use std::path::Path;

use crate::error::ImportError;
use crate::formats::input::read_error;
use crate::record::MAX_RECORD_BYTES;

/// Bytes kept of a value longer than [`MAX_RECORD_BYTES`]: enough to find it again.
const KEPT: usize = 16 << 10;

/// Where a value lies in the window.
#[derive(Debug)]
pub(super) struct ValueSpan {
    /// Its bytes, or its beginning.
    pub(super) range: Range<usize>,
    /// It was longer than we hold: the rest was passed over.
    pub(super) is_cut: bool,
}

/// The window.
pub(super) struct Window<'a> {
    input: Box<dyn BufRead + 'a>,
    path: &'a Path,
    buffer: Vec<u8>,
    at: usize,
    is_at_end: bool,
    /// Bytes that left the window at its start.
    passed: u64,
    /// Nothing leaves the window while this is set.
    pub(super) is_holding: bool,
}

impl<'a> Window<'a> {
    /// Stands at the start of the stream.
    pub(super) fn new(path: &'a Path, input: Box<dyn BufRead + 'a>) -> Self {
        Self { input, path, buffer: Vec::new(), at: 0, is_at_end: false, passed: 0, is_holding: false }
    }

    /// The next byte that is not white space, not consumed; `None` at the end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, ImportError> {
        loop {
            while let Some(&byte) = self.buffer.get(self.at) {
                if !byte.is_ascii_whitespace() {
                    return Ok(Some(byte));
                }
                self.at += 1;
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Consumes this byte, which must be the next.
    pub(super) fn must(&mut self, byte: u8) -> Result<(), ImportError> {
        if self.accept(byte)? { Ok(()) } else { Err(self.broken()) }
    }

    /// Consumes this byte if it is the next.
    pub(super) fn accept(&mut self, byte: u8) -> Result<bool, ImportError> {
        let found = self.peek()? == Some(byte);
        self.at += usize::from(found);
        Ok(found)
    }

    /// Consumes one JSON value and returns where it lies; its inside is not checked beyond brackets and quotes.
    pub(super) fn value(&mut self) -> Result<ValueSpan, ImportError> {
        self.peek()?.ok_or_else(|| self.truncated())?;
        let mut scan = ValueScan::default();
        let (mut length, mut is_cut) = (0, false);
        loop {
            if let Some(end) = scan.end(&self.buffer[self.at + length..]) {
                let piece = self.piece(length, end, is_cut);
                if piece.range.is_empty() {
                    return Err(self.broken());
                }
                return Ok(piece);
            }
            length = self.seen(&mut is_cut);
            if !self.fill()? {
                return Err(self.truncated());
            }
        }
    }

    /// The value that ends `end` bytes behind the first `length` ones; consumes it.
    fn piece(&mut self, length: usize, end: usize, is_cut: bool) -> ValueSpan {
        let range = self.at..self.at + if is_cut { KEPT } else { length + end };
        self.at += length + end;
        ValueSpan { range, is_cut }
    }

    /// How many bytes of a value were seen so far; of one that grows too long only the beginning stays in the window.
    fn seen(&mut self, is_cut: &mut bool) -> usize {
        let length = self.buffer.len() - self.at;
        let is_long = *is_cut || length > MAX_RECORD_BYTES;
        if !is_long || self.is_holding {
            return length;
        }
        *is_cut = true;
        self.buffer.truncate(self.at + KEPT);
        self.passed += (length - KEPT) as u64;
        KEPT
    }

    /// Consumes up to and including this byte; returns the bytes before it and whether it was there. `None` at the end.
    pub(super) fn until(&mut self, end: u8) -> Result<Option<(ValueSpan, bool)>, ImportError> {
        let (mut length, mut is_cut) = (0, false);
        loop {
            if let Some(found) = memchr::memchr(end, &self.buffer[self.at + length..]) {
                let piece = self.piece(length, found, is_cut);
                self.at += 1;
                return Ok(Some((piece, true)));
            }
            length = self.seen(&mut is_cut);
            if !self.fill()? {
                let piece = self.piece(length, 0, is_cut);
                return Ok((!piece.range.is_empty()).then_some((piece, false)));
            }
        }
    }

    /// The bytes of a range that was just returned.
    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        &self.buffer[range]
    }

    /// Everything consumed while holding.
    pub(super) fn held(&self) -> &[u8] {
        &self.buffer[..self.at]
    }

    /// The file is not what it should be, here.
    pub(super) fn broken(&self) -> ImportError {
        if self.is_at_end && self.at >= self.buffer.len() {
            return self.truncated();
        }
        ImportError::Broken { path: self.path.to_owned(), at: self.passed + self.at as u64 }
    }

    fn truncated(&self) -> ImportError {
        ImportError::Truncated { path: self.path.to_owned() }
    }

    /// Reads on; false at the end of the stream.
    fn fill(&mut self) -> Result<bool, ImportError> {
        if self.is_at_end {
            return Ok(false);
        }
        if !self.is_holding && self.at > 0 {
            self.buffer.drain(..self.at);
            self.passed += self.at as u64;
            self.at = 0;
        }
        if self.is_holding && self.buffer.len() > MAX_RECORD_BYTES {
            // Held until it is known whether this is a collection: so it is one record, or something else.
            let (path, limit_mb) = (self.path.to_owned(), MAX_RECORD_BYTES >> 20);
            return Err(ImportError::RecordTooLarge { path, record: 1, limit_mb });
        }
        let more = self.input.fill_buf().map_err(|source| read_error(self.path, source))?;
        let count = more.len();
        self.buffer.extend_from_slice(more);
        self.input.consume(count);
        self.is_at_end = count == 0;
        Ok(count > 0)
    }
}

/// Looks for the end of a JSON value, a piece at a time.
#[derive(Default)]
struct ValueScan {
    depth: usize,
    is_in_string: bool,
    is_escaped: bool,
    is_scalar: bool,
}

impl ValueScan {
    /// Offset just behind the value, if it ends within these bytes.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (offset, &byte) in bytes.iter().enumerate() {
            if self.is_in_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_in_string = false;
                        if self.depth == 0 {
                            return Some(offset + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' if !self.is_scalar => self.is_in_string = true,
                b'{' | b'[' if !self.is_scalar => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(offset + 1);
                    }
                }
                b'}' | b']' | b',' | b':' | b'"' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => {
                    return Some(offset);
                }
                _ => self.is_scalar = self.depth == 0,
            }
        }
        None
    }
}
