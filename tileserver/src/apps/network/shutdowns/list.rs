//! `GET …/shutdowns` and one of them: for the public where and when water is off, and for how many; for staff all.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use network::shutdown::{ASKED_FIELD, SHUTDOWNS, STATE_FIELD, ShutdownState};
use network::{NETWORK_FIELD, Networks};
use spatial_core::layer::{Audience, Clearance, FeatureId, Layer};
use spatial_core::models::Held;
use spatial_core::snapshot::FeatureRef;

use super::record::{Record, Telling, found};
use super::refusal::missing;
use super::same::on_segment;
use super::wire::{ShutdownDocument, ShutdownList};
use crate::apps::network::isolation::{IsolationAsked, IsolationDocument};
use crate::apps::network::places::{SHUTDOWN_ID, SHUTDOWN_LIST, STATE};
use crate::apps::network::seen::{graph, note_customers};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::{AFTER, escaped};
use crate::openapi::Domain;

/// In order of id, page by page; of bursts, those that are not over on their segment. What is written of each job stands in its own document.
pub(super) async fn list(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let _turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let size = asked.page_size(&served)?;
    let after = asked.parameters.read(&AFTER)?.map_or(0, |FeatureId(after)| after);
    let mut known = known(&held, (&network, asked.parameters.read(&STATE)?), asked.audience);
    if let Some(question) = IsolationAsked::if_any(&asked)? {
        let same = same(&served, (&held, &network), &asked, question).await?;
        known.ids.retain(|id| same.binary_search(id).is_ok());
    }
    if !known.has_any {
        // Of a network nobody ever shut off there is none; of one nobody sees, too.
        graph(&held, &network, asked.audience)?;
    }
    let behind: Vec<FeatureId> = known.ids.iter().copied().filter(|id| id.0 > after).collect();
    let page = &behind[..behind.len().min(size)];
    let next = (behind.len() > size).then(|| page.last()).flatten();
    let address = SHUTDOWN_LIST.replace("{network}", &escaped(&network));
    let here = format!("{}{address}", base_url(&asked.headers, &served.settings));
    let links = next.map(|id| asked.next_page((&here, "application/json"), AFTER.name, id.to_string()));
    let list = ShutdownList {
        revision: held.revision().0,
        network,
        number_matched: known.ids.len(),
        shutdowns: documents(&served, &held, page, &asked).await?,
        links: links.into_iter().collect(),
    };
    Ok(wire::document(&list, "application/json", &asked.language.text("page-network-shutdowns"), &asked))
}

/// Jobs that are not over on the segment of bursts: to who sees what jobs ask.
async fn same(
    served: &Served,
    (held, network): (&Held<Networks>, &str),
    asked: &Inquiry,
    question: IsolationAsked,
) -> Result<Vec<FeatureId>, HttpError> {
    if let Some(needed) = lacking(held, asked.audience) {
        let grant = needed.to_string();
        return Err(asked.looker.as_ref().map_or(HttpError::SignInNeeded, |_| HttpError::GrantNeeded { grant }));
    }
    let graph = graph(held, network, asked.audience)?;
    let (audience, language, now) = (asked.audience, asked.language, Timestamp::now());
    let telling = Telling { held: held.clone(), network: network.to_owned(), graph, audience, language, now };
    served.workers.run(move || on_segment(&telling, &question)).await?.map_err(HttpError::Missing)
}

/// What somebody would have to hold to see what jobs ask; `None` of who sees it.
fn lacking(held: &Held<Networks>, audience: Audience) -> Option<Clearance> {
    if !audience.is_staff() {
        return Some(Clearance::Staff);
    }
    let schema = &layer(held, audience)?.schema;
    let needed = &schema.fields.get(schema.position(ASKED_FIELD)?)?.clearance;
    (!audience.clears(needed)).then(|| needed.clone())
}

/// The jobs of a network that an audience sees, ascending: those in the state that is asked for; and whether there are any at all.
struct Known {
    ids: Vec<FeatureId>,
    has_any: bool,
}

fn known(held: &Held<Networks>, (network, state): (&str, Option<ShutdownState>), audience: Audience) -> Known {
    let mut known = Known { ids: Vec::new(), has_any: false };
    let Some(shutdowns) = held.world().declared(&SHUTDOWNS, audience) else { return known };
    let text = |row: &FeatureRef<'_>, name: &str| {
        let at = shutdowns.layer().schema.position(name)?;
        row.text(at).map(str::to_owned)
    };
    for row in shutdowns.iter().filter(|row| text(row, NETWORK_FIELD).as_deref() == Some(network)) {
        known.has_any = true;
        if state.is_none_or(|state| text(&row, STATE_FIELD).as_deref() == Some(state.as_str())) {
            known.ids.push(FeatureId(row.id()));
        }
    }
    known.ids.sort_unstable();
    known
}

async fn documents(
    served: &Served,
    held: &Held<Networks>,
    ids: &[FeatureId],
    asked: &Inquiry,
) -> Result<Vec<ShutdownDocument>, HttpError> {
    let world = held.world();
    let Some(layer) = layer(held, asked.audience) else { return Ok(Vec::new()) };
    let rows = world.whole_items(&served.store, &layer.name, ids).await?;
    let told = || format!("{} shutdowns", rows.len());
    served.note_look(&asked.looker, (world, layer), ids.iter().copied(), told).await;
    Ok(rows.iter().map(|row| Record { layer, row }.document(asked.audience)).collect())
}

fn layer(held: &Held<Networks>, audience: Audience) -> Option<&Layer> {
    held.world().declared(&SHUTDOWNS, audience).map(|shutdowns| shutdowns.layer())
}

/// One job. Staff are told what the network answers now, and which jobs it meets.
pub(super) async fn show(
    State(served): State<Arc<Served>>,
    Path((network, id)): Path<(String, String)>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let _turn = served.turn(peer).await?;
    let held = served.held::<Networks>(None).await?;
    let key = SHUTDOWN_ID.domain.read(&id).ok_or_else(|| missing(&network, &id))?;
    let row = found(&served, (&held, &network), (key, asked.audience)).await?;
    let (table, row) = row.ok_or_else(|| missing(&network, &id))?;
    served.note_look(&asked.looker, (held.world(), &table), [key].into_iter(), || "a shutdown".to_owned()).await;
    let (audience, language, now) = (asked.audience, asked.language, Timestamp::now());
    let (graph, seen) = (graph(&held, &network, audience).ok(), held.clone());
    let told = move || match graph {
        Some(graph) => {
            Telling { held, network, graph, audience, language, now }.whole(Record { layer: &table, row: &row })
        }
        None => Record { layer: &table, row: &row }.document(audience),
    };
    let document = served.workers.run(told).await?;
    let named = document.isolation.as_ref().map(IsolationDocument::named).unwrap_or_default();
    note_customers(&served, &seen, &asked.looker, &named).await;
    Ok(wire::document(&document, "application/json", &asked.language.text("page-network-shutdown"), &asked))
}
