//! The server and the `diaban` program.
//!
//! Rooms: `cli` reads the command line and calls the others; `config` understands settings; `auth` knows who may do what; `http`
//! serves the World; `imports` brings files in meanwhile; `apps` is what subjects add to it, `report` sets sheets of paper, `seal` signs them and judges those that are brought;
//! `openapi` says what its interface is, `ogc` knows the OGC API's rules; `search` reads what people look for; `text` knows every sentence. Nothing here computes geometry or touches SQL.

pub mod apps;
pub mod auth;
pub mod cli;
pub mod config;
pub mod http;
mod imports;
pub mod ogc;
pub mod openapi;
mod report;
mod seal;
mod search;
pub mod text;
