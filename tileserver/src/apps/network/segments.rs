//! `GET /v1/networks/{network}/segments` and `…/valves`: all that can be isolated, and the valves by what depends on them.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Graph, Networks, SegmentKey, SegmentRow, segment_table, valve_ranking};

use super::codes::Codes;
use super::seen::{graph, note};
use super::wire::{SegmentEntry, SegmentList, ValveEntry, ValveList};
use super::{NETWORK, OFFSET};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::{LIMIT, escaped};
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
    let _turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    let (size, offset) = (asked.page_size(&served)?, asked.parameters.read(&OFFSET)?.unwrap_or(0) as usize);
    let here = format!("{}{}", base_url(&asked.headers, &served.settings), super::SEGMENTS);
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let mut rows = segment_table(&graph);
        rows.sort_by(|a, b| {
            b.connections.cmp(&a.connections).then(b.length.total_cmp(&a.length)).then(a.by.cmp(&b.by))
        });
        let here = here.replace("{network}", &escaped(&network));
        let links = (offset + size < rows.len())
            .then(|| asked.next_page((&here, "application/json"), OFFSET.name, (offset + size).to_string()));
        let list = SegmentList {
            revision: held.revision().0,
            graph: graph.stamp().to_string(),
            number_matched: rows.len(),
            segments: rows.iter().skip(offset).take(size).map(|row| segment(&network, &graph, row)).collect(),
            links: links.into_iter().collect(),
        };
        wire::document(&list, "application/json", &asked.language.text("page-network-segments"), &asked)
    };
    served.workers.run(told).await
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
        length_m: (row.length * 100.0).round() / 100.0,
        volume_m3: (row.volume * 1000.0).round() / 1000.0,
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
    let _turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    let (size, offset) = (asked.page_size(&served)?, asked.parameters.read(&OFFSET)?.unwrap_or(0) as usize);
    let here = format!("{}{}", base_url(&asked.headers, &served.settings), super::VALVES);
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let rows = valve_ranking(&graph);
        let codes = Codes { network: &network, graph: &graph };
        let here = here.replace("{network}", &escaped(&network));
        let links = (offset + size < rows.len())
            .then(|| asked.next_page((&here, "application/json"), OFFSET.name, (offset + size).to_string()));
        let entry = |row: &network::ValveRow| ValveEntry {
            id: codes.of_device(row.id),
            extra_customers: row.extra_connections,
            extra_length_m: (row.extra_length * 100.0).round() / 100.0,
            surrounding: row.surrounding,
            useful: row.is_useful,
        };
        let list = ValveList {
            revision: held.revision().0,
            graph: graph.stamp().to_string(),
            number_matched: rows.len(),
            valves: rows.iter().skip(offset).take(size).map(entry).collect(),
            links: links.into_iter().collect(),
        };
        wire::document(&list, "application/json", &asked.language.text("page-network-valves"), &asked)
    };
    served.workers.run(told).await
}
