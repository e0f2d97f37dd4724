//! `diaban import`: foreign files into a store, with a report.

use crate::cli::asked::Import;
use crate::cli::console::Console;
use crate::cli::error::CliError;

/// Imports the files as one layer.
pub(super) async fn run(_console: &Console, _asked: Import) -> Result<(), CliError> {
    Ok(())
}
