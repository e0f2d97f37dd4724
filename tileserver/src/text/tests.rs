//! Both languages say the same things, and everything that is said has a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use fluent_syntax::parser;
use spatial_core::message::Message;

use super::Language;
use super::parts::PARTS;

/// Message id → the variables its sentence uses, of all parts.
fn entries(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (part, sources) in PARTS {
        let resource =
            parser::parse(sources[language as usize]).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", part));
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                collect(message.value.as_ref().expect("each message has a sentence"), &mut variables);
                let again = found.insert(message.id.name.to_owned(), variables);
                assert!(again.is_none(), "{} stands twice, the second time in {}", message.id.name, part);
            }
        }
    }
    found
}

fn collect(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_variables(expression, variables);
        }
    }
}

fn expression_variables(expression: &ast::Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_variables(inline, variables),
        ast::Expression::Select { selector, variants } => {
            inline_variables(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn inline_variables(inline: &ast::InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_variables(argument, variables);
            }
        }
        ast::InlineExpression::Placeable { expression } => expression_variables(expression, variables),
        _ => {}
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// Every literal code in the sources: `Message::new("…")` and `.text("…")`.
fn codes_in_sources() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for crate_folder in
        ["spatial-core/src", "spatial-core/network/src", "importers/src", "data-samples/src", "tileserver/src"]
    {
        rust_files(&root.join(crate_folder), &mut files);
    }
    let mut codes = BTreeMap::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("the source can be read");
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for start in ["Message::new(", ".text("] {
            for rest in source.split(start).skip(1) {
                if let Some(code) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    codes.insert(code.to_owned(), file.clone());
                }
            }
        }
    }
    codes
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_variables() {
    let (vi, en) = (entries(Language::Vi), entries(Language::En));
    let ids = |entries: &BTreeMap<String, _>| entries.keys().cloned().collect::<Vec<_>>();
    assert_eq!(ids(&vi), ids(&en));
    for (id, variables) in &vi {
        assert_eq!(variables, &en[id], "variables of {id}");
    }
}

#[test]
fn both_languages_keep_one_order() {
    let order = |source: &'static str| {
        let lines = source.lines();
        lines
            .filter(|line| line.starts_with('#') || line.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(|line| line.split('=').next().unwrap_or(line).trim())
            .collect::<Vec<_>>()
    };
    for (part, [vi, en]) in PARTS {
        assert_eq!(order(vi), order(en), "{part}");
    }
}

#[test]
fn every_file_of_the_catalogue_is_a_part() {
    for language in Language::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("text").join(language.tag());
        let names: BTreeSet<String> = files_in(&folder, "").into_iter().collect();
        assert_eq!(names, PARTS.iter().map(|(part, _)| format!("{part}.ftl")).collect());
    }
}

/// Files in a folder and in the folders of its subjects, by their names from there.
fn files_in(folder: &Path, above: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read").flatten();
    entries
        .flat_map(|entry| {
            let name = format!("{above}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { files_in(&entry.path(), &format!("{name}/")) } else { vec![name] }
        })
        .collect()
}

#[test]
fn everything_the_code_says_has_a_sentence() {
    let known = entries(Language::Vi);
    let missing: Vec<_> = codes_in_sources().into_iter().filter(|(code, _)| !known.contains_key(code)).collect();
    assert!(missing.is_empty(), "no sentence for {missing:#?}");
}

#[test]
fn every_code_a_room_lists_has_a_sentence() {
    let known = entries(Language::Vi);
    let rooms: [&[&str]; 6] = [
        spatial_core::crs::CODES,
        spatial_core::geometry::CODES,
        spatial_core::store::CODES,
        spatial_core::snapshot::CODES,
        spatial_core::tiles::CODES,
        data_samples::CODES,
    ];
    let codes = rooms.into_iter().flatten().copied().chain(importers::codes());
    let missing: Vec<&str> = codes.filter(|code| !known.contains_key(*code)).collect();
    assert!(missing.is_empty(), "no sentence for {missing:?}");
}

#[test]
fn an_unknown_code_is_not_hidden() {
    let said = Language::En.say(&Message::new("no-such-code").with("layer", "parcels"));
    assert_eq!(said, "no-such-code layer=parcels");
}

#[test]
fn sentences_carry_no_bidi_marks_and_local_numbers() {
    let message = Message::new("report-read").with("count", 13116);
    assert_eq!(Language::Vi.say(&message), "Đã đọc 13.116 bản ghi");
    assert_eq!(Language::En.say(&message), "Read 13,116 records");
}
