//! Features as of a revision. Each superseded version lies in `<layer>_history` under the number of the change that superseded it,
//! so the version of a moment is the one the first later change put there, or the current one if there is no later change.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::entry::Entry;
use super::{catalogue, feed, fields, meta};
use crate::layer::{Feature, FeatureId, Field, LayerName, Revision};
use crate::store::form::ident::quoted;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::read;
use crate::store::reading::Errand;
use crate::store::{Portion, StoreError};

/// The columns of a history table before those of its layer.
const OWN: [&str; 3] = ["diaban_change", "diaban_fid", "diaban_geom"];

/// Makes the history table of a layer, or gives an older one the columns it lacks. Columns have no type: they keep what they are given.
pub(in crate::store::gpkg) fn ensure(connection: &Connection, entry: &Entry) -> Result<()> {
    let table = entry.layer.name.history_table();
    if !meta::exists(connection, &table)? {
        // All columns at once: with each that is added to a table, SQLite reads the definitions of all tables anew.
        let added = entry.columns.iter().filter(|column| !OWN.iter().any(|own| own.eq_ignore_ascii_case(column)));
        let added: String = added.map(|column| format!(", {}", quoted(column))).collect();
        connection.execute_batch(&format!(
            "CREATE TABLE {0} ({1} INTEGER NOT NULL, {2} INTEGER NOT NULL, {3} BLOB{added}); \
             CREATE INDEX {4} ON {0} ({2}, {1})",
            quoted(&table),
            OWN[0],
            OWN[1],
            OWN[2],
            quoted(&format!("{table}_feature")),
        ))?;
    }
    let present = columns(connection, &table)?;
    for column in &entry.columns {
        if !present.iter().any(|found| found.eq_ignore_ascii_case(column)) {
            connection.execute_batch(&format!("ALTER TABLE {} ADD COLUMN {}", quoted(&table), quoted(column)))?;
        }
    }
    Ok(())
}

/// Column names of a table.
pub(in crate::store::gpkg) fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    connection.prepare_cached("SELECT name FROM pragma_table_info(?1)")?.query_map([table], |row| row.get(0))?.collect()
}

/// The features with these ids, which ascend, as of a revision, until one of them makes the measure full or nobody waits any more.
pub(in crate::store::gpkg) fn read(
    connection: &Connection,
    layer: &LayerName,
    ids: &[FeatureId],
    at: Revision,
    errand: &Errand,
    mut is_full: impl FnMut(&Feature) -> bool,
) -> Result<Portion, Fault> {
    let entry = catalogue::find(connection, layer)?;
    let moment = Moment::new(connection, layer, entry.as_ref(), at)?;
    let mut portion = Portion::empty();
    for id in ids {
        errand.check()?;
        let feature = moment.feature(*id)?;
        portion.ids += 1;
        let full = feature.as_ref().is_some_and(&mut is_full);
        portion.features.extend(feature);
        if full {
            break;
        }
    }
    Ok(portion)
}

/// A layer as of a revision.
struct Moment<'a> {
    connection: &'a Connection,
    layer: &'a LayerName,
    at: Revision,
    /// The last change visible then.
    change: i64,
    fields: Vec<Field>,
    /// First later change of the whole layer, and what it was.
    whole: Option<(i64, String)>,
    /// None of a layer that is not there any more.
    current: Option<String>,
    superseded: String,
}

impl<'a> Moment<'a> {
    fn new(
        connection: &'a Connection,
        layer: &'a LayerName,
        entry: Option<&Entry>,
        at: Revision,
    ) -> Result<Self, Fault> {
        let actual = feed::current(connection)?.0;
        if at > actual {
            // An older copy was put back: what the caller saw is not here.
            return Err(StoreError::Moved { expected: at, actual }.into());
        }
        if at < meta::forgotten(connection)? {
            return Err(StoreError::TooOld { layer: layer.clone(), revision: at }.into());
        }
        let change = feed::change_at(connection, at)?;
        let (fields, columns) = fields::since(connection, layer, change)?;
        let whole = connection
            .prepare_cached(
                "SELECT change, op FROM diaban_change \
                 WHERE layer = ?1 AND fid IS NULL AND op <> 'alter' AND change > ?2 ORDER BY change LIMIT 1",
            )?
            .query_row(params![layer.as_str(), change], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        // What was removed by us lies in history whole; of what others dropped nobody knows anything.
        if entry.is_none() && whole.as_ref().is_none_or(|(_, op)| op == "lost") {
            return Err(StoreError::LayerNotFound { layer: layer.clone() }.into());
        }
        let history = layer.history_table();
        let current = |entry: &Entry| {
            let present = present(connection, &entry.table, &columns)?;
            let (key, shape) = (quoted(&entry.key), entry.shape_of(""));
            Ok::<_, Fault>(format!("SELECT {key}, {shape}{present} FROM {} WHERE {key} = ?1", quoted(&entry.table)))
        };
        Ok(Self {
            connection,
            layer,
            at,
            change,
            fields,
            whole,
            current: entry.map(current).transpose()?,
            superseded: format!(
                "SELECT diaban_fid, diaban_geom{} FROM {} WHERE diaban_fid = ?1 AND diaban_change = ?2",
                present(connection, &history, &columns)?,
                quoted(&history)
            ),
        })
    }

    fn feature(&self, id: FeatureId) -> Result<Option<Feature>, Fault> {
        let own: Option<(i64, String)> = self
            .connection
            .prepare_cached("SELECT change, op FROM diaban_change WHERE layer = ?1 AND fid = ?2 AND change > ?3 ORDER BY change LIMIT 1")?
            .query_row(params![self.layer.as_str(), id.0, self.change], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let later = match (own.as_ref(), self.whole.as_ref()) {
            (Some(own), Some(whole)) => Some(if own.0 < whole.0 { own } else { whole }),
            (one, other) => one.or(other),
        };
        match later {
            None => match &self.current {
                Some(current) => self.fetched(current, params![id.0], id),
                None => Err(StoreError::LayerNotFound { layer: self.layer.clone() }.into()),
            },
            Some((_, op)) if op == "insert" || op == "create" => Ok(None),
            Some((_, op)) if op == "lost" => {
                Err(StoreError::TooOld { layer: self.layer.clone(), revision: self.at }.into())
            }
            Some((change, _)) => self.fetched(&self.superseded, params![id.0, change], id),
        }
    }

    fn fetched(&self, sql: &str, key: &[&dyn rusqlite::ToSql], id: FeatureId) -> Result<Option<Feature>, Fault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(key)?;
        let Some(found) = rows.next()? else { return Ok(None) };
        let version = read::version(self.connection, self.layer, id, self.change)?;
        read::feature(found, id, version, self.layer, &self.fields).map(Some)
    }
}

/// The columns that a table has, and `NULL` for those it has no longer.
fn present(connection: &Connection, table: &str, wanted: &[String]) -> Result<String> {
    let have = columns(connection, table)?;
    let column = |wanted: &String| match have.iter().find(|found| found.eq_ignore_ascii_case(wanted)) {
        Some(found) => format!(", {}", quoted(found)),
        None => ", NULL".to_owned(),
    };
    Ok(wanted.iter().map(column).collect())
}
