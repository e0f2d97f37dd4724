//! What the headers of an edit say: which version the editor has seen, in which system the coordinates are, why it is done.

use axum::http::{HeaderMap, header};
use spatial_core::crs::Crs;
use spatial_core::layer::{Feature, Layer, Revision};

use crate::http::HttpError;
use crate::http::request::negotiate;
use crate::http::wire::features::item::{PUBLIC, public_tag};
use crate::openapi::{Parameter, Text};

/// Most letters of a reason: a sentence or two, kept with the commit for ever.
const LONGEST_WHY: usize = 500;
/// Longest value of another header, in bytes.
const LONGEST: usize = 1024;

/// The version an editor has seen.
pub(crate) static IF_MATCH: Parameter<Text> =
    Parameter::needed_header("If-Match", Text { longest: LONGEST }).about("api-parameter-if-match");
/// The reference system of the body's coordinates (OGC 18-058r1 §6.4, 20-002).
pub(crate) static CONTENT_CRS: Parameter<Text> =
    Parameter::header("Content-Crs", Text { longest: LONGEST }).about("api-parameter-content-crs");
/// Why, for the history: percent-encoded UTF-8.
pub(crate) static WHY: Parameter<Text> =
    Parameter::header("Diaban-Why", Text { longest: 3 * 4 * LONGEST_WHY }).about("api-parameter-why");
/// Whether the client wants more than the news that it is done (RFC 7240 §4.2).
pub(crate) static PREFER: Parameter<Text> =
    Parameter::header("Prefer", Text { longest: LONGEST }).about("api-parameter-prefer");
/// Most tags of one condition that are looked at.
const MOST_TAGS: usize = 32;

/// In which system the coordinates of a body are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coordinates {
    /// Longitude and latitude of WGS 84.
    Degrees,
    /// The layer's own system: legal coordinates, x easting or longitude.
    Legal,
}

impl Coordinates {
    /// `Content-Crs: <…>`: WGS 84 or the layer's own system, nothing in between.
    pub(crate) fn of(headers: &HeaderMap, layer: &Layer) -> Result<Self, HttpError> {
        let Some(given) = headers.get(CONTENT_CRS.name) else { return Ok(Self::Degrees) };
        let text = given.to_str().unwrap_or_default().trim();
        let bare = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(text);
        match Crs::parse(bare) {
            Ok(crs) if crs == layer.crs => Ok(Self::Legal),
            Ok(Crs::WGS84) if bare.to_ascii_lowercase().ends_with("crs84") => Ok(Self::Degrees),
            _ => Err(HttpError::ContentCrs { given: text.chars().take(120).collect(), own: layer.crs }),
        }
    }
}

/// The versions an editor says they have seen (`If-Match`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SeenVersions {
    versions: Vec<Revision>,
    /// Tags of what the public sees.
    public: Vec<String>,
}

impl SeenVersions {
    /// The condition of a change. Without one, or with `*`, which says that nobody has looked, the change is refused: it could undo
    /// another's work unseen.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, HttpError> {
        let line = negotiate::line(headers, &header::IF_MATCH).ok_or(HttpError::VersionNeeded)?;
        let text = line.to_str().unwrap_or_default();
        let tags: Vec<&str> = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).collect();
        if tags.is_empty() || tags.contains(&"*") {
            return Err(HttpError::VersionNeeded);
        }
        let tags = || tags.iter().copied().take(MOST_TAGS);
        let public = tags().filter_map(bare).filter(|tag| tag.starts_with(PUBLIC));
        Ok(Self { versions: tags().filter_map(version).collect(), public: public.map(str::to_owned).collect() })
    }

    /// True if the editor has seen the feature as it is: this version of it, or all of it that the public sees.
    pub(crate) fn has(&self, layer: &Layer, feature: &Feature) -> bool {
        self.versions.contains(&feature.version)
            || (!self.public.is_empty() && public_tag(layer, feature).is_some_and(|tag| self.public.contains(&tag)))
    }

    /// The newest of them; `None` if no tag was one of ours.
    pub(crate) fn newest(&self) -> Option<Revision> {
        self.versions.iter().max().copied()
    }
}

/// The version in a feature's tag, which stands before the digest of the answer: that one differs by role and form. So weak tags,
/// which proxies make of ours when they compress, tell as much as strong ones.
fn version(tag: &str) -> Option<Revision> {
    let bare = bare(tag)?;
    let number = bare.split_once('-').map_or(bare, |(version, _)| version);
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())?.map(Revision)
}

