//! Opening a file: is it there, is it whole, is it a GeoPackage, is it ours; and making it a store if it is not yet.

use std::fs::{File, OpenOptions, Permissions};
use std::io::Read;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, TransactionBehavior};

use super::beside::assets::handle::AssetFolder;
use super::beside::series::handle::SeriesFile;
use super::books::entry::Entry;
use super::books::{catalogue, feed, meta, migrate};
use super::fault::Fault;
use super::form::row;
use super::link::connection;
use super::link::home::Home;
use super::link::readers::Readers;
use super::link::writer::WritingThread;
use super::outside::watch::FileWatch;
use super::outside::{adopt, notice, table};
use super::private::PrivateFile;
use super::stage::owner::{self, Owner};
use super::store::OpenStore;
use crate::layer::{Audience, Layer, LayerName, Value};
use crate::store::form::ident::quoted;
use crate::store::{Looked, StoreError};

/// What everybody on the machine may do with a file.
const OTHERS: u32 = 0o007;

/// Opens a store on a blocking thread.
pub(super) fn open(path: &Path, create: bool) -> Result<OpenStore, StoreError> {
    let is_new = look_at(path, create)?;
    let private = PrivateFile::beside(path);
    private.is_its_owners()?;
    if is_new {
        keep_from_others(path).map_err(|_| StoreError::ReadOnly { path: path.to_path_buf() })?;
    }
    let mut connection = opened(path, is_new, &private).map_err(|fault| fault.said("opening", path))?;
    owner::sweep(&mut connection, path).map_err(|fault| fault.said("sweeping", path))?;
    hide_private_fields(&connection, path).map_err(|fault| fault.said("opening", path))?;
    let home = Arc::new(Home::new(path));
    let watch = FileWatch::new(&home).map_err(|fault| fault.said("watching", path))?;
    Ok(OpenStore {
        readers: Readers::new(Arc::clone(&home)),
        watch: Mutex::new(watch),
        unread: Mutex::default(),
        home,
        path: path.to_path_buf(),
        series: SeriesFile::beside(path),
        assets: AssetFolder::beside(path),
        writer: WritingThread::start(connection, path, private.clone())?,
        private,
        owner: Owner::new(path),
    })
}

/// Makes a new file that its owner writes and its group reads: there may be fields in it that are not for everybody on this machine.
fn keep_from_others(path: &Path) -> std::io::Result<()> {
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o640).open(path).map(drop)
}

/// Takes a file with fields that are not for everybody from those who are neither its owner nor in its group, and says so. Who does not
/// own the file cannot, and is told what its owner should do.
fn hide_private_fields(connection: &Connection, path: &Path) -> Result<(), Fault> {
    let mode = std::fs::metadata(path).map_or(0, |found| found.permissions().mode());
    let is_open = |layer: &Layer| layer.schema.visible(Audience::ANONYMOUS).count() == layer.schema.fields.len();
    if mode & OTHERS == 0 || catalogue::all(connection)?.iter().all(|entry| is_open(&entry.layer)) {
        return Ok(());
    }
    match std::fs::set_permissions(path, Permissions::from_mode(mode & 0o7777 & !OTHERS)) {
        Ok(()) => {
            tracing::warn!(path = %path.display(), "the store has private fields: others may not read the file any more")
        }
        Err(error) => tracing::warn!(
            path = %path.display(), %error,
            "the store has private fields and everybody on this machine may read the file; its owner should run chmod o-rwx"
        ),
    }
    Ok(())
}

/// What a file holds, without touching it: the layers of a store as its books have them, those of another program's file as
/// they would be adopted.
pub(super) fn look(path: &Path) -> Result<Looked, StoreError> {
    if look_at(path, true)? {
        return Ok(Looked { layers: Vec::new(), is_store: false, is_foreign: false, doubts: Vec::new() });
    }
    looked(path).map_err(|fault| fault.said("looking into", path))
}

/// Visits the values of a field of all current features, without touching the file.
pub(super) fn values(
    path: &Path,
    layer: &LayerName,
    field: &str,
    mut visit: impl FnMut(Value),
) -> Result<(), StoreError> {
    let mut read = || -> Result<(), Fault> {
        let connection = connection::untouched(path)?;
        let (_, entries) = entries(&connection, path)?;
        let Some(entry) = entries.into_iter().find(|entry| entry.layer.name == *layer) else { return Ok(()) };
        let Some(at) = entry.layer.schema.position(field) else { return Ok(()) };
        let (column, key) = (quoted(&entry.columns[at]), quoted(&entry.key));
        let sql = format!("SELECT {column} FROM {} WHERE {key} >= 0", quoted(&entry.table));
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(found) = rows.next()? {
            visit(row::value(found.get_ref(0)?, entry.layer.schema.fields[at].kind).unwrap_or_default());
        }
        Ok(())
    };
    read().map_err(|fault| fault.said("reading a field in", path))
}

