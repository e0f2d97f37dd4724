//! The draft of the quarantine layer beside a layer.

use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};

use super::draft::Draft;
use crate::store::StoreError;
use crate::store::gpkg::books::{catalogue, ids};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::notice;
use crate::store::gpkg::store::OpenStore;
use crate::store::stage::quarantine;

/// Makes the draft of a quarantine layer.
pub(super) async fn begin(shared: &Arc<OpenStore>, number: i64, features: &Draft) -> Result<Draft, StoreError> {
    let layer = quarantine::beside(&features.layer);
    let (name, srs_id) = (layer.name.clone(), features.srs_id);
    let table = format!("diaban_stage_{number}_quarantine");
    let beginning = move |connection: &mut Connection| {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let draft = notice::defining(&transaction, |connection| {
            let existing = catalogue::find(connection, &name)?;
            let base = ids::last(connection, &name, existing.as_ref())?;
            let draft = Draft::new(table, layer, "fid", "geom", srs_id, base);
            draft.create(connection)?;
            Ok::<_, Fault>(draft)
        })?;
        transaction.commit()?;
        Ok(draft)
    };
    shared.writer.run("putting records aside in", beginning).await
}
