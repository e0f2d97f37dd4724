//! The one writing door: a transaction's changes, all or none, with a number of their own.
//!
//! The number is drawn at COMMIT under a lock that is held until the commit is visible (`migrations/0001_books.sql`). Were it held
//! while the disk writes, no two commits could share a write; so COMMIT does not wait for the disk, and a second statement does,
//! after the lock is gone and before anybody is told. What the disk has not seen when the machine dies was never acknowledged, and who
//! read it finds the store at another commit (`feed::has_been_at`).

use std::collections::HashMap;

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, PgPool, Postgres};

use super::catalogue::{self, Entry, GEOMETRY, KEY};
use super::fault::{self, Fault};
use super::feed;
use super::form::{self, built, text};
use crate::geometry::{Geometry, wkb};
use crate::layer::{Change, FeatureId, Field, FieldType, LayerName, Layout, Revision, Transaction, Value};
use crate::store::ident::quoted;
use crate::store::{Committed, StoreError, layout, shape};

/// How often the number of a commit is asked for.
const ATTEMPTS: usize = 3;

/// Commits, durably.
pub(super) async fn commit(pool: &PgPool, transaction: &Transaction) -> Result<Committed, Fault> {
    let mut sql = begin(pool, &transaction.expected_layouts).await?;
    let mut writing = Writing { connection: &mut sql, entries: HashMap::new() };
    writing.expect_revision(transaction.expected_revision).await?;
    let number: i64 = sqlx::query_scalar("SELECT diaban.begin($1, $2)")
        .bind(&*text::stored(&transaction.who))
        .bind(&*text::stored(&transaction.why))
        .fetch_one(&mut *writing.connection)
        .await?;
    for expected in &transaction.expected_layouts {
        layout::expect(expected, &writing.entry(&expected.layer).await?.layer)?;
    }
    let inserted = writing.apply(&transaction.changes).await?;
    // From here on nobody can take it back, and a lost answer does not say that it failed.
    if let Err(error) = sql.commit().await {
        return Err(if fault::code(&error).is_some() { error.into() } else { unconfirmed(&error) });
    }
    Ok(Committed { revision: durable(pool, number).await?, inserted })
}

/// Begins with a hold on the layers that are to be laid out as expected: an import that takes the place of one waits until the commit.
async fn begin(pool: &PgPool, layouts: &[Layout]) -> Result<sqlx::Transaction<'static, Postgres>, sqlx::Error> {
    let holds =
        layouts.iter().map(|layout| format!("; LOCK TABLE {} IN ROW EXCLUSIVE MODE", catalogue::table(&layout.layer)));
    let statements = std::iter::once("BEGIN".to_owned()).chain(holds).collect::<String>();
    match pool.begin_with(built(statements)).await {
        // Which layer is not there is found out by who looks for it.
        Err(error) if fault::code(&error).as_deref() == Some("42P01") => pool.begin().await,
        begun => begun,
    }
}

fn unconfirmed(error: &sqlx::Error) -> Fault {
    tracing::warn!(%error, "a commit succeeded but its revision could not be read back");
    StoreError::Unconfirmed.into()
}

/// Waits until the disk holds a commit, and returns its revision: a message of no bytes is written behind it, and waited for.
///
/// It is asked for again while the database does not answer; [`StoreError::Unconfirmed`] if that takes too long.
pub(super) async fn durable(pool: &PgPool, number: i64) -> Result<Revision, Fault> {
    let mut asked = 0;
    loop {
        let answer: Result<i64, _> = sqlx::query_scalar(
            "SELECT revision FROM diaban.commit, pg_logical_emit_message(true, 'diaban', '') WHERE tx = $1",
        )
        .bind(number)
        .fetch_one(pool)
        .await;
        asked += 1;
        match answer {
            Ok(revision) => return Ok(feed::revision(revision)),
            Err(error) if asked >= ATTEMPTS => return Err(unconfirmed(&error)),
            Err(_) => {}
        }
    }
}

