//! What answers look like: the serde types of every document, and nothing else.

pub(crate) mod problem;
