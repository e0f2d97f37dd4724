//! What was read off meters in the months before, in the first rounds of each ward, so that the next reading has something to be judged by.
//! Here and there water leaks, a meter is new, or nobody got at it.

use network::{ClientId, ConnectionDraft, How, Judgement, Moment, Past, judged};

use crate::dice::{Dice, Purpose};
use crate::site::Site;

/// Keeps the dice of readings apart from those of valves and of customers.
const APART: i64 = 200_000;
/// When the rounds were walked, in the morning.
const WALKED: [&str; 5] = [
    "2026-06-04T01:00:00Z",
    "2026-07-03T01:00:00Z",
    "2026-08-04T01:00:00Z",
    "2026-09-04T01:00:00Z",
    "2026-10-05T01:00:00Z",
];
/// Milliseconds from one door to the next.
const TO_THE_NEXT: i64 = 90_000;
/// Milliseconds of a day's work, after which its readings are sent.
const WORK: i64 = 9 * 3_600_000;

/// A reading of a connection of the portion.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PastReading {
    /// The number of the connection in the portion.
    pub(crate) connection: usize,
    pub(crate) client: ClientId,
    pub(crate) at: Moment,
    /// When it came in.
    pub(crate) received: Moment,
    /// Whole cubic metres, as they are read.
    pub(crate) value: f64,
    pub(crate) judgement: Judgement,
}

/// Those of a map sheet, by its connections.
pub(super) fn past_readings(seed: u64, site: &Site, connections: &[ConnectionDraft]) -> Vec<PastReading> {
    if site.sheet != 1 {
        return Vec::new();
    }
    let mut dice = Dice::at(seed, Purpose::Network, site.cell.i, site.cell.j + APART);
    connections.iter().enumerate().flat_map(|(number, connection)| of_one(number, connection, &mut dice)).collect()
}

fn of_one(number: usize, connection: &ConnectionDraft, dice: &mut Dice) -> Vec<PastReading> {
    let daily = dice.between(0.6, 1.4) * daily(connection.class.as_deref());
    // A tenth hang on their pipes since the summer, and three of a hundred lose water lately.
    let first = if dice.chance(10) { 3 } else { 0 };
    let leaks = dice.chance(3);
    let mut dial = if first > 0 { 0.0 } else { dice.between(50.0, 4000.0) };
    let mut past: Vec<Past> = Vec::new();
    let mut readings = Vec::new();
    for (month, day) in WALKED.iter().enumerate().skip(first) {
        let Some(begun) = Moment::parse(day) else { continue };
        let at = begun.plus(connection.order.unwrap_or_default() * TO_THE_NEXT);
        let days = past.last().map_or(0.0, |last| at.days_since(last.at));
        let more = if leaks && month + 1 == WALKED.len() { 5.0 } else { 1.0 };
        dial += daily * more * dice.between(0.85, 1.15) * days;
        let how = if dice.chance(2) { How::Estimated } else { How::Read };
        let value = dial.floor();
        let judgement = judged(&past, None, at, (value, how));
        past.push(Past { at, value, verdict: judgement.verdict });
        let Some(client) = drawn(dice) else { continue };
        readings.push(PastReading { connection: number, client, at, received: begun.plus(WORK), value, judgement });
    }
    readings
}

/// Cubic metres a day of a class of customers.
fn daily(class: Option<&str>) -> f64 {
    match class {
        Some("hospital") => 30.0,
        Some("school" | "industry" | "market") => 8.0,
        Some("office" | "business" | "public") => 2.0,
        Some("clinic") => 1.5,
        _ => 0.5,
    }
}

/// A UUID of chance (RFC 9562, version 4).
fn drawn(dice: &mut Dice) -> Option<ClientId> {
    let high = (dice.next() & !0xf000) | 0x4000;
    let low = (dice.next() & !(0b11 << 62)) | (0b10 << 62);
    let digits = format!("{high:016x}{low:016x}");
    let groups: Vec<&str> =
        [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().filter_map(|part| digits.get(part)).collect();
    ClientId::parse(&groups.join("-"))
}
