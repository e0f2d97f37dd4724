//! The value of a field.

/// A value. Dates and times are text in ISO 8601 (`2026-11-21`, `2026-11-21T07:04:00Z`); the field's type says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// No value; left out of tiles.
    #[default]
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Real(f64),
    /// Text in Unicode NFC unless the source said otherwise; or a date, a time, or JSON, by the field's type.
    Text(Box<str>),
}

impl Value {
    /// Text from anything that is text.
    pub fn text(text: impl Into<Box<str>>) -> Self {
        Self::Text(text.into())
    }
}
