//! Makes an invalid shape valid without moving what was right.
//!
//! Polygons are mended by winding number (`interior`) on an integer grid, laid over the shape's own box so that no vertex moves
//! by more than a billionth of the shape's size; vertices that existed are then put back exactly. (`geo` 0.33 is not used:
//! its `MakeValid` gives another area than the even-odd rule on crossing rings, and its overlay fails on some scribbles.)
//! Every result has passed `check`; what has not is hopeless and goes to a person.

mod cut;
mod interior;

use geo::orient::{Direction, Orient};
use geo::{BoundingRect, CoordsIter, MapCoords};
use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPolygon, Polygon};
use rustc_hash::FxHashMap;

use crate::geometry::defect::{Defect, DefectKind};
use crate::geometry::repair::interior::interior;
use crate::geometry::validity::check;
use crate::geometry::{Geometry, area};

/// Steps across the larger side of a shape's box, well within the whole numbers that `interior` takes.
const GRID_STEPS: f64 = (1u64 << 29) as f64;

/// Coordinates have 53 bits; a grid finer than this part of the largest would be rounded on the way back.
const FINEST: f64 = 1.0 / (1u64 << 50) as f64;

/// The outcome of a repair.
#[derive(Debug, Clone, PartialEq)]
pub enum Repair {
    /// It was valid.
    Valid(Geometry),
    /// It was mended.
    Repaired {
        /// The valid shape.
        geometry: Geometry,
        /// What was wrong.
        defects: Vec<Defect>,
    },
    /// Nothing drawable is left of it.
    Hopeless {
        /// What was wrong.
        defects: Vec<Defect>,
    },
}

/// Checks a shape and mends it if it must be mended: polygons by the even-odd rule, so that a bow-tie keeps both wings;
/// overlapping parts of a multipolygon are united, so that no area is lost. A polygon may become a multipolygon;
/// parts that are nothing are dropped.
pub fn repair(geometry: Geometry) -> Repair {
    let defects = check(&geometry);
    if defects.is_empty() {
        return Repair::Valid(geometry);
    }
    if defects.iter().any(|defect| matches!(defect.kind, DefectKind::NotFinite | DefectKind::TooTangled)) {
        return Repair::Hopeless { defects };
    }
    match mended(geometry).filter(|geometry| check(geometry).is_empty() && area(geometry).0.is_finite()) {
        Some(geometry) => Repair::Repaired { geometry, defects },
        None => Repair::Hopeless { defects },
    }
}

/// What is left of a shape with finite coordinates; `None` if nothing.
fn mended(geometry: Geometry) -> Option<Geometry> {
    match geometry {
        Geometry::MultiLineString(lines) => {
            let lines: Vec<LineString<f64>> = lines.0.into_iter().filter(has_length).collect();
            (!lines.is_empty()).then_some(Geometry::MultiLineString(MultiLineString(lines)))
        }
        Geometry::Polygon(polygon) => {
            let mut parts = mended_polygon(polygon)?.0;
            Some(match parts.len() {
                1 => Geometry::Polygon(parts.remove(0)),
                _ => Geometry::MultiPolygon(MultiPolygon(parts)),
            })
        }
        Geometry::MultiPolygon(polygons) => mended_polygons(polygons).map(Geometry::MultiPolygon),
        Geometry::Rect(rect) => mended(Geometry::Polygon(rect.to_polygon())),
        Geometry::Triangle(triangle) => mended(Geometry::Polygon(triangle.to_polygon())),
        Geometry::GeometryCollection(members) => {
            let left: Vec<Geometry> = members
                .0
                .into_iter()
                .filter_map(|member| if check(&member).is_empty() { Some(member) } else { mended(member) })
                .collect();
            (!left.is_empty()).then_some(Geometry::GeometryCollection(GeometryCollection(left)))
        }
        // Nothing is left of an empty multipoint or a line of one point.
        Geometry::Point(_) | Geometry::MultiPoint(_) | Geometry::LineString(_) | Geometry::Line(_) => None,
    }
}

