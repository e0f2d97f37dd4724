//! A layer goes, in a commit of its own; what it held lies in history.

use rusqlite::{Connection, TransactionBehavior};

use super::references;
use crate::store::gpkg::books::enter::leave;
use crate::store::gpkg::books::{catalogue, feed};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::notice;
use crate::store::gpkg::private::PrivateFile;
use crate::store::{Committed, Removing, StoreError};

/// Removes a layer, and what imports put aside of it.
pub(in crate::store::gpkg) fn remove(
    connection: &mut Connection,
    private: &PrivateFile,
    removing: &Removing,
) -> Result<Committed, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    notice::defining(&transaction, |connection| apply(connection, removing))?;
    let revision = feed::number(&transaction, &removing.who, &removing.why)?;
    private.commit(transaction, revision, &removing.audit)?;
    Ok(Committed { revision, inserted: Vec::new() })
}

fn apply(connection: &Connection, removing: &Removing) -> Result<(), Fault> {
    let missing = || StoreError::LayerNotFound { layer: removing.layer.clone() };
    let live = catalogue::find(connection, &removing.layer)?.ok_or_else(missing)?;
    removing.may_go(&live.layer)?;
    references::refuse_referred(connection, &removing.layer)?;
    for name in removing.names() {
        if let Some(entry) = catalogue::find(connection, &name)? {
            leave(connection, &entry)?;
        }
    }
    Ok(())
}
