//! From what was seen dark and lit to what has failed.
//!
//! Parts fail one by one and darken all behind them; so what explains the reports best is a choice of parts none of which hangs on another, each
//! weighed by the dark and lit poles behind it. It is found from the ends of the tree upwards, exactly, looking only at what has a dark pole
//! behind it. A lone dark lamp is a lamp's fault: a part must explain more than the lamps would by themselves.

use spatial_core::layer::FeatureId;

use super::build::Lights;
use super::incident::{Incident, MOST_SUSPECTS, Suspect, SuspectReason, Suspicion};
use super::report::{LampReport, Reported, Seen};
use super::rows::LightPart;
use super::tree::{LightTree, NONE};
use super::weigh::{Trust, Weights};
use crate::graph::Marks;

/// What has failed, by what was seen. n log n in the reports, and in the parts between them and their cabinets.
pub fn suspects(lights: &Lights, reports: &[LampReport], trust: &Trust) -> Suspicion {
    let seen = Seen::new(lights, reports);
    let search = Search::new(lights, &seen, trust.weights());
    let mut is_explained = Marks::new(lights.tree.stands.len());
    let mut incidents: Vec<(f64, Incident)> = Vec::new();
    for chosen in search.chosen() {
        let below = lights.tree.below(search.candidates[chosen].place);
        let places = &seen.dark[count(&seen.dark, below.start)..count(&seen.dark, below.end)];
        for &place in places {
            is_explained.insert(place);
        }
        incidents.push((search.candidates[chosen].score, search.incident(chosen, places)));
    }
    incidents.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut incidents: Vec<Incident> = incidents.into_iter().map(|(_, incident)| incident).collect();
    for (node, reported) in &seen.dark_poles {
        let place = lights.tree.places[*node as usize];
        if place == NONE || !is_explained.contains(place) {
            incidents.push(search.lone(*node, place, reported));
        }
    }
    incidents.extend(seen.dark_lamps.iter().map(|&lamp| search.lamp(lamp)));
    Suspicion { incidents, unknown: seen.unknown }
}

/// A part with something dark behind it.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: u32,
    dark: usize,
    lit: usize,
    score: f64,
}

impl Candidate {
    /// True if no report tells one from the other.
    fn is_like(&self, other: &Self) -> bool {
        (self.dark, self.lit) == (other.dark, other.lit)
    }
}

struct Search<'a> {
    lights: &'a Lights,
    tree: &'a LightTree,
    seen: &'a Seen,
    weights: Weights,
    /// Ascending by place, so that each follows what it hangs on.
    candidates: Vec<Candidate>,
}

/// How many places of a list lie before one.
fn count(places: &[u32], before: u32) -> usize {
    places.partition_point(|&place| place < before)
}

impl<'a> Search<'a> {
    fn new(lights: &'a Lights, seen: &'a Seen, weights: Weights) -> Self {
        let tree = &lights.tree;
        let mut is_met = Marks::new(tree.stands.len());
        let mut places = Vec::new();
        for &dark in &seen.dark {
            places.extend(tree.upwards(dark).take_while(|&place| is_met.insert(place)));
        }
        places.sort_unstable();
        let within = |list: &[u32], place: u32| count(list, tree.ends[place as usize]) - count(list, place);
        let weigh = |number: usize, weight: f64| f64::from(u32::try_from(number).unwrap_or(u32::MAX)) * weight;
        let candidate = |place: u32| {
            let (dark, lit) = (within(&seen.dark, place), within(&seen.lit, place));
            let score = weigh(dark, weights.dark) + weigh(lit, weights.lit) + weights.part;
            Candidate { place, dark, lit, score }
        };
        let candidates = places.into_iter().map(candidate).collect();
        Self { lights, tree, seen, weights, candidates }
    }

    /// The candidate a candidate hangs on.
    fn above(&self, at: usize) -> Option<usize> {
        let above = self.tree.above[self.candidates[at].place as usize];
        self.candidates[..at].binary_search_by_key(&above, |candidate| candidate.place).ok()
    }

    /// The choice of parts that explains most, each the farthest of those that no report tells apart.
    fn chosen(&self) -> Vec<usize> {
        let mut behind = vec![0.0_f64; self.candidates.len()];
        for at in (0..self.candidates.len()).rev() {
            let best = behind[at].max(self.candidates[at].score).max(0.0);
            if let Some(above) = self.above(at) {
                behind[above] += best;
            }
        }
        let (mut chosen, mut free) = (Vec::new(), 0);
        for (mut at, candidate) in self.candidates.iter().enumerate() {
            if candidate.place < free || candidate.score <= 0.0 || candidate.score < behind[at] {
                continue;
            }
            free = self.tree.ends[candidate.place as usize];
            while self.candidates.get(at + 1).is_some_and(|next| next.place < free && next.is_like(candidate)) {
                at += 1;
            }
            chosen.push(at);
        }
        chosen
    }

