//! From rows to the elements of an `.inp`: what stood in the file comes back from its text, and values that were changed in the store since take
//! their place, in the file's units.

use std::collections::BTreeMap;

use network::{
    DIAMETER_FIELD, ELEVATION_FIELD, END_FIELDS, IS_SHUT_FIELD, IS_SOURCE_FIELD, LENGTH_FIELD, LINES_FIELD,
    LOCAL_FIELD, ORDER_FIELD, SECTION_FIELD, SOURCE_TEXT_FIELD, TYPE_FIELD, WAY_FIELD,
};
use rustc_hash::FxHashMap;
use spatial_core::message::Message;

use super::fresh;
use super::names::Names;
use super::outgoing::Outgoing;
use crate::formats::inp::{
    InpLink, InpNetwork, InpNode, InpSection, LinkKind, LinkStatus, NodeKind, ValveKind, renamed,
};
use crate::network::draft::{kind_of, local_places, local_text};
use crate::network::error::NetworkError;
use crate::network::ground::Ground;
use crate::network::stored::{Host, Row};

/// A network on its way into a file.
pub(super) struct Going {
    pub(super) inp: InpNetwork,
    pub(super) nodes: Names,
    pub(super) edges: Names,
    pub(super) ground: Ground,
    /// What stood in the file, by what it is about.
    sources: FxHashMap<Host, String>,
    /// What a person should know, and of how many rows.
    notes: BTreeMap<&'static str, usize>,
}

impl Going {
    pub(super) fn note(&mut self, code: &'static str, count: usize) {
        *self.notes.entry(code).or_default() += count;
    }

    pub(super) fn notes(&self) -> Vec<Message> {
        let told = self.notes.iter().filter(|(_, count)| **count > 0);
        told.map(|(code, count)| Message::new(code).with("count", count)).collect()
    }
}

/// The elements of a network.
pub(super) fn elements(outgoing: &Outgoing<'_>) -> Result<Going, NetworkError> {
    let (layers, stored) = (outgoing.layers, outgoing.stored);
    let ground = Ground::new(outgoing.name, outgoing.file_crs(), outgoing.crs)?;
    let mut sections = sections(outgoing);
    if sections.is_empty() {
        sections = fresh::sections(outgoing);
    }
    let mut going = Going {
        inp: InpNetwork::assembled(sections, Vec::new(), Vec::new()),
        nodes: Names::epanet(layers.nodes, &stored.nodes),
        edges: Names::epanet(layers.edges, &stored.edges),
        ground,
        sources: sources(outgoing),
        notes: BTreeMap::new(),
    };
    going.note("network-out-renamed", going.nodes.renamed + going.edges.renamed);
    for feature in &stored.nodes {
        let node = going.node(&Row::of(layers.nodes, feature));
        going.inp.nodes.extend(node);
    }
    for feature in &stored.edges {
        let link = going.link(&Row::of(layers.edges, feature));
        going.inp.links.extend(link);
    }
    if going.inp.nodes.iter().all(|node| node.kind == NodeKind::Junction) {
        going.note("network-out-no-source", 1);
    }
    Ok(going)
}

/// The sections of the file it came from, in their order.
fn sections(outgoing: &Outgoing<'_>) -> Vec<InpSection> {
    let rows = outgoing.stored.sections.iter().map(|feature| Row::of(outgoing.layers.sections, feature));
    let mut sections: Vec<(Option<i64>, InpSection)> = rows
        .map(|row| {
            let text = |field| row.text(field).unwrap_or_default().to_owned();
            (row.integer(ORDER_FIELD), InpSection { name: text(SECTION_FIELD), text: text(LINES_FIELD) })
        })
        .collect();
    sections.sort_by_key(|(order, _)| *order);
    sections.into_iter().map(|(_, section)| section).collect()
}

/// What stood in the file about nodes and edges.
fn sources(outgoing: &Outgoing<'_>) -> FxHashMap<Host, String> {
    let rows = outgoing.stored.sources.iter().map(|feature| Row::of(outgoing.layers.sources, feature));
    let said = rows.filter_map(|row| {
        let source = row.text(SOURCE_TEXT_FIELD).filter(|source| !source.trim().is_empty())?;
        Some((Host::of(&row)?, source.to_owned()))
    });
    said.collect()
}

impl Going {
    fn node(&mut self, row: &Row<'_>) -> Option<InpNode> {
        let id = self.nodes.of(row.feature.id)?.to_owned();
        let is_source = row.yes(IS_SOURCE_FIELD) == Some(true);
        let kind = match row.text(TYPE_FIELD) {
            Some("tank") => NodeKind::Tank,
            Some("reservoir") => NodeKind::Reservoir,
            kind if is_source && kind != Some("junction") => NodeKind::Reservoir,
            _ => NodeKind::Junction,
        };
        let mut node = match self.sources.get(&Host::Node(row.feature.id)) {
            Some(source) => InpNode::restored(&id, kind, &renamed(source, &id), self.inp.options),
            None => fresh::node(&id, kind),
        };
        if let Some(elevation) = row.real(ELEVATION_FIELD) {
            node.elevation_m = elevation;
        }
        node.place = self.place(row, node.place);
        Some(node)
    }

