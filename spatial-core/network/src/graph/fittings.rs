//! What stands on a net: devices on their contacts, connections on their elements.

use rustc_hash::FxHashMap;
use spatial_core::layer::FeatureId;

use super::codes::Codes;
use super::net::{Element, Net, is_within};
use super::rows::{ConnectionRow, DeviceKind, Fitted, Place};

/// Devices, numbered in order of id; how they are stands beside them.
#[derive(Debug, PartialEq, Default)]
pub(crate) struct Fittings {
    pub(crate) ids: Vec<FeatureId>,
    pub(crate) codes: Codes,
    pub(crate) kinds: Vec<DeviceKind>,
    pub(crate) places: Vec<Place>,
    /// (contact, device), ascending: who stands on a contact.
    pub(crate) on_contacts: Vec<(u32, u32)>,
    /// (device, contact), ascending: the contacts a device can close.
    pub(crate) of_devices: Vec<(u32, u32)>,
    /// (element, device), ascending: hydrants.
    pub(crate) hydrants: Vec<(u32, u32)>,
    /// Devices on no edge and no node there is.
    pub(crate) stray: Vec<u32>,
}

/// Where customers hang.
#[derive(Debug, PartialEq, Eq, Default)]
pub(crate) struct Connections {
    /// (element, connection), ascending.
    pub(crate) on_elements: Vec<(u32, FeatureId)>,
    /// Connections on no edge and no node there is.
    pub(crate) stray: Vec<FeatureId>,
}

impl Fittings {
    pub(super) fn new(net: &Net, devices: &[Fitted], codes: Codes) -> Self {
        let mut fittings = Self {
            ids: devices.iter().map(|device| device.id).collect(),
            codes,
            kinds: devices.iter().map(|device| device.kind).collect(),
            places: devices.iter().map(|device| device.place).collect(),
            ..Self::default()
        };
        for (number, device) in (0..).zip(devices) {
            match (device.kind, element_at(net, device.place)) {
                (_, None) => fittings.stray.push(number),
                (DeviceKind::Closable, Some(element)) => {
                    let contacts = contacts(net, device.place, element);
                    fittings.of_devices.extend(contacts.into_iter().map(|contact| (number, contact)));
                }
                (DeviceKind::Hydrant, Some(element)) => fittings.hydrants.push((net.number(element), number)),
                (DeviceKind::Other, Some(_)) => {}
            }
        }
        fittings.of_devices.sort_unstable();
        fittings.on_contacts = fittings.of_devices.iter().map(|&(device, contact)| (contact, device)).collect();
        fittings.on_contacts.sort_unstable();
        fittings.hydrants.sort_unstable();
        fittings
    }

    /// Devices on a contact.
    pub(crate) fn on(&self, contact: u32) -> impl Iterator<Item = u32> {
        run(&self.on_contacts, contact)
    }

    /// Contacts a device can close.
    pub(crate) fn contacts_of(&self, device: u32) -> impl Iterator<Item = u32> {
        run(&self.of_devices, device)
    }

    pub(crate) fn hydrants_on(&self, element: u32) -> impl Iterator<Item = u32> {
        run(&self.hydrants, element)
    }

    pub(crate) fn number(&self, id: FeatureId) -> Option<u32> {
        u32::try_from(self.ids.binary_search(&id).ok()?).ok()
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        let pairs = self.on_contacts.capacity() + self.of_devices.capacity() + self.hydrants.capacity();
        self.codes.memory_bytes()
            + self.ids.capacity() * size_of::<FeatureId>()
            + self.kinds.capacity() * size_of::<DeviceKind>()
            + self.places.capacity() * size_of::<Place>()
            + pairs * size_of::<(u32, u32)>()
            + self.stray.capacity() * size_of::<u32>()
    }
}

impl Connections {
    pub(super) fn new(net: &Net, rows: Vec<ConnectionRow>) -> Self {
        let mut connections = Self::default();
        for row in rows {
            match element_at(net, row.place) {
                Some(element) => connections.on_elements.push((net.number(element), row.id)),
                None => connections.stray.push(row.id),
            }
        }
        connections.on_elements.sort_unstable();
        connections.stray.sort_unstable();
        connections
    }

    pub(crate) fn count(&self) -> usize {
        self.on_elements.len() + self.stray.len()
    }

    pub(crate) fn on(&self, element: u32) -> impl Iterator<Item = FeatureId> {
        run(&self.on_elements, element)
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.on_elements.capacity() * size_of::<(u32, FeatureId)>() + self.stray.capacity() * size_of::<FeatureId>()
    }
}

/// What stands beside `key` in pairs that ascend.
fn run<T: Copy>(pairs: &[(u32, T)], key: u32) -> impl Iterator<Item = T> {
    let start = pairs.partition_point(|&(at, _)| at < key);
    pairs[start..].iter().take_while(move |&&(at, _)| at == key).map(|&(_, other)| other)
}

/// The element at a place; of the end of an edge, its piece there.
pub(crate) fn element_at(net: &Net, place: Place) -> Option<Element> {
    match place {
        Place::Node(node) => net.node_number(node).map(Element::Node),
        Place::Along { edge, measure } => net.piece_at(net.edge_number(edge)?, measure).map(Element::Piece),
        Place::End { edge, node } => end_of(net, edge, node).map(|contact| Element::Piece(contact / 2)),
    }
}

/// The contact of an edge's end at a node; where both ends meet it, the first.
fn end_of(net: &Net, edge: FeatureId, node: FeatureId) -> Option<u32> {
    let (pieces, node) = (net.pieces_of(net.edge_number(edge)?), net.node_number(node)?);
    let (first, last) = (pieces.start * 2, pieces.end.checked_sub(1)? * 2 + 1);
    [first, last].into_iter().find(|&contact| net.node_of(contact) == node)
}

/// The contacts that somebody closes who closes a device there.
fn contacts(net: &Net, place: Place, element: Element) -> Vec<u32> {
    match (place, element) {
        (Place::End { edge, node }, _) => end_of(net, edge, node).into_iter().collect(),
        (Place::Along { edge, measure }, Element::Piece(piece)) => {
            within(net, edge, measure, piece).into_iter().collect()
        }
        (_, Element::Node(node)) => match net.ends_at(node) {
            // Between two pipes one side is enough; a stub's end can be cut off, too.
            [first] | [first, _] => vec![first.contact],
            all => all.iter().map(|end| end.contact).collect(),
        },
        _ => Vec::new(),
    }
}

/// The contact of a device within an edge, or at the end it is nearest to.
fn within(net: &Net, edge: FeatureId, measure: f64, piece: u32) -> Option<u32> {
    let pieces = net.pieces_of(net.edge_number(edge)?);
    let length = net.length_of(net.edge_number(edge)?);
    if !is_within(measure, length) {
        return Some(if measure * 2.0 < length { pieces.start * 2 } else { pieces.end.checked_sub(1)? * 2 + 1 });
    }
    // It was cut here, or within a millimetre: one of the two ends of the piece it fell on.
    let is_first = measure - net.pieces[piece as usize].start < net.pieces[piece as usize].length / 2.0;
    Some(piece * 2 + u32::from(!is_first || piece == pieces.start))
}

/// Codes that stand more than once, by number of uses: for findings.
pub(crate) fn repeated(codes: &Codes) -> FxHashMap<&str, usize> {
    let mut counts = FxHashMap::default();
    for &number in codes.repeated() {
        *counts.entry(codes.get(number)).or_insert(1) += 1;
    }
    counts
}
