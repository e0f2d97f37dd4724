//! The `diaban` program.

use std::os::unix::process::CommandExt;

/// PROJ writes to standard error by itself, in its own words, what we say in ours. Only this variable keeps it from doing so; who sets it
/// wants to read PROJ.
const QUIET: [(&str, &str); 1] = [("PROJ_DEBUG", "0")];

/// What a crowd cost a server is given back when it has left. By itself glibc keeps it: the pieces it takes from the system one by one,
/// and returns at once, are those larger than the largest that was ever freed (mallopt(3), `M_MMAP_THRESHOLD`). Of what a hundred and
/// seventy readers of large pages cost, three quarters stay without this, a third with it, for the same processor time.
const GIVING_BACK: [(&str, &str); 2] = [("MALLOC_MMAP_THRESHOLD_", "65536"), ("MALLOC_TRIM_THRESHOLD_", "1048576")];

fn main() -> std::process::ExitCode {
    set_out();
    say_only_what_breaks();
    tileserver::cli::run(std::env::args_os())
}

/// Some of what we are made of asks its environment before we can say anything, and a program cannot safely set its own: so it starts
/// itself once more, in the same process, with what nobody has set.
fn set_out() {
    let serves = std::env::args_os().nth(1).is_some_and(|word| word == "serve" || word == "demo");
    let settings = QUIET.iter().chain(GIVING_BACK.iter().filter(|_| serves));
    let missing: Vec<_> = settings.filter(|(name, _)| std::env::var_os(name).is_none()).copied().collect();
    if missing.is_empty() {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new("/proc/self/exe");
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // Returns only if it failed; then PROJ chatters, and memory stays.
    let _ = again.args(arguments).envs(missing).exec();
}

/// What breaks off in the overlay library is asked again: its message would look like a crash of ours.
fn say_only_what_breaks() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !spatial_core::geometry::panic_is_caught() {
            usual(panic);
        }
    }));
}
