//! The changes of one transaction, one after another; the database takes them back if one fails.

use std::collections::HashMap;

use sqlx::{PgConnection, Row};

use super::{assets, references};
use crate::geometry::{Geometry, wkb};
use crate::layer::{Change, Door, FeatureId, LayerName, Link, Revision, Transaction, Value};
use crate::store::form::ident::quoted;
use crate::store::form::shape;
use crate::store::postgis::books::entry::{Entry, KEY};
use crate::store::postgis::books::{catalogue, feed};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::bound::{bound, bound_one, mark, written};
use crate::store::postgis::form::{built, cell};
use crate::store::writing::{Handles, References};
use crate::store::{StoreError, layout};

/// One transaction being written.
pub(super) struct Writing<'a> {
    pub(super) connection: &'a mut PgConnection,
    entries: HashMap<LayerName, Entry>,
    handles: Handles,
    references: References,
}

/// What is to be written of a feature.
struct Checked {
    entry: Entry,
    /// As the layer keeps it: well-known binary.
    shape: Option<Vec<u8>>,
    values: Vec<Value>,
}

impl<'a> Writing<'a> {
    pub(super) fn new(connection: &'a mut PgConnection) -> Self {
        let (handles, references) = (Handles::default(), References::default());
        Self { connection, entries: HashMap::new(), handles, references }
    }

    /// Nobody else commits from here on if the whole store is to be as the caller saw it.
    pub(super) async fn expect_revision(&mut self, expected: Option<Revision>) -> Result<(), Fault> {
        let Some(expected) = expected else { return Ok(()) };
        sqlx::query("SELECT pg_advisory_xact_lock(7017291)").execute(&mut *self.connection).await?;
        let actual = feed::position(self.connection).await?.revision;
        if actual == expected { Ok(()) } else { Err(StoreError::Moved { expected, actual }.into()) }
    }

    /// Writes all changes, and returns the ids drawn for inserts.
    pub(super) async fn apply(&mut self, transaction: &Transaction) -> Result<Vec<FeatureId>, Fault> {
        for expected in &transaction.expected_layouts {
            layout::expect(expected, &self.entry(&expected.layer).await?.layer)?;
        }
        let mut inserted = Vec::new();
        for change in &transaction.changes {
            inserted.extend(self.change(change, &transaction.door).await?);
        }
        references::check(self.connection, &self.references, &mut self.entries).await?;
        assets::check(self.connection, &transaction.changes, &self.entries).await?;
        Ok(inserted)
    }

    async fn change(&mut self, change: &Change, door: &Door) -> Result<Option<FeatureId>, Fault> {
        layout::through(door, &self.entry(change.layer()).await?.layer)?;
        match change {
            Change::Insert { layer, geometry, values, handle, links } => {
                let id = self.insert(layer, geometry.as_ref(), values, links).await?;
                self.handles.define(*handle, layer, id)?;
                return Ok(Some(id));
            }
            Change::Update { layer, id, expected, geometry, values, links } => {
                self.expect(layer, *id, *expected).await?;
                self.update(layer, *id, geometry.as_ref(), values, links).await?;
            }
            Change::Assign { layer, ids, field, value } => self.assign(layer, ids, *field, value).await?,
            Change::Delete { layer, id, expected } => {
                self.expect(layer, *id, *expected).await?;
                self.delete(layer, *id).await?;
            }
            Change::Expect { layer, id, version } => self.found(layer, *id, *version, "SHARE").await?,
            Change::Unmoved { layer, since } => self.unmoved(layer, *since).await?,
        }
        Ok(None)
    }

