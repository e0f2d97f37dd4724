//! Jobs: their rows and steps, the drive from valve to valve, and jobs that meet.

use jiff::Timestamp;
use proptest::prelude::*;
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::{Geometry, area, check};
use spatial_core::layer::{Change, DeclaredTable, Feature, FeatureId, Layer, Revision, Value};

use super::*;
use crate::graph::{
    ConnectionRow, DeviceKind, DeviceRow, DeviceState, EdgeRow, Graph, GraphBuilder, Mode, NodeRow, Passing, Place,
};
use crate::isolation::{Burst, Isolation, IsolationQuestion, Reach, isolation};
use crate::tables::{CODE_FIELD, DEVICE_STATES, DEVICES, POSITION_FIELD, REMARK_FIELD, WHO_FIELD};

fn layer(table: &DeclaredTable) -> Layer {
    table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn draft<'a>(answer: &'a Isolation, planned: [Option<Timestamp>; 2]) -> ShutdownDraft<'a> {
    ShutdownDraft {
        network: "cap-nuoc",
        code: "20261130-1",
        kind: ShutdownKind::Burst,
        site: Some("Đường Trần Phú"),
        remark: None,
        who: "van",
        now: at("2026-11-30T01:00:00.4Z"),
        planned,
        asked: "{}",
        mode: Mode::Aware,
        answer,
        valves: "[]",
        revision: 7,
        stamp: Graph::default().stamp(),
        outline: None,
    }
}

fn row(values: Vec<Value>) -> Feature {
    Feature { id: FeatureId(1), version: Revision(3), geometry: None, values }
}

fn values(change: Change) -> Vec<Value> {
    match change {
        Change::Insert { values, .. } | Change::Update { values, .. } => values,
        other => panic!("{other:?} has no values"),
    }
}

/// A job that is yet to begin.
fn job(shutdowns: &Layer) -> Feature {
    let begin = Some(at("2026-11-30T02:00:00Z"));
    row(values(planned(shutdowns, draft(&Isolation::default(), [begin, None])).unwrap()))
}

#[test]
fn a_burst_begins_when_it_is_confirmed_and_works_when_they_say() {
    let shutdowns = layer(&SHUTDOWNS);
    let answer = Isolation {
        segment: Reach { connections: vec![FeatureId(1), FeatureId(2)], ..Reach::default() },
        unintended: Reach { connections: vec![FeatureId(3)], ..Reach::default() },
        ..Isolation::default()
    };
    let made = values(planned(&shutdowns, draft(&answer, [None, Some(at("2026-11-30T12:00:00+07:00"))])).unwrap());
    let of = |name: &str| made[shutdowns.schema.position(name).unwrap()].clone();
    assert_eq!(of(PLANNED_FIELDS[0]), Value::text("2026-11-30T01:00:00Z"));
    assert_eq!(of(PLANNED_FIELDS[1]), Value::text("2026-11-30T05:00:00Z"));
    assert_eq!(of(STATE_FIELD), Value::text("active"), "water is off from the moment it is confirmed");
    assert_eq!([of(REAL_FIELDS[0]), of(REAL_FIELDS[1])], [Value::text("2026-11-30T01:00:00Z"), Value::Null]);
    assert_eq!((of(DIRECT_FIELD), of(UNINTENDED_FIELD)), (Value::Integer(2), Value::Integer(1)));
    let works = |planned| ShutdownDraft { kind: ShutdownKind::Planned, ..draft(&answer, planned) };
    assert_eq!(planned(&shutdowns, works([None, None])), Err(ShutdownError::NoBegin));
    let moment = Some(at("2026-12-01T01:00:00Z"));
    assert!(matches!(planned(&shutdowns, works([moment, moment])), Err(ShutdownError::Reversed { .. })));
}

fn check_step(steps: &[&str], expected: Result<&str, &[&str]>) {
    let shutdowns = layer(&SHUTDOWNS);
    let mut feature = job(&shutdowns);
    let mut result = Ok(());
    for (minute, word) in (1..).zip(steps) {
        let taken = match ShutdownVerb::parse(word).unwrap() {
            ShutdownVerb::Start => ShutdownStep::Start,
            ShutdownVerb::Finish => ShutdownStep::Finish(&[]),
            _ => ShutdownStep::Cancel,
        };
        let now = at(&format!("2026-11-30T02:{minute:02}:00Z"));
        let occasion = Occasion { who: "van", now, at: None, remark: None };
        let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[] };
        match step(&before, &taken, occasion, |_| String::new()) {
            Ok(mut changes) => feature = row(values(changes.remove(0))),
            Err(error) => {
                result = Err(error);
                break;
            }
        }
    }
    let state = shutdowns.schema.text(&feature.values, STATE_FIELD).unwrap();
    match (result, expected) {
        (Ok(()), Ok(expected)) => assert_eq!(state, expected, "{steps:?}"),
        (Err(ShutdownError::NotFrom { possible, .. }), Err(expected)) => {
            assert_eq!(possible.iter().map(|verb| verb.as_str()).collect::<Vec<_>>(), expected, "{steps:?}");
        }
        (result, expected) => panic!("{steps:?}: {result:?}, not {expected:?}"),
    }
}

