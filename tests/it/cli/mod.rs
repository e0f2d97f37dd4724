//! The program as a person types it.

mod program;
mod second_factor;
mod users;
