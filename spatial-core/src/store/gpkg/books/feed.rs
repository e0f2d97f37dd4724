//! The change feed: which revision numbers which changes, and who touched what since.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::meta;
use crate::layer::{ChangeRow, FeatureId, LayerName, Position, Revision, Touched};

/// A change of a whole layer, as `diaban_change.op` names it. Changes of single features are `insert`, `update`, `delete`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store::gpkg) enum Whole {
    /// The layer came to be; it had no features before.
    Create,
    /// All features were superseded; they lie in history.
    Replace,
    /// The layer was removed; its features lie in history.
    Remove,
    /// Another program dropped or remade the table; what was before is lost.
    Lost,
    /// Fields were added, dropped or renamed; features stayed.
    Alter,
}

impl Whole {
    fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Replace => "replace",
            Self::Remove => "remove",
            Self::Lost => "lost",
            Self::Alter => "alter",
        }
    }
}

/// Writes a change row for a whole layer and returns its number.
pub(in crate::store::gpkg) fn note_whole(connection: &Connection, layer: &LayerName, what: Whole) -> Result<i64> {
    connection.execute(
        "INSERT INTO diaban_change (layer, fid, op) VALUES (?1, NULL, ?2)",
        params![layer.as_str(), what.as_str()],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Number of the last change row, numbered or not.
pub(in crate::store::gpkg) fn last_change(connection: &Connection) -> Result<i64> {
    connection.prepare_cached("SELECT coalesce(max(change), 0) FROM diaban_change")?.query_row([], |row| row.get(0))
}

/// The last revision and the last change it numbers.
pub(in crate::store::gpkg) fn current(connection: &Connection) -> Result<(Revision, i64)> {
    let found = connection
        .prepare_cached("SELECT revision, last_change FROM diaban_commit ORDER BY revision DESC LIMIT 1")?
        .query_row([], |row| Ok((Revision(row.get(0)?), row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or((Revision(0), 0)))
}

/// The last change visible at a revision.
pub(in crate::store::gpkg) fn change_at(connection: &Connection, revision: Revision) -> Result<i64> {
    let found = connection
        .prepare_cached("SELECT last_change FROM diaban_commit WHERE revision <= ?1 ORDER BY revision DESC LIMIT 1")?
        .query_row([revision.0], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// The revision that numbers a change; the one after the last if none does yet.
pub(in crate::store::gpkg) fn revision_of(connection: &Connection, change: i64) -> Result<Revision> {
    let found = connection
        .prepare_cached(
            "SELECT revision FROM diaban_commit WHERE last_change >= ?1 ORDER BY last_change, revision LIMIT 1",
        )?
        .query_row([change], |row| row.get(0))
        .optional()?;
    match found {
        Some(revision) => Ok(Revision(revision)),
        None => Ok(Revision(current(connection)?.0.0 + 1)),
    }
}

/// Gives all changes without a number the next revision. A clock that was set back does not make recorded times run backwards: they
/// stand still until it has caught up.
pub(in crate::store::gpkg) fn number(connection: &Connection, who: &str, why: &str) -> Result<Revision> {
    connection
        .prepare_cached(
            "INSERT INTO diaban_commit (last_change, recorded_at, who, why, token) VALUES \
             ((SELECT coalesce(max(change), 0) FROM diaban_change), max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), \
              coalesce((SELECT recorded_at FROM diaban_commit ORDER BY revision DESC LIMIT 1), '')), ?1, ?2, random())",
        )?
        .execute(params![who, why])?;
    Ok(Revision(u64::try_from(connection.last_insert_rowid()).unwrap_or(0)))
}

/// What another program left undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store::gpkg) enum Left {
    Nothing,
    /// Changes without a number.
    Changes,
    /// Tables that are not as we know them; what they hold may not be what our books say.
    Tables,
}

/// Looks whether another program left something undone: two rows of the books.
pub(in crate::store::gpkg) fn left(connection: &Connection) -> Result<Left> {
    if meta::meta::<i64>(connection, "schema_version")? != Some(meta::schema_version(connection)?) {
        Ok(Left::Tables)
    } else if current(connection)?.1 != last_change(connection)? {
        Ok(Left::Changes)
    } else {
        Ok(Left::Nothing)
    }
}

/// Where the store stands.
pub(in crate::store::gpkg) fn position(connection: &Connection) -> Result<Position> {
    let revision = current(connection)?.0;
    Ok(Position {
        store: meta::meta(connection, "uuid")?.unwrap_or_default(),
        revision,
        token: token(connection, revision)?.unwrap_or(0),
        schema_version: meta::meta(connection, "tables_version")?.unwrap_or(0),
    })
}

/// True if this store once stood there and its changes since are known: it goes on from what was read at that position, and is not an older copy put back.
pub(in crate::store::gpkg) fn has_been_at(connection: &Connection, position: &Position) -> Result<bool> {
    let is_same = meta::meta::<String>(connection, "uuid")?.as_deref() == Some(&*position.store);
    let is_past = position.revision == Revision(0) || token(connection, position.revision)? == Some(position.token);
    Ok(is_same && is_past && position.revision >= meta::forgotten(connection)?)
}

/// What was drawn at random for a revision, so that it is no other of its number; `None` if there is none.
pub(in crate::store::gpkg) fn token(connection: &Connection, revision: Revision) -> Result<Option<u64>> {
    connection
        .prepare_cached("SELECT token FROM diaban_commit WHERE revision = ?1")?
        .query_row([revision.0], |row| row.get::<_, i64>(0))
        .optional()
        .map(|found| found.map(i64::cast_unsigned))
}

/// Where the store stood after a commit; `None` if there is none of this number, or its changes are forgotten.
pub(in crate::store::gpkg) fn stood_at(connection: &Connection, revision: Revision) -> Result<Option<Position>> {
    let known = revision >= meta::forgotten(connection)?;
    let token = if known { token(connection, revision)? } else { None };
    let now = position(connection)?;
    Ok(token.map(|token| Position { revision, token, ..now }))
}

/// All numbered changes after a revision, gathered by revision and layer.
pub(in crate::store::gpkg) fn since(connection: &Connection, revision: Revision) -> Result<Vec<ChangeRow>> {
    let mut commits = connection
        .prepare_cached("SELECT revision, last_change FROM diaban_commit WHERE revision > ?1 ORDER BY revision")?;
    let mut changes = connection
        .prepare_cached("SELECT layer, fid FROM diaban_change WHERE change > ?1 AND change <= ?2 ORDER BY change")?;
    let mut from = change_at(connection, revision)?;
    let mut feed = Vec::new();
    let mut numbers = commits.query([revision.0])?;
    while let Some(commit) = numbers.next()? {
        let (revision, to): (u64, i64) = (commit.get(0)?, commit.get(1)?);
        let mut touched: BTreeMap<String, Option<Vec<FeatureId>>> = BTreeMap::new();
        let mut rows = changes.query([from, to])?;
        while let Some(row) = rows.next()? {
            let ids = touched.entry(row.get(0)?).or_insert_with(|| Some(Vec::new()));
            match row.get::<_, Option<i64>>(1)?.and_then(|fid| u64::try_from(fid).ok()) {
                Some(fid) => ids.iter_mut().for_each(|ids| ids.push(FeatureId(fid))),
                None => *ids = None,
            }
        }
        feed.extend(touched.into_iter().filter_map(|(layer, ids)| row(Revision(revision), &layer, ids)));
        from = to;
    }
    Ok(feed)
}

fn row(revision: Revision, layer: &str, ids: Option<Vec<FeatureId>>) -> Option<ChangeRow> {
    let touched = ids.map_or(Touched::Whole, |mut ids| {
        ids.sort_unstable();
        ids.dedup();
        Touched::Ids(ids)
    });
    Some(ChangeRow { revision, layer: LayerName::parse_stored(layer)?, touched })
}
