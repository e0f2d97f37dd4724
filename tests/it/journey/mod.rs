//! Long ways through the whole house.

mod altered;
mod doors;
mod edits;
mod killed;
mod postgis;
mod publication;
mod steward;
mod systems;
mod tables;
mod times;
