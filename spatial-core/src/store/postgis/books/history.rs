//! Features as of a revision. Superseded versions lie in schema `history` under the number of the change that superseded them; those
//! superseded all at once in a table of their own. So the version of a moment is the one the first later change put there, or the
//! current one if there is no later change.

use std::collections::BTreeMap;

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row, ValueRef};

use super::entry::Entry;
use super::feed::{self, number, revision};
use super::{entry, fields, meta};
use crate::layer::{Feature, FeatureId, Field, LayerName, Revision};
use crate::store::StoreError;
use crate::store::form::ident::{literal, quoted};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::{built, column_type};
use crate::store::postgis::read;

/// The features with these ids, which ascend, as of a revision.
pub(in crate::store::postgis) async fn read(
    connection: &mut PgConnection,
    (layer, entry): (&LayerName, Option<&Entry>),
    ids: &[FeatureId],
    at: Revision,
) -> Result<Vec<Feature>, Fault> {
    let actual = feed::position(connection).await?.revision;
    if at > actual {
        // An older copy was put back, or a promotion lost it: what the caller saw is not here.
        return Err(StoreError::Moved { expected: at, actual }.into());
    }
    if at < actual && at < meta::forgotten(connection).await? {
        return Err(StoreError::TooOld { layer: layer.clone(), revision: at }.into());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0.cast_signed()).collect();
    let mut moment = Moment::new(connection, (layer, entry), at, actual).await?;
    moment.sort(ids).await?;
    moment.fetch().await
}

/// A layer as of a revision, and where each wanted feature lies.
struct Moment<'a> {
    connection: &'a mut PgConnection,
    /// None of a layer that is not there any more.
    entry: Option<&'a Entry>,
    layer: &'a LayerName,
    at: Revision,
    is_now: bool,
    fields: Vec<Field>,
    columns: Vec<String>,
    current: Vec<i64>,
    /// Numbers of the changes that superseded them.
    superseded: Vec<i64>,
    /// Features of a table that went aside as a whole.
    aside: Vec<i64>,
    aside_table: Option<String>,
}

/// The first change of the whole layer after a revision.
struct LaterWhole {
    revision: Revision,
    change: i64,
    is_new: bool,
}

impl<'a> Moment<'a> {
    async fn new(
        connection: &'a mut PgConnection,
        (layer, entry): (&'a LayerName, Option<&'a Entry>),
        at: Revision,
        actual: Revision,
    ) -> Result<Self, Fault> {
        let (fields, columns) = match entry {
            Some(entry) if at == actual => (entry.layer.schema.fields.clone(), entry.columns.clone()),
            None if at == actual => return Err(StoreError::LayerNotFound { layer: layer.clone() }.into()),
            _ => fields::at(connection, layer, at).await?,
        };
        let (current, superseded, aside) = (Vec::new(), Vec::new(), Vec::new());
        let is_now = at == actual;
        Ok(Self {
            connection,
            entry,
            layer,
            at,
            is_now,
            fields,
            columns,
            current,
            superseded,
            aside,
            aside_table: None,
        })
    }

    /// Finds out where each feature lies.
    async fn sort(&mut self, ids: Vec<i64>) -> Result<(), Fault> {
        if self.is_now {
            self.current = ids;
            return Ok(());
        }
        let whole = self.whole().await?;
        if self.entry.is_none() && whole.is_none() {
            return Err(StoreError::LayerNotFound { layer: self.layer.clone() }.into());
        }
        let own = self.own(&ids).await?;
        for id in ids {
            let own = own.get(&id);
            match (own, &whole) {
                (Some((revision, change, op)), whole)
                    if whole.as_ref().is_none_or(|whole| *revision <= whole.revision) =>
                {
                    if op != "insert" {
                        self.superseded.push(*change);
                    }
                }
                (_, Some(whole)) if !whole.is_new => self.aside.push(id),
                (_, Some(_)) => {}
                (_, None) => self.current.push(id),
            }
        }
        if let Some(whole) = whole.filter(|_| !self.aside.is_empty()) {
            self.aside_table = sqlx::query_scalar("SELECT table_name FROM diaban.superseded WHERE change = $1")
                .bind(whole.change)
                .fetch_optional(&mut *self.connection)
                .await?;
            if self.aside_table.is_none() {
                return Err(StoreError::TooOld { layer: self.layer.clone(), revision: self.at }.into());
            }
        }
        Ok(())
    }

