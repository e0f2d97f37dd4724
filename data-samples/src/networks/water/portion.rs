//! A portion of the network of the city: what is laid together, so that no city has to be held whole.
//!
//! Codes say where something lies: `O-050051-12` is a pipe of the district 050051, `V-TT-…` a valve of the mains (truyền tải), `V-NV-…` one
//! between districts (nối vùng).

use geo_types::{Geometry, LineString, Point};
use network::{ConnectionDraft, DeviceDraft, DeviceState, DraftPlace, EdgeDraft, NetworkDraft, NetworkKind, NodeDraft};

use crate::dice::Dice;
use crate::networks::feature::code;
use crate::networks::trunk::Crossing;
use crate::networks::water::net::STATES;
use crate::networks::water::past::PastReading;
use crate::networks::water::pipes::Pipe;
use crate::terrain::{GridCell, PlanePoint};

/// What the network is called in addresses.
pub(crate) const NETWORK_NAME: &str = "cap-nuoc";
/// What people call it.
const TITLE: &str = "Mạng lưới cấp nước";
/// One valve of so many is buried or built over.
const BURIED: u32 = 60;

/// A draft whose first nodes were part of earlier portions, by their codes.
#[derive(Debug)]
pub(crate) struct Portion {
    /// So many of the nodes are there already.
    pub(crate) known: usize,
    pub(crate) draft: NetworkDraft,
    /// What was read off its meters.
    pub(crate) readings: Vec<PastReading>,
}

impl Portion {
    /// One that hangs on nodes of earlier portions.
    pub(super) fn on(known: impl IntoIterator<Item = String>) -> Self {
        let nodes: Vec<NodeDraft> = known.into_iter().map(|code| NodeDraft { code, ..NodeDraft::default() }).collect();
        let draft = NetworkDraft {
            name: NETWORK_NAME.to_owned(),
            title: Some(TITLE.to_owned()),
            kind: NetworkKind::Water,
            ..NetworkDraft::default()
        };
        Self { known: nodes.len(), draft: NetworkDraft { nodes, ..draft }, readings: Vec::new() }
    }

    pub(super) fn junction(&mut self, code: String, at: PlanePoint) -> usize {
        self.node(code, "junction", at)
    }

    /// Where water comes from.
    pub(super) fn source(&mut self, code: &str, kind: &str, at: PlanePoint) -> usize {
        let node = self.node(code.to_owned(), kind, at);
        self.draft.nodes[node].is_source = true;
        node
    }

    fn node(&mut self, code: String, kind: &str, at: PlanePoint) -> usize {
        let node = NodeDraft { code, kind: kind.to_owned(), geometry: Some(Point(at).into()), ..NodeDraft::default() };
        self.draft.nodes.push(node);
        self.draft.nodes.len() - 1
    }

    pub(super) fn pipe(
        &mut self,
        code: String,
        ends: [usize; 2],
        course: Vec<PlanePoint>,
        (of, year): (Pipe, i64),
    ) -> usize {
        self.draft.edges.push(EdgeDraft {
            code,
            kind: "pipe".to_owned(),
            ends,
            // Pipes have no more than metres.
            diameter: i32::try_from(of.diameter).ok().map(f64::from),
            material: Some(of.material.to_owned()),
            year: Some(year),
            geometry: Some(Geometry::LineString(LineString::new(course))),
            ..EdgeDraft::default()
        });
        self.draft.edges.len() - 1
    }

    /// A valve on the end of a pipe by a node.
    pub(super) fn valve(&mut self, code: String, [edge, node]: [usize; 2], at: PlanePoint, state: DeviceState) {
        self.device(code, "isolation", DraftPlace::End { edge, node }, (at, state));
    }

    pub(super) fn hydrant(&mut self, code: String, node: usize, at: PlanePoint, is_operable: bool) {
        let state = DeviceState { is_operable, ..DeviceState::default() };
        self.device(code, "hydrant", DraftPlace::Node(node), (at, state));
    }

    fn device(&mut self, code: String, kind: &str, place: DraftPlace, (at, state): (PlanePoint, DeviceState)) {
        let (kind, geometry) = (kind.to_owned(), Some(Point(at).into()));
        self.draft.devices.push(DeviceDraft { code, kind, place, state, geometry, closable: None });
    }

    pub(super) fn connection(&mut self, connection: ConnectionDraft) {
        self.draft.connections.push(connection);
    }
}

/// The valve through which a district is fed.
pub(crate) fn feed_valve(cell: GridCell) -> String {
    format!("V-{}-1", code(cell))
}

/// The node of a crossing of mains.
pub(super) fn crossing_code((i, j): Crossing) -> String {
    format!("N-TT-{}", code(GridCell { i, j }))
}

/// A node of a district, counted from 1; the first four are the corners of its ring.
pub(super) fn node_code(cell: GridCell, number: usize) -> String {
    format!("N-{}-{number}", code(cell))
}

/// How a valve is, by the word of its layer; here and there one gets at none.
pub(super) fn state(word: &str, dice: &mut Dice) -> DeviceState {
    let is_accessible = dice.below(BURIED) != 0;
    DeviceState { is_operable: word != STATES[1], is_accessible, ..DeviceState::default() }
}
