//! Keeps the search ready: what an edit or an import brought is indexed as soon as it is served, before somebody asks.

use std::sync::Arc;

use crate::http::served::Served;

/// At the start and whenever another World is served; never ends by itself.
pub(crate) async fn keep(served: &Arc<Served>) {
    let mut has_room = true;
    loop {
        // Registered before the World is taken, so that none is missed.
        let moved = served.moved.notified();
        if let Ok(world) = served.world() {
            let at_work = Arc::clone(served);
            let learnt = tokio::task::spawn_blocking(move || at_work.finder.learn(&world)).await;
            match learnt {
                Ok(true) => has_room = true,
                Ok(false) if has_room => {
                    has_room = false;
                    tracing::warn!("the search index has no room for all layers; [search] memory_mb gives it more");
                }
                Ok(false) => {}
                Err(_) => tracing::error!("the search index could not be made; it is tried again"),
            }
            #[expect(clippy::cast_precision_loss, reason = "a gauge for people")]
            served.meters.search_bytes.set(served.finder.memory_bytes() as f64);
        }
        moved.await;
    }
}
