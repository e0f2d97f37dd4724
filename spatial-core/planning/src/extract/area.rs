//! What somebody drew, an area or the corridor along a line, in the grid of the parcels; and which features may lie in it.

use geo_types::{LineString, MultiPolygon, Polygon};
use spatial_core::crs::{Crs, CrsError, Transform};
use spatial_core::geometry::{
    Defect, DrawingBox, Envelope, Geometry, Repair, area, around, joined, mean_width, repair, shared,
};
use spatial_core::layer::FeatureId;
use spatial_core::query::Within;
use spatial_core::snapshot::{Hit, LayerSnapshot};
use spatial_core::units::{Metres, SquareMetres};

use super::overlay::{Thresholds, solid};

/// The drawing grid rounds.
const ROUNDING: u32 = 2;

/// How far an edge that is straight in one projection bends in another, in drawing units per squared unit, taken twice to be safe.
const BEND: f64 = 2.0 / 8.0 * std::f64::consts::TAU / 4_294_967_296.0;

/// An area in the grid of a data set.
#[derive(Debug, Clone)]
pub struct Drawn {
    shape: Geometry,
    /// The same on the drawing grid, each part with the box around it.
    parts: Vec<(DrawingBox, Geometry)>,
}

/// Why what was drawn is no area.
#[derive(Debug, thiserror::Error)]
pub enum NoGround {
    /// Its coordinates do not lie in the data set's system.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// The data set has no grid.
    #[error("{crs} counts degrees")]
    Degrees {
        /// Of the data set.
        crs: Crs,
    },
    /// Points and lines have no area without a width.
    #[error("no area was drawn")]
    NoArea,
    /// It cannot be mended.
    #[error("the shape is not valid")]
    Hopeless {
        /// What is wrong, in the data set's system.
        defects: Vec<Defect>,
    },
}

