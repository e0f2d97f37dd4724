//! Some rows as they are now, found by their keys through whatever index the table has on them.

use sqlx::PgConnection;

use super::key::Key;
use super::key::parts;
use super::rows::ServedRows;
use super::sweep::Row;
use super::table::ServedTable;
use crate::layer::{Feature, FeatureId};
use crate::store::Portion;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::{built, cell};
use crate::store::postgis::store::BATCH;

/// Rows by ids that ascend, until one makes the measure full.
pub(super) async fn fetch(
    connection: &mut PgConnection,
    table: &ServedTable,
    rows: &ServedRows,
    ids: &[FeatureId],
    mut is_full: impl FnMut(&Feature) -> bool,
) -> Result<Portion, Fault> {
    let mut portion = Portion::empty();
    for some in ids.chunks(BATCH) {
        if portion.takes(some, batch(connection, table, rows, some).await?, &mut is_full) {
            break;
        }
    }
    Ok(portion)
}

async fn batch(
    connection: &mut PgConnection,
    table: &ServedTable,
    rows: &ServedRows,
    ids: &[FeatureId],
) -> Result<Vec<Feature>, Fault> {
    let found = match &table.key {
        Key::Whole(column) => {
            let sql = format!("{} WHERE {column} = ANY($1)", table.select());
            let ids: Vec<i64> = ids.iter().map(|id| id.0.cast_signed()).collect();
            sqlx::query(built(sql)).bind(ids).fetch_all(connection).await?
        }
        Key::Hashed { columns, .. } => {
            let keys: Vec<Vec<&str>> =
                ids.iter().filter_map(|id| rows.place(id.0)).map(|at| parts(rows.key(at))).collect();
            let names: Vec<String> = (1..=columns.len()).map(|at| format!("k{at}")).collect();
            let lists: Vec<String> = (1..=columns.len()).map(|at| format!("${at}::text[]")).collect();
            let equal: Vec<String> = columns
                .iter()
                .zip(&names)
                .map(|(key, name)| format!("{} = w.{name}::{}", key.column, key.kind.declared))
                .collect();
            let sql = format!(
                "{} JOIN unnest({}) AS w({}) ON {}",
                table.select(),
                lists.join(", "),
                names.join(", "),
                equal.join(" AND ")
            );
            let mut query = sqlx::query(built(sql));
            for at in 0..columns.len() {
                let column: Vec<String> =
                    keys.iter().map(|key| key.get(at).copied().unwrap_or_default().to_owned()).collect();
                query = query.bind(column);
            }
            query.fetch_all(connection).await?
        }
    };
    let mut features: Vec<Feature> = found.into_iter().filter_map(|row| feature(&Row(row), table, rows, ids)).collect();
    features.sort_by_key(|feature| feature.id);
    features.dedup_by_key(|feature| feature.id);
    Ok(features)
}

/// A row as a feature, if it is one of those asked for: its key says so, letter by letter.
fn feature(row: &Row, table: &ServedTable, rows: &ServedRows, ids: &[FeatureId]) -> Option<Feature> {
    let id = row.cell(0).and_then(cell::integer).and_then(|id| u64::try_from(id).ok())?;
    let is_known = rows.place(id).is_some_and(|at| rows.key(at) == row.key());
    (is_known && ids.binary_search(&FeatureId(id)).is_ok()).then(|| table.feature(id, &|at| row.cell(at)).0)
}
