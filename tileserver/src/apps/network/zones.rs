//! `GET /v1/networks/{network}/zones`: pressure zones, district metered areas and sectors, as valves stand now.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{
    CODE_FIELD, CONTROLLERS_FIELD, Graph, NAME_FIELD, NETWORK_FIELD, Networks, Reach, SUBNETWORKS, TYPE_FIELD, Zone,
    ZoneRow, course, zones as computed,
};
use spatial_core::layer::FeatureId;
use spatial_core::models::Held;

use super::codes::Codes;
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
        let mut rows = rows(&held, (&network, &graph), &asked);
        rows.retain(|row| kind.as_ref().is_none_or(|kind| *kind == row.kind));
        rows.sort_by(|a, b| (&a.kind, &a.code).cmp(&(&b.kind, &b.code)));
        let mut zones = Vec::with_capacity(rows.len());
        for of_kind in rows.chunk_by(|a, b| a.kind == b.kind) {
            let asked_rows: Vec<ZoneRow> = of_kind.iter().map(|named| named.row.clone()).collect();
            let found = computed(&graph, &asked_rows);
            zones.extend(
                of_kind
                    .iter()
                    .zip(found)
                    .map(|(named, zone)| entry(&held, (&network, &graph), of_kind, named, &zone, &asked)),
            );
        }
        let list = ZoneList { revision: held.revision().0, graph: graph.stamp().to_string(), network, zones };
        wire::document(&list, "application/json", &asked.language.text("page-network-zones"), &asked)
    };
    served.workers.run(told).await
}

fn rows(held: &Held<Networks>, (network, graph): (&str, &Graph), asked: &Inquiry) -> Vec<Named> {
    let Some(table) = held.world().declared(&SUBNETWORKS, asked.audience) else { return Vec::new() };
    let at = |name: &str| table.layer().schema.seen(name, asked.audience);
    let named = |row: spatial_core::snapshot::FeatureRef<'_>| {
        let text = |name: &str| row.text(at(name)?).map(str::to_owned);
        if text(NETWORK_FIELD)? != network {
            return None;
        }
        let controllers = text(CONTROLLERS_FIELD).unwrap_or_default();
        let controllers: Vec<&str> = controllers.split(';').map(str::trim).filter(|code| !code.is_empty()).collect();
        let row = ZoneRow {
            id: FeatureId(row.id()),
            devices: controllers.iter().filter_map(|code| graph.device(code)).collect(),
            edges: controllers
                .iter()
                .filter(|code| graph.device(code).is_none())
                .filter_map(|code| graph.edge(code))
                .collect(),
        };
        Some(Named {
            kind: text(TYPE_FIELD).unwrap_or_default(),
            code: text(CODE_FIELD).unwrap_or_default(),
            title: text(NAME_FIELD),
            row,
        })
    };
    table.iter().filter_map(named).collect()
}

fn entry(
    held: &Held<Networks>,
    (network, graph): (&str, &Graph),
    of_kind: &[Named],
    named: &Named,
    zone: &Zone,
    asked: &Inquiry,
) -> ZoneEntry {
    let codes = Codes { network, graph };
    let of = |id: &FeatureId| of_kind.iter().find(|other| other.row.id == *id).map(|other| other.code.clone());
    let reach = Reach { edges: zone.edges.clone(), ..Reach::default() };
    ZoneEntry {
        kind: named.kind.clone(),
        id: named.code.clone(),
        name: named.title.clone(),
        edges: codes.edges(&zone.edges),
        nodes: zone.nodes.len(),
        length_m: rounded(zone.length, 100.0),
        customers: zone.connections,
        supplied: zone.is_supplied,
        meets: zone.meets.iter().filter_map(of).collect(),
        geometry: LinesDocument::of(course(held.world(), &reach, asked.audience)),
    }
}
