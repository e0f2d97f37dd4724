//! The visible step of append and update: staged features join a layer that is there, in one transaction. The layer's triggers write
//! the books. Others read the layer meanwhile; who edits it waits.

use sqlx::{Executor, PgConnection, Row};

use super::finished::Finished;
use super::pairs::{self, Pair};
use crate::layer::{FeatureId, FieldType, GeometryType};
use crate::store::StoreError;
use crate::store::form::ident::{listed, literal};
use crate::store::form::shape;
use crate::store::layout::mismatch;
use crate::store::postgis::books::entry::{Entry, GEOMETRY, KEY};
use crate::store::postgis::books::{catalogue, entry};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::widened::widened;
use crate::store::postgis::form::{built, text};

/// Most ids and rows named for an ambiguous key.
const NAMED: usize = 5;

/// Merges, and returns how many features were inserted and how many were met again.
pub(super) async fn merge(
    connection: &mut PgConnection,
    number: i64,
    staged: &Finished,
    key: Option<&String>,
) -> Result<(u64, u64), Fault> {
    let name = &staged.layer.name;
    let lock = format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", entry::table(name));
    connection.execute(built(lock)).await?;
    let mut live = catalogue::found(connection, name).await?;
    make_room(connection, staged, &mut live).await?;
    let pairs = pairs::of(connection, number, staged, &mut live).await?;
    connection
        .execute("CREATE TEMP TABLE diaban_matched (staged bigint PRIMARY KEY, fid bigint NOT NULL) ON COMMIT DROP")
        .await?;
    let mut merging = Merging { connection, staged, pairs, live: &live };
    let updated = match key {
        Some(key) => merging.update(key).await?,
        None => 0,
    };
    let inserted = merging.insert().await?;
    // Another layer of the same commit may come next.
    connection.execute("DROP TABLE pg_temp.diaban_matched").await?;
    note_sources(connection, staged, &live).await?;
    Ok((inserted, updated))
}

/// Makes the layer admit the staged shapes.
async fn make_room(connection: &mut PgConnection, staged: &Finished, live: &mut Entry) -> Result<(), Fault> {
    let (there, coming) = (live.layer.schema.geometry, staged.layer.schema.geometry);
    if staged.layer.extent.is_some() && there != GeometryType::Mixed && there != coming {
        return Err(mismatch(&live.layer, "geometry", format!("{} into {}", coming.as_str(), there.as_str())).into());
    }
    if staged.has_multi && shape::is_single_type(&live.declared) {
        let name = live.layer.name.as_str();
        sqlx::query("SELECT diaban.promote($1)").bind(name).execute(connection).await?;
        live.declared = format!("MULTI{}", live.declared);
    }
    Ok(())
}

struct Merging<'a> {
    connection: &'a mut PgConnection,
    staged: &'a Finished,
    live: &'a Entry,
    pairs: Vec<Pair>,
}

