//! What became of each reading of a sending.

use axum::response::Response;
use network::{Judgement, Outcome, ReadingRow, ReadingTable, Readings, SentReading, THRESHOLDS, Verdict};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::store::Committed;

use super::sent::Named;
use super::wire::{LastReading, OutcomeDocument, PreviousReading, ReadingsTaken, UsualDocument};
use crate::http::wire as http_wire;
use crate::text::Language;

/// The answer: an outcome for each item, in the order in which they were sent.
pub(super) fn told(
    held: &Held<Readings>,
    (network, items): (&str, &[Named]),
    (outcomes, committed): (&[Outcome], Option<&Committed>),
    language: Language,
) -> Response {
    let readings = ReadingTable::whole(held.world());
    let ids = taken(outcomes, committed);
    let telling = Telling { readings, outcomes, ids: &ids, language };
    let mut settled = 0..outcomes.len();
    let outcome = |named: &Named| match &named.item {
        Err(refusal) => refused(named, refusal, language),
        Ok(item) => {
            let document =
                settled.next().and_then(|at| Some(telling.of(named, &item.reading, (at, *outcomes.get(at)?))));
            document.unwrap_or_else(|| refused(named, &Message::new("problem-reading-form"), language))
        }
    };
    let answer = ReadingsTaken {
        network: network.to_owned(),
        revision: committed.map_or(held.revision(), |committed| committed.revision).0,
        outcomes: items.iter().map(outcome).collect(),
    };
    http_wire::json(&answer, "application/json")
}

/// The rows that readings became; none for those that were not taken.
fn taken(outcomes: &[Outcome], committed: Option<&Committed>) -> Vec<Option<FeatureId>> {
    let mut inserted = committed.into_iter().flat_map(|committed| committed.inserted.iter().copied());
    let row = |outcome: &Outcome| if matches!(outcome, Outcome::Taken(_)) { inserted.next() } else { None };
    outcomes.iter().map(row).collect()
}

fn refused(named: &Named, refusal: &Message, language: Language) -> OutcomeDocument {
    OutcomeDocument {
        code: Some(refusal.code),
        text: language.say(refusal),
        ..OutcomeDocument::of(named.client.clone(), named.meter.clone(), "refused")
    }
}

struct Telling<'a> {
    readings: Option<ReadingTable<'a>>,
    outcomes: &'a [Outcome],
    ids: &'a [Option<FeatureId>],
    language: Language,
}

impl Telling<'_> {
    fn of(&self, named: &Named, sent: &SentReading, (at, outcome): (usize, Outcome)) -> OutcomeDocument {
        let document = |word| OutcomeDocument::of(Some(sent.client.to_string()), named.meter.clone(), word);
        match outcome {
            Outcome::Known(id) => self.known(document("known"), self.readings.and_then(|table| table.row(id))),
            Outcome::Repeated(first) => match self.outcomes.get(first) {
                Some(Outcome::Taken(judgement)) => {
                    let text = self.language.text("network-reading-known");
                    self.judged(document("known"), sent, (judgement, self.id(first)), text)
                }
                _ => document("known"),
            },
            Outcome::IdUsed => refused(named, &id_used(sent), self.language),
            Outcome::Taken(judgement) => {
                let text = self.language.text(match judgement.usual {
                    Some(_) => "network-reading-accepted",
                    None => "network-reading-no-history",
                });
                self.judged(document("accepted"), sent, (&judgement, self.id(at)), text)
            }
            Outcome::Unclear(judgement) => {
                let text = self.language.say(&question(sent, &judgement));
                self.judged(document("needs_confirmation"), sent, (&judgement, None), text)
            }
        }
    }

    fn id(&self, at: usize) -> Option<u64> {
        self.ids.get(at).copied().flatten().map(|id| id.0)
    }

    /// What stands, which is what was answered the first time.
    fn known(&self, document: OutcomeDocument, row: Option<ReadingRow<'_>>) -> OutcomeDocument {
        let text = self.language.text("network-reading-known");
        let Some(row) = row else { return OutcomeDocument { text, ..document } };
        OutcomeDocument {
            reading: Some(row.id.0),
            stands: Some(LastReading::of(&row.past)),
            previous: PreviousReading::of(row.previous, row.previous_at),
            consumption_m3: row.consumption,
            text,
            ..document
        }
    }

    fn judged(
        &self,
        document: OutcomeDocument,
        sent: &SentReading,
        (judgement, reading): (&Judgement, Option<u64>),
        text: String,
    ) -> OutcomeDocument {
        let previous = judgement.previous;
        OutcomeDocument {
            reading,
            stands: Some(LastReading::new(sent.at, sent.value, judgement.verdict)),
            previous: previous.and_then(|previous| PreviousReading::of(Some(previous.value), Some(previous.at))),
            consumption_m3: judgement.consumption,
            usual: judgement.usual.map(UsualDocument::of),
            text,
            ..document
        }
    }
}

/// The id stands for another reading.
fn id_used(sent: &SentReading) -> Message {
    Message::new("problem-reading-id-used").with("client", sent.client)
}

/// What has to be confirmed, and why.
fn question(sent: &SentReading, judgement: &Judgement) -> Message {
    let message = Message::new(match judgement.verdict {
        Verdict::High => "network-reading-asks-high",
        Verdict::Low => "network-reading-asks-low",
        Verdict::Zero => "network-reading-asks-zero",
        Verdict::Rollover => "network-reading-asks-rollover",
        _ => "network-reading-asks-backwards",
    });
    let days = judgement.previous.map_or(0.0, |previous| sent.at.days_since(previous.at));
    let daily = judgement.consumption.map(|used| used / days.max(THRESHOLDS.shortest_days));
    let rounded = |number: Option<f64>| number.map(|number| format!("{number:.2}")).unwrap_or_default();
    message
        .with("value", sent.value)
        .with("previous", judgement.previous.map(|previous| previous.value.to_string()).unwrap_or_default())
        .with("daily", rounded(daily))
        .with("usual", rounded(judgement.usual.map(|usual| usual.daily)))
}
