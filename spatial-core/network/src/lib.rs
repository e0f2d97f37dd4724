//! Networks: nodes, edges and devices as a graph in memory, and what is traced on it. Water first; drainage, light and power are to use
//! the same words.
//!
//! A subject: it declares its tables (`tables`), keeps a graph of them (`graph`) and answers from it (`trace`). It knows no HTTP, no SQL
//! and no file format.

mod graph;
mod tables;
mod trace;

pub use graph::{DeviceRow, EdgeRow, Graph, GraphBuilder};
pub use tables::{DEVICES, DOOR, EDGES, NODES, ROOM, TABLES};
pub use trace::{Trace, connected};
