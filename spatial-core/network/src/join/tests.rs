//! Drawn maps, and rules that hold on any.

use std::collections::{BTreeMap, BTreeSet};

use geo_types::LineString;
use proptest::prelude::*;
use sketch::{Sketch, sketch};
use spatial_core::message::Say;

use super::*;
use crate::draft::DraftPlace;

/// Lines of a drawing, called by their ends; one character is ten metres.
fn drawn(map: Sketch) -> JoinInput {
    let map = map.at(580_000.0, 1_190_000.0, 10.0);
    let lines = map.lines().into_iter().zip(1..).map(|((from, to, course), record)| LineRecord {
        record,
        code: format!("{from}{to}"),
        geometry: Some(course.into()),
        diameter: Some(110.0),
        ..LineRecord::default()
    });
    JoinInput { lines: lines.collect(), ..JoinInput::default() }
}

fn line(record: u64, code: &str, course: &[(f64, f64)]) -> LineRecord {
    let geometry = Some(LineString::from(course.to_vec()).into());
    LineRecord { record, code: code.to_owned(), geometry, ..LineRecord::default() }
}

fn lines(courses: &[(&str, &[(f64, f64)])]) -> JoinInput {
    let lines = courses.iter().zip(1..).map(|((code, course), record)| line(record, code, course));
    JoinInput { lines: lines.collect(), ..JoinInput::default() }
}

fn point(code: &str, role: PointRole, at: Spot) -> PointRecord {
    PointRecord { record: 7, code: code.to_owned(), role, at, ..PointRecord::default() }
}

fn meter(code: &str, at: Spot) -> MeterRecord {
    MeterRecord { record: 9, code: code.to_owned(), at, ..MeterRecord::default() }
}

fn join(input: &JoinInput) -> Joined {
    joined(input, &JoinSettings::default(), &[]).unwrap()
}

/// Nodes of each edge.
fn ends(joined: &Joined) -> BTreeMap<&str, [&str; 2]> {
    let code = |node: usize| &*joined.draft.nodes[node].code;
    joined.draft.edges.iter().map(|edge| (&*edge.code, edge.ends.map(code))).collect()
}

/// Kinds with the codes they name, but for sources, which most drawings lack.
fn told(joined: &Joined) -> Vec<(JoinKind, String)> {
    let about = |finding: &JoinFinding| {
        let codes: Vec<&str> = finding.records.iter().map(|record| &*record.code).collect();
        (finding.kind, codes.join(" "))
    };
    let others = joined.findings.iter().filter(|f| !matches!(f.kind, JoinKind::NoSource | JoinKind::DryPart));
    others.filter(|finding| !finding.is_mended).map(about).collect()
}

/// Applies the one mend of a kind, and says what is told then.
fn mended(input: &JoinInput, kind: JoinKind) -> Joined {
    let before = join(input);
    let mend = before.findings.iter().find(|finding| finding.kind == kind).and_then(|finding| finding.mend.clone());
    let after = joined(input, &JoinSettings::default(), &[mend.expect("a mend is offered").id()]).unwrap();
    assert_eq!(after.unknown, []);
    assert!(after.findings.iter().all(|finding| finding.kind != kind || finding.is_mended), "{:?}", after.findings);
    assert!(after.findings.iter().any(|finding| finding.kind == kind && finding.is_mended));
    after
}

#[test]
fn ends_that_lie_within_the_tolerance_are_one_node() {
    let joined = join(&lines(&[("P1", &[(0.0, 0.0), (50.0, 0.0)]), ("P2", &[(50.3, 0.2), (90.0, 0.0)])]));
    assert_eq!(ends(&joined), BTreeMap::from([("P1", ["P1:A", "P1:B"]), ("P2", ["P1:B", "P2:B"])]));
}

