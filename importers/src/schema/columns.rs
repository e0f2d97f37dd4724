//! The columns of a foreign file as they turn up, and what kinds of values were seen in each.
//!
//! Nothing is decided here; see [`super::FieldTable`].

use rustc_hash::FxHashMap;
use spatial_core::layer::{FieldType, Value};

use crate::schema::convert::converted;

/// The kinds of values seen in a column, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ValueKinds(u8);

impl ValueKinds {
    pub(crate) const NOTHING: Self = Self(0);
    pub(crate) const BOOLEAN: Self = Self(1);
    pub(crate) const INTEGER: Self = Self(2);
    /// An integer that float64 cannot hold exactly.
    pub(crate) const LONG_INTEGER: Self = Self(2 | 4);
    pub(crate) const REAL: Self = Self(8);
    pub(crate) const TEXT: Self = Self(16);
    /// A nested JSON value, kept as its text.
    pub(crate) const JSON: Self = Self(32);
    /// A whole number written with a point, as `45.0`: a real one, unless the field holds integers.
    pub(crate) const WHOLE: Self = Self(64);
    /// A text that is no date, in a column that declares dates.
    pub(crate) const OTHER_TEXT: Self = Self(16 | 128);

    /// The narrowest type that holds all of them; text if nothing was seen.
    pub(crate) fn field_type(self) -> FieldType {
        match self.0 {
            1 => FieldType::Boolean,
            2 | 6 => FieldType::Integer,
            8 | 10 | 64 | 66 | 72 | 74 => FieldType::Real,
            32 => FieldType::Json,
            _ => FieldType::Text,
        }
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

    /// The same for a field that is declared to hold integers: whole numbers are such.
    pub(crate) fn in_integers(self) -> Self {
        if self.0 & Self::WHOLE.0 == 0 { self } else { Self(self.0 & !Self::WHOLE.0 | Self::INTEGER.0) }
    }

    fn of_real(value: f64) -> Self {
        // Beyond 2^53 float64 skips integers.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() <= EXACT { Self::WHOLE } else { Self::REAL }
    }

    fn of_integer(value: i64) -> Self {
        const EXACT: u64 = 1 << 53;
        if value.unsigned_abs() <= EXACT { Self::INTEGER } else { Self::LONG_INTEGER }
    }
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

impl FileColumn {
    fn kinds_of_text(&self, value: &Value) -> ValueKinds {
        match self.declared {
            Some(dates @ (FieldType::Date | FieldType::DateTime)) if converted(value.clone(), dates).is_err() => {
                ValueKinds::OTHER_TEXT
            }
            _ => ValueKinds::TEXT,
        }
    }
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
        let seen = match &value {
            Value::Null => ValueKinds::NOTHING,
            Value::Boolean(_) => ValueKinds::BOOLEAN,
            Value::Integer(number) => ValueKinds::of_integer(*number),
            Value::Real(number) => ValueKinds::of_real(*number),
            Value::Text(_) => self.columns[at].kinds_of_text(&value),
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
