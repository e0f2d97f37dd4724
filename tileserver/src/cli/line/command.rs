//! The shape of the command line: commands, arguments, and where their help sentences stand in the catalogue.
//!
//! It builds; it does not act. Words in capitals and option names are the same in every language.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use data_samples::SampleLayer;
use network::Mode;
use planning::PlanKind;
use spatial_core::layer::Kind;
use spatial_core::store::private::Role;
use std::path::PathBuf;

use crate::cli::line::networks::{METERS, networks};
use crate::cli::line::usage::whole;
use crate::text::Language;

/// How import may meet an existing layer.
pub(in crate::cli) const MODES: [&str; 4] = ["create", "replace", "append", "update"];

/// The whole command line in the reader's language.
pub(in crate::cli) fn command(language: Language) -> Command {
    let text = |id| language.text(id);
    framed(Command::new("diaban"), language, "diaban COMMAND [OPTIONS]")
        .about(text_of(language, "help-about"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_required(true)
        .subcommand_help_heading(text_of(language, "help-heading-commands"))
        .disable_help_subcommand(true)
        .arg(lang_option(language))
        .arg(flag("version", text("help-version"), language).short('V').action(ArgAction::Version))
        .subcommands([
            demo(language),
            import(language),
            export(language),
            serve(language),
            extract(language),
            trace(language),
            package(language),
            sample(language),
            migrate(language),
            layer(language),
            user(language),
        ])
}

fn demo(language: Language) -> Command {
    framed(
        Command::new("demo"),
        language,
        "diaban demo [--parcels N] [--layers a,b,…] [--out FILE.gpkg] [--listen ADDRESS:PORT]",
    )
    .about(language.text("help-demo"))
    .arg(number("parcels", "N", language.text("help-demo-parcels"), language))
    .arg(sample_layers(language))
    .arg(path("out", "FILE.gpkg", language.text("help-demo-out"), language))
    .arg(value("listen", "ADDRESS:PORT", language.text("help-listen"), language))
    .arg(path("config", "FILE.toml", language.text("help-config"), language))
}

fn import(language: Language) -> Command {
    let kinds: Vec<&'static str> = Kind::ALL.map(Kind::as_str).into_iter().chain([METERS]).collect();
    let command = framed(Command::new("import"), language, "diaban import FILE… --into STORE --layer NAME [OPTIONS]")
        .about(language.text("help-import"))
        .arg(positional("FILE", language.text("help-import-file"), language).num_args(1..))
        .arg(value("into", "STORE", language.text("help-import-into"), language).required(true))
        .arg(value("layer", "NAME", language.text("help-import-layer"), language).required_unless_present("kind"))
        .arg(choice("kind", &kinds, language.text("help-import-kind"), language))
        .arg(choice("mode", &MODES, language.text("help-import-mode"), language))
        .arg(value("key", "FIELD", language.text("help-import-key"), language))
        .arg(value("crs", "EPSG:9218|local", language.text("help-import-crs"), language))
        .arg(flag("override-crs", language.text("help-import-override-crs"), language))
        .arg(value("encoding", "auto|NAME", language.text("help-import-encoding"), language))
        .arg(value("source-layer", "NAME", language.text("help-import-source-layer"), language))
        .arg(path("mapping", "FILE.toml", language.text("help-import-mapping"), language))
        .arg(path("valves", "FILE", language.text("help-import-valves"), language))
        .arg(path("plan", "PLAN.toml", language.text("help-import-plan"), language))
        .arg(
            value("private-field", "NAME", language.text("help-import-private-field"), language)
                .action(ArgAction::Append),
        )
        .arg(flag("unpublished", language.text("help-import-unpublished"), language))
        .arg(flag("dry-run", language.text("help-import-dry-run"), language))
        .arg(path("report", "FILE.json", language.text("help-import-report"), language));
    networks(command, language)
}

fn export(language: Language) -> Command {
    framed(
        Command::new("export"),
        language,
        "diaban export STORE --network NAME --out FILE.inp|FILE.geojson|FILE.gpkg [OPTIONS]",
    )
    .about(language.text("help-export"))
    .arg(positional("STORE", language.text("help-serve-store"), language))
    .arg(value("network", "NAME", language.text("help-trace-network"), language).required(true))
    .arg(path("out", "FILE", language.text("help-export-out"), language).required(true))
    .arg(flag("valves-as-tcv", language.text("help-export-valves-as-tcv"), language))
    .arg(flag("overwrite", language.text("help-export-overwrite"), language))
}

fn serve(language: Language) -> Command {
    framed(Command::new("serve"), language, "diaban serve STORE [--listen ADDRESS:PORT] [--config FILE.toml]")
        .about(language.text("help-serve"))
        .arg(positional("STORE", language.text("help-serve-store"), language))
        .arg(value("listen", "ADDRESS:PORT", language.text("help-listen"), language))
        .arg(path("config", "FILE.toml", language.text("help-config"), language))
}

fn extract(language: Language) -> Command {
    framed(
        Command::new("extract"),
        language,
        "diaban extract STORE --parcel KEY | --all --out FILE.csv|FILE.gpkg [OPTIONS]",
    )
    .about(language.text("help-extract"))
    .arg(positional("STORE", language.text("help-serve-store"), language))
    .arg(value("parcel", "KEY", language.text("help-extract-parcel"), language))
    .arg(flag("all", language.text("help-extract-all"), language))
    .arg(path("out", "FILE", language.text("help-extract-out"), language))
    .arg(value("plan", "ID|CODE", language.text("help-extract-plan"), language))
    .arg(value("commune", "CODE", language.text("help-extract-commune"), language))
    .arg(value("as-of", "DAY", language.text("help-extract-as-of"), language))
    .arg(flag("all-states", language.text("help-extract-all-states"), language))
    .arg(flag("resume", language.text("help-extract-resume"), language))
    .arg(path("config", "FILE.toml", language.text("help-config"), language))
}

fn trace(language: Language) -> Command {
    let of = |name: &'static str, usage, about| {
        let format = choice("format", &["json", "text"], language.text("help-trace-format"), language);
        framed(Command::new(name), language, usage).about(language.text(about)).arg(format)
    };
    let code = |name, about| value(name, "ID", language.text(about), language);
    let codes = |name, about| code(name, about).action(ArgAction::Append);
    let valves = |name, about| value(name, "VALVE", language.text(about), language).action(ArgAction::Append);
    let mode = || choice("mode", &Mode::ALL.map(Mode::as_str), language.text("help-trace-mode"), language);
    let from = |command: Command| {
        let command = command.arg(code("from", "help-trace-from")).arg(code("from-node", "help-trace-from-node"));
        command.arg(valves("barrier", "help-trace-barrier")).arg(mode())
    };
    framed(Command::new("trace"), language, "diaban trace STORE --network NAME isolation|connected|path|zones …")
        .about(language.text("help-trace"))
        .arg(positional("STORE", language.text("help-serve-store"), language))
        .arg(value("network", "NAME", language.text("help-trace-network"), language).required(true))
        .subcommand_required(true)
        .subcommand_help_heading(language.text("help-heading-commands"))
        .disable_help_subcommand(true)
        .subcommands([
            of(
                "isolation",
                "diaban trace STORE --network NAME isolation --edge ID… [--inoperable VALVE]… [OPTIONS]",
                "help-trace-isolation",
            )
            .arg(codes("edge", "help-trace-edge"))
            .arg(codes("node", "help-trace-node"))
            .arg(codes("device", "help-trace-device"))
            .arg(valves("inoperable", "help-trace-inoperable"))
            .arg(mode()),
            from(of(
                "connected",
                "diaban trace STORE --network NAME connected --from ID [--barrier VALVE]… [OPTIONS]",
                "help-trace-connected",
            )),
            from(of(
                "upstream",
                "diaban trace STORE --network NAME upstream --from ID [--barrier VALVE]… [OPTIONS]",
                "help-trace-upstream",
            )),
            from(of(
                "downstream",
                "diaban trace STORE --network NAME downstream --from ID [--barrier VALVE]… [OPTIONS]",
                "help-trace-downstream",
            )),
            from(of("path", "diaban trace STORE --network NAME path --from ID --to ID [OPTIONS]", "help-trace-path"))
                .arg(code("to", "help-trace-to"))
                .arg(code("to-node", "help-trace-to-node")),
            from(of("loops", "diaban trace STORE --network NAME loops --from ID [OPTIONS]", "help-trace-loops")),
            of("segments", "diaban trace STORE --network NAME segments [OPTIONS]", "help-trace-segments"),
            of("valves", "diaban trace STORE --network NAME valves [OPTIONS]", "help-trace-valves"),
            of("zones", "diaban trace STORE --network NAME zones [--kind WORD] [OPTIONS]", "help-trace-zones")
                .arg(value("kind", "WORD", language.text("help-trace-kind"), language)),
        ])
}

fn package(language: Language) -> Command {
    let of = |name: &'static str, usage, about| framed(Command::new(name), language, usage).about(language.text(about));
    let given = || positional("PACKAGE", language.text("help-package-path"), language);
    let report = || path("report", "FILE.json", language.text("help-package-report"), language);
    let number = |name, about| value(name, "ID", language.text(about), language).value_parser(whole(1, u32::MAX));
    let kinds: Vec<&'static str> = PlanKind::ALL.iter().map(|kind| kind.as_str()).collect();
    framed(Command::new("package"), language, "diaban package check|import|export …")
        .about(language.text("help-package"))
        .subcommand_required(true)
        .subcommand_help_heading(language.text("help-heading-commands"))
        .disable_help_subcommand(true)
        .subcommands([
            of("check", "diaban package check FOLDER|FILE.zip [--report FILE.json]", "help-package-check")
                .arg(given())
                .arg(report()),
            of("import", "diaban package import FOLDER|FILE.zip --into STORE [OPTIONS]", "help-package-import")
                .arg(given())
                .arg(value("into", "STORE", language.text("help-package-into"), language).required(true))
                .arg(value("commune", "CODE", language.text("help-package-commune"), language))
                .arg(choice("kind", &kinds, language.text("help-package-kind"), language))
                .arg(number("adjusts", "help-package-adjusts"))
                .arg(report()),
            of("export", "diaban package export STORE --plan ID --out FOLDER [OPTIONS]", "help-package-export")
                .arg(positional("STORE", language.text("help-serve-store"), language))
                .arg(number("plan", "help-package-plan").required(true))
                .arg(path("out", "FOLDER", language.text("help-package-out"), language).required(true))
                .arg(value("name", "NAME", language.text("help-package-name"), language))
                .arg(value("info-code", "CODE", language.text("help-package-info-code"), language)),
        ])
}

fn sample(language: Language) -> Command {
    framed(
        Command::new("sample"),
        language,
        "diaban sample --parcels N --out FILE.gpkg [--layers a,b,…] [--photo FILE.pmtiles] [--package FOLDER]",
    )
    .about(language.text("help-sample"))
    .arg(number("parcels", "N", language.text("help-sample-parcels"), language).required(true))
    .arg(path("out", "FILE.gpkg", language.text("help-sample-out"), language).required(true))
    .arg(sample_layers(language))
    .arg(path("photo", "FILE.pmtiles", language.text("help-sample-photo"), language))
    .arg(path("package", "FOLDER", language.text("help-sample-package"), language))
}

/// Which layers of the sample city are wanted; all of them unless told otherwise.
fn sample_layers(language: Language) -> Arg {
    let known = SampleLayer::ALL.map(|layer| layer.name().to_string());
    value("layers", "a,b,…", language.text("help-sample-layers"), language)
        .value_delimiter(',')
        .value_parser(PossibleValuesParser::new(known))
}

fn user(language: Language) -> Command {
    let roles = Role::ALL.map(Role::as_str);
    let of = |name: &'static str, usage, about| {
        framed(Command::new(name), language, usage).about(language.text(about)).arg(positional(
            "STORE",
            language.text("help-serve-store"),
            language,
        ))
    };
    let named = |command: Command| {
        let name = positional("NAME", language.text("help-user-name"), language);
        command.arg(name.value_parser(ValueParser::string()))
    };
    let granted = |command: Command| {
        let grants = positional("GRANT", language.text("help-user-grants"), language).num_args(1..);
        named(command).arg(grants.value_parser(ValueParser::string()))
    };
    let anybody = positional("NAME", language.text("help-user-anybody"), language).required(false);
    let anybody = anybody.value_parser(ValueParser::string());
    let role = choice("role", &roles, language.text("help-user-role"), language).required(true);
    let days = value("days", "N", language.text("help-user-days"), language);
    framed(
        Command::new("user"),
        language,
        "diaban user add|list|grant|revoke|remove|password|second-factor|token|sign-out|log STORE [NAME] [OPTIONS]",
    )
    .about(language.text("help-user"))
    .subcommand_required(true)
    .subcommand_help_heading(language.text("help-heading-commands"))
    .disable_help_subcommand(true)
    .subcommands([
        named(of("add", "diaban user add STORE NAME --role viewer|editor|admin", "help-user-add")).arg(role),
        of("list", "diaban user list STORE", "help-user-list"),
        granted(of("grant", "diaban user grant STORE NAME GRANT…", "help-user-grant")),
        granted(of("revoke", "diaban user revoke STORE NAME GRANT…", "help-user-revoke")),
        named(of("remove", "diaban user remove STORE NAME", "help-user-remove")),
        named(of("password", "diaban user password STORE NAME", "help-user-password")),
        named(of("second-factor", "diaban user second-factor STORE NAME [--off]", "help-user-second-factor"))
            .arg(flag("off", language.text("help-user-off"), language)),
        of("sign-out", "diaban user sign-out STORE [NAME] [--tokens]", "help-user-sign-out").arg(anybody).arg(flag(
            "tokens",
            language.text("help-user-tokens"),
            language,
        )),
        of("log", "diaban user log STORE [--last N]", "help-user-log").arg(number(
            "last",
            "N",
            language.text("help-user-last"),
            language,
        )),
        named(of("token", "diaban user token STORE NAME [--days N]", "help-user-token"))
            .arg(days.value_parser(whole(1, 3650))),
    ])
}

