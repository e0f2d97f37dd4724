//! Where sources lie, and which files and folders there are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing we wrote.
const NOT_OURS: [&str; 4] = ["node_modules", "target", "dist", ".git"];

/// The project's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the crate lies in the project")
}

/// A path as people write it, from the project's root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Text of a source file.
pub(crate) fn text(path: &Path) -> String {
    let text = fs::read_to_string(path);
    assert!(text.is_ok(), "{}: {text:?}", path.display());
    text.unwrap_or_default()
}

/// True for a file or folder that we wrote.
pub(crate) fn is_ours(path: &Path) -> bool {
    path.file_name().is_some_and(|name| NOT_OURS.iter().all(|not| name != *not))
}

/// All files below a folder with one of these endings, in order.
pub(crate) fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let has_ending = |path: &PathBuf| path.extension().is_some_and(|end| endings.iter().any(|one| end == *one));
    let mut found: Vec<PathBuf> = folders(folder).into_values().flatten().filter(has_ending).collect();
    found.retain(|path| path.is_file());
    found.sort();
    found
}

/// All folders below a folder, itself included, each with what lies in it.
pub(crate) fn folders(folder: &Path) -> BTreeMap<PathBuf, Vec<PathBuf>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = fs::read_dir(&next).into_iter().flatten();
        let entries: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
        open.extend(entries.iter().filter(|path| path.is_dir() && is_ours(path)).cloned());
        found.insert(next, entries);
    }
    found
}
