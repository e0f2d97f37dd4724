//! What a package is made of: its files, in a folder or a zip archive (`tree`), databases of another kind converted (`gdb`), and the
//! dossier's workbook (`book`).

mod book;
mod gdb;
mod tree;

pub(super) use book::{Book, Sheet, SheetRow, is_same};
pub(super) use gdb::converted;
pub(super) use tree::{LocalFile, Tree};
