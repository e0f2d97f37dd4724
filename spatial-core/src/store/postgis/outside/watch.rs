//! Hears of commits: PostgreSQL's NOTIFY wakes at once, and asking each second is the net below it.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPool};
use tokio::sync::Mutex;

/// A wake-up may be lost with its connection; the next look finds what happened.
const PERIOD: Duration = Duration::from_secs(1);

/// The channel on which `diaban.number` calls at each commit.
const CHANNEL: &str = "diaban";

/// One connection that listens, made when first wanted and again when it is lost.
#[derive(Debug, Default)]
pub(in crate::store::postgis) struct Listener {
    listener: Mutex<Option<PgListener>>,
}

impl Listener {
    /// Returns after a commit, or after a second.
    pub(in crate::store::postgis) async fn wait(&self, primary: &PgPool) {
        let mut listener = self.listener.lock().await;
        let heard = async {
            if listener.is_none() {
                *listener = listen(primary).await;
            }
            let Some(listening) = listener.as_mut() else { return std::future::pending().await };
            if !matches!(listening.try_recv().await, Ok(Some(_))) {
                *listener = None;
                return;
            }
            // Many commits at once are one piece of news.
            while listening.next_buffered().is_some() {}
        };
        let _ = tokio::time::timeout(PERIOD, heard).await;
    }
}

/// `None` while the primary does not answer.
async fn listen(primary: &PgPool) -> Option<PgListener> {
    let mut listener = PgListener::connect_with(primary).await.ok()?;
    listener.listen(CHANNEL).await.ok()?;
    Some(listener)
}
