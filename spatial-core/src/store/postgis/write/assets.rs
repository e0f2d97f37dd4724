//! Files that rows name are there: looked at when a transaction, or a bulk load, has written all it has to write.
//!
//! Who names files takes hold of them until it is visible (`FOR KEY SHARE`), and who removes those that nobody names passes over what is
//! held (`beside/assets/sweep`).

use std::collections::{BTreeSet, HashMap};

use sqlx::PgConnection;

use crate::layer::{Change, LayerName};
use crate::store::form::ident::quoted;
use crate::store::postgis::books::catalogue;
use crate::store::postgis::books::entry::Entry;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::writing::assets::{self, NamedAssets};

/// Looks for the files that changes name.
pub(super) async fn check(
    connection: &mut PgConnection,
    changes: &[Change],
    entries: &HashMap<LayerName, Entry>,
) -> Result<(), Fault> {
    let named = assets::named(changes, |layer| entries.get(layer).map(|entry| &entry.layer))?;
    refuse_missing(connection, named).await
}

/// Looks for the files that all rows of a layer that was loaded name.
pub(in crate::store::postgis) async fn check_all(
    connection: &mut PgConnection,
    layer: &LayerName,
) -> Result<(), Fault> {
    let mut entries = HashMap::new();
    let entry = catalogue::known(connection, layer, &mut entries).await?.clone();
    let mut named = NamedAssets::new();
    for at in entry.layer.schema.asset_fields() {
        let column = quoted(&entry.columns[at]);
        let sql = format!("SELECT DISTINCT {column} FROM {} WHERE {column} IS NOT NULL ORDER BY 1", entry.table());
        let texts: Vec<String> = sqlx::query_scalar(built(sql)).fetch_all(&mut *connection).await?;
        for text in texts {
            assets::note(&entry.layer, at, &text, &mut named)?;
        }
    }
    refuse_missing(connection, named).await
}

async fn refuse_missing(connection: &mut PgConnection, named: NamedAssets) -> Result<(), Fault> {
    if named.is_empty() {
        return Ok(());
    }
    let hashes: Vec<Vec<u8>> = named.keys().map(|hash| hash.as_bytes().to_vec()).collect();
    let sql = "SELECT hash FROM diaban_assets.asset WHERE hash = ANY($1) ORDER BY hash FOR KEY SHARE";
    let there: Vec<Vec<u8>> = sqlx::query_scalar(sql).bind(hashes).fetch_all(connection).await?;
    let there: BTreeSet<&[u8]> = there.iter().map(Vec::as_slice).collect();
    match named.into_iter().find(|(hash, _)| !there.contains(&hash.as_bytes()[..])) {
        Some((hash, naming)) => Err(naming.missing(hash).into()),
        None => Ok(()),
    }
}
