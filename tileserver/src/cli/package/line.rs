//! What was typed behind `diaban package`, and what it means.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use planning::PlanKind;
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::cli::asked::{path, store, text};
use crate::cli::command as shape;
use crate::cli::usage::whole;
use crate::text::Language;

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

/// The shape of the command.
pub(in crate::cli) fn command(language: Language) -> Command {
    let of = |name: &'static str, usage, about| shape::framed(Command::new(name), language, usage).about(language.text(about));
    let package = || shape::positional("PACKAGE", language.text("help-package-path"), language);
    let report = || shape::path("report", "FILE.json", language.text("help-package-report"), language);
    let number = |name, about| shape::value(name, "ID", language.text(about), language).value_parser(whole(1, u32::MAX));
    let kinds: Vec<&'static str> = PlanKind::ALL.iter().map(|kind| kind.as_str()).collect();
    shape::framed(Command::new("package"), language, "diaban package check|import|export …")
        .about(language.text("help-package"))
        .subcommand_required(true)
        .subcommand_help_heading(language.text("help-heading-commands"))
        .disable_help_subcommand(true)
        .subcommands([
            of("check", "diaban package check FOLDER|FILE.zip [--report FILE.json]", "help-package-check")
                .arg(package())
                .arg(report()),
            of("import", "diaban package import FOLDER|FILE.zip --into STORE [OPTIONS]", "help-package-import")
                .arg(package())
                .arg(shape::value("into", "STORE", language.text("help-package-into"), language).required(true))
                .arg(shape::value("commune", "CODE", language.text("help-package-commune"), language))
                .arg(shape::choice("kind", &kinds, language.text("help-package-kind"), language))
                .arg(number("adjusts", "help-package-adjusts"))
                .arg(report()),
            of("export", "diaban package export STORE --plan ID --out FOLDER [OPTIONS]", "help-package-export")
                .arg(shape::positional("STORE", language.text("help-serve-store"), language))
                .arg(number("plan", "help-package-plan").required(true))
                .arg(shape::path("out", "FOLDER", language.text("help-package-out"), language).required(true))
                .arg(shape::value("name", "NAME", language.text("help-package-name"), language))
                .arg(shape::value("info-code", "CODE", language.text("help-package-info-code"), language)),
        ])
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
            commune: said("commune"),
            kind: text(given, "kind").and_then(PlanKind::parse).unwrap_or(PlanKind::Urban),
            adjusts: id("adjusts"),
            report: path(given, "report"),
        }),
        "export" => PackageCommand::Export(PackageExport {
            store: store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?,
            plan: id("plan").unwrap_or(FeatureId(0)),
            out: path(given, "out").unwrap_or_default(),
            name: said("name").map(plain_name).transpose()?,
            info_code: said("info-code"),
        }),
        _ => PackageCommand::Check(PackageCheck {
            package: path(given, "PACKAGE").unwrap_or_default(),
            report: path(given, "report"),
        }),
    })
}

/// A name that can stand behind `CSDL_`: it becomes a folder.
fn plain_name(typed: String) -> Result<String, Message> {
    let is_plain = !typed.is_empty()
        && typed.len() <= 100
        && typed.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_');
    if is_plain { Ok(typed) } else { Err(Message::new("package-name-unfit").with("name", typed.escape_default())) }
}
