//! The 20 projected VN-2000 systems and the pinned datum shift EPSG:6960.

use crate::crs::place::EllipsoidPlace;
use crate::crs::transverse_mercator::TransverseMercator;
use crate::crs::wkt;

/// One transverse Mercator zone of VN-2000.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vn2000Zone {
    /// EPSG code.
    pub epsg: u32,
    /// Official name.
    pub name: &'static str,
    /// Central meridian in degrees east of Greenwich.
    pub central_meridian: f64,
    /// Scale on the central meridian.
    pub scale: f64,
}

const fn zone(epsg: u32, name: &'static str, central_meridian: f64, scale: f64) -> Vn2000Zone {
    Vn2000Zone { epsg, name, central_meridian, scale }
}

/// All 20, by EPSG code.
pub const ZONES: &[Vn2000Zone] = &[
    zone(3405, "VN-2000 / UTM zone 48N", 105.0, 0.9996),
    zone(3406, "VN-2000 / UTM zone 49N", 111.0, 0.9996),
    zone(5896, "VN-2000 / TM-3 zone 481", 102.0, 0.9999),
    zone(5897, "VN-2000 / TM-3 zone 482", 105.0, 0.9999),
    zone(5898, "VN-2000 / TM-3 zone 491", 108.0, 0.9999),
    zone(5899, "VN-2000 / TM-3 107-45", 107.75, 0.9999),
    zone(9205, "VN-2000 / TM-3 103-00", 103.0, 0.9999),
    zone(9206, "VN-2000 / TM-3 104-00", 104.0, 0.9999),
    zone(9207, "VN-2000 / TM-3 104-30", 104.5, 0.9999),
    zone(9208, "VN-2000 / TM-3 104-45", 104.75, 0.9999),
    zone(9209, "VN-2000 / TM-3 105-30", 105.5, 0.9999),
    zone(9210, "VN-2000 / TM-3 105-45", 105.75, 0.9999),
    zone(9211, "VN-2000 / TM-3 106-00", 106.0, 0.9999),
    zone(9212, "VN-2000 / TM-3 106-15", 106.25, 0.9999),
    zone(9213, "VN-2000 / TM-3 106-30", 106.5, 0.9999),
    zone(9214, "VN-2000 / TM-3 107-00", 107.0, 0.9999),
    zone(9215, "VN-2000 / TM-3 107-15", 107.25, 0.9999),
    zone(9216, "VN-2000 / TM-3 107-30", 107.5, 0.9999),
    zone(9217, "VN-2000 / TM-3 108-15", 108.25, 0.9999),
    zone(9218, "VN-2000 / TM-3 108-30", 108.5, 0.9999),
];

/// Scale of zones three degrees wide on their meridian.
const THREE_DEGREES_SCALE: f64 = 0.9999;
/// Easting of every central meridian, in metres; the false northing is 0.
pub(crate) const FALSE_EASTING: f64 = 500_000.0;
/// Geographic VN-2000.
pub(crate) const GEOGRAPHIC: u32 = 4756;
/// The zones EPSG withdrew because their false easting and northing were exchanged, and what replaced them.
pub(crate) const WITHDRAWN: [(u32, u32); 4] = [(6956, 5896), (6957, 5897), (6958, 5898), (6959, 5899)];

impl Vn2000Zone {
    /// The zone with this EPSG code.
    pub fn by_code(epsg: u32) -> Option<&'static Self> {
        ZONES.iter().find(|zone| zone.epsg == epsg)
    }

    /// The zone with the central meridian and the scale of a definition (WKT) on any datum: what has been surveyed in that grid
    /// stays in it if it is transformed to this zone.
    pub fn alike(definition: &str) -> Option<&'static Self> {
        wkt::zone_alike(definition)
    }

    /// Degrees of longitude it was made for: those of UTM are six wide, and scaled the more for it.
    pub fn width_degrees(&self) -> u8 {
        if self.scale < THREE_DEGREES_SCALE { 6 } else { 3 }
    }

    pub(crate) fn grid(&self) -> TransverseMercator {
        TransverseMercator::new(self.central_meridian, self.scale, FALSE_EASTING)
    }
}

/// EPSG:6960 in the position-vector convention (EPSG publishes coordinate-frame rotations: the signs change):
/// metres, arc seconds, parts per million. PROJ and PostGIS would choose between two shifts point by point, 0.8 m
/// apart, and tear polygons at 107.11°E and 11.04°N; so nobody but this table chooses.
pub(crate) const SHIFT: [f64; 7] =
    [-191.904_414_29, -39.303_182_79, -111.450_328_35, 0.009_288_36, -0.019_754_79, 0.004_273_72, 0.252_906_278];

const ARC_SECOND: f64 = std::f64::consts::PI / 648_000.0;
const RX: f64 = SHIFT[3] * ARC_SECOND;
const RY: f64 = SHIFT[4] * ARC_SECOND;
const RZ: f64 = SHIFT[5] * ARC_SECOND;
const SCALE: f64 = 1.0 + SHIFT[6] * 1e-6;

/// VN-2000 to WGS 84.
#[inline]
pub(crate) fn to_wgs84(place: EllipsoidPlace) -> EllipsoidPlace {
    let [x, y, z] = place.geocentric();
    EllipsoidPlace::from_geocentric([
        SHIFT[0] + SCALE * (x - RZ * y + RY * z),
        SHIFT[1] + SCALE * (RZ * x + y - RX * z),
        SHIFT[2] + SCALE * (-RY * x + RX * y + z),
    ])
}

/// WGS 84 to VN-2000.
#[inline]
pub(crate) fn from_wgs84(place: EllipsoidPlace) -> EllipsoidPlace {
    let [x, y, z] = place.geocentric();
    let (x, y, z) = ((x - SHIFT[0]) / SCALE, (y - SHIFT[1]) / SCALE, (z - SHIFT[2]) / SCALE);
    EllipsoidPlace::from_geocentric([x + RZ * y - RY * z, -RZ * x + y + RX * z, RY * x - RX * y + z])
}
