//! `POST /v1/networks/{network}/shutdowns`: somebody confirms what a burst, or works, take.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use network::shutdown::{SHUTDOWNS, ShutdownDraft, crew_order, outline, planned, undone};
use network::{CODE_FIELD, DEVICES, Isolation, LonLat, NETWORK_FIELD, Networks, ROOM, isolation, place};
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, FeatureId, Layer, Layout};
use spatial_core::message::Message;

use super::record::{Record, Telling, counts_of};
use super::refusal::refused;
use super::replace::Replaced;
use super::sent::Wanted;
use super::stored::{AskedStored, left, valves_text};
use super::wire::ShutdownSent;
use crate::apps::network::isolation::{IsolationAsked, Question, dry, located, unknown};
use crate::apps::network::places::{MAY_OPERATE, SHUTDOWN_LIST};
use crate::apps::network::seen::graph;
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, complete, declared, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::escaped;
use crate::text::{Language, clock};

/// For who holds `network.operate`.
pub(super) async fn confirm(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    may(&asked, ROOM, MAY_OPERATE, None)?;
    let wanted = Wanted::of(received::<ShutdownSent>(&served, &asked, body).await?)?;
    let titles = [Language::default().text("network-title-shutdowns")];
    let SubjectTables { layers, are_there } = declared(&served, &[&SHUTDOWNS], &titles)?;
    let [layer] = layers.as_slice() else { return Err(lost()) };
    let (crs, who) = (layer.crs, editor.who.name.to_string());
    let (audience, language, now) = (asked.audience, asked.language, Timestamp::now());
    let telling = Telling { held, network, graph, audience, language, now };
    let replaced = match wanted.replaces {
        Some(id) => Some(Replaced::of(&served, &telling, id).await?),
        None => None,
    };
    let (working, at_work) = (telling.clone(), (wanted, replaced));
    let work = move || {
        let confirmed = Confirmed::of(&working, (&at_work.0, at_work.1.as_ref()), crs)?;
        Ok::<_, HttpError>((at_work, confirmed))
    };
    let ((wanted, replaced), confirmed) = served.workers.run(work).await??;
    let draft = |layer: &Layer| confirmed.change(&telling, (&wanted, &who), layer);
    let mut change = draft(layer)?;
    let desk = Desk::open(&served, editor, &asked.headers, layer.door.clone())?.awaiting::<Networks>()?;
    let mut table = layer.clone();
    if !are_there {
        table = desk.declare(&layers).await?.pop().ok_or_else(lost)?;
        change = draft(&table)?;
    }
    complete(&[(&SHUTDOWNS, &table)])?;
    let other = replaced.map(|replaced| replaced.change(&telling, &who, &confirmed.code)).transpose()?;
    made(&served, &desk, telling, (table, change, other)).await
}

/// Commits, and tells of the job that was made.
async fn made(
    served: &Arc<Served>,
    desk: &Desk,
    telling: Telling,
    (table, change, other): (Layer, Change, Option<Change>),
) -> Result<Response, HttpError> {
    let changes = std::iter::once(change).chain(other).collect();
    let committed = desk.commit(vec![Layout::of(&table)], changes).await.map_err(|error| desk.refusal(error))?;
    let is_shown = desk.shows(&committed).await;
    let id = committed.inserted.first().copied().ok_or_else(lost)?;
    let read = served.store.read(&table.name, &[id], committed.revision).await.map_err(HttpError::NotWritten)?;
    let row = read.into_iter().next().ok_or_else(lost)?;
    let address = SHUTDOWN_LIST.replace("{network}", &escaped(&telling.network));
    let document = served.workers.run(move || telling.whole(Record { layer: &table, row: &row })).await?;
    let mut answer = (StatusCode::CREATED, wire::json(&document, "application/json")).into_response();
    if let Ok(place) = HeaderValue::try_from(format!("{address}/{id}")) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    desk.tell(&mut answer, &committed, is_shown);
    Ok(answer)
}

fn lost() -> HttpError {
    HttpError::Internal { what: "the table of shutdowns, or a row of it, is not where it was written".to_owned() }
}

/// What was confirmed, as it is to be kept.
struct Confirmed {
    found: Isolation,
    asked: String,
    valves: String,
    outline: Option<Geometry>,
    code: String,
}

