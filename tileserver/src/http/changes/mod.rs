//! Who listens for changes, and what they are told: each swap of the World is one event, kept for a while for those who come back.

mod feed;
mod listening;

pub(crate) use feed::{Feed, Place};
pub(crate) use listening::stream;
