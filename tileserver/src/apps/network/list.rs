//! `GET /v1/networks`.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use network::{Graph, Networks};
use spatial_core::layer::FeatureId;

use super::AFTER;
use super::codes::Codes;
use super::seen::{may_see, note};
use super::wire::{NetworkEntry, NetworkList};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;

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
        stray_devices: stray(name, graph),
    }
}

/// The first devices that stand on no edge and no node there is.
pub(super) fn stray(network: &str, graph: &Graph) -> Vec<String> {
    let first: Vec<FeatureId> = graph.stray_devices().take(MOST_STRAY).collect();
    Codes { network, graph }.devices(&first)
}
