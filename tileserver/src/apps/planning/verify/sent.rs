//! The file as it was sent: by itself, or in a form.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use futures_util::stream;
use memchr::memmem;
use spatial_core::message::Message;

use crate::http::HttpError;
use crate::http::desk::body;

/// The media type of a sheet.
pub(super) const PDF: &str = "application/pdf";
/// And of a form with a file.
pub(super) const FORM: &str = "multipart/form-data";
/// What the field of the form is called.
pub(super) const FIELD: &str = "sheet";

const TAKEN: &[&str] = &[PDF, FORM];

/// Programs write something before a PDF now and then; readers look so far for its beginning (ISO 32000-1, annex H).
const BEFORE: usize = 1024;

/// The file. As large as any body may be (`[limits] body_kb`, one megabyte): a sheet of four pages has 60 kB, one of a parcel with the most
/// corners we draw 700 kB.
pub(super) async fn file(headers: &HeaderMap, body: Body, limit_kb: u64) -> Result<Vec<u8>, HttpError> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let unfit = |code| HttpError::Unfit(Message::new(code));
    let file = match media.as_str() {
        PDF | "application/octet-stream" => body::whole(body, limit_kb).await?,
        FORM => {
            let boundary = multer::parse_boundary(said).map_err(|_| unfit("problem-verify-form"))?;
            let whole = body::whole(body, limit_kb).await?;
            field(whole, boundary).await.ok_or_else(|| unfit("problem-verify-form"))?
        }
        _ => return Err(HttpError::MediaType { accepted: TAKEN }),
    };
    if file.is_empty() {
        return Err(unfit("problem-verify-no-file"));
    }
    if memmem::find(&file[..file.len().min(BEFORE)], b"%PDF-").is_none() {
        return Err(unfit("problem-verify-not-pdf"));
    }
    Ok(file)
}

/// What stands in the field of a form.
async fn field(form: Vec<u8>, boundary: String) -> Option<Vec<u8>> {
    let whole = stream::iter([Ok::<_, Infallible>(Bytes::from(form))]);
    let mut form = multer::Multipart::new(whole, boundary);
    while let Some(field) = form.next_field().await.ok()? {
        if field.name() == Some(FIELD) {
            return field.bytes().await.ok().map(Vec::from);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    async fn read(media: &'static str, body: &'static [u8]) -> Result<Vec<u8>, HttpError> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(media))]);
        file(&headers, Body::from(body), 1).await
    }

    #[tokio::test]
    async fn a_file_comes_by_itself_or_in_a_form() {
        let form = b"--x\r\nContent-Disposition: form-data; name=\"lang\"\r\n\r\nvi\r\n--x\r\nContent-Disposition: form-data; \
            name=\"sheet\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--\r\n--x--\r\n";
        for (media, body, expected) in [
            ("application/pdf", &b"%PDF-1.7"[..], &b"%PDF-1.7"[..]),
            ("Application/PDF; q=1", b"junk %PDF-1.7", b"junk %PDF-1.7"),
            ("multipart/form-data; boundary=x", form, b"%PDF-1.7\r\n--"),
        ] {
            assert_eq!(read(media, body).await.unwrap(), expected, "{media}");
        }
    }

    #[tokio::test]
    async fn what_is_no_sheet_is_refused_with_a_reason() {
        for (media, body, code) in [
            ("application/pdf", &b""[..], "problem-verify-no-file"),
            ("application/pdf", b"PK\x03\x04", "problem-verify-not-pdf"),
            ("multipart/form-data", b"--x--", "problem-verify-form"),
            ("multipart/form-data; boundary=x", b"--x", "problem-verify-form"),
            (
                "multipart/form-data; boundary=x",
                b"--x\r\nContent-Disposition: form-data; name=\"y\"\r\n\r\n1\r\n--x--\r\n",
                "problem-verify-form",
            ),
        ] {
            let refused = read(media, body).await.unwrap_err();
            assert!(matches!(&refused, HttpError::Unfit(message) if message.code == code), "{media}: {refused:?}");
        }
        assert!(matches!(read("text/plain", b"%PDF-").await, Err(HttpError::MediaType { .. })));
        assert!(matches!(read("application/pdf", &[b'x'; 1025]).await, Err(HttpError::BodyTooLarge { limit_kb: 1 })));
    }
}
