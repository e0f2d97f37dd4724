//! What hangs together, and which parts have no source.

use crate::join::finding::{JoinFinding, JoinKind};
use crate::join::mend::Mend;
use crate::join::net::Laid;
use crate::join::records::Spot;

/// A part of the network.
#[derive(Debug, Clone, Copy)]
struct Part {
    pieces: usize,
    /// The first strand.
    strand: usize,
    /// Where a source would be: a dead end with the widest pipe, else any node with it.
    inlet: u32,
    rank: (bool, f64),
    has_source: bool,
}

/// Tells of parts without a source, and if there is none at all.
pub(super) fn parts(laid: &Laid<'_>, findings: &mut Vec<JoinFinding>) {
    let sources = laid.sources();
    let dry: Vec<Part> = all(laid, &sources).filter(|part| !part.has_source).collect();
    if !sources.contains(&true) && !laid.net.pieces.is_empty() {
        let finding = JoinFinding::new(JoinKind::NoSource, Vec::new()).counting(laid.net.pieces.len());
        let largest = dry.iter().rev().max_by_key(|part| part.pieces);
        findings.push(match largest {
            Some(part) => finding.offering(Mend::Supply { at: place(laid, part) }),
            None => finding,
        });
    }
    findings.extend(dry.iter().map(|part| {
        let at = place(laid, part);
        let finding = JoinFinding::new(JoinKind::DryPart, vec![laid.name(part.strand)]).counting(part.pieces);
        finding.at(at).offering(Mend::Supply { at })
    }));
}

/// All parts with a pipe.
fn all(laid: &Laid<'_>, sources: &[bool]) -> impl Iterator<Item = Part> {
    let mut roots = Roots((0..).take(laid.net.node_count()).collect());
    for piece in &laid.net.pieces {
        roots.join(piece.from.node, piece.to.node);
    }
    let mut parts: Vec<Option<Part>> = vec![None; laid.net.node_count()];
    for piece in &laid.net.pieces {
        let line = laid.material.strands[piece.strand].line;
        let width = laid.material.lines[line].diameter.filter(|width| width.is_finite()).unwrap_or_default();
        for (count, stop) in piece.ends().into_iter().enumerate() {
            let rank = (laid.net.at(stop.node).len() == 1, width);
            let has_source = sources[stop.node as usize];
            let new = Part { pieces: 0, strand: piece.strand, inlet: stop.node, rank, has_source };
            let part = parts[roots.of(stop.node) as usize].get_or_insert(new);
            part.pieces += 1 - count;
            part.has_source |= has_source;
            if rank > part.rank {
                (part.inlet, part.rank) = (stop.node, rank);
            }
        }
    }
    parts.into_iter().flatten()
}

fn place(laid: &Laid<'_>, part: &Part) -> Spot {
    laid.nodes.places[part.inlet as usize]
}

/// Nodes that hang together, by the smallest of them.
struct Roots(Vec<u32>);

impl Roots {
    fn of(&mut self, node: u32) -> u32 {
        let mut at = node;
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other) as usize] = one.min(other);
    }
}
