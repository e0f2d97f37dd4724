//! Random networks against a search that knows nothing of segments or forests. Oracles of independent programs are asked by the system tests.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::graph::{ConnectionRow, DeviceKind, DeviceRow, EdgeRow, GraphBuilder, NodeRow, Passing};

/// A network small enough to be searched by brute force.
#[derive(Debug, Clone)]
struct Town {
    nodes: Vec<bool>,
    edges: Vec<(usize, usize, Passing)>,
    /// Edge, which of its ends, and state.
    valves: Vec<(usize, bool, DeviceState)>,
    /// Edge or node of each connection.
    connections: Vec<(bool, usize)>,
}

fn id(number: usize) -> FeatureId {
    FeatureId(number as u64 + 1)
}

impl Town {
    fn graph(&self) -> Graph {
        self.builder().build().unwrap()
    }

    fn builder(&self) -> GraphBuilder {
        let mut builder = GraphBuilder::default();
        for (at, &is_source) in self.nodes.iter().enumerate() {
            builder.node(NodeRow { id: id(at), code: &format!("N{at}"), is_source });
        }
        for (at, &(from, to, passing)) in self.edges.iter().enumerate() {
            let (from, to) = (id(from), id(to));
            builder.edge(EdgeRow {
                id: id(at),
                code: &format!("P{at}"),
                from,
                to,
                passing,
                length: 10.0,
                diameter: 100.0,
            });
        }
        for (at, &(edge, _, state)) in self.valves.iter().enumerate() {
            let place = Place::End { edge: id(edge), node: id(self.node_of(at)) };
            builder.device(DeviceRow { id: id(at), code: &format!("V{at}"), kind: DeviceKind::Closable, place, state });
        }
        for (at, &(on_edge, which)) in self.connections.iter().enumerate() {
            let place = if on_edge { Place::Along { edge: id(which), measure: 5.0 } } else { Place::Node(id(which)) };
            builder.connection(ConnectionRow { id: id(at), place });
        }
        builder
    }

    fn node_of(&self, valve: usize) -> usize {
        let (edge, is_last, _) = self.valves[valve];
        let (from, to, _) = self.edges[edge];
        if is_last { to } else { from }
    }

    /// Whether water gets through at the end of an edge, towards the edge or from it, with these valves shut besides.
    fn lets(&self, edge: usize, is_last: bool, into: bool, shut: &BTreeSet<usize>, mode: Mode) -> bool {
        let (from, to, passing) = self.edges[edge];
        let is_here = |valve: usize| {
            let (on, _, _) = self.valves[valve];
            // Both ends of a loop at one node are the first one to its valves.
            on == edge && self.node_of(valve) == (if is_last { to } else { from }) && !(is_last && from == to)
        };
        let is_shut = (0..self.valves.len())
            .any(|valve| is_here(valve) && (shut.contains(&valve) || self.valves[valve].2.blocks()));
        let way = match (mode, passing) {
            (Mode::Topo, _) | (_, Passing::Both) => true,
            (_, Passing::Forward) => into != is_last,
            (_, Passing::Backward) => into == is_last,
            (_, Passing::Closed) => false,
        };
        way && !is_shut
    }

    /// Elements a source reaches: (is an edge, number).
    fn wet(&self, shut: &BTreeSet<usize>, mode: Mode, without: &BTreeSet<(bool, usize)>) -> BTreeSet<(bool, usize)> {
        let sources = (0..self.nodes.len()).filter(|&at| self.nodes[at]).map(|at| (false, at));
        let mut wet: BTreeSet<_> = sources.filter(|source| !without.contains(source)).collect();
        loop {
            let before = wet.len();
            for (at, &(from, to, _)) in self.edges.iter().enumerate() {
                for (node, is_last) in [(from, false), (to, true)] {
                    if wet.contains(&(false, node))
                        && self.lets(at, is_last, true, shut, mode)
                        && !without.contains(&(true, at))
                    {
                        wet.insert((true, at));
                    }
                    if wet.contains(&(true, at))
                        && self.lets(at, is_last, false, shut, mode)
                        && !without.contains(&(false, node))
                    {
                        wet.insert((false, node));
                    }
                }
            }
            if wet.len() == before {
                return wet;
            }
        }
    }
}