impl Drawn {
    /// Shapes in some system, as one area in another, which must be a grid; points and lines, and areas too, with all that lies within a
    /// distance. Areas that cross themselves are mended by the even-odd rule.
    ///
    /// # Errors
    /// [`NoGround`] if there is no area, or none in that grid.
    pub fn of(shapes: &[Geometry], (from, grid): (Crs, Crs), within: Metres) -> Result<Self, NoGround> {
        if grid.info()?.is_geographic {
            return Err(NoGround::Degrees { crs: grid });
        }
        let there = Transform::new(from, grid)?;
        let mut parts = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let shape = match repair(moved(shape, &mut |points| there.apply(points))?) {
                Repair::Valid(shape) | Repair::Repaired { geometry: shape, .. } => shape,
                Repair::Hopeless { defects } => return Err(NoGround::Hopeless { defects }),
            };
            parts.push(around(&shape, within));
        }
        let shape = joined(&parts);
        if area(&shape).0 <= 0.0 {
            return Err(NoGround::NoArea);
        }
        let parts = on_drawing_grid(&shape, grid)?;
        Ok(Self { shape, parts })
    }

    /// It, a multipolygon in the grid.
    pub fn shape(&self) -> &Geometry {
        &self.shape
    }

    /// Its area.
    pub fn area(&self) -> SquareMetres {
        area(&self.shape)
    }

    /// The box around it on the drawing grid.
    pub fn place(&self) -> DrawingBox {
        let mut place = DrawingBox::EMPTY;
        self.parts.iter().for_each(|(part, _)| place.merge(part));
        place
    }

    /// What of a shape in the same grid lies in it; none if that is too small to be a share.
    pub fn part(&self, shape: &Geometry, thresholds: Thresholds) -> Option<Geometry> {
        let part = solid(shared(shape, &self.shape));
        let size = area(&part);
        (size.0 > 0.0 && !thresholds.drops(size, mean_width(&part))).then_some(part)
    }

    /// Features whose box meets it, ascending: all that lie in it are among them.
    pub fn candidates(&self, layer: &LayerSnapshot) -> Vec<FeatureId> {
        let (mut found, mut hits) = (Vec::new(), Vec::<Hit>::new());
        for (place, part) in &self.parts {
            layer.hits(place, &mut hits);
            let near = hits.iter().filter(|hit| meets(part, &layer.get(**hit).bounds()));
            found.extend(near.map(|hit| FeatureId(hit.id)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// True if a box on the drawing grid shares a point with a part, or nearly so.
fn meets(part: &Geometry, place: &DrawingBox) -> bool {
    let [min, max] = [place.min, place.max].map(|corner| corner.map(f64::from));
    let slack = f64::from(ROUNDING);
    let envelope = Envelope { min: min.map(|at| at - slack), max: max.map(|at| at + slack) };
    Within { envelope, crs: Crs::Local }.exact_test(Crs::Local).is_ok_and(|test| test.meets(part))
}

/// The polygons of an area on the drawing grid, with boxes that hold what bends out of them.
fn on_drawing_grid(shape: &Geometry, grid: Crs) -> Result<Vec<(DrawingBox, Geometry)>, CrsError> {
    let Geometry::MultiPolygon(parts) = shape else { return Ok(Vec::new()) };
    let out = Transform::new(grid, Crs::WGS84)?;
    let mut drawn = Vec::new();
    parts
        .iter()
        .map(|part| {
            let mut place = DrawingBox::EMPTY;
            let mut draw = |points: &mut [[f64; 2]]| {
                drawn.clear();
                out.to_drawing(points, &mut drawn)?;
                for (point, on_grid) in points.iter_mut().zip(&drawn) {
                    place.extend(*on_grid);
                    *point = on_grid.map(f64::from);
                }
                Ok(())
            };
            let part = moved(&part.clone().into(), &mut draw)?;
            Ok((widened(place, longest_edge(&part)), part))
        })
        .collect()
}

/// The box around a shape on the drawing grid; `None` without one, or if it has no place there.
pub(super) fn drawn_box(shape: &Geometry, out: &Transform) -> Option<DrawingBox> {
    let Envelope { min, max } = Envelope::of(shape)?;
    let mut corners = Vec::new();
    out.to_drawing(&[min, [max[0], min[1]], max, [min[0], max[1]]], &mut corners).ok()?;
    let mut place = DrawingBox::EMPTY;
    corners.into_iter().for_each(|corner| place.extend(corner));
    Some(widened(place, f64::from(place.max[0] - place.min[0]).max(f64::from(place.max[1] - place.min[1]))))
}

/// A box and what edges of this length may bend out of it.
fn widened(place: DrawingBox, longest: f64) -> DrawingBox {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as it should")]
    let margin = ((longest * longest * BEND).ceil() as u32).saturating_add(ROUNDING);
    DrawingBox {
        min: place.min.map(|at| at.saturating_sub(margin)),
        max: place.max.map(|at| at.saturating_add(margin)),
    }
}

fn longest_edge(shape: &Geometry) -> f64 {
    let Geometry::Polygon(polygon) = shape else { return 0.0 };
    let edges = polygon.exterior().lines().map(|edge| (edge.end.x - edge.start.x).hypot(edge.end.y - edge.start.y));
    edges.fold(0.0, f64::max)
}

/// What moves the vertices of a line.
type Move<'a> = dyn FnMut(&mut [[f64; 2]]) -> Result<(), CrsError> + 'a;

/// A shape with its vertices moved.
fn moved(shape: &Geometry, by: &mut Move<'_>) -> Result<Geometry, CrsError> {
    Ok(match shape {
        Geometry::Point(point) => geo_types::Point(line(&LineString(vec![point.0]), by)?.0[0]).into(),
        Geometry::MultiPoint(points) => {
            let all = line(&LineString(points.iter().map(|point| point.0).collect()), by)?;
            geo_types::MultiPoint(all.0.into_iter().map(geo_types::Point).collect()).into()
        }
        Geometry::Line(edge) => line(&LineString(vec![edge.start, edge.end]), by)?.into(),
        Geometry::LineString(one) => line(one, by)?.into(),
        Geometry::MultiLineString(lines) => {
            geo_types::MultiLineString(lines.iter().map(|one| line(one, by)).collect::<Result<_, _>>()?).into()
        }
        Geometry::Polygon(one) => polygon(one, by)?.into(),
        Geometry::Rect(rect) => polygon(&rect.to_polygon(), by)?.into(),
        Geometry::Triangle(triangle) => polygon(&triangle.to_polygon(), by)?.into(),
        Geometry::MultiPolygon(parts) => {
            MultiPolygon(parts.iter().map(|part| polygon(part, by)).collect::<Result<_, _>>()?).into()
        }
        Geometry::GeometryCollection(parts) => {
            let parts = parts.iter().map(|part| moved(part, by)).collect::<Result<_, _>>()?;
            Geometry::GeometryCollection(geo_types::GeometryCollection(parts))
        }
    })
}

fn polygon(one: &Polygon<f64>, by: &mut Move<'_>) -> Result<Polygon<f64>, CrsError> {
    let shell = line(one.exterior(), by)?;
    Ok(Polygon::new(shell, one.interiors().iter().map(|hole| line(hole, by)).collect::<Result<_, _>>()?))
}

fn line(one: &LineString<f64>, by: &mut Move<'_>) -> Result<LineString<f64>, CrsError> {
    let mut points: Vec<[f64; 2]> = one.0.iter().map(|at| [at.x, at.y]).collect();
    by(&mut points)?;
    Ok(points.into_iter().collect::<Vec<[f64; 2]>>().into())
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, line_string};

    use super::*;

    const GRID: Crs = Crs::Epsg(9218);

    #[test]
    fn an_area_in_degrees_has_square_metres_in_the_grid_and_a_line_needs_a_width() {
        let mut corners = [[600_000.0, 1_140_000.0], [600_100.0, 1_140_100.0]];
        Transform::new(GRID, Crs::WGS84).unwrap().apply(&mut corners).unwrap();
        let [west_south, east_north] = corners;
        let field: Geometry = Rect::new(west_south, east_north).to_polygon().into();
        let drawn = Drawn::of(&[field], (Crs::WGS84, GRID), Metres(0.0)).unwrap();
        assert!((drawn.area().0 - 10_000.0).abs() < 200.0, "{:?}", drawn.area());
        let road: Geometry = line_string![(x: 600_000.0, y: 1_140_000.0), (x: 600_500.0, y: 1_140_000.0)].into();
        assert!(matches!(Drawn::of(std::slice::from_ref(&road), (GRID, GRID), Metres(0.0)), Err(NoGround::NoArea)));
        let corridor = Drawn::of(&[road], (GRID, GRID), Metres(10.0)).unwrap();
        assert!((corridor.area().0 - 10_314.0).abs() < 20.0, "{:?}", corridor.area());
        assert!(matches!(Drawn::of(&[], (GRID, GRID), Metres(0.0)), Err(NoGround::NoArea)));
        assert!(matches!(Drawn::of(&[], (GRID, Crs::WGS84), Metres(0.0)), Err(NoGround::Degrees { .. })));
    }

    #[test]
    fn boxes_beside_a_slanted_corridor_do_not_meet_it() {
        let road: Geometry = line_string![(x: 600_000.0, y: 1_140_000.0), (x: 601_000.0, y: 1_141_000.0)].into();
        let corridor = Drawn::of(&[road], (GRID, GRID), Metres(10.0)).unwrap();
        let out = Transform::new(GRID, Crs::WGS84).unwrap();
        let met = |x: f64, y: f64| {
            let lot: Geometry = Rect::new([x, y], [x + 20.0, y + 20.0]).to_polygon().into();
            let place = drawn_box(&lot, &out).unwrap();
            assert!(corridor.place().intersects(&place));
            corridor.parts.iter().any(|(_, part)| meets(part, &place))
        };
        assert!(met(600_490.0, 1_140_490.0) && !met(600_900.0, 1_140_100.0));
    }
}
