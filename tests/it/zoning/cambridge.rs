//! Parcels and zoning of Cambridge, Massachusetts, drawn by nobody of this project: as many pairs share more than a square metre, and as many
//! parcels lie in so many zones, as others have found; and overlay districts, which lie on each other by design, take nothing from the base.
//!
//! The data counts degrees, and a register needs metres: every vertex is laid flat by the sinusoidal projection of the WGS 84 ellipsoid, which
//! keeps areas, and the sheet is set down in a grid of the register's. Where on earth that is, is nothing to areas.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use geo_types::{LineString, MultiPolygon, Polygon};
use planning::extract::{ExtractAsked, ParcelPlan, Survey, Thresholds};
use planning::{
    IndicatorTexts, ObjectNotes, Occasion, PLANS, PlanAt, PlanDraft, PlanKind, ROOM, Register, STEP_LOG, Step,
    StepAsked, TABLES, ZONES, ZoneDraft, drafted, taken,
};
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{
    Audience, Change, DeclaredField, FeatureId, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName, Schema,
    Transaction,
};
use spatial_core::models::Model;
use spatial_core::snapshot::{LegalCopy, World};
use spatial_core::store::{StageMode, Staged, Store, StoreAddress};
use system_tests::importing::{empty_store, features, import, layer, request};
use system_tests::program::Server;

use super::Chance;
use crate::store::contract::{load, transaction};

const TEST: &str = "zoning::cambridge";
const DATA: &str = "data/cambridge-ma";
/// What `../shared/data/README.md` says was found with PostGIS.
const PARCELS: usize = 13_115;
const PAIRS: usize = 15_126;
/// Parcels by the number of zones they share more than a square metre with.
const BY_ZONES: [(usize, usize); 11] =
    [(1, 11_521), (2, 1_465), (3, 100), (4, 18), (5, 3), (7, 1), (8, 2), (37, 1), (55, 1), (59, 1), (114, 1)];
/// Square metres.
const LEAST: f64 = 1.0;
const DAY: &str = "2026-06-01";
/// Parcels of which the server is asked, too, and the seed they are drawn by.
const ASKED: usize = 200;
const SEED: u64 = 2014;
/// Degrees that are set down at the grid's own place.
const MIDDLE: [f64; 2] = [-71.11, 42.375];
const PLACE: [f64; 2] = [500_000.0, 1_200_000.0];

/// What is compared: the base and the overlay districts.
struct Zoned {
    world: World,
    register: Register,
    base: FeatureId,
    overlay: FeatureId,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parcels_of_cambridge_lie_in_as_many_zones_as_others_found() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some(path) = planned(folder.path()).await? else { return Ok(()) };
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), false).await?;
    let zoned = Zoned::of(&store).await?;
    let plans = zoned.by_parcel(&store).await?;
    ensure!(plans.len() == PARCELS, "{} parcels", plans.len());
    let mut by_zones: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut overlapping, mut several) = (0, 0);
    for (parcel, plans) in &plans {
        let of = |plan: FeatureId| plans.iter().find(|found| found.plan == plan).map(|found| &found.overlay);
        let zones = of(zoned.base).into_iter().flat_map(|base| base.zones.iter().chain(&base.below));
        let zones = zones.filter(|part| part.area.0 > LEAST).count();
        if zones > 0 {
            *by_zones.entry(zones).or_default() += 1;
        }
        if let Some(base) = of(zoned.base) {
            let parts = base.zones.iter().chain(&base.below).map(|part| part.percent).sum::<f64>();
            let percent = parts + base.percent(base.uncovered) - base.percent(base.overlapping);
            ensure!(base.covered.0 < LEAST || (percent - 100.0).abs() < 0.05, "parcel {parcel}: {percent} % in all");
        }
        if let Some(overlay) = of(zoned.overlay) {
            several += usize::from(overlay.zones.len() > 1);
            overlapping += usize::from(overlay.overlapping.0 > LEAST);
        }
    }
    assert_eq!(by_zones, BTreeMap::from(BY_ZONES));
    assert_eq!(by_zones.iter().map(|(zones, parcels)| zones * parcels).sum::<usize>(), PAIRS);
    ensure!(overlapping > 0 && several >= overlapping, "{overlapping} of {several} lie in overlay districts twice");
    drop(store);
    served(&path, &zoned, &plans).await
}

