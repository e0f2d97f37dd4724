//! The columns of a foreign file as they turn up, and what kinds of values were seen in each.
//!
//! Nothing is decided here; see [`super::FieldTable`].

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use spatial_core::layer::{FieldType, Value, composed};

use crate::schema::converted;

/// The kinds of values seen in a column, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ValueKinds(u16);

impl ValueKinds {
    pub(crate) const NOTHING: Self = Self(0);
    pub(crate) const BOOLEAN: Self = Self(1);
    pub(crate) const INTEGER: Self = Self(2);
    /// An integer that float64 cannot hold exactly.
    pub(crate) const LONG_INTEGER: Self = Self(2 | 4);
    /// A number with a fraction, or one too large for an integer.
    pub(crate) const REAL: Self = Self(8);
    pub(crate) const TEXT: Self = Self(16);
    /// A nested JSON value, kept as its text.
    pub(crate) const JSON: Self = Self(32);
    /// A whole number written with a point, as `45.0`: a real one, unless the field holds integers.
    pub(crate) const WHOLE: Self = Self(64);
    /// A text that is a date, in a column that declares dates or times.
    pub(crate) const DATE: Self = Self(128);
    /// A text that is a date with a time, in such a column.
    pub(crate) const DATE_TIME: Self = Self(256);

    /// Any text.
    pub(crate) const ANY_TEXT: Self = Self(16 | 128 | 256);

    /// The narrowest type that holds all of them; text if nothing was seen.
    pub(crate) fn field_type(self) -> FieldType {
        let or = |kind: Self, other: Self| if self.0 & kind.0 == 0 { 0 } else { other.0 };
        let plain = self.0 & !(Self::WHOLE.0 | Self::DATE.0 | Self::DATE_TIME.0);
        match plain | or(Self::WHOLE, Self::REAL) | or(Self::DATE, Self::TEXT) | or(Self::DATE_TIME, Self::TEXT) {
            1 => FieldType::Boolean,
            2 | 6 => FieldType::Integer,
            8 | 10 => FieldType::Real,
            32 => FieldType::Json,
            _ => FieldType::Text,
        }
    }

    /// True if nothing but these was seen.
    pub(crate) fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What a column of this type may already hold.
    pub(crate) fn of_type(kind: FieldType) -> Self {
        match kind {
            FieldType::Boolean => Self::BOOLEAN,
            FieldType::Integer => Self::INTEGER,
            FieldType::Real => Self::REAL,
            FieldType::Json => Self::JSON,
            FieldType::Text | FieldType::Date | FieldType::DateTime => Self::TEXT,
        }
    }

    fn of_real(value: f64) -> Self {
        // Beyond 2^53 float64 skips integers.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() <= EXACT { Self::WHOLE } else { Self::REAL }
    }

    /// Texts tell only in columns that declare dates: elsewhere nobody asks, and looking costs time.
    fn of_text(text: &str, declared: Option<FieldType>) -> Self {
        match declared {
            Some(FieldType::Date | FieldType::DateTime) if text.trim().is_empty() => Self::DATE,
            Some(FieldType::Date | FieldType::DateTime) if is_kind(text, FieldType::Date) => Self::DATE,
            Some(FieldType::Date | FieldType::DateTime) if is_kind(text, FieldType::DateTime) => Self::DATE_TIME,
            _ => Self::TEXT,
        }
    }

    fn of_integer(value: i64) -> Self {
        const EXACT: u64 = 1 << 53;
        if value.unsigned_abs() <= EXACT { Self::INTEGER } else { Self::LONG_INTEGER }
    }
}

/// True if a text is one of a kind, with nothing behind it.
fn is_kind(text: &str, kind: FieldType) -> bool {
    let is_long = kind == FieldType::Date && text.trim().len() > "2026-11-21".len();
    !is_long && converted(Value::text(text), kind).is_ok()
}

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct FileColumn {
    /// Its name in the file.
    pub(crate) name: Box<str>,
    /// Kinds of values seen so far.
    pub(crate) seen: ValueKinds,
    /// The type the file declares, if its format has types.
    pub(crate) declared: Option<FieldType>,
}

/// Most columns of all files: five times the fields of a layer, for a mapping may drop the others.
const MAX_COLUMNS: usize = 10_000;
/// Longest name in bytes; databases take 63 letters, and a name that is longer was none.
const MAX_NAME: usize = 1_000;

/// All columns in order of first use.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    columns: Vec<FileColumn>,
    by_name: FxHashMap<Box<str>, usize>,
    excess: Option<Excess>,
}

