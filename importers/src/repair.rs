//! What becomes of a record's geometry: loaded, mended, or put aside.
//!
//! How shapes are checked and mended is known in `spatial_core::geometry`; here it is decided what that means for a record.

use geo_types::{Coord, Geometry as Shape};
use spatial_core::geometry::{Defect, DefectKind, Geometry, Heights, Repair, repair};
use spatial_core::layer::{GeometryType, Kind};

use crate::record::MAX_VERTICES;
use crate::record::{GeometryNotes, RawGeometry};
use crate::report::Outcome;

/// A geometry after checking.
#[derive(Debug)]
pub(crate) enum Settled {
    /// It can be loaded.
    Load {
        /// Valid; `None` where the record had none.
        geometry: Option<Geometry>,
        /// Those of its vertices, if it has any.
        heights: Option<Heights>,
        /// What was found, and done about it.
        troubles: Vec<Trouble>,
        /// True if it was mended.
        is_repaired: bool,
        /// Measures were left out.
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
pub(crate) fn settle(found: RawGeometry, kind: Kind) -> Settled {
    match found {
        RawGeometry::Nothing => without_geometry("geometry-missing"),
        RawGeometry::Empty => without_geometry("geometry-empty"),
        RawGeometry::Unreadable(code) => {
            Settled::Quarantine(Trouble { code, place: None, outcome: Outcome::Quarantined })
        }
        RawGeometry::Shape { geometry, heights, notes } => {
            let before = heights.map(|heights| (geometry.clone(), heights));
            with_heights(checked(geometry, notes, kind), before)
        }
    }
}

/// Gives a shape the heights it had before it was looked at; what had to be made up is told.
fn with_heights(settled: Settled, before: Option<(Geometry, Heights)>) -> Settled {
    match (settled, before) {
        (
            Settled::Load { geometry: Some(after), mut troubles, is_repaired, had_more_dimensions, .. },
            Some((before, heights)),
        ) => {
            let (heights, told) = heights.carried(&before, &after);
            let place = any_place(&after);
            let mut tell = |code| troubles.push(Trouble { code, place, outcome: Outcome::Noted });
            if told.interpolated > 0 {
                tell("heights-interpolated");
            }
            if told.lost > 0 {
                tell("heights-missing");
            }
            Settled::Load { geometry: Some(after), heights, troubles, is_repaired, had_more_dimensions }
        }
        (settled, _) => settled,
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
    Settled::Load {
        geometry: None,
        heights: None,
        troubles: vec![trouble],
        is_repaired: false,
        had_more_dimensions: false,
    }
}

fn checked(geometry: Geometry, notes: GeometryNotes, kind: Kind) -> Settled {
    if demanded(kind).is_some_and(|demanded| family(&geometry) != demanded) {
        let place = any_place(&geometry);
        return Settled::Quarantine(Trouble { code: "geometry-not-polygon", place, outcome: Outcome::Quarantined });
    }
    if vertices(&geometry) > MAX_VERTICES {
        let place = any_place(&geometry);
        return Settled::Quarantine(Trouble { code: "geometry-too-large", place, outcome: Outcome::Quarantined });
    }
    let mut geometry = geometry;
    let mut troubles = Vec::new();
    if let Some(place) = notes.open_ring {
        troubles.push(Trouble { code: code_of(DefectKind::NotClosed), place: Some(place), outcome: Outcome::Repaired });
    }
    if let Some(place) = drop_points_among_polygons(&mut geometry) {
        troubles.push(Trouble { code: "part-without-extent", place: Some(place), outcome: Outcome::Noted });
    }
    if let Some(place) = line_without_length(&mut geometry) {
        troubles.push(Trouble { code: "line-without-length", place: Some(place), outcome: Outcome::Noted });
        return loaded(geometry, troubles, notes);
    }
    match repair(geometry) {
        Repair::Valid(geometry) => loaded(geometry, troubles, notes),
        Repair::Repaired { geometry, defects } => {
            troubles.extend(defects.iter().map(|defect| trouble(defect, Outcome::Repaired)));
            loaded(geometry, troubles, notes)
        }
        Repair::Hopeless { defects } => {
            let worst = defects.first().cloned().unwrap_or(Defect { kind: DefectKind::Empty, place: None });
            Settled::Quarantine(trouble(&worst, Outcome::Quarantined))
        }
    }
}

fn loaded(geometry: Geometry, troubles: Vec<Trouble>, notes: GeometryNotes) -> Settled {
    Settled::Load {
        geometry: Some(geometry),
        heights: None,
        is_repaired: troubles.iter().any(|trouble| trouble.outcome == Outcome::Repaired),
        troubles,
        had_more_dimensions: notes.had_more_dimensions,
    }
}

/// Leaves out parts of a multipolygon that are a mere point, as quantising writers leave them behind, while another part
/// stays. The polygon itself was never wrong, so this is no repair. Returns the place of one.
fn drop_points_among_polygons(geometry: &mut Geometry) -> Option<[f64; 2]> {
    let Shape::MultiPolygon(polygons) = geometry else { return None };
    let place = polygons.0.iter().find_map(|polygon| only_place(&polygon.exterior().0))?;
    if polygons.0.iter().all(|polygon| only_place(&polygon.exterior().0).is_some()) {
        return None;
    }
    polygons.0.retain(|polygon| only_place(&polygon.exterior().0).is_none());
    Some(place)
}

/// The place of a line that goes nowhere. It is a feature all the same (a crossing, a riser) and is loaded, with two equal
/// vertices; tiles draw it as the smallest line.
fn line_without_length(geometry: &mut Geometry) -> Option<[f64; 2]> {
    let Shape::LineString(line) = geometry else { return None };
    let place = only_place(&line.0).filter(|place| place.iter().all(|number| number.is_finite()))?;
    let end = Coord { x: place[0], y: place[1] };
    line.0 = vec![end, end];
    Some(place)
}

/// The place of vertices that all lie in one.
fn only_place(coords: &[Coord]) -> Option<[f64; 2]> {
    let first = coords.first()?;
    coords.iter().all(|coord| coord == first).then_some([first.x, first.y])
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
        DefectKind::TooTangled => "too-tangled",
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

#[cfg(test)]
mod tests {
    use geo_types::{LineString, MultiPolygon, Polygon, polygon};

    use super::*;

    fn check(geometry: Geometry, kind: Kind) -> (Option<Geometry>, Vec<(&'static str, Outcome)>) {
        match settle(RawGeometry::Shape { geometry, heights: None, notes: GeometryNotes::default() }, kind) {
            Settled::Load { geometry, troubles, .. } => {
                (geometry, troubles.iter().map(|trouble| (trouble.code, trouble.outcome)).collect())
            }
            Settled::Quarantine(trouble) => (None, vec![(trouble.code, trouble.outcome)]),
        }
    }

    #[test]
    fn a_point_among_polygons_is_left_out_and_told() {
        let square = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 4.0, y: 4.0), (x: 0.0, y: 4.0)];
        let point = Polygon::new(LineString(vec![Coord { x: 4.0, y: 4.0 }]), Vec::new());
        let both = Shape::MultiPolygon(MultiPolygon(vec![square.clone(), point.clone()]));
        let (geometry, troubles) = check(both, Kind::Parcel);
        assert_eq!(geometry.map(|found| vertices(&found)), Some(5));
        assert_eq!(troubles, [("part-without-extent", Outcome::Noted)]);
        let (geometry, troubles) = check(Shape::Polygon(point), Kind::Parcel);
        assert_eq!((geometry, troubles), (None, vec![("ring-too-few-points", Outcome::Quarantined)]));
    }

    #[test]
    fn a_mended_shape_keeps_its_heights_and_tells_those_it_made_up() {
        let bow_tie = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 0.0, y: 4.0), (x: 4.0, y: 4.0)];
        let geometry = Shape::Polygon(bow_tie);
        let heights = Heights::of(&geometry, vec![1.0, 2.0, 3.0, 4.0, 1.0]);
        let raw = RawGeometry::Shape { geometry, heights, notes: GeometryNotes::default() };
        let Settled::Load { heights: Some(heights), troubles, .. } = settle(raw, Kind::Parcel) else { panic!() };
        let mut heights = heights.as_slice().to_vec();
        heights.sort_by(f64::total_cmp);
        heights.dedup();
        assert_eq!(heights, [1.0, 2.0, 2.5, 3.0, 4.0]);
        assert!(troubles.iter().any(|trouble| trouble.code == "heights-interpolated"), "{troubles:?}");
    }

    #[test]
    fn a_line_that_goes_nowhere_is_loaded_and_told() {
        let line = Shape::LineString(vec![(1.0, 2.0), (1.0, 2.0)].into());
        assert_eq!(
            check(line.clone(), Kind::Line),
            (Some(line.clone()), vec![("line-without-length", Outcome::Noted)])
        );
        assert_eq!(check(line, Kind::Parcel), (None, vec![("geometry-not-polygon", Outcome::Quarantined)]));
    }
}
