//! A file geodatabase as a GeoPackage, converted by GDAL's `ogr2ogr` where it is installed: a program of others, called as a process, with
//! a limit to its time.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longest conversion: a province's largest packages take some ten seconds.
const MOST_TIME: Duration = Duration::from_secs(300);
/// How often we look whether it is done.
const LOOK: Duration = Duration::from_millis(20);

/// Why there is no GeoPackage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::package) enum GdbProblem {
    /// GDAL is not installed.
    NoProgram,
    /// It took too long, and was stopped.
    TooLong,
    /// It could not read the database.
    Failed,
}

impl GdbProblem {
    /// The word in messages.
    pub(in crate::package) fn as_str(self) -> &'static str {
        match self {
            Self::NoProgram => "no-program",
            Self::TooLong => "too-long",
            Self::Failed => "failed",
        }
    }
}

/// Converts a database; the file lies in the folder, under this name.
pub(in crate::package) fn converted(database: &Path, name: &str) -> Result<TempDir, GdbProblem> {
    let out = TempDir::new().map_err(|_| GdbProblem::Failed)?;
    // An absolute path, so that no name is taken for an option.
    let database = database.canonicalize().map_err(|_| GdbProblem::Failed)?;
    let mut command = Command::new("ogr2ogr");
    command.args(["-f", "GPKG", "-preserve_fid", "-lco", "SPATIAL_INDEX=NO"]).arg(out.path().join(name)).arg(database);
    run(command, MOST_TIME).map(|()| out)
}

fn run(mut command: Command, most: Duration) -> Result<(), GdbProblem> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => GdbProblem::NoProgram,
        _ => GdbProblem::Failed,
    })?;
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return if status.success() { Ok(()) } else { Err(GdbProblem::Failed) },
            Ok(None) if begun.elapsed() < most => std::thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(GdbProblem::TooLong);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_fails_or_takes_too_long_is_told_apart() {
        assert_eq!(run(Command::new("no-such-program-anywhere"), MOST_TIME), Err(GdbProblem::NoProgram));
        assert_eq!(run(Command::new("false"), MOST_TIME), Err(GdbProblem::Failed));
        let mut endless = Command::new("tail");
        endless.args(["-f", "/dev/null"]);
        assert_eq!(run(endless, Duration::ZERO), Err(GdbProblem::TooLong));
        assert_eq!(run(Command::new("true"), MOST_TIME), Ok(()));
    }
}