#[test]
fn what_is_drawn_in_pieces_hangs_together() {
    let joined = join(&drawn(sketch!(
        "A--B--+"
        "   |  |"
        "   C--D--E"
    )));
    assert_eq!(told(&joined), []);
    let expected = [
        ("AB", ["AB:A", "AB:B"]),
        ("BC", ["AB:B", "BC:B"]),
        ("BD", ["AB:B", "BD:B"]),
        ("CD", ["BC:B", "BD:B"]),
        ("DE", ["BD:B", "DE:B"]),
    ];
    assert_eq!(ends(&joined), BTreeMap::from(expected));
}

#[test]
fn nothing_is_chained_across_more_than_the_tolerance() {
    let stubs: Vec<LineRecord> = (0..9_u32)
        .map(|at| (u64::from(at), f64::from(at) * 0.4))
        .map(|(at, x)| line(at, &format!("P{at}"), &[(x, 0.0), (x * 99.0, 50.0)]))
        .collect();
    let joined = join(&JoinInput { lines: stubs, ..JoinInput::default() });
    let starts: BTreeSet<&str> = ends(&joined).into_values().map(|[start, _]| start).collect();
    assert_eq!(starts.len(), 5, "3.2 m of ends, and no node takes in more than half a metre to a side: {starts:?}");
}

#[test]
fn an_end_on_the_middle_of_a_line_splits_it_and_its_code_stands_first() {
    let tee = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, 0.4), (40.0, 50.0)])]);
    let joined = join(&tee);
    let expected = [("P1/1", ["P1:A", "P2:A"]), ("P1/2", ["P2:A", "P1:B"]), ("P2", ["P2:A", "P2:B"])];
    assert_eq!(ends(&joined), BTreeMap::from(expected));
    let of_first: Vec<(u64, &str, f64)> = joined.origins.iter().map(|of| (of.record, &*of.line, of.to)).collect();
    assert_eq!(of_first, [(1, "P1", 40.0), (1, "P1", 90.0), (2, "P2", 49.6)]);
}

#[test]
fn a_line_that_ends_beside_another_is_told_and_led_on() {
    let input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, 1.5), (40.0, 50.0)])]);
    let before = join(&input);
    assert_eq!(told(&before), [(JoinKind::Gap, "P2 P1".to_owned())]);
    assert_eq!(before.findings.iter().find_map(|finding| finding.metres), Some(1.5));
    let after = mended(&input, JoinKind::Gap);
    assert_eq!(ends(&after).len(), 3);
    assert_eq!(told(&after), []);
    let left = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, 9.0), (40.0, 50.0)])]);
    assert_eq!(told(&join(&left)), [], "a line may end where it ends");
}

#[test]
fn two_ends_that_miss_each_other_are_one_gap() {
    let input = lines(&[("P1", &[(0.0, 0.0), (50.0, 0.0)]), ("P2", &[(51.0, 0.0), (90.0, 0.0)])]);
    assert_eq!(told(&join(&input)), [(JoinKind::Gap, "P1 P2".to_owned())]);
    assert_eq!(mended(&input, JoinKind::Gap).draft.nodes.len(), 3);
}

#[test]
fn a_short_branch_does_not_miss_the_main_it_leaves() {
    let input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, 0.0), (40.0, 1.5)])]);
    assert_eq!(told(&join(&input)), []);
}

#[test]
fn pipes_that_cross_pass_over_each_other_until_somebody_says_they_do_not() {
    let input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, -50.0), (40.0, 50.0)])]);
    let before = join(&input);
    assert_eq!(told(&before), [(JoinKind::Crossing, "P1 P2".to_owned())]);
    assert_eq!(before.draft.edges.len(), 2);
    let after = mended(&input, JoinKind::Crossing);
    assert_eq!(after.draft.edges.len(), 4);
    assert!(after.draft.nodes.iter().any(|node| node.code == "P1+P2"));
    assert_eq!(told(&after), []);
}

