//! A province's own tables and views, served as they are: only read, under their own keys, without any of our books.
//!
//! In reading order: `settings` (what is wished), `describe` with `column` (what the database says of it), `table` (what is known of it
//! then), `key` (from keys to ids), `ask` (the questions to the database), `sweep`, `again` and `rows` (reading all of it, and what is new
//! since), `fetch` (some rows as they are now), `read_only` (no changes to it), `problem` (why a table is not served).

mod again;
mod ask;
mod column;
mod describe;
mod fetch;
mod key;
mod problem;
mod read_only;
mod rows;
mod settings;
mod sweep;
mod table;

pub use problem::TableProblem;
pub(in crate::store::postgis) use read_only::ReadOnly;
pub(crate) use rows::ServedRows;
pub use rows::Withheld;
pub use settings::{HASH_BITS, TableSettings};
pub use table::ServedTable;
pub(crate) use table::Swept;
