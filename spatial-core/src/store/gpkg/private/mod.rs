//! The private file beside a GeoPackage: `city.private.gpkg`, an ordinary GeoPackage that only its owner may read.
//!
//! One connection, opened when it is needed and never attached to another. No write-ahead log: it is one file at any time, so that it
//! can be copied and put back; a file put in its place is noticed at the next question. In reading order: `ddl`, `users`, `tokens`, `audit`,
//! `contacts`.

mod audit;
mod contacts;
mod ddl;
mod factors;
mod tokens;
mod users;

use std::fs::{OpenOptions, Permissions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::fault::Fault;
use super::link::connection::BUSY;
use super::link::off_thread::blocking;
use crate::store::StoreError;

/// Owner reads and writes, nobody else anything.
const MODE: u32 = 0o600;
/// Group and everybody write.
const OTHERS_WRITE: u32 = 0o022;

/// The file, there or not yet.
#[derive(Debug, Clone)]
pub struct PrivateFile {
    shared: Arc<OpenPrivate>,
}

#[derive(Debug)]
struct OpenPrivate {
    path: PathBuf,
    open: Mutex<Option<OpenedFile>>,
}

#[derive(Debug)]
struct OpenedFile {
    connection: Connection,
    file: (u64, u64),
}

impl PrivateFile {
    /// The private file of a GeoPackage: beside the file itself, wherever a link to it lies.
    pub(in crate::store) fn beside(store: &Path) -> Self {
        let store = store.canonicalize().unwrap_or_else(|_| store.to_path_buf());
        let path = store.with_extension("private.gpkg");
        Self { shared: Arc::new(OpenPrivate { path, open: Mutex::new(None) }) }
    }

    /// Refuses a file that others than its owner may write to: whoever did could sign in as anybody.
    ///
    /// # Errors
    /// [`StoreError::OthersMayWrite`].
    pub(in crate::store::gpkg) fn is_its_owners(&self) -> Result<(), StoreError> {
        self.shared.is_its_owners()
    }

    /// Asks a file that is there; one that is not there knows nothing.
    async fn ask<T: Default + Send + 'static>(
        &self,
        doing: &'static str,
        question: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let shared = Arc::clone(&self.shared);
        let ask = move || shared.with(false, |connection| question(connection)).map(Option::unwrap_or_default);
        self.run(doing, ask).await
    }

    /// Writes in one transaction, into a new file if there is none.
    async fn write<T: Default + Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Transaction) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let shared = Arc::clone(&self.shared);
        let write = move |connection: &mut Connection| in_one(connection, work);
        self.run(doing, move || shared.with(true, write).map(Option::unwrap_or_default)).await
    }

    /// The same at once, for who is on a thread that may wait.
    fn write_now<T: Default>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Transaction) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let written = self.shared.with(true, |connection| in_one(connection, work)).map(Option::unwrap_or_default);
        written.map_err(|fault| fault.said(doing, &self.shared.path))
    }

    /// The same, into a file that is there; one that is not there needs no writing.
    fn write_if_there(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Transaction) -> Result<(), Fault>,
    ) -> Result<(), StoreError> {
        let written = self.shared.with(false, |connection| in_one(connection, work)).map(Option::unwrap_or_default);
        written.map_err(|fault| fault.said(doing, &self.shared.path))
    }

    async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let shared = Arc::clone(&self.shared);
        blocking(move || work().map_err(|fault| fault.said(doing, &shared.path))).await
    }
}

impl OpenPrivate {
    /// Works on the file that lies there now; `None` if there is none and none is wanted.
    fn with<T>(
        &self,
        create: bool,
        work: impl FnOnce(&mut Connection) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let now = identity(&self.path);
        if open.as_ref().map(|open| open.file) != now || now.is_none() {
            *open = None;
            if now.is_none() && !create {
                return Ok(None);
            }
            *open = Some(self.opened()?);
        }
        open.as_mut().map(|open| work(&mut open.connection)).transpose()
    }

    fn is_its_owners(&self) -> Result<(), StoreError> {
        let mode = std::fs::metadata(&self.path).map_or(0, |found| found.permissions().mode());
        if mode & OTHERS_WRITE == 0 { Ok(()) } else { Err(StoreError::OthersMayWrite { path: self.path.clone() }) }
    }

    fn opened(&self) -> Result<OpenedFile, Fault> {
        self.is_its_owners()?;
        let refused = |_| StoreError::ReadOnly { path: self.path.clone() };
        // Made by us, so that it is nobody else's for not even a moment.
        OpenOptions::new().write(true).create(true).truncate(false).mode(MODE).open(&self.path).map_err(refused)?;
        std::fs::set_permissions(&self.path, Permissions::from_mode(MODE)).map_err(refused)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is forgotten here is gone from the file, too.
        connection.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        ddl::complete(&mut connection, &self.path)?;
        let file = identity(&self.path).ok_or_else(|| StoreError::NotFound { path: self.path.clone() })?;
        Ok(OpenedFile { connection, file })
    }
}

/// Works in one transaction.
fn in_one<T>(connection: &mut Connection, work: impl FnOnce(&Transaction) -> Result<T, Fault>) -> Result<T, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}
