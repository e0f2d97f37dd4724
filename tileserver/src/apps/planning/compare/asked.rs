//! With which plan one is compared, and in which form.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use spatial_core::layer::{Audience, FeatureId};

use crate::http::HttpError;
use crate::http::request::extract::{Inquiry, looker, parameters};
use crate::openapi::shared::Representation;
use crate::openapi::{Id, OneOf, Parameter};
use crate::text::Language;

/// The later plan.
pub(super) static WITH: Parameter<Id> =
    Parameter::needed_query("with", Id { least: 1, expected: "problem-expected-plan" }).about("api-parameter-with");

/// A form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Numbers and words, for programs.
    Json,
    /// Shapes, for maps.
    GeoJson,
    /// For people.
    Html,
}

/// Which form, whatever the headers say.
pub(super) static FORM: Parameter<OneOf<Form>> = Parameter::query(
    "f",
    OneOf {
        words: &[("json", Form::Json), ("geojson", Form::GeoJson), ("html", Form::Html)],
        expected: "problem-expected-form",
    },
);

/// The media type of shapes.
const GEOJSON: &str = "application/geo+json";

/// The question.
#[derive(Debug)]
pub(in crate::apps::planning) struct Asked {
    pub(super) form: Form,
    pub(super) with: FeatureId,
    pub(super) inquiry: Inquiry,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, HttpError> {
        let language = Language::from_request_parts(parts, state).await?;
        let parameters = parameters(parts)?;
        let with = parameters.read(&WITH)?.ok_or_else(|| WITH.refused(""))?;
        let form = match parameters.read(&FORM)? {
            Some(form) => form,
            None if wants_shapes(parts) => Form::GeoJson,
            None => match Representation::wanted(None, &parts.headers)? {
                Representation::Html => Form::Html,
                Representation::Json => Form::Json,
            },
        };
        let format = if form == Form::Html { Representation::Html } else { Representation::Json };
        let looker = looker(&parts.extensions);
        let audience = looker.as_ref().map_or(Audience::ANONYMOUS, |(who, _)| who.audience);
        let headers = parts.headers.clone();
        Ok(Self { form, with, inquiry: Inquiry { parameters, format, language, headers, audience, looker } })
    }
}

/// True if the client names shapes alone.
fn wants_shapes(parts: &Parts) -> bool {
    let accepted = parts.headers.get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.trim().eq_ignore_ascii_case(GEOJSON))
}
