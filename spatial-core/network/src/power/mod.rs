//! Power: what is supplied as switches stand, what a fault darkens, which switches isolate it, and by which ties the rest is fed again.
//!
//! The graph is that of every network: buses are nodes, lines and transformers edges, grid sources sources, switches devices at the ends of
//! edges. *Supplied* is what a source reaches through lines in service and switches that conduct (pandapower's definition). Mind the word: a switch that
//! is *closed* (đóng) conducts, and in the graph that is a device which is *not* `is_closed`, for it lets through; [`switch_state`] and
//! [`conducts`] are the only places where the two meet. Topology only: no load flow, and no switch is operated from here.
//!
//! In reading order: `switching` (dead or supplied, and what a switch changes), `islands` (healthy parts a fault leaves dead), `outage` (a
//! fault, from trip to restoration).

mod islands;
mod outage;
mod switching;
#[cfg(test)]
mod tests;

pub use islands::{Island, Restoration};
pub use outage::{Outage, OutageQuestion, outage};
pub use switching::{SwitchTurn, Switched, conducts, dead, switch_state, switched};
