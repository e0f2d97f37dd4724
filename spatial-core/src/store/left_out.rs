//! What lies in a store and is not served, or not whole, and why: nothing vanishes without a word.

use crate::message::{Message, Say};

/// A table of the store, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// As the store calls it.
    pub table: String,
    /// What is missing.
    pub without: Without,
}

/// What a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    /// It is a view: what it holds is computed, and nothing in a file's schema is run.
    Rows,
    /// It is listed and not there.
    Table,
    /// Its key is no single column of whole numbers.
    Key,
    /// Another program put it there: no line of our books says who may see it.
    Books,
    /// It stands where layers do and is none: renamed, or another's.
    Name,
    /// Some features have ids below 0.
    Ids {
        /// How many.
        count: u64,
    },
    /// Nobody knows where its coordinates lie on the earth.
    Place {
        /// What it calls its reference system.
        crs: String,
    },
    /// A column of bytes.
    Bytes {
        /// Its name.
        column: String,
    },
    /// Shapes that cannot be read: their features are served without.
    Shapes {
        /// How many.
        count: u64,
        /// The first feature that has one.
        first: u64,
    },
    /// Values that are none of their column's type: they are served as null.
    Values {
        /// The column.
        column: String,
        /// How many.
        count: u64,
        /// The first feature that has one.
        first: u64,
    },
    /// A column another program added, of a type we do not read as it is.
    Column {
        /// Its name.
        column: String,
    },
}

impl Say for LeftOut {
    fn message(&self) -> Message {
        let message = match &self.without {
            Without::Rows => Message::new("left-out-view"),
            Without::Table => Message::new("left-out-table"),
            Without::Key => Message::new("left-out-key"),
            Without::Books => Message::new("left-out-books"),
            Without::Name => Message::new("left-out-stranger"),
            Without::Ids { count } => Message::new("left-out-ids").with("count", count),
            Without::Place { crs } => Message::new("left-out-place").with("crs", crs),
            Without::Bytes { column } => Message::new("left-out-bytes").with("column", column),
            Without::Shapes { count, first } => {
                Message::new("left-out-shapes").with("count", count).with("first", first)
            }
            Without::Values { column, count, first } => {
                Message::new("left-out-values").with("column", column).with("count", count).with("first", first)
            }
            Without::Column { column } => Message::new("left-out-column").with("column", column),
        };
        message.with("table", &self.table)
    }
}
