//! Networks under, along and over the streets. Ends that belong together coincide to the bit, so that they can be traced:
//! each district has nets of its own, which the trunks along the main roads feed or drain.

mod feature;
mod graph;
mod light;
mod power;
mod sewer;
mod trunk;
mod water;

pub(crate) use light::{cabinets, cables, lamps};
pub(crate) use power::{power_lines, power_switches};
pub(crate) use sewer::{district_manholes, district_sewers, trunk_manholes, trunk_sewers};
pub(crate) use trunk::{Stretch, Trunk};
pub(crate) use water::{
    NETWORK_NAME, Portion, district_pipes, district_valves, feed_valve, hydrants, meters, trunk_pipes, trunk_valves,
    water_portions, works_pipe, works_valve,
};