fn has_length(line: &LineString<f64>) -> bool {
    line.0.iter().any(|point| Some(point) != line.0.first())
}

fn mended_polygons(polygons: MultiPolygon<f64>) -> Option<MultiPolygon<f64>> {
    let parts: Vec<Polygon<f64>> =
        polygons.0.into_iter().filter_map(mended_polygon).flat_map(|polygons| polygons.0).collect();
    let parts = MultiPolygon(parts);
    if is_sound(&parts) {
        return Some(parts);
    }
    // Shells turn left: what any part covers has a positive winding number.
    on_own_grid(&parts.orient(Direction::Default), |winding| winding > 0)
}

/// The even-odd area of one polygon; `None` if there is none.
fn mended_polygon(polygon: Polygon<f64>) -> Option<MultiPolygon<f64>> {
    let (shell, holes) = polygon.into_inner();
    if !has_corners(&shell) {
        return None;
    }
    let polygon = Polygon::new(shell, holes.into_iter().filter(has_corners).collect());
    let whole = MultiPolygon(vec![polygon]);
    if is_sound(&whole) {
        return Some(whole);
    }
    on_own_grid(&whole, |winding| winding % 2 != 0)
}

fn is_sound(polygons: &MultiPolygon<f64>) -> bool {
    !polygons.0.is_empty() && check(&Geometry::MultiPolygon(polygons.clone())).is_empty()
}

fn has_corners(ring: &LineString<f64>) -> bool {
    let mut different: Vec<Coord<f64>> = Vec::with_capacity(3);
    for point in &ring.0 {
        if !different.contains(point) {
            different.push(*point);
        }
        if different.len() == 3 {
            return true;
        }
    }
    false
}

/// The area of these winding numbers, found on an integer grid over the shape's own box. Vertices come back exactly where
/// they were, unless that would spoil the result; then they stay on the grid.
fn on_own_grid(shape: &MultiPolygon<f64>, is_inside: impl Fn(i32) -> bool) -> Option<MultiPolygon<f64>> {
    let grid = Grid::over(shape)?;
    let known: FxHashMap<[u64; 2], Coord<f64>> =
        shape.coords_iter().map(|point| (key(grid.onto(point)), point)).collect();
    let mended = interior(&shape.map_coords(|point| grid.onto(point)), is_inside)?;
    let put_back = |point| known.get(&key(point)).copied().unwrap_or_else(|| grid.back(point));
    let candidates = [mended.map_coords(put_back), mended.map_coords(|point| grid.back(point))];
    candidates.into_iter().find(is_sound)
}

fn key(point: Coord<f64>) -> [u64; 2] {
    // Negative zero is zero.
    [(point.x + 0.0).to_bits(), (point.y + 0.0).to_bits()]
}

/// Whole numbers over a shape's box. Steps are powers of two and the origin is a multiple of them, so the way back rounds nothing.
struct Grid {
    origin: Coord<f64>,
    step: f64,
}

impl Grid {
    /// `None` for a shape without extent.
    fn over(shape: &MultiPolygon<f64>) -> Option<Self> {
        let box_around = shape.bounding_rect()?;
        let (min, max, centre) = (box_around.min(), box_around.max(), box_around.center());
        let furthest = [min.x, min.y, max.x, max.y].into_iter().fold(0.0, |most: f64, next| most.max(next.abs()));
        let extent = box_around.width().max(box_around.height());
        let step = (extent / GRID_STEPS).max(furthest * FINEST).log2().ceil().exp2();
        let onto_steps = |value: f64| (value / step).round() * step;
        let is_usable = extent > 0.0 && step.is_normal() && (1.0 / step).is_normal();
        is_usable.then(|| Self { origin: Coord { x: onto_steps(centre.x), y: onto_steps(centre.y) }, step })
    }

    fn onto(&self, point: Coord<f64>) -> Coord<f64> {
        let moved = (point - self.origin) / self.step;
        Coord { x: moved.x.round(), y: moved.y.round() }
    }

    fn back(&self, point: Coord<f64>) -> Coord<f64> {
        point * self.step + self.origin
    }
}

#[cfg(test)]
mod tests;
