//! The visible step: one transaction in which a finished draft becomes the layer, with its quarantine and a revision.

use rusqlite::{Connection, TransactionBehavior, params};

use super::draft::Draft;
use super::{Published, merge, owner};
use crate::layer::Layer;
use crate::store::gpkg::catalogue::{self, Entry};
use crate::store::gpkg::ddl;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::feed::{self, Whole};
use crate::store::gpkg::history;
use crate::store::gpkg::outside::notice;
use crate::store::gpkg::outside::triggers;
use crate::store::ident::{listed, quoted};
use crate::store::{StageMode, StoreError};

/// A finished draft.
#[derive(Debug)]
pub(super) struct Finished {
    pub table: String,
    pub rtree: String,
    /// With its true family, extent and count.
    pub layer: Layer,
    pub key: String,
    pub geometry: String,
    pub columns: Vec<String>,
    pub shape: &'static str,
    pub srs_id: i32,
    pub has_multi: bool,
    base: u64,
    last: u64,
}

impl Finished {
    pub(super) fn of(draft: &Draft) -> Self {
        let mut layer = draft.layer.clone();
        layer.schema.geometry = draft.family();
        layer.extent = draft.extent;
        layer.count = draft.count();
        Self {
            table: draft.table.clone(),
            rtree: draft.rtree(),
            layer,
            key: draft.key.clone(),
            geometry: draft.geometry.clone(),
            columns: draft.columns.clone(),
            shape: draft.declared(),
            srs_id: draft.srs_id,
            has_multi: draft.shapes.has_multi(),
            base: draft.base,
            last: draft.last,
        }
    }
}

/// Everything the visible step needs.
#[derive(Debug)]
pub(super) struct Work {
    pub stage: i64,
    pub mode: StageMode,
    pub why: String,
    pub features: Finished,
    pub aside: Option<Finished>,
}

/// Publishes: all or nothing, durable when it returns.
pub(super) fn publish(connection: &mut Connection, work: &Work) -> Result<Published, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (inserted, updated) = notice::defining(&transaction, |connection| {
        let counts = publish_features(connection, work)?;
        publish_aside(connection, work)?;
        owner::forget(connection, work.stage)?;
        Ok::<_, Fault>(counts)
    })?;
    let revision = feed::number(&transaction, &work.features.layer.provenance.who, &work.why)?;
    transaction.commit()?;
    checkpoint(connection);
    Ok(Published { revision, inserted, updated })
}

/// Empties the write-ahead log if nobody is in the way, so that a copy of the file alone holds the new layer.
fn checkpoint(connection: &Connection) {
    let impatient = connection.busy_timeout(std::time::Duration::ZERO);
    let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let patient = connection.busy_timeout(crate::store::gpkg::connection::BUSY);
    if let Err(error) = impatient.and(patient) {
        tracing::warn!(%error, "could not set the lock timeout");
    }
}

fn publish_features(connection: &Connection, work: &Work) -> Result<(u64, u64), Fault> {
    let features = &work.features;
    let name = &features.layer.name;
    let existing = catalogue::find(connection, name)?;
    match (&work.mode, existing) {
        (StageMode::Create, None) if !ddl::exists(connection, name.as_str())? => {
            become_layer(connection, features, name.as_str(), Whole::Create)?;
            Ok((features.layer.count, 0))
        }
        (StageMode::Create, _) => Err(StoreError::LayerExists { layer: name.clone() }.into()),
        (_, None) => Err(StoreError::LayerNotFound { layer: name.clone() }.into()),
        (StageMode::Replace, Some(old)) => {
            if catalogue::last_id(connection, name, Some(&old))? != features.base {
                return Err(StoreError::ChangedUnderneath { layer: name.clone() }.into());
            }
            supersede(connection, &old)?;
            become_layer(connection, features, &old.table, Whole::Replace)?;
            Ok((features.layer.count, 0))
        }
        (StageMode::Append, Some(live)) => merge::merge(connection, features, live, None),
        (StageMode::Update { key }, Some(live)) => merge::merge(connection, features, live, Some(key)),
    }
}

/// Moves all features of a layer to history under the change row that comes next, and drops their table.
fn supersede(connection: &Connection, old: &Entry) -> Result<(), Fault> {
    history::ensure(connection, old)?;
    let columns = listed("", &old.columns);
    let sql = format!(
        "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{columns}) SELECT ?1, {}, {}{columns} FROM {}",
        quoted(&old.layer.name.history_table()),
        quoted(&old.key),
        quoted(&old.geometry),
        quoted(&old.table)
    );
    connection.execute(&sql, [feed::last_change(connection)? + 1])?;
    connection.execute_batch(&format!(
        "DROP TABLE IF EXISTS {}; DROP TABLE {}",
        quoted(&old.rtree()),
        quoted(&old.table)
    ))?;
    Ok(())
}

/// The draft takes the layer's place.
fn become_layer(connection: &Connection, draft: &Finished, table: &str, what: Whole) -> Result<(), Fault> {
    let entry = Entry {
        layer: draft.layer.clone(),
        table: table.to_owned(),
        key: draft.key.clone(),
        geometry: draft.geometry.clone(),
        shape: draft.shape.to_owned(),
        srs_id: draft.srs_id,
        columns: draft.columns.clone(),
        has_rtree: true,
        is_counted: true,
    };
    let rename = |from: &str, to: &str| {
        connection.execute_batch(&format!("ALTER TABLE {} RENAME TO {}", quoted(from), quoted(to)))
    };
    rename(&draft.rtree, &entry.rtree())?;
    rename(&draft.table, table)?;
    let change = feed::note_whole(connection, &entry.layer.name, what)?;
    catalogue::register(connection, &entry)?;
    catalogue::save(connection, &entry, change)?;
    history::ensure(connection, &entry)?;
    triggers::install(connection, &entry)?;
    catalogue::set_last_id(connection, &entry.layer.name, table, draft.last)?;
    Ok(())
}

/// The quarantine layer goes with its layer: a replaced layer has the new import's records only, one that is added to keeps those of
/// other files. Which files were read anew is what the staged layer names as its sources, so these must be this import's alone.
fn publish_aside(connection: &Connection, work: &Work) -> Result<(), Fault> {
    let name = work.features.layer.name.quarantine();
    let whole = matches!(work.mode, StageMode::Create | StageMode::Replace);
    let Some(mut live) = catalogue::find(connection, &name)? else {
        return match &work.aside {
            Some(aside) if aside.layer.count > 0 => become_layer(connection, aside, name.as_str(), Whole::Create),
            _ => Ok(()),
        };
    };
    let table = quoted(&live.table);
    if whole {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
        catalogue::forget_extent(connection, &live.table)?;
        live.layer.provenance.sources.clear();
    }
    for file in &work.features.layer.provenance.sources {
        connection.execute(&format!("DELETE FROM {table} WHERE file = ?1"), params![file])?;
    }
    if let Some(aside) = &work.aside {
        let columns = listed("", &aside.columns);
        let (staged, geometry) = (quoted(&aside.table), quoted(&aside.geometry));
        connection.execute(&format!("DELETE FROM {table} WHERE file IN (SELECT file FROM {staged})"), [])?;
        connection.execute(
            &format!(
                "INSERT INTO {table} ({}{columns}) SELECT {geometry}{columns} FROM {staged} ORDER BY {}",
                quoted(&live.geometry),
                quoted(&aside.key)
            ),
            [],
        )?;
        merge::note_sources(connection, aside, &live)?;
    }
    Ok(())
}
