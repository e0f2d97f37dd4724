//! The visible step: one transaction in which a finished draft becomes the layer, with its quarantine and a revision. What the audit log
//! is to say of it lies in the private file before, as for any commit.

use rusqlite::{Connection, TransactionBehavior, params};

use super::finished::{Finished, Work};
use super::{Published, merge, owner};
use crate::layer::Layer;
use crate::store::form::ident::{listed, quoted};
use crate::store::gpkg::books::enter::{enter, supersede};
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed::{self, Whole};
use crate::store::gpkg::books::{catalogue, count, ids, meta};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::notice;
use crate::store::gpkg::private::PrivateFile;
use crate::store::gpkg::write::{assets, references};
use crate::store::private::PendingAudit;
use crate::store::{StageMode, StoreError, layout};

/// Publishes all in one commit: all or nothing, durable when it returns.
pub(super) fn publish(
    connection: &mut Connection,
    private: &PrivateFile,
    (works, why): (&[Work], &str),
    audit: &[PendingAudit],
) -> Result<Vec<Published>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let counts = notice::defining(&transaction, |connection| {
        let mut counts = Vec::with_capacity(works.len());
        for work in works {
            counts.push(publish_features(connection, work)?);
            publish_aside(connection, work)?;
            owner::forget(connection, work.stage)?;
        }
        // Layers of one commit may refer to each other, in whatever order they come.
        let loaded: Vec<_> = works.iter().map(|work| &work.features.layer.name).collect();
        references::check_all(connection, &loaded)?;
        loaded.iter().try_for_each(|layer| assets::check_all(connection, layer))?;
        Ok::<_, Fault>(counts)
    })?;
    let who = works.first().map_or("", |work| work.features.layer.provenance.who.as_str());
    let revision = feed::number(&transaction, who, why)?;
    private.commit(transaction, revision, audit)?;
    checkpoint(connection);
    Ok(counts.into_iter().map(|(inserted, updated)| Published { revision, inserted, updated }).collect())
}

/// Empties the write-ahead log if nobody is in the way, so that a copy of the file alone holds the new layer.
fn checkpoint(connection: &Connection) {
    let impatient = connection.busy_timeout(std::time::Duration::ZERO);
    let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let patient = connection.busy_timeout(crate::store::gpkg::link::connection::BUSY);
    if let Err(error) = impatient.and(patient) {
        tracing::warn!(%error, "could not set the lock timeout");
    }
}

fn publish_features(connection: &Connection, work: &Work) -> Result<(u64, u64), Fault> {
    let features = &work.features;
    let name = &features.layer.name;
    let existing = catalogue::find(connection, name)?;
    if let Some(live) = &existing {
        layout::through(&features.layer.door, &live.layer)?;
    }
    match (&work.mode, existing) {
        (StageMode::Create, None) if !meta::exists(connection, name.as_str())? => {
            become_layer(connection, (features.layer.clone(), features), name.as_str(), Whole::Create)?;
            Ok((features.layer.count, 0))
        }
        (StageMode::Create, _) => Err(StoreError::LayerExists { layer: name.clone() }.into()),
        (_, None) => Err(StoreError::LayerNotFound { layer: name.clone() }.into()),
        (StageMode::Replace, Some(old)) => {
            if ids::last(connection, name, Some(&old))? != features.base {
                return Err(StoreError::ChangedUnderneath { layer: name.clone() }.into());
            }
            supersede(connection, &old)?;
            become_layer(connection, (features.layer.replacing(&old.layer), features), &old.table, Whole::Replace)?;
            Ok((features.layer.count, 0))
        }
        (StageMode::Append, Some(live)) => merge::merge(connection, features, live, None),
        (StageMode::Update { key }, Some(live)) => merge::merge(connection, features, live, Some(key)),
    }
}

/// The draft takes the layer's place, as this layer.
fn become_layer(
    connection: &Connection,
    (layer, draft): (Layer, &Finished),
    table: &str,
    what: Whole,
) -> Result<(), Fault> {
    let entry = Entry {
        layer,
        table: table.to_owned(),
        key: draft.key.clone(),
        geometry: draft.geometry.clone(),
        shape: draft.shape.to_owned(),
        srs_id: draft.srs_id,
        columns: draft.columns.clone(),
        has_rtree: draft.geometry.is_some(),
        is_counted: true,
    };
    let rename = |from: &str, to: &str| {
        connection.execute_batch(&format!("ALTER TABLE {} RENAME TO {}", quoted(from), quoted(to)))
    };
    if entry.geometry.is_some() {
        rename(&draft.rtree, &entry.rtree())?;
    }
    rename(&draft.table, table)?;
    Ok(enter(connection, &entry, what, draft.last)?)
}

/// The quarantine layer goes with its layer: a replaced layer has the new import's records only, one that is added to keeps those of
/// other files. Which files were read anew is what the staged layer names as its sources, so these must be this import's alone.
fn publish_aside(connection: &Connection, work: &Work) -> Result<(), Fault> {
    let name = work.features.layer.name.quarantine();
    let whole = matches!(work.mode, StageMode::Create | StageMode::Replace);
    let Some(mut live) = catalogue::find(connection, &name)? else {
        return match &work.aside {
            Some(aside) if aside.layer.count > 0 => {
                become_layer(connection, (aside.layer.clone(), aside), name.as_str(), Whole::Create)
            }
            _ => Ok(()),
        };
    };
    let table = quoted(&live.table);
    if whole {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
        count::forget_extent(connection, &live.table)?;
        live.layer.provenance.sources.clear();
    }
    for file in &work.features.layer.provenance.sources {
        connection.execute(&format!("DELETE FROM {table} WHERE file = ?1"), params![file])?;
    }
    if let Some(aside) = &work.aside {
        let columns = listed("", &aside.columns);
        let staged = quoted(&aside.table);
        connection.execute(&format!("DELETE FROM {table} WHERE file IN (SELECT file FROM {staged})"), [])?;
        connection.execute(
            &format!(
                "INSERT INTO {table} ({}{columns}) SELECT {}{columns} FROM {staged} ORDER BY {}",
                live.shape_of(""),
                aside.geometry.as_ref().map_or_else(|| "NULL".to_owned(), |column| quoted(column)),
                quoted(&aside.key)
            ),
            [],
        )?;
        merge::note_sources(connection, aside, &live)?;
    }
    Ok(())
}
