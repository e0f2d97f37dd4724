//! A file on its way in: how slowly it may come, and how much of it there may be.
//!
//! The time-out of other requests would cut off large files on slow lines, and no time-out would let a client that sends nothing hold a
//! connection for ever. So an upload has some patience to begin with, and earns more with every byte.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, timeout};

use crate::http::request::uploads::allowance::{Share, UsedUp};

/// Bytes a second that must come on the whole: half of what a line of 1 Mbit/s carries. A file of 256 MB then takes 68 minutes at most, one
/// of 2 GB to be imported nine hours.
pub(crate) const LEAST_SPEED: u64 = 64 << 10;

/// Why an upload came to no good end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UploadEnd {
    /// The client sent nothing for too long, or too little in all.
    #[error("the client sent too slowly")]
    Stalled,
    /// The client broke off, or sent what is no body.
    #[error("the client broke off")]
    BrokenOff(#[source] axum::Error),
    /// Who sends it has put as much as they may in a day.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

/// What is left to wait for a client.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// With a client that sends nothing; what an upload begins with.
    usual: Duration,
    left: Duration,
}

/// A file as it comes.
#[derive(Debug)]
pub(crate) struct Upload<'a, 'b> {
    parts: BodyDataStream,
    patience: Patience,
    /// What is left for who sends it, if that is counted.
    share: Option<&'a mut Share<'b>>,
    bytes: u64,
}

impl<'a, 'b> Upload<'a, 'b> {
    /// Waits so long for a client that sends nothing.
    pub(crate) fn of(body: Body, patience: Duration, share: Option<&'a mut Share<'b>>) -> Self {
        let patience = Patience { usual: patience, left: patience };
        Self { parts: body.into_data_stream(), patience, share, bytes: 0 }
    }

    /// Its parts; time the store takes to write them is not the client's.
    pub(crate) fn into_stream(self) -> impl Stream<Item = Result<Bytes, UploadEnd>> + Send + use<'a, 'b> {
        stream::try_unfold(self, async |mut upload| Ok(upload.next().await?.map(|part| (part, upload))))
    }

    async fn next(&mut self) -> Result<Option<Bytes>, UploadEnd> {
        let begun = Instant::now();
        let part = timeout(self.patience.next(), self.parts.next()).await.map_err(|_| UploadEnd::Stalled)?;
        let part = part.transpose().map_err(UploadEnd::BrokenOff)?;
        let bytes = part.as_ref().map_or(0, Bytes::len) as u64;
        self.patience = self.patience.after(begun.elapsed(), bytes);
        self.bytes += bytes;
        if let Some(share) = &mut self.share {
            share.grow_to(self.bytes)?;
        }
        Ok(part)
    }
}

impl Patience {
    /// How long the next part is waited for.
    fn next(self) -> Duration {
        self.usual.min(self.left)
    }

    /// What is left after a wait that brought so many bytes.
    fn after(self, waited: Duration, bytes: u64) -> Self {
        Self { left: self.left.saturating_sub(waited) + earned(bytes), ..self }
    }
}

/// The longest an upload of so many bytes may take: what they earn, and as much again for the store as a client that sends nothing gets.
pub(crate) fn longest(patience: Duration, bytes: u64) -> Duration {
    2 * patience + earned(bytes)
}

fn earned(bytes: u64) -> Duration {
    Duration::from_micros(bytes.saturating_mul(1_000_000) / LEAST_SPEED)
}

#[cfg(test)]
mod tests {
    use spatial_core::store::assets::MOST_ASSET_BYTES;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_byte_now_and_then_buys_no_time() {
        let mut patience = Patience { usual: 30 * SECOND, left: 30 * SECOND };
        for _ in 0..3 {
            patience = patience.after(9 * SECOND, 1);
        }
        assert!(patience.next() < 4 * SECOND, "{patience:?}");
    }

    #[test]
    fn a_slow_line_brings_a_large_file_and_may_not_fall_silent_then() {
        let mut patience = Patience { usual: 30 * SECOND, left: 30 * SECOND };
        for _ in 0..MOST_ASSET_BYTES / (4 * LEAST_SPEED) {
            patience = patience.after(3 * SECOND, 4 * LEAST_SPEED);
        }
        assert!(patience.left > 1000 * SECOND, "{patience:?}");
        assert_eq!(patience.next(), 30 * SECOND);
        assert!(longest(30 * SECOND, MOST_ASSET_BYTES) < 70 * 60 * SECOND);
    }
}
