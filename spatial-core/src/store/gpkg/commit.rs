//! The one writing door: a transaction's changes, all or none, with a number of their own.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, TransactionBehavior, params, params_from_iter};

use super::catalogue::{self, Entry};
use super::ddl;
use super::fault::Fault;
use super::feed;
use super::form::blob;
use super::form::promote;
use super::form::row;
use super::outside::notice;
use super::read;
use super::writer::Answer;
use crate::geometry::{Envelope, Geometry};
use crate::layer::{Change, FeatureId, LayerName, Revision, Transaction, Value};
use crate::store::ident::{listed, quoted};
use crate::store::{Committed, StoreError, layout, shape};

/// Commits transactions that waited together: one lock, one wait for the disk, a revision each. One that fails leaves the others alone.
pub(super) fn group(connection: &mut Connection, path: &Path, group: Vec<(Transaction, Answer)>) {
    let (transactions, answers): (Vec<_>, Vec<_>) = group.into_iter().unzip();
    match all(connection, path, &transactions) {
        Ok(results) => answers.into_iter().zip(results).for_each(|(answer, result)| drop(answer.send(result))),
        Err(fault) if answers.len() == 1 || fault.is_busy() => {
            let error = fault.said("committing to", path);
            let others = answers.len() - 1;
            let busy = std::iter::repeat_with(|| StoreError::Busy { path: path.to_path_buf() }).take(others);
            answers
                .into_iter()
                .zip(std::iter::once(error).chain(busy))
                .for_each(|(answer, error)| drop(answer.send(Err(error))));
        }
        // Something is wrong with the group as a whole: let each find out for itself.
        Err(_) => {
            for pair in transactions.into_iter().zip(answers) {
                self::group(connection, path, vec![pair]);
            }
        }
    }
}

fn all(
    connection: &mut Connection,
    path: &Path,
    transactions: &[Transaction],
) -> Result<Vec<Result<Committed, StoreError>>, Fault> {
    let mut sql = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    notice::settle(&sql)?;
    let mut results = Vec::with_capacity(transactions.len());
    let mut entries = HashMap::new();
    for transaction in transactions {
        let savepoint = sql.savepoint()?;
        let mut writing = Writing::new(&savepoint, std::mem::take(&mut entries))?;
        let result = writing.apply(transaction);
        // What a transaction learned of layers is good for the next one, unless it is taken back.
        let learned = writing.entries;
        if result.is_ok() {
            entries = learned;
            savepoint.commit()?;
        } else {
            drop(savepoint);
        }
        results.push(result.map_err(|fault| fault.said("committing to", path)));
    }
    ddl::remember_schema(&sql)?;
    sql.commit()?;
    Ok(results)
}

/// One transaction being written.
struct Writing<'a> {
    connection: &'a Connection,
    /// Where the store stood before: expectations are about what the caller could have seen.
    revision: Revision,
    change: i64,
    entries: HashMap<LayerName, Entry>,
    extents: HashMap<LayerName, Envelope>,
}

impl<'a> Writing<'a> {
    fn new(connection: &'a Connection, entries: HashMap<LayerName, Entry>) -> Result<Self, Fault> {
        let (revision, change) = feed::current(connection)?;
        Ok(Self { connection, revision, change, entries, extents: HashMap::new() })
    }

    fn apply(&mut self, transaction: &Transaction) -> Result<Committed, Fault> {
        if let Some(expected) = transaction.expected_revision
            && expected != self.revision
        {
            return Err(StoreError::Moved { expected, actual: self.revision }.into());
        }
        for expected in &transaction.expected_layouts {
            layout::expect(expected, &self.entry(&expected.layer)?.layer)?;
        }
        let mut inserted = Vec::new();
        for change in &transaction.changes {
            match change {
                Change::Insert { layer, geometry, values, .. } => {
                    inserted.push(self.insert(layer, geometry.as_ref(), values)?)
                }
                Change::Update { layer, id, expected, geometry, values, .. } => {
                    self.expect(layer, *id, *expected)?;
                    self.update(layer, *id, geometry.as_ref(), values)?;
                }
                Change::Assign { layer, ids, field, value } => self.assign(layer, ids, *field, value)?,
                Change::Delete { layer, id, expected } => {
                    self.expect(layer, *id, *expected)?;
                    self.delete(layer, *id)?;
                }
            }
        }
        for (layer, extent) in &self.extents {
            catalogue::set_extent(self.connection, &self.entries[layer].table, *extent)?;
        }
        let revision = feed::number(self.connection, &transaction.who, &transaction.why)?;
        Ok(Committed { revision, inserted })
    }