fn layer(language: Language) -> Command {
    let of = |name: &'static str, usage, about| {
        let store = positional("STORE", language.text("help-serve-store"), language);
        framed(Command::new(name), language, usage).about(language.text(about)).arg(store)
    };
    let named = |command: Command| {
        let name = positional("LAYER", language.text("help-layer-name"), language);
        command.arg(name.value_parser(ValueParser::string()))
    };
    framed(Command::new("layer"), language, "diaban layer list|publish|hide STORE [LAYER]")
        .about(language.text("help-layer"))
        .subcommand_required(true)
        .subcommand_help_heading(language.text("help-heading-commands"))
        .disable_help_subcommand(true)
        .subcommands([
            of("list", "diaban layer list STORE", "help-layer-list"),
            named(of("publish", "diaban layer publish STORE LAYER", "help-layer-publish")),
            named(of("hide", "diaban layer hide STORE LAYER [--for POWER]", "help-layer-hide")).arg(value(
                "for",
                "POWER",
                language.text("help-layer-for"),
                language,
            )),
            named(of("remove", "diaban layer remove STORE LAYER [--even-so]", "help-layer-remove")).arg(flag(
                "even-so",
                language.text("help-layer-even-so"),
                language,
            )),
        ])
}

fn migrate(language: Language) -> Command {
    framed(Command::new("migrate"), language, "diaban migrate STORE")
        .about(language.text("help-migrate"))
        .arg(positional("STORE", language.text("help-migrate-store"), language))
}

