//! Coordinates that do not fit the system they claim to be in. Reported to a person, never mended by a guess.

use crate::crs::{Crs, Transform};
use crate::message::{Message, Say};

/// Mainland Vietnam with its coastal islands: smallest and largest longitude and latitude.
const VIETNAM: [[f64; 2]; 2] = [[102.0, 8.0], [110.0, 23.5]];
/// Northings and eastings of Vietnam in any VN-2000 zone, in metres.
const NORTHINGS: [f64; 2] = [880_000.0, 2_610_000.0];
const EASTINGS: [f64; 2] = [150_000.0, 900_000.0];

/// What seems wrong with a layer's reference system.
#[derive(Debug, Clone, PartialEq)]
pub enum CrsDoubt {
    /// x and y look exchanged (on Vietnamese paper X is north and Y is east).
    SwappedAxes {
        /// The system the layer claims.
        crs: Crs,
    },
    /// The place lies outside Vietnam: perhaps another central meridian.
    OutsideVietnam {
        /// The system the layer claims.
        crs: Crs,
        /// Where a corner of the layer would lie, in degrees of WGS 84; `None` if nowhere on the earth.
        place: Option<[f64; 2]>,
    },
    /// Degrees in a system of metres.
    DegreesInMetres {
        /// The system the layer claims.
        crs: Crs,
    },
    /// Metres in a system of degrees.
    MetresInDegrees {
        /// The system the layer claims.
        crs: Crs,
    },
}

impl Say for CrsDoubt {
    fn message(&self) -> Message {
        match self {
            Self::SwappedAxes { crs } => Message::new("crs-doubt-swapped").with("crs", crs),
            Self::OutsideVietnam { crs, place } => {
                let place = place.map_or_else(|| "?".to_owned(), |[lon, lat]| format!("{lon:.4}, {lat:.4}"));
                Message::new("crs-doubt-outside-vietnam").with("crs", crs).with("place", place)
            }
            Self::DegreesInMetres { crs } => Message::new("crs-doubt-degrees").with("crs", crs),
            Self::MetresInDegrees { crs } => Message::new("crs-doubt-metres").with("crs", crs),
        }
    }
}

/// What seems wrong with a layer whose coordinates lie between `min` and `max` (x = easting or longitude).
///
/// Layers elsewhere on the earth are none of our business unless they claim a Vietnamese system; coordinates of
/// Vietnam with exchanged axes are noticed in any system of degrees.
pub fn diagnose(crs: Crs, min: [f64; 2], max: [f64; 2]) -> Vec<CrsDoubt> {
    let Ok(info) = crs.info() else { return Vec::new() };
    let doubt = if info.is_geographic { in_degrees(crs, min, max) } else { in_metres(crs, min, max) };
    doubt.into_iter().collect()
}

fn in_degrees(crs: Crs, min: [f64; 2], max: [f64; 2]) -> Option<CrsDoubt> {
    let [west_south, east_north] = VIETNAM;
    if within(min[0], max[0], west_south[1], east_north[1]) && within(min[1], max[1], west_south[0], east_north[0]) {
        return Some(CrsDoubt::SwappedAxes { crs });
    }
    if min[0] < -360.0 || max[0] > 360.0 || min[1] < -90.0 || max[1] > 90.0 {
        return Some(CrsDoubt::MetresInDegrees { crs });
    }
    outside_vietnam(crs, min, max)
}

fn in_metres(crs: Crs, min: [f64; 2], max: [f64; 2]) -> Option<CrsDoubt> {
    let are_degrees = min[0] >= -180.0 && max[0] <= 180.0 && min[1] >= -180.0 && max[1] <= 180.0;
    // A single point at the origin of a foreign grid is possible; of a Vietnamese one it is not.
    if are_degrees && (crs.is_vn2000() || min != [0.0; 2]) {
        return Some(CrsDoubt::DegreesInMetres { crs });
    }
    if !crs.is_vn2000() {
        return None;
    }
    let is_swapped =
        within(min[0], max[0], NORTHINGS[0], NORTHINGS[1]) && within(min[1], max[1], EASTINGS[0], EASTINGS[1]);
    // Eastings and northings may both be near 0.9 million; then the place decides.
    if is_swapped && outside_vietnam(crs, min, max).is_some() {
        return Some(CrsDoubt::SwappedAxes { crs });
    }
    outside_vietnam(crs, min, max)
}

