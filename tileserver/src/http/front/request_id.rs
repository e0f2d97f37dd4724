//! A name for each request, in the answer, in the access log and in problem documents.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries it, both ways.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id we take over from a proxy; a UUID has 36 characters.
const LONGEST: usize = 64;

static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("diaban"));
static COUNTER: AtomicU64 = AtomicU64::new(0);

/// The id a proxy gave, if it is harmless to log and to repeat; else a new one, unique within the process and unlike
/// those of the last start.
pub(crate) fn of(headers: &HeaderMap) -> HeaderValue {
    match headers.get(HEADER) {
        Some(given) if is_sane(given.as_bytes()) => given.clone(),
        _ => fresh(),
    }
}

fn is_sane(id: &[u8]) -> bool {
    (1..=LONGEST).contains(&id.len()) && id.iter().all(|c| c.is_ascii_alphanumeric() || b"-_.".contains(c))
}

fn fresh() -> HeaderValue {
    let number = START.wrapping_add(COUNTER.fetch_add(1, Ordering::Relaxed));
    let mut text = [0_u8; 16];
    for (at, digit) in text.iter_mut().enumerate() {
        *digit = b"0123456789abcdef"[((number >> (60 - 4 * at)) & 15) as usize];
    }
    HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sane_id_is_kept_and_a_strange_one_is_not() {
        let mut headers = HeaderMap::new();
        for (given, kept) in
            [("a-1.b_2", true), ("", false), ("a b", false), ("x\"y", false), (&*"a".repeat(65), false)]
        {
            headers.insert(HEADER, HeaderValue::from_str(given).unwrap());
            assert_eq!(of(&headers) == given, kept, "{given}");
        }
    }

    #[test]
    fn fresh_ids_differ() {
        assert_ne!(fresh(), fresh());
    }
}
