//! What planners have drawn over the city: plans of several levels, their zones, red lines and building lines.

mod decisions;
mod functions;
mod lines;
mod plans;
mod zones;

pub(crate) use lines::{building_lines, detailed_lines, detailed_restrictions, red_lines, setbacks};
pub(crate) use plans::{detailed_cells, plans};
pub(crate) use zones::{StoreyLimits, detailed_zones, zone_sheets, zones};
