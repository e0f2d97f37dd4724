//! Where and when a figure was measured.

use std::process::Command;

use anyhow::Result;

/// `2026-11-21; AMD EPYC, 2 cores, 24 GB, Debian GNU/Linux 12 (bookworm), load 1.2`; a load well above 1 says that others were at work.
pub(crate) fn place_and_date() -> Result<String> {
    let date = Command::new("date").args(["-u", "+%F"]).output()?.stdout;
    let cpu = field("/proc/cpuinfo", "model name\t: ");
    let memory_kb: f64 = field("/proc/meminfo", "MemTotal:").trim_end_matches("kB").trim().parse().unwrap_or_default();
    let system = field("/etc/os-release", "PRETTY_NAME=");
    let cores = std::thread::available_parallelism()?;
    let memory_gb = memory_kb / 1_048_576.0;
    let date = String::from_utf8_lossy(&date);
    let load = std::fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or("?");
    Ok(format!("{}; {cpu}, {cores} cores, {memory_gb:.0} GB, {}, load {load}", date.trim(), system.trim_matches('"')))
}

/// What follows the first occurrence of a text at the start of a line.
fn field(file: &str, before: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().find_map(|line| line.strip_prefix(before)).unwrap_or("?").trim().to_owned()
}
