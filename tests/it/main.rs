//! Journeys through the real program, in one binary.

mod browser;
mod cli;
mod crs;
mod geometry;
mod hostile;
mod http;
mod import;
mod journey;
mod postgis;
mod query;
mod search;
mod snapshot;
mod store;
mod tiles;
