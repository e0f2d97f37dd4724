//! A draft over the rows of the network that had its name: what has the same code keeps its id, what is gone is deleted.

use network::{
    ACCESSIBLE_FIELD, CLOSABLE_FIELD, CODE_FIELD, DevicePosition, EDGE_FIELD, IS_SHUT_FIELD, MATERIAL_FIELD,
    MEASURE_FIELD, NODE_FIELD, NetworkLayers, OPERABLE_FIELD, POSITION_FIELD, SINCE_FIELD, TIGHT_FIELD, TYPE_FIELD,
    YEAR_FIELD, is_closable,
};
use rustc_hash::{FxHashMap, FxHashSet};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Feature, FeatureId, Handle, Layer, LayerName, Link, Value};

use super::draft::HYDRANT;
use super::gone::Parts;
use super::stored::{Host, Row, StoredNetwork};

/// Fields of what is found in the field: what rows say in them stays, whatever a file says.
const FOUND: [&str; 5] = [POSITION_FIELD, OPERABLE_FIELD, ACCESSIBLE_FIELD, TIGHT_FIELD, SINCE_FIELD];
/// Fields an `.inp` and a file of valves do not speak of, and plain layers may: what rows say in them stays unless the file says something.
const UNSAID: [&str; 3] = [MATERIAL_FIELD, YEAR_FIELD, CLOSABLE_FIELD];
/// Fields that say where a connection hangs: those of a file that says where its meters lie are allocated anew.
pub(super) const HUNG: [&str; 3] = [EDGE_FIELD, NODE_FIELD, MEASURE_FIELD];
/// The kind of edge whose file says whether it is shut; of others it says how they are run.
const PIPE: &str = "pipe";

/// What the files of a draft speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaks {
    /// Of nodes and links.
    Links,
    /// Of isolation valves, too: those they do not list are gone.
    Valves,
    /// Of lines, which never say that a pipe was opened.
    Lines,
    /// Of points on them, too: of those kinds of devices the ones they do not list are gone.
    Points(Listed),
}

/// The kinds of devices that files list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Listed {
    /// What somebody may close.
    pub(super) valves: bool,
    pub(super) hydrants: bool,
    /// All kinds, those of the other two, too.
    pub(super) all: bool,
}

impl Listed {
    pub(super) fn has(self, kind: &str) -> bool {
        self.all || self.valves && is_closable(kind) || self.hydrants && kind == HYDRANT
    }
}

impl Speaks {
    const fn is_plain(self) -> bool {
        matches!(self, Self::Lines | Self::Points(_))
    }
}

/// What is written, and what becomes of what was there.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) changes: Vec<Change>,
    /// Rows that were there and stay, changed or not.
    pub(super) met: u64,
    /// Devices that stay and are not as a new one would be: closed, seized, buried, leaking.
    pub(super) states: u64,
    /// Edges that were shut in the store and stay so.
    pub(super) shut: u64,
    /// Connections that stay on their pipe or node, or are hung anew.
    pub(super) customers: u64,
    /// Connections whose pipe or node is gone.
    pub(super) adrift: u64,
    /// Devices that are gone.
    pub(super) devices_gone: u64,
    /// Devices and connections that hang on another part of their line now.
    pub(super) moved: u64,
}

/// Merges the changes of a draft with the rows that are there. Where the files speak of them, valves or devices they do not list are gone; all
/// others stay as long as their pipe or node does, and connections stay in any case.
pub(super) fn merged(
    drafted: Vec<Change>,
    (layers, states): (NetworkLayers<'_>, &Layer),
    was: &StoredNetwork,
    speaks: Speaks,
) -> Merged {
    let mut merging = Merging {
        layers,
        states,
        was,
        speaks,
        by_code: [
            (layers.networks, &was.networks),
            (layers.nodes, &was.nodes),
            (layers.edges, &was.edges),
            (layers.devices, &was.devices),
            (layers.connections, &was.connections),
        ]
        .map(|(layer, rows)| ByCode::of(layer, rows)),
        sources: by_host(layers.sources, &was.sources),
        ids: FxHashMap::default(),
        parts: Parts::default(),
        stays: FxHashSet::default(),
        merged: Merged::default(),
    };
    let mut sections = Vec::new();
    for change in drafted {
        match change.layer() {
            name if *name == layers.sections.name => sections.push(change),
            name if *name == layers.sources.name => merging.source(change),
            _ => merging.row(change),
        }
    }
    merging.sections(sections);
    merging.gone();
    merging.merged
}

/// The rows of a table by code; of those that repeat, the first.
struct ByCode<'w> {
    layer: LayerName,
    rows: FxHashMap<&'w str, &'w Feature>,
}

