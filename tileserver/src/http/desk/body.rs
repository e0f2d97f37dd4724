//! What was sent with a request, whole.

use axum::body::Body;
use futures_util::StreamExt;

use crate::http::HttpError;

/// The whole body, if it is not too large.
pub(crate) async fn whole(body: Body, limit_kb: u64) -> Result<Vec<u8>, HttpError> {
    let mut parts = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(part) = parts.next().await {
        bytes.extend_from_slice(&part.map_err(|_| HttpError::BodyBroken)?);
        if bytes.len() as u64 > limit_kb * 1024 {
            return Err(HttpError::BodyTooLarge { limit_kb });
        }
    }
    Ok(bytes)
}
