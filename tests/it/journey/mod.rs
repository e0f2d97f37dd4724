//! Long ways through the whole house.

mod altered;
mod doors;
mod edits;
mod steward;
mod tables;
