//! Rooms use only the rooms on their line, in every crate and in the web.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::circle::{Graph, knots};
use crate::plan::table;
use crate::rust::{Tree, tokens, tree};
use crate::sources::{files, root, shown, text};
use crate::web;

/// Tables of crates by the folder of their sources.
const CRATES: [(&str, &str); 4] = [
    ("rooms", "spatial-core/src"),
    ("importers", "importers/src"),
    ("tileserver", "tileserver/src"),
    ("data-samples", "data-samples/src"),
];

/// Not rooms: the doors of a crate, and its tests.
const NOT_ROOMS: [&str; 3] = ["lib", "main", "tests"];

/// Who reaches for whom: (room, other room) → where.
type Reached = BTreeMap<(String, String), String>;

/// The room of a file: the first name of its path within the sources.
fn room(source: &Path, file: &Path) -> Option<String> {
    let first = file.strip_prefix(source).ok()?.iter().next()?.to_str()?;
    Some(first.trim_end_matches(".rs").to_owned())
}

/// The rooms of a crate, and what they reach for: by any `crate::` path, tests included, and by what the files' uses lead to.
fn crate_rooms(source: &Path) -> (BTreeSet<String>, Reached) {
    let tree = tree(&source.join("lib.rs"));
    let (mut rooms, mut reached) = (BTreeSet::new(), Reached::new());
    for file in files(source, &["rs"]) {
        let Some(room) = room(source, &file).filter(|room| !NOT_ROOMS.contains(&room.as_str())) else { continue };
        for name in crate_heads(&text(&file)) {
            let other = room_named(source, &tree, &name);
            reached.entry((room.clone(), other)).or_insert_with(|| format!("{} by crate::{name}", shown(&file)));
        }
        rooms.insert(room);
    }
    for one in tree.uses() {
        if let (Some(from), Some(to)) = (room(source, &one.from), room(source, &one.to)) {
            reached.entry((from, to)).or_insert_with(|| format!("{}:{} by {}", shown(&one.from), one.line, one.path));
        }
    }
    (rooms, reached)
}

/// The room that `crate::name` leads to; a name at the door stands for the room that defines it.
fn room_named(source: &Path, tree: &Tree, name: &str) -> String {
    if source.join(name).is_dir() || source.join(format!("{name}.rs")).is_file() {
        return name.to_owned();
    }
    tree.at_root(name).and_then(|file| room(source, file)).unwrap_or_else(|| name.to_owned())
}

/// First names after `crate::`, also within `crate::{a, b::c}`.
fn crate_heads(source: &str) -> BTreeSet<String> {
    let tokens = tokens(source);
    let mut heads = BTreeSet::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| token.text == "crate") {
        let behind = tokens.get(at + 1).map_or("", |token| token.text);
        let rest = tokens.get(at + 2..).unwrap_or_default();
        match rest.first().map_or("", |token| token.text) {
            _ if behind != "::" => {}
            "{" => {
                let (mut depth, mut is_head) = (0, true);
                for token in rest {
                    match token.text {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        "," if depth == 1 => is_head = true,
                        word if depth == 1 && is_head => {
                            heads.insert(word.to_owned());
                            is_head = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            head => {
                heads.insert(head.to_owned());
            }
        }
    }
    heads
}

/// The rooms of the web: folders of the kit by their name, apps with `apps/` before it.
fn web_rooms() -> (BTreeSet<String>, Reached) {
    let room = |file: &Path| {
        let inside = file.strip_prefix(web::folder()).ok()?;
        let parts: Vec<&str> = inside.iter().filter_map(|part| part.to_str()).collect();
        match parts[..] {
            ["kit", room, _, ..] => Some(room.to_owned()),
            [top, room, _, ..] => Some(format!("{top}/{room}")),
            _ => None,
        }
    };
    let rooms = files(&web::folder(), &["ts", "css"]).iter().filter_map(|file| room(file)).collect();
    let mut reached = Reached::new();
    for one in web::uses() {
        if let (Some(from), Some(to)) = (room(&one.from), room(&one.to)) {
            reached.entry((from, to)).or_insert_with(|| format!("{}:{}", shown(&one.from), one.line));
        }
    }
    (rooms, reached)
}

/// What is wrong between a table and its rooms. What stands in `free` may be used by all.
fn judged(plan: &Graph, rooms: &BTreeSet<String>, reached: &Reached, free: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    wrong.extend(rooms.iter().filter(|room| !plan.contains_key(*room)).map(|room| format!("{room} has no line")));
    wrong
        .extend(plan.keys().filter(|room| !rooms.contains(*room)).map(|room| format!("{room} has a line but no room")));
    for ((room, other), place) in reached {
        let is_free = room == other || free.contains(&other.as_str()) || !rooms.contains(room);
        if !is_free && !plan.get(room).is_some_and(|uses| uses.contains(other)) {
            wrong.push(format!("{room} uses {other} ({place})"));
        }
    }
    for (room, uses) in plan {
        let unused = uses.iter().filter(|other| !reached.contains_key(&(room.clone(), (*other).clone())));
        wrong.extend(unused.map(|other| format!("{room} may use {other}, and nobody in it does")));
        wrong.extend(
            uses.iter()
                .filter(|other| free.contains(&other.as_str()))
                .map(|other| format!("{room}: all may use {other}")),
        );
    }
    wrong
}

#[test]
fn every_room_of_a_crate_uses_only_the_rooms_on_its_line() {
    for (name, source) in CRATES {
        let (rooms, reached) = crate_rooms(&root().join(source));
        let free: &[&str] = if name == "rooms" { &["message"] } else { &[] };
        let wrong = judged(&table(name), &rooms, &reached, free);
        assert!(wrong.is_empty(), "{source}, table <!-- {name} -->:\n{}", wrong.join("\n"));
    }
}

#[test]
fn every_room_of_the_web_uses_only_the_rooms_on_its_line() {
    let (rooms, reached) = web_rooms();
    let wrong = judged(&table("web"), &rooms, &reached, &[]);
    assert!(wrong.is_empty(), "web/src, table <!-- web -->:\n{}", wrong.join("\n"));
}

#[test]
fn no_room_uses_itself_through_others() {
    let tables = CRATES.map(|(name, _)| name).into_iter().chain(["web", "crates"]);
    let circles: Vec<(&str, BTreeSet<String>)> =
        tables.flat_map(|name| knots(&table(name)).into_iter().map(move |knot| (name, knot))).collect();
    assert!(circles.is_empty(), "rooms stand in a circle in ARCHITECTURE.md: {circles:?}");
}

#[test]
fn reached_rooms_are_found_in_every_spelling() {
    let found = crate_heads(
        "use crate::crs::Crs;\nuse crate::{geometry::{A, B}, layer};\n// crate::tiles\nlet x = crate::index::f();",
    );
    let names: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(names, ["crs", "geometry", "index", "layer"]);
}

#[test]
fn each_way_of_differing_from_the_plan_is_told() {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let plan =
        Graph::from([("a".to_owned(), set(&["b", "c"])), ("b".to_owned(), set(&[])), ("d".to_owned(), set(&[]))]);
    let uses = [("a", "b"), ("a", "free"), ("b", "a"), ("b", "b")];
    let reached = uses.iter().map(|(from, to)| (((*from).to_owned(), (*to).to_owned()), "x.rs".to_owned())).collect();
    let wrong = judged(&plan, &set(&["a", "b", "e"]), &reached, &["free"]);
    assert_eq!(
        wrong,
        ["e has no line", "d has a line but no room", "b uses a (x.rs)", "a may use c, and nobody in it does"]
    );
}
