//! `diaban import` of a network, as it was typed; what goes with lines and points is read in `plain`.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use importers::Encoding;
use importers::network::{NetworkFiles, NetworkMode, is_inp};
use network::LONGEST_NETWORK_NAME;
use spatial_core::crs::Crs;
use spatial_core::layer::{Kind, composed};
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreAddress;

use super::plain::plain;
use crate::cli::line::networks::{METERS, OF_EPANET, OF_METERS, OPTIONS};
use crate::cli::line::words::{encoding, path, store, text};

/// A network that is to be brought in, or meters of one.
#[derive(Debug)]
pub(in crate::cli) struct ImportNetwork {
    pub(super) file: PathBuf,
    pub(super) files: NetworkFiles,
    pub(super) into: StoreAddress,
    pub(super) name: String,
    pub(super) crs: Option<Crs>,
    pub(super) mode: NetworkMode,
    pub(super) may_lose: bool,
    pub(super) encoding: Option<Encoding>,
    pub(super) is_dry_run: bool,
    pub(super) report: Option<PathBuf>,
}

/// What a network is to be brought in from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brings {
    Epanet,
    Plain,
    Meters,
}

/// `None` for what is no network: a file of EPANET is one unless it is said to be something else, lines are one where that is said.
fn from(given: &ArgMatches) -> Option<Brings> {
    let kind = text(given, "kind").filter(|_| !given.contains_id("plan"));
    let mut files = given.get_many::<PathBuf>("FILE").into_iter().flatten();
    match kind {
        Some(METERS) => Some(Brings::Meters),
        None | Some("network") if !given.contains_id("plan") && files.all(|file| is_inp(file)) => Some(Brings::Epanet),
        Some(kind) if kind == Kind::Network.as_str() => Some(Brings::Plain),
        _ => None,
    }
}

/// True if what is to be imported is a network, or meters of one.
pub(in crate::cli) fn is_meant(given: &ArgMatches) -> bool {
    from(given).is_some()
}

/// An option that was given and means something for networks only.
pub(in crate::cli) fn only(given: &ArgMatches) -> Option<&'static str> {
    std::iter::once("valves").chain(OPTIONS).find(|option| is_given(given, option))
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches) -> Result<ImportNetwork, Message> {
    let from = from(given).ok_or_else(|| Message::new("usage-command-missing"))?;
    let mode = goes_with_network(given, from)?;
    let mut files = given.get_many::<PathBuf>("FILE").into_iter().flatten().cloned();
    let (Some(file), None) = (files.next(), files.next()) else {
        return Err(Message::new("usage-network-one-file"));
    };
    Ok(ImportNetwork {
        file,
        files: match from {
            Brings::Epanet => NetworkFiles::Epanet { valves: path(given, "valves") },
            Brings::Plain => NetworkFiles::Plain(Box::new(plain(given)?)),
            Brings::Meters => NetworkFiles::Meters(Box::new(plain(given)?)),
        },
        into: store(text(given, "into").unwrap_or_default())?,
        name: name(text(given, "layer").unwrap_or_default())?,
        crs: text(given, "crs").map(Crs::parse).transpose().map_err(|error| error.message())?,
        mode,
        may_lose: given.get_flag("allow-loss"),
        encoding: text(given, "encoding").filter(|name| *name != "auto").map(encoding).transpose()?,
        is_dry_run: given.get_flag("dry-run"),
        report: path(given, "report"),
    })
}

/// How it meets a network of its name. Refuses options that mean nothing here: a network has its tables and fields, and its subject says who
/// sees them.
fn goes_with_network(given: &ArgMatches, from: Brings) -> Result<NetworkMode, Message> {
    let mode = match text(given, "mode") {
        None | Some("create") => Some(NetworkMode::Create),
        Some("replace") => Some(NetworkMode::Replace),
        Some(_) => None,
    };
    let is_epanet = from == Brings::Epanet;
    let unfit = [
        ("mode", mode.is_none()),
        ("key", given.contains_id("key")),
        ("mapping", is_epanet && given.contains_id("mapping")),
        ("source-layer", is_epanet && given.contains_id("source-layer")),
        ("private-field", given.contains_id("private-field")),
        ("unpublished", given.get_flag("unpublished")),
        ("valves", from == Brings::Meters && given.contains_id("valves")),
    ];
    let of_others = OPTIONS.into_iter().filter(|option| match from {
        Brings::Epanet => !OF_EPANET.contains(option),
        Brings::Plain => false,
        Brings::Meters => !OF_METERS.contains(option),
    });
    let mut unfit = unfit.into_iter().chain(of_others.map(|option| (option, is_given(given, option))));
    match (mode, unfit.find(|(_, is_unfit)| *is_unfit)) {
        (Some(mode), None) => Ok(mode),
        (_, unfit) => {
            let option = unfit.map_or("mode", |(option, _)| option);
            let from = match from {
                Brings::Epanet => "epanet",
                Brings::Plain => "plain",
                Brings::Meters => "meters",
            };
            Err(Message::new("usage-network-unfit").with("option", format!("--{option}")).with("from", from))
        }
    }
}

