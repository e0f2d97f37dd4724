//! Who asks: a role, not a person. In every question and every cache key.

/// The role a question is asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Audience {
    /// Anyone: sees the allow-list of published layers.
    #[default]
    Anonymous,
    /// The authority's own people: all fields, and quarantine.
    Staff,
}

impl Audience {
    /// The word used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Staff => "staff",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Anonymous, Self::Staff].into_iter().find(|audience| audience.as_str() == text)
    }
}
