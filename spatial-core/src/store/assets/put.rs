//! Takes a file in: counted, hashed and handed on piece by piece, whatever the sizes it comes in.

use std::error::Error;
use std::pin::pin;

use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};

use crate::store::assets::{Asset, AssetHash, AssetProblem, MOST_ASSET_BYTES, PIECE};
use crate::store::gpkg::FileUpload;
use crate::store::postgis::RowsUpload;
use crate::store::{Store, StoreError};

/// A file on its way into the store, under no name yet. Dropped, it leaves nothing, or what is swept a day later.
#[derive(Debug)]
enum AssetUpload {
    Gpkg(FileUpload),
    Postgis(RowsUpload),
}

impl AssetUpload {
    async fn begin(store: &Store) -> Result<Self, StoreError> {
        match store {
            Store::Gpkg(store) => Ok(Self::Gpkg(store.assets().begin().await?)),
            Store::Postgis(store) => Ok(Self::Postgis(store.assets().begin().await?)),
        }
    }

    async fn write(&mut self, piece: Vec<u8>) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(upload) => upload.write(piece).await,
            Self::Postgis(upload) => upload.write(piece).await,
        }
    }

    /// From now on the file is there; durable when it returns.
    async fn finish(self, asset: Asset) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(upload) => upload.finish(asset).await,
            Self::Postgis(upload) => upload.finish(asset).await,
        }
    }
}

/// What has come so far.
#[derive(Default)]
struct Intake {
    hash: Sha256,
    bytes: u64,
    piece: Vec<u8>,
}

impl Intake {
    /// Takes from the front of a chunk what the piece has room for; returns the piece once it is full.
    fn take(&mut self, chunk: &mut &[u8]) -> Result<Option<Vec<u8>>, AssetProblem> {
        let room = PIECE - self.piece.len();
        let (taken, rest) = chunk.split_at(room.min(chunk.len()));
        *chunk = rest;
        self.bytes += taken.len() as u64;
        if self.bytes > MOST_ASSET_BYTES {
            return Err(AssetProblem::TooLarge { most: MOST_ASSET_BYTES });
        }
        self.hash.update(taken);
        self.piece.extend_from_slice(taken);
        Ok((self.piece.len() == PIECE).then(|| std::mem::take(&mut self.piece)))
    }
}

/// Puts a file. Nothing is begun for one that has no bytes.
pub(super) async fn put<S, C, E>(store: &Store, chunks: S) -> Result<Asset, StoreError>
where
    S: Stream<Item = Result<C, E>>,
    C: AsRef<[u8]>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let (mut chunks, mut intake) = (pin!(chunks), Intake::default());
    let mut upload: Option<AssetUpload> = None;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| AssetProblem::Interrupted(error.into()))?;
        let mut rest = chunk.as_ref();
        while !rest.is_empty() {
            if let Some(piece) = intake.take(&mut rest)? {
                upload = Some(written(store, upload, piece).await?);
            }
        }
    }
    if !intake.piece.is_empty() {
        upload = Some(written(store, upload, intake.piece).await?);
    }
    let upload = upload.ok_or(AssetProblem::Empty)?;
    let asset = Asset { hash: AssetHash::of_bytes(intake.hash.finalize().into()), bytes: intake.bytes };
    upload.finish(asset).await?;
    Ok(asset)
}

/// The upload with one more piece; the first one begins it.
async fn written(store: &Store, upload: Option<AssetUpload>, piece: Vec<u8>) -> Result<AssetUpload, StoreError> {
    let mut upload = match upload {
        Some(upload) => upload,
        None => AssetUpload::begin(store).await?,
    };
    upload.write(piece).await?;
    Ok(upload)
}
