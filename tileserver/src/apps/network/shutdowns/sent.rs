//! What was sent, read into what is meant.

use jiff::Timestamp;
use network::Mode;
use network::shutdown::{ShutdownKind, moment};
use spatial_core::layer::composed;
use spatial_core::message::Message;

use super::wire::{BurstSent, CustomerCounts, ShutdownSent};
use crate::apps::network::codes::shown;
use crate::apps::network::isolation::BurstAsked;
use crate::http::HttpError;

/// Places of one job: whoever breaks a pipe in more of them has several jobs.
const MOST_BURSTS: usize = 50;
/// Valves that cannot be closed: a crew found each of them.
const MOST_INOPERABLE: usize = 1000;
/// Bytes of a code, as in addresses.
const LONGEST_CODE: usize = 256;
/// Letters of a place: a line of a notice.
const LONGEST_PLACE: usize = 300;
/// Letters of a remark: a note from the field, not a report.
const LONGEST_REMARK: usize = 2000;
/// Metres around a place, as usual and at most: who is further from a pipe has not pointed at one.
const WITHIN: [f64; 2] = [20.0, 500.0];

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
    pub(super) start: Option<[f64; 2]>,
    pub(super) seen: Seen,
}

/// The answer its sender saw before they confirmed it.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) revision: Option<u64>,
    pub(super) graph: Option<String>,
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
            bursts: bursts.into_iter().map(burst).collect::<Result<_, _>>()?,
            inoperable: sent.inoperable,
            mode: mode.transpose()?.unwrap_or_default(),
            kind: kind.transpose()?.unwrap_or_default(),
            place: kept("place", sent.place.as_deref(), LONGEST_PLACE)?,
            remark: remark(sent.remark.as_deref())?,
            planned: [
                instant("planned_from", sent.planned_from.as_deref())?,
                instant("planned_to", sent.planned_to.as_deref())?,
            ],
            start: sent.start.map(|start| on_earth("start", start)).transpose()?,
            seen: Seen { revision: sent.data_revision, graph: sent.graph, valves, customers: sent.customers },
        })
    }
}

fn burst(sent: BurstSent) -> Result<BurstAsked, HttpError> {
    let code = |name, code: String| short(name, &code).map(|()| code);
    match sent {
        BurstSent { edge: Some(edge), node: None, device: None, at: None, .. } => {
            Ok(BurstAsked::Edge(code("edge", edge)?))
        }
        BurstSent { edge: None, node: Some(node), device: None, at: None, .. } => {
            Ok(BurstAsked::Node(code("node", node)?))
        }
        BurstSent { edge: None, node: None, device: Some(device), at: None, .. } => {
            Ok(BurstAsked::Device(code("device", device)?))
        }
        BurstSent { edge: None, node: None, device: None, at: Some(at), within_m } => {
            let [usual, most] = WITHIN;
            let within = within_m.unwrap_or(usual);
            if !(0.0..=most).contains(&within) {
                return Err(HttpError::Unfit(Message::new("problem-shutdown-within").with("most", most)));
            }
            Ok(BurstAsked::At(on_earth("at", at)?, within))
        }
        _ => Err(HttpError::Unfit(Message::new("problem-burst-one-place"))),
    }
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

fn few(field: &'static str, count: usize, most: usize) -> Result<(), HttpError> {
    let message = || Message::new("problem-shutdown-too-many").with("field", field).with("most", most);
    if count > most { Err(HttpError::Unfit(message())) } else { Ok(()) }
}

fn short(field: &'static str, code: &str) -> Result<(), HttpError> {
    let message = || Message::new("problem-shutdown-text").with("field", field).with("most", LONGEST_CODE);
    if code.len() > LONGEST_CODE { Err(HttpError::Unfit(message())) } else { Ok(()) }
}

fn unknown(field: &'static str, word: &str) -> HttpError {
    HttpError::Unfit(Message::new("problem-shutdown-word").with("field", field).with("word", shown(word)))
}

fn on_earth(field: &'static str, at: [f64; 2]) -> Result<[f64; 2], HttpError> {
    let is_there = at[0].abs() <= 180.0 && at[1].abs() <= 90.0;
    let message = || Message::new("problem-shutdown-place").with("field", field);
    if is_there { Ok(at) } else { Err(HttpError::Unfit(message())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(burst: BurstSent, is_read: bool) {
        let sent = ShutdownSent { burst: Some(burst.clone()), ..ShutdownSent::default() };
        assert_eq!(Wanted::of(sent).is_ok(), is_read, "{burst:?}");
    }

    #[test]
    fn a_burst_is_at_one_place_on_the_earth() {
        let edge = || Some("P1".to_owned());
        check(BurstSent { edge: edge(), ..BurstSent::default() }, true);
        check(BurstSent { at: Some([107.0, 10.0]), within_m: Some(500.0), ..BurstSent::default() }, true);
        check(BurstSent::default(), false);
        check(BurstSent { edge: edge(), node: edge(), ..BurstSent::default() }, false);
        check(BurstSent { at: Some([107.0, 91.0]), ..BurstSent::default() }, false);
        check(BurstSent { at: Some([f64::NAN, 9.0]), ..BurstSent::default() }, false);
        check(BurstSent { at: Some([107.0, 10.0]), within_m: Some(501.0), ..BurstSent::default() }, false);
        check(BurstSent { edge: Some("P".repeat(257)), ..BurstSent::default() }, false);
        assert!(Wanted::of(ShutdownSent::default()).is_err());
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
