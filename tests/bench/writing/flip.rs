//! Row `flip`: a plan of many zones is published in one commit; how soon three servers on one database show it to everybody, and
//! whether any tile shows a part of it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use planning::{
    IndicatorTexts, Occasion, PLANS, PlanAt, PlanDraft, STEP_LOG, Step, StepAsked, TABLES, ZONES, ZoneDraft, drafted,
    taken,
};
use spatial_core::layer::{Audience, FeatureId, Layer, Transaction};
use spatial_core::snapshot::World;
use spatial_core::store::Store;
use spatial_core::tiles::{Encoder, LowZooms, TileCoord};

use crate::rig::figures::Figure;
use crate::rig::ours::ids_in;
use crate::rig::server::Town;
use crate::rig::{data, zones};

const SERVERS: usize = 3;
/// Tiles that are looked at all the time, of each zoom.
const TILES: usize = 2;
const ZOOMS: std::ops::RangeInclusive<u8> = 14..=16;
/// Between two looks at one server: readers of a quiet office, not a load of their own (without it, looking took a third of the machine).
const PAUSE: Duration = Duration::from_millis(5);
/// Rounds of looking before the commit.
const CALM: Duration = Duration::from_secs(1);
/// A server that does not show it after so long never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// A tile, and what it holds once the plan is published.
type Watched = Arc<Vec<(TileCoord, BTreeSet<u64>)>>;

/// What was seen of one server.
struct Seen {
    /// When the last of its tiles was seen to hold all.
    whole: Instant,
    answers: usize,
    /// Answers with some of the zones, and those without after one with.
    between: usize,
}

/// Two figures: seconds from the acknowledgement to the last server, and tiles that were neither before nor after.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::filled("flip", SERVERS, async |store| fill(&store).await)?;
    let (took, acknowledged, seen) = data::runtime()?.block_on(flip(&town))?;
    let lags: Vec<Duration> = seen.iter().map(|server| server.whole.saturating_duration_since(acknowledged)).collect();
    let last = lags.iter().max().context("there are servers")?.as_secs_f64();
    let answers: usize = seen.iter().map(|server| server.answers).sum();
    let between: usize = seen.iter().map(|server| server.between).sum();
    let what = format!(
        "PostGIS, {SERVERS} servers; {} zones of one plan published in one commit of {:.1} s; from its acknowledgement to the last of {} tiles of the last server (each {})",
        zones::count(),
        took.as_secs_f64(),
        TILES * ZOOMS.count(),
        lags.iter().map(|lag| format!("{:.2} s", lag.as_secs_f64())).collect::<Vec<_>>().join(", ")
    );
    let torn =
        format!("the same: of {answers} tiles those that hold a part of the zones, or none after one that holds all");
    Ok(vec![
        Figure::at_most("flip/lag", what, format!("{last:.2} s"), last <= 2.0, "≤ 2 s"),
        Figure::at_most("flip/between", torn, between.to_string(), between == 0, "0"),
    ])
}

/// One draft with all zones.
async fn fill(store: &Store) -> Result<()> {
    let layers = zones::declare(store, TABLES).await?;
    zones::declare(store, &[&STEP_LOG]).await?;
    let zone = |number| ZoneDraft {
        sign: format!("ODT-{number}"),
        function: "ODT".to_owned(),
        indicators: IndicatorTexts::default(),
        geometry: zones::shape(number),
    };
    let draft = PlanDraft {
        code: "QH-1".to_owned(),
        name: "Quy hoạch phân khu".to_owned(),
        zones: (0..zones::count()).map(zone).collect(),
        ..PlanDraft::default()
    };
    commit(store, drafted(&draft, &layers)?).await
}

async fn commit(store: &Store, changes: Vec<spatial_core::layer::Change>) -> Result<()> {
    let transaction = Transaction {
        who: "bench".to_owned(),
        why: "a measurement".to_owned(),
        door: PLANS.door()?,
        expected_revision: None,
        expected_layouts: Vec::new(),
        changes,
    };
    store.commit(transaction).await?;
    Ok(())
}