#[test]
fn a_job_is_planned_under_way_and_over_or_called_off() {
    check_step(&["start"], Ok("active"));
    check_step(&["start", "finish"], Ok("ended"));
    check_step(&["cancel"], Ok("cancelled"));
    check_step(&["start", "cancel"], Ok("cancelled"));
    check_step(&["finish"], Err(&["start", "cancel"]));
    check_step(&["start", "start"], Err(&["close_valve", "open_valve", "finish", "cancel"]));
    check_step(&["start", "finish", "cancel"], Err(&[]));
}

#[test]
fn what_is_yet_to_come_is_not_done_and_nothing_ends_before_it_began() {
    let shutdowns = layer(&SHUTDOWNS);
    let feature = job(&shutdowns);
    let now = at("2026-11-30T02:00:00Z");
    let occasion = |at| Occasion { who: "van", now, at: Some(at), remark: None };
    let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[] };
    let ahead = step(&before, &ShutdownStep::Start, occasion(at("2026-12-01T02:00:01Z")), |_| String::new());
    assert_eq!(ahead, Err(ShutdownError::Ahead { at: "2026-12-01T02:00:01Z".to_owned() }));
    let clock = step(&before, &ShutdownStep::Start, occasion(at("2026-11-30T02:06:00Z")), |_| String::new());
    let begun = values(clock.unwrap().remove(0));
    let began = &begun[shutdowns.schema.position(REAL_FIELDS[0]).unwrap()];
    assert_eq!(began, &Value::text("2026-11-30T02:00:00Z"), "a clock that is ahead does not make it later than now");
    let begun = step(&before, &ShutdownStep::Start, occasion(now), |_| String::new()).unwrap().remove(0);
    let feature = row(values(begun));
    let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[] };
    let ended = step(&before, &ShutdownStep::Finish(&[]), occasion(at("2026-11-30T01:59:59Z")), |_| String::new());
    assert!(matches!(ended, Err(ShutdownError::Reversed { .. })), "{ended:?}");
}

#[test]
fn what_begins_and_ends_within_a_second_ends_after_it_began() {
    let shutdowns = layer(&SHUTDOWNS);
    let feature = job(&shutdowns);
    let occasion = |text| Occasion { who: "van", now: at(text), at: None, remark: None };
    let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[] };
    let begun = step(&before, &ShutdownStep::Start, occasion("2026-11-30T02:00:00.7Z"), |_| String::new());
    let feature = row(values(begun.unwrap().remove(0)));
    let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[] };
    let ended = step(&before, &ShutdownStep::Finish(&[]), occasion("2026-11-30T02:00:00.9Z"), |_| String::new());
    assert!(ended.is_ok(), "{ended:?}");
}

/// A job under way for which valves are turned, one after the other; what is left of each, and how many rows each took.
fn turned(turns: &[(&str, bool)]) -> (Vec<(String, Option<bool>)>, Vec<usize>) {
    let (shutdowns, devices, log) = (layer(&SHUTDOWNS), layer(&DEVICES), layer(&DEVICE_STATES));
    let mut feature = job(&shutdowns);
    feature.values[shutdowns.schema.position(STATE_FIELD).unwrap()] = Value::text("active");
    let mut valves = vec![ShutdownValve::of("V1"), ShutdownValve::of("V2")];
    let (mut state, mut counts) = (DeviceState::default(), Vec::new());
    for &(code, is_closed) in turns {
        let position = crate::DevicePosition::of(state).as_str();
        let named = [(CODE_FIELD, Value::text(code)), (POSITION_FIELD, Value::text(position))];
        let device = row(devices.schema.row(named));
        let turn = TurnedDevice { code, devices: &devices, device: &device, state, log: Some(&log), is_closed };
        let now = at("2026-11-30T02:00:00Z");
        let occasion = Occasion { who: "van", now, at: None, remark: None };
        let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &valves };
        let mut after = valves.clone();
        let changes = step(&before, &ShutdownStep::Valve(turn), occasion, |valves| {
            after = valves.to_vec();
            "[]".to_owned()
        });
        match changes {
            Ok(changes) => counts.push(changes.len()),
            Err(error) => {
                assert!(matches!(error, ShutdownError::StandsSo { .. }), "{error}");
                counts.push(0);
            }
        }
        valves = after;
        state.is_closed = is_closed;
    }
    (valves.into_iter().map(|valve| (valve.code.clone(), valve.is_left_closed())).collect(), counts)
}

