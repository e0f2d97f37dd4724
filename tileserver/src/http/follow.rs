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

/// What came into memory, and how long it took.
#[derive(Debug, Clone, Copy)]
pub struct Loaded {
    /// Layers, quarantine included.
    pub layers: usize,
    /// Features of all of them.
    pub features: usize,
    /// From the store, or from its cached copy.
    pub took: Duration,
}

/// Brings the World into memory; from then on requests are answered.
pub(crate) async fn load(served: &Served) -> Result<Loaded, SnapshotError> {
    let start = Instant::now();
    let opened = World::open_showing(&served.store, served.copy.clone(), &served.loading).await?;
    let world = Arc::new(levelled(opened).await);
    served.put(Arc::clone(&world));
    measure(served, &world);
    let layers = || world.layers(Audience::Staff);
    Ok(Loaded { layers: layers().count(), features: layers().map(|layer| layer.len()).sum(), took: start.elapsed() })
}

/// Follows the store from the World that was loaded; never ends by itself.
pub(crate) async fn follow(served: &Served) {
    let Ok(world) = served.world() else { return };
    let mut saved = world.position().clone();
    drop(world);
    let mut tick = tokio::time::interval(PERIOD);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut moved_at = Instant::now();
    loop {
        tick.tick().await;
        served.meters.upkeep();
        // A panic in here must not leave a server that says it is current and no longer follows.
        let advanced = std::panic::AssertUnwindSafe(advance(served)).catch_unwind().await;
        let Ok(advanced) = advanced else {
            served.is_current.store(false, Ordering::Relaxed);
            tracing::error!("following the store failed badly; it is tried again");
            continue;
        };
        match advanced {
            Ok(true) => moved_at = Instant::now(),
            Ok(false) if moved_at.elapsed() >= QUIET => save(served, &mut saved).await,
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
        let Ok(world) = served.world() else { return Ok(has_moved) };
        let next = world.follow(&served.store).await?;
        served.is_current.store(true, Ordering::Relaxed);
        let Some(next) = next else { return Ok(has_moved) };
        let next = Arc::new(levelled(next).await);
        let is_read_anew = next.epoch() != world.epoch();
        served.put(Arc::clone(&next));
        if is_read_anew {
            served.tiles.forget();
        }
        measure(served, &next);
        has_moved = true;
    }
}

/// The same World with its low-zoom levels built, so that no request waits for them. Layers that did not change
/// keep theirs.
async fn levelled(world: World) -> World {
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
async fn save(served: &Served, saved: &mut Position) {
    let Ok(world) = served.world() else { return };
    if world.position() == saved {
        return;
    }
    *saved = world.position().clone();
    let Some(path) = served.copy.clone() else { return };
    let written = tokio::task::spawn_blocking(move || world.save(&path)).await;
    if let Ok(Err(error)) = written {
        tracing::warn!(error = &error as &dyn std::error::Error, "no cached copy; the next start reads the store");
    }
}

fn measure(served: &Served, world: &World) {
    let features: usize = world.layers(Audience::Staff).map(|layer| layer.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "a gauge for people")]
    {
        served.meters.revision.set(world.revision().0 as f64);
        served.meters.features.set(features as f64);
        served.meters.world_bytes.set(world.memory_bytes() as f64);
    }
}