/// The server says the same, and adds base and overlay in no number.
async fn served(path: &Path, zoned: &Zoned, plans: &BTreeMap<u64, Vec<ParcelPlan>>) -> Result<()> {
    let server = Server::start(path);
    server.until("/v1/parcels/1/extract", |told| told["parcel"]["id"] == 1).await;
    let hundredths = |area: f64| (area * 100.0).round() / 100.0;
    for parcel in Chance(SEED).some(plans.keys().copied().collect(), ASKED) {
        let told = server.json(&format!("/v1/parcels/{parcel}/extract?as_of={DAY}")).await;
        let whole = told["parcel"]["grid_area_m2"].as_f64().context("an area")?;
        let told_plans = told["plans"].as_array().context("a list")?;
        let ids: Vec<u64> = told_plans.iter().filter_map(|plan| plan["plan_id"].as_u64()).collect();
        let found = &plans[&parcel];
        let expected: Vec<u64> = found.iter().map(|plan| plan.plan.0).collect();
        ensure!(ids == expected, "parcel {parcel}: {ids:?} is not {expected:?}");
        for (told, found) in told_plans.iter().zip(found) {
            let zones = told["zones"].as_array().context("a list")?.iter();
            let shares: Vec<(u64, f64)> =
                zones.filter_map(|zone| Some((zone["zone_id"].as_u64()?, zone["area_m2"].as_f64()?))).collect();
            let expected: Vec<(u64, f64)> =
                found.overlay.zones.iter().map(|part| (part.zone.0, hundredths(part.area.0))).collect();
            ensure!(shares == expected, "parcel {parcel}: {shares:?} is not {expected:?}");
            let covers = told["covers"]["area_m2"].as_f64().context("an area")?;
            ensure!(covers <= whole + 0.01, "parcel {parcel}: a plan covers {covers} of {whole} m²: {told}");
            let is_base = found.plan == zoned.base;
            ensure!(told["exclusive"] == is_base, "parcel {parcel}: {told}");
        }
    }
    Ok(())
}

impl Zoned {
    async fn of(store: &Store) -> Result<Self> {
        let world = World::open_showing(store, None, &Arc::default(), LegalCopy::of([ROOM])).await?;
        let register = Register::build(&world, &());
        Ok(Self { world, register, base: FeatureId(1), overlay: FeatureId(2) })
    }

    /// What the register says of every parcel.
    async fn by_parcel(&self, store: &Store) -> Result<BTreeMap<u64, Vec<ParcelPlan>>> {
        let name = LayerName::parse("lots")?;
        let audience = Audience::ANONYMOUS;
        let lots = self.world.layer(&name, audience).context("there are parcels")?;
        let asked = ExtractAsked { audience, day: DAY, thresholds: Thresholds::default() };
        let survey = Survey::of((&self.world, &self.register), asked).context("there is a register")?;
        survey.shares_grid(lots.layer().crs)?;
        let ids: Vec<FeatureId> = lots.iter().map(|row| FeatureId(row.id())).collect();
        let mut found = BTreeMap::new();
        for (id, shape) in self.world.shapes(store, &name, &ids, audience).await? {
            let place = lots.find(id).context("it is there")?.bounds();
            found.insert(id.0, survey.of_ground(&place, &shape));
        }
        Ok(found)
    }
}

/// A store with the parcels and two plans in force: the base districts and the overlay districts. None where the data is not there.
async fn planned(folder: &Path) -> Result<Option<std::path::PathBuf>> {
    let published = folder.join("published");
    std::fs::create_dir(&published)?;
    let given = empty_store(&published).await;
    for (name, file) in [
        ("parcels", "ASSESSING_ParcelsFY2014.topojson.gz"),
        ("zones", "CDD_ZoningDistricts.geojson.gz"),
        ("overlays", "CDD_ZoningOverlayDistricts.geojson.gz"),
    ] {
        let Some(file) = system_tests::shared(TEST, &format!("{DATA}/{file}")) else { return Ok(None) };
        import(&given, request(file, name)).await?;
    }
    let path = folder.join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await?;
    lots(&given, &store).await?;
    declare(&store).await?;
    for (name, draft) in [
        ("zones", PlanDraft { is_exclusive: Some(true), ..draft("ZONING", PlanKind::Urban) }),
        ("overlays", PlanDraft { is_exclusive: Some(false), ..draft("OVERLAY", PlanKind::FunctionalArea) }),
    ] {
        let zones = flat_zones(&given, name).await?;
        ensure!(zones.len() > 50, "{} {name}", zones.len());
        enter(&store, &PlanDraft { zones, ..draft }).await?;
    }
    Ok(Some(path))
}

fn draft(code: &str, kind: PlanKind) -> PlanDraft {
    PlanDraft { code: code.to_owned(), name: code.to_owned(), kind: Some(kind), ..PlanDraft::default() }
}

async fn lots(given: &Store, store: &Store) -> Result<()> {
    let key = layer(given, "parcels").await.schema.position("ML");
    let key = key.context("parcels are called by map and lot")?;
    let fields = vec![DeclaredField::open("ml", FieldType::Text).role(FieldRole::Identifier).field()?];
    let schema = Schema { geometry: GeometryType::Mixed, fields };
    let name = LayerName::parse("lots")?;
    let lots = Layer::open(name, Kind::Parcel, schema, Crs::Epsg(9218), Operation("EPSG:6960".to_owned()));
    let parcels = features(given, "parcels").await;
    let staged = parcels
        .into_iter()
        .map(|parcel| Staged::new(parcel.geometry.as_ref().map(flat), vec![parcel.values[key].clone()]));
    load(store, lots, StageMode::Create, staged.collect()).await?;
    Ok(())
}

