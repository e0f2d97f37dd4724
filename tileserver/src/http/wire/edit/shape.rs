//! A GeoJSON geometry (RFC 7946 §3.1) as it was drawn: nothing is closed, turned or left out in silence.

use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use serde_json::Value as Json;
use spatial_core::geometry::{Defect, DefectKind, Geometry};
use spatial_core::message::Message;

use crate::http::wire::edit::finding::EditFinding;

/// Collections within collections: more than anybody draws.
const DEEPEST: usize = 8;

/// Letters of what stands in a number's place that are repeated.
const LONGEST_SHOWN: usize = 80;

/// Reads a geometry; what is wrong with it goes to the findings. `None` if it cannot be read.
pub(crate) fn drawn(json: &Json, findings: &mut Vec<EditFinding>) -> Option<Geometry> {
    let mut hand = Hand { has_heights: false, no_number: None, findings };
    let geometry = hand.geometry(json, 0);
    if hand.has_heights {
        hand.findings.push(EditFinding::of_shape(Message::new("edit-heights"), None));
    }
    match hand.no_number.take() {
        Some(found) => {
            hand.findings.push(EditFinding::of_shape(Message::new("edit-no-number").with("found", found), None));
        }
        None if geometry.is_none() => {
            hand.findings.push(EditFinding::of_shape(Message::new("edit-geometry-unreadable"), None));
        }
        None => {}
    }
    geometry
}

struct Hand<'a> {
    has_heights: bool,
    /// The first position that is valid JSON and holds no two numbers.
    no_number: Option<String>,
    findings: &'a mut Vec<EditFinding>,
}

impl Hand<'_> {
    fn geometry(&mut self, json: &Json, depth: usize) -> Option<Geometry> {
        let parts = &json["coordinates"];
        Some(match json["type"].as_str()? {
            "Point" => Point(self.position(parts)?).into(),
            "MultiPoint" => MultiPoint(self.line(parts)?.0.into_iter().map(Point).collect()).into(),
            "LineString" => self.line(parts)?.into(),
            "MultiLineString" => MultiLineString(self.list(parts, Self::line)?).into(),
            "Polygon" => self.polygon(parts)?.into(),
            "MultiPolygon" => MultiPolygon(self.list(parts, Self::polygon)?).into(),
            "GeometryCollection" if depth < DEEPEST => {
                let members = self.list(&json["geometries"], |hand, part| hand.geometry(part, depth + 1))?;
                Geometry::GeometryCollection(GeometryCollection(members))
            }
            _ => return None,
        })
    }

    fn polygon(&mut self, json: &Json) -> Option<Polygon<f64>> {
        let mut rings = self.list(json, Self::ring)?.into_iter();
        let shell = rings.next().unwrap_or_else(|| LineString(Vec::new()));
        Some(Polygon::new(shell, rings.collect()))
    }

    /// A ring that is not closed is told; it goes on as if it were, so that all else is told, too.
    fn ring(&mut self, json: &Json) -> Option<LineString<f64>> {
        let ring = self.line(json)?;
        if let Some(last) = ring.0.last()
            && ring.0.first() != Some(last)
        {
            let place = Some([last.x, last.y]);
            self.findings.push(EditFinding::of_defect(&Defect { kind: DefectKind::NotClosed, place }, place, true));
        }
        Some(ring)
    }

    fn line(&mut self, json: &Json) -> Option<LineString<f64>> {
        self.list(json, Self::position).map(LineString)
    }

    fn position(&mut self, json: &Json) -> Option<Coord<f64>> {
        let [x, y, heights @ ..] = json.as_array()?.as_slice() else { return None };
        self.has_heights |= !heights.is_empty();
        let (Some(x), Some(y)) = (x.as_f64(), y.as_f64()) else {
            self.no_number.get_or_insert_with(|| json.to_string().chars().take(LONGEST_SHOWN).collect());
            return None;
        };
        Some(Coord { x, y })
    }

    fn list<T>(&mut self, json: &Json, mut read: impl FnMut(&mut Self, &Json) -> Option<T>) -> Option<Vec<T>> {
        json.as_array()?.iter().map(|item| read(self, item)).collect()
    }
}
