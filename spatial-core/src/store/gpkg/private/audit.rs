//! The audit log in the private file.

use rusqlite::{Connection, Row, Transaction, params};

use super::PrivateFile;
use super::users::{name, role, unknown};
use crate::layer::{FeatureId, LayerName, Revision};
use crate::store::StoreError;
use crate::store::gpkg::books::feed;
use crate::store::gpkg::fault::Fault;
use crate::store::private::{AuditEntry, Deed, PendingAudit, from_millis, to_millis};

const COLUMNS: &str = "at, who, role, deed, subject, layer, fid, revision, request, address, detail";

impl PrivateFile {
    pub(in crate::store) async fn record(&self, entries: Vec<AuditEntry>) -> Result<(), StoreError> {
        self.write("writing the audit log of", move |connection| insert(connection, &entries)).await
    }

    /// Makes a transaction of the store visible that bears this number and inserts nothing a line asks for; its lines are there before.
    pub(in crate::store::gpkg) fn commit(
        &self,
        transaction: Transaction<'_>,
        revision: Revision,
        audit: &[PendingAudit],
    ) -> Result<(), Fault> {
        if audit.is_empty() {
            return Ok(transaction.commit()?);
        }
        let lines: Vec<_> = audit.iter().map(|line| line.filled(&[], Some(revision))).collect();
        self.note(&transaction, revision, &lines)?;
        transaction.commit().map_err(|error| {
            self.take_back(revision);
            error.into()
        })
    }

    /// Writes the lines of commits that are not visible yet, the first of them with this number, on the thread that commits. Lines of
    /// numbers from there on are of commits that failed; so are lines of earlier numbers that another commit bears. `books` are those of
    /// the store, within the transaction that commits.
    pub(in crate::store::gpkg) fn note(
        &self,
        books: &Connection,
        first: Revision,
        entries: &[AuditEntry],
    ) -> Result<(), StoreError> {
        self.write_now("writing the audit log of", |connection| {
            remove_from(connection, first)?;
            settle(connection, books)?;
            written(connection, entries, |revision| Ok(feed::token(books, revision)?))
        })
    }

    /// Takes back the lines of commits that failed after all.
    pub(in crate::store::gpkg) fn take_back(&self, first: Revision) {
        if let Err(error) = self.write_if_there("tidying the audit log of", |connection| remove_from(connection, first))
        {
            tracing::warn!(%error, "the audit log tells of commits that failed, until the store is opened again");
        }
    }

    /// Removes the lines of commits above the store's last one, and of those whose number another commit took: their process died before
    /// they were visible. Who may not write the log leaves them to who may.
    pub(in crate::store::gpkg) fn sweep(&self, books: &Connection, last: Revision) {
        let next = Revision(last.0 + 1);
        let sweep = |connection: &Transaction<'_>| {
            remove_from(connection, next)?;
            settle(connection, books)
        };
        if let Err(error) = self.write_if_there("sweeping the audit log of", sweep) {
            tracing::debug!(%error, "the audit log is not swept");
        }
    }

    pub(in crate::store) async fn audit(&self, most: u32) -> Result<Vec<AuditEntry>, StoreError> {
        self.ask("reading the audit log of", move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM diaban_audit ORDER BY entry DESC LIMIT ?1");
            let mut last = connection.prepare(&sql)?;
            let mut last = last.query_map([most], entry)?.collect::<Result<Vec<_>, _>>()?;
            last.reverse();
            Ok(last)
        })
        .await
    }
}

/// Writes lines that are of no commit.
pub(super) fn insert(connection: &Connection, entries: &[AuditEntry]) -> Result<(), Fault> {
    written(connection, entries, |_| Ok(None))
}

/// Writes lines; those of commits with the token of the commit, by which `settle` knows it again.
fn written(
    connection: &Connection,
    entries: &[AuditEntry],
    token: impl Fn(Revision) -> Result<Option<u64>, Fault>,
) -> Result<(), Fault> {
    let sql = format!(
        "INSERT INTO diaban_audit ({COLUMNS}, token) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    );
    let mut insert = connection.prepare_cached(&sql)?;
    for entry in entries {
        insert.execute(params![
            to_millis(entry.at),
            entry.who,
            entry.role.map(|role| role.as_str()),
            entry.deed.as_str(),
            entry.subject.as_ref().map(|name| name.as_str()),
            entry.layer.as_ref().map(LayerName::as_str),
            entry.feature.map(|id| id.0),
            entry.revision.map(|revision| revision.0),
            entry.request_id,
            entry.address,
            entry.detail,
            entry.revision.map(&token).transpose()?.flatten().map(u64::cast_signed),
        ])?;
    }
    Ok(())
}

fn remove_from(connection: &Connection, first: Revision) -> Result<(), Fault> {
    connection.execute("DELETE FROM diaban_audit WHERE revision >= ?1", [first.0])?;
    Ok(())
}

/// Of lines whose commit is not known to be yet: removes those whose number is another's by the store's books, and keeps the others.
fn settle(connection: &Connection, books: &Connection) -> Result<(), Fault> {
    let open = "SELECT DISTINCT revision, token FROM diaban_audit WHERE token NOTNULL AND revision NOTNULL";
    let open: Vec<(u64, i64)> = connection
        .prepare_cached(open)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (revision, token) in open {
        let known = feed::token(books, Revision(revision))?.map(u64::cast_signed);
        if known.is_some_and(|known| known != token) {
            let sql = "DELETE FROM diaban_audit WHERE revision = ?1 AND token = ?2";
            connection.prepare_cached(sql)?.execute(params![revision, token])?;
        }
    }
    connection.prepare_cached("UPDATE diaban_audit SET token = NULL WHERE token NOTNULL")?.execute([])?;
    Ok(())
}

fn entry(row: &Row) -> rusqlite::Result<AuditEntry> {
    let is_there = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)? != rusqlite::types::ValueRef::Null);
    let layer = row.get::<_, Option<String>>(5)?;
    Ok(AuditEntry {
        at: from_millis(row.get(0)?),
        who: row.get(1)?,
        role: if is_there(2)? { Some(role(row, 2)?) } else { None },
        deed: Deed::parse(row.get_ref(3)?.as_str()?).ok_or_else(|| unknown(3))?,
        subject: if is_there(4)? { Some(name(row, 4)?) } else { None },
        layer: layer.map(|layer| LayerName::parse_stored(&layer).ok_or_else(|| unknown(5))).transpose()?,
        feature: row.get::<_, Option<u64>>(6)?.map(FeatureId),
        revision: row.get::<_, Option<u64>>(7)?.map(Revision),
        request_id: row.get(8)?,
        address: row.get(9)?,
        detail: row.get(10)?,
    })
}
