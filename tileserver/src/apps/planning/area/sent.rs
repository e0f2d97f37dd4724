//! The area as it was sent: GeoJSON as it is drawn, KML, a GeoPackage, or a table of corners as certificates print it.

use axum::http::{HeaderMap, header};
use geo_types::{LineString, Polygon};
use serde_json::Value as Json;
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use crate::apps::planning::area::{geopackage, kml};
use crate::http::HttpError;
use crate::http::wire::edit::{self, Coordinates, drawn};
use crate::search::reading::corners;
use crate::search::reading::data_area::DataArea;

/// The media type of KML.
pub(super) const KML: &str = "application/vnd.google-earth.kml+xml";

/// The media type of a GeoPackage (OGC 12-128r18, requirement 1 and annex E).
pub(super) const GEOPACKAGE: &str = "application/geopackage+sqlite3";

/// What is read.
const TAKEN: &[&str] = &["application/geo+json", "application/json", KML, GEOPACKAGE, "text/csv", "text/plain"];

/// Shapes, and the system of their coordinates.
#[derive(Debug)]
pub(super) struct Shapes {
    pub(super) shapes: Vec<Geometry>,
    pub(super) crs: Crs,
}

/// True if headers say that the body is a GeoPackage.
pub(super) fn is_geopackage(headers: &HeaderMap) -> bool {
    media(headers) == GEOPACKAGE
}

/// What a body is, as it is said of it.
fn media(headers: &HeaderMap) -> String {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Reads a body. `grid` is the layer whose coordinates `Content-Crs` may name, `file_layer` the one that is meant of a file with several.
pub(super) fn read(
    headers: &HeaderMap,
    (body, file_layer): (&[u8], Option<&str>),
    grid: &Layer,
    (world, audience): (&World, Audience),
) -> Result<Shapes, HttpError> {
    edit::takes(headers, TAKEN)?;
    let media = media(headers);
    let crs = match Coordinates::of(headers, grid)? {
        Coordinates::Degrees => Crs::WGS84,
        Coordinates::Legal => grid.crs,
    };
    let unfit = |code| HttpError::Unfit(Message::new(code));
    let text = || std::str::from_utf8(body).map_err(|_| unfit("problem-area-not-text"));
    match media.as_str() {
        KML => {
            let shapes = kml::shapes(text()?).ok_or_else(|| unfit("problem-area-kml"))?;
            Ok(Shapes { shapes, crs: Crs::WGS84 })
        }
        GEOPACKAGE => geopackage::shapes(body, file_layer),
        "text/plain" | "text/csv" => {
            let area = DataArea::of(world.layers(audience).map(|layer| layer.layer()));
            match corners::read(text()?, &area).as_slice() {
                [] => Err(unfit("problem-area-corners")),
                [only] => Ok(Shapes { shapes: vec![ring(&only.ring)], crs: Crs::WGS84 }),
                several => {
                    let systems: Vec<String> = several.iter().map(|one| one.crs.to_string()).collect();
                    let message = Message::new("problem-area-corners-several").with("systems", systems.join(", "));
                    Err(HttpError::Unfit(message))
                }
            }
        }
        _ => Ok(Shapes { shapes: geojson(&edit::document(body)?)?, crs }),
    }
}

/// A geometry, a feature, or all features of a collection.
fn geojson(document: &Json) -> Result<Vec<Geometry>, HttpError> {
    let parts: Vec<&Json> = match document["type"].as_str() {
        Some("FeatureCollection") => {
            document["features"].as_array().into_iter().flatten().map(|feature| &feature["geometry"]).collect()
        }
        Some("Feature") => vec![&document["geometry"]],
        _ => vec![document],
    };
    let mut findings = Vec::new();
    let shapes: Vec<Geometry> = parts.into_iter().filter_map(|part| drawn(part, &mut findings)).collect();
    if findings.is_empty() { Ok(shapes) } else { Err(HttpError::Invalid { findings }) }
}

fn ring(corners: &[[f64; 2]]) -> Geometry {
    let line: LineString<f64> = corners.to_vec().into();
    Polygon::new(line, Vec::new()).into()
}
