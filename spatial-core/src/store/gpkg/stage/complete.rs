//! Completes a draft while nobody sees it: widened values converted, shapes promoted, R-tree filled, column types declared.

use std::sync::Arc;

use rusqlite::{Connection, Result, params};

use super::draft::Draft;
use super::{rtree, short};
use crate::layer::{FieldType, GeometryType};
use crate::store::StoreError;
use crate::store::form::ident::quoted;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::store::OpenStore;

/// Rows rewritten in one transaction.
const CHUNK: u64 = 50_000;

/// Completes a draft.
pub(super) async fn complete(shared: &Arc<OpenStore>, draft: &mut Draft) -> Result<(), StoreError> {
    let table = quoted(&draft.table);
    for (at, former) in draft.former.iter().enumerate() {
        let (column, to) = (quoted(&draft.columns[at]), draft.layer.schema.fields[at].kind);
        let mut from_id = draft.base;
        for (kind, last) in &former.0 {
            if is_rewritten(*kind, to) {
                let set = format!("{column} = diaban_widened({column}, '{}', '{}')", kind.as_str(), to.as_str());
                rewrite(shared, format!("UPDATE {table} SET {set} WHERE {column} NOTNULL"), &draft.key, from_id, *last)
                    .await?;
            }
            from_id = *last;
        }
    }
    let promoted = draft.promoted_from.filter(|_| draft.family() != GeometryType::Mixed);
    if let (Some(first), Some(geometry)) = (promoted, &draft.geometry) {
        let geometry = quoted(geometry);
        let sql = format!("UPDATE {table} SET {geometry} = diaban_promoted({geometry}) WHERE {geometry} NOTNULL");
        rewrite(shared, sql, &draft.key, draft.base, first - 1).await?;
    }
    if draft.geometry.is_some() {
        fill_tree(shared, draft).await?;
    }
    declare(shared, draft).await
}

/// A REAL column reads stored integers as reals, so these need no rewriting.
fn is_rewritten(from: FieldType, to: FieldType) -> bool {
    from != to
        && !(matches!(from, FieldType::Boolean | FieldType::Integer)
            && matches!(to, FieldType::Integer | FieldType::Real))
}

/// Runs an update over ids `after` < id ≤ `last`, a chunk at a time.
async fn rewrite(shared: &Arc<OpenStore>, sql: String, key: &str, after: u64, last: u64) -> Result<(), StoreError> {
    let sql = Arc::new(format!("{sql} AND {0} > ?1 AND {0} <= ?2", quoted(key)));
    let mut after = after;
    while after < last {
        let (sql, until) = (Arc::clone(&sql), last.min(after + CHUNK));
        let step = move |connection: &mut Connection| {
            short(connection, |connection| connection.prepare_cached(&sql)?.execute(params![after, until]).map(drop))
        };
        shared.writer.run("converting rows in", step).await?;
        after = until;
    }
    Ok(())
}

/// Writes the boxes collected so far to the tree: all at once if it is empty, which it is below four million rows.
pub(super) async fn fill_tree(shared: &Arc<OpenStore>, draft: &mut Draft) -> Result<(), StoreError> {
    let (mut boxes, tree, grows) = (std::mem::take(&mut draft.boxes), draft.rtree(), draft.has_tree_nodes);
    draft.has_tree_nodes |= !boxes.is_empty();
    rtree::along_the_curve(&mut boxes);
    let fill = move |connection: &mut Connection| {
        short(connection, |connection| {
            if grows { rtree::add(connection, &tree, &boxes) } else { rtree::fill(connection, &tree, &boxes) }
        })
    };
    shared.writer.run("indexing", fill).await
}

/// Declares the types of all columns. The rows are as these types store them already, so only the definition's text changes,
/// as SQLite allows (<https://www.sqlite.org/pragma.html#pragma_writable_schema>).
async fn declare(shared: &Arc<OpenStore>, draft: &Draft) -> Result<(), StoreError> {
    let (table, definition) = (draft.table.clone(), draft.definition());
    let declare = move |connection: &mut Connection| -> Result<(), Fault> {
        connection.pragma_update(None, "writable_schema", true)?;
        let done = short(connection, |connection| {
            connection
                .execute("UPDATE sqlite_schema SET sql = ?2 WHERE type = 'table' AND name = ?1", [&table, &definition])
                .map(drop)
        });
        connection.execute_batch("PRAGMA writable_schema = RESET")?;
        done
    };
    shared.writer.run("declaring fields in", declare).await
}
