//! The rest of a request that was answered before it was read to its end.
//!
//! A connection closed over unread bytes is reset by the kernel, and the reset can overtake the answer: whoever sent too much would
//! see a broken connection instead of being told so (RFC 9112, section 9.6). So what nobody reads is read and thrown away, up to a
//! limit, while the answer is on its way.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header;
use futures_util::StreamExt;
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::runtime::Handle;

/// Bytes thrown away for one request. Sixteen times the usual `[limits] body_kb`; who sends more is cut off.
const MOST_BYTES: usize = 16 << 20;

/// Time a client has for sending them. A local network carries [`MOST_BYTES`] in less than two seconds.
const MOST_TIME: Duration = Duration::from_secs(5);

/// The body of a request; what is left of it when it is dropped is read in the background.
#[derive(Debug)]
pub(crate) struct ReadToItsEnd(Option<Incoming>);

impl ReadToItsEnd {
    /// Wraps the body of a request. One whose client waits to be told to go on (`Expect`) stays as it is: it is not sent unless read.
    pub(crate) fn of(request: Request<Incoming>) -> Request {
        if request.headers().contains_key(header::EXPECT) || request.body().is_end_stream() {
            return request.map(Body::new);
        }
        request.map(|body| Body::new(Self(Some(body))))
    }
}

impl HttpBody for ReadToItsEnd {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match &mut self.0 {
            Some(body) => Pin::new(body).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map(HttpBody::size_hint).unwrap_or_default()
    }
}

impl Drop for ReadToItsEnd {
    fn drop(&mut self) {
        let Some(body) = self.0.take().filter(|body| !body.is_end_stream()) else { return };
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(tokio::time::timeout(MOST_TIME, thrown_away(body)));
        }
    }
}

/// Reads until the end, an error, or the limit.
async fn thrown_away(body: Incoming) {
    let (mut parts, mut bytes) = (Body::new(body).into_data_stream(), 0);
    while bytes < MOST_BYTES
        && let Some(Ok(part)) = parts.next().await
    {
        bytes += part.len();
    }
}
