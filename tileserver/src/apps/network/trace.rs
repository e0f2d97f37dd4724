//! `GET /v1/networks` and what hangs together with an edge.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use network::{DEVICES, EDGES, Graph, NODES, Networks, connected};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::FROM;
use super::wire::{NetworkEntry, NetworkList, TraceDocument, TraceLayers};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;

/// In order of name.
pub(super) async fn networks(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let shown = may_see(&held, asked.audience).then(|| held.model().all()).into_iter().flatten();
    let entry = |(name, graph): (&str, &Arc<Graph>)| NetworkEntry {
        name: name.to_owned(),
        edges: graph.edge_count(),
        nodes: graph.node_count(),
        stray_devices: ids(graph.stray_devices()),
    };
    let list = NetworkList { revision: held.revision().0, networks: shown.map(entry).collect() };
    Ok(wire::document(&list, "application/json", &asked.language.text("page-networks"), &asked))
}

/// Everything that is reached without passing a closed device.
pub(super) async fn trace(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    let from = asked.parameters.read(&FROM)?.ok_or_else(|| FROM.refused(""))?;
    let traced = Arc::clone(&graph);
    let found = served.workers.run(move || connected(&traced, from)).await?;
    let found = found.ok_or_else(|| {
        HttpError::Missing(Message::new("problem-edge-not-found").with("edge", from).with("network", &network))
    })?;
    let document = TraceDocument {
        revision: held.revision().0,
        network,
        from: from.0,
        edges: ids(&found.edges),
        nodes: ids(&found.nodes),
        closed: ids(&found.closed),
        layers: TraceLayers { edges: EDGES.layer, nodes: NODES.layer, closed: DEVICES.layer },
        stray_devices: ids(graph.stray_devices()),
    };
    Ok(wire::document(&document, "application/json", &asked.language.text("page-network-trace"), &asked))
}

/// The graph of a network, if there is one for this audience.
pub(super) fn graph(held: &Held<Networks>, name: &str, audience: Audience) -> Result<Arc<Graph>, HttpError> {
    let graph = held.model().graph(name).filter(|_| may_see(held, audience)).cloned();
    graph.ok_or_else(|| {
        HttpError::Missing(
            Message::new("problem-network-not-found").with("network", name.chars().take(64).collect::<String>()),
        )
    })
}

/// A graph is made of all rows: who may not see one of its tables sees no network.
fn may_see(held: &Held<Networks>, audience: Audience) -> bool {
    [&NODES, &EDGES, &DEVICES].iter().all(|table| held.world().declared(table, audience).is_some())
}

fn ids(found: &[FeatureId]) -> Vec<u64> {
    found.iter().map(|id| id.0).collect()
}
