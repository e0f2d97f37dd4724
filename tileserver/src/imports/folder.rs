//! Where files lie until they are brought in: a folder of each server's own, which another one that finds it left behind removes. Beside a
//! database there is no place, so it lies where all programs keep what passes: in a folder that is ours alone, or nowhere.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use unicode_normalization::UnicodeNormalization;

/// Letters of a file's name that are kept; a file system takes 255 bytes, and a letter has up to four.
const NAME_LETTERS: usize = 60;

/// The file that says whether a folder's server is alive: it holds a lock on it.
const LOCK: &str = "lock";

/// What group and others may do: nothing.
const OTHERS: u32 = 0o077;

/// The folder of all servers of a store, and our own in it once there is a file.
#[derive(Debug)]
pub(crate) struct Folder {
    place: Place,
    own: Mutex<Option<Arc<OwnFolder>>>,
}

/// Where the folder of all servers is.
#[derive(Debug)]
enum Place {
    /// This, beside a store.
    Beside(PathBuf),
    /// In a folder in which anybody may make something.
    Shared(PathBuf),
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
        let place = match copy {
            Some(copy) => Place::Beside(copy.with_extension("diaban-imports")),
            None => Place::Shared(std::env::temp_dir()),
        };
        Self { place, own: Mutex::default() }
    }

    /// A place for a file of this name. Blocks.
    ///
    /// # Errors
    /// Where no folder can be made, or others may write to it.
    pub(crate) fn place(&self, id: &str, name: &str) -> io::Result<KeptFile> {
        let own = self.own()?;
        let folder = own.path.join(id);
        private().create(&folder)?;
        let path = folder.join(plain(name));
        Ok(KeptFile { folder, path, _own: own })
    }

    /// Removes what servers left that are no more; how many they were. Blocks.
    pub(crate) fn sweep(&self) -> usize {
        let all = self.place.is_there().and_then(std::fs::read_dir);
        let found = all.into_iter().flatten().flatten();
        let left = found.map(|entry| entry.path()).filter(|path| is_left(path));
        left.filter(|path| std::fs::remove_dir_all(path).is_ok()).count()
    }

    fn own(&self) -> io::Result<Arc<OwnFolder>> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        // Who tidies folders of what passes may have removed it.
        if let Some(own) = own.as_ref().filter(|own| own.path.join(LOCK).exists()) {
            return Ok(Arc::clone(own));
        }
        private().recursive(true).create(self.place.path()?)?;
        let path = tempfile::Builder::new().prefix("server-").tempdir_in(self.place.is_there()?)?.keep();
        let lock = File::create(path.join(LOCK))?;
        lock.lock()?;
        Ok(Arc::clone(own.insert(Arc::new(OwnFolder { path, _lock: lock }))))
    }
}

impl Place {
    fn path(&self) -> io::Result<PathBuf> {
        match self {
            Self::Beside(path) => Ok(path.clone()),
            // One of each account: who came first must not keep others out.
            Self::Shared(folder) => Ok(folder.join(format!("diaban-imports-{}", our_number(folder)?))),
        }
    }

    /// The path, if it may be used: in a shared folder anybody could have made it before us.
    fn is_there(&self) -> io::Result<PathBuf> {
        let path = self.path()?;
        if let Self::Shared(folder) = self {
            let found = std::fs::symlink_metadata(&path)?;
            if !found.is_dir() || found.uid() != our_number(folder)? || found.mode() & OTHERS != 0 {
                let said = format!("{} is not ours alone: remove it", path.display());
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, said));
            }
        }
        Ok(path)
    }
}

/// The number of the account whose files ours are; a folder in which anybody may make something shows it.
fn our_number(folder: &Path) -> io::Result<u32> {
    Ok(tempfile::tempfile_in(folder)?.metadata()?.uid())
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
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

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
    fn a_folder_among_those_of_others_is_ours_alone_or_not_used() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = || Folder { place: Place::Shared(temporary.path().to_owned()), own: Mutex::default() };
        let kept = folder().place("1", "a.geojson").unwrap();
        let all = folder().place.is_there().unwrap();
        assert_eq!((all.parent(), all.metadata().unwrap().mode() & 0o777), (Some(temporary.path()), 0o700));
        drop(kept);
        for mode in [0o755, 0o770, 0o707] {
            std::fs::set_permissions(&all, Permissions::from_mode(mode)).unwrap();
            let refused = folder().place("1", "a.geojson").unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied, "{mode:o}");
        }
        std::fs::remove_dir_all(&all).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::set_permissions(elsewhere.path(), Permissions::from_mode(0o700)).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), &all).unwrap();
        assert!(folder().place("1", "a.geojson").is_err(), "a link that somebody put there leads nowhere");
        let left = elsewhere.path().join("server-dead");
        std::fs::create_dir(&left).unwrap();
        File::create(left.join(LOCK)).unwrap();
        assert_eq!(folder().sweep(), 0);
        assert!(left.exists());
    }

    #[test]
    fn a_folder_that_was_removed_is_made_again() {
        let place = tempfile::tempdir().unwrap();
        let copy = place.path().join("city.gpkg.diaban-world");
        let folder = Folder::beside(Some(&copy));
        let lost = folder.place("1", "a.geojson").unwrap();
        std::fs::remove_dir_all(copy.with_extension("diaban-imports")).unwrap();
        let kept = folder.place("2", "b.geojson").unwrap();
        std::fs::write(kept.path(), "x").unwrap();
        drop(lost);
        assert!(kept.path().exists());
        assert_eq!(Folder::beside(Some(&copy)).sweep(), 0, "it says that its server is alive");
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
