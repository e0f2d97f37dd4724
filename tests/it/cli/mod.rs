//! The program as a person types it.

mod advice;
mod program;
mod second_factor;
mod users;
