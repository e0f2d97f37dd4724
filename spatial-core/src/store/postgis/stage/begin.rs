//! Begins a stage: what must hold before the first record is read, and a connection of its own.

use sqlx::{Connection, Executor, PgConnection};

use super::draft::Draft;
use super::owner;
use crate::layer::Layer;
use crate::store::postgis::books::{catalogue, crs, ids};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::roles;
use crate::store::postgis::store::OpenStore;
use crate::store::{StageMode, StoreError, layout};

/// An import may take hours, and rests while its file is read.
const PATIENT: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0";

/// The connection that will fill it, the number of the stage, and its table, which is made with the first rows.
pub(super) async fn begin(
    shared: &OpenStore,
    layer: Layer,
    mode: &StageMode,
) -> Result<(PgConnection, i64, Draft), Fault> {
    let mut connection = PgConnection::connect_with(&shared.sources.primary().connect_options()).await?;
    connection.execute(PATIENT).await?;
    roles::act_as_owner(&mut connection).await?;
    let existing = catalogue::find(&mut connection, &layer.name).await?;
    match (mode, &existing) {
        (StageMode::Create, Some(_)) => return Err(StoreError::LayerExists { layer: layer.name }.into()),
        (StageMode::Create, None) if catalogue::exists(&mut connection, &layer.name).await? => {
            return Err(StoreError::LayerExists { layer: layer.name }.into());
        }
        (StageMode::Replace | StageMode::Append | StageMode::Update { .. }, None) => {
            return Err(StoreError::LayerNotFound { layer: layer.name }.into());
        }
        _ => {}
    }
    if let Some(live) = &existing {
        layout::through(&layer.door, &live.layer)?;
        layout::check_replaces(&live.layer, &layer)?;
    }
    let joins = existing.filter(|_| matches!(mode, StageMode::Append | StageMode::Update { .. }));
    if let Some(entry) = &joins {
        layout::check_joins(&entry.layer, &layer, mode)?;
    }
    crs::register(&mut connection, layer.crs).await?;
    let base = if joins.is_some() { 0 } else { ids::last(&mut connection, &layer.name).await? };
    let number = owner::register(&mut connection, layer.name.as_str()).await?;
    let [table, _] = owner::tables(number);
    let mut draft = Draft::new(table, layer, base)?;
    if joins.is_some_and(|entry| entry.wants_multi()) {
        draft.shapes.expect_multi();
    }
    Ok((connection, number, draft))
}
