//! What Linux says of a running program: its memory, and how many files it may open.

use std::process::Command;

/// A line of `/proc/PID/status` in kB: `VmRSS`, `VmHWM`. A process that has ended has none.
pub fn memory_kb(process: &str, what: &str) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Lets this process, and the programs it starts from now on, open so many files; how many they may.
pub fn allow_files(wanted: u64) -> u64 {
    let now = files_allowed();
    if now < wanted {
        // Beyond what the system sets as the most it fails, and all stays as it is.
        let (process, limit) = (std::process::id().to_string(), format!("--nofile={wanted}:"));
        let _ = Command::new("prlimit").args(["--pid", &process, &limit]).status();
    }
    files_allowed()
}

/// `RLIMIT_NOFILE` of this process; no number stands for no limit.
fn files_allowed() -> u64 {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(u64::MAX)
}
