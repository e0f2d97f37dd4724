//! What was typed behind `diaban package`, and what it means.

use std::path::PathBuf;

use clap::ArgMatches;
use importers::package::is_info_code;
use planning::PlanKind;
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::cli::line::words::{path, store, text};

/// One command with everything it needs.
#[derive(Debug)]
pub(in crate::cli) enum PackageCommand {
    Check(PackageCheck),
    Import(PackageImport),
    Export(PackageExport),
}

/// `diaban package check`.
#[derive(Debug)]
pub(in crate::cli) struct PackageCheck {
    pub(super) package: PathBuf,
    pub(super) report: Option<PathBuf>,
}

/// `diaban package import`.
#[derive(Debug)]
pub(in crate::cli) struct PackageImport {
    pub(super) package: PathBuf,
    pub(super) into: StoreAddress,
    pub(super) commune: Option<String>,
    pub(super) kind: PlanKind,
    pub(super) adjusts: Option<FeatureId>,
    pub(super) report: Option<PathBuf>,
}

/// `diaban package export`.
#[derive(Debug)]
pub(in crate::cli) struct PackageExport {
    pub(super) store: StoreAddress,
    pub(super) plan: FeatureId,
    pub(super) out: PathBuf,
    pub(super) name: Option<String>,
    pub(super) info_code: Option<String>,
}

/// From matches to meaning; an error is wrong usage.
pub(in crate::cli) fn understood(given: &ArgMatches) -> Result<PackageCommand, Message> {
    let Some((deed, given)) = given.subcommand() else { return Err(Message::new("usage-command-missing")) };
    let said = |name| text(given, name).map(str::to_owned);
    let id = |name: &str| given.get_one::<u32>(name).map(|number| FeatureId(u64::from(*number)));
    Ok(match deed {
        "import" => PackageCommand::Import(PackageImport {
            package: path(given, "PACKAGE").unwrap_or_default(),
            into: store(text(given, "into").unwrap_or_default())?,
            commune: said("commune").map(commune).transpose()?,
            kind: text(given, "kind").and_then(PlanKind::parse).unwrap_or(PlanKind::Urban),
            adjusts: id("adjusts"),
            report: path(given, "report"),
        }),
        "export" => PackageCommand::Export(PackageExport {
            store: store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?,
            plan: id("plan").unwrap_or(FeatureId(0)),
            out: path(given, "out").unwrap_or_default(),
            name: said("name").map(plain_name).transpose()?,
            info_code: said("info-code").map(info_code).transpose()?,
        }),
        _ => PackageCommand::Check(PackageCheck {
            package: path(given, "PACKAGE").unwrap_or_default(),
            report: path(given, "report"),
        }),
    })
}

/// The five digits of a commune.
fn commune(typed: String) -> Result<String, Message> {
    let is_code = typed.len() == 5 && typed.bytes().all(|letter| letter.is_ascii_digit());
    if is_code { Ok(typed) } else { Err(Message::new("usage-commune").with("commune", typed.escape_debug())) }
}

/// A code as the circular builds it: what is written with another does not pass its own check.
fn info_code(typed: String) -> Result<String, Message> {
    if is_info_code(&typed) {
        return Ok(typed);
    }
    Err(Message::new("package-info-code-unfit").with("code", typed.escape_debug()))
}

/// A name that can stand behind `CSDL_`: it becomes a folder.
fn plain_name(typed: String) -> Result<String, Message> {
    let is_plain = !typed.is_empty()
        && typed.len() <= 100
        && typed.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_');
    if is_plain { Ok(typed) } else { Err(Message::new("package-name-unfit").with("name", typed.escape_debug())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::line::command::command;
    use crate::text::Language;

    #[test]
    fn codes_are_looked_at_before_anything_is_done() {
        let asked = |typed: &str| {
            let matches = command(Language::En).try_get_matches_from(typed.split(' ')).expect("clap accepts the line");
            understood(matches.subcommand().expect("it is a command").1).map(drop)
        };
        for (line, code) in [
            ("diaban package import a --into s.gpkg --commune 99", Some("usage-commune")),
            ("diaban package import a --into s.gpkg --commune 2650a", Some("usage-commune")),
            ("diaban package import a --into s.gpkg --commune 26506", None),
            ("diaban package export s.gpkg --plan 1 --out x --info-code abc", Some("package-info-code-unfit")),
            ("diaban package export s.gpkg --plan 1 --out x --info-code 012511012345", None),
        ] {
            assert_eq!(asked(line).err().map(|message| message.code), code, "{line}");
        }
    }
}
