//! Removes files that no row names, and what is left of uploads.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::SystemTime;

use rusqlite::{Connection, TransactionBehavior};

use crate::layer::LayerName;
use crate::store::StoreError;
use crate::store::assets::AssetHash;
use crate::store::form::ident::quoted;
use crate::store::gpkg::books::{catalogue, history};
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::off_thread::blocking;
use crate::store::gpkg::store::GpkgStore;

/// Files removed at a time: whoever commits waits meanwhile.
const MOST_SWEPT: usize = 1000;

impl GpkgStore {
    /// Looks for files that seem to be named by none; only those are looked at again under the lock that commits take, too.
    pub(in crate::store) async fn sweep_assets(&self, now: SystemTime) -> Result<u64, StoreError> {
        let place = Arc::clone(&self.assets().place);
        let mut old = blocking(move || place.old(now)).await?;
        if old.is_empty() {
            return Ok(0);
        }
        let named = self.ask("looking for the files named in", named).await?;
        let Some(named) = named else { return Ok(0) };
        old.retain(|hash| !named.contains(hash));
        let mut swept = 0;
        for portion in old.chunks(MOST_SWEPT) {
            let (place, portion) = (Arc::clone(&self.assets().place), portion.to_vec());
            let sweep = move |connection: &mut Connection| {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let Some(named) = self::named(&transaction)? else { return Ok(0) };
                let unnamed = portion.into_iter().filter(|hash| !named.contains(hash));
                let mut removed = 0;
                for hash in unnamed {
                    removed += u64::from(place.remove(hash, now)?);
                }
                transaction.finish()?;
                Ok(removed)
            };
            swept += self.shared.writer.run("removing files that no row names, of", sweep).await?;
        }
        Ok(swept)
    }
}

/// All files that rows name, current and superseded ones; `None` while an import is going on, whose rows may name any.
fn named(connection: &Connection) -> Result<Option<HashSet<AssetHash>>, Fault> {
    if connection.query_row("SELECT EXISTS (SELECT 1 FROM diaban_stage)", [], |row| row.get(0))? {
        return Ok(None);
    }
    let mut named = HashSet::new();
    let mut statement = connection.prepare(
        "SELECT DISTINCT s.layer, f.column_name FROM diaban_field f JOIN diaban_schema s USING (schema) WHERE f.role = 'asset'",
    )?;
    let fields: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (layer, column) in fields {
        let Some(layer) = LayerName::parse_stored(&layer) else { continue };
        let current = catalogue::find(connection, &layer)?.map(|entry| entry.table);
        for table in current.into_iter().chain([layer.history_table()]) {
            collect(connection, &table, &column, &mut named)?;
        }
    }
    Ok(Some(named))
}

/// What a column names, if the table is there and has it.
fn collect(connection: &Connection, table: &str, column: &str, named: &mut HashSet<AssetHash>) -> Result<(), Fault> {
    if !history::columns(connection, table)?.iter().any(|found| found.eq_ignore_ascii_case(column)) {
        return Ok(());
    }
    let column = quoted(column);
    let sql = format!("SELECT DISTINCT {column} FROM {} WHERE typeof({column}) = 'text'", quoted(table));
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        named.extend(AssetHash::parse(&row.get::<_, String>(0)?));
    }
    Ok(())
}
