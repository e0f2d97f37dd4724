//! Which areas of many lie on one another.

use super::shared;
use crate::geometry::{Envelope, Geometry};

/// Hands over each pair of areas that share ground, by their places, with what they share: by a sweep from west to east, so that only those are
/// compared whose boxes meet. All must be valid.
pub fn overlapping(shapes: &[&Geometry], mut met: impl FnMut([usize; 2], Geometry)) {
    let boxed = shapes.iter().enumerate().filter_map(|(place, shape)| Some((Envelope::of(shape)?, place)));
    let mut order: Vec<(Envelope, usize)> = boxed.collect();
    order.sort_by(|(one, _), (other, _)| one.min[0].total_cmp(&other.min[0]));
    for (at, (around, one)) in order.iter().enumerate() {
        let eastward = order[at + 1..].iter().take_while(|(other, _)| other.min[0] < around.max[0]);
        for (_, other) in eastward.filter(|(other, _)| other.min[1] < around.max[1] && other.max[1] > around.min[1]) {
            let both = shared(shapes[*one], shapes[*other]);
            if matches!(&both, Geometry::MultiPolygon(parts) if !parts.0.is_empty()) {
                met([*one.min(other), *one.max(other)], both);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord};

    use super::*;
    use crate::geometry::area;

    #[test]
    fn those_that_lie_on_one_another_are_met_once_and_neighbours_never() {
        let square = |x: f64, y: f64| -> Geometry {
            Rect::new(coord! { x: x, y: y }, coord! { x: x + 10.0, y: y + 10.0 }).to_polygon().into()
        };
        let shapes = [square(20.0, 0.0), square(0.0, 0.0), square(10.0, 0.0), square(15.0, 5.0), square(0.0, 40.0)];
        let mut found = Vec::new();
        overlapping(&shapes.each_ref(), |pair, both| found.push((pair, area(&both).0)));
        found.sort_by_key(|(pair, _)| *pair);
        assert_eq!(found, [([0, 3], 25.0), ([2, 3], 25.0)]);
        overlapping(&[], |_, _| panic!("nothing lies on nothing"));
    }
}
