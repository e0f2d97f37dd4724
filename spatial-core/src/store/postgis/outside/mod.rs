//! Other programs at the same database: their commits (`watch`), what they did to our tables (`renamed`), what is no layer (`left_out`), and
//! tables of their own that are only read (`tables`).

pub(super) mod left_out;
pub(super) mod renamed;
pub mod tables;
pub(super) mod watch;
