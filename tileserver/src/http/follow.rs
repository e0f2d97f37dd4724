//! Keeps the World at the store's revision: others' edits are noticed ten times a second, then the World is swapped.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use spatial_core::layer::{Audience, Position};
use spatial_core::snapshot::{SnapshotError, World};

use crate::http::served::Served;

/// How often we ask whether another program has written (`PRAGMA data_version`).
const PERIOD: Duration = Duration::from_millis(100);
/// The copy for the next start is written when the store has been quiet for so long.
const QUIET: Duration = Duration::from_secs(10);

/// Runs until the server stops.
pub(crate) async fn follow(served: Arc<Served>) {
    let mut tick = tokio::time::interval(PERIOD);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut saved = served.world.load().position().clone();
    let mut moved_at = Instant::now();
    measure(&served);
    loop {
        tick.tick().await;
        served.meters.upkeep();
        // A panic in here must not leave a server that says it is current and no longer follows.
        let advanced = std::panic::AssertUnwindSafe(advance(&served)).catch_unwind().await;
        let Ok(advanced) = advanced else {
            served.is_current.store(false, Ordering::Relaxed);
            tracing::error!("following the store failed badly; it is tried again");
            continue;
        };
        match advanced {
            Ok(true) => moved_at = Instant::now(),
            Ok(false) if moved_at.elapsed() >= QUIET => save(&served, &mut saved).await,
            Ok(false) => {}
            Err(error) if served.is_current.swap(false, Ordering::Relaxed) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the store cannot be followed");
            }
            Err(_) => {}
        }
    }
}

/// Swaps the World for a newer one as long as there is one; true if there was.
async fn advance(served: &Served) -> Result<bool, SnapshotError> {
    served.store.notice_others().await?;
    let mut has_moved = false;
    loop {
        let world = served.world.load_full();
        let next = world.follow(&served.store).await?;
        served.is_current.store(true, Ordering::Relaxed);
        let Some(next) = next else { return Ok(has_moved) };
        let next = levelled(next).await;
        let is_read_anew = next.epoch() != world.epoch();
        served.world.store(Arc::new(next));
        if is_read_anew {
            served.tiles.forget();
        }
        measure(served);
        has_moved = true;
    }
}

/// The same World with its low-zoom levels built, so that no request waits for them. One second for a million new parcels,
/// nothing for layers that did not change.
pub(crate) async fn levelled(world: World) -> World {
    let shared = world.clone();
    let built = tokio::task::spawn_blocking(move || {
        for layer in shared.layers(Audience::Staff) {
            layer.levels();
        }
    });
    if built.await.is_err() {
        tracing::error!("the levels for low zooms could not be built");
    }
    world
}

/// Writes the copy for the next start, if the last one is out of date.
pub(crate) async fn save(served: &Arc<Served>, saved: &mut Position) {
    let world = served.world.load_full();
    if world.position() == saved {
        return;
    }
    *saved = world.position().clone();
    let path = served.copy.clone();
    let written = tokio::task::spawn_blocking(move || world.save(&path)).await;
    if let Ok(Err(error)) = written {
        tracing::warn!(error = &error as &dyn std::error::Error, "no cached copy; the next start reads the store");
    }
}

fn measure(served: &Served) {
    let world: Arc<World> = served.world.load_full();
    let features: usize = world.layers(Audience::Staff).map(|layer| layer.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "a gauge for people")]
    {
        served.meters.revision.set(world.revision().0 as f64);
        served.meters.features.set(features as f64);
        served.meters.world_bytes.set(world.memory_bytes() as f64);
    }
}
