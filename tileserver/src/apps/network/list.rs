//! `GET /v1/networks`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use network::{CODE_FIELD, CRS_FIELD, Graph, NAME_FIELD, NETWORKS as TABLE, Networks};
use spatial_core::crs::Crs;
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::models::Held;

use super::codes::Codes;
use super::seen::{may_see, note};
use super::wire::{NetworkEntry, NetworkList};
use crate::apps::network::places::{AFTER, NETWORKS};
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
    let here = format!("{}{}", base_url(&asked.headers, &served.settings), NETWORKS);
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let (shown, about) = (
            || may_see(&held, asked.audience).then(|| held.model().all()).into_iter().flatten(),
            About::of(&held, asked.audience),
        );
        let is_behind = |name: &str| after.as_deref().is_none_or(|after| name > after);
        let mut behind = shown().filter(|(name, _)| is_behind(name)).map(|network| entry(network, &about));
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

fn entry((name, graph): (&str, &Arc<Graph>), about: &BTreeMap<String, About>) -> NetworkEntry {
    let about = about.get(name);
    NetworkEntry {
        name: name.to_owned(),
        title: about.and_then(|about| about.title.clone()),
        placed: about.is_none_or(|about| about.is_placed),
        edges: graph.edge_count(),
        nodes: graph.node_count(),
        stray_device_count: graph.stray_devices().len(),
        stray_devices: stray(name, graph),
    }
}

/// What the row of a network says.
struct About {
    title: Option<String>,
    is_placed: bool,
}

impl About {
    /// By name of the network.
    fn of(held: &Held<Networks>, audience: Audience) -> BTreeMap<String, Self> {
        let Some(table) = held.world().declared(&TABLE, audience) else { return BTreeMap::new() };
        let at = |name: &str| table.layer().schema.seen(name, audience);
        let [code, title, crs] = [CODE_FIELD, NAME_FIELD, CRS_FIELD].map(at);
        let rows = table.iter().filter_map(|row| {
            let about = Self {
                title: title.and_then(|at| row.text(at)).map(str::to_owned),
                is_placed: crs.and_then(|at| row.text(at)) != Some(Crs::Local.to_string().as_str()),
            };
            Some((row.text(code?)?.to_owned(), about))
        });
        rows.collect()
    }
}

/// The first devices that stand on no edge and no node there is.
pub(super) fn stray(network: &str, graph: &Graph) -> Vec<String> {
    let first: Vec<FeatureId> = graph.stray_devices().take(MOST_STRAY).collect();
    Codes { network, graph }.devices(&first)
}
