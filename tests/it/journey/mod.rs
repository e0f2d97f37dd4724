//! Long ways through the whole house.

mod altered;
mod doors;
mod edits;
mod publication;
mod steward;
mod tables;
