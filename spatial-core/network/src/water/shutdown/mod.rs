//! Shutdowns (ngừng cấp nước): jobs for which valves are closed, from the plan to the last valve that was opened again.
//!
//! In reading order: `table` (what a store keeps of one), `state` (where a job stands and which steps lead on), `plan` (a job becomes a row),
//! `step` (it goes on), `valve` (what was closed and opened for it, and the graph as it would be without), `crew` (in which order a crew
//! drives to the valves), `overlap` (jobs that meet in time and zone), `outline` (the ground the public reads on a map).

mod crew;
mod outline;
mod overlap;
mod plan;
mod state;
mod step;
mod table;
#[cfg(test)]
mod tests;
mod valve;

pub use crew::{MOST_STOPS, crew_order};
pub use outline::{AROUND_PIPES, MOST_COURSES, outline, outline_on_map};
pub use overlap::{Job, Overlap, Span, jointly, overlap};
pub use plan::{ShutdownDraft, planned};
pub use state::{ShutdownKind, ShutdownState, ShutdownStep, ShutdownVerb};
pub use step::{Occasion, ShutdownAt, TurnedDevice, moment, replaced, step};
pub use table::*;
pub use valve::{ShutdownValve, Turned, undone};

use spatial_core::layer::Value;

use crate::switch::DevicePosition;

/// Why a job or a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShutdownError {
    /// The job does not stand where the step begins.
    #[error("a shutdown that is {state} cannot take the step {}", verb.as_str())]
    NotFrom {
        /// The word in its row.
        state: String,
        /// The step.
        verb: ShutdownVerb,
        /// What it can do from there.
        possible: Vec<ShutdownVerb>,
    },
    /// Works that are planned need the moment they begin.
    #[error("planned works need the moment they begin")]
    NoBegin,
    /// It would end before it begins.
    #[error("it would end at {to}, and not after {from}, when it begins")]
    Reversed {
        /// When it begins.
        from: String,
        /// When it would end.
        to: String,
    },
    /// What is noted as done is yet to come.
    #[error("{at} is yet to come")]
    Ahead {
        /// The moment.
        at: String,
    },
    /// Valves that were closed for it still are, and nobody said that they are to stay so.
    #[error("{} valves that were closed for it still are", valves.len())]
    StillShut {
        /// Their codes.
        valves: Vec<String>,
    },
    /// The valve stands so, and was noted so for this job.
    #[error("valve {valve} is {} already", position.as_str())]
    StandsSo {
        /// Its code.
        valve: String,
        /// How it stands.
        position: DevicePosition,
    },
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::text)
}

fn count(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
