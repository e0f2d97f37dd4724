//! The line that was typed: its shape (`command`, with the options of `networks`), what it means (`asked`, by single `words`), and what is wrong
//! with it (`usage`).

pub(super) mod asked;
pub(super) mod command;
pub(super) mod networks;
pub(super) mod usage;
pub(super) mod words;
