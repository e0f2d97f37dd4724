//! The tables of a file of series. Times are microseconds since 1970 in UTC.
//!
//! | Table | Holds |
//! |---|---|
//! | `diaban_series_file` | layout number |
//! | `diaban_series` | declared series; `appends` is another after each append |
//! | `diaban_observation` | values, each stream's together in order of time |

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::StoreError;
use crate::store::gpkg::books::meta::exists;
use crate::store::gpkg::books::migrate::make_container;
use crate::store::gpkg::fault::Fault;

/// Number of this layout.
const LAYOUT: i64 = 1;

const TABLES: &str = "
CREATE TABLE diaban_series_file (layout INTEGER NOT NULL);
CREATE TABLE diaban_series (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, clearance TEXT NOT NULL,
  keep INTEGER NOT NULL, appends INTEGER NOT NULL DEFAULT 0);
CREATE TABLE diaban_observation (series INTEGER NOT NULL, stream INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL,
  quality INTEGER NOT NULL, PRIMARY KEY (series, stream, at)) WITHOUT ROWID;
";

/// Gives a file that was just opened what it lacks; refuses one of a newer program, and one that is something else.
pub(super) fn complete(connection: &mut Connection, path: &Path) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if exists(&transaction, "diaban_series_file")? {
        let found = transaction.query_row("SELECT layout FROM diaban_series_file", [], |row| row.get(0))?;
        if found > LAYOUT {
            return Err(StoreError::TooNew { path: path.to_path_buf(), found, known: LAYOUT }.into());
        }
        return Ok(());
    }
    let is_empty = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)";
    if !transaction.query_row(is_empty, [], |row| row.get::<_, bool>(0))? {
        return Err(StoreError::NotAStore { path: path.to_path_buf() }.into());
    }
    make_container(&transaction)?;
    transaction.execute_batch(TABLES)?;
    transaction.execute("INSERT INTO diaban_series_file VALUES (?1)", [LAYOUT])?;
    Ok(transaction.commit()?)
}