fn state() -> impl Strategy<Value = DeviceState> {
    (prop::bool::weighted(0.2), prop::bool::weighted(0.9), prop::bool::weighted(0.95), prop::bool::weighted(0.9))
        .prop_map(|(is_closed, is_operable, is_accessible, is_tight)| DeviceState {
            is_closed,
            is_operable,
            is_accessible,
            is_tight,
        })
}

fn passing() -> impl Strategy<Value = Passing> {
    prop_oneof![
        8 => Just(Passing::Both),
        1 => Just(Passing::Forward),
        1 => Just(Passing::Backward),
        1 => Just(Passing::Closed),
    ]
}

fn town() -> impl Strategy<Value = Town> {
    (2..10usize).prop_flat_map(|nodes| {
        let sources = prop::collection::vec(prop::bool::weighted(0.2), nodes);
        let edges = prop::collection::vec((0..nodes, 0..nodes, passing()), 1..16);
        (sources, edges).prop_flat_map(|(nodes, edges)| {
            let (count, of_edges) = (nodes.len(), edges.len());
            let valves = prop::collection::vec((0..of_edges, any::<bool>(), state()), 0..14);
            let connections = prop::collection::vec(any::<(bool, prop::sample::Index)>(), 0..12);
            (Just(nodes), Just(edges), valves, connections).prop_map(move |(nodes, edges, valves, connections)| {
                let of = |on_edge: bool| if on_edge { of_edges } else { count };
                let connections =
                    connections.into_iter().map(|(on_edge, which)| (on_edge, which.index(of(on_edge)))).collect();
                Town { nodes, edges, valves, connections }
            })
        })
    })
}

fn elements(reach: &Reach) -> BTreeSet<(bool, usize)> {
    let number = |id: &FeatureId| usize::try_from(id.0).unwrap() - 1;
    let edges = reach.edges.iter().map(|id| (true, number(id)));
    edges.chain(reach.nodes.iter().map(|id| (false, number(id)))).collect()
}

