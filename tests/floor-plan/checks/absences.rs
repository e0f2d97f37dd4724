//! What must not occur: foreign crates in the core, transforms in SQL, addresses outside the router.

use crate::manifest::members;
use crate::sources::{files, root, shown, text};

#[test]
fn the_core_and_its_subjects_know_no_http_and_no_wire() {
    for member in members().iter().filter(|member| member.folder.starts_with("spatial-core")) {
        for foreign in ["axum", "hyper", "serde", "geojson", "shapefile", "reqwest", "tower"] {
            let is_foreign = |name: &String| name.starts_with(foreign);
            let build = member.build_dependencies.iter();
            assert!(
                !member.dependencies.iter().chain(build).any(is_foreign),
                "{} depends on {foreign}",
                member.package
            );
        }
    }
}

#[test]
fn importers_know_no_http() {
    let importers = members().into_iter().find(|member| member.package == "importers").expect("it is a member");
    for foreign in ["axum", "hyper", "tower"] {
        let all = importers.dependencies.iter().chain(&importers.dev_dependencies);
        assert!(!all.into_iter().any(|name| name.starts_with(foreign)), "importers depends on {foreign}");
    }
}

#[test]
fn our_sql_never_transforms() {
    let forbidden = concat!("ST_", "Transform");
    for member in members().iter().filter(|member| !member.folder.starts_with("tests")) {
        for file in files(&root().join(&member.folder).join("src"), &["rs"]) {
            let text = text(&file);
            let mut code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            assert!(code.all(|line| !line.contains(forbidden)), "{}", shown(&file));
        }
    }
}

#[test]
fn only_the_router_writes_addresses() {
    let sources = files(&root().join("tileserver/src"), &["rs"]);
    for file in sources.into_iter().filter(|file| !file.ends_with("router.rs")) {
        let text = text(&file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(!code.contains(".route("), "{} adds a route", shown(&file));
    }
}
