//! Standard output and standard error: the only place of the program that prints.

use std::io::{IsTerminal, Write};

use spatial_core::message::Message;

use crate::text::Language;

/// Where sentences go, in which language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    pub(crate) language: Language,
}

impl Console {
    pub(crate) fn new(language: Language) -> Self {
        Self { language }
    }

    /// Text as it is, to standard output. A closed pipe (`| head`) is no error of ours.
    pub(crate) fn print(&self, text: &str) {
        let _ = std::io::stdout().write_all(harmless(text).as_bytes());
        let _ = std::io::stdout().flush();
    }

    /// A sentence to standard output.
    pub(crate) fn say(&self, message: &Message) {
        self.print(&format!("{}\n", self.language.say(message)));
    }

    /// A sentence to standard error: progress and warnings, so that standard output stays the result.
    pub(crate) fn note(&self, message: &Message) {
        let _ = writeln!(std::io::stderr(), "{}", harmless(&self.language.say(message)));
    }

    /// Why something was not done.
    pub(crate) fn complain(&self, message: &Message) {
        let _ = writeln!(std::io::stderr(), "diaban: {}", harmless(&self.language.say(message)));
    }

    /// What is behind that, on a line of its own.
    pub(crate) fn because(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "  ↳ {}", harmless(text));
    }

    /// True if a person watches.
    pub(crate) fn is_terminal(self) -> bool {
        std::io::stderr().is_terminal()
    }
}

/// Text from files, without what would command a terminal: moving its cursor, renaming its window, typing for its user.
fn harmless(text: &str) -> String {
    let plain = |letter: char| {
        if letter.is_control() && !matches!(letter, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { letter }
    };
    text.chars().map(plain).collect()
}
