//! A row of the table, and what of it is told to whom.

use std::sync::Arc;

use jiff::Timestamp;
use network::shutdown::{
    ANSWERED_FIELD, ASKED_FIELD, DIRECT_FIELD, Job, MODE_FIELD, PLANNED_FIELDS, REAL_FIELDS, SHUTDOWNS, SITE_FIELD,
    STAMP_FIELD, STATE_FIELD, ShutdownAt, ShutdownState, ShutdownValve, UNINTENDED_FIELD, VALVES_FIELD, undone,
};
use network::{
    CODE_FIELD, DEVICES, DevicePosition, Graph, Isolation, IsolationQuestion, Mode, NETWORK_FIELD, Networks,
    REMARK_FIELD, TYPE_FIELD, WHO_FIELD, isolation, place,
};
use serde_json::Value as Json;
use spatial_core::layer::{Audience, Feature, FeatureId, Layer, Value};
use spatial_core::message::Message;
use spatial_core::models::Held;

use super::meeting::met;
use super::stored::{self, AskedStored, left};
use super::wire::{CrewValve, CustomerCounts, ShutdownDocument, ShutdownWarning, SinceDocument, SpanDocument};
use crate::apps::network::codes::Codes;
use crate::apps::network::isolation::{Question, document, unknown};
use crate::apps::network::wire::degrees;
use crate::http::HttpError;
use crate::http::served::Served;
use crate::http::wire::features::geojson::GeoJsonWriter;
use crate::text::Language;

/// A job as it stands in the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) layer: &'a Layer,
    pub(super) row: &'a Feature,
}

/// A network, as of one commit, and who is told of it.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub(super) held: Held<Networks>,
    pub(super) network: String,
    pub(super) graph: Arc<Graph>,
    pub(super) audience: Audience,
    pub(super) language: Language,
    pub(super) now: Timestamp,
}

/// What a job asked, answered by the network as it is now, had the job turned no valve yet.
pub(super) struct Today {
    pub(super) question: IsolationQuestion,
    pub(super) found: Isolation,
    /// If it turned some.
    before: Option<Graph>,
}

impl Record<'_> {
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.layer.schema.text(&self.row.values, field)
    }

    /// The word of where it stands.
    pub(super) fn state_word(&self) -> &str {
        self.text(STATE_FIELD).unwrap_or_default()
    }

    pub(super) fn is_open(&self) -> bool {
        ShutdownState::parse(self.state_word()).is_some_and(ShutdownState::is_open)
    }

    pub(super) fn valves(&self) -> Vec<ShutdownValve> {
        self.text(VALVES_FIELD).map(stored::valves).unwrap_or_default()
    }

    /// As others meet it; the message about what the network no longer has.
    pub(super) fn job(&self, codes: Codes<'_>, now: Timestamp) -> Result<Job, Message> {
        let valves = self.valves();
        let at = ShutdownAt { shutdowns: self.layer, row: self.row, valves: &valves };
        let span = at.span(now).ok_or_else(|| Message::new("problem-shutdown-no-begin"))?;
        Ok(Job { span, question: self.question(codes)?, left: left(codes, &valves) })
    }

    pub(super) fn asked(&self) -> AskedStored {
        self.text(ASKED_FIELD).map(AskedStored::read).unwrap_or_default()
    }

    pub(super) fn question(&self, codes: Codes<'_>) -> Result<IsolationQuestion, Message> {
        let mode = self.text(MODE_FIELD).and_then(Mode::parse).unwrap_or_default();
        self.asked().question(codes, mode)
    }

    /// What it asked, answered anew; the message about what the network no longer has.
    pub(super) fn today(&self, codes: Codes<'_>) -> Result<Today, Message> {
        let question = self.question(codes)?;
        let before = undone(codes.graph, &left(codes, &self.valves()));
        let asked = before.as_ref().unwrap_or(codes.graph);
        let found = isolation(asked, &question).map_err(|error| unknown(codes.network, error))?;
        Ok(Today { question, found, before })
    }

    /// What an audience sees of it, field by field.
    pub(super) fn document(&self, audience: Audience) -> ShutdownDocument {
        let seen = Seen { record: *self, audience };
        ShutdownDocument {
            id: self.row.id.0,
            code: seen.text(CODE_FIELD),
            network: seen.text(NETWORK_FIELD).unwrap_or_default(),
            kind: seen.text(TYPE_FIELD),
            state: seen.text(STATE_FIELD),
            place: seen.text(SITE_FIELD),
            planned: seen.span(PLANNED_FIELDS),
            real: seen.span(REAL_FIELDS),
            customers: self.counts(),
            geometry: self.geometry(audience),
            version: audience.is_staff().then_some(self.row.version.0),
            data_revision: seen.integer(ANSWERED_FIELD),
            graph: seen.text(STAMP_FIELD),
            mode: seen.text(MODE_FIELD),
            asked: seen.text(ASKED_FIELD).map(|text| AskedStored::read(&text)),
            who: seen.text(WHO_FIELD),
            remark: seen.text(REMARK_FIELD),
            ..ShutdownDocument::default()
        }
    }

    /// As of when it was confirmed.
    fn counts(&self) -> CustomerCounts {
        let all = Seen { record: *self, audience: Audience::ANONYMOUS };
        let count = |field| all.integer(field).unwrap_or_default();
        CustomerCounts { direct: count(DIRECT_FIELD), unintended: count(UNINTENDED_FIELD) }
    }

    fn geometry(&self, audience: Audience) -> Json {
        let (text, _) = GeoJsonWriter::new(self.layer, audience).geometry_text(self.row);
        serde_json::from_str(&text).unwrap_or_default()
    }
}

