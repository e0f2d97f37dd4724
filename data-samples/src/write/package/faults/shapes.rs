//! Faults of shapes, and of zones together.

use geo_types::{Geometry, LineString, Polygon};
use importers::package::{GpkgRow, GpkgShape, PackageFiles};
use spatial_core::geometry::Envelope;

use crate::write::package::faults::fault::{SeededFault, fault};
use crate::write::package::faults::site::{BOUNDARY, ZONES, table, zone};

pub(super) const FAULTS: &[SeededFault] = &[
    fault("geometry-missing", "a zone without a shape", |files| set(files, GpkgShape::None)),
    fault("geometry-unreadable", "a shape of three bytes", |files| set(files, GpkgShape::Bytes(b"GP\0".to_vec()))),
    fault("geometry-wrong-kind", "a zone that is a line", |files| {
        reshaped(files, |ring| LineString(ring.to_vec()).into());
    }),
    fault("geometry-invalid", "a zone that crosses itself", |files| {
        reshaped(files, |ring| {
            // Corners and middles of sides in turn: four corners in the order of a bow.
            let bow = [0, 4, 2, 6, 0].map(|at: usize| ring[at.min(ring.len() - 1)]);
            Polygon::new(LineString(bow.to_vec()), Vec::new()).into()
        });
    }),
    fault("geometry-invalid", "a zone without an extent", |files| {
        reshaped(files, |ring| Polygon::new(LineString(vec![ring[0], ring[1], ring[0], ring[0]]), Vec::new()).into());
    }),
    fault("geometry-twice", "a line drawn twice", |files| {
        if let Some(table) = table(files, "ChiGioiDuongDo_L")
            && let [first, second, ..] = &mut table.rows[..]
        {
            second.shape = first.shape.clone();
        }
    }),
    fault("boundary-missing", "no boundary in its class", |files| clear(files, BOUNDARY)),
    fault("boundary-several", "two boundaries", |files| {
        if let Some(table) = table(files, BOUNDARY) {
            table.rows.extend(table.rows.first().cloned());
        }
    }),
    fault("zones-missing", "no zone in its class", |files| clear(files, ZONES)),
    fault("zones-overlap", "a zone moved over its neighbours", |files| moved(files, [5.0, 0.0])),
    fault("zones-overlap", "a zone drawn twice", |files| {
        if let Some(table) = table(files, ZONES) {
            table.rows.extend(table.rows.get(2).cloned());
        }
    }),
    fault("zones-gap", "a zone left out", |files| {
        if let Some(table) = table(files, ZONES) {
            let middle = table.rows.len() / 2;
            table.rows.remove(middle);
        }
    }),
    fault("zones-gap", "a zone moved off its neighbours by a hand", |files| moved(files, [0.1, 0.1])),
    fault("zone-outside", "a zone beyond the boundary", |files| {
        let around = table(files, ZONES).and_then(|table| {
            let boxes = table.rows.iter().filter_map(|row| shape(row).and_then(Envelope::of));
            boxes.reduce(Envelope::merged)
        });
        let Some(around) = around else { return };
        moved(files, [around.max[0] - around.min[0] + 100.0, 0.0]);
    }),
];

fn clear(files: &mut PackageFiles, class: &str) {
    if let Some(table) = table(files, class) {
        table.rows.clear();
    }
}

fn set(files: &mut PackageFiles, shape: GpkgShape) {
    if let Some(row) = zone(files, 1) {
        row.shape = shape;
    }
}

fn shape(row: &GpkgRow) -> Option<&Geometry> {
    match &row.shape {
        GpkgShape::Whole(shape) => Some(shape),
        _ => None,
    }
}

/// Makes another shape of a zone's outline.
fn reshaped(files: &mut PackageFiles, into: fn(&[geo_types::Coord<f64>]) -> Geometry) {
    let Some(row) = zone(files, 1) else { return };
    if let Some(Geometry::Polygon(polygon)) = shape(row) {
        row.shape = GpkgShape::Whole(into(&polygon.exterior().0));
    }
}

/// Moves a zone by so many metres east and north.
fn moved(files: &mut PackageFiles, [east, north]: [f64; 2]) {
    let Some(row) = zone(files, 1) else { return };
    if let GpkgShape::Whole(Geometry::Polygon(polygon)) = &mut row.shape {
        polygon.exterior_mut(|ring| {
            for at in &mut ring.0 {
                at.x += east;
                at.y += north;
            }
        });
    }
}
