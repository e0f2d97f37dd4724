//! Keeps the store's books short while we serve: changes of long ago are forgotten, as `[store] changes_days` says.

use std::time::Duration;

use crate::http::served::Served;

/// Often enough that little is done at a time.
const PERIOD: Duration = Duration::from_secs(3600);

const DAY: Duration = Duration::from_secs(24 * 3600);

/// At the start and each hour; never ends by itself. A store that cannot be written now is kept later.
pub(crate) async fn keep(served: &Served) {
    let mut tick = tokio::time::interval(PERIOD);
    loop {
        tick.tick().await;
        if let Err(error) = served.store.upkeep(DAY * served.settings.changes_days).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "old changes could not be forgotten; it is tried again"
            );
        }
    }
}
