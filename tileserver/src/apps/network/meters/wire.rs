//! What is answered about meters.

use network::{HISTORY, Moment, Past, ReadingRow, THRESHOLDS, Usual, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ogc::Link;

/// `GET /v1/networks/{network}/rounds`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RoundList {
    pub(super) network: String,
    /// The commit it is true for.
    pub(super) revision: u64,
    /// From when on a meter counts as read.
    pub(super) since: String,
    pub(super) number_matched: usize,
    /// Connections that are in no round.
    pub(super) without_round: usize,
    pub(super) rounds: Vec<RoundEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One round.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RoundEntry {
    pub(super) name: String,
    pub(super) meters: usize,
    /// How many of them were read in this period.
    pub(super) read: usize,
}

/// `PUT /v1/networks/{network}/rounds/{round}`: what it has from now on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundSent {
    /// Codes of connections in the order in which they are walked, at most 5,000.
    pub(super) meters: Vec<String>,
}

/// What a round has.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RoundArranged {
    pub(super) network: String,
    pub(super) round: String,
    pub(super) meters: usize,
    /// The commit that arranged it.
    pub(super) revision: u64,
}

/// `GET /v1/networks/{network}/rounds/{round}/meters`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MeterList {
    pub(super) network: String,
    pub(super) round: String,
    /// The commit it is true for.
    pub(super) revision: u64,
    /// From when on a meter counts as read.
    pub(super) since: String,
    pub(super) thresholds: ThresholdsDocument,
    /// In the order in which they are walked.
    pub(super) meters: Vec<MeterEntry>,
}

/// One meter.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MeterEntry {
    /// The code of the connection: what readings name.
    pub(super) meter: String,
    /// What stands on the meter.
    pub(super) number: Option<String>,
    pub(super) address: Option<String>,
    pub(super) class: Option<String>,
    /// Its place in the round.
    pub(super) order: Option<i64>,
    /// Longitude and latitude.
    pub(super) at: Option<[f64; 2]>,
    /// It was read in this period.
    pub(super) read: bool,
    /// What it usually counts; nothing without history.
    pub(super) usual: Option<UsualDocument>,
    /// The last readings, the latest last.
    pub(super) last: Vec<LastReading>,
}

/// A reading that stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LastReading {
    read_at: String,
    /// Cubic metres on the dial.
    value: f64,
    /// `ok`, `high`, `low`, `backwards`, `zero`, `rollover`, `replaced`, `estimated`.
    verdict: &'static str,
}

impl LastReading {
    pub(super) fn new(at: Moment, value: f64, verdict: Verdict) -> Self {
        Self { read_at: at.to_string(), value, verdict: verdict.as_str() }
    }

    pub(super) fn of(past: &Past) -> Self {
        Self::new(past.at, past.value, past.verdict)
    }
}

/// What a meter usually counts a day, over the intervals between its last readings.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UsualDocument {
    /// All that was counted, by all days.
    daily_m3: f64,
    /// The standard deviation of the intervals, each weighed by its days.
    spread_m3: f64,
    /// How many intervals that rests on.
    intervals: usize,
}

impl UsualDocument {
    /// To the tenth of a litre.
    pub(super) fn of(usual: Usual) -> Self {
        let rounded = |number: f64| (number * 1e4).round() / 1e4;
        Self { daily_m3: rounded(usual.daily), spread_m3: rounded(usual.spread), intervals: usual.intervals }
    }
}

/// Where verdicts begin, for a phone without a line.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ThresholdsDocument {
    /// So many of the last readings count.
    history: usize,
    /// High is more than so many times the usual,
    high_factor: f64,
    /// and so many cubic metres a day more,
    high_more_m3: f64,
    /// and so many spreads above it.
    high_spreads: f64,
    /// Low is less than this part of the usual,
    low_factor: f64,
    /// and by so many cubic metres less than expected; so is zero.
    least_missing_m3: f64,
    /// An interval counts as so many days at least.
    shortest_days: f64,
    /// The smallest dial begins anew here.
    dial_m3: f64,
    /// The part of the dial beyond which it may begin anew before the next reading.
    rollover_from: f64,
    /// The part of the dial up to which it may have come since.
    rollover_to: f64,
}

