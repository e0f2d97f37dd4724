//! Tokens in the private file.

use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::PrivateFile;
use super::users::{name, role, unknown};
use crate::store::StoreError;
use crate::store::private::{Bearer, Token, TokenDigest, TokenKind, USE_NOTED, from_millis, grants_of, to_millis};

impl PrivateFile {
    pub(in crate::store) async fn add_token(&self, token: Token) -> Result<(), StoreError> {
        self.write("adding a token to", move |connection| {
            connection.execute("DELETE FROM diaban_token WHERE expires <= ?1", [to_millis(token.created)])?;
            let added = connection.execute(
                "INSERT INTO diaban_token (digest, kind, user, created, expires) SELECT ?1, ?2, name, ?4, ?5 FROM diaban_user \
                 WHERE name = ?3 AND disabled IS NULL",
                params![
                    token.digest.0,
                    token.kind.as_str(),
                    token.user.as_str(),
                    to_millis(token.created),
                    to_millis(token.expires)
                ],
            )?;
            if added == 0 { Err(StoreError::UserNotFound { name: token.user }.into()) } else { Ok(()) }
        })
        .await
    }

    pub(in crate::store) async fn bearer(
        &self,
        digest: &TokenDigest,
        at: SystemTime,
    ) -> Result<Option<Bearer>, StoreError> {
        let digest = *digest;
        let found = self.ask("looking for a token in", move |connection| Ok(found(connection, &digest, at)?)).await?;
        let Some((bearer, used)) = found else { return Ok(None) };
        if used.is_none_or(|used| used + USE_NOTED <= at) {
            // Who shows a good token is known, also where the disk is full.
            let _ = self.note_use(digest, at).await;
        }
        Ok(Some(bearer))
    }

    async fn note_use(&self, digest: TokenDigest, at: SystemTime) -> Result<(), StoreError> {
        self.write("noting the use of a token in", move |connection| {
            let used = "UPDATE diaban_token SET used = ?2 WHERE digest = ?1";
            connection.execute(used, params![digest.0, to_millis(at)])?;
            Ok(())
        })
        .await
    }

    pub(in crate::store) async fn end_token(&self, digest: &TokenDigest) -> Result<(), StoreError> {
        let digest = *digest;
        self.write("ending a token in", move |connection| {
            connection.execute("DELETE FROM diaban_token WHERE digest = ?1", [digest.0])?;
            Ok(())
        })
        .await
    }
}

fn found(
    connection: &Connection,
    digest: &TokenDigest,
    at: SystemTime,
) -> rusqlite::Result<Option<(Bearer, Option<SystemTime>)>> {
    connection
        .prepare_cached(
            "SELECT user, role, kind, expires, used, grants FROM diaban_token JOIN diaban_user ON name = user \
             WHERE digest = ?1 AND expires > ?2 AND disabled IS NULL",
        )?
        .query_row(params![digest.0, to_millis(at)], bearer)
        .optional()
}

fn bearer(row: &Row) -> rusqlite::Result<(Bearer, Option<SystemTime>)> {
    let kind = TokenKind::parse(row.get_ref(2)?.as_str()?).ok_or_else(|| unknown(2))?;
    let (expires, grants) = (from_millis(row.get(3)?), grants_of(row.get_ref(5)?.as_str()?));
    let bearer = Bearer { user: name(row, 0)?, role: role(row, 1)?, grants, kind, expires };
    Ok((bearer, row.get::<_, Option<i64>>(4)?.map(from_millis)))
}
