//! The file with the series: opened when there is one, and anew when another was put in its place.

use std::fs::{OpenOptions, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rusqlite::Connection;

use super::ddl;
use crate::store::StoreError;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::connection;
use crate::store::gpkg::link::home::Home;
use crate::store::gpkg::link::readers::Readers;

/// Bytes of a page. A batch touches the last page of each of its streams, and each touched page goes into the log as a whole: small pages
/// write a quarter of what SQLite's usual ones would (row `series`).
const PAGE_BYTES: i64 = 1024;
/// Pages in the log before they are carried over: 16 MB. A stream's last page is filled in the log then, and written once.
const LOG_PAGES: i64 = 16_384;

/// Where the file lies, and the file as it was last found there.
#[derive(Debug)]
pub(super) struct SeriesHome {
    store: PathBuf,
    path: PathBuf,
    open: RwLock<Option<Arc<OpenSeries>>>,
}

/// An open file.
#[derive(Debug)]
pub(super) struct OpenSeries {
    pub(super) readers: Readers,
    home: Arc<Home>,
    pub(super) writer: Mutex<Connection>,
}

impl SeriesHome {
    pub(super) fn new(store: PathBuf) -> Self {
        Self { path: store.with_extension("series.gpkg"), store, open: RwLock::new(None) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file that lies there now; `None` if there is none.
    pub(super) fn opened(&self) -> Result<Option<Arc<OpenSeries>>, Fault> {
        self.found(false)
    }

    /// The same, made if there is none.
    pub(super) fn made(&self) -> Result<Arc<OpenSeries>, Fault> {
        Ok(self.found(true)?.ok_or_else(|| StoreError::NotFound { path: self.path.clone() })?)
    }

    fn found(&self, create: bool) -> Result<Option<Arc<OpenSeries>>, Fault> {
        if let Some(open) = &*self.open.read().unwrap_or_else(PoisonError::into_inner)
            && self.is_still(open)
        {
            return Ok(Some(Arc::clone(open)));
        }
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        // Several may have noticed.
        if let Some(former) = open.take_if(|open| !self.is_still(open)) {
            former.leave();
        }
        if open.is_none() && (create || self.path.exists()) {
            *open = Some(Arc::new(OpenSeries::new(&self.path, &self.store)?));
        }
        Ok(open.clone())
    }

    /// What is appended to a file that was removed or replaced would be lost.
    fn is_still(&self, open: &OpenSeries) -> bool {
        self.path.exists() && !open.home.is_replaced()
    }
}

impl OpenSeries {
    fn new(path: &Path, store: &Path) -> Result<Self, Fault> {
        make(path, store)?;
        let mut writer = connection::writing(path)?;
        if writer.is_readonly("main")? {
            return Err(StoreError::ReadOnly { path: path.to_path_buf() }.into());
        }
        writer.pragma_update(None, "page_size", PAGE_BYTES)?;
        writer.query_row(&format!("PRAGMA wal_autocheckpoint = {LOG_PAGES}"), [], |_| Ok(()))?;
        ddl::complete(&mut writer, path)?;
        connection::log_ahead(&writer)?;
        let home = Arc::new(Home::new(path));
        Ok(Self { readers: Readers::new(Arc::clone(&home)), home, writer: Mutex::new(writer) })
    }

    /// Lets go of a file that lies here no longer. What its log holds belongs to it, wherever it lies now, and not to the next one.
    fn leave(&self) {
        let writer = locked(&self.writer);
        if let Err(error) = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
            tracing::warn!(%error, "the former file of series may lack its last batches");
        }
        self.home.clear();
    }
}

/// Makes an empty file with the rights of the store's own. SQLite gives them to the log, too.
fn make(path: &Path, store: &Path) -> Result<(), StoreError> {
    let refused = |_| StoreError::ReadOnly { path: path.to_path_buf() };
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => {
            let mode = std::fs::metadata(store).map_or(0o600, |found| found.permissions().mode() & 0o777);
            file.set_permissions(Permissions::from_mode(mode)).map_err(refused)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(refused(error)),
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
