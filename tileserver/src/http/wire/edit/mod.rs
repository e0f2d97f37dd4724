//! The read half of an edit: a request's words become a feature's new content, or all that is wrong with them. Pure: nothing is asked of
//! the store here, and nothing is written.
//!
//! In reading order: `headers` (what has the editor seen, in which system are the coordinates, why), `feature` (body and stored
//! feature → new content), `shape` and `values` (its two halves), `finding` (what is wrong). `clearance`: who is to see a layer.

mod clearance;
mod feature;
mod finding;
mod headers;
mod shape;
mod values;

pub(crate) use clearance::{ClearanceSent, ClearanceWritten};
pub(crate) use feature::{Edit, Manner, document};
pub use finding::EditFinding;
pub(crate) use finding::Said;
pub(crate) use headers::{CONTENT_CRS, Coordinates, IF_MATCH, PREFER, SeenVersions, WHY, is_brief, takes, why};
pub(crate) use shape::drawn;
