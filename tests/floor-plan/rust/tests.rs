//! Small made-up trees, and who uses whom in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Tree;
use super::tokens::tokens;

/// Checks the uses of a tree of files against lines `from to`.
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let files: BTreeMap<PathBuf, String> =
        files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect();
    let tree = Tree::read(Path::new("lib.rs"), &|path| files.get(path).cloned());
    let mut found: Vec<String> =
        tree.uses().iter().map(|one| format!("{} {}", one.from.display(), one.to.display())).collect();
    found.sort();
    found.dedup();
    assert_eq!(found, expected);
}

#[test]
fn a_path_leads_to_the_file_it_names() {
    check(
        &[
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "use crate::b::Thing; fn f() { super::c::g(); }"),
            ("b.rs", "pub struct Thing;"),
            ("c.rs", "pub fn g() {}"),
        ],
        &["a.rs b.rs", "a.rs c.rs"],
    );
}

#[test]
fn a_door_leads_on_to_who_defines_the_item() {
    check(
        &[
            ("lib.rs", "mod a; mod room;"),
            ("a.rs", "use crate::room::{Thing, room_s_own as own};"),
            ("room/mod.rs", "mod thing; pub use thing::Thing; pub fn room_s_own() {}"),
            ("room/thing.rs", "pub struct Thing;"),
        ],
        &["a.rs room/mod.rs", "a.rs room/thing.rs"],
    );
}

#[test]
fn a_door_that_works_with_what_it_shows_uses_it() {
    check(
        &[
            ("lib.rs", "mod room;"),
            ("room/mod.rs", "mod thing; pub(crate) use thing::Thing; fn make() -> Thing { Thing::new() }"),
            ("room/thing.rs", "pub struct Thing; impl Thing { pub fn new() -> Self { Self } }"),
        ],
        &["room/mod.rs room/thing.rs"],
    );
}

#[test]
fn doors_behind_doors_and_other_names_are_followed() {
    check(
        &[
            ("lib.rs", "mod a; mod outer;"),
            ("a.rs", "use crate::outer; fn f() { outer::Other::make(); outer::inner::deep(); }"),
            ("outer/mod.rs", "pub mod inner; pub use self::inner::Thing as Other;"),
            ("outer/inner/mod.rs", "mod thing; pub use thing::*;"),
            ("outer/inner/thing.rs", "pub struct Thing; pub fn deep() {}"),
        ],
        &["a.rs outer/inner/thing.rs"],
    );
}

#[test]
fn a_name_may_be_a_module_and_a_function() {
    check(
        &[
            ("lib.rs", "mod a; mod room;"),
            ("a.rs", "use crate::room::repair; fn f() { repair(); }"),
            ("room/mod.rs", "pub mod repair; pub use repair::repair;"),
            ("room/repair.rs", "pub fn repair() {}"),
        ],
        &["a.rs room/repair.rs"],
    );
}

#[test]
fn modules_within_a_file_are_that_file() {
    check(
        &[
            ("lib.rs", "mod a; mod b { pub struct Thing; pub mod c; }"),
            ("a.rs", "mod inner { use super::super::b::c::deep; use crate::b::Thing; }"),
            ("b/c.rs", "pub fn deep() { let x: super::Thing = super::Thing; }"),
        ],
        &["a.rs b/c.rs", "a.rs lib.rs", "b/c.rs lib.rs"],
    );
}

#[test]
fn tests_comments_and_texts_use_nobody() {
    let silent = r##"
        //! [`crate::b::Thing`]
        /* crate::b::f() /* nested */ crate::b::f() */
        const TEXT: &str = "crate::b::f() \" crate::b::f()";
        const RAW: &str = r#"crate::b::f() " crate::b::f()"#;
        fn lifetime<'a>(c: char) -> bool { c == '"' || c == '\'' }
        #[cfg(test)]
        #[derive(Debug)]
        struct Fake { thing: [crate::b::Thing; 2] }
        #[cfg(test)]
        mod tests { use crate::b::Thing; fn f() { crate::b::f(); } }
        enum Kind { #[cfg(test)] Fake(crate::b::Thing), Real }
        fn after() { crate::c::g(); }
    "##;
    check(
        &[
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", silent),
            ("b.rs", "pub struct Thing; pub fn f() {}"),
            ("c.rs", "pub fn g() {}"),
        ],
        &["a.rs c.rs"],
    );
}

#[test]
fn attributes_and_macros_are_read_like_code() {
    check(
        &[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "#[derive(crate::b::Derived)] struct S; fn f() { println!(\"{}\", crate::b::g()); }"),
            ("b.rs", "pub fn g() {} pub trait Derived {}"),
        ],
        &["a.rs b.rs"],
    );
}

#[test]
fn names_that_lead_round_in_a_ring_lead_nowhere() {
    check(
        &[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "pub use crate::b::X; fn f(x: X) {}"),
            ("b.rs", "pub use crate::a::X;"),
        ],
        &[],
    );
}

#[test]
fn other_crates_are_nobody_here() {
    check(
        &[
            ("lib.rs", "mod a; mod geo;"),
            ("a.rs", "use ::geo::Area; use std::fs; fn f() { fs::read(); tokio::spawn(); }"),
            ("geo.rs", ""),
        ],
        &[],
    );
}

#[test]
fn lines_are_counted_through_texts_of_many_lines() {
    let found = tokens("a /* \n */ \"\n\n\" b");
    assert_eq!(
        found.iter().map(|token| (token.text, token.line)).collect::<Vec<_>>(),
        [("a", 1), ("\"\"", 2), ("b", 4)]
    );
}
