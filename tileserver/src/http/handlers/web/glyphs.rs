//! Letters of the pages' typeface for maps that other programs draw by our styles, as `web/glyphs.mjs` drew them; our own pages do not ask
//! for them.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::http::HttpError;
use crate::http::handlers::web::apps;
use crate::http::wire;

/// The media type of a range of letters.
pub(crate) const GLYPHS: &str = "application/x-protobuf";

/// A month: the address stays while the letters may be drawn anew by the next program.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=2592000");

/// How many letters a range holds (MapLibre style specification, "glyphs"), and where the last one begins.
const LETTERS: u32 = 256;
const LAST: u32 = 0x10_ff00;

/// A range of letters of the first typeface we have; a range of which it has none is empty, which is a message of no bytes.
pub(crate) async fn range(
    Path((stack, range)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, HttpError> {
    let is_known = |face: &&str| apps::has(&format!("fonts/{face}/0-255.pbf"));
    let face = stack.split(',').map(str::trim).find(is_known).ok_or(HttpError::NotFound)?;
    if !range.strip_suffix(".pbf").is_some_and(is_range) {
        return Err(HttpError::NotFound);
    }
    let drawn = apps::file(&format!("fonts/{face}/{range}"), &asked);
    let mut response = wire::typed(drawn.unwrap_or_else(|| ().into_response()), GLYPHS);
    response.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    Ok(response)
}

/// `0-255`, `256-511`, …: each range has one address.
fn is_range(text: &str) -> bool {
    let start = text.split_once('-').and_then(|(start, _)| start.parse::<u32>().ok());
    start.is_some_and(|start| {
        start <= LAST && start.is_multiple_of(LETTERS) && text == format!("{start}-{}", start + LETTERS - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_written_in_one_way() {
        assert!(["0-255", "7680-7935", "1113856-1114111"].into_iter().all(is_range));
        for wrong in
            ["", "0", "0-256", "1-256", "00-255", "+0-255", "0-255-", "1114112-1114367", "4294967040-4294967295"]
        {
            assert!(!is_range(wrong), "{wrong}");
        }
    }
}
