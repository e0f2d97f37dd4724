//! Journeys through the real program, in one binary.

mod floor_plan;
