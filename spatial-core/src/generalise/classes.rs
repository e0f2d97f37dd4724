//! The classes of a fill: values of the class field, numbered by first use, ordered by value.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::layer::Value;

/// The class of one feature, borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ClassRef<'a> {
    /// No value, or a layer without class field.
    None,
    /// Yes or no.
    Boolean(bool),
    /// Whole number.
    Integer(i64),
    /// Number.
    Real(f64),
    /// Text.
    Text(&'a str),
}

/// Codes from 1; 0 is an empty cell. The order of codes means nothing, so that a layer that grew and one that was
/// loaded at once draw the same.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    values: Vec<Value>,
    codes: FxHashMap<Box<[u8]>, u32>,
}

impl Classes {
    /// The code of a class, a new one if it was never met.
    pub fn code(&mut self, class: ClassRef<'_>) -> u32 {
        let mut key = Vec::with_capacity(32);
        append_key(&mut key, class);
        if let Some(&code) = self.codes.get(key.as_slice()) {
            return code;
        }
        self.values.push(match class {
            ClassRef::None => Value::Null,
            ClassRef::Boolean(yes) => Value::Boolean(yes),
            ClassRef::Integer(number) => Value::Integer(number),
            ClassRef::Real(number) => Value::Real(number),
            ClassRef::Text(text) => Value::text(text),
        });
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.codes.insert(key.into_boxed_slice(), code);
        code
    }

    /// The code of a class if it was met.
    pub fn find(&self, class: ClassRef<'_>) -> Option<u32> {
        let mut key = Vec::with_capacity(32);
        append_key(&mut key, class);
        self.codes.get(key.as_slice()).copied()
    }

    /// The value behind a code; null for the empty cell.
    pub fn value(&self, code: u32) -> &Value {
        (code as usize).checked_sub(1).and_then(|at| self.values.get(at)).unwrap_or(&Value::Null)
    }

    /// Orders codes by their values.
    pub fn compare(&self, a: u32, b: u32) -> Ordering {
        let key = |code| {
            let mut key = Vec::with_capacity(32);
            append_key(&mut key, class_of(self.value(code)));
            key
        };
        if a == b { Ordering::Equal } else { key(a).cmp(&key(b)) }
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    pub(super) fn memory_bytes(&self) -> usize {
        self.codes.keys().map(|key| 2 * key.len() + 64).sum()
    }
}

/// A value as a class.
pub(super) fn class_of(value: &Value) -> ClassRef<'_> {
    match value {
        Value::Null => ClassRef::None,
        Value::Boolean(yes) => ClassRef::Boolean(*yes),
        Value::Integer(number) => ClassRef::Integer(*number),
        Value::Real(number) => ClassRef::Real(*number),
        Value::Text(text) => ClassRef::Text(text),
    }
}

/// Bytes that are equal for equal classes and order texts by their bytes.
fn append_key(key: &mut Vec<u8>, class: ClassRef<'_>) {
    match class {
        ClassRef::None => key.push(0),
        ClassRef::Boolean(yes) => key.extend([1, u8::from(yes)]),
        ClassRef::Integer(number) => {
            key.push(2);
            key.extend((number ^ i64::MIN).to_be_bytes());
        }
        ClassRef::Real(number) => {
            key.push(3);
            key.extend(number.to_bits().to_be_bytes());
        }
        ClassRef::Text(text) => {
            key.push(4);
            key.extend(text.as_bytes());
        }
    }
}
