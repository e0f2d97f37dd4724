//! What is asked of meters: who may, of which network, and since when.

use network::{CONNECTIONS, Moment, NETWORK_FIELD, NetworkMeters, ROOM, Readings, TABLES, TITLES};
use serde_json::{Value as Json, json};
use spatial_core::layer::{Audience, DeclaredTable, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;

use crate::apps::network::codes::shown;
use crate::apps::network::places::MAY_READ_METERS;
use crate::config::Limits;
use crate::http::HttpError;
use crate::http::desk::may;
use crate::http::request::extract::Inquiry;
use crate::openapi::{Domain, Parameter};
use crate::text::clock;

/// From when on a reading counts as one of this period.
pub(super) static SINCE: Parameter<Since> = Parameter::query("since", Since).about("api-parameter-since-reading");

/// A day in Vietnam, or a moment with its zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Since;

impl Domain for Since {
    type Value = Moment;

    fn read(&self, text: &str) -> Option<Moment> {
        // Longer texts are no moments.
        if text.len() > 64 {
            return None;
        }
        Moment::parse(text).or_else(|| Moment::parse(&midnight(text)))
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-since")
    }

    fn schema(&self, _: &Limits) -> Json {
        json!({ "type": "string", "maxLength": 64 })
    }
}

fn midnight(day: &str) -> String {
    format!("{day}T00:00:00+07:00")
}

/// Since when; since the first of this month, in which a round is walked once, if nothing is said.
pub(super) fn since(asked: &Inquiry) -> Result<Moment, HttpError> {
    if let Some(since) = asked.parameters.read(&SINCE)? {
        return Ok(since);
    }
    let today = clock::today();
    let month = today.get(..7).unwrap_or_default();
    let first = Moment::parse(&midnight(&format!("{month}-01")));
    first.ok_or_else(|| HttpError::Internal { what: format!("today is {today}") })
}

/// Refuses who may not read meters.
pub(super) fn may_read(asked: &Inquiry) -> Result<(), HttpError> {
    if asked.looker.is_none() {
        return Err(HttpError::SignInNeeded);
    }
    may(asked, ROOM, MAY_READ_METERS, None)
}

/// The meters of a network; refuses one of which the reader sees no connection.
pub(super) fn meters_of<'a>(
    held: &'a Held<Readings>,
    network: &str,
    audience: Audience,
) -> Result<&'a NetworkMeters, HttpError> {
    let is_seen = held.world().declared(&CONNECTIONS, audience).is_some();
    let meters = held.model().meters().network(network).filter(|_| is_seen);
    meters.ok_or_else(|| HttpError::Missing(Message::new("problem-no-meters").with("network", shown(network))))
}

/// The connection of a code, or of `#17`, the id of one that has none.
pub(super) fn connection(held: &Held<Readings>, (network, code): (&str, &str)) -> Option<FeatureId> {
    let by_id = || {
        let id = FeatureId(code.strip_prefix('#')?.parse().ok()?);
        let layer = held.world().whole_declared(&CONNECTIONS)?;
        let field = layer.layer().schema.position(NETWORK_FIELD)?;
        (layer.find(id)?.text(field)? == network).then_some(id)
    };
    held.model().meters().network(network)?.find(code).or_else(by_id)
}

/// There is no such meter.
pub(super) fn no_meter(network: &str, code: &str) -> Message {
    Message::new("problem-meter-not-found").with("meter", shown(code)).with("network", shown(network))
}

/// What a table is called in a store that has none yet.
pub(super) fn title(of: &DeclaredTable) -> String {
    let named = TABLES.iter().zip(TITLES).find(|(table, _)| table.table == of.table);
    named.map_or(of.layer, |(_, title)| title).to_owned()
}
