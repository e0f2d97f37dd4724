//! What is one value of the books.

use sqlx::PgConnection;

use crate::layer::Revision;
use crate::store::postgis::fault::Fault;

/// The layout a database has: 0 is none.
pub(in crate::store::postgis) async fn layout(connection: &mut PgConnection) -> Result<i64, Fault> {
    let has_books: bool =
        sqlx::query_scalar("SELECT to_regclass('diaban.meta') IS NOT NULL").fetch_one(&mut *connection).await?;
    if !has_books {
        return Ok(0);
    }
    let layout: Option<String> =
        sqlx::query_scalar("SELECT value FROM diaban.meta WHERE key = 'layout'").fetch_optional(connection).await?;
    Ok(layout.and_then(|layout| layout.parse().ok()).unwrap_or(0))
}

/// The last revision whose changes were forgotten: nobody follows from before it, and nothing is read as of before it.
pub(in crate::store::postgis) async fn forgotten(connection: &mut PgConnection) -> Result<Revision, Fault> {
    let found: Option<String> =
        sqlx::query_scalar("SELECT value FROM diaban.meta WHERE key = 'forgotten'").fetch_optional(connection).await?;
    Ok(Revision(found.and_then(|last| last.parse().ok()).unwrap_or(0)))
}
