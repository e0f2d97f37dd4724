//! The cookie of a session: read from a request, given with an answer, taken back.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::auth::{Opened, SESSION_COOKIE};

/// The session's token from the cookies, if there is one.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.find(|(name, _)| *name == SESSION_COOKIE).map(|(_, token)| token)
}

/// Hands the session's token to the browser and to no script.
pub(crate) fn give(response: &mut Response, opened: &Opened, is_https: bool) {
    set(response, opened.secret.as_str(), opened.lasts.as_secs(), is_https);
}

/// Makes the browser forget it.
pub(crate) fn take_back(response: &mut Response, is_https: bool) {
    set(response, "", 0, is_https);
}

fn set(response: &mut Response, token: &str, seconds: u64, is_https: bool) {
    let secure = if is_https { "; Secure" } else { "" };
    let cookie = format!("{SESSION_COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let Ok(mut value) = HeaderValue::try_from(cookie) {
        value.set_sensitive(true);
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}
