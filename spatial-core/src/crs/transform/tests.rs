//! PROJ and proj4rs as judges of our own arithmetic, and properties of all transforms.

use proj::Proj;
use proptest::prelude::{ProptestConfig, Strategy, proptest};

use super::{Crs, CrsError, Transform};
use crate::crs::{ZONES, from_drawing, to_drawing};

const SHIFT: &str = "+proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 \
                     +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame";

/// EPSG:6960 as published (coordinate frame), the zone by PROJ's own transverse Mercator; to WGS 84 and back.
fn pinned_pipelines(meridian: f64, scale: f64) -> [Proj; 2] {
    let zone = format!("+proj=tmerc +lat_0=0 +lon_0={meridian} +k={scale} +x_0=500000 +y_0=0 +ellps=WGS84");
    let cart = "+proj=cart +ellps=WGS84";
    let degrees = "+proj=unitconvert +xy_in=rad +xy_out=deg";
    [
        format!("+step +inv {zone} +step {cart} +step {SHIFT} +step +inv {cart} +step {degrees}"),
        format!("+step +inv {degrees} +step {cart} +step +inv {SHIFT} +step +inv {cart} +step {zone}"),
    ]
    .map(|steps| Proj::new(&format!("+proj=pipeline {steps}")).unwrap())
}

#[test]
fn all_zones_agree_with_proj_within_a_hundredth_of_a_millimetre() {
    for zone in ZONES {
        let [to_wgs84, from_wgs84] = pinned_pipelines(zone.central_meridian, zone.scale);
        let crs = Crs::Epsg(zone.epsg);
        let (to_degrees, to_grid) =
            (Transform::new(crs, Crs::WGS84).unwrap(), Transform::new(Crs::WGS84, crs).unwrap());
        for east in (100_000..=1_000_000).step_by(75_000) {
            for north in (850_000..=2_650_000).step_by(150_000) {
                let start = [f64::from(east), f64::from(north)];
                let theirs = to_wgs84.convert((start[0], start[1])).unwrap();
                let mut ours = [start];
                to_degrees.apply(&mut ours).unwrap();
                let off = (ours[0][0] - theirs.0).hypot(ours[0][1] - theirs.1) * 111_320.0;
                assert!(off < 1e-5, "{crs} {start:?}: {off} m from PROJ");

                let theirs = from_wgs84.convert((ours[0][0], ours[0][1])).unwrap();
                to_grid.apply(&mut ours).unwrap();
                let off = (ours[0][0] - theirs.0).hypot(ours[0][1] - theirs.1);
                assert!(off < 1e-5, "{crs} {start:?}: {off} m from PROJ on the way back");
            }
        }
    }
}

#[test]
fn proj4rs_agrees_too() {
    let ours = Transform::new(Crs::Epsg(5899), Crs::WGS84).unwrap();
    let zone = proj4rs::Proj::from_proj_string(
        "+proj=tmerc +lat_0=0 +lon_0=107.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +no_defs \
         +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278",
    )
    .unwrap();
    let wgs84 = proj4rs::Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").unwrap();
    for start in [[426_902.367_2, 1_144_200.497_5], [650_000.0, 2_300_000.0], [180_000.0, 900_000.0]] {
        let mut theirs = (start[0], start[1], 0.0);
        proj4rs::transform::transform(&zone, &wgs84, &mut theirs).unwrap();
        let mut point = [start];
        ours.apply(&mut point).unwrap();
        let off = (point[0][0] - theirs.0.to_degrees()).hypot(point[0][1] - theirs.1.to_degrees()) * 111_320.0;
        assert!(off < 1e-4, "{start:?}: {off} m from proj4rs");
    }
}

#[test]
fn the_operation_is_named() {
    let name = |from, to| Transform::new(from, to).unwrap().operation().0.clone();
    assert_eq!(name(Crs::Epsg(9218), Crs::WGS84), "EPSG:6960");
    assert_eq!(name(Crs::WEB_MERCATOR, Crs::Epsg(5899)), "EPSG:6960");
    assert_eq!(name(Crs::Epsg(9218), Crs::Epsg(5899)), "none (same datum)");
    assert_eq!(name(Crs::WGS84, Crs::WEB_MERCATOR), "none (same datum)");
    assert_eq!(name(Crs::WGS84, Crs::WGS84), "none (same system)");
    let massachusetts = name(Crs::Epsg(2249), Crs::WGS84);
    assert!(massachusetts.starts_with("PROJ: ") && massachusetts.contains("Massachusetts"), "{massachusetts}");
    assert!(name(Crs::Epsg(3148), Crs::Epsg(5899)).starts_with("EPSG:6960; PROJ: "));
    assert!(matches!(Transform::new(Crs::Local, Crs::WGS84), Err(CrsError::Local)));
    assert!(matches!(Transform::new(Crs::WGS84, Crs::Epsg(999_999)), Err(CrsError::Proj { .. })));
}

