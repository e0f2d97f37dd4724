//! Strings: borrowed if they can be, unescaped if they must be.

use std::borrow::Cow;

use crate::formats::json::cursor::{Cursor, JsonError, JsonErrorKind, JsonResult};

impl<'a> Cursor<'a> {
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