#[test]
fn joining_two_lines_that_cross_joins_no_third() {
    let cross: &[(&str, &[(f64, f64)])] = &[
        ("P1", &[(0.0, 0.0), (90.0, 0.0)]),
        ("P2", &[(40.0, -50.0), (40.0, 50.0)]),
        ("P3", &[(-10.0, -50.0), (90.0, 50.0)]),
    ];
    let input = lines(cross);
    assert_eq!(told(&join(&input)).len(), 3);
    let mend = Mend::Join { lines: ["P1".to_owned(), "P2".to_owned()], at: [40.0, 0.0] };
    let after = joined(&input, &JoinSettings::default(), &[mend.id()]).unwrap();
    assert_eq!(after.draft.edges.len(), 5);
    assert_eq!(told(&after).len(), 2);
}

#[test]
fn an_overshoot_is_told_once() {
    let input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, -1.2), (40.0, 50.0)])]);
    assert_eq!(told(&join(&input)), [(JoinKind::Crossing, "P1 P2".to_owned())]);
}

#[test]
fn a_line_that_was_drawn_twice_is_left_out_the_second_time() {
    let course = [(0.0, 0.0), (40.0, 3.0), (90.0, 0.0)];
    let back = [(90.0, 0.0), (40.0, 3.0), (0.0, 0.0)];
    let beside = [(0.0, 0.05), (40.0, 3.05), (90.0, 0.05)];
    for second in [&course, &back, &beside] {
        let input = lines(&[("P1", &course), ("P2", second)]);
        assert_eq!(told(&join(&input)), [(JoinKind::Duplicate, "P2 P1".to_owned())]);
        let after = mended(&input, JoinKind::Duplicate);
        assert_eq!(ends(&after).into_keys().collect::<Vec<_>>(), ["P1"]);
    }
}

#[test]
fn a_stretch_that_two_lines_share_is_left_to_the_first() {
    let input = lines(&[("P1", &[(0.0, 0.0), (50.0, 0.0)]), ("P2", &[(30.0, 0.0), (90.0, 0.0)])]);
    assert_eq!(told(&join(&input)), [(JoinKind::Overlap, "P2 P1".to_owned())]);
    let after = mended(&input, JoinKind::Overlap);
    assert_eq!(ends(&after), BTreeMap::from([("P1", ["P1:A", "P1:B"]), ("P2", ["P1:B", "P2:B"])]));
    let within = lines(&[("P1", &[(0.0, 0.0), (50.0, 0.0)]), ("P2", &[(20.0, 0.0), (30.0, 0.0)])]);
    assert_eq!(ends(&mended(&within, JoinKind::Overlap)).into_keys().collect::<Vec<_>>(), ["P1"]);
}

