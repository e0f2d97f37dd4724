//! One listener's stream: what was missed, then each event as it comes, and a sign of life in between.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, stream};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::http::changes::event;
use crate::http::changes::feed::Listener;

/// After so long without an event a comment is sent: proxies cut what is silent for a minute, and a listener that left is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The stream; ends when the server does, or when the listener is too far behind: it may come back.
pub(crate) fn stream(
    mut listener: Listener,
    closing: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let first = std::mem::take(&mut listener.first);
    let begun = stream::iter(first.into_iter().map(Ok));
    let rest = stream::unfold((listener, closing), |(mut listener, mut closing)| async {
        let text = next(&mut listener, &mut closing).await?;
        Some((Ok(text), (listener, closing)))
    });
    stream::StreamExt::chain(begun, rest)
}

async fn next(listener: &mut Listener, closing: &mut watch::Receiver<bool>) -> Option<Bytes> {
    loop {
        let told = tokio::select! {
            _ = closing.wait_for(|is_closing| *is_closing) => return None,
            told = listener.next.recv() => told,
            () = tokio::time::sleep(SIGN_OF_LIFE) => return Some(event::SIGN_OF_LIFE),
        };
        match told {
            Ok(told) => match told.text(listener.audience) {
                Some(text) => return Some(text.clone()),
                None => continue,
            },
            Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
        }
    }
}
