//! Search: by what people type, by a place, by the key of a parcel.

use spatial_core::models::SearchSettings;
use spatial_core::search::Finder;

use crate::config::Settings;
use crate::http::handlers::{parcels, search};
use crate::http::parts::part::{Endpoint, Part};
use crate::http::paths;
use crate::http::served::models::KeptModel;
use crate::http::wire::features::geojson::GEOJSON;
use crate::http::wire::features::parcels::ParcelsDocument;
use crate::http::wire::features::schema::Feature;
use crate::http::wire::search::SearchDocument;
use crate::http::wire::under::UnderDocument;
use crate::openapi::{Answer, Operation, either, text};

const SEARCH: Operation = Operation::new(
    "api-search",
    Answer::new(
        200,
        "api-answer-document",
        &[("application/json", either::<SearchDocument, UnderDocument>), ("text/html", text)],
    ),
)
.takes(search::PARAMETERS);
const PARCEL: Operation = Operation::new(
    "api-parcel",
    Answer::new(200, "api-answer-geojson", &[(GEOJSON, either::<Feature, ParcelsDocument>), ("text/html", text)]),
)
.takes(parcels::PARAMETERS);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::SEARCH, "search").get(search::search, SEARCH),
        Endpoint::at(paths::PARCEL, "parcel").get(parcels::parcel, PARCEL),
    ])
    .with_model(|settings| KeptModel::new::<Finder>(searched(settings)))
    .asks::<Finder>()
}

fn searched(settings: &Settings) -> SearchSettings {
    let most_bytes = usize::try_from(settings.search_mb << 20).unwrap_or(usize::MAX);
    SearchSettings { fields: settings.search_fields.clone(), most_bytes }
}
