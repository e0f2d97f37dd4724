//! Numbers: read exactly, in the form the file chose.

use crate::formats::json::cursor::{Cursor, JsonError, JsonErrorKind, JsonResult, Number};

impl<'a> Cursor<'a> {
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

    /// A number as float64, correctly rounded; infinite if it is beyond float64. Another value is JSON all the same, and called so.
    pub(crate) fn float(&mut self) -> JsonResult<f64> {
        if matches!(self.peek()?, b'-' | b'0'..=b'9') {
            return self.scan_number().map(|(real, _)| real);
        }
        let start = self.at;
        self.clone().any()?;
        Err(JsonError { at: start, kind: JsonErrorKind::NotNumber })
    }

    /// Reads a number: its value, and whether it was written as an integer. Few digits and a small exponent are exact in one
    /// multiplication or division (Clinger 1990); the rest is left to the standard library.
    pub(super) fn scan_number(&mut self) -> JsonResult<(f64, bool)> {
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
}

/// Powers of ten that float64 holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
