//! Journeys through the real program, in one binary.

mod crs_points;
mod floor_plan;
