//! The visible step of append and update: staged features join a layer that is there, in one transaction.
//!
//! The layer's triggers are taken down meanwhile and their work is done for all rows at once; nobody can see the difference.

use rusqlite::{Connection, OptionalExtension, params};

use super::finished::Finished;
use super::pairs::{self, Pair};
use crate::layer::{FeatureId, GeometryType};
use crate::store::StoreError;
use crate::store::form::ident::{listed, quoted};
use crate::store::form::shape;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::{count, feed, ids, triggers};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::form::promote;
use crate::store::layout::mismatch;

/// Most ids and rows named for an ambiguous key.
const NAMED: usize = 5;

/// Merges, and returns how many features were inserted and how many were met again.
pub(super) fn merge(
    connection: &Connection,
    staged: &Finished,
    mut live: Entry,
    key: Option<&String>,
) -> Result<(u64, u64), Fault> {
    make_room(connection, staged, &mut live)?;
    let merging = Merging { connection, staged, pairs: pairs::of(connection, staged, &mut live)?, live: &live };
    let suspended = triggers::suspend(connection, &live)?;
    connection.execute_batch(
        "CREATE TEMP TABLE diaban_matched (staged INTEGER PRIMARY KEY, fid INTEGER, n INTEGER); \
         CREATE TEMP TABLE diaban_fresh (staged INTEGER PRIMARY KEY, n INTEGER)",
    )?;
    let updated = key.map_or(Ok(0), |key| merging.update(key))?;
    let inserted = merging.insert()?;
    connection.execute_batch("DROP TABLE temp.diaban_matched; DROP TABLE temp.diaban_fresh")?;
    triggers::resume(connection, &suspended)?;
    triggers::mend(connection, &live)?;
    note_sources(connection, staged, &live)?;
    Ok((inserted, updated))
}

/// Makes the layer admit the staged shapes.
fn make_room(connection: &Connection, staged: &Finished, live: &mut Entry) -> Result<(), Fault> {
    let (there, coming) = (live.layer.schema.geometry, staged.layer.schema.geometry);
    if staged.layer.extent.is_some() && there != GeometryType::Mixed && there != coming {
        return Err(mismatch(&live.layer, "geometry", format!("{} into {}", coming.as_str(), there.as_str())).into());
    }
    if staged.has_multi && shape::is_single_type(&live.shape) {
        promote::table(connection, live)?;
    }
    Ok(())
}

struct Merging<'a> {
    connection: &'a Connection,
    staged: &'a Finished,
    live: &'a Entry,
    pairs: Vec<Pair>,
}

