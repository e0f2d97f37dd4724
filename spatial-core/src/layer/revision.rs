//! The store-wide number of a commit, and a reader's position.

/// One number per commit, in order of visibility; gaps are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Revision(pub u64);

/// Where a reader stands. A store that was never there, by [`Store::has_been_at`](crate::store::Store::has_been_at), is another
/// one, or an older copy put back: the reader rebuilds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Identity of the store: the GeoPackage's uuid.
    pub store: String,
    /// Last visible commit.
    pub revision: Revision,
    /// Drawn at random for that commit: two copies of a store that went different ways count the same numbers, but draw others.
    /// 0 for commits made before tokens were drawn, and before the first commit.
    pub token: u64,
    /// SQLite's `PRAGMA schema_version` when another program last changed tables of layers; 0 where there is none.
    /// It moves where the revision need not: what was read before must be read again. Our own imports leave it alone.
    pub schema_version: u64,
}

impl Position {
    /// True if both stand at the same commit of the same store: layers read at one are as those read at the other.
    pub fn is_same_commit(&self, other: &Self) -> bool {
        (&self.store, self.revision, self.token) == (&other.store, other.revision, other.token)
    }
}

impl std::fmt::Display for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