    fn insert(&mut self, layer: &LayerName, geometry: Option<&Geometry>, values: &[Value]) -> Result<FeatureId, Fault> {
        let bound = self.bound(layer, geometry, values)?;
        let entry = &self.entries[layer];
        let marks = ", ?".repeat(entry.columns.len());
        let sql = format!(
            "INSERT INTO {} ({}, {}{}) VALUES (?, ?{marks})",
            quoted(&entry.table),
            quoted(&entry.key),
            quoted(&entry.geometry),
            listed("", &entry.columns)
        );
        let id = catalogue::last_id(self.connection, layer, Some(entry))? + 1;
        let key = Sql::Integer(i64::try_from(id).unwrap_or(i64::MAX));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(std::iter::once(key).chain(bound)))?;
        Ok(FeatureId(id))
    }

    fn update(
        &mut self,
        layer: &LayerName,
        id: FeatureId,
        geometry: Option<&Geometry>,
        values: &[Value],
    ) -> Result<(), Fault> {
        let bound = self.bound(layer, geometry, values)?;
        let entry = &self.entries[layer];
        let set: Vec<String> = std::iter::once(&entry.geometry)
            .chain(&entry.columns)
            .map(|column| format!("{} = ?", quoted(column)))
            .collect();
        let sql = format!("UPDATE {} SET {} WHERE {} = ?", quoted(&entry.table), set.join(", "), quoted(&entry.key));
        let key = Sql::Integer(i64::try_from(id.0).unwrap_or(i64::MAX));
        let touched =
            self.connection.prepare_cached(&sql)?.execute(params_from_iter(bound.into_iter().chain([key])))?;
        if touched == 0 { Err(StoreError::FeatureNotFound { layer: layer.clone(), id }.into()) } else { Ok(()) }
    }

    fn assign(&mut self, layer: &LayerName, ids: &[FeatureId], field: usize, value: &Value) -> Result<(), Fault> {
        let entry = self.entry(layer)?;
        entry.layer.schema.check_one(field, value).map_err(|misfit| misfit.of(layer))?;
        let (table, column) = (quoted(&entry.table), quoted(&entry.columns[field]));
        let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {} = ?2", quoted(&entry.key));
        let mut update = self.connection.prepare_cached(&sql)?;
        let value = row::stored(value.clone());
        for id in ids {
            if update.execute(params![value, id.0])? == 0 {
                return Err(StoreError::FeatureNotFound { layer: layer.clone(), id: *id }.into());
            }
        }
        Ok(())
    }

    fn delete(&mut self, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
        let entry = self.entry(layer)?;
        let sql = format!("DELETE FROM {} WHERE {} = ?1", quoted(&entry.table), quoted(&entry.key));
        let touched = self.connection.prepare_cached(&sql)?.execute([id.0])?;
        if touched == 0 { Err(StoreError::FeatureNotFound { layer: layer.clone(), id }.into()) } else { Ok(()) }
    }

    /// Refuses if the feature is not what the caller saw.
    fn expect(&mut self, layer: &LayerName, id: FeatureId, expected: Option<Revision>) -> Result<(), Fault> {
        let Some(expected) = expected else { return Ok(()) };
        let entry = self.entry(layer)?;
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE {} = ?1)", quoted(&entry.table), quoted(&entry.key));
        let present: bool = self.connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?;
        let actual = if present { Some(read::version(self.connection, layer, id, self.change)?) } else { None };
        if actual == Some(expected) {
            return Ok(());
        }
        Err(StoreError::Conflict { layer: layer.clone(), id, expected, actual }.into())
    }

    /// Checks geometry and values against the layer, and returns them as SQLite keeps them: geometry first.
    fn bound(&mut self, layer: &LayerName, geometry: Option<&Geometry>, values: &[Value]) -> Result<Vec<Sql>, Fault> {
        self.make_room(layer, geometry)?;
        let entry = self.entry(layer)?;
        entry.layer.schema.check(geometry, values).map_err(|misfit| misfit.of(layer))?;
        let mut bound = Vec::with_capacity(values.len() + 1);
        let envelope = geometry.and_then(Envelope::of);
        bound.push(geometry.map_or(Sql::Null, |geometry| {
            let mut out = Vec::new();
            let promoted = if entry.wants_multi() { shape::promoted(geometry) } else { None };
            blob::write(promoted.as_ref().unwrap_or(geometry), envelope, entry.srs_id, &mut out);
            Sql::Blob(out)
        }));
        bound.extend(values.iter().cloned().map(row::stored));
        if let Some(envelope) = envelope {
            self.extents.entry(layer.clone()).and_modify(|whole| *whole = whole.merged(envelope)).or_insert(envelope);
        }
        Ok(bound)
    }

    /// A multi shape on its way into a layer of single shapes makes it a layer of multi shapes.
    fn make_room(&mut self, layer: &LayerName, geometry: Option<&Geometry>) -> Result<(), Fault> {
        let connection = self.connection;
        let entry = self.entry(layer)?;
        if geometry.is_some_and(|geometry| shape::is_multi(geometry) && shape::is_single_type(&entry.shape)) {
            promote::table(connection, entry)?;
        }
        Ok(())
    }

    fn entry(&mut self, layer: &LayerName) -> Result<&mut Entry, Fault> {
        if !self.entries.contains_key(layer) {
            let found = catalogue::find(self.connection, layer)?;
            let entry = found.ok_or_else(|| StoreError::LayerNotFound { layer: layer.clone() })?;
            self.entries.insert(layer.clone(), entry);
        }
        self.entries.get_mut(layer).ok_or_else(|| StoreError::LayerNotFound { layer: layer.clone() }.into())
    }
}
