//! `GET /v1/networks/{network}/zones`: pressure zones, district metered areas and sectors, as valves stand now.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{
    CODE_FIELD, CONTROLLERS_FIELD, Graph, NAME_FIELD, NETWORK_FIELD, Networks, Reach, SUBNETWORKS, TYPE_FIELD, Zone,
    ZoneRow, course, zones as computed,
};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::models::Held;
use spatial_core::snapshot::{FeatureRef, LayerSnapshot};

use super::codes::{Codes, shown};
use super::seen::{note, opened};
use super::wire::{LinesDocument, ZoneEntry, ZoneList, rounded};
use crate::apps::network::places::NETWORK;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Described, Parameter, Text};

/// Kinds are words: `pressure_zone`, `dma`, `sector`.
static KIND: Parameter<Text> = Parameter::query("kind", Text { longest: 64 }).about("api-parameter-zone-kind");
/// What is asked.
pub(super) static PARAMETERS: &[&dyn Described] = &[&NETWORK, &KIND, &F, &LANG];

/// A subnetwork's row with what people call it.
struct Named {
    kind: String,
    code: String,
    title: Option<String>,
    row: ZoneRow,
    /// Controllers the network has not.
    unknown: Vec<String>,
}

/// Zones of one kind, or of all; controllers stop zones of their own kind only.
pub(super) async fn zones(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let (_turn, held, graph) = opened(&served, peer, &network, &asked).await?;
    let kind = asked.parameters.read(&KIND)?;
    note(&served, &held, &asked.looker, &[]).await;
    let told = move || {
        let list = answered(&held, (&network, &graph), kind.as_deref(), asked.audience);
        wire::document(&list, "application/json", &asked.language.text("page-network-zones"), &asked)
    };
    served.workers.run(told).await
}

/// Zones of a kind, or of all, in order of kind and code.
pub(crate) fn answered(
    held: &Held<Networks>,
    (network, graph): (&str, &Graph),
    kind: Option<&str>,
    audience: Audience,
) -> ZoneList {
    let telling = Telling { held, codes: Codes { network, graph }, audience };
    let mut rows = telling.rows();
    rows.retain(|row| kind.is_none_or(|kind| kind == row.kind));
    rows.sort_by(|a, b| (&a.kind, &a.code).cmp(&(&b.kind, &b.code)));
    let mut zones = Vec::with_capacity(rows.len());
    for of_kind in rows.chunk_by(|a, b| a.kind == b.kind) {
        let asked_rows: Vec<ZoneRow> = of_kind.iter().map(|named| named.row.clone()).collect();
        let found = computed(graph, &asked_rows);
        zones.extend(of_kind.iter().zip(found).map(|(named, zone)| telling.entry(of_kind, named, &zone)));
    }
    ZoneList { revision: held.revision().0, graph: graph.stamp().to_string(), network: network.to_owned(), zones }
}

struct Telling<'a> {
    held: &'a Held<Networks>,
    codes: Codes<'a>,
    audience: Audience,
}

impl Telling<'_> {
    fn rows(&self) -> Vec<Named> {
        let Some(table) = self.held.world().declared(&SUBNETWORKS, self.audience) else { return Vec::new() };
        table.iter().filter_map(|row| self.named(table, row)).collect()
    }

    fn named(&self, table: &LayerSnapshot, row: FeatureRef<'_>) -> Option<Named> {
        let at = |name: &str| table.layer().schema.seen(name, self.audience);
        let text = |name: &str| row.text(at(name)?).map(str::to_owned);
        if text(NETWORK_FIELD)? != self.codes.network {
            return None;
        }
        let graph = self.codes.graph;
        let listed = text(CONTROLLERS_FIELD).unwrap_or_default();
        let mut zone = ZoneRow { id: FeatureId(row.id()), devices: Vec::new(), edges: Vec::new() };
        let mut unknown = Vec::new();
        for code in listed.split(';').map(str::trim).filter(|code| !code.is_empty()) {
            match (graph.device(code), graph.edge(code)) {
                (Some(device), _) => zone.devices.push(device),
                (None, Some(edge)) => zone.edges.push(edge),
                (None, None) => unknown.push(shown(code)),
            }
        }
        Some(Named {
            kind: text(TYPE_FIELD).unwrap_or_default(),
            code: text(CODE_FIELD).unwrap_or_default(),
            title: text(NAME_FIELD),
            row: zone,
            unknown,
        })
    }

    fn entry(&self, of_kind: &[Named], named: &Named, zone: &Zone) -> ZoneEntry {
        let codes = self.codes;
        let of = |id: &FeatureId| of_kind.iter().find(|other| other.row.id == *id).map(|other| other.code.clone());
        let reach = Reach { edges: zone.edges.clone(), ..Reach::default() };
        let mut controllers = codes.devices(&named.row.devices);
        controllers.extend(codes.edges(&named.row.edges));
        let is_own = |device: &&FeatureId| !named.row.devices.contains(device);
        let boundary: Vec<FeatureId> = zone.boundary.iter().filter(is_own).copied().collect();
        ZoneEntry {
            kind: named.kind.clone(),
            id: named.code.clone(),
            name: named.title.clone(),
            edges: codes.edges(&zone.edges),
            nodes: zone.nodes.len(),
            length_m: rounded(zone.length, 100.0),
            customers: zone.connections,
            supplied: zone.is_supplied,
            controllers,
            unknown_controllers: named.unknown.clone(),
            boundary: codes.devices(&boundary),
            meets: zone.meets.iter().filter_map(of).collect(),
            geometry: LinesDocument::of(course(self.held.world(), &reach, self.audience)),
        }
    }
}