    /// Where a node lies, in the file's coordinates: as it stood there, unless it was moved since.
    fn place(&self, row: &Row<'_>, before: Option<[f64; 2]>) -> Option<[f64; 2]> {
        if self.ground.is_nowhere() {
            let text = row.text(LOCAL_FIELD);
            return if text == before.map(|place| local_text(&[place])).as_deref() {
                before
            } else {
                text.and_then(local_places).and_then(|places| places.first().copied()).or(before)
            };
        }
        let Some(there) = row.place() else { return before };
        if before.is_some_and(|place| self.ground.is_at(place, there)) {
            before
        } else {
            self.ground.off(there).or(before)
        }
    }

    /// None of an edge EPANET would refuse: that leads nowhere, or from a node to itself.
    fn link(&mut self, row: &Row<'_>) -> Option<InpLink> {
        let id = self.edges.of(row.feature.id)?.to_owned();
        let end = |field| row.reference(field).and_then(|id| self.nodes.of(id)).map(str::to_owned);
        let ends = end(END_FIELDS[0]).zip(end(END_FIELDS[1])).filter(|(start, end)| start != end);
        let Some((start, end)) = ends else {
            self.note("network-out-edges-nowhere", 1);
            return None;
        };
        let kind = kind(row);
        let mut link = match self.sources.get(&Host::Edge(row.feature.id)) {
            Some(source) => InpLink::restored(&id, kind, &renamed(source, &id), self.inp.options),
            None => self.fresh_link(row, &id, kind),
        };
        (link.start, link.end) = (start, end);
        let typed = |field| row.real(field).filter(|number| *number > 0.0);
        if let Some(diameter) = typed(DIAMETER_FIELD).filter(|_| link.kind != LinkKind::Pump) {
            link.diameter_mm = diameter;
        }
        if let Some(length) = typed(LENGTH_FIELD).filter(|_| link.kind == LinkKind::Pipe) {
            link.length_m = length;
        }
        link.vertices = self.bends(row, std::mem::take(&mut link.vertices));
        stand(&mut link, row);
        Some(link)
    }

    /// A link that never stood in a file, with what its row does not say filled in as EPANET would.
    fn fresh_link(&mut self, row: &Row<'_>, id: &str, kind: LinkKind) -> InpLink {
        let (link, lacks) = fresh::link(row, id, kind, self.inp.options);
        for (is_lacking, code) in lacks {
            self.note(code, usize::from(is_lacking));
        }
        link
    }

    /// The points between the ends, in the file's coordinates: as they stood there, unless somebody drew it otherwise since.
    fn bends(&self, row: &Row<'_>, before: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
        if self.ground.is_nowhere() {
            let text = row.text(LOCAL_FIELD).unwrap_or_default();
            let is_same = text == local_text(&before);
            return if is_same { before } else { local_places(text).unwrap_or_default() };
        }
        let Some(course) = row.course() else { return before };
        let bends: Vec<[f64; 2]> = course[1..course.len() - 1].iter().map(|at| [at.x, at.y]).collect();
        let is_same = bends.len() == before.len()
            && before.iter().zip(&bends).all(|(before, there)| self.ground.is_at(*before, *there));
        if is_same { before } else { bends.into_iter().filter_map(|there| self.ground.off(there)).collect() }
    }
}

/// What kind of link a row is.
fn kind(row: &Row<'_>) -> LinkKind {
    use ValveKind::{Fcv, Gpv, Pbv, Pcv, Prv, Psv, Tcv};
    let word = row.text(TYPE_FIELD).unwrap_or_default();
    let valves = [Prv, Psv, Pbv, Fcv, Tcv, Gpv, Pcv].map(LinkKind::Valve);
    let known = valves.into_iter().chain([LinkKind::Pump]).find(|kind| kind_of(*kind) == word);
    known.unwrap_or(LinkKind::Pipe)
}

/// Whether it is shut and which way it lets through, where its row says otherwise than its source.
fn stand(link: &mut InpLink, row: &Row<'_>) {
    let is_shut = row.yes(IS_SHUT_FIELD).unwrap_or(false);
    let way = row.text(WAY_FIELD).unwrap_or("both");
    match link.kind {
        LinkKind::Pipe => {
            if way == "backward" && !is_shut {
                std::mem::swap(&mut link.start, &mut link.end);
                link.vertices.reverse();
            }
            link.status = match (is_shut, way) {
                (true, _) => LinkStatus::Closed,
                (false, "forward" | "backward") => LinkStatus::CheckValve,
                (false, _) => LinkStatus::Open,
            };
        }
        // How they are run when the day begins stands in their source.
        LinkKind::Pump | LinkKind::Valve(_) => {
            if is_shut {
                link.status = LinkStatus::Closed;
            }
        }
    }
}
