//! Computed zones: pressure zones, district metered areas, sectors. A zone is all that hangs together with the lower side of its controllers
//! without passing a closed device or a controller of any zone of its kind.
//!
//! A controller is a device that parts an edge from a node — the zone lies on the edge's side — or an edge that lets through one way, such as a
//! pressure reducing valve: the zone begins at its last node.

use spatial_core::layer::FeatureId;

use crate::graph::Marks;
use crate::graph::{Element, Graph, Mode};
use crate::segments::flood;

/// A zone as its row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRow {
    /// The subnetwork.
    pub id: FeatureId,
    /// Devices that control it.
    pub devices: Vec<FeatureId>,
    /// Edges that control it.
    pub edges: Vec<FeatureId>,
}

/// What lies in a zone. Lists of ids ascend.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// The subnetwork.
    pub id: FeatureId,
    /// Edges, whole or in part.
    pub edges: Vec<FeatureId>,
    /// Nodes.
    pub nodes: Vec<FeatureId>,
    /// Metres.
    pub length: f64,
    /// Customers.
    pub connections: usize,
    /// Closed devices with one side in it: what parts it from its neighbours, its controllers apart.
    pub boundary: Vec<FeatureId>,
    /// Other zones of its kind that it runs into, for nothing parts them: a valve stands open that is to be closed.
    pub meets: Vec<FeatureId>,
    /// True if a source reaches it.
    pub is_supplied: bool,
}

/// The zones of one kind, in the order of their rows. Linear in the network.
pub fn zones(graph: &Graph, rows: &[ZoneRow]) -> Vec<Zone> {
    let net = &*graph.net;
    let mut stops = Marks::new(net.pieces.len() * 2);
    let mut starts: Vec<Vec<u32>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut of_row = Vec::new();
        for device in row.devices.iter().filter_map(|&id| graph.fittings.number(id)) {
            for contact in graph.fittings.contacts_of(device) {
                stops.insert(contact);
                of_row.push(contact / 2);
            }
        }
        for edge in row.edges.iter().filter_map(|&id| net.edge_number(id)) {
            if let Some(last) = net.pieces_of(edge).last() {
                stops.insert(last * 2 + 1);
                of_row.push(net.piece_count() + net.node_of(last * 2 + 1));
            }
        }
        starts.push(of_row);
    }
    let mut grounds: Vec<Vec<u32>> = Vec::with_capacity(rows.len());
    let flooded: Vec<Vec<u32>> = starts
        .iter()
        .map(|from| {
            let mut marks = Marks::new(net.element_count());
            let is_stop = |contact: u32| stops.contains(contact) || graph.contacts.is_blocked(contact);
            let (mut reached, mut least) = (Vec::new(), Vec::new());
            for &start in from {
                let ground = flood(net, start, &mut marks, is_stop);
                least.extend(ground.iter().copied().min());
                reached.extend(ground);
            }
            reached.sort_unstable();
            grounds.push(least);
            reached
        })
        .collect();
    let mut zones: Vec<Zone> = rows.iter().zip(&flooded).map(|(row, elements)| told(graph, row, elements)).collect();
    // Floods that share an element share all of it: each is known by its least.
    for (at, zone) in zones.iter_mut().enumerate() {
        let same = |other: &usize| *other != at && grounds[*other].iter().any(|ground| grounds[at].contains(ground));
        zone.meets = (0..rows.len()).filter(same).map(|other| rows[other].id).collect();
        zone.meets.sort_unstable();
    }
    zones
}

fn told(graph: &Graph, row: &ZoneRow, elements: &[u32]) -> Zone {
    let net = &*graph.net;
    let supply = graph.supply(Mode::Aware);
    let mut zone = Zone {
        id: row.id,
        edges: Vec::new(),
        nodes: Vec::new(),
        length: 0.0,
        connections: 0,
        boundary: boundary(graph, elements),
        meets: Vec::new(),
        is_supplied: false,
    };
    for &element in elements {
        match net.element(element) {
            Element::Piece(piece) => {
                let of = net.pieces[piece as usize];
                let edge = net.edge_ids[of.edge as usize];
                if zone.edges.last() != Some(&edge) {
                    zone.edges.push(edge);
                }
                zone.length += of.length;
            }
            Element::Node(node) => zone.nodes.extend(net.node_ids.get(node as usize)),
        }
        zone.connections += graph.connections.on(element).count();
        zone.is_supplied |= supply.is_wet(element);
    }
    zone
}

