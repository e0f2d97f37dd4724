//! The cookie of a session: read from a request, given with an answer, taken back.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::auth::{Opened, SESSION_COOKIE};
use crate::config::Settings;
use crate::http::request::reached;

/// The session's token from the cookies, if there is one.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.find(|(name, _)| *name == SESSION_COOKIE).map(|(_, token)| token)
}

/// For whom a cookie is: pages below our own path alone, where other programs share the host, and only by https if we are reached so.
#[derive(Debug)]
pub(crate) struct Reach {
    path: String,
    is_https: bool,
}

impl Reach {
    /// That of a request.
    pub(crate) fn of(headers: &HeaderMap, settings: &Settings) -> Self {
        Self { path: format!("{}/", reached::prefix(headers, settings)), is_https: reached::is_https(headers) }
    }
}

/// Hands the session's token to the browser and to no script.
pub(crate) fn give(response: &mut Response, opened: &Opened, reach: &Reach) {
    set(response, opened.secret.as_str(), opened.lasts.as_secs(), reach);
}

/// Makes the browser forget it.
pub(crate) fn take_back(response: &mut Response, reach: &Reach) {
    set(response, "", 0, reach);
}

fn set(response: &mut Response, token: &str, seconds: u64, reach: &Reach) {
    let (path, secure) = (&reach.path, if reach.is_https { "; Secure" } else { "" });
    let cookie = format!("{SESSION_COOKIE}={token}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let Ok(mut value) = HeaderValue::try_from(cookie) {
        value.set_sensitive(true);
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}
