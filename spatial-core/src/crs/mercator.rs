//! Web Mercator and the drawing grid: the whole Mercator square on unsigned 32 bits, y down.
//!
//! A drawing point is the nearest grid point, so a point stands for the square half a unit around it.

use std::f64::consts::{PI, TAU};

use crate::crs::place::{EllipsoidPlace, SEMI_MAJOR};

/// Grid points along one side of the Mercator square.
const SIDE: f64 = 4_294_967_296.0;

/// Longitude/latitude (WGS 84 degrees) to the nearest point of the drawing grid; one unit is 9.3 mm at the equator.
/// Clamped to the square.
pub fn to_drawing(lon: f64, lat: f64) -> [u32; 2] {
    snapped(lon / 360.0 + 0.5, 0.5 - isometric(lat.to_radians().sin()) / TAU)
}

/// A point of the drawing grid as longitude/latitude in WGS 84 degrees.
pub fn from_drawing(point: [u32; 2]) -> (f64, f64) {
    let lon = (f64::from(point[0]) / SIDE - 0.5) * 360.0;
    let isometric = (0.5 - f64::from(point[1]) / SIDE) * TAU;
    (lon, isometric.sinh().atan().to_degrees())
}

/// The drawing point of a place.
#[inline]
pub(crate) fn drawing_of(place: EllipsoidPlace) -> [u32; 2] {
    snapped(place.lon() / TAU + 0.5, 0.5 - isometric(place.sin_lat) / TAU)
}

/// The drawing point of Web Mercator metres.
#[inline]
pub(crate) fn drawing_of_metres([x, y]: [f64; 2]) -> [u32; 2] {
    let circumference = TAU * SEMI_MAJOR;
    snapped(x / circumference + 0.5, 0.5 - y / circumference)
}

/// Degrees to Web Mercator metres; `None` off the earth and at the poles.
#[inline]
pub(crate) fn to_metres([lon, lat]: [f64; 2]) -> Option<[f64; 2]> {
    if !(lon.abs() <= 360.0 && lat.abs() < 90.0) {
        return None;
    }
    let y = SEMI_MAJOR * isometric(lat.to_radians().sin());
    y.is_finite().then_some([SEMI_MAJOR * lon.to_radians(), y])
}

/// Web Mercator metres to degrees; `None` beyond two turns of the earth.
#[inline]
pub(crate) fn to_degrees([x, y]: [f64; 2]) -> Option<[f64; 2]> {
    if !(x.abs() <= 2.0 * PI * SEMI_MAJOR && y.abs() <= 2.0 * PI * SEMI_MAJOR) {
        return None;
    }
    Some([(x / SEMI_MAJOR).to_degrees(), (y / SEMI_MAJOR).sinh().atan().to_degrees()])
}

/// Isometric latitude on the sphere from the sine of the latitude: ln tan(π/4 + φ/2).
#[inline]
fn isometric(sin_lat: f64) -> f64 {
    0.5 * ((1.0 + sin_lat) / (1.0 - sin_lat)).ln()
}

/// Fractions of the square to the nearest grid point. A float-to-integer `as` saturates, which is the clamp.
#[inline]
fn snapped(x: f64, y: f64) -> [u32; 2] {
    [(x * SIDE + 0.5) as u32, (y * SIDE + 0.5) as u32]
}

#[cfg(test)]
mod tests {
    use super::{from_drawing, to_degrees, to_drawing, to_metres};

    #[test]
    fn the_corners_of_the_square_are_clamped() {
        assert_eq!(to_drawing(-180.0, 85.051_128_779_806_6), [0, 0]);
        assert_eq!(to_drawing(0.0, 0.0), [1 << 31, 1 << 31]);
        assert_eq!(to_drawing(200.0, -90.0), [u32::MAX, u32::MAX]);
        assert_eq!(to_drawing(-200.0, 90.0), [0, 0]);
    }

    #[test]
    fn a_drawing_point_comes_back_as_itself() {
        for point in [[0, 0], [1, u32::MAX], [3_422_552_064, 2_021_654_528], [1 << 31, 1 << 31], [u32::MAX, 7]] {
            let (lon, lat) = from_drawing(point);
            assert_eq!(to_drawing(lon, lat), point);
        }
    }

    #[test]
    fn metres_and_degrees_are_each_others_inverse() {
        let metres = to_metres([107.0843, 10.346]).unwrap();
        assert!((metres[0] - 11_920_569.748).abs() < 1e-3, "{metres:?}");
        let degrees = to_degrees(metres).unwrap();
        assert!((degrees[0] - 107.0843).abs() < 1e-12 && (degrees[1] - 10.346).abs() < 1e-12);
        assert!(to_metres([0.0, 90.0]).is_none());
    }
}
