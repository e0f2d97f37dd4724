//! What a request asks for besides its path: language, parameters, format. Under which name it reached us: `reached`.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use spatial_core::layer::Audience;

use crate::auth::{Identity, Principal, Trail};
use crate::http::HttpError;
use crate::http::front::admission;
use crate::http::request::negotiate;
use crate::http::served::Served;
use crate::http::served::looks::Looker;
use crate::openapi::shared::{F, LANG, Representation};
use crate::openapi::{Described, Operation, Others, ParameterError, Parameters};
use crate::text::Language;

/// A question to one of the documents: everything but its path.
#[derive(Debug)]
pub(crate) struct Inquiry {
    pub(crate) parameters: Parameters,
    pub(crate) format: Representation,
    pub(crate) language: Language,
    pub(crate) headers: HeaderMap,
    pub(crate) audience: Audience,
    /// Who asks, if somebody has signed in.
    pub(crate) looker: Looker,
}

/// `front::watch` found out who it is before the handler was called.
impl<S: Sync> FromRequestParts<S> for Identity {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// Somebody who may change features, and where the request came from; everybody else is turned away before anything is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    pub(crate) who: Principal,
    pub(crate) trail: Trail,
}

impl FromRequestParts<Arc<Served>> for Editor {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, HttpError> {
        let nobody = Identity::default();
        let who = parts.extensions.get().unwrap_or(&nobody).may_write()?.clone();
        if served.settings.is_read_only {
            return Err(HttpError::ReadOnly);
        }
        let trail = parts.extensions.get().cloned();
        let trail = trail.ok_or_else(|| HttpError::Internal { what: "a request without a trail".to_owned() })?;
        Ok(Self { who, trail })
    }
}

/// Anybody who hands something in, signed in or not: by their trail alone, for what they hand in is not their employer's.
#[derive(Debug, Clone)]
pub(crate) struct Passerby {
    pub(crate) trail: Trail,
}

impl FromRequestParts<Arc<Served>> for Passerby {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, HttpError> {
        // A form on somebody else's page would hand something in in its visitors' names.
        if admission::comes_from_elsewhere(&parts.headers) {
            return Err(HttpError::CrossOrigin);
        }
        if served.settings.is_read_only {
            return Err(HttpError::ReadOnly);
        }
        let trail = parts.extensions.get().cloned();
        let trail = trail.ok_or_else(|| HttpError::Internal { what: "a request without a trail".to_owned() })?;
        Ok(Self { trail })
    }
}

/// The language alone, of what has words but is no document.
impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        spoken(&parameters(parts)?, &parts.headers)
    }
}

/// The language asked for, or the one the headers like best.
fn spoken(parameters: &Parameters, headers: &HeaderMap) -> Result<Language, HttpError> {
    let accepted = || negotiate::line(headers, &header::ACCEPT_LANGUAGE);
    Ok(parameters.read(&LANG)?.unwrap_or_else(|| language_of(None, accepted().as_ref())))
}

impl<S: Sync> FromRequestParts<S> for Inquiry {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        let parameters = parameters(parts)?;
        let format = Representation::wanted(parameters.read(&F)?, &parts.headers)?;
        Self::of(parts, parameters, format)
    }
}

impl Inquiry {
    /// A question whose form is settled already.
    pub(crate) fn of(parts: &Parts, parameters: Parameters, format: Representation) -> Result<Self, HttpError> {
        Ok(Self {
            format,
            language: spoken(&parameters, &parts.headers)?,
            headers: parts.headers.clone(),
            audience: parts.extensions.get().map_or(Audience::ANONYMOUS, Identity::audience),
            looker: looker(&parts.extensions),
            parameters,
        })
    }
}

/// Who looks, and where the request came from, if somebody has signed in.
pub(crate) fn looker(extensions: &Extensions) -> Looker {
    let who = extensions.get::<Identity>()?.principal()?;
    extensions.get::<Trail>().map(|trail| (who.clone(), trail.clone()))
}

/// The query parameters an operation reads, and what becomes of others; `front::watch` puts it among the extensions of a request that
/// has any.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accepted {
    parameters: &'static [&'static dyn Described],
    others: Others,
}

impl Accepted {
    /// Nothing is known of an operation.
    pub(crate) const ANYTHING: Self = Self { parameters: &[], others: Others::Ignored };

    /// What an operation says of itself.
    pub(crate) fn of(operation: &Operation) -> Self {
        Self { parameters: operation.parameters, others: operation.others }
    }
}

/// The parameters of a request, each as often as its operation says and none that its operation does not know.
pub(crate) fn parameters(parts: &Parts) -> Result<Parameters, HttpError> {
    let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri) else {
        return Err(ParameterError::unknown(parts.uri.query().unwrap_or_default()).into());
    };
    let accepted = parts.extensions.get().copied().unwrap_or(Accepted::ANYTHING);
    let parameters = Parameters::with_repeated(pairs, accepted.parameters)?;
    if accepted.others == Others::Refused {
        parameters.only(accepted.parameters)?;
    }
    Ok(parameters)
}

/// Parameters alone, where no document is asked for.
impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        parameters(parts)
    }
}

/// `?lang=`, then `Accept-Language`, then Vietnamese.
pub(crate) fn language_of(query: Option<&str>, accept_language: Option<&HeaderValue>) -> Language {
    let asked = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.and_then(Language::parse).or_else(|| Language::accepted(accept_language?.to_str().ok()?)).unwrap_or_default()
}
