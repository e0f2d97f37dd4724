//! Many readings sent at once, some of which were sent before: which of them are taken, what each says, and what follows for readings that
//! stand already.

use std::collections::{BTreeMap, HashMap};

use spatial_core::layer::FeatureId;

use super::model::ClientId;
use super::moment::Moment;
use super::verdict::{HISTORY, How, Judgement, Past, judged, used};

/// A reading as it is sent, with its meter found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentReading {
    /// What the phone drew for it: the same whenever it is sent again.
    pub client: ClientId,
    /// The connection whose meter was read.
    pub connection: FeatureId,
    /// When.
    pub at: Moment,
    /// Cubic metres on the dial.
    pub value: f64,
    /// How that is known.
    pub how: How,
    /// Its reader confirmed it, or took a photograph.
    pub is_vouched: bool,
}

/// What stands already.
pub trait Standing {
    /// The reading that was sent with this id.
    fn known(&self, client: ClientId) -> Option<FeatureId>;
    /// The readings of a connection in the order of their moments.
    fn log(&self, connection: FeatureId) -> &[(Moment, FeatureId)];
    /// Whose meter one of them was read off.
    fn connection(&self, reading: FeatureId) -> Option<FeatureId>;
    /// What one of them said.
    fn past(&self, reading: FeatureId) -> Option<Past>;
}

/// What becomes of a reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// It stands already, as this one: nothing is written.
    Known(FeatureId),
    /// It is taken once, at this place of the same sending.
    Repeated(usize),
    /// Its id stands for another reading, of another meter or value: it would be lost if it passed for that one.
    IdUsed,
    /// Somebody has to vouch for it first.
    Unclear(Judgement),
    /// It is taken.
    Taken(Judgement),
}

/// A reading that stands and has another one before it now: what was read came late.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Follow {
    /// Which.
    pub reading: FeatureId,
    /// The one before it.
    pub previous: Past,
    /// Cubic metres since then.
    pub consumption: Option<f64>,
}

/// What becomes of all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sending {
    /// In the order in which they were sent.
    pub outcomes: Vec<Outcome>,
    /// Ascending.
    pub follows: Vec<Follow>,
}

/// Judges readings in the order in which they were read, each by those that stand and those that are taken with it.
pub fn settled(sent: &[SentReading], standing: &impl Standing) -> Sending {
    let mut order: Vec<usize> = (0..sent.len()).collect();
    order.sort_by_key(|&at| (sent[at].at, at));
    let mut lines: BTreeMap<FeatureId, Line> = BTreeMap::new();
    let mut taken: HashMap<ClientId, usize> = HashMap::new();
    let mut outcomes: Vec<(usize, Outcome)> = Vec::with_capacity(sent.len());
    for at in order {
        let reading = &sent[at];
        let line = || Line::of(standing.log(reading.connection));
        let outcome = match (standing.known(reading.client), taken.get(&reading.client)) {
            (Some(known), _) if is_another(reading, known, standing) => Outcome::IdUsed,
            (Some(known), _) => Outcome::Known(known),
            (None, Some(&first)) if names(&sent[first]) != names(reading) => Outcome::IdUsed,
            (None, Some(&first)) => Outcome::Repeated(first),
            (None, None) => lines.entry(reading.connection).or_insert_with(line).settle(reading, standing),
        };
        if matches!(outcome, Outcome::Taken(_)) {
            taken.insert(reading.client, at);
        }
        outcomes.push((at, outcome));
    }
    outcomes.sort_by_key(|(at, _)| *at);
    let mut follows: Vec<Follow> = lines.values().flat_map(|line| line.follows(standing)).collect();
    follows.sort_by_key(|follow| follow.reading);
    Sending { outcomes: outcomes.into_iter().map(|(_, outcome)| outcome).collect(), follows }
}

/// What tells a reading that was sent before from another one under its id: the meter, and what was on its dial.
fn names(reading: &SentReading) -> (FeatureId, u64) {
    (reading.connection, dial(reading.value))
}

/// A value as it is compared: nothing is one number, whatever its sign, which not every store keeps.
fn dial(value: f64) -> u64 {
    (value + 0.0).to_bits()
}

/// True if the reading that stands under the same id is not this one. Of one that says nothing any more nothing else is known.
fn is_another(sent: &SentReading, known: FeatureId, standing: &impl Standing) -> bool {
    let stands = standing.connection(known).zip(standing.past(known));
    stands.is_some_and(|(connection, past)| (connection, dial(past.value)) != names(sent))
}

/// The readings of one meter, with those that are new.
struct Line(Vec<(Moment, Entry)>);

#[derive(Clone, Copy)]
enum Entry {
    Stands(FeatureId),
    New(Past),
}

impl Entry {
    fn past(self, standing: &impl Standing) -> Option<Past> {
        match self {
            Self::Stands(id) => standing.past(id),
            Self::New(past) => Some(past),
        }
    }
}

impl Line {
    fn of(log: &[(Moment, FeatureId)]) -> Self {
        Self(log.iter().map(|&(at, id)| (at, Entry::Stands(id))).collect())
    }

    /// Judges a reading, and takes it if nothing is left to ask.
    fn settle(&mut self, reading: &SentReading, standing: &impl Standing) -> Outcome {
        let place = self.0.partition_point(|(at, _)| *at <= reading.at);
        let (before, after) = self.0.split_at(place);
        let recent = &before[before.len().saturating_sub(HISTORY)..];
        let past: Vec<Past> = recent.iter().filter_map(|(_, entry)| entry.past(standing)).collect();
        let next = after.first().and_then(|(_, entry)| entry.past(standing));
        let judgement = judged(&past, next.as_ref(), reading.at, (reading.value, reading.how));
        if judgement.verdict.asks() && !reading.is_vouched {
            return Outcome::Unclear(judgement);
        }
        let past = Past { at: reading.at, value: reading.value, verdict: judgement.verdict };
        self.0.insert(place, (reading.at, Entry::New(past)));
        Outcome::Taken(judgement)
    }

    /// Readings that stand right behind a new one.
    fn follows(&self, standing: &impl Standing) -> impl Iterator<Item = Follow> {
        self.0.windows(2).filter_map(|pair| {
            let ((_, Entry::New(previous)), (_, Entry::Stands(reading))) = (pair[0], pair[1]) else { return None };
            let consumption = used(&previous, &standing.past(reading)?);
            Some(Follow { reading, previous, consumption })
        })
    }
}
