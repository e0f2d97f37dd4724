//! A cabinet with two circuits, and a ring.

use spatial_core::layer::FeatureId;

use crate::graph::{DeviceKind, DeviceRow, DeviceState, NodeRow, Place};
use crate::lighting::{
    Darkened, LampReport, LampRow, LightPart, Lights, LightsBuilder, Reported, SpanRow, SuspectReason, Suspicion,
    Trust, darkened, suspects,
};

pub(super) fn id(number: u64) -> FeatureId {
    FeatureId(number)
}

pub(super) fn span(number: u64, [from, to]: [u64; 2], circuit: &str) -> SpanRow<'_> {
    SpanRow { id: id(number), code: "", from: id(from), to: id(to), circuit, length: 30.0, is_shut: false }
}

/// Cabinet 1. Circuit A: 2-3-4-5 with a branch 3-6; circuit B: 7-8. Spans are numbered 10 and their far pole, lamps 100 and their pole; pole 5 has
/// two lamps, 105 and 205.
fn builder() -> LightsBuilder {
    let mut builder = LightsBuilder::default();
    for node in 1..=8 {
        builder.node(NodeRow { id: id(node), code: "", is_source: node == 1 });
    }
    for (from, to, circuit) in [(1, 2, "A"), (3, 2, ""), (3, 4, ""), (4, 5, ""), (3, 6, ""), (1, 7, "B"), (7, 8, "")] {
        builder.span(span(10 + if from == 3 && to == 2 { 3 } else { to }, [from, to], circuit));
    }
    for pole in 2..=8 {
        builder.lamp(LampRow { id: id(100 + pole), pole: id(pole) });
    }
    builder.lamp(LampRow { id: id(205), pole: id(5) });
    builder
}

fn street() -> Lights {
    builder().build().unwrap()
}

fn ids(found: &[FeatureId]) -> Vec<u64> {
    found.iter().map(|id| id.0).collect()
}

fn dark(lights: &Lights, part: LightPart) -> Vec<u64> {
    ids(&darkened(lights, part).poles)
}

fn seen(lights: &Lights, dark: &[u64], lit: &[u64]) -> Suspicion {
    let report = |is_dark: bool| move |&pole: &u64| LampReport { of: Reported::Pole(id(pole)), is_dark };
    let reports: Vec<LampReport> = dark.iter().map(report(true)).chain(lit.iter().map(report(false))).collect();
    suspects(lights, &reports, &Trust::default())
}

fn first(found: &Suspicion) -> (&[LightPart], SuspectReason) {
    let suspect = &found.incidents[0].suspects[0];
    (&suspect.parts, suspect.reason)
}