#[test]
fn what_has_no_length_or_no_place_is_told_and_left_out() {
    let mut input = lines(&[
        ("P1", &[(0.0, 0.0), (50.0, 0.0)]),
        ("P2", &[(3.0, 3.0), (3.0, 3.0)]),
        ("P3", &[(50.0, 0.0), (50.2, 0.0)]),
        ("P4", &[(f64::NAN, 0.0), (5.0, 0.0)]),
        ("P5", &[(1e12, 0.0), (5.0, 0.0)]),
        ("P1", &[(0.0, 90.0), (50.0, 90.0)]),
        ("P7", &[(0.0, 200.0), (50.0, 200.0), (25.0, 250.0), (25.0, 150.0)]),
    ]);
    input.lines.push(LineRecord { record: 8, ..LineRecord::default() });
    let joined = join(&input);
    let expected = [
        (JoinKind::Broken, "P4"),
        (JoinKind::Broken, "P5"),
        (JoinKind::Broken, "row-8"),
        (JoinKind::Short, "P2"),
        (JoinKind::Short, "P3"),
        (JoinKind::SameCode, "P1#6 P1"),
        (JoinKind::SelfCrossing, "P7"),
    ];
    let expected: BTreeSet<(JoinKind, String)> = expected.map(|(kind, codes)| (kind, codes.to_owned())).into();
    assert_eq!(told(&joined).into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(ends(&joined).into_keys().collect::<Vec<_>>(), ["P1", "P1#6", "P7"]);
}

#[test]
fn without_a_source_the_whole_and_every_part_are_told() {
    let mut input = lines(&[
        ("P1", &[(0.0, 0.0), (50.0, 0.0)]),
        ("P2", &[(50.0, 0.0), (90.0, 0.0)]),
        ("P3", &[(0.0, 90.0), (90.0, 90.0)]),
    ]);
    input.lines[1].diameter = Some(300.0);
    let kinds = |joined: &Joined| joined.findings.iter().map(|f| (f.kind, f.count)).collect::<Vec<_>>();
    let before = join(&input);
    assert_eq!(kinds(&before), [(JoinKind::NoSource, 3), (JoinKind::DryPart, 2), (JoinKind::DryPart, 1)]);
    assert_eq!(before.findings[0].mend, Some(Mend::Supply { at: [90.0, 0.0] }), "where the widest pipe ends");
    let after = mended(&input, JoinKind::NoSource);
    assert_eq!(after.draft.nodes.iter().filter(|node| node.is_source).count(), 1);
    input.points.push(point("BC", PointRole::Source, [0.3, 0.0]));
    let joined = join(&input);
    assert_eq!(kinds(&joined), [(JoinKind::DryPart, 1)]);
    assert_eq!(ends(&joined)["P1"], ["BC", "P1:B"]);
}

#[test]
fn valves_stand_on_the_pipe_at_its_end_or_between_two() {
    let mut input = lines(&[
        ("P1", &[(0.0, 0.0), (40.0, 0.0)]),
        ("P2", &[(40.0, 0.0), (90.0, 0.0)]),
        ("P3", &[(90.0, 0.0), (90.0, 50.0)]),
        ("P4", &[(90.0, 0.0), (140.0, 0.0)]),
    ]);
    let valve = |code: &str, at: Spot| point(code, PointRole::Isolation, at);
    input.points = vec![
        valve("V1", [20.0, 0.3]),
        valve("V2", [40.1, 0.0]),
        valve("V3", [90.0, 0.4]),
        valve("V4", [90.0, 0.0]),
        valve("V5", [20.0, 8.0]),
        valve("V6", [20.0, 80.0]),
        point("T1", PointRole::Hydrant, [60.0, 0.2]),
    ];
    let joined = join(&input);
    let edge = |code: &str| joined.draft.edges.iter().position(|edge| edge.code == code).unwrap();
    let node = |code: &str| joined.draft.nodes.iter().position(|node| node.code == code).unwrap();
    let places: BTreeMap<&str, DraftPlace> =
        joined.draft.devices.iter().map(|device| (&*device.code, device.place)).collect();
    let expected = [
        ("T1", DraftPlace::Along { edge: edge("P2"), measure: 20.0 }),
        ("V1", DraftPlace::Along { edge: edge("P1"), measure: 20.0 }),
        ("V2", DraftPlace::Node(node("P1:B"))),
        ("V3", DraftPlace::End { edge: edge("P3"), node: node("P2:B") }),
        ("V4", DraftPlace::Node(node("P2:B"))),
    ];
    assert_eq!(places, BTreeMap::from(expected));
    let expected = [(JoinKind::OffPipe, "V5 P1"), (JoinKind::NoPipe, "V6"), (JoinKind::Crossroads, "V4")];
    assert_eq!(told(&joined), expected.map(|(kind, codes)| (kind, codes.to_owned())));
    let after = mended(&input, JoinKind::OffPipe);
    assert!(after.draft.devices.iter().any(|device| device.code == "V5"));
}

#[test]
fn a_valve_where_two_pipes_cross_may_be_on_either() {
    let mut input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, -50.0), (40.0, 50.0)])]);
    input.points = vec![point("V1", PointRole::Isolation, [40.0, 0.0])];
    let joined = join(&input);
    assert!(told(&joined).contains(&(JoinKind::Between, "V1 P1 P2".to_owned())));
    assert_eq!(joined.draft.devices[0].place, DraftPlace::Along { edge: 0, measure: 40.0 });
}

