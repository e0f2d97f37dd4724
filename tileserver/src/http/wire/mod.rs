//! What answers look like: every document, as JSON and as a page, with the headers that go with its form.

pub(crate) mod assets;
pub(crate) mod base_maps;
pub(crate) mod collections;
pub(crate) mod edit;
pub(crate) mod features;
pub(crate) mod landing;
pub(crate) mod maps;
pub(crate) mod pages;
pub(crate) mod problem;
pub(crate) mod qr;
pub(crate) mod ready;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod under;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::http::request::extract::Inquiry;
use crate::openapi::shared::Representation;

/// A document for programs.
pub(crate) fn json(document: &impl Serialize, media_type: &'static str) -> Response {
    match serde_json::to_vec(document) {
        Ok(body) => bytes(body, media_type),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A finished document for programs.
pub(crate) fn bytes(body: Vec<u8>, media_type: &'static str) -> Response {
    typed(body.into_response(), media_type)
}

/// The same of an answer that is still being made.
pub(crate) fn typed(mut response: Response, media_type: &'static str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    open(headers);
    response
}

/// What a client that has the document already is told.
pub(crate) fn not_modified(etag: HeaderValue) -> Response {
    let mut response = (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    open(response.headers_mut());
    negotiated(response)
}

/// Says that another client may get another form of the same address.
pub(crate) fn negotiated(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    response
}

/// A document in the form that was asked for: JSON, or the same as a page.
pub(crate) fn document(document: &impl Serialize, media_type: &'static str, title: &str, asked: &Inquiry) -> Response {
    negotiated(match asked.format {
        Representation::Json => json(document, media_type),
        Representation::Html => pages::html::page(document, title, asked.language),
    })
}

/// Of whatever has links: they name the host and the path it was asked by, so that a cache of many people must not keep it (RFC 9111,
/// section 5.2.2.7), for some take two names of a server, or what a proxy forwards, for the same. A reader's own asks before it shows it again.
pub(crate) const LINKED: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Headers of everything other origins may read.
fn open(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, LINKED);
}

#[cfg(test)]
pub(crate) mod tests {
    use spatial_core::crs::{Crs, Operation};
    use spatial_core::layer::{Clearance, Field, FieldType, GeometryType, Kind, Layer, LayerName, Schema};

    /// Parcels with a field for everybody, `land_use`, and one for staff, `owner`.
    pub(crate) fn layer() -> Layer {
        let field = |name: &str, clearance| Field::new(name, FieldType::Text, clearance);
        let fields = vec![field("land_use", Clearance::Open), field("owner", Clearance::Staff)];
        let schema = Schema { geometry: GeometryType::Mixed, fields };
        let name = LayerName::parse("parcels").unwrap();
        Layer { count: 1, ..Layer::open(name, Kind::Parcel, schema, Crs::WGS84, Operation("EPSG:6960".to_owned())) }
    }
}