fn text_of(language: Language, id: &'static str) -> String {
    language.text(id)
}

/// What all commands share: our headings, our help option, no English of clap's own.
fn framed(command: Command, language: Language, usage: &'static str) -> Command {
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}", language.text("help-heading-usage"));
    command
        .help_template(template)
        .override_usage(usage)
        .disable_help_flag(true)
        .arg(flag("help", language.text("help-help"), language).short('h').action(ArgAction::Help))
}

fn lang_option(language: Language) -> Arg {
    value("lang", "vi|en", language.text("help-lang"), language)
        .global(true)
        .value_parser(PossibleValuesParser::new(["vi", "en"]))
}

fn positional(name: &'static str, help: String, language: Language) -> Arg {
    Arg::new(name)
        .help(help)
        .help_heading(language.text("help-heading-arguments"))
        .required(true)
        .value_parser(ValueParser::path_buf())
}

pub(super) fn value(name: &'static str, placeholder: &'static str, help: String, language: Language) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(placeholder)
        .help(help)
        .help_heading(language.text("help-heading-options"))
        .hide_possible_values(true)
        .hide_default_value(true)
}

pub(super) fn path(name: &'static str, placeholder: &'static str, help: String, language: Language) -> Arg {
    value(name, placeholder, help, language).value_parser(value_parser!(PathBuf))
}

fn number(name: &'static str, placeholder: &'static str, help: String, language: Language) -> Arg {
    value(name, placeholder, help, language).value_parser(whole(1, 1_000_000))
}

pub(super) fn choice(name: &'static str, values: &[&'static str], help: String, language: Language) -> Arg {
    value(name, "WORD", help, language).value_parser(PossibleValuesParser::new(values.to_vec()))
}

pub(super) fn flag(name: &'static str, help: String, language: Language) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).help_heading(language.text("help-heading-options"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_in_both_languages() {
        for language in Language::ALL {
            command(language).debug_assert();
        }
    }

    #[test]
    fn help_speaks_the_readers_language_only() {
        for (command_name, english) in [("import", "Usage:"), ("serve", "Options:")] {
            let mut command = command(Language::Vi);
            let help = command.find_subcommand_mut(command_name).unwrap().render_help().to_string();
            assert!(!help.contains(english), "{help}");
            assert!(help.contains("Cách dùng:"), "{help}");
        }
    }
}
