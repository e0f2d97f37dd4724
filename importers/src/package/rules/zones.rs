//! Zones together: they cover the plan's boundary once, without overlaps and gaps, and nothing beyond it.
//!
//! Coordinates are given to the millimetre and drawn by hand: what is thinner than [`LEAST_WIDTH`] is nobody's mistake.

use geo_types::{MultiPolygon, Polygon};
use spatial_core::geometry::{Envelope, Geometry, area, joined, length, rest, shared, shared_area};

use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::rules::rows::ZoneRow;

/// Mean width in metres from which an overlap or a gap is one: five times the last digit of coordinates.
const LEAST_WIDTH: f64 = 0.005;
/// Square metres likewise.
const LEAST_AREA: f64 = 0.01;

/// Looks at the zones of a plan within its boundary.
pub(in crate::package) fn coverage(
    file: &str,
    class: &str,
    boundary: Option<&Geometry>,
    zones: &[ZoneRow],
    report: &mut PackageReport,
) {
    overlaps(file, class, zones, report);
    let Some(boundary) = boundary.filter(|_| !zones.is_empty()) else { return };
    let covered = joined(zones.iter().map(|zone| &zone.geometry));
    for (part, place) in parts(rest(boundary, &covered)) {
        let finding = PackageFinding::about(file, "zones-gap").in_class(class).at(Some(place));
        report.find(finding.with("area", format!("{:.2}", area(&part).0)));
    }
    for (part, place) in parts(rest(&covered, boundary)) {
        let around = Envelope::of(&part);
        let meets = |zone: &&ZoneRow| {
            Envelope::of(&zone.geometry).zip(around).is_some_and(|(one, other)| one.intersects(&other))
        };
        let share = |zone: &ZoneRow| shared_area(&zone.geometry, &part).0;
        let most = zones.iter().filter(meets).max_by(|one, other| share(one).total_cmp(&share(other)));
        let mut finding = PackageFinding::about(file, "zone-outside").in_class(class).at(Some(place));
        finding.record = most.map(|zone| zone.id);
        report.find(finding.with("area", format!("{:.2}", area(&part).0)));
    }
}

/// Pairs of zones that share ground, by a sweep from west to east.
fn overlaps(file: &str, class: &str, zones: &[ZoneRow], report: &mut PackageReport) {
    let boxed = zones.iter().filter_map(|zone| Some((Envelope::of(&zone.geometry)?, zone)));
    let mut order: Vec<(Envelope, &ZoneRow)> = boxed.collect();
    order.sort_by(|(one, _), (other, _)| one.min[0].total_cmp(&other.min[0]));
    for (at, (around, zone)) in order.iter().enumerate() {
        let eastward = order[at + 1..].iter().take_while(|(other, _)| other.min[0] < around.max[0]);
        for (_, other) in eastward.filter(|(other, _)| other.min[1] < around.max[1] && other.max[1] > around.min[1]) {
            let found = parts(shared(&zone.geometry, &other.geometry));
            let total: f64 = found.iter().map(|(part, _)| area(part).0).sum();
            let Some((_, place)) = found.into_iter().next() else { continue };
            let (first, second) = (zone.id.min(other.id), zone.id.max(other.id));
            let finding = PackageFinding::about(file, "zones-overlap").in_class(class).in_record(second);
            report.find(finding.at(Some(place)).with("other", first).with("area", format!("{total:.2}")));
        }
    }
}

/// The parts that are more than a rounding, the largest first, each with a place in it.
fn parts(shape: Geometry) -> Vec<(Geometry, [f64; 2])> {
    let Geometry::MultiPolygon(MultiPolygon(polygons)) = shape else { return Vec::new() };
    let mut found: Vec<(f64, Geometry, [f64; 2])> = Vec::new();
    for polygon in polygons {
        let place = middle(&polygon);
        let part = Geometry::Polygon(polygon);
        let (size, outline) = (area(&part).0, length(&part).0);
        if size >= LEAST_AREA && 2.0 * size / outline >= LEAST_WIDTH {
            found.push((size, part, place));
        }
    }
    found.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    found.into_iter().map(|(_, part, place)| (part, place)).collect()
}

/// The mean of the corners.
fn middle(polygon: &Polygon<f64>) -> [f64; 2] {
    let ring = polygon.exterior().0.as_slice();
    let corners = &ring[..ring.len().saturating_sub(1)];
    let count = u32::try_from(corners.len()).map_or(1.0, f64::from).max(1.0);
    let sum = |pick: fn(&geo_types::Coord<f64>) -> f64| corners.iter().map(pick).sum::<f64>() / count;
    [sum(|at| at.x), sum(|at| at.y)]
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord};

    use super::*;
    use crate::package::objects::PackageObject;

    fn square(x: f64, y: f64, side: f64) -> Geometry {
        Rect::new(coord! { x: x, y: y }, coord! { x: x + side, y: y + side }).to_polygon().into()
    }

    fn check(squares: &[(f64, f64, f64)], expected: &[&str]) {
        let zone = |(id, &(x, y, side)): (i64, &(f64, f64, f64))| ZoneRow {
            id,
            sign: String::new(),
            function: String::new(),
            density: None,
            storeys: None,
            far: None,
            population: None,
            object: PackageObject::default(),
            geometry: square(600_000.0 + x, 1_140_000.0 + y, side),
        };
        let zones: Vec<ZoneRow> = (1..).zip(squares).map(zone).collect();
        let mut report = PackageReport::new(String::new());
        let boundary = square(600_000.0, 1_140_000.0, 20.0);
        coverage("f", "c", Some(&boundary), &zones, &mut report);
        let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, expected, "{squares:?}");
    }

    #[test]
    fn four_squares_cover_a_larger_one_and_any_slip_shows() {
        let whole = [(0.0, 0.0, 10.0), (10.0, 0.0, 10.0), (0.0, 10.0, 10.0), (10.0, 10.0, 10.0)];
        check(&whole, &[]);
        check(&whole[1..], &["zones-gap"]);
        check(&[whole[0], whole[1], whole[2], (9.9, 10.0, 10.0)], &["zones-overlap", "zones-gap"]);
        check(&[whole[0], whole[1], whole[2], (10.0, 10.0, 10.5)], &["zone-outside"]);
        // A thousandth is a rounding.
        check(&[whole[0], whole[1], whole[2], (10.001, 10.0, 10.0)], &[]);
    }
}
