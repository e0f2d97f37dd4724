//! The whole layer as of one moment, piece by piece. No transaction is open while the visitor works: were there one, its lock on the
//! table would keep an import from replacing the layer. What changed since the moment is read from history.

use std::ops::ControlFlow;

use sqlx::PgConnection;
use tokio::runtime::Handle;

use super::books::entry::KEY;
use super::books::{catalogue, entry, feed, history};
use super::fault::Fault;
use super::form::built;
use super::link::sources::Freshness;
use super::read::{self, Versions};
use super::store::PostgisStore;
use crate::layer::{Feature, FeatureId, LayerName, Position};
use crate::store::StoreError;
use crate::store::form::ident::quoted;

/// Features read at a time: some 30 MB.
const PIECE: usize = 32_768;
/// Features handed over at a time.
const BATCH: usize = 4096;

const DOING: &str = "reading all features of a layer in";

/// Visits all features in order of id, on a thread that may wait; returns the moment they are of.
pub(super) fn scan(
    runtime: &Handle,
    store: &PostgisStore,
    layer: &LayerName,
    mut visit: impl FnMut(Vec<Feature>) -> ControlFlow<()>,
) -> Result<Position, StoreError> {
    let wanted = Freshness::At(runtime.block_on(store.position())?.revision);
    let begin = async |connection: &mut PgConnection| {
        catalogue::found(connection, layer).await?;
        let position = feed::position(connection).await?;
        Ok((position, Versions::new(connection, layer).await?))
    };
    let (position, versions) = runtime.block_on(store.ask(DOING, wanted, begin))?;
    let mut sweep = Sweep { layer, position, versions, from: FeatureId(0), is_over: false };
    while !sweep.is_over {
        let wanted = Freshness::At(sweep.position.revision);
        let ask = async |connection: &mut PgConnection| sweep.piece(connection).await;
        let piece = runtime.block_on(store.ask(DOING, wanted, ask))?;
        let mut piece = piece.into_iter();
        loop {
            let batch: Vec<Feature> = piece.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            if visit(batch).is_break() {
                return Ok(sweep.position);
            }
        }
    }
    Ok(sweep.position)
}

struct Sweep<'a> {
    layer: &'a LayerName,
    position: Position,
    versions: Versions,
    /// The next id.
    from: FeatureId,
    is_over: bool,
}

impl Sweep<'_> {
    async fn piece(&mut self, connection: &mut PgConnection) -> Result<Vec<Feature>, Fault> {
        let now = feed::position(connection).await?;
        let same = now.revision == self.position.revision && now.token == self.position.token;
        if !same {
            return self.former(connection).await;
        }
        let entry = catalogue::laid_out(connection, self.layer).await?;
        let piece = read::piece(connection, &entry, self.from, PIECE, &mut self.versions).await?;
        let last = piece.last().map(|feature| feature.id);
        let looked_at = piece.len();
        self.went_on(connection, piece, (looked_at, last)).await
    }

    /// The store has moved on: the piece as it was.
    async fn former(&mut self, connection: &mut PgConnection) -> Result<Vec<Feature>, Fault> {
        if !feed::has_been_at(connection, &self.position).await? {
            let actual = feed::position(connection).await?.revision;
            return Err(StoreError::Moved { expected: self.position.revision, actual }.into());
        }
        let entry = catalogue::laid_out(connection, self.layer).await?;
        let ids = self.former_ids(connection).await?;
        let piece = history::read(connection, (&entry.layer.name, Some(&entry)), &ids, self.position.revision).await?;
        self.went_on(connection, piece, (ids.len(), ids.last().copied())).await
    }

    /// Takes note of how many ids were looked at and which was the last. A piece of a table that took the layer's place meanwhile is
    /// none: it is read again, from history.
    async fn went_on(
        &mut self,
        connection: &mut PgConnection,
        piece: Vec<Feature>,
        (looked_at, last): (usize, Option<FeatureId>),
    ) -> Result<Vec<Feature>, Fault> {
        if !catalogue::is_still(connection, self.layer).await? {
            return Ok(Vec::new());
        }
        self.from = FeatureId(last.map_or(self.from.0, |last| last.0 + 1));
        self.is_over = looked_at < PIECE;
        Ok(piece)
    }

    /// Ids that may have been there: those of the table as it is, or as it went aside, and those changed since.
    async fn former_ids(&self, connection: &mut PgConnection) -> Result<Vec<FeatureId>, Fault> {
        let aside: Option<String> = sqlx::query_scalar(
            "SELECT s.table_name FROM diaban.superseded s JOIN diaban.change c USING (change) JOIN diaban.commit k USING (tx) \
             WHERE s.layer = $1 AND k.revision > $2 ORDER BY k.revision LIMIT 1",
        )
        .bind(self.layer.as_str())
        .bind(feed::number(self.position.revision))
        .fetch_optional(&mut *connection)
        .await?;
        let table = aside.map_or_else(|| entry::table(self.layer), |aside| format!("history.{}", quoted(&aside)));
        let sql = format!(
            "(SELECT {KEY} FROM {table} WHERE {KEY} >= $1 ORDER BY {KEY} LIMIT $2) UNION \
             (SELECT DISTINCT c.fid FROM diaban.change c JOIN diaban.commit k USING (tx) \
              WHERE c.layer = $3 AND c.fid >= $1 AND k.revision > $4 ORDER BY c.fid LIMIT $2) ORDER BY 1 LIMIT $2"
        );
        let ids: Vec<i64> = sqlx::query_scalar(built(sql))
            .bind(self.from.0.cast_signed())
            .bind(i64::try_from(PIECE).unwrap_or(i64::MAX))
            .bind(self.layer.as_str())
            .bind(feed::number(self.position.revision))
            .fetch_all(connection)
            .await?;
        Ok(ids.into_iter().map(|id| FeatureId(id.cast_unsigned())).collect())
    }
}
