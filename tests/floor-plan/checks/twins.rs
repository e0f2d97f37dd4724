//! Both stores have the same files for the same jobs: who knows one finds their way in the other.

use std::collections::BTreeSet;
use std::fs;

use crate::sources::root;

/// What only one store has, and why. A line that is not needed any more fails.
const ONLY_IN: [(&str, &str); 26] = [
    ("gpkg/beside/assets/place.rs", "files in folders of the file system"),
    ("gpkg/beside/series/ddl.rs", "PostgreSQL's lie in books/migrations"),
    ("gpkg/beside/series/open.rs", "a file of its own, which may be put back"),
    ("gpkg/beside/series/queue.rs", "one at a time writes to a file"),
    ("postgis/beside/series/listening.rs", "a file is asked, a database calls"),
    ("gpkg/form/blob.rs", "the header of a geometry in a GeoPackage"),
    ("gpkg/form/functions.rs", "SQLite lacks what triggers and updates ask of a shape"),
    ("gpkg/form/promote.rs", "PostgreSQL promotes shapes in SQL"),
    ("postgis/form/bound.rs", "SQLite takes values of any type"),
    ("postgis/form/cell.rs", "PostgreSQL's binary values"),
    ("postgis/form/copy.rs", "PostgreSQL's binary rows"),
    ("postgis/form/text.rs", "PostgreSQL's texts know no U+0000"),
    ("postgis/form/widened.rs", "SQLite calls our own function"),
    ("gpkg/outside/adopt.rs", "files that other programs made"),
    ("gpkg/outside/notice.rs", "in PostgreSQL the triggers number all commits themselves"),
    ("gpkg/outside/moved.rs", "in PostgreSQL a renamed table is named, and waits for its name"),
    ("gpkg/outside/table.rs", "tables that other programs made or changed"),
    ("gpkg/outside/tree.rs", "PostgreSQL keeps its own index"),
    ("gpkg/outside/unread.rs", "PostgreSQL's columns take nothing but their type"),
    ("postgis/outside/tables", "a province's own tables, which are only read"),
    ("gpkg/private/ddl.rs", "PostgreSQL's lie in books/migrations"),
    ("postgis/books/migrations", "steps from layout to layout, in SQL"),
    ("gpkg/stage/rtree.rs", "PostgreSQL builds its own index"),
    ("postgis/stage/columns.rs", "SQLite's columns take values of any type"),
    ("postgis/stage/job.rs", "a GeoPackage has one writing thread for everything"),
    ("postgis/stage/worker.rs", "a GeoPackage has one writing thread for everything"),
];

/// Folders that both have and that hold different things, and why.
const APART: [(&str, &str); 1] = [("link", "a file and connections to it; databases and roles in them")];

/// Files and folders below a store, as paths within it; what only this store has goes to `only`.
fn entries(store: &str, only: &mut BTreeSet<String>) -> BTreeSet<String> {
    let home = root().join("spatial-core/src/store").join(store);
    let mut found = BTreeSet::new();
    let mut open = vec![home.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            let inside = path.strip_prefix(&home).expect("it lies below").display().to_string();
            let name = format!("{store}/{inside}");
            if ONLY_IN.iter().any(|(listed, _)| *listed == name) {
                only.insert(name);
            } else if !path.ends_with("tests.rs") {
                if path.is_dir() && APART.iter().all(|(apart, _)| *apart != inside) {
                    open.push(path);
                }
                found.insert(inside);
            }
        }
    }
    found
}

#[test]
fn both_stores_have_the_same_files_for_the_same_jobs() {
    let mut only = BTreeSet::new();
    let (gpkg, postgis) = (entries("gpkg", &mut only), entries("postgis", &mut only));
    let apart: Vec<&String> = gpkg.symmetric_difference(&postgis).collect();
    assert!(apart.is_empty(), "only one store has: {apart:?}");
    let gone: Vec<&str> = ONLY_IN.iter().map(|(name, _)| *name).filter(|name| !only.contains(*name)).collect();
    assert!(gone.is_empty(), "on the list, and not there any more: {gone:?}");
}
