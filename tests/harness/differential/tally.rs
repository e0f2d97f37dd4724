//! What a run came to.

use std::collections::BTreeMap;

/// What a run came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Files read by both.
    pub files: u64,
    /// Those that both read in the same way.
    pub equal: u64,
    /// Those with a difference that a finding or a refusal of ours explains.
    pub explained: u64,
    /// Those we refused.
    pub refused: u64,
    /// Known differences, by name.
    pub known: BTreeMap<&'static str, u64>,
    /// Files without damage of which something was told all the same.
    pub false_alarms: Vec<String>,
    /// Differences that nobody explains, with the file.
    pub unexplained: Vec<String>,
}
