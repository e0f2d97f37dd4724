//! Valves, hydrants and other devices find their place; points that are nodes are looked at, too.
//!
//! The rule: a device stands on the nearest line within the tolerance. Where a node of that line lies within the tolerance, it stands there: a
//! valve where three pipes or more meet at the end of the one it is on, everything else on the node. Hydrants need no node: they stand along
//! their pipe, which keeps its code.

use super::place::{At, Footing, footings};
use crate::join::finding::{JoinFinding, JoinKind};
use crate::join::index::{Budget, Foot};
use crate::join::mend::Mend;
use crate::join::net::Laid;
use crate::join::records::PointRole;
use crate::join::strand::LEAST;

/// A device and its place.
#[derive(Debug, Clone, Copy)]
pub(in crate::join) struct Fitted {
    /// Position of its point.
    pub(in crate::join) point: usize,
    pub(in crate::join) at: At,
}

/// All devices that have a place; true if some were not looked for.
pub(in crate::join) fn devices(laid: &Laid<'_>, findings: &mut Vec<JoinFinding>) -> (Vec<Fitted>, bool) {
    let mut search = Search { laid, budget: Budget::of(laid.material.points.len()), feet: Vec::new() };
    let mut fitted = Vec::new();
    let mut owners: Vec<Option<usize>> = vec![None; laid.net.node_count()];
    for (point, node) in laid.nodes.points.iter().enumerate() {
        if let &Some(node) = node {
            let owner = *owners[node as usize].get_or_insert(point);
            if owner != point {
                let names = [point, owner].map(|point| laid.material.point_name(point));
                let finding = JoinFinding::new(JoinKind::Shared, names.to_vec());
                findings.push(finding.at(laid.material.points[point].at));
            } else if laid.net.at(node).is_empty() {
                findings.push(search.off(point));
            }
        } else if let Some(at) = search.place(point, findings) {
            fitted.push(Fitted { point, at });
        } else {
            findings.push(search.off(point));
        }
    }
    (fitted, search.budget.is_spent())
}

struct Search<'a> {
    laid: &'a Laid<'a>,
    budget: Budget,
    feet: Vec<Foot>,
}

impl Search<'_> {
    fn place(&mut self, point: usize, findings: &mut Vec<JoinFinding>) -> Option<At> {
        let laid = self.laid;
        let spot = laid.material.points[point].at;
        laid.index.near(spot, laid.within, &mut self.budget, &mut self.feet);
        let footings = footings(laid, &self.feet);
        let best = footings.first()?;
        let node = laid.nodes.nearest(spot, |node| best.piece(laid).ends().iter().any(|stop| stop.node == node));
        let Some((node, _)) = node else {
            if let Some(other) = rival(&footings, best, |_| true) {
                let names = [best, other].map(|footing| laid.name(footing.foot.strand));
                let names = [laid.material.point_name(point)].into_iter().chain(names).collect();
                findings.push(JoinFinding::new(JoinKind::Between, names).at(spot));
            }
            return Some(best.along(laid));
        };
        let pieces = laid.net.at(node).len();
        if laid.material.points[point].record.role != PointRole::Isolation || pieces < 3 {
            return Some(At::Node(node));
        }
        let branch = branch(laid, &footings, node);
        if branch.is_none() {
            let finding = JoinFinding::new(JoinKind::Crossroads, vec![laid.material.point_name(point)]);
            findings.push(finding.at(spot).counting(pieces));
        }
        Some(branch.map_or(At::Node(node), |piece| At::End { piece, node }))
    }

    /// That a point lies on no line, and which it may belong to.
    fn off(&mut self, point: usize) -> JoinFinding {
        let (laid, from) = (self.laid, self.laid.material.points[point].at);
        let name = laid.material.point_name(point);
        let is_joined = |foot: &Foot| laid.net.piece_at(foot.strand, foot.measure).is_some();
        match laid.index.nearest(from, laid.settings.far, &mut self.budget, is_joined) {
            Some(foot) => {
                let mend = Mend::Move { point: name.code.clone(), from, to: foot.spot };
                let finding = JoinFinding::new(JoinKind::OffPipe, vec![name, laid.name(foot.strand)]);
                finding.at(from).measuring(foot.distance).offering(mend)
            }
            None => JoinFinding::new(JoinKind::NoPipe, vec![name]).at(from).measuring(laid.settings.far),
        }
    }
}

/// The pipe at a node on which a valve beside it stands; none if it stands on the node itself, or between two pipes.
fn branch(laid: &Laid<'_>, footings: &[Footing], node: u32) -> Option<usize> {
    let is_off_node = |footing: &&Footing| {
        let mut ends = footing.piece(laid).ends().into_iter().filter(|stop| stop.node == node).peekable();
        ends.peek().is_some() && ends.all(|stop| (stop.measure - footing.foot.measure).abs() > LEAST)
    };
    let best = footings.iter().find(is_off_node)?;
    rival(footings, best, |footing| is_off_node(&footing)).is_none().then_some(best.number)
}

/// A foot on another piece that is as near as the best, to the millimetre.
fn rival<'a>(footings: &'a [Footing], best: &Footing, wanted: impl Fn(&Footing) -> bool) -> Option<&'a Footing> {
    let mut near = footings.iter().take_while(|footing| footing.foot.distance - best.foot.distance <= LEAST);
    near.find(|footing| footing.number != best.number && wanted(footing))
}
