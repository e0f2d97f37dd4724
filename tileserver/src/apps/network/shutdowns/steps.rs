//! `POST …/steps`: a job goes on.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use network::shutdown::{Occasion, SHUTDOWNS, ShutdownAt, ShutdownStep, ShutdownVerb, TurnedDevice, step as taken};
use network::{DEVICE_STATES, DEVICES, DeviceState, Networks, ROOM};
use spatial_core::layer::{Change, Feature, FeatureId, Layer, Layout};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::record::{Record, Telling, found};
use super::refusal::{missing, no_such_step, overtaken, refused};
use super::sent::{instant, remark};
use super::stored::valves_text;
use super::wire::StepSent;
use crate::apps::network::codes::absent;
use crate::apps::network::device::{rows_now, state_of};
use crate::apps::network::places::{MAY_OPERATE, SHUTDOWN_ID};
use crate::apps::network::seen::graph;
use crate::http::HttpError;
use crate::http::desk::{Desk, complete, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;

/// For who holds `network.operate`.
pub(super) async fn step(
    State(served): State<Arc<Served>>,
    Path((network, id)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &network, asked.audience)?;
    may(&asked, ROOM, MAY_OPERATE, None)?;
    let sent: StepSent = received(&served, &asked, body).await?;
    let verb = ShutdownVerb::parse(&sent.step).ok_or_else(|| no_such_step(&sent.step))?;
    let key = SHUTDOWN_ID.domain.read(&id).ok_or_else(|| missing(&network, &id))?;
    let row = found(&served, (&held, &network), (key, asked.audience)).await?;
    let (table, row) = row.ok_or_else(|| missing(&network, &id))?;
    complete(&[(&SHUTDOWNS, &table)])?;
    let record = Record { layer: &table, row: &row };
    if sent.version.is_some_and(|seen| seen != row.version.0) {
        return Err(overtaken(record.state_word(), row.version.0));
    }
    let (audience, language, now) = (asked.audience, asked.language, Timestamp::now());
    let telling = Telling { held, network, graph, audience, language, now };
    let shut = match verb {
        ShutdownVerb::Finish if !sent.leave_closed => still_shut(&served, &telling, record).await?,
        _ => Vec::new(),
    };
    let turned = match verb {
        ShutdownVerb::CloseValve | ShutdownVerb::OpenValve => Some(Turning::of(&served, &telling, &sent, verb).await?),
        _ => None,
    };
    let (at, remark) = (instant("at", sent.at.as_deref())?, remark(sent.remark.as_deref())?);
    let occasion = Occasion { who: &editor.who.name, now, at, remark: remark.as_deref() };
    let (layouts, changes) = changes(record, (verb, turned.as_ref(), &shut), occasion)?;
    let is_ahead = at.is_some_and(|at| at > now);
    let desk = Desk::open(&served, editor, &asked.headers, table.door.clone())?.awaiting::<Networks>()?;
    gone_on(&served, &desk, (telling, is_ahead), (table, row), (layouts, changes)).await
}

/// Codes of valves that were closed for a job and still are, in the crew's order: by the rows the store has at this moment, for the graph of a
/// server that lags behind may have them open.
async fn still_shut(served: &Served, telling: &Telling, record: Record<'_>) -> Result<Vec<String>, HttpError> {
    let Some(devices) = telling.held.world().whole_declared(&DEVICES).map(|devices| devices.layer()) else {
        return Ok(Vec::new());
    };
    let mut left: Vec<(FeatureId, String)> = Vec::new();
    for valve in record.valves().into_iter().filter(|valve| valve.is_left_closed() == Some(true)) {
        // One that is gone is passed over.
        left.extend(telling.codes().device(&valve.code).ok().map(|id| (id, valve.code)));
    }
    let mut ids: Vec<FeatureId> = left.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (_, rows) = rows_now(served, &devices.name, &ids).await?;
    left.retain(|(id, _)| {
        let row = rows.binary_search_by_key(id, |row| row.id);
        row.is_ok_and(|at| state_of(devices, &rows[at]).is_closed)
    });
    Ok(left.into_iter().map(|(_, code)| code).collect())
}

/// What a step writes, and how those tables are laid out.
fn changes(
    record: Record<'_>,
    (verb, turning, shut): (ShutdownVerb, Option<&Turning>, &[String]),
    occasion: Occasion<'_>,
) -> Result<(Vec<Layout>, Vec<Change>), HttpError> {
    let valves = record.valves();
    let at = ShutdownAt { shutdowns: record.layer, row: record.row, valves: &valves };
    let wanted = match (verb, turning) {
        (_, Some(turning)) => ShutdownStep::Valve(turning.turned()),
        (ShutdownVerb::Start, None) => ShutdownStep::Start,
        (ShutdownVerb::Finish, None) => ShutdownStep::Finish(shut),
        (_, None) => ShutdownStep::Cancel,
    };
    let changes = taken(&at, &wanted, occasion, valves_text).map_err(|error| refused(&error))?;
    let devices = turning.into_iter().flat_map(|turning| std::iter::once(&turning.devices).chain(&turning.log));
    let layouts = std::iter::once(record.layer).chain(devices).map(Layout::of).collect();
    Ok((layouts, changes))
}

/// Commits, and tells of the job as it stands then.
async fn gone_on(
    served: &Arc<Served>,
    desk: &Desk,
    (telling, is_ahead): (Telling, bool),
    (table, row): (Layer, Feature),
    (layouts, changes): (Vec<Layout>, Vec<Change>),
) -> Result<Response, HttpError> {
    let committed = desk.commit(layouts, changes).await.map_err(|error| desk.refusal(error))?;
    let is_shown = desk.shows(&committed).await;
    let read = served.store.read(&table.name, &[row.id], committed.revision).await.map_err(HttpError::NotWritten)?;
    let row = read.into_iter().next().unwrap_or(row);
    // Valves are told as they stand now, if this server knows it yet.
    let held = served.held::<Networks>(None).await?;
    let graph = graph(&held, &telling.network, telling.audience)?;
    let telling = Telling { held, graph, ..telling };
    let told = move || {
        let mut document = telling.whole(Record { layer: &table, row: &row });
        if is_ahead {
            let message =
                Message::new("network-clock-ahead").with("at", telling.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
            document.warnings.push(telling.warning("clock_ahead", &message));
        }
        document
    };
    let document = served.workers.run(told).await?;
    let mut answer = wire::json(&document, "application/json");
    desk.tell(&mut answer, &committed, is_shown);
    Ok(answer)
}

/// A valve that somebody turned, with the tables it is noted in.
struct Turning {
    code: String,
    devices: Layer,
    device: Feature,
    state: DeviceState,
    log: Option<Layer>,
    is_closed: bool,
}

impl Turning {
    async fn of(served: &Served, telling: &Telling, sent: &StepSent, verb: ShutdownVerb) -> Result<Self, HttpError> {
        let code = sent.valve.as_deref().ok_or_else(|| {
            HttpError::Unfit(Message::new("problem-shutdown-valve-needed").with("step", verb.as_str()))
        })?;
        let id = telling.codes().device(code).map_err(HttpError::Missing)?;
        let missing = || HttpError::Missing(absent("problem-device-not-found", "device", code, &telling.network));
        let world = telling.held.world();
        let devices = world.declared(&DEVICES, telling.audience).ok_or_else(missing)?.layer().clone();
        let (_, rows) = rows_now(served, &devices.name, &[id]).await?;
        let device = rows.into_iter().next().ok_or_else(missing)?;
        let state = state_of(&devices, &device);
        complete(&[(&DEVICES, &devices)])?;
        let log = log(&telling.held)?;
        let is_closed = verb == ShutdownVerb::CloseValve;
        // As the job has it, however it was typed.
        let code = telling.codes().of_device(id);
        Ok(Self { code, devices, device, state, log, is_closed })
    }

    fn turned(&self) -> TurnedDevice<'_> {
        TurnedDevice {
            code: &self.code,
            devices: &self.devices,
            device: &self.device,
            state: self.state,
            log: self.log.as_ref(),
            is_closed: self.is_closed,
        }
    }
}

/// A store of an earlier program has no table for the log yet; the audit log has its line all the same.
fn log(held: &Held<Networks>) -> Result<Option<Layer>, HttpError> {
    let Some(states) = held.world().whole_declared(&DEVICE_STATES).map(|states| states.layer()) else {
        return Ok(None);
    };
    complete(&[(&DEVICE_STATES, states)])?;
    Ok(Some(states.clone()))
}
