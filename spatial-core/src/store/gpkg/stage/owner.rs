//! Who fills a stage: a lock file beside the store, held by the operating system as long as the process lives, however it ends.
//! A stage whose owner's lock is free is a leftover and is swept; one whose owner lives is left alone.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, Result, TransactionBehavior};

use super::draft;
use crate::store::form::ident::quoted;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::connection::beside;
use crate::store::gpkg::outside::notice;

/// This open store as an owner of stages.
#[derive(Debug)]
pub(in crate::store::gpkg) struct Owner {
    name: String,
    path: PathBuf,
    lock: Mutex<Option<File>>,
}

impl Owner {
    pub(in crate::store::gpkg) fn new(store: &Path) -> Self {
        let name = uuid::Uuid::new_v4().simple().to_string();
        Self { path: lock_path(store, &name), name, lock: Mutex::new(None) }
    }

    /// Takes the lock before the first stage; returns the owner's name.
    pub(super) fn name(&self) -> std::io::Result<&str> {
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if lock.is_none() {
            let file = File::create(&self.path)?;
            file.lock()?;
            *lock = Some(file);
        }
        Ok(&self.name)
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if self.lock.get_mut().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn lock_path(store: &Path, owner: &str) -> PathBuf {
    beside(store, &format!("-stage-{owner}.lock"))
}

/// True unless the lock of an owner is known to be free. Where the file system has no locks, nothing is swept.
fn is_alive(store: &Path, owner: &str) -> bool {
    match File::open(lock_path(store, owner)) {
        Ok(file) => matches!(file.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_))),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

/// Drops the stages whose owners are gone.
pub(in crate::store::gpkg) fn sweep(connection: &mut Connection, store: &Path) -> Result<(), Fault> {
    let stages: Vec<(i64, String)> = connection
        .prepare("SELECT stage, owner FROM diaban_stage")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    for (stage, owner) in stages {
        if is_alive(store, &owner) {
            continue;
        }
        drop_stage(connection, stage)?;
        let _ = std::fs::remove_file(lock_path(store, &owner));
    }
    Ok(())
}

/// Drops a stage and all its tables.
pub(in crate::store::gpkg) fn drop_stage(connection: &mut Connection, stage: i64) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    notice::defining(&transaction, |connection| forget(connection, stage))?;
    transaction.commit()?;
    Ok(())
}

/// Drops what is left of a stage, within the caller's transaction.
pub(super) fn forget(connection: &Connection, stage: i64) -> Result<()> {
    for table in draft::tables(stage) {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {}", quoted(&table)))?;
    }
    connection.execute("DELETE FROM diaban_stage WHERE stage = ?1", [stage])?;
    Ok(())
}
