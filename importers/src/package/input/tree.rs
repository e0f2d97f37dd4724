//! The files of a package by their path in it, whether it is a folder or a zip archive.
//!
//! Nothing an archive says becomes a path: an entry that is needed by name is unpacked to a file named by us. Links are not followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use crate::error::ImportError;
use crate::formats::Archive;

/// Most files of a package: drawings in sheets and scans in pages come in thousands.
const MAX_FILES: usize = 20_000;
/// Deepest folder within a package; the circular's are four deep.
const MAX_DEPTH: usize = 12;

/// The files of a package.
pub(in crate::package) struct Tree {
    /// What the package is called.
    pub(in crate::package) name: String,
    place: Place,
    /// Path within the package, `/` between folders, and what stands for it where it lies.
    files: BTreeMap<String, String>,
    folders: Vec<String>,
}

enum Place {
    Folder(PathBuf),
    Archive(PathBuf),
}

/// A file one can open by name, for as long as this is held.
pub(in crate::package) struct LocalFile {
    /// Where it is.
    pub(in crate::package) path: PathBuf,
    _unpacked: Option<Unpacked>,
}

enum Unpacked {
    File(#[expect(dead_code, reason = "held for its end")] NamedTempFile),
    Folder(#[expect(dead_code, reason = "held for its end")] TempDir),
}

impl Tree {
    /// Looks at a package: a folder, a folder that holds nothing but one, or an archive likewise.
    ///
    /// # Errors
    /// [`ImportError`] if it cannot be read, or is none.
    pub(in crate::package) fn open(path: &Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
        let is_folder = std::fs::metadata(path).map_err(unreadable)?.is_dir();
        let mut listed = Listed::default();
        let place = if is_folder {
            listed.folder(path, "", 0).map_err(unreadable)?;
            Place::Folder(path.to_owned())
        } else {
            listed.archive(path)?;
            Place::Archive(path.to_owned())
        };
        let own = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = if is_folder { own.file_name() } else { own.file_stem() };
        let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, place, files: listed.files, folders: listed.folders }.unwrapped())
    }

    /// The one folder everything lies in, if that is not a part of the package itself.
    fn only_folder(&self) -> Option<String> {
        let files = self.files.keys().map(|path| (path, path.contains('/')));
        let all = files.chain(self.folders.iter().map(|path| (path, true)));
        let firsts: BTreeSet<(&str, bool)> =
            all.map(|(path, is_below)| (path.split('/').next().unwrap_or(path), is_below)).collect();
        let mut firsts = firsts.into_iter();
        let (Some((only, true)), None) = (firsts.next(), firsts.next()) else { return None };
        let is_part = ["hosogis", "hososcan", "hosobasic"].contains(&only.to_lowercase().as_str());
        (!is_part).then(|| only.to_owned())
    }

    /// Without that folder.
    fn unwrapped(mut self) -> Self {
        let Some(only) = self.only_folder() else { return self };
        let inner = |path: &str| path.strip_prefix(&only)?.strip_prefix('/').map(str::to_owned);
        self.files = self.files.iter().filter_map(|(path, there)| Some((inner(path)?, there.clone()))).collect();
        self.folders = self.folders.iter().filter_map(|path| inner(path)).collect();
        self.name = only;
        self
    }