fn outside_vietnam(crs: Crs, min: [f64; 2], max: [f64; 2]) -> Option<CrsDoubt> {
    if !crs.is_vn2000() {
        return None;
    }
    let to_degrees = Transform::new(crs, Crs::WGS84).ok()?;
    for corner in [min, max] {
        let mut place = [corner];
        if to_degrees.apply(&mut place).is_err() {
            return Some(CrsDoubt::OutsideVietnam { crs, place: None });
        }
        let [[lon, lat]] = place;
        let [[west, south], [east, north]] = VIETNAM;
        if !((west..=east).contains(&lon) && (south..=north).contains(&lat)) {
            return Some(CrsDoubt::OutsideVietnam { crs, place: Some([lon, lat]) });
        }
    }
    None
}

fn within(min: f64, max: f64, low: f64, high: f64) -> bool {
    low <= min && max <= high
}

#[cfg(test)]
mod tests {
    use super::{CrsDoubt, diagnose};
    use crate::crs::Crs;

    const TM3: Crs = Crs::Epsg(5899);

    #[test]
    fn a_layer_at_its_place_raises_no_doubt() {
        assert_eq!(diagnose(TM3, [420_000.0, 1_140_000.0], [440_000.0, 1_160_000.0]), []);
        assert_eq!(diagnose(Crs::WGS84, [107.0, 10.3], [107.2, 10.5]), []);
        assert_eq!(diagnose(Crs::WGS84, [-71.16, 42.35], [-71.06, 42.4]), []);
        assert_eq!(diagnose(Crs::Epsg(2249), [740_000.0, 2_940_000.0], [780_000.0, 2_980_000.0]), []);
        assert_eq!(diagnose(Crs::Local, [1_140_000.0, 420_000.0], [1_160_000.0, 440_000.0]), []);
        // Côn Đảo: the southernmost northings are nearly as small as the largest eastings.
        assert_eq!(diagnose(Crs::Epsg(9210), [590_000.0, 955_000.0], [600_000.0, 965_000.0]), []);
    }

    #[test]
    fn paper_order_is_noticed() {
        assert_eq!(
            diagnose(TM3, [1_140_000.0, 420_000.0], [1_160_000.0, 440_000.0]),
            [CrsDoubt::SwappedAxes { crs: TM3 }]
        );
        assert_eq!(diagnose(Crs::WGS84, [10.3, 107.0], [10.5, 107.2]), [CrsDoubt::SwappedAxes { crs: Crs::WGS84 }]);
    }

    #[test]
    fn a_place_in_the_sea_is_noticed() {
        let found = diagnose(Crs::Epsg(5898), [760_000.0, 1_140_000.0], [770_000.0, 1_160_000.0]);
        assert!(
            matches!(found[..], [CrsDoubt::OutsideVietnam { place: Some([lon, _]), .. }] if lon > 110.0),
            "{found:?}"
        );
        let nowhere = diagnose(TM3, [420_000.0, 1_140_000.0], [48_420_000.0, 1_160_000.0]);
        assert_eq!(nowhere, [CrsDoubt::OutsideVietnam { crs: TM3, place: None }]);
    }

    #[test]
    fn degrees_and_metres_are_told_apart() {
        assert_eq!(diagnose(TM3, [107.0, 10.3], [107.2, 10.5]), [CrsDoubt::DegreesInMetres { crs: TM3 }]);
        assert_eq!(
            diagnose(Crs::WGS84, [420_000.0, 1_140_000.0], [440_000.0, 1_160_000.0]),
            [CrsDoubt::MetresInDegrees { crs: Crs::WGS84 }]
        );
    }
}
