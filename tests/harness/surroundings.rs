//! Surroundings that a machine may not allow a test to make: a full disk, a folder that cannot be written.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Says by name that a test is left out for want of something.
///
/// # Panics
/// Where `SHARED_MUST_BE_THERE` is set, as `.ci/run` does: nothing is left out there.
#[expect(clippy::print_stderr, reason = "a skipped test says so by name")]
pub fn skipped(test: &str, lacks: &str) {
    assert!(std::env::var_os("SHARED_MUST_BE_THERE").is_none(), "{test} needs {lacks}");
    eprintln!("skipped {test}: no {lacks} here");
}

/// True if a program may have mounts of its own: some systems keep that to their masters.
pub fn has_mounts_of_its_own() -> bool {
    runs(Command::new("unshare").args(["--user", "--map-root-user", "--mount", "true"]))
}

/// A folder that cannot be written, until dropped.
#[derive(Debug)]
pub struct Unwritable {
    folder: PathBuf,
    is_mounted: bool,
}

impl Unwritable {
    /// Takes away everybody's right to write in a folder and its files. Rights do not bind the system's master, whom some tests run as: for
    /// them it is mounted read-only. `None` with a line that says so where neither helps.
    pub fn make(test: &str, folder: &Path) -> Option<Self> {
        let mut made = Self { folder: folder.to_path_buf(), is_mounted: false };
        made.allow(0o444, 0o555);
        if made.holds() {
            return Some(made);
        }
        made.allow(0o600, 0o700);
        made.is_mounted = runs(Command::new("mount").args(["--bind", "-o", "ro"]).args([folder, folder]))
            && runs(Command::new("mount").args(["-o", "remount,bind,ro"]).arg(folder));
        if made.holds() {
            return Some(made);
        }
        drop(made);
        skipped(test, "folder that cannot be written");
        None
    }

    fn holds(&self) -> bool {
        let tried = self.folder.join("try");
        let is_written = std::fs::write(&tried, "").is_ok();
        if is_written {
            let _ = std::fs::remove_file(tried);
        }
        !is_written
    }

    fn allow(&self, file: u32, folder: u32) {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.path().is_file()) {
            let _ = std::fs::set_permissions(entry.path(), PermissionsExt::from_mode(file));
        }
        let _ = std::fs::set_permissions(&self.folder, PermissionsExt::from_mode(folder));
    }
}

impl Drop for Unwritable {
    fn drop(&mut self) {
        if self.is_mounted {
            runs(Command::new("umount").arg("-l").arg(&self.folder));
        }
        self.allow(0o600, 0o700);
    }
}

fn runs(command: &mut Command) -> bool {
    command.stderr(std::process::Stdio::null()).status().is_ok_and(|status| status.success())
}