#[test]
fn measures_are_those_of_the_length_its_author_says() {
    let mut input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(30.0, 0.0), (30.0, 50.0)])]);
    input.lines[0].length = Some(99.0);
    input.points = vec![point("V1", PointRole::Isolation, [60.0, 0.0])];
    let joined = join(&input);
    let lengths: Vec<Option<f64>> = joined.draft.edges.iter().map(|edge| edge.length).collect();
    assert_eq!(lengths, [Some(33.0), Some(66.0), None]);
    let DraftPlace::Along { edge: 1, measure } = joined.draft.devices[0].place else { panic!("{:?}", joined.draft) };
    assert!((measure - 33.0).abs() < 1e-9);
}

#[test]
fn customers_hang_on_the_nearest_pipe_that_the_rules_allow() {
    let mut input = lines(&[
        ("MAIN", &[(0.0, 0.0), (90.0, 0.0)]),
        ("SOUTH", &[(0.0, -6.0), (90.0, -6.0)]),
        ("NORTH", &[(0.0, 14.0), (90.0, 14.0)]),
    ]);
    input.lines[0].diameter = Some(600.0);
    input.meters = vec![
        meter("K1", [10.0, 4.0]),
        meter("K2", [20.0, 20.0]),
        meter("K3", [30.0, 400.0]),
        meter("K1", [10.0, 4.0]),
        meter("K4", [40.0, 4.0]),
    ];
    input.streets = vec![vec![[0.0, 2.0], [90.0, 2.0]]];
    let pipes = |rules: AllocationRules| -> BTreeMap<String, String> {
        let settings = JoinSettings { allocation: rules, ..JoinSettings::default() };
        let joined = joined(&input, &settings, &[]).unwrap();
        let on = |connection: &crate::draft::ConnectionDraft| match connection.place {
            Some(DraftPlace::Along { edge, .. }) => joined.draft.edges[edge].code.clone(),
            _ => {
                let about = |finding: &&JoinFinding| {
                    let is_own = finding.records.iter().any(|record| record.code == connection.code);
                    is_own && finding.kind != JoinKind::MeterAgain
                };
                let finding = joined.findings.iter().find(about).expect("a reason is told");
                format!("{:?}", finding.kind)
            }
        };
        assert!(joined.findings.iter().any(|finding| finding.kind == JoinKind::MeterAgain));
        joined.draft.connections.iter().map(|connection| (connection.code.clone(), on(connection))).collect()
    };
    let expect = |places: [&str; 4]| {
        let codes = ["K1", "K2", "K3", "K4"].into_iter().zip(places);
        codes.map(|(code, place)| (code.to_owned(), place.to_owned())).collect::<BTreeMap<_, _>>()
    };
    let open = AllocationRules { side: Side::Any, ..AllocationRules::default() };
    assert_eq!(pipes(open.clone()), expect(["MAIN", "NORTH", "MeterFar", "MAIN"]));
    let tapped = AllocationRules { largest: Some(300.0), ..open.clone() };
    assert_eq!(pipes(tapped.clone()), expect(["NORTH", "NORTH", "MeterFar", "NORTH"]), "10 m to each side, by code");
    let across = AllocationRules { side: Side::Streets, ..open.clone() };
    assert_eq!(pipes(across.clone()), expect(["NORTH", "NORTH", "MeterFar", "NORTH"]));
    let near = AllocationRules { farthest: 9.0, ..across };
    assert_eq!(pipes(near), expect(["MeterAcross", "NORTH", "MeterFar", "MeterAcross"]));
    let pipes_of_kind = AllocationRules { kinds: vec!["service".to_owned()], ..open };
    assert_eq!(pipes(pipes_of_kind), expect(["MeterUnfit", "MeterUnfit", "MeterFar", "MeterUnfit"]));
    let own_side = AllocationRules { farthest: 12.0, side: Side::Pipes, ..tapped };
    assert_eq!(pipes(own_side), expect(["NORTH", "NORTH", "MeterFar", "NORTH"]));
}