#[test]
fn a_fault_darkens_what_hangs_on_it() {
    let street = street();
    assert_eq!(dark(&street, LightPart::Span(id(13))), [3, 4, 5, 6], "drawn from pole 3 to pole 2, fed the other way");
    let last = darkened(&street, LightPart::Span(id(15)));
    assert_eq!((ids(&last.spans), ids(&last.lamps)), (vec![15], vec![105, 205]));
    assert_eq!(dark(&street, LightPart::Circuit { cabinet: id(1), first: id(12) }), [2, 3, 4, 5, 6]);
    assert_eq!(dark(&street, LightPart::Cabinet(id(1))), [2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(dark(&street, LightPart::Pole(id(3))), [3]);
    assert_eq!(darkened(&street, LightPart::Span(id(99))), Darkened::default());
}

#[test]
fn a_ring_is_a_tree_up_to_its_open_point_and_one_without_is_told() {
    let mut ring = builder();
    ring.span(span(20, [5, 8], ""));
    let (place, state) =
        (Place::End { edge: id(20), node: id(8) }, DeviceState { is_closed: true, ..DeviceState::default() });
    ring.device(DeviceRow { id: id(1), code: "", kind: DeviceKind::Closable, place, state });
    let ring = ring.build().unwrap();
    assert_eq!((ring.ring_spans(), dark(&ring, LightPart::Span(id(14)))), (&[][..], vec![4, 5]));
    let mut closed = builder();
    closed.span(span(20, [5, 8], ""));
    closed.lamp(LampRow { id: id(300), pole: id(77) });
    closed.node(NodeRow { id: id(9), code: "", is_source: false });
    closed.lamp(LampRow { id: id(301), pole: id(9) });
    let closed = closed.build().unwrap();
    assert_eq!(ids(closed.ring_spans()), [15], "pole 5 is nearer by the new span");
    assert_eq!((ids(closed.unfed_poles()), ids(closed.stray_lamps())), (vec![9], vec![300]));
}

#[test]
fn the_span_between_the_last_lit_and_the_first_dark_pole_is_suspected() {
    let street = street();
    let found = seen(&street, &[4, 5], &[2, 3, 6, 7, 8]);
    assert_eq!(first(&found), (&[LightPart::Span(id(14))][..], SuspectReason::AllDark));
    let suspect = &found.incidents[0].suspects[0];
    assert_eq!((suspect.dark, suspect.lit, suspect.silent, suspect.last_lit), (2, 0, 0, Some(id(3))));
    assert_eq!((found.incidents.len(), ids(&found.incidents[0].dark)), (1, vec![4, 5]));
    assert!(suspect.likelihood > 0.4);
}

#[test]
fn spans_between_poles_that_nobody_saw_are_suspected_together() {
    let found = seen(&street(), &[5, 4, 6], &[2, 7, 8]);
    let spans = [LightPart::Span(id(13))];
    assert_eq!(first(&found).0, spans, "pole 3 is silent, and both its branches are dark");
    let found = seen(&street(), &[5, 4, 6], &[7, 8]);
    let together = [13, 12].map(|span| LightPart::Span(id(span)));
    let circuit = LightPart::Circuit { cabinet: id(1), first: id(12) };
    assert_eq!(first(&found).0, [together[0], together[1], circuit]);
    assert_eq!(found.incidents[0].suspects[0].silent, 1);
}

#[test]
fn a_circuit_and_a_cabinet_are_suspected_by_what_hangs_on_them() {
    let found = seen(&street(), &[2, 3, 4, 5, 6, 7, 8], &[]);
    assert_eq!(first(&found).0, [LightPart::Cabinet(id(1))]);
    let found = seen(&street(), &[7, 8], &[2, 3, 4, 5, 6]);
    let circuit = LightPart::Circuit { cabinet: id(1), first: id(17) };
    assert_eq!(first(&found).0, [LightPart::Span(id(17)), circuit]);
}

#[test]
fn a_lone_dark_lamp_is_a_lamps_fault_however_often_it_is_reported() {
    let street = street();
    let reports = [LampReport { of: Reported::Pole(id(8)), is_dark: true }; 5];
    let found = suspects(&street, &reports, &Trust::default());
    assert_eq!(first(&found), (&[LightPart::Lamp(id(108))][..], SuspectReason::LoneLamp));
    assert_eq!(found.incidents[0].suspects[1].parts, [LightPart::Span(id(18))], "its span comes next");
    let found = seen(&street, &[5], &[2, 3, 4]);
    assert_eq!(first(&found), (&[LightPart::Pole(id(5))][..], SuspectReason::LonePole), "both lamps of a pole");
}

#[test]
fn one_lamp_of_two_that_is_dark_is_that_lamps_fault() {
    let report = |lamp, is_dark| LampReport { of: Reported::Lamp(id(lamp)), is_dark };
    let found = suspects(&street(), &[report(105, true), report(205, false)], &Trust::default());
    assert_eq!(first(&found), (&[LightPart::Lamp(id(105))][..], SuspectReason::LoneLamp));
    let found = suspects(&street(), &[report(105, true), report(999, true)], &Trust::default());
    assert_eq!(first(&found).0, [LightPart::Lamp(id(105))], "nobody looked at the other");
    assert_eq!(found.unknown, [Reported::Lamp(id(999))]);
}

#[test]
fn two_faults_at_once_are_two_incidents() {
    let found = seen(&street(), &[4, 5, 7, 8], &[2, 3, 6]);
    let heads: Vec<_> = found.incidents.iter().map(|incident| incident.suspects[0].parts[0]).collect();
    assert_eq!(heads, [LightPart::Span(id(14)), LightPart::Span(id(17))]);
}

#[test]
fn one_false_report_hides_no_fault_and_says_why() {
    let found = seen(&street(), &[2, 4, 5, 6], &[3, 7, 8]);
    let (parts, reason) = first(&found);
    assert_eq!((parts[0], reason), (LightPart::Span(id(12)), SuspectReason::MostDark));
    let even = seen(&street(), &[4, 4], &[4, 4]);
    assert_eq!(even.incidents, []);
}

#[test]
fn trust_that_is_no_share_is_taken_for_the_nearest_one() {
    let trust = Trust { false_reports: f64::NAN, lamp_failures: -1.0, part_failures: 7.0 };
    let report = LampReport { of: Reported::Pole(id(4)), is_dark: true };
    let found = suspects(&street(), &[report], &trust);
    assert!(found.incidents[0].suspects.iter().all(|suspect| (0.0..=1.0).contains(&suspect.likelihood)));
}
