//! The extract of a parcel and the check of a building on it never contradict each other: on many parcels of the sample city, with plans of
//! every kind over it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Scene;
use super::check::posted;

/// A day on which a detailed plan, a sector's and the land to be taken in its year are in force.
const DAY: &str = "2026-11-01";
/// Each so manieth parcel of the city is asked.
const STEP: usize = 12;
/// Rounding of areas that are told in hundredths, and of corners that are sent in degrees.
const ABOUT: f64 = 0.1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_extract_says_may_be_built_on_the_check_of_a_building_does_not_forbid() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (_, page) = scene.asked("", "/collections/parcels/items?limit=1000").await;
    let (mut open, mut closed) = (0, 0);
    for parcel in page["features"].as_array().context("parcels")?.iter().step_by(STEP) {
        let key = parcel["properties"]["ma_dinh_danh"].as_str().context("a key")?;
        let (status, told) = scene.asked("", &format!("/v1/parcels/{key}/extract?as_of={DAY}")).await;
        assert_eq!(status, 200, "{told}");
        let building = json!({ "footprint": parcel["geometry"], "parcel": key, "storeys": 2, "as_of": DAY });
        let (status, checked) = posted(&scene, "", None, &building).await;
        assert_eq!(status, 200, "{checked}");
        let (left, forbidden) = (&told["buildable"], forbidden(&checked));
        if left["percent"].as_f64().is_some_and(|percent| percent > 99.99) {
            assert!(forbidden.is_empty(), "all of {key} may be built on: {left} {forbidden:?}");
            open += 1;
        }
        for zone in left["closed"].as_array().into_iter().flatten() {
            let id = zone["zone_id"].as_u64().context("a zone")?;
            let (area, standing) = (zone["area_m2"].as_f64().context("an area")?, forbidden.get(&id));
            // Lines may have taken more of the zone before it closed the rest.
            assert!(standing.is_some_and(|standing| area <= standing + ABOUT), "{key}: {zone} {forbidden:?}");
            assert!(zone["text"].as_str().is_some_and(|text| text.contains("m²")), "{zone}");
            closed += 1;
        }
        no_verdict_contradicts_its_figure(&checked);
    }
    assert!(open > 10 && closed > 2, "the city has parcels of both sorts: {open}, {closed}");
    Ok(())
}

/// How much of a building lies in each zone in which none may stand.
fn forbidden(checked: &Value) -> BTreeMap<u64, f64> {
    let checks = checked["checks"].as_array().into_iter().flatten();
    let zones = checks.filter(|check| check["reason_code"] == "zone_forbids");
    zones.filter_map(|check| Some((check["zone_id"].as_u64()?, check["measured"].as_f64()?))).collect()
}

/// What passes lies nowhere it may not; what fails does. And no sentence has a word for programs.
fn no_verdict_contradicts_its_figure(checked: &Value) {
    for check in checked["checks"].as_array().into_iter().flatten() {
        let (verdict, measured) = (check["verdict"].as_str().unwrap_or_default(), check["measured"].as_f64());
        if check["check"] == "encroachment" {
            assert_eq!(verdict == "pass", measured == Some(0.0), "{check}");
        }
        let most = check["limit"]["max"].as_f64().filter(|_| verdict == "pass");
        assert!(!most.zip(measured).is_some_and(|(most, measured)| measured > most), "{check}");
        assert!(check["reason"].as_str().is_some_and(|reason| !reason.contains('_')), "{check}");
    }
}
