//! Tables of others: read when the server starts, then looked through for changes as often as the settings say.
//!
//! A look that fails leaves what was read before, says so once in the log, and is tried again when the next is due; meanwhile the time
//! of the last good one stands still, where everybody can see it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;
use spatial_core::layer::LayerName;
use spatial_core::snapshot::{SnapshotError, TableSnapshot, World};
use spatial_core::store::postgis::tables::{ServedTable, TableSettings};
use spatial_core::store::{Store, StoreError};
use tokio::time::MissedTickBehavior;

use crate::http::served::Served;
use crate::text::Language;

/// Looks at all tables of the settings; refuses to begin if one of them cannot be served.
pub(crate) async fn open(store: &Store, settings: &[TableSettings]) -> Result<Vec<Arc<ServedTable>>, StoreError> {
    let mut tables = Vec::with_capacity(settings.len());
    for one in settings {
        let table = store.table(one.clone()).await?;
        if let Some(doubt) = table.doubt() {
            tracing::warn!(layer = %one.layer, "{}", Language::En.say(doubt));
        }
        tables.push(Arc::new(table));
    }
    Ok(tables)
}

/// Adds all tables to a World.
pub(crate) async fn load(served: &Served, mut world: World) -> Result<World, SnapshotError> {
    for table in &served.tables_of_others {
        world = world.with_table(Arc::new(TableSnapshot::read(&served.store, table).await?));
    }
    Ok(world)
}

/// Follows all tables until the server is told to stop.
pub(crate) async fn follow(served: &Served) {
    join_all(served.tables_of_others.iter().map(|table| keep(served, &table.layer().name, table.refresh()))).await;
}

async fn keep(served: &Served, layer: &LayerName, period: Duration) {
    let mut tick = tokio::time::interval(period);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first is due at once, and was the reading at the start.
    tick.tick().await;
    let mut is_current = true;
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = served.closed() => return,
        }
        // A panic in here must end neither this table's being followed nor that of the others.
        match std::panic::AssertUnwindSafe(look(served, layer)).catch_unwind().await {
            Ok(Ok(())) => is_current = true,
            Ok(Err(error)) if is_current => {
                is_current = false;
                tracing::error!(%layer, error = &error as &dyn std::error::Error, "external table cannot be read; serving its last state");
            }
            Ok(Err(_)) => {}
            Err(_) => tracing::error!(%layer, "panicked while reading a table; retrying"),
        }
    }
}

async fn look(served: &Served, layer: &LayerName) -> Result<(), SnapshotError> {
    let Some(before) = served.world().ok().and_then(|world| world.table(layer).cloned()) else { return Ok(()) };
    let now = Arc::new(before.refreshed(&served.store).await?);
    let levelled = Arc::clone(now.snapshot());
    // No request waits for them.
    if tokio::task::spawn_blocking(move || {
        levelled.levels();
    })
    .await
    .is_err()
    {
        tracing::error!(%layer, "the levels for low zooms could not be built");
    }
    let is_changed = !Arc::ptr_eq(now.snapshot(), before.snapshot());
    served.put_table(Arc::clone(&now));
    if is_changed && let Ok(world) = served.world() {
        served.feed.tell_table(&world, &now);
    }
    Ok(())
}