impl Merging<'_> {
    /// Features whose key is in the file take its content and keep their ids. Those that are the same already are not touched.
    fn update(&self, key: &str) -> Result<u64, Fault> {
        let pair = self.pairs.iter().find(|pair| pair.field == key);
        let pair = pair.ok_or_else(|| mismatch(&self.live.layer, key, "no such field in the file".to_owned()))?;
        let (live, staged) = (quoted(&self.live.table), quoted(&self.staged.table));
        let (id, row) = (quoted(&self.live.key), quoted(&self.staged.key));
        self.index_key(&pair.from)?;
        self.refuse_ambiguous(key, pair)?;
        self.connection.execute(
            &format!(
                "INSERT INTO temp.diaban_matched (staged, fid) SELECT s.{row}, l.{id} FROM {live} l JOIN {staged} s ON {} = l.{}",
                pair.from,
                quoted(&pair.to)
            ),
            [],
        )?;
        self.number_changed()?;
        let before = feed::last_change(self.connection)?;
        self.connection.execute(
            "INSERT INTO diaban_change (change, layer, fid, op) \
             SELECT ?1 + n, ?2, fid, 'update' FROM temp.diaban_matched WHERE n NOTNULL ORDER BY n",
            params![before, self.live.layer.name.as_str()],
        )?;
        self.keep_and_set(before)?;
        Ok(self.connection.query_row("SELECT count(*) FROM temp.diaban_matched", [], |row| row.get(0))?)
    }

    /// Columns of the layer, and what they take from the stage, called `s`; first the shape, if there is one.
    fn columns(&self) -> Vec<(String, String)> {
        let shape = self.live.geometry.iter().zip(&self.staged.geometry);
        let shape = shape.map(|(to, from)| (quoted(to), format!("s.{}", quoted(from))));
        shape.chain(self.pairs.iter().map(|pair| (quoted(&pair.to), pair.from.clone()))).collect()
    }

    fn index_key(&self, from: &str) -> Result<(), Fault> {
        let name = quoted(&format!("{}_key", self.staged.table));
        let expression = from.replacen("s.\"", "\"", 1);
        self.connection
            .execute_batch(&format!("CREATE INDEX {name} ON {} ({expression})", quoted(&self.staged.table)))?;
        Ok(())
    }

    /// A key that several records, or several features, share does not say who is meant.
    fn refuse_ambiguous(&self, key: &str, pair: &Pair) -> Result<(), Fault> {
        let (live, staged) = (quoted(&self.live.table), quoted(&self.staged.table));
        let (from, to) = (&pair.from, quoted(&pair.to));
        let (id, row) = (quoted(&self.live.key), quoted(&self.staged.key));
        let twice = [
            format!("SELECT {from} FROM {staged} s WHERE {from} NOTNULL GROUP BY {from} HAVING count(*) > 1 LIMIT 1"),
            format!(
                "SELECT l.{to} FROM {live} l WHERE l.{to} IN (SELECT {from} FROM {staged} s) GROUP BY l.{to} HAVING count(*) > 1 LIMIT 1"
            ),
        ];
        for sql in twice {
            let found: Option<rusqlite::types::Value> =
                self.connection.query_row(&sql, [], |row| row.get(0)).optional()?;
            let Some(value) = found else { continue };
            let ids = |sql: String| -> Result<Vec<u64>, Fault> {
                let mut statement = self.connection.prepare(&sql)?;
                let rows = statement.query_map(params![value], |row| row.get(0))?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            };
            let features = ids(format!("SELECT l.{id} FROM {live} l WHERE l.{to} = ?1 ORDER BY l.{id} LIMIT {NAMED}"))?;
            let records =
                ids(format!("SELECT s.{row} FROM {staged} s WHERE {from} = ?1 ORDER BY s.{row} LIMIT {NAMED}"))?;
            return Err(StoreError::AmbiguousKey {
                layer: self.live.layer.name.clone(),
                field: key.to_owned(),
                value: said(&value),
                features: features.into_iter().map(FeatureId).collect(),
                records,
            }
            .into());
        }
        Ok(())
    }

    /// Numbers the matches that differ: `n` from 1, in order of the file.
    fn number_changed(&self) -> Result<(), Fault> {
        let columns = self.columns();
        if columns.is_empty() {
            return Ok(());
        }
        let differs: Vec<String> = columns.iter().map(|(to, from)| format!("l.{to} IS NOT {from}")).collect();
        let sql = format!(
            "UPDATE temp.diaban_matched SET n = d.n FROM (SELECT m.staged AS staged, row_number() OVER (ORDER BY m.staged) AS n \
             FROM temp.diaban_matched m JOIN {} l ON l.{} = m.fid JOIN {} s ON s.{} = m.staged WHERE {}) d \
             WHERE d.staged = diaban_matched.staged",
            quoted(&self.live.table),
            quoted(&self.live.key),
            quoted(&self.staged.table),
            quoted(&self.staged.key),
            differs.join(" OR ")
        );
        self.connection.execute(&sql, [])?;
        Ok(())
    }

    /// Copies what is superseded to history, then sets what is new, in table and R-tree.
    fn keep_and_set(&self, before: i64) -> Result<(), Fault> {
        let (live, staged) = (quoted(&self.live.table), quoted(&self.staged.table));
        let (id, row) = (quoted(&self.live.key), quoted(&self.staged.key));
        self.connection.execute(
            &format!(
                "INSERT INTO {} (diaban_change, diaban_fid, diaban_geom{}) SELECT ?1 + m.n, l.{id}, {}{} \
                 FROM temp.diaban_matched m JOIN {live} l ON l.{id} = m.fid WHERE m.n NOTNULL ORDER BY m.n",
                quoted(&self.live.layer.name.history_table()),
                listed("", &self.live.columns),
                self.live.shape_of("l."),
                listed("l.", &self.live.columns)
            ),
            [before],
        )?;
        let set: Vec<String> = self.columns().iter().map(|(to, from)| format!("{to} = {from}")).collect();
        self.connection.execute(
            &format!(
                "UPDATE {live} SET {} FROM temp.diaban_matched m JOIN {staged} s ON s.{row} = m.staged \
                 WHERE m.n NOTNULL AND {live}.{id} = m.fid",
                set.join(", ")
            ),
            [],
        )?;
        if self.live.has_rtree {
            let (tree, from) = (quoted(&self.live.rtree()), quoted(&self.staged.rtree));
            self.connection.execute_batch(&format!(
                "DELETE FROM {tree} WHERE id IN (SELECT fid FROM temp.diaban_matched WHERE n NOTNULL); \
                 INSERT INTO {tree} SELECT m.fid, r.minx, r.maxx, r.miny, r.maxy FROM {from} r \
                 CROSS JOIN temp.diaban_matched m ON m.staged = r.id WHERE m.n NOTNULL"
            ))?;
        }
        Ok(())
    }

    /// Adds the staged features that matched nothing, in order of the file.
    fn insert(&self) -> Result<u64, Fault> {
        let (connection, name) = (self.connection, &self.live.layer.name);
        let (staged, row) = (quoted(&self.staged.table), quoted(&self.staged.key));
        connection.execute(
            &format!(
                "INSERT INTO temp.diaban_fresh SELECT s.{row}, row_number() OVER (ORDER BY s.{row}) FROM {staged} s \
                 WHERE s.{row} NOT IN (SELECT staged FROM temp.diaban_matched)"
            ),
            [],
        )?;
        let last = ids::last(connection, name, Some(self.live))?;
        let before = feed::last_change(connection)?;
        let (columns, values): (Vec<String>, Vec<String>) = self.columns().into_iter().unzip();
        let listed = |list: &[String]| list.iter().map(|column| format!(", {column}")).collect::<String>();
        let inserted = connection.execute(
            &format!(
                "INSERT INTO {} ({}{}) SELECT ?1 + f.n{} FROM temp.diaban_fresh f \
                 JOIN {staged} s ON s.{row} = f.staged ORDER BY f.staged",
                quoted(&self.live.table),
                quoted(&self.live.key),
                listed(&columns),
                listed(&values),
            ),
            [last],
        )?;
        connection.execute(
            "INSERT INTO diaban_change (change, layer, fid, op) \
             SELECT ?1 + n, ?2, ?3 + n, 'insert' FROM temp.diaban_fresh ORDER BY n",
            params![before, name.as_str(), last],
        )?;
        if self.live.has_rtree {
            connection.execute(
                &format!(
                    "INSERT INTO {} SELECT ?1 + f.n, r.minx, r.maxx, r.miny, r.maxy FROM {} r \
                     CROSS JOIN temp.diaban_fresh f ON f.staged = r.id",
                    quoted(&self.live.rtree()),
                    quoted(&self.staged.rtree)
                ),
                [last],
            )?;
        }
        let inserted = inserted as u64;
        if self.live.is_counted {
            count::set(connection, &self.live.table, self.live.layer.count + inserted)?;
        }
        Ok(inserted)
    }
}

/// Where the layer came from now includes the new files; the box grows.
pub(super) fn note_sources(connection: &Connection, staged: &Finished, live: &Entry) -> Result<(), Fault> {
    if let Some(extent) = staged.layer.extent {
        count::set_extent(connection, &live.table, extent)?;
    }
    let mut sources = live.layer.provenance.sources.clone();
    sources.extend(
        staged.layer.provenance.sources.iter().filter(|new| !live.layer.provenance.sources.contains(new)).cloned(),
    );
    connection.execute(
        "UPDATE diaban_layer SET sources = ?2, imported_at = ?3, who = ?4 WHERE name = ?1",
        params![
            live.layer.name.as_str(),
            sources.join("\n"),
            staged.layer.provenance.imported_at,
            staged.layer.provenance.who
        ],
    )?;
    Ok(())
}

fn said(value: &rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Real(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text.clone(),
        rusqlite::types::Value::Null | rusqlite::types::Value::Blob(_) => "–".to_owned(),
    }
}
