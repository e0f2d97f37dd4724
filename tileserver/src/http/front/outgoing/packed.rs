//! Answers that lie ready, packed for who takes it: a page told over a telephone line stands in a third of the time.
//!
//! Left as they are: what is packed already (tiles, files of the apps), streams (pages of items pack themselves), and what has a tag: it names
//! these bytes, and who edits gives it back. No answer holds a secret beside words of whoever asked, so its length tells nothing (BREACH).

use std::cell::RefCell;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use libdeflater::{CompressionLvl, Compressor};

/// Below it an answer goes in one packet anyhow.
const FEWEST_BYTES: u64 = 1 << 10;
/// Longer answers are left: this one takes 20 ms. Whatever may be longer is a stream.
const MOST_BYTES: u64 = 2 << 20;
/// Up to here packing takes less than two milliseconds: not worth another thread.
const AT_ONCE: u64 = 128 << 10;
const LEVEL: i32 = 4;
/// Beginnings of the types of what is text.
const TEXTS: [&[u8]; 2] = [b"text/", b"image/svg+xml"];

/// The answer in gzip, if it is a text of fitting length that nobody packed.
pub(crate) async fn gzipped(response: Response) -> Response {
    let length = response.body().size_hint().exact().filter(|_| is_plain_text(&response));
    let Some(length) = length.filter(|length| (FEWEST_BYTES..=MOST_BYTES).contains(length)) else { return response };
    let (mut parts, body) = response.into_parts();
    // It lies ready: nothing is waited for, and nothing can fail.
    let Ok(plain) = to_bytes(body, usize::MAX).await else { return Response::from_parts(parts, Body::empty()) };
    let body = match length > AT_ONCE {
        true => {
            let bytes = plain.clone();
            tokio::task::spawn_blocking(move || pack(&bytes)).await.ok()
        }
        false => Some(pack(&plain)),
    };
    let Some(body) = body else { return Response::from_parts(parts, Body::from(plain)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(body))
}

/// Says that the answer depends on what the client unpacks, too.
pub(crate) fn say_so(response: &mut Response) {
    let says_so =
        |line: &HeaderValue| line.as_bytes().to_ascii_lowercase().windows(15).any(|part| part == b"accept-encoding");
    if is_plain_text(response) && !response.headers().get_all(header::VARY).iter().any(says_so) {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
}

fn is_plain_text(response: &Response) -> bool {
    let headers = response.headers();
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    let end = kind.iter().position(|&byte| byte == b';').unwrap_or(kind.len());
    let is_text = TEXTS.iter().any(|begin| kind.starts_with(begin))
        || [&b"json"[..], b"+xml", b"/xml"].iter().any(|tail| kind[..end].ends_with(tail));
    is_text && !headers.contains_key(header::CONTENT_ENCODING) && !headers.contains_key(header::ETAG)
}

fn pack(bytes: &[u8]) -> Bytes {
    thread_local! {
        static GZIP: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()));
    }
    GZIP.with_borrow_mut(|compressor| {
        let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
        let written = compressor.gzip_compress(bytes, &mut out).expect("the bound is large enough");
        out.truncate(written);
        // The bound is as long as the text: what is kept while a slow client reads is not.
        out.shrink_to_fit();
        out.into()
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn answer(kind: &'static str, length: usize, more: Option<(HeaderName, &'static str)>) -> Response {
        let mut response = Response::new(Body::from("a".repeat(length)));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        more.into_iter().for_each(|(name, value)| {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        });
        response
    }

    #[tokio::test]
    async fn texts_that_nobody_packed_are() {
        for (kind, length, more, expected) in [
            ("text/html; charset=utf-8", 5_000, None, true),
            ("application/geo+json", 300_000, None, true),
            ("image/svg+xml", 5_000, None, true),
            ("text/html", 500, None, false),
            ("image/png", 5_000, None, false),
            ("application/pdf", 5_000, None, false),
            ("application/json", 5_000, Some((header::ETAG, "\"1\"")), false),
            ("application/json", 5_000, Some((header::CONTENT_ENCODING, "gzip")), false),
        ] {
            let response = gzipped(answer(kind, length, more.clone())).await;
            let is_packed = response.headers().get(header::CONTENT_ENCODING).is_some() && more.is_none();
            assert_eq!(is_packed, expected, "{kind} {length} {more:?}");
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let mut out = vec![0; length];
            match is_packed {
                true => assert_eq!(libdeflater::Decompressor::new().gzip_decompress(&bytes, &mut out), Ok(length)),
                false => out.copy_from_slice(&bytes),
            }
            assert!(out.iter().all(|&letter| letter == b'a'));
        }
    }

    #[tokio::test]
    async fn a_stream_goes_on_as_one() {
        let pieces = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(&[b'a'; 5_000]))]);
        let mut response = Response::new(Body::from_stream(pieces));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv"));
        assert!(!gzipped(response).await.headers().contains_key(header::CONTENT_ENCODING));
    }

    #[test]
    fn caches_are_told_once() {
        for (vary, expected) in
            [(None, 1), (Some((header::VARY, "Accept, Accept-Encoding")), 1), (Some((header::VARY, "Accept")), 2)]
        {
            let mut response = answer("text/html", 5_000, vary);
            say_so(&mut response);
            assert_eq!(response.headers().get_all(header::VARY).iter().count(), expected);
        }
    }
}
