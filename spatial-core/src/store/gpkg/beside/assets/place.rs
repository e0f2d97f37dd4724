//! Where each file lies, and who may read it there.

use std::fs::{DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::store::StoreError;
use crate::store::assets::{AssetHash, AssetProblem, is_past_grace};

/// The folder of uploads that did not yet come to their end.
pub(super) const NEW: &str = "new";

/// The folder of files, there or not yet.
#[derive(Debug)]
pub(in crate::store::gpkg) struct AssetPlace {
    pub(super) folder: PathBuf,
    /// Whose rights files and folders get.
    store: PathBuf,
}

impl AssetPlace {
    pub(in crate::store::gpkg) fn beside(store: &Path) -> Self {
        let store = store.canonicalize().unwrap_or_else(|_| store.to_path_buf());
        Self { folder: store.with_extension("assets"), store }
    }

    pub(in crate::store::gpkg) fn of(&self, hash: AssetHash) -> PathBuf {
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

impl AssetPlace {
    /// Files whose time of grace is over, in order. What is left of uploads as old as that is removed.
    pub(super) fn old(&self, now: SystemTime) -> Result<Vec<AssetHash>, StoreError> {
        let mut old = Vec::new();
        for folder in entries(&self.folder)? {
            let is_new = folder.file_name().is_some_and(|name| name == NEW);
            for path in entries(&folder)?.into_iter().filter(|path| is_old(path, now)) {
                let hash = path.file_name().and_then(|name| AssetHash::parse(name.to_str()?).ok());
                match hash.filter(|hash| self.of(*hash) == path) {
                    Some(hash) => old.push(hash),
                    None if is_new => remove(&path)?,
                    // Somebody else's.
                    None => {}
                }
            }
        }
        old.sort_unstable();
        Ok(old)
    }

    /// Removes a file, unless it was put again meanwhile: it is taken aside first, so that what is looked at is what is removed. True if
    /// it is gone.
    pub(super) fn remove(&self, hash: AssetHash, now: SystemTime) -> Result<bool, StoreError> {
        let (path, aside) = (self.of(hash), self.folder.join(NEW).join(format!("{hash}-swept")));
        let failed = |error| file_error("removing file", &path, error);
        self.make(NEW).map_err(failed)?;
        match std::fs::rename(&path, &aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            moved => moved.map_err(failed)?,
        }
        if is_old(&aside, now) {
            remove(&aside)?;
            return Ok(true);
        }
        std::fs::rename(&aside, &path).map_err(failed)?;
        Ok(false)
    }
}

/// What lies in a folder; nothing if it is none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let list = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    };
    match list(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(Vec::new()),
        listed => listed.map_err(|error| file_error("listing folder", folder, error)),
    }
}

fn is_old(path: &Path, now: SystemTime) -> bool {
    let modified = std::fs::symlink_metadata(path).and_then(|found| found.modified());
    modified.is_ok_and(|modified| is_past_grace(modified, now))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(|error| file_error("removing file", path, error)),
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
