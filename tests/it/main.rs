//! Journeys through the real program, in one binary.

mod browser_map;
mod cli_program;
mod crs_points;
mod floor_plan;
mod geometry_repair;
mod http_items;
mod http_loading;
mod http_program;
mod http_tiles;
mod import_ground_truth;
mod import_journeys;
mod journey_steward;
mod query_cambridge;
mod query_items;
mod snapshot_world;
mod store_city;
mod store_commits;
mod store_contract;
mod store_fields;
mod store_killed;
mod store_listed;
mod store_outsiders;
mod store_restored;
mod store_stages;
mod store_tables;
mod tiles_real;
