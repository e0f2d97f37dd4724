//! The tables of a private file. Times are milliseconds since 1970 in UTC.
//!
//! | Table | Holds |
//! |---|---|
//! | `diaban_private` | layout number |
//! | `diaban_user` | who may sign in; removed users keep their line without a hash |
//! | `diaban_token` | SHA-256 of bearer tokens and sessions |
//! | `diaban_audit` | who did what, in order |
//! | `diaban_contact` | how people can be reached who handed something in, by the SHA-256 of their receipt |
//! | `diaban_holder` | personal data of a feature at a revision; nothing writes it yet |

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::StoreError;
use crate::store::gpkg::books::meta::exists;
use crate::store::gpkg::books::migrate::make_container;
use crate::store::gpkg::fault::Fault;

/// Number of this layout.
const LAYOUT: i64 = 5;

const TABLES: &str = "
CREATE TABLE diaban_private (layout INTEGER NOT NULL);
CREATE TABLE diaban_user (name TEXT PRIMARY KEY NOT NULL, hash TEXT, role TEXT NOT NULL, created INTEGER NOT NULL,
  disabled INTEGER, grants TEXT NOT NULL DEFAULT '', factor BLOB, factor_step INTEGER) WITHOUT ROWID;
CREATE TABLE diaban_token (digest BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL, user TEXT NOT NULL REFERENCES diaban_user,
  created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER) WITHOUT ROWID;
CREATE INDEX diaban_token_user ON diaban_token (user);
CREATE INDEX diaban_token_expires ON diaban_token (expires);
CREATE TABLE diaban_audit (entry INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, role TEXT,
  deed TEXT NOT NULL, subject TEXT, layer TEXT, fid INTEGER, revision INTEGER, request TEXT NOT NULL, address TEXT NOT NULL,
  detail TEXT, token INTEGER);
CREATE INDEX diaban_audit_revision ON diaban_audit (revision) WHERE revision NOTNULL;
CREATE INDEX diaban_audit_token ON diaban_audit (revision) WHERE token NOTNULL;
CREATE TABLE diaban_holder (layer TEXT NOT NULL, fid INTEGER NOT NULL, revision INTEGER NOT NULL, name TEXT, id_number TEXT,
  address TEXT, certificate TEXT, PRIMARY KEY (layer, fid, revision)) WITHOUT ROWID;
CREATE TABLE diaban_contact (digest BLOB PRIMARY KEY NOT NULL, name TEXT, phone TEXT, email TEXT, created INTEGER NOT NULL) WITHOUT ROWID;
";

/// Steps from layout 1 on, in order; one that was ever released is never changed.
const STEPS: [&str; 4] = [FROM_1, FROM_2, FROM_3, FROM_4];

/// From layout 1: powers of users, what exactly was done, and a quick way to the lines of a commit.
const FROM_1: &str = "
ALTER TABLE diaban_user ADD COLUMN grants TEXT NOT NULL DEFAULT '';
ALTER TABLE diaban_audit ADD COLUMN detail TEXT;
CREATE INDEX diaban_audit_revision ON diaban_audit (revision) WHERE revision NOTNULL;
UPDATE diaban_private SET layout = 2;
";

/// From layout 2: the secret of a second factor, and the time step of the last code that was used.
const FROM_2: &str = "
ALTER TABLE diaban_user ADD COLUMN factor BLOB;
ALTER TABLE diaban_user ADD COLUMN factor_step INTEGER;
UPDATE diaban_private SET layout = 3;
";

/// From layout 3: the token of the commit a line tells of, until it is known that this commit came to be.
const FROM_3: &str = "
ALTER TABLE diaban_audit ADD COLUMN token INTEGER;
CREATE INDEX diaban_audit_token ON diaban_audit (revision) WHERE token NOTNULL;
UPDATE diaban_private SET layout = 4;
";

/// From layout 4: how people can be reached who handed something in.
const FROM_4: &str = "
CREATE TABLE diaban_contact (digest BLOB PRIMARY KEY NOT NULL, name TEXT, phone TEXT, email TEXT, created INTEGER NOT NULL) WITHOUT ROWID;
UPDATE diaban_private SET layout = 5;
";

/// Gives a file that was just opened what it lacks; refuses one of a newer program, and one that is something else.
pub(super) fn complete(connection: &mut Connection, path: &Path) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if exists(&transaction, "diaban_private")? {
        let found: i64 = transaction.query_row("SELECT layout FROM diaban_private", [], |row| row.get(0))?;
        if found > LAYOUT {
            return Err(StoreError::TooNew { path: path.to_path_buf(), found, known: LAYOUT }.into());
        }
        for step in STEPS.iter().skip(usize::try_from(found - 1).unwrap_or(0)) {
            transaction.execute_batch(step)?;
        }
        return Ok(transaction.commit()?);
    }
    let is_empty = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)";
    if !transaction.query_row(is_empty, [], |row| row.get::<_, bool>(0))? {
        return Err(StoreError::NotAStore { path: path.to_path_buf() }.into());
    }
    make_container(&transaction)?;
    transaction.execute_batch(TABLES)?;
    transaction.execute("INSERT INTO diaban_private VALUES (?1)", [LAYOUT])?;
    Ok(transaction.commit()?)
}