/// Closed devices with one side among these elements, which ascend.
fn boundary(graph: &Graph, elements: &[u32]) -> Vec<FeatureId> {
    let mut closed = Vec::new();
    for &element in elements {
        graph.net.beyond(element, |contact, beyond| {
            if graph.contacts.is_blocked(contact) && elements.binary_search(&beyond).is_err() {
                closed.extend(graph.fittings.on(contact).filter(|&device| graph.states[device as usize].blocks()));
            }
        });
    }
    closed.sort_unstable();
    closed.dedup();
    closed.into_iter().map(|device| graph.fittings.ids[device as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{DeviceKind, DeviceRow, DeviceState, EdgeRow, GraphBuilder, NodeRow, Passing, Place};

    /// R —P0— A —P1— B —P2— C —P3— D: a meter at the start of P1, a reducing valve as P3, a valve on P2 at B.
    fn street(valve: DeviceState) -> Graph {
        let mut builder = GraphBuilder::default();
        for (at, code) in (1..).zip(["R", "A", "B", "C", "D"]) {
            builder.node(NodeRow { id: FeatureId(at), code, is_source: at == 1 });
        }
        for at in 0..4 {
            let (from, to) = (FeatureId(at + 1), FeatureId(at + 2));
            let passing = if at == 3 { Passing::Forward } else { Passing::Both };
            let code = &format!("P{at}");
            builder.edge(EdgeRow { id: FeatureId(at + 1), code, from, to, passing, length: 10.0, diameter: 0.0 });
        }
        for (id, kind, edge, node, state) in
            [(1, DeviceKind::Closable, 2, 2, DeviceState::default()), (2, DeviceKind::Closable, 3, 3, valve)]
        {
            let place = Place::End { edge: FeatureId(edge), node: FeatureId(node) };
            builder.device(DeviceRow { id: FeatureId(id), code: "", kind, place, state });
        }
        builder.build().unwrap()
    }

    fn rows() -> [ZoneRow; 2] {
        [
            ZoneRow { id: FeatureId(7), devices: vec![FeatureId(1)], edges: Vec::new() },
            ZoneRow { id: FeatureId(8), devices: Vec::new(), edges: vec![FeatureId(4)] },
        ]
    }

    fn ids(list: &[FeatureId]) -> Vec<u64> {
        list.iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_zone_ends_at_controllers_and_at_what_is_closed_and_follows_a_valve() {
        let [meter, reducer] = zones(&street(DeviceState::default()), &rows()).try_into().unwrap();
        assert_eq!((ids(&meter.edges), ids(&meter.nodes)), (vec![2, 3, 4], vec![3, 4]));
        assert_eq!((ids(&reducer.edges), ids(&reducer.nodes)), (vec![], vec![5]));
        assert!(meter.is_supplied && reducer.is_supplied && meter.meets.is_empty());
        let closed = DeviceState { is_closed: true, ..DeviceState::default() };
        let [meter, reducer] = zones(&street(closed), &rows()).try_into().unwrap();
        assert_eq!((ids(&meter.edges), ids(&meter.nodes)), (vec![2], vec![3]));
        assert_eq!(ids(&meter.boundary), [2]);
        assert!(!reducer.is_supplied, "what is closed above it leaves it dry");
    }

    #[test]
    fn zones_that_nothing_parts_are_told_of_each_other() {
        let graph = street(DeviceState::default());
        let mut rows = rows().to_vec();
        rows.push(ZoneRow { id: FeatureId(9), devices: vec![FeatureId(2)], edges: Vec::new() });
        let found = zones(&graph, &rows);
        assert_eq!(ids(&found[0].edges), [2], "the valve of another zone of the kind parts them");
        let twice = [rows[0].clone(), ZoneRow { id: FeatureId(9), ..rows[0].clone() }];
        assert_eq!(ids(&zones(&graph, &twice)[0].meets), [9]);
    }
}