/// Fields as far as an audience sees them.
struct Seen<'a> {
    record: Record<'a>,
    audience: Audience,
}

impl Seen<'_> {
    fn value(&self, field: &str) -> Option<&Value> {
        self.record.row.values.get(self.record.layer.schema.seen(field, self.audience)?)
    }

    fn text(&self, field: &str) -> Option<String> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text.to_string()),
            _ => None,
        }
    }

    fn integer(&self, field: &str) -> Option<i64> {
        match self.value(field) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    fn span(&self, [from, to]: [&str; 2]) -> SpanDocument {
        SpanDocument { from: self.text(from), to: self.text(to) }
    }
}

impl Telling {
    pub(super) fn codes(&self) -> Codes<'_> {
        Codes { network: &self.network, graph: &self.graph }
    }

    /// All that staff is told of a job: its valves as they stand, the jobs it meets, and what the network answers now.
    pub(super) fn whole(&self, record: Record<'_>) -> ShutdownDocument {
        let mut document = record.document(self.audience);
        if record.layer.schema.seen(VALVES_FIELD, self.audience).is_none() {
            return document;
        }
        let valves = record.valves();
        document.valves = Some(valves.iter().map(|valve| self.valve(valve)).collect());
        let closed = self.still_shut(&valves);
        if !record.is_open() && !closed.is_empty() {
            let message = Message::new("network-shutdown-warning-valves-closed").with("count", closed.len());
            document.warnings.push(self.warning("valves_closed", &message.with("valves", closed.join(", "))));
        }
        if document.geometry.is_null() && record.is_open() {
            document.warnings.push(self.warning("no_outline", &Message::new("network-shutdown-warning-no-outline")));
        }
        if record.is_open() {
            self.add_today(record, &mut document);
        }
        document.still_shut = Some(closed);
        document
    }

    fn add_today(&self, record: Record<'_>, document: &mut ShutdownDocument) {
        let today = match record.today(self.codes()) {
            Ok(today) => today,
            Err(message) => return document.warnings.push(self.warning("parts_gone", &message)),
        };
        let counts = counts_of(&today.found);
        if counts != document.customers {
            let message = Message::new("network-shutdown-warning-customers-changed").with("direct", counts.direct);
            let message = message.with("unintended", counts.unintended);
            document.warnings.push(self.warning("customers_changed", &message));
        }
        document.since = Some(self.since(record, &today.found));
        if let Ok(job) = record.job(self.codes(), self.now) {
            let (overlaps, left_out) = met(self, &job, Some(record.row.id));
            document.overlaps = Some(overlaps);
            if left_out > 0 {
                let message = Message::new("network-shutdown-warning-many-jobs").with("count", left_out);
                document.warnings.push(self.warning("many_jobs", &message));
            }
        }
        let graph = today.before.as_ref().unwrap_or(&self.graph);
        let question = Question { isolation: today.question, candidates: Vec::new(), draws_outage: false };
        let who = (self.audience, self.language);
        document.isolation = Some(self::document(&self.held, (&self.network, graph), (&question, &today.found), who));
    }

    /// Codes of valves that were closed for a job and still are, in the crew's order.
    pub(super) fn still_shut(&self, valves: &[ShutdownValve]) -> Vec<String> {
        let is_closed = |code: &str| {
            let state = self.codes().device(code).ok().and_then(|id| self.graph.state(id));
            state.is_some_and(|state| state.is_closed)
        };
        let shut = valves.iter().filter(|valve| valve.is_left_closed() == Some(true) && is_closed(&valve.code));
        shut.map(|valve| valve.code.clone()).collect()
    }

    /// What is different since a job was confirmed.
    fn since(&self, record: Record<'_>, found: &Isolation) -> SinceDocument {
        let valves = record.valves();
        let needed = self.codes().devices(&found.valves_to_close);
        let is_listed = |code: &String| valves.iter().any(|valve| valve.code == *code);
        let is_untouched = |valve: &&ShutdownValve| valve.is_closed.is_none() && !needed.contains(&valve.code);
        let mut valves_dropped: Vec<String> =
            valves.iter().filter(is_untouched).map(|valve| valve.code.clone()).collect();
        valves_dropped.sort_unstable();
        let valves_added: Vec<String> = needed.iter().filter(|code| !is_listed(code)).cloned().collect();
        let customers = counts_of(found);
        SinceDocument {
            graph: self.graph.stamp().to_string(),
            data_revision: self.held.revision().0,
            is_different: !valves_added.is_empty() || !valves_dropped.is_empty() || customers != record.counts(),
            valves_added,
            valves_dropped,
            customers,
        }
    }

    fn valve(&self, valve: &ShutdownValve) -> CrewValve {
        let id = self.codes().device(&valve.code).ok();
        let state = id.and_then(|id| self.graph.state(id));
        let at = id.and_then(|id| place(self.held.world(), &DEVICES, id, self.audience));
        let (closed, opened) = (valve.closed.as_ref(), valve.opened.as_ref());
        CrewValve {
            valve: valve.code.clone(),
            position: state.map(|state| DevicePosition::of(state).as_str()),
            operable: state.map(|state| state.is_operable),
            accessible: state.map(|state| state.is_accessible),
            at: at.map(|at| at.map(degrees)),
            closed_at: closed.map(|turned| turned.at.clone()),
            closed_by: closed.map(|turned| turned.who.clone()),
            opened_at: opened.map(|turned| turned.at.clone()),
            opened_by: opened.map(|turned| turned.who.clone()),
        }
    }

    pub(super) fn warning(&self, code: &'static str, message: &Message) -> ShutdownWarning {
        ShutdownWarning { code, text: self.language.say(message) }
    }
}

/// Customers of an answer.
pub(super) fn counts_of(found: &Isolation) -> CustomerCounts {
    let count = |list: &[FeatureId]| i64::try_from(list.len()).unwrap_or(i64::MAX);
    CustomerCounts { direct: count(&found.segment.connections), unintended: count(&found.unintended.connections) }
}

/// A job's row, whole, if the reader sees it in this network.
pub(super) async fn found(
    served: &Served,
    telling: (&Held<Networks>, &str),
    (id, audience): (FeatureId, Audience),
) -> Result<Option<(Layer, Feature)>, HttpError> {
    let (held, network) = telling;
    let Some(seen) = held.world().declared(&SHUTDOWNS, audience) else { return Ok(None) };
    let layer = seen.layer();
    let named = |row: &spatial_core::snapshot::FeatureRef<'_>| {
        layer.schema.position(NETWORK_FIELD).and_then(|at| row.text(at)) == Some(network)
    };
    if !seen.find(id).is_some_and(|row| named(&row)) {
        return Ok(None);
    }
    let row = held.world().whole_item(&served.store, &layer.name, id).await?;
    Ok(row.map(|row| (layer.clone(), row)))
}
