//! Networks: nodes, edges and devices as a graph in memory, and what is traced on it. Water, drainage, power and light use the same words.
//!
//! A subject: it declares its tables (`tables`), keeps a graph of them (`graph`, `segments`, `model`), answers from it (`isolation`,
//! `trace`, `course`) and says what is to change (`draft`, `switch`, `join`). What only one kind of network is asked has a room of its own:
//! `water` (shutdowns, meters), `drainage`, `power`, `lighting`. It knows no HTTP, no SQL and no file format.

mod course;
mod draft;
pub mod drainage;
mod graph;
mod isolation;
mod join;
pub mod lighting;
mod model;
pub mod power;
mod segments;
mod switch;
mod tables;
mod trace;
mod water;

pub use course::{LonLat, NearEdge, course, near, place, place_along};
pub use draft::{
    ConnectionDraft, DeviceDraft, DraftPlace, EdgeDraft, NetworkDraft, NetworkDraftError, NetworkKind, NodeDraft,
    connection_row, drafted,
};
pub use graph::{
    ConnectionRow, DeviceKind, DeviceRow, DeviceState, EdgeRow, Graph, GraphBuilder, GraphDevice, GraphEdge, GraphNode,
    GraphStamp, GraphTooLarge, Mode, NodeRow, Passing, Place,
};
pub use isolation::{
    Burst, Feeding, Isolation, IsolationQuestion, NearbyErrors, OpenEnd, Reach, Stretch, UnknownPart, isolation,
    nearby_errors,
};
pub use join::{
    AllocationRules, EdgeOrigin, JoinError, JoinFinding, JoinInput, JoinKind, JoinSettings, JoinWeight, Joined,
    LineRecord, Mend, MendId, MeterRecord, PointRecord, PointRole, RecordList, RecordName, Side, Snapped, Spot, joined,
};
pub use model::Networks;
pub use segments::{SegmentKey, SegmentRow, ValveRow, segment_table, segments, valve_ranking};
pub use switch::{DeviceFinding, DevicePosition, done_at, is_closable, logged, noted};
pub use tables::*;
pub use trace::{
    Direction, Loops, Path, Start, Trace, TraceQuestion, Zone, ZoneRow, connected, loops, shortest_path, trace, zones,
};
pub use water::reading::{
    ClientId, Follow, HISTORY, How, Judgement, MOST_VALUE, Meters, Moment, NetworkMeters, NotedReading, Outcome, Past,
    ReadingRow, ReadingTable, Readings, Sending, SentReading, Standing, StandingReadings, THRESHOLDS, Thresholds,
    Usual, Verdict, counted, followed, judged, noted_reading, settled, used, walked,
};
pub use water::shutdown;
