//! Row `build`: how long `make run` builds from nothing, and after one line of a subject was changed.

use std::fs::{File, FileTimes};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::rig::figures::Figure;
use crate::rig::process::{self, Cost};

/// Names a folder with sources to compare with, such as a worktree of an earlier commit.
const BEFORE: &str = "BENCH_BUILD_BEFORE";
/// Where one line is changed.
const SOURCE: &str = "spatial-core/planning/src/share.rs";

/// One figure, and one more if there are sources to compare with.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let root = system_tests::root();
    let target = tempfile::tempdir()?;
    eprintln!("  building from nothing");
    let cold = build(&root, target.path())?;
    let line = after_a_line(&root, target.path())?;
    drop(target);
    let mut figures = vec![changed(line)];
    if let Some(before) = std::env::var_os(BEFORE).map(PathBuf::from) {
        eprintln!("  building {} from nothing", before.display());
        let target = tempfile::tempdir()?;
        figures.push(compared(cold, build(&before, target.path())?));
    } else {
        eprintln!("  from nothing: {:.0} s; set {BEFORE} to the folder of sources to compare with", cold.wall_s);
    }
    Ok(figures)
}

fn changed(line: Cost) -> Figure {
    let what = format!(
        "`cargo build --release` of `make run` after one line of `{SOURCE}` was changed; {:.0} s CPU",
        line.cpu_s
    );
    Figure::at_most("build/line", what, format!("{:.0} s", line.wall_s), line.wall_s <= 60.0, "≤ 60 s")
}

fn compared(now: Cost, before: Cost) -> Figure {
    let what = format!(
        "`cargo build --release` of `make run` into an empty folder, crates downloaded, against the sources before; {:.0} s CPU against {:.0}",
        now.cpu_s, before.cpu_s
    );
    let (share, sides) = (now.wall_s / before.wall_s, [now, before].map(|cost| format!("{:.0} s", cost.wall_s)));
    Figure::share("build/cold", what, sides, share, (share <= 0.7, "≤ 0.7×"))
}

/// What `make run` builds, the web aside, which is there.
fn build(sources: &Path, target: &Path) -> Result<Cost> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--locked"]).current_dir(sources).env("CARGO_TARGET_DIR", target);
    process::run(&mut cargo)
}

fn after_a_line(root: &Path, target: &Path) -> Result<Cost> {
    let changed = Changed::begin(root.join(SOURCE))?;
    let cost = build(root, target)?;
    drop(changed);
    Ok(cost)
}

/// A source with one more comment; dropped, it is as it was, time of its last change included.
struct Changed {
    path: PathBuf,
    content: String,
    modified: SystemTime,
}

impl Changed {
    fn begin(path: PathBuf) -> Result<Self> {
        let content = std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
        let modified = std::fs::metadata(&path)?.modified()?;
        let changed = Self { path, content, modified };
        let (first, rest) = changed.content.split_once('\n').context("a source has lines")?;
        std::fs::write(&changed.path, format!("{first} Changed.\n{rest}"))?;
        Ok(changed)
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        let put_back = std::fs::write(&self.path, &self.content).and_then(|()| {
            File::options().write(true).open(&self.path)?.set_times(FileTimes::new().set_modified(self.modified))
        });
        if let Err(error) = put_back {
            eprintln!("{} could not be put back: {error}", self.path.display());
        }
    }
}
