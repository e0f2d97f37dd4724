//! Users in the private file.

use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::PrivateFile;
use super::audit::insert;
use crate::layer::Grant;
use crate::store::StoreError;
use crate::store::private::{
    AuditEntry, GrantChange, NewUser, PasswordHash, Role, TokenKind, User, UserName, from_millis, grants_of,
    grants_text, to_millis,
};

impl PrivateFile {
    pub(in crate::store) async fn add_user(&self, user: NewUser) -> Result<(), StoreError> {
        self.write("adding a user to", move |connection| {
            let added = connection.execute(
                "INSERT INTO diaban_user (name, hash, role, created, grants) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, role = excluded.role, grants = excluded.grants, \
                 disabled = NULL, factor = NULL, factor_step = NULL WHERE disabled IS NOT NULL",
                params![
                    user.name.as_str(),
                    user.hash.as_str(),
                    user.role.as_str(),
                    to_millis(user.created),
                    grants_text(&user.grants)
                ],
            )?;
            if added == 0 { Err(StoreError::UserExists { name: user.name }.into()) } else { Ok(()) }
        })
        .await
    }

    pub(in crate::store) async fn users(&self) -> Result<Vec<User>, StoreError> {
        self.ask("listing the users of", |connection| {
            let users =
                "SELECT name, role, created, disabled, grants, factor IS NOT NULL FROM diaban_user ORDER BY name";
            let mut users = connection.prepare(users)?;
            let users = users.query_map([], user)?.collect::<Result<Vec<_>, _>>()?;
            Ok(users)
        })
        .await
    }

    pub(in crate::store) async fn user(&self, name: &UserName) -> Result<Option<(User, PasswordHash)>, StoreError> {
        let name = name.clone();
        self.ask("looking for a user in", move |connection| {
            let found = connection
                .prepare_cached(
                    "SELECT name, role, created, disabled, grants, factor IS NOT NULL, hash FROM diaban_user \
                     WHERE name = ?1 AND disabled IS NULL",
                )?
                .query_row([name.as_str()], |row| Ok((user(row)?, PasswordHash::new(row.get(6)?))))
                .optional()?;
            Ok(found)
        })
        .await
    }

    pub(in crate::store) async fn change_grants(
        &self,
        change: GrantChange,
        line: AuditEntry,
    ) -> Result<Vec<Grant>, StoreError> {
        self.write("changing the powers of a user of", move |connection| {
            let name = change.user.as_str();
            let held = "SELECT grants FROM diaban_user WHERE name = ?1 AND disabled IS NULL";
            let held: Option<String> = connection.query_row(held, [name], |row| row.get(0)).optional()?;
            let held = held.ok_or_else(|| StoreError::UserNotFound { name: change.user.clone() })?;
            let grants = change.applied(grants_of(&held))?;
            let set = "UPDATE diaban_user SET grants = ?2 WHERE name = ?1";
            connection.execute(set, params![name, grants_text(&grants)])?;
            insert(connection, &[line])?;
            Ok(grants)
        })
        .await
    }

    pub(in crate::store) async fn remove_user(&self, name: &UserName, at: SystemTime) -> Result<(), StoreError> {
        let name = name.clone();
        self.write("removing a user from", move |connection| {
            let removed = connection.execute(
                "UPDATE diaban_user SET hash = NULL, grants = '', disabled = ?2, factor = NULL, factor_step = NULL \
                 WHERE name = ?1 AND disabled IS NULL",
                params![name.as_str(), to_millis(at)],
            )?;
            if removed == 0 {
                return Err(StoreError::UserNotFound { name }.into());
            }
            end(connection, Some(&name), true)?;
            Ok(())
        })
        .await
    }
}

impl PrivateFile {
    pub(in crate::store) async fn set_password(
        &self,
        name: &UserName,
        hash: PasswordHash,
        line: AuditEntry,
    ) -> Result<(), StoreError> {
        let name = name.clone();
        self.write("changing a password in", move |connection| {
            let set = "UPDATE diaban_user SET hash = ?2 WHERE name = ?1 AND disabled IS NULL";
            if connection.execute(set, params![name.as_str(), hash.as_str()])? == 0 {
                return Err(StoreError::UserNotFound { name }.into());
            }
            end(connection, Some(&name), false)?;
            insert(connection, &[line])
        })
        .await
    }

    pub(in crate::store) async fn end_sessions(
        &self,
        of: Option<&UserName>,
        and_tokens: bool,
        line: AuditEntry,
    ) -> Result<u64, StoreError> {
        let of = of.cloned();
        self.write("ending sessions in", move |connection| {
            if let Some(name) = &of {
                let is_there = "SELECT EXISTS (SELECT 1 FROM diaban_user WHERE name = ?1)";
                if !connection.query_row(is_there, [name.as_str()], |row| row.get::<_, bool>(0))? {
                    return Err(StoreError::UserNotFound { name: name.clone() }.into());
                }
            }
            let ended = end(connection, of.as_ref(), and_tokens)?;
            insert(connection, &[line])?;
            Ok(ended)
        })
        .await
    }
}

/// Ends the sessions of one or of all, and their tokens with them if so asked; how many.
pub(super) fn end(connection: &Connection, of: Option<&UserName>, and_tokens: bool) -> rusqlite::Result<u64> {
    let ended = connection.execute(
        "DELETE FROM diaban_token WHERE (?1 IS NULL OR user = ?1) AND (?2 OR kind = ?3)",
        params![of.map(UserName::as_str), and_tokens, TokenKind::Session.as_str()],
    )?;
    Ok(ended as u64)
}

fn user(row: &Row) -> rusqlite::Result<User> {
    Ok(User {
        name: name(row, 0)?,
        role: role(row, 1)?,
        created: from_millis(row.get(2)?),
        disabled: row.get::<_, Option<i64>>(3)?.map(from_millis),
        grants: grants_of(row.get_ref(4)?.as_str()?),
        has_factor: row.get(5)?,
    })
}

/// A name the file holds; one that somebody wrote into it by hand may be none.
pub(super) fn name(row: &Row, at: usize) -> rusqlite::Result<UserName> {
    UserName::parse(row.get_ref(at)?.as_str()?).map_err(|_| unknown(at))
}

pub(super) fn role(row: &Row, at: usize) -> rusqlite::Result<Role> {
    Role::parse(row.get_ref(at)?.as_str()?).ok_or_else(|| unknown(at))
}

/// Unknown role name.
pub(super) fn unknown(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, "unknown word".into())
}