impl ThresholdsDocument {
    pub(super) fn now() -> Self {
        Self {
            history: HISTORY,
            high_factor: THRESHOLDS.high_factor,
            high_more_m3: THRESHOLDS.high_more,
            high_spreads: THRESHOLDS.high_spreads,
            low_factor: THRESHOLDS.low_factor,
            least_missing_m3: THRESHOLDS.least_missing,
            shortest_days: THRESHOLDS.shortest_days,
            dial_m3: THRESHOLDS.dial,
            rollover_from: THRESHOLDS.rollover_from,
            rollover_to: THRESHOLDS.rollover_to,
        }
    }
}

/// `POST /v1/networks/{network}/readings`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReadingsTaken {
    pub(super) network: String,
    /// The commit that took them; where none was taken, the one this is true for.
    pub(super) revision: u64,
    /// One for each reading, in the order in which they were sent.
    pub(super) outcomes: Vec<OutcomeDocument>,
}

/// What became of a reading.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OutcomeDocument {
    pub(super) client_id: Option<String>,
    pub(super) meter: Option<String>,
    /// `accepted`; `known`: it was sent before, and nothing is written again; `needs_confirmation`: to be sent again with `confirmed` or a
    /// photograph; `refused`.
    pub(super) outcome: &'static str,
    /// The id of its row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reading: Option<u64>,
    /// What was read, and what it says.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(super) stands: Option<LastReading>,
    /// The reading before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<PreviousReading>,
    /// Cubic metres since then; below zero if the dial ran backwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) consumption_m3: Option<f64>,
    /// What the meter usually counts; nothing without history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) usual: Option<UsualDocument>,
    /// Why it is refused, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'static str>,
    /// The same in words.
    pub(super) text: String,
}

impl OutcomeDocument {
    /// No more than which reading it is about.
    pub(super) fn of(client_id: Option<String>, meter: Option<String>, outcome: &'static str) -> Self {
        Self {
            client_id,
            meter,
            outcome,
            reading: None,
            stands: None,
            previous: None,
            consumption_m3: None,
            usual: None,
            code: None,
            text: String::new(),
        }
    }
}

/// The reading before one.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PreviousReading {
    read_at: String,
    value: f64,
}

impl PreviousReading {
    pub(super) fn of(value: Option<f64>, at: Option<Moment>) -> Option<Self> {
        Some(Self { read_at: at?.to_string(), value: value? })
    }
}

/// `GET /v1/networks/{network}/meters/{meter}/readings`
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReadingList {
    pub(super) network: String,
    pub(super) meter: String,
    /// The commit it is true for.
    pub(super) revision: u64,
    pub(super) number_matched: usize,
    /// The latest first.
    pub(super) readings: Vec<ReadingEntry>,
    /// The next page, if there is one.
    pub(super) links: Vec<Link>,
}

/// One reading of a meter.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReadingEntry {
    /// The id of its row.
    reading: u64,
    #[serde(flatten)]
    stands: LastReading,
    previous: Option<PreviousReading>,
    /// Cubic metres since then; below zero if the dial ran backwards.
    consumption_m3: Option<f64>,
    /// The hash of a photograph: `/v1/assets/{hash}`.
    photo: Option<String>,
    remark: Option<String>,
    who: Option<String>,
    received_at: Option<String>,
}

impl ReadingEntry {
    pub(super) fn of(row: &ReadingRow<'_>) -> Self {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Self {
            reading: row.id.0,
            stands: LastReading::of(&row.past),
            previous: PreviousReading::of(row.previous, row.previous_at),
            consumption_m3: row.consumption,
            photo: text(row.photo),
            remark: text(row.remark),
            who: text(row.who),
            received_at: row.received.map(|moment| moment.to_string()),
        }
    }
}
