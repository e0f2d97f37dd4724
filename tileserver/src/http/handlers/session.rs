//! `/v1/session`: who am I, sign in, sign out, another password.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::auth::{Code, Identity, Trail};
use crate::http::HttpError;
use crate::http::desk::body;
use crate::http::front::admission;
use crate::http::request::cookie::{self, Reach};
use crate::http::served::Served;
use crate::http::wire::session::{self, PasswordChange, SignIn};

/// Longest body that can be a name, a password and a code.
const MOST_KB: u64 = 8;

/// Who is signed in, if anybody. A cookie that stands for nobody any more is taken back.
pub(crate) async fn who(State(served): State<Arc<Served>>, identity: Identity, headers: HeaderMap) -> Response {
    let mut response = session::document(identity.principal());
    if identity.principal().is_none() && cookie::session(&headers).is_some() {
        cookie::take_back(&mut response, &Reach::of(&headers, &served.settings));
    }
    response
}

/// Name, password and, of who has a second factor, a code for a session's cookie.
pub(crate) async fn sign_in(
    State(served): State<Arc<Served>>,
    Extension(trail): Extension<Trail>,
    request: Request,
) -> Result<Response, HttpError> {
    let headers = request.headers();
    if admission::comes_from_elsewhere(headers) {
        return Err(HttpError::CrossOrigin);
    }
    let (is_json, reach) = (is_json(headers), Reach::of(headers, &served.settings));
    let body = body::whole(request.into_body(), MOST_KB).await?;
    // What is wrong with it is not said: the reader's words would repeat it.
    let given = Some(body).filter(|_| is_json).and_then(|body| serde_json::from_slice::<SignIn>(&body).ok());
    let SignIn { name, password, code } = given.ok_or(HttpError::SignInUnreadable)?;
    let opened = served.gate.sign_in(&name, password.into(), code.map(Code::from), &trail).await?;
    let mut response = session::document(Some(&opened.principal));
    cookie::give(&mut response, &opened, &reach);
    Ok(response)
}

/// Another password for who knows the one they have; all their sessions end, and one begins.
pub(crate) async fn change_password(
    State(served): State<Arc<Served>>,
    identity: Identity,
    Extension(trail): Extension<Trail>,
    request: Request,
) -> Result<Response, HttpError> {
    let headers = request.headers();
    if admission::comes_from_elsewhere(headers) {
        return Err(HttpError::CrossOrigin);
    }
    let who = identity.principal().ok_or(HttpError::SignInNeeded)?;
    if served.settings.is_read_only {
        // It would be gone with the copy that is served.
        return Err(HttpError::ReadOnly);
    }
    let (is_json, reach) = (is_json(headers), Reach::of(headers, &served.settings));
    let body = body::whole(request.into_body(), MOST_KB).await?;
    let given = Some(body).filter(|_| is_json).and_then(|body| serde_json::from_slice::<PasswordChange>(&body).ok());
    let PasswordChange { password, new_password } = given.ok_or(HttpError::PasswordsUnreadable)?;
    let opened = served.gate.change_password(who, password.into(), &new_password, &trail).await?;
    let mut response = session::document(Some(&opened.principal));
    cookie::give(&mut response, &opened, &reach);
    Ok(response)
}

/// The session ends; without one there is nothing to do.
pub(crate) async fn sign_out(
    State(served): State<Arc<Served>>,
    identity: Identity,
    Extension(trail): Extension<Trail>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    if let Some(token) = cookie::session(&headers) {
        served.gate.sign_out(token, &identity, &trail).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookie::take_back(&mut response, &Reach::of(&headers, &served.settings));
    Ok(response)
}

/// Forms of other sites cannot send this type without being asked first.
fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.split(';').next().is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"))
}