/// One transaction being written.
struct Writing<'a> {
    connection: &'a mut PgConnection,
    entries: HashMap<LayerName, Entry>,
}

impl Writing<'_> {
    /// Nobody else commits from here on if the whole store is to be as the caller saw it.
    async fn expect_revision(&mut self, expected: Option<Revision>) -> Result<(), Fault> {
        let Some(expected) = expected else { return Ok(()) };
        sqlx::query("SELECT pg_advisory_xact_lock(7017291)").execute(&mut *self.connection).await?;
        let actual = feed::position(self.connection).await?.revision;
        if actual == expected { Ok(()) } else { Err(StoreError::Moved { expected, actual }.into()) }
    }

    async fn apply(&mut self, changes: &[Change]) -> Result<Vec<FeatureId>, Fault> {
        let mut inserted = Vec::new();
        for change in changes {
            match change {
                Change::Insert { layer, geometry, values, .. } => {
                    inserted.push(self.insert(layer, geometry.as_ref(), values).await?)
                }
                Change::Update { layer, id, expected, geometry, values, .. } => {
                    self.expect(layer, *id, *expected).await?;
                    self.update(layer, *id, geometry.as_ref(), values).await?;
                }
                Change::Assign { layer, ids, field, value } => self.assign(layer, ids, *field, value).await?,
                Change::Delete { layer, id, expected } => {
                    self.expect(layer, *id, *expected).await?;
                    self.delete(layer, *id).await?;
                }
            }
        }
        Ok(inserted)
    }

    async fn insert(
        &mut self,
        layer: &LayerName,
        geometry: Option<&Geometry>,
        values: &[Value],
    ) -> Result<FeatureId, Fault> {
        let (entry, shape) = self.checked(layer, geometry, values).await?;
        let columns: String = entry.columns.iter().map(|column| format!(", {}", quoted(column))).collect();
        let marks: String = marks(&entry, 2).into_iter().map(|mark| format!(", {mark}")).collect();
        let sql = format!(
            "INSERT INTO {} ({GEOMETRY}{columns}) VALUES (ST_GeomFromWKB($1, {}){marks}) RETURNING {KEY}",
            entry.table(),
            entry.srid()
        );
        let query = sqlx::query(built(sql)).bind(shape);
        let row = bound(query, values, &entry).fetch_one(&mut *self.connection).await?;
        let id: i64 = sqlx::Row::try_get(&row, 0)?;
        Ok(FeatureId(id.cast_unsigned()))
    }

    async fn update(
        &mut self,
        layer: &LayerName,
        id: FeatureId,
        geometry: Option<&Geometry>,
        values: &[Value],
    ) -> Result<(), Fault> {
        let (entry, shape) = self.checked(layer, geometry, values).await?;
        let columns = entry.columns.iter().zip(marks(&entry, 3));
        let set: String = columns.map(|(column, mark)| format!(", {} = {mark}", quoted(column))).collect();
        let sql = format!(
            "UPDATE {} SET {GEOMETRY} = ST_GeomFromWKB($2, {}){set} WHERE {KEY} = $1",
            entry.table(),
            entry.srid()
        );
        let query = sqlx::query(built(sql)).bind(id.0.cast_signed()).bind(shape);
        let done = bound(query, values, &entry).execute(&mut *self.connection).await?;
        touched(done.rows_affected(), layer, id)
    }

    async fn assign(&mut self, layer: &LayerName, ids: &[FeatureId], field: usize, value: &Value) -> Result<(), Fault> {
        let entry = self.entry(layer).await?.clone();
        entry.layer.schema.check_one(field, value).map_err(|misfit| misfit.of(layer))?;
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
        touched(done.rows_affected(), layer, id)
    }

    /// Takes hold of the feature, and refuses if its version is not what the caller had seen. What this transaction itself changed has
    /// no number yet and does not count.
    async fn expect(&mut self, layer: &LayerName, id: FeatureId, expected: Option<Revision>) -> Result<(), Fault> {
        let Some(expected) = expected else { return Ok(()) };
        let sql = format!("SELECT {KEY} FROM {} WHERE {KEY} = $1 FOR UPDATE", self.entry(layer).await?.table());
        let held: Option<i64> =
            sqlx::query_scalar(built(sql)).bind(id.0.cast_signed()).fetch_optional(&mut *self.connection).await?;
        let actual = if held.is_some() { Some(self.version(layer, id).await?) } else { None };
        if actual == Some(expected) {
            return Ok(());
        }
        Err(StoreError::Conflict { layer: layer.clone(), id, expected, actual }.into())
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

    /// Checks geometry and values against the layer, and returns the shape as the layer keeps it: well-known binary.
    async fn checked(
        &mut self,
        layer: &LayerName,
        geometry: Option<&Geometry>,
        values: &[Value],
    ) -> Result<(Entry, Option<Vec<u8>>), Fault> {
        self.make_room(layer, geometry).await?;
        let entry = self.entry(layer).await?.clone();
        let schema = &entry.layer.schema;
        schema.check(geometry, values).map_err(|misfit| misfit.of(layer))?;
        let mut fields = schema.fields.iter().zip(values);
        if let Some((field, _)) = fields.find(|(field, value)| !form::cell::write(value, field.kind, &mut Vec::new())) {
            return Err(field.misfit().of(layer).into());
        }
        let promoted = geometry.filter(|_| entry.wants_multi()).and_then(shape::promoted);
        let shape = promoted.as_ref().or(geometry).map(|geometry| {
            let mut out = Vec::new();
            wkb::write(geometry, &mut out);
            out
        });
        Ok((entry, shape))
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
        if !self.entries.contains_key(layer) {
            let entry = catalogue::laid_out(self.connection, layer).await?;
            self.entries.insert(layer.clone(), entry);
        }
        self.entries.get(layer).ok_or_else(|| StoreError::LayerNotFound { layer: layer.clone() }.into())
    }
}

