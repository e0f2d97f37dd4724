//! Readings that can be and readings that cannot, and sendings in any order.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use spatial_core::layer::FeatureId;

use super::*;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

fn day(number: i64) -> Moment {
    Moment::parse("2026-01-01T00:00:00Z").unwrap().plus(number * DAY)
}

fn past(readings: &[(i64, f64)]) -> Vec<Past> {
    readings.iter().map(|&(at, value)| Past { at: day(at), value, verdict: Verdict::Ok }).collect()
}

/// Half a cubic metre a day, read every thirty days; the last shows 160.
const STEADY: [(i64, f64); 5] = [(0, 100.0), (30, 115.0), (60, 130.0), (90, 145.0), (120, 160.0)];

fn verdict(readings: &[(i64, f64)], at: i64, value: f64) -> Verdict {
    judged(&past(readings), None, day(at), (value, How::Read)).verdict
}

/// What is said, readings before by day, the day, the value, and the verdict.
type Case<'a> = (&'a str, &'a [(i64, f64)], i64, f64, Verdict);

#[test]
fn verdicts_follow_from_what_was_read_before() {
    let hotel = [(0, 0.0), (30, 10.0), (60, 200.0), (90, 210.0), (120, 400.0)];
    let thrifty = [(0, 10.0), (30, 11.0), (60, 12.0)];
    let cases: [Case<'_>; 18] = [
        ("as usual", &STEADY, 150, 175.0, Verdict::Ok),
        ("twice the usual", &STEADY, 150, 190.0, Verdict::Ok),
        ("three times the usual and a little", &STEADY, 150, 206.0, Verdict::High),
        ("a digit too many", &STEADY, 150, 1750.0, Verdict::High),
        ("four times of little", &thrifty, 90, 16.0, Verdict::Ok),
        ("of little, a running toilet", &thrifty, 90, 60.0, Verdict::High),
        ("who always varies", &hotel, 150, 700.0, Verdict::Ok),
        ("even for who always varies", &hotel, 150, 1100.0, Verdict::High),
        ("a quarter of the usual", &STEADY, 150, 163.9, Verdict::Ok),
        ("less than that", &STEADY, 150, 163.0, Verdict::Low),
        ("nothing", &STEADY, 150, 160.0, Verdict::Zero),
        ("nothing on the next day", &STEADY, 121, 160.0, Verdict::Ok),
        ("less than before", &STEADY, 150, 159.0, Verdict::Backwards),
        ("the first of all", &[], 0, 98_765.0, Verdict::Ok),
        ("the second of all, whatever it is", &[(0, 5.0)], 30, 4000.0, Verdict::Ok),
        ("the second of all, less", &[(0, 5.0)], 30, 4.0, Verdict::Backwards),
        ("past the end of the dial", &[(0, 99_960.0), (30, 99_980.0)], 60, 2.0, Verdict::Rollover),
        ("past the end of the dial by too much", &[(0, 99_960.0), (30, 99_980.0)], 60, 5000.0, Verdict::Backwards),
    ];
    for (what, readings, at, value, expected) in cases {
        assert_eq!(verdict(readings, at, value), expected, "{what}");
    }
}

#[test]
fn a_dial_that_begins_anew_goes_on_counting() {
    let judgement = judged(&past(&[(0, 99_990.0)]), None, day(30), (5.0, How::Read));
    assert_eq!((judgement.verdict, judgement.consumption), (Verdict::Rollover, Some(15.0)));
    let large = judged(&past(&[(0, 999_990.0)]), None, day(30), (5.0, How::Read));
    assert_eq!((large.verdict, large.consumption), (Verdict::Rollover, Some(15.0)));
}

#[test]
fn without_history_that_is_said() {
    assert_eq!(judged(&[], None, day(0), (1.0, How::Read)).usual, None);
    assert_eq!(judged(&past(&[(0, 1.0)]), None, day(30), (900.0, How::Read)).usual, None);
    let known = judged(&past(&STEADY), None, day(150), (175.0, How::Read)).usual.unwrap();
    assert!((known.daily - 0.5).abs() < 1e-9 && known.spread < 1e-9 && known.intervals == 4, "{known:?}");
}

