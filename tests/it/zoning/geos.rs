//! A thousand parcels of the sample city against brute force: GEOS (in PostGIS) cuts every parcel by every zone of every plan, and what
//! it finds is what the server answers: shares, what plans cover, what local adjustments take, what no zone covers.
//!
//! The brute force gets shapes and which plan adjusts which from the rows of the store; of the answer it takes only how a plan stands in
//! law on the day, which the scenarios of the subject show.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Context, Result, ensure};
use data_samples::City;
use planning::{
    ADJUSTMENT_FIELD, ADJUSTS_FIELD, BOUNDARIES, DECISION_DATE_FIELD, PLAN_FIELD, PLANS, STATE_FIELD, ZONES,
};
use serde_json::{Value as Json, json};
use spatial_core::geometry::{Envelope, Geometry, wkb};
use spatial_core::layer::{DeclaredTable, Feature, Layer, Value};
use spatial_core::store::Store;
use system_tests::cluster::{Cluster, Database};

use super::Chance;
use crate::apps::Scene;
use crate::store::contract::{all, layer};

/// Parcels that are compared, and the seed they are drawn by.
const PARCELS: usize = 1000;
const SEED: u64 = 13;
/// After the local adjustment of the sample city.
const DAY: &str = "2026-11-01";
/// Square metres between both, and what the answer's hundredths add.
const TOLERANCE: f64 = 0.01;
const ROUNDED: f64 = 0.005;
/// States everybody sees.
const PUBLIC: [&str; 7] = ["consultation", "published", "adjusted", "replaced", "expired", "annulled", "suspended"];
/// Strips of the plan that leaves something uncovered, in metres: how wide, how far apart, and how far they slant from south to north; and
/// from the middle of its local adjustment to its corners.
const STRIP: f64 = 30.0;
const GAP: f64 = 20.0;
const SLANT: f64 = 17.0;
const REACH: f64 = 150.0;
/// Rows of one statement.
const ROWS: usize = 500;

/// What everybody may know of the register, as rows.
struct Register {
    /// Plans, with the plan that each adjusts locally and the day it was decided.
    plans: BTreeMap<u64, Plan>,
    zones: Vec<Part>,
    boundaries: Vec<Part>,
}

struct Plan {
    adjusts: Option<u64>,
    decided: String,
}

/// A zone or boundary.
struct Part {
    id: u64,
    plan: u64,
    shape: Geometry,
}

/// What lies where, by parcel and plan; areas in square metres.
type Found = BTreeMap<(u64, u64), Ground>;

#[derive(Debug, Default)]
struct Ground {
    covered: f64,
    uncovered: f64,
    /// By zone.
    shares: BTreeMap<u64, f64>,
    /// Whether other plans take some of it.
    is_cut: bool,
}

