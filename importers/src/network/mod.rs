//! Networks of water pipes in and out: an `.inp` of EPANET and a file of isolation valves, or plain layers of lines and points, become rows in
//! the tables of the subject `network`, and go back; meters hang on the pipes of a network that is there.
//!
//! [`import()`] is the door in, [`export()`] the door out. In reading order: `request` (what is asked), `read` (files → elements and findings),
//! `ground` (coordinates of the file → those of the tables), `draft` (elements → a draft), `join` (lines and points → a draft), `tables` and `stored` (what the store has), `merge`
//! (a draft over the rows of a former network), `load` (all at once into new tables), `enter` (one transaction); `out` writes files of rows.

mod draft;
mod enter;
mod error;
mod gone;
mod ground;
mod join;
mod load;
mod merge;
mod out;
mod read;
mod request;
mod stored;
mod tables;

#[cfg(test)]
mod tests;

pub(crate) use error::CODES;

pub use enter::{ImportedNetwork, import};
pub use error::NetworkError;
pub use ground::Likely;
pub use out::{ExportedNetwork, NetworkFormat, export};
pub use read::is_inp;
pub use request::{NetworkFiles, NetworkMode, NetworkRequest, PlainFile, PlainLayers, PlainRole};
