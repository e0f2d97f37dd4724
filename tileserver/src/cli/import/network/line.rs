//! `diaban import` of a network, as it was typed.

use std::path::PathBuf;

use clap::ArgMatches;
use importers::Encoding;
use importers::network::{NetworkMode, is_inp};
use network::LONGEST_NETWORK_NAME;
use spatial_core::crs::Crs;
use spatial_core::layer::Kind;
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreAddress;

use crate::cli::line::words::{encoding, path, store, text};

/// A network that is to be brought in.
#[derive(Debug)]
pub(in crate::cli) struct ImportNetwork {
    pub(super) file: PathBuf,
    pub(super) valves: Option<PathBuf>,
    pub(super) into: StoreAddress,
    pub(super) name: String,
    pub(super) crs: Option<Crs>,
    pub(super) mode: NetworkMode,
    pub(super) encoding: Option<Encoding>,
    pub(super) is_dry_run: bool,
    pub(super) report: Option<PathBuf>,
}

/// True if what is to be imported is a network: files of EPANET, of no kind or of that one. Layers of pipes are of that kind, too, and come in
/// as any other.
pub(in crate::cli) fn is_meant(given: &ArgMatches) -> bool {
    let is_kind = text(given, "kind").is_none_or(|kind| kind == Kind::Network.as_str());
    let mut files = given.get_many::<PathBuf>("FILE").into_iter().flatten();
    is_kind && !given.contains_id("plan") && files.all(|file| is_inp(file))
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches) -> Result<ImportNetwork, Message> {
    let mode = goes_with_network(given)?;
    let mut files = given.get_many::<PathBuf>("FILE").into_iter().flatten().cloned();
    let (Some(file), None) = (files.next(), files.next()) else {
        return Err(Message::new("usage-network-one-file"));
    };
    Ok(ImportNetwork {
        file,
        valves: path(given, "valves"),
        into: store(text(given, "into").unwrap_or_default())?,
        name: name(text(given, "layer").unwrap_or_default())?,
        crs: text(given, "crs").map(Crs::parse).transpose().map_err(|error| error.message())?,
        mode,
        encoding: text(given, "encoding").filter(|name| *name != "auto").map(encoding).transpose()?,
        is_dry_run: given.get_flag("dry-run"),
        report: path(given, "report"),
    })
}

/// How it meets a network of its name. Refuses options that mean nothing here: a network has its tables and fields, and its subject says who
/// sees them.
fn goes_with_network(given: &ArgMatches) -> Result<NetworkMode, Message> {
    let mode = match text(given, "mode") {
        None | Some("create") => Some(NetworkMode::Create),
        Some("replace") => Some(NetworkMode::Replace),
        Some(_) => None,
    };
    let unfit = [
        ("--mode", mode.is_none()),
        ("--key", given.contains_id("key")),
        ("--mapping", given.contains_id("mapping")),
        ("--source-layer", given.contains_id("source-layer")),
        ("--private-field", given.contains_id("private-field")),
        ("--unpublished", given.get_flag("unpublished")),
    ];
    match (mode, unfit.into_iter().find(|(_, is_unfit)| *is_unfit)) {
        (Some(mode), None) => Ok(mode),
        (_, unfit) => {
            let option = unfit.map_or("--mode", |(option, _)| option);
            Err(Message::new("usage-network-unfit").with("option", option))
        }
    }
}

/// A network may be called as people call it; its name stands in addresses.
fn name(typed: &str) -> Result<String, Message> {
    let name = typed.trim();
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
            (&["a.geojson", "--layer", "x", "--kind", "network"], false),
        ] {
            assert_eq!(is_meant(&given(typed)), is_network, "{typed:?}");
        }
        let asked = line(&given(&["a.inp", "--layer", " Cấp nước 1 ", "--crs", "local", "--valves", "v.csv"])).unwrap();
        assert_eq!((&*asked.name, asked.crs, asked.valves), ("Cấp nước 1", Some(Crs::Local), Some("v.csv".into())));
    }

    #[test]
    fn what_means_nothing_for_a_network_is_refused() {
        let long = "ạ".repeat(86);
        for (typed, code) in [
            (&["a.inp", "--layer", "x", "--mode", "append"][..], "usage-network-unfit"),
            (&["a.inp", "--layer", "x", "--unpublished"], "usage-network-unfit"),
            (&["a.inp", "b.inp", "--layer", "x"], "usage-network-one-file"),
            (&["a.inp", "--layer", " "], "network-nameless"),
            (&["a.inp", "--layer", &long], "network-name-long"),
        ] {
            assert_eq!(line(&given(typed)).unwrap_err().code, code, "{typed:?}");
        }
    }
}
