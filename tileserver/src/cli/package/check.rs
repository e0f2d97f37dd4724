//! A package looked at, and told: on a thread of its own, for it reads files and computes for seconds.

use std::path::{Path, PathBuf};

use importers::package::{self, Checked, PackageReport, PlanIndicator};
use planning::{Certainty, Indicator, IndicatorKind};

use crate::cli::error::CliError;
use crate::cli::package::error::PackageError;
use crate::cli::package::line::PackageCheck;
use crate::cli::package::told;
use crate::cli::terminal::console::Console;

/// Looks at a package and says what is wrong with it.
pub(super) async fn run(console: &Console, asked: PackageCheck) -> Result<(), CliError> {
    match looked_at(console, asked.package, asked.report.as_deref()).await {
        Err(CliError::Package(PackageError::Unfit)) => Err(PackageError::Failed.into()),
        looked => looked.map(drop),
    }
}

/// Looks at a package and says what is wrong with it; refused if it is not fit.
pub(super) async fn looked_at(console: &Console, package: PathBuf, report: Option<&Path>) -> Result<Checked, CliError> {
    report.map_or(Ok(()), may_be_written)?;
    let look = tokio::task::spawn_blocking(move || package::check(&package, readable));
    let checked = look.await.map_err(|error| CliError::NoRuntime(std::io::Error::other(error)))??;
    console.print(&told::text(&checked.report, console.language));
    report.map_or(Ok(()), |path| write(console, &checked.report, path))?;
    if checked.report.is_fit() { Ok(checked) } else { Err(PackageError::Unfit.into()) }
}

/// What an indicator's text means is the subject's to say.
fn readable(indicator: PlanIndicator, text: &str) -> bool {
    let kind = match indicator {
        PlanIndicator::Density => IndicatorKind::Density,
        PlanIndicator::Storeys => IndicatorKind::Storeys,
        PlanIndicator::FloorAreaRatio => IndicatorKind::FloorAreaRatio,
    };
    Indicator::read(kind, text).certainty != Certainty::Unreadable
}

/// Refuses, before anything is done, a report that would overwrite something else.
fn may_be_written(report: &Path) -> Result<(), CliError> {
    if !std::fs::metadata(report).is_ok_and(|found| found.is_file()) {
        return Ok(());
    }
    let cannot_read = |source| CliError::CannotRead { path: report.to_owned(), source };
    let former = std::fs::File::open(report).map_err(cannot_read)?;
    if package::is_report(former) { Ok(()) } else { Err(CliError::NoReport { path: report.to_owned() }) }
}

fn write(console: &Console, report: &PackageReport, path: &Path) -> Result<(), CliError> {
    let document = report.document(|message| console.language.say(message));
    let cannot_write = |source| CliError::CannotWrite { path: path.to_owned(), source };
    let text = serde_json::to_vec_pretty(&document).map_err(|error| cannot_write(error.into()))?;
    std::fs::write(path, text).map_err(cannot_write)
}
