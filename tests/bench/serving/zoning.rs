//! Rows `zoning_all` and `zoning_area`: every parcel of a city laid over one plan, ours against `ST_Intersection` in the same run; and what
//! lies in an area of five thousand parcels.
//!
//! The plan is the largest sheet of zones the sample city has, entered into its register; PostGIS gets the same zones and parcels.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use data_samples::{City, SampleLayer};
use planning::extract::{ExtractAsked, Survey, Thresholds};
use planning::{PlanDraft, Register, ZoneDraft};
use serde_json::{Value, json};
use spatial_core::crs::from_drawing;
use spatial_core::geometry::{DrawingBox, Geometry};
use spatial_core::layer::{Audience, FeatureId, Grant, Transaction};
use spatial_core::models::Keeper;
use spatial_core::snapshot::{Hit, LegalCopy, World};
use spatial_core::store::{Staged, Store, StoreAddress};

use crate::rig::clock::Cpu;
use crate::rig::figures::Figure;
use crate::rig::postgis::Postgis;
use crate::rig::server::Server;
use crate::rig::{data, process, zones};

/// Parcels of the city of these rows; `BENCH_PARCELS` makes it smaller for trying the bench out.
const PARCELS: u32 = 200_000;
/// Code of the plan.
const CODE: &str = "BENCH";
/// Parcels in the area that is asked about, and how often it is asked.
const IN_AREA: usize = 5000;
const ROUNDS: usize = 20;

fn parcels() -> u32 {
    data::parcels().min(PARCELS)
}

/// Three figures: wall time, and CPU seconds against PostGIS, from start to end and of the overlay alone.
pub(crate) fn of_all() -> Result<Vec<Figure>> {
    let (city, store) = (City::new(parcels(), data::SEED)?, store()?);
    let out = data::folder()?.join("zoning-all.csv");
    let extract = || {
        for end in ["", ".diaban-extract", ".part"] {
            let _ = std::fs::remove_file(format!("{}{end}", out.display()));
        }
        let mut command = process::diaban()?;
        command.arg("extract").arg(&store).args(["--all", "--all-states", "--plan", CODE, "--out"]).arg(&out);
        process::run(&mut command)
    };
    // The first writes the copy of the World that later ones read.
    extract()?;
    let ours = extract()?;
    let lines = std::fs::read_to_string(&out)?.lines().filter(|line| line.contains(",zone,")).count();
    let mut postgis = Postgis::with_parcels_of(&city)?;
    let zones = sheet(&city)?;
    postgis.add_zones(&zones)?;
    let (theirs, pairs) = postgis.shares()?;
    let what = format!("{} parcels × one plan of {} zones", parcels(), zones.len());
    let compared = format!(
        "{what}: CPU of `diaban extract --all` from start to end ({lines} shares, {:.0} MB), against `ST_Intersection` and `ST_Area` of {pairs} pairs that meet",
        ours.peak_mb
    );
    let sides = [ours.cpu_s, theirs].map(|seconds| format!("{seconds:.2} s CPU"));
    let wall = format!("{:.1} s", ours.wall_s);
    let (alone, found) = data::runtime()?.block_on(overlay(&store))?;
    let overlaid = format!(
        "{what}: CPU of the overlay alone, one thread, register, zones and parcels in memory ({found} shares with outline, width and what is left over), against the same query of PostGIS, whose tables are in memory, too"
    );
    let of_overlay = [alone, theirs].map(|seconds| format!("{seconds:.2} s CPU"));
    Ok(vec![
        Figure::at_most(
            "zoning_all/wall",
            format!("{what}, from start to the file"),
            wall,
            ours.wall_s <= 20.0,
            "≤ 20 s",
        ),
        Figure::ratio("zoning_all/cpu", compared, sides, theirs / ours.cpu_s, 10.0, "≥ 10×"),
        Figure::ratio("zoning_all/overlay", overlaid, of_overlay, theirs / alone, 10.0, "≥ 10×"),
    ])
}

/// CPU seconds of laying all parcels over the plan when all of both is in memory, and how many shares there are.
async fn overlay(store: &Path) -> Result<(f64, usize)> {
    let store = Store::open(&StoreAddress::Gpkg(store.to_owned()), false).await?;
    let world = Arc::new(World::open_showing(&store, None, &Arc::default(), LegalCopy::of([planning::ROOM])).await?);
    let keeper = Keeper::<Register>::new(());
    keeper.advance(Arc::clone(&world)).await;
    let held = keeper.now().context("the register is read")?;
    let powers = [planning::MAY_DRAFT, planning::MAY_APPRAISE, planning::MAY_APPROVE, planning::MAY_PUBLISH];
    let over = powers.into_iter().filter_map(|power| Grant::over(planning::ROOM, power));
    let audience = Audience::of(over.chain([Grant::Staff]));
    let name = SampleLayer::Parcels.name();
    let parcels = world.layer(&name, audience).context("the city has parcels")?;
    let ids: Vec<FeatureId> = parcels.iter().map(|row| FeatureId(row.id())).collect();
    let mut shapes = Vec::with_capacity(ids.len());
    for some in ids.chunks(4096) {
        shapes.extend(world.shapes(&store, &name, some, audience).await?);
    }
    let plans = world.declared(&planning::PLANS, audience).context("the store has a register")?;
    let plan = plans.iter().next().map(|row| FeatureId(row.id())).context("it has a plan")?;
    let before = Cpu::own()?;
    let asked = ExtractAsked { audience, day: "2026-11-30", thresholds: Thresholds::default() };
    let survey = Survey::of((held.world(), held.model()), asked).context("the register is seen")?.only(plan);
    let mut shares = 0;
    for (id, shape) in &shapes {
        let row = parcels.find(*id).context("it was listed")?;
        shares += survey.of_ground(&row.bounds(), shape).iter().map(|plan| plan.overlay.zones.len()).sum::<usize>();
    }
    Ok((Cpu::own()?.since(before).total_s(), shares))
}