/// What was put to the test.
#[derive(Debug, Default)]
struct Tally {
    shares: usize,
    below: usize,
    uncovered: usize,
    cut: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_parcels_lie_in_the_zones_that_geos_finds_in_a_file() -> Result<()> {
    a_thousand_parcels_lie_in_the_zones_that_geos_finds(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_parcels_lie_in_the_zones_that_geos_finds_in_a_database() -> Result<()> {
    a_thousand_parcels_lie_in_the_zones_that_geos_finds(&Scene::in_a_database().await).await
}

async fn a_thousand_parcels_lie_in_the_zones_that_geos_finds(scene: &Scene) -> Result<()> {
    let store = Store::open(scene.address(), false).await?;
    striped(scene, &layer(&store, "parcels").await?).await?;
    let register = Register::read(&store).await?;
    let parcels = Chance(SEED).some(all(&store, "parcels").await?, PARCELS);
    ensure!(parcels.len() == PARCELS, "{} parcels", parcels.len());
    scene.server.until("/v1/parcels/1/extract?layer=parcels", |_| true).await;
    let mut answers: BTreeMap<u64, Json> = BTreeMap::new();
    for parcel in &parcels {
        let path = format!("/v1/parcels/{}/extract?layer=parcels&as_of={DAY}", parcel.id);
        let (status, told) = scene.asked("", &path).await;
        ensure!(status == 200 && told["parcel"]["id"] == parcel.id.0, "{path}: {status} {told}");
        answers.insert(parcel.id.0, told);
    }
    let found = brute_force(&register, &parcels, &in_force(&answers))?;
    let mut tally = Tally::default();
    for (parcel, told) in &answers {
        compare(*parcel, told, &found, &mut tally).with_context(|| format!("parcel {parcel}: {told}"))?;
    }
    // Of nothing there is nothing to compare.
    ensure!(tally.shares > PARCELS && tally.uncovered > 0 && tally.cut > 0, "{tally:?}");
    Ok(())
}

/// Two more plans over the city: slanted strips with nothing between, and a local adjustment of them in the middle, half of which lies in
/// no zone.
async fn striped(scene: &Scene, parcels: &Layer) -> Result<()> {
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let Envelope { min: [west, south], max: [east, north] } = parcels.extent.context("the city lies somewhere")?;
    let area = |ring: &[[f64; 2]]| json!({ "type": "Polygon", "coordinates": [ring] });
    let zone = |sign: String, shape: &Json| json!({ "type": "Feature", "geometry": shape, "properties": { "ky_hieu": sign, "chuc_nang": "Cây xanh" } });
    let strips = std::iter::successors(Some(west), |at| Some(at + STRIP + GAP)).take_while(|at| *at < east);
    let strips = strips.zip(1..).map(|(at, number)| {
        let [bottom, top] = [[at, south], [at + SLANT, north]];
        zone(format!("D-{number}"), &area(&[bottom, [bottom[0] + STRIP, south], [top[0] + STRIP, north], top, bottom]))
    });
    let around = area(&[[west, south], [east, south], [east, north], [west, north], [west, south]]);
    let plan = json!({ "code": "DAI", "name": "Quy hoạch theo dải", "kind": "urban", "level": "subdivision",
        "boundary": around, "zones": strips.collect::<Vec<Json>>() });
    let plan = published(scene, &planner, &plan, "2026-03-02").await?;
    let [x, y] = [west.midpoint(east), south.midpoint(north)];
    let [left, right, bottom, top] = [[x - REACH, y], [x + REACH, y], [x, y - REACH], [x, y + REACH]];
    let local = json!({ "code": "DAI-CB", "name": "Điều chỉnh cục bộ", "kind": "urban", "level": "subdivision",
        "adjustment": "local", "adjusts": plan, "boundary": area(&[left, bottom, right, top, left]),
        "zones": [zone("D-0".to_owned(), &area(&[left, bottom, right, left]))] });
    published(scene, &planner, &local, "2026-03-03").await?;
    Ok(())
}

/// A plan whose coordinates are in the city's grid; its id.
async fn published(scene: &Scene, token: &str, plan: &Json, date: &str) -> Result<u64> {
    let crs = format!("<http://www.opengis.net/def/crs/EPSG/0/{}>", City::CRS.to_string().trim_start_matches("EPSG:"));
    let request = scene.server.ask(reqwest::Method::POST, "/v1/plans").bearer_auth(token).header("content-crs", crs);
    let made: Json = request.json(plan).send().await?.error_for_status()?.json().await?;
    let id = made["id"].as_u64().context("an id")?;
    let decision = json!({ "decision": "1/QĐ-UBND", "date": date, "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(token, &format!("/v1/plans/{id}/publish"), &decision).await;
    ensure!(status == 200, "{status} {done}");
    Ok(id)
}

impl Register {
    async fn read(store: &Store) -> Result<Self> {
        let plans = layer(store, PLANS.layer).await?;
        let mut seen = BTreeMap::new();
        for row in all(store, PLANS.layer).await? {
            let text = |field| plans.schema.text(&row.values, field).unwrap_or_default().to_owned();
            if PUBLIC.contains(&&*text(STATE_FIELD)) {
                let is_local = text(ADJUSTMENT_FIELD) == "local";
                let adjusts = number(&plans, &row, ADJUSTS_FIELD).filter(|_| is_local);
                seen.insert(row.id.0, Plan { adjusts, decided: text(DECISION_DATE_FIELD) });
            }
        }
        let zones = parts(store, &ZONES, &seen).await?;
        let boundaries = parts(store, &BOUNDARIES, &seen).await?;
        Ok(Self { plans: seen, zones, boundaries })
    }

    /// Pairs of plans in force: the second takes the place of the first within its ground. It adjusts it, or a plan that does; or both
    /// adjust one plan, and it was decided later.
    fn cuts(&self, in_force: &BTreeSet<u64>) -> Vec<[u64; 2]> {
        let adjusts = |plan: u64| self.plans.get(&plan).and_then(|plan| plan.adjusts);
        let mut pairs = Vec::new();
        for (&plan, &other) in in_force.iter().flat_map(|plan| in_force.iter().map(move |other| (plan, other))) {
            let chain: Vec<u64> = std::iter::successors(adjusts(other), |next| adjusts(*next)).take(10).collect();
            let decided = |plan: u64| self.plans.get(&plan).map(|row| (row.decided.as_str(), plan));
            let is_sibling = adjusts(other).is_some() && adjusts(other) == adjusts(plan);
            if chain.contains(&plan) || (is_sibling && plan != other && decided(other) > decided(plan)) {
                pairs.push([plan, other]);
            }
        }
        pairs
    }
}

fn number(layer: &Layer, row: &Feature, field: &str) -> Option<u64> {
    match row.values.get(layer.schema.position(field)?) {
        Some(Value::Integer(number)) => u64::try_from(*number).ok(),
        _ => None,
    }
}

async fn parts(store: &Store, table: &DeclaredTable, plans: &BTreeMap<u64, Plan>) -> Result<Vec<Part>> {
    let layer = layer(store, table.layer).await?;
    let part = |row: Feature| {
        let plan = number(&layer, &row, PLAN_FIELD).filter(|plan| plans.contains_key(plan))?;
        Some(Part { id: row.id.0, plan, shape: row.geometry? })
    };
    Ok(all(store, table.layer).await?.into_iter().filter_map(part).collect())
}

/// The plans in force on the day, as they are told wherever they lie.
fn in_force(answers: &BTreeMap<u64, Json>) -> BTreeSet<u64> {
    let plans = answers.values().flat_map(|told| told["plans"].as_array().into_iter().flatten());
    plans.filter(|plan| plan["law_state"] == "in_force").filter_map(|plan| plan["plan_id"].as_u64()).collect()
}

fn brute_force(register: &Register, parcels: &[Feature], in_force: &BTreeSet<u64>) -> Result<Found> {
    let database = Cluster::shared().database();
    let mut script = String::from(
        "CREATE TABLE parcels (id bigint, geom geometry);\n\
         CREATE TABLE zones (id bigint, plan bigint, geom geometry);\n\
         CREATE TABLE bounds (plan bigint, geom geometry);\n\
         CREATE TABLE cuts (plan bigint, other bigint);\n",
    );
    let shapes = parcels.iter().filter_map(|parcel| Some((parcel.id.0, parcel.geometry.as_ref()?)));
    insert(&mut script, "parcels", shapes.map(|(id, shape)| format!("({id}, {})", literal(shape))))?;
    let zones = register.zones.iter().map(|zone| format!("({}, {}, {})", zone.id, zone.plan, literal(&zone.shape)));
    insert(&mut script, "zones", zones)?;
    let bounds = register.boundaries.iter().map(|bound| format!("({}, {})", bound.plan, literal(&bound.shape)));
    insert(&mut script, "bounds", bounds)?;
    insert(&mut script, "cuts", register.cuts(in_force).iter().map(|[plan, other]| format!("({plan}, {other})")))?;
    script.push_str(
        "CREATE INDEX ON parcels USING gist (geom); CREATE INDEX ON zones USING gist (geom);\n\
         ANALYZE parcels; ANALYZE zones;\n\
         CREATE TABLE ground AS\n\
         SELECT p.id AS parcel, e.plan, ST_Intersection(p.geom, ST_Union(e.geom)) AS geom\n\
         FROM parcels p JOIN (SELECT plan, geom FROM bounds\n\
           UNION ALL SELECT plan, geom FROM zones WHERE plan NOT IN (SELECT plan FROM bounds)) e\n\
         ON ST_Intersects(p.geom, e.geom) GROUP BY p.id, p.geom, e.plan;\n\
         CREATE INDEX ON ground (parcel, plan); ANALYZE ground;\n\
         CREATE TABLE taken AS\n\
         SELECT g.parcel, g.plan, ST_Union(o.geom) AS geom FROM ground g JOIN cuts c ON c.plan = g.plan\n\
         JOIN ground o ON o.parcel = g.parcel AND o.plan = c.other GROUP BY g.parcel, g.plan;\n\
         CREATE TABLE here AS\n\
         SELECT g.parcel, g.plan, COALESCE(ST_Area(ST_Intersection(g.geom, t.geom)) > 0.01, false) AS is_cut, CASE WHEN t.geom IS NULL THEN g.geom\n\
           ELSE ST_Difference(g.geom, t.geom) END AS geom\n\
         FROM ground g LEFT JOIN taken t ON t.parcel = g.parcel AND t.plan = g.plan;\n\
         CREATE TABLE share AS\n\
         SELECT h.parcel, h.plan, z.id AS zone, ST_Intersection(h.geom, z.geom) AS geom\n\
         FROM here h JOIN zones z ON z.plan = h.plan AND ST_Intersects(h.geom, z.geom);\n\
         CREATE TABLE uncovered AS\n\
         SELECT h.parcel, h.plan, ST_Area(CASE WHEN z.geom IS NULL THEN h.geom ELSE ST_Difference(h.geom, z.geom) END) AS area\n\
         FROM here h LEFT JOIN (SELECT h.parcel, h.plan, ST_Union(z.geom) AS geom FROM here h\n\
           JOIN zones z ON z.plan = h.plan AND ST_Intersects(h.geom, z.geom) GROUP BY h.parcel, h.plan) z\n\
         ON z.parcel = h.parcel AND z.plan = h.plan;\n",
    );
    let mut file = tempfile::Builder::new().suffix(".sql").tempfile()?;
    file.write_all(script.as_bytes())?;
    database.load(file.path());
    found(&database)
}

/// What the tables say.
fn found(database: &Database<'_>) -> Result<Found> {
    let told = database.sql(
        "SELECT 'here', parcel, plan, is_cut::int, ST_Area(geom) FROM here \
         UNION ALL SELECT 'share', parcel, plan, zone, ST_Area(geom) FROM share \
         UNION ALL SELECT 'left', parcel, plan, 0, area FROM uncovered",
    );
    let mut found = Found::new();
    for line in told.lines() {
        let [what, parcel, plan, of, area] = line.split('|').collect::<Vec<_>>()[..] else {
            anyhow::bail!("five columns: {line}")
        };
        let (of, area): (u64, f64) = (of.parse()?, area.parse()?);
        let ground = found.entry((parcel.parse()?, plan.parse()?)).or_default();
        match what {
            "here" => (ground.covered, ground.is_cut) = (area, of == 1),
            "share" => {
                ground.shares.insert(of, area);
            }
            _ => ground.uncovered = area,
        }
    }
    Ok(found)
}

fn insert(script: &mut String, table: &str, rows: impl Iterator<Item = String>) -> Result<()> {
    let rows: Vec<String> = rows.collect();
    for some in rows.chunks(ROWS) {
        writeln!(script, "INSERT INTO {table} VALUES {};", some.join(", "))?;
    }
    Ok(())
}

/// A shape as PostGIS reads it.
fn literal(shape: &Geometry) -> String {
    let mut bytes = Vec::new();
    wkb::write(shape, &mut bytes);
    let mut text = String::with_capacity(bytes.len() * 2 + 32);
    text.push_str("ST_GeomFromWKB('\\x");
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text.push_str("'::bytea)");
    text
}

/// The answer of one parcel beside what GEOS found of it.
fn compare(parcel: u64, told: &Json, found: &Found, tally: &mut Tally) -> Result<()> {
    let near = |ours: f64, theirs: f64| (ours - theirs).abs() <= TOLERANCE + ROUNDED;
    let mut plans = BTreeSet::new();
    let mut below: BTreeMap<(u64, u64), f64> = BTreeMap::new();
    for part in told["below_threshold"].as_array().context("a list")? {
        let [plan, zone] = ["plan_id", "zone_id"].map(|name| part[name].as_u64().unwrap_or_default());
        below.insert((plan, zone), area(part)?);
    }
    tally.below += below.len();
    let nothing = Ground::default();
    for plan in told["plans"].as_array().context("a list")? {
        let id = plan["plan_id"].as_u64().context("an id")?;
        plans.insert(id);
        let ground = found.get(&(parcel, id)).unwrap_or(&nothing);
        let [covers, uncovered] = [area(&plan["covers"])?, area(&plan["uncovered"])?];
        ensure!(near(covers, ground.covered), "plan {id} covers {covers}, GEOS says {}", ground.covered);
        ensure!(near(uncovered, ground.uncovered), "plan {id} leaves {uncovered}, GEOS says {}", ground.uncovered);
        tally.uncovered += usize::from(uncovered > TOLERANCE);
        let has_cut = plan["adjusted_by"].as_array().is_some_and(|others| !others.is_empty());
        ensure!(has_cut || !ground.is_cut, "plan {id} is not told to be adjusted here");
        tally.cut += usize::from(ground.is_cut);
        let mut shares: BTreeMap<u64, f64> = BTreeMap::new();
        for zone in plan["zones"].as_array().context("a list")? {
            shares.insert(zone["zone_id"].as_u64().context("an id")?, area(zone)?);
        }
        tally.shares += shares.len();
        shares.extend(below.iter().filter(|((of, _), _)| *of == id).map(|((_, zone), area)| (*zone, *area)));
        let zones: BTreeSet<u64> = shares.keys().chain(ground.shares.keys()).copied().collect();
        for zone in zones {
            let [ours, theirs] = [&shares, &ground.shares].map(|side| side.get(&zone).copied().unwrap_or_default());
            ensure!(near(ours, theirs), "plan {id}, zone {zone}: {ours}, GEOS says {theirs}");
        }
    }
    // A plan of which so little lies there says nothing of the parcel: its shares are below the threshold, all of them.
    let is_below = |plan: u64, ground: &Ground| {
        let is_told = |(zone, area): (&u64, &f64)| below.get(&(plan, *zone)).is_some_and(|told| near(*told, *area));
        ground.covered < 1.0 && ground.shares.iter().all(is_told)
    };
    let missing = found.iter().filter(|((of, plan), ground)| {
        *of == parcel && !plans.contains(plan) && ground.covered > TOLERANCE && !is_below(*plan, ground)
    });
    let missing: Vec<u64> = missing.map(|((_, plan), _)| *plan).collect();
    ensure!(missing.is_empty(), "plans {missing:?} are not told");
    Ok(())
}

fn area(part: &Json) -> Result<f64> {
    part["area_m2"].as_f64().context("an area")
}
