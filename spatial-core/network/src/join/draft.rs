//! From what was joined to a draft: edges, nodes and their codes.
//!
//! A line that became one edge keeps its code. One that was split becomes `CODE/1`, `CODE/2`, … along it: its author's code stands first, so that
//! it is found by what people know. A node is called by its author's code, else by the first end that lies in it, `CODE:A` for the start of
//! a line and `CODE:B` for its end: a pipe laid elsewhere renames nothing.

use spatial_core::geometry::Geometry;

use super::fittings::{At, Customer, Fitted};
use super::material::{Names, is_somewhere};
use super::net::Laid;
use super::records::{PointRole, Spot};
use crate::draft::{ConnectionDraft, DeviceDraft, DraftPlace, EdgeDraft, NetworkDraft, NodeDraft};

/// Where an edge of a draft comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgeOrigin {
    /// The number of the record in its file.
    pub record: u64,
    /// The code of its line, as findings name it.
    pub line: String,
    /// Which strand of the line, from 0.
    pub part: usize,
    /// Metres along that strand, as drawn.
    pub from: f64,
    /// Metres along that strand, as drawn.
    pub to: f64,
}

/// The draft, and the origin of each of its edges.
pub(super) fn draft(
    laid: &Laid<'_>,
    devices: &[Fitted],
    customers: &[Customer<'_>],
) -> (NetworkDraft, Vec<EdgeOrigin>) {
    let (nodes, numbers) = nodes(laid);
    let (edges, origins) = edges(laid, &numbers);
    let place = |at: At| match at {
        At::End { piece, node } => DraftPlace::End { edge: piece, node: numbers[node as usize] },
        At::Node(node) => DraftPlace::Node(numbers[node as usize]),
        At::Along { piece, measure } => DraftPlace::Along { edge: piece, measure },
    };
    let devices = devices.iter().map(|fitted| device(laid, fitted, place(fitted.at)));
    let connections = customers.iter().map(|customer| ConnectionDraft {
        code: customer.code.clone(),
        meter: customer.record.meter.clone(),
        class: customer.record.class.clone(),
        priority: customer.record.priority,
        name: customer.record.name.clone(),
        address: customer.record.address.clone(),
        round: customer.record.round.clone(),
        order: customer.record.order,
        place: customer.at.map(place),
        geometry: is_somewhere(customer.record.at).then(|| point(customer.record.at)),
    });
    let draft = NetworkDraft {
        devices: devices.collect(),
        connections: connections.collect(),
        nodes,
        edges,
        ..NetworkDraft::default()
    };
    (draft, origins)
}

fn device(laid: &Laid<'_>, fitted: &Fitted, place: DraftPlace) -> DeviceDraft {
    let point_of = &laid.material.points[fitted.point];
    let record = point_of.record;
    DeviceDraft {
        code: point_of.code.clone(),
        kind: or_else(&record.kind, record.role.kind()),
        place,
        closable: record.closable.or((record.role == PointRole::Isolation).then_some(true)),
        state: record.state,
        geometry: Some(point(point_of.at)),
    }
}

/// Edges are pieces, in their order.
fn edges(laid: &Laid<'_>, numbers: &[usize]) -> (Vec<EdgeDraft>, Vec<EdgeOrigin>) {
    let (mut edges, mut origins) = (Vec::new(), Vec::new());
    let line_of = |number: usize| laid.material.strands[laid.net.pieces[number].strand].line;
    let mut codes = Names::default();
    let whole: Vec<usize> = (0..laid.net.pieces.len()).collect();
    let of_line: Vec<&[usize]> = whole.chunk_by(|&one, &other| line_of(one) == line_of(other)).collect();
    // Codes as their authors wrote them go first.
    for pieces in of_line.iter().filter(|pieces| pieces.len() == 1) {
        codes.take(laid.material.codes[line_of(pieces[0])].clone());
    }
    for pieces in of_line {
        let code = &laid.material.codes[line_of(pieces[0])];
        for (part, &number) in (1..).zip(pieces) {
            let is_split = pieces.len() > 1;
            let code = if is_split { codes.take(format!("{code}/{part}")) } else { code.clone() };
            edges.push(edge(laid, number, code, numbers));
            origins.push(origin(laid, number));
        }
    }
    (edges, origins)
}

fn edge(laid: &Laid<'_>, number: usize, code: String, numbers: &[usize]) -> EdgeDraft {
    let piece = &laid.net.pieces[number];
    let line = laid.material.lines[laid.material.strands[piece.strand].line];
    let course = laid.course(piece).into_iter().map(|[x, y]| (x, y)).collect();
    EdgeDraft {
        code,
        kind: line.kind().to_owned(),
        ends: piece.ends().map(|stop| numbers[stop.node as usize]),
        diameter: line.diameter,
        length: line.length.map(|_| laid.length(piece)),
        material: line.material.clone(),
        year: line.year,
        passing: line.passing,
        geometry: Some(Geometry::LineString(course)),
        ..EdgeDraft::default()
    }
}

fn origin(laid: &Laid<'_>, number: usize) -> EdgeOrigin {
    let piece = &laid.net.pieces[number];
    let strand = &laid.material.strands[piece.strand];
    EdgeOrigin {
        record: laid.material.lines[strand.line].record,
        line: laid.material.codes[strand.line].clone(),
        part: strand.part,
        from: piece.from.measure,
        to: piece.to.measure,
    }
}

/// Nodes where something ends, and those of points; and the number each has in the draft.
fn nodes(laid: &Laid<'_>) -> (Vec<NodeDraft>, Vec<usize>) {
    let mut owners: Vec<Option<usize>> = vec![None; laid.net.node_count()];
    for (point, node) in laid.nodes.points.iter().enumerate().rev() {
        node.iter().for_each(|&node| owners[node as usize] = Some(point));
    }
    let (sources, wanted) = (laid.sources(), codes(laid));
    let mut names = Names::default();
    owners.iter().flatten().for_each(|&point| drop(names.take(laid.material.points[point].code.clone())));
    let (mut drafts, mut numbers) = (Vec::new(), vec![usize::MAX; owners.len()]);
    for (node, wanted) in (0..).zip(wanted) {
        let at = node as usize;
        if owners[at].is_none() && laid.net.at(node).is_empty() {
            continue;
        }
        numbers[at] = drafts.len();
        let owner = owners[at].map(|point| &laid.material.points[point]);
        let of_nobody = if sources[at] { PointRole::Source } else { PointRole::Node };
        drafts.push(NodeDraft {
            code: owner.map_or_else(|| names.take(wanted), |point| point.code.clone()),
            kind: owner.map_or_else(|| of_nobody.kind().to_owned(), |p| or_else(&p.record.kind, p.record.role.kind())),
            elevation: owner.and_then(|point| point.record.elevation),
            is_source: sources[at],
            geometry: Some(point(laid.nodes.places[at])),
            ..NodeDraft::default()
        });
    }
    (drafts, numbers)
}

/// What nodes are called by the lines that end there, the first by code, or that cross there.
fn codes(laid: &Laid<'_>) -> Vec<String> {
    let mut codes = vec![String::new(); laid.net.node_count()];
    for (number, strand) in laid.material.strands.iter().enumerate() {
        let code = &laid.material.codes[strand.line];
        let part = if laid.is_whole(number) { String::new() } else { format!(".{}", strand.part + 1) };
        for (node, end) in laid.nodes.ends[number].into_iter().zip(["A", "B"]) {
            let wanted = &mut codes[node as usize];
            if wanted.is_empty() {
                *wanted = format!("{code}{part}:{end}");
            }
        }
    }
    for (&node, lines) in &laid.nodes.only {
        if codes[node as usize].is_empty() {
            let mut lines: Vec<&str> = lines.iter().map(|&line| &*laid.material.codes[line]).collect();
            lines.sort_unstable();
            lines.dedup();
            codes[node as usize] = lines.join("+");
        }
    }
    codes
}

fn or_else(word: &str, other: &str) -> String {
    if word.trim().is_empty() { other } else { word.trim() }.to_owned()
}

fn point([x, y]: Spot) -> Geometry {
    Geometry::Point((x, y).into())
}
