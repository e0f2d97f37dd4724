//! Second factors of users in the private file.

use rusqlite::{OptionalExtension, params};

use super::PrivateFile;
use super::audit::insert;
use super::users::end;
use crate::store::StoreError;
use crate::store::private::{AuditEntry, FactorSecret, UserName};

impl PrivateFile {
    pub(in crate::store) async fn factor(&self, name: &UserName) -> Result<Option<FactorSecret>, StoreError> {
        let name = name.clone();
        self.ask("looking for a second factor in", move |connection| {
            let factor = "SELECT factor FROM diaban_user WHERE name = ?1 AND disabled IS NULL";
            let found = connection.prepare_cached(factor)?.query_row([name.as_str()], |row| row.get(0)).optional()?;
            Ok(found.flatten().map(FactorSecret))
        })
        .await
    }

    pub(in crate::store) async fn set_factor(
        &self,
        name: &UserName,
        secret: Option<FactorSecret>,
        line: AuditEntry,
    ) -> Result<(), StoreError> {
        let name = name.clone();
        self.write("changing a second factor in", move |connection| {
            let had = "SELECT factor IS NOT NULL FROM diaban_user WHERE name = ?1 AND disabled IS NULL";
            let had: Option<bool> = connection.query_row(had, [name.as_str()], |row| row.get(0)).optional()?;
            match had {
                None => return Err(StoreError::UserNotFound { name }.into()),
                Some(false) if secret.is_none() => return Err(StoreError::FactorNotHeld { name }.into()),
                Some(_) => {}
            }
            let set = "UPDATE diaban_user SET factor = ?2, factor_step = NULL WHERE name = ?1";
            connection.execute(set, params![name.as_str(), secret.map(|secret| secret.0)])?;
            end(connection, Some(&name), false)?;
            insert(connection, &[line])
        })
        .await
    }

    pub(in crate::store) async fn use_code(
        &self,
        name: &UserName,
        secret: &FactorSecret,
        step: i64,
    ) -> Result<bool, StoreError> {
        let (name, secret) = (name.clone(), *secret);
        self.write("noting the use of a code in", move |connection| {
            let used = connection.execute(
                "UPDATE diaban_user SET factor_step = ?3 WHERE name = ?1 AND factor = ?2 AND disabled IS NULL \
                 AND (factor_step IS NULL OR factor_step < ?3)",
                params![name.as_str(), secret.0, step],
            )?;
            Ok(used > 0)
        })
        .await
    }
}
