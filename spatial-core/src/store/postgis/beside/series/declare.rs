//! Declares series.

use sqlx::PgConnection;

use super::books;
use super::handle::SeriesSchema;
use crate::store::StoreError;
use crate::store::postgis::link::sources::Freshness;
use crate::store::series::Series;

impl SeriesSchema {
    pub(in crate::store) async fn declare(&self, series: Series) -> Result<(), StoreError> {
        let declaring = async {
            // Told to who listens if it is new or was changed.
            sqlx::query(
                "WITH declared AS (INSERT INTO diaban_series.series AS s (name, clearance, keep) VALUES ($1, $2, $3) \
                 ON CONFLICT (name) DO UPDATE SET clearance = excluded.clearance, keep = excluded.keep \
                 WHERE s.clearance <> excluded.clearance OR s.keep <> excluded.keep RETURNING name) \
                 SELECT pg_notify('diaban_series', name) FROM declared",
            )
            .bind(series.name.as_str())
            .bind(series.clearance.to_string())
            .bind(series.keep_seconds())
            .execute(self.store.shared.sources.writer().await?)
            .await?;
            Ok(())
        };
        self.said("declaring a series in", declaring.await)
    }

    pub(in crate::store) async fn all(&self) -> Result<Vec<Series>, StoreError> {
        let list = async |connection: &mut PgConnection| books::all(connection).await;
        self.store.ask("listing the series of", Freshness::Newest, list).await
    }
}
