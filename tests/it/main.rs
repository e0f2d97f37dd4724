//! Journeys through the real program, in one binary.

mod apps;
mod browser;
mod cli;
mod guard;
mod hostile;
mod http;
mod import;
mod journey;
mod leaks;
mod rooms;
mod store;
mod views;
mod water;
mod zoning;