    /// The paths of all files, in order.
    pub(in crate::package) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The paths of the files below a folder, whatever its case.
    pub(in crate::package) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files().filter(move |path| within(path, folder).is_some())
    }

    /// True if there is such a folder, whatever its case.
    pub(in crate::package) fn has_folder(&self, folder: &str) -> bool {
        self.folders.iter().any(|there| there.eq_ignore_ascii_case(folder)) || self.below(folder).next().is_some()
    }

    /// What lies right in a folder: files, and folders that have an ending as files have.
    pub(in crate::package) fn listed_in(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .below(folder)
            .filter_map(|path| {
                within(path, folder)?.split('/').next().map(|name| format!("{}/{name}", &path[..folder.len()]))
            })
            .collect();
        names.dedup();
        names
    }

    /// Opens a file for reading.
    pub(in crate::package) fn open_file(&self, path: &str) -> Result<File, ImportError> {
        let (place, there) = self.place_of(path)?;
        match place {
            Place::Folder(root) => {
                let path = root.join(there);
                File::open(&path).map_err(|source| ImportError::Unreadable { path, source })
            }
            Place::Archive(archive) => Archive::open(archive)?.unpacked(there),
        }
    }

    /// A file that can be opened by name.
    pub(in crate::package) fn local(&self, path: &str, ending: &str) -> Result<LocalFile, ImportError> {
        let (place, there) = self.place_of(path)?;
        match place {
            Place::Folder(root) => Ok(LocalFile { path: root.join(there), _unpacked: None }),
            Place::Archive(archive) => {
                let mut content = Archive::open(archive)?.unpacked(there)?;
                let no_room = |source| no_room(archive, source);
                let mut out = tempfile::Builder::new().suffix(ending).tempfile().map_err(no_room)?;
                io::copy(&mut content, out.as_file_mut()).map_err(no_room)?;
                Ok(LocalFile { path: out.path().to_owned(), _unpacked: Some(Unpacked::File(out)) })
            }
        }
    }

    /// A folder of files that can be opened by name; of an archive only what lies right in it, as it does in a geodatabase.
    pub(in crate::package) fn local_folder(&self, folder: &str) -> Result<LocalFile, ImportError> {
        let Place::Archive(archive) = &self.place else {
            let first = self.below(folder).next().map(|path| self.place_of(path)).transpose()?;
            let (Place::Folder(root), Some((_, there))) = (&self.place, first) else {
                return Err(self.missing(folder));
            };
            let inside = Path::new(there).parent().map(|parent| root.join(parent)).unwrap_or_default();
            return Ok(LocalFile { path: inside, _unpacked: None });
        };
        let no_room = |source| no_room(archive, source);
        let out = tempfile::Builder::new().suffix(".gdb").tempdir().map_err(no_room)?;
        let mut packed = Archive::open(archive)?;
        for path in self.below(folder) {
            let Some(name) = within(path, folder).filter(|name| is_plain(name)) else { continue };
            let mut content = packed.unpacked(self.place_of(path)?.1)?;
            let mut file = File::create_new(out.path().join(name)).map_err(no_room)?;
            io::copy(&mut content, &mut file).map_err(no_room)?;
        }
        Ok(LocalFile { path: out.path().to_owned(), _unpacked: Some(Unpacked::Folder(out)) })
    }

    fn place_of(&self, path: &str) -> Result<(&Place, &str), ImportError> {
        let there = self.files.get(path).ok_or_else(|| self.missing(path))?;
        Ok((&self.place, there))
    }

    fn missing(&self, path: &str) -> ImportError {
        ImportError::Unreadable { path: PathBuf::from(path), source: io::ErrorKind::NotFound.into() }
    }
}

/// The rest of a path below a folder, whatever its case.
fn within<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let (start, rest) = path.split_at_checked(folder.len())?;
    if start.eq_ignore_ascii_case(folder) { rest.strip_prefix('/') } else { None }
}

/// A name of a geodatabase's own file: nothing that leads elsewhere.
fn is_plain(name: &str) -> bool {
    !name.starts_with('.') && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"._-".contains(&letter))
}

fn no_room(archive: &Path, source: io::Error) -> ImportError {
    ImportError::NoRoom { path: archive.to_owned(), folder: std::env::temp_dir(), source }
}

#[derive(Default)]
struct Listed {
    files: BTreeMap<String, String>,
    folders: Vec<String>,
}

impl Listed {
    fn folder(&mut self, path: &Path, above: &str, depth: usize) -> io::Result<()> {
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            // Names that are no text cannot be those of the circular.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let inner = if above.is_empty() { name } else { format!("{above}/{name}") };
            if kind.is_dir() && depth < MAX_DEPTH {
                self.folder(&entry.path(), &inner, depth + 1)?;
                self.folders.push(inner);
            } else if kind.is_file() {
                self.files.insert(inner.clone(), inner);
            }
            if self.files.len() + self.folders.len() > MAX_FILES {
                return Err(io::Error::other(format!("more than {MAX_FILES} files")));
            }
        }
        Ok(())
    }

    fn archive(&mut self, path: &Path) -> Result<(), ImportError> {
        for name in Archive::open(path)?.names() {
            let plain = name.replace('\\', "/");
            let inner = plain.trim_start_matches("./");
            let leads_out = inner.starts_with('/') || inner.split('/').any(|part| part == "..");
            if leads_out || inner.starts_with("__MACOSX/") || inner.is_empty() {
                continue;
            }
            match inner.strip_suffix('/') {
                Some(folder) => self.folders.push(folder.to_owned()),
                None => drop(self.files.insert(inner.to_owned(), name)),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_found_below_the_one_folder_everything_lies_in() {
        let folder = TempDir::new().unwrap();
        let inner = folder.path().join("CSDL_KhuA/HoSoGIS/QuyHoach.gdb");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::create_dir_all(folder.path().join("CSDL_KhuA/HoSoScan")).unwrap();
        std::fs::write(inner.join("a0001.gdbtable"), "x").unwrap();
        std::fs::write(folder.path().join("CSDL_KhuA/HoSoGIS/MocGioi.gpkg"), "x").unwrap();
        for path in [folder.path().to_owned(), folder.path().join("CSDL_KhuA")] {
            let tree = Tree::open(&path).unwrap();
            assert_eq!(tree.name, "CSDL_KhuA");
            assert_eq!(tree.listed_in("HoSoGIS"), ["HoSoGIS/MocGioi.gpkg", "HoSoGIS/QuyHoach.gdb"]);
            assert!(tree.has_folder("hososcan") && !tree.has_folder("HoSoBASIC"));
            assert!(
                tree.local_folder("HoSoGIS/QuyHoach.gdb").unwrap().path.ends_with("CSDL_KhuA/HoSoGIS/QuyHoach.gdb")
            );
        }
    }
}
