//! Small sewers, levelled and not. Oracles of independent programs are asked by the system tests.

use proptest::prelude::*;

use super::*;
use crate::graph::{ConnectionRow, DeviceKind, DeviceRow, Passing, Place};
use crate::trace::{Direction, Start, TraceQuestion, trace};

/// A sewer by its nodes (number, level) and edges (from, to), numbered from 1 in their order.
#[derive(Default)]
struct Town {
    levels: Vec<(u64, f64)>,
    edges: Vec<(u64, u64)>,
    kinds: Vec<(u64, SewerKind)>,
    outfalls: Vec<u64>,
}

fn id(number: u64) -> FeatureId {
    FeatureId(number)
}

fn ids(found: &[FeatureId]) -> Vec<u64> {
    found.iter().map(|id| id.0).collect()
}

impl Town {
    fn builder(&self) -> SewersBuilder {
        let mut builder = SewersBuilder::default();
        let last = self.edges.iter().flat_map(|&(from, to)| [from, to]).max().unwrap_or(0);
        for number in 1..=last {
            let invert = self.levels.iter().find(|(node, _)| *node == number).map(|(_, at)| Level::measured(*at));
            let outlet = self.outfalls.contains(&number).then_some(Outlet::Outfall);
            let ground = invert.map(|level| level.height + 2.0);
            let code = format!("M{number}");
            builder.manhole(ManholeRow { id: id(number), code: &code, invert, ground, outlet, is_pump: false });
        }
        for (&(from, to), number) in self.edges.iter().zip(1..) {
            let kind =
                self.kinds.iter().find(|(edge, _)| *edge == number).map_or(SewerKind::Gravity, |(_, kind)| *kind);
            builder.sewer(pipe(number, [from, to], kind));
        }
        builder
    }

    fn sewers(&self) -> Sewers {
        self.builder().build().unwrap()
    }
}

fn pipe(number: u64, [from, to]: [u64; 2], kind: SewerKind) -> SewerRow<'static> {
    let (id, from, to) = (id(number), id(from), id(to));
    SewerRow { id, code: "", from, to, kind, inverts: [None; 2], height: 300.0, length: 10.0, is_shut: false }
}

fn from_node(sewers: &Sewers, node: u64, direction: Direction) -> Drain {
    let from = vec![Start::At(Place::Node(id(node)))];
    drain(sewers, &TraceQuestion { from, direction, ..TraceQuestion::default() }).unwrap()
}

fn down(sewers: &Sewers, node: u64) -> Vec<u64> {
    ids(&from_node(sewers, node, Direction::Downstream).trace.nodes)
}

fn doubts(sewers: &Sewers) -> Vec<(u64, SewerDoubt)> {
    let of_edge = |finding: SewerFinding| match finding {
        SewerFinding::Edge { edge, doubt } => Some((edge.0, doubt)),
        _ => None,
    };
    sewers.findings().into_iter().filter_map(of_edge).collect()
}

#[test]
fn a_pipe_runs_as_it_falls_and_a_level_one_as_it_is_drawn() {
    let town = Town {
        levels: vec![(1, 9.0), (2, 8.0), (3, 8.0), (4, 7.0)],
        edges: vec![(1, 2), (2, 3), (4, 3)],
        outfalls: vec![4],
        ..Town::default()
    };
    let sewers = town.sewers();
    assert_eq!(down(&sewers, 1), [1, 2, 3, 4]);
    assert_eq!(doubts(&sewers), [(2, SewerDoubt::Flat), (3, SewerDoubt::Adverse)]);
    let runs = [1, 2, 3].map(|edge| sewers.run(id(edge)).unwrap());
    assert_eq!(runs.map(|run| run.basis), [RunBasis::Levels, RunBasis::Drawn, RunBasis::Levels]);
    assert_eq!(runs[2].passing, Passing::Backward);
}

