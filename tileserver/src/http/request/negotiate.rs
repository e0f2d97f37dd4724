//! Which encoding and which representation the client wants.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::http::HttpError;
use crate::openapi::shared::Representation;

/// How an answer's bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ContentCoding {
    /// Zstandard (RFC 8878).
    Zstd,
    /// gzip.
    Gzip,
    /// brotli.
    Brotli,
    /// As they are.
    Identity,
}

impl ContentCoding {
    /// Of tiles, best first where the client likes them equally: Zstandard packs a tile to the same size in less than half the time.
    pub(crate) const OF_TILES: &[Self] = &[Self::Zstd, Self::Gzip, Self::Brotli, Self::Identity];
    /// Of everything else.
    const OF_TEXTS: &[Self] = &[Self::Gzip, Self::Identity];

    /// The name in `Accept-Encoding`, `Content-Encoding` and ETags.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Identity => "identity",
        }
    }

    /// The client's favourite among those offered (RFC 9110 §12.5.3); without a header the bytes as they are.
    pub(crate) fn wanted(headers: &HeaderMap, offered: &[Self]) -> Result<Self, HttpError> {
        let Some(accepted) = joined(headers, &header::ACCEPT_ENCODING) else { return Ok(Self::Identity) };
        let mut best: Option<(Self, u16)> = None;
        for &encoding in offered {
            let weight = encoding.weight(&accepted);
            if weight > best.map_or(0, |(_, so_far)| so_far) {
                best = Some((encoding, weight));
            }
        }
        best.map(|(encoding, _)| encoding).ok_or(HttpError::NotAcceptable { offered: "zstd, gzip, br, identity" })
    }

    /// True if the client unpacks gzip, and likes it at least as much as the bytes as they are.
    pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
        matches!(Self::wanted(headers, Self::OF_TEXTS), Ok(Self::Gzip))
    }

    /// How much the client wants it, in thousandths. What is not named counts as `*`, save Zstandard, which older clients that say so do not
    /// read; identity is allowed unless forbidden, but comes after everything that is named.
    fn weight(self, accepted: &str) -> u16 {
        let (mut named, mut star) = (None, None);
        for (token, weight) in accepted.split(',').take(32).map(weighted) {
            let is_gzip_alias = self == Self::Gzip && token.eq_ignore_ascii_case("x-gzip");
            if token.eq_ignore_ascii_case(self.name()) || is_gzip_alias {
                named = Some(weight);
            } else if token == "*" {
                star = Some(weight);
            }
        }
        let unnamed = match (self, star) {
            (Self::Identity, Some(0)) => 0,
            (Self::Identity, _) => 1,
            (Self::Zstd, _) => 0,
            (_, star) => star.unwrap_or(0),
        };
        named.unwrap_or(unnamed)
    }
}

impl Representation {
    /// `?f=`, then `Accept`: HTML only for those who name it at least as high as JSON.
    pub(crate) fn wanted(asked: Option<Self>, headers: &HeaderMap) -> Result<Self, HttpError> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        let Some(accept) = joined(headers, &header::ACCEPT).filter(|accept| !accept.trim().is_empty()) else {
            return Ok(Self::Json);
        };
        let (mut html, mut json) = (0, 0);
        for (media, weight) in accept.split(',').take(32).map(weighted) {
            match media {
                "text/html" | "application/xhtml+xml" => html = html.max(weight),
                "*/*" => json = json.max(weight.min(999)),
                "application/*" => json = json.max(weight),
                media if media.starts_with("application/") && media.ends_with("json") => json = json.max(weight),
                "text/*" => html = html.max(weight),
                _ => {}
            }
        }
        match (html, json) {
            (0, 0) => Err(HttpError::NotAcceptable { offered: "application/json, text/html" }),
            (html, json) if html >= json => Ok(Self::Html),
            _ => Ok(Self::Json),
        }
    }
}

/// The media type a client likes best; the first of several it likes equally. `None` if it says nothing, or refuses all it names.
pub(crate) fn favourite(headers: &HeaderMap) -> Option<String> {
    let accept = joined(headers, &header::ACCEPT)?;
    let named = accept.split(',').take(32).map(weighted).filter(|(_, weight)| *weight > 0);
    let best = named.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(media, _)| media.to_ascii_lowercase())
}

/// True if a client names HTML before anything else; what costs nothing to find out for those who do not.
pub(crate) fn names_html_first(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"text/html"))
}

/// All lines of a header as one list (RFC 9110 §5.3); a line that is no text counts as empty. `None` without any.
fn joined<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Cow<'a, str>> {
    let mut lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
    let mut list = Cow::Borrowed(lines.next()?);
    for line in lines {
        list.to_mut().push(',');
        list.to_mut().push_str(line);
    }
    Some(list)
}

/// A header as the one line it could have been.
pub(crate) fn line(headers: &HeaderMap, name: &HeaderName) -> Option<HeaderValue> {
    match joined(headers, name)? {
        Cow::Borrowed(_) => headers.get(name).cloned(),
        Cow::Owned(list) => HeaderValue::try_from(list).ok(),
    }
}

