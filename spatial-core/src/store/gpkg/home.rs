//! Where the store lies, and whether it is still the file we opened: an administrator may put a backup in its place.
//!
//! SQLite does not look again once a file is open, takes the log beside a file for its own, and cuts the shared memory beside it
//! when it opens what it believes to be another file. So nothing is opened at this path before the former file's companions are gone.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use super::connection::beside;

/// A path, and what lay there when the store was opened.
#[derive(Debug)]
pub(super) struct Home {
    path: PathBuf,
    found: RwLock<Found>,
    /// Goes up when another file is opened: connections to the former one are of no use any more.
    generation: AtomicU64,
}

/// Device and number of a file.
type Identity = Option<(u64, u64)>;

#[derive(Debug, Clone, Copy)]
struct Found {
    file: Identity,
    log: Identity,
    memory: Identity,
}

impl Found {
    fn at(path: &Path) -> Self {
        Self { file: identity(path), log: identity(&beside(path, "-wal")), memory: identity(&beside(path, "-shm")) }
    }
}

impl Home {
    /// The home of a store that has just been opened.
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), found: RwLock::new(Found::at(path)), generation: AtomicU64::new(0) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// How often another file was opened here.
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// True if another file lies here than the one that is open. One look at the folder; none at all is a file yet to be moved here.
    pub(super) fn is_replaced(&self) -> bool {
        let now = identity(&self.path);
        now.is_some() && now != self.found().file
    }

    /// Removes the former file's log and shared memory, if they still lie here: the new file would be read through them.
    pub(super) fn clear(&self) {
        let found = self.found();
        for (suffix, former) in [("-wal", found.log), ("-shm", found.memory)] {
            let path = beside(&self.path, suffix);
            if former.is_some()
                && identity(&path) == former
                && let Err(error) = std::fs::remove_file(&path)
            {
                tracing::warn!(path = %path.display(), %error, "could not remove side files of the replaced store");
            }
        }
    }

    /// The file that lies here now is open.
    pub(super) fn moved_in(&self) {
        *self.found.write().unwrap_or_else(PoisonError::into_inner) = Found::at(&self.path);
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    fn found(&self) -> Found {
        *self.found.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn identity(path: &Path) -> Identity {
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}