fn numbers(ids: &[FeatureId]) -> BTreeSet<usize> {
    ids.iter().map(|id| usize::try_from(id.0).unwrap() - 1).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_dry_is_what_a_search_without_the_segment_misses(town in town(), burst in any::<prop::sample::Index>()) {
        let graph = town.graph();
        let burst = burst.index(town.edges.len());
        for mode in Mode::ALL {
            let question = IsolationQuestion { bursts: vec![Burst::Edge(id(burst))], inoperable: Vec::new(), mode };
            let found = isolation(&graph, &question).unwrap();
            let segment = elements(&found.segment);
            let before = town.wet(&BTreeSet::new(), mode, &BTreeSet::new());
            let after = town.wet(&BTreeSet::new(), mode, &segment);
            let dry: BTreeSet<_> = before.difference(&after).copied().filter(|element| !segment.contains(element)).collect();
            prop_assert_eq!(elements(&found.unintended), dry);
            prop_assert_eq!(found.was_supplied, segment.iter().any(|element| before.contains(element)));
        }
    }

    #[test]
    fn the_listed_valves_and_no_fewer_dry_the_segment(town in town(), burst in any::<prop::sample::Index>()) {
        let graph = town.graph();
        let burst = burst.index(town.edges.len());
        // A way in is a way in whichever way water flows: pipes alone.
        let question = IsolationQuestion { bursts: vec![Burst::Edge(id(burst))], inoperable: Vec::new(), mode: Mode::Topo };
        let found = isolation(&graph, &question).unwrap();
        let (segment, close) = (elements(&found.segment), numbers(&found.valves_to_close));
        if found.sources_inside.is_empty() {
            let wet = town.wet(&close, Mode::Topo, &BTreeSet::new());
            prop_assert!(segment.is_disjoint(&wet), "closed {close:?}, still wet: {wet:?}");
            for left_open in &close {
                let others = close.iter().copied().filter(|valve| valve != left_open).collect();
                let wet = town.wet(&others, Mode::Topo, &BTreeSet::new());
                prop_assert!(!segment.is_disjoint(&wet), "{left_open} need not be closed");
            }
            let all: BTreeSet<usize> = numbers(&found.boundary_valves);
            prop_assert!(close.is_subset(&all));
            prop_assert_eq!(wet, town.wet(&all, Mode::Topo, &BTreeSet::new()), "the others change nothing");
        }
    }

    #[test]
    fn each_customer_is_counted_once_and_only_who_had_water(town in town(), burst in any::<prop::sample::Index>()) {
        let graph = town.graph();
        let burst = burst.index(town.edges.len());
        let question = IsolationQuestion { bursts: vec![Burst::Edge(id(burst))], ..IsolationQuestion::default() };
        let found = isolation(&graph, &question).unwrap();
        let before = town.wet(&BTreeSet::new(), Mode::Aware, &BTreeSet::new());
        for (reach, parts) in [(&found.segment, elements(&found.segment)), (&found.unintended, elements(&found.unintended))] {
            let expected = town.connections.iter().enumerate().filter(|(_, at)| parts.contains(at) && before.contains(at));
            let expected: Vec<FeatureId> = expected.map(|(at, _)| id(at)).collect();
            prop_assert_eq!(&reach.connections, &expected);
        }
        let both = found.segment.connections.iter().filter(|id| found.unintended.connections.contains(id)).count();
        prop_assert_eq!(both, 0);
    }

    #[test]
    fn turned_devices_leave_the_graph_that_is_built_anew(
        town in town(),
        turns in prop::collection::vec((any::<prop::sample::Index>(), state()), 1..40),
    ) {
        let (mut town, mut graph) = (town.clone(), town.graph());
        for (which, state) in turns {
            if town.valves.is_empty() {
                break;
            }
            let valve = which.index(town.valves.len());
            town.valves[valve].2 = state;
            graph = graph.with_states([(id(valve), state)]);
            prop_assert!(graph == town.graph(), "after {valve} became {state:?}");
        }
    }

    #[test]
    fn valves_within_a_pipe_part_it_as_valves_between_pipes_do(
        measures in prop::collection::btree_set(1..99u32, 1..6),
        burst in 0..100u32,
    ) {
        let mut builder = GraphBuilder::default();
        builder.node(NodeRow { id: id(0), code: "R", is_source: true });
        builder.node(NodeRow { id: id(1), code: "A", is_source: false });
        let (from, to, passing) = (id(0), id(1), Passing::Both);
        builder.edge(EdgeRow { id: id(0), code: "P", from, to, passing, length: 100.0, diameter: 0.0 });
        for (at, &measure) in measures.iter().enumerate() {
            let place = Place::Along { edge: id(0), measure: f64::from(measure) };
            let (kind, state) = (DeviceKind::Closable, DeviceState::default());
            builder.device(DeviceRow { id: id(at), code: &format!("V{measure}"), kind, place, state });
        }
        let graph = builder.build().unwrap();
        let place = Place::Along { edge: id(0), measure: f64::from(burst) + 0.5 };
        let question = IsolationQuestion { bursts: vec![Burst::At(place)], ..IsolationQuestion::default() };
        let found = isolation(&graph, &question).unwrap();
        let before = measures.iter().copied().filter(|&measure| measure <= burst).max();
        let behind = measures.iter().copied().find(|&measure| measure > burst);
        let around: BTreeMap<&str, ()> =
            found.boundary_valves.iter().map(|&id| (graph.device_code(id).unwrap(), ())).collect();
        let expected: BTreeSet<String> = [before, behind].into_iter().flatten().map(|measure| format!("V{measure}")).collect();
        prop_assert_eq!(around.keys().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>(), expected);
        let [start, end] = [before.unwrap_or(0), behind.unwrap_or(100)].map(f64::from);
        prop_assert!((found.segment.length - (end - start)).abs() < 1e-9);
        prop_assert_eq!(found.valves_to_close.len(), usize::from(before.is_some()));
    }
}

#[test]
fn several_bursts_are_isolated_together_and_may_dry_out_more_than_each() {
    // A ring fed from R: each side alone leaves the other, both together cut off what lies between.
    let pipe = |from, to| (from, to, Passing::Both);
    let open = DeviceState::default();
    let valve = |edge, is_last| (edge, is_last, open);
    let town = Town {
        nodes: vec![true, false, false, false],
        edges: vec![pipe(0, 1), pipe(1, 2), pipe(2, 3), pipe(3, 0)],
        valves: vec![valve(0, false), valve(0, true), valve(3, false), valve(3, true)],
        connections: vec![(false, 2)],
    };
    let graph = town.graph();
    let dry = |bursts: &[usize]| {
        let bursts = bursts.iter().map(|&edge| Burst::Edge(id(edge))).collect();
        isolation(&graph, &IsolationQuestion { bursts, ..IsolationQuestion::default() })
            .unwrap()
            .unintended
            .connections
            .len()
    };
    assert_eq!((dry(&[0]), dry(&[3]), dry(&[0, 3])), (0, 0, 1));
}

