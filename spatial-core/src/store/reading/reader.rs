//! Reading on behalf of somebody outside: within a limited number of places, within a measure, and only as long as somebody waits.

use super::errand::{Asker, Errand};
use crate::layer::{Feature, FeatureId, LayerName, Position};
use crate::store::gpkg::GpkgStore;
use crate::store::postgis::PostgisStore;
use crate::store::postgis::tables::{ServedRows, ServedTable, TableProblem};
use crate::store::{Portion, StoreError};

/// A place among those who read at the same time, for one question. Drop it, and whatever still works for it stops.
#[derive(Debug)]
pub struct Reader {
    store: Behind,
    asker: Asker,
}

#[derive(Debug)]
enum Behind {
    Gpkg(GpkgStore),
    Postgis(PostgisStore),
}

impl Reader {
    pub(in crate::store) fn of_gpkg(store: GpkgStore, errand: Errand) -> Self {
        Self { store: Behind::Gpkg(store), asker: Asker::new(errand) }
    }

    pub(in crate::store) fn of_postgis(store: PostgisStore, errand: Errand) -> Self {
        Self { store: Behind::Postgis(store), asker: Asker::new(errand) }
    }

    /// The features with these ids as of a position, from the first id on until they are about `most_bytes` of text; the feature
    /// that goes beyond is the last. Ids ascend; those that did not exist then are left out.
    ///
    /// # Errors
    /// [`StoreError`] if the layer is missing or history no longer reaches back so far; [`StoreError::Moved`] if the store was never
    /// there, because an older copy was put back: what it holds under the same number is something else.
    pub async fn read(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: &Position,
        most_bytes: usize,
    ) -> Result<Portion, StoreError> {
        let is_full = measure(most_bytes);
        match &self.store {
            Behind::Gpkg(store) => store.read_until(&self.asker, layer, ids, at, is_full).await,
            Behind::Postgis(store) => store.read_until(layer, ids, at, is_full).await,
        }
    }

    /// Rows of a table of others as they are now, as [`Reader::read`] reads features; rows that are gone are left out.
    pub(crate) async fn rows(
        &self,
        table: &ServedTable,
        rows: &ServedRows,
        ids: &[FeatureId],
        most_bytes: usize,
    ) -> Result<Portion, StoreError> {
        match &self.store {
            Behind::Gpkg(_) => Err(TableProblem::NoDatabase.of(&table.layer().name)),
            Behind::Postgis(store) => store.rows(table, rows, ids, measure(most_bytes)).await,
        }
    }

    #[cfg(test)]
    pub(in crate::store) fn asker(&self) -> &Asker {
        &self.asker
    }

    /// Computes for the same question away from the threads that wait. Long loops ask [`Errand::check`] now and then.
    pub(crate) async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Errand) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let errand = self.asker.errand();
        let done =
            tokio::task::spawn_blocking(move || errand.counted(errand.check().and_then(|()| work(&errand)))).await;
        done.unwrap_or_else(|error| match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::Closed),
        })
    }
}

/// True from the feature on that goes beyond so many bytes.
fn measure(most_bytes: usize) -> impl FnMut(&Feature) -> bool {
    let mut bytes = 0;
    move |feature| {
        bytes += feature.text_bytes();
        bytes > most_bytes
    }
}
