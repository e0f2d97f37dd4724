//! The answer in the form that was asked for.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Value as Json, json};
use spatial_core::layer::{Feature, FeatureId, Revision};
use spatial_core::message::Message;

use crate::apps::planning::area::asked::AreaForm;
use crate::apps::planning::area::found::{AreaFound, ParcelFound};
use crate::apps::planning::area::geopackage;
use crate::apps::planning::area::sent::GEOPACKAGE;
use crate::apps::planning::area::wire::{AreaParcel, AreaTold, plans, warnings};
use crate::apps::planning::sheet::{CsvSheet, OF_AN_AREA, SheetTitles, Total, workbook};
use crate::http::HttpError;
use crate::http::wire;
use crate::http::wire::features::geojson::{GEOJSON, GeoJsonWriter};
use crate::text::Language;

/// The media type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// What was found, told.
pub(super) fn answer(found: &AreaFound, form: AreaForm, language: Language) -> Result<Response, HttpError> {
    match form {
        AreaForm::Json => Ok(wire::json(&AreaTold::of(found, language), "application/json")),
        AreaForm::GeoJson => Ok(wire::json(&geojson(found, language), GEOJSON)),
        AreaForm::Csv => Ok(file(wire::bytes(csv(found).into_bytes(), CSV), "csv")),
        AreaForm::Xlsx => Ok(file(wire::bytes(xlsx(found, language)?, XLSX), "xlsx")),
        AreaForm::GeoPackage => Ok(file(wire::bytes(geopackage::written(found, language)?, GEOPACKAGE), "gpkg")),
    }
}

/// The same as a file that browsers keep.
fn file(mut response: Response, ending: &'static str) -> Response {
    let name = match ending {
        "csv" => HeaderValue::from_static("attachment; filename=\"planning-area.csv\""),
        "gpkg" => HeaderValue::from_static("attachment; filename=\"planning-area.gpkg\""),
        _ => HeaderValue::from_static("attachment; filename=\"planning-area.xlsx\""),
    };
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response
}

fn csv(found: &AreaFound) -> String {
    let mut sheet = CsvSheet::new(OF_AN_AREA);
    sheet.head();
    found.parcels.iter().flat_map(|parcel| &parcel.lines).for_each(|line| sheet.line(line));
    sheet.taken()
}

fn xlsx(found: &AreaFound, language: Language) -> Result<Vec<u8>, HttpError> {
    let about = Message::new("area-about").with("day", &found.day).with("revision", found.held.revision());
    let about = about.with("area", language.number(found.area.0, 2)).with("crs", found.crs);
    let mut notes = vec![language.say(&about.with("parcels", found.parcels.len())), language.text("area-reference")];
    let unknown = found.left_out.iter().map(|layer| Message::new("area-unknown").with("layer", layer));
    notes.extend(unknown.map(|message| language.say(&message)));
    notes.extend(warnings(found, language).into_iter().map(|warning| warning.text));
    let titles = SheetTitles { title: language.text("area-title"), notes };
    let mut totals = Vec::new();
    for plan in plans(found) {
        let name = plan.name.or(plan.code).unwrap_or_else(|| plan.plan_id.to_string());
        let percent = if plan.covers_m2 > 0.0 { 100.0 * plan.uncovered_m2 / plan.covers_m2 } else { 0.0 };
        totals.extend(plan.totals.into_iter().map(|total| Total {
            plan: name.clone(),
            function: Some(total.function.unwrap_or_else(|| language.text("sheet-function-unknown"))),
            zones: total.zones,
            area_m2: total.area_m2,
            percent: total.percent,
        }));
        if plan.uncovered_m2 > 0.0 {
            totals.push(Total { plan: name, function: None, zones: 0, area_m2: plan.uncovered_m2, percent });
        }
    }
    let lines: Vec<_> = found.parcels.iter().flat_map(|parcel| parcel.lines.iter().cloned()).collect();
    workbook(&titles, OF_AN_AREA, &lines, &totals, language)
        .map_err(|error| HttpError::Internal { what: format!("a workbook: {error}") })
}

/// The parts of parcels that lie in the area, with what is told of them.
fn geojson(found: &AreaFound, language: Language) -> Json {
    let feature = |parcel: &ParcelFound| {
        let layer = found.held.world().layer(&parcel.layer, found.audience)?;
        let part = Feature {
            id: FeatureId(parcel.cells.id),
            version: Revision(0),
            geometry: Some(parcel.part.clone()),
            values: Vec::new(),
        };
        let (geometry, _) = GeoJsonWriter::new(layer.layer(), found.audience).geometry_text(&part);
        let geometry: Json = serde_json::from_str(&geometry).unwrap_or_default();
        Some(json!({ "type": "Feature", "geometry": geometry, "properties": AreaParcel::of(parcel) }))
    };
    let features: Vec<Json> = found.parcels.iter().filter_map(feature).collect();
    json!({
        "type": "FeatureCollection",
        "as_of": found.day,
        "data_revision": found.held.revision().0,
        "plans": plans(found),
        "warnings": warnings(found, language),
        "features": features,
    })
}
