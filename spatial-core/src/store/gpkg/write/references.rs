//! References lead somewhere: looked at when a transaction, or a bulk load, has written all it has to write.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::layer::{FeatureId, Layer, LayerName};
use crate::store::StoreError;
use crate::store::form::ident::quoted;
use crate::store::gpkg::books::catalogue;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::fault::Fault;
use crate::store::writing::References;
use crate::store::writing::references::{referring, target};

type Entries = HashMap<LayerName, Entry>;

/// Looks at the rows a transaction touched.
pub(super) fn check(connection: &Connection, touched: &References, entries: &mut Entries) -> Result<(), Fault> {
    for (layer, ids) in &touched.written {
        for at in 0..catalogue::known(connection, layer, entries)?.columns.len() {
            let Some(dangling) = dangling(connection, layer, at, entries, Some("t.{key} = ?1"))? else { continue };
            let mut statement = connection.prepare_cached(&dangling)?;
            for id in ids {
                let found = statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                refuse_missing(&entries[layer].layer, at, found)?;
            }
        }
    }
    for (layer, ids) in &touched.gone {
        for (by, at) in referrers(connection, layer, entries)? {
            let entry = &entries[&by];
            let (key, column) = (quoted(&entry.key), quoted(&entry.columns[at]));
            let sql = format!("SELECT {key} FROM {} WHERE {column} = ?1 LIMIT 1", quoted(&entry.table));
            let mut statement = connection.prepare_cached(&sql)?;
            for id in ids {
                if let Some(referrer) = statement.query_row([id.0], |row| row.get(0)).optional()? {
                    let referrer = FeatureId(referrer);
                    return Err(StoreError::StillReferred { layer: layer.clone(), id: *id, by, referrer }.into());
                }
            }
        }
    }
    Ok(())
}

/// Looks at all rows of the layers that were loaded, then at all that refer to them: a loaded row that leads nowhere is told as such.
pub(in crate::store::gpkg) fn check_all(connection: &Connection, loaded: &[&LayerName]) -> Result<(), Fault> {
    let mut entries = Entries::new();
    for layer in loaded {
        for at in 0..catalogue::known(connection, layer, &mut entries)?.columns.len() {
            if let Some(dangling) = dangling(connection, layer, at, &mut entries, None)? {
                let found = connection.query_row(&dangling, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                refuse_missing(&entries[*layer].layer, at, found)?;
            }
        }
    }
    loaded.iter().try_for_each(|layer| check_referrers(connection, layer, &mut entries))
}

/// Refuses to let go of a layer that a field of another one refers to, whether a row does or not.
pub(super) fn refuse_referred(connection: &Connection, layer: &LayerName) -> Result<(), Fault> {
    let mut entries = Entries::new();
    match referrers(connection, layer, &mut entries)?.into_iter().find(|(by, _)| by != layer) {
        None => Ok(()),
        Some((by, at)) => {
            let field = entries[&by].layer.schema.fields[at].name.clone();
            Err(StoreError::LayerReferred { layer: layer.clone(), by, field }.into())
        }
    }
}

/// Looks at all rows that refer to a layer.
fn check_referrers(connection: &Connection, layer: &LayerName, entries: &mut Entries) -> Result<(), Fault> {
    for (by, at) in referrers(connection, layer, entries)? {
        let Some(dangling) = dangling(connection, &by, at, entries, None)? else { continue };
        let found = connection.query_row(&dangling, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        if let Some((referrer, id)) = found {
            let (id, referrer) = (FeatureId(id), FeatureId(referrer));
            return Err(StoreError::StillReferred { layer: layer.clone(), id, by, referrer }.into());
        }
    }
    Ok(())
}

/// What finds a row whose value in a field leads nowhere; `None` if the field does not refer. A layer that is not there has no rows.
fn dangling(
    connection: &Connection,
    layer: &LayerName,
    at: usize,
    entries: &mut Entries,
    of: Option<&str>,
) -> Result<Option<String>, Fault> {
    let Some(refers) = entries[layer].layer.schema.fields.get(at).and_then(target).cloned() else { return Ok(None) };
    let rows = match catalogue::known(connection, &refers, entries) {
        Ok(entry) => format!("SELECT 1 FROM {} r WHERE r.{} = ", quoted(&entry.table), quoted(&entry.key)),
        Err(Fault::Store(StoreError::LayerNotFound { .. })) => "SELECT 1 WHERE NULL = ".to_owned(),
        Err(fault) => return Err(fault),
    };
    let entry = &entries[layer];
    let (key, column) = (quoted(&entry.key), quoted(&entry.columns[at]));
    let of = of.map(|of| format!(" AND {}", of.replace("{key}", &key))).unwrap_or_default();
    let table = quoted(&entry.table);
    Ok(Some(format!(
        "SELECT t.{key}, CAST(t.{column} AS INTEGER) FROM {table} t WHERE t.{column} NOTNULL AND NOT EXISTS ({rows} t.{column}){of} LIMIT 1"
    )))
}

fn refuse_missing(layer: &Layer, at: usize, found: Option<(u64, i64)>) -> Result<(), Fault> {
    let Some((id, value)) = found else { return Ok(()) };
    let field = &layer.schema.fields[at];
    let refers = target(field).unwrap_or(&layer.name).clone();
    let (layer, id, field) = (layer.name.clone(), FeatureId(id), field.name.clone());
    Err(StoreError::ReferenceMissing { layer, id, field, refers, value }.into())
}

/// The fields of all layers that refer to this one. Only layers that ever did are looked at.
fn referrers(
    connection: &Connection,
    layer: &LayerName,
    entries: &mut Entries,
) -> Result<Vec<(LayerName, usize)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT s.layer FROM diaban_field f JOIN diaban_schema s USING (schema) WHERE f.refers = ?1 ORDER BY s.layer",
    )?;
    let names: Vec<String> =
        statement.query_map(params![layer.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for name in names.iter().filter_map(|name| LayerName::parse_stored(name)) {
        match catalogue::known(connection, &name, entries) {
            Ok(entry) => found.extend(referring(&entry.layer, layer).map(|at| (name.clone(), at))),
            // It is gone, and its books are still there.
            Err(Fault::Store(StoreError::LayerNotFound { .. })) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(found)
}
