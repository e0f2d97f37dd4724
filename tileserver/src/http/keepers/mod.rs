//! What runs beside the requests, for as long as the server does: each keeper holds one thing at the state of the store.
//!
//! In reading order: `store` (the World), `currency` (whether it is up to date), `altered` (what became of layers and fields), `left_out` (what is not served), `tables` (of others), `upkeep`. Models are kept by their
//! own keepers, which are told of each World; what parts do besides are their chores.

mod altered;
pub(crate) mod currency;
pub(crate) mod left_out;
mod store;
pub(crate) mod tables;
mod upkeep;

use std::sync::Arc;

use futures_util::future::join_all;
use spatial_core::snapshot::SnapshotError;

use crate::http::served::Served;

pub use store::Loaded;

/// Loads, then keeps everything up to date until the server is told to stop: what all parts need, and the models of each.
pub(crate) async fn live(served: &Arc<Served>, loaded: impl FnOnce(Loaded)) -> Result<(), SnapshotError> {
    let all = tokio::select! {
        all = store::load(served) => all,
        () = served.closed() => return Ok(()),
    };
    loaded(all?);
    let models = join_all(served.models.all().map(|model| Arc::clone(model).keep(served.worlds())));
    let followers = async {
        tokio::select! {
            _ = async { tokio::join!(store::follow(served), upkeep::keep(served), models) } => {}
            () = served.closed() => {}
        }
    };
    // Who looks through a table or brings in a file comes to an end by themselves: that is work on threads that must not outlive the runtime.
    let chores = join_all(served.chores.iter().map(|chore| chore(Arc::clone(served))));
    tokio::join!(followers, tables::follow(served), chores);
    Ok(())
}
