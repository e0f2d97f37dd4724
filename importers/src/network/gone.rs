//! What a draft does not have any more, and what hung on it.
//!
//! A line that another one meets now is drafted as `P-7/1` and `P-7/2`, and one that nothing meets any more as `P-7` again. Devices and customers
//! of the pipe of before have places of their own, and go to the nearest part of the same line.

use geo_types::Coord;
use network::{
    CODE_FIELD, DEVICE_FIELD, EDGE_FIELD, LENGTH_FIELD, MEASURE_FIELD, NODE_FIELD, NetworkLayers, TYPE_FIELD,
};
use rustc_hash::{FxHashMap, FxHashSet};
use spatial_core::layer::{Change, Feature, FeatureId, Handle, Layer, Link, Value};

use super::draft::ISOLATION;
use super::merge::{HUNG, Merging, Speaks, deleted};
use super::stored::{Row, course_of, line_of};

impl<'w> Merging<'w> {
    /// Takes out what the draft does not have: what refers goes first.
    pub(super) fn gone(&mut self) {
        let NetworkLayers { nodes, edges, networks, sources, .. } = self.layers;
        let was = self.was;
        let gone = Gone {
            nodes: was.nodes.iter().filter(|row| self.is_gone(nodes, row)).map(|row| row.id).collect(),
            edges: (was.edges.iter().filter(|row| self.is_gone(edges, row)))
                .map(|row| (row.id, Row::of(edges, row).text(CODE_FIELD).unwrap_or_default()))
                .collect(),
        };
        self.devices_of(&gone);
        self.connections_of(&gone);
        let forgotten = |layer: &'w Layer, rows: &'w [Feature]| {
            rows.iter().filter(|row| self.is_gone(layer, row)).map(|row| deleted(layer, row)).collect::<Vec<_>>()
        };
        // Of networks only a second row of the same name.
        let tables = [(sources, &was.sources), (edges, &was.edges), (nodes, &was.nodes), (networks, &was.networks)];
        let changes: Vec<Change> = tables.into_iter().flat_map(|(layer, rows)| forgotten(layer, rows)).collect();
        self.merged.changes.extend(changes);
    }

    fn is_gone(&self, layer: &Layer, row: &Feature) -> bool {
        !self.stays.contains(&(layer.name.clone(), row.id))
    }

    /// Devices the draft does not have: those on a line that is divided otherwise go to its parts; those that files would list are gone, and
    /// those whose pipe or node is.
    fn devices_of(&mut self, gone: &Gone<'_>) {
        let devices = self.layers.devices;
        let is_replaced = |row: &Row<'_>| match self.speaks {
            Speaks::Valves => row.text(TYPE_FIELD) == Some(ISOLATION),
            Speaks::Points(listed) => row.text(TYPE_FIELD).is_some_and(|kind| listed.has(kind)),
            Speaks::Links | Speaks::Lines => false,
        };
        let (mut moved, mut lost) = (Vec::new(), FxHashMap::default());
        for feature in self.was.devices.iter().filter(|row| self.is_gone(devices, row)) {
            let row = Row::of(devices, feature);
            let is_replaced = is_replaced(&row);
            match gone.moved(&self.parts, devices, feature).filter(|_| !is_replaced) {
                Some(change) => moved.push(change),
                None if is_replaced || gone.carried(&row) => drop(lost.insert(feature.id, deleted(devices, feature))),
                None => {}
            }
        }
        self.merged.moved += moved.len() as u64;
        self.merged.devices_gone = lost.len() as u64;
        self.merged.changes.extend(moved);
        let states = self.was.states.iter().filter(|feature| {
            let device = Row::of(self.states, feature).reference(DEVICE_FIELD);
            device.is_some_and(|device| lost.contains_key(&device))
        });
        self.merged.changes.extend(states.map(|feature| deleted(self.states, feature)));
        self.merged.changes.extend(self.was.devices.iter().filter_map(|feature| lost.remove(&feature.id)));
    }

    /// Customers the draft does not have stay, on another part of their line or on none.
    fn connections_of(&mut self, gone: &Gone<'_>) {
        let connections = self.layers.connections;
        let (mut changes, mut adrift) = (Vec::new(), 0);
        for feature in self.was.connections.iter().filter(|row| self.is_gone(connections, row)) {
            if let Some(change) = gone.moved(&self.parts, connections, feature) {
                changes.push(change);
            } else if gone.carried(&Row::of(connections, feature)) {
                adrift += 1;
                changes.push(unhung(connections, feature));
            }
        }
        self.merged.moved += changes.len() as u64 - adrift;
        self.merged.adrift = adrift;
        self.merged.customers = self.was.connections.len() as u64 - adrift;
        self.merged.changes.extend(changes);
    }
}

/// Nodes and edges the draft does not have, edges with their codes.
struct Gone<'w> {
    nodes: FxHashSet<FeatureId>,
    edges: FxHashMap<FeatureId, &'w str>,
}

