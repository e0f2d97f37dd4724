//! Columns of a draft. Values and shapes of another type than those before go to a column of their own, which costs nothing while rows
//! are coming; all parts become one when the draft is complete, each value from the type it came in.

use crate::layer::FieldType;
use crate::store::form::ident::quoted;
use crate::store::postgis::form::column_type;

/// What a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Values(FieldType),
    /// Shapes of one declared type.
    Shapes(&'static str, i32),
}

impl Takes {
    pub(super) fn column_type(self) -> String {
        match self {
            Self::Values(kind) => column_type(kind).to_owned(),
            Self::Shapes(declared, srid) => format!("geometry({declared}, {srid})"),
        }
    }
}

/// One column in parts: rows go to the last.
#[derive(Debug, Clone)]
pub(super) struct DraftColumn {
    pub parts: Vec<(String, Takes)>,
}

impl DraftColumn {
    pub(super) fn new(name: String, takes: Takes) -> Self {
        Self { parts: vec![(name, takes)] }
    }

    /// Where rows go now.
    pub(super) fn last(&self) -> &(String, Takes) {
        &self.parts[self.parts.len() - 1]
    }

    /// What rows are to be from now on. Returns the new part's definition, unless the column itself can still change.
    pub(super) fn turn(&mut self, takes: Takes, name: String, can_change: bool) -> Option<String> {
        if can_change && self.parts.len() == 1 {
            self.parts[0].1 = takes;
            return None;
        }
        let definition = format!("{} {}", quoted(&name), takes.column_type());
        self.parts.push((name, takes));
        Some(definition)
    }

    /// `"name" type`
    pub(super) fn definition(&self) -> String {
        let (name, takes) = &self.parts[0];
        format!("{} {}", quoted(name), takes.column_type())
    }
}
