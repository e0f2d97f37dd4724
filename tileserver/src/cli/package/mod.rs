//! `diaban package`: the legal exchange package of a plan, checked (`check`), taken into the plan register (`take_in`) and written from it
//! (`hand_out`). The gate is the same both ways.
//!
//! `line` is what was typed, `lines` lines as a package has them and what it has no class for, `told` the report as text, `register` the register's tables in a store, `error` why something was not done.

mod check;
mod error;
mod hand_out;
mod line;
mod lines;
mod register;
mod take_in;
mod told;

pub(super) use error::PackageError;
pub(super) use line::{PackageCommand, understood};

use crate::cli::error::CliError;
use crate::cli::terminal::console::Console;

/// Does one thing with a package.
pub(super) async fn run(console: &Console, asked: PackageCommand) -> Result<(), CliError> {
    match asked {
        PackageCommand::Check(asked) => check::run(console, asked).await,
        PackageCommand::Import(asked) => take_in::run(console, asked).await,
        PackageCommand::Export(asked) => hand_out::run(console, asked).await,
    }
}
