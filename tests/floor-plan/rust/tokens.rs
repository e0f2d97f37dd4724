//! Rust source as words and marks. Comments are gone; a literal is one token whatever it holds.

/// A word (`crate`), a mark (`::` or one character) or a literal (`""`), with its line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

impl Token<'_> {
    /// True for identifiers and keywords.
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(is_word_start)
    }
}

/// All tokens of a source text.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let (length, text) = next(rest, first);
        if let Some(text) = text {
            found.push(Token { text, line });
        }
        let (read, left) = rest.split_at(length);
        line += read.matches('\n').count();
        rest = left;
    }
    found
}

/// Length of what stands first, and its token if it is one.
fn next(rest: &str, first: char) -> (usize, Option<&str>) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (block_comment(rest), None)
    } else if let Some(length) = text_literal(rest) {
        (length, Some("\"\""))
    } else if first == '\'' {
        quote(rest)
    } else if is_word_start(first) || first.is_ascii_digit() {
        let rest_of_word = rest.strip_prefix("r#").map_or(0, |_| 2);
        let length = rest[rest_of_word..].find(|c| !is_word_part(c)).map_or(rest.len(), |at| at + rest_of_word);
        (length, Some(&rest[rest_of_word..length]))
    } else if rest.starts_with("::") {
        (2, Some("::"))
    } else {
        let length = first.len_utf8();
        (length, (!first.is_whitespace()).then(|| &rest[..length]))
    }
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Length of a string literal in any of its forms: `"…"`, `b"…"`, `c"…"`, `r"…"`, `br#"…"#`.
fn text_literal(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix).is_some_and(|after| {
            let hashes = after.trim_start_matches('#');
            hashes.starts_with('"') && (prefix.ends_with('r') || hashes.len() == after.len())
        })
    })?;
    let after = &rest[prefix.len()..];
    let opening = after.find('"')? + 1;
    let body = &after[opening..];
    let closing = if prefix.ends_with('r') {
        let end = format!("\"{}", "#".repeat(opening - 1));
        body.find(&end).map_or(body.len(), |at| at + end.len())
    } else {
        closing_quote(body, '"')
    };
    Some(prefix.len() + opening + closing)
}

/// Where a quoted text ends, its closing quote included.
fn closing_quote(body: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    body.len()
}

/// A character (`'a'`, `'\n'`) is a literal; a lifetime (`'a`) is passed over.
fn quote(rest: &str) -> (usize, Option<&str>) {
    let body = &rest[1..];
    let mut characters = body.chars();
    let (first, second) = (characters.next(), characters.next());
    if first == Some('\\') || second == Some('\'') {
        (1 + closing_quote(body, '\''), Some("\"\""))
    } else {
        (1 + body.find(|c| !is_word_part(c)).unwrap_or(body.len()), None)
    }
}
