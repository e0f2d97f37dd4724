//! Values over time: readings of sensors and meters, states of lamps.
//!
//! A series holds datastreams of observations (ISO 19156, OGC 18-088). They have no revision, no history and no change rows: an append
//! moves neither the store's position nor the World, and who waits for one hears it from [`SeriesNews`]. What a stream is about (a lamp,
//! a meter) is an ordinary row of a layer; its number stands in [`Observation::stream`]. In reading order: `name`, `declared`,
//! `observation`, `batch` (what may be appended), `appends` and `news` (who hears of it), `problem`, `door` (the functions of the store).

mod appends;
mod batch;
mod declared;
mod door;
mod name;
mod news;
mod observation;
mod problem;

pub(in crate::store) use appends::{AppendNumbers, Appends};
pub(in crate::store) use batch::ObservationBatch;
pub use batch::{MOST_ANSWERED, MOST_APPENDED, MOST_STREAMS};
pub use declared::Series;
pub use name::SeriesName;
pub use news::SeriesNews;
pub use observation::{Observation, Quality, Timestamp};
pub use problem::SeriesProblem;
