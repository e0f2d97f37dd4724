//! Keeps the World at the store's revision: others' edits are noticed ten times a second, then the World is swapped.

use std::sync::Arc;
use std::time::Duration;

use crate::http::served::Served;

/// How often we ask whether another program has written (`PRAGMA data_version`: a few microseconds).
const PERIOD: Duration = Duration::from_millis(100);

/// Runs until the server stops.
pub(crate) async fn follow(served: Arc<Served>) {
    let mut tick = tokio::time::interval(PERIOD);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        served.meters.upkeep();
    }
}
