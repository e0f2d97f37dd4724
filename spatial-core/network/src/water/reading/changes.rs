//! The rows readings become.

use std::collections::BTreeSet;

use spatial_core::layer::{Change, Feature, FeatureId, Layer, Value};

use super::sending::{Follow, SentReading};
use super::verdict::{Judgement, Past};
use crate::tables::{
    CLIENT_FIELD, CONNECTION_FIELD, CONSUMPTION_FIELD, COUNT_FIELD, NETWORK_FIELD, ORDER_FIELD, PHOTO_FIELD,
    PREVIOUS_AT_FIELD, PREVIOUS_FIELD, READ_AT_FIELD, RECEIVED_FIELD, REMARK_FIELD, ROUND_FIELD, VALUE_FIELD,
    VERDICT_FIELD, WHO_FIELD,
};

/// What is noted of a reading besides what was read.
#[derive(Debug, Clone, Copy)]
pub struct NotedReading<'a> {
    /// The network of the meter.
    pub network: &'a str,
    /// The hash of a photograph.
    pub photo: Option<&'a str>,
    /// What its reader noted.
    pub remark: Option<&'a str>,
    /// Who read it.
    pub who: &'a str,
    /// When it came in, in the form of [`RECEIVED_FIELD`].
    pub received: &'a str,
}

/// The row of a reading that is taken.
pub fn noted_reading(readings: &Layer, sent: &SentReading, judgement: &Judgement, noted: &NotedReading<'_>) -> Change {
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::text);
    let row = [
        (NETWORK_FIELD, Value::text(noted.network)),
        (CONNECTION_FIELD, Value::Integer(i64::try_from(sent.connection.0).unwrap_or(i64::MAX))),
        (CLIENT_FIELD, Value::text(sent.client.to_string())),
        (READ_AT_FIELD, Value::text(sent.at.to_string())),
        (VALUE_FIELD, Value::Real(sent.value)),
        (VERDICT_FIELD, Value::text(judgement.verdict.as_str())),
        (PHOTO_FIELD, text(noted.photo)),
        (REMARK_FIELD, text(noted.remark)),
        (WHO_FIELD, Value::text(noted.who)),
        (RECEIVED_FIELD, Value::text(noted.received)),
    ];
    let since = judgement.previous.map(|previous| since(&previous, judgement.consumption)).into_iter().flatten();
    Change::insert(readings.name.clone(), None, readings.schema.row(row.into_iter().chain(since)))
}

/// What changes in a reading before which another one was read that came later. What it said then stays.
pub fn followed(readings: &Layer, follow: &Follow) -> Vec<Change> {
    let assign = |(name, value)| {
        Some(Change::Assign {
            layer: readings.name.clone(),
            ids: vec![follow.reading],
            field: readings.schema.position(name)?,
            value,
        })
    };
    since(&follow.previous, follow.consumption).into_iter().filter_map(assign).collect()
}

fn since(previous: &Past, consumption: Option<f64>) -> [(&'static str, Value); 3] {
    [
        (PREVIOUS_FIELD, Value::Real(previous.value)),
        (PREVIOUS_AT_FIELD, Value::text(previous.at.to_string())),
        (CONSUMPTION_FIELD, consumption.map_or(Value::Null, Value::Real)),
    ]
}

/// The change every sending makes to its network's book: how many readings were ever taken. It is refused if another sending came
/// first, which is how two of them never take the same reading; without a book the caller has to see to that.
pub fn counted(books: &Layer, book: Option<&Feature>, network: &str, taken: usize, received: &str) -> Change {
    let position = |name: &str| books.schema.position(name);
    let counted = position(COUNT_FIELD).zip(book).map(|(field, book)| &book.values[field]);
    let before = if let Some(Value::Integer(count)) = counted { *count } else { 0 };
    let count = before.saturating_add(i64::try_from(taken).unwrap_or(i64::MAX));
    let row = [
        (NETWORK_FIELD, Value::text(network)),
        (COUNT_FIELD, Value::Integer(count)),
        (RECEIVED_FIELD, Value::text(received)),
    ];
    let Some(book) = book else { return Change::insert(books.name.clone(), None, books.schema.row(row)) };
    let mut values = book.values.clone();
    for (name, value) in row {
        if let Some(field) = position(name) {
            values[field] = value;
        }
    }
    Change::Update {
        layer: books.name.clone(),
        id: book.id,
        expected: Some(book.version),
        geometry: None,
        values,
        links: Vec::new(),
    }
}

/// The changes that make a round of connections in the order in which it is walked, each of which is named once; those it had before and
/// has no longer are in none.
pub fn walked(connections: &Layer, round: &str, before: &[FeatureId], meters: &[FeatureId]) -> Vec<Change> {
    let now: BTreeSet<FeatureId> = meters.iter().copied().collect();
    let left: BTreeSet<FeatureId> = before.iter().copied().filter(|id| !now.contains(id)).collect();
    let assign = |name: &str, ids: Vec<FeatureId>, value: Value| {
        let field = connections.schema.position(name).filter(|_| !ids.is_empty())?;
        Some(Change::Assign { layer: connections.name.clone(), ids, field, value })
    };
    let all = [
        assign(ROUND_FIELD, left.iter().copied().collect(), Value::Null),
        assign(ORDER_FIELD, left.into_iter().collect(), Value::Null),
        assign(ROUND_FIELD, now.into_iter().collect(), Value::text(round)),
    ];
    let places = (1..).zip(meters).map(|(place, &id)| assign(ORDER_FIELD, vec![id], Value::Integer(place)));
    all.into_iter().chain(places).flatten().collect()
}
