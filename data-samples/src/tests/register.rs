//! The plan register of the city shows every answer there is: plans of all kinds, levels and states, lots that several zones share, lots
//! roads are planned through, and ground no plan is about.

use std::collections::{BTreeMap, BTreeSet};

use ::planning::extract::Thresholds;
use ::planning::{
    Adjustment, DOCUMENTS, KIND_FIELD, LEVEL_FIELD, Level, LogRow, PLAN_FIELD, PLANS, PlanDraft, PlanKind, PlanState,
    ROOM, STATE_FIELD, STEP_COUNT_FIELD, STEP_LOG, Standing, ZONES, outside, verified,
};
use geo::{Area, BooleanOps, BoundingRect, Intersects, Validation};
use geo_types::{Geometry, MultiPolygon, Polygon};
use spatial_core::geometry::area;
use spatial_core::layer::{DeclaredTable, Feature, Layer, LayerName, Value};
use spatial_core::store::{Store, StoreAddress, StoreError};

use super::{city, features, polygon};
use crate::planning::sample_plans;
use crate::{City, SampleError, SampleLayer, write_subjects};

/// Plans of a city as they are handed in.
fn drafts(city: &City) -> Vec<PlanDraft> {
    sample_plans(city).iter().map(|plan| plan.draft(city)).collect()
}

fn named<'a>(drafts: &'a [PlanDraft], code: &str) -> &'a PlanDraft {
    drafts.iter().find(|draft| draft.code == code).unwrap_or_else(|| panic!("there is a plan {code}"))
}

fn parts(shape: &Geometry<f64>) -> MultiPolygon<f64> {
    match shape {
        Geometry::Polygon(polygon) => polygon.clone().into(),
        Geometry::MultiPolygon(polygons) => polygons.clone(),
        other => panic!("{other:?} is no area"),
    }
}

/// What zones of a plan share with a parcel, by function; those of less than a square metre are left out.
fn shares(zones: &[(MultiPolygon<f64>, &str)], parcel: &Polygon<f64>) -> Vec<(String, f64)> {
    let around = parcel.bounding_rect().expect("a parcel lies somewhere");
    let near = zones.iter().filter(|(zone, _)| zone.bounding_rect().is_some_and(|other| other.intersects(&around)));
    let parcel = MultiPolygon::from(parcel.clone());
    let shared = near.map(|(zone, function)| ((*function).to_owned(), zone.intersection(&parcel).unsigned_area()));
    shared.filter(|(_, area)| *area >= 1.0).collect()
}

fn shapes(draft: &PlanDraft) -> Vec<(MultiPolygon<f64>, &str)> {
    draft.zones.iter().map(|zone| (parts(&zone.geometry), zone.function.as_str())).collect()
}

fn parcels(city: &City) -> Vec<Polygon<f64>> {
    features(city, SampleLayer::Parcels).iter().map(|parcel| polygon(parcel.geometry.as_ref()).clone()).collect()
}

const CENTRE: &str = "79QPK1260004";
const FORMER_CENTRE: &str = "79QPK1190001";
const GENERAL: &str = "79QHC1230001";
const LOCAL: &str = "79QPK1260005";
const LAND_USE: &str = "79QSD1220001";

#[test]
fn the_same_city_has_the_same_plans() {
    assert_eq!(drafts(&city(3000)), drafts(&city(3000)));
    assert_ne!(drafts(&city(3000)), drafts(&City::new(3000, 2).expect("a city")));
}

#[test]
fn plans_are_of_all_kinds_and_levels_and_adjust_each_other_in_a_city_of_any_size() {
    for parcels in [1, 300, 2000, 30_000] {
        let plans = drafts(&city(parcels));
        let kinds: BTreeSet<PlanKind> = plans.iter().filter_map(|plan| plan.kind).collect();
        let levels: BTreeSet<Level> = plans.iter().filter_map(|plan| plan.level).collect();
        let adjustments: BTreeSet<Adjustment> = plans.iter().filter_map(|plan| plan.adjustment).collect();
        assert_eq!(kinds.len(), PlanKind::ALL.len(), "{parcels}: {kinds:?}");
        assert_eq!(levels.len(), Level::ALL.len(), "{parcels}: {levels:?}");
        assert_eq!(adjustments.len(), Adjustment::ALL.len(), "{parcels}: {adjustments:?}");
        let codes: BTreeSet<&str> = plans.iter().map(|plan| plan.code.as_str()).collect();
        assert_eq!(codes.len(), plans.len(), "{parcels}: each code once");
        let drawn = plans.iter().filter(|plan| !plan.zones.is_empty()).count();
        assert!(drawn + 1 >= plans.len(), "{parcels}: {drawn} of {} plans have zones", plans.len());
    }
}

