//! Pictures from one file (PMTiles 3): read where they lie in it, never as a whole.

use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use bytes::Bytes;
use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, HashMapCache, PmtError, PmtResult, TileCoord};
use tokio::sync::Mutex;

use crate::http::base_maps::picture::{Fetched, MOST_BYTES, Picture, etag};
use crate::http::base_maps::service::Away;

/// A file may be replaced any day; browsers ask again then, and get 304 while it is the same.
const FRESH: Duration = Duration::from_secs(3600);
/// Directories of archives with a hundred million tiles stay below this.
const MOST_DIRECTORY_BYTES: usize = 16 << 20;

type Reader = AsyncPmTilesReader<Lying, HashMapCache>;

/// An archive, opened when its first tile is asked for.
#[derive(Debug)]
pub(super) struct PictureArchive {
    name: String,
    file: PathBuf,
    kind: HeaderValue,
    opened: Mutex<Option<Arc<Opened>>>,
}

struct Opened(Reader);

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened")
    }
}

impl PictureArchive {
    pub(super) fn new(name: String, file: PathBuf, kind: &'static str) -> Self {
        Self { name, file, kind: HeaderValue::from_static(kind), opened: Mutex::default() }
    }

    /// What the archive has for a tile. A file that was replaced is read anew.
    pub(super) async fn fetch(&self, zoom: u8, column: u32, row: u32) -> Result<Fetched, Away> {
        let tile = TileCoord::new(zoom, column, row).map_err(|_| Away)?;
        let found = match self.read(tile).await {
            Err(_) => {
                *self.opened.lock().await = None;
                self.read(tile).await
            }
            found => found,
        };
        match found {
            Ok(Some(body)) if body.len() <= MOST_BYTES => {
                let etag = etag(&body).ok_or(Away)?;
                Ok(Fetched::Picture(Picture { body, kind: self.kind.clone(), etag, fresh: FRESH }))
            }
            Ok(Some(_)) => Ok(Fetched::Odd),
            Ok(None) => Ok(Fetched::Nothing),
            Err(error) => {
                tracing::warn!(map = self.name, %error, "a base map file cannot be read");
                Err(Away)
            }
        }
    }

    async fn read(&self, tile: TileCoord) -> PmtResult<Option<Bytes>> {
        let reader = self.reader().await?;
        reader.0.get_tile(tile).await
    }

    async fn reader(&self) -> PmtResult<Arc<Opened>> {
        let mut opened = self.opened.lock().await;
        if let Some(reader) = &*opened {
            return Ok(Arc::clone(reader));
        }
        let lying = Lying(self.file.as_path().into());
        let reader = AsyncPmTilesReader::try_from_cached_source(lying, HashMapCache::default()).await?;
        Ok(Arc::clone(opened.insert(Arc::new(Opened(reader)))))
    }
}

/// The file, opened for each piece: so nothing of a file that was replaced is mixed with the new one.
struct Lying(Arc<Path>);

impl AsyncBackend for Lying {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let path = Arc::clone(&self.0);
        let read = tokio::task::spawn_blocking(move || piece(&path, offset, length)).await;
        read.unwrap_or_else(|_| Err(PmtError::InvalidEntry))
    }
}

/// A piece of the file, and which state of the file it is of.
fn piece(path: &Path, offset: u64, length: usize) -> PmtResult<BackendResponse> {
    if length > MOST_DIRECTORY_BYTES {
        return Err(PmtError::InvalidEntry);
    }
    let file = std::fs::File::open(path)?;
    let facts = file.metadata()?;
    let there = usize::try_from(facts.len().saturating_sub(offset)).unwrap_or(usize::MAX);
    let mut bytes = vec![0; length.min(there)];
    file.read_exact_at(&mut bytes, offset)?;
    let state = format!("{}-{}-{}-{}", facts.ino(), facts.len(), facts.mtime(), facts.mtime_nsec());
    Ok(BackendResponse::new_with_version(bytes.into(), state))
}