/// True if an option was given, whatever it takes.
fn is_given(given: &ArgMatches, option: &str) -> bool {
    matches!(given.value_source(option), Some(ValueSource::CommandLine))
}

/// A network may be called as people call it; its name stands in addresses.
fn name(typed: &str) -> Result<String, Message> {
    let name = &*composed(typed.trim());
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Message::new("network-nameless"));
    }
    if name.len() > LONGEST_NETWORK_NAME {
        let message = Message::new("network-name-long").with("length", name.len());
        return Err(message.with("limit", LONGEST_NETWORK_NAME));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::cli::line::command::command;
    use crate::text::Language;

    fn given(typed: &[&str]) -> ArgMatches {
        let line = ["diaban", "import", "--into", "s.gpkg"].iter().chain(typed);
        let matches = command(Language::En).try_get_matches_from(line).expect("clap accepts the line");
        matches.subcommand().expect("it is a command").1.clone()
    }

    #[test]
    fn a_file_of_epanet_is_a_network_with_a_name_of_its_own() {
        for (typed, is_network) in [
            (&["a.inp", "--layer", "Cấp nước"][..], true),
            (&["a.INP", "--layer", "x", "--kind", "network"], true),
            (&["a.inp", "--layer", "x", "--kind", "zone"], false),
            (&["a.geojson", "--layer", "x", "--kind", "network"], true),
            (&["a.geojson", "--layer", "x", "--kind", "meters"], true),
            (&["a.geojson", "--layer", "x"], false),
        ] {
            assert_eq!(is_meant(&given(typed)), is_network, "{typed:?}");
        }
        let asked = line(&given(&["a.inp", "--layer", " Cấp nước 1 ", "--crs", "local", "--valves", "v.csv"])).unwrap();
        assert_eq!((&*asked.name, asked.crs), ("Cấp nước 1", Some(Crs::Local)));
        assert!(
            matches!(asked.files, NetworkFiles::Epanet { valves: Some(path) } if path.as_path() == Path::new("v.csv"))
        );
        // As a keyboard of a Mac types it: letters and marks apart.
        let typed = line(&given(&["a.inp", "--layer", "Ca\u{302}\u{301}p nu\u{31b}o\u{31b}\u{301}c"])).unwrap();
        assert_eq!(typed.name, "Cấp nước");
    }

    #[test]
    fn what_means_nothing_for_a_network_is_refused() {
        let long = "ạ".repeat(86);
        for (typed, code) in [
            (&["a.inp", "--layer", "x", "--mode", "append"][..], "usage-network-unfit"),
            (&["a.inp", "--layer", "x", "--unpublished"], "usage-network-unfit"),
            (&["a.inp", "b.inp", "--layer", "x"], "usage-network-one-file"),
            (&["a.inp", "--layer", "x", "--tolerance", "1"], "usage-network-unfit"),
            (&["a.shp", "--layer", "x", "--kind", "network", "--mode", "append"], "usage-network-unfit"),
            (&["a.shp", "--layer", "x", "--kind", "meters", "--valves", "v.shp"], "usage-network-unfit"),
            (&["a.shp", "--layer", "x", "--kind", "network", "--tolerance", "một"], "usage-metres"),
            (&["a.shp", "--layer", "x", "--kind", "network", "--meter-pipes", ","], "usage-meter-pipes"),
            (&["a.inp", "--layer", " "], "network-nameless"),
            (&["a.inp", "--layer", &long], "network-name-long"),
        ] {
            assert_eq!(line(&given(typed)).unwrap_err().code, code, "{typed:?}");
        }
    }
}
