//! Where on earth what a report tells of lies.

use spatial_core::crs::{Crs, Transform};
use spatial_core::geometry::Envelope;

use super::Report;

impl Report {
    /// The box around all that was loaded, in degrees of WGS 84.
    pub fn bounds(&self) -> Option<Envelope> {
        in_degrees(self.crs, self.extent?)
    }

    /// Longitude and latitude of places in the layer's system, in their order.
    pub fn in_degrees(&self, places: impl Iterator<Item = [f64; 2]>) -> Vec<Option<[f64; 2]>> {
        let transform = Transform::new(self.crs, Crs::WGS84).ok();
        let one = |place| {
            let mut point = [place];
            transform.as_ref()?.apply(&mut point).ok()?;
            Some(point[0]).filter(|point| point.iter().all(|degrees| degrees.is_finite()))
        };
        places.map(one).collect()
    }
}

/// A box in degrees, by its corners.
pub(crate) fn in_degrees(crs: Crs, extent: Envelope) -> Option<Envelope> {
    let [[west, south], [east, north]] = [extent.min, extent.max];
    let mut corners = [[west, south], [west, north], [east, south], [east, north]];
    Transform::new(crs, Crs::WGS84).ok()?.apply(&mut corners).ok()?;
    corners.into_iter().map(|corner| Envelope { min: corner, max: corner }).reduce(Envelope::merged)
}
