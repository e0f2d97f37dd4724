//! Plain layers become a network: lines and points that lie within a tolerance of each other are joined, what is doubtful is told with what can
//! be done about it, and customers find their pipe.
//!
//! Nothing is joined that does not end at, or within the tolerance of, something else: pipes that cross pass over each other until somebody
//! says they do not. In reading order: `records` (what comes in), `settings`, `finding` and `mend` (what is told, what can be done); `material`
//! (records in order), `plane`, `strand` and `index` (geometry), `nodes`, `stops` and `net` (what is joined), `checks` (what is wrong), `fittings`
//! (what stands on it), `draft` (what comes out).

mod checks;
mod draft;
mod finding;
mod fittings;
mod index;
mod material;
mod mend;
mod net;
mod nodes;
mod plane;
mod records;
mod settings;
mod stops;
mod strand;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashSet;

pub use draft::EdgeOrigin;
pub use finding::{JoinFinding, JoinKind, JoinWeight, RecordList, RecordName};
pub use mend::{Mend, MendId};
pub use records::{JoinInput, LineRecord, MeterRecord, PointRecord, PointRole, Spot};
pub use settings::{AllocationRules, JoinError, JoinSettings, Side};

use crate::draft::NetworkDraft;
use index::Index;
use material::Material;
use net::{Laid, Net};
use nodes::Nodes;
use plane::distance;
use stops::Stop;

/// Equal to the micrometre is equal: what rounding leaves of coordinates of some million metres.
const EXACT: f64 = 1e-6;
/// Mends bring up others; after so many times those that are left wait for the next call.
const MOST_ROUNDS: usize = 8;

/// A network of plain layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// Without name, title and reference system: the caller knows them.
    pub draft: NetworkDraft,
    /// Where each edge comes from.
    pub origins: Vec<EdgeOrigin>,
    /// What is wrong, in order of kind, record and place, each with what can be done; what was mended stands among them.
    pub findings: Vec<JoinFinding>,
    /// Mends that were accepted and that nothing offers: the data changed since.
    pub unknown: Vec<MendId>,
    /// What was moved to meet, unasked.
    pub snapped: Snapped,
}

/// Places that were not where they meet, but within the tolerance of it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Snapped {
    /// How many: ends of lines, and lines that are met on their way.
    pub count: usize,
    /// The longest way one was moved, in metres.
    pub farthest: f64,
}

/// Joins records, and applies the mends that were accepted and those the settings want unasked. The same records give the same network,
/// in whatever order they come. Takes n log n, once for each round of mends.
///
/// # Errors
/// [`JoinError`] if a setting is impossible, or if there is more than can be held.
pub fn joined(input: &JoinInput, settings: &JoinSettings, accepted: &[MendId]) -> Result<Joined, JoinError> {
    settings.checked()?;
    settings::fits(places(input))?;
    let accepted: FxHashSet<&MendId> = accepted.iter().collect();
    let (mut mends, mut known, mut done) = (Vec::new(), FxHashSet::default(), Vec::new());
    let mut joined = once(input, settings, &mends);
    for _ in 0..MOST_ROUNDS {
        let before = mends.len();
        for finding in &joined.findings {
            let Some(mend) = &finding.mend else { continue };
            let is_wanted = accepted.contains(&mend.id()) || settings.mended.contains(&finding.kind);
            if is_wanted && known.insert(mend.id()) {
                mends.push(mend.clone());
                done.push(JoinFinding { is_mended: true, ..finding.clone() });
            }
        }
        if mends.len() == before {
            break;
        }
        joined = once(input, settings, &mends);
    }
    joined.findings.extend(done);
    joined.findings.sort_by(JoinFinding::order);
    joined.unknown = accepted.into_iter().filter(|id| !known.contains(id)).cloned().collect();
    joined.unknown.sort();
    Ok(joined)
}

fn places(input: &JoinInput) -> usize {
    let vertices = input.lines.iter().map(LineRecord::vertices).sum::<usize>();
    vertices + input.points.len() + input.meters.len() + input.streets.iter().map(Vec::len).sum::<usize>()
}

fn once(input: &JoinInput, settings: &JoinSettings, mends: &[Mend]) -> Joined {
    let mut findings = Vec::new();
    let within = settings.tolerance.max(EXACT);
    let material = &Material::gather(input, mends, &mut findings);
    let (index, nodes) = (&Index::new(&material.strands), &Nodes::found(material, within));
    let (stops, is_cut) = stops::stops(material, nodes, index, within);
    let net = &Net::new(material, nodes, &stops, within, &mut findings);
    let laid = Laid { material, nodes, index, stops: &stops, net, settings, within };
    let (devices, are_cut) = fittings::devices(&laid, &mut findings);
    let (customers, is_any_cut) = fittings::meters(&laid, input, &mut findings);
    if checks::check(&laid, &mut findings) || is_cut || are_cut || is_any_cut {
        findings.push(JoinFinding::new(JoinKind::Crowded, Vec::new()));
    }
    let (draft, origins) = draft::draft(&laid, &devices, &customers);
    findings.sort_by(JoinFinding::order);
    Joined { draft, origins, findings, unknown: Vec::new(), snapped: snapped(&laid) }
}

/// Counts what lies beside its node: ends, and lines that pass one.
fn snapped(laid: &Laid<'_>) -> Snapped {
    let strands = laid.material.strands.iter().zip(laid.stops);
    let beside = strands.flat_map(|(strand, stops)| {
        let moved = |stop: &Stop| distance(strand.spot(stop.measure), laid.nodes.places[stop.node as usize]);
        stops.iter().map(moved).filter(|moved| *moved > EXACT)
    });
    beside.fold(Snapped::default(), |all, moved| Snapped { count: all.count + 1, farthest: all.farthest.max(moved) })
}
