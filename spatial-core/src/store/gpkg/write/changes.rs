//! The changes of one transaction, one after another, on a connection that takes them back if one fails.

use std::collections::HashMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};

use super::{assets, references};
use crate::geometry::{Envelope, Geometry};
use crate::layer::{Change, Door, FeatureId, LayerName, Link, Revision, Transaction, Value};
use crate::store::form::ident::quoted;
use crate::store::form::shape;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::{catalogue, count, feed, ids};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::form::{blob, promote, row};
use crate::store::gpkg::read;
use crate::store::writing::{Handles, References};
use crate::store::{Committed, StoreError, layout};

/// One transaction being written.
pub(super) struct Writing<'a> {
    connection: &'a Connection,
    /// Where the store stood before: expectations are about what the caller could have seen.
    revision: Revision,
    change: i64,
    entries: HashMap<LayerName, Entry>,
    extents: HashMap<LayerName, Envelope>,
    handles: Handles,
    references: References,
}

impl<'a> Writing<'a> {
    /// Begins, with what is known of layers already.
    pub(super) fn new(connection: &'a Connection, entries: HashMap<LayerName, Entry>) -> Result<Self, Fault> {
        let (revision, change) = feed::current(connection)?;
        let (handles, references) = (Handles::default(), References::default());
        Ok(Self { connection, revision, change, entries, extents: HashMap::new(), handles, references })
    }

    /// What it learned of layers.
    pub(super) fn into_entries(self) -> HashMap<LayerName, Entry> {
        self.entries
    }

    pub(super) fn apply(&mut self, transaction: &Transaction) -> Result<Committed, Fault> {
        if let Some(expected) = transaction.expected_revision
            && expected != self.revision
        {
            return Err(StoreError::Moved { expected, actual: self.revision }.into());
        }
        for expected in &transaction.expected_layouts {
            layout::expect(expected, &self.entry(&expected.layer)?.layer)?;
        }
        let inserted = self.changes(&transaction.changes, &transaction.door)?;
        references::check(self.connection, &self.references, &mut self.entries)?;
        assets::check(self.connection, &transaction.changes, &self.entries)?;
        for (layer, extent) in &self.extents {
            count::set_extent(self.connection, &self.entries[layer].table, *extent)?;
        }
        let revision = feed::number(self.connection, &transaction.who, &transaction.why)?;
        Ok(Committed { revision, inserted })
    }

    fn changes(&mut self, changes: &[Change], door: &Door) -> Result<Vec<FeatureId>, Fault> {
        let mut inserted = Vec::new();
        for change in changes {
            layout::through(door, &self.entry(change.layer())?.layer)?;
            match change {
                Change::Insert { layer, geometry, values, handle, links } => {
                    let id = self.insert(layer, geometry.as_ref(), values, links)?;
                    self.handles.define(*handle, layer, id)?;
                    inserted.push(id);
                }
                Change::Update { layer, id, expected, geometry, values, links } => {
                    self.expect(layer, *id, *expected)?;
                    self.update(layer, *id, geometry.as_ref(), values, links)?;
                }
                Change::Assign { layer, ids, field, value } => self.assign(layer, ids, *field, value)?,
                Change::Delete { layer, id, expected } => {
                    self.expect(layer, *id, *expected)?;
                    self.delete(layer, *id)?;
                }
                Change::Expect { layer, id, version } => self.expect(layer, *id, Some(*version))?,
                Change::Unmoved { layer, since } => self.unmoved(layer, *since)?,
            }
        }
        Ok(inserted)
    }

    fn insert(
        &mut self,
        layer: &LayerName,
        geometry: Option<&Geometry>,
        values: &[Value],
        links: &[Link],
    ) -> Result<FeatureId, Fault> {
        let bound = self.bound(layer, geometry, values, links)?;
        let entry = &self.entries[layer];
        let columns: String = entry.written().map(|column| format!(", {}", quoted(column))).collect();
        let (table, key, marks) = (quoted(&entry.table), quoted(&entry.key), ", ?".repeat(bound.len()));
        let id = ids::last(self.connection, layer, Some(entry))? + 1;
        let number = Sql::Integer(i64::try_from(id).unwrap_or(i64::MAX));
        self.connection
            .prepare_cached(&format!("INSERT INTO {table} ({key}{columns}) VALUES (?{marks})"))?
            .execute(params_from_iter(std::iter::once(number).chain(bound)))?;
        self.references.wrote(&entry.layer, FeatureId(id));
        Ok(FeatureId(id))
    }

