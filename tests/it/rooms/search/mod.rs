//! Features by what they are called.

mod keys;
mod room;
