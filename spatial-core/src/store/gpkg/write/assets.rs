//! Files that rows name are there: looked at when a transaction, or a bulk load, has written all it has to write. Whoever removes files
//! that no row names does it under the same lock (`beside/assets/sweep`).

use std::collections::HashMap;
use std::path::Path;

use rusqlite::Connection;

use crate::layer::{Change, LayerName};
use crate::store::form::ident::quoted;
use crate::store::gpkg::beside::assets::place::AssetPlace;
use crate::store::gpkg::books::catalogue;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::fault::Fault;
use crate::store::writing::assets::{self, NamedAssets};

/// Looks for the files that changes name.
pub(super) fn check(
    connection: &Connection,
    changes: &[Change],
    entries: &HashMap<LayerName, Entry>,
) -> Result<(), Fault> {
    let named = assets::named(changes, |layer| entries.get(layer).map(|entry| &entry.layer))?;
    refuse_missing(connection, named)
}

/// Looks for the files that all rows of a layer that was loaded name.
pub(in crate::store::gpkg) fn check_all(connection: &Connection, layer: &LayerName) -> Result<(), Fault> {
    let mut entries = HashMap::new();
    let entry = catalogue::known(connection, layer, &mut entries)?;
    let mut named = NamedAssets::new();
    for at in entry.layer.schema.asset_fields() {
        let column = quoted(&entry.columns[at]);
        let sql = format!("SELECT DISTINCT {column} FROM {} WHERE typeof({column}) = 'text'", quoted(&entry.table));
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            assets::note(&entry.layer, at, &row.get::<_, String>(0)?, &mut named)?;
        }
    }
    refuse_missing(connection, named)
}

fn refuse_missing(connection: &Connection, named: NamedAssets) -> Result<(), Fault> {
    if named.is_empty() {
        return Ok(());
    }
    let place = AssetPlace::beside(Path::new(connection.path().unwrap_or_default()));
    match named.into_iter().find(|(hash, _)| !place.of(*hash).exists()) {
        Some((hash, naming)) => Err(naming.missing(hash).into()),
        None => Ok(()),
    }
}
