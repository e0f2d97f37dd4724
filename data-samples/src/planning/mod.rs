//! What planners have drawn over the city: plans of several levels, their zones, red lines and building lines, as plain layers and as
//! plans of the register.

mod decisions;
mod functions;
mod lines;
mod plans;
mod register;
mod zones;

#[cfg(test)]
pub(crate) use lines::detailed_lines;
pub(crate) use lines::{building_lines, red_lines, setbacks};
pub(crate) use plans::{detailed_cells, plans};
pub(crate) use register::{Listed, SamplePlan, sample_plans};
pub(crate) use zones::{StoreyLimits, detailed_zones, zone_sheets, zones};
