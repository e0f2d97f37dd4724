//! A server killed while it publishes a plan: all that belongs to the plan is public or none of it, with its row of the log and its line
//! of the audit log, and the log's chain holds; ten times on either store.
//!
//! How far a step has come is counted in answers to another question, not in time: the first two plans are published whole, and say how
//! many there are; the others are killed after a part of them, from the first to the last.

use std::ffi::OsStr;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use geo_types::Rect;
use planning::{
    BOUNDARIES, DOCUMENTS, IndicatorTexts, LogRow, MAY_DRAFT, MAY_PUBLISH, ObjectNotes, PLAN_FIELD, PLANS, PlanDraft,
    ROOM, STATE_FIELD, STEP_COUNT_FIELD, STEP_LOG, Standing, TABLES, ZONES, ZoneDraft, drafted, verified,
};
use reqwest::Method;
use serde_json::json;
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Feature, FeatureId, Layer, Transaction, Value};
use spatial_core::store::private::Deed;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::{Server, diaban_succeeds, token_in};

use super::Chance;
use crate::store::contract::{all, layer, name, transaction};

/// On either store: twenty in all.
const KILLS: usize = 10;
/// Plans that are published whole before, to learn how long that is.
const WHOLE: usize = 2;
const ZONES_EACH: usize = 2_000;
/// A database that works on after so many looks does not come to its end.
const MOST_LOOKS: usize = 2_000;
/// Nobody asks so often while one plan is published.
const MOST_ANSWERS: usize = 1_000_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_whose_server_is_killed_is_public_or_not_in_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let place = path.clone().into_os_string();
    a_plan_whose_server_is_killed_is_public_or_not(&StoreAddress::Gpkg(path), &place, || Ok(())).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_whose_server_is_killed_is_public_or_not_in_a_database() -> Result<()> {
    let database = Cluster::shared().database();
    let url = database.url();
    let address = StoreAddress::Postgis(PostgisAddress::parse(&url)?);
    a_plan_whose_server_is_killed_is_public_or_not(&address, OsStr::new(&url), || until_idle(&database)).await
}

async fn a_plan_whose_server_is_killed_is_public_or_not(
    address: &StoreAddress,
    place: &OsStr,
    settle: impl Fn() -> Result<()>,
) -> Result<()> {
    drawn(address).await?;
    let token = token_in(address, "lan", "editor");
    for power in [MAY_DRAFT, MAY_PUBLISH] {
        let grant = format!("{ROOM}.{power}");
        diaban_succeeds([OsStr::new("user"), OsStr::new("grant"), place, OsStr::new("lan"), OsStr::new(&grant)]);
    }
    let (mut lasts, mut published) = (usize::MAX, 0_usize);
    for plan in 1..=WHOLE {
        let ended = publishing(place, &token, plan as u64, MOST_ANSWERS).await?;
        ensure!(ended.is_acknowledged, "plan {plan} is published if nobody is killed");
        lasts = lasts.min(ended.answers);
        settle()?;
        looked_at(address, plan as u64, Some(true)).await?;
        published += 1;
    }
    let (mut chance, mut before, mut at_work) = (Chance(20), 0, 0);
    for number in 0..KILLS {
        let plan = (WHOLE + number + 1) as u64;
        let moment = (number * 1000 + chance.below(1000)) * lasts.max(1) / (KILLS * 1000);
        let ended = publishing(place, &token, plan, moment).await?;
        at_work += usize::from(!ended.is_acknowledged);
        settle()?;
        let must = ended.is_acknowledged.then_some(true);
        let is_public = looked_at(address, plan, must).await.with_context(|| format!("after {moment} of {lasts}"))?;
        published += usize::from(is_public);
        before += usize::from(!is_public);
        // Who starts a server again is told so, too, and the log of all plans holds.
        let told = after(place, &token, plan).await?;
        ensure!(told == is_public, "plan {plan} is told to be public: {told}, and is: {is_public}");
    }
    ensure!(at_work > 1, "only {at_work} were at work when they were killed");
    ensure!(before > 0, "no kill came before the step was there");
    let store = Store::open(address, false).await?;
    let lines = steps_told(&store).await?;
    assert_eq!(lines, published, "each step that was taken has a line in the audit log, and no other");
    Ok(())
}

