//! The house is as `ARCHITECTURE.md` draws it: rooms use only the rooms on their line, and what must be absent is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use system_tests::root;

/// Every `.rs` file below a folder, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The room table: name → rooms it may use. It stands between two marks in `ARCHITECTURE.md`.
fn plan() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the plan is there");
    let table = text.split("<!-- rooms -->").nth(1).expect("ARCHITECTURE.md has a room table between two marks");
    let mut rooms = BTreeMap::new();
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let uses = cells[2].split_whitespace().filter(|word| *word != "—").map(str::to_owned).collect();
        rooms.insert(cells[1].trim_matches('`').to_owned(), uses);
    }
    assert!(rooms.len() > 5, "the room table was not read: {rooms:?}");
    rooms
}

/// The rooms a source text reaches for: `crate::room`, also within `use crate::{a, b::c}`.
fn reached(source: &str) -> BTreeSet<String> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut rooms = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => {
                rooms.insert(first_word(rest));
            }
            Some(group) => rooms.extend(top_level_words(group)),
        }
    }
    rooms
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first word of each item of a `{…}` group, nested groups left alone.
fn top_level_words(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut item = String::new();
    let mut words = Vec::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => words.push(first_word(&std::mem::take(&mut item))),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    words.push(first_word(&item));
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_room_uses_only_the_rooms_on_its_line() {
    let plan = plan();
    let source = root().join("spatial-core/src");
    let mut wrong = Vec::new();
    for file in rust_files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let room = first.trim_end_matches(".rs");
        if room == "lib" {
            continue;
        }
        let Some(uses) = plan.get(room) else {
            wrong.push(format!("{} stands in a room without a line", inside.display()));
            continue;
        };
        for other in reached(&fs::read_to_string(&file).unwrap()) {
            if other != room && other != "message" && !uses.contains(&other) {
                wrong.push(format!("{} reaches for crate::{other}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_of_the_plan_has_a_room() {
    let source = root().join("spatial-core/src");
    for room in plan().keys() {
        assert!(
            source.join(room).is_dir() || source.join(format!("{room}.rs")).is_file(),
            "{room} has a line but no room"
        );
    }
}

#[test]
fn no_room_uses_itself_through_others() {
    let plan = plan();
    for (room, uses) in &plan {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = uses.iter().collect();
        while let Some(next) = open.pop() {
            assert_ne!(next, room, "{room} stands in a circle");
            if seen.insert(next) {
                open.extend(plan.get(next).into_iter().flatten());
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let folders = ["spatial-core", "importers", "tileserver/src", "data-samples", "tests"];
    let silent: Vec<_> = folders
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)))
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "files without an opening //! sentence: {silent:?}");
}

#[test]
fn there_is_no_junk_drawer() {
    let drawers = ["util", "utils", "common", "helper", "helpers", "misc", "manager"];
    for folder in ["spatial-core", "importers", "tileserver/src", "data-samples", "tests"] {
        for file in rust_files(&root().join(folder)) {
            let stem = file.file_stem().unwrap().to_str().unwrap();
            let folder = file.parent().unwrap().file_name().unwrap().to_str().unwrap();
            assert!(!drawers.contains(&stem) && !drawers.contains(&folder), "{}", file.display());
        }
    }
}

#[test]
fn our_sql_never_transforms() {
    let forbidden = concat!("ST_", "Transform");
    for folder in ["spatial-core/src", "importers/src", "tileserver/src", "data-samples/src"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            assert!(code.into_iter().all(|line| !line.contains(forbidden)), "{}", file.display());
        }
    }
}

#[test]
fn the_core_knows_no_http_and_no_wire() {
    let manifest = fs::read_to_string(root().join("spatial-core/Cargo.toml")).unwrap();
    let used = manifest.split("[dev-dependencies]").next().unwrap();
    for foreign in ["axum", "hyper", "serde", "geojson", "shapefile", "reqwest", "tower"] {
        assert!(!used.lines().any(|line| line.starts_with(foreign)), "spatial-core depends on {foreign}");
    }
    let importers = fs::read_to_string(root().join("importers/Cargo.toml")).unwrap();
    for foreign in ["axum", "hyper", "tower"] {
        assert!(!importers.lines().any(|line| line.starts_with(foreign)), "importers depends on {foreign}");
    }
}

#[test]
fn only_the_router_writes_addresses() {
    let http = root().join("tileserver/src");
    for file in rust_files(&http).into_iter().filter(|file| !file.ends_with("router.rs")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(!code.contains(".route("), "{} adds a route", file.display());
    }
}

#[test]
fn reached_rooms_are_found_in_every_spelling() {
    let found = reached(
        "use crate::crs::Crs;\nuse crate::{geometry::{A, B}, layer};\n// crate::tiles\nlet x = crate::index::f();",
    );
    let names: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(names, ["crs", "geometry", "index", "layer"]);
}
