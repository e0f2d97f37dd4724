//! The options of `diaban import` that go with lines and points that become a network, and with meters.

use clap::{ArgAction, Command};

use crate::cli::line::command::{choice, flag, path, value};
use crate::text::Language;

/// The word of `--kind` for meters that are to hang on the pipes of a network that is there.
pub(in crate::cli) const METERS: &str = "meters";
/// What the way from a meter to its pipe must not cross.
pub(in crate::cli) const SIDES: [&str; 3] = ["any", "streets", "pipes"];
/// The options that mean something for lines and points only, or for meters.
pub(in crate::cli) const OPTIONS: [&str; 11] = [
    "points",
    "sources",
    "hydrants",
    "meters",
    "streets",
    "tolerance",
    "meter-distance",
    "meter-pipes",
    "meter-side",
    "accept",
    "allow-loss",
];
/// Those of them that mean something for meters alone.
pub(in crate::cli) const OF_METERS: [&str; 4] = ["streets", "meter-distance", "meter-pipes", "meter-side"];
/// Those of them that mean something for an `.inp`.
pub(in crate::cli) const OF_EPANET: [&str; 1] = ["allow-loss"];

/// The command with these options.
pub(super) fn networks(command: Command, language: Language) -> Command {
    let file = |name, help| path(name, "FILE[#LAYER]", language.text(help), language);
    let metres = |name, help| value(name, "METRES", language.text(help), language).allow_negative_numbers(true);
    command
        .arg(file("points", "help-import-points"))
        .arg(file("sources", "help-import-sources"))
        .arg(file("hydrants", "help-import-hydrants"))
        .arg(file("meters", "help-import-meters"))
        .arg(file("streets", "help-import-streets"))
        .arg(metres("tolerance", "help-import-tolerance"))
        .arg(metres("meter-distance", "help-import-meter-distance"))
        .arg(value("meter-pipes", "MM|KIND,…", language.text("help-import-meter-pipes"), language))
        .arg(choice("meter-side", &SIDES, language.text("help-import-meter-side"), language))
        .arg(value("accept", "CODE|ID|FILE", language.text("help-import-accept"), language).action(ArgAction::Append))
        .arg(flag("allow-loss", language.text("help-import-allow-loss"), language))
}