/// How a server's work came to its end.
struct Ended {
    /// The step was answered with success.
    is_acknowledged: bool,
    /// Answers of the other question until then.
    answers: usize,
}

/// Asks a server of its own to publish a plan, and kills it when it has answered another question so many times meanwhile.
async fn publishing(place: &OsStr, token: &str, plan: u64, moment: usize) -> Result<Ended> {
    let server = Arc::new(Server::start(place));
    server.until("/v1/plans", |_| true).await;
    let (publisher, token) = (Arc::clone(&server), token.to_owned());
    let publishes = tokio::spawn(async move {
        let asked = publisher.ask(Method::POST, &format!("/v1/plans/{plan}/publish")).bearer_auth(token);
        let decision = json!({ "decision": "77/QĐ-UBND", "date": "2026-01-02", "issuer": "UBND tỉnh", "reason": "Hồ sơ bổ sung sau" });
        let Ok(answer) = asked.json(&decision).send().await else { return anyhow::Ok(false) };
        ensure!(answer.status() == 200, "{}: {:?}", answer.status(), answer.text().await);
        Ok(true)
    });
    let mut answers = 0;
    while answers < moment && !publishes.is_finished() {
        let answer = server.get("/health/live").send().await?;
        ensure!(answer.status() == 200, "{}", answer.status());
        answers += 1;
    }
    server.kill();
    server.until_gone();
    Ok(Ended { is_acknowledged: publishes.await??, answers })
}

/// What a server that is started again says of a plan: whether it is public, after a look at what everybody sees and at the log.
async fn after(place: &OsStr, token: &str, plan: u64) -> Result<bool> {
    let server = Server::start(place);
    server.until("/v1/plans", |_| true).await;
    let list = server.json("/v1/plans?limit=1000").await;
    let is_public = list["plans"].as_array().into_iter().flatten().any(|entry| entry["id"] == plan);
    let items = server.json(&format!("/collections/{}/items?limit=1&{PLAN_FIELD}={plan}", ZONES.layer)).await;
    let expected = if is_public { ZONES_EACH } else { 0 };
    ensure!(items["numberMatched"] == expected, "{} zones of {expected}", items["numberMatched"]);
    let log = server.get(&format!("/v1/plans/{plan}/steps")).bearer_auth(token).send().await?;
    ensure!(log.status() == 200, "{}", log.status());
    let log: serde_json::Value = log.json().await?;
    ensure!(log["verified"] == true, "{log}");
    Ok(is_public)
}

/// Whether a plan is public in the store: with all that belongs to it, or with nothing. Of every plan the log is as it was written.
async fn looked_at(address: &StoreAddress, plan: u64, must: Option<bool>) -> Result<bool> {
    let store = Store::open(address, false).await?;
    let (plans, log) = (layer(&store, PLANS.layer).await?, layer(&store, STEP_LOG.layer).await?);
    let rows = all(&store, STEP_LOG.layer).await?;
    let rows: Vec<LogRow> = rows.iter().map(|row| LogRow::of(&log, row)).collect();
    let mut is_public = false;
    for row in all(&store, PLANS.layer).await? {
        let state = plans.schema.text(&row.values, STATE_FIELD).unwrap_or_default();
        let counted = number(&plans, &row, STEP_COUNT_FIELD).unwrap_or(0);
        let of_plan: Vec<LogRow> = rows.iter().filter(|step| step.plan == Some(row.id.0)).cloned().collect();
        let standing = Standing { plan: row.id, state, steps: counted };
        verified(&of_plan, standing).map_err(|broken| anyhow::anyhow!("plan {}: {broken:?}", row.id))?;
        ensure!(of_plan.len() == usize::from(state == "published"), "plan {}: {state}, {of_plan:?}", row.id);
        if row.id == FeatureId(plan) {
            is_public = state == "published";
        }
    }
    ensure!(must.is_none_or(|must| must == is_public), "an acknowledged step of plan {plan} is lost");
    let expected = if is_public { "published" } else { "draft" };
    for (table, count) in [(&ZONES, ZONES_EACH), (&BOUNDARIES, 1), (&DOCUMENTS, 0)] {
        let parts = layer(&store, table.layer).await?;
        let of_plan: Vec<Feature> = all(&store, table.layer).await?;
        let of_plan = of_plan.iter().filter(|row| number(&parts, row, PLAN_FIELD) == Some(plan));
        let states: Vec<Option<&str>> = of_plan.map(|row| parts.schema.text(&row.values, STATE_FIELD)).collect();
        ensure!(states.len() == count, "{} rows of {}", states.len(), table.layer);
        let other = states.iter().filter(|state| **state != Some(expected)).count();
        ensure!(other == 0, "{other} of {count} rows of {} are not {expected}", table.layer);
    }
    Ok(is_public)
}

