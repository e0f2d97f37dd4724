//! Opening connections to the file, and what each kind may do.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Result};

use super::home::Home;
use crate::store::StoreError;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::form::functions;

/// How long a write waits for another program's transaction.
pub(in crate::store::gpkg) const BUSY: Duration = Duration::from_secs(10);
/// Prepared statements kept per connection: a few per layer.
const STATEMENTS: usize = 128;

/// The one connection that writes.
pub(in crate::store::gpkg) fn writing(path: &Path) -> Result<Connection> {
    let connection = opened(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    prepare(&connection)?;
    durable(&connection, true)?;
    // Renames must not fail over a broken view of somebody else's, and never rewrite triggers of ours.
    connection.pragma_update(None, "legacy_alter_table", true)?;
    // What is superseded lies in history anyway; overwriting freed pages with zeros would only write them once more.
    connection.query_row("PRAGMA secure_delete = OFF", [], |_| Ok(()))?;
    connection.pragma_update(None, "cache_size", -32_000)?;
    connection.pragma_update(None, "recursive_triggers", false)?;
    connection.query_row("PRAGMA wal_autocheckpoint = 4000", [], |_| Ok(()))?;
    Ok(connection)
}

/// Turns the write-ahead log on, so that readers go on reading while somebody writes. The file remembers it.
pub(in crate::store::gpkg) fn log_ahead(connection: &Connection) -> Result<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
}

/// A connection that reads. Refused while another file lies there and is not opened yet.
pub(in crate::store::gpkg) fn reading(home: &Home) -> Result<Connection, Fault> {
    let connection = opened(home.path(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // Asked before SQLite looks at anything beside the file.
    if home.is_replaced() {
        return Err(StoreError::Busy { path: home.path().to_path_buf() }.into());
    }
    prepare(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -8_000)?;
    Ok(connection)
}

/// A connection that reads a file and leaves nothing beside it: a quiet file with a write-ahead log is read without one.
///
/// # Errors
/// SQLite's own, if the file cannot be opened.
pub fn untouched(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if !keeps_log(path) || beside(path, "-wal").exists() {
        return Connection::open_with_flags(path, flags);
    }
    // Reading by the log would make one, and nobody would tidy it up.
    let path: String = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Connection::open_with_flags(format!("file:{path}?immutable=1"), flags | OpenFlags::SQLITE_OPEN_URI)
}

/// True if the file's header says so (<https://www.sqlite.org/fileformat2.html#file_format_version_numbers>).
fn keeps_log(path: &Path) -> bool {
    let mut header = [0; 20];
    File::open(path).and_then(|mut file| file.read_exact(&mut header)).is_ok() && header[19] == 2
}

/// A file beside the store: where SQLite has it, which follows links first.
pub(in crate::store::gpkg) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.canonicalize().unwrap_or_else(|_| path.to_path_buf()).into_os_string();
    name.push(end);
    PathBuf::from(name)
}

/// Durable commits reach the disk before they return; batches of a stage need not, they are swept or published later.
pub(in crate::store::gpkg) fn durable(connection: &Connection, yes: bool) -> Result<()> {
    connection.pragma_update(None, "synchronous", if yes { "FULL" } else { "NORMAL" })
}

fn opened(path: &Path, mode: OpenFlags) -> Result<Connection> {
    Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    functions::register(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_behind_a_link_is_read_with_its_log() {
        let (folder, links) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (file, link) = (folder.path().join("city.gpkg"), links.path().join("current.gpkg"));
        let writer = Connection::open(&file).unwrap();
        log_ahead(&writer).unwrap();
        writer.execute_batch("CREATE TABLE well (fid INTEGER PRIMARY KEY); PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        writer.execute_batch("INSERT INTO well VALUES (1), (2)").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        for path in [&file, &link] {
            let reader = untouched(path).unwrap();
            let wells: i64 = reader.query_row("SELECT count(*) FROM well", [], |row| row.get(0)).unwrap();
            assert_eq!(wells, 2, "{}", path.display());
        }
        assert_eq!(beside(&link, "-wal"), beside(&file, "-wal"));
    }
}
