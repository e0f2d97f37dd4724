//! The one writing door: a transaction's changes, all or none, with a number of their own.
//!
//! The number is drawn at COMMIT under a lock that is held until the commit is visible (`books/migrations/0001_books.sql`). Were it held
//! while the disk writes, no two commits could share a write; so COMMIT does not wait for the disk, and a second statement does,
//! after the lock is gone and before anybody is told. What the disk has not seen when the machine dies was never acknowledged, and who
//! read it finds the store at another commit (`feed::has_been_at`).

use sqlx::{PgConnection, PgPool, Postgres};

use super::changes::Writing;
use crate::layer::{Layout, Revision, Transaction};
use crate::store::postgis::books::{entry, feed};
use crate::store::postgis::fault::{self, Fault};
use crate::store::postgis::form::{built, text};
use crate::store::postgis::private;
use crate::store::private::PendingAudit;
use crate::store::{Committed, StoreError};

/// How often the number of a commit is asked for.
const ATTEMPTS: usize = 3;

/// Commits, durably. What the audit log is to say of it is written in the same transaction.
pub(in crate::store::postgis) async fn commit(
    pool: &PgPool,
    transaction: &Transaction,
    audit: &[PendingAudit],
) -> Result<Committed, Fault> {
    let mut sql = begin(pool, &transaction.expected_layouts).await?;
    let mut writing = Writing::new(&mut sql);
    writing.expect_revision(transaction.expected_revision).await?;
    let number = begun(writing.connection, &transaction.who, &transaction.why).await?;
    let inserted = writing.apply(transaction).await?;
    private::note_pending(&mut sql, audit, &inserted, number).await?;
    // From here on nobody can take it back, and a lost answer does not say that it failed.
    if let Err(error) = sql.commit().await {
        return Err(if fault::code(&error).is_some() { error.into() } else { unconfirmed(&error) });
    }
    Ok(Committed { revision: durable(pool, number).await?, inserted })
}

/// The number of this transaction in the books.
pub(in crate::store::postgis) async fn begun(
    connection: &mut PgConnection,
    who: &str,
    why: &str,
) -> Result<i64, Fault> {
    let (who, why) = (text::stored(who), text::stored(why));
    let begin = sqlx::query_scalar("SELECT diaban.begin($1, $2)").bind(&*who).bind(&*why);
    Ok(begin.fetch_one(connection).await?)
}

/// Begins with a hold on the layers that are to be laid out as expected: an import that takes the place of one waits until the commit.
async fn begin(pool: &PgPool, layouts: &[Layout]) -> Result<sqlx::Transaction<'static, Postgres>, sqlx::Error> {
    let holds =
        layouts.iter().map(|layout| format!("; LOCK TABLE {} IN ROW EXCLUSIVE MODE", entry::table(&layout.layer)));
    let statements = std::iter::once("BEGIN".to_owned()).chain(holds).collect::<String>();
    match pool.begin_with(built(statements)).await {
        // Which layer is not there is found out by who looks for it.
        Err(error) if fault::code(&error).as_deref() == Some("42P01") => pool.begin().await,
        begun => begun,
    }
}

fn unconfirmed(error: &sqlx::Error) -> Fault {
    tracing::warn!(%error, "a commit succeeded but its revision could not be read back");
    StoreError::Unconfirmed.into()
}

/// Waits until the disk holds a commit, and returns its revision: a message of no bytes is written behind it, and waited for.
///
/// It is asked for again while the database does not answer; [`StoreError::Unconfirmed`] if that takes too long.
pub(in crate::store::postgis) async fn durable(pool: &PgPool, number: i64) -> Result<Revision, Fault> {
    let mut asked = 0;
    loop {
        let answer: Result<i64, _> = sqlx::query_scalar(
            "SELECT revision FROM diaban.commit, pg_logical_emit_message(true, 'diaban', '') WHERE tx = $1",
        )
        .bind(number)
        .fetch_one(pool)
        .await;
        asked += 1;
        match answer {
            Ok(revision) => return Ok(feed::revision(revision)),
            Err(error) if asked >= ATTEMPTS => return Err(unconfirmed(&error)),
            Err(_) => {}
        }
    }
}
