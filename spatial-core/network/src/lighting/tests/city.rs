//! Ten thousand poles, one span cut at a time, five of a hundred poles silent and two of a hundred reports false: is the span found?
//!
//! What can be known bounds what can be found. If the pole behind the cut is seen lit by mistake, or the one before it dark, the neighbouring span
//! explains all reports better: nobody could tell. If the pole between two spans is silent, both explain them alike: they are one suspect.
//! And dark, lit, dark is either a cut before the first and a false report of the second, or the other way round: both are equally likely, and
//! share their place.

use super::street::{id, span};
use crate::graph::NodeRow;
use crate::lighting::{
    LampReport, LampRow, LightPart, Lights, LightsBuilder, Reported, Suspicion, Trust, darkened, suspects,
};

const CABINETS: u64 = 50;
const CIRCUITS: u64 = 4;
/// Poles of a circuit.
const POLES: u64 = 50;
const FAULTS: usize = 500;

/// Chance that repeats itself: splitmix64.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.throw() % bound
    }

    /// True so often of a hundred.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Cabinets from 1, poles from 1001, the span to a pole has its number; lamps a million on. One pole of eight begins a branch.
fn city(dice: &mut Dice) -> Lights {
    let mut builder = LightsBuilder::default();
    let mut pole = 1_000;
    for cabinet in 1..=CABINETS {
        builder.node(NodeRow { id: id(cabinet), code: "", is_source: true });
        for circuit in 0..CIRCUITS {
            let first = pole + 1;
            for _ in 0..POLES {
                pole += 1;
                let before = match pole - first {
                    0 => cabinet,
                    count if dice.chance(12) => first + dice.below(count),
                    _ => pole - 1,
                };
                builder.node(NodeRow { id: id(pole), code: "", is_source: false });
                builder.span(span(pole, [before, pole], &format!("Lộ {circuit}")));
                builder.lamp(LampRow { id: id(1_000_000 + pole), pole: id(pole) });
            }
        }
    }
    builder.build().unwrap()
}

/// What all poles say while a span is cut.
fn reports(dice: &mut Dice, lights: &Lights, cut: LightPart) -> Vec<LampReport> {
    let dark = darkened(lights, cut).poles;
    let poles = 1_001..=1_000 + CABINETS * CIRCUITS * POLES;
    let mut reports = Vec::new();
    for pole in poles.map(id) {
        let (is_silent, is_false) = (dice.chance(5), dice.chance(2));
        if !is_silent {
            let is_dark = dark.binary_search(&pole).is_ok() != is_false;
            reports.push(LampReport { of: Reported::Pole(pole), is_dark });
        }
    }
    reports
}

/// Behind fewer poles, those that are silent or falsely lit leave one or two dark: that is told as lamps.
const LEAST_POLES: usize = 4;

/// Chances differ by less than this where the reports weigh the same.
const ALIKE: f64 = 1.001;

/// In this city no lamp fails by itself.
const TRUST: Trust = Trust { false_reports: 0.02, lamp_failures: 0.0, part_failures: 0.002 };

/// What became of all faults.
#[derive(Debug, Default)]
struct Tally {
    faults: usize,
    /// No suspect of the surest incident is likelier than the span.
    first: usize,
    /// At most two are.
    among_three: usize,
    /// Spans named by suspects that were first.
    named: usize,
    /// First, and by itself.
    alone: usize,
}

impl Tally {
    fn add(&mut self, found: &Suspicion, cut: LightPart) {
        self.faults += 1;
        let suspects = &found.incidents[0].suspects;
        let Some(right) = suspects.iter().find(|suspect| suspect.parts.contains(&cut)) else { return };
        let likelier = suspects.iter().filter(|other| other.likelihood > right.likelihood * ALIKE).count();
        let spans = right.parts.iter().filter(|part| matches!(part, LightPart::Span(_))).count();
        self.among_three += usize::from(likelier < 3);
        if likelier == 0 {
            self.first += 1;
            self.named += spans;
            let is_shared = suspects.iter().filter(|other| other.likelihood * ALIKE >= right.likelihood).count() > 1;
            self.alone += usize::from(spans == 1 && !is_shared);
        }
    }
}

#[test]
fn the_span_that_was_cut_is_suspected_first() {
    let mut dice = Dice(6);
    let lights = city(&mut dice);
    let mut tally = Tally::default();
    while tally.faults < FAULTS {
        let cut = LightPart::Span(id(1_001 + dice.below(CABINETS * CIRCUITS * POLES)));
        if darkened(&lights, cut).poles.len() < LEAST_POLES {
            continue;
        }
        tally.add(&suspects(&lights, &reports(&mut dice, &lights, cut), &TRUST), cut);
    }
    assert!(tally.first * 100 >= FAULTS * 95, "{tally:?}");
    assert!(tally.among_three * 100 >= FAULTS * 99, "{tally:?}");
    // What is first is mostly one span, and not a street of them.
    assert!(tally.named * 10 <= tally.first * 12 && tally.alone * 100 >= FAULTS * 80, "{tally:?}");
}

#[test]
fn every_pole_that_was_seen_dark_is_explained_once() {
    let mut dice = Dice(2);
    let lights = city(&mut dice);
    for cut in 0..20 {
        let reports = reports(&mut dice, &lights, LightPart::Span(id(1_001 + cut * 17)));
        let found = suspects(&lights, &reports, &Trust::default());
        let mut explained: Vec<_> = found.incidents.into_iter().flat_map(|incident| incident.dark).collect();
        explained.sort_unstable();
        let dark = reports.iter().filter(|report| report.is_dark).map(|report| match report.of {
            Reported::Pole(pole) | Reported::Lamp(pole) => pole,
        });
        assert_eq!(explained, dark.collect::<Vec<_>>());
    }
}
