//! Rows `network_*`: a grid of pipes, loaded, traced and isolated; in memory, over HTTP, and beside pgRouting.

mod grid;
mod pgrouting;
mod serving;
mod traces;

pub(crate) use serving::{over_http, turned};
pub(crate) use traces::{load, measure as trace};

/// Nodes on a side: some hundred thousand edges, and a million. `BENCH_SIDE` tries the bench out on less than the million.
const TOWN: u64 = 243;

fn province() -> u64 {
    std::env::var("BENCH_SIDE").ok().and_then(|text| text.parse().ok()).unwrap_or(767)
}
