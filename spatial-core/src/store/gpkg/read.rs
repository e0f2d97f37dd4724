//! Reading current features: the whole layer in one sweep. What it costs is part of the row `snapshot` of `BENCHMARKS.md`.
//!
//! A cell or shape that another program left unreadable does not stop the layer: it is read as nothing, and the log names it.

use std::iter::Peekable;
use std::ops::ControlFlow;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::catalogue::Entry;
use super::fault::Fault;
use super::feed;
use super::form::blob;
use super::form::row;
use crate::layer::{Feature, FeatureId, Field, LayerName, Revision, Value};
use crate::store::ident::{listed, quoted};

/// Features handed over at a time.
const BATCH: usize = 4096;

/// Visits all current features in order of id.
pub(super) fn scan(
    connection: &Connection,
    entry: &Entry,
    mut visit: impl FnMut(Vec<Feature>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let key = quoted(&entry.key);
    let columns = listed("", &entry.columns);
    let sql = format!(
        "SELECT {key}, {}{columns} FROM {} WHERE {key} >= 0 ORDER BY {key}",
        quoted(&entry.geometry),
        quoted(&entry.table)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let touched = touched_versions(connection, &entry.layer.name)?;
    let mut versions =
        Versions { whole: whole_version(connection, &entry.layer.name)?, touched: touched.into_iter().peekable() };
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(found) = rows.next()? {
        let id = FeatureId(found.get(0)?);
        batch.push(feature(found, id, versions.of(id), &entry.layer.name, &entry.layer.schema.fields)?);
        if batch.len() == BATCH && visit(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_break() {
            return Ok(());
        }
    }
    if !batch.is_empty() {
        let _ = visit(batch);
    }
    Ok(())
}

/// Columns 1 (geometry) and from 2 on (values) of a row as a feature.
pub(super) fn feature(
    found: &Row<'_>,
    id: FeatureId,
    version: Revision,
    layer: &LayerName,
    fields: &[Field],
) -> Result<Feature, Fault> {
    let geometry = match found.get_ref(1)? {
        ValueRef::Blob(bytes) => {
            let read = blob::read(bytes);
            if read.is_none() {
                tracing::warn!(%layer, %id, "unreadable geometry treated as null");
            }
            read
        }
        _ => None,
    };
    let mut values = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        let value = row::value(found.get_ref(at + 2)?, field.kind);
        if value.is_none() {
            tracing::warn!(%layer, %id, field = field.name, "value of the wrong type ({}) treated as null", field.kind.as_str());
        }
        values.push(value.unwrap_or(Value::Null));
    }
    Ok(Feature { id, version, geometry, values })
}

/// The version of each feature as ids go up: that of its own last change, or that of the whole layer.
struct Versions<I: Iterator<Item = (FeatureId, Revision)>> {
    whole: Revision,
    touched: Peekable<I>,
}

impl<I: Iterator<Item = (FeatureId, Revision)>> Versions<I> {
    fn of(&mut self, id: FeatureId) -> Revision {
        while self.touched.next_if(|(touched, _)| *touched < id).is_some() {}
        self.touched.next_if(|(touched, _)| *touched == id).map_or(self.whole, |(_, revision)| revision)
    }
}

/// The change that made the layer as a whole what it is.
fn whole_change(connection: &Connection, layer: &LayerName, until: i64) -> Result<i64, Fault> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(max(change), 0) FROM diaban_change \
             WHERE layer = ?1 AND fid IS NULL AND op <> 'alter' AND change <= ?2",
        )?
        .query_row(params![layer.as_str(), until], |row| row.get(0))?)
}

fn whole_version(connection: &Connection, layer: &LayerName) -> Result<Revision, Fault> {
    Ok(feed::revision_of(connection, whole_change(connection, layer, i64::MAX)?)?)
}

/// Features changed on their own since the layer was loaded, in order of id: 16 bytes each.
fn touched_versions(connection: &Connection, layer: &LayerName) -> Result<Vec<(FeatureId, Revision)>, Fault> {
    let whole = whole_change(connection, layer, i64::MAX)?;
    let mut statement = connection.prepare_cached(
        "SELECT fid, max(change) FROM diaban_change WHERE layer = ?1 AND fid >= 0 AND change > ?2 GROUP BY fid ORDER BY fid",
    )?;
    let mut rows = statement.query(params![layer.as_str(), whole])?;
    let mut touched = Vec::new();
    let (mut known, mut revision) = (0..0, Revision(0));
    while let Some(row) = rows.next()? {
        let change: i64 = row.get(1)?;
        if !known.contains(&change) {
            revision = feed::revision_of(connection, change)?;
            known = change..change + 1;
            if let Some(last) = last_change_of(connection, revision)? {
                known = feed::change_at(connection, Revision(revision.0 - 1))? + 1..last + 1;
            }
        }
        touched.push((FeatureId(row.get(0)?), revision));
    }
    Ok(touched)
}

fn last_change_of(connection: &Connection, revision: Revision) -> Result<Option<i64>, Fault> {
    use rusqlite::OptionalExtension;
    Ok(connection
        .prepare_cached("SELECT last_change FROM diaban_commit WHERE revision = ?1")?
        .query_row([revision.0], |row| row.get(0))
        .optional()?)
}

/// Version of one feature as of a change.
pub(super) fn version(
    connection: &Connection,
    layer: &LayerName,
    id: FeatureId,
    until: i64,
) -> Result<Revision, Fault> {
    let own: i64 = connection
        .prepare_cached(
            "SELECT coalesce(max(change), 0) FROM diaban_change WHERE layer = ?1 AND fid = ?2 AND change <= ?3",
        )?
        .query_row(params![layer.as_str(), id.0, until], |row| row.get(0))?;
    let change = own.max(whole_change(connection, layer, until)?);
    Ok(feed::revision_of(connection, change)?)
}