#[test]
fn a_valve_is_noted_in_the_job_with_the_device_and_its_log() {
    let left = |codes: [(&str, Option<bool>); 2]| codes.map(|(code, left)| (code.to_owned(), left)).to_vec();
    assert_eq!(turned(&[("V1", true)]), (left([("V1", Some(true)), ("V2", None)]), vec![3]));
    assert_eq!(turned(&[("V1", true), ("V1", true)]).1, [3, 0], "nothing is noted twice");
    let back = turned(&[("V1", true), ("V1", false), ("V1", false)]);
    assert_eq!(back, (left([("V1", None), ("V2", None)]), vec![3, 3, 0]));
    let (valves, _) = turned(&[("V9", true), ("V9", false), ("V9", true)]);
    assert_eq!(valves[2], ("V9".to_owned(), Some(true)), "another valve than planned is added");
    assert_eq!(turned(&[("V1", false)]).1, [1], "a valve that is open already is noted for the job alone");
}

#[test]
fn a_job_is_not_over_while_its_valves_are_shut_and_then_has_no_ground() {
    let shutdowns = layer(&SHUTDOWNS);
    let ground = outline(&[], &[[107.0, 10.0]], Crs::Epsg(9218));
    let answer = Isolation::default();
    let draft = ShutdownDraft { outline: ground, ..draft(&answer, [None, None]) };
    let Change::Insert { geometry, values, .. } = planned(&shutdowns, draft).unwrap() else { panic!("no row") };
    let feature = Feature { geometry, ..row(values) };
    let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[] };
    let occasion = Occasion { who: "van", now: at("2026-11-30T02:00:00Z"), at: None, remark: None };
    let shut = ["V1".to_owned()];
    let refused = step(&before, &ShutdownStep::Finish(&shut), occasion, |_| String::new());
    assert_eq!(refused, Err(ShutdownError::StillShut { valves: shut.to_vec() }));
    let over = step(&before, &ShutdownStep::Finish(&[]), occasion, |_| String::new()).unwrap().remove(0);
    assert!(feature.geometry.is_some() && matches!(over, Change::Update { geometry: None, .. }), "{over:?}");
}

#[test]
fn a_job_that_another_replaces_is_called_off_and_hands_its_valves_over() {
    let shutdowns = layer(&SHUTDOWNS);
    let feature = row(values(planned(&shutdowns, draft(&Isolation::default(), [None, None])).unwrap()));
    let closed = ShutdownValve { was_closed: Some(false), is_closed: Some(true), ..ShutdownValve::of("V1") };
    let before = ShutdownAt { shutdowns: &shutdowns, row: &feature, valves: &[closed] };
    let occasion = Occasion { who: "van", now: at("2026-11-30T02:00:00Z"), at: None, remark: Some("thay") };
    let mut left = Vec::new();
    let change = replaced(&before, occasion, |valves| {
        left = valves.iter().map(ShutdownValve::is_left_closed).collect();
        "[]".to_owned()
    });
    let made = values(change.unwrap());
    let of = |name: &str| made[shutdowns.schema.position(name).unwrap()].clone();
    assert_eq!([of(STATE_FIELD), of(REMARK_FIELD)], ["cancelled", "thay"].map(Value::text));
    assert_eq!((of(REAL_FIELDS[1]), left), (Value::text("2026-11-30T02:00:00Z"), vec![None]));
    let over = row(made);
    let again = ShutdownAt { shutdowns: &shutdowns, row: &over, valves: &[] };
    assert!(matches!(replaced(&again, occasion, |_| String::new()), Err(ShutdownError::NotFrom { .. })));
}

#[test]
fn who_and_what_was_asked_is_for_staff_and_jobs_that_were_called_off_are_too() {
    let shutdowns = layer(&SHUTDOWNS);
    let anybody = spatial_core::layer::Audience::ANONYMOUS;
    for hidden in [ASKED_FIELD, VALVES_FIELD, STAMP_FIELD, ANSWERED_FIELD, MODE_FIELD, WHO_FIELD] {
        assert_eq!(shutdowns.schema.seen(hidden, anybody), None, "{hidden}");
    }
    for state in ShutdownState::ALL {
        let values = shutdowns.schema.row([(STATE_FIELD, Value::text(state.as_str()))]);
        assert_eq!(shutdowns.shows(anybody, &values), state != ShutdownState::Cancelled, "{}", state.as_str());
    }
}

