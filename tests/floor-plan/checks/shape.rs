//! Files and folders a reader can take in: an opening sentence, no junk drawer, no long file, no crowded folder.

use std::path::{Path, PathBuf};

use crate::manifest::members;
use crate::sources::{files, folders, is_ours, root, shown, text};
use crate::web;

/// Entries a folder shows at most.
const MOST_ENTRIES: usize = 15;
/// Lines of a source file at most, its tests not counted.
const MOST_LINES: usize = 500;

/// All Rust files of the workspace.
fn rust_files() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        members().iter().flat_map(|member| files(&root().join(&member.folder), &["rs"])).collect();
    found.sort();
    found.dedup();
    assert!(found.len() > 400, "the sources were not found: {} files", found.len());
    found
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = rust_files().into_iter().filter(|file| !text(file).starts_with("//!")).collect();
    assert!(silent.is_empty(), "files without an opening //! sentence: {silent:?}");
}

#[test]
fn there_is_no_junk_drawer() {
    let drawers = ["util", "utils", "common", "helper", "helpers", "misc", "manager"];
    let web = files(&web::folder(), &["ts"]);
    for file in rust_files().into_iter().chain(web) {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let folder = file.parent().unwrap().file_name().unwrap().to_str().unwrap();
        assert!(!drawers.contains(&stem) && !drawers.contains(&folder), "{}", shown(&file));
    }
}

#[test]
fn a_folder_shows_at_most_fifteen_entries() {
    let homes = members().into_iter().map(|member| root().join(member.folder)).chain([web::folder()]);
    let mut wrong: Vec<String> =
        homes.flat_map(|home| folders(&home)).filter_map(|(folder, entries)| crowded(&folder, &entries)).collect();
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a folder that shows too much.
fn crowded(folder: &Path, entries: &[PathBuf]) -> Option<String> {
    let (name, shows) = (shown(folder), shown_entries(entries));
    (shows > MOST_ENTRIES).then(|| format!("{name} shows {shows} entries, {MOST_ENTRIES} at most: part it"))
}

/// Source files and folders; `tests.rs` stands beside its room and is not counted.
fn shown_entries(entries: &[PathBuf]) -> usize {
    let is_source = |path: &&PathBuf| {
        let is_file = path.extension().is_some_and(|end| end == "rs" || end == "ts");
        is_file && !path.ends_with("tests.rs") || is_ours(path) && holds_sources(path)
    };
    entries.iter().filter(is_source).count()
}

/// True for a folder with sources of ours somewhere in it.
fn holds_sources(path: &Path) -> bool {
    path.is_dir() && !files(path, &["rs", "ts"]).is_empty()
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let is_test = |file: &PathBuf| {
        file.ends_with("tests.rs") || shown(file).contains("/tests/") || shown(file).starts_with("tests/it/")
    };
    let sources = rust_files().into_iter().chain(files(&web::folder(), &["ts"]));
    let long: Vec<String> = sources
        .filter(|file| !is_test(file))
        .map(|file| (shown(&file), lines_without_tests(&text(&file))))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| format!("{file} has {lines} lines: look for the second idea in it"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

fn lines_without_tests(source: &str) -> usize {
    source.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines().count()
}
