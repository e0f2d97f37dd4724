//! From files to elements, with what was found in their lines as findings of the report.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::error::NetworkError;
use super::request::NetworkRequest;
use crate::error::{ImportError, file_name};
use crate::formats::inp::{self, InpNetwork};
use crate::formats::valves::{self, Known, ValveRow};
use crate::record::{LineFinding, LineFindings};
use crate::report::{Finding, Outcome, Report};

/// How much of a file is looked at to tell whether it is one of EPANET's.
const LOOK: u64 = 16 << 10;

/// What the files hold.
#[derive(Debug)]
pub(super) struct ReadNetwork {
    /// Name of the `.inp` file.
    pub(super) file: String,
    pub(super) network: InpNetwork,
    pub(super) valves: Vec<ValveRow>,
    /// What was found so far.
    pub(super) report: Report,
}

/// True for a file of EPANET: by what it begins with, or by its ending if that tells nothing.
#[must_use]
pub fn is_inp(path: &Path) -> bool {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("inp")) {
        return true;
    }
    // A pipe or a device is not opened: it might wait for ever.
    let mut start = Vec::new();
    path.is_file()
        && File::open(path).and_then(|file| file.take(LOOK).read_to_end(&mut start)).is_ok()
        && inp::is_inp(&start)
}

/// Reads the files of a request.
pub(super) fn read(request: &NetworkRequest, valves: Option<&Path>) -> Result<ReadNetwork, NetworkError> {
    let mut report = Report::new(&request.name);
    let file = file_name(&request.file);
    let bytes = bytes(&request.file, inp::MAX_BYTES)?;
    let (network, findings) = inp::read(&file, &bytes, request.encoding).map_err(NetworkError::Inp)?;
    drop(bytes);
    let mut left_out = tell(&mut report, &file, findings);
    let mut found = Vec::new();
    if let Some(path) = valves {
        let name = file_name(path);
        let (valves, findings) = read_valves(path, request, &network)?;
        left_out += tell(&mut report, &name, findings);
        found = valves;
        report.files.push(path.display().to_string());
    }
    report.loaded = (network.nodes.len() + network.links.len() + found.len()) as u64;
    report.quarantined = left_out;
    report.read = report.loaded + left_out;
    Ok(ReadNetwork { file, network, valves: found, report })
}

fn read_valves(
    path: &Path,
    request: &NetworkRequest,
    network: &InpNetwork,
) -> Result<(Vec<ValveRow>, LineFindings), NetworkError> {
    let ends: FxHashMap<&str, [&String; 2]> =
        network.links.iter().map(|link| (&*link.id, [&link.start, &link.end])).collect();
    let nodes: FxHashSet<&str> = network.nodes.iter().map(|node| &*node.id).collect();
    let known = Known {
        ends: &|link| ends.get(link).map(|ends| ends.map(Clone::clone)),
        has_node: &|node| nodes.contains(node),
    };
    let bytes = bytes(path, valves::MAX_BYTES)?;
    valves::read(&file_name(path), &bytes, request.encoding, &known).map_err(NetworkError::Valves)
}

/// All of a file; of one that is too large one byte more than is allowed, which its reader refuses.
fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, NetworkError> {
    let unreadable = |source| NetworkError::File(ImportError::Unreadable { path: path.to_owned(), source });
    // A pipe or a device is not opened: it might wait for ever.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(NetworkError::File(ImportError::NotAFile { path: path.to_owned() }));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Adds what was found in lines to the report; how many rows were left out.
fn tell(report: &mut Report, file: &str, findings: LineFindings) -> u64 {
    let mut counts = findings.counts;
    for found in findings.kept {
        if let Some(count) = counts.get_mut(found.code) {
            *count = count.saturating_sub(1);
        }
        report.find(finding(file, found));
    }
    // Those that were counted and not kept.
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        *report.counts.entry(code).or_default() += count;
    }
    findings.left_out
}

fn finding(file: &str, found: LineFinding) -> Finding {
    Finding {
        line: Some(found.line).filter(|line| *line > 0),
        key: found.key,
        field: found.field.map(str::to_owned),
        outcome: if found.is_left_out { Outcome::Quarantined } else { Outcome::Noted },
        params: found.params,
        ..Finding::about(file.to_owned(), found.code)
    }
}
