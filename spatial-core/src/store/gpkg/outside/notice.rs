//! What other programs left: numbers their changes, mends the triggers they dropped, sees layers come and go.
//! Adopts nothing that is not registered: a table another program adds while we hold the store stays its own.

use rusqlite::{Connection, Result, params};

use super::{adopt, moved, renamed, table, tree};
use crate::geometry::Envelope;
use crate::layer::LayerName;
use crate::store::form::ident::quoted;
use crate::store::form::shape;
use crate::store::gpkg::books::enter::absent;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed::{self, Left, Whole};
use crate::store::gpkg::books::triggers::{self, Standing};
use crate::store::gpkg::books::{catalogue, count, history, ids, meta, migrate};

/// Who made changes that came without a name.
pub(in crate::store::gpkg) const EXTERNAL: &str = "external";

/// Brings the store's books in order, within the caller's writing transaction. If there is nothing to do, it only looks.
pub(in crate::store::gpkg) fn settle(connection: &Connection) -> Result<()> {
    if feed::left(connection)? == Left::Tables {
        // An older copy put back may be of an earlier day.
        migrate::complete_ours(connection)?;
        mend(connection)?;
        meta::tables_changed(connection)?;
        meta::remember_schema(connection)?;
    }
    if feed::left(connection)? == Left::Changes {
        count::again(connection)?;
        stretch(connection)?;
        feed::number(connection, EXTERNAL, "")?;
    }
    Ok(())
}

/// Grows the boxes of layers to hold what others put outside them: GDAL does that itself, plain SQL does not.
fn stretch(connection: &Connection) -> Result<()> {
    let numbered = feed::current(connection)?.1;
    let layers: Vec<String> = connection
        .prepare_cached("SELECT DISTINCT layer FROM diaban_change WHERE change > ?1 AND fid NOTNULL")?
        .query_map([numbered], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for name in layers.iter().filter_map(|name| LayerName::parse_stored(name)) {
        let Some(entry) = catalogue::find(connection, &name)?.filter(|entry| entry.has_rtree) else { continue };
        let sql = format!(
            "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM diaban_change c JOIN {} r ON r.id = c.fid \
             WHERE c.change > ?1 AND c.layer = ?2",
            quoted(&entry.rtree())
        );
        let side = |row: &rusqlite::Row<'_>, at| row.get::<_, Option<f64>>(at);
        let [west, south, east, north] = connection.query_row(&sql, params![numbered, name.as_str()], |row| {
            Ok([side(row, 0)?, side(row, 1)?, side(row, 2)?, side(row, 3)?])
        })?;
        if let (Some(west), Some(south), Some(east), Some(north)) = (west, south, east, north) {
            count::set_extent(connection, &entry.table, Envelope { min: [west, south], max: [east, north] })?;
        }
    }
    Ok(())
}

/// Runs work that changes table definitions: settles first, so that no other program's change passes for ours, and takes note after.
pub(in crate::store::gpkg) fn defining<T, E: From<rusqlite::Error>>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    settle(connection)?;
    let done = work(connection)?;
    meta::remember_schema(connection)?;
    Ok(done)
}

fn mend(connection: &Connection) -> Result<()> {
    let known: Vec<(String, bool)> = connection
        .prepare("SELECT name, present FROM diaban_layer ORDER BY name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    for (name, was_present) in known {
        let Some(name) = LayerName::parse_stored(&name) else { continue };
        match catalogue::find(connection, &name)? {
            Some(entry) => mend_layer(connection, entry, was_present)?,
            None => match moved::followed(connection, &name)? {
                Some(entry) => {
                    mend_layer(connection, entry, true)?;
                    moved::take_name(connection, &name)?;
                }
                None if was_present => vanished(connection, &name)?,
                None => {}
            },
        }
    }
    Ok(())
}

/// The table is gone. What we know of the layer stays: `ogr2ogr -overwrite` drops a table and makes it again a moment later.
fn vanished(connection: &Connection, name: &LayerName) -> Result<()> {
    feed::note_whole(connection, name, Whole::Lost)?;
    absent(connection, name, ids::last(connection, name, None)?)
}

fn mend_layer(connection: &Connection, books: Entry, was_present: bool) -> Result<()> {
    let columns = table::columns(connection, &books.table)?;
    let Some(key) = table::key(&columns) else {
        tracing::warn!(layer = %books.layer.name, "the table lost its integer primary key; leaving the layer alone");
        return Ok(());
    };
    let called = triggers::called(connection, &books)?.filter(|_| was_present);
    let standing = match &called {
        Some(called) => triggers::standing(connection, &books, key, called)?,
        None => Standing::Broken,
    };
    let mut entry = Entry { key: key.to_owned(), ..books.clone() };
    if let Some(called) = called.filter(|_| standing == Standing::Renamed) {
        renamed::follow(connection, &mut entry, called, &columns)?;
    }
    table::refresh(connection, &mut entry)?;
    if entry.geometry.is_some() {
        entry.layer.schema.geometry = shape::family(&entry.shape);
        entry.layer.crs = table::crs(connection, entry.srs_id)?;
    }
    if entry.layer.crs != books.layer.crs {
        entry.layer.operation = adopt::operation(entry.layer.crs);
    }
    note(connection, &books, &entry, standing)?;
    triggers::mend(connection, &entry)?;
    tree::mend(connection, &entry)?;
    count::doubt(connection, &entry.table)
}

/// Writes down what became of a layer, if anything did.
fn note(connection: &Connection, books: &Entry, entry: &Entry, standing: Standing) -> Result<()> {
    let what = match standing {
        // Edits may have escaped: nobody can say which, nor what was before.
        Standing::Broken => Whole::Lost,
        _ if (&books.key, &books.columns, &books.layer) != (&entry.key, &entry.columns, &entry.layer) => Whole::Alter,
        _ => return Ok(()),
    };
    let change = feed::note_whole(connection, &entry.layer.name, what)?;
    catalogue::save(connection, entry, change)?;
    history::ensure(connection, entry)?;
    if what == Whole::Lost { keep_counting(connection, entry) } else { Ok(()) }
}

/// Ids that another program gave stay as they are; new ones go on from the highest the layer ever had.
fn keep_counting(connection: &Connection, entry: &Entry) -> Result<()> {
    let last = ids::last(connection, &entry.layer.name, Some(entry))?;
    meta::set_meta(connection, &format!("last_id:{}", entry.layer.name), last)?;
    connection
        .execute("UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1 COLLATE NOCASE", params![entry.table, last])?;
    Ok(())
}
