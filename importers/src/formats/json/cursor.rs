//! A reader for one JSON text in memory: a cursor that is asked for what is expected next.
//!
//! Hot path: every byte of every record passes here. Numbers are read exactly (serde_json's default is off by one in the last
//! place), nested values are checked to [`MAX_DEPTH`], and nothing is copied unless a string holds escapes.
//! Numbers and strings are read in files of their own.

use std::borrow::Cow;

/// Deepest nesting of values; GeoJSON's own deepest is eight, people's properties some more.
pub(crate) const MAX_DEPTH: usize = 64;

/// Why a text is not the JSON we expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JsonError {
    /// Byte from the start of the text.
    pub(crate) at: usize,
    /// What is wrong there.
    pub(crate) kind: JsonErrorKind,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonErrorKind {
    /// Not JSON.
    Syntax,
    /// The text ends too early.
    Ended,
    /// JSON, but another value than the standard asks for here.
    Unexpected,
    /// JSON, but another value where a number should stand.
    NotNumber,
    /// Nested beyond [`MAX_DEPTH`].
    TooDeep,
    /// A string that is not UTF-8.
    NotUtf8,
    /// More than we hold in memory; found by who counts.
    TooLarge,
}

/// Result of reading JSON.
pub(crate) type JsonResult<T> = Result<T, JsonError>;

/// A number as the file wrote it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number<'a> {
    /// Without point and exponent, within 64 bits.
    Integer(i64),
    /// Any other finite number.
    Real(f64),
    /// Beyond what a machine number holds: the digits.
    Digits(&'a str),
}

/// A place in a JSON text.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    depth: usize,
}

impl<'a> Cursor<'a> {
    /// Stands before the first value.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, depth: 0 }
    }

    /// The first byte of the next value, not consumed.
    pub(crate) fn peek(&mut self) -> JsonResult<u8> {
        while let Some(&byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            self.at += 1;
        }
        Err(self.error(JsonErrorKind::Ended))
    }

    /// Succeeds if nothing but white space is left.
    pub(crate) fn end(&mut self) -> JsonResult<()> {
        match self.peek() {
            Ok(_) => Err(self.error(JsonErrorKind::Syntax)),
            Err(_) => Ok(()),
        }
    }

    /// Calls `member` for each key of an object, standing before its value, which it must consume.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'a, str>) -> JsonResult<()>,
    ) -> JsonResult<()> {
        self.open(b'{')?;
        if self.accept(b'}')? {
            return self.close();
        }
        loop {
            let key = self.string()?;
            self.must(b':')?;
            member(self, key)?;
            if !self.accept(b',')? {
                self.must(b'}')?;
                return self.close();
            }
        }
    }

    /// Calls `element` for each element of an array, standing before it; it must consume it.
    pub(crate) fn array(&mut self, mut element: impl FnMut(&mut Self) -> JsonResult<()>) -> JsonResult<()> {
        self.open(b'[')?;
        if self.accept(b']')? {
            return self.close();
        }
        loop {
            element(self)?;
            if !self.accept(b',')? {
                self.must(b']')?;
                return self.close();
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self) -> JsonResult<bool> {
        let truth = self.peek()? == b't';
        self.word(if truth { b"true" } else { b"false" })?;
        Ok(truth)
    }

    /// `null`, if that is next.
    pub(crate) fn null(&mut self) -> JsonResult<bool> {
        let is_null = self.peek()? == b'n';
        if is_null {
            self.word(b"null")?;
        }
        Ok(is_null)
    }

    /// Checks any value and returns its text.
    pub(crate) fn any(&mut self) -> JsonResult<&'a [u8]> {
        let first = self.peek()?;
        let start = self.at;
        match first {
            b'{' => self.object(|cursor, _| cursor.any().map(drop))?,
            b'[' => self.array(|cursor| cursor.any().map(drop))?,
            b'"' => self.string().map(drop)?,
            b't' | b'f' => self.boolean().map(drop)?,
            b'n' => self.null().map(drop)?,
            _ => self.scan_number().map(drop)?,
        }
        Ok(&self.bytes[start..self.at])
    }

    /// Where the cursor stands.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// An error of this kind here.
    pub(crate) fn error(&self, kind: JsonErrorKind) -> JsonError {
        let kind = if self.at >= self.bytes.len() { JsonErrorKind::Ended } else { kind };
        JsonError { at: self.at, kind }
    }

    /// The same where the text's end says nothing.
    pub(crate) fn error_in_text(&self, kind: JsonErrorKind) -> JsonError {
        JsonError { at: self.at, kind }
    }

    /// Consumes `[]`, if that is next.
    pub(crate) fn is_empty_array(&mut self) -> JsonResult<bool> {
        let mut ahead = self.clone();
        let is_empty = ahead.accept(b'[')? && ahead.accept(b']')?;
        if is_empty {
            *self = ahead;
        }
        Ok(is_empty)
    }

    fn open(&mut self, bracket: u8) -> JsonResult<()> {
        match self.peek()? {
            found if found == bracket => {}
            b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                return Err(self.error(JsonErrorKind::Unexpected));
            }
            // No value begins like this.
            _ => return Err(self.error(JsonErrorKind::Syntax)),
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(JsonErrorKind::TooDeep));
        }
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> JsonResult<()> {
        self.depth -= 1;
        Ok(())
    }

    fn accept(&mut self, byte: u8) -> JsonResult<bool> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        Ok(found)
    }

    pub(super) fn must(&mut self, byte: u8) -> JsonResult<()> {
        if self.accept(byte)? { Ok(()) } else { Err(self.error(JsonErrorKind::Syntax)) }
    }

    fn word(&mut self, word: &[u8]) -> JsonResult<()> {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(word) {
            self.at += word.len();
            return Ok(());
        }
        let kind = if word.starts_with(rest) { JsonErrorKind::Ended } else { JsonErrorKind::Syntax };
        Err(JsonError { at: self.at, kind })
    }
}

#[cfg(test)]
mod tests;
