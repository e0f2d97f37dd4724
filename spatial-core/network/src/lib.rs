//! Networks: nodes, edges and devices as a graph in memory, and what is traced on it. Water first; drainage, light and power are to use
//! the same words.
//!
//! A subject: it declares its tables (`tables`), keeps a graph of them (`graph`, `segments`, `supply`, `model`), answers from it
//! (`isolation`, `trace`, `course`) and says what is to change (`draft`, `switch`, `shutdown`). It knows no HTTP, no SQL and no file format.

mod course;
mod draft;
mod graph;
mod isolation;
mod marks;
mod model;
mod segments;
pub mod shutdown;
mod supply;
mod switch;
mod tables;
mod trace;

pub use course::{LonLat, NearEdge, course, near, place};
pub use draft::{
    ConnectionDraft, DeviceDraft, DraftPlace, EdgeDraft, NetworkDraft, NetworkDraftError, NetworkKind, NodeDraft,
    drafted,
};
pub use graph::{
    ConnectionRow, DeviceKind, DeviceRow, DeviceState, EdgeRow, Graph, GraphBuilder, GraphStamp, GraphTooLarge, Mode,
    NodeRow, Passing, Place,
};
pub use isolation::{Burst, Isolation, IsolationQuestion, Reach, Stretch, UnknownPart, isolation};
pub use model::Networks;
pub use switch::{DeviceFinding, DevicePosition, logged, noted};
pub use tables::*;
pub use trace::{Trace, connected};