impl<'w> ByCode<'w> {
    fn of(layer: &'w Layer, rows: &'w [Feature]) -> Self {
        let mut by_code = FxHashMap::default();
        for feature in rows {
            if let Some(code) = Row::of(layer, feature).text(CODE_FIELD) {
                by_code.entry(code).or_insert(feature);
            }
        }
        Self { layer: layer.name.clone(), rows: by_code }
    }
}

/// True for a code that was made of the number of a record, or with it.
fn is_numbered(code: &str) -> bool {
    let number = code.strip_prefix("row-").or_else(|| code.rsplit_once('#').map(|(_, number)| number));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Source texts by what they are about; of several the first.
fn by_host<'w>(layer: &Layer, rows: &'w [Feature]) -> FxHashMap<Host, &'w Feature> {
    let mut by_host = FxHashMap::default();
    for feature in rows {
        if let Some(host) = Host::of(&Row::of(layer, feature)) {
            by_host.entry(host).or_insert(feature);
        }
    }
    by_host
}

pub(super) struct Merging<'w> {
    pub(super) layers: NetworkLayers<'w>,
    pub(super) states: &'w Layer,
    pub(super) was: &'w StoredNetwork,
    pub(super) speaks: Speaks,
    by_code: [ByCode<'w>; 5],
    /// Source texts by what they are about.
    sources: FxHashMap<Host, &'w Feature>,
    /// The rows that stay, by the handle under which the draft refers to them.
    ids: FxHashMap<Handle, FeatureId>,
    /// The edges of the draft, for what hung on those that are gone.
    pub(super) parts: Parts,
    /// All rows that stay.
    pub(super) stays: FxHashSet<(LayerName, FeatureId)>,
    pub(super) merged: Merged,
}

impl<'w> Merging<'w> {
    /// A row of the draft: new, changed, or as it is.
    fn row(&mut self, change: Change) {
        let Change::Insert { layer, geometry, values, .. } = &change else { return };
        let former = self.former(layer, values, geometry.as_ref());
        if *layer == self.layers.edges.name {
            self.parts.note(self.layers.edges, &change, former.map(|feature| feature.id));
        }
        let Change::Insert { layer, mut geometry, mut values, handle, links } = change else { return };
        let links = self.resolved(&mut values, links);
        let Some(former) = former else {
            self.merged.changes.push(Change::Insert { layer, geometry, values, handle, links });
            return;
        };
        self.merged.met += 1;
        self.stays.insert((layer.clone(), former.id));
        if let Some(handle) = handle {
            self.ids.insert(handle, former.id);
        }
        // A customer of whom the file does not say where stays where they are.
        let is_placed = geometry.is_some() || layer != self.layers.connections.name;
        if !is_placed {
            geometry.clone_from(&former.geometry);
        }
        self.keep(&layer, (&mut values, is_placed), former);
        if layer == self.layers.devices.name && is_odd(self.layers.devices, former) {
            self.merged.states += 1;
        }
        if values == former.values && geometry == former.geometry && links.is_empty() {
            return;
        }
        let (id, expected) = (former.id, Some(former.version));
        self.merged.changes.push(Change::Update { layer, id, expected, geometry, values, links });
    }

    /// A source text: in the place of the one that was there of the same node or edge.
    fn source(&mut self, change: Change) {
        let Change::Insert { layer, geometry, mut values, handle, links } = change else { return };
        let links = self.resolved(&mut values, links);
        let host = |field: &str| match self.layers.sources.schema.position(field).and_then(|at| values.get(at)) {
            Some(Value::Integer(id)) => u64::try_from(*id).ok().map(FeatureId),
            _ => None,
        };
        let host = host(NODE_FIELD).map(Host::Node).or_else(|| host(EDGE_FIELD).map(Host::Edge));
        let former = host.filter(|_| links.is_empty()).and_then(|host| self.sources.get(&host).copied());
        let Some(former) = former else {
            self.merged.changes.push(Change::Insert { layer, geometry, values, handle, links });
            return;
        };
        self.stays.insert((layer.clone(), former.id));
        if values != former.values {
            let (id, expected) = (former.id, Some(former.version));
            self.merged.changes.push(Change::Update { layer, id, expected, geometry, values, links });
        }
    }

