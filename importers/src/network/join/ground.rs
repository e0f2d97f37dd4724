//! A joined draft on the ground of the tables: out of the plane in which it was joined.

use geo_types::{Coord, LineString};
use network::NetworkDraft;
use spatial_core::geometry::Geometry;

use crate::network::draft::{local_text, point};
use crate::network::ground::Ground;

/// Lengths become those in the plane, and shapes those in the tables; what lies nowhere on earth is kept as text.
pub(super) fn laid(draft: &mut NetworkDraft, ground: &Ground) {
    for edge in &mut draft.edges {
        let Some(Geometry::LineString(course)) = edge.geometry.take() else { continue };
        edge.length = edge.length.or_else(|| Some(length(&course.0)));
        if ground.is_nowhere() {
            let bends: Vec<[f64; 2]> = course.0.iter().map(|at| [at.x, at.y]).collect();
            let within = bends.get(1..bends.len().saturating_sub(1)).unwrap_or_default();
            edge.local = (!within.is_empty()).then(|| local_text(within));
        } else {
            edge.geometry = on(&course, ground);
        }
    }
    for node in &mut draft.nodes {
        let place = node.geometry.as_ref().and_then(place);
        node.local = place.filter(|_| ground.is_nowhere()).map(|at| local_text(&[at]));
        node.geometry = place.and_then(|at| ground.on(at)).map(point);
    }
    let devices = draft.devices.iter_mut().map(|device| &mut device.geometry);
    for geometry in devices.chain(draft.connections.iter_mut().map(|connection| &mut connection.geometry)) {
        *geometry = geometry.as_ref().and_then(place).and_then(|at| ground.on(at)).map(point);
    }
}

fn on(course: &LineString, ground: &Ground) -> Option<Geometry> {
    let places: Option<Vec<Coord>> = course.0.iter().map(|at| ground.on([at.x, at.y]).map(Coord::from)).collect();
    places.map(|places| LineString(places).into())
}

fn place(geometry: &Geometry) -> Option<[f64; 2]> {
    match geometry {
        Geometry::Point(at) => Some([at.x(), at.y()]),
        _ => None,
    }
}

/// In the unit of the coordinates.
pub(super) fn length(course: &[Coord]) -> f64 {
    course.windows(2).map(|step| (step[1].x - step[0].x).hypot(step[1].y - step[0].y)).sum()
}