    fn update(
        &mut self,
        layer: &LayerName,
        id: FeatureId,
        geometry: Option<&Geometry>,
        values: &[Value],
        links: &[Link],
    ) -> Result<(), Fault> {
        let bound = self.bound(layer, geometry, values, links)?;
        let entry = &self.entries[layer];
        let set: Vec<String> = entry.written().map(|column| format!("{} = ?", quoted(column))).collect();
        if set.is_empty() {
            return self.is_there(layer, id);
        }
        let sql = format!("UPDATE {} SET {} WHERE {} = ?", quoted(&entry.table), set.join(", "), quoted(&entry.key));
        let key = Sql::Integer(i64::try_from(id.0).unwrap_or(i64::MAX));
        let touched =
            self.connection.prepare_cached(&sql)?.execute(params_from_iter(bound.into_iter().chain([key])))?;
        self.references.wrote(&entry.layer, id);
        touched_one(touched, layer, id)
    }

    fn assign(&mut self, layer: &LayerName, ids: &[FeatureId], field: usize, value: &Value) -> Result<(), Fault> {
        let connection = self.connection;
        let entry = self.entry(layer)?;
        entry.layer.schema.check_one(field, value).map_err(|misfit| misfit.of(layer))?;
        let (table, column) = (quoted(&entry.table), quoted(&entry.columns[field]));
        let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {} = ?2", quoted(&entry.key));
        let mut update = connection.prepare_cached(&sql)?;
        let value = row::stored(value.clone());
        for id in ids {
            touched_one(update.execute(params![value, id.0])?, layer, *id)?;
        }
        self.references.assigned(&self.entries[layer].layer, field, ids);
        Ok(())
    }

    fn delete(&mut self, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
        let entry = self.entry(layer)?;
        let sql = format!("DELETE FROM {} WHERE {} = ?1", quoted(&entry.table), quoted(&entry.key));
        let touched = self.connection.prepare_cached(&sql)?.execute([id.0])?;
        self.references.deleted(layer, id);
        touched_one(touched, layer, id)
    }

    /// Refuses if the feature is not what the caller saw.
    fn expect(&mut self, layer: &LayerName, id: FeatureId, expected: Option<Revision>) -> Result<(), Fault> {
        let Some(expected) = expected else { return Ok(()) };
        let is_present = self.is_there(layer, id).is_ok();
        let actual = if is_present { Some(read::version(self.connection, layer, id, self.change)?) } else { None };
        if actual == Some(expected) {
            return Ok(());
        }
        Err(StoreError::Conflict { layer: layer.clone(), id, expected, actual }.into())
    }

    /// Refuses if others changed a layer after a commit; what this transaction changes is not looked at.
    fn unmoved(&self, layer: &LayerName, since: Revision) -> Result<(), Fault> {
        let seen = feed::change_at(self.connection, since)?;
        let moved: bool = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM diaban_change WHERE layer = ?1 AND change > ?2 AND change <= ?3)",
            )?
            .query_row(params![layer.as_str(), seen, self.change], |row| row.get(0))?;
        if moved { Err(StoreError::Moved { expected: since, actual: self.revision }.into()) } else { Ok(()) }
    }

    fn is_there(&mut self, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
        let connection = self.connection;
        let entry = self.entry(layer)?;
        let sql = format!("SELECT count(*) FROM {} WHERE {} = ?1", quoted(&entry.table), quoted(&entry.key));
        touched_one(connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?, layer, id)
    }

    /// Checks geometry and values against the layer, and returns them as SQLite keeps them: geometry first, if the layer has any.
    fn bound(
        &mut self,
        layer: &LayerName,
        geometry: Option<&Geometry>,
        values: &[Value],
        links: &[Link],
    ) -> Result<Vec<Sql>, Fault> {
        self.make_room(layer, geometry)?;
        let entry = &self.entries[layer];
        let values = self.handles.resolved(&entry.layer, values, links)?;
        entry.layer.schema.check(geometry, &values).map_err(|misfit| misfit.of(layer))?;
        let envelope = geometry.and_then(Envelope::of);
        let shape = geometry.map_or(Sql::Null, |geometry| {
            let mut out = Vec::new();
            let promoted = if entry.wants_multi() { shape::promoted(geometry) } else { None };
            blob::write(promoted.as_ref().unwrap_or(geometry), envelope, entry.srs_id, &mut out);
            Sql::Blob(out)
        });
        let shape = entry.geometry.is_some().then_some(shape);
        let bound = shape.into_iter().chain(values.iter().cloned().map(row::stored)).collect();
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
        catalogue::known(self.connection, layer, &mut self.entries)
    }
}

fn touched_one(rows: usize, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
    if rows > 0 { Ok(()) } else { Err(StoreError::FeatureNotFound { layer: layer.clone(), id }.into()) }
}