    async fn insert(
        &mut self,
        layer: &LayerName,
        geometry: Option<&Geometry>,
        values: &[Value],
        links: &[Link],
    ) -> Result<FeatureId, Fault> {
        let Checked { entry, shape, values } = self.checked(layer, geometry, values, links).await?;
        let (columns, marks): (Vec<String>, Vec<String>) = written(&entry, 1).into_iter().unzip();
        let what = match columns.is_empty() {
            true => "DEFAULT VALUES".to_owned(),
            false => format!("({}) VALUES ({})", columns.join(", "), marks.join(", ")),
        };
        let sql = format!("INSERT INTO {} {what} RETURNING {KEY}", entry.table());
        let row = bound(sqlx::query(built(sql)), shape, &values, &entry).fetch_one(&mut *self.connection).await?;
        let id = FeatureId(row.try_get::<i64, _>(0)?.cast_unsigned());
        self.references.wrote(&entry.layer, id);
        Ok(id)
    }

    async fn update(
        &mut self,
        layer: &LayerName,
        id: FeatureId,
        geometry: Option<&Geometry>,
        values: &[Value],
        links: &[Link],
    ) -> Result<(), Fault> {
        let Checked { entry, shape, values } = self.checked(layer, geometry, values, links).await?;
        let mut set: Vec<String> =
            written(&entry, 2).into_iter().map(|(column, mark)| format!("{column} = {mark}")).collect();
        if set.is_empty() {
            set.push(format!("{KEY} = {KEY}"));
        }
        let sql = format!("UPDATE {} SET {} WHERE {KEY} = $1", entry.table(), set.join(", "));
        let query = sqlx::query(built(sql)).bind(id.0.cast_signed());
        let done = bound(query, shape, &values, &entry).execute(&mut *self.connection).await?;
        self.references.wrote(&entry.layer, id);
        touched(done.rows_affected(), layer, id)
    }

    async fn assign(&mut self, layer: &LayerName, ids: &[FeatureId], field: usize, value: &Value) -> Result<(), Fault> {
        let entry = self.entry(layer).await?.clone();
        entry.layer.schema.check_one(field, value).map_err(|misfit| misfit.of(layer))?;
        self.references.assigned(&entry.layer, field, ids);
        let (table, column) = (entry.table(), quoted(&entry.columns[field]));
        let all: Vec<i64> = ids.iter().map(|id| id.0.cast_signed()).collect();
        let sql = format!(
            "UPDATE {table} SET {column} = {} WHERE {KEY} = ANY($1)",
            mark(&entry.layer.schema.fields[field], 2)
        );
        let query = sqlx::query(built(sql)).bind(&all);
        let kind = entry.layer.schema.fields[field].kind;
        let done = bound_one(query, value, kind).execute(&mut *self.connection).await?;
        if done.rows_affected() == ids.len() as u64 {
            return Ok(());
        }
        let sql = format!(
            "SELECT id FROM unnest($1::bigint[]) id WHERE NOT EXISTS (SELECT FROM {table} WHERE {KEY} = id) LIMIT 1"
        );
        let missing: i64 = sqlx::query_scalar(built(sql)).bind(&all).fetch_one(&mut *self.connection).await?;
        touched(0, layer, FeatureId(missing.cast_unsigned()))
    }

    async fn delete(&mut self, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
        let sql = format!("DELETE FROM {} WHERE {KEY} = $1", self.entry(layer).await?.table());
        let done = sqlx::query(built(sql)).bind(id.0.cast_signed()).execute(&mut *self.connection).await?;
        self.references.deleted(layer, id);
        touched(done.rows_affected(), layer, id)
    }

    /// Takes hold of the feature, and refuses if its version is not what the caller had seen. What this transaction itself changed has
    /// no number yet and does not count.
    async fn expect(&mut self, layer: &LayerName, id: FeatureId, expected: Option<Revision>) -> Result<(), Fault> {
        match expected {
            Some(expected) => self.found(layer, id, expected, "UPDATE").await,
            None => Ok(()),
        }
    }

