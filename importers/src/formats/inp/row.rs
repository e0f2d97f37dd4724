//! A row of an `.inp` file: its words where they stand, so that one can be put in another's place and all else stays as it was.

/// Words of a row that count; EPANET looks at no more.
const MOST_WORDS: usize = 40;

/// A line cut into words as EPANET cuts it: at spaces and tabs, quotes hold a word together, a semicolon begins the comment.
#[derive(Debug)]
pub(super) struct Row<'a> {
    text: &'a str,
    /// From where to where each word reaches, quotes included.
    words: Vec<(usize, usize)>,
    semicolon: Option<usize>,
}

impl<'a> Row<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let semicolon = memchr::memchr(b';', text.as_bytes());
        let data = &text.as_bytes()[..semicolon.unwrap_or(text.len())];
        let (mut words, mut at) = (Vec::new(), 0);
        while words.len() < MOST_WORDS {
            at += data[at..].iter().take_while(|byte| is_space(**byte)).count();
            let Some(first) = data.get(at) else { break };
            let length = if *first == b'"' {
                data[at + 1..].iter().position(|byte| *byte == b'"').map_or(data.len() - at, |quote| quote + 2)
            } else {
                data[at..].iter().take_while(|byte| !is_space(**byte)).count()
            };
            words.push((at, at + length));
            at += length;
        }
        Self { text, words, semicolon }
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word without its quotes.
    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        let (start, end) = *self.words.get(at)?;
        Some(self.text[start..end].trim_matches('"'))
    }

    /// What stands behind a number of words, without the comment.
    pub(super) fn behind(&self, words: usize) -> &'a str {
        let start = self.words.get(words).map_or(self.text.len(), |(start, _)| *start);
        let end = self.semicolon.unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or_default().trim()
    }

    /// The comment behind the words, if it says anything.
    pub(super) fn comment(&self) -> Option<&'a str> {
        let comment = self.text[self.semicolon? + 1..].trim();
        (!comment.is_empty()).then_some(comment)
    }

    /// The row with other words in some places; those beyond its end are appended before the comment.
    pub(super) fn edited(&self, edits: &[Option<String>]) -> String {
        let (mut out, mut copied) = (String::with_capacity(self.text.len() + 16), 0);
        for (word, (start, end)) in edits.iter().zip(&self.words) {
            if let Some(word) = word {
                out.push_str(&self.text[copied..*start]);
                out.push_str(word);
                copied = *end;
            }
        }
        let end = self.words.last().map_or(0, |(_, end)| *end);
        out.push_str(&self.text[copied..end]);
        for word in edits.iter().skip(self.words.len()).flatten() {
            out.push('\t');
            out.push_str(word);
        }
        let rest = &self.text[end..];
        if out.len() > end && rest.starts_with(';') {
            out.push('\t');
        }
        out.push_str(rest);
        out
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// An id as it is written: in quotes if it would fall apart without.
pub(super) fn quoted(id: &str) -> String {
    if id.bytes().any(is_space) || id.is_empty() { format!("\"{id}\"") } else { id.to_owned() }
}

/// A new row of words. What ends a line within one would make two rows of it.
pub(super) fn new_row(words: &[String]) -> String {
    format!(" {}", words.join("\t").replace(['\r', '\n'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_epanet_cuts_them() {
        for (text, words, comment) in [
            (" 10  \t147\t0 ;", vec!["10", "147", "0"], None),
            ("A\tB;C D", vec!["A", "B"], Some("C D")),
            (" \"Tank 1\"  5 ", vec!["Tank 1", "5"], None),
            ("\"open 5", vec!["open 5"], None),
            ("; only", vec![], Some("only")),
            ("", vec![], None),
            ("\"", vec![""], None),
        ] {
            let row = Row::of(text);
            let found: Vec<_> = (0..row.len()).filter_map(|at| row.word(at)).collect();
            assert_eq!((found, row.comment()), (words, comment), "{text:?}");
        }
    }

    #[test]
    fn a_word_is_put_in_anothers_place() {
        let edit = |text: &str, at: usize, word: &str| {
            let mut edits = vec![None; at];
            edits.push(Some(word.to_owned()));
            Row::of(text).edited(&edits)
        };
        assert_eq!(edit(" 10 \t147  0 ; tall", 1, "9"), " 10 \t9  0 ; tall");
        assert_eq!(edit(" 10 \t147;c", 2, "9"), " 10 \t147\t9\t;c");
        assert_eq!(edit(" 10 ", 1, "9"), " 10\t9 ");
    }
}
