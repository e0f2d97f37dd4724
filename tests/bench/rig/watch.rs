//! Watching tiles of several servers while a plan becomes public: when each shows all of it, and whether any ever shows a part.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use planning::{PLAN_FIELD, ZONES};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::snapshot::World;
use spatial_core::tiles::{Encoder, LowZooms, TileCoord};
use tokio::task::JoinSet;

use crate::rig::ours::ids_in;
use crate::rig::server::Server;
use crate::rig::zones;

/// Tiles that are looked at all the time, of each zoom.
const TILES: usize = 2;
const ZOOMS: std::ops::RangeInclusive<u8> = 14..=16;
/// Between two looks at one server: readers of a quiet office, not a load of their own (without it, looking took a third of the machine).
const PAUSE: Duration = Duration::from_millis(5);
/// A server that does not show it after so long never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tiles spread over the ground of [`zones`], and what of a plan each holds once it is public.
pub(crate) struct Watched {
    tiles: Vec<(TileCoord, BTreeSet<u64>)>,
    /// All zones of the plan: what else a tile shows is not looked at.
    of_plan: BTreeSet<u64>,
}

/// What was seen of one server.
pub(crate) struct Seen {
    /// When a zone of the plan was seen first.
    pub(crate) first: Instant,
    /// When the last of its tiles was seen to hold all.
    pub(crate) whole: Instant,
    pub(crate) answers: usize,
    /// Answers with some of the zones, and those without after one with.
    pub(crate) between: usize,
}

impl Watched {
    /// Of a plan whose zones lie on the ground of [`zones`], whoever may see them.
    pub(crate) fn of(world: &World, plan: FeatureId) -> Result<Self> {
        let layer = world.whole_declared(&ZONES).context("there are zones")?;
        let field = layer.layer().schema.position(PLAN_FIELD).context("zones say their plan")?;
        let of_plan: BTreeSet<u64> =
            layer.iter().filter(|zone| zone.reference(field) == Some(plan)).map(|zone| zone.id()).collect();
        let mut encoder = Encoder::default();
        let mut tiles = Vec::new();
        for zoom in ZOOMS {
            let all = zones::tiles(zoom)?;
            for part in 1..=TILES {
                let tile = all[all.len() * part / (TILES + 1)];
                let drawn = encoder.encode([&**layer], tile, Audience::STAFF, LowZooms::Generalised).bytes;
                let ids: BTreeSet<u64> = ids_in(&drawn)?.intersection(&of_plan).copied().collect();
                ensure!(!ids.is_empty(), "no zone lies in a tile of zoom {zoom}");
                tiles.push((tile, ids));
            }
        }
        Ok(Self { tiles, of_plan })
    }

    /// How many tiles.
    pub(crate) fn len(&self) -> usize {
        self.tiles.len()
    }

    /// How many zones the plan has.
    pub(crate) fn zones(&self) -> usize {
        self.of_plan.len()
    }
}

/// Watches servers, each over a connection of its own, until each has shown all; before `is_sent`, none may show any.
pub(crate) fn watching(servers: &[Server], watched: &Arc<Watched>, is_sent: &Arc<AtomicBool>) -> JoinSet<Result<Seen>> {
    let mut watching = JoinSet::new();
    for server in servers {
        watching.spawn(watch(server.address.clone(), Arc::clone(watched), Arc::clone(is_sent)));
    }
    watching
}

/// Asks one server for its tiles, one after another, until each has held all zones.
async fn watch(address: String, watched: Arc<Watched>, is_sent: Arc<AtomicBool>) -> Result<Seen> {
    let client = system_tests::program::web().build()?;
    let (mut answers, mut between, mut first) = (0, 0, None);
    let mut is_whole = vec![false; watched.len()];
    let begun = Instant::now();
    loop {
        for (at, (tile, whole)) in watched.tiles.iter().enumerate() {
            let path = format!("{address}/xyz/{}/{}/{}/{}", ZONES.layer, tile.z(), tile.x(), tile.y());
            let has_begun = is_sent.load(Ordering::Acquire);
            let answer = client.get(path).send().await?;
            ensure!(matches!(answer.status().as_u16(), 200 | 204), "{}", answer.status());
            let mut ids = ids_in(&answer.bytes().await?)?;
            ids.retain(|id| watched.of_plan.contains(id));
            answers += 1;
            ensure!(ids.is_empty() || has_begun, "the draft is shown before it is published");
            between += usize::from(ids != *whole && (!ids.is_empty() || is_whole.contains(&true)));
            is_whole[at] |= ids == *whole;
            if !ids.is_empty() {
                first.get_or_insert_with(Instant::now);
            }
            tokio::time::sleep(PAUSE).await;
        }
        if let (Some(first), true) = (first, is_whole.iter().all(|whole| *whole)) {
            return Ok(Seen { first, whole: Instant::now(), answers, between });
        }
        ensure!(begun.elapsed() < PATIENCE, "{address} does not show the plan after a minute");
    }
}
