//! A value of a field, without a copy.

use crate::layer::Value;

/// A value, borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueRef<'a> {
    /// No value.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// Whole number.
    Integer(i64),
    /// Finite number.
    Real(f64),
    /// Text.
    Text(&'a str),
}

impl ValueRef<'_> {
    /// The value, owned.
    pub fn to_value(&self) -> Value {
        match *self {
            Self::Null => Value::Null,
            Self::Boolean(yes) => Value::Boolean(yes),
            Self::Integer(number) => Value::Integer(number),
            Self::Real(number) => Value::Real(number),
            Self::Text(text) => Value::text(text),
        }
    }
}

impl<'a> From<&'a Value> for ValueRef<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Boolean(yes) => Self::Boolean(*yes),
            Value::Integer(number) => Self::Integer(*number),
            Value::Real(number) => Self::Real(*number),
            Value::Text(text) => Self::Text(text),
        }
    }
}
