//! How plain pages look: the colours of the map apps, our letters, and the authority's colour in place of ours.

use std::sync::{Arc, LazyLock};

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::config::Colour;
use crate::http::handlers::web::apps;
use crate::http::served::Served;
use crate::http::wire::pages::guard::guard;

/// The colours, spaces and letters of every app.
const TOKENS: &str = include_str!("../../../../web/src/kit/page/tokens.css");
const PAGE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Where the tokens have their letters from before they are bundled.
const FONTS: &str = "@fontsource/be-vietnam-pro/files/";

/// The look of the plain pages.
pub(crate) async fn page_css() -> Response {
    static WHOLE: LazyLock<String> = LazyLock::new(|| format!("{}{PAGE}", with_fonts(TOKENS)));
    answer(WHOLE.as_str(), "text/css; charset=utf-8")
}

/// Light or dark as the reader chose.
pub(crate) async fn page_js() -> Response {
    answer(SCRIPT, "text/javascript; charset=utf-8")
}

/// The authority's colour in place of ours, on plain pages and in the apps.
pub(crate) async fn authority_css(State(served): State<Arc<Served>>) -> Response {
    let authority = &served.settings.authority;
    let mut css = authority.accent.map(coloured).unwrap_or_default();
    // The apps are built without an authority: its sign goes before their name. Addresses begin where this lies.
    if let Some(sign) = authority.arms.as_ref().map(|_| "arms").or(authority.logo.as_ref().map(|_| "logo")) {
        css.push_str(SIGN);
        css.push_str(&format!(".bar .brand-name:not(:has(img))::before {{ background: url(authority/{sign}) center / contain no-repeat; }}\n"));
    }
    answer(css, "text/css; charset=utf-8")
}

/// As high as a line of the bar.
const SIGN: &str =
    ".brand-sign { height: 36px; margin-inline-end: 8px; width: auto; max-width: 96px; object-fit: contain; }
.bar .brand-name:not(:has(img))::before { content: ''; height: 32px; margin-inline-end: 8px; width: 32px; }
";

/// Names of letters as the bundle has them; without a bundle none are asked for.
fn with_fonts(tokens: &str) -> String {
    let mut parts = tokens.split(FONTS);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('\'').unwrap_or((part, ""));
        let bundled = name.strip_suffix(".woff2").and_then(|name| apps::bundled(name, ".woff2"));
        out.push_str(&bundled.map_or_else(|| "data:,".to_owned(), |file| format!("/{file}")));
        out.push('\'');
        out.push_str(rest);
    }
    out
}

/// More exact than `:root`, so that it wins wherever it stands.
fn coloured(accent: Colour) -> String {
    let pair = |light: Colour, dark: Colour| format!("light-dark({}, {})", light.css(), dark.css());
    format!(
        "html:root {{ --accent: {}; --accent-soft: {}; --bar: {}; --link: {}; --on-bar-soft: #ffffff; }}\n",
        pair(accent, accent.deep()),
        format_args!("light-dark({}, color-mix(in srgb, {} 35%, #1d2328))", accent.soft().css(), accent.css()),
        pair(accent, accent.deep()),
        pair(accent.link(), accent.link_in_the_dark()),
    )
}

fn answer(text: impl Into<axum::body::Body>, media_type: &'static str) -> Response {
    let mut response = text.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    guard(headers);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_no_address_that_only_the_bundler_knows() {
        let css = with_fonts(TOKENS);
        assert!(!css.contains("@fontsource") && css.contains("--accent"), "{css}");
    }
}