/// A tag without its quotes.
fn bare(tag: &str) -> Option<&str> {
    tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')
}

/// The reason given; empty without one.
pub(crate) fn why(headers: &HeaderMap) -> Result<String, HttpError> {
    let Some(given) = headers.get(WHY.name) else { return Ok(String::new()) };
    let text = decoded(given.as_bytes()).and_then(|bytes| String::from_utf8(bytes).ok());
    text.filter(|text| text.chars().count() <= LONGEST_WHY && !text.chars().any(char::is_control))
        .ok_or(HttpError::Why { most: LONGEST_WHY })
}

/// `%C4%91` → đ; `None` if a percent sign has no two hexadecimal digits behind it.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'%' {
            out.push(byte);
            rest = after;
            continue;
        }
        let digits = after.get(..2)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        out.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        rest = &after[2..];
    }
    Some(out)
}

/// True if the client wants no more than the news that it is done (RFC 7240 §4.2).
pub(crate) fn is_brief(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(PREFER.name).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split([',', ';'])).any(|wish| wish.trim().eq_ignore_ascii_case("return=minimal"))
}

/// Refuses bodies of a media type we do not read, and packed ones.
pub(crate) fn takes(headers: &HeaderMap, accepted: &'static [&'static str]) -> Result<(), HttpError> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = said.split(';').next().unwrap_or_default().trim();
    let is_plain = headers.get(header::CONTENT_ENCODING).is_none_or(|packed| packed == "identity");
    if is_plain && accepted.iter().any(|known| known.eq_ignore_ascii_case(media)) {
        return Ok(());
    }
    Err(HttpError::MediaType { accepted })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())])
    }

    fn versions(condition: &str) -> Option<Vec<u64>> {
        SeenVersions::of(&headers("if-match", condition))
            .ok()
            .map(|seen| seen.versions.iter().map(|version| version.0).collect())
    }

    #[test]
    fn the_version_stands_before_the_dash() {
        assert_eq!(versions("\"57-0123456789abcdef\""), Some(vec![57]));
        assert_eq!(versions("W/\"57-01\", \"58\""), Some(vec![57, 58]));
        assert_eq!(versions("\"+57-01\", \"x\", 57"), Some(vec![]), "tags that are none of ours match nothing");
        assert_eq!(versions("*"), None, "who names no version has seen none");
        assert_eq!(versions(" , "), None);
        assert!(matches!(SeenVersions::of(&HeaderMap::new()), Err(HttpError::VersionNeeded)));
    }

    #[test]
    fn coordinates_are_degrees_or_the_layers_own() {
        let mut layer = crate::http::wire::tests::layer();
        layer.crs = Crs::Epsg(9218);
        let check = |value: &str| Coordinates::of(&headers("content-crs", value), &layer).ok();
        assert_eq!(check("<http://www.opengis.net/def/crs/EPSG/0/9218>"), Some(Coordinates::Legal));
        assert_eq!(check("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"), Some(Coordinates::Degrees));
        for other in [
            "<http://www.opengis.net/def/crs/EPSG/0/9217>",
            "<http://www.opengis.net/def/crs/EPSG/0/4326>",
            "<local>",
            "x'; --",
        ] {
            assert_eq!(check(other), None, "{other}");
        }
    }

    #[test]
    fn a_reason_is_a_sentence_in_any_script() {
        let check = |value: &str| why(&headers("diaban-why", value)).ok();
        assert_eq!(check("%C4%90o%20l%E1%BA%A1i").as_deref(), Some("Đo lại"));
        assert_eq!(
            check("'; DROP TABLE parcels --").as_deref(),
            Some("'; DROP TABLE parcels --"),
            "a text like any other"
        );
        assert_eq!(check(&"x".repeat(500)).map(|text| text.len()), Some(500));
        for bad in [&"x".repeat(501), "%0d%0aSet-Cookie:%20a=b", "%00", "%ff", "%4", "%zz"] {
            assert_eq!(check(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_plain_json_is_read() {
        let check = |value: &str| takes(&headers("content-type", value), &["application/geo+json"]).is_ok();
        assert!(check("application/geo+json; charset=utf-8") && check("Application/Geo+JSON"));
        assert!(!check("text/plain") && !check("") && !check("application/x-www-form-urlencoded"));
    }
}
