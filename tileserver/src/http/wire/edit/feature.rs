//! A body and the feature as it is stored become the feature's new content, or a list of everything that is wrong.

use serde_json::{Map, Value as Json};
use spatial_core::crs::{Crs, CrsError, Transform, diagnose};
use spatial_core::geometry::{Envelope, Geometry, Repair, check, kept, repair};
use spatial_core::layer::{Audience, Change, Feature, Layer, LayerName, Revision, Value};
use spatial_core::message::{Message, Say};

use crate::http::HttpError;
use crate::http::wire::edit::finding::EditFinding;
use crate::http::wire::edit::headers::Coordinates;
use crate::http::wire::edit::{shape, values};
use crate::http::wire::features::geojson;

/// What a body is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A new feature.
    New,
    /// A feature's new content, whole.
    Whole,
    /// What is to change of a feature (RFC 7396).
    Patch,
}

/// An edit, read against the layer and the feature it is about.
#[derive(Debug)]
pub(crate) struct Edit<'a> {
    pub(crate) layer: &'a Layer,
    pub(crate) audience: Audience,
    pub(crate) coordinates: Coordinates,
    pub(crate) manner: Manner,
    /// As it is stored; none for a new one.
    pub(crate) stored: Option<&'a Feature>,
}

/// The body as JSON.
pub(crate) fn document(body: &[u8]) -> Result<Json, HttpError> {
    serde_json::from_slice(body).map_err(|error| {
        let (line, column) = (error.line() as u64, error.column() as u64);
        // What is valid by RFC 8259 and only too much for the reader, it tells in words alone.
        let words = error.to_string();
        let beyond = BEYOND.iter().find(|(begins, _)| words.starts_with(begins));
        match beyond {
            Some(&(_, what)) => HttpError::JsonBeyond { what, line, column },
            None => HttpError::NotJson { line, column },
        }
    })
}

/// How the reader's words begin, and the word for it.
const BEYOND: [(&str, &str); 4] = [
    ("number out of range", "number"),
    ("recursion limit exceeded", "depth"),
    ("lone leading surrogate", "letter"),
    ("unexpected end of hex escape", "letter"),
];

impl Edit<'_> {
    /// The change to commit.
    pub(crate) fn change(&self, document: &Json) -> Result<Change, HttpError> {
        let (geometry, values) = self.content(document)?;
        let layer: LayerName = self.layer.name.clone();
        Ok(match self.stored {
            None => Change::insert(layer, geometry, values),
            Some(&Feature { id, version, .. }) => {
                let expected: Option<Revision> = Some(version);
                Change::Update { layer, id, expected, geometry, values, links: Vec::new() }
            }
        })
    }

    fn content(&self, document: &Json) -> Result<(Option<Geometry>, Vec<Value>), HttpError> {
        let mut findings = Vec::new();
        let is_patch = self.manner == Manner::Patch;
        let has_type = document["type"] == "Feature" || (is_patch && document.get("type").is_none());
        if !document.is_object() || !has_type {
            findings.push(EditFinding::new("type", Message::new("edit-not-a-feature")));
            return Err(HttpError::Invalid { findings });
        }
        self.check_id(document, &mut findings);
        let nothing = Map::new();
        let properties = match document.get("properties") {
            Some(Json::Object(given)) => given,
            Some(Json::Null) => &nothing,
            None if is_patch => &nothing,
            _ => {
                findings.push(missing("properties"));
                &nothing
            }
        };
        // A patch that removes all properties empties every field it may see.
        let keeps = is_patch && document.get("properties") != Some(&Json::Null);
        let values = values::values(properties, self.layer, self.audience, self.stored, keeps, &mut findings);
        let geometry = self.geometry(document.get("geometry"), &mut findings);
        if findings.is_empty() { Ok((geometry, values)) } else { Err(HttpError::Invalid { findings }) }
    }

    /// An id in the body of an existing feature must be its own; a new one gets its id from the store, whatever the body says.
    fn check_id(&self, document: &Json, findings: &mut Vec<EditFinding>) {
        let (Some(stored), Some(id)) = (self.stored, document.get("id")) else { return };
        let is_own = id.as_u64() == Some(stored.id.0) || id.as_str() == Some(&stored.id.to_string());
        if !is_own {
            findings.push(EditFinding::new("id", Message::new("edit-id-differs").with("id", stored.id)));
        }
    }

    fn geometry(&self, given: Option<&Json>, findings: &mut Vec<EditFinding>) -> Option<Geometry> {
        let stored = self.stored.and_then(|feature| feature.geometry.as_ref());
        let is_unplaced = self.layer.crs == Crs::Local && self.coordinates == Coordinates::Degrees;
        let json = match given {
            None if self.manner == Manner::Patch => return stored.cloned(),
            None => {
                findings.push(missing("geometry"));
                return None;
            }
            // Local shapes are shown as null: who sends that back has changed nothing.
            Some(Json::Null) if is_unplaced => return stored.cloned(),
            Some(Json::Null) => return None,
            Some(_) if is_unplaced => {
                findings.push(EditFinding::of_shape(Message::new("edit-local"), None));
                return None;
            }
            Some(json) => json,
        };
        let drawn = shape::drawn(&merged(json, stored, self.manner), findings)?;
        let Ok(scale) = Scale::of(self.layer.crs, self.coordinates) else {
            findings.push(EditFinding::of_shape(Message::new("edit-geometry-unreadable"), None));
            return None;
        };
        match kept(&drawn, stored, |points| scale.show(points), |points| scale.place(points)) {
            Ok(legal) if Some(&legal) == stored => {}
            Ok(legal) => {
                self.judge(&legal, &scale, findings);
                return Some(legal);
            }
            Err(error) => findings.push(outside(&error, self.layer.crs)),
        }
        stored.cloned()
    }

    /// Everything that is wrong with a shape that is not the stored one.
    fn judge(&self, legal: &Geometry, scale: &Scale, findings: &mut Vec<EditFinding>) {
        if !self.layer.schema.geometry.admits(legal) {
            let family = Message::new("edit-geometry-family").with("family", self.layer.schema.geometry.as_str());
            findings.push(EditFinding::of_shape(family, None));
        }
        let defects = check(legal);
        if !defects.is_empty() {
            let is_mendable = matches!(repair(legal.clone()), Repair::Repaired { .. });
            let said = defects.iter().map(|defect| {
                let place = defect.place.and_then(|place| scale.shown(place));
                EditFinding::of_defect(defect, place, is_mendable)
            });
            findings.extend(said);
            return;
        }
        let doubts = |around: Option<Envelope>| {
            around.map(|around| diagnose(self.layer.crs, around.min, around.max)).unwrap_or_default()
        };
        // A layer that is doubtful as a whole was taken as it is; a new doubt is not.
        if doubts(self.layer.extent).is_empty() {
            let place = Envelope::of(legal).and_then(|around| scale.shown(around.min));
            findings
                .extend(doubts(Envelope::of(legal)).iter().map(|doubt| EditFinding::of_shape(doubt.message(), place)));
        }
    }
}

