//! The change feed: where the store stands, and who touched what since.

use sqlx::{PgConnection, Row};

use super::meta;
use crate::layer::{ChangeRow, FeatureId, LayerName, Position, Revision, Touched};
use crate::store::postgis::fault::Fault;

/// The uuid of the store, its last commit, and what was drawn at random for it.
pub(in crate::store::postgis) async fn position(connection: &mut PgConnection) -> Result<Position, Fault> {
    let row = sqlx::query(
        "SELECT m.value, c.revision, c.token FROM diaban.meta m LEFT JOIN LATERAL \
         (SELECT revision, token FROM diaban.commit WHERE revision IS NOT NULL ORDER BY revision DESC LIMIT 1) c ON true \
         WHERE m.key = 'uuid'",
    )
    .fetch_one(connection)
    .await?;
    Ok(Position {
        store: row.try_get(0)?,
        revision: revision(row.try_get::<Option<i64>, _>(1)?.unwrap_or(0)),
        token: row.try_get::<Option<i64>, _>(2)?.unwrap_or(0).cast_unsigned(),
        schema_version: 0,
    })
}

/// True if this store once stood there and its changes since are known: it goes on from what was read at that position. False for another store, for an older copy
/// put back, and after a promotion that lost the commit.
pub(in crate::store::postgis) async fn has_been_at(
    connection: &mut PgConnection,
    position: &Position,
) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT coalesce((SELECT token FROM diaban.commit WHERE revision = $2), 0) FROM diaban.meta \
         WHERE key = 'uuid' AND value = $1 AND ($2 = 0 OR EXISTS (SELECT 1 FROM diaban.commit WHERE revision = $2))",
    )
    .bind(&position.store)
    .bind(number(position.revision))
    .fetch_optional(&mut *connection)
    .await?;
    let is_same =
        found.is_some_and(|token| position.revision == Revision(0) || token.cast_unsigned() == position.token);
    Ok(is_same && position.revision >= meta::forgotten(connection).await?)
}

/// Where the store stood after a commit; `None` if there is none of this number, or its changes are forgotten.
pub(in crate::store::postgis) async fn stood_at(
    connection: &mut PgConnection,
    revision: Revision,
) -> Result<Option<Position>, Fault> {
    if revision < meta::forgotten(connection).await? {
        return Ok(None);
    }
    let token: Option<Option<i64>> = sqlx::query_scalar("SELECT token FROM diaban.commit WHERE revision = $1")
        .bind(number(revision))
        .fetch_optional(&mut *connection)
        .await?;
    let now = position(connection).await?;
    Ok(token.map(|token| Position { revision, token: token.unwrap_or(0).cast_unsigned(), ..now }))
}

/// All changes after a revision, gathered by revision and layer.
pub(in crate::store::postgis) async fn since(
    connection: &mut PgConnection,
    from: Revision,
) -> Result<Vec<ChangeRow>, Fault> {
    let rows = sqlx::query(
        "SELECT k.revision, c.layer, bool_or(c.fid IS NULL), array_agg(DISTINCT c.fid ORDER BY c.fid) FILTER (WHERE c.fid >= 0) \
         FROM diaban.commit k JOIN diaban.change c USING (tx) WHERE k.revision > $1 \
         GROUP BY k.revision, c.layer ORDER BY k.revision, c.layer",
    )
    .bind(number(from))
    .fetch_all(connection)
    .await?;
    let mut feed = Vec::with_capacity(rows.len());
    for row in &rows {
        let Some(layer) = LayerName::parse_stored(row.try_get(1)?) else { continue };
        let touched = if row.try_get(2)? {
            Touched::Whole
        } else {
            let ids = row.try_get::<Option<Vec<i64>>, _>(3)?.unwrap_or_default();
            Touched::Ids(ids.into_iter().map(|id| FeatureId(id.cast_unsigned())).collect())
        };
        feed.push(ChangeRow { revision: revision(row.try_get(0)?), layer, touched });
    }
    Ok(feed)
}

/// Notes that a whole layer was touched, and returns the number of that change.
pub(in crate::store::postgis) async fn note_whole(
    connection: &mut PgConnection,
    number: i64,
    layer: &LayerName,
    op: &str,
) -> Result<i64, Fault> {
    let change = sqlx::query_scalar("INSERT INTO diaban.change (tx, layer, op) VALUES ($1, $2, $3) RETURNING change")
        .bind(number)
        .bind(layer.as_str())
        .bind(op)
        .fetch_one(connection)
        .await?;
    Ok(change)
}

/// A number of the database as a revision.
pub(in crate::store::postgis) fn revision(number: i64) -> Revision {
    Revision(u64::try_from(number).unwrap_or(0))
}

/// A revision as the database counts.
pub(in crate::store::postgis) fn number(revision: Revision) -> i64 {
    i64::try_from(revision.0).unwrap_or(i64::MAX)
}