    /// Links to rows that stay become their ids.
    fn resolved(&self, values: &mut [Value], links: Vec<Link>) -> Vec<Link> {
        let mut is_new = |link: &Link| match (self.ids.get(&link.to), values.get_mut(link.field)) {
            (Some(id), Some(value)) => {
                *value = number(*id);
                false
            }
            _ => true,
        };
        links.into_iter().filter(|link| is_new(link)).collect()
    }

    /// The row that had this code. The code of a record without one is the number of its row, which another has once rows are sorted anew: then
    /// the place must be the same, too.
    fn former(&self, layer: &LayerName, values: &[Value], geometry: Option<&Geometry>) -> Option<&'w Feature> {
        let table = self.by_code.iter().find(|table| table.layer == *layer)?;
        let at = self.schema_of(layer)?.schema.position(CODE_FIELD)?;
        let Some(Value::Text(code)) = values.get(at) else { return None };
        let former = *table.rows.get(&**code)?;
        if self.speaks.is_plain() && is_numbered(code) && former.geometry.as_ref() != geometry {
            return None;
        }
        // A code that stands twice in the draft meets one row only.
        (!self.stays.contains(&(layer.clone(), former.id))).then_some(former)
    }

    fn schema_of(&self, layer: &LayerName) -> Option<&'w Layer> {
        let NetworkLayers { nodes, edges, devices, connections, networks, .. } = self.layers;
        [nodes, edges, devices, connections, networks].into_iter().find(|known| known.name == *layer)
    }

    /// What a row says in fields no file of ours speaks of.
    fn keep(&mut self, layer: &LayerName, (values, is_placed): (&mut [Value], bool), former: &Feature) {
        let Some(layer) = self.schema_of(layer) else { return };
        let table = network::TABLES
            .iter()
            .find(|table| layer.subject.as_ref().is_some_and(|subject| subject.is(network::ROOM, table.table)));
        for ((field, value), was) in layer.schema.fields.iter().zip(&mut *values).zip(&former.values) {
            let is_ours = table.is_some_and(|table| table.fields.iter().any(|own| own.name == field.name));
            let name = &*field.name;
            let is_said = self.speaks.is_plain() && *value != Value::Null;
            let is_kept = if layer.name == self.layers.connections.name {
                *value == Value::Null && !(is_placed && HUNG.contains(&name))
            } else {
                FOUND.contains(&name) || UNSAID.contains(&name) && !is_said
            };
            if is_kept || !is_ours {
                value.clone_from(was);
            }
        }
        if layer.name == self.layers.edges.name {
            self.keep_shut(values, former);
        }
    }

    /// An edge that was shut in the store is not opened by a file that does not know of it.
    fn keep_shut(&mut self, values: &mut [Value], former: &Feature) {
        let edges = self.layers.edges;
        let Some(at) = edges.schema.position(IS_SHUT_FIELD) else { return };
        let row = Row::of(edges, former);
        let is_known = !self.speaks.is_plain() && row.text(TYPE_FIELD) == Some(PIPE);
        if row.yes(IS_SHUT_FIELD) == Some(true) && values[at] != Value::Boolean(true) && !is_known {
            values[at] = Value::Boolean(true);
            self.merged.shut += 1;
        }
    }

    /// Sections name nothing and nothing names them: all anew, unless they are as they were.
    fn sections(&mut self, drafted: Vec<Change>) {
        let new = drafted.iter().filter_map(|change| match change {
            Change::Insert { values, .. } => Some(values),
            _ => None,
        });
        if new.eq(self.was.sections.iter().map(|feature| &feature.values)) {
            return;
        }
        let layer = self.layers.sections;
        self.merged.changes.extend(self.was.sections.iter().map(|feature| deleted(layer, feature)));
        self.merged.changes.extend(drafted);
    }
}

/// True if a device is not as a new one would be.
fn is_odd(devices: &Layer, feature: &Feature) -> bool {
    let row = Row::of(devices, feature);
    let is_no = |field| row.yes(field) == Some(false);
    row.text(POSITION_FIELD) == Some(DevicePosition::Closed.as_str())
        || [OPERABLE_FIELD, ACCESSIBLE_FIELD, TIGHT_FIELD].into_iter().any(is_no)
}

pub(super) fn deleted(layer: &Layer, feature: &Feature) -> Change {
    Change::Delete { layer: layer.name.clone(), id: feature.id, expected: Some(feature.version) }
}

fn number(id: FeatureId) -> Value {
    i64::try_from(id.0).map_or(Value::Null, Value::Integer)
}
