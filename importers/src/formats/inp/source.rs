//! What stood in the file about one element, as one text: its own row, the comments above it, and the rows of other sections that name it.
//!
//! A line of the text is a line of the file; those of other sections begin with the section's first letters: `[COOR] 10  9.0  27.85`. So a
//! table needs one column for it, and a row that is deleted takes along all that was said of it.

use super::lines::lines;
use super::row::{Row, quoted};
use super::section::Section;

/// Letters of a section in its mark.
const LETTERS: usize = 4;

/// The lines of a source, each with its section; `None` is the element's own.
pub(super) fn parts(source: &str) -> impl Iterator<Item = (Option<Section>, &str)> {
    source.lines().map(|line| match marked(line) {
        Some((section, text)) => (Some(section), text),
        None => (None, line),
    })
}

fn marked(line: &str) -> Option<(Section, &str)> {
    let (name, text) = line.strip_prefix('[')?.split_at_checked(LETTERS)?;
    Some((Section::of_name(name), text.strip_prefix(']')?))
}

/// The lines of a source, each with its section: the element's own row `edited`, the first if it stands there twice, and without rows of other
/// sections that are replaced. Says whether its own row is there.
pub(super) fn carried(
    source: &str,
    own: Section,
    edited: impl Fn(&Row<'_>) -> String,
    is_replaced: impl Fn(Section) -> bool,
) -> (Vec<(Section, String)>, bool) {
    let (mut lines, mut is_there) = (Vec::new(), false);
    for (section, text) in parts(source) {
        let row = Row::of(text);
        match section {
            _ if row.len() == 0 => lines.push((section.unwrap_or(own), text.to_owned())),
            None if is_there => {}
            None => {
                is_there = true;
                lines.push((own, edited(&row)));
            }
            Some(section) if is_replaced(section) => {}
            Some(section) => lines.push((section, text.to_owned())),
        }
    }
    (lines, is_there)
}

/// Adds a row, and the comments and blank lines that stood above it.
pub(super) fn add(source: &mut String, section: Option<Section>, before: &str, row: &str) {
    for line in lines(before).map(|line| line.text).chain([row]) {
        if !source.is_empty() {
            source.push('\n');
        }
        if let Some(section) = section {
            source.push('[');
            source.push_str(&section.name()[..LETTERS]);
            source.push(']');
        }
        source.push_str(line);
    }
}

/// The source with another id in all its rows, where it is not that one already.
pub(crate) fn renamed(source: &str, id: &str) -> String {
    let rename = |line: &str| {
        let (mark, section, text) = match marked(line) {
            Some((section, text)) => (&line[..line.len() - text.len()], Some(section), text),
            None => ("", None, line),
        };
        let (row, at) = (Row::of(text), usize::from(section == Some(Section::Tags)));
        if row.word(at).is_none_or(|word| word == id) {
            return line.to_owned();
        }
        let mut edits = vec![None; at];
        edits.push(Some(quoted(id)));
        format!("{mark}{}", row.edited(&edits))
    };
    source.lines().map(rename).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_takes_another_id_in_all_its_rows() {
        let source = "; west\n 10  147 ;a\n[COOR] 10  9.0 27.85\n[TAGS] NODE 10 khu A";
        let renamed = renamed(source, "Hồ 1");
        assert_eq!(renamed, "; west\n \"Hồ 1\"  147 ;a\n[COOR] \"Hồ 1\"  9.0 27.85\n[TAGS] NODE \"Hồ 1\" khu A");
        assert_eq!(super::renamed(source, "10"), source);
    }

    #[test]
    fn a_source_keeps_lines_and_their_sections() {
        let mut source = String::new();
        add(&mut source, None, "; west\r\n\r\n", " 10  147");
        add(&mut source, Some(Section::Coordinates), "", " 10  9.0 27.85");
        assert_eq!(source, "; west\n\n 10  147\n[COOR] 10  9.0 27.85");
        let found: Vec<_> = parts(&source).collect();
        let own = [(None, "; west"), (None, ""), (None, " 10  147")];
        assert_eq!((&found[..3], found[3]), (&own[..], (Some(Section::Coordinates), " 10  9.0 27.85")));
    }
}
