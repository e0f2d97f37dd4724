//! `GET /v1/networks` and what hangs together with an edge.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{Graph, Networks, Trace, connected};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::seen::{graph, may_see, note};
use super::wire::{NetworkEntry, NetworkList, TraceCounts, TraceDocument};
use super::{AFTER, FROM, IDS, OFFSET};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::escaped;

/// So many stray devices are named: enough to mend, and then to ask again.
const MOST_STRAY: usize = 100;

/// In order of name, page by page.
pub(super) async fn networks(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let (size, after) = (asked.page_size(&served)?, asked.parameters.read(&AFTER)?);
    let here = format!("{}{}", base_url(&asked.headers, &served.settings), super::NETWORKS);
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let shown = || may_see(&held, asked.audience).then(|| held.model().all()).into_iter().flatten();
        let is_behind = |name: &str| after.as_deref().is_none_or(|after| name > after);
        let mut behind = shown().filter(|(name, _)| is_behind(name)).map(entry);
        let networks: Vec<NetworkEntry> = behind.by_ref().take(size).collect();
        let next = behind.next().and(networks.last());
        let links = next
            .map(|last| asked.next_page((&here, "application/json"), AFTER.name, last.name.clone()))
            .into_iter()
            .collect();
        let list = NetworkList { revision: held.revision().0, number_matched: shown().count(), networks, links };
        wire::document(&list, "application/json", &asked.language.text("page-networks"), &asked)
    };
    served.workers.run(told).await
}

fn entry((name, graph): (&str, &Arc<Graph>)) -> NetworkEntry {
    NetworkEntry {
        name: name.to_owned(),
        edges: graph.edge_count(),
        nodes: graph.node_count(),
        stray_device_count: graph.stray_devices().len(),
        stray_devices: stray(graph),
    }
}

/// Everything that is reached without passing a closed device, page by page. Each page is traced anew, for a trace is not kept.
pub(super) async fn trace(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let _turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    let from = asked.parameters.read(&FROM)?.ok_or_else(|| FROM.refused(""))?;
    let page = Page {
        offset: asked.parameters.read(&OFFSET)?.unwrap_or(0) as usize,
        size: asked.parameters.read(&IDS)?.unwrap_or(IDS.domain.usual) as usize,
    };
    let (seen, looker) = (held.clone(), asked.looker.clone());
    let base = base_url(&asked.headers, &served.settings);
    let missing = Message::new("problem-edge-not-found").with("edge", &from).with("network", &network);
    let edge = graph.edge(&from).ok_or_else(|| HttpError::Missing(missing.clone()))?;
    let told = move || {
        let mut document = traced(&held, &graph, &connected(&graph, edge)?, (network, from), page);
        let here = format!("{base}{}", super::TRACE.replace("{network}", &escaped(&document.network)));
        let next = page
            .next(&document.matched)
            .map(|at| asked.next_page((&here, "application/json"), OFFSET.name, at.to_string()));
        document.links.extend(next);
        Some(wire::document(&document, "application/json", &asked.language.text("page-network-trace"), &asked))
    };
    let answer = served.workers.run(told).await?.ok_or(HttpError::Missing(missing))?;
    note(&served, &seen, &looker, &[edge]).await;
    Ok(answer)
}

/// What stands on a page of a trace.
fn traced(
    held: &Held<Networks>,
    graph: &Graph,
    found: &Trace,
    (network, from): (String, String),
    page: Page,
) -> TraceDocument {
    TraceDocument {
        revision: held.revision().0,
        graph: graph.stamp().to_string(),
        network,
        from,
        matched: TraceCounts { edges: found.edges.len(), nodes: found.nodes.len(), closed: found.closed.len() },
        edges: codes(&found.edges, |id| graph.edge_code(id), page),
        nodes: codes(&found.nodes, |id| graph.node_code(id), page),
        closed: codes(&found.closed, |id| graph.device_code(id), page),
        stray_device_count: graph.stray_devices().len(),
        stray_devices: stray(graph),
        links: Vec::new(),
    }
}

/// A part of each list.
#[derive(Debug, Clone, Copy)]
struct Page {
    offset: usize,
    size: usize,
}

/// The first devices that stand on no edge there is.
fn stray(graph: &Graph) -> Vec<String> {
    let first: Vec<FeatureId> = graph.stray_devices().take(MOST_STRAY).collect();
    codes(&first, |id| graph.device_code(id), Page { offset: 0, size: MOST_STRAY })
}

impl Page {
    /// Where the next page begins, if one of the lists has more.
    fn next(self, matched: &TraceCounts) -> Option<usize> {
        let end = self.offset.saturating_add(self.size);
        (end < matched.edges.max(matched.nodes).max(matched.closed)).then_some(end)
    }
}

/// Codes of what was found, by code, as far as they stand on a page.
fn codes<'a>(found: &'a [FeatureId], code: impl Fn(FeatureId) -> Option<&'a str>, page: Page) -> Vec<String> {
    let mut codes: Vec<&str> = found.iter().filter_map(|&id| code(id)).collect();
    codes.sort_unstable();
    codes.into_iter().skip(page.offset).take(page.size).map(str::to_owned).collect()
}
