//! Users in the private schema.

use std::time::SystemTime;

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::PrivateSchema;
use super::audit::note;
use crate::layer::Grant;
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::private::{
    AuditEntry, GrantChange, NewUser, PasswordHash, Role, TokenKind, User, UserName, from_millis, grants_of,
    grants_text, to_millis,
};

impl PrivateSchema {
    pub(in crate::store) async fn add_user(&self, user: NewUser) -> Result<(), StoreError> {
        let adding = async {
            let added = sqlx::query(
                "INSERT INTO diaban_private.users AS known (name, hash, role, created, grants) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, role = excluded.role, grants = excluded.grants, \
                 disabled = NULL, factor = NULL, factor_step = NULL WHERE known.disabled IS NOT NULL",
            )
            .bind(user.name.as_str())
            .bind(user.hash.as_str())
            .bind(user.role.as_str())
            .bind(to_millis(user.created))
            .bind(grants_text(&user.grants))
            .execute(self.pool().await?)
            .await?;
            if added.rows_affected() == 0 { Err(StoreError::UserExists { name: user.name }.into()) } else { Ok(()) }
        };
        self.said("adding a user to", adding.await)
    }

    pub(in crate::store) async fn users(&self) -> Result<Vec<User>, StoreError> {
        let listing = async {
            let users = "SELECT name, role, created, disabled, grants, factor IS NOT NULL FROM diaban_private.users ORDER BY name";
            sqlx::query(users).fetch_all(self.pool().await?).await?.iter().map(user).collect()
        };
        self.said("listing the users of", listing.await)
    }

    pub(in crate::store) async fn user(&self, name: &UserName) -> Result<Option<(User, PasswordHash)>, StoreError> {
        let looking = async {
            let found = sqlx::query(
                "SELECT name, role, created, disabled, grants, factor IS NOT NULL, hash FROM diaban_private.users \
                 WHERE name = $1 AND disabled IS NULL",
            )
            .bind(name.as_str())
            .fetch_optional(self.pool().await?)
            .await?;
            let with_hash = |row: PgRow| Ok((user(&row)?, PasswordHash::new(row.try_get(6)?)));
            found.map(with_hash).transpose()
        };
        self.said("looking for a user in", looking.await)
    }

    pub(in crate::store) async fn change_grants(
        &self,
        change: GrantChange,
        line: AuditEntry,
    ) -> Result<Vec<Grant>, StoreError> {
        let changing = async {
            let mut transaction = self.pool().await?.begin().await?;
            let name = change.user.as_str();
            // Locked, so that of two changes at once neither undoes the other.
            let held = "SELECT grants FROM diaban_private.users WHERE name = $1 AND disabled IS NULL FOR UPDATE";
            let held: Option<PgRow> = sqlx::query(held).bind(name).fetch_optional(&mut *transaction).await?;
            let held = held.ok_or_else(|| StoreError::UserNotFound { name: change.user.clone() })?;
            let grants = change.applied(grants_of(held.try_get(0)?))?;
            let set = "UPDATE diaban_private.users SET grants = $2 WHERE name = $1";
            sqlx::query(set).bind(name).bind(grants_text(&grants)).execute(&mut *transaction).await?;
            note(&mut transaction, &[line], None).await?;
            transaction.commit().await?;
            Ok(grants)
        };
        self.said("changing the powers of a user of", changing.await)
    }

    pub(in crate::store) async fn remove_user(&self, name: &UserName, at: SystemTime) -> Result<(), StoreError> {
        let removing = async {
            let mut transaction = self.pool().await?.begin().await?;
            let removed = sqlx::query(
                "UPDATE diaban_private.users SET hash = NULL, grants = '', disabled = $2, factor = NULL, factor_step = NULL \
                 WHERE name = $1 AND disabled IS NULL",
            )
            .bind(name.as_str())
            .bind(to_millis(at))
            .execute(&mut *transaction)
            .await?;
            if removed.rows_affected() == 0 {
                return Err(StoreError::UserNotFound { name: name.clone() }.into());
            }
            end(&mut transaction, Some(name), true).await?;
            Ok(transaction.commit().await?)
        };
        self.said("removing a user from", removing.await)
    }
}

impl PrivateSchema {
    pub(in crate::store) async fn set_password(
        &self,
        name: &UserName,
        hash: PasswordHash,
        line: AuditEntry,
    ) -> Result<(), StoreError> {
        let changing = async {
            let mut transaction = self.pool().await?.begin().await?;
            let set = "UPDATE diaban_private.users SET hash = $2 WHERE name = $1 AND disabled IS NULL";
            let set = sqlx::query(set).bind(name.as_str()).bind(hash.as_str()).execute(&mut *transaction).await?;
            if set.rows_affected() == 0 {
                return Err(StoreError::UserNotFound { name: name.clone() }.into());
            }
            end(&mut transaction, Some(name), false).await?;
            note(&mut transaction, &[line], None).await?;
            Ok(transaction.commit().await?)
        };
        self.said("changing a password in", changing.await)
    }

    pub(in crate::store) async fn end_sessions(
        &self,
        of: Option<&UserName>,
        and_tokens: bool,
        line: AuditEntry,
    ) -> Result<u64, StoreError> {
        let ending = async {
            let mut transaction = self.pool().await?.begin().await?;
            if let Some(name) = of {
                let is_there = "SELECT EXISTS (SELECT 1 FROM diaban_private.users WHERE name = $1)";
                let is_there: bool =
                    sqlx::query_scalar(is_there).bind(name.as_str()).fetch_one(&mut *transaction).await?;
                if !is_there {
                    return Err(StoreError::UserNotFound { name: name.clone() }.into());
                }
            }
            let ended = end(&mut transaction, of, and_tokens).await?;
            note(&mut transaction, &[line], None).await?;
            transaction.commit().await?;
            Ok(ended)
        };
        self.said("ending sessions in", ending.await)
    }
}

/// Ends the sessions of one or of all, and their tokens with them if so asked; how many.
pub(super) async fn end(
    connection: &mut PgConnection,
    of: Option<&UserName>,
    and_tokens: bool,
) -> Result<u64, sqlx::Error> {
    let ended = sqlx::query(
        "DELETE FROM diaban_private.tokens WHERE ($1::text IS NULL OR user_name = $1) AND ($2 OR kind = $3)",
    )
    .bind(of.map(UserName::as_str))
    .bind(and_tokens)
    .bind(TokenKind::Session.as_str());
    Ok(ended.execute(connection).await?.rows_affected())
}

fn user(row: &PgRow) -> Result<User, Fault> {
    Ok(User {
        name: UserName::parse(row.try_get(0)?)?,
        role: role(row.try_get(1)?)?,
        created: from_millis(row.try_get(2)?),
        disabled: row.try_get::<Option<i64>, _>(3)?.map(from_millis),
        grants: grants_of(row.try_get(4)?),
        has_factor: row.try_get(5)?,
    })
}

pub(super) fn role(word: &str) -> Result<Role, Fault> {
    Role::parse(word).ok_or_else(|| unknown(word))
}

/// Unknown role name.
pub(super) fn unknown(word: &str) -> Fault {
    Fault::Sql(sqlx::Error::Decode(format!("unknown word {word:?}").into()))
}