    /// Refuses if a feature's version is another, and holds it as it is until the end of the transaction: for itself, or with others who
    /// rest on it.
    async fn found(
        &mut self,
        layer: &LayerName,
        id: FeatureId,
        expected: Revision,
        hold: &'static str,
    ) -> Result<(), Fault> {
        let sql = format!("SELECT {KEY} FROM {} WHERE {KEY} = $1 FOR {hold}", self.entry(layer).await?.table());
        let held: Option<i64> =
            sqlx::query_scalar(built(sql)).bind(id.0.cast_signed()).fetch_optional(&mut *self.connection).await?;
        let actual = if held.is_some() { Some(self.version(layer, id).await?) } else { None };
        if actual == Some(expected) {
            return Ok(());
        }
        Err(StoreError::Conflict { layer: layer.clone(), id, expected, actual }.into())
    }

    /// Refuses if others changed a layer after a commit; what this transaction changes has no number yet.
    async fn unmoved(&mut self, layer: &LayerName, since: Revision) -> Result<(), Fault> {
        let moved: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM diaban.change c JOIN diaban.commit k USING (tx) \
               WHERE c.layer = $1 AND k.revision > $2)",
        )
        .bind(layer.as_str())
        .bind(since.0.cast_signed())
        .fetch_one(&mut *self.connection)
        .await?;
        if !moved {
            return Ok(());
        }
        let actual = feed::position(self.connection).await?.revision;
        Err(StoreError::Moved { expected: since, actual }.into())
    }

    async fn version(&mut self, layer: &LayerName, id: FeatureId) -> Result<Revision, Fault> {
        let version: Option<i64> = sqlx::query_scalar(
            "SELECT greatest((SELECT max(k.revision) FROM diaban.change c JOIN diaban.commit k USING (tx) \
               WHERE c.layer = $1 AND c.fid = $2), \
             (SELECT max(k.revision) FROM diaban.change c JOIN diaban.commit k USING (tx) \
               WHERE c.layer = $1 AND c.fid IS NULL AND c.op <> 'alter'))",
        )
        .bind(layer.as_str())
        .bind(id.0.cast_signed())
        .fetch_one(&mut *self.connection)
        .await?;
        Ok(feed::revision(version.unwrap_or(0)))
    }

    /// Checks geometry and values against the layer.
    async fn checked(
        &mut self,
        layer: &LayerName,
        geometry: Option<&Geometry>,
        values: &[Value],
        links: &[Link],
    ) -> Result<Checked, Fault> {
        self.make_room(layer, geometry).await?;
        let entry = self.entry(layer).await?.clone();
        let schema = &entry.layer.schema;
        let values = self.handles.resolved(&entry.layer, values, links)?;
        schema.check(geometry, &values).map_err(|misfit| misfit.of(layer))?;
        let mut fields = schema.fields.iter().zip(&*values);
        if let Some((field, _)) = fields.find(|(field, value)| !cell::write(value, field.kind, &mut Vec::new())) {
            return Err(field.misfit().of(layer).into());
        }
        let promoted = geometry.filter(|_| entry.wants_multi()).and_then(shape::promoted);
        let shape = promoted.as_ref().or(geometry).map(|geometry| {
            let mut out = Vec::new();
            wkb::write(geometry, &mut out);
            out
        });
        let values = values.into_owned();
        Ok(Checked { entry, shape, values })
    }

    /// A multi shape on its way into a layer of single shapes makes it a layer of multi shapes.
    async fn make_room(&mut self, layer: &LayerName, geometry: Option<&Geometry>) -> Result<(), Fault> {
        let declared = &self.entry(layer).await?.declared;
        if geometry.is_some_and(|geometry| shape::is_multi(geometry) && shape::is_single_type(declared)) {
            sqlx::query("SELECT diaban.promote($1)").bind(layer.as_str()).execute(&mut *self.connection).await?;
            self.entries.remove(layer);
        }
        Ok(())
    }

    async fn entry(&mut self, layer: &LayerName) -> Result<&Entry, Fault> {
        catalogue::known(self.connection, layer, &mut self.entries).await
    }
}

fn touched(rows: u64, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
    if rows > 0 { Ok(()) } else { Err(StoreError::FeatureNotFound { layer: layer.clone(), id }.into()) }
}
