//! Which networks a reader sees, and what is written down of who looked.

use std::sync::Arc;

use network::{CONNECTIONS, DEVICES, EDGES, GRAPH_FIELDS, Graph, NODES, Networks};
use spatial_core::layer::{Audience, DeclaredTable, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;

use crate::apps::network::codes::shown;
use crate::http::HttpError;

use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::looks::Looker;
use crate::http::served::{Served, Turn};

/// What a question to a network needs: its turn, the networks with their World, and the graph, if there is one for its reader.
pub(super) async fn opened(
    served: &Served,
    peer: Peer,
    network: &str,
    asked: &Inquiry,
) -> Result<(Turn, Held<Networks>, Arc<Graph>), HttpError> {
    let turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, network, asked.audience)?;
    Ok((turn, held, graph))
}

/// The graph of a network, if there is one for this audience.
pub(super) fn graph(held: &Held<Networks>, name: &str, audience: Audience) -> Result<Arc<Graph>, HttpError> {
    let graph = held.model().graph(name).filter(|_| may_see(held, audience)).cloned();
    graph.ok_or_else(|| HttpError::Missing(Message::new("problem-network-not-found").with("network", shown(name))))
}

/// A graph is made of all rows: who may not see every row there might be in its tables, with every field that makes it, sees no network.
pub(super) fn may_see(held: &Held<Networks>, audience: Audience) -> bool {
    let sees = |table: &&DeclaredTable| {
        let layer = held.world().declared(table, audience)?.layer();
        Some(layer.is_seen_with(audience, GRAPH_FIELDS))
    };
    [&NODES, &EDGES, &DEVICES].iter().all(|table| sees(table) == Some(true))
}

/// Writes down that somebody saw of a network what the public does not.
pub(super) async fn note(served: &Served, held: &Held<Networks>, looker: &Looker, edges: &[FeatureId]) {
    let Some((who, _)) = looker else { return };
    let Some(layer) = held.world().declared(&EDGES, who.audience).map(|edges| edges.layer()) else { return };
    if may_see(held, who.audience) && !may_see(held, Audience::ANONYMOUS) {
        served.note(looker, &layer.name, edges, || "networks".to_owned()).await;
    }
}

/// Writes down that somebody read customers' names and addresses.
pub(super) async fn note_customers(served: &Served, held: &Held<Networks>, looker: &Looker, customers: &[FeatureId]) {
    let Some((who, _)) = looker else { return };
    let Some(layer) = held.world().declared(&CONNECTIONS, who.audience).filter(|_| !customers.is_empty()) else {
        return;
    };
    let (world, ids) = (held.world(), customers.iter().copied());
    served.note_look(looker, (world, layer.layer()), ids, || "customers of a burst".to_owned()).await;
}
