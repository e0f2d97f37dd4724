//! Long ways through the whole house.

mod doors;
mod edits;
mod steward;
mod tables;
