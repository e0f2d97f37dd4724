//! Hears of appends by other programs: the numbers of appends are asked for now and then.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::books;
use super::handle::SeriesFile;
use crate::store::StoreError;

/// How often we ask while somebody listens: some rows of one page.
const PERIOD: Duration = Duration::from_millis(100);

impl SeriesFile {
    /// Tells which series have been appended to; never ends by itself. One of several who listen asks.
    pub(in crate::store) async fn listen(&self) -> Result<(), StoreError> {
        let mut next = self.shared.asking.lock().await;
        loop {
            if let Some(next) = *next {
                sleep_until(next).await;
            }
            *next = Some(Instant::now() + PERIOD);
            let numbers = self.ask("asking for appends to", books::appends).await?;
            self.shared.appends.are(numbers.unwrap_or_default());
        }
    }
}
