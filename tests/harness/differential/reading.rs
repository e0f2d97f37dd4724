//! What a reader made of a file, whichever reader it was.

use std::collections::BTreeMap;

/// What a reader made of a file: features by their place in it, from 0.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) rows: BTreeMap<u64, Row>,
}

/// One feature.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) geometry: Option<geo_types::Geometry>,
    /// By the order of the fields.
    pub(super) values: Vec<Cell>,
}

/// A value, whatever the reader calls its type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Number(f64),
    Integer(i64),
    Text(String),
    Boolean(bool),
}