#[test]
fn a_foreign_system_reaches_the_map_from_any_thread() {
    let transform = Transform::new(Crs::Epsg(2249), Crs::WGS84).unwrap();
    let drawn = std::thread::spawn(move || {
        let mut out = Vec::new();
        transform.to_drawing(&[[770_000.0, 2_960_000.0]], &mut out).unwrap();
        out[0]
    })
    .join()
    .unwrap();
    let (lon, lat) = from_drawing(drawn);
    assert!((lon + 71.07).abs() < 0.1 && (lat - 42.37).abs() < 0.1, "{lon}, {lat}");
}

#[test]
fn a_point_that_is_nowhere_is_named() {
    for (crs, nowhere) in [
        (Crs::Epsg(5899), [48_500_000.0, 1_100_000.0]),
        (Crs::Epsg(5899), [f64::NAN, 1_100_000.0]),
        (Crs::WGS84, [107.0, f64::INFINITY]),
        (Crs::Epsg(2249), [f64::NAN, 0.0]),
    ] {
        let transform = Transform::new(crs, Crs::WEB_MERCATOR).unwrap();
        let error = transform.apply(&mut [nowhere]).unwrap_err();
        assert!(matches!(error, CrsError::OutOfArea { .. }), "{error}");
        let mut out = Vec::new();
        assert!(transform.to_drawing(&[nowhere], &mut out).is_err() && out.is_empty());
    }
}

fn in_vietnam() -> impl Strategy<Value = [f64; 2]> {
    (102.0..110.0, 8.0..23.5).prop_map(|(lon, lat)| [lon, lat])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_system_of_ours_gives_back_what_it_was_given(start in in_vietnam(), zone in 0..ZONES.len()) {
        for crs in [Crs::Epsg(ZONES[zone].epsg), Crs::Epsg(4756), Crs::WEB_MERCATOR] {
            let mut point = [start];
            Transform::new(Crs::WGS84, crs).unwrap().apply(&mut point).unwrap();
            Transform::new(crs, Crs::WGS84).unwrap().apply(&mut point).unwrap();
            let off = (point[0][0] - start[0]).hypot(point[0][1] - start[1]) * 111_320.0;
            // The shift drops the height it makes (up to 40 m in the north-west), as PROJ does.
            assert!(off < 2e-3, "{crs}: {off} m");
        }
    }

    #[test]
    fn zone_to_zone_is_the_way_over_degrees_of_vn2000(start in in_vietnam(), a in 0..ZONES.len(), b in 0..ZONES.len()) {
        let (a, b) = (Crs::Epsg(ZONES[a].epsg), Crs::Epsg(ZONES[b].epsg));
        let mut point = [start];
        Transform::new(Crs::Epsg(4756), a).unwrap().apply(&mut point).unwrap();
        Transform::new(a, b).unwrap().apply(&mut point).unwrap();
        Transform::new(b, Crs::Epsg(4756)).unwrap().apply(&mut point).unwrap();
        let off = (point[0][0] - start[0]).hypot(point[0][1] - start[1]) * 111_320.0;
        assert!(off < 1e-5, "{a} → {b}: {off} m");
    }

    #[test]
    fn the_drawing_path_ends_where_the_long_way_ends(start in in_vietnam(), zone in 0..ZONES.len()) {
        let crs = Crs::Epsg(ZONES[zone].epsg);
        let mut point = [start];
        Transform::new(Crs::WGS84, crs).unwrap().apply(&mut point).unwrap();
        let to_degrees = Transform::new(crs, Crs::WGS84).unwrap();
        let mut drawn = Vec::new();
        to_degrees.to_drawing(&point, &mut drawn).unwrap();
        to_degrees.apply(&mut point).unwrap();
        let expected = to_drawing(point[0][0], point[0][1]);
        assert!(drawn[0][0].abs_diff(expected[0]) <= 1 && drawn[0][1].abs_diff(expected[1]) <= 1, "{drawn:?} {expected:?}");
    }
}
