//! Finds features by what they are called: keys of parcels, codes and signs, names and addresses with or without tone marks.
//!
//! What is kept is made piece by piece of the snapshot, so that it is never older than the World that is asked, and a piece nobody
//! touched is never looked at again. It reads no store. Nothing here knows what a person typed: the server reads that, and asks.
//! Files in reading order: `finder` (the door), `view` (a World as one audience may search it), `asked`, `named` and `rank`, `place`, `keys`, `codes`,
//! `segment` (the index of one piece), `roles` (which fields), `words`.

mod asked;
mod codes;
mod finder;
mod keys;
mod named;
mod place;
mod rank;
mod roles;
mod segment;
mod view;
mod words;

pub use crate::layer::FieldRole;
pub use asked::Asked;
pub use finder::Finder;
pub use keys::{AskedKey, KeyPart};
pub use rank::Near;
pub use roles::FieldNames;
pub use view::{Found, View};
pub use words::{Word, squashed, words};
