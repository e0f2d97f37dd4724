//! Tokens in the private schema.

use std::time::SystemTime;

use sqlx::Row;
use sqlx::postgres::PgRow;

use super::PrivateSchema;
use super::users::{role, unknown};
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::private::{
    Bearer, Token, TokenDigest, TokenKind, USE_NOTED, UserName, from_millis, grants_of, to_millis,
};

impl PrivateSchema {
    pub(in crate::store) async fn add_token(&self, token: Token) -> Result<(), StoreError> {
        let adding = async {
            let ended = "DELETE FROM diaban_private.tokens WHERE expires <= $1";
            sqlx::query(ended).bind(to_millis(token.created)).execute(self.pool().await?).await?;
            // The lock keeps who is being removed just now from getting a token that outlives them.
            let added = sqlx::query(
                "INSERT INTO diaban_private.tokens (digest, kind, user_name, created, expires) \
                 SELECT $1, $2, name, $4, $5 FROM diaban_private.users WHERE name = $3 AND disabled IS NULL FOR SHARE",
            )
            .bind(token.digest.0.as_slice())
            .bind(token.kind.as_str())
            .bind(token.user.as_str())
            .bind(to_millis(token.created))
            .bind(to_millis(token.expires))
            .execute(self.pool().await?)
            .await?;
            if added.rows_affected() == 0 { Err(StoreError::UserNotFound { name: token.user }.into()) } else { Ok(()) }
        };
        self.said("adding a token to", adding.await)
    }

    pub(in crate::store) async fn bearer(
        &self,
        digest: &TokenDigest,
        at: SystemTime,
    ) -> Result<Option<Bearer>, StoreError> {
        let looking = async {
            let found = sqlx::query(
                "SELECT user_name, role, kind, expires, used, grants FROM diaban_private.tokens \
                 JOIN diaban_private.users ON name = user_name WHERE digest = $1 AND expires > $2 AND disabled IS NULL",
            )
            .bind(digest.0.as_slice())
            .bind(to_millis(at))
            .fetch_optional(self.pool().await?)
            .await?;
            let Some(row) = found else { return Ok(None) };
            let used: Option<i64> = row.try_get(4)?;
            if used.is_none_or(|used| from_millis(used) + USE_NOTED <= at) {
                let note = "UPDATE diaban_private.tokens SET used = $2 WHERE digest = $1";
                // Who shows a good token is known, also where the disk is full.
                let _ =
                    sqlx::query(note).bind(digest.0.as_slice()).bind(to_millis(at)).execute(self.pool().await?).await;
            }
            bearer(&row).map(Some)
        };
        self.said("looking for a token in", looking.await)
    }

    pub(in crate::store) async fn end_token(&self, digest: &TokenDigest) -> Result<(), StoreError> {
        let ending = async {
            let end = "DELETE FROM diaban_private.tokens WHERE digest = $1";
            sqlx::query(end).bind(digest.0.as_slice()).execute(self.pool().await?).await?;
            Ok(())
        };
        self.said("ending a token in", ending.await)
    }
}

fn bearer(row: &PgRow) -> Result<Bearer, Fault> {
    let kind: &str = row.try_get(2)?;
    Ok(Bearer {
        user: UserName::parse(row.try_get(0)?)?,
        role: role(row.try_get(1)?)?,
        grants: grants_of(row.try_get(5)?),
        kind: TokenKind::parse(kind).ok_or_else(|| unknown(kind))?,
        expires: from_millis(row.try_get(3)?),
    })
}
