//! The server: one World, asked over HTTP. Handlers extract, ask and respond; they know no SQL and no geometry.
//!
//! In reading order: `paths` (every address on one screen), `parts` (what is served, subject by subject), `router`
//! (a fold over them), `handlers`, `desk` (where changes are made),
//! `request` (what a request says), `wire` (what answers look like), `tiles` (cache and compression), `changes` (who listens),
//! `error` (every status code), `served` (what all of them reach), `keepers` (what keeps that up to date), `front` (what stands
//! between socket and handler).

mod base_maps;
mod changes;
pub(crate) mod desk;
mod error;
mod front;
pub(crate) mod handlers;
mod keepers;
pub(crate) mod parts;
pub(crate) mod paths;
pub(crate) mod request;
mod router;
pub(crate) mod served;
mod tiles;
pub(crate) mod wire;

#[cfg(test)]
pub(crate) use error::title;
pub use error::{Allowed, HttpError, Share, Version, Versions};
pub(crate) use front::files;
pub use front::listen::{ServeError, Server};
pub use keepers::Loaded;
pub use wire::edit::EditFinding;

pub use crate::search::reading::parcel_key::ParcelTried;
