//! What one source file says: its modules, the names they define and import, and the paths they write.

use std::collections::BTreeSet;

use super::tokens::{Token, tokens};

/// One module as its source writes it: a file, or `mod name { … }` within one.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Names of what is defined here.
    pub(crate) items: BTreeSet<String>,
    /// `mod name;`: modules in files of their own.
    pub(crate) files: Vec<String>,
    /// `mod name { … }`.
    pub(crate) inline: Vec<(String, Scope)>,
    pub(crate) imports: Vec<Import>,
    /// Paths of two names or more outside `use`.
    pub(crate) paths: Vec<Written>,
    /// All words outside `use`.
    pub(crate) words: BTreeSet<String>,
}

/// A path and its line.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// One name brought in by `use`.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) written: Written,
    /// As it is called here; `*` for all names of a module, `_` for none.
    pub(crate) name: String,
    /// `pub use`, however far it reaches: a door shows the name to others.
    pub(crate) is_shown: bool,
}

/// Reads a file. Code that is only for tests (`#[cfg(test)]`) is left out.
pub(crate) fn read(source: &str) -> Scope {
    let tokens = tokens(source);
    let mut reader = Reader { tokens: &tokens, at: 0 };
    let mut scope = Scope::default();
    reader.scope(&mut scope);
    scope
}

/// Words after which an item's name follows.
const DEFINING: [&str; 7] = ["fn", "struct", "enum", "trait", "type", "const", "static"];
/// Words an item begins with; what else stands after an attribute is a field, a variant, an arm.
const ITEMS: [&str; 15] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "type",
    "const",
    "static",
    "mod",
    "use",
    "impl",
    "macro_rules",
    "async",
    "extern",
    "unsafe",
    "let",
];

struct Reader<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
}

impl<'t> Reader<'t> {
    /// The text of the token so many places on.
    fn peek(&self, ahead: usize) -> &'t str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text)
    }

    fn is_word(&self, ahead: usize) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(Token::is_word)
    }

    fn before(&self) -> &'t str {
        self.at.checked_sub(1).map_or("", |at| self.tokens[at].text)
    }

    /// Reads up to the brace that closes this module, and past it.
    fn scope(&mut self, scope: &mut Scope) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "{" => depth += 1,
                "}" if depth == 0 => {
                    self.at += 1;
                    return;
                }
                "}" => depth -= 1,
                "#" if self.is_test_attribute() => {
                    self.skip_test();
                    continue;
                }
                "use" if self.peek(1) != "<" => {
                    self.import(scope);
                    continue;
                }
                "mod" if self.is_word(1) => {
                    self.module(scope);
                    continue;
                }
                _ if self.is_word(0) => {
                    self.word(scope, depth == 0);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// `#[cfg(test)]` and `#[cfg(all(test, …))]`.
    fn is_test_attribute(&self) -> bool {
        let open = if self.peek(1) == "!" { 2 } else { 1 };
        if self.peek(open) != "[" || self.peek(open + 1) != "cfg" {
            return false;
        }
        let words = self.tokens[self.at..].iter().map(|token| token.text).take_while(|text| *text != "]");
        let words: Vec<&str> = words.collect();
        words.contains(&"test") && !words.contains(&"not") && !words.contains(&"any")
    }

    /// Passes over an attribute and what it stands on.
    fn skip_test(&mut self) {
        if self.peek(1) == "!" {
            self.at = self.tokens.len();
            return;
        }
        while self.peek(0) == "#" {
            self.at += 1;
            self.skip_group();
        }
        if self.peek(0) == "pub" {
            self.at += 1;
            if self.peek(0) == "(" {
                self.skip_group();
            }
        }
        let is_item = ITEMS.contains(&self.peek(0));
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "}" => return,
                "," if !is_item => return,
                ";" => {
                    self.at += 1;
                    return;
                }
                "{" => return self.skip_group(),
                "(" | "[" => self.skip_group(),
                _ => self.at += 1,
            }
        }
    }

    /// Passes over `(…)`, `[…]` or `{…}`.
    fn skip_group(&mut self) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    fn module(&mut self, scope: &mut Scope) {
        let name = self.peek(1).to_owned();
        let opens = self.peek(2) == "{";
        self.at += 3;
        if opens {
            let mut inner = Scope::default();
            self.scope(&mut inner);
            scope.inline.push((name, inner));
        } else {
            scope.files.push(name);
        }
    }

    /// A word: the beginning of a path, an item, or just a word.
    fn word(&mut self, scope: &mut Scope, is_outermost: bool) {
        let word = self.peek(0);
        let starts_here = !matches!(self.before(), "::" | ".");
        if starts_here && self.peek(1) == "::" && self.is_word(2) {
            let path = self.path();
            scope.words.extend(path.path.first().cloned());
            return scope.paths.push(path);
        }
        let is_function_pointer = !self.is_word(1) || ITEMS.contains(&self.peek(1));
        if is_outermost && DEFINING.contains(&word) && !is_function_pointer {
            scope.items.insert(self.peek(1).to_owned());
        } else if word == "macro_rules" && self.peek(1) == "!" {
            scope.items.insert(self.peek(2).to_owned());
        }
        scope.words.insert(word.to_owned());
        self.at += 1;
    }

    fn path(&mut self) -> Written {
        let line = self.tokens[self.at].line;
        let mut path = vec![self.peek(0).to_owned()];
        self.at += 1;
        while self.peek(0) == "::" && self.is_word(1) {
            path.push(self.peek(1).to_owned());
            self.at += 2;
        }
        Written { path, line }
    }

    /// `use …;`, each name of a group by itself.
    fn import(&mut self, scope: &mut Scope) {
        let is_shown = matches!(self.before(), "pub" | ")");
        self.at += 1;
        self.tree(&[], is_shown, scope);
        if self.peek(0) == ";" {
            self.at += 1;
        }
    }

    fn tree(&mut self, base: &[String], is_shown: bool, scope: &mut Scope) {
        let line = self.tokens.get(self.at).map_or(0, |token| token.line);
        let mut path = base.to_vec();
        loop {
            match self.peek(0) {
                "::" => self.at += 1,
                "{" => return self.group(&path, is_shown, scope),
                "*" => {
                    self.at += 1;
                    let written = Written { path, line };
                    return scope.imports.push(Import { written, name: "*".to_owned(), is_shown });
                }
                _ if self.is_word(0) && self.peek(0) != "as" => {
                    path.push(self.peek(0).to_owned());
                    self.at += 1;
                }
                _ => break,
            }
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if name == "self" && path.len() > 1 {
            path.pop();
            name = path.last().cloned().unwrap_or_default();
        }
        if self.peek(0) == "as" {
            name = self.peek(1).to_owned();
            self.at += 2;
        }
        scope.imports.push(Import { written: Written { path, line }, name, is_shown });
    }

    fn group(&mut self, base: &[String], is_shown: bool, scope: &mut Scope) {
        self.at += 1;
        while self.at < self.tokens.len() && self.peek(0) != "}" {
            let before = self.at;
            match self.peek(0) {
                "," => self.at += 1,
                _ => self.tree(base, is_shown, scope),
            }
            if self.at == before {
                self.at += 1;
            }
        }
        self.at += 1;
    }
}
