//! From the elements of an `.inp` to a draft of a network.

use geo_types::{Coord, LineString, Point};
use network::{DeviceDraft, DraftPlace, EdgeDraft, NetworkDraft, NodeDraft, Passing};
use rustc_hash::FxHashMap;
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;

use super::ground::Ground;
use super::read::ReadNetwork;
use crate::formats::inp::{InpLink, InpNode, LinkKind, LinkStatus, NodeKind};
use crate::formats::valves::ValveRow;

/// The kind of a valve that somebody closes to isolate a part.
pub(super) const ISOLATION: &str = "isolation";
/// The kind of device of a hydrant.
pub(super) const HYDRANT: &str = "hydrant";

/// Elements on their way into a draft.
pub(super) struct Drafting<'r> {
    pub(super) read: &'r ReadNetwork,
    pub(super) ground: &'r Ground,
    /// By node: its place cannot be in the system of the file.
    pub(super) is_stray: &'r [bool],
}

impl Drafting<'_> {
    /// The draft of a name, whose file is in a system.
    pub(super) fn draft(&self, name: &str, crs: Crs) -> NetworkDraft {
        let inp = &self.read.network;
        let places: Vec<Option<[f64; 2]>> = inp.nodes.iter().zip(self.is_stray).map(|pair| self.place(pair)).collect();
        let nodes: FxHashMap<&str, usize> = inp.nodes.iter().map(|node| &*node.id).zip(0..).collect();
        let edges: FxHashMap<&str, usize> = inp.links.iter().map(|link| &*link.id).zip(0..).collect();
        let mut draft = NetworkDraft {
            name: name.to_owned(),
            title: inp.title().first().map(|line| (*line).to_owned()),
            crs: Some(crs.to_string()),
            nodes: inp.nodes.iter().zip(&places).map(|(node, place)| self.node(node, *place)).collect(),
            edges: inp.links.iter().filter_map(|link| self.edge(link, &nodes, &places)).collect(),
            sections: inp.sections.iter().map(|section| (section.name.clone(), section.text.clone())).collect(),
            ..NetworkDraft::default()
        };
        let device = |valve: &ValveRow| {
            let place = DraftPlace::End { edge: *edges.get(&*valve.link)?, node: *nodes.get(&*valve.node)? };
            Some(self.device(valve, place, &draft))
        };
        draft.devices = self.read.valves.iter().filter_map(device).collect();
        draft
    }

    fn place(&self, (node, is_stray): (&InpNode, &bool)) -> Option<[f64; 2]> {
        node.place.filter(|_| !is_stray).and_then(|place| self.ground.on(place))
    }

    fn node(&self, node: &InpNode, place: Option<[f64; 2]>) -> NodeDraft {
        let kind = match node.kind {
            NodeKind::Junction => "junction",
            NodeKind::Reservoir => "reservoir",
            NodeKind::Tank => "tank",
        };
        NodeDraft {
            code: node.id.clone(),
            kind: kind.to_owned(),
            elevation: Some(node.elevation_m).filter(|metres| metres.is_finite()),
            is_source: node.kind != NodeKind::Junction,
            geometry: place.map(point),
            local: self.local(node.place.as_slice()),
            source_text: Some(node.source.clone()),
        }
    }

    /// None if one of its nodes is not there, which the reader rules out.
    fn edge(&self, link: &InpLink, nodes: &FxHashMap<&str, usize>, places: &[Option<[f64; 2]>]) -> Option<EdgeDraft> {
        let ends = [*nodes.get(&*link.start)?, *nodes.get(&*link.end)?];
        let is_pipe = link.kind == LinkKind::Pipe;
        Some(EdgeDraft {
            code: link.id.clone(),
            kind: kind_of(link.kind).to_owned(),
            ends,
            diameter: Some(link.diameter_mm).filter(|diameter| diameter.is_finite() && *diameter > 0.0),
            // Pumps and valves are as short as EPANET takes them, however they are drawn.
            length: Some(if is_pipe && link.length_m.is_finite() { link.length_m } else { 0.0 }),
            passing: passing_of(link.kind, link.status),
            geometry: self.course(ends.map(|end| places[end]), &link.vertices),
            local: self.local(&link.vertices),
            source_text: Some(link.source.clone()),
            ..EdgeDraft::default()
        })
    }

    /// From node to node by way of the bends; none if an end lies nowhere, or all of it at one place.
    fn course(&self, [first, last]: [Option<[f64; 2]>; 2], bends: &[[f64; 2]]) -> Option<Geometry> {
        let bends = bends.iter().filter_map(|bend| self.ground.on(*bend));
        let course: Vec<[f64; 2]> = std::iter::once(first?).chain(bends).chain([last?]).collect();
        let has_length = course.windows(2).any(|step| step[0] != step[1]);
        has_length.then(|| LineString::from(course).into())
    }

    fn device(&self, valve: &ValveRow, place: DraftPlace, draft: &NetworkDraft) -> DeviceDraft {
        DeviceDraft {
            code: valve.id.clone(),
            kind: ISOLATION.to_owned(),
            place,
            geometry: beside_node(place, draft, self.ground.metre),
            ..DeviceDraft::default()
        }
    }

    /// Coordinates that lie nowhere on earth, as text: `x y;x y`.
    fn local(&self, places: &[[f64; 2]]) -> Option<String> {
        (self.ground.is_nowhere() && !places.is_empty()).then(|| local_text(places))
    }
}

