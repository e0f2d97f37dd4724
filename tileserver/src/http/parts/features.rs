//! Layers and their features: OGC API Features, and changes of features.

use crate::http::handlers::features::{clearance, collections, edits, items, rows, summaries, summary};
use crate::http::parts::part::{Endpoint, Part};
use crate::http::paths;
use crate::http::wire::collections::{Collection, Collections};
use crate::http::wire::edit::{CONTENT_CRS, ClearanceSent, ClearanceWritten, IF_MATCH, PREFER, WHY};
use crate::http::wire::features::geojson::GEOJSON;
use crate::http::wire::features::rows::{CSV, RowsDocument, SummariesDocument, SummaryDocument};
use crate::http::wire::features::schema::{EditedFeature, Feature, FeaturePage};
use crate::ogc::ITEMS;
use crate::openapi::shared::{COLLECTION, F, FEATURE, LANG};
use crate::openapi::{Answer, Body, Described, Operation, Others, of, text};

static SHOWN: &[&dyn Described] = &[&F, &LANG];
static LAYER: &[&dyn Described] = &[&COLLECTION, &F, &LANG];
static ITEM: &[&dyn Described] = &[&COLLECTION, &FEATURE, &F, &LANG];
static ADDED: &[&dyn Described] = &[&COLLECTION, &LANG, &CONTENT_CRS, &WHY, &PREFER];
static CHANGED: &[&dyn Described] = &[&COLLECTION, &FEATURE, &LANG, &IF_MATCH, &CONTENT_CRS, &WHY, &PREFER];

static SHOWING: &[&dyn Described] = &[&COLLECTION, &LANG, &WHY];

const SENT: Body = Body::new(&[(GEOJSON, of::<EditedFeature>)]);

const LIST: Operation = Operation::new("api-collections", Answer::document::<Collections>()).takes(SHOWN);
const ONE: Operation = Operation::new("api-collection", Answer::document::<Collection>()).takes(LAYER);
const PAGE: Operation = Operation::new(
    "api-items",
    Answer::new(200, "api-answer-geojson", &[(GEOJSON, of::<FeaturePage>), ("text/html", text)]),
)
.takes(ITEMS)
.others(Others::Fields);
const READ: Operation = Operation::new(
    "api-item",
    Answer::new(200, "api-answer-geojson", &[(GEOJSON, of::<Feature>), ("text/html", text)]),
)
.takes(ITEM);
const CREATE: Operation =
    Operation::new("api-create", Answer::new(201, "api-answer-created", &[(GEOJSON, of::<Feature>)]))
        .takes(ADDED)
        .sent(SENT)
        .refuses(&[401, 403, 404, 415, 422]);
const REPLACE: Operation =
    Operation::new("api-replace", Answer::new(200, "api-answer-changed", &[(GEOJSON, of::<Feature>)]))
        .takes(CHANGED)
        .sent(SENT)
        .refuses(&[401, 403, 404, 412, 415, 422, 428]);
const PATCH: Operation =
    Operation::new("api-patch", Answer::new(200, "api-answer-changed", &[(GEOJSON, of::<Feature>)]))
        .takes(CHANGED)
        .sent(Body::new(&[("application/merge-patch+json", of::<EditedFeature>)]))
        .refuses(&[401, 403, 404, 412, 415, 422, 428]);
const REMOVE: Operation = Operation::new("api-remove", Answer::bare(204, "api-answer-gone"))
    .takes(CHANGED)
    .refuses(&[401, 403, 404, 412, 428]);

const SHOW: Operation = Operation::new("api-clearance", Answer::json::<ClearanceWritten<'_>>("api-answer-clearance"))
    .takes(SHOWING)
    .sent(Body::new(&[("application/json", of::<ClearanceSent>)]))
    .refuses(&[401, 403, 404, 409, 415, 422]);

const ROWS: Operation = Operation::new("api-rows", Answer::json::<RowsDocument<'_>>("api-answer-rows"))
    .takes(rows::PARAMETERS)
    .others(Others::Fields)
    .refuses(&[404, 409]);
const ROWS_CSV: Operation = Operation::new("api-rows-csv", Answer::new(200, "api-answer-csv", &[(CSV, text)]))
    .takes(rows::FILE)
    .others(Others::Fields)
    .refuses(&[404]);
const ROWS_GEOJSON: Operation =
    Operation::new("api-rows-geojson", Answer::new(200, "api-answer-geojson", &[(GEOJSON, of::<FeaturePage>)]))
        .takes(rows::FILE)
        .others(Others::Fields)
        .refuses(&[404]);
const SUMMARY: Operation =
    Operation::new("api-field-summary", Answer::json::<SummaryDocument>("api-answer-field-summary"))
        .takes(summary::PARAMETERS)
        .others(Others::Fields)
        .refuses(&[404]);

const SUMMARIES: Operation = Operation::new("api-summaries", Answer::json::<SummariesDocument>("api-answer-summaries"))
    .takes(summaries::PARAMETERS)
    .refuses(&[404, 422]);

/// The part.
pub(super) fn part() -> Part {
    Part::of([
        Endpoint::at(paths::COLLECTIONS, "collections").get(collections::list, LIST),
        Endpoint::at(paths::COLLECTION, "collections").get(collections::one, ONE),
        Endpoint::at(paths::ITEMS, "items").get(items::items, PAGE).post(edits::create, CREATE).counted("edit"),
        Endpoint::at(paths::ITEM, "item")
            .get(collections::item, READ)
            .put(edits::replace, REPLACE)
            .counted("edit")
            .patch(edits::patch, PATCH)
            .counted("edit")
            .delete(edits::remove, REMOVE)
            .counted("edit"),
        Endpoint::at(paths::ROWS, "rows").get(rows::rows, ROWS),
        Endpoint::at(paths::ROWS_CSV, "rows").get(rows::csv, ROWS_CSV),
        Endpoint::at(paths::ROWS_GEOJSON, "rows").get(rows::geojson, ROWS_GEOJSON),
        Endpoint::at(paths::SUMMARY, "summary").get(summary::summary, SUMMARY),
        Endpoint::at(paths::SUMMARIES, "summaries").get(summaries::summaries, SUMMARIES),
        Endpoint::at(paths::CLEARANCE, "clearance").put(clearance::put, SHOW).counted("edit"),
    ])
}
