//! What an account is made of.

use super::super::wire::SymbolTold;
use crate::report::Colour;

/// A piece of it. Texts are plain: whoever shows them escapes them.
#[derive(Debug)]
pub(in super::super) enum Block {
    /// Of a part.
    Heading(String),
    /// Of a piece of a part.
    Subheading(String),
    Paragraph(String),
    /// A sentence that stands out.
    Strong(String),
    /// A sentence that must not be overlooked.
    Warning(String),
    /// A sentence beside the matter.
    Note(String),
    /// Names, and what they are.
    Pairs(Vec<(String, String)>),
    Table(Tabled),
    /// The picture of the parcel and its legend, if there is one.
    Picture,
    /// What does not count today, put away under one line.
    Folded {
        summary: String,
        blocks: Vec<Block>,
    },
}

/// A table.
#[derive(Debug)]
pub(in super::super) struct Tabled {
    pub(in super::super) caption: String,
    pub(in super::super) columns: Vec<Column>,
    pub(in super::super) rows: Vec<Vec<Cell>>,
}

/// A column of it.
#[derive(Debug)]
pub(in super::super) struct Column {
    pub(in super::super) head: String,
    /// Its share of the width on paper.
    pub(in super::super) share: f32,
    pub(in super::super) is_number: bool,
}

/// What stands in one place.
#[derive(Debug, Default)]
pub(in super::super) struct Cell {
    pub(in super::super) text: String,
    /// The colour of what the row is about.
    pub(in super::super) swatch: Option<Colour>,
    /// Whether that is hatched: nothing is decided yet.
    pub(in super::super) is_hatched: bool,
    /// Percent shown as a bar besides the number.
    pub(in super::super) bar: Option<f64>,
    /// Where it leads.
    pub(in super::super) href: Option<String>,
}

impl Cell {
    pub(in super::super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same behind a symbol of the legend.
    pub(in super::super) fn symbol(self, symbol: &SymbolTold) -> Self {
        Self { swatch: Colour::parse(&symbol.colour), is_hatched: symbol.hatch.is_some(), ..self }
    }
}

impl Column {
    pub(in super::super) fn words(head: String, share: f32) -> Self {
        Self { head, share, is_number: false }
    }

    pub(in super::super) fn numbers(head: String, share: f32) -> Self {
        Self { head, share, is_number: true }
    }
}
