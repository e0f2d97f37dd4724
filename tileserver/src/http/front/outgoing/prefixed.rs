//! Pages below a public path: their own links begin with a slash, and the path goes before it.
//!
//! Documents need none of this: their links are whole. Scripts find the path in `data-base` (`kit/page/base.ts`); the names of files that
//! the bundler wrote into them are changed here.

use axum::body::{Body, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// No page is longer: the largest, a page of items, ends at `[limits] answer_mb`, 1 GB at most.
const MOST_BYTES: usize = 1 << 30;

/// Attributes that hold addresses of ours.
const ATTRIBUTES: [&str; 4] = [" href=\"/", " src=\"/", " action=\"/", " formaction=\"/"];

/// How scripts and style sheets of the bundle name its files.
const ASSETS: [&str; 3] = ["\"/assets/", "'/assets/", "(/assets/"];

/// A page with a path before its links, or a file of the bundle with the path before those it names; anything else as it is.
pub(crate) async fn below(prefix: &str, response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    let is_page = kind.starts_with(b"text/html");
    let is_code = kind.starts_with(b"text/javascript") || kind.starts_with(b"text/css");
    if !is_page && !is_code || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let Ok(body) = to_bytes(body, MOST_BYTES).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let text = String::from_utf8_lossy(&body);
    let text = if is_page { written(prefix, &text) } else { below_each(&ASSETS, prefix, text.into_owned()) };
    Response::from_parts(parts, Body::from(text))
}

/// What people wrote cannot hold such an attribute: its quotes are escaped.
fn written(prefix: &str, page: &str) -> String {
    let marked = page.replacen("<html ", &format!("<html data-base=\"{prefix}\" "), 1);
    below_each(&ATTRIBUTES, prefix, marked)
}

/// A text with the path before the first slash of each of these.
fn below_each(beginnings: &[&str], prefix: &str, text: String) -> String {
    beginnings
        .iter()
        .fold(text, |text, beginning| text.replace(beginning, &beginning.replacen('/', &format!("{prefix}/"), 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_page_get_the_path_before_them() {
        let page = "<html lang=\"vi\"><a href=\"/apps/x\">/a</a><a href=\"https://x/\"><a href=\"data:,\"><form action=\"/apps/x\"><button formaction=\"/v1/x\">";
        assert_eq!(
            written("/gis", page),
            "<html data-base=\"/gis\" lang=\"vi\"><a href=\"/gis/apps/x\">/a</a><a href=\"https://x/\"><a href=\"data:,\"><form action=\"/gis/apps/x\"><button formaction=\"/gis/v1/x\">"
        );
    }
}