/// What a file holds, and its layers.
fn entries(connection: &Connection, path: &Path) -> Result<(Contents, Vec<Entry>), Fault> {
    connection.busy_timeout(connection::BUSY)?;
    let contents = Contents::of(connection, path, false)?;
    if contents == Contents::Store {
        migrate::show_as_newest(connection)?;
    }
    let entries = match contents {
        Contents::Nothing => Vec::new(),
        Contents::Store => catalogue::all(connection)?,
        Contents::Foreign => adopt::found(connection, &file_name(path))?,
    };
    Ok((contents, entries))
}

fn looked(path: &Path) -> Result<Looked, Fault> {
    let connection = connection::untouched(path)?;
    let (contents, entries) = entries(&connection, path)?;
    let (is_store, is_foreign) = (contents == Contents::Store, contents == Contents::Foreign);
    let doubts = table::crs_doubts(&connection, &entries, is_foreign)?;
    let layers = entries.into_iter().map(|entry| entry.layer).collect();
    Ok(Looked { layers, is_store, is_foreign, doubts })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Opens the file that took the place of the one open so far, on the writing thread.
pub(super) fn reopen(connection: &mut Connection, home: &Home, private: &PrivateFile) -> Result<(), Fault> {
    // What the log still holds belongs to the former file, wherever it lies now.
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        tracing::warn!(%error, "the replaced file may lack its last commits");
    }
    home.clear();
    look_at(home.path(), false)?;
    let mut next = opened(home.path(), false, private)?;
    owner::sweep(&mut next, home.path())?;
    home.moved_in();
    *connection = next;
    Ok(())
}

/// Looks at the file's first bytes before SQLite touches it. True if there is nothing yet.
fn look_at(path: &Path, create: bool) -> Result<bool, StoreError> {
    let path_buf = || path.to_path_buf();
    // A pipe would wait for somebody to write.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(StoreError::NotAStore { path: path_buf() });
    }
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && create => return Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(StoreError::ReadOnly { path: path_buf() });
        }
        Err(_) => return Err(StoreError::NotFound { path: path_buf() }),
    };
    let mut header = [0; 100];
    let length = file.metadata().map_or(0, |found| found.len());
    if length == 0 && create {
        return Ok(true);
    }
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotAStore { path: path_buf() });
    }
    if length < promised(&header) && !connection::beside(path, "-wal").exists() {
        return Err(StoreError::Damaged { path: path_buf() });
    }
    Ok(false)
}

/// How long the file is by its own header (<https://www.sqlite.org/fileformat2.html#database_header>); 0 if it does not say.
fn promised(header: &[u8; 100]) -> u64 {
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // The size counts only if it was written together with the change counter.
    if number(24) == number(92) { page * u64::from(number(28)) } else { 0 }
}

fn opened(path: &Path, is_new: bool, private: &PrivateFile) -> Result<Connection, Fault> {
    let mut connection = connection::writing(path)?;
    if connection.is_readonly("main")? {
        return Err(StoreError::ReadOnly { path: path.to_path_buf() }.into());
    }
    let contents = Contents::of(&connection, path, is_new)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again under the lock: another process may have made the store a moment ago.
    match if contents == Contents::Store { contents } else { Contents::of(&transaction, path, is_new)? } {
        Contents::Nothing => migrate::create_all(&transaction)?,
        Contents::Store => {
            migrate::complete_ours(&transaction)?;
            notice::settle(&transaction)?;
        }
        Contents::Foreign => {
            migrate::create_ours(&transaction)?;
            adopt::all(&transaction, &file_name(path))?;
            meta::remember_schema(&transaction)?;
            feed::number(&transaction, notice::EXTERNAL, "")?;
        }
    }
    // Under the lock that whoever commits holds, so that nobody's lines are taken for leftovers.
    private.sweep(&transaction, feed::current(&transaction)?.0);
    transaction.commit()?;
    // Only now: other programs look for the file's marks in its first bytes, not in a log beside it.
    connection::log_ahead(&connection)?;
    Ok(connection)
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    Nothing,
    /// A store of a layout we know.
    Store,
    /// A GeoPackage of another program.
    Foreign,
}

impl Contents {
    fn of(connection: &Connection, path: &Path, is_new: bool) -> Result<Self, Fault> {
        if meta::exists(connection, "diaban_meta")? {
            let found = meta::meta::<i64>(connection, "layout")?.unwrap_or(i64::MAX);
            if found > migrate::LAYOUT {
                return Err(StoreError::TooNew { path: path.to_path_buf(), found, known: migrate::LAYOUT }.into());
            }
            return Ok(Self::Store);
        }
        if meta::exists(connection, "gpkg_contents")? && meta::exists(connection, "gpkg_geometry_columns")? {
            return Ok(Self::Foreign);
        }
        if is_new { Ok(Self::Nothing) } else { Err(StoreError::NotAStore { path: path.to_path_buf() }.into()) }
    }
}
