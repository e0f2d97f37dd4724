//! A question whose answer comes in forms of its own: everything but path and body. (`Inquiry` knows documents and pages only.)

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use spatial_core::layer::Audience;

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::request::extract::{looker, parameters};
use crate::http::served::looks::Looker;
use crate::openapi::Parameters;
use crate::text::Language;

/// Who asks, and with which parameters.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) parameters: Parameters,
    pub(super) language: Language,
    pub(super) headers: HeaderMap,
    pub(super) audience: Audience,
    pub(super) looker: Looker,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, HttpError> {
        Ok(Self {
            language: Language::from_request_parts(parts, state).await?,
            parameters: parameters(parts)?,
            headers: parts.headers.clone(),
            audience: parts.extensions.get().map_or(Audience::ANONYMOUS, Identity::audience),
            looker: looker(&parts.extensions),
        })
    }
}