#[test]
fn a_new_meter_begins_anew_and_its_customer_stays_as_usual() {
    let replaced = judged(&past(&STEADY), None, day(121), (0.0, How::Replaced));
    assert_eq!((replaced.verdict, replaced.consumption), (Verdict::Replaced, None));
    assert!(!replaced.verdict.asks());
    let mut then = past(&STEADY);
    then.push(Past { at: day(121), value: 0.0, verdict: Verdict::Replaced });
    let next = judged(&then, None, day(151), (15.0, How::Read));
    assert_eq!((next.verdict, next.consumption), (Verdict::Ok, Some(15.0)));
    assert_eq!(judged(&then, None, day(151), (90.0, How::Read)).verdict, Verdict::High);
}

#[test]
fn what_was_estimated_asks_nothing_and_teaches_nothing() {
    let estimated = judged(&past(&STEADY), None, day(150), (500.0, How::Estimated));
    assert_eq!((estimated.verdict, estimated.verdict.asks()), (Verdict::Estimated, false));
    assert_eq!(judged(&past(&STEADY), None, day(150), (1.0, How::Estimated)).verdict, Verdict::Backwards);
    let mut then = past(&STEADY);
    then.push(Past { at: day(150), value: 500.0, verdict: Verdict::Estimated });
    let usual = Usual::of(&then).unwrap();
    assert!((usual.daily - 0.5).abs() < 1e-9, "{usual:?}");
}

#[test]
fn a_reading_that_comes_late_may_not_be_above_the_next() {
    let next = Past { at: day(180), value: 190.0, verdict: Verdict::Ok };
    let late = |value| judged(&past(&STEADY), Some(&next), day(150), (value, How::Read)).verdict;
    assert_eq!((late(175.0), late(191.0)), (Verdict::Ok, Verdict::Backwards));
}

#[test]
fn an_id_is_a_uuid() {
    let text = "0190163d-8694-739b-aea5-966c26f8ad91";
    let upper = text.to_uppercase();
    assert_eq!(ClientId::parse(&upper).unwrap().to_string(), text);
    for none in ["", "0190163d8694739baea5966c26f8ad91", &text[1..], "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(ClientId::parse(none), None, "{none}");
    }
}

/// Readings that are taken, as a store would keep them.
#[derive(Default)]
struct Shelf {
    rows: BTreeMap<FeatureId, Row>,
    logs: BTreeMap<FeatureId, Vec<(Moment, FeatureId)>>,
}

struct Row {
    client: ClientId,
    past: Past,
    previous: Option<Past>,
    consumption: Option<f64>,
}

impl Standing for Shelf {
    fn known(&self, client: ClientId) -> Option<FeatureId> {
        self.rows.iter().find(|(_, row)| row.client == client).map(|(id, _)| *id)
    }

    fn log(&self, connection: FeatureId) -> &[(Moment, FeatureId)] {
        self.logs.get(&connection).map_or(&[], Vec::as_slice)
    }

    fn connection(&self, reading: FeatureId) -> Option<FeatureId> {
        self.logs.iter().find(|(_, log)| log.iter().any(|(_, id)| *id == reading)).map(|(connection, _)| *connection)
    }

    fn past(&self, reading: FeatureId) -> Option<Past> {
        self.rows.get(&reading).map(|row| row.past)
    }
}

impl Shelf {
    fn send(&mut self, sent: &[SentReading]) -> Sending {
        let sending = settled(sent, self);
        for follow in &sending.follows {
            let row = self.rows.get_mut(&follow.reading).unwrap();
            (row.previous, row.consumption) = (Some(follow.previous), follow.consumption);
        }
        for (reading, outcome) in sent.iter().zip(&sending.outcomes) {
            let Outcome::Taken(judgement) = outcome else { continue };
            let id = FeatureId(self.rows.len() as u64 + 1);
            let past = Past { at: reading.at, value: reading.value, verdict: judgement.verdict };
            let (previous, consumption) = (judgement.previous, judgement.consumption);
            self.rows.insert(id, Row { client: reading.client, past, previous, consumption });
            let log = self.logs.entry(reading.connection).or_default();
            log.push((reading.at, id));
            log.sort_unstable();
        }
        sending
    }