#[test]
fn a_plan_of_a_ward_lies_in_it() {
    for size in [300, 2000, 20_000] {
        let city = city(size);
        let wards = features(&city, SampleLayer::Wards);
        let mut looked_at = 0;
        for plan in sample_plans(&city) {
            let Some(ward) = plan.ward.and_then(|ward| wards.get(ward)?.geometry.as_ref()) else { continue };
            let draft = plan.draft(&city);
            let ground = draft.boundary.iter().chain(draft.zones.iter().map(|zone| &zone.geometry));
            let outside = outside(ward, ground, Thresholds::default());
            assert_eq!(area(&outside).0, 0.0, "{size}: {}", draft.name);
            looked_at += 1;
        }
        assert!(looked_at > 0, "{size}");
    }
}

#[test]
fn every_shape_of_a_plan_is_valid() {
    for draft in drafts(&city(6000)) {
        let zones = draft.zones.iter().map(|zone| (&zone.sign, &zone.geometry));
        for (sign, shape) in zones.chain(draft.boundary.iter().map(|shape| (&draft.code, shape))) {
            assert!(shape.is_valid(), "{} {sign}: {:?}", draft.name, shape.validation_errors());
        }
    }
}

#[test]
fn a_sixth_of_the_parcels_lies_in_several_zones_of_one_plan_and_roads_are_planned_through_lots() {
    for size in [300, 4000] {
        let city = city(size);
        let drafts = drafts(&city);
        let zones = shapes(named(&drafts, CENTRE));
        let (mut several, mut cut) = (0, 0);
        for parcel in parcels(&city) {
            let shares = shares(&zones, &parcel);
            several += u32::from(shares.len() > 1);
            cut += u32::from(shares.len() > 1 && shares.iter().any(|(function, _)| function == "Đường giao thông"));
        }
        assert!(several * 100 >= size * 15, "{several} of {size}");
        assert!(cut * 100 >= size * 3, "{cut} of {size} are cut by roads");
    }
}

#[test]
fn zones_of_a_plan_cover_what_it_is_about_once_and_leave_out_what_no_plan_is_about() {
    let city = city(1500);
    let drafts = drafts(&city);
    let (mut without, mut whole) = (0, 0);
    let plans: Vec<_> = [CENTRE, GENERAL, LAND_USE].map(|code| shapes(named(&drafts, code))).into();
    for parcel in parcels(&city) {
        let area = parcel.unsigned_area();
        let covered = plans.iter().map(|zones| shares(zones, &parcel).iter().map(|(_, area)| area).sum::<f64>());
        let covered: Vec<f64> = covered.collect();
        assert!(covered.iter().all(|covered| *covered < area + 0.1), "{covered:?} of {area}");
        without += u32::from(covered.iter().all(|covered| *covered == 0.0));
        whole += u32::from(covered.iter().all(|covered| *covered > area - 2.0));
    }
    assert!(without > 2, "{without} parcels lie in no plan");
    assert!(whole + without > 1400, "{whole} lie in all");
}

#[test]
fn levels_name_different_functions_and_last_years_plan_did_too() {
    let city = city(1500);
    let drafts = drafts(&city);
    let [centre, general, former] = [CENTRE, GENERAL, FORMER_CENTRE].map(|code| shapes(named(&drafts, code)));
    let most = |zones, parcel: &Polygon<f64>| {
        shares(zones, parcel).into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(function, _)| function)
    };
    let (mut levels, mut years) = (0, 0);
    for parcel in parcels(&city) {
        let now = most(&centre, &parcel);
        levels += u32::from(now.is_some() && now != most(&general, &parcel));
        years += u32::from(now.is_some() && now != most(&former, &parcel));
    }
    assert!(levels > 200 && years > 200, "{levels} by level, {years} by year, of 1500");
}

#[test]
fn the_local_adjustment_lies_in_the_plan_it_adjusts_and_is_about_parcels() {
    for size in [300, 2000] {
        let city = city(size);
        let drafts = drafts(&city);
        let (local, centre) = (named(&drafts, LOCAL), named(&drafts, CENTRE));
        let boundary = |plan: &PlanDraft| parts(plan.boundary.as_ref().expect("it has a boundary"));
        let (part, whole) = (boundary(local), boundary(centre));
        assert!(part.difference(&whole).unsigned_area() < 1.0 && part.unsigned_area() * 4.0 < whole.unsigned_area());
        assert!(parcels(&city).iter().filter(|parcel| part.intersects(*parcel)).count() > 10);
    }
}

#[test]
fn a_large_city_has_a_zone_for_every_second_parcel() {
    for (parcels, plans) in [(50_000, 20), (200_000, 20)] {
        let drafts = sample_plans(&city(parcels));
        let city = city(parcels);
        let zones: usize = drafts.iter().map(|plan| plan.draft(&city).zones.len()).sum();
        assert!(drafts.len() >= plans, "{} plans", drafts.len());
        assert!(zones * 2 >= parcels as usize, "{zones} zones for {parcels} parcels");
    }
}

#[test]
fn annual_plans_name_their_projects() {
    let city = city(5000);
    let plans = sample_plans(&city);
    let annual = plans.iter().filter(|plan| plan.head.kind == Some(PlanKind::AnnualLandUse));
    for plan in annual {
        let names: BTreeMap<String, String> = plan.projects(&city).into_iter().collect();
        let zones = plan.draft(&city).zones;
        assert!(zones.len() > 3 && zones.iter().all(|zone| names.contains_key(&zone.sign)), "{names:?}");
    }
}

