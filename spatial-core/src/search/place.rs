//! Where to point at when a feature is shown: a place in it, in degrees. From the drawing, so good for looking and nothing else.

use crate::crs::from_drawing;
use crate::geometry::DrawingPoint;
use crate::search::found::FoundFeature;
use crate::snapshot::{FeatureRef, Shape};

impl FoundFeature<'_> {
    /// A place in the feature as longitude and latitude in WGS 84; `None` without shape. A polygon's lies inside it.
    pub fn place(&self) -> Option<[f64; 2]> {
        let (lon, lat) = from_drawing(place_in(self.feature())?);
        Some([lon, lat])
    }

    /// The box around it: west, south, east, north in degrees of WGS 84; `None` without shape.
    pub fn degrees(&self) -> Option<[f64; 4]> {
        let bounds = self.bounds();
        // Drawing coordinates run from north to south.
        let ((west, north), (east, south)) = (from_drawing(bounds.min), from_drawing(bounds.max));
        (bounds.min[0] <= bounds.max[0]).then_some([west, south, east, north])
    }
}

fn place_in(feature: &FeatureRef<'_>) -> Option<DrawingPoint> {
    let points = feature.points();
    match feature.shape() {
        Shape::Polygon => widest(feature).or_else(|| points.first().copied()),
        Shape::Line | Shape::Point => points.get(points.len() / 2).copied(),
    }
}

/// The middle of the widest stretch inside, halfway down the box.
fn widest(feature: &FeatureRef<'_>) -> Option<DrawingPoint> {
    let bounds = feature.bounds();
    let y = bounds.min[1].midpoint(bounds.max[1]);
    let mut crossings: Vec<f64> = Vec::new();
    for ring in feature.rings() {
        let next = ring.points.iter().cycle().skip(1);
        for (a, b) in ring.points.iter().zip(next) {
            if (a[1] > y) != (b[1] > y) {
                let [ax, ay, bx, by] = [a[0], a[1], b[0], b[1]].map(f64::from);
                crossings.push(ax + (f64::from(y) + 0.5 - ay) / (by - ay) * (bx - ax));
            }
        }
    }
    crossings.sort_by(f64::total_cmp);
    let stretches = crossings.chunks_exact(2).map(|pair| (pair[1] - pair[0], pair[0].midpoint(pair[1])));
    let (_, x) = stretches.max_by(|a, b| a.0.total_cmp(&b.0))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between points of the grid")]
    Some([x as u32, y])
}
