//! Runs the keepers of all models: each hears of every World and makes its own of it.

use std::sync::Arc;

use futures_util::future::join_all;

use crate::http::served::Served;

/// Until the server ends.
pub(super) async fn keep(served: &Served) {
    join_all(served.models.all().iter().map(|keeper| Arc::clone(keeper).keep(served.worlds()))).await;
}