#[tokio::test]
async fn the_list_of_a_year_is_a_table_with_shapes_and_with_parcels_that_are_named() {
    let city = city(2_500);
    let (_folder, store) = written(&city).await;
    let (layer, projects) = rows(&store, &planning::PROJECTS).await;
    let text = |row: &Feature, field: &str| layer.schema.text(&row.values, field).map(str::to_owned);
    let named = projects.iter().filter(|row| text(row, "thua_dat").is_some()).count();
    let annual = sample_plans(&city).iter().filter(|plan| plan.head.kind == Some(PlanKind::AnnualLandUse)).count();
    assert_eq!(named, annual, "each list names two parcels in one of its lines");
    assert!(projects.len() >= 3 * annual, "{}", projects.len());
    assert!(projects.iter().all(|row| text(row, "ten").is_some() && text(row, "xa_thuc_hien").is_some()));
    assert!(projects.iter().all(|row| row.geometry.is_some() != text(row, "thua_dat").is_some()));
    let states: BTreeSet<String> = projects.iter().filter_map(|row| text(row, "trang_thai")).collect();
    assert!(states.contains("published"), "{states:?}");
}

/// A store with the tables of subjects.
async fn written(city: &City) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.expect("a store");
    write_subjects(&store, city).await.expect("the tables can be written");
    (folder, store)
}

/// All rows of a table.
async fn rows(store: &Store, table: &DeclaredTable) -> (Layer, Vec<Feature>) {
    let (position, layers) = store.layers().await.expect("layers");
    let name = LayerName::parse(table.layer).expect("a name");
    let layer = layers.into_iter().find(|layer| layer.name == name).expect("the table");
    let ids: Vec<_> = (1..=layer.count).map(spatial_core::layer::FeatureId).collect();
    let rows = store.read(&name, &ids, position.revision).await.expect("rows");
    (layer, rows)
}

#[tokio::test]
async fn every_state_is_there_and_the_log_of_every_plan_holds() {
    for parcels in [300, 2500] {
        let (_folder, store) = written(&city(parcels)).await;
        let (plans, all) = rows(&store, &PLANS).await;
        let text = |row: &Feature, field| plans.schema.text(&row.values, field).unwrap_or_default().to_owned();
        let states: BTreeSet<String> = all.iter().map(|row| text(row, STATE_FIELD)).collect();
        // What was given up shows nothing.
        let shown = PlanState::ALL.into_iter().filter(|state| *state != PlanState::Discarded);
        assert_eq!(states, shown.map(|state| state.as_str().to_owned()).collect());
        assert!(all.iter().all(|row| !text(row, KIND_FIELD).is_empty() && !text(row, LEVEL_FIELD).is_empty()));
        assert_eq!(plans.door.to_string(), ROOM);
        let (log, steps) = rows(&store, &STEP_LOG).await;
        let steps: Vec<LogRow> = steps.iter().map(|row| LogRow::of(&log, row)).collect();
        assert!(steps.len() > all.len());
        for plan in &all {
            let of_plan: Vec<LogRow> = steps.iter().filter(|step| step.plan == Some(plan.id.0)).cloned().collect();
            let state = text(plan, STATE_FIELD);
            let standing = Standing { plan: plan.id, state: &state, steps: of_plan.len() as u64 };
            verified(&of_plan, standing).unwrap_or_else(|broken| panic!("{plan:?}: {broken:?}"));
            let counted = &plan.values[plans.schema.position(STEP_COUNT_FIELD).unwrap()];
            let has_steps = matches!(counted, Value::Integer(steps) if *steps == i64::try_from(of_plan.len()).unwrap());
            assert!(has_steps || of_plan.is_empty(), "{plan:?}");
        }
    }
}

#[tokio::test]
async fn zones_and_documents_stand_where_their_plan_does_and_documents_are_files() {
    let (_folder, store) = written(&city(2500)).await;
    let (plans, all) = rows(&store, &PLANS).await;
    let state = |row: &Feature| plans.schema.text(&row.values, STATE_FIELD).map(str::to_owned);
    let states: BTreeMap<i64, _> = all.iter().map(|row| (i64::try_from(row.id.0).unwrap(), state(row))).collect();
    for table in [&ZONES, &DOCUMENTS] {
        let (layer, rows) = rows(&store, table).await;
        assert!(rows.len() > all.len());
        for row in rows {
            let Value::Integer(plan) = row.values[layer.schema.position(PLAN_FIELD).unwrap()] else {
                panic!("{row:?}")
            };
            assert_eq!(layer.schema.text(&row.values, STATE_FIELD).map(str::to_owned), states[&plan], "{row:?}");
        }
    }
    let again = write_subjects(&store, &city(2500)).await;
    assert!(matches!(again, Err(SampleError::Store(StoreError::LayerExists { .. }))), "{again:?}");
}
