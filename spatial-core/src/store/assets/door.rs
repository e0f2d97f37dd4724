//! The functions of the store for files.

use std::error::Error;
use std::time::SystemTime;

use futures_util::Stream;

use super::content::AssetPieces;
use super::put;
use crate::store::assets::{Asset, AssetContent, AssetHash};
use crate::store::{Store, StoreError};

impl Store {
    /// Puts a file that comes in chunks of any size, and returns its hash: durable then. One that is there already is kept as it is, and
    /// no row need name it for another day. Holds some megabytes of it at a time. Dropped or killed, it leaves nothing that is ever read.
    ///
    /// # Errors
    /// [`AssetProblem`](super::AssetProblem) if it is empty, larger than [`MOST_ASSET_BYTES`](super::MOST_ASSET_BYTES), or does not come
    /// to its end; [`StoreError`] if the store cannot be written.
    pub async fn put_asset<S, C, E>(&self, chunks: S) -> Result<Asset, StoreError>
    where
        S: Stream<Item = Result<C, E>>,
        C: AsRef<[u8]>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        put::put(self, chunks).await
    }

    /// The bytes of a file; `None` if there is no such file. Who may read it, whoever answers finds out first.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn asset(&self, hash: AssetHash) -> Result<Option<AssetContent>, StoreError> {
        let found = match self {
            Self::Gpkg(store) => {
                store.assets().content(hash).await?.map(|(bytes, file)| (bytes, AssetPieces::Gpkg(file)))
            }
            Self::Postgis(store) => {
                store.assets().content(hash).await?.map(|(bytes, rows)| (bytes, AssetPieces::Postgis(rows)))
            }
        };
        found.map(|(bytes, pieces)| AssetContent::of(Asset { hash, bytes }, pieces)).transpose()
    }

    /// True if the file is there.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn has_asset(&self, hash: AssetHash) -> Result<bool, StoreError> {
        match self {
            Self::Gpkg(store) => store.assets().has(hash).await,
            Self::Postgis(store) => store.assets().has(hash).await,
        }
    }

    /// Removes files that were put more than a day before this moment and that no row names, be it a current or a superseded one; and
    /// what uploads left that did not come to their end. Returns how many files. Removes none while an import is going on, whose rows
    /// may name any. [`Store::upkeep`] does it.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn sweep_assets(&self, now: SystemTime) -> Result<u64, StoreError> {
        match self {
            Self::Gpkg(store) => store.sweep_assets(now).await,
            Self::Postgis(store) => store.assets().sweep(now).await,
        }
    }
}
