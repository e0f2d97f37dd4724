//! The shape of a record: there, readable, of the class's family, valid, not another's; and whether the numbers beside it are its own.

use std::hash::Hasher;

use geo_types::{Coord, Geometry as Shape};
use rustc_hash::FxHasher;
use spatial_core::geometry::{Geometry, area, check, length, wkb};
use spatial_core::layer::Value;

use crate::package::catalogue::{BOUNDARY_CLASS, ClassSpec, FieldKind, ZONE_CLASS};
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::rules::rows::Remembered;
use crate::package::rules::tables::FoundClass;
use crate::record::MAX_VERTICES;
use crate::record::RawGeometry;

/// Part of a measure by which a written one may differ: plans round, and draw from other programs.
const TOLERANCE: f64 = 0.01;
/// Square metres and metres below which it does not matter.
const LEAST: f64 = 1.0;
/// Square metres of a hectare, and metres of a kilometre: the circular names no units.
const HECTARE: f64 = 10_000.0;
const KILOMETRE: f64 = 1_000.0;
/// Metres by which a mark may lie beside its written coordinates: these are rounded to the centimetre.
const MARK_OFF: f64 = 0.05;

/// A place of what stands where a shape should.
pub(super) fn place(found: &RawGeometry) -> Option<[f64; 2]> {
    match found {
        RawGeometry::Shape { geometry, .. } => first_vertex(geometry).map(|at| [at.x, at.y]),
        _ => None,
    }
    .filter(|place| place.iter().all(|ordinate| ordinate.is_finite()))
}

fn first_vertex(shape: &Geometry) -> Option<Coord<f64>> {
    match shape {
        Shape::Point(point) => Some(point.0),
        Shape::Line(line) => Some(line.start),
        Shape::LineString(line) => line.0.first().copied(),
        Shape::Polygon(polygon) => polygon.exterior().0.first().copied(),
        Shape::MultiPoint(points) => points.0.first().map(|point| point.0),
        Shape::MultiLineString(lines) => lines.0.first()?.0.first().copied(),
        Shape::MultiPolygon(polygons) => polygons.0.first()?.exterior().0.first().copied(),
        Shape::GeometryCollection(parts) => parts.0.first().and_then(first_vertex),
        Shape::Rect(rect) => Some(rect.min()),
        Shape::Triangle(triangle) => Some(triangle.v1()),
    }
}

/// The shape of a record if it is as it should be; what is wrong is told.
pub(super) fn checked(
    spec: &ClassSpec,
    found: RawGeometry,
    id: i64,
    remembered: &mut Remembered,
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) -> Option<Geometry> {
    let (geometry, notes) = match found {
        RawGeometry::Nothing | RawGeometry::Empty => {
            report.find(about("geometry-missing"));
            return None;
        }
        RawGeometry::Unreadable(_) => {
            report.find(about("geometry-unreadable"));
            return None;
        }
        RawGeometry::Shape { geometry, notes, .. } => (geometry, notes),
    };
    if !is_of_family(&geometry, &spec.geometry) {
        let finding = about("geometry-wrong-kind").with("found", family(&geometry));
        report.find(finding.with("expected", &spec.geometry));
        return None;
    }
    let bytes = {
        let mut bytes = Vec::new();
        wkb::write(&geometry, &mut bytes);
        bytes
    };
    if bytes.len() > 16 * MAX_VERTICES {
        report.find(about("geometry-unreadable"));
        return None;
    }
    if let Some(place) = notes.open_ring {
        report.find(about("geometry-invalid").at(Some(place)).with("defect", "geometry-not-closed"));
        return None;
    }
    if let Some(defect) = check(&geometry).into_iter().next() {
        let finding = about("geometry-invalid");
        let place = defect.place.or(finding.place);
        report.find(finding.at(place).with("defect", defect.kind.code()));
        return None;
    }
    let mut hash = FxHasher::default();
    hash.write(&bytes);
    let first = *remembered.shapes.entry(hash.finish()).or_insert(id);
    if first != id {
        report.find(about("geometry-twice").with("first", first));
    }
    Some(geometry)
}

fn is_of_family(shape: &Geometry, expected: &str) -> bool {
    match shape {
        Shape::Point(_) => expected == "Point",
        Shape::LineString(_) | Shape::MultiLineString(_) => expected == "MultiLineString",
        Shape::Polygon(_) | Shape::MultiPolygon(_) => expected == "MultiPolygon",
        _ => false,
    }
}

fn family(shape: &Geometry) -> &'static str {
    match shape {
        Shape::Point(_) | Shape::MultiPoint(_) => "Point",
        Shape::Line(_) | Shape::LineString(_) | Shape::MultiLineString(_) => "MultiLineString",
        Shape::Polygon(_) | Shape::MultiPolygon(_) | Shape::Rect(_) | Shape::Triangle(_) => "MultiPolygon",
        Shape::GeometryCollection(_) => "GeometryCollection",
    }
}

/// Whether areas and lengths that are written are those of the shape, in either of the units plans use.
pub(super) fn measured(
    class: &FoundClass<'_>,
    shape: &Geometry,
    values: &[Value],
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    let is_area = class.spec.geometry == "MultiPolygon";
    let has_area = ["PhanOQuyHoach_A", "PhanKhuQuyHoach_A", ZONE_CLASS, BOUNDARY_CLASS];
    let (fields, unit, code): (&[&str], f64, &'static str) = match class.spec.geometry.as_str() {
        "MultiPolygon" if has_area.contains(&class.spec.name.as_str()) => {
            (&["dienTich", "dienTichQH"], HECTARE, "area-differs")
        }
        "MultiLineString" => (&["chieuDai", "ChieuDai", "chieuDai_km"], KILOMETRE, "length-differs"),
        _ => return,
    };
    let measure = if is_area { area(shape).0 } else { length(shape).0 };
    for (field, column) in class.spec.fields.iter().zip(&class.columns) {
        if field.kind != FieldKind::Real || !fields.contains(&field.name.as_str()) {
            continue;
        }
        let Some(written) = column.and_then(|at| number(values.get(at)?)) else { continue };
        let is_near = |written: f64| (written - measure).abs() <= (TOLERANCE * measure).max(LEAST);
        // A hectare and a kilometre are written with two decimals.
        let is_near_rounded =
            |written: f64| (written * unit - measure).abs() <= (TOLERANCE * measure).max(unit / 100.0);
        if written >= 0.0 && !is_near(written) && !is_near_rounded(written) {
            let finding = about(code).in_field(&field.name).with("written", format!("{written:.1}"));
            report.find(finding.with("measured", format!("{measure:.1}")));
        }
    }
}

/// Whether a mark lies where its coordinates say; on Vietnamese paper X is north, in many files it is not.
pub(super) fn marker(
    class: &FoundClass<'_>,
    shape: &Geometry,
    values: &[Value],
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    let written = ["toaDoX", "toaDoY"].map(|name| {
        let at = class.spec.fields.iter().position(|field| field.name == name)?;
        number(values.get(class.columns[at]?)?)
    });
    let ([Some(x), Some(y)], Some(at)) = (written, first_vertex(shape)) else { return };
    let is_at = |east: f64, north: f64| (east - at.x).abs() <= MARK_OFF && (north - at.y).abs() <= MARK_OFF;
    if !is_at(x, y) && !is_at(y, x) {
        let finding = about("marker-differs").in_field("toaDoX").with("x", format!("{x:.3}"));
        report.find(finding.with("y", format!("{y:.3}")));
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "compared within a hundredth")]
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        _ => None,
    }
}