/// The column in which all that is too much ends; it is refused with the record that has it.
const EXCESS: &str = "\0";

/// Why there are columns of which nothing was kept: what holds them is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Excess {
    /// More than a layer can make use of.
    TooMany,
    /// A name longer than any.
    LongName {
        /// Its beginning.
        start: String,
        /// Its length in bytes.
        length: usize,
    },
}

/// The column of a record's own id outside its properties (GeoJSON `id`, a GeoPackage's row id).
pub(crate) const SOURCE_ID: &str = "source_id";

impl Columns {
    /// The column of this name, made if new. `expected` is where it most likely is: records repeat their order.
    pub(crate) fn find(&mut self, expected: usize, name: &str) -> usize {
        if self.columns.get(expected).is_some_and(|column| &*column.name == name) {
            return expected;
        }
        if let Some(&at) = self.by_name.get(name) {
            return at;
        }
        // One name, however its marks are written.
        if let Cow::Owned(whole) = composed(name) {
            let at = self.find(expected, &whole);
            if self.by_name.len() < MAX_COLUMNS {
                self.by_name.insert(name.into(), at);
            }
            return at;
        }
        let excess = self.excess_with(name);
        let name = if excess.is_some() { EXCESS } else { name };
        if let (Some(excess), Some(&at)) = (&excess, self.by_name.get(name)) {
            self.excess.get_or_insert_with(|| excess.clone());
            return at;
        }
        self.excess = self.excess.take().or(excess);
        let at = self.columns.len();
        self.columns.push(FileColumn { name: name.into(), seen: ValueKinds::NOTHING, declared: None });
        self.by_name.insert(name.into(), at);
        at
    }

    /// The column of this name with the type its file declares; a second file's other type makes it inferred.
    pub(crate) fn declare(&mut self, name: &str, kind: FieldType) -> usize {
        let before = self.columns.len();
        let at = self.find(before, name);
        let column = &mut self.columns[at];
        if at == before {
            column.declared = Some(kind);
        } else if column.declared.is_some_and(|declared| declared != kind) {
            let declared = column.declared.take().unwrap_or(kind);
            column.seen = column.seen.and(ValueKinds::of_type(declared)).and(ValueKinds::of_type(kind));
        }
        at
    }

    /// A name that a column has, and that differs from this one only in the case of its letters.
    pub(crate) fn in_another_case(&self, name: &str) -> Option<String> {
        if self.by_name.contains_key(name) {
            return None;
        }
        let low = name.to_lowercase();
        self.columns.iter().find(|column| column.name.to_lowercase() == low).map(|column| column.name.to_string())
    }

    /// Puts a value into a record's list, noting its kind.
    pub(crate) fn put(&mut self, values: &mut Vec<Value>, at: usize, value: Value) {
        let declared = self.columns[at].declared;
        let seen = match &value {
            Value::Null => ValueKinds::NOTHING,
            Value::Boolean(_) => ValueKinds::BOOLEAN,
            Value::Integer(number) => ValueKinds::of_integer(*number),
            Value::Real(number) => ValueKinds::of_real(*number),
            Value::Text(text) => ValueKinds::of_text(text, declared),
        };
        self.put_as(values, at, value, seen);
    }

    /// Puts nested JSON into a record's list.
    pub(crate) fn put_json(&mut self, values: &mut Vec<Value>, at: usize, json: &str) {
        self.put_as(values, at, Value::text(json), ValueKinds::JSON);
    }

    /// What this name would be too much of.
    fn excess_with(&self, name: &str) -> Option<Excess> {
        if name.len() > MAX_NAME {
            return Some(Excess::LongName { start: name.chars().take(40).collect(), length: name.len() });
        }
        (self.columns.len() >= MAX_COLUMNS).then_some(Excess::TooMany)
    }

    /// Why what was read last cannot be taken.
    pub(crate) fn excess(&self) -> Option<&Excess> {
        self.excess.as_ref()
    }

    /// All columns.
    pub(crate) fn list(&self) -> &[FileColumn] {
        &self.columns
    }

    fn put_as(&mut self, values: &mut Vec<Value>, at: usize, value: Value, seen: ValueKinds) {
        let column = &mut self.columns[at];
        column.seen = column.seen.and(seen);
        match values.len().cmp(&at) {
            std::cmp::Ordering::Equal => values.push(value),
            std::cmp::Ordering::Greater => values[at] = value,
            std::cmp::Ordering::Less => {
                values.resize(at, Value::Null);
                values.push(value);
            }
        }
    }
}
