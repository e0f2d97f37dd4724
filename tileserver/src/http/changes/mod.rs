//! Who listens for changes, and what they are told: each swap of the World is one event, kept for a while for those who come back.

mod event;
mod feed;
mod listening;
mod mark;

pub(crate) use feed::Feed;
pub(crate) use listening::stream;
