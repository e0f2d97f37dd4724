//! Meters in the field: what is read off them, whether that can be, and the rows it becomes.
//!
//! In reading order: `moment` (when), `verdict` (what a reading says beside the last ones), `usual` (what a meter usually counts), `sending`
//! (many readings at once, some of them sent before), `rounds` (which meters a round has), `model` (which readings there are), `table`
//! (readings as rows say them), `changes` (the rows that are to be written). What no verdict lets pass without a word is not refused: somebody has to confirm it.

mod changes;
mod model;
mod moment;
mod rounds;
mod sending;
mod table;
#[cfg(test)]
mod tests;
mod usual;
mod verdict;

pub use changes::{NotedReading, counted, followed, noted_reading, walked};
pub use model::{ClientId, Readings};
pub use moment::Moment;
pub use rounds::{Meters, NetworkMeters};
pub use sending::{Follow, Outcome, Sending, SentReading, Standing, settled};
pub use table::{ReadingRow, ReadingTable, StandingReadings};
pub use usual::Usual;
pub use verdict::{HISTORY, How, Judgement, MOST_VALUE, Past, THRESHOLDS, Thresholds, Verdict, judged, used};
