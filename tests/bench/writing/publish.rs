//! Row `zoning_publish`: a server is asked to publish a plan of many zones, in a store that holds a city with its own plans; how soon
//! the tiles of three servers show it to everybody, and whether any shows a part of it, or any of it before.
//!
//! Row `flip` commits the same step without a server; this one comes through the door people use, with all it looks at on the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use data_samples::SampleLayer;
use planning::{CODE_FIELD, MAY_DRAFT, MAY_PUBLISH, PLANS, ROOM, TABLES, drafted};
use serde_json::json;
use spatial_core::layer::{FeatureId, Grant, Layer};
use spatial_core::snapshot::World;
use spatial_core::store::Store;
use spatial_core::store::private::{AuditEntry, Deed, GrantChange, UserName};

use crate::rig::figures::Figure;
use crate::rig::server::Town;
use crate::rig::watch::{Seen, Watched, watching};
use crate::rig::{data, zones};
use crate::serving::extract::city;
use crate::writing::flip::{CALM, SERVERS, commit, draft};

/// The plan's code, which no plan of the city has.
const CODE: &str = "BENCH-PUBLISH";
/// Who publishes.
const WHO: &str = "publisher";
/// Servers hear of a new power within seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// What happened.
struct Published {
    /// How long the request took.
    took: Duration,
    acknowledged: Instant,
    watched: Arc<Watched>,
    seen: Vec<Seen>,
}

/// Two figures: seconds from the first sight of it, anywhere, to the last server's last tile; and tiles that were neither before nor after.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::filled("zoning-publish", SERVERS, async |store| fill(&store).await)?;
    let Published { took, acknowledged, watched, seen } = data::runtime()?.block_on(publish(&town))?;
    let first = seen.iter().map(|server| server.first).min().context("there are servers")?.min(acknowledged);
    let lags: Vec<f64> =
        seen.iter().map(|server| server.whole.saturating_duration_since(first).as_secs_f64()).collect();
    let last = lags.iter().copied().fold(0.0, f64::max);
    let [answers, between] =
        [|server: &Seen| server.answers, |server: &Seen| server.between].map(|of| seen.iter().map(of).sum::<usize>());
    let what = format!(
        "PostGIS, {SERVERS} servers on a city of {} parcels and its plans; `POST /v1/plans/…/publish` of one more with {} zones ({:.1} s until it is answered); from the first tile that shows it, or the answer, to the last of {} tiles of the last server (each {})",
        city::parcels(),
        watched.zones(),
        took.as_secs_f64(),
        watched.len(),
        lags.iter().map(|lag| format!("{lag:.2} s")).collect::<Vec<_>>().join(", ")
    );
    let torn = format!(
        "the same: of {answers} tiles those that hold a part of its zones, or none after one that holds all; one that holds any before it is asked for ends the row"
    );
    Ok(vec![
        Figure::at_most("zoning_publish/lag", what, format!("{last:.2} s"), last <= 2.0, "≤ 2 s"),
        Figure::at_most("zoning_publish/between", torn, between.to_string(), between == 0, "0"),
    ])
}

/// The city with its plans, and the draft.
async fn fill(store: &Store) -> Result<()> {
    city::fill(store).await?;
    let (_, stored) = store.layers().await?;
    let table = |name: &str| stored.iter().find(|layer| layer.name.as_str() == name).context("the register is there");
    let tables: Vec<&Layer> = TABLES.iter().map(|declared| table(declared.layer)).collect::<Result<_>>()?;
    ensure!(stored.iter().any(|layer| layer.name == SampleLayer::Parcels.name()), "the city has parcels");
    commit(store, drafted(&draft(CODE), tables)?).await
}

async fn publish(town: &Town) -> Result<Published> {
    let address = town.address()?;
    let token = system_tests::program::token_in(&address, WHO, "editor");
    let store = Store::open(&address, false).await?;
    empower(&store).await?;
    let world = World::open(&store, None).await?;
    let plans = world.whole_declared(&PLANS).context("the register is there")?;
    let code = plans.layer().schema.position(CODE_FIELD).context("plans have codes")?;
    let plan = plans.iter().find(|row| row.text(code) == Some(CODE)).context("the draft is there")?;
    let plan = FeatureId(plan.id());
    let watched = Arc::new(Watched::of(&world, plan)?);
    ensure!(watched.zones() == zones::count() as usize, "{} zones", watched.zones());
    drop(world);
    let client = system_tests::program::web().build()?;
    let server = &town.server().address;
    let begun = Instant::now();
    while !knows(&client, server, &token).await? {
        ensure!(begun.elapsed() < PATIENCE, "the server does not hear of a power");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let is_sent = Arc::new(AtomicBool::new(false));
    let mut watching = watching(&town.servers, &watched, &is_sent);
    tokio::time::sleep(CALM).await;
    let start = Instant::now();
    is_sent.store(true, Ordering::Release);
    let asked = client.post(format!("{server}/v1/plans/{plan}/publish")).bearer_auth(&token);
    let decision = json!({ "decision": "1017/QĐ-UBND", "date": "2026-11-29", "reason": "Hồ sơ bổ sung sau" });
    let answer = asked.json(&decision).send().await?;
    let (took, acknowledged) = (start.elapsed(), Instant::now());
    ensure!(answer.status() == 200, "{}: {}", answer.status(), answer.text().await?);
    let mut seen = Vec::new();
    while let Some(server) = watching.join_next().await {
        seen.push(server??);
    }
    Ok(Published { took, acknowledged, watched, seen })
}

/// Gives the publisher the powers to see the draft and to publish it.
async fn empower(store: &Store) -> Result<()> {
    let powers = [MAY_DRAFT, MAY_PUBLISH].map(|power| Grant::parse(&format!("{ROOM}.{power}")));
    let change =
        GrantChange { user: UserName::parse(WHO)?, given: powers.into_iter().flatten().collect(), taken: Vec::new() };
    let line = AuditEntry {
        at: std::time::SystemTime::now(),
        who: "bench".to_owned(),
        role: None,
        deed: Deed::GrantsChanged,
        subject: None,
        layer: None,
        feature: None,
        revision: None,
        detail: None,
        request_id: String::new(),
        address: String::new(),
    };
    store.private().change_grants(change, line).await?;
    Ok(())
}

/// True once a server knows what the publisher may.
async fn knows(client: &reqwest::Client, server: &str, token: &str) -> Result<bool> {
    let session = client.get(format!("{server}/v1/session")).bearer_auth(token).send().await?.text().await?;
    Ok(session.contains(&format!("{ROOM}.{MAY_PUBLISH}")))
}
