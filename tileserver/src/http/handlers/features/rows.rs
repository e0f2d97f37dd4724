//! `/v1/layers/{layer}/rows`: a layer as a table shows it, chosen and sorted, a page at a time; the same rows as files.
//!
//! Pages are of one revision: a token to go on names the commit it was made at, and is refused once the layer may have changed. Who goes
//! anywhere in a table of a million rows asks by place (`from`).

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use spatial_core::layer::{FeatureId, LayerName};
use spatial_core::message::Message;
use spatial_core::query::Choice;
use spatial_core::snapshot::{Ordered, World};

use crate::http::HttpError;
use crate::http::handlers::features::items;
use crate::http::request::choice::{Q, SORT, choice};
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::named::IDS;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::rows::{CSV, CsvRows, Row, RowsDocument};
use crate::ogc::BBOX;
use crate::openapi::shared::{COLLECTION, LANG};
use crate::openapi::{Count, Described, Id, Most, Parameter, ParameterError, Text, Whole};

/// What a page reads.
pub(crate) static PARAMETERS: &[&dyn Described] =
    &[&COLLECTION, &SORT, &Q, &BBOX, &LIMIT, &FROM, &AFTER, &HOLDS, &LANG];

/// What a file of rows reads: which rows, as a table chooses them, or some of them by name.
pub(crate) static FILE: &[&dyn Described] = &[&COLLECTION, &SORT, &Q, &BBOX, &IDS, &LANG];
/// What goes with rows that are named.
static NAMED: &[&dyn Described] = &[&COLLECTION, &IDS, &LANG];

/// Rows of a page: a screen has some fifty, and a thousand are half a megabyte.
static LIMIT: Parameter<Count> =
    Parameter::query("limit", Count { usual: 100, most: Most::Always(1000) }).about("api-parameter-limit");
static FROM: Parameter<Whole> =
    Parameter::query("from", Whole { least: 0, most: u32::MAX }).about("api-parameter-rows-from");
static AFTER: Parameter<Text> = Parameter::query("after", Text { longest: 48 }).about("api-parameter-rows-after");
/// Which feature the page has, wherever that stands.
static HOLDS: Parameter<Id> =
    Parameter::query("holds", Id { least: 0, expected: "problem-expected-feature" }).about("api-parameter-rows-holds");

/// Lines of a file that are made at a time: some milliseconds of work, and a few hundred kilobytes.
const LINES: usize = 2000;

/// A page of rows.
pub(crate) async fn rows(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let stamp = stamp(&world, &layer(&world, &id, asked.audience)?.layer().name);
    let asked_from = begins(&asked, stamp)?;
    let limit = asked.parameters.read(&LIMIT)?.unwrap_or(LIMIT.domain.usual) as usize;
    let ordered = ordered(&served, &world, &id, PARAMETERS, (&asked, peer)).await?;
    let place = asked.parameters.read(&HOLDS)?.map(|id| ordered.place(id));
    let from = place.flatten().map_or(asked_from, |place| place / limit * limit);
    let layout = ordered.layer().layer();
    let rows: Vec<Row> =
        ordered.rows(from..from.saturating_add(limit)).map(|row| Row::of(layout, &row, asked.audience)).collect();
    let seen = ordered.rows(from..from.saturating_add(limit)).map(|row| FeatureId(row.id()));
    served.note_look(&asked.looker, (&world, layout), seen, || items::told(rows.len(), &asked)).await;
    let end = from.saturating_add(rows.len());
    let document = RowsDocument {
        layer: layout.name.as_str(),
        revision: world.revision().0,
        total: ordered.len() as u64,
        from: from as u64,
        place: place.flatten().map(|place| place as u64),
        next: (end < ordered.len() && !rows.is_empty()).then(|| format!("{stamp}-{end}")),
        rows,
    };
    Ok(wire::negotiated(wire::json(&document, "application/json")))
}

/// All rows that were chosen, as a file for spreadsheets: in their order, without shapes.
pub(crate) async fn csv(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let ordered = listed(&served, &world, &id, (&asked, peer)).await?;
    let layout = ordered.layer().layer();
    let seen = ordered.rows(0..ordered.len()).map(|row| FeatureId(row.id()));
    served.note_look(&asked.looker, (&world, layout), seen, || items::told(ordered.len(), &asked)).await;
    let name = layout.name.to_string();
    let file = Unwritten { served, ordered, asked: Arc::new(asked), peer, at: 0 };
    let body = Body::from_stream(stream::try_unfold(file, Unwritten::next));
    // Its first line is in the reader's language.
    Ok(kept(wire::negotiated(wire::typed(body.into_response(), CSV)), &format!("{name}.csv")))
}

