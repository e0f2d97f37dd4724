//! `GET /v1/networks/{network}/graph`: the whole network as data, so that a phone goes on answering without a line.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{DEVICES, GraphDevice, GraphEdge};
use network::{Graph, Networks, Reach, course, place};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::codes::Codes;
use super::seen::{note, opened};
use super::wire::{GraphDeviceEntry, GraphDocument, GraphEdgeEntry, GraphNodeEntry, degrees, rounded};
use crate::apps::network::places::NETWORK;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Described;
use crate::openapi::shared::{F, LANG};
use crate::text::clock;

/// What is asked.
pub(super) static PARAMETERS: &[&dyn Described] = &[&NETWORK, &F, &LANG];

/// What a phone can hold and search: some 30 MB of text.
const MOST_EDGES: usize = 200_000;

/// Edges, nodes and devices by code, with courses for the map and counts of customers; nobody's name.
pub(super) async fn whole(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let (_turn, held, graph) = opened(&served, peer, &network, &asked).await?;
    if graph.edge_count() > MOST_EDGES {
        let message = Message::new("problem-network-too-large").with("network", &network);
        return Err(HttpError::Unfit(message.with("edges", graph.edge_count()).with("most", MOST_EDGES)));
    }
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let document = document(&held, (&network, &graph), &asked);
        wire::document(&document, "application/json", &asked.language.text("page-network-graph"), &asked)
    };
    served.workers.run(told).await
}

fn document(held: &Held<Networks>, (network, graph): (&str, &Graph), asked: &Inquiry) -> GraphDocument {
    let codes = Codes { network, graph };
    let edge = |edge: GraphEdge| {
        let reach = Reach { edges: vec![edge.id], ..Reach::default() };
        let mut courses = course(held.world(), &reach, asked.audience);
        courses.iter_mut().flatten().flatten().for_each(|number| *number = degrees(*number));
        GraphEdgeEntry {
            id: codes.of_edge(edge.id),
            from: codes.of_node(edge.from),
            to: codes.of_node(edge.to),
            passing: edge.passing.as_str(),
            length_m: rounded(edge.length, 100.0),
            diameter_mm: edge.diameter,
            customers: edge.connections,
            course: courses,
        }
    };
    let device = |device: GraphDevice| GraphDeviceEntry {
        id: codes.of_device(device.id),
        kind: device.kind.as_str(),
        edge: device.edge.map(|id| codes.of_edge(id)),
        node: device.node.map(|id| codes.of_node(id)),
        measure_m: device.measure,
        closed: device.state.is_closed,
        operable: device.state.is_operable,
        accessible: device.state.is_accessible,
        tight: device.state.is_tight,
        at: place(held.world(), &DEVICES, device.id, asked.audience).map(|at| at.map(degrees)),
    };
    GraphDocument {
        network: network.to_owned(),
        revision: held.revision().0,
        graph: graph.stamp().to_string(),
        as_of: clock::now(),
        nodes: graph
            .nodes()
            .map(|node| GraphNodeEntry {
                id: codes.of_node(node.id),
                source: node.is_source,
                customers: node.connections,
            })
            .collect(),
        edges: graph.edges().map(edge).collect(),
        devices: graph.devices().map(device).collect(),
    }
}
