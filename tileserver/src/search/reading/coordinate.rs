//! A place by its coordinates: VN-2000 in either order of axes, degrees of WGS 84 in either order, or in minutes and seconds.

use spatial_core::crs::Crs;

use crate::search::reading::data_area::{DataArea, to_degrees};
use crate::search::reading::{dms, pair};

/// Northings and eastings of Vietnam in any VN-2000 zone, in metres, so that an easting is never taken for a northing; the same as in
/// the browser (`kit/grid/coordinates.ts`).
const NORTHINGS: [f64; 2] = [900_000.0, 2_700_000.0];
const EASTINGS: [f64; 2] = [100_000.0, 900_000.0];
/// Longest text that may be one pair: two numbers with words beside them.
const LONGEST: usize = 200;

/// A place someone gave by numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Coordinate {
    /// The system they were read in: a zone of VN-2000, or WGS 84.
    pub(crate) crs: Crs,
    /// Easting and northing, or longitude and latitude.
    pub(crate) given: [f64; 2],
    /// Longitude and latitude in WGS 84.
    pub(crate) at: [f64; 2],
}

/// All places a text may give, the likeliest first.
pub(crate) fn read(text: &str, area: &DataArea) -> Vec<Coordinate> {
    if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    if let Some(at) = dms::read(text) {
        return vec![Coordinate { crs: Crs::WGS84, given: at, at }];
    }
    let Some(bare) = pair::bare(text) else { return Vec::new() };
    let pairs = pair::pairs(&bare.text);
    let mut found: Vec<Coordinate> = Vec::new();
    for pair in &pairs {
        add(&mut found, in_metres(*pair, area, bare.meridian));
    }
    if found.is_empty() {
        // `12, 45` is a place somewhere, and a sheet with a parcel to most people: degrees are given with decimals, or at the data.
        let are_exact = |pair: &[f64; 2]| pair.iter().all(|value| value.fract() != 0.0);
        for pair in pairs.iter().filter(|pair| are_exact(pair)) {
            add(&mut found, in_degrees(*pair, area));
            if !found.is_empty() {
                break;
            }
        }
    }
    found
}

fn add(found: &mut Vec<Coordinate>, more: Vec<Coordinate>) {
    for one in more {
        if !found.contains(&one) {
            found.push(one);
        }
    }
}

/// Metres of VN-2000 in either order: on Vietnamese paper X is north and stands first.
fn in_metres([first, second]: [f64; 2], area: &DataArea, meridian: Option<f64>) -> Vec<Coordinate> {
    let Some(given) = [[second, first], [first, second]].into_iter().find(|given| is_vietnamese(*given)) else {
        return Vec::new();
    };
    let placed = area.zones(given, meridian).into_iter().filter_map(|zone| {
        let crs = Crs::Epsg(zone.epsg);
        Some(Coordinate { crs, given, at: to_degrees(crs, given)? })
    });
    placed.collect()
}

/// True for an easting and a northing as they occur in Vietnam.
pub(crate) fn is_vietnamese([east, north]: [f64; 2]) -> bool {
    (EASTINGS[0]..=EASTINGS[1]).contains(&east) && (NORTHINGS[0]..=NORTHINGS[1]).contains(&north)
}

