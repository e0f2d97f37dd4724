//! Control points of VN-2000, and the seam that a careless datum shift would tear.

use spatial_core::crs::{Crs, Transform};

struct ControlPoint {
    place: String,
    degrees: [f64; 2],
    crs: Crs,
    metres: [f64; 2],
}

fn control_points(text: &str) -> Vec<ControlPoint> {
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let number = |i: usize| cells[i].parse::<f64>().expect("a number");
            ControlPoint {
                place: cells[0].to_owned(),
                degrees: [number(2), number(1)],
                crs: Crs::parse(&format!("EPSG:{}", cells[3])).expect("a code"),
                metres: [number(4), number(5)],
            }
        })
        .collect()
}

#[test]
fn control_points_agree_within_a_millimetre_both_ways() {
    let Some(path) =
        system_tests::shared("control_points_agree_within_a_millimetre_both_ways", "facts/vn2000_points.csv")
    else {
        return;
    };
    let points = control_points(&std::fs::read_to_string(path).unwrap());
    assert_eq!(points.len(), 16);
    for ControlPoint { place, degrees, crs, metres } in points {
        let mut there = [degrees];
        Transform::new(Crs::WGS84, crs).unwrap().apply(&mut there).unwrap();
        let off = (there[0][0] - metres[0]).hypot(there[0][1] - metres[1]);
        assert!(off < 1e-3, "{place} → {crs}: {off} m");

        let mut back = [metres];
        Transform::new(crs, Crs::WGS84).unwrap().apply(&mut back).unwrap();
        let metres_per_degree = 111_320.0;
        let east = (back[0][0] - degrees[0]) * metres_per_degree * degrees[1].to_radians().cos();
        let north = (back[0][1] - degrees[1]) * metres_per_degree;
        assert!(east.hypot(north) < 1e-3, "{crs} → {place}: {east}, {north} m");
    }
}

/// West of 107.11°E and south of 11.04°N PROJ would change the shift by 0.8 m within one polygon.
#[test]
fn a_polygon_across_the_edge_of_the_southern_shift_has_no_seam() {
    for (crs, middle) in [(Crs::Epsg(5899), [107.11, 10.4]), (Crs::Epsg(9210), [106.5, 11.04])] {
        let mut centre = [middle];
        Transform::new(Crs::WGS84, crs).unwrap().apply(&mut centre).unwrap();
        // A ring of 4 × 1,000 points, 1 m apart, across the meridian or parallel.
        let [east, north] = centre[0].map(f64::round);
        let ring: Vec<[f64; 2]> = (0..4000)
            .map(|i| {
                let along = f64::from(i % 1000) - 500.0;
                match i / 1000 {
                    0 => [east + along, north - 500.0],
                    1 => [east + 500.0, north + along],
                    2 => [east - along, north + 500.0],
                    _ => [east - 500.0, north - along],
                }
            })
            .collect();
        let mut degrees = ring.clone();
        Transform::new(crs, Crs::WGS84).unwrap().apply(&mut degrees).unwrap();
        assert!(degrees.iter().any(|p| p[0] < middle[0]) && degrees.iter().any(|p| p[0] > middle[0]));
        assert!(degrees.iter().any(|p| p[1] < middle[1]) && degrees.iter().any(|p| p[1] > middle[1]));
        for pair in degrees.windows(2) {
            let north = (pair[1][1] - pair[0][1]) * 110_612.0;
            let east = (pair[1][0] - pair[0][0]) * 111_320.0 * pair[0][1].to_radians().cos();
            let apart = east.hypot(north);
            assert!((apart - 1.0).abs() < 5e-3, "{crs}: neighbours 1 m apart are {apart} m apart at {pair:?}");
        }
        // Without the ellipsoid's approximations above: the grid of another zone has no seam either.
        let mut neighbour = ring;
        Transform::new(crs, Crs::Epsg(5899)).unwrap().apply(&mut neighbour).unwrap();
        for pair in neighbour.windows(2) {
            let apart = (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
            assert!((apart - 1.0).abs() < 1e-3, "{apart}");
        }
    }
}

/// The published vectors of the parcel identifier: 12 characters are 3 × 2 cm, so a wrong sign in the shift shows.
#[test]
fn parcel_identifiers_come_out_as_published() {
    for (code, point, expected) in [
        (9218, [456_313.40, 1_208_622.92], "w3uy5vt93w85"),
        (5899, [436_154.18, 1_160_806.39], "w3u5wwv9rh1k"),
        (5899, [426_902.37, 1_144_200.50], "w3u4ug2mv41q"),
        (5899, [500_000.0, 1_220_000.0], "w3uwgbq6nwcu"),
        (9218, [500_000.0, 1_200_000.0], "w3vjtp2sf9x9"),
    ] {
        let mut place = [point];
        Transform::new(Crs::Epsg(code), Crs::WGS84).unwrap().apply(&mut place).unwrap();
        assert_eq!(geohash(place[0]), expected);
    }
}

/// Twelve characters of GeoHash: 60 bits, longitude first, halving each range in turn.
fn geohash([lon, lat]: [f64; 2]) -> String {
    let alphabet = b"0123456789bcdefghjkmnpqrstuvwxyz";
    let mut ranges = [[-180.0, 180.0], [-90.0, 90.0]];
    let mut hash = String::new();
    for character in 0..12 {
        let mut digit = 0;
        for bit in 0..5 {
            let axis = (character * 5 + bit) % 2;
            let [low, high] = ranges[axis];
            let middle = (low + high) / 2.0;
            let is_upper = [lon, lat][axis] >= middle;
            ranges[axis] = if is_upper { [middle, high] } else { [low, middle] };
            digit = digit * 2 + usize::from(is_upper);
        }
        hash.push(char::from(alphabet[digit]));
    }
    hash
}
