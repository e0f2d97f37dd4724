//! Hears of appends by other programs: `NOTIFY diaban_series` names the series.
//!
//! PostgreSQL loses no call while the connection lives. So after some silence the connection is tried, and when it was lost every series
//! counts as appended to: what was called meanwhile, nobody heard.

use std::time::Duration;

use sqlx::Executor;
use sqlx::postgres::PgListener;
use tokio::time::{Instant, sleep_until, timeout};

use super::handle::SeriesSchema;
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;

/// The channel `APPEND` and `declare` call on.
const CHANNEL: &str = "diaban_series";
/// After so long without a call the connection is tried.
const SILENCE: Duration = Duration::from_secs(5);
/// A database that does not answer so long is tried again later.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a database that does not answer is tried.
const PERIOD: Duration = Duration::from_secs(1);

impl SeriesSchema {
    /// Listens to the database and tells what is heard; never ends by itself. One of several who listen does it.
    pub(in crate::store) async fn listen(&self) -> Result<(), StoreError> {
        let listening = &self.store.shared.series;
        let mut ear = listening.ear.lock().await;
        let ear = &mut *ear;
        loop {
            let Some(listener) = &mut ear.listener else {
                if let Some(next) = ear.next {
                    sleep_until(next).await;
                }
                ear.next = Some(Instant::now() + PERIOD);
                ear.listener = Some(self.said("listening for appends in", self.connect().await)?);
                continue;
            };
            match timeout(SILENCE, listener.try_recv()).await {
                Ok(Ok(Some(call))) => listening.heard(&call),
                Ok(_) => ear.listener = None,
                Err(_) => {
                    let tried = ear.listener.take();
                    ear.listener = alive(tried).await;
                }
            }
        }
    }

    /// Begins to listen, and only then asks which series there are: all count as appended to.
    async fn connect(&self) -> Result<PgListener, Fault> {
        let connect = async {
            let mut listener = PgListener::connect_with(self.store.shared.sources.writer().await?).await?;
            listener.listen(CHANNEL).await?;
            Ok(listener)
        };
        let listener = timeout(PATIENCE, connect).await.unwrap_or(Err(Fault::Sql(sqlx::Error::PoolTimedOut)))?;
        let series = self.all().await?;
        self.store.shared.series.appends.happened(series.into_iter().map(|series| series.name));
        Ok(listener)
    }
}

/// The listener, if its connection answers.
async fn alive(listener: Option<PgListener>) -> Option<PgListener> {
    let mut listener = listener?;
    let answer = timeout(PATIENCE, listener.execute("SELECT 1")).await;
    matches!(answer, Ok(Ok(_))).then_some(listener)
}