/// A source at node 0, and pipes numbered from 1 with a valve at either end: 10 times the pipe, and one more for its last end. At each node
/// hangs a customer of its number and 1000.
fn valved(pipes: &[(u64, u64)]) -> Graph {
    let mut builder = GraphBuilder::default();
    builder.node(NodeRow { id: FeatureId(0), code: "", is_source: true });
    for (&(from, to), id) in pipes.iter().zip(1..) {
        let edge = FeatureId(id);
        let ends = [from, to].map(FeatureId);
        let passing = Passing::Both;
        builder.edge(EdgeRow { id: edge, code: "", from: ends[0], to: ends[1], passing, length: 9.0, diameter: 0.0 });
        for (node, number) in ends.into_iter().zip(id * 10..) {
            let place = Place::End { edge, node };
            let state = DeviceState::default();
            let kind = DeviceKind::Closable;
            builder.device(DeviceRow { id: FeatureId(number), code: "", kind, place, state });
        }
    }
    let mut nodes: Vec<u64> = pipes.iter().flat_map(|&(from, to)| [from, to]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    for node in nodes {
        builder.connection(ConnectionRow { id: FeatureId(node + 1000), place: Place::Node(FeatureId(node)) });
    }
    builder.build().unwrap()
}

fn works(edge: u64, hours: (i64, Option<i64>)) -> Job {
    let hour = |hour: i64| Timestamp::from_second(1_800_000_000 + hour * 3600).unwrap();
    Job {
        span: Span { from: hour(hours.0), to: hours.1.map(hour) },
        question: IsolationQuestion { bursts: vec![Burst::Edge(FeatureId(edge))], ..IsolationQuestion::default() },
        left: Vec::new(),
    }
}

/// A ring of four nodes behind a source.
const RING: [(u64, u64); 5] = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 1)];

#[test]
fn two_jobs_on_a_ring_dry_out_what_neither_does_alone() {
    let graph = valved(&RING);
    let met = overlap(&graph, &works(2, (0, Some(4))), &works(5, (3, None))).unwrap().unwrap();
    assert_eq!(met.edges, []);
    assert_eq!(met.extra_edges, [3, 4].map(FeatureId));
    assert_eq!(met.extra_connections, [1002, 1003, 1004].map(FeatureId));
    let later = works(5, (4, None));
    assert_eq!(overlap(&graph, &works(2, (0, Some(4))), &later), Ok(None), "one ends when the other begins");
    assert_eq!(
        overlap(&graph, &works(2, (0, None)), &works(3, (0, None))).unwrap().unwrap().extra_connections.len(),
        1
    );
    let tail = valved(&[(0, 1), (0, 2)]);
    assert_eq!(overlap(&tail, &works(1, (0, None)), &works(2, (0, None))), Ok(None), "two streets from one source");
}

#[test]
fn a_job_meets_others_as_if_its_valves_were_still_open() {
    let graph = valved(&RING);
    let closed = DeviceState { is_closed: true, ..DeviceState::default() };
    let under_way = graph.with_states([20, 21].map(|valve| (FeatureId(valve), closed)));
    let job = Job { left: vec![(FeatureId(20), true), (FeatureId(21), true)], ..works(2, (0, None)) };
    let met = overlap(&under_way, &job, &works(5, (1, None))).unwrap();
    assert_eq!(met, overlap(&graph, &works(2, (0, None)), &works(5, (1, None))).unwrap());
    let before = undone(&under_way, &job.left).unwrap();
    assert_eq!(isolation(&before, &job.question), isolation(&graph, &works(2, (0, None)).question));
    assert!(undone(&graph, &job.left).is_none(), "nothing was turned");
}

#[test]
fn a_crew_starts_at_the_valve_nearest_the_burst_or_from_its_depot() {
    let street = [(4, 0.004), (1, 0.001), (3, 0.003), (2, 0.002)];
    let valves: Vec<_> = street.iter().map(|&(id, east)| (FeatureId(id), Some([107.0 + east, 10.0]))).collect();
    let order = |start, burst| crew_order(&valves, start, burst).into_iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(order(None, Some([107.0009, 10.0])), [1, 2, 3, 4]);
    assert_eq!(order(Some([107.01, 10.0]), Some([107.0, 10.0])), [4, 3, 2, 1]);
    assert_eq!(order(None, None), [1, 2, 3, 4]);
    let lost = [(FeatureId(9), None), (FeatureId(7), Some([107.0, 10.0])), (FeatureId(8), None)];
    assert_eq!(crew_order(&lost, None, None), [7, 8, 9].map(FeatureId));
}

