//! The spatial core of diaban: the truth (store), the memory copy that serves (snapshot), and what thinks about both.
//!
//! It knows no HTTP and no foreign file format. Rooms below stand in reading order; each may use only the rooms
//! its line in `ARCHITECTURE.md` names, and `tests/floor-plan` fails on any other `crate::` path.

pub mod crs;
pub mod generalise;
pub mod geometry;
pub mod index;
pub mod layer;
pub mod message;
pub mod models;
pub mod query;
pub mod search;
pub mod snapshot;
pub mod store;
pub mod tiles;
pub mod units;