/// Degrees: latitude first, as people write it, unless only the other order is possible or leads to the data.
fn in_degrees([first, second]: [f64; 2], area: &DataArea) -> Vec<Coordinate> {
    let possible = |[lon, lat]: &[f64; 2]| lon.abs() <= 180.0 && lat.abs() <= 90.0;
    let orders: Vec<[f64; 2]> = [[second, first], [first, second]].into_iter().filter(possible).collect();
    let near: Vec<[f64; 2]> = orders.iter().copied().filter(|at| area.is_near(*at)).collect();
    let chosen = if near.is_empty() { orders } else { near };
    chosen.into_iter().map(|at| Coordinate { crs: Crs::WGS84, given: at, at }).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use spatial_core::crs::Operation;
    use spatial_core::geometry::Envelope;
    use spatial_core::layer::{Clearance, Door, Draw, GeometryType, Kind, Layer, LayerName, Provenance, Schema};

    use super::*;

    fn layer(code: u32, min: [f64; 2], max: [f64; 2]) -> Layer {
        Layer {
            name: LayerName::parse("parcels").unwrap(),
            title: String::new(),
            kind: Kind::Parcel,
            schema: Schema { geometry: GeometryType::Polygon, fields: Vec::new() },
            crs: Crs::Epsg(code),
            operation: Operation(String::new()),
            draw: Draw { min_zoom: 0, class_field: None },
            clearance: Clearance::Open,
            rows: None,
            subject: None,
            door: Door::Items,
            provenance: Provenance::default(),
            extent: Some(Envelope { min, max }),
            count: 1,
        }
    }

    /// Vũng Tàu, in zone 107°45′.
    pub(crate) fn vung_tau() -> DataArea {
        DataArea::of([layer(5899, [420_000.0, 1_140_000.0], [440_000.0, 1_160_000.0])].iter())
    }

    /// The same, and Hồ Chí Minh City in zone 105°45′.
    fn two_zones() -> DataArea {
        let saigon = layer(9210, [590_000.0, 1_180_000.0], [620_000.0, 1_210_000.0]);
        DataArea::of([layer(5899, [420_000.0, 1_140_000.0], [440_000.0, 1_160_000.0]), saigon].iter())
    }

    fn codes(text: &str, area: &DataArea) -> Vec<(u32, [i64; 2])> {
        let code = |crs| if let Crs::Epsg(code) = crs { code } else { 0 };
        #[expect(clippy::cast_possible_truncation, reason = "whole metres and microdegrees")]
        let whole = |one: &Coordinate| {
            (
                code(one.crs),
                one.given.map(|value| (value * if one.crs == Crs::WGS84 { 1e6 } else { 1.0 }).round() as i64),
            )
        };
        read(text, area).iter().map(whole).collect()
    }

    #[test]
    fn metres_are_read_in_either_order_in_the_zone_of_the_data() {
        let area = vung_tau();
        for text in [
            "1150000.4 430000.2",
            "430000.2 1150000.4",
            "X=1150000.4 Y=430000.2",
            "1.150.000,4; 430.000,2",
            "430,000.2, 1,150,000.4",
            "430000 1150000",
            "430.000 1.150.000",
        ] {
            assert_eq!(codes(text, &area), [(5899, [430_000, 1_150_000])], "{text}");
        }
        let [lon, lat] = read("1150000 430000", &area)[0].at;
        assert!((107.0..107.2).contains(&lon) && (10.3..10.5).contains(&lat), "{lon} {lat}");
    }

    #[test]
    fn the_zone_is_the_one_at_whose_data_the_place_lies_and_else_all_that_fit() {
        let area = two_zones();
        assert_eq!(codes("1150000 430000", &area), [(5899, [430_000, 1_150_000])]);
        assert_eq!(codes("1200000 600000", &area), [(9210, [600_000, 1_200_000])]);
        let both = codes("1400000 500000", &area);
        assert_eq!(both, [(5899, [500_000, 1_400_000]), (9210, [500_000, 1_400_000])]);
        assert_eq!(codes("1400000 500000 KTT 105°45'", &area), [(9210, [500_000, 1_400_000])]);
        assert_eq!(codes("1150000 430000", &DataArea::default()), []);
    }

    #[test]
    fn an_easting_is_never_taken_for_a_northing() {
        let area = two_zones();
        for text in ["910000 500000", "500000 910000"] {
            let found = codes(text, &area);
            assert!(
                !found.is_empty() && found.iter().all(|(_, given)| *given == [500_000, 910_000]),
                "{text}: {found:?}"
            );
        }
        for text in ["890000 895000", "899000 500000", "910000 99000", "2700001 500000"] {
            assert_eq!(codes(text, &area), [], "{text}");
        }
    }

    #[test]
    fn degrees_are_read_in_either_order() {
        let area = vung_tau();
        for text in [
            "10.346, 107.084",
            "107.084, 10.346",
            "10,346 107,084",
            "10.346,107.084",
            "lat 10.346 lon 107.084",
            "10°20'45.6\"N 107°05'02.4\"E",
            "WGS84: 10.346; 107.084",
        ] {
            assert_eq!(codes(text, &area), [(4326, [107_084_000, 10_346_000])], "{text}");
        }
        assert_eq!(codes("42.3, -71.1", &area).len(), 2);
        assert_eq!(codes("42.3, 142.7", &area), [(4326, [142_700_000, 42_300_000])]);
    }

    #[test]
    fn other_texts_give_no_place() {
        for text in
            ["12/45", "12 45", "tờ 12 thửa 45", "nguyen hue 45", "1017/QĐ-UBND", "", "200.5 300.5", "26506-12-45"]
        {
            assert_eq!(codes(text, &vung_tau()), [], "{text}");
        }
    }
}
