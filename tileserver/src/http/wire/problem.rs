//! `application/problem+json` (RFC 9457).

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::message::{Message, Say};

use crate::http::HttpError;
use crate::http::error::Versions;
use crate::http::paths;
use crate::http::wire::edit::Said;
use crate::http::wire::pages::{html, search};
use crate::openapi::shared::Representation;
use crate::text::Language;

/// Findings that are told at once: a body of a megabyte may be wrong in a hundred thousand places.
const MOST_FINDINGS: usize = 200;

/// The document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem<'a> {
    /// The event's code as a URN: stable, for programs.
    r#type: String,
    title: String,
    status: u16,
    /// The sentence, for people.
    detail: String,
    /// The path that was asked.
    instance: &'a str,
    request_id: &'a str,
    /// Everything that is wrong with what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Said>,
    /// The version its editor had seen, and the one there is.
    #[serde(flatten)]
    versions: Option<&'a Versions>,
    /// How far the World has come, while it is loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    loading: Option<LoadingProgress>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LoadingProgress {
    layers: usize,
    layers_loaded: usize,
    features_loaded: u64,
}

/// The answer for an error, in the reader's language: a document for programs, a small page for people.
pub(crate) fn response(
    error: &HttpError,
    form: Representation,
    language: Language,
    instance: &str,
    request_id: &str,
) -> Response {
    let message = sentence(error, language);
    let problem = Problem {
        r#type: format!("urn:diaban:{}", message.code),
        title: language.text(error.title()),
        status: error.status().as_u16(),
        detail: language.say(&message),
        instance,
        request_id,
        findings: findings(error, language),
        versions: versions(error),
        loading: progress(error),
    };
    let mut response = match form {
        Representation::Html => html::answer(page(error, &problem, language).into_bytes(), language),
        Representation::Json => {
            let media = [(header::CONTENT_TYPE, "application/problem+json")];
            (media, serde_json::to_vec(&problem).unwrap_or_default()).into_response()
        }
    };
    *response.status_mut() = error.status();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if form == Representation::Html && matches!(error, HttpError::Loading { .. }) {
        headers.insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    if let Some(allowed) = error.allowed() {
        headers.insert(header::ALLOW, allowed.value());
    }
    if let HttpError::MediaType { accepted } = error
        && let Ok(accepted) = HeaderValue::try_from(accepted.join(", "))
    {
        headers.insert(header::ACCEPT, accepted);
    }
    if error.status().as_u16() == 401 {
        headers.insert(header::WWW_AUTHENTICATE, challenge(error));
    }
    if error.status().as_u16() == 408 {
        // RFC 9110, section 15.5.9: the rest of the body is not waited for.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(seconds) = retry_after(error) {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// The same as a page, for whoever came here: what happened, what to do next, and the number by which an administrator finds it in the log.
fn page(error: &HttpError, problem: &Problem<'_>, language: Language) -> String {
    let mut out = html::head(&problem.title, language);
    out.push_str("<div class=\"answer\">");
    let detail = for_people(error).map_or_else(|| problem.detail.clone(), |id| language.say(&Message::new(id)));
    out.push_str(&format!("<p role=\"status\" class=\"lead\">{}</p>", html::escape(&detail)));
    if !problem.findings.is_empty() {
        out.push_str("<ul>");
        for finding in &problem.findings {
            out.push_str(&format!("<li>{}</li>", html::escape(&finding.line())));
        }
        out.push_str("</ul>");
    }
    if problem.status == 404 {
        out.push_str(&search::form("", language));
    }
    let next = |href: &str, id: &'static str| (href.to_owned(), language.text(id));
    let home = next(paths::HOME, "page-home");
    let again = next("", "web-retry");
    let layers = next(&format!("{}?f=html&lang={}", paths::COLLECTIONS, language.tag()), "page-layers");
    let ways = match problem.status {
        401 | 403 => vec![(home.0, language.text("page-error-to-sign-in")), again],
        404 => vec![home, layers],
        status if status >= 500 => vec![again, home],
        _ => vec![home, again],
    };
    out.push_str(&html::ways(&ways, language));
    let id = Message::new("page-request-id").with("id", problem.request_id);
    out.push_str(&format!("<p class=\"about\"><small>{}</small></p></div>", html::escape(&language.say(&id))));
    out.push_str(html::FOOT);
    out
}

/// What a citizen is told where the sentence speaks to who runs the server or writes programs.
fn for_people(error: &HttpError) -> Option<&'static str> {
    match error {
        HttpError::Shared(error) => for_people(error),
        HttpError::SignInNeeded | HttpError::TokenUnknown => Some("page-error-sign-in"),
        HttpError::NotAllowed { .. } => Some("page-error-not-allowed"),
        HttpError::World(_) | HttpError::Private(_) | HttpError::Internal { .. } | HttpError::NotWritten(_) => {
            Some("page-error-server")
        }
        _ => None,
    }
}

/// RFC 6750, section 3: a token that was shown and is none is told apart from no token at all.
fn challenge(error: &HttpError) -> HeaderValue {
    HeaderValue::from_static(match error {
        HttpError::TokenUnknown => "Bearer error=\"invalid_token\"",
        _ => "Bearer",
    })
}

/// Seconds after which it makes sense to ask again.
fn retry_after(error: &HttpError) -> Option<u64> {
    match error {
        HttpError::TooOften { seconds } => Some(*seconds),
        HttpError::UploadsUsedUp { seconds, .. } => *seconds,
        error => matches!(error.status().as_u16(), 429 | 503).then_some(2),
    }
}

fn progress(error: &HttpError) -> Option<LoadingProgress> {
    let HttpError::Loading { finished, layers, features } = *error else { return None };
    Some(LoadingProgress { layers, layers_loaded: finished, features_loaded: features })
}

fn findings(error: &HttpError, language: Language) -> Vec<Said> {
    match error {
        HttpError::Invalid { findings } => {
            findings.iter().take(MOST_FINDINGS).map(|finding| finding.said(language)).collect()
        }
        HttpError::Shared(error) => self::findings(error, language),
        _ => Vec::new(),
    }
}

fn versions(error: &HttpError) -> Option<&Versions> {
    match error {
        HttpError::Conflict { versions, .. } => Some(versions),
        _ => None,
    }
}

fn sentence(error: &HttpError, language: Language) -> Message {
    let message = error.message();
    match error.expected() {
        Some(words) => message.with("expected", language.say(words)),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use spatial_core::snapshot::SnapshotError;
    use spatial_core::store::StoreError;

    use super::*;

    #[test]
    fn a_citizen_is_not_spoken_to_as_who_runs_the_server() {
        for (error, words) in [
            (HttpError::Internal { what: "secret detail".to_owned() }, "chưa trả lời được"),
            (HttpError::SignInNeeded, "đăng nhập"),
        ] {
            let problem = Problem {
                r#type: String::new(),
                title: Language::Vi.text(error.title()),
                status: error.status().as_u16(),
                detail: Language::Vi.say(&error.message()),
                instance: "/",
                request_id: "number-7",
                findings: Vec::new(),
                versions: None,
                loading: None,
            };
            let page = page(&error, &problem, Language::Vi);
            assert!(page.contains(words) && page.contains("number-7"), "{page}");
            assert!(!page.contains("Authorization") && !page.contains("secret detail"), "{page}");
        }
    }

    #[test]
    fn who_finds_no_place_is_told_when_to_come_back() {
        let error = HttpError::from(SnapshotError::Store(StoreError::Crowded { readers: 16 }));
        let response = response(&error, Representation::Json, Language::default(), "/collections/parcels/items", "id");
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(error.message().code, "store-crowded");
    }
}
