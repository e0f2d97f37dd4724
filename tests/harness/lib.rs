//! What journeys share: where real data lies, a program to run, a server to ask.

pub mod archive;
pub mod authenticator;
pub mod browser;
pub mod cluster;
pub mod crowd;
pub mod differential;
pub mod fuzz;
pub mod hostile;
pub mod importing;
pub mod memory;
pub mod other;
pub mod program;
pub mod relay;
pub mod surroundings;
pub mod synthetic;

use std::path::PathBuf;

/// The project's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the crate lies in the project")
}

/// A path in `../shared` (real data and oracles), or `None` with a line naming the test that is skipped.
///
/// # Panics
///
/// If it is absent where `SHARED_MUST_BE_THERE` is set, as `.ci/run` does: nothing is skipped there.
pub fn shared(test: &str, path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    assert!(std::env::var_os("SHARED_MUST_BE_THERE").is_none(), "{test} needs ../shared/{path}");
    #[expect(clippy::print_stderr, reason = "a skipped test says so by name")]
    {
        eprintln!("skipped {test}: ../shared/{path} is not there");
    }
    None
}
