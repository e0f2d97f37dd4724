//! Crates use only the crates on their line, and name no dependency that they do not use.

use std::collections::BTreeSet;

use crate::manifest::{Manifest, members, offered};
use crate::plan::table;
use crate::rust::{tokens, tree};
use crate::sources::{files, root, text};

/// Dependencies that no path names, with the reason they are there.
const BY_NAME_ONLY: [(&str, &str, &str); 1] =
    [("spatial-core", "proj-sys", "`proj` brings it; naming it sets its feature `nobuild`")];

#[test]
fn every_crate_uses_only_the_crates_on_its_line() {
    let (plan, members) = (table("crates"), members());
    let mut wrong = Vec::new();
    for folder in plan.keys().filter(|folder| !members.iter().any(|member| member.folder == **folder)) {
        wrong.push(format!("{folder} has a line but is no member of the workspace"));
    }
    for member in &members {
        let Some(may) = plan.get(&member.folder) else {
            wrong.push(format!("{} has no line", member.folder));
            continue;
        };
        let used = members.iter().filter(|other| member.dependencies.contains(&other.package));
        let used: BTreeSet<String> = used.map(|other| other.package.clone()).collect();
        wrong.extend(used.difference(may).map(|other| format!("{} uses {other}", member.folder)));
        wrong.extend(may.difference(&used).map(|other| format!("{} may use {other}, and does not", member.folder)));
    }
    assert!(wrong.is_empty(), "table <!-- crates -->:\n{}", wrong.join("\n"));
}

#[test]
fn every_dependency_is_used() {
    let members = members();
    let mut wrong = Vec::new();
    for member in &members {
        let shipped: BTreeSet<String> = shipped(member);
        let all = all_words(member, &members);
        let is_listed = |name: &str| BY_NAME_ONLY.iter().any(|(who, what, _)| *who == member.package && *what == name);
        let unused = |list: &[String], words: &BTreeSet<String>| {
            let unused = list.iter().filter(|name| !words.contains(&name.replace('-', "_")) && !is_listed(name));
            unused.cloned().collect::<Vec<_>>()
        };
        for (kind, names) in [
            ("dependency", unused(&member.dependencies, &shipped)),
            ("dev-dependency", unused(&member.dev_dependencies, &all)),
            ("build-dependency", unused(&member.build_dependencies, &all)),
        ] {
            wrong.extend(names.iter().map(|name| format!("{}: {kind} {name} is not used", member.package)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dependency_the_workspace_offers_is_taken() {
    let members = members();
    let takes = |name: &String| {
        let mut lists =
            members.iter().flat_map(|one| [&one.dependencies, &one.dev_dependencies, &one.build_dependencies]);
        lists.any(|list| list.contains(name))
    };
    let idle: Vec<String> = offered().into_iter().filter(|name| !takes(name)).collect();
    assert!(idle.is_empty(), "[workspace.dependencies] that no member names: {idle:?}");
}

/// First names of all paths in what is compiled without tests.
fn shipped(member: &Manifest) -> BTreeSet<String> {
    let trees = member.roots.iter().map(|root| tree(root));
    trees.flat_map(|tree| tree.heads().into_iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Words before `::` in all files of a crate, tests and build script included.
fn all_words(member: &Manifest, members: &[Manifest]) -> BTreeSet<String> {
    let home = root().join(&member.folder);
    let inner = |other: &&Manifest| other.folder.starts_with(&format!("{}/", member.folder));
    let inner: Vec<_> = members.iter().filter(inner).map(|other| root().join(&other.folder)).collect();
    let mut words = BTreeSet::new();
    for file in files(&home, &["rs"]).into_iter().filter(|file| !inner.iter().any(|other| file.starts_with(other))) {
        let source = text(&file);
        let tokens = tokens(&source);
        words.extend(tokens.windows(2).filter(|pair| pair[1].text == "::").map(|pair| pair[0].text.to_owned()));
    }
    words
}
