//! Street lighting: cabinet, circuit, span, pole, lamp; what a fault darkens, and which fault explains what was seen dark and lit.
//!
//! The graph is that of every network: cabinets are sources, poles nodes, spans edges, the open point of a ring a device that lets nothing through.
//! Power comes along a tree in it, rooted in the cabinets (`../shared/facts/networks.md`, 2.3); phases of a cable are not told apart. A fault of a part
//! darkens all that hangs on it; the other way round, many faults are thinkable for what was seen, and the likeliest come first with what
//! speaks for them.
//!
//! In reading order: `rows`, `build`, `tree`; then `darkened` (from a fault to lamps), `report` (what was seen), `weigh` (how much a report says),
//! `suspects` (from reports to faults), `incident` (what is answered).

mod build;
mod darkened;
mod incident;
mod report;
mod rows;
mod suspects;
#[cfg(test)]
mod tests;
mod tree;
mod weigh;

pub use build::{Lights, LightsBuilder};
pub use darkened::{Darkened, darkened};
pub use incident::{Incident, MOST_SUSPECTS, Suspect, SuspectReason, Suspicion};
pub use report::{LampReport, Reported};
pub use rows::{LampRow, LightPart, SpanRow};
pub use suspects::suspects;
pub use weigh::Trust;
