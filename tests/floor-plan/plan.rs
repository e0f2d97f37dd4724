//! The tables of `ARCHITECTURE.md`: who may use whom. Each stands between two marks of its name.

use std::collections::BTreeSet;

use crate::circle::Graph;
use crate::sources::{root, text};

/// A table: name → what it may use.
///
/// # Panics
/// If it is not there, or empty.
pub(crate) fn table(name: &str) -> Graph {
    let page = text(&root().join("ARCHITECTURE.md"));
    let table = read(&page, name);
    assert!(table.is_some(), "ARCHITECTURE.md has no table between two marks <!-- {name} -->");
    table.unwrap_or_default()
}

fn read(page: &str, name: &str) -> Option<Graph> {
    let mark = format!("<!-- {name} -->");
    let mut parts = page.split(&mark);
    let (Some(_), Some(table), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let lines = table.lines().filter(|line| line.starts_with("| `"));
    let rows: Graph = lines
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let words = cells[2].split([' ', ',']).map(|word| word.trim_matches('`'));
            let uses: BTreeSet<String> =
                words.filter(|word| !word.is_empty() && *word != "—").map(str::to_owned).collect();
            (cells[1].trim_matches('`').trim_end_matches('/').to_owned(), uses)
        })
        .collect();
    assert_eq!(rows.len(), table.lines().filter(|line| line.starts_with("| `")).count(), "{name}: a line stands twice");
    (!rows.is_empty()).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_table_is_read_between_its_own_marks() {
        let page = "<!-- a -->\n| Room | May use |\n|---|---|\n| `x` | — | it |\n| `y/` | x `z` | it |\n<!-- a -->\n| `w` | x |";
        let table = read(page, "a").unwrap();
        assert_eq!(table.keys().collect::<Vec<_>>(), ["x", "y"]);
        assert!(table["x"].is_empty());
        assert_eq!(table["y"].iter().collect::<Vec<_>>(), ["x", "z"]);
        assert!(read(page, "b").is_none());
    }
}
