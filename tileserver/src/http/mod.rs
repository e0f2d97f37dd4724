//! The server: one World, asked over HTTP. Handlers extract, ask and respond; they know no SQL and no geometry.
//!
//! In reading order: `router` (every path on one screen), `handlers`, `tiles` (cache and compression),
//! `wire` (what answers look like), `error` (every status code), `front` (what stands between socket and handler).

mod base_maps;
mod changes;
mod currency;
mod error;
mod extract;
mod follow;
mod front;
mod handlers;
mod negotiate;
mod router;
mod searching;
mod served;
mod tables;
mod tiles;
mod upkeep;
mod wire;

pub use error::{Allowed, HttpError};
pub use follow::Loaded;
pub use front::listen::{ServeError, Server};
pub use wire::edit::Finding;

pub use crate::search::reading::parcel_key::ParcelTried;
