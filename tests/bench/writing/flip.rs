//! Row `flip`: a plan of many zones is published in one commit; how soon three servers on one database show it to everybody, and
//! whether any tile shows a part of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use planning::{
    IndicatorTexts, ObjectNotes, Occasion, PLANS, PlanAt, PlanDraft, STEP_LOG, Step, StepAsked, TABLES, ZONES,
    ZoneDraft, drafted, taken,
};
use spatial_core::layer::{FeatureId, Layer, Transaction};
use spatial_core::snapshot::World;
use spatial_core::store::Store;

use crate::rig::figures::Figure;
use crate::rig::server::Town;
use crate::rig::watch::{Seen, Watched, watching};
use crate::rig::{data, zones};

pub(super) const SERVERS: usize = 3;
/// Rounds of looking before the commit.
pub(super) const CALM: Duration = Duration::from_secs(1);

/// Two figures: seconds from the acknowledgement to the last server, and tiles that were neither before nor after.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::filled("flip", SERVERS, async |store| fill(&store).await)?;
    let Flipped { took, acknowledged, tiles, seen } = data::runtime()?.block_on(flip(&town))?;
    let lags: Vec<Duration> = seen.iter().map(|server| server.whole.saturating_duration_since(acknowledged)).collect();
    let last = lags.iter().max().context("there are servers")?.as_secs_f64();
    let answers: usize = seen.iter().map(|server| server.answers).sum();
    let between: usize = seen.iter().map(|server| server.between).sum();
    let what = format!(
        "PostGIS, {SERVERS} servers; {} zones of one plan published in one commit of {:.1} s; from its acknowledgement to the last of {} tiles of the last server (each {})",
        zones::count(),
        took.as_secs_f64(),
        tiles,
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
    commit(store, drafted(&draft("QH-1"), &layers)?).await
}

/// A plan whose zones are all of the ground.
pub(super) fn draft(code: &str) -> PlanDraft {
    let zone = |number| ZoneDraft {
        sign: format!("ODT-{number}"),
        function: "ODT".to_owned(),
        indicators: IndicatorTexts::default(),
        population: None,
        object: ObjectNotes::default(),
        geometry: zones::shape(number),
    };
    PlanDraft {
        code: code.to_owned(),
        name: "Quy hoạch phân khu".to_owned(),
        zones: (0..zones::count()).map(zone).collect(),
        ..PlanDraft::default()
    }
}

pub(super) async fn commit(store: &Store, changes: Vec<spatial_core::layer::Change>) -> Result<()> {
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

/// How long the commit took, when it was acknowledged, how many tiles were watched, and what was seen.
struct Flipped {
    took: Duration,
    acknowledged: Instant,
    tiles: usize,
    seen: Vec<Seen>,
}

/// Publishes while all servers are watched.
async fn flip(town: &Town) -> Result<Flipped> {
    let store = Store::open(&town.address()?, false).await?;
    let world = World::open(&store, None).await?;
    let plan = world.whole_declared(&PLANS).context("the register is there")?.iter().next();
    let watched = Arc::new(Watched::of(&world, FeatureId(plan.context("the plan is there")?.id()))?);
    let changes = publishing(&store, &world).await?;
    drop(world);
    let is_sent = Arc::new(AtomicBool::new(false));
    let mut watching = watching(&town.servers, &watched, &is_sent);
    tokio::time::sleep(CALM).await;
    let start = Instant::now();
    is_sent.store(true, Ordering::Release);
    commit(&store, changes).await?;
    let (took, acknowledged) = (start.elapsed(), Instant::now());
    let mut seen = Vec::new();
    while let Some(server) = watching.join_next().await {
        seen.push(server??);
    }
    Ok(Flipped { took, acknowledged, tiles: watched.len(), seen })
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
    let (when, today) = ("2026-11-29T00:00:00Z", "2026-11-29");
    let now = Occasion { who: "bench", when, today, consultation_days: 30 };
    Ok(taken(&at, Step::Enter, &StepAsked { decision, day, issuer, ..StepAsked::default() }, now)?)
}
