//! `GET /v1/networks/{network}/segments` and `…/valves`: all that can be isolated, and the valves by what depends on them.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Graph, SegmentKey, SegmentRow, ValveRow, segment_table, valve_ranking};

use super::codes::Codes;
use super::seen::{note, opened};
use super::wire::{SegmentEntry, SegmentList, ValveEntry, ValveList, rounded};
use crate::apps::network::places::{NETWORK, OFFSET, SEGMENTS, VALVES};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::{LIMIT, Link, escaped};
use crate::openapi::Described;
use crate::openapi::shared::{F, LANG};

/// What is asked of both.
pub(super) static PARAMETERS: &[&dyn Described] = &[&NETWORK, &LIMIT, &OFFSET, &F, &LANG];

/// Segments, those first whose isolation leaves most customers dry.
pub(super) async fn segments(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let (_turn, held, graph) = opened(&served, peer, &network, &asked).await?;
    let page = Page::of(&served, &asked, &SEGMENTS.replace("{network}", &escaped(&network)))?;
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let mut list = all_segments(held.revision().0, (&network, &graph), page.part());
        list.links = page.links(&asked, list.number_matched);
        wire::document(&list, "application/json", &asked.language.text("page-network-segments"), &asked)
    };
    served.workers.run(told).await
}

/// The table, or a part of it: so many rows behind so many.
pub(crate) fn all_segments(
    revision: u64,
    (network, graph): (&str, &Graph),
    (offset, size): (usize, usize),
) -> SegmentList {
    let mut rows = segment_table(graph);
    rows.sort_by(|a, b| b.connections.cmp(&a.connections).then(b.length.total_cmp(&a.length)).then(a.by.cmp(&b.by)));
    SegmentList {
        revision,
        graph: graph.stamp().to_string(),
        number_matched: rows.len(),
        segments: rows.iter().skip(offset).take(size).map(|row| segment(network, graph, row)).collect(),
        links: Vec::new(),
    }
}

fn segment(network: &str, graph: &Graph, row: &SegmentRow) -> SegmentEntry {
    let codes = Codes { network, graph };
    let (edge, node) = match row.by {
        SegmentKey::Edge(id) => (Some(codes.of_edge(id)), None),
        SegmentKey::Node(id) => (None, Some(codes.of_node(id))),
    };
    SegmentEntry {
        edge,
        node,
        edges: row.edges,
        nodes: row.nodes,
        length_m: rounded(row.length, 100.0),
        volume_m3: rounded(row.volume, 1000.0),
        customers: row.connections,
        valves: row.valves,
        source_inside: row.has_source,
    }
}

/// Valves, those first whose failure leaves most customers dry besides.
pub(super) async fn valves(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let (_turn, held, graph) = opened(&served, peer, &network, &asked).await?;
    let page = Page::of(&served, &asked, &VALVES.replace("{network}", &escaped(&network)))?;
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let mut list = all_valves(held.revision().0, (&network, &graph), page.part());
        list.links = page.links(&asked, list.number_matched);
        wire::document(&list, "application/json", &asked.language.text("page-network-valves"), &asked)
    };
    served.workers.run(told).await
}

/// The ranking, or a part of it: so many rows behind so many.
pub(crate) fn all_valves(revision: u64, (network, graph): (&str, &Graph), (offset, size): (usize, usize)) -> ValveList {
    let (rows, codes) = (valve_ranking(graph), Codes { network, graph });
    let entry = |row: &ValveRow| ValveEntry {
        id: codes.of_device(row.id),
        extra_customers: row.extra_connections,
        extra_length_m: rounded(row.extra_length, 100.0),
        surrounding: row.surrounding,
        useful: row.is_useful,
    };
    ValveList {
        revision,
        graph: graph.stamp().to_string(),
        number_matched: rows.len(),
        valves: rows.iter().skip(offset).take(size).map(entry).collect(),
        links: Vec::new(),
    }
}

/// A part of a list, and where that is told.
struct Page {
    offset: usize,
    size: usize,
    here: String,
}

impl Page {
    fn of(served: &Served, asked: &Inquiry, path: &str) -> Result<Self, HttpError> {
        Ok(Self {
            offset: asked.parameters.read(&OFFSET)?.unwrap_or(0) as usize,
            size: asked.page_size(served)?,
            here: format!("{}{path}", base_url(&asked.headers, &served.settings)),
        })
    }

    /// So many rows behind so many.
    fn part(&self) -> (usize, usize) {
        (self.offset, self.size)
    }

    /// The next page of so many rows, if there is one.
    fn links(&self, asked: &Inquiry, matched: usize) -> Vec<Link> {
        let end = self.offset.saturating_add(self.size);
        let next =
            (end < matched).then(|| asked.next_page((&self.here, "application/json"), OFFSET.name, end.to_string()));
        next.into_iter().collect()
    }
}
