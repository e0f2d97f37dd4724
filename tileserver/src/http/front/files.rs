//! How many files and connections the system lets this program open at once.

/// Files beside the connections: the store's readers, its logs, the copy, the reserve for who watches over the server.
const OTHERS: usize = 256;

/// What the system allows, if it says so and sets a limit (getrlimit(2), `RLIMIT_NOFILE`).
pub(crate) fn allowed() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    // Unlimited is no number.
    line.split_whitespace().next()?.parse().ok()
}

/// How many must be allowed for so many connections.
pub(crate) fn needed(connections: usize) -> usize {
    connections + OTHERS
}

/// How many of so many connections fit into what is allowed: rather fewer that work than the last ones waiting in the system's queue.
pub(crate) fn fitting(connections: usize) -> usize {
    allowed().map_or(connections, |allowed| connections.min(allowed.saturating_sub(OTHERS).max(allowed / 4)).max(1))
}
