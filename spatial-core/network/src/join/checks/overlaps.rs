//! Lines that lie on each other: which stretch, and which of the two is left out.

use super::pairs::{Cross, Stretch};
use super::twins::left_out;
use crate::join::finding::{JoinFinding, JoinKind};
use crate::join::net::Laid;

/// Stretches in order of their strands.
#[derive(Debug)]
pub(super) struct Overlaps(Vec<Stretch>);

impl Overlaps {
    /// True if two strands cross where they lie on each other.
    pub(super) fn hold(&self, cross: &Cross) -> bool {
        let first = self.0.partition_point(|stretch| stretch.strands < cross.strands);
        let mut both = self.0[first..].iter().take_while(|stretch| stretch.strands == cross.strands);
        both.any(|stretch| stretch.holds(cross))
    }
}

/// Tells each stretch longer than the tolerance; returns all, put together.
pub(super) fn overlaps(laid: &Laid<'_>, shared: &mut [Stretch], findings: &mut Vec<JoinFinding>) -> Overlaps {
    shared.sort_by(|one, other| one.strands.cmp(&other.strands).then(one.from.total_cmp(&other.from)));
    let mut stretches: Vec<Stretch> = Vec::new();
    for next in &*shared {
        match stretches.last_mut() {
            Some(last) if last.strands == next.strands && next.from - last.to <= laid.within => {
                last.to = last.to.max(next.to);
            }
            _ => stretches.push(*next),
        }
    }
    let long = stretches.iter().filter(|stretch| stretch.to - stretch.from > laid.within);
    findings.extend(long.map(|stretch| told(laid, *stretch)));
    Overlaps(stretches)
}

fn told(laid: &Laid<'_>, Stretch { strands: [first, second], from, to }: Stretch) -> JoinFinding {
    let [one, other] = [first, second].map(|number| laid.material.strands[number].length());
    let (length, slack) = (to - from, 2.0 * laid.within);
    let is_second_whole = from <= laid.within && to >= other - laid.within;
    let kind = if is_second_whole && length >= one - slack { JoinKind::Duplicate } else { JoinKind::Overlap };
    // What lies wholly on another line goes; else the second gives the stretch up.
    let is_first_whole = !is_second_whole && length >= one - slack;
    let (goes, stays, stretch) = if is_first_whole { (first, second, [0.0, one]) } else { (second, first, [from, to]) };
    let finding = JoinFinding::new(kind, vec![laid.name(goes), laid.name(stays)]).measuring(length);
    let finding = finding.at(laid.material.strands[second].spot(from + length / 2.0));
    match left_out(laid, goes, stretch) {
        Some(mend) => finding.offering(mend),
        None => finding,
    }
}
