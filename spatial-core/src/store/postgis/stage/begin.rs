//! Begins a stage: what must hold before the first record is read, and a connection of its own.

use sqlx::{Connection, Executor, PgConnection};

use super::draft::Draft;
use super::owner;
use crate::layer::{Layer, LayerName};
use crate::store::postgis::books::catalogue::{self, KEY};
use crate::store::postgis::books::crs;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
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
        (StageMode::Create, None) if exists(&mut connection, &layer.name).await? => {
            return Err(StoreError::LayerExists { layer: layer.name }.into());
        }
        (StageMode::Replace | StageMode::Append | StageMode::Update { .. }, None) => {
            return Err(StoreError::LayerNotFound { layer: layer.name }.into());
        }
        _ => {}
    }
    let joins = existing.filter(|_| matches!(mode, StageMode::Append | StageMode::Update { .. }));
    if let Some(entry) = &joins {
        layout::check_joins(&entry.layer, &layer, mode)?;
    }
    crs::register(&mut connection, layer.crs).await?;
    let base = if joins.is_some() { 0 } else { last_id(&mut connection, &layer.name).await? };
    let number = owner::register(&mut connection, layer.name.as_str()).await?;
    let [table, _] = owner::tables(number);
    let mut draft = Draft::new(table, layer, base)?;
    if joins.is_some_and(|entry| entry.wants_multi()) {
        draft.shapes.expect_multi();
    }
    Ok((connection, number, draft))
}

/// True if there is a table of this name where layers lie.
pub(super) async fn exists(connection: &mut PgConnection, layer: &LayerName) -> Result<bool, Fault> {
    let sql = "SELECT to_regclass($1) IS NOT NULL";
    Ok(sqlx::query_scalar(sql).bind(catalogue::table(layer)).fetch_one(connection).await?)
}

/// The last id of a layer that was ever taken: from its sequence, which outlives its table, or beyond it by others.
pub(super) async fn last_id(connection: &mut PgConnection, layer: &LayerName) -> Result<u64, Fault> {
    let mut last = 0;
    let sources = [
        (catalogue::sequence(layer), "CASE WHEN is_called THEN last_value ELSE 0 END".to_owned()),
        (catalogue::table(layer), format!("max({KEY})")),
    ];
    for (from, what) in sources {
        let is_there: bool =
            sqlx::query_scalar("SELECT to_regclass($1) IS NOT NULL").bind(&from).fetch_one(&mut *connection).await?;
        if is_there {
            let sql = format!("SELECT {what} FROM {from}");
            let found: Option<i64> = sqlx::query_scalar(built(sql)).fetch_one(&mut *connection).await?;
            last = last.max(found.and_then(|found| u64::try_from(found).ok()).unwrap_or(0));
        }
    }
    Ok(last)
}
