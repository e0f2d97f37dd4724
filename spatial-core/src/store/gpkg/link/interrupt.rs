//! A running statement ends when nobody waits for its answer any more.

use std::sync::Arc;

use rusqlite::Connection;

use crate::store::reading::Errand;

/// Steps of SQLite's machine after which a running statement asks whether it is still worth going on.
const STEPS: i32 = 10_000;

/// From now on the connection's statements end with `SQLITE_INTERRUPT` when nobody waits any more. Not `sqlite3_interrupt`: that is
/// lost if it falls between two statements, and could hit whoever has the connection next.
pub(in crate::store::gpkg) fn watch(errand: &Arc<Errand>, connection: &Connection) {
    let errand = Arc::clone(errand);
    connection.progress_handler(STEPS, Some(move || errand.check().is_err()));
}

/// The connection works for nobody.
pub(in crate::store::gpkg) fn let_go(connection: &Connection) {
    connection.progress_handler(0, None::<fn() -> bool>);
}