/// One figure: how long an area of so many parcels takes.
pub(crate) fn of_an_area() -> Result<Vec<Figure>> {
    let store = store()?;
    let area = data::runtime()?.block_on(area(&store))?;
    let token = system_tests::program::token(&store, &format!("bench{}", std::process::id()), "admin");
    let server = Server::start(store.to_str().context("the folder's name is text")?, "zoning-area")?;
    let (mut took, parcels) = data::runtime()?.block_on(ask(&server, &token, &area))?;
    took.sort_unstable_by(f64::total_cmp);
    let [p50, p95] = [50, 95].map(|share| took[(took.len() - 1) * share / 100]);
    let what =
        format!("`POST /v1/planning/area` of {parcels} parcels as JSON, one user, {ROUNDS} times; p50 {p50:.2} s");
    Ok(vec![Figure::at_most("zoning_area/json", what, format!("p95 {p95:.2} s"), p95 <= 2.0, "≤ 2 s")])
}

async fn ask(server: &Server, token: &str, area: &Value) -> Result<(Vec<f64>, usize)> {
    let client = system_tests::program::web().build()?;
    let (mut took, mut parcels) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let asked = client.post(format!("{}/v1/planning/area", server.address)).bearer_auth(token).json(area);
        let answer = asked.send().await?;
        ensure!(answer.status() == 200, "{}: {}", answer.status(), answer.text().await?);
        let body = answer.bytes().await?;
        took.push(start.elapsed().as_secs_f64());
        parcels = serde_json::from_slice::<Value>(&body)?["parcels"].as_array().map_or(0, Vec::len);
    }
    ensure!(parcels > IN_AREA / 2, "{parcels} parcels");
    Ok((took, parcels))
}

/// A square in the middle of the city that meets so many parcels, in degrees.
async fn area(store: &Path) -> Result<Value> {
    let store = Store::open(&StoreAddress::Gpkg(store.to_owned()), false).await?;
    let world = World::open(&store, None).await?;
    let parcels = world.layer(&SampleLayer::Parcels.name(), Audience::ANONYMOUS).context("the city has parcels")?;
    let around = parcels.bounds();
    let middle = [0, 1].map(|axis| around.min[axis] / 2 + around.max[axis] / 2);
    let square = |half: u32| DrawingBox {
        min: middle.map(|at| at.saturating_sub(half)),
        max: middle.map(|at| at.saturating_add(half)),
    };
    let (mut small, mut large) = (0, 1 << 24);
    let mut hits: Vec<Hit> = Vec::new();
    while large - small > 64 {
        let half = small / 2 + large / 2;
        parcels.hits(&square(half), &mut hits);
        if hits.len() > IN_AREA { large = half } else { small = half }
    }
    let DrawingBox { min, max } = square(small);
    let ring = [[min[0], max[1]], [max[0], max[1]], [max[0], min[1]], [min[0], min[1]], [min[0], max[1]]];
    let ring: Vec<(f64, f64)> = ring.into_iter().map(from_drawing).collect();
    Ok(json!({ "type": "Polygon", "coordinates": [ring] }))
}

/// The city with the plan, in a store.
fn store() -> Result<PathBuf> {
    let path = data::folder()?.join(format!("zoning-{}.gpkg", parcels()));
    data::make(&path, |unfinished| {
        let city = City::new(parcels(), data::SEED)?;
        data::runtime()?.block_on(async {
            let store = Store::open(&StoreAddress::Gpkg(unfinished.clone()), true).await?;
            data_samples::write_layers(&store, &city, &SampleLayer::LAND, |_| {}).await?;
            let tables = zones::declare(&store, planning::TABLES).await?;
            let zone = |(number, geometry): (usize, Geometry)| ZoneDraft {
                sign: format!("K-{number}"),
                function: ["ODT", "DGD", "CX", "TMD"][number % 4].to_owned(),
                indicators: planning::IndicatorTexts::default(),
                population: None,
                object: planning::ObjectNotes::default(),
                geometry,
            };
            let plan = PlanDraft {
                code: CODE.to_owned(),
                name: "Quy hoạch phân khu".to_owned(),
                is_exclusive: Some(true),
                zones: sheet(&city)?.into_iter().enumerate().map(zone).collect(),
                ..PlanDraft::default()
            };
            let transaction = Transaction {
                who: "bench".to_owned(),
                why: "a measurement".to_owned(),
                door: planning::PLANS.door()?,
                expected_revision: None,
                expected_layouts: Vec::new(),
                changes: planning::drafted(&plan, &tables)?,
            };
            store.commit(transaction).await?;
            anyhow::Ok(())
        })
    })?;
    Ok(path)
}

/// The zones of the largest sheet of the city.
fn sheet(city: &City) -> Result<Vec<Geometry>> {
    let mut largest: Vec<Staged> = Vec::new();
    for batch in city.batches(SampleLayer::Zones) {
        let batch = batch?;
        if batch.len() > largest.len() {
            largest = batch;
        }
    }
    largest.into_iter().map(|zone| zone.geometry.context("a zone has a shape")).collect()
}