impl Merging<'_> {
    /// Features whose key is in the file take its content and keep their ids. Those that are the same already are not touched.
    async fn update(&mut self, key: &str) -> Result<u64, Fault> {
        let pair = self.pairs.iter().position(|pair| pair.field == key);
        let Some(pair) = pair else {
            return Err(mismatch(&self.live.layer, key, "no such field in the file".to_owned()).into());
        };
        self.refuse_ambiguous(key, pair).await?;
        let (live, staged) = (self.live.table(), &self.staged.table);
        let Pair { from, to, .. } = &self.pairs[pair];
        let sql = format!(
            "INSERT INTO pg_temp.diaban_matched SELECT s.{KEY}, l.{KEY} FROM {live} l JOIN {staged} s ON {from} = l.{to}"
        );
        let matched = self.connection.execute(built(sql)).await?.rows_affected();
        self.connection.execute("ANALYZE pg_temp.diaban_matched").await?;
        let (mut set, mut differs) = (Vec::new(), Vec::new());
        for (to, from) in self.columns() {
            differs.push(format!("l.{to} IS DISTINCT FROM {from}"));
            set.push(format!("{to} = {from}"));
        }
        let sql = format!(
            "UPDATE {live} l SET {} FROM pg_temp.diaban_matched m JOIN {staged} s ON s.{KEY} = m.staged \
             WHERE l.{KEY} = m.fid AND ({})",
            set.join(", "),
            differs.join(" OR ")
        );
        self.connection.execute(built(sql)).await?;
        Ok(matched)
    }

    /// Columns of the layer, and what they take from the stage; first the shape.
    fn columns(&self) -> Vec<(String, String)> {
        let is_promoted = self.live.wants_multi() && shape::is_single_type(self.staged.declared);
        let shape = if is_promoted { format!("ST_Multi(s.{GEOMETRY})") } else { format!("s.{GEOMETRY}") };
        let shape = self.live.has_shape().then(|| (GEOMETRY.to_owned(), shape));
        shape.into_iter().chain(self.pairs.iter().map(|pair| (pair.to.clone(), pair.from.clone()))).collect()
    }

    /// A key that several records, or several features, share does not say who is meant.
    async fn refuse_ambiguous(&mut self, key: &str, pair: usize) -> Result<(), Fault> {
        let (live, staged) = (self.live.table(), &self.staged.table);
        let Pair { from, to, kind, .. } = &self.pairs[pair];
        let order = match kind {
            FieldType::Text | FieldType::DateTime | FieldType::Json => " COLLATE \"C\"",
            _ => "",
        };
        let twice = [
            format!(
                "SELECT {from} AS k FROM {staged} s WHERE {from} IS NOT NULL GROUP BY {from} HAVING count(*) > 1 \
                 ORDER BY {from}{order} LIMIT 1"
            ),
            format!(
                "SELECT l.{to} AS k FROM {live} l WHERE l.{to} IN (SELECT {from} FROM {staged} s) GROUP BY l.{to} \
                 HAVING count(*) > 1 ORDER BY l.{to}{order} LIMIT 1"
            ),
        ];
        let ids = |select: String| format!("ARRAY({select} LIMIT {NAMED})");
        let features = ids(format!("SELECT l.{KEY} FROM {live} l WHERE l.{to} = k ORDER BY l.{KEY}"));
        let records = ids(format!("SELECT s.{KEY} FROM {staged} s WHERE {from} = k ORDER BY s.{KEY}"));
        let value = said(*kind);
        for sql in twice {
            let sql = format!("SELECT {value}, {features}, {records} FROM ({sql}) twice");
            let Some(row) = sqlx::query(built(sql)).fetch_optional(&mut *self.connection).await? else { continue };
            let ids = |at: usize| -> Result<Vec<u64>, Fault> {
                Ok(row.try_get::<Vec<i64>, _>(at)?.into_iter().map(i64::cast_unsigned).collect())
            };
            return Err(StoreError::AmbiguousKey {
                layer: self.live.layer.name.clone(),
                field: key.to_owned(),
                value: text::read(row.try_get(0)?).into_owned(),
                features: ids(1)?.into_iter().map(FeatureId).collect(),
                records: ids(2)?,
            }
            .into());
        }
        Ok(())
    }

    /// Adds the staged features that matched nothing, in order of the file.
    async fn insert(&mut self) -> Result<u64, Fault> {
        let (live, sequence) = (self.live.table(), entry::sequence(&self.live.layer.name));
        // Others may have inserted ids of their own beyond the counter.
        let sql = format!(
            "SELECT setval({}, taken.last) FROM (SELECT max({KEY}) AS last FROM {live}) taken, {sequence} counted \
             WHERE taken.last > counted.last_value",
            literal(&sequence)
        );
        self.connection.execute(built(sql)).await?;
        let (mut columns, mut values): (Vec<String>, Vec<String>) = self.columns().into_iter().unzip();
        if columns.is_empty() {
            // An INSERT names a column at least.
            columns.push(KEY.to_owned());
            values.push(format!("nextval({})", literal(&sequence)));
        }
        let sql = format!(
            "INSERT INTO {live} ({}) SELECT {} FROM {} s \
             WHERE NOT EXISTS (SELECT FROM pg_temp.diaban_matched m WHERE m.staged = s.{KEY}) ORDER BY s.{KEY}",
            columns.join(", "),
            values.join(", "),
            self.staged.table
        );
        Ok(self.connection.execute(built(sql)).await?.rows_affected())
    }
}

/// An ambiguous key `k` as the user is told it.
fn said(kind: FieldType) -> String {
    match kind {
        FieldType::Boolean => "k::integer::text".to_owned(),
        kind => widened("k", kind, FieldType::Text),
    }
}

/// Adds all rows of one table to another that has the same columns; ids are drawn in order.
pub(super) async fn insert_all(
    connection: &mut PgConnection,
    staged: &str,
    live: &str,
    columns: &[String],
) -> Result<(), Fault> {
    let columns = listed("", columns);
    let sql =
        format!("INSERT INTO {live} ({GEOMETRY}{columns}) SELECT {GEOMETRY}{columns} FROM {staged} ORDER BY {KEY}");
    connection.execute(built(sql)).await?;
    Ok(())
}

/// Where the layer came from now includes the new files.
pub(super) async fn note_sources(connection: &mut PgConnection, staged: &Finished, live: &Entry) -> Result<(), Fault> {
    let (there, new) = (&live.layer.provenance.sources, &staged.layer.provenance);
    let added = new.sources.iter().filter(|file| !there.contains(file));
    let sources: Vec<&str> = there.iter().chain(added).map(String::as_str).collect();
    sqlx::query("UPDATE diaban.layer SET sources = $2, imported_at = $3, who = $4 WHERE name = $1")
        .bind(live.layer.name.as_str())
        .bind(sources.join("\n"))
        .bind(&new.imported_at)
        .bind(&new.who)
        .execute(connection)
        .await?;
    Ok(())
}
