//! Where files lie until they are brought in: a folder of each server's own, which another one that finds it left behind removes.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use unicode_normalization::UnicodeNormalization;

/// Letters of a file's name that are kept; a file system takes 255 bytes, and a letter has up to four.
const NAME_LETTERS: usize = 60;

/// The file that says whether a folder's server is alive: it holds a lock on it.
const LOCK: &str = "lock";

/// The folder of all servers of a store, and our own in it once there is a file.
#[derive(Debug)]
pub(crate) struct Folder {
    all: PathBuf,
    own: Mutex<Option<Arc<OwnFolder>>>,
}

/// A folder, removed with all that is in it when nobody needs it.
#[derive(Debug)]
struct OwnFolder {
    path: PathBuf,
    /// Held for as long as the server lives.
    _lock: File,
}

/// A file that was sent, removed when nobody needs it.
#[derive(Debug)]
pub(crate) struct KeptFile {
    folder: PathBuf,
    path: PathBuf,
    _own: Arc<OwnFolder>,
}

impl Folder {
    /// Beside this file; nothing is made before there is something to keep.
    pub(crate) fn beside(copy: Option<&Path>) -> Self {
        let all = match copy {
            Some(copy) => copy.with_extension("diaban-imports"),
            None => std::env::temp_dir().join("diaban-imports"),
        };
        Self { all, own: Mutex::default() }
    }

    /// A place for a file of this name. Blocks.
    ///
    /// # Errors
    /// Where no folder can be made.
    pub(crate) fn place(&self, id: &str, name: &str) -> io::Result<KeptFile> {
        let own = self.own()?;
        let folder = own.path.join(id);
        private().create(&folder)?;
        let path = folder.join(plain(name));
        Ok(KeptFile { folder, path, _own: own })
    }

    /// Removes what servers left that are no more; how many they were. Blocks.
    pub(crate) fn sweep(&self) -> usize {
        let found = std::fs::read_dir(&self.all).into_iter().flatten().flatten();
        let left = found.map(|entry| entry.path()).filter(|path| is_left(path));
        left.filter(|path| std::fs::remove_dir_all(path).is_ok()).count()
    }

    fn own(&self) -> io::Result<Arc<OwnFolder>> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = &*own {
            return Ok(Arc::clone(own));
        }
        private().recursive(true).create(&self.all)?;
        let path = tempfile::Builder::new().prefix("server-").tempdir_in(&self.all)?.keep();
        let lock = File::create(path.join(LOCK))?;
        lock.lock()?;
        Ok(Arc::clone(own.insert(Arc::new(OwnFolder { path, _lock: lock }))))
    }
}

/// Files of others hold what is not for everybody.
fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// True if no server holds the folder's lock. One without a lock is being made.
fn is_left(path: &Path) -> bool {
    File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

impl Drop for OwnFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

impl KeptFile {
    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A text without the folder it lies in: what is told of the file is for people who do not know our disks.
    pub(super) fn without_folder(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.folder.display()), "")
    }
}

impl Drop for KeptFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The name of a file as reports and provenance repeat it, made of letters, digits, spaces and a few signs only: it is one part of a path,
/// stands in no other folder and hides nowhere.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let letters =
        last.nfc().map(|letter| if letter.is_alphanumeric() || " ._-".contains(letter) { letter } else { '_' });
    let letters: Vec<char> = letters.collect();
    let from = letters.iter().position(|letter| !matches!(letter, '.' | ' ' | '-')).unwrap_or(letters.len());
    let kept = &letters[from..];
    // The end says what it is.
    let kept: String = kept[kept.len().saturating_sub(NAME_LETTERS)..].iter().collect();
    let kept = kept.trim_start_matches(['.', ' ', '-']).trim_end();
    if kept.is_empty() { "file".to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_plain_part_of_a_path() {
        for (name, kept) in [
            ("thửa đất 2026.geojson", "thửa đất 2026.geojson"),
            ("../../etc/passwd", "passwd"),
            (r"C:\data\ranh.zip", "ranh.zip"),
            ("..", "file"),
            ("", "file"),
            (".bashrc", "bashrc"),
            ("a\0b\n;$(x).shp", "a_b____x_.shp"),
            ("--rf.json", "rf.json"),
        ] {
            assert_eq!(plain(name), kept);
        }
        let long = plain(&format!("{}.geojson", "ấ".repeat(500)));
        assert!(long.ends_with(".geojson") && long.len() < 255, "{long}");
    }

    #[test]
    fn what_a_dead_server_left_is_removed_and_a_living_ones_is_not() {
        let place = tempfile::tempdir().unwrap();
        let copy = place.path().join("city.gpkg.diaban-world");
        let living = Folder::beside(Some(&copy));
        let file = living.place("1", "a.geojson").unwrap();
        std::fs::write(file.path(), "x").unwrap();
        let dead = place.path().join("city.gpkg.diaban-imports").join("server-dead");
        std::fs::create_dir_all(dead.join("7")).unwrap();
        File::create(dead.join(LOCK)).unwrap();
        assert_eq!(Folder::beside(Some(&copy)).sweep(), 1);
        assert!(!dead.exists() && file.path().exists());
        let path = file.path().to_owned();
        drop(file);
        assert!(!path.exists());
    }
}
