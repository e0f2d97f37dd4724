//! What was seen: reports, and what they come to for each pole.

use spatial_core::layer::FeatureId;

use super::build::Lights;
use super::tree::NONE;

/// Somebody, or a controller, says that something is dark or lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LampReport {
    /// What was looked at.
    pub of: Reported,
    /// True if it is dark though it should be lit.
    pub is_dark: bool,
}

/// What a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reported {
    /// A pole with all its lamps.
    Pole(FeatureId),
    /// One lamp.
    Lamp(FeatureId),
}

/// What reports come to. However often something was reported, it counts once, as most of its reports say; where they are even, not at all.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Places of poles that are dark, ascending.
    pub(super) dark: Vec<u32>,
    /// Places of poles of which something is lit, ascending.
    pub(super) lit: Vec<u32>,
    /// By node: what of a dark pole was reported. In order of node.
    pub(super) dark_poles: Vec<(u32, Vec<Reported>)>,
    /// Lamps that are dark on poles where another is lit. Ascending.
    pub(super) dark_lamps: Vec<FeatureId>,
    /// What was reported and is not there.
    pub(super) unknown: Vec<Reported>,
}

impl Seen {
    pub(super) fn new(lights: &Lights, reports: &[LampReport]) -> Self {
        let mut seen = Self::default();
        let mut votes: Vec<(u32, Reported, bool)> = Vec::with_capacity(reports.len());
        for &LampReport { of, is_dark } in reports {
            match node(lights, of) {
                Some(node) => votes.push((node, of, is_dark)),
                None => seen.unknown.push(of),
            }
        }
        votes.sort_unstable();
        for of_pole in votes.chunk_by(|a, b| a.0 == b.0) {
            seen.pole(lights, of_pole);
        }
        for list in [&mut seen.dark, &mut seen.lit] {
            list.sort_unstable();
        }
        seen.dark_lamps.sort_unstable();
        seen.unknown.sort_unstable();
        seen.unknown.dedup();
        seen
    }

    /// All reports of one pole, in order of what they are of.
    fn pole(&mut self, lights: &Lights, votes: &[(u32, Reported, bool)]) {
        let (mut dark, mut is_lit) = (Vec::new(), false);
        for same in votes.chunk_by(|a, b| a.1 == b.1) {
            let saying_dark = same.iter().filter(|vote| vote.2).count();
            match (saying_dark * 2).cmp(&same.len()) {
                std::cmp::Ordering::Greater => dark.push(same[0].1),
                std::cmp::Ordering::Less => is_lit = true,
                std::cmp::Ordering::Equal => {}
            }
        }
        let node = votes[0].0;
        let place = lights.tree.places[node as usize];
        if is_lit {
            self.lit.extend((place != NONE).then_some(place));
            self.dark_lamps.extend(dark.into_iter().filter_map(|of| match of {
                Reported::Lamp(lamp) => Some(lamp),
                Reported::Pole(_) => None,
            }));
        } else if !dark.is_empty() {
            self.dark.extend((place != NONE).then_some(place));
            self.dark_poles.push((node, dark));
        }
    }
}

/// The pole of what was reported.
fn node(lights: &Lights, of: Reported) -> Option<u32> {
    match of {
        Reported::Pole(pole) => lights.graph.net.node_number(pole),
        Reported::Lamp(lamp) => lights.lamps.node(lamp),
    }
}
