//! Long ways through the whole house.

mod edits;
mod steward;
mod tables;
