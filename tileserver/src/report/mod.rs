//! Sheets of paper: texts, tables and drawings in millimetres become an A4 document (PDF). Knows no subject and decides nothing about
//! who may see what: it is handed words and shapes.
//!
//! In reading order: `face` (the typeface, and how wide a text is in it), `mark` (what can stand on a page), `flow` (from top to bottom,
//! page after page), `table`, `written` (the file).
//!
//! The same marks make the same bytes: nothing in the file comes from a clock or from chance.

mod error;
mod face;
mod flow;
mod mark;
mod table;
mod written;

pub(crate) use error::ReportError;
pub(crate) use face::{Weight, width};
pub(crate) use flow::{Flow, MARGIN, PAGE};
pub(crate) use mark::{Colour, Mark, Pen};
pub(crate) use table::{Cell, Column, Table};
pub(crate) use written::{About, written};

#[cfg(test)]
mod tests;