#[test]
fn levels_of_a_pipe_go_before_those_of_its_manholes() {
    let mut builder = Town { levels: vec![(1, 5.0), (2, 6.0)], edges: vec![(1, 2)], ..Town::default() }.builder();
    let inverts = [Some(Level::measured(5.0)), Some(Level::measured(4.0))];
    builder.sewer(SewerRow { inverts, ..pipe(2, [1, 2], SewerKind::Gravity) });
    let sewers = builder.build().unwrap();
    let runs = [1, 2].map(|edge| sewers.run(id(edge)).unwrap().passing);
    assert_eq!(runs, [Passing::Backward, Passing::Forward]);
}

#[test]
fn a_splitter_is_followed_by_every_branch_and_each_outlet_is_told() {
    let town = Town {
        levels: vec![(1, 9.0), (2, 8.0), (3, 7.0), (4, 6.0), (5, 5.0)],
        edges: vec![(1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (2, 6)],
        kinds: vec![(6, SewerKind::Structure)],
        outfalls: vec![5, 6],
    };
    let sewers = town.sewers();
    let found = from_node(&sewers, 1, Direction::Downstream);
    assert_eq!((ids(&found.trace.nodes), ids(&found.trace.edges)), (vec![1, 2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5, 6]));
    assert_eq!(found.outlets, [(id(5), Outlet::Outfall), (id(6), Outlet::Outfall)]);
    assert_eq!(found.findings, [], "a weir over no level is nothing doubtful");
    assert_eq!(ids(&from_node(&sewers, 5, Direction::Upstream).trace.nodes), [1, 2, 3, 4, 5]);
}

#[test]
fn a_wrong_level_in_a_trunk_is_a_finding_and_no_end() {
    // M3 was levelled a metre too high: pipe 2 seems to fall back into M2, which has no other way out.
    let town = Town {
        levels: vec![(1, 9.0), (2, 8.0), (3, 8.5), (4, 6.0)],
        edges: vec![(1, 2), (2, 3), (3, 4)],
        outfalls: vec![4],
        ..Town::default()
    };
    let sewers = town.sewers();
    assert_eq!(down(&sewers, 1), [1, 2, 3, 4]);
    assert_eq!(ids(&from_node(&sewers, 4, Direction::Upstream).trace.nodes), [1, 2, 3, 4]);
    let found = from_node(&sewers, 1, Direction::Downstream).findings;
    let doubt = |doubt| SewerFinding::Edge { edge: id(2), doubt };
    assert_eq!(found, [doubt(SewerDoubt::Adverse), doubt(SewerDoubt::Passed)]);
}

#[test]
fn two_wrong_levels_in_a_row_do_not_end_a_trace_either() {
    let town = Town {
        levels: vec![(1, 9.0), (2, 8.0), (3, 8.2), (4, 8.4), (5, 3.0)],
        edges: vec![(1, 2), (2, 3), (3, 4), (4, 5)],
        outfalls: vec![5],
        ..Town::default()
    };
    assert_eq!(down(&town.sewers(), 1), [1, 2, 3, 4, 5]);
}

#[test]
fn a_manhole_that_nothing_leads_on_from_is_told_where_outlets_are_known() {
    let mut town = Town { levels: vec![(1, 9.0), (2, 8.0), (3, 7.0)], edges: vec![(1, 2), (1, 3)], ..Town::default() };
    let sewers = town.sewers();
    assert_eq!(sewers.outlets().collect::<Vec<_>>(), [(id(2), Outlet::Presumed), (id(3), Outlet::Presumed)]);
    assert_eq!(sewers.findings(), [SewerFinding::NoOutlet]);
    town.outfalls = vec![3];
    assert_eq!(town.sewers().findings(), [SewerFinding::NoWayOut { node: id(2) }]);
}

#[test]
fn levels_that_are_missing_are_put_between_those_that_are_known() {
    // Drawn against its fall, and nobody levelled the middle.
    let town = Town {
        levels: vec![(1, 6.0), (4, 9.0)],
        edges: vec![(1, 2), (2, 3), (3, 4)],
        outfalls: vec![1],
        ..Town::default()
    };
    let sewers = town.sewers();
    assert_eq!(down(&sewers, 4), [1, 2, 3, 4]);
    let level = sewers.invert(id(2)).unwrap();
    assert!((level.height - 7.0).abs() < 1e-9 && level.is_interpolated);
    assert!(doubts(&sewers).contains(&(2, SewerDoubt::Interpolated)));
}

#[test]
fn where_no_level_is_known_a_pipe_runs_as_it_is_drawn() {
    let town = Town { edges: vec![(1, 2), (2, 3), (2, 4)], levels: vec![(1, f64::NAN)], ..Town::default() };
    let sewers = town.sewers();
    assert_eq!(down(&sewers, 1), [1, 2, 3, 4]);
    assert_eq!(doubts(&sewers), [1, 2, 3].map(|edge| (edge, SewerDoubt::NoLevel)));
}

#[test]
fn a_loop_is_gone_round_once_and_told() {
    let town = Town { edges: vec![(1, 2), (2, 3), (3, 2), (3, 4), (4, 4)], outfalls: vec![4], ..Town::default() };
    let sewers = town.sewers();
    assert_eq!(down(&sewers, 1), [1, 2, 3, 4]);
    let loops: Vec<u64> =
        doubts(&sewers).into_iter().filter(|(_, doubt)| *doubt == SewerDoubt::Loop).map(|(edge, _)| edge).collect();
    assert_eq!(loops, [2, 3, 5]);
}

#[test]
fn a_sluice_that_is_closed_ends_a_trace_and_turns_no_pipe() {
    let mut builder = Town { edges: vec![(1, 2), (2, 3), (2, 4)], outfalls: vec![3, 4], ..Town::default() }.builder();
    let (place, open) = (Place::End { edge: id(2), node: id(2) }, DeviceState::default());
    builder.device(DeviceRow { id: id(50), code: "S", kind: DeviceKind::Closable, place, state: open });
    let sewers = builder.build().unwrap();
    assert_eq!(down(&sewers, 1), [1, 2, 3, 4]);
    let closed = sewers.with_states([(id(50), DeviceState { is_closed: true, ..open })]);
    let found = from_node(&closed, 1, Direction::Downstream);
    assert_eq!((ids(&found.trace.nodes), ids(&found.trace.closed)), (vec![1, 2, 4], vec![50]));
    assert_eq!(closed.run(id(2)), sewers.run(id(2)));
}

#[test]
fn a_rising_main_runs_away_from_its_pump_however_it_is_drawn() {
    // The pump lifts from M2 to M3; the main goes on uphill to M5, one part of it drawn backwards; another main has no pump.
    let town = Town {
        levels: vec![(1, 3.0), (2, 2.0), (3, 2.5), (4, 5.0), (5, 9.0), (6, 8.0)],
        edges: vec![(1, 2), (2, 3), (4, 3), (4, 5), (5, 6), (7, 8)],
        kinds: vec![(2, SewerKind::Pump), (3, SewerKind::Rising), (4, SewerKind::Rising), (6, SewerKind::Rising)],
        outfalls: vec![6, 8],
    };
    let sewers = town.sewers();
    assert_eq!(down(&sewers, 1), [1, 2, 3, 4, 5, 6]);
    assert_eq!(doubts(&sewers), [(6, SewerDoubt::NoPump)]);
    assert_eq!(sewers.run(id(3)), Some(Run { passing: Passing::Backward, basis: RunBasis::Pump }));
}

#[test]
fn a_profile_tells_chainage_levels_and_crowns_in_the_order_of_the_way() {
    let town = Town {
        levels: vec![(1, 9.0), (2, 8.0), (4, 7.0)],
        edges: vec![(1, 2), (3, 2), (3, 4)],
        outfalls: vec![4],
        ..Town::default()
    };
    let found = profile(&town.sewers(), id(1), id(4)).unwrap();
    assert_eq!((found.direction, found.length), (Direction::Downstream, 30.0));
    let stations: Vec<_> = found.stations.iter().map(|at| (at.code.as_str(), at.chainage, at.ground)).collect();
    assert_eq!(
        stations,
        [("M1", 0.0, Some(11.0)), ("M2", 10.0, Some(10.0)), ("M3", 20.0, None), ("M4", 30.0, Some(9.0))]
    );
    let second = &found.edges[1];
    assert_eq!((second.edge, second.chainages), (id(2), [10.0, 20.0]));
    assert_eq!(second.inverts, [Some(Level::measured(8.0)), Some(Level { height: 7.5, is_interpolated: true })]);
    assert_eq!(second.crowns, [Some(8.3), Some(7.8)]);
    assert!((second.fall.unwrap() - 0.05).abs() < 1e-9);
    assert_eq!(profile(&town.sewers(), id(4), id(1)).unwrap().direction, Direction::Upstream);
}

#[test]
fn a_profile_puts_levels_between_along_its_way_past_branches() {
    // M2 branches, so that no level can be put there for good; along a way it can.
    let town = Town {
        levels: vec![(1, 9.0), (3, 7.0)],
        edges: vec![(1, 2), (2, 3), (2, 4)],
        outfalls: vec![3],
        ..Town::default()
    };
    let found = profile(&town.sewers(), id(1), id(3)).unwrap();
    assert_eq!(found.stations[1].invert, None);
    assert_eq!(found.edges[0].inverts[1], Some(Level { height: 8.0, is_interpolated: true }));
    assert_eq!(found.edges[1].inverts[0], found.edges[0].inverts[1]);
}

#[test]
fn pollution_comes_from_what_drains_to_dirty_manholes_and_to_no_clean_one() {
    // 1 and 2 meet in 3, 4 joins in 5, and all goes to 6.
    let town = Town { edges: vec![(1, 3), (2, 3), (3, 5), (4, 5), (5, 6)], outfalls: vec![6], ..Town::default() };
    let mut builder = town.builder();
    for node in [1, 2, 4] {
        builder.connection(ConnectionRow { id: id(100 + node), place: Place::Node(id(node)) });
    }
    let sewers = builder.build().unwrap();
    let sample = |node, is_dirty| Sample { node: id(node), is_dirty };
    let found = pollution(&sewers, &[sample(6, true), sample(3, true), sample(2, false)]).unwrap();
    let told = |list: &[Suspected]| list.iter().map(|at| (at.id.0, at.explains)).collect::<Vec<_>>();
    assert_eq!(told(&found.edges), [(1, 2), (2, 2), (3, 1), (4, 1), (5, 1)], "edge 2 lies behind the clean manhole");
    assert_eq!(told(&found.connections), [(101, 2), (104, 1)]);
    assert_eq!(told(&found.nodes), [(1, 2), (3, 2), (4, 1), (5, 1), (6, 1)]);
    let contradicted = pollution(&sewers, &[sample(3, true), sample(5, false)]).unwrap();
    assert_eq!((ids(&contradicted.unexplained), contradicted.nodes), (vec![3], Vec::new()));
    assert_eq!(pollution(&sewers, &[sample(77, true)]), None);
}

proptest! {
    /// The pass over the stream meets what a walk from node to node meets, whatever is level, missing, in a ring or pumped.
    #[test]
    fn the_stream_is_what_a_walk_meets(
        edges in prop::collection::vec((1..16u64, 1..16u64), 1..40),
        levels in prop::collection::vec((1..16u64, 0..5u8), 0..16),
        pumps in prop::collection::vec(1..40u64, 0..4),
        outfalls in prop::collection::vec(1..16u64, 0..3),
        from in prop::collection::vec(0..40usize, 1..3),
    ) {
        let levels = levels.into_iter().map(|(node, level)| (node, f64::from(level))).collect();
        let kinds = pumps.into_iter().map(|edge| (edge, SewerKind::Pump)).collect();
        let sewers = Town { levels, edges: edges.clone(), kinds, outfalls }.sewers();
        for direction in Direction::ALL {
            let mut starts: Vec<Start> = from.iter().map(|at| Start::Edge(id((at % edges.len()) as u64 + 1))).collect();
            for _ in 0..2 {
                let question = TraceQuestion { from: starts, direction, ..TraceQuestion::default() };
                prop_assert_eq!(drain(&sewers, &question).unwrap().trace, trace(sewers.graph(), &question).unwrap());
                starts = from.iter().map(|at| Start::At(Place::Node(id(edges[at % edges.len()].0)))).collect();
            }
        }
    }
}
