//! Who stands at the desk.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::auth::{Identity, Principal, Trail};
use crate::http::HttpError;
use crate::http::served::Served;

/// An administrator, and where the request came from; everybody else is turned away before anything is looked at.
#[derive(Debug, Clone)]
pub(super) struct Steward {
    pub(super) who: Principal,
    pub(super) trail: Trail,
}

impl FromRequestParts<Arc<Served>> for Steward {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Served>) -> Result<Self, HttpError> {
        let nobody = Identity::default();
        let who = parts.extensions.get().unwrap_or(&nobody).may_operate()?.clone();
        let trail = parts.extensions.get().cloned();
        let trail = trail.ok_or_else(|| HttpError::Internal { what: "a request without a trail".to_owned() })?;
        Ok(Self { who, trail })
    }
}

/// Refuses to change anything where a copy is served: it would be gone with the copy.
pub(super) fn may_be_changed(served: &Served) -> Result<(), HttpError> {
    if served.settings.is_read_only { Err(HttpError::ReadOnly) } else { Ok(()) }
}