impl Confirmed {
    fn of(telling: &Telling, (wanted, replaced): (&Wanted, Option<&Replaced>), crs: Crs) -> Result<Self, HttpError> {
        let question = question(telling, wanted)?;
        let codes = telling.codes();
        let gone = |error| HttpError::Missing(unknown(&telling.network, error));
        let mut found = isolation(&telling.graph, &question.isolation).map_err(gone)?;
        unchanged(telling, wanted, &found)?;
        let before = replaced.map(Replaced::valves).unwrap_or_default();
        // What the other job shut is this one's to open again, as if it had shut it itself.
        if let Some(graph) = undone(&telling.graph, &left(codes, &before)) {
            found = isolation(&graph, &question.isolation).map_err(gone)?;
        }
        let world = telling.held.world();
        let placed = |&id: &FeatureId| (id, place(world, &DEVICES, id, telling.audience));
        let valves: Vec<_> = found.valves_to_close.iter().map(placed).collect();
        let order = crew_order(&valves, wanted.start, burst_at(telling, &question));
        let crew = super::replace::crew(order.iter().map(|&id| codes.of_device(id)), before);
        Ok(Self {
            asked: AskedStored::of(codes, &question.isolation).text(),
            valves: valves_text(&crew),
            outline: ground(telling, &found, crs),
            code: next_code(telling, &clock::today()),
            found,
        })
    }

    fn change(&self, telling: &Telling, (wanted, who): (&Wanted, &str), table: &Layer) -> Result<Change, HttpError> {
        let [from, to] = wanted.planned;
        let over = |lasts| from.unwrap_or(telling.now).checked_add(lasts).ok();
        let draft = ShutdownDraft {
            network: &telling.network,
            code: &self.code,
            kind: wanted.kind,
            site: wanted.place.as_deref(),
            remark: wanted.remark.as_deref(),
            who,
            now: telling.now,
            planned: [from, to.or_else(|| wanted.lasts.and_then(over))],
            asked: &self.asked,
            mode: wanted.mode,
            answer: &self.found,
            valves: &self.valves,
            revision: i64::try_from(telling.held.revision().0).unwrap_or(i64::MAX),
            stamp: telling.graph.stamp(),
            outline: self.outline.clone(),
        };
        planned(table, draft).map_err(|error| refused(&error))
    }
}

/// All places that burst, as one question.
fn question(telling: &Telling, wanted: &Wanted) -> Result<Question, HttpError> {
    let asked = IsolationAsked {
        bursts: wanted.bursts.clone(),
        inoperable: wanted.inoperable.clone(),
        mode: wanted.mode,
        draws_outage: false,
        audience: telling.audience,
        language: telling.language,
    };
    asked.question(&telling.held, &telling.network, &telling.graph).map_err(HttpError::Missing)
}

/// Refuses what its sender saw otherwise: another graph with other valves or customers, or nothing that tells whether they are the same.
fn unchanged(telling: &Telling, wanted: &Wanted, found: &Isolation) -> Result<(), HttpError> {
    let seen = &wanted.seen;
    let valves = telling.codes().devices(&found.valves_to_close);
    let counts = counts_of(found);
    let same_valves = seen.valves.as_ref().map(|seen| *seen == valves);
    let same_customers = seen.customers.map(|seen| seen == counts);
    let is_same = seen.graph == telling.graph.stamp().to_string();
    let is_known = is_same || (same_valves.is_some() && same_customers.is_some());
    if is_known && same_valves != Some(false) && same_customers != Some(false) {
        return Ok(());
    }
    let message = Message::new("problem-shutdown-changed").with("network", &telling.network);
    let revision = seen.revision.map_or_else(|| "none".to_owned(), |revision| revision.to_string());
    let message = message.with("revision", revision);
    let message = message.with("valves", valves.join(", ")).with("direct", counts.direct);
    Err(HttpError::OutOfTurn(message.with("unintended", counts.unintended)))
}

/// Where the first burst is, as far as the map knows.
fn burst_at(telling: &Telling, question: &Question) -> Option<LonLat> {
    let first = *question.isolation.bursts.first()?;
    located((telling.held.world(), &telling.graph), first, question.nearest(0), telling.audience)
}

/// The ground around all that goes dry.
fn ground(telling: &Telling, found: &Isolation, crs: Crs) -> Option<Geometry> {
    let (courses, places) = dry(telling.held.world(), found, telling.audience);
    outline(&courses, &places, crs)
}

/// The day, and a number that no job of this day has yet. Two that are confirmed in the same moment may share one; their ids differ.
fn next_code(telling: &Telling, today: &str) -> String {
    let day = format!("{}-", today.replace('-', ""));
    let number = |code: &str| code.strip_prefix(&day)?.parse::<u64>().ok();
    let last = || {
        let shutdowns = telling.held.world().whole_declared(&SHUTDOWNS)?;
        let at = |name| shutdowns.layer().schema.position(name);
        let (of_network, of_code) = (at(NETWORK_FIELD)?, at(CODE_FIELD)?);
        let ours = shutdowns.iter().filter(|row| row.text(of_network) == Some(&*telling.network));
        ours.filter_map(|row| number(row.text(of_code)?)).max()
    };
    format!("{day}{}", last().unwrap_or_default().saturating_add(1))
}