    /// All that may be instead of a chosen part: what it hangs on, and what hangs on it.
    fn incident(&self, chosen: usize, dark: &[u32]) -> Incident {
        let mut line: Vec<usize> = std::iter::successors(self.above(chosen), |&at| self.above(at)).collect();
        line.reverse();
        let end = self.tree.ends[self.candidates[chosen].place as usize];
        let behind = self.candidates[chosen..].iter().take_while(|candidate| candidate.place < end).count();
        line.extend(chosen..chosen + behind);
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in line {
            // A candidate that no report tells from what it hangs on belongs to it.
            let above = self.above(at).filter(|&above| self.candidates[above].is_like(&self.candidates[at]));
            match groups.iter_mut().rev().find(|group| group.last() == above.as_ref() && above.is_some()) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        let score = |group: &[usize]| self.candidates[group[0]].score;
        groups.sort_by(|a, b| score(b).total_cmp(&score(a)).then(b.cmp(a)));
        let scores: Vec<f64> = groups.iter().map(|group| score(group)).collect();
        let likely = likelihoods(&scores);
        let suspects = groups.iter().zip(likely).take(MOST_SUSPECTS);
        Incident {
            suspects: suspects.map(|(group, likelihood)| self.suspect(group, likelihood)).collect(),
            dark: self.poles(dark),
        }
    }

    /// Candidates in a row that no report tells apart, as a suspect.
    fn suspect(&self, group: &[usize], likelihood: f64) -> Suspect {
        let (first, last) = (self.candidates[group[0]], self.candidates[group[group.len() - 1]]);
        let mut parts: Vec<LightPart> =
            group.iter().rev().map(|&at| self.tree.part(&self.lights.graph.net, self.candidates[at].place)).collect();
        parts.dedup();
        let reason = if first.lit == 0 { SuspectReason::AllDark } else { SuspectReason::MostDark };
        let silent = self.tree.poles_below(last.place).saturating_sub(last.dark + last.lit);
        Suspect {
            parts,
            reason,
            dark: first.dark,
            lit: first.lit,
            silent,
            last_lit: self.last_lit(first.place),
            likelihood,
        }
    }

    /// The nearest pole before a place that was seen lit.
    fn last_lit(&self, place: u32) -> Option<FeatureId> {
        let before = self.tree.upwards(place).skip(1);
        let lit = before.into_iter().find(|place| self.seen.lit.binary_search(place).is_ok())?;
        self.lights.graph.net.node_ids.get(self.tree.pole(lit)? as usize).copied()
    }

    /// A dark pole that no part explains: its lamp, or its fuse; or its span after all.
    fn lone(&self, node: u32, place: u32, reported: &[Reported]) -> Incident {
        let (part, reason) = self.own(node, reported);
        let last_lit = if place == NONE { None } else { self.last_lit(place) };
        let parts = vec![part];
        let mut suspects = vec![Suspect { parts, reason, dark: 1, lit: 0, silent: 0, last_lit, likelihood: 0.0 }];
        let mut scores = vec![self.weights.lamp];
        if let Ok(at) = self.candidates.binary_search_by_key(&place, |candidate| candidate.place) {
            let others = self.candidates[at].score - self.weights.part - self.weights.dark;
            scores.push(self.weights.lone + others);
            suspects.push(self.suspect(&[at], 0.0));
        }
        for (suspect, likelihood) in suspects.iter_mut().zip(likelihoods(&scores)) {
            suspect.likelihood = likelihood;
        }
        Incident { suspects, dark: vec![self.node_id(node)] }
    }

    /// What of a pole is dark: its only lamp, the one that was reported, or the pole.
    fn own(&self, node: u32, reported: &[Reported]) -> (LightPart, SuspectReason) {
        match (self.lights.lamps.on(node), reported) {
            (&[lamp], _) | (_, &[Reported::Lamp(lamp)]) => (LightPart::Lamp(lamp), SuspectReason::LoneLamp),
            _ => (LightPart::Pole(self.node_id(node)), SuspectReason::LonePole),
        }
    }

    /// The id of a node that was reported: it has one.
    fn node_id(&self, node: u32) -> FeatureId {
        self.lights.graph.net.node_ids[node as usize]
    }

    /// A lamp that is dark beside one that is lit.
    fn lamp(&self, lamp: FeatureId) -> Incident {
        let likelihood = likelihoods(&[self.weights.lamp])[0];
        let (parts, reason) = (vec![LightPart::Lamp(lamp)], SuspectReason::LoneLamp);
        let last_lit = self.lights.lamps.node(lamp).map(|node| self.node_id(node));
        let suspect = Suspect { parts, reason, dark: 0, lit: 1, silent: 0, last_lit, likelihood };
        Incident { suspects: vec![suspect], dark: Vec::new() }
    }

    fn poles(&self, places: &[u32]) -> Vec<FeatureId> {
        let nodes = places.iter().filter_map(|&place| self.tree.pole(place));
        let mut poles: Vec<FeatureId> =
            nodes.filter_map(|node| self.lights.graph.net.node_ids.get(node as usize).copied()).collect();
        poles.sort_unstable();
        poles
    }
}

/// Shares of scores among themselves and one of zero: that nothing of the kind failed.
fn likelihoods(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(0.0, f64::max);
    let whole: f64 = scores.iter().map(|score| (score - most).exp()).sum::<f64>() + (-most).exp();
    scores.iter().map(|score| (score - most).exp() / whole).collect()
}
