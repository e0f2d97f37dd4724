//! Who sees a layer, changed in a commit of its own.

use sqlx::{Connection, PgConnection};

use super::commit;
use crate::store::postgis::books::entry::Entry;
use crate::store::postgis::books::{catalogue, feed};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::roles;
use crate::store::postgis::private;
use crate::store::postgis::store::OpenStore;
use crate::store::private::AuditEntry;
use crate::store::{Committed, Showing, StoreError};

/// Shows a layer, or hides it. If it is as asked for, nothing is written and the revision is the present one.
pub(in crate::store::postgis) async fn show(shared: &OpenStore, showing: &Showing) -> Result<Committed, Fault> {
    let mut connection = PgConnection::connect_with(&shared.sources.primary().connect_options()).await?;
    roles::act_as_owner(&mut connection).await?;
    let mut transaction = connection.begin().await?;
    // Two who ask at the same time do so one after the other, and the second sees what the first did.
    sqlx::query("SELECT 1 FROM diaban.layer WHERE name = $1 FOR UPDATE")
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
    feed::note_whole(&mut transaction, number, &entry.layer.name, "alter").await?;
    catalogue::save(&mut transaction, &entry).await?;
    let lines: Vec<AuditEntry> = showing.audit.iter().map(|line| line.filled(&[], None)).collect();
    if !lines.is_empty() {
        private::note(&mut transaction, &lines, Some(number)).await?;
    }
    transaction.commit().await?;
    Ok(Committed { revision: commit::durable(shared.sources.primary(), number).await?, inserted: Vec::new() })
}
