//! What is done to an answer on its way out.

pub(crate) mod held;
pub(crate) mod packed;
pub(crate) mod prefixed;
