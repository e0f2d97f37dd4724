//! Which segments cross, and which lie on each other: each pair that meets is looked at once.

use crate::join::finding::{JoinFinding, JoinKind};
use crate::join::index::Budget;
use crate::join::mend::Mend;
use crate::join::net::Laid;
use crate::join::plane::{between, crossing, distance, share_of, sine};
use crate::join::records::Spot;
use crate::join::strand::LEAST;

/// Axes of two pipes lie farther apart than this, in metres: nearer, one was drawn twice.
const ASIDE: f64 = 0.1;
/// Stretches at a steeper angle than three degrees part too soon to be one pipe drawn twice.
const ALONG: f64 = 0.05;
/// Pairs that are kept: two combs of lines cross as often as one has teeth times the other, and nobody reads more.
const MOST_PAIRS: usize = 200_000;

/// Two strands that cross, or one that crosses itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cross {
    /// In ascending order.
    pub(super) strands: [usize; 2],
    pub(super) measures: [f64; 2],
    pub(super) at: Spot,
}

/// A stretch of the second of two strands that lies on the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) strands: [usize; 2],
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Stretch {
    /// True if two strands cross where they lie on each other.
    pub(super) fn holds(&self, cross: &Cross) -> bool {
        self.strands == cross.strands && (self.from - ASIDE..=self.to + ASIDE).contains(&cross.measures[1])
    }
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) crossings: Vec<Cross>,
    pub(super) shared: Vec<Stretch>,
    /// True if some pairs were not looked at.
    pub(super) is_cut: bool,
}

/// All pairs of segments, but for those of strands that are copies of others.
pub(super) fn pairs(laid: &Laid<'_>, copies: &[bool]) -> Pairs {
    let (mut found, mut budget) = (Pairs::default(), Budget::of(laid.index.len()));
    for (number, strand) in laid.material.strands.iter().enumerate().filter(|&(number, _)| !copies[number]) {
        if found.is_cut {
            break;
        }
        for (at, segment) in strand.segments().enumerate() {
            laid.index.beside(segment, ASIDE, &mut budget, |other, there| {
                found.is_cut |= found.crossings.len() + found.shared.len() >= MOST_PAIRS;
                if !found.is_cut && !copies[other] && (number, at) < (other, there) {
                    meet(laid, [number, other], [at, there], &mut found);
                }
            });
        }
    }
    found.is_cut |= budget.is_spent();
    found
        .crossings
        .sort_by(|one, other| one.strands.cmp(&other.strands).then(one.measures[0].total_cmp(&other.measures[0])));
    let apart = laid.within.max(LEAST);
    found.crossings.dedup_by(|b, a| a.strands == b.strands && distance(a.at, b.at) <= apart);
    found
}

fn meet(laid: &Laid<'_>, strands: [usize; 2], at: [usize; 2], found: &mut Pairs) {
    let [one, other] = strands.map(|number| &laid.material.strands[number]);
    let (first, second) = (one.segment(at[0]), other.segment(at[1]));
    let is_own = strands[0] == strands[1];
    if is_own && at[1] == at[0] + 1 {
        return;
    }
    if !is_own && let Some([from, to]) = shared(first, second, laid.within.min(ASIDE)) {
        let [from, to] = [from, to].map(|share| other.measure(at[1], share));
        found.shared.push(Stretch { strands, from, to });
    } else if let Some([here, there]) = crossing(first, second) {
        let measures = [one.measure(at[0], here), other.measure(at[1], there)];
        if !has_node(laid, strands, measures) {
            found.crossings.push(Cross { strands, measures, at: between(first[0], first[1], here) });
        }
    }
}

/// True if two strands have a node in common near a place of theirs.
fn has_node(laid: &Laid<'_>, strands: [usize; 2], measures: [f64; 2]) -> bool {
    let near = laid.settings.near.max(laid.within);
    let [mut here, there] = [0, 1].map(|side| {
        let stops = &laid.stops[strands[side]];
        let first = stops.partition_point(|stop| stop.measure < measures[side] - near);
        stops[first..].iter().take_while(move |stop| stop.measure <= measures[side] + near)
    });
    here.any(|stop| there.clone().any(|other| other.node == stop.node))
}

/// The stretch of the second segment that lies on the first, as shares of it.
fn shared(first: [Spot; 2], second: [Spot; 2], aside: f64) -> Option<[f64; 2]> {
    if sine(first, second) > ALONG {
        return None;
    }
    let [one, other] = first.map(|spot| share_of(second[0], second[1], spot));
    let [from, to] = [one.min(other), one.max(other)];
    let off = |share: f64| {
        let spot = between(second[0], second[1], share);
        distance(spot, between(first[0], first[1], share_of(first[0], first[1], spot)))
    };
    let is_there = (to - from) * distance(second[0], second[1]) > LEAST;
    (is_there && off(from) <= aside && off(to) <= aside).then_some([from, to])
}

/// Says which lines cross; of one that crosses itself, once.
pub(super) fn tell(laid: &Laid<'_>, pairs: &Pairs, findings: &mut Vec<JoinFinding>) {
    let mut own = None;
    for cross in &pairs.crossings {
        let [one, other] = cross.strands;
        if one == other {
            if own.replace(one) != Some(one) {
                findings.push(JoinFinding::new(JoinKind::SelfCrossing, vec![laid.name(one)]).at(cross.at));
            }
            continue;
        }
        let lines = cross.strands.map(|strand| laid.code(strand).to_owned());
        let finding = JoinFinding::new(JoinKind::Crossing, cross.strands.map(|strand| laid.name(strand)).to_vec());
        findings.push(finding.at(cross.at).offering(Mend::Join { lines, at: cross.at }));
    }
}
