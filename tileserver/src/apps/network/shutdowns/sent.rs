//! What was sent, read into what is meant.

use jiff::{SignedDuration, Timestamp};
use network::Mode;
use network::shutdown::{ShutdownKind, moment};
use spatial_core::layer::{FeatureId, composed};
use spatial_core::message::Message;

use super::wire::{CustomerCounts, ShutdownSent};
use crate::apps::network::codes::shown;
use crate::apps::network::isolation::{BurstAsked, BurstSent, MOST_BURSTS, few, on_earth, short};
use crate::apps::network::wire::LONGEST_REMARK;
use crate::http::HttpError;
use crate::openapi::ParameterError;

/// Valves that cannot be closed: a crew found each of them.
const MOST_INOPERABLE: usize = 1000;
/// Hours works take at most: a year, as long as main pipes are laid anew.
const MOST_HOURS: f64 = 8784.0;
/// Letters of a place: a line of a notice.
const LONGEST_PLACE: usize = 300;

/// A job as it is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) bursts: Vec<BurstAsked>,
    pub(super) inoperable: Vec<String>,
    pub(super) mode: Mode,
    pub(super) kind: ShutdownKind,
    pub(super) place: Option<String>,
    pub(super) remark: Option<String>,
    pub(super) planned: [Option<Timestamp>; 2],
    /// How long it is to take, where nobody says until when.
    pub(super) lasts: Option<SignedDuration>,
    pub(super) start: Option<[f64; 2]>,
    /// The job whose place it takes.
    pub(super) replaces: Option<FeatureId>,
    pub(super) seen: Seen,
}

/// The answer its sender saw before they confirmed it.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) revision: Option<u64>,
    pub(super) graph: String,
    /// Ascending.
    pub(super) valves: Option<Vec<String>>,
    pub(super) customers: Option<CustomerCounts>,
}

impl Wanted {
    pub(super) fn of(sent: ShutdownSent) -> Result<Self, HttpError> {
        let bursts: Vec<BurstSent> = sent.burst.into_iter().chain(sent.bursts).collect();
        if bursts.is_empty() {
            return Err(HttpError::Unfit(Message::new("problem-shutdown-no-burst")));
        }
        // Who did not look at the answer cannot confirm it.
        let blind = || ParameterError::invalid("graph", "", Message::new("problem-expected-graph"));
        let graph = sent.graph.filter(|graph| !graph.is_empty()).ok_or_else(blind)?;
        few("bursts", bursts.len(), MOST_BURSTS)?;
        few("inoperable", sent.inoperable.len(), MOST_INOPERABLE)?;
        sent.inoperable.iter().try_for_each(|code| short("inoperable", code))?;
        let mode = sent.mode.as_deref().map(|word| Mode::parse(word).ok_or_else(|| unknown("mode", word)));
        let kind = sent.kind.as_deref().map(|word| ShutdownKind::parse(word).ok_or_else(|| unknown("kind", word)));
        let mut valves = sent.valves_to_close;
        if let Some(valves) = &mut valves {
            valves.sort_unstable();
        }
        Ok(Self {
            bursts: bursts.into_iter().map(BurstSent::read).collect::<Result<_, _>>()?,
            inoperable: sent.inoperable,
            mode: mode.transpose()?.unwrap_or_default(),
            kind: kind.transpose()?.unwrap_or_default(),
            place: kept("place", sent.place.as_deref(), LONGEST_PLACE)?,
            remark: remark(sent.remark.as_deref())?,
            planned: [
                instant("planned_from", sent.planned_from.as_deref())?,
                instant("planned_to", sent.planned_to.as_deref())?,
            ],
            lasts: sent.planned_hours.map(hours).transpose()?,
            start: sent.start.map(|start| on_earth("start", start)).transpose()?,
            replaces: sent.replaces.map(FeatureId),
            seen: Seen { revision: sent.data_revision, graph, valves, customers: sent.customers },
        })
    }
}

/// A time as long as works take.
fn hours(sent: f64) -> Result<SignedDuration, HttpError> {
    let message = || Message::new("problem-shutdown-hours").with("most", MOST_HOURS);
    let is_some = sent > 0.0 && sent <= MOST_HOURS;
    let lasts = is_some.then(|| SignedDuration::try_from_secs_f64(sent * 3600.0).ok()).flatten();
    lasts.ok_or_else(|| HttpError::Unfit(message()))
}

/// A moment with its offset from UTC (RFC 3339).
pub(super) fn instant(field: &'static str, sent: Option<&str>) -> Result<Option<Timestamp>, HttpError> {
    let read = |text: &str| {
        let message = || Message::new("problem-shutdown-time").with("field", field).with("value", shown(text));
        moment(text.trim()).ok_or_else(|| HttpError::Unfit(message()))
    };
    sent.map(read).transpose()
}

/// A remark as it is kept.
pub(super) fn remark(sent: Option<&str>) -> Result<Option<String>, HttpError> {
    kept("remark", sent, LONGEST_REMARK)
}

/// A text as it is kept. Letters that are none (a null, an escape) are refused: not every store takes them.
fn kept(field: &'static str, sent: Option<&str>, most: usize) -> Result<Option<String>, HttpError> {
    let Some(text) = sent.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let is_strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if text.chars().count() > most || text.chars().any(is_strange) {
        return Err(HttpError::Unfit(Message::new("problem-shutdown-text").with("field", field).with("most", most)));
    }
    Ok(Some(composed(text).into_owned()))
}

fn unknown(field: &'static str, word: &str) -> HttpError {
    HttpError::Unfit(Message::new("problem-shutdown-word").with("field", field).with("word", shown(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_needed_to_make_a_job() {
        let burst = || Some(BurstSent { edge: Some("P1".to_owned()), ..BurstSent::default() });
        let graph = || Some("17".to_owned());
        let read = |sent| Wanted::of(sent).err();
        assert!(read(ShutdownSent { burst: burst(), graph: graph(), ..ShutdownSent::default() }).is_none());
        let blind = read(ShutdownSent { burst: burst(), ..ShutdownSent::default() });
        assert!(matches!(blind, Some(HttpError::Parameter(_))), "{blind:?}");
        assert!(matches!(read(ShutdownSent { graph: graph(), ..ShutdownSent::default() }), Some(HttpError::Unfit(_))));
    }

    #[test]
    fn works_take_some_hours_and_no_more_than_a_year() {
        let read = |sent| hours(sent).ok().map(|lasts| lasts.as_secs());
        assert_eq!([read(0.5), read(8784.0)], [Some(1800), Some(31_622_400)]);
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 9000.0] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_have_an_offset() {
        let read = |text| instant("at", Some(text)).ok().flatten().map(|moment| moment.to_string());
        assert_eq!(read("2026-11-30T08:00:00+07:00").as_deref(), Some("2026-11-30T01:00:00Z"));
        assert_eq!(read("2026-11-30T01:00:00Z").as_deref(), Some("2026-11-30T01:00:00Z"));
        for bad in ["2026-11-30T08:00:00", "2026-11-30", "mai", ""] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
