//! Other programs at the same database: their commits (`watch`), and tables of their own that are only read (`tables`).

pub mod tables;
pub(super) mod watch;