#[test]
fn a_service_pipe_crosses_no_main_where_the_rules_say_so() {
    let mut input = lines(&[("FAR", &[(0.0, 14.0), (90.0, 14.0)]), ("MAIN", &[(0.0, 6.0), (90.0, 6.0)])]);
    input.lines[1].diameter = Some(600.0);
    input.meters = vec![meter("K1", [10.0, 0.0])];
    let places = |side: Side| {
        let rules = AllocationRules { largest: Some(300.0), side, ..AllocationRules::default() };
        let settings = JoinSettings { allocation: rules, ..JoinSettings::default() };
        let joined = joined(&input, &settings, &[]).unwrap();
        (joined.draft.connections[0].place, told(&joined))
    };
    let on_far = Some(DraftPlace::Along { edge: 0, measure: 10.0 });
    assert_eq!(places(Side::Any), (on_far, vec![]));
    assert_eq!(places(Side::Pipes), (None, vec![(JoinKind::MeterAcross, "K1 FAR".to_owned())]));
}

#[test]
fn a_draft_of_plain_layers_is_one_that_can_be_written() {
    let mut input = lines(&[("P1", &[(0.0, 0.0), (90.0, 0.0)]), ("P2", &[(40.0, 0.0), (40.0, 50.0)])]);
    input.points = vec![
        point("BC", PointRole::Source, [0.0, 0.0]),
        point("V1", PointRole::Isolation, [40.0, 0.4]),
        point("T1", PointRole::Hydrant, [60.0, 0.0]),
    ];
    input.meters = vec![meter("K1", [70.0, 5.0]), meter("K2", [500.0, 5.0])];
    let layer = |table: &&spatial_core::layer::DeclaredTable| {
        let system = (spatial_core::crs::Crs::Epsg(9218), spatial_core::crs::Operation(String::new()));
        table.layer(system.0, system.1, table.layer).unwrap()
    };
    let layers: Vec<_> = crate::tables::TABLES.iter().map(layer).collect();
    let draft = NetworkDraft { name: "M1".to_owned(), ..join(&input).draft };
    let changes = crate::draft::drafted(&draft, crate::tables::NetworkLayers::of(&layers).unwrap()).unwrap();
    assert_eq!(changes.len(), 1 + draft.nodes.len() + draft.edges.len() + 2 + 2);
}

#[test]
fn findings_are_mended_unasked_where_the_settings_say_so() {
    let input = lines(&[
        ("P1", &[(0.0, 0.0), (50.0, 0.0)]),
        ("P2", &[(51.0, 0.0), (90.0, 0.0)]),
        ("P3", &[(0.0, 0.0), (50.0, 0.0)]),
    ]);
    let settings = JoinSettings { mended: vec![JoinKind::Gap, JoinKind::Duplicate], ..JoinSettings::default() };
    let joined = joined(&input, &settings, &[]).unwrap();
    assert_eq!(ends(&joined).len(), 2);
    assert_eq!(joined.draft.nodes.len(), 3);
    let done: Vec<JoinKind> = joined.findings.iter().filter(|f| f.is_mended).map(|f| f.kind).collect();
    assert_eq!(done, [JoinKind::Duplicate, JoinKind::Gap]);
}

#[test]
fn a_mend_that_nothing_offers_is_told() {
    let gone = MendId("drop:P9".to_owned());
    let input = lines(&[("P1", &[(0.0, 0.0), (50.0, 0.0)])]);
    assert_eq!(joined(&input, &JoinSettings::default(), std::slice::from_ref(&gone)).unwrap().unknown, [gone]);
}

#[test]
fn with_no_tolerance_only_what_is_equal_is_one() {
    let input = lines(&[
        ("P1", &[(0.0, 0.0), (50.0, 0.0)]),
        ("P2", &[(50.0, 0.0), (90.0, 0.0)]),
        ("P3", &[(90.001, 0.0), (120.0, 0.0)]),
    ]);
    let exact = JoinSettings { tolerance: 0.0, ..JoinSettings::default() };
    let joined = joined(&input, &exact, &[]).unwrap();
    assert_eq!(joined.draft.nodes.len(), 5);
    assert_eq!(told(&joined), [(JoinKind::Gap, "P2 P3".to_owned())]);
}

