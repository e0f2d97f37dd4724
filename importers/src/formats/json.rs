//! A reader for one JSON text in memory: a cursor that is asked for what is expected next.
//!
//! Hot path: every byte of every record passes here. Numbers are read exactly (serde_json's default is off by one in the last
//! place), nested values are checked to [`MAX_DEPTH`], and nothing is copied unless a string holds escapes.
//! It builds no tree and knows no GeoJSON; see `feature.rs`.

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
    bytes: &'a [u8],
    at: usize,
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

    /// A string, borrowed unless it holds escapes.
    pub(crate) fn string(&mut self) -> JsonResult<Cow<'a, str>> {
        self.must(b'"')?;
        let start = self.at;
        let mut is_ascii = true;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => return self.escaped(start).map(Cow::Owned),
                Some(0..0x20) => return Err(self.error(JsonErrorKind::Syntax)),
                Some(&byte) => is_ascii &= byte < 0x80,
                None => return Err(self.error(JsonErrorKind::Ended)),
            }
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]);
        debug_assert!(text.is_ok() || !is_ascii);
        self.at += 1;
        text.map(Cow::Borrowed).map_err(|_| JsonError { at: start, kind: JsonErrorKind::NotUtf8 })
    }

    /// A number in the form the file chose.
    pub(crate) fn number(&mut self) -> JsonResult<Number<'a>> {
        self.peek()?;
        let start = self.at;
        let (real, is_integer) = self.scan_number()?;
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        if is_integer {
            return Ok(text.parse().map_or(Number::Digits(text), Number::Integer));
        }
        Ok(if real.is_finite() { Number::Real(real) } else { Number::Digits(text) })
    }

    /// A number as float64, correctly rounded; infinite if it is beyond float64.
    pub(crate) fn float(&mut self) -> JsonResult<f64> {
        self.peek()?;
        self.scan_number().map(|(real, _)| real)
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
        if self.peek()? != bracket {
            return Err(self.error(JsonErrorKind::Unexpected));
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

    fn must(&mut self, byte: u8) -> JsonResult<()> {
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

    /// Reads a number: its value, and whether it was written as an integer. Few digits and a small exponent are exact in one
    /// multiplication or division (Clinger 1990); the rest is left to the standard library.
    fn scan_number(&mut self) -> JsonResult<(f64, bool)> {
        let start = self.at;
        let is_negative = self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(is_negative);
        let first = self.at;
        let mut mantissa = 0_u64;
        self.digits(&mut mantissa)?;
        if self.at > first + 1 && self.bytes[first] == b'0' {
            return Err(JsonError { at: first, kind: JsonErrorKind::Syntax });
        }
        let mut digits = self.at - first;
        let mut decimals = 0;
        let mut is_integer = true;
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            is_integer = false;
            let from = self.at;
            self.digits(&mut mantissa)?;
            decimals = self.at - from;
            digits += decimals;
        }
        let has_exponent = matches!(self.bytes.get(self.at), Some(b'e' | b'E'));
        if has_exponent {
            self.at += 1;
            is_integer = false;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            self.digits(&mut 0)?;
        }
        if !has_exponent && digits <= 19 && mantissa < (1 << 53) && decimals < POWERS.len() {
            let value = mantissa as f64 / POWERS[decimals];
            return Ok((if is_negative { -value } else { value }, is_integer));
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        text.parse().map(|value| (value, is_integer)).map_err(|_| JsonError { at: start, kind: JsonErrorKind::Syntax })
    }

    fn digits(&mut self, mantissa: &mut u64) -> JsonResult<()> {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.bytes.get(self.at) {
            *mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        if self.at == start { Err(self.error(JsonErrorKind::Syntax)) } else { Ok(()) }
    }

    /// The rest of a string from its first escape on; `start` is its first byte.
    fn escaped(&mut self, start: usize) -> JsonResult<String> {
        let mut out = self.bytes[start..self.at].to_vec();
        loop {
            let Some(&byte) = self.bytes.get(self.at) else { return Err(self.error(JsonErrorKind::Ended)) };
            self.at += 1;
            match byte {
                b'"' => break,
                b'\\' => {
                    let character = self.escape()?;
                    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..0x20 => return Err(self.error(JsonErrorKind::Syntax)),
                _ => out.push(byte),
            }
        }
        String::from_utf8(out).map_err(|_| JsonError { at: start, kind: JsonErrorKind::NotUtf8 })
    }

    fn escape(&mut self) -> JsonResult<char> {
        let Some(&byte) = self.bytes.get(self.at) else { return Err(self.error(JsonErrorKind::Ended)) };
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(self.error(JsonErrorKind::Syntax)),
        })
    }

    /// `\uXXXX`, joining surrogate pairs; a lone surrogate becomes U+FFFD, as browsers do.
    fn unicode_escape(&mut self) -> JsonResult<char> {
        let high = self.hex4()?;
        if !(0xD800..0xDC00).contains(&high) {
            return Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        if !self.bytes[self.at..].starts_with(b"\\u") {
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let back = self.at;
        self.at += 2;
        let low = self.hex4()?;
        if (0xDC00..0xE000).contains(&low) {
            let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.at = back;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn hex4(&mut self) -> JsonResult<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(&byte) = self.bytes.get(self.at) else { return Err(self.error(JsonErrorKind::Ended)) };
            let digit = char::from(byte).to_digit(16).ok_or(self.error(JsonErrorKind::Syntax))?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

/// Powers of ten that float64 holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(text: &[u8]) -> bool {
        let mut cursor = Cursor::new(text);
        cursor.any().is_ok() && cursor.end().is_ok()
    }

    #[test]
    fn every_number_is_read_exactly() {
        for text in [
            "0",
            "-0",
            "1",
            "-71.1601447528039",
            "9.471771431065779e-06",
            "108.09999999999999",
            "1e22",
            "123456789012345678901234",
            "0.1",
            "5e-324",
            "1.7976931348623157e308",
            "-71.09852765295079",
            "42.400188869334210",
            "9007199254740993",
        ] {
            let value = Cursor::new(text.as_bytes()).float().unwrap();
            assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
    }

    #[test]
    fn numbers_keep_the_form_the_file_chose() {
        let number = |text: &'static str| Cursor::new(text.as_bytes()).number().unwrap();
        assert_eq!(number("12"), Number::Integer(12));
        assert_eq!(number("12.0"), Number::Real(12.0));
        assert_eq!(number("-9223372036854775808"), Number::Integer(i64::MIN));
        assert_eq!(number("9223372036854775808"), Number::Digits("9223372036854775808"));
        assert_eq!(number("1e999"), Number::Digits("1e999"));
    }

    #[test]
    fn strings_are_unescaped() {
        let text = r#""Ph\u01b0\u1eddng \"R\u1ea1ch D\u1eeba\" \ud83d\ude00 \n\/ đất \ud800""#;
        let read = Cursor::new(text.as_bytes()).string().unwrap();
        assert_eq!(read, "Phường \"Rạch Dừa\" 😀 \n/ đất \u{FFFD}");
    }

    #[test]
    fn it_accepts_what_serde_json_accepts() {
        let seeds: [&[u8]; 4] = [
            br#"{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[1.5,-2e3]},"properties":{"a":null,"b":[true,false,"x\u00e1"]}}"#,
            br#"[1, 2.50, -0.1, {"a": {}}, [], "\ud83d\ude00"]"#,
            "{\"tên\":\"Vũng Tàu\"}".as_bytes(),
            b"-12.5e+10",
        ];
        const NOISE: &[u8] = b"{}[]\",:\\0123.eE+-u \x01\xC3";
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize
        };
        for round in 0..20_000 {
            let mut text = seeds[round % seeds.len()].to_vec();
            for _ in 0..random() % 3 {
                let at = random() % text.len();
                match random() % 3 {
                    0 => text[at] = NOISE[random() % NOISE.len()],
                    1 if text.len() > 1 => drop(text.remove(at)),
                    _ => text.truncate(at.max(1)),
                }
            }
            let oracle = serde_json::from_slice::<serde_json::Value>(&text);
            let message = oracle.as_ref().err().map(ToString::to_string).unwrap_or_default();
            if message.contains("surrogate") || message.contains("out of range") || message.contains("hex escape") {
                continue; // lone surrogates and huge numbers are data to us
            }
            assert_eq!(accepts(&text), oracle.is_ok(), "{} {message}", String::from_utf8_lossy(&text));
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        let error = Cursor::new(&[b'['; 100_000]).any().unwrap_err();
        assert_eq!(error.kind, JsonErrorKind::TooDeep);
    }
}
