//! Shapes and values that another program left and that cannot be read: they are served as nothing, and named.
//!
//! Rows of ours are as we wrote them, so a table is looked through whole only if another program made it; after that, and in tables of ours,
//! only rows that were touched since.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row, params};

use super::notice::EXTERNAL;
use crate::layer::{FieldType, LayerName};
use crate::store::form::ident::{listed, quoted};
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::form::{blob, row};
use crate::store::gpkg::read::whole_change;
use crate::store::{LeftOut, Without};

/// What is known of each table.
#[derive(Debug, Default)]
pub(in crate::store::gpkg) struct Unread {
    tables: BTreeMap<String, Known>,
}

/// What is known of one.
#[derive(Debug, Default, PartialEq)]
struct Known {
    /// The change that made it, and its columns: with others it is another table.
    whole: i64,
    columns: Vec<(String, FieldType)>,
    /// The last change that was looked at.
    until: i64,
    shapes: BTreeSet<i64>,
    /// By column.
    values: BTreeMap<String, BTreeSet<i64>>,
}

impl Unread {
    /// Looks at what is new since the last time, and names all there is.
    pub(super) fn look(
        &mut self,
        connection: &Connection,
        entries: &[Entry],
    ) -> std::result::Result<Vec<LeftOut>, Fault> {
        let others = "SELECT EXISTS (SELECT 1 FROM diaban_commit WHERE who = ?1)";
        if !connection.query_row(others, [EXTERNAL], |row| row.get::<_, bool>(0))? {
            return Ok(Vec::new());
        }
        let mut left = Vec::new();
        self.tables.retain(|table, _| entries.iter().any(|entry| entry.table == *table));
        for entry in entries {
            let known = self.tables.entry(entry.table.clone()).or_default();
            known.follow(connection, entry)?;
            left.extend(known.told(&entry.table));
        }
        Ok(left)
    }
}

impl Known {
    fn follow(&mut self, connection: &Connection, entry: &Entry) -> std::result::Result<(), Fault> {
        let (name, whole) = (&entry.layer.name, whole_change(connection, &entry.layer.name, i64::MAX)?);
        let kinds = entry.layer.schema.fields.iter().map(|field| field.kind);
        let columns: Vec<(String, FieldType)> = entry.columns.iter().cloned().zip(kinds).collect();
        let until = feed::last_change(connection)?;
        // A file put back is of an earlier day.
        if self.whole != whole || self.columns != columns || until < self.until {
            *self = Self { whole, columns, until: whole, ..Self::default() };
            if is_of_others(connection, name, whole)? {
                self.read(connection, entry, &format!("{} >= 0", quoted(&entry.key)))?;
                self.until = until;
                return Ok(());
            }
        }
        for id in touched(connection, name, self.until)? {
            self.shapes.remove(&id);
            self.values.values_mut().for_each(|ids| {
                ids.remove(&id);
            });
            self.read(connection, entry, &format!("{} = {id}", quoted(&entry.key)))?;
        }
        self.until = until;
        Ok(())
    }

    /// Reads rows as who serves them does.
    fn read(&mut self, connection: &Connection, entry: &Entry, which: &str) -> Result<()> {
        let columns = listed("", &entry.columns);
        let (key, shape, table) = (quoted(&entry.key), entry.shape_of(""), quoted(&entry.table));
        let mut statement =
            connection.prepare(&format!("SELECT {key}, {shape}{columns} FROM {table} WHERE {which}"))?;
        let mut rows = statement.query([])?;
        while let Some(found) = rows.next()? {
            self.note(found)?;
        }
        Ok(())
    }

    fn note(&mut self, found: &Row<'_>) -> Result<()> {
        let id: i64 = found.get(0)?;
        if !is_shape(found.get_ref(1)?) {
            self.shapes.insert(id);
        }
        for (at, (column, kind)) in self.columns.iter().enumerate() {
            if row::value(found.get_ref(at + 2)?, *kind).is_none() {
                self.values.entry(column.clone()).or_default().insert(id);
            }
        }
        Ok(())
    }

    fn told(&self, table: &str) -> Vec<LeftOut> {
        let left = |without| LeftOut { table: table.to_owned(), without };
        let many = |ids: &BTreeSet<i64>| Some((ids.len() as u64, ids.first()?.cast_unsigned()));
        let shapes = many(&self.shapes).map(|(count, first)| left(Without::Shapes { count, first }));
        let values = self.values.iter().filter_map(|(column, ids)| {
            let (count, first) = many(ids)?;
            Some(left(Without::Values { column: column.clone(), count, first }))
        });
        shapes.into_iter().chain(values).collect()
    }
}

/// True for none, an empty one, and one that is read.
fn is_shape(stored: ValueRef<'_>) -> bool {
    match stored {
        ValueRef::Null => true,
        ValueRef::Blob(bytes) => blob::is_empty(bytes) || blob::read(bytes).is_some(),
        _ => false,
    }
}

/// True if another program made the table, or gave it other columns since.
fn is_of_others(connection: &Connection, layer: &LayerName, whole: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM diaban_change c WHERE c.layer = ?1 AND c.fid IS NULL AND c.change >= ?2 AND \
               coalesce((SELECT who FROM diaban_commit WHERE last_change >= c.change ORDER BY last_change, revision LIMIT 1), ?3) = ?3)";
    connection.query_row(sql, params![layer.as_str(), whole, EXTERNAL], |row| row.get(0))
}

fn touched(connection: &Connection, layer: &LayerName, after: i64) -> Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT DISTINCT fid FROM diaban_change WHERE layer = ?1 AND fid >= 0 AND change > ?2")?
        .query_map(params![layer.as_str(), after], |row| row.get(0))?
        .collect()
}
