//! The one writing door: a transaction's changes, all or none, with a number of their own. What the audit log is to say of it lies in the
//! private file before it is visible here, so that nothing is done without a line; lines of a commit that failed are taken back.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::changes::Writing;
use crate::layer::Transaction;
use crate::store::gpkg::books::meta;
use crate::store::gpkg::fault::Fault;
use crate::store::gpkg::link::writer::CommitAnswer;
use crate::store::gpkg::outside::notice;
use crate::store::gpkg::private::PrivateFile;
use crate::store::private::{AuditEntry, PendingAudit};
use crate::store::{Committed, StoreError};

/// A transaction to be written, and what the audit log is to say of it.
#[derive(Debug)]
pub(in crate::store::gpkg) struct Due {
    pub transaction: Transaction,
    pub audit: Vec<PendingAudit>,
}

type Results = Vec<Result<Committed, StoreError>>;

/// Commits transactions that waited together: one lock, one wait for the disk, a revision each. One that fails leaves the others alone.
pub(in crate::store::gpkg) fn group(
    connection: &mut Connection,
    private: &PrivateFile,
    path: &Path,
    group: Vec<(Due, CommitAnswer)>,
) {
    let (dues, answers): (Vec<_>, Vec<_>) = group.into_iter().unzip();
    match all(connection, private, path, &dues) {
        Ok(results) => answers.into_iter().zip(results).for_each(|(answer, result)| drop(answer.send(result))),
        Err(fault) if answers.len() == 1 || fault.is_busy() => {
            let error = fault.said("committing to", path);
            let others = answers.len() - 1;
            let busy = std::iter::repeat_with(|| StoreError::Busy { path: path.to_path_buf() }).take(others);
            answers
                .into_iter()
                .zip(std::iter::once(error).chain(busy))
                .for_each(|(answer, error)| drop(answer.send(Err(error))));
        }
        // Something is wrong with the group as a whole: let each find out for itself.
        Err(_) => {
            for pair in dues.into_iter().zip(answers) {
                self::group(connection, private, path, vec![pair]);
            }
        }
    }
}

fn all(connection: &mut Connection, private: &PrivateFile, path: &Path, dues: &[Due]) -> Result<Results, Fault> {
    let mut sql = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    notice::settle(&sql)?;
    let mut results = Vec::with_capacity(dues.len());
    let mut entries = HashMap::new();
    for due in dues {
        let savepoint = sql.savepoint()?;
        let mut writing = Writing::new(&savepoint, std::mem::take(&mut entries))?;
        let result = writing.apply(&due.transaction);
        // What a transaction learned of layers is good for the next one, unless it is taken back.
        let learned = writing.into_entries();
        if result.is_ok() {
            entries = learned;
            savepoint.commit()?;
        } else {
            drop(savepoint);
        }
        results.push(result.map_err(|fault| fault.said("committing to", path)));
    }
    meta::remember_schema(&sql)?;
    let first = results.iter().flatten().map(|committed| committed.revision).min();
    let lines = audited(dues, &results);
    let Some(first) = first.filter(|_| !lines.is_empty()) else {
        sql.commit()?;
        return Ok(results);
    };
    private.note(&sql, first, &lines)?;
    if let Err(error) = sql.commit() {
        private.take_back(first);
        return Err(error.into());
    }
    Ok(results)
}

/// The lines of all that succeeded.
fn audited(dues: &[Due], results: &Results) -> Vec<AuditEntry> {
    let pairs = dues.iter().zip(results).filter_map(|(due, result)| Some((due, result.as_ref().ok()?)));
    pairs
        .flat_map(|(due, done)| due.audit.iter().map(|line| line.filled(&done.inserted, Some(done.revision))))
        .collect()
}
