//! Keeps the books short: changes of long ago are forgotten, except each feature's last one, which is its version.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Result, TransactionBehavior, params};

use super::GpkgStore;
use super::ddl;
use super::fault::Fault;
use super::outside::notice;
use crate::layer::Revision;
use crate::store::StoreError;

impl GpkgStore {
    pub(crate) async fn upkeep(&self, keep: Duration) -> std::result::Result<u64, StoreError> {
        let forget = move |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            notice::settle(&transaction)?;
            let forgotten = forget(&transaction, keep.as_secs())?;
            transaction.commit()?;
            Ok::<_, Fault>(forgotten)
        };
        self.shared.writer.run("keeping the books of", forget).await
    }
}

/// The last revision whose changes were forgotten: nobody follows from before it, and nothing is read as of before it.
pub(super) fn forgotten(connection: &Connection) -> Result<Revision> {
    Ok(Revision(ddl::meta(connection, "forgotten")?.unwrap_or(0)))
}

fn forget(connection: &Connection, seconds: u64) -> Result<u64> {
    let last: Option<(u64, i64)> = connection
        .query_row(
            "SELECT revision, last_change FROM diaban_commit \
             WHERE recorded_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || ?1 || ' seconds') ORDER BY revision DESC LIMIT 1",
            [seconds],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((revision, last_change)) = last else { return Ok(0) };
    let forgotten = connection.execute(
        "DELETE FROM diaban_change WHERE change <= ?1 AND fid NOTNULL AND EXISTS (SELECT 1 FROM diaban_change later \
         WHERE later.layer = diaban_change.layer AND later.fid = diaban_change.fid AND later.change > diaban_change.change AND later.change <= ?1)",
        params![last_change],
    )?;
    if forgotten > 0 {
        ddl::set_meta(connection, "forgotten", revision)?;
    }
    Ok(forgotten as u64)
}