#[test]
fn impossible_distances_are_refused() {
    for tolerance in [-1.0, f64::NAN, 11.0] {
        let settings = JoinSettings { tolerance, ..JoinSettings::default() };
        let error = joined(&JoinInput::default(), &settings, &[]).unwrap_err();
        assert_eq!(error.message().code, "network-join-distance");
    }
    assert_eq!(join(&JoinInput::default()).findings, []);
}

#[test]
fn lines_that_all_lie_in_one_place_are_told_and_take_no_quadratic_time() {
    let comb = |at: u32, turned: bool| {
        let along = f64::from(at) * 0.029;
        let course = [(along, -99.0 - along), (along + 1.0, 199.0)].map(|(x, y)| if turned { (y, x) } else { (x, y) });
        line(u64::from(at), &format!("{turned}{at}"), &course)
    };
    let both = [false, true].into_iter().flat_map(|turned| (0..2000).map(move |at| comb(at, turned)));
    let joined = join(&JoinInput { lines: both.collect(), ..JoinInput::default() });
    assert!(joined.findings.iter().any(|finding| finding.kind == JoinKind::Crowded));
    assert!(joined.findings.len() <= 210_000);
}

/// Streets on a grid of forty metres, some of them drawn through their crossings.
fn streets() -> impl Strategy<Value = Vec<Vec<(f64, f64)>>> {
    let way = (0..6_u32, 0..6_u32, 1..4_u32, any::<bool>());
    prop::collection::vec(way, 1..24).prop_map(|ways| {
        let spot = |x: u32, y: u32| (f64::from(x) * 40.0, f64::from(y) * 40.0);
        let mut steps = BTreeSet::new();
        let mut courses = Vec::new();
        for (x, y, length, is_up) in ways {
            let places: Vec<[u32; 2]> = (0..=length).map(|by| if is_up { [x, y + by] } else { [x + by, y] }).collect();
            let is_free = places.windows(2).all(|pair| !steps.contains(&[pair[0], pair[1]]));
            if is_free {
                steps.extend(places.windows(2).map(|pair| [pair[0], pair[1]]));
                courses.push(places.iter().map(|&[x, y]| spot(x, y)).collect());
            }
        }
        courses
    })
}

fn of_courses(courses: &[Vec<(f64, f64)>]) -> JoinInput {
    let lines = courses.iter().zip(1..).map(|(course, record)| line(record, &format!("P{record:02}"), course));
    JoinInput { lines: lines.collect(), ..JoinInput::default() }
}

/// Lines and points strewn over thirty metres, near each other in every way.
fn strewn() -> impl Strategy<Value = JoinInput> {
    let spot = || (0..80_u32, 0..80_u32).prop_map(|(x, y)| (f64::from(x) * 0.45, f64::from(y) * 0.45));
    let role = prop::sample::select(vec![
        PointRole::Source,
        PointRole::Node,
        PointRole::Isolation,
        PointRole::Hydrant,
        PointRole::Device,
    ]);
    let courses = prop::collection::vec(prop::collection::vec(spot(), 1..5), 1..14);
    let points = prop::collection::vec((spot(), role), 0..8);
    let meters = prop::collection::vec(spot(), 0..5);
    (courses, points, meters).prop_map(|(courses, points, meters)| {
        let points = points.into_iter().enumerate();
        let meters = meters.into_iter().enumerate();
        JoinInput {
            points: points.map(|(at, ((x, y), role))| point(&format!("T{at}"), role, [x, y])).collect(),
            meters: meters.map(|(at, (x, y))| meter(&format!("K{at}"), [x, y])).collect(),
            ..of_courses(&courses)
        }
    })
}

