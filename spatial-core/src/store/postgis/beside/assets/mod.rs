//! Files in schema `diaban_assets`, in pieces of a megabyte.
//!
//! A file gets its hash once all its pieces are there, and nobody finds it before. Each piece is a transaction of its own: one for the
//! whole file would stay open as long as a slow client takes, and hold vacuum back in every table. In reading order: `handle` (the
//! files, as clones share them), `upload`, `content`, `sweep`.

mod content;
pub(in crate::store::postgis) mod handle;
mod sweep;
mod upload;

pub use content::RowsPieces;
pub use upload::RowsUpload;
