//! The `diaban` program.

use std::os::unix::process::CommandExt;

fn main() -> std::process::ExitCode {
    quieten();
    tileserver::cli::run(std::env::args_os())
}

/// PROJ writes to standard error by itself, in its own words, what we say in ours. Only this variable keeps it from doing so, and a
/// program cannot safely set its own: so it starts itself once more, in the same process. Who sets it wants to read PROJ.
fn quieten() {
    const PROJ_LOG: &str = "PROJ_DEBUG";
    if std::env::var_os(PROJ_LOG).is_some() {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new("/proc/self/exe");
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // Returns only if it failed; then PROJ chatters.
    let _ = again.args(arguments).env(PROJ_LOG, "0").exec();
}