/// The same with their shapes, in order of id.
pub(crate) async fn geojson(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let ordered = listed(&served, &world, &id, (&asked, peer)).await?;
    let found = ordered.found(asked.audience);
    served.note_look(&asked.looker, (&world, &found.layer), found.ids(), || items::told(found.len(), &asked)).await;
    let name = format!("{}.geojson", found.layer.name);
    Ok(kept(items::file(served, world, found, asked, peer).await?, &name))
}

/// The rows of a file: those that are named, or those a choice has.
async fn listed(
    served: &Arc<Served>,
    world: &Arc<World>,
    id: &str,
    (asked, peer): (&Inquiry, Peer),
) -> Result<Ordered, HttpError> {
    let Some(ids) = asked.parameters.read(&IDS)? else { return ordered(served, world, id, FILE, (asked, peer)).await };
    if let Some(name) = asked.parameters.beside(NAMED) {
        return Err(ParameterError::Apart { name, other: IDS.name }.into());
    }
    Ok(world.named(&layer(world, id, asked.audience)?.layer().name, &ids, asked.audience)?)
}

/// The rows that were chosen, in the client's turn: what is new to us is sorted first.
async fn ordered(
    served: &Arc<Served>,
    world: &Arc<World>,
    id: &str,
    known: &[&dyn Described],
    (asked, peer): (&Inquiry, Peer),
) -> Result<Ordered, HttpError> {
    let layout = layer(world, id, asked.audience)?.layer();
    let choice: Choice = choice(&asked.parameters, known, layout, asked.audience)?;
    let _turn = served.turn(peer).await?;
    let (served_by, world, name) = (Arc::clone(served), Arc::clone(world), layout.name.clone());
    Ok(served.workers.run(move || world.ordered(&served_by.orders, &name, &choice)).await??)
}

/// What a token must name: the commit, or which reading of a table of others.
fn stamp(world: &World, layer: &LayerName) -> u64 {
    world.table(layer).map_or(world.revision().0, |table| table.reading())
}

/// At which row a page begins.
fn begins(asked: &Inquiry, stamp: u64) -> Result<usize, HttpError> {
    let from = asked.parameters.read(&FROM)?;
    let Some(token) = asked.parameters.read(&AFTER)? else { return Ok(from.unwrap_or(0) as usize) };
    if from.is_some() {
        return Err(ParameterError::Apart { name: FROM.name.to_owned(), other: AFTER.name }.into());
    }
    let unread = || ParameterError::invalid(AFTER.name, &token, Message::new("problem-expected-rows-after"));
    let (made_at, from) = token.split_once('-').ok_or_else(unread)?;
    let (made_at, from): (u64, u32) = made_at.parse().ok().zip(from.parse().ok()).ok_or_else(unread)?;
    if made_at != stamp {
        return Err(HttpError::OutOfTurn(Message::new("problem-rows-moved")));
    }
    Ok(from as usize)
}

/// The answer as a file that browsers keep.
fn kept(mut response: Response, name: &str) -> Response {
    // Names of layers are letters, digits and few signs, none of which ends a quoted text.
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A file that is being sent.
struct Unwritten {
    served: Arc<Served>,
    ordered: Ordered,
    asked: Arc<Inquiry>,
    peer: Peer,
    at: usize,
}

impl Unwritten {
    /// The next lines, in their client's turn, once there is a processor for them: one that waits for its reader has none.
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, HttpError> {
        if self.at > 0 && self.at >= self.ordered.len() {
            return Ok(None);
        }
        let _turn = self.served.turns.go_on(self.peer.client).await;
        let _bulk = Arc::clone(&self.served.bulk).acquire_owned().await.ok();
        let (ordered, asked, at) = (self.ordered.clone(), Arc::clone(&self.asked), self.at);
        let text = self.served.workers.run(move || lines(&ordered, &asked, at)).await?;
        self.at += LINES;
        Ok(Some((text.into(), self)))
    }
}

fn lines(ordered: &Ordered, asked: &Inquiry, at: usize) -> String {
    let mut sheet = CsvRows::new(ordered.layer().layer(), asked.audience);
    if at == 0 {
        sheet.head(asked.language);
    }
    ordered.rows(at..at + LINES).for_each(|row| sheet.line(&row));
    sheet.into_text()
}