/// The text of coordinates that lie nowhere on earth.
pub(super) fn local_text(places: &[[f64; 2]]) -> String {
    places.iter().map(|[x, y]| format!("{x} {y}")).collect::<Vec<_>>().join(";")
}

/// Reads such a text.
pub(super) fn local_places(text: &str) -> Option<Vec<[f64; 2]>> {
    let place = |text: &str| {
        let (x, y) = text.trim().split_once(' ')?;
        let number = |text: &str| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        Some([number(x)?, number(y)?])
    };
    text.split(';').map(place).collect()
}

/// The word for a link in the table.
pub(super) fn kind_of(kind: LinkKind) -> &'static str {
    use crate::formats::inp::ValveKind::{Fcv, Gpv, Pbv, Pcv, Prv, Psv, Tcv};
    match kind {
        LinkKind::Pipe => "pipe",
        LinkKind::Pump => "pump",
        LinkKind::Valve(Prv) => "prv",
        LinkKind::Valve(Psv) => "psv",
        LinkKind::Valve(Pbv) => "pbv",
        LinkKind::Valve(Fcv) => "fcv",
        LinkKind::Valve(Tcv) => "tcv",
        LinkKind::Valve(Gpv) => "gpv",
        LinkKind::Valve(Pcv) => "pcv",
    }
}

/// Which way water gets through. The status of a pump or a control valve is how it is run when the day begins, and controls change it: it
/// shuts nothing here, and stays in the element's source.
pub(super) fn passing_of(kind: LinkKind, status: LinkStatus) -> Passing {
    match (kind, status) {
        (LinkKind::Pipe, LinkStatus::Closed) => Passing::Closed,
        (LinkKind::Pipe, LinkStatus::CheckValve) | (LinkKind::Pump, _) => Passing::Forward,
        _ => Passing::Both,
    }
}

pub(super) fn point([x, y]: [f64; 2]) -> Geometry {
    Point::new(x, y).into()
}

/// A metre, or a tenth of the pipe if that is less, from the node along the course of the pipe: at the node itself it would be hidden, by it
/// and by the valves of other pipes. On the node if the pipe has no course.
fn beside_node(place: DraftPlace, draft: &NetworkDraft, metre: f64) -> Option<Geometry> {
    let DraftPlace::End { edge, node } = place else { return None };
    let edge = draft.edges.get(edge)?;
    let Some(Geometry::LineString(course)) = &edge.geometry else {
        return draft.nodes.get(node)?.geometry.clone();
    };
    let mut course: Vec<Coord> = course.0.clone();
    if edge.ends[0] != node {
        course.reverse();
    }
    along(&course, metre).map(|at| Point::from(at).into())
}

/// The place so far along a course, or a tenth along it if that is nearer.
pub(super) fn along(course: &[Coord], distance: f64) -> Option<Coord> {
    let step = |step: &[Coord]| (step[1].x - step[0].x).hypot(step[1].y - step[0].y);
    let length: f64 = course.windows(2).map(step).sum();
    let mut left = distance.min(length / 10.0);
    for pair in course.windows(2) {
        let own = step(pair);
        if own > 0.0 && left <= own {
            let share = left / own;
            return Some(pair[0] + (pair[1] - pair[0]) * share);
        }
        left -= own;
    }
    course.last().copied()
}
