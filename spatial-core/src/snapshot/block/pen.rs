//! Legal geometry onto the drawing grid.

use geo_types::{LineString, Polygon};

use crate::crs::{Crs, CrsError, Transform, to_drawing};
use crate::geometry::Geometry;
use crate::layer::Layer;
use crate::snapshot::block::shape::Shape;
use crate::snapshot::block::shapes::ArrivingShapes;

/// Draws shapes of one layer.
#[derive(Debug, Clone)]
pub(crate) struct GridPen {
    /// Absent for local coordinates: they have no place on the map.
    to_wgs84: Option<Transform>,
}

/// Shapes as flat lists of legal coordinates.
#[derive(Debug, Default)]
struct Flat {
    points: Vec<[f64; 2]>,
    /// Where each ring ends, and whether it is a shell.
    rings: Vec<(usize, bool)>,
    /// Where each feature's rings end, and its family.
    features: Vec<(usize, Shape)>,
}

impl GridPen {
    /// A pen for layers in this reference system.
    ///
    /// # Errors
    /// [`CrsError`] if the system has no way to WGS 84.
    pub(crate) fn new(crs: Crs) -> Result<Self, CrsError> {
        let to_wgs84 = match crs {
            Crs::Local => None,
            crs => Some(Transform::new(crs, Crs::WGS84)?),
        };
        Ok(Self { to_wgs84 })
    }

    /// A pen for a layer; one that draws nothing, with a line in the log, if there is no way to the map.
    pub(crate) fn lenient(layer: &Layer) -> Self {
        Self::new(layer.crs).unwrap_or_else(|error| {
            tracing::warn!(layer = %layer.name, crs = %layer.crs, %error, "layer is loaded but cannot be drawn");
            Self { to_wgs84: None }
        })
    }

    /// Draws one shape per geometry; what has no geometry or lies outside what can be transformed gets no shape.
    pub(crate) fn draw<'a>(&self, geometries: impl Iterator<Item = Option<&'a Geometry>>) -> ArrivingShapes {
        let mut flat = Flat::default();
        for geometry in geometries {
            let family = geometry.map_or(Shape::Polygon, family);
            if let (Some(geometry), Some(_)) = (geometry, &self.to_wgs84) {
                flat.add(geometry, family);
            }
            flat.features.push((flat.rings.len(), family));
        }
        self.transform(&mut flat);
        flat.snap()
    }

    /// All at once; if that fails, shape by shape, so that one stray vertex costs one shape.
    fn transform(&self, flat: &mut Flat) {
        let Some(transform) = &self.to_wgs84 else { return };
        let original = flat.points.clone();
        if transform.apply(&mut flat.points).is_ok() {
            return;
        }
        flat.points = original;
        let mut from = 0;
        let mut ring = 0;
        for &(rings, _) in &flat.features {
            let to = if rings == ring { from } else { flat.rings[rings - 1].0 };
            if transform.apply(&mut flat.points[from..to]).is_err() {
                flat.points[from..to].fill([f64::NAN; 2]);
            }
            (from, ring) = (to, rings);
        }
    }
}

impl Flat {
    fn add(&mut self, geometry: &Geometry, family: Shape) {
        match geometry {
            Geometry::Point(point) => self.ring([point.0], true),
            Geometry::MultiPoint(points) => self.ring(points.iter().map(|point| point.0), true),
            Geometry::Line(line) => self.ring([line.start, line.end], true),
            Geometry::LineString(line) => self.line(line),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|line| self.line(line)),
            Geometry::Polygon(polygon) => self.polygon(polygon),
            Geometry::MultiPolygon(polygons) => polygons.iter().for_each(|polygon| self.polygon(polygon)),
            Geometry::Rect(rect) => self.polygon(&rect.to_polygon()),
            Geometry::Triangle(triangle) => self.polygon(&triangle.to_polygon()),
            Geometry::GeometryCollection(parts) => {
                parts.iter().filter(|part| self::family(part) == family).for_each(|part| self.add(part, family));
            }
        }
    }

    fn line(&mut self, line: &LineString<f64>) {
        self.ring(line.0.iter().copied(), true);
    }

    fn polygon(&mut self, polygon: &Polygon<f64>) {
        if polygon.exterior().0.is_empty() {
            return;
        }
        self.ring(polygon.exterior().0.iter().copied(), true);
        polygon.interiors().iter().for_each(|hole| self.ring(hole.0.iter().copied(), false));
    }

    fn ring(&mut self, points: impl IntoIterator<Item = geo_types::Coord<f64>>, is_shell: bool) {
        self.points.extend(points.into_iter().map(|point| [point.x, point.y]));
        self.rings.push((self.points.len(), is_shell));
    }

    fn snap(&self) -> ArrivingShapes {
        let mut shapes = ArrivingShapes::default();
        let (mut from, mut ring) = (0, 0);
        for &(rings, family) in &self.features {
            for &(to, is_shell) in &self.rings[ring..rings] {
                let points = self.points[from..to].iter().filter(|point| point.iter().all(|c| c.is_finite()));
                shapes.ring(family, is_shell, points.map(|&[lon, lat]| to_drawing(lon, lat)));
                from = to;
            }
            ring = rings;
            shapes.end_feature(family);
        }
        shapes
    }
}

/// The family a geometry is drawn as; of a collection only its parts of the highest dimension are drawn.
fn family(geometry: &Geometry) -> Shape {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Shape::Point,
        Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => Shape::Line,
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => Shape::Polygon,
        Geometry::GeometryCollection(parts) => parts.iter().map(family).max().unwrap_or(Shape::Point),
    }
}
