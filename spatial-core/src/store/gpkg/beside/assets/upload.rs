//! Writes a file under a name of its own, and moves it to its hash when it is whole.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;
use std::sync::Arc;

use super::handle::AssetFolder;
use super::place::{AssetPlace, NEW, file_error, sync};
use crate::store::StoreError;
use crate::store::assets::Asset;
use crate::store::gpkg::link::off_thread::blocking;

const DOING: &str = "writing file";

/// A file on its way into the folder. Dropped, it is removed.
#[derive(Debug)]
pub struct FileUpload {
    place: Arc<AssetPlace>,
    /// Where it lies until it is whole; none once it was moved.
    path: Option<PathBuf>,
    file: Option<File>,
}

impl AssetFolder {
    pub(in crate::store) async fn begin(&self) -> Result<FileUpload, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || {
            let folder = place.make(NEW).map_err(|error| file_error(DOING, &place.folder, error))?;
            let path = folder.join(uuid::Uuid::new_v4().simple().to_string());
            let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            let file = file.map_err(|error| file_error(DOING, &path, error))?;
            Ok(FileUpload { place, path: Some(path), file: Some(file) })
        })
        .await
    }
}

impl FileUpload {
    pub(in crate::store) async fn write(&mut self, piece: Vec<u8>) -> Result<(), StoreError> {
        let mut file = self.file.take().ok_or(StoreError::Closed)?;
        let place = Arc::clone(&self.place);
        let written = blocking(move || {
            file.write_all(&piece).map_err(|error| file_error(DOING, &place.folder, error))?;
            Ok(file)
        });
        self.file = Some(written.await?);
        Ok(())
    }

    /// Moves the file to its name. One that has it already is replaced by its like, which then counts as put just now.
    pub(in crate::store) async fn finish(mut self, asset: Asset) -> Result<(), StoreError> {
        blocking(move || self.moved(asset).map_err(|error| file_error(DOING, &self.place.of(asset.hash), error))).await
    }

    fn moved(&mut self, asset: Asset) -> io::Result<()> {
        let (Some(file), Some(path)) = (self.file.take(), self.path.as_ref()) else { return Ok(()) };
        file.set_permissions(Permissions::from_mode(self.place.mode()))?;
        file.sync_all()?;
        let name = self.place.of(asset.hash);
        let folder = self.place.make(&asset.hash.to_string()[..2])?;
        std::fs::rename(path, name)?;
        self.path = None;
        sync(&folder)
    }
}

impl Drop for FileUpload {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            // What cannot be removed now is swept a day later.
            let _ = std::fs::remove_file(path);
        }
    }
}
