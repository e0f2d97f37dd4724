//! The program as a person types it.

mod program;
mod users;
