//! Reading current features in order of id, by `COPY`.
//!
//! A cell or shape that another program left unreadable does not stop the layer: it is read as nothing, and the log names it.

use std::iter::Peekable;

use futures_util::StreamExt;
use sqlx::{PgConnection, Row};

use super::books::entry::{Entry, GEOMETRY, KEY};
use super::books::feed;
use super::fault::Fault;
use super::form::{built, cell, copy};
use crate::layer::{Feature, FeatureId, Field, LayerName, Revision, Value};
use crate::store::form::ident::quoted;

/// Features from an id on, in order, at most so many, within the caller's transaction.
pub(super) async fn piece(
    connection: &mut PgConnection,
    entry: &Entry,
    from: FeatureId,
    most: usize,
    versions: &mut Versions,
) -> Result<Vec<Feature>, Fault> {
    let sql = format!(
        "COPY (SELECT {} FROM {} WHERE {KEY} >= {from} ORDER BY {KEY} LIMIT {most}) TO STDOUT (FORMAT binary)",
        columns(entry.has_shape(), entry.columns.iter().map(|column| quoted(column))),
        entry.table()
    );
    let mut stream = connection.copy_out_raw(&sql).await?;
    let (mut arrived, mut cells, mut found) = (copy::Arrived::default(), copy::Cells::new(), Vec::new());
    while let Some(bytes) = stream.next().await {
        arrived.push(&bytes?);
        while arrived.next(&mut cells)? {
            let raw = |at: usize| arrived.cell(cells.get(at).copied().flatten());
            let id = id(raw(0));
            found.push(feature(&raw, id, versions.of(id), &entry.layer.name, &entry.layer.schema.fields));
        }
    }
    Ok(found)
}

/// What to select of a feature: id, shape, then expressions for its values.
pub(super) fn columns(has_shape: bool, values: impl Iterator<Item = String>) -> String {
    let values: String = values.map(|value| format!(", {value}")).collect();
    let shape = if has_shape { format!("ST_AsBinary({GEOMETRY})") } else { "NULL::bytea".to_owned() };
    format!("{KEY}, {shape}{values}")
}

/// Cells 0 (id), 1 (shape) and from 2 on (values) as a feature.
pub(super) fn feature<'a>(
    raw: &impl Fn(usize) -> Option<&'a [u8]>,
    id: FeatureId,
    version: Revision,
    layer: &LayerName,
    fields: &[Field],
) -> Feature {
    let geometry = raw(1).and_then(|bytes| {
        let read = cell::geometry(bytes);
        if read.is_none() {
            tracing::warn!(%layer, %id, "unreadable geometry treated as null");
        }
        read
    });
    let value = |(at, field): (usize, &Field)| {
        cell::value(raw(at + 2), field.kind).unwrap_or_else(|| {
            tracing::warn!(%layer, %id, field = field.name, "value of the wrong type ({}) treated as null", field.kind.as_str());
            Value::Null
        })
    };
    Feature { id, version, geometry, values: fields.iter().enumerate().map(value).collect() }
}

/// The id in a cell.
pub(super) fn id(bytes: Option<&[u8]>) -> FeatureId {
    FeatureId(bytes.and_then(cell::integer).and_then(|id| u64::try_from(id).ok()).unwrap_or(0))
}

/// The version of each feature as ids go up: that of its own last change, or that of the whole layer.
#[derive(Debug)]
pub(super) struct Versions {
    whole: Revision,
    touched: Peekable<std::vec::IntoIter<(FeatureId, Revision)>>,
}

impl Versions {
    pub(super) async fn new(connection: &mut PgConnection, layer: &LayerName) -> Result<Self, Fault> {
        let touched = touched_versions(connection, layer).await?;
        let whole = whole_version(connection, layer, None).await?;
        Ok(Self { whole, touched: touched.into_iter().peekable() })
    }

    fn of(&mut self, id: FeatureId) -> Revision {
        while self.touched.next_if(|(touched, _)| *touched < id).is_some() {}
        self.touched.next_if(|(touched, _)| *touched == id).map_or(self.whole, |(_, revision)| revision.max(self.whole))
    }
}

/// The revision that made the layer as a whole what it is, or was at another.
pub(super) async fn whole_version(
    connection: &mut PgConnection,
    layer: &LayerName,
    at: Option<Revision>,
) -> Result<Revision, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT max(k.revision) FROM diaban.change c JOIN diaban.commit k USING (tx) \
         WHERE c.layer = $1 AND c.fid IS NULL AND c.op <> 'alter' AND k.revision <= $2",
    )
    .bind(layer.as_str())
    .bind(at.map_or(i64::MAX, feed::number))
    .fetch_one(connection)
    .await?;
    Ok(feed::revision(found.unwrap_or(0)))
}

/// Features changed on their own, in order of id: 16 bytes each.
async fn touched_versions(
    connection: &mut PgConnection,
    layer: &LayerName,
) -> Result<Vec<(FeatureId, Revision)>, Fault> {
    let sql = "SELECT c.fid, max(k.revision) FROM diaban.change c JOIN diaban.commit k USING (tx) \
         WHERE c.layer = $1 AND c.fid >= 0 AND k.revision IS NOT NULL GROUP BY c.fid ORDER BY c.fid";
    let mut rows = sqlx::query(built(sql.to_owned())).bind(layer.as_str()).fetch(connection);
    let mut touched = Vec::new();
    while let Some(row) = rows.next().await {
        let row = row?;
        touched.push((FeatureId(row.try_get::<i64, _>(0)?.cast_unsigned()), feed::revision(row.try_get(1)?)));
    }
    Ok(touched)
}
