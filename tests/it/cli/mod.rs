//! The program as a person types it.

mod advice;
mod deployed;
mod extract;
mod package;
mod plan;
mod program;
mod second_factor;
mod users;
