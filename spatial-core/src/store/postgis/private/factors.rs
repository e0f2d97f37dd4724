//! Second factors of users in the private schema.

use super::PrivateSchema;
use super::audit::note;
use super::users::{end, unknown};
use crate::store::StoreError;
use crate::store::private::{AuditEntry, FactorSecret, UserName};

impl PrivateSchema {
    pub(in crate::store) async fn factor(&self, name: &UserName) -> Result<Option<FactorSecret>, StoreError> {
        let looking = async {
            let factor = "SELECT factor FROM diaban_private.users WHERE name = $1 AND disabled IS NULL";
            let factor = sqlx::query_scalar::<_, Option<Vec<u8>>>(factor).bind(name.as_str());
            let found = factor.fetch_optional(self.pool().await?).await?.flatten();
            let secret = found.map(|bytes| bytes.try_into().map(FactorSecret)).transpose();
            // What was there instead is not told: it is a secret all the same.
            secret.map_err(|_| unknown("factor"))
        };
        self.said("looking for a second factor in", looking.await)
    }

    pub(in crate::store) async fn set_factor(
        &self,
        name: &UserName,
        secret: Option<FactorSecret>,
        line: AuditEntry,
    ) -> Result<(), StoreError> {
        let changing = async {
            let mut transaction = self.pool().await?.begin().await?;
            let had =
                "SELECT factor IS NOT NULL FROM diaban_private.users WHERE name = $1 AND disabled IS NULL FOR UPDATE";
            let had: Option<bool> =
                sqlx::query_scalar(had).bind(name.as_str()).fetch_optional(&mut *transaction).await?;
            match had {
                None => return Err(StoreError::UserNotFound { name: name.clone() }.into()),
                Some(false) if secret.is_none() => {
                    return Err(StoreError::FactorNotHeld { name: name.clone() }.into());
                }
                Some(_) => {}
            }
            let set = "UPDATE diaban_private.users SET factor = $2, factor_step = NULL WHERE name = $1";
            let set = sqlx::query(set).bind(name.as_str()).bind(secret.map(|secret| secret.0.to_vec()));
            set.execute(&mut *transaction).await?;
            end(&mut transaction, Some(name), false).await?;
            note(&mut transaction, &[line], None).await?;
            Ok(transaction.commit().await?)
        };
        self.said("changing a second factor in", changing.await)
    }

    pub(in crate::store) async fn use_code(
        &self,
        name: &UserName,
        secret: &FactorSecret,
        step: i64,
    ) -> Result<bool, StoreError> {
        let using = async {
            // Of two at once the second waits for the row, and then finds the step taken.
            let used = sqlx::query(
                "UPDATE diaban_private.users SET factor_step = $3 WHERE name = $1 AND factor = $2 AND disabled IS NULL \
                 AND (factor_step IS NULL OR factor_step < $3)",
            )
            .bind(name.as_str())
            .bind(secret.0.as_slice())
            .bind(step)
            .execute(self.pool().await?)
            .await?;
            Ok(used.rows_affected() > 0)
        };
        self.said("noting the use of a code in", using.await)
    }
}
