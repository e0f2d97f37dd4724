//! The modules of one compiled program, from its first file on, and which file uses which.
//!
//! A name that a door re-exports leads to the file that defines it; a door that merely re-exports uses nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::file::{Import, Scope, Written, read};

/// A module's place: names from the root of its crate.
type Place = Vec<String>;

/// All modules that lie below one root file.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    modules: BTreeMap<Place, Module>,
}

#[derive(Debug)]
struct Module {
    file: PathBuf,
    scope: Scope,
}

/// That one file uses another: the path it writes, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    pub(crate) from: PathBuf,
    pub(crate) to: PathBuf,
    pub(crate) line: usize,
    pub(crate) path: String,
}

/// What a path leads to.
#[derive(Clone, Debug)]
enum Goal {
    Module(Place),
    /// Something defined in the module at this place.
    Item(Place),
}

/// Which of two things of one name is meant: `repair` may be a function and a module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    /// The path goes on behind it.
    Module,
    Item,
}

type Asked = BTreeSet<(Place, String, Wanted)>;

impl Tree {
    /// Reads the crate that begins with a file. `text` gives the text of a file that exists.
    pub(crate) fn read(root: &Path, text: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut tree = Self::default();
        let folder = root.parent().unwrap_or(root).to_path_buf();
        if let Some(source) = text(root) {
            tree.add(Vec::new(), root, &folder, read(&source), text);
        }
        tree
    }

    /// Adds a module and those below it, whose files lie in `folder`.
    fn add(
        &mut self,
        place: Place,
        file: &Path,
        folder: &Path,
        mut scope: Scope,
        text: &dyn Fn(&Path) -> Option<String>,
    ) {
        for (name, inner) in std::mem::take(&mut scope.inline) {
            self.add(below(&place, &name), file, &folder.join(&name), inner, text);
        }
        for name in &scope.files {
            let spellings = [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")];
            for child in spellings {
                if let Some(source) = text(&child) {
                    self.add(below(&place, name), &child, &folder.join(name), read(&source), text);
                }
            }
        }
        self.modules.insert(place, Module { file: file.to_path_buf(), scope });
    }

    /// First names of all paths and imports: among them the crates that are used.
    pub(crate) fn heads(&self) -> BTreeSet<&str> {
        let scopes = self.modules.values().map(|module| &module.scope);
        let written = scopes.flat_map(|scope| scope.imports.iter().map(|one| &one.written).chain(&scope.paths));
        written.filter_map(|written| written.path.first()).map(String::as_str).collect()
    }

    /// The file behind a name at the root, as `crate::Name` means it.
    pub(crate) fn at_root(&self, name: &str) -> Option<&Path> {
        let goal = self.named(&[], name, Wanted::Item, &mut Asked::new())?;
        let (Goal::Item(place) | Goal::Module(place)) = goal;
        Some(&self.modules.get(&place)?.file)
    }

    /// Every use of a file by another, once for each path that is written.
    pub(crate) fn uses(&self) -> BTreeSet<Use> {
        let mut uses = BTreeSet::new();
        for (place, module) in &self.modules {
            let imports = module.scope.imports.iter().filter(|import| is_used(import, &module.scope));
            for written in imports.map(|import| &import.written).chain(&module.scope.paths) {
                let Some(to) = self.file_behind(place, written) else { continue };
                if to != module.file {
                    let path = written.path.join("::");
                    uses.insert(Use { from: module.file.clone(), to: to.to_path_buf(), line: written.line, path });
                }
            }
        }
        uses
    }

    /// The file that defines what a path names; none for a module as such, and for other crates.
    fn file_behind(&self, place: &Place, written: &Written) -> Option<&Path> {
        match self.resolve(place, &written.path, Wanted::Item, &mut Asked::new())? {
            Goal::Item(place) => Some(&self.modules.get(&place)?.file),
            Goal::Module(_) => None,
        }
    }

    fn resolve(&self, from: &[String], path: &[String], wanted: Wanted, asked: &mut Asked) -> Option<Goal> {
        let mut goal = None;
        for (at, name) in path.iter().enumerate() {
            let wanted = if at + 1 < path.len() { Wanted::Module } else { wanted };
            goal = Some(match (&goal, name.as_str()) {
                (None, "crate") => Goal::Module(Vec::new()),
                (None, "self") => Goal::Module(from.to_vec()),
                (None, "super") => Goal::Module(above(from)?),
                (Some(Goal::Module(place)), "super") => Goal::Module(above(place)?),
                (None, name) => self.named(from, name, wanted, asked)?,
                (Some(Goal::Module(place)), name) => self.named(&place.clone(), name, wanted, asked)?,
                // A variant or an associated function of it.
                (Some(Goal::Item(_)), _) => return goal,
            });
        }
        goal
    }

    /// What a name means within a module.
    fn named(&self, place: &[String], name: &str, wanted: Wanted, asked: &mut Asked) -> Option<Goal> {
        if !asked.insert((place.to_vec(), name.to_owned(), wanted)) {
            return None;
        }
        let scope = &self.modules.get(place)?.scope;
        let child = below(place, name);
        let child = self.modules.contains_key(&child).then_some(Goal::Module(child));
        if wanted == Wanted::Module && child.is_some() {
            return child;
        }
        if scope.items.contains(name) {
            return Some(Goal::Item(place.to_vec()));
        }
        let imported = scope.imports.iter().filter(|import| import.name == name);
        for import in imported {
            if let Some(goal) = self.resolve(place, &import.written.path, wanted, asked) {
                return Some(goal);
            }
        }
        child.or_else(|| self.through_globs(place, name, wanted, asked))
    }

    fn through_globs(&self, place: &[String], name: &str, wanted: Wanted, asked: &mut Asked) -> Option<Goal> {
        let globs = self.modules.get(place)?.scope.imports.iter().filter(|import| import.name == "*");
        for glob in globs {
            if let Some(Goal::Module(other)) = self.resolve(place, &glob.written.path, Wanted::Module, asked)
                && let Some(goal) = self.named(&other, name, wanted, asked)
            {
                return Some(goal);
            }
        }
        None
    }
}

/// A door that shows a name uses it only if it also writes it.
fn is_used(import: &Import, scope: &Scope) -> bool {
    !import.is_shown || scope.words.contains(&import.name)
}

fn below(place: &[String], name: &str) -> Place {
    place.iter().cloned().chain([name.to_owned()]).collect()
}

fn above(place: &[String]) -> Option<Place> {
    place.split_last().map(|(_, above)| above.to_vec())
}
