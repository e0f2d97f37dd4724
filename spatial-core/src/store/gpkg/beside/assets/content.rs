//! Reads a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::handle::AssetFolder;
use super::place::file_error;
use crate::store::StoreError;
use crate::store::assets::{AssetHash, PIECE};
use crate::store::gpkg::link::off_thread::blocking;

const DOING: &str = "reading file";

/// An open file, which may be removed meanwhile.
#[derive(Debug)]
pub struct FilePieces {
    path: PathBuf,
    file: Option<File>,
}

impl AssetFolder {
    /// How many bytes a file has, and the bytes.
    pub(in crate::store) async fn content(&self, hash: AssetHash) -> Result<Option<(u64, FilePieces)>, StoreError> {
        let path = self.place.of(hash);
        blocking(move || match File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file))) {
            Ok((bytes, file)) => Ok(Some((bytes, FilePieces { path, file: Some(file) }))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file_error(DOING, &path, error)),
        })
        .await
    }
}

impl FilePieces {
    pub(in crate::store) async fn next(&mut self) -> Result<Vec<u8>, StoreError> {
        let Some(file) = self.file.take() else { return Ok(Vec::new()) };
        let path = self.path.clone();
        let (file, piece) = blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = (&file).take(PIECE as u64).read_to_end(&mut piece);
            read.map_err(|error| file_error(DOING, &path, error))?;
            Ok((file, piece))
        })
        .await?;
        self.file = Some(file);
        Ok(piece)
    }
}
