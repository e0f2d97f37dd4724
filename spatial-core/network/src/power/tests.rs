//! Feeders by hand, and random grids in which every answer is carried out. Oracles of independent programs are asked by the system tests.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::graph::{ConnectionRow, DeviceKind, DeviceRow, EdgeRow, Graph, GraphBuilder, NodeRow, Passing, Place};
use crate::isolation::{Burst, Reach};
use spatial_core::layer::FeatureId;

fn id(number: u64) -> FeatureId {
    FeatureId(number)
}

fn ids(found: &[FeatureId]) -> Vec<u64> {
    found.iter().map(|id| id.0).collect()
}

/// Lines (from, to) from 1; switches (line, bus, conducts) from 101; a connection at each bus.
fn grid(sources: &[u64], lines: &[(u64, u64)], switches: &[(u64, u64, bool)]) -> Graph {
    let mut builder = GraphBuilder::default();
    for bus in 1..=lines.iter().flat_map(|&(from, to)| [from, to]).max().unwrap_or(0) {
        builder.node(NodeRow { id: id(bus), code: "", is_source: sources.contains(&bus) });
        builder.connection(ConnectionRow { id: id(1000 + bus), place: Place::Node(id(bus)) });
    }
    for (&(from, to), number) in lines.iter().zip(1..) {
        let (from, to, passing) = (id(from), id(to), Passing::Both);
        builder.edge(EdgeRow { id: id(number), code: "", from, to, passing, length: 100.0, diameter: 0.0 });
    }
    for (&(line, bus, conducts), number) in switches.iter().zip(101..) {
        let (place, state) = (Place::End { edge: id(line), node: id(bus) }, switch_state(conducts));
        builder.device(DeviceRow { id: id(number), code: "", kind: DeviceKind::Closable, place, state });
    }
    builder.build().unwrap()
}

/// Two feeders from bus 1 that meet at an open tie: 1-2-3-4 and 1-5-6, tied by 4-6; a switch at the source side of each line, and the tie's.
fn ring() -> Graph {
    let lines = [(1, 2), (2, 3), (3, 4), (1, 5), (5, 6), (4, 6)];
    let switches = [(1, 1, true), (2, 2, true), (3, 3, true), (4, 1, true), (5, 5, true), (6, 6, false)];
    grid(&[1], &lines, &switches)
}

#[test]
fn what_lies_behind_an_open_switch_is_dead_and_closing_a_tie_feeds_it() {
    let ring = ring();
    assert_eq!(ids(&dead(&ring).nodes), [0; 0]);
    let opened = switched(&ring, &[SwitchTurn { device: id(102), conducts: false }]).unwrap();
    assert_eq!((ids(&opened.lost.nodes), ids(&opened.lost.connections)), (vec![3, 4], vec![1003, 1004]));
    assert_eq!(ids(&dead(&opened.graph).edges), [2, 3, 6]);
    let tied = switched(&opened.graph, &[SwitchTurn { device: id(106), conducts: true }]).unwrap();
    assert_eq!((ids(&tied.gained.nodes), tied.rings), (vec![3, 4], vec![]));
    let ringed = switched(&ring, &[SwitchTurn { device: id(106), conducts: true }]).unwrap();
    assert_eq!(ids(&ringed.rings), [106], "both sides were supplied");
    assert!(switched(&ring, &[SwitchTurn { device: id(999), conducts: true }]).is_err());
}

#[test]
fn a_switch_that_opens_before_another_closes_makes_no_ring() {
    let ring = ring();
    let turn = |device, conducts| SwitchTurn { device: id(device), conducts };
    let moved = switched(&ring, &[turn(106, true), turn(103, false)]).unwrap();
    assert_eq!((moved.rings, moved.lost.nodes, moved.gained.nodes), (vec![], vec![], vec![]));
}

#[test]
fn a_fault_trips_the_breaker_is_isolated_and_the_rest_is_fed_from_both_sides() {
    let question = OutageQuestion {
        faults: vec![Burst::Edge(id(2))],
        protective: vec![id(101), id(104)],
        ..OutageQuestion::default()
    };
    let found = outage(&ring(), &question).unwrap();
    assert_eq!((ids(&found.trips), ids(&found.dark.nodes)), (vec![101], vec![2, 3, 4]));
    assert_eq!((ids(&found.opens), ids(&found.recloses)), (vec![102, 103], vec![101]));
    assert_eq!((ids(&found.faulted.edges), ids(&found.faulted.nodes)), (vec![2], vec![3]));
    assert_eq!(found.islands.len(), 1);
    let island = &found.islands[0];
    assert_eq!((ids(&island.reach.edges), ids(&island.reach.nodes)), (vec![3, 6], vec![4]));
    assert_eq!(island.ways, [Restoration { closes: vec![id(106)], source: id(1), metres: 200.0 }]);
}

