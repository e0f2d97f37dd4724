//! `diaban export`, as it was typed.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use importers::network::NetworkFormat;
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::cli::line::words::{path, store, text};

/// `diaban export`.
#[derive(Debug)]
pub(in crate::cli) struct Export {
    pub(super) store: StoreAddress,
    pub(super) network: String,
    pub(super) out: PathBuf,
    pub(super) format: NetworkFormat,
    pub(super) is_overwriting: bool,
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches) -> Result<Export, Message> {
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    let out = path(given, "out").unwrap_or_default();
    let format = format(&out, given.get_flag("valves-as-tcv"))?;
    let network = text(given, "network").unwrap_or_default().to_owned();
    Ok(Export { store, network, out, format, is_overwriting: given.get_flag("overwrite") })
}

/// By the ending of the file.
fn format(out: &Path, valves_as_tcv: bool) -> Result<NetworkFormat, Message> {
    let ending = out.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let format = match &*ending {
        "inp" => NetworkFormat::Inp { valves_as_tcv },
        "geojson" | "json" => NetworkFormat::GeoJson,
        "gpkg" => NetworkFormat::GeoPackage,
        _ => return Err(Message::new("usage-export-out").with("out", out.display())),
    };
    if valves_as_tcv && !matches!(format, NetworkFormat::Inp { .. }) {
        return Err(Message::new("usage-export-tcv"));
    }
    Ok(format)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::line::command::command;
    use crate::text::Language;

    fn asked(typed: &str) -> Result<Export, Message> {
        let matches = command(Language::En).try_get_matches_from(typed.split(' ')).expect("clap accepts the line");
        line(matches.subcommand().expect("it is a command").1)
    }

    #[test]
    fn the_ending_of_the_file_says_what_it_is_to_be() {
        let line = "diaban export city.gpkg --network cap-nuoc --out";
        for (out, format) in [
            ("a.inp", Ok(NetworkFormat::Inp { valves_as_tcv: false })),
            ("a.INP --valves-as-tcv", Ok(NetworkFormat::Inp { valves_as_tcv: true })),
            ("a.geojson", Ok(NetworkFormat::GeoJson)),
            ("a.gpkg --overwrite", Ok(NetworkFormat::GeoPackage)),
            ("a.gpkg --valves-as-tcv", Err("usage-export-tcv")),
            ("a.shp", Err("usage-export-out")),
            ("inp", Err("usage-export-out")),
        ] {
            let found = asked(&format!("{line} {out}")).map(|export| export.format).map_err(|message| message.code);
            assert_eq!(found, format, "{out}");
        }
    }
}
