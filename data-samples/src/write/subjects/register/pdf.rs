//! A drawing of a plan as a PDF of one page (ISO 32000-1): outlines of its zones and its boundary, with its code in letters that need no
//! font of their own.

use std::fmt::Write as _;

use geo_types::{Geometry, LineString, Polygon};
use planning::PlanDraft;
use spatial_core::geometry::Envelope;

/// A4 and what is left free around the drawing, in points.
const PAGE: [f64; 2] = [595.0, 842.0];
const MARGIN: f64 = 40.0;
/// For the words above the drawing.
const HEAD: f64 = 40.0;

/// The drawing, with so many zones at most.
pub(super) fn drawing(draft: &PlanDraft, most: usize) -> Vec<u8> {
    let code: String = draft.code.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut page = format!("BT /F1 14 Tf {MARGIN} {:.0} Td ({code}) Tj ET\n", PAGE[1] - MARGIN);
    let zones = draft.zones.iter().take(most).map(|zone| &zone.geometry);
    let shapes: Vec<&Geometry> = draft.boundary.iter().chain(zones).collect();
    let boxes = shapes.iter().filter_map(|shape| Envelope::of(shape));
    if let Some(around) = boxes.reduce(Envelope::merged) {
        let room = [PAGE[0] - 2.0 * MARGIN, PAGE[1] - 2.0 * MARGIN - HEAD];
        let scale =
            (0..2).map(|axis| room[axis] / (around.max[axis] - around.min[axis]).max(1.0)).fold(f64::MAX, f64::min);
        let place = |x: f64, y: f64| [(x - around.min[0]) * scale + MARGIN, (y - around.min[1]) * scale + MARGIN];
        let metres = 2.834_645_669 / scale * 1000.0;
        line(&mut page, format_args!("BT /F1 9 Tf {MARGIN} {:.0} Td (1 : {metres:.0}) Tj ET", PAGE[1] - MARGIN - 16.0));
        for (number, shape) in shapes.iter().enumerate() {
            let is_boundary = number == 0 && draft.boundary.is_some();
            line(&mut page, format_args!("{} w", if is_boundary { 1.2 } else { 0.3 }));
            for ring in rings(shape) {
                for (at, corner) in ring.0.iter().enumerate() {
                    let [x, y] = place(corner.x, corner.y);
                    line(&mut page, format_args!("{x:.2} {y:.2} {}", if at == 0 { "m" } else { "l" }));
                }
                line(&mut page, format_args!("s"));
            }
        }
    }
    file(&page)
}

/// One page of this content.
fn file(page: &str) -> Vec<u8> {
    let [width, height] = PAGE;
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{page}endstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = Vec::with_capacity(objects.len());
    for (number, object) in (1..).zip(&objects) {
        places.push(text.len());
        line(&mut text, format_args!("{number} 0 obj\n{object}\nendobj"));
    }
    let (table, count) = (text.len(), objects.len() + 1);
    line(&mut text, format_args!("xref\n0 {count}\n0000000000 65535 f "));
    for place in places {
        line(&mut text, format_args!("{place:010} 00000 n "));
    }
    line(&mut text, format_args!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF"));
    text.into_bytes()
}

fn rings(shape: &Geometry) -> Vec<&LineString<f64>> {
    match shape {
        Geometry::Polygon(polygon) => around(polygon).collect(),
        Geometry::MultiPolygon(polygons) => polygons.0.iter().flat_map(around).collect(),
        _ => Vec::new(),
    }
}

fn around(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a text does not fail.
    let _ = writeln!(text, "{words}");
}
