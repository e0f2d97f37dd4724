//! Why a table is not served, or not written.

use crate::crs::{Crs, CrsContradiction};
use crate::layer::LayerName;
use crate::message::Message;
use crate::store::StoreError;

/// What stands against serving a table, or against a wish to change it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableProblem {
    /// Tables are in databases; this store is a file.
    #[error("the store is not a database")]
    NoDatabase,
    /// A layer of the store has this name.
    #[error("the name is taken")]
    NameTaken,
    /// No such table or view.
    #[error("no table {table}")]
    NotFound {
        /// As asked.
        table: String,
    },
    /// The user of the database may not read it, or a column of it.
    #[error("not allowed to read {what}")]
    Forbidden {
        /// Table or column.
        what: String,
    },
    /// No such column.
    #[error("no column {column}, only {has}")]
    ColumnNotFound {
        /// As asked.
        column: String,
        /// Those there are.
        has: String,
    },
    /// The column of shapes holds none.
    #[error("{column} is of type {kind}, not geometry")]
    NotGeometry {
        /// Its name.
        column: String,
        /// Its type.
        kind: String,
    },
    /// Nothing says in which reference system the shapes are.
    #[error("no reference system for {column}, SRID {srid}")]
    NoCrs {
        /// The column of shapes.
        column: String,
        /// As declared; 0 is none.
        srid: i32,
    },
    /// The column says another reference system than the settings.
    #[error("{column} is in {has}, not {given}")]
    CrsDiffers {
        /// The column of shapes.
        column: String,
        /// As declared.
        has: Crs,
        /// As wished.
        given: Crs,
    },
    /// The number of the column's reference system and its definition in the database contradict each other, and the definition is none of
    /// a system we know.
    #[error("SRID {srid} of {column} contradicts its definition")]
    CrsContradicted {
        /// The column of shapes.
        column: String,
        /// As declared.
        srid: i32,
        /// What differs.
        contradiction: Box<CrsContradiction>,
    },
    /// The database defines a reference system of its own, and it is none we know.
    #[error("SRID {srid} of {column} is unknown: {text}")]
    CrsUnknown {
        /// The column of shapes.
        column: String,
        /// As declared.
        srid: i32,
        /// What it is called.
        text: String,
    },
    /// A column of a type that has no counterpart here.
    #[error("{column} is of type {kind}")]
    Type {
        /// Its name.
        column: String,
        /// Its type.
        kind: String,
    },
    /// Several rows have one key.
    #[error("several rows have the key {key}")]
    KeyNotUnique {
        /// The key.
        key: String,
    },
    /// Two keys make one id.
    #[error("the keys {first} and {second} hash to the same id")]
    KeysCollide {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// Too many rows for ids made from keys.
    #[error("more than {most} rows")]
    TooMany {
        /// Most.
        most: usize,
    },
    /// It is only read.
    #[error("the connection is read-only")]
    ReadOnly,
}

impl TableProblem {
    /// The problem of a certain layer.
    pub(in crate::store) fn of(self, layer: &LayerName) -> StoreError {
        StoreError::Table { layer: layer.clone(), problem: self }
    }

    pub(in crate::store) fn message(&self, layer: &LayerName) -> Message {
        let message = match self {
            Self::NoDatabase => Message::new("table-no-database"),
            Self::NameTaken => Message::new("table-name-taken"),
            Self::NotFound { table } => Message::new("table-not-found").with("table", table),
            Self::Forbidden { what } => Message::new("table-forbidden").with("what", what),
            Self::ColumnNotFound { column, has } => {
                Message::new("table-column-not-found").with("column", column).with("has", has)
            }
            Self::NotGeometry { column, kind } => {
                Message::new("table-not-geometry").with("column", column).with("kind", kind)
            }
            Self::NoCrs { column, srid } => Message::new("table-no-crs").with("column", column).with("srid", srid),
            Self::CrsDiffers { column, has, given } => {
                Message::new("table-crs-differs").with("column", column).with("has", has).with("given", given)
            }
            Self::CrsContradicted { column, srid, contradiction } => {
                let message = Message::new("table-crs-contradicted").with("column", column).with("srid", srid);
                contradiction.told(message)
            }
            Self::CrsUnknown { column, srid, text } => {
                Message::new("table-crs-unknown").with("column", column).with("srid", srid).with("text", text)
            }
            Self::Type { column, kind } => Message::new("table-type").with("column", column).with("kind", kind),
            Self::KeyNotUnique { key } => Message::new("table-key-not-unique").with("key", key),
            Self::KeysCollide { first, second } => {
                Message::new("table-keys-collide").with("first", first).with("second", second)
            }
            Self::TooMany { most } => Message::new("table-too-many").with("most", most),
            Self::ReadOnly => Message::new("table-read-only"),
        };
        message.with("layer", layer)
    }
}
