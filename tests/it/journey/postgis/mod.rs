//! What only a PostgreSQL store can meet.

mod faults;
mod killed;
mod parity;
