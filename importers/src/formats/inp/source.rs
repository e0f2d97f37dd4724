//! What stood in the file about one element, as one text: its own row, the comments above it, and the rows of other sections that name it.
//!
//! A line of the text is a line of the file; those of other sections begin with the section's first letters: `[COOR] 10  9.0  27.85`. So a
//! table needs one column for it, and a row that is deleted takes along all that was said of it.

use super::lines::lines;
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

#[cfg(test)]
mod tests {
    use super::*;

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