fn touched(rows: u64, layer: &LayerName, id: FeatureId) -> Result<(), Fault> {
    if rows > 0 { Ok(()) } else { Err(StoreError::FeatureNotFound { layer: layer.clone(), id }.into()) }
}

/// `$3::text, $4::bigint, …`: one for each field; days are bound as texts. The types stand in the statement because statements are
/// remembered by their text, and a field may come back with another type under the same name.
fn marks(entry: &Entry, first: usize) -> Vec<String> {
    entry.layer.schema.fields.iter().zip(first..).map(|(field, at)| mark(field, at)).collect()
}

fn mark(field: &Field, at: usize) -> String {
    match field.kind {
        FieldType::Date => format!("${at}::text::date"),
        kind => format!("${at}::{}", form::column_type(kind)),
    }
}

type Bound<'q> = Query<'q, Postgres, PgArguments>;

/// Binds one value a field; nulls have the field's type.
fn bound<'q>(query: Bound<'q>, values: &[Value], entry: &Entry) -> Bound<'q> {
    let fields = entry.layer.schema.fields.iter();
    values.iter().zip(fields).fold(query, |query, (value, field)| bound_one(query, value, field.kind))
}

fn bound_one<'q>(query: Bound<'q>, value: &Value, kind: FieldType) -> Bound<'q> {
    match (value, kind) {
        (Value::Boolean(yes), _) => query.bind(*yes),
        (Value::Integer(number), _) => query.bind(*number),
        (Value::Real(number), _) => query.bind(*number),
        (Value::Text(words), _) => query.bind(text::stored(words).into_owned()),
        (Value::Null, FieldType::Boolean) => query.bind(None::<bool>),
        (Value::Null, FieldType::Integer) => query.bind(None::<i64>),
        (Value::Null, FieldType::Real) => query.bind(None::<f64>),
        (Value::Null, _) => query.bind(None::<String>),
    }
}
