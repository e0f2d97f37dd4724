//! Gives a file out, piece by piece, and breaks off before the end if it is not what was put.

use futures_util::{Stream, stream};
use sha2::{Digest, Sha256};

use crate::store::StoreError;
use crate::store::assets::{Asset, AssetHash, AssetProblem};
use crate::store::gpkg::FilePieces;
use crate::store::postgis::RowsPieces;

/// The bytes of a file, from the first on.
#[derive(Debug)]
pub struct AssetContent {
    asset: Asset,
    left: u64,
    hash: Sha256,
    pieces: AssetPieces,
}

/// Where the bytes come from; each piece after the other, an empty one at the end.
#[derive(Debug)]
pub(super) enum AssetPieces {
    Gpkg(FilePieces),
    Postgis(RowsPieces),
}

impl AssetContent {
    /// # Errors
    /// [`AssetProblem::Damaged`] if it has no bytes: none was ever put.
    pub(super) fn of(asset: Asset, pieces: AssetPieces) -> Result<Self, StoreError> {
        if asset.bytes == 0 {
            return Err(AssetProblem::Damaged { hash: asset.hash }.into());
        }
        Ok(Self { asset, left: asset.bytes, hash: Sha256::new(), pieces })
    }

    /// Which file it is, and how many bytes it has.
    pub fn asset(&self) -> Asset {
        self.asset
    }

    /// The next piece of at most a megabyte; `None` after the last one.
    ///
    /// # Errors
    /// [`AssetProblem::Damaged`] instead of the last piece if the bytes are not those that were put; [`StoreError`] if the store cannot
    /// be read.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        if self.left == 0 {
            return Ok(None);
        }
        let piece = match &mut self.pieces {
            AssetPieces::Gpkg(pieces) => pieces.next().await?,
            AssetPieces::Postgis(pieces) => pieces.next().await?,
        };
        self.hash.update(&piece);
        let damaged = AssetProblem::Damaged { hash: self.asset.hash };
        self.left = match self.left.checked_sub(piece.len() as u64) {
            Some(left) if !piece.is_empty() => left,
            _ => return Err(damaged.into()),
        };
        if self.left == 0 && AssetHash::of_bytes(self.hash.finalize_reset().into()) != self.asset.hash {
            return Err(damaged.into());
        }
        Ok(Some(piece))
    }

    /// The pieces as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<Vec<u8>, StoreError>> + Send {
        stream::try_unfold(self, async |mut content| Ok(content.next().await?.map(|piece| (piece, content))))
    }
}