/// `gzip;q=0.5` → `gzip`, 500. A weight nobody can read counts as 1.
fn weighted(part: &str) -> (&str, u16) {
    let mut pieces = part.split(';').map(str::trim);
    let token = pieces.next().unwrap_or_default();
    let weight = pieces.find_map(|piece| piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q=")));
    let weight = weight.and_then(|text| text.trim().parse::<f32>().ok()).unwrap_or(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
    let thousandths = (weight.clamp(0.0, 1.0) * 1000.0).round() as u16;
    (token, thousandths)
}

/// True if the condition of `If-None-Match` names this tag (RFC 9110 §13.1.2: weak comparison).
pub(crate) fn names(condition: &HeaderValue, etag: &HeaderValue) -> bool {
    if condition == etag {
        return true;
    }
    let (Ok(condition), Ok(etag)) = (condition.to_str(), etag.to_str()) else { return false };
    condition.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn encodings_are_weighed() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Some(ContentCoding::Zstd)),
            ("gzip, deflate, br", Some(ContentCoding::Gzip)),
            ("zstd;q=0.5, gzip", Some(ContentCoding::Gzip)),
            ("br, gzip", Some(ContentCoding::Gzip)),
            ("br;q=1.0, gzip;q=0.8", Some(ContentCoding::Brotli)),
            ("br", Some(ContentCoding::Brotli)),
            ("gzip;q=0", Some(ContentCoding::Identity)),
            ("identity, gzip;q=0.5", Some(ContentCoding::Identity)),
            ("*", Some(ContentCoding::Gzip)),
            ("gzip;q=0, *", Some(ContentCoding::Brotli)),
            ("deflate", Some(ContentCoding::Identity)),
            ("", Some(ContentCoding::Identity)),
            ("gzip;q=0.001", Some(ContentCoding::Gzip)),
            ("identity;q=0", None),
            ("*;q=0", None),
            ("gzip;q=0, *;q=0, identity;q=0.2", Some(ContentCoding::Identity)),
        ] {
            let wanted =
                ContentCoding::wanted(&headers(header::ACCEPT_ENCODING, accepted), ContentCoding::OF_TILES).ok();
            assert_eq!(wanted, expected, "{accepted}");
        }
        let silent = ContentCoding::wanted(&HeaderMap::new(), ContentCoding::OF_TILES).ok();
        assert_eq!(silent, Some(ContentCoding::Identity));
    }

    #[test]
    fn formats_are_weighed() {
        for (asked, accept, expected) in [
            (None, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Representation::Html)),
            (None, "application/json", Some(Representation::Json)),
            (None, "application/geo+json, text/html;q=0.5", Some(Representation::Json)),
            (None, "*/*", Some(Representation::Json)),
            (Some(Representation::Html), "*/*", Some(Representation::Html)),
            (Some(Representation::Json), "text/html", Some(Representation::Json)),
            (None, "image/png", None),
        ] {
            assert_eq!(Representation::wanted(asked, &headers(header::ACCEPT, accept)).ok(), expected, "{accept}");
        }
    }

    #[test]
    fn several_lines_of_a_header_are_one_list() {
        let lines = |name: header::HeaderName, lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(&name, HeaderValue::from_static(line));
            }
            headers
        };
        for (accepted, expected) in [
            (["deflate", "br"], ContentCoding::Brotli),
            (["gzip;q=0.5", "br"], ContentCoding::Brotli),
            (["gzip;q=0", "*;q=0.5"], ContentCoding::Brotli),
        ] {
            let headers = lines(header::ACCEPT_ENCODING, &accepted);
            assert_eq!(ContentCoding::wanted(&headers, ContentCoding::OF_TILES).ok(), Some(expected), "{accepted:?}");
        }
        let accept = lines(header::ACCEPT, &["image/png", "text/html;q=0.5", "application/geo+json"]);
        assert_eq!(Representation::wanted(None, &accept).ok(), Some(Representation::Json));
        let accept = lines(header::ACCEPT, &["application/json;q=0.2", "text/html"]);
        assert_eq!(Representation::wanted(None, &accept).ok(), Some(Representation::Html));
        assert_eq!(Representation::wanted(None, &lines(header::ACCEPT, &[""])).ok(), Some(Representation::Json));
        let tags = lines(header::IF_NONE_MATCH, &["\"a\"", "\"b\""]);
        let condition = line(&tags, &header::IF_NONE_MATCH).unwrap();
        assert!(["\"a\"", "\"b\""].iter().all(|tag| names(&condition, &HeaderValue::from_static(tag))));
        assert_eq!(line(&tags, &header::ACCEPT_LANGUAGE), None);
    }

    #[test]
    fn conditions_name_tags() {
        let etag = HeaderValue::from_static("\"a-gzip\"");
        for (condition, expected) in [
            ("\"a-gzip\"", true),
            ("W/\"a-gzip\"", true),
            ("\"b\", \"a-gzip\"", true),
            ("*", true),
            ("\"a-br\"", false),
            ("", false),
        ] {
            assert_eq!(names(&HeaderValue::from_static(condition), &etag), expected, "{condition}");
        }
    }
}