#[test]
fn the_ground_around_a_pipe_is_fifty_metres_wide_and_the_same_each_time() {
    let pipe = vec![vec![[107.0, 10.0], [107.001, 10.0]]];
    let ground = outline(&pipe, &[], Crs::Epsg(9218)).unwrap();
    // 110 m by 50 m with half a circle at either end.
    assert!((area(&ground).0 - 7440.0).abs() < 80.0, "{}", area(&ground).0);
    assert!(check(&ground).is_empty());
    assert_eq!(outline(&pipe, &[], Crs::Epsg(9218)), Some(ground));
    let on_map = outline_on_map(&pipe, &[], Crs::Epsg(9218)).unwrap();
    assert_eq!((on_map.len(), on_map[0].len()), (1, 1), "one polygon without a hole");
    assert!(on_map[0][0].iter().all(|at| (at[0] - 107.0005).abs() < 0.0008 && (at[1] - 10.0).abs() < 0.0003));
    assert_eq!(outline(&pipe, &[], Crs::Local), None);
    assert_eq!(outline(&[], &[], Crs::Epsg(9218)), None);
    assert!(outline(&[], &[[107.0, 10.0]], Crs::Epsg(9218)).is_some(), "a node alone has a circle");
}

#[test]
fn of_very_many_pipes_the_squares_they_come_near_are_the_ground() {
    let east = |number: usize| f64::from(u32::try_from(number).unwrap()) * 1e-6;
    let pipes: Vec<_> = (0..=MOST_COURSES).map(|n| vec![[107.0 + east(n), 10.0], [107.0 + east(n), 10.0001]]).collect();
    let Some(Geometry::MultiPolygon(ground)) = outline(&pipes, &[], Crs::Epsg(9218)) else { panic!("no ground") };
    assert_eq!(ground.0.len(), 1, "streets beside one another are one ground");
}

proptest! {
    #[test]
    fn a_drive_stops_at_every_valve_once_and_follows_from_the_valves_alone(
        places in prop::collection::vec((0.0..0.01f64, 0.0..0.01f64, any::<bool>()), 0..30),
        start in prop::option::of((0.0..0.01f64, 0.0..0.01f64)),
        turn in 0..30usize,
    ) {
        let place = |(east, north): (f64, f64)| [107.0 + east, 10.0 + north];
        let mut valves: Vec<_> = (1..)
            .map(FeatureId)
            .zip(&places)
            .map(|(id, &(east, north, is_known))| (id, is_known.then(|| place((east, north)))))
            .collect();
        let order = crew_order(&valves, start.map(place), Some([107.0, 10.0]));
        let mut sorted = order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, valves.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        if !valves.is_empty() {
            let by = turn % valves.len();
            valves.rotate_left(by);
        }
        prop_assert_eq!(crew_order(&valves, start.map(place), Some([107.0, 10.0])), order);
    }

    #[test]
    fn who_meets_is_met(
        pipes in prop::collection::vec((0..9u64, 0..9u64), 2..16),
        edges in (1..16u64, 1..16u64),
        times in ((0..5i64, prop::option::of(1..5i64)), (0..5i64, prop::option::of(1..5i64))),
        closed in prop::collection::vec(10..160u64, 0..4),
    ) {
        let graph = valved(&pipes);
        let shut = DeviceState { is_closed: true, ..DeviceState::default() };
        let graph = graph.with_states(closed.iter().map(|&valve| (FeatureId(valve), shut)));
        let within = |edge: u64| edge.min(u64::try_from(pipes.len()).unwrap());
        let hours = |(from, lasts): (i64, Option<i64>)| (from, lasts.map(|lasts| from + lasts));
        let mut one = works(within(edges.0), hours(times.0));
        one.left = closed.iter().map(|&valve| (FeatureId(valve), true)).collect();
        let other = works(within(edges.1), hours(times.1));
        let (met, meets) = (overlap(&graph, &one, &other).unwrap(), overlap(&graph, &other, &one).unwrap());
        let told = |met: Option<Overlap>| met.map(|met| (met.edges, met.nodes, met.extra_edges, met.extra_connections));
        prop_assert_eq!(told(met), told(meets));
        let same = overlap(&graph, &one, &one).unwrap();
        prop_assert!(same.is_some_and(|same| same.extra_connections.is_empty()), "a job meets itself and takes no more");
    }
}
