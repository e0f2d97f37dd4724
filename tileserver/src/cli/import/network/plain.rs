//! What was typed about lines and points that become a network, and about meters: their files, how near is joined, who hangs on what.

use std::path::PathBuf;

use clap::ArgMatches;
use importers::Mapping;
use importers::network::{PlainFile, PlainLayers, PlainRole};
use network::{AllocationRules, JoinSettings, Side};
use spatial_core::message::{Message, Say};

use crate::cli::line::words::{path, text};

/// Ends that miss something by so many tolerances are told.
const NEAR: f64 = 5.0;
/// The farthest that is told, in metres.
const MOST_NEAR: f64 = 50.0;

/// All of it; an error is wrong usage.
pub(super) fn plain(given: &ArgMatches) -> Result<PlainLayers, Message> {
    let mapping = path(given, "mapping").map(|path| Mapping::read(&path)).transpose();
    Ok(PlainLayers {
        source_layer: text(given, "source-layer").map(str::to_owned),
        override_crs: given.get_flag("override-crs"),
        mapping: mapping.map_err(|error| error.message())?,
        beside: PlainRole::ALL.into_iter().filter_map(|role| beside(given, role)).collect(),
        settings: settings(given)?,
        accepted: given.get_many::<String>("accept").into_iter().flatten().cloned().collect(),
    })
}

/// The file of a role; `FILE#LAYER` names one of several layers, unless a file is called so.
fn beside(given: &ArgMatches, role: PlainRole) -> Option<PlainFile> {
    let typed = path(given, role.as_str())?;
    let parts = typed.to_str().filter(|_| !typed.exists()).and_then(|typed| typed.rsplit_once('#'));
    let (path, layer) = match parts {
        Some((path, layer)) => (PathBuf::from(path), Some(layer.to_owned())),
        None => (typed, None),
    };
    Some(PlainFile { role, path, layer })
}

fn settings(given: &ArgMatches) -> Result<JoinSettings, Message> {
    let usual = JoinSettings::default();
    let tolerance = metres(given, "tolerance")?.unwrap_or(usual.tolerance);
    let near = usual.near.max(NEAR * tolerance).min(MOST_NEAR);
    let farthest = metres(given, "meter-distance")?.unwrap_or(usual.allocation.farthest);
    let side = match text(given, "meter-side") {
        Some("any") => Side::Any,
        Some("pipes") => Side::Pipes,
        _ => Side::Streets,
    };
    let (kinds, largest) = pipes(text(given, "meter-pipes"))?;
    Ok(JoinSettings { tolerance, near, allocation: AllocationRules { farthest, kinds, largest, side }, ..usual })
}

fn metres(given: &ArgMatches, option: &'static str) -> Result<Option<f64>, Message> {
    let Some(typed) = text(given, option) else { return Ok(None) };
    let number = typed.replace(',', ".").parse().ok().filter(|metres: &f64| metres.is_finite());
    let wrong = || Message::new("usage-metres").with("option", format!("--{option}")).with("value", typed);
    number.map(Some).ok_or_else(wrong)
}

/// Kinds of pipes, and the largest diameter in millimetres: `300`, `pipe,service`, `service,300`.
fn pipes(typed: Option<&str>) -> Result<(Vec<String>, Option<f64>), Message> {
    let (mut kinds, mut largest) = (Vec::new(), None);
    for word in typed.into_iter().flat_map(|typed| typed.split(',')).map(str::trim) {
        match word.parse::<f64>() {
            Ok(millimetres) if millimetres.is_finite() && millimetres > 0.0 && largest.is_none() => {
                largest = Some(millimetres);
            }
            Err(_) if !word.is_empty() => kinds.push(word.to_owned()),
            _ => return Err(Message::new("usage-meter-pipes").with("value", typed.unwrap_or_default())),
        }
    }
    Ok((kinds, largest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::line::command::command;
    use crate::text::Language;

    fn asked(typed: &[&str]) -> PlainLayers {
        let line = ["diaban", "import", "ong.gpkg", "--kind", "network", "--into", "s.gpkg", "--layer", "x"];
        let line = line.iter().chain(typed);
        let matches = command(Language::En).try_get_matches_from(line).expect("clap accepts the line");
        plain(matches.subcommand().expect("it is a command").1).unwrap()
    }

    #[test]
    fn meters_hang_on_kinds_of_pipes_and_no_larger_ones_than_said() {
        let rules = asked(&["--meter-pipes", "service,300", "--meter-distance", "12,5", "--meter-side", "pipes"]);
        let AllocationRules { farthest, kinds, largest, side } = rules.settings.allocation;
        assert_eq!(
            (farthest, &kinds[..], largest, side),
            (12.5, &["service".to_owned()][..], Some(300.0), Side::Pipes)
        );
    }

    #[test]
    fn a_file_may_name_one_of_its_layers() {
        let files = asked(&["--valves", "net.gpkg#van chặn", "--meters", "m.geojson"]).beside;
        let named: Vec<_> = files.iter().map(|file| (file.role, file.path.to_str(), file.layer.as_deref())).collect();
        let expected =
            [(PlainRole::Valves, Some("net.gpkg"), Some("van chặn")), (PlainRole::Meters, Some("m.geojson"), None)];
        assert_eq!(named, expected);
    }
}
