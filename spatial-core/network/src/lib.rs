//! Networks: nodes, edges and devices as a graph in memory, and what is traced on it. Water first; drainage, light and power are to use
//! the same words.
//!
//! A subject: it declares its tables (`tables`), keeps a graph of them (`graph`, `model`), answers from it (`trace`) and says what
//! is to change (`draft`, `switch`). It knows no HTTP, no SQL and no file format.

mod draft;
mod graph;
mod model;
mod switch;
mod tables;
mod trace;

pub use draft::{DeviceDraft, EdgeDraft, NetworkDraft, NetworkDraftError, NodeDraft, drafted};
pub use graph::{DeviceRow, EdgeRow, Graph, GraphBuilder, GraphStamp};
pub use model::Networks;
pub use switch::{DevicePosition, switched};
pub use tables::{
    CODE_FIELD, DEVICES, DIAMETER_FIELD, EDGE_FIELD, EDGES, END_FIELDS, LONGEST_NETWORK_NAME, NETWORK_FIELD,
    NODE_FIELD, NODES, POSITION_FIELD, ROOM, TABLES, TYPE_FIELD,
};
pub use trace::{Trace, connected};
