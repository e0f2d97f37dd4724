//! The id of an event.

use spatial_core::layer::Position;

/// How far a listener has heard: a commit, told apart from one that counted the same number before an older copy was put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    revision: u64,
    token: u64,
}

impl Mark {
    /// That of a World at this position.
    pub(crate) fn of(position: &Position) -> Self {
        Self { revision: position.revision.0, token: position.token }
    }

    /// The commit's number.
    pub(crate) fn revision(self) -> u64 {
        self.revision
    }

    /// Reads the id of an event.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (revision, token) = text.split_once('.')?;
        Some(Self { revision: revision.parse().ok()?, token: u64::from_str_radix(token, 16).ok()? })
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:x}", self.revision, self.token)
    }
}
