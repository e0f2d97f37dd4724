//! Who sees a layer, changed in a commit of its own.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::gpkg::books::catalogue;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed::{self, Whole};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::notice;
use crate::store::gpkg::private::PrivateFile;
use crate::store::{Committed, Showing, StoreError};

/// Shows a layer, or hides it. If it is as asked for, nothing is written and the revision is the present one.
pub(in crate::store::gpkg) fn show(
    connection: &mut Connection,
    private: &PrivateFile,
    showing: &Showing,
) -> Result<Committed, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let has_changed = notice::defining(&transaction, |connection| apply(connection, showing))?;
    if !has_changed {
        let revision = feed::current(&transaction)?.0;
        transaction.commit()?;
        return Ok(Committed { revision, inserted: Vec::new() });
    }
    let revision = feed::number(&transaction, &showing.who, &showing.why)?;
    private.commit(transaction, revision, &showing.audit)?;
    Ok(Committed { revision, inserted: Vec::new() })
}

/// True if the layer was seen by others.
fn apply(connection: &Connection, showing: &Showing) -> Result<bool, Fault> {
    let missing = || StoreError::LayerNotFound { layer: showing.layer.clone() };
    let live = catalogue::find(connection, &showing.layer)?.ok_or_else(missing)?;
    let Some(next) = showing.next(&live.layer)? else { return Ok(false) };
    let entry = Entry { layer: next, ..live };
    let change = feed::note_whole(connection, &entry.layer.name, Whole::Alter)?;
    catalogue::save(connection, &entry, change)?;
    Ok(true)
}
