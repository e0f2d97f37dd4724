//! What a request asks for besides its path: language and format.

use axum::http::HeaderValue;

use crate::text::Language;

/// `?lang=`, then `Accept-Language`, then Vietnamese.
pub(crate) fn language_of(query: Option<&str>, accept_language: Option<&HeaderValue>) -> Language {
    let asked = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.and_then(Language::parse).or_else(|| Language::accepted(accept_language?.to_str().ok()?)).unwrap_or_default()
}
