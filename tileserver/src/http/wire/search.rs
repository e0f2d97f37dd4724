//! What a search answers.

use std::collections::HashMap;

use serde::Serialize;
use spatial_core::layer::{Kind, Revision};
use spatial_core::search::{Found, Role, View};

use crate::http::router;
use crate::search::answer::Answer;
use crate::search::reading::Reading;
use crate::search::said;
use crate::text::Language;

/// `/v1/search?q=`
#[derive(Debug, Serialize)]
pub(crate) struct SearchDocument {
    query: String,
    revision: u64,
    readings: Vec<ReadAs>,
    results: Vec<Hit>,
    more: bool,
}

/// One way the text was understood.
#[derive(Debug, Serialize)]
struct ReadAs {
    r#as: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    crs: Option<String>,
}

#[derive(Debug, Serialize)]
struct Hit {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    title: String,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    polygon: Option<Vec<[f64; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
}

impl SearchDocument {
    pub(crate) fn new(
        text: &str,
        revision: Revision,
        answer: &Answer<'_>,
        view: &View<'_>,
        language: Language,
    ) -> Self {
        let communes = communes(view);
        Self {
            query: text.to_owned(),
            revision: revision.0,
            readings: answer.readings.iter().map(|reading| ReadAs::of(reading, language)).collect(),
            results: answer.found.iter().map(|found| Hit::of(found, &communes, language)).collect(),
            more: answer.more,
        }
    }
}

impl ReadAs {
    fn of(reading: &Reading, language: Language) -> Self {
        let r#as = match reading {
            Reading::Parcel(_) => "parcel",
            Reading::Text(_) => "text",
        };
        Self { r#as, text: said::reading(reading, language), crs: None }
    }
}

impl Hit {
    fn of(found: &Found<'_>, communes: &HashMap<String, String>, language: Language) -> Self {
        let title = said::title(found, language);
        let commune = found.value(Role::Commune);
        let named = commune.as_ref().map(|code| communes.get(code).unwrap_or(code).as_str());
        let layer = found.layer().name.as_str();
        Self {
            kind: said::kind(found),
            id: Some(found.id().0),
            key: key(found),
            detail: said::detail(found, named, &title),
            at: found.place().map(|place| place.map(nine_decimals)),
            bbox: found.degrees().map(|bbox| bbox.map(nine_decimals)),
            polygon: None,
            href: Some(format!("{}/{}", router::items_path(layer), found.id())),
            layer: Some(layer.to_owned()),
            title,
        }
    }
}

/// `commune-sheet-number`, else the identifier, else the sign.
fn key(found: &Found<'_>) -> Option<String> {
    let parts = [Role::Commune, Role::Sheet, Role::Number].map(|role| found.value(role));
    match parts {
        [Some(commune), Some(sheet), Some(number)] => Some(format!("{commune}-{sheet}-{number}")),
        _ => found.value(Role::Identifier).or_else(|| found.value(Role::Code)),
    }
}

/// Names of communes by code.
fn communes(view: &View<'_>) -> HashMap<String, String> {
    let named = |found: Found<'_>| Some((found.value(Role::Code)?, found.value(Role::Name)?));
    view.all_of(Kind::Ward).filter_map(named).collect()
}

/// 0.1 mm: no more digits than mean something.
fn nine_decimals(degrees: f64) -> f64 {
    (degrees * 1e9).round() / 1e9
}
