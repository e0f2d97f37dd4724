//! What a search answers.

use std::borrow::Cow;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::crs::Crs;
use spatial_core::layer::{Kind, LayerName, Revision};
use spatial_core::search::{FieldRole, FoundFeature, View};

use crate::http::paths;
use crate::search::answer::{SearchAnswer, SearchHit};
use crate::search::reading::{Reading, parcel_key};
use crate::search::said;
use crate::text::Language;

/// `/v1/search?q=`
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SearchDocument {
    pub(super) query: String,
    revision: u64,
    pub(super) readings: Vec<ReadAs>,
    pub(super) results: Vec<ResultDocument>,
    pub(super) more: bool,
    /// Layers in which nothing was looked for.
    #[serde(rename = "notSearched", skip_serializing_if = "Vec::is_empty")]
    pub(super) not_searched: Vec<String>,
}

/// One way the text was understood.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReadAs {
    pub(super) r#as: &'static str,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    crs: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ResultDocument {
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
    pub(super) title: String,
    pub(super) detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    polygon: Option<Vec<[f64; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
    /// The state the row is in, if rows of its layer have states; `detail` says it in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<String>,
    /// True for a parcel that is not where the text says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) elsewhere: bool,
    /// What it is, for pages; programs have it in its layer.
    #[serde(skip)]
    pub(super) feature: Option<(Kind, LayerName, u64)>,
}

impl SearchDocument {
    pub(crate) fn new<'a>(
        text: &str,
        revision: Revision,
        answer: &SearchAnswer<'a>,
        view: Option<&View<'a>>,
        (base, language): (&str, Language),
    ) -> Self {
        let communes = view.map(communes).unwrap_or_default();
        let known = Known { view, communes };
        Self {
            query: text.to_owned(),
            revision: revision.0,
            readings: answer.readings.iter().map(|reading| ReadAs::of(reading, language)).collect(),
            results: answer.results.iter().map(|hit| ResultDocument::of(hit, &known, (base, language))).collect(),
            more: answer.more,
            not_searched: view.map(left_out).unwrap_or_default(),
        }
    }
}

impl ReadAs {
    fn of(reading: &Reading, language: Language) -> Self {
        let (r#as, crs) = match reading {
            Reading::Parcel(_) => ("parcel", None),
            Reading::Identifier(_) => ("identifier", None),
            Reading::Coordinate(place) if place.crs == Crs::WGS84 => ("wgs84", Some(place.crs)),
            Reading::Coordinate(place) => ("vn2000", Some(place.crs)),
            Reading::Corners(corners) => ("corners", Some(corners.crs)),
            Reading::Decision(_) => ("decision", None),
            Reading::Function(_) => ("function", None),
            Reading::Text(_) => ("text", None),
        };
        Self { r#as, text: said::reading(reading, language), crs: crs.map(|crs| crs.to_string()) }
    }
}

impl ResultDocument {
    fn of<'a>(hit: &SearchHit<'a>, known: &Known<'_, 'a>, (base, language): (&str, Language)) -> Self {
        match hit {
            SearchHit::Feature(found) => Self::feature(found, known, (base, language)),
            SearchHit::Elsewhere(found) => Self { elsewhere: true, ..Self::feature(found, known, (base, language)) },
            SearchHit::Coordinate(place) => Self {
                title: said::coordinate(place, language),
                detail: said::system(place.crs, language),
                at: Some(place.at.map(nine_decimals)),
                ..Self::new("coordinate")
            },
            SearchHit::Corners(corners) => {
                let ring: Vec<[f64; 2]> = corners.ring.iter().map(|corner| corner.map(nine_decimals)).collect();
                let bounds =
                    |pick: fn(f64, f64) -> f64, axis: usize| ring.iter().map(|corner| corner[axis]).reduce(pick);
                let bbox = [bounds(f64::min, 0), bounds(f64::min, 1), bounds(f64::max, 0), bounds(f64::max, 1)];
                let bbox = bbox.map(|side| side.unwrap_or_default());
                Self {
                    title: said::ring(corners, language),
                    detail: said::system(corners.crs, language),
                    at: Some([bbox[0].midpoint(bbox[2]), bbox[1].midpoint(bbox[3])].map(nine_decimals)),
                    bbox: Some(bbox),
                    // Closed, as GeoJSON wants it.
                    polygon: Some(ring.iter().chain(ring.first()).copied().collect()),
                    ..Self::new("corners")
                }
            }
        }
    }

    fn new(kind: &'static str) -> Self {
        Self {
            kind,
            layer: None,
            id: None,
            key: None,
            title: String::new(),
            detail: String::new(),
            at: None,
            bbox: None,
            polygon: None,
            href: None,
            state: None,
            elsewhere: false,
            feature: None,
        }
    }

    fn feature<'a>(found: &FoundFeature<'a>, known: &Known<'_, 'a>, (base, language): (&str, Language)) -> Self {
        let title = said::title(found, language);
        let commune = found.value(FieldRole::Commune);
        let named = commune.as_ref().map(|code| known.communes.get(code).unwrap_or(code).as_ref());
        let parent = known.view.and_then(|view| view.parent(found)).map(|parent| said::title(&parent, language));
        let layer = found.layer().name.as_str();
        Self {
            kind: said::kind(found),
            id: Some(found.id().0),
            key: key(found),
            detail: said::detail(found, named, (&title, parent.as_deref()), language),
            at: found.place().map(|place| place.map(nine_decimals)),
            bbox: found.degrees().map(|bbox| bbox.map(nine_decimals)),
            polygon: None,
            href: Some(format!("{base}{}", paths::item(layer, found.id()))),
            layer: Some(layer.to_owned()),
            title,
            state: found.value(FieldRole::State).map(Cow::into_owned),
            elsewhere: false,
            feature: Some((found.layer().kind, found.layer().name.clone(), found.id().0)),
        }
    }
}

/// What is known beside the hits.
struct Known<'v, 'a> {
    view: Option<&'v View<'a>>,
    communes: Communes<'a>,
}

/// Names of communes by their codes.
type Communes<'a> = HashMap<Cow<'a, str>, Cow<'a, str>>;

/// `commune-sheet-number` if it is read as such, else the identifier; of what is no parcel the sign.
fn key(found: &FoundFeature<'_>) -> Option<String> {
    let parts = [FieldRole::Commune, FieldRole::Sheet, FieldRole::Number].map(|role| found.value(role));
    let whole = match parts {
        [Some(commune), Some(sheet), Some(number)] => Some(format!("{commune}-{sheet}-{number}")),
        _ => None,
    };
    let is_parcel = found.value(FieldRole::Number).is_some();
    let own = || found.value(FieldRole::Identifier).or_else(|| found.value(FieldRole::Code).filter(|_| !is_parcel));
    whole.filter(|key| parcel_key::coded(key).is_some()).or_else(|| own().map(Cow::into_owned))
}

fn left_out(view: &View<'_>) -> Vec<String> {
    view.left_out().map(|layer| layer.name.to_string()).collect()
}

/// Names of communes by code.
fn communes<'a>(view: &View<'a>) -> Communes<'a> {
    let named = |found: FoundFeature<'a>| Some((found.value(FieldRole::Code)?, found.value(FieldRole::Name)?));
    view.all_of(Kind::Ward).filter_map(named).collect()
}

/// 0.1 mm: no more digits than mean something.
fn nine_decimals(degrees: f64) -> f64 {
    (degrees * 1e9).round() / 1e9
}
