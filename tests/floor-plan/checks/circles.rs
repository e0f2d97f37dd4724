//! No knot of more than four files: in each crate by `use` and paths, in the web by imports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::circle::{Graph, knots};
use crate::manifest::members;
use crate::rust::{Use, tree};
use crate::sources::{root, shown};
use crate::web;

/// Files that may use each other in a circle: a door and what stands right behind it.
const MOST_FILES: usize = 4;

/// Larger knots that still stand, each within a folder, with what it may hold until it is untied.
const STANDING: [(&str, usize); 1] = [("spatial-core/src/store", 46)];

#[test]
fn no_crate_holds_a_knot_of_more_than_four_files() {
    let roots: Vec<PathBuf> = members().into_iter().flat_map(|member| member.roots).collect();
    let mut uses: Vec<BTreeSet<Use>> = roots.iter().map(|root| tree(root).uses()).collect();
    uses.push(web::uses());
    let found: Vec<(BTreeSet<String>, &BTreeSet<Use>)> =
        uses.iter().flat_map(|uses| large(uses).into_iter().map(move |knot| (knot, uses))).collect();
    let wrong = judged(&found, &STANDING);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Knots larger than may be.
fn large(uses: &BTreeSet<Use>) -> Vec<BTreeSet<String>> {
    let mut graph = Graph::new();
    for one in uses {
        graph.entry(shown(&one.from)).or_default().insert(shown(&one.to));
    }
    knots(&graph).into_iter().filter(|knot| knot.len() > MOST_FILES).collect()
}

/// What is wrong: knots that are not on the list or have grown, and lines of the list without a knot.
fn judged(found: &[(BTreeSet<String>, &BTreeSet<Use>)], standing: &[(&str, usize)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut open: Vec<&(&str, usize)> = standing.iter().collect();
    for (knot, uses) in found {
        let lies_in = |folder: &str| knot.iter().all(|file| file.starts_with(&format!("{folder}/")));
        let listed = open.iter().position(|(folder, most)| lies_in(folder) && knot.len() <= *most);
        match listed {
            Some(at) => drop(open.remove(at)),
            None => wrong.push(told(knot, uses)),
        }
    }
    let gone = open.iter().map(|(folder, _)| format!("the knot in {folder} is gone: take it off the list of knots"));
    wrong.extend(gone);
    wrong
}

/// The files of a knot, and the uses between them.
fn told(knot: &BTreeSet<String>, uses: &BTreeSet<Use>) -> String {
    let mut text = format!("{} files use each other in a circle ({MOST_FILES} may):", knot.len());
    let mut ties: BTreeMap<(String, String), Vec<&Use>> = BTreeMap::new();
    for one in uses {
        let (from, to) = (shown(&one.from), shown(&one.to));
        if knot.contains(&from) && knot.contains(&to) {
            ties.entry((from, to)).or_default().push(one);
        }
    }
    for ((from, to), uses) in ties {
        let paths: BTreeSet<&str> = uses.iter().map(|one| one.path.as_str()).collect();
        let paths: Vec<&str> = paths.into_iter().collect();
        text.push_str(&format!("\n  {from}:{} → {to} ({})", uses[0].line, paths.join(", ")));
    }
    text
}

#[test]
fn a_listed_knot_may_shrink_but_not_grow_nor_stay_on_the_list_when_gone() {
    let uses = BTreeSet::new();
    let knot = |files: &[&str]| (files.iter().map(|file| (*file).to_owned()).collect::<BTreeSet<_>>(), &uses);
    let five = knot(&["a/1.rs", "a/2.rs", "a/b/3.rs", "a/b/4.rs", "a/5.rs"]);
    assert!(judged(std::slice::from_ref(&five), &[("a", 6)]).is_empty());
    assert_eq!(judged(std::slice::from_ref(&five), &[("a", 4)]).len(), 2);
    assert_eq!(judged(&[five], &[("a/b", 6)]).len(), 2);
    assert_eq!(judged(&[], &[("a", 6)]).len(), 1);
}

#[test]
fn a_knot_is_told_with_the_uses_that_tie_it() {
    let path = |name: &str| root().join(name);
    let uses: BTreeSet<Use> = (0..5)
        .map(|at| Use {
            from: path(&format!("{at}.rs")),
            to: path(&format!("{}.rs", (at + 1) % 5)),
            line: 7,
            path: "crate::x".to_owned(),
        })
        .collect();
    let knots = large(&uses);
    assert_eq!(knots.len(), 1);
    let text = told(&knots[0], &uses);
    assert!(text.contains("4.rs:7 → 0.rs (crate::x)"), "{text}");
}
