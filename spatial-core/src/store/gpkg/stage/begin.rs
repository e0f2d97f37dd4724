//! Begins a stage: what must hold before the first record is read, and an empty table nobody sees.

use rusqlite::{Connection, TransactionBehavior};

use super::draft::Draft;
use crate::layer::Layer;
use crate::store::gpkg::books::{catalogue, crs, ids, meta};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::outside::notice;
use crate::store::{StageMode, StoreError, layout};

/// The number of the stage, and its table.
pub(super) fn begin(
    connection: &mut Connection,
    owner: &str,
    layer: Layer,
    mode: &StageMode,
) -> Result<(i64, Draft), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    notice::settle(&transaction)?;
    let existing = catalogue::find(&transaction, &layer.name)?;
    match (mode, &existing) {
        (StageMode::Create, Some(_)) => return Err(StoreError::LayerExists { layer: layer.name }.into()),
        (StageMode::Create, None) if meta::exists(&transaction, layer.name.as_str())? => {
            return Err(StoreError::LayerExists { layer: layer.name }.into());
        }
        (StageMode::Replace | StageMode::Append | StageMode::Update { .. }, None) => {
            return Err(StoreError::LayerNotFound { layer: layer.name }.into());
        }
        _ => {}
    }
    transaction.execute("INSERT INTO diaban_stage (owner, layer) VALUES (?1, ?2)", [owner, layer.name.as_str()])?;
    let number = transaction.last_insert_rowid();
    let srs_id = crs::register(&transaction, layer.crs)?;
    let base = match mode {
        StageMode::Create | StageMode::Replace => ids::last(&transaction, &layer.name, existing.as_ref())?,
        StageMode::Append | StageMode::Update { .. } => 0,
    };
    if let Some(live) = &existing {
        layout::through(&layer.door, &live.layer)?;
        layout::check_replaces(&live.layer, &layer)?;
    }
    let key = existing.as_ref().map_or("fid", |entry| &entry.key);
    let geometry = existing.as_ref().and_then(|entry| entry.geometry.as_deref()).unwrap_or("geom");
    let mut draft = Draft::new(format!("diaban_stage_{number}"), layer, key, geometry, srs_id, base);
    if let Some(entry) = existing.filter(|_| matches!(mode, StageMode::Append | StageMode::Update { .. })) {
        layout::check_joins(&entry.layer, &draft.layer, mode)?;
        draft.srs_id = entry.srs_id;
        if entry.wants_multi() {
            draft.shapes.expect_multi();
        }
    }
    draft.create(&transaction)?;
    meta::remember_schema(&transaction)?;
    transaction.commit()?;
    Ok((number, draft))
}
