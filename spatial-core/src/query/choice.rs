//! A choice of a layer's rows for a table: which, and in which order.

use crate::layer::{Audience, Value};
use crate::query::Within;

/// Most fields a table is sorted by.
pub const MOST_SORTED: usize = 3;
/// Most wishes of one choice: a field may have several.
pub const MOST_WISHES: usize = 32;
/// Most words that are looked for; each costs a look at every row.
pub const MOST_WORDS: usize = 8;

/// Which rows of a layer stand in a table, and how. Equal choices of one layer have the same rows in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// In which role.
    pub audience: Audience,
    /// Only rows whose drawn box shares a point with this rectangle. What is drawn nowhere lies in none.
    pub within: Option<Within>,
    /// All must hold.
    pub wishes: Vec<(String, Wish)>,
    /// Each must stand in some text of the row, or be a whole number of it: small letters without tones.
    pub words: Vec<String>,
    /// By which fields in turn; ties go by id.
    pub sort: Vec<SortBy>,
}

/// What a field must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// One of these; null is the row without a value.
    OneOf(Vec<Value>),
    /// No less and no more, as far as there is a value on that side. A day as the last holds all its moments.
    Between([Option<Value>; 2]),
    /// A text that has this in it: small letters without tones.
    Holds(String),
}

/// A field rows are sorted by. Rows without a value stand last either way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortBy {
    /// The field.
    pub field: String,
    /// Largest first.
    pub descending: bool,
}

impl Choice {
    /// All rows, by id.
    pub fn all(audience: Audience) -> Self {
        Self { audience, within: None, wishes: Vec::new(), words: Vec::new(), sort: Vec::new() }
    }
}
