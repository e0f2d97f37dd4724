//! What the Cargo manifests say: members, where their sources begin, and what they depend on.
//!
//! Reads the plain TOML that our manifests are written in, not all of TOML.

use std::path::PathBuf;

use crate::sources::{root, text};

/// One crate of the workspace.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    /// From the project's root, as `members` spells it.
    pub(crate) folder: String,
    pub(crate) package: String,
    /// Files where compiling begins: `lib.rs`, `main.rs`, tests.
    pub(crate) roots: Vec<PathBuf>,
    pub(crate) dependencies: Vec<String>,
    pub(crate) dev_dependencies: Vec<String>,
    pub(crate) build_dependencies: Vec<String>,
}

/// All members of the workspace.
pub(crate) fn members() -> Vec<Manifest> {
    let workspace = text(&root().join("Cargo.toml"));
    let list = workspace.split("members = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    let found: Vec<Manifest> = list.split('"').skip(1).step_by(2).map(member).collect();
    assert!(found.len() > 4, "the members were not read: {list}");
    found
}

/// Names of the dependencies the workspace offers its members.
pub(crate) fn offered() -> Vec<String> {
    let workspace = text(&root().join("Cargo.toml"));
    let mut offered = Vec::new();
    for (section, line) in lines(&workspace) {
        if section == "[workspace.dependencies]" {
            offered.extend(key(line));
        }
    }
    offered
}

fn member(folder: &str) -> Manifest {
    let home = root().join(folder);
    let mut member = read(&text(&home.join("Cargo.toml")));
    member.folder = folder.to_owned();
    let mut roots: Vec<PathBuf> = member.roots.iter().map(|path| home.join(path)).collect();
    roots.extend(["src/lib.rs", "src/main.rs"].map(|path| home.join(path)));
    roots.retain(|path| path.is_file());
    roots.sort();
    roots.dedup();
    member.roots = roots;
    member
}

fn read(manifest: &str) -> Manifest {
    let mut member = Manifest::default();
    for (section, line) in lines(manifest) {
        let (Some(key), value) = (key(line), line.split('"').nth(1).unwrap_or_default().to_owned()) else {
            continue;
        };
        match section {
            "[package]" if key == "name" => member.package = value,
            "[lib]" | "[[bin]]" | "[[test]]" | "[[example]]" | "[[bench]]" if key == "path" => {
                member.roots.push(value.into());
            }
            "[dependencies]" => member.dependencies.push(key),
            "[dev-dependencies]" => member.dev_dependencies.push(key),
            "[build-dependencies]" => member.build_dependencies.push(key),
            _ => {}
        }
    }
    member
}

/// Each line with the section it stands in.
fn lines(manifest: &str) -> impl Iterator<Item = (&str, &str)> {
    manifest.lines().map(str::trim).scan("", |section, line| {
        if line.starts_with('[') {
            *section = line;
        }
        Some((*section, line))
    })
}

/// The key of `key = value` and of `key.workspace = true`.
fn key(line: &str) -> Option<String> {
    let before = line.split_once('=')?.0;
    let key = before.split('.').next().unwrap_or_default().trim();
    let is_name = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    is_name.then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dependencies_are_told_by_their_section() {
        let member = read(
            "[package]\nname = \"house\"\n[[bin]]\npath = \"bench/main.rs\"\n[dependencies]\ngeo.workspace = true\n\
             # a = 1\nreqwest = { workspace = true }\n\n[dev-dependencies]\nmvt = \"1\"\n[lints]\nworkspace = true\n",
        );
        assert_eq!(member.package, "house");
        assert_eq!(member.dependencies, ["geo", "reqwest"]);
        assert_eq!(member.dev_dependencies, ["mvt"]);
        assert_eq!(member.roots, [std::path::PathBuf::from("bench/main.rs")]);
    }
}
