//! What a reading says beside the last ones of its meter. No verdict refuses: those that [`Verdict::asks`] want a word or a photograph.

use super::moment::Moment;
use super::usual::Usual;

/// So many of the last readings a new one is judged by: half a year of monthly rounds, which a phone can take along for a whole round.
pub const HISTORY: usize = 6;

/// Cubic metres no meter shows: dials of nine digits are the largest that are made.
pub const MOST_VALUE: f64 = 1e9;

/// How a value came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum How {
    /// Read off the meter.
    #[default]
    Read,
    /// Read off a meter that took the place of the former one.
    Replaced,
    /// Estimated: nobody got at the meter.
    Estimated,
}

/// What a reading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// As usual, or nothing is known that it could contradict.
    Ok,
    /// Far more than usual: a leak, or a digit too many.
    High,
    /// Far less than usual.
    Low,
    /// Less than was read before, or more than was read after.
    Backwards,
    /// Nothing was used where something usually is.
    Zero,
    /// The dial went past its last number and began anew.
    Rollover,
    /// Another meter stands there now: what it shows goes on from nothing.
    Replaced,
    /// Nobody read it.
    Estimated,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Ok, Self::High, Self::Low, Self::Backwards, Self::Zero, Self::Rollover, Self::Replaced, Self::Estimated];

    /// The word in [`crate::VERDICT_FIELD`].
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::High => "high",
            Self::Low => "low",
            Self::Backwards => "backwards",
            Self::Zero => "zero",
            Self::Rollover => "rollover",
            Self::Replaced => "replaced",
            Self::Estimated => "estimated",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == text)
    }

    /// True if somebody has to confirm it, or show a photograph. What its reader said themselves needs neither.
    pub const fn asks(self) -> bool {
        !matches!(self, Self::Ok | Self::Replaced | Self::Estimated)
    }
}

/// Where verdicts begin. A phone without a line judges by the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// High is more than so many times the usual,
    pub high_factor: f64,
    /// and so many cubic metres a day more,
    pub high_more: f64,
    /// and so many spreads above it.
    pub high_spreads: f64,
    /// Low is less than this part of the usual,
    pub low_factor: f64,
    /// and by so many cubic metres less than expected; so is zero.
    pub least_missing: f64,
    /// An interval counts as so many days at least.
    pub shortest_days: f64,
    /// The smallest dial: it begins anew at this number.
    pub dial: f64,
    /// The part of the dial beyond which it may begin anew before the next reading.
    pub rollover_from: f64,
    /// The part of the dial up to which it may have come since.
    pub rollover_to: f64,
}

/// The thresholds.
///
/// Three times the usual is a running toilet or a wrong digit, not guests; half a cubic metre a day is what one household uses, so that who
/// uses little is not asked for a bucket more; two spreads leave alone who always varies (hotels, schools). A quarter of the usual, and a
/// whole cubic metre less than expected, since readers write down whole ones and a day's reading is often the same as the last. Five
/// digits of cubic metres are the dials of households (0 to 99,999); a tenth of a dial is years of their use, and a wrong first digit mostly
/// lies further off.
pub const THRESHOLDS: Thresholds = Thresholds {
    high_factor: 3.0,
    high_more: 0.5,
    high_spreads: 2.0,
    low_factor: 0.25,
    least_missing: 1.0,
    shortest_days: 1.0,
    dial: 100_000.0,
    rollover_from: 0.9,
    rollover_to: 0.1,
};

/// A reading of a meter that stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Past {
    /// When it was read.
    pub at: Moment,
    /// Cubic metres on the dial.
    pub value: f64,
    /// What it said then.
    pub verdict: Verdict,
}

/// What a new reading says, and by what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The reading before it; none of a first one.
    pub previous: Option<Past>,
    /// Cubic metres since then; below zero if the dial ran backwards, none if there is nothing to count from.
    pub consumption: Option<f64>,
    /// What the meter usually counts; none without history, and then nothing is too much or too little.
    pub usual: Option<Usual>,
}

