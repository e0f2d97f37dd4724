//! A pool of reading connections, used on blocking threads only. Each reader sees one moment of the store.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::home::Home;
use super::{connection, interrupt};
use crate::store::gpkg::fault::Fault;
use crate::store::reading::Errand;
use crate::store::reading::places::Places;

/// Connections kept for the next reader; more may be open while more read at once. To open one costs as much as twenty short questions:
/// it reads the schema, and prepares every statement anew.
const KEPT: usize = 64;
/// Of those, how many keep the pages they read, too: up to 8 MB each.
const WARM: usize = 8;

/// The pool.
#[derive(Debug)]
pub(in crate::store::gpkg) struct Readers {
    home: Arc<Home>,
    /// Each with the generation of the file it reads.
    idle: Mutex<Vec<(u64, Connection)>>,
    pub(in crate::store::gpkg) places: Places,
}

impl Readers {
    pub(in crate::store::gpkg) fn new(home: Arc<Home>) -> Self {
        Self { home, idle: Mutex::new(Vec::new()), places: Places::new() }
    }

    /// Runs a question within one read transaction, on behalf of an errand.
    pub(in crate::store::gpkg) fn ask<T>(
        &self,
        errand: &Arc<Errand>,
        question: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let generation = self.home.generation();
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some((known, connection)) if known == generation => connection,
            _ => connection::reading(&self.home)?,
        };
        // On an error or a panic the connection is closed, and with it goes its hold on the errand.
        errand.check()?;
        interrupt::watch(errand, &connection);
        let transaction = connection.transaction()?;
        let answer = question(&transaction);
        transaction.finish()?;
        interrupt::let_go(&connection);
        self.keep(generation, connection);
        answer
    }

    /// For the next reader, who takes what was put back last.
    fn keep(&self, generation: u64, connection: Connection) {
        if self.idle.lock().unwrap_or_else(PoisonError::into_inner).len() >= WARM {
            // Only its memory is at stake.
            let _ = connection.execute_batch("PRAGMA shrink_memory");
        }
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push((generation, connection));
        }
    }

    /// Closes the connections to a file that is not there any more; those at work are not used again.
    pub(in crate::store::gpkg) fn forget(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
