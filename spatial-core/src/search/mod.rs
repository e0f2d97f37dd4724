//! Finds features by what they are called: keys of parcels, codes and signs, names and addresses with or without tone marks.
//!
//! What is kept is made piece by piece of the snapshot, so that it is never older than the World that is asked, and a piece nobody
//! touched is never looked at again. It reads no store. Nothing here knows what a person typed: the server reads that, and asks.
//! Files in reading order: `finder` (the door), `view` (a World as one audience may search it), `asked`, `named` and `rank`, `near`, `found` and `place`, `keys`,
//! `codes`, `segment` (the index of one piece), `field_text`, `roles` (which fields), `words`.

mod asked;
mod codes;
mod field_text;
mod finder;
mod found;
mod keys;
mod named;
mod near;
mod place;
mod rank;
mod roles;
mod segment;
mod view;
mod words;

pub use crate::layer::FieldRole;
pub use asked::AskedName;
pub use finder::Finder;
pub use found::FoundFeature;
pub use keys::{AskedKey, KeyPart};
pub use near::Near;
pub use roles::FieldNames;
pub use view::View;
pub use words::{Word, squashed, words};
