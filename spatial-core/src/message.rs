//! What a room says to a person: a code and its parameters. Sentences live in the server's catalogue
//! (`tileserver/text/{vi,en}/<part>.ftl`), never here.

/// A code with its parameters; the catalogue turns it into a sentence in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// Kebab-case, and the id of the Fluent message: `layer-not-found`.
    pub code: &'static str,
    /// Parameter name and value, as the sentence uses them.
    pub params: Vec<(&'static str, String)>,
}

impl Message {
    /// A message without parameters.
    pub fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    /// Adds one parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
}

/// What can be said in the reader's language: every error enum of a room.
pub trait Say {
    /// The code and parameters; sources are not repeated, the logger prints the chain.
    fn message(&self) -> Message;
}