/// Judges a value read at a moment. `past` are the meter's readings up to that moment, in order, of which the last [`HISTORY`] count; `next` is the
/// one after it, where it was sent later than others.
pub fn judged(past: &[Past], next: Option<&Past>, at: Moment, (value, how): (f64, How)) -> Judgement {
    let past = &past[past.len().saturating_sub(HISTORY)..];
    let usual = Usual::of(past);
    let previous = past.last().copied();
    let verdict = match (how, previous) {
        (How::Replaced, _) => Verdict::Replaced,
        (_, previous) if is_ahead(next, value) || previous.is_some_and(|previous| is_behind(&previous, value)) => {
            turned(previous, next, usual, (at, value))
        }
        (How::Estimated, _) => Verdict::Estimated,
        (How::Read, Some(previous)) => usual.map_or(Verdict::Ok, |usual| compared(&previous, usual, (at, value))),
        (How::Read, None) => Verdict::Ok,
    };
    let consumption = previous.and_then(|previous| used(&previous, &Past { at, value, verdict }));
    Judgement { verdict, previous, consumption, usual }
}

/// Cubic metres between two readings that follow each other; none where a new meter began. To the litre, which is as fine as meters are.
pub fn used(from: &Past, to: &Past) -> Option<f64> {
    let difference = match to.verdict {
        Verdict::Replaced => return None,
        Verdict::Rollover if to.value < from.value => to.value + dial_of(from.value) - from.value,
        _ => to.value - from.value,
    };
    Some((difference * 1000.0).round() / 1000.0)
}

/// Less than was read before.
fn is_behind(previous: &Past, value: f64) -> bool {
    value < previous.value
}

/// More than was read after, by the same meter on the same turn of its dial.
fn is_ahead(next: Option<&Past>, value: f64) -> bool {
    next.is_some_and(|next| !matches!(next.verdict, Verdict::Replaced | Verdict::Rollover) && value > next.value)
}

/// A dial that began anew, if that explains it without too much having been used; or else it went backwards.
fn turned(previous: Option<Past>, next: Option<&Past>, usual: Option<Usual>, (at, value): (Moment, f64)) -> Verdict {
    let Some(previous) = previous.filter(|previous| is_behind(previous, value) && !is_ahead(next, value)) else {
        return Verdict::Backwards;
    };
    let dial = dial_of(previous.value);
    let is_near = previous.value >= THRESHOLDS.rollover_from * dial && value <= THRESHOLDS.rollover_to * dial;
    let daily = (value + dial - previous.value) / days_between(previous.at, at);
    let is_too_much = usual.is_some_and(|usual| is_high(daily, usual));
    if is_near && !is_too_much { Verdict::Rollover } else { Verdict::Backwards }
}

fn compared(previous: &Past, usual: Usual, (at, value): (Moment, f64)) -> Verdict {
    let (used, days) = (value - previous.value, days_between(previous.at, at));
    let (daily, missing) = (used / days, usual.daily * days - used);
    if missing >= THRESHOLDS.least_missing && used <= 0.0 {
        return Verdict::Zero;
    }
    if missing >= THRESHOLDS.least_missing && daily < THRESHOLDS.low_factor * usual.daily {
        return Verdict::Low;
    }
    if is_high(daily, usual) { Verdict::High } else { Verdict::Ok }
}

fn is_high(daily: f64, usual: Usual) -> bool {
    daily > THRESHOLDS.high_factor * usual.daily
        && daily > usual.daily + THRESHOLDS.high_more
        && daily > usual.daily + THRESHOLDS.high_spreads * usual.spread
}

fn days_between(from: Moment, to: Moment) -> f64 {
    to.days_since(from).max(THRESHOLDS.shortest_days)
}

/// Where the dial begins anew that shows this value: the smallest, or one with as many digits as it takes.
fn dial_of(value: f64) -> f64 {
    let mut dial = THRESHOLDS.dial;
    while dial <= value && dial < MOST_VALUE {
        dial *= 10.0;
    }
    dial
}