#[test]
fn a_switch_that_is_stuck_makes_the_section_larger() {
    let question =
        OutageQuestion { faults: vec![Burst::Edge(id(2))], stuck: vec![id(103)], ..OutageQuestion::default() };
    let found = outage(&ring(), &question).unwrap();
    assert_eq!((ids(&found.opens), ids(&found.faulted.nodes)), (vec![102], vec![3, 4]));
    assert_eq!(found.islands, []);
    let no_tie = OutageQuestion { stuck: vec![id(106)], ..OutageQuestion { stuck: vec![], ..question } };
    assert_eq!(outage(&ring(), &no_tie).unwrap().islands[0].ways, []);
}

#[test]
fn nearer_ties_come_first_and_islands_are_fed_through_each_other() {
    // A fault on line 1, between 1 and 2. Bus 3 is tied to 5, which is far from source 7, and to 6, which is near.
    let lines = [(1, 2), (2, 3), (7, 6), (6, 5), (3, 5), (3, 6), (2, 8), (8, 9)];
    let switches = [(1, 2, true), (5, 5, false), (6, 6, false), (1, 1, true), (7, 2, true), (7, 8, true)];
    let feeder = grid(&[1, 7], &lines, &switches);
    let question = OutageQuestion { faults: vec![Burst::Edge(id(1))], ..OutageQuestion::default() };
    let found = outage(&feeder, &question).unwrap();
    assert_eq!(ids(&found.opens), [101, 104]);
    let ways: Vec<_> = found.islands[0].ways.iter().map(|way| (ids(&way.closes), way.source.0, way.metres)).collect();
    assert_eq!(ways, [(vec![103], 7, 100.0), (vec![102], 7, 200.0)]);
    let second = OutageQuestion { faults: vec![Burst::At(Place::Node(id(8)))], ..OutageQuestion::default() };
    assert_eq!(ids(&outage(&feeder, &second).unwrap().faulted.nodes), [8, 9]);
}

#[test]
fn a_tie_line_that_is_open_at_both_ends_takes_two_switches_from_the_supplied_side() {
    let lines = [(1, 2), (2, 3), (4, 5), (5, 3)];
    let switches = [(1, 1, true), (1, 2, true), (4, 5, false), (4, 3, false)];
    let found = outage(
        &grid(&[1, 4], &lines, &switches),
        &OutageQuestion { faults: vec![Burst::Edge(id(1))], ..OutageQuestion::default() },
    );
    let ways = &found.unwrap().islands[0].ways;
    assert_eq!(ways, &[Restoration { closes: vec![id(103), id(104)], source: id(4), metres: 100.0 }]);
}

#[test]
fn a_source_within_the_faulted_section_is_told() {
    let found = outage(
        &grid(&[1], &[(1, 2), (2, 3)], &[(2, 2, true)]),
        &OutageQuestion { faults: vec![Burst::Edge(id(1))], ..OutageQuestion::default() },
    )
    .unwrap();
    assert_eq!((ids(&found.sources_inside), ids(&found.trips)), (vec![1], vec![]));
}

/// All buses of a reach.
fn buses(reach: &Reach) -> BTreeSet<FeatureId> {
    reach.nodes.iter().copied().collect()
}

proptest! {
    /// Opening what is to be opened and closing a way feeds the island and never the fault; nobody else goes dead.
    #[test]
    fn whatever_is_offered_does_what_it_says(
        lines in prop::collection::vec((1..12u64, 1..12u64), 2..24),
        open in prop::collection::vec(any::<[bool; 2]>(), 24),
        fault in 1..24u64,
    ) {
        let switches: Vec<(u64, u64, bool)> = lines
            .iter()
            .zip(1..)
            .zip(&open)
            .flat_map(|((&(from, to), line), open)| [(line, from, !open[0] || line % 3 != 0), (line, to, !open[1] || line % 2 == 0)])
            .collect();
        let graph = grid(&[1, 2], &lines, &switches);
        let fault = (fault - 1) % lines.len() as u64 + 1;
        let question = OutageQuestion { faults: vec![Burst::Edge(id(fault))], ..OutageQuestion::default() };
        let found = outage(&graph, &question).unwrap();
        let before = buses(&dead(&graph));
        let turn = |conducts: bool| move |&device: &FeatureId| SwitchTurn { device, conducts };
        for island in &found.islands {
            for way in &island.ways {
                let turns: Vec<SwitchTurn> =
                    found.opens.iter().map(turn(false)).chain(way.closes.iter().map(turn(true))).collect();
                let after = switched(&graph, &turns).unwrap();
                let dark = buses(&dead(&after.graph));
                prop_assert!(buses(&island.reach).is_disjoint(&dark), "{way:?} feeds {:?}", island.reach.nodes);
                let faulted = buses(&found.faulted);
                let own: BTreeSet<_> = found.sources_inside.iter().copied().collect();
                prop_assert!(!own.is_empty() || faulted.is_subset(&dark));
                let told: BTreeSet<_> = found.islands.iter().flat_map(|island| buses(&island.reach)).collect();
                let lost: BTreeSet<_> = dark.difference(&before).copied().collect();
                prop_assert!(lost.iter().all(|bus| faulted.contains(bus) || told.contains(bus)));
            }
        }
    }
}