/// A patch of a geometry names its coordinates, perhaps not its type.
fn merged(json: &Json, stored: Option<&Geometry>, manner: Manner) -> Json {
    let mut whole = json.clone();
    if let (Manner::Patch, Some(stored), Json::Object(members)) = (manner, stored, &mut whole) {
        members.entry("type").or_insert_with(|| geojson::type_word(stored).into());
    }
    whole
}

fn missing(member: &'static str) -> EditFinding {
    EditFinding::new(member, Message::new("edit-member-missing").with("member", member))
}

fn outside(error: &CrsError, crs: Crs) -> EditFinding {
    let place = if let CrsError::OutOfArea { x, y, .. } = error { Some([*x, *y]) } else { None };
    EditFinding::of_shape(Message::new("edit-outside").with("crs", crs), place)
}

/// Between the coordinates of a body and legal ones.
#[derive(Debug)]
enum Scale {
    /// With the way to the map, if the system has one: what has no place there is no place.
    Legal {
        out: Option<Transform>,
    },
    Degrees {
        out: Transform,
        back: Transform,
    },
}

impl Scale {
    fn of(crs: Crs, coordinates: Coordinates) -> Result<Self, CrsError> {
        Ok(match coordinates {
            Coordinates::Legal => Self::Legal { out: Transform::new(crs, Crs::WGS84).ok() },
            Coordinates::Degrees => {
                Self::Degrees { out: Transform::new(crs, Crs::WGS84)?, back: Transform::new(Crs::WGS84, crs)? }
            }
        })
    }

    /// Stored vertices in the form in which they are published.
    fn show(&self, points: &mut [[f64; 2]]) -> Result<(), CrsError> {
        match self {
            Self::Legal { .. } => points.iter_mut().flatten().for_each(|part| *part = geojson::metres_shown(*part)),
            Self::Degrees { out, .. } => {
                out.apply(points)?;
                points.iter_mut().flatten().for_each(|part| *part = geojson::degrees_shown(*part));
            }
        }
        Ok(())
    }

    /// One legal place as published.
    fn shown(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        let mut places = [place];
        self.show(&mut places).ok().map(|()| places[0])
    }

    /// Drawn vertices as legal ones.
    fn place(&self, points: &mut [[f64; 2]]) -> Result<(), CrsError> {
        match self {
            Self::Legal { out: Some(out) } => out.apply(&mut points.to_vec()),
            Self::Legal { out: None } => Ok(()),
            Self::Degrees { back, .. } => back.apply(points),
        }
    }
}

#[cfg(test)]
mod tests;
