//! References lead somewhere: looked at when a transaction, or a bulk load, has written all it has to write.
//!
//! Who refers takes hold of the rows it refers to until it is visible (`FOR KEY SHARE`), and who deletes a row holds it anyway; so of two
//! transactions at the same time, of which one deletes what the other refers to, the later finds out.

use std::collections::{BTreeSet, HashMap};

use sqlx::{PgConnection, Row};

use crate::layer::{FeatureId, LayerName};
use crate::store::StoreError;
use crate::store::form::ident::quoted;
use crate::store::postgis::books::catalogue;
use crate::store::postgis::books::entry::{Entry, KEY};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::writing::References;
use crate::store::writing::references::{referring, target};

type Entries = HashMap<LayerName, Entry>;

/// Looks at the rows a transaction touched.
pub(super) async fn check(
    connection: &mut PgConnection,
    touched: &References,
    entries: &mut Entries,
) -> Result<(), Fault> {
    for (layer, ids) in &touched.written {
        let entry = catalogue::known(connection, layer, entries).await?.clone();
        let ids = numbers(ids);
        for at in 0..entry.columns.len() {
            check_field(connection, &entry, at, Some(&ids), entries).await?;
        }
    }
    for (layer, ids) in &touched.gone {
        let ids = numbers(ids);
        for (by, at) in referrers(connection, layer, entries).await? {
            let column = quoted(&by.columns[at]);
            let sql =
                format!("SELECT {column}, {KEY} FROM {} WHERE {column} = ANY($1) ORDER BY 1, 2 LIMIT 1", by.table());
            let found = sqlx::query(built(sql)).bind(&ids).fetch_optional(&mut *connection).await?;
            if let Some(row) = found {
                return Err(still_referred(layer, &by, row.try_get(0)?, row.try_get(1)?));
            }
        }
    }
    Ok(())
}

/// Looks at all rows of the layers that were loaded, then at all that refer to them: a loaded row that leads nowhere is told as such.
pub(in crate::store::postgis) async fn check_all(
    connection: &mut PgConnection,
    loaded: &[&LayerName],
) -> Result<(), Fault> {
    let mut entries = Entries::new();
    for layer in loaded {
        let entry = catalogue::known(connection, layer, &mut entries).await?.clone();
        for at in 0..entry.columns.len() {
            check_field(connection, &entry, at, None, &mut entries).await?;
        }
    }
    for layer in loaded {
        check_referrers(connection, layer, &mut entries).await?;
    }
    Ok(())
}

/// Refuses to let go of a layer that a field of another one refers to, whether a row does or not.
pub(super) async fn refuse_referred(connection: &mut PgConnection, layer: &LayerName) -> Result<(), Fault> {
    let mut entries = Entries::new();
    let found = referrers(connection, layer, &mut entries).await?;
    match found.into_iter().find(|(by, _)| by.layer.name != *layer) {
        None => Ok(()),
        Some((by, at)) => {
            let field = by.layer.schema.fields[at].name.clone();
            Err(StoreError::LayerReferred { layer: layer.clone(), by: by.layer.name, field }.into())
        }
    }
}

/// Looks at all rows that refer to a layer.
async fn check_referrers(connection: &mut PgConnection, layer: &LayerName, entries: &mut Entries) -> Result<(), Fault> {
    let entry = catalogue::known(connection, layer, entries).await?.clone();
    for (by, at) in referrers(connection, layer, entries).await? {
        let column = quoted(&by.columns[at]);
        let sql = format!(
            "SELECT t.{column}, t.{KEY} FROM {} t WHERE t.{column} IS NOT NULL \
             AND NOT EXISTS (SELECT FROM {} r WHERE r.{KEY} = t.{column}) ORDER BY 1, 2 LIMIT 1",
            by.table(),
            entry.table()
        );
        if let Some(row) = sqlx::query(built(sql)).fetch_optional(&mut *connection).await? {
            return Err(still_referred(layer, &by, row.try_get(0)?, row.try_get(1)?));
        }
    }
    Ok(())
}

/// Refuses if a value of a field that refers leads nowhere, in these rows or in all of the layer.
async fn check_field(
    connection: &mut PgConnection,
    entry: &Entry,
    at: usize,
    ids: Option<&[i64]>,
    entries: &mut Entries,
) -> Result<(), Fault> {
    let Some(refers) = entry.layer.schema.fields.get(at).and_then(target) else { return Ok(()) };
    let column = quoted(&entry.columns[at]);
    let which = if ids.is_some() { format!("{KEY} = ANY($1) AND ") } else { String::new() };
    let sql = format!(
        "SELECT {column}, min({KEY}) FROM {} WHERE {which}{column} IS NOT NULL GROUP BY {column} ORDER BY {column}",
        entry.table()
    );
    let mut query = sqlx::query(built(sql));
    if let Some(ids) = ids {
        query = query.bind(ids);
    }
    let rows = query.fetch_all(&mut *connection).await?;
    let values: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if values.is_empty() {
        return Ok(());
    }
    let there = held(connection, refers, &values, entries).await?;
    for row in &rows {
        let (value, id): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        if !there.contains(&value) {
            let (layer, field) = (entry.layer.name.clone(), entry.layer.schema.fields[at].name.clone());
            let id = FeatureId(id.cast_unsigned());
            return Err(StoreError::ReferenceMissing { layer, id, field, refers: refers.clone(), value }.into());
        }
    }
    Ok(())
}

/// Which of these rows of a layer are there; nobody deletes them before this transaction has ended. A layer that is not there has none.
async fn held(
    connection: &mut PgConnection,
    layer: &LayerName,
    ids: &[i64],
    entries: &mut Entries,
) -> Result<BTreeSet<i64>, Fault> {
    let entry = match catalogue::known(connection, layer, entries).await {
        Ok(entry) => entry,
        Err(Fault::Store(StoreError::LayerNotFound { .. })) => return Ok(BTreeSet::new()),
        Err(fault) => return Err(fault),
    };
    let sql = format!("SELECT {KEY} FROM {} WHERE {KEY} = ANY($1) ORDER BY {KEY} FOR KEY SHARE", entry.table());
    let found: Vec<i64> = sqlx::query_scalar(built(sql)).bind(ids).fetch_all(connection).await?;
    Ok(found.into_iter().collect())
}

/// The fields of all layers that refer to this one. Only layers that ever did are looked at.
async fn referrers(
    connection: &mut PgConnection,
    layer: &LayerName,
    entries: &mut Entries,
) -> Result<Vec<(Entry, usize)>, Fault> {
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT s.layer FROM diaban.field f JOIN diaban.schema s USING (schema) WHERE f.refers = $1 ORDER BY s.layer",
    )
    .bind(layer.as_str())
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Vec::new();
    for name in names.iter().filter_map(|name| LayerName::parse_stored(name)) {
        match catalogue::known(connection, &name, entries).await {
            Ok(entry) => found.extend(referring(&entry.layer, layer).map(|at| (entry.clone(), at))),
            Err(Fault::Store(StoreError::LayerNotFound { .. })) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(found)
}

fn still_referred(layer: &LayerName, by: &Entry, id: i64, referrer: i64) -> Fault {
    let (id, referrer) = (FeatureId(id.cast_unsigned()), FeatureId(referrer.cast_unsigned()));
    StoreError::StillReferred { layer: layer.clone(), id, by: by.layer.name.clone(), referrer }.into()
}

fn numbers(ids: &BTreeSet<FeatureId>) -> Vec<i64> {
    ids.iter().map(|id| id.0.cast_signed()).collect()
}
