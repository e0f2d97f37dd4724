//! What becomes of a record's geometry: loaded, mended, or put aside.
//!
//! How shapes are checked and mended is known in `spatial_core::geometry`; here it is decided what that means for a record.

use geo_types::Geometry as Shape;
use spatial_core::geometry::{Defect, DefectKind, Geometry, Repair, repair};
use spatial_core::layer::{GeometryType, Kind};

use crate::formats::{Found, Notes};
use crate::report::Outcome;

/// Most vertices of one geometry: twenty times the most detailed provincial boundary, and still mended within a few hundred MB.
pub const MAX_VERTICES: usize = 2_000_000;

/// A geometry after checking.
#[derive(Debug)]
pub(crate) enum Settled {
    /// It can be loaded.
    Load {
        /// Valid; `None` where the record had none.
        geometry: Option<Geometry>,
        /// What was found, and done about it.
        troubles: Vec<Trouble>,
        /// True if it was mended.
        is_repaired: bool,
        /// Heights or measures were left out.
        had_more_dimensions: bool,
    },
    /// It cannot.
    Quarantine(Trouble),
}

/// One thing found about a geometry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Trouble {
    /// The finding's code.
    pub(crate) code: &'static str,
    /// A place to look at, in the file's own coordinates.
    pub(crate) place: Option<[f64; 2]>,
    /// What was done.
    pub(crate) outcome: Outcome,
}

/// Checks what stands where a geometry should, for a layer of this kind.
pub(crate) fn settle(found: Found, kind: Kind) -> Settled {
    match found {
        Found::Nothing => without_geometry("geometry-missing"),
        Found::Empty => without_geometry("geometry-empty"),
        Found::Unreadable(code) => Settled::Quarantine(Trouble { code, place: None, outcome: Outcome::Quarantined }),
        Found::Shape { geometry, notes } => checked(geometry, notes, kind),
    }
}

/// The shape family of a geometry.
pub(crate) fn family(geometry: &Geometry) -> GeometryType {
    match geometry {
        Shape::Point(_) | Shape::MultiPoint(_) => GeometryType::Point,
        Shape::Line(_) | Shape::LineString(_) | Shape::MultiLineString(_) => GeometryType::Line,
        Shape::Polygon(_) | Shape::MultiPolygon(_) | Shape::Rect(_) | Shape::Triangle(_) => GeometryType::Polygon,
        Shape::GeometryCollection(_) => GeometryType::Mixed,
    }
}

/// The family a kind of layer insists on: a parcel without an area is not one.
pub(crate) fn demanded(kind: Kind) -> Option<GeometryType> {
    matches!(kind, Kind::Parcel | Kind::Zone | Kind::Ward).then_some(GeometryType::Polygon)
}

fn without_geometry(code: &'static str) -> Settled {
    let trouble = Trouble { code, place: None, outcome: Outcome::Noted };
    Settled::Load { geometry: None, troubles: vec![trouble], is_repaired: false, had_more_dimensions: false }
}

fn checked(geometry: Geometry, notes: Notes, kind: Kind) -> Settled {
    if demanded(kind).is_some_and(|demanded| family(&geometry) != demanded) {
        let place = any_place(&geometry);
        return Settled::Quarantine(Trouble { code: "geometry-not-polygon", place, outcome: Outcome::Quarantined });
    }
    if vertices(&geometry) > MAX_VERTICES {
        let place = any_place(&geometry);
        return Settled::Quarantine(Trouble { code: "geometry-too-large", place, outcome: Outcome::Quarantined });
    }
    let open = notes.open_ring.map(|place| Trouble {
        code: code_of(DefectKind::NotClosed),
        place: Some(place),
        outcome: Outcome::Repaired,
    });
    let mut troubles: Vec<Trouble> = open.into_iter().collect();
    let geometry = match repair(geometry) {
        Repair::Valid(geometry) => geometry,
        Repair::Repaired { geometry, defects } => {
            troubles.extend(defects.iter().map(|defect| trouble(defect, Outcome::Repaired)));
            geometry
        }
        Repair::Hopeless { defects } => {
            let worst = defects.first().cloned().unwrap_or(Defect { kind: DefectKind::Empty, place: None });
            return Settled::Quarantine(trouble(&worst, Outcome::Quarantined));
        }
    };
    let is_repaired = !troubles.is_empty();
    Settled::Load { geometry: Some(geometry), troubles, is_repaired, had_more_dimensions: notes.had_more_dimensions }
}

fn trouble(defect: &Defect, outcome: Outcome) -> Trouble {
    Trouble { code: code_of(defect.kind), place: defect.place, outcome }
}

fn code_of(kind: DefectKind) -> &'static str {
    match kind {
        DefectKind::Empty => "geometry-empty",
        DefectKind::NotFinite => "coordinate-not-finite",
        DefectKind::TooFewPoints => "ring-too-few-points",
        DefectKind::SelfIntersection => "self-intersection",
        DefectKind::ZeroArea => "zero-area",
        DefectKind::HoleOutside => "hole-outside",
        DefectKind::PartsOverlap => "parts-overlap",
        DefectKind::NotClosed => "ring-not-closed",
        DefectKind::InteriorCut => "interior-cut",
    }
}

fn any_place(geometry: &Geometry) -> Option<[f64; 2]> {
    spatial_core::geometry::Envelope::of(geometry).map(|envelope| envelope.min)
}

/// Number of vertices of a geometry, closing points included.
pub(crate) fn vertices(geometry: &Geometry) -> usize {
    let of_polygon = |polygon: &geo_types::Polygon| {
        polygon.exterior().0.len() + polygon.interiors().iter().map(|ring| ring.0.len()).sum::<usize>()
    };
    match geometry {
        Shape::LineString(line) => line.0.len(),
        Shape::MultiLineString(lines) => lines.0.iter().map(|line| line.0.len()).sum(),
        Shape::MultiPoint(points) => points.0.len(),
        Shape::Polygon(polygon) => of_polygon(polygon),
        Shape::MultiPolygon(polygons) => polygons.0.iter().map(of_polygon).sum(),
        Shape::GeometryCollection(parts) => parts.0.iter().map(vertices).sum(),
        Shape::Point(_) | Shape::Line(_) | Shape::Rect(_) | Shape::Triangle(_) => 4,
    }
}
