//! What people see in place of a page while there is none: the sentence of the problem, and the page again by itself if it comes
//! soon. Programs get the same as `problem+json`.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use spatial_core::message::Say;

use crate::http::HttpError;
use crate::http::handlers::assets;
use crate::http::wire::html::{FOOT, escape, head};
use crate::text::Language;

/// The page, in the reader's language.
pub(crate) fn response(error: &HttpError, language: Language, request_id: &str) -> Response {
    let (sentence, title) = (language.say(&error.message()), language.text(error.title()));
    let page = format!(
        "{}<p role=\"status\">{}</p><p><a href=\"\">{}</a></p><p><small>{}</small></p>{FOOT}",
        head(&title, language),
        escape(&sentence),
        escape(&language.text("web-retry")),
        escape(request_id),
    );
    let mut response = (error.status(), page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if matches!(error, HttpError::Loading { .. }) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        headers.insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    assets::guard(headers);
    response
}
