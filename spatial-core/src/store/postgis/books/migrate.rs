//! Brings a database to the layout this program knows, one step at a time, each in a transaction of its own that also takes its number.

use sqlx::{Executor, PgConnection};

use super::{catalogue, meta, triggers};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;
use crate::store::postgis::link::roles;
use crate::store::{Migrated, StoreError};

/// The steps in order; a step that was ever released is never changed.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_books.sql"),
    include_str!("migrations/0002_private.sql"),
    include_str!("migrations/0003_subjects.sql"),
    include_str!("migrations/0004_series.sql"),
    include_str!("migrations/0005_assets.sql"),
    include_str!("migrations/0006_columns.sql"),
    include_str!("migrations/0007_showing.sql"),
    include_str!("migrations/0008_second_factor.sql"),
    include_str!("migrations/0009_recorded.sql"),
    include_str!("migrations/0010_contacts.sql"),
];

/// One program migrates at a time.
const LOCK: i64 = 7_017_290;

/// The layout this program works with.
pub(in crate::store::postgis) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Takes the steps that are missing, up to one of them, and gives the roles their rights. The extension is made by whoever may, everything
/// else belongs to the owners.
pub(in crate::store::postgis) async fn migrate(
    connection: &mut PgConnection,
    place: &str,
    until: i64,
) -> Result<Migrated, Fault> {
    let has_postgis: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'postgis')")
        .fetch_one(&mut *connection)
        .await?;
    if !has_postgis && let Err(source) = connection.execute("CREATE EXTENSION IF NOT EXISTS postgis").await {
        return Err(StoreError::NoPostgis { place: place.to_owned(), source }.into());
    }
    roles::make(connection).await?;
    let steps = steps(connection, place, until).await?;
    // Roles may have been made, or taken away, since the last time.
    let has_roles = roles::exist(connection).await?;
    roles::grant(connection).await?;
    if meta::layout(connection).await? == newest() {
        for entry in catalogue::all(connection).await? {
            // A table that was given to somebody else is theirs to see to.
            if roles::is_ours(connection, &entry).await? {
                triggers::renew(connection, &entry).await?;
                roles::grant_layer(connection, &entry).await?;
            }
        }
    }
    connection.execute("RESET ROLE").await?;
    Ok(Migrated { steps, has_roles })
}

async fn steps(connection: &mut PgConnection, place: &str, until: i64) -> Result<usize, Fault> {
    roles::act_as_owner(connection).await?;
    let mut taken = 0;
    loop {
        connection.execute("BEGIN").await?;
        sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *connection).await?;
        let found = meta::layout(connection).await?;
        if found > newest() {
            return Err(StoreError::TooNew { path: place.into(), found, known: newest() }.into());
        }
        let Some(step) = usize::try_from(found).ok().and_then(|found| STEPS.get(found)).filter(|_| found < until)
        else {
            connection.execute("COMMIT").await?;
            return Ok(taken);
        };
        take(connection, step, found + 1).await?;
        connection.execute("COMMIT").await?;
        taken += 1;
    }
}

async fn take(connection: &mut PgConnection, step: &'static str, number: i64) -> Result<(), Fault> {
    // Functions that act as the owner name the schema PostGIS is in: nobody else's functions stand in for its own.
    let postgis: String = sqlx::query_scalar(
        "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'",
    )
    .fetch_one(&mut *connection)
    .await?;
    connection.execute(built(step.replace("@postgis@", &postgis))).await?;
    if number == 1 {
        sqlx::query("INSERT INTO diaban.meta VALUES ('uuid', $1)")
            .bind(uuid::Uuid::new_v4().to_string())
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("INSERT INTO diaban.meta VALUES ('layout', $1) ON CONFLICT (key) DO UPDATE SET value = $1")
        .bind(number.to_string())
        .execute(&mut *connection)
        .await?;
    Ok(())
}