/// Everything is in the draft or named, and all that the draft names is there.
fn nothing_is_lost(input: &JoinInput, joined: &Joined) {
    let named: BTreeSet<&str> =
        joined.findings.iter().flat_map(|finding| &finding.records).map(|record| &*record.code).collect();
    let draft = &joined.draft;
    let lines: BTreeSet<&str> = joined.origins.iter().map(|origin| &*origin.line).collect();
    let nodes: BTreeSet<&str> = draft.nodes.iter().map(|node| &*node.code).collect();
    let edges: BTreeSet<&str> = draft.edges.iter().map(|edge| &*edge.code).collect();
    let devices: BTreeSet<&str> = draft.devices.iter().map(|device| &*device.code).collect();
    assert_eq!((nodes.len(), edges.len(), devices.len()), (draft.nodes.len(), draft.edges.len(), draft.devices.len()));
    assert!(input.lines.iter().all(|line| lines.contains(&*line.code) || named.contains(&*line.code)));
    let is_there = |code: &str| nodes.contains(code) || devices.contains(code) || named.contains(code);
    assert!(input.points.iter().all(|point| is_there(&point.code)));
    assert_eq!(draft.connections.len(), input.meters.len(), "each customer once");
    assert!(draft.edges.iter().flat_map(|edge| edge.ends).all(|node| node < draft.nodes.len()));
    let is_course = |edge: &crate::draft::EdgeDraft| matches!(&edge.geometry, Some(spatial_core::geometry::Geometry::LineString(course)) if course.0.len() > 1);
    assert!(draft.edges.iter().all(is_course));
    let connections = draft.connections.iter().filter_map(|connection| connection.place);
    for place in draft.devices.iter().map(|device| device.place).chain(connections) {
        match place {
            DraftPlace::Node(node) => assert!(node < draft.nodes.len()),
            DraftPlace::End { edge, node } => assert!(draft.edges[edge].ends.contains(&node)),
            DraftPlace::Along { edge, measure } => assert!(edge < draft.edges.len() && measure >= 0.0),
        }
    }
}

proptest! {
    #[test]
    fn everything_is_in_the_draft_or_named(input in strewn()) {
        nothing_is_lost(&input, &join(&input));
    }

    #[test]
    fn whatever_is_mended_unasked_nothing_is_lost(input in strewn(), tolerance in 0.0..2.0) {
        let mended = vec![JoinKind::Duplicate, JoinKind::Overlap, JoinKind::Crossing, JoinKind::Gap, JoinKind::OffPipe];
        let settings = JoinSettings { mended, tolerance, ..JoinSettings::default() };
        nothing_is_lost(&input, &joined(&input, &settings, &[]).unwrap());
    }

    #[test]
    fn the_order_of_records_changes_nothing(input in strewn(), turn in 0..14_usize) {
        let mut turned = input.clone();
        let by = turn % turned.lines.len();
        turned.lines.rotate_left(by);
        turned.points.reverse();
        turned.meters.reverse();
        prop_assert_eq!(join(&input), join(&turned));
    }

    #[test]
    fn an_accepted_mend_removes_what_offered_it(input in strewn()) {
        for finding in join(&input).findings {
            let Some(mend) = finding.mend else { continue };
            let after = joined(&input, &JoinSettings::default(), &[mend.id()]).unwrap();
            let offers = |other: &JoinFinding| {
                !other.is_mended && other.kind == finding.kind && other.mend.as_ref().is_some_and(|m| m.id() == mend.id())
            };
            prop_assert!(!after.findings.iter().any(offers), "{:?}", mend);
            nothing_is_lost(&input, &after);
        }
    }

    #[test]
    fn a_noisy_copy_of_a_network_hangs_together_as_the_clean_one(
        courses in streets(), noise in prop::collection::vec((-1.0..1.0, -1.0..1.0), 100)
    ) {
        let clean = of_courses(&courses);
        // At most a third of the tolerance.
        let mut noise = noise.iter().cycle().map(|(x, y): &(f64, f64)| (x * 0.117, y * 0.117));
        let shaken: Vec<Vec<(f64, f64)>> = courses
            .iter()
            .map(|course| course.iter().zip(noise.by_ref()).map(|((x, y), (dx, dy))| (x + dx, y + dy)).collect())
            .collect();
        let (clean, noisy) = (join(&clean), join(&of_courses(&shaken)));
        prop_assert_eq!(ends(&clean), ends(&noisy));
    }
}
