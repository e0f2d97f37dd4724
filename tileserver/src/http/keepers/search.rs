//! Keeps the search ready: what an edit or an import brought is indexed as soon as it is served, before somebody asks.

use std::sync::Arc;

use spatial_core::layer::{Audience, LayerName};
use spatial_core::search::View;
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::served::Served;

/// So many features are indexed while somebody waits: a tenth of a second. More are made ready in the background.
const MOST_AT_ONCE: usize = 1 << 16;

impl Served {
    /// A World as an audience may search it; an error while its index is being made.
    pub(crate) fn search_view<'a>(&self, world: &'a World, audience: Audience) -> Result<View<'a>, HttpError> {
        self.finder.view(world, audience, MOST_AT_ONCE).ok_or(HttpError::SearchNotReady)
    }
}

/// At the start and whenever another World is served; never ends by itself.
pub(crate) async fn keep(served: &Arc<Served>) {
    let mut told = Vec::new();
    loop {
        // Registered before the World is taken, so that none is missed.
        let moved = served.moved.notified();
        if let Ok(world) = served.world() {
            let at_work = Arc::clone(served);
            let learnt = tokio::task::spawn_blocking(move || at_work.finder.learn(&world)).await;
            match learnt {
                Ok(left_out) => {
                    if !left_out.is_empty() && left_out != told {
                        let layers: Vec<&str> = left_out.iter().map(LayerName::as_str).collect();
                        tracing::warn!(
                            ?layers,
                            "not searched: the index has no room for them; [search] memory_mb gives it more"
                        );
                    }
                    told = left_out;
                }
                Err(_) => tracing::error!("panicked while building the search index; retrying"),
            }
            #[expect(clippy::cast_precision_loss, reason = "a gauge for people")]
            served.meters.search_bytes.set(served.finder.memory_bytes() as f64);
        }
        moved.await;
    }
}
