//! A store that cannot be written, such as on a disc or in a folder of another account, is served from a copy of this program's own. Nothing
//! can be changed there: a change would be gone with the copy.

use std::fs::{DirBuilder, DirEntry, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Path, PathBuf};

use crate::auth::Secret;
use crate::cli::error::CliError;

/// How the file of users is called after its store.
const USERS: &str = ".private.gpkg";

/// A copy that is removed when it is dropped.
#[derive(Debug)]
pub(super) struct Copied {
    folder: PathBuf,
    pub(super) store: PathBuf,
    /// False if the file of users is somebody else's to read: nobody can sign in then.
    pub(super) has_users: bool,
}

/// True if a file or its folder refuses to be written. A file that is not there is none of our concern.
pub(super) fn is_read_only(store: &Path) -> bool {
    if !store.is_file() {
        return false;
    }
    let refuses = |done: std::io::Result<()>| {
        done.is_err_and(|error| matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem))
    };
    // SQLite keeps its log beside the file.
    let beside = store.with_extension(format!("{}.diaban-try", std::process::id()));
    refuses(OpenOptions::new().append(true).open(store).map(drop))
        || refuses(
            OpenOptions::new().write(true).create_new(true).open(&beside).map(|_| drop(std::fs::remove_file(&beside))),
        )
}

impl Copied {
    /// Copies a store and the files beside it that belong to it; folders of files are named where they lie.
    pub(super) fn of(store: &Path) -> Result<Self, CliError> {
        let nothing = |source| CliError::CannotWrite { path: std::env::temp_dir(), source };
        // Where a link leads, its users lie beside it.
        let store = &store.canonicalize().map_err(|source| CliError::CannotRead { path: store.to_owned(), source })?;
        let name = Secret::random().map_err(|_| nothing(ErrorKind::Other.into()))?;
        let folder = std::env::temp_dir().join(&name.as_str()[..24]);
        DirBuilder::new().mode(0o700).create(&folder).map_err(nothing)?;
        let mut copied = Self { store: folder.join(store.file_name().unwrap_or_default()), folder, has_users: true };
        copied.fill(store)?;
        Ok(copied)
    }

    fn fill(&mut self, store: &Path) -> Result<(), CliError> {
        let stem = store.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let beside = store.parent().unwrap_or(Path::new("/"));
        let unreadable = |source| CliError::CannotRead { path: beside.to_owned(), source };
        for entry in beside.read_dir().map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // `city.gpkg` and its log; `city.private.gpkg`, `city.series.gpkg`; the folder `city.assets`. Not its copy in memory's form.
            let rest = name.strip_prefix(&stem);
            let is_ours = rest.is_some_and(|rest| {
                [".gpkg", ".gpkg-wal", USERS, ".series.gpkg", ".series.gpkg-wal", ".assets"].contains(&rest)
            });
            if !is_ours {
                continue;
            }
            match self.take(&entry, &name) {
                Ok(()) => {}
                // In a folder of another account only that account knows its users: the map is for everybody all the same.
                Err(source) if rest == Some(USERS) && source.kind() == ErrorKind::PermissionDenied => {
                    self.has_users = false;
                }
                Err(source) => return Err(CliError::CannotRead { path: entry.path(), source }),
            }
        }
        Ok(())
    }

    fn take(&self, entry: &DirEntry, name: &str) -> std::io::Result<()> {
        let copy = self.folder.join(name);
        if entry.file_type()?.is_dir() {
            return symlink(entry.path(), copy);
        }
        std::fs::copy(entry.path(), &copy)?;
        // Its rights came along; we write to ours.
        std::fs::set_permissions(&copy, std::os::unix::fs::PermissionsExt::from_mode(0o600))
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        // Links are removed, not what they name.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