    /// Every row names the one before it.
    fn is_whole(&self) -> bool {
        self.logs.values().all(|log| {
            let rows: Vec<&Row> = log.iter().map(|(_, id)| &self.rows[id]).collect();
            let first = rows.first().is_none_or(|row| row.previous.is_none() && row.consumption.is_none());
            first
                && rows.windows(2).all(|pair| {
                    let (from, to) = (pair[0].past, pair[1].past);
                    pair[1].previous == Some(from) && pair[1].consumption == used(&from, &to)
                })
        })
    }
}

fn client(number: u64) -> ClientId {
    ClientId::parse(&format!("0190163d-8694-739b-aea5-{number:012x}")).unwrap()
}

/// Of two meters; each has moments of its own, so that their order is one whoever comes first.
fn some() -> impl Strategy<Value = Vec<SentReading>> {
    let one = (0_u64..2, 0_i64..40, 0_u32..300, any::<bool>());
    let vouched = |(at, (connection, day_number, value, is_new)): (usize, (u64, i64, u32, bool))| SentReading {
        client: client(at as u64 + 1),
        connection: FeatureId(connection + 1),
        at: day(day_number * 7).plus(at as i64),
        value: f64::from(value),
        how: if is_new && value < 20 { How::Replaced } else { How::Read },
        is_vouched: true,
    };
    prop::collection::vec(one, 1..24).prop_map(move |ones| ones.into_iter().enumerate().map(vouched).collect())
}

#[test]
fn an_id_that_stands_for_another_reading_hides_none() {
    let first = SentReading {
        client: client(1),
        connection: FeatureId(1),
        at: day(0),
        value: 12.0,
        how: How::Read,
        is_vouched: false,
    };
    let (corrected, of_another) =
        (SentReading { value: 13.0, ..first }, SentReading { connection: FeatureId(2), ..first });
    let mut shelf = Shelf::default();
    let at_once = shelf.send(&[first, corrected, of_another, first]).outcomes;
    assert_eq!(at_once[1..], [Outcome::IdUsed, Outcome::IdUsed, Outcome::Repeated(0)]);
    let later = shelf.send(&[corrected, of_another, first]).outcomes;
    assert_eq!(later, [Outcome::IdUsed, Outcome::IdUsed, Outcome::Known(FeatureId(1))]);
    assert_eq!(shelf.rows.len(), 1);
}

proptest! {
    #[test]
    fn readings_sent_twice_in_any_order_stand_once(
        readings in some(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 60),
        size in 1_usize..9,
    ) {
        let mut shelf = Shelf::default();
        let drawn: Vec<SentReading> = order.iter().map(|index| *index.get(&readings)).collect();
        let all = drawn.iter().chain(&readings).chain(&readings).copied().collect::<Vec<_>>();
        for sending in all.chunks(size) {
            let done = shelf.send(sending);
            prop_assert_eq!(done.outcomes.len(), sending.len());
            prop_assert!(shelf.is_whole());
        }
        let stand: Vec<ClientId> = shelf.rows.values().map(|row| row.client).collect();
        let once: BTreeSet<ClientId> = stand.iter().copied().collect();
        prop_assert_eq!(stand.len(), once.len(), "nothing twice");
        prop_assert_eq!(once, readings.iter().map(|reading| reading.client).collect(), "nothing lost");
    }

    #[test]
    fn nothing_that_asks_is_taken_without_a_word(readings in some()) {
        let mut shelf = Shelf::default();
        for reading in readings {
            let sending = shelf.send(&[SentReading { is_vouched: false, ..reading }]);
            match sending.outcomes[..] {
                [Outcome::Taken(judgement)] => prop_assert!(!judgement.verdict.asks()),
                [Outcome::Unclear(judgement)] => prop_assert!(judgement.verdict.asks()),
                _ => prop_assert!(false, "sent once"),
            }
        }
    }
}
