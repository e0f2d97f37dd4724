//! What was found in a file: page by page, and as points of a map.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use importers::{Finding, Report};
use serde_json::{Value, json};

use super::refusal::refused;
use super::wire::{FindingDocument, FindingList, FindingPoints};
use crate::apps::steward::places::{FINDINGS_LIMIT, FINDINGS_OFFSET, IMPORT_ID, IMPORTS, USUAL_FINDINGS};
use crate::apps::steward::who::Steward;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::geojson::GEOJSON;
use crate::openapi::Described;
use crate::openapi::shared::LANG;
use crate::text::Language;

/// What it reads.
pub(super) static PARAMETERS: &[&dyn Described] = &[&IMPORT_ID, &FINDINGS_LIMIT, &FINDINGS_OFFSET, &LANG];

/// In the order of the file.
pub(super) async fn page(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    _: Steward,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let report = served.imports.one(&id).map_err(|refusal| refused(refusal, &id))?.report;
    let limit = asked.parameters.read(&FINDINGS_LIMIT)?.unwrap_or(USUAL_FINDINGS) as usize;
    let offset = asked.parameters.read(&FINDINGS_OFFSET)?.unwrap_or_default() as usize;
    let all: &[Finding] = report.as_deref().map_or(&[], |report| &report.findings);
    let from = offset.min(all.len());
    let shown = &all[from..(from + limit).min(all.len())];
    let places = report.as_deref().map_or_else(Vec::new, |report| places(report, shown));
    let findings = shown.iter().zip(places).map(|(finding, at)| FindingDocument::of(finding, at, asked.language));
    let findings: Vec<FindingDocument> = findings.collect();
    let next = from + findings.len();
    let here = format!("{}{IMPORTS}/{id}/findings", base_url(&asked.headers, &served.settings));
    let more = (next < all.len())
        .then(|| asked.next_page((&here, "application/json"), FINDINGS_OFFSET.name, next.to_string()));
    let list = FindingList { findings, total: all.len(), links: more.into_iter().collect() };
    Ok(wire::json(&list, "application/json"))
}

/// Those that have a place.
pub(super) async fn points(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    _: Steward,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let report = served.imports.one(&id).map_err(|refusal| refused(refusal, &id))?.report;
    let language = asked.language;
    let worded = move || match report.as_deref() {
        None => Vec::new(),
        Some(report) => {
            let placed = report.findings.iter().zip(places(report, &report.findings)).enumerate();
            placed.filter_map(|(at, (finding, place))| point(at, finding, place, language)).collect()
        }
    };
    let points: Vec<Value> = served.workers.run(worded).await?;
    let document = FindingPoints { r#type: "FeatureCollection", number_matched: points.len(), features: points };
    Ok(wire::json(&document, GEOJSON))
}

fn point(at: usize, finding: &Finding, place: Option<[f64; 2]>, language: Language) -> Option<Value> {
    let properties = FindingDocument::of(finding, None, language);
    let geometry = json!({ "type": "Point", "coordinates": place? });
    Some(json!({ "type": "Feature", "id": at, "geometry": geometry, "properties": properties }))
}

/// Longitude and latitude of each; none of what has no place on earth.
fn places(report: &Report, findings: &[Finding]) -> Vec<Option<[f64; 2]>> {
    let mut known = report.in_degrees(findings.iter().filter_map(|finding| finding.place)).into_iter();
    findings.iter().map(|finding| finding.place.and_then(|_| known.next().flatten())).collect()
}