    async fn whole(&mut self) -> Result<Option<LaterWhole>, Fault> {
        let row = sqlx::query(
            "SELECT k.revision, c.change, c.op FROM diaban.change c JOIN diaban.commit k USING (tx) \
             WHERE c.layer = $1 AND c.fid IS NULL AND c.op <> 'alter' AND k.revision > $2 ORDER BY k.revision, c.change LIMIT 1",
        )
        .bind(self.layer.as_str())
        .bind(number(self.at))
        .fetch_optional(&mut *self.connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let is_new = row.try_get::<&str, _>(2)? == "create";
        Ok(Some(LaterWhole { revision: revision(row.try_get(0)?), change: row.try_get(1)?, is_new }))
    }

    /// The first change of each feature on its own after the revision.
    async fn own(&mut self, ids: &[i64]) -> Result<BTreeMap<i64, (Revision, i64, String)>, Fault> {
        let rows = sqlx::query(
            "SELECT DISTINCT ON (c.fid) c.fid, k.revision, c.change, c.op FROM diaban.change c JOIN diaban.commit k USING (tx) \
             WHERE c.layer = $1 AND c.fid = ANY($2) AND k.revision > $3 ORDER BY c.fid, k.revision, c.change",
        )
        .bind(self.layer.as_str())
        .bind(ids)
        .bind(number(self.at))
        .fetch_all(&mut *self.connection)
        .await?;
        let mut own = BTreeMap::new();
        for row in &rows {
            own.insert(row.try_get(0)?, (revision(row.try_get(1)?), row.try_get(2)?, row.try_get(3)?));
        }
        Ok(own)
    }

    async fn fetch(mut self) -> Result<Vec<Feature>, Fault> {
        let mut rows = Vec::new();
        if !self.current.is_empty() {
            let ids = std::mem::take(&mut self.current);
            rows.extend(self.table_rows(&entry::table(self.layer), ids).await?);
        }
        if let Some(aside) = self.aside_table.take() {
            let ids = std::mem::take(&mut self.aside);
            rows.extend(self.table_rows(&format!("history.{}", quoted(&aside)), ids).await?);
        }
        if !self.superseded.is_empty() {
            rows.extend(self.history_rows().await?);
        }
        let versions = self.versions(&rows).await?;
        let mut features = Vec::with_capacity(rows.len());
        for row in &rows {
            let raw = (0..self.fields.len() + 2).map(|at| row.try_get_raw(at)).collect::<Result<Vec<_>, _>>()?;
            let cell = |at: usize| raw.get(at).filter(|cell| !cell.is_null()).and_then(|cell| cell.as_bytes().ok());
            let id = read::id(cell(0));
            let version = versions.get(&id).copied().unwrap_or_default();
            features.push(read::feature(&cell, id, version, self.layer, &self.fields));
        }
        features.sort_unstable_by_key(|feature| feature.id);
        Ok(features)
    }

    /// Rows of a feature table; fields it has no column for are null.
    async fn table_rows(&mut self, table: &str, ids: Vec<i64>) -> Result<Vec<PgRow>, Fault> {
        let present = if self.is_now { None } else { Some(columns(self.connection, table).await?) };
        let value = |(column, field): (&String, &Field)| {
            let kind = column_type(field.kind);
            let known = present.as_ref().is_none_or(|present| present.contains(column));
            if known { format!("{}::{kind}", quoted(column)) } else { format!("NULL::{kind}") }
        };
        let has_shape = match (&present, self.entry) {
            (Some(present), _) => present.iter().any(|column| column == entry::GEOMETRY),
            (None, entry) => entry.is_some_and(Entry::has_shape),
        };
        let select = read::columns(has_shape, self.columns.iter().zip(&self.fields).map(value));
        let sql = format!("SELECT {select} FROM {table} WHERE {} = ANY($1)", entry::KEY);
        Ok(sqlx::query(built(sql)).bind(ids).fetch_all(&mut *self.connection).await?)
    }

    /// Superseded rows: values lie as texts under the names of their columns.
    async fn history_rows(&mut self) -> Result<Vec<PgRow>, Fault> {
        let value = |(column, field): (&String, &Field)| {
            format!(", (diaban_values ->> {})::{}", literal(column), column_type(field.kind))
        };
        let values: String = self.columns.iter().zip(&self.fields).map(value).collect();
        let sql = format!(
            "SELECT diaban_fid, ST_AsBinary(diaban_geom){values} FROM {} WHERE diaban_change = ANY($1)",
            entry::history(self.layer)
        );
        Ok(sqlx::query(built(sql)).bind(&self.superseded).fetch_all(&mut *self.connection).await?)
    }

    async fn versions(&mut self, rows: &[PgRow]) -> Result<BTreeMap<FeatureId, Revision>, Fault> {
        let ids: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        let whole = read::whole_version(self.connection, self.layer, Some(self.at)).await?;
        let found = sqlx::query(
            "SELECT c.fid, max(k.revision) FROM diaban.change c JOIN diaban.commit k USING (tx) \
             WHERE c.layer = $1 AND c.fid = ANY($2) AND k.revision <= $3 GROUP BY c.fid",
        )
        .bind(self.layer.as_str())
        .bind(&ids)
        .bind(number(self.at))
        .fetch_all(&mut *self.connection)
        .await?;
        let id = |id: i64| FeatureId(id.cast_unsigned());
        let mut versions: BTreeMap<_, _> = ids.into_iter().map(|given| (id(given), whole)).collect();
        for row in &found {
            versions.insert(id(row.try_get(0)?), revision(row.try_get(1)?).max(whole));
        }
        Ok(versions)
    }
}

/// Names of the columns of a table.
async fn columns(connection: &mut PgConnection, table: &str) -> Result<Vec<String>, Fault> {
    let sql = "SELECT attname::text FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped";
    Ok(sqlx::query_scalar(sql).bind(table).fetch_all(connection).await?)
}
