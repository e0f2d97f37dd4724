//! Networks of EPANET, read and written: the oracles', and those of others. What EPANET itself says of the result is asked in
//! `water::round_trip`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use importers::inp::{InpLink, InpNetwork, InpNode, read, write};
use importers::{LineFindings, valves};
use spatial_core::message::Say;
use system_tests::surroundings::skipped;
use system_tests::{root, shared};

/// The networks of the oracles.
pub(crate) const ORACLES: [&str; 3] = ["Net3", "ky4", "Net6"];

fn taken(path: &Path) -> (InpNetwork, LineFindings) {
    let bytes = std::fs::read(path).expect("it can be read");
    read("a.inp", &bytes, None).map_err(|error| format!("{}: {error}", path.display())).expect("it is a network")
}

/// All values of all elements, and what stands in the file about them word for word; but not in which line.
pub(crate) fn objects(network: &InpNetwork) -> BTreeMap<(bool, String), String> {
    let node = |node: &InpNode| {
        let mut node = node.clone();
        node.line = 0;
        ((false, node.id.clone()), format!("{node:?}"))
    };
    let link = |link: &InpLink| {
        let mut link = link.clone();
        link.line = 0;
        ((true, link.id.clone()), format!("{link:?}"))
    };
    network.nodes.iter().map(node).chain(network.links.iter().map(link)).collect()
}

/// Runs `scripts/epanet`; none, with a line that says so, where EPANET cannot be had.
pub(crate) fn epanet(test: &str, arguments: &[&Path]) -> Option<Output> {
    const NOT_INSTALLED: i32 = 3;
    let said = Command::new(root().join("scripts/epanet")).args(arguments).output().expect("the script runs");
    if said.status.code() == Some(NOT_INSTALLED) {
        skipped(test, "EPANET from PyPI");
        return None;
    }
    Some(said)
}

#[test]
fn networks_come_back_with_the_same_objects_and_values() {
    for name in ORACLES {
        let Some(path) =
            shared("networks_come_back_with_the_same_objects_and_values", &format!("oracle/inp/{name}.inp"))
        else {
            return;
        };
        let (network, findings) = taken(&path);
        assert_eq!(findings.kept, [], "{name}");
        let written = write(&network);
        let (again, _) = read("a.inp", written.as_bytes(), None).expect("what was written is read");
        assert_eq!(objects(&again), objects(&network), "{name}");
        assert_eq!((&again.sections, write(&again)), (&network.sections, written), "{name}");
    }
}

#[test]
fn networks_of_others_are_read_or_refused_with_a_line() {
    const TEST: &str = "networks_of_others_are_read_or_refused_with_a_line";
    let Some(said) = epanet(TEST, &[Path::new("examples")]) else { return };
    let folder = PathBuf::from(String::from_utf8(said.stdout).expect("a path").trim());
    let files = below(&folder);
    let mut refused = Vec::new();
    for path in &files {
        let bytes = std::fs::read(path).expect("it can be read");
        match read("a.inp", &bytes, None) {
            Ok((network, _)) => {
                let written = write(&network);
                let (again, _) = read("a.inp", written.as_bytes(), None).expect("what was written is read");
                assert_eq!(objects(&again), objects(&network), "{}", path.display());
            }
            Err(error) => {
                assert!(error.message().params.iter().any(|(name, _)| name.starts_with("line")), "{error}");
                refused.push(error);
            }
        }
    }
    assert!(files.len() >= 41, "{} files in {}", files.len(), folder.display());
    assert!(refused.len() <= 3, "{refused:?}");
}

/// All `.inp` files in a folder and those below it.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|end| end == "inp"))
        .collect();
    files.sort();
    files
}

#[test]
fn valves_of_the_oracles_sit_on_their_networks() {
    const TEST: &str = "valves_of_the_oracles_sit_on_their_networks";
    for (name, oracle, count) in [("Net3", "Net3_random40", 40), ("ky4", "ky4_random500", 500)] {
        let Some(path) = shared(TEST, &format!("oracle/inp/{name}.inp")) else { return };
        let Some(valves) = shared(TEST, &format!("oracle/{oracle}.json")) else { return };
        let (network, _) = taken(&path);
        let ends: BTreeMap<&str, [&String; 2]> =
            network.links.iter().map(|link| (link.id.as_str(), [&link.start, &link.end])).collect();
        let nodes: Vec<&str> = network.nodes.iter().map(|node| node.id.as_str()).collect();
        let known = valves::Known {
            ends: &|link| ends.get(link).map(|ends| ends.map(Clone::clone)),
            has_node: &|node| nodes.contains(&node),
        };
        let bytes = std::fs::read(&valves).expect("it can be read");
        let (valves, findings) = valves::read("van.json", &bytes, None, &known).expect("they are read");
        assert_eq!((valves.len(), findings.kept), (count, vec![]), "{oracle}");
    }
}
