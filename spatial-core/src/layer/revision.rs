//! The store-wide number of a commit, and a reader's position.

/// One number per commit, in order of visibility; gaps are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Revision(pub u64);

/// Where a reader stands. If `store` changes, it rebuilds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Identity of the store: the GeoPackage's uuid.
    pub store: String,
    /// Last visible commit.
    pub revision: Revision,
    /// SQLite's `PRAGMA schema_version` when another program last changed tables of layers; 0 where there is none.
    /// It moves where the revision need not: what was read before must be read again. Our own imports leave it alone.
    pub schema_version: u64,
}

impl std::fmt::Display for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
