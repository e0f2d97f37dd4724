//! What an extract comes as: JSON, a page, GeoJSON of the shares, a sheet of paper.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use spatial_core::layer::LayerName;

use crate::http::HttpError;
use crate::http::request::extract::{Inquiry, parameters};
use crate::http::request::negotiate;
use crate::http::wire::features::geojson::GEOJSON;
use crate::openapi::shared::{NAME, Representation};
use crate::openapi::{OneOf, Parameter, Text};

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Page,
    GeoJson,
    Sheet,
}

/// The media type of a sheet of paper.
pub(super) const PDF: &str = "application/pdf";

/// Which, whatever the headers say.
pub(super) static F: Parameter<OneOf<Form>> = Parameter::query(
    "f",
    OneOf {
        words: &[("json", Form::Json), ("html", Form::Page), ("geojson", Form::GeoJson), ("pdf", Form::Sheet)],
        expected: "problem-expected-extract-form",
    },
);

/// Which of the parcels of a key, if it leads to several.
pub(super) static LAYER: Parameter<Text> = Parameter::query("layer", NAME).about("api-parameter-parcel-layer");

/// A question for an extract: everything but its path.
#[derive(Debug)]
pub(in crate::apps::planning) struct Asked {
    pub(super) form: Form,
    pub(super) inquiry: Inquiry,
}

impl Asked {
    /// True of a parcel of the layer that was asked for, or of any.
    pub(super) fn is_meant(&self, layer: &LayerName) -> Result<bool, HttpError> {
        let asked = self.inquiry.parameters.read(&LAYER)?;
        Ok(asked.is_none_or(|asked| asked == layer.as_str()))
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        let parameters = parameters(parts)?;
        let form = match parameters.read(&F)? {
            Some(form) => form,
            None => Form::wanted(&parts.headers)?,
        };
        Ok(Self { form, inquiry: Inquiry::of(parts, parameters, form.representation())? })
    }
}

/// The same at the address of the page, which is nothing else.
#[derive(Debug)]
pub(in crate::apps::planning) struct Paged(pub(super) Asked);

impl<S: Sync> FromRequestParts<S> for Paged {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        let inquiry = Inquiry::of(parts, parameters(parts)?, Representation::Html)?;
        Ok(Self(Asked { form: Form::Page, inquiry }))
    }
}

impl Form {
    /// What `Accept` likes best; JSON and a page are weighed as everywhere.
    fn wanted(headers: &HeaderMap) -> Result<Self, HttpError> {
        Ok(match negotiate::favourite(headers).as_deref() {
            Some(PDF) => Self::Sheet,
            Some(GEOJSON) => Self::GeoJson,
            _ => match Representation::wanted(None, headers)? {
                Representation::Json => Self::Json,
                Representation::Html => Self::Page,
            },
        })
    }

    fn representation(self) -> Representation {
        if self == Self::Page { Representation::Html } else { Representation::Json }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};

    use super::*;

    #[test]
    fn forms_are_weighed() {
        for (accept, expected) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Form::Page)),
            ("application/json", Some(Form::Json)),
            ("*/*", Some(Form::Json)),
            ("application/pdf", Some(Form::Sheet)),
            ("application/geo+json, application/json;q=0.9", Some(Form::GeoJson)),
            ("application/json, application/geo+json", Some(Form::Json)),
            ("application/pdf;q=0.2, text/html", Some(Form::Page)),
            ("image/png", None),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(Form::wanted(&headers).ok(), expected, "{accept}");
        }
        assert_eq!(Form::wanted(&HeaderMap::new()).ok(), Some(Form::Json));
    }
}
