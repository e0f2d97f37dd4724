//! A layer goes, in a commit of its own; what it held lies in history. As with an import, owners do that: tables move.

use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection};

use super::{commit, references};
use crate::store::postgis::books::enter::leave;
use crate::store::postgis::books::{catalogue, entry};
use crate::store::postgis::fault::{self, Fault};
use crate::store::postgis::form::built;
use crate::store::postgis::link::roles;
use crate::store::postgis::private;
use crate::store::postgis::store::OpenStore;
use crate::store::{Committed, Removing};

/// How often locks are tried, half a second each and half a second apart: ten seconds, for somebody waits.
const TRIES: usize = 10;
/// Between two tries others have their turn.
const PAUSE: Duration = Duration::from_millis(500);

/// Removes a layer, and what imports put aside of it.
pub(in crate::store::postgis) async fn remove(shared: &OpenStore, removing: &Removing) -> Result<Committed, Fault> {
    let mut connection = PgConnection::connect_with(&shared.sources.primary().connect_options()).await?;
    roles::act_as_owner(&mut connection).await?;
    let mut tried = 1;
    loop {
        match attempt(&mut connection, removing).await {
            Ok(number) => {
                let revision = commit::durable(shared.sources.primary(), number).await?;
                return Ok(Committed { revision, inserted: Vec::new() });
            }
            Err(Fault::Sql(error)) if tried < TRIES && fault::code(&error).as_deref() == Some("55P03") => {
                tried += 1;
                tokio::time::sleep(PAUSE).await;
            }
            Err(fault) => return Err(fault),
        }
    }
}

/// The number of the transaction.
async fn attempt(connection: &mut PgConnection, removing: &Removing) -> Result<i64, Fault> {
    let mut transaction = connection.begin().await?;
    transaction.execute("SET LOCAL lock_timeout = '500ms'").await?;
    // No import publishes to it meanwhile; the lock of a layer is also that of what imports put aside of it.
    sqlx::query("SELECT pg_advisory_xact_lock(7017292, hashtext($1))")
        .bind(removing.layer.as_str().trim_end_matches("_quarantine"))
        .execute(&mut *transaction)
        .await?;
    let live = catalogue::found(&mut transaction, &removing.layer).await?;
    removing.may_go(&live.layer)?;
    let table = entry::table(&removing.layer);
    transaction.execute(built(format!("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))).await?;
    references::refuse_referred(&mut transaction, &removing.layer).await?;
    let number = commit::begun(&mut transaction, &removing.who, &removing.why).await?;
    for name in removing.names() {
        if catalogue::find(&mut transaction, &name).await?.is_some() {
            leave(&mut transaction, number, &name).await?;
        }
    }
    private::note_pending(&mut transaction, &removing.audit, &[], number).await?;
    transaction.execute("SET LOCAL lock_timeout = 0").await?;
    transaction.commit().await?;
    Ok(number)
}
