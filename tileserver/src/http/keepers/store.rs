//! Keeps the World at the store's revision: waits at the store's door for news, then swaps the World and tells who listens.
//!
//! What a step costs decides how fast others see an edit; figures are the rows `edits` and `fresh` of `BENCHMARKS.md`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use spatial_core::snapshot::{SnapshotError, World};

use crate::http::keepers::{altered, tables};
use crate::http::served::Served;

/// How often what is not urgent is looked at.
const TICK: Duration = Duration::from_secs(1);
/// How often tables that are not served are looked for where nothing tells of them: PostgreSQL calls for commits, not for definitions.
const LOOK: Duration = Duration::from_secs(10);
/// The copy for the next start is written when the store has been quiet for so long.
const QUIET: Duration = Duration::from_secs(10);

/// What came into memory, and how long it took.
#[derive(Debug, Clone, Copy)]
pub struct Loaded {
    /// Layers; what lies in quarantine is none.
    pub layers: usize,
    /// Features of all of them.
    pub features: usize,
    /// From the store, or from its cached copy.
    pub took: Duration,
}

/// Brings the World into memory; from then on requests are answered.
pub(crate) async fn load(served: &Served) -> Result<Loaded, SnapshotError> {
    let start = Instant::now();
    let opened = World::open_showing(&served.store, served.copy.clone(), &served.loading, served.legal.clone()).await?;
    let world = Arc::new(tables::load(served, opened).await?);
    draw_levels(&world).await;
    served.put(Arc::clone(&world));
    served.left_out.look(&served.store).await;
    measure(served, &world);
    let layers = || world.whole_layers().filter(|layer| !layer.layer().name.is_quarantine());
    Ok(Loaded { layers: layers().count(), features: layers().map(|layer| layer.len()).sum(), took: start.elapsed() })
}

/// Follows the store from the World that was loaded; never ends by itself.
pub(crate) async fn follow(served: &Served) {
    let Ok(world) = served.world() else { return };
    let mut saved = world.position().clone();
    let mut schema = saved.schema_version;
    drop(world);
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut moved_at = Instant::now();
    let mut looked_at = Instant::now();
    let mut chores: Option<tokio::task::JoinHandle<()>> = None;
    let mut news = Box::pin(served.store.wait_for_news());
    loop {
        let heard = tokio::select! {
            heard = &mut news => {
                news.set(served.store.wait_for_news());
                heard.map_err(SnapshotError::from)
            }
            _ = tick.tick() => {
                served.meters.upkeep();
                if looked_at.elapsed() >= LOOK {
                    served.left_out.look(&served.store).await;
                    looked_at = Instant::now();
                }
                if chores.as_ref().is_none_or(|chores| chores.is_finished()) && let Ok(world) = served.world() {
                    let quiet = moved_at.elapsed();
                    let copy = served.copy.clone().filter(|_| quiet >= QUIET && *world.position() != saved);
                    if copy.is_some() {
                        saved = world.position().clone();
                    }
                    chores = (quiet >= TICK).then(|| tokio::spawn(do_chores(world, copy)));
                }
                if served.currency.age().is_none() {
                    continue;
                }
                Ok(())
            }
        };
        match step(served, heard).await {
            Ok(true) => {
                moved_at = Instant::now();
                let now = served.world().map_or(schema, |world| world.position().schema_version);
                if now != schema {
                    schema = now;
                    served.left_out.look(&served.store).await;
                }
            }
            Ok(false) => {}
            Err(error) if served.currency.lose() => {
                tracing::error!(error = &error as &dyn std::error::Error, "the store cannot be followed");
            }
            Err(_) => {}
        }
    }
}

/// One step, which may fail badly: a panic in here must not leave a server that says it is current and no longer follows.
async fn step(served: &Served, heard: Result<(), SnapshotError>) -> Result<bool, SnapshotError> {
    heard?;
    match std::panic::AssertUnwindSafe(advance(served)).catch_unwind().await {
        Ok(advanced) => advanced,
        Err(_) => {
            served.currency.lose();
            tracing::error!("panicked while following the store; retrying");
            Ok(false)
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
        served.currency.found();
        let Some(next) = next else { return Ok(has_moved) };
        let next = Arc::new(next);
        let is_read_anew = next.epoch() != world.epoch();
        served.put(Arc::clone(&next));
        served.feed.tell(&world, &next);
        altered::tell(&world, &next);
        if is_read_anew {
            served.tiles.forget();
        }
        measure(served, &next);
        has_moved = true;
    }
}

/// Draws what low zooms need where edits left something to draw, so that no request waits for it.
async fn draw_levels(world: &Arc<World>) {
    if !world.has_levels_to_draw() {
        return;
    }
    let shared = Arc::clone(world);
    let drawn = tokio::task::spawn_blocking(move || shared.draw_levels());
    if drawn.await.is_err() {
        tracing::error!("the levels for low zooms could not be built");
    }
}

/// What may take a second and keeps nobody from following: levels, and the copy for the next start.
async fn do_chores(world: Arc<World>, copy: Option<std::path::PathBuf>) {
    draw_levels(&world).await;
    let Some(path) = copy else { return };
    let written = tokio::task::spawn_blocking(move || world.save(&path)).await;
    if let Ok(Err(error)) = written {
        tracing::warn!(error = &error as &dyn std::error::Error, "no cached copy; the next start reads the store");
    }
}

fn measure(served: &Served, world: &World) {
    let features: usize = world.whole_layers().map(|layer| layer.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "a gauge for people")]
    {
        served.meters.revision.set(world.revision().0 as f64);
        served.meters.features.set(features as f64);
        served.meters.world_bytes.set(world.memory_bytes() as f64);
    }
}
