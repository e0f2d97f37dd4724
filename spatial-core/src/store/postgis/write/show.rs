//! Who sees a layer, changed in a commit of its own.

use super::commit;
use crate::store::postgis::books::entry::Entry;
use crate::store::postgis::books::{catalogue, feed};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::roles;
use crate::store::postgis::private;
use crate::store::postgis::store::OpenStore;
use crate::store::{Committed, Showing, StoreError};

/// Shows a layer, or hides it. If it is as asked for, nothing is written and the revision is the present one. The server, which may not
/// write the books, does so by a function of the owner's.
pub(in crate::store::postgis) async fn show(shared: &OpenStore, showing: &Showing) -> Result<Committed, Fault> {
    let pool = shared.sources.writer().await?;
    let mut transaction = pool.begin().await?;
    // Two who ask at the same time do so one after the other, and the second sees what the first did.
    sqlx::query("SELECT pg_advisory_xact_lock(7017292, hashtext($1))")
        .bind(showing.layer.as_str())
        .execute(&mut *transaction)
        .await?;
    let missing = || StoreError::LayerNotFound { layer: showing.layer.clone() };
    let live = catalogue::find(&mut transaction, &showing.layer).await?.ok_or_else(missing)?;
    let Some(next) = showing.next(&live.layer)? else {
        return Ok(Committed { revision: feed::position(&mut transaction).await?.revision, inserted: Vec::new() });
    };
    let number = commit::begun(&mut transaction, &showing.who, &showing.why).await?;
    let entry = Entry { layer: next, ..live };
    sqlx::query("SELECT diaban.show_layer($1, $2, $3)")
        .bind(entry.layer.name.as_str())
        .bind(entry.layer.clearance.to_string())
        .bind(roles::readable(&entry))
        .execute(&mut *transaction)
        .await?;
    private::note_pending(&mut transaction, &showing.audit, &[], number).await?;
    transaction.commit().await?;
    Ok(Committed { revision: commit::durable(pool, number).await?, inserted: Vec::new() })
}
