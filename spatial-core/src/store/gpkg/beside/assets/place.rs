//! Where each file lies, and who may read it there.

use std::fs::{DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::store::StoreError;
use crate::store::assets::{AssetHash, AssetProblem};

/// The folder of uploads that did not yet come to their end.
pub(super) const NEW: &str = "new";

/// The folder of files, there or not yet.
#[derive(Debug)]
pub(super) struct AssetPlace {
    pub(super) folder: PathBuf,
    /// Whose rights files and folders get.
    store: PathBuf,
}

impl AssetPlace {
    pub(super) fn beside(store: &Path) -> Self {
        let store = store.canonicalize().unwrap_or_else(|_| store.to_path_buf());
        Self { folder: store.with_extension("assets"), store }
    }

    pub(super) fn of(&self, hash: AssetHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(name)
    }

    /// Rights of a file: those of the GeoPackage.
    pub(super) fn mode(&self) -> u32 {
        std::fs::metadata(&self.store).map_or(0o600, |found| found.permissions().mode() & 0o666)
    }

    /// Makes a folder within ours, and ours; whoever may read a file may look into its folder.
    pub(super) fn make(&self, name: &str) -> io::Result<PathBuf> {
        let mode = self.mode();
        let path = self.folder.join(name);
        for folder in [&self.folder, &path] {
            match DirBuilder::new().mode(0o700).create(folder) {
                Ok(()) => {
                    std::fs::set_permissions(folder, Permissions::from_mode(mode | (mode & 0o444) >> 2))?;
                    if let Some(parent) = folder.parent() {
                        sync(parent)?;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(path)
    }
}

/// Waits until the disk has the names in a folder.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Names what we tried and with which file.
pub(super) fn file_error(doing: &'static str, path: &Path, source: io::Error) -> StoreError {
    let path = path.to_path_buf();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
        _ => AssetProblem::File { doing, path, source }.into(),
    }
}