async fn flat_zones(given: &Store, name: &str) -> Result<Vec<ZoneDraft>> {
    let schema = layer(given, name).await.schema;
    let field = ["ZONE_TYPE", "OVERLAY"].into_iter().find(|field| schema.position(field).is_some());
    let zones = features(given, name).await.into_iter().enumerate().map(|(number, zone)| {
        let function = field.and_then(|field| schema.text(&zone.values, field)).unwrap_or("khác").to_owned();
        let geometry = flat(zone.geometry.as_ref().context("a zone lies somewhere")?);
        let (indicators, object) = (IndicatorTexts::default(), ObjectNotes::default());
        Ok(ZoneDraft { sign: format!("Z-{number}"), function, indicators, population: None, object, geometry })
    });
    zones.collect()
}

/// The tables of the register, with the log of steps.
async fn declare(store: &Store) -> Result<()> {
    let tables = TABLES.iter().chain([&&STEP_LOG]);
    let layers = tables.map(|table| table.layer(Crs::Epsg(9218), Operation("EPSG:6960".to_owned()), table.layer));
    store.declare(&layers.collect::<Result<Vec<_>, _>>()?, "diaban", "a test").await?;
    Ok(())
}

/// Writes a plan through the register's door, and puts it in force by the step that is for plans decided long ago.
async fn enter(store: &Store, draft: &PlanDraft) -> Result<()> {
    let mut tables = Vec::new();
    for table in TABLES {
        tables.push(layer(store, table.layer).await);
    }
    let drawn = drafted(draft, &tables)?;
    let [plans, zones, log] =
        [layer(store, PLANS.layer).await, layer(store, ZONES.layer).await, layer(store, STEP_LOG.layer).await];
    let inserted = commit(store, drawn).await?;
    let (plan, members) = inserted.split_first().context("a plan")?;
    let rows = store.read(&plans.name, &[*plan], store.position().await?.revision).await?;
    let row = rows.first().context("the plan is there")?;
    let members: BTreeSet<FeatureId> = members.iter().copied().collect();
    let parts: [(&Layer, Vec<FeatureId>); 1] = [(&zones, members.into_iter().collect())];
    let at = PlanAt { plans: &plans, plan: row, other: None, parts: &parts, log: &log, last: None, files: &[] };
    let [decision, day, issuer] = ["1317", "2001-02-12", "City Council"].map(|text| Some(text.to_owned()));
    let asked = StepAsked { decision, day, issuer, ..StepAsked::default() };
    let now = Occasion { who: "a test", when: "2026-01-02T00:00:00Z", today: "2026-01-02", consultation_days: 30 };
    commit(store, taken(&at, Step::Enter, &asked, now)?).await?;
    Ok(())
}

async fn commit(store: &Store, changes: Vec<Change>) -> Result<Vec<FeatureId>> {
    Ok(store.commit(Transaction { door: PLANS.door()?, ..transaction(changes) }).await?.inserted)
}

/// A shape laid flat.
fn flat(shape: &Geometry) -> Geometry {
    let ring = |ring: &LineString| LineString(ring.coords().map(|at| sinusoidal([at.x, at.y]).into()).collect());
    let polygon = |shape: &Polygon| Polygon::new(ring(shape.exterior()), shape.interiors().iter().map(ring).collect());
    match shape {
        Geometry::Polygon(shape) => polygon(shape).into(),
        Geometry::MultiPolygon(shape) => MultiPolygon(shape.iter().map(polygon).collect()).into(),
        other => other.clone(),
    }
}

/// The sinusoidal projection of the WGS 84 ellipsoid (Snyder, Map Projections: A Working Manual, 30-8 and 3-21): areas are kept exactly.
fn sinusoidal([lon, lat]: [f64; 2]) -> [f64; 2] {
    const AXIS: f64 = 6_378_137.0;
    const E2: f64 = 0.006_694_379_990_141_32;
    let meridian = |lat: f64| {
        let (e4, e6) = (E2 * E2, E2 * E2 * E2);
        AXIS * ((1.0 - E2 / 4.0 - 3.0 * e4 / 64.0 - 5.0 * e6 / 256.0) * lat
            - (3.0 * E2 / 8.0 + 3.0 * e4 / 32.0 + 45.0 * e6 / 1024.0) * (2.0 * lat).sin()
            + (15.0 * e4 / 256.0 + 45.0 * e6 / 1024.0) * (4.0 * lat).sin()
            - 35.0 * e6 / 3072.0 * (6.0 * lat).sin())
    };
    let (lat, middle) = (lat.to_radians(), MIDDLE[1].to_radians());
    let east = AXIS * (lon - MIDDLE[0]).to_radians() * lat.cos() / (1.0 - E2 * lat.sin().powi(2)).sqrt();
    [PLACE[0] + east, PLACE[1] + meridian(lat) - meridian(middle)]
}
