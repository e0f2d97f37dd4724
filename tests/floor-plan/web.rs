//! TypeScript sources: which file imports which.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::rust::Use;
use crate::sources::{files, root, text};

/// Where the web's sources lie.
pub(crate) fn folder() -> PathBuf {
    root().join("tileserver/web/src")
}

/// Every import of one of our files by another.
pub(crate) fn uses() -> BTreeSet<Use> {
    let mut uses = BTreeSet::new();
    for from in files(&folder(), &["ts"]) {
        let home = from.parent().map(Path::to_path_buf).unwrap_or_default();
        for (line, path) in imported(&text(&from)) {
            let to = tidy(&home.join(&path));
            if to.extension().is_some_and(|end| end == "ts") {
                uses.insert(Use { from: from.clone(), to, line, path });
            }
        }
    }
    uses
}

/// Relative paths after `from`, `import` and `import(`, each with its line.
fn imported(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for quote in ['\'', '"'] {
            let mut parts = line.split(quote);
            let mut before = parts.next().unwrap_or_default();
            while let (Some(path), after) = (parts.next(), parts.next()) {
                let lead = before.trim_end().trim_end_matches('(').trim_end();
                let is_import = lead.ends_with("from") || lead.ends_with("import");
                if is_import && path.starts_with('.') {
                    found.push((at + 1, path.to_owned()));
                }
                before = after.unwrap_or_default();
            }
        }
    }
    found
}

/// Without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::{imported, tidy};
    use std::path::Path;

    #[test]
    fn all_spellings_of_an_import_are_found() {
        let source = "import { a } from './a.ts';\nimport type { B } from \"../b.ts\";\nimport './c.css';\n\
                      import { html } from 'lit';\n} from './d.ts';\n// import './no.ts';\n\
                      const { e } = await import('../../e.ts');\nconst text = 'x from y';\n";
        let paths: Vec<String> = imported(source).into_iter().map(|(_, path)| path).collect();
        assert_eq!(paths, ["./a.ts", "../b.ts", "./c.css", "./d.ts", "../../e.ts"]);
    }

    #[test]
    fn a_relative_path_becomes_a_plain_one() {
        assert_eq!(tidy(Path::new("kit/map/../page/./text.ts")), Path::new("kit/page/text.ts"));
    }
}
