//! Series in schema `diaban_series`: one table, its rows in order of arrival, found by series, stream and time.
//!
//! An append takes no number and touches no books; `NOTIFY diaban_series` with the name of the series wakes who listens, on every
//! server. In reading order: `handle` (the series, as clones share them), `books` (which there are), `declare`, `append`, `read`,
//! `retention`, `listening` (what is heard) and `listen`.

mod append;
mod books;
mod declare;
pub(in crate::store::postgis) mod handle;
mod listen;
pub(in crate::store::postgis) mod listening;
mod read;
mod retention;