/// Publishes while all servers are watched; how long the commit took, when it was acknowledged, and what was seen.
async fn flip(town: &Town) -> Result<(Duration, Instant, Vec<Seen>)> {
    let store = Store::open(&town.address()?, false).await?;
    let world = World::open(&store, None).await?;
    let watched = watched(&world)?;
    let changes = publishing(&store, &world).await?;
    drop(world);
    let is_sent = Arc::new(AtomicBool::new(false));
    let mut watching = tokio::task::JoinSet::new();
    for server in &town.servers {
        watching.spawn(watch(server.address.clone(), Arc::clone(&watched), Arc::clone(&is_sent)));
    }
    tokio::time::sleep(CALM).await;
    let start = Instant::now();
    is_sent.store(true, Ordering::Release);
    commit(&store, changes).await?;
    let (took, acknowledged) = (start.elapsed(), Instant::now());
    let mut seen = Vec::new();
    while let Some(server) = watching.join_next().await {
        seen.push(server??);
    }
    Ok((took, acknowledged, seen))
}

/// The changes that publish the plan with all its zones.
async fn publishing(store: &Store, world: &World) -> Result<Vec<spatial_core::layer::Change>> {
    let layer = |table| anyhow::Ok(world.whole_declared(table).context("the register is there")?);
    let (plans, zones, log) = (layer(&PLANS)?, layer(&ZONES)?, layer(&STEP_LOG)?);
    let ids: Vec<FeatureId> = zones.iter().map(|zone| FeatureId(zone.id())).collect();
    let plan = FeatureId(plans.iter().next().context("the plan is there")?.id());
    let plan = store.read(&plans.layer().name, &[plan], world.revision()).await?.pop().context("the plan is there")?;
    let parts: [(&Layer, _); 1] = [(zones.layer(), ids)];
    let (plans, log) = (plans.layer(), log.layer());
    let at = PlanAt { plans, plan: &plan, other: None, parts: &parts, log, last: None, files: &[] };
    let [decision, day] = ["1017/QĐ-UBND", "2026-11-29"].map(|text| Some(text.to_owned()));
    let issuer = Some("UBND tỉnh".to_owned());
    let now = Occasion { who: "bench", when: "2026-11-29T00:00:00Z", today: "2026-11-29" };
    Ok(taken(&at, Step::Enter, &StepAsked { decision, day, issuer, ..StepAsked::default() }, now)?)
}

/// Tiles spread over the ground, with the zones in each, whoever may see them.
fn watched(world: &World) -> Result<Watched> {
    let layer = world.whole_declared(&ZONES).context("there are zones")?;
    let mut encoder = Encoder::default();
    let mut watched = Vec::new();
    for zoom in ZOOMS {
        let all = zones::tiles(zoom)?;
        for part in 1..=TILES {
            let tile = all[all.len() * part / (TILES + 1)];
            let ids = ids_in(&encoder.encode([&**layer], tile, Audience::STAFF, LowZooms::Generalised).bytes)?;
            ensure!(!ids.is_empty(), "no zone lies in a tile of zoom {zoom}");
            watched.push((tile, ids));
        }
    }
    Ok(Arc::new(watched))
}

/// Asks one server for its tiles, one after another, until each has held all zones.
async fn watch(address: String, tiles: Watched, is_sent: Arc<AtomicBool>) -> Result<Seen> {
    let client = system_tests::program::web().build()?;
    let (mut answers, mut between, mut is_whole) = (0, 0, vec![false; tiles.len()]);
    let begun = Instant::now();
    loop {
        for (at, (tile, whole)) in tiles.iter().enumerate() {
            let path = format!("{address}/xyz/{}/{}/{}/{}", ZONES.layer, tile.z(), tile.x(), tile.y());
            let has_begun = is_sent.load(Ordering::Acquire);
            let answer = client.get(path).send().await?;
            ensure!(matches!(answer.status().as_u16(), 200 | 204), "{}", answer.status());
            let ids = ids_in(&answer.bytes().await?)?;
            answers += 1;
            ensure!(ids.is_empty() || has_begun, "the draft is shown before it is published");
            between += usize::from(ids != *whole && (!ids.is_empty() || is_whole.contains(&true)));
            is_whole[at] |= ids == *whole;
            tokio::time::sleep(PAUSE).await;
        }
        if is_whole.iter().all(|whole| *whole) {
            return Ok(Seen { whole: Instant::now(), answers, between });
        }
        ensure!(begun.elapsed() < PATIENCE, "{address} does not show the plan after a minute");
    }
}