#[test]
fn a_burst_valve_closes_nothing_and_opening_a_tie_feeds_again() {
    let pipe = |from, to| (from, to, Passing::Both);
    let open = DeviceState::default();
    let closed = DeviceState { is_closed: true, ..open };
    let town = Town {
        nodes: vec![true, false, false, true],
        edges: vec![pipe(0, 1), pipe(1, 2), pipe(2, 3)],
        valves: vec![(0, false, open), (0, true, open), (1, false, open), (2, false, closed)],
        connections: vec![(false, 2)],
    };
    let graph = town.graph();
    let ask = |burst: Burst| {
        isolation(&graph, &IsolationQuestion { bursts: vec![burst], ..IsolationQuestion::default() }).unwrap()
    };
    let pipe = ask(Burst::Edge(id(0)));
    let feeding = Feeding { open: id(3), close_first: vec![id(1)] };
    assert_eq!(numbers(&pipe.valves_to_close), [0].into());
    assert_eq!(
        pipe.valves_to_open,
        [feeding],
        "fed again, the tail would feed the burst through the valve that need not be closed"
    );
    let valve = ask(Burst::Device(id(1)));
    assert_eq!(numbers(&valve.boundary_valves), [0, 2].into(), "both sides of the valve that burst");
    let leaking =
        IsolationQuestion { bursts: vec![Burst::Edge(id(1))], inoperable: vec![id(3)], ..IsolationQuestion::default() };
    let leaking = isolation(&graph, &leaking).unwrap();
    assert_eq!(leaking.sources_inside, [id(3)], "a closed valve that does not hold lets the other source in");
}

#[test]
fn a_valve_where_three_pipes_meet_shuts_the_way_between_the_other_two() {
    let mut builder = GraphBuilder::default();
    for (at, code) in ["R", "B", "N", "C", "A"].iter().enumerate() {
        builder.node(NodeRow { id: id(at), code, is_source: at == 0 });
    }
    for (at, (from, to)) in [(0, 1), (1, 2), (2, 3), (2, 4)].into_iter().enumerate() {
        let (from, to, passing) = (id(from), id(to), Passing::Both);
        builder.edge(EdgeRow { id: id(at), code: &format!("P{at}"), from, to, passing, length: 1.0, diameter: 0.0 });
    }
    let (kind, state) = (DeviceKind::Closable, DeviceState::default());
    builder.device(DeviceRow { id: id(0), code: "V", kind, place: Place::Node(id(2)), state });
    builder.connection(ConnectionRow { id: id(0), place: Place::Node(id(3)) });
    let graph = builder.build().unwrap();
    let question = IsolationQuestion { bursts: vec![Burst::Edge(id(3))], ..IsolationQuestion::default() };
    let found = isolation(&graph, &question).unwrap();
    assert_eq!((numbers(&found.valves_to_close), numbers(&found.segment.edges)), ([0].into(), [3].into()));
    assert_eq!(found.unintended.connections, [id(0)], "what lies behind the closed valve");
    assert_eq!(numbers(&found.unintended.edges), [2].into());
}

#[test]
fn parts_of_a_pipe_that_a_valve_parts_have_nothing_in_common() {
    let part = |from, to| Reach {
        edges: vec![id(7)],
        stretches: vec![Stretch { edge: id(7), from, to, whole: 9.0 }],
        ..Reach::default()
    };
    let whole = Reach { edges: vec![id(7)], ..Reach::default() };
    let nodes = |at| Reach { nodes: vec![id(at)], ..Reach::default() };
    for (one, other, expected) in [
        (part(0.0, 3.0), part(3.0, 9.0), false),
        (part(0.0, 4.0), part(3.0, 9.0), true),
        (part(0.0, 3.0), whole.clone(), true),
        (whole, nodes(1), false),
        (nodes(1), nodes(1), true),
    ] {
        assert_eq!((one.meets(&other), other.meets(&one)), (expected, expected), "{one:?} {other:?}");
    }
}