impl Gone<'_> {
    /// True if a row hung on one of them.
    fn carried(&self, row: &Row<'_>) -> bool {
        row.reference(EDGE_FIELD).is_some_and(|edge| self.edges.contains_key(&edge))
            || row.reference(NODE_FIELD).is_some_and(|node| self.nodes.contains(&node))
    }

    /// A row of an edge that is gone, on the part of the line it lies on now.
    fn moved(&self, parts: &Parts, layer: &Layer, feature: &Feature) -> Option<Change> {
        let edge = self.edges.get(&Row::of(layer, feature).reference(EDGE_FIELD)?)?;
        parts.moved((layer, feature), edge, &self.nodes)
    }
}

/// How far from its line something may lie and still be on it, in metres: a line that is surveyed anew lies a little beside the former one, and
/// what is farther off may belong to another pipe.
const REACH_M: f64 = 1.0;

/// An edge of the draft: the row that stays for it, or the insert.
#[derive(Debug, Clone, Copy)]
enum Host {
    Stays(FeatureId),
    Comes(Handle),
}

/// An edge of the draft with its course and its length as the network counts it.
struct Part {
    host: Host,
    course: Vec<Coord>,
    length: f64,
}

/// The edges of a draft by the line they are parts of.
#[derive(Default)]
pub(super) struct Parts(FxHashMap<String, Vec<Part>>);

impl Parts {
    /// Notes an edge of the draft, with the row that stays for it if there is one.
    pub(super) fn note(&mut self, edges: &Layer, change: &Change, stays: Option<FeatureId>) {
        let Change::Insert { geometry, values, handle, .. } = change else { return };
        let host = stays.map(Host::Stays).or(handle.map(Host::Comes));
        let (Some(host), Some(code)) = (host, edges.schema.text(values, CODE_FIELD)) else { return };
        let Some(course) = geometry.as_ref().and_then(course_of) else { return };
        let stated = edges.schema.position(LENGTH_FIELD).and_then(|at| values.get(at));
        let length = match stated {
            Some(Value::Real(length)) if *length > 0.0 => *length,
            _ => course.windows(2).map(|ends| apart(ends[0], ends[1])).sum(),
        };
        let part = Part { host, course: course.to_vec(), length };
        self.0.entry(line_of(code).to_owned()).or_default().push(part);
    }

    /// A row of devices or connections moved from an edge that is gone to the part it lies on; `None` if it lies on none, or hangs on a node
    /// that is gone, too.
    pub(super) fn moved(
        &self,
        (layer, row): (&Layer, &Feature),
        edge: &str,
        gone_nodes: &FxHashSet<FeatureId>,
    ) -> Option<Change> {
        let said = Row::of(layer, row);
        let [x, y] = said.place()?;
        let node = said.reference(NODE_FIELD);
        if node.is_some_and(|node| gone_nodes.contains(&node)) {
            return None;
        }
        let feet = self.0.get(line_of(edge))?.iter().map(|part| (part, part.foot(Coord { x, y })));
        let (part, (distance, share)) = feet.min_by(|(_, one), (_, other)| one.0.total_cmp(&other.0))?;
        if distance > REACH_M {
            return None;
        }
        let schema = &layer.schema;
        let (mut values, mut links) = (row.values.clone(), Vec::new());
        let field = schema.position(EDGE_FIELD)?;
        match part.host {
            Host::Stays(id) => values[field] = Value::Integer(i64::try_from(id.0).ok()?),
            Host::Comes(to) => links.push(Link { field, to }),
        }
        // At an end of its pipe it stands by the node, and by no measure.
        if let Some(measure) = schema.position(MEASURE_FIELD).filter(|_| node.is_none()) {
            values[measure] = Value::Real(share * part.length);
        }
        let (id, expected) = (row.id, Some(row.version));
        let geometry = row.geometry.clone();
        Some(Change::Update { layer: layer.name.clone(), id, expected, geometry, values, links })
    }
}

impl Part {
    /// How far a place lies from the course, and at which share of it.
    fn foot(&self, place: Coord) -> (f64, f64) {
        let (mut best, mut before) = ((f64::INFINITY, 0.0), 0.0);
        for ends in self.course.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let length = apart(from, to);
            let along = ((place.x - from.x) * (to.x - from.x) + (place.y - from.y) * (to.y - from.y)) / length;
            let along = if along.is_finite() { along.clamp(0.0, length) } else { 0.0 };
            let share = if length > 0.0 { along / length } else { 0.0 };
            let at = Coord { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
            let distance = apart(place, at);
            if distance < best.0 {
                best = (distance, before + along);
            }
            before += length;
        }
        (best.0, if before > 0.0 { best.1 / before } else { 0.0 })
    }
}

fn apart(one: Coord, other: Coord) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// A connection without the pipe or node it hung on.
fn unhung(layer: &Layer, feature: &Feature) -> Change {
    let mut values = feature.values.clone();
    for field in HUNG {
        if let Some(at) = layer.schema.position(field) {
            values[at] = Value::Null;
        }
    }
    Change::Update {
        layer: layer.name.clone(),
        id: feature.id,
        expected: Some(feature.version),
        geometry: feature.geometry.clone(),
        values,
        links: Vec::new(),
    }
}
