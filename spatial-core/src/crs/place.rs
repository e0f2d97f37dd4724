//! A place on the WGS 84 ellipsoid (VN-2000 uses the same one), carried as sines and cosines so that a chain of
//! transforms needs as few trigonometric calls as possible.

/// Semi-major axis in metres.
pub(crate) const SEMI_MAJOR: f64 = 6_378_137.0;
/// Flattening.
const F: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
const E2: f64 = F * (2.0 - F);
/// Third flattening.
pub(crate) const N: f64 = F / (2.0 - F);
const SEMI_MINOR: f64 = SEMI_MAJOR * (1.0 - F);
/// Second eccentricity squared.
const SECOND_E2: f64 = E2 / (1.0 - E2);

/// Geodetic latitude and longitude as sines and cosines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EllipsoidPlace {
    pub(crate) sin_lat: f64,
    pub(crate) cos_lat: f64,
    pub(crate) sin_lon: f64,
    pub(crate) cos_lon: f64,
}

impl EllipsoidPlace {
    /// From longitude/latitude in degrees; `None` unless finite and on the earth.
    #[inline]
    pub(crate) fn from_degrees([lon, lat]: [f64; 2]) -> Option<Self> {
        if !(lon.abs() <= 360.0 && lat.abs() <= 90.0) {
            return None;
        }
        let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
        let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
        Some(Self { sin_lat, cos_lat, sin_lon, cos_lon })
    }

    /// Longitude/latitude in degrees.
    #[inline]
    pub(crate) fn to_degrees(self) -> [f64; 2] {
        [self.lon().to_degrees(), self.sin_lat.atan2(self.cos_lat).to_degrees()]
    }

    /// Longitude in radians.
    #[inline]
    pub(crate) fn lon(self) -> f64 {
        self.sin_lon.atan2(self.cos_lon)
    }

    /// Geocentric coordinates in metres at ellipsoidal height 0.
    #[inline]
    pub(crate) fn geocentric(self) -> [f64; 3] {
        let normal = SEMI_MAJOR / (1.0 - E2 * self.sin_lat * self.sin_lat).sqrt();
        let beside = normal * self.cos_lat;
        [beside * self.cos_lon, beside * self.sin_lon, normal * (1.0 - E2) * self.sin_lat]
    }

    /// The place below a geocentric point near the surface: Bowring's formula in one step, exact to a nanometre for
    /// heights below 10 km. The height is dropped.
    #[inline]
    pub(crate) fn from_geocentric([x, y, z]: [f64; 3]) -> Self {
        let beside = (x * x + y * y).sqrt();
        let (sin_u, cos_u) = unit(z * SEMI_MAJOR, beside * SEMI_MINOR);
        let (sin_lat, cos_lat) =
            unit(z + SECOND_E2 * SEMI_MINOR * sin_u * sin_u * sin_u, beside - E2 * SEMI_MAJOR * cos_u * cos_u * cos_u);
        let (sin_lon, cos_lon) = if beside > 0.0 { (y / beside, x / beside) } else { (0.0, 1.0) };
        Self { sin_lat, cos_lat, sin_lon, cos_lon }
    }
}

#[inline]
fn unit(sin: f64, cos: f64) -> (f64, f64) {
    let length = (sin * sin + cos * cos).sqrt();
    (sin / length, cos / length)
}
