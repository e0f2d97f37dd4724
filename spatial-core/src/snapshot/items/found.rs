//! The answer to a query before its features are read: who sends them bit by bit holds no more in memory than one portion.

use std::ops::Range;

use crate::layer::{Audience, FeatureId, Layer};
use crate::query::Query;
use crate::snapshot::SnapshotError;
use crate::snapshot::items::legal;
use crate::snapshot::world::World;
use crate::store::{Portion, Reader, Store};

/// Which features answer a query, as far as its limit goes.
#[derive(Debug, Clone)]
pub struct Found {
    /// The layer as of the World's revision.
    pub layer: Layer,
    /// How many features match in all.
    pub matched: u64,
    pub(super) audience: Audience,
    /// Ascending.
    pub(super) ids: Vec<u64>,
    /// There are more than the limit allows.
    pub(super) more: bool,
}

impl Found {
    /// How many features are to be read.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Which, ascending.
    pub fn ids(&self) -> impl Iterator<Item = FeatureId> {
        self.ids.iter().map(|&id| FeatureId(id))
    }

    /// The last of so many features.
    pub fn before(&self, read: usize) -> Option<FeatureId> {
        self.ids[..read].last().map(|&id| FeatureId(id))
    }

    /// Behind which feature the next page begins, if this one ends after so many of them; `None` if nothing is left.
    pub fn next_after(&self, read: usize) -> Option<FeatureId> {
        self.ids[..read].last().filter(|_| self.more || read < self.ids.len()).map(|&id| FeatureId(id))
    }
}

impl World {
    /// Which features answer a query, without reading them.
    ///
    /// # Errors
    /// As [`World::items`].
    pub async fn find(&self, store: &Store, query: &Query) -> Result<Found, SnapshotError> {
        let reader = store.reader().await?;
        self.found(&reader, query).await
    }

    /// Some of the features found, by their places among them, until they are about `most_bytes` as text; the one that goes beyond is the
    /// last. All of this World's revision, however much later they are read.
    ///
    /// # Errors
    /// Store errors; history may have been cut meanwhile.
    pub async fn read_found(
        &self,
        store: &Store,
        found: &Found,
        places: Range<usize>,
        most_bytes: usize,
    ) -> Result<Portion, SnapshotError> {
        let reader = store.reader().await?;
        self.portion(&reader, found, places, most_bytes).await
    }

    pub(super) async fn portion(
        &self,
        reader: &Reader,
        found: &Found,
        places: Range<usize>,
        most_bytes: usize,
    ) -> Result<Portion, SnapshotError> {
        let truth = self.truth(&found.layer.name);
        legal(reader, &found.layer, &found.ids[places], truth, found.audience, most_bytes).await
    }
}