fn number(layer: &Layer, row: &Feature, field: &str) -> Option<u64> {
    match row.values.get(layer.schema.position(field)?) {
        Some(Value::Integer(number)) => u64::try_from(*number).ok(),
        _ => None,
    }
}

/// Lines of the audit log about what servers wrote into the log of steps.
async fn steps_told(store: &Store) -> Result<usize> {
    let log = store.private().audit(10_000).await?;
    let of_steps =
        log.iter().filter(|line| line.deed == Deed::SubjectWritten && line.layer == Some(name(STEP_LOG.layer)));
    Ok(of_steps.count())
}

/// A store with a draft for each server.
async fn drawn(address: &StoreAddress) -> Result<()> {
    let store = Store::open(address, true).await?;
    let tables = TABLES.iter().chain([&&STEP_LOG]);
    let layers = tables.map(|table| table.layer(Crs::Epsg(9218), Operation("EPSG:6960".to_owned()), table.layer));
    store.declare(&layers.collect::<Result<Vec<_>, _>>()?, "diaban", "a test").await?;
    let (plans, boundaries) = (layer(&store, PLANS.layer).await?, layer(&store, BOUNDARIES.layer).await?);
    let (zones, documents) = (layer(&store, ZONES.layer).await?, layer(&store, DOCUMENTS.layer).await?);
    for number in 0..WHOLE + KILLS {
        let draft = draft(number);
        let changes = drafted(&draft, [&plans, &boundaries, &zones, &documents])?;
        let committed = store.commit(Transaction { door: PLANS.door()?, ..transaction(changes) }).await?;
        ensure!(committed.inserted.first() == Some(&FeatureId(number as u64 + 1)), "plans are numbered from 1");
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "some thousands")]
fn draft(number: usize) -> PlanDraft {
    let south = 1_150_000.0 + number as f64 * 100.0;
    let square = |west: f64, side: f64| -> Geometry {
        Rect::new((west, south), (west + side, south + 20.0)).to_polygon().into()
    };
    let zone = |at: usize| ZoneDraft {
        sign: format!("ODT-{at}"),
        function: "ODT".to_owned(),
        indicators: IndicatorTexts::default(),
        population: None,
        object: ObjectNotes::default(),
        geometry: square(430_000.0 + at as f64 * 20.0, 20.0),
    };
    PlanDraft {
        code: format!("QH-{number}"),
        name: format!("Quy hoạch phân khu {number}"),
        boundary: Some(square(430_000.0, ZONES_EACH as f64 * 20.0)),
        zones: (0..ZONES_EACH).map(zone).collect(),
        ..PlanDraft::default()
    }
}

/// The database goes on with what it was told last, and only then finds that nobody is there.
fn until_idle(database: &Database<'_>) -> Result<()> {
    let busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' \
                AND state <> 'idle' AND pid <> pg_backend_pid()";
    let is_idle = (0..MOST_LOOKS).any(|_| database.sql(busy).trim() == "0");
    ensure!(is_idle, "somebody still works on it");
    Ok(())
}
