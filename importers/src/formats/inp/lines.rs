//! The lines of a text, and the text of a file.

use super::error::InpError;

/// Largest file: a network of a million pipes, the largest there is a reason to load, takes 150 MB.
pub const MAX_BYTES: usize = 256 << 20;

/// Longest line in bytes. EPANET reads 1,024; what is longer than this no program wrote as a row.
const LONGEST_LINE: usize = 64 << 10;

/// A line of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// From 1.
    pub(super) number: u64,
    /// Where it begins in the text, and where the next one does.
    pub(super) start: usize,
    pub(super) next: usize,
    /// Without what ends it.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// True if there is nothing for EPANET in it.
    pub(super) fn is_blank(&self) -> bool {
        let text = self.text.trim_start_matches([' ', '\t']);
        text.is_empty() || text.starts_with(';')
    }

    /// The first word, if it begins a section.
    pub(super) fn heading(&self) -> Option<&'t str> {
        let text = self.text.trim_start_matches([' ', '\t']);
        let end = text.find([' ', '\t', ';']).unwrap_or(text.len());
        text.starts_with('[').then(|| &text[..end])
    }
}

/// The lines of a text, whether they end by a line feed, a carriage return or both.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let (mut start, mut number) = (0, 0);
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let mark = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        let line =
            Line { number: number + 1, start, next: (start + length + mark).min(text.len()), text: &rest[..length] };
        (start, number) = (line.next, line.number);
        Some(line)
    })
}

/// Refuses what is no text made of rows.
pub(super) fn checked(file: &str, text: &str) -> Result<(), InpError> {
    let file = || file.to_owned();
    for line in lines(text) {
        if memchr::memchr(0, line.text.as_bytes()).is_some() {
            return Err(InpError::Binary { file: file(), line: line.number });
        }
        if line.text.len() > LONGEST_LINE {
            return Err(InpError::LineTooLong { file: file(), line: line.number, limit: LONGEST_LINE });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_they_like() {
        let found: Vec<_> = lines("a\r\nb\rc\n\n[d] e").map(|line| (line.number, line.text)).collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "[d] e")]);
        assert_eq!(lines("a\r\nb\r").map(|line| line.next).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(lines("").count(), 0);
    }
}
