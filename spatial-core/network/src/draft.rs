//! A new network: what is to be written, whole, in one transaction.

use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Handle, Layer, Link, Value};

use crate::switch::DevicePosition;
use crate::tables::{
    CODE_FIELD, DIAMETER_FIELD, EDGE_FIELD, END_FIELDS, LONGEST_NETWORK_NAME, NETWORK_FIELD, NODE_FIELD,
    POSITION_FIELD, TYPE_FIELD,
};

/// A network as its author hands it in; ends and places are positions in these lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NetworkDraft {
    /// What it is called: other networks of the store have other names.
    pub name: String,
    /// Where edges meet or end.
    pub nodes: Vec<NodeDraft>,
    /// Between two nodes each.
    pub edges: Vec<EdgeDraft>,
    /// On the ends of edges.
    pub devices: Vec<DeviceDraft>,
}

/// One node.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeDraft {
    /// Its code.
    pub code: String,
    /// What kind of node it is.
    pub kind: String,
    /// Where it lies, in the reference system of the store's network.
    pub geometry: Geometry,
}

/// One edge.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgeDraft {
    /// Its code.
    pub code: String,
    /// What kind of edge it is.
    pub kind: String,
    /// Its first and last node.
    pub ends: [usize; 2],
    /// Diameter in millimetres, if known.
    pub diameter: Option<f64>,
    /// Its course, in the reference system of the store's network.
    pub geometry: Geometry,
}

/// One device.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceDraft {
    /// Its code.
    pub code: String,
    /// What kind of device it is.
    pub kind: String,
    /// The edge it stands on.
    pub edge: usize,
    /// The node at whose end of the edge it stands.
    pub node: usize,
    /// Whether it lets anything through.
    pub position: DevicePosition,
    /// Where it lies.
    pub geometry: Geometry,
}

/// Why a draft is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkDraftError {
    /// Nobody could ask for the network.
    #[error("the network has no name")]
    Nameless,
    /// Its name would not fit into addresses.
    #[error("the name of the network takes {length} bytes, and at most {LONGEST_NETWORK_NAME} are possible")]
    LongName {
        /// Bytes of the name.
        length: usize,
    },
    /// An end or a place that is not in the draft.
    #[error("{code} names number {number} of {list}, which is not there")]
    Missing {
        /// The code of the edge or device.
        code: String,
        /// What it names: `nodes` or `edges`.
        list: &'static str,
        /// The position it names.
        number: usize,
    },
    /// More rows than handles.
    #[error("{rows} rows are more than one transaction may name")]
    TooMany {
        /// Rows handed in.
        rows: usize,
    },
}

/// The changes that write a network. `layers` are the tables as the store has them, in the order of `TABLES`: other programs may have
/// added fields.
///
/// # Errors
/// [`NetworkDraftError`] naming what is missing.
pub fn drafted(draft: &NetworkDraft, [nodes, edges, devices]: [&Layer; 3]) -> Result<Vec<Change>, NetworkDraftError> {
    if draft.name.trim().is_empty() {
        return Err(NetworkDraftError::Nameless);
    }
    if draft.name.len() > LONGEST_NETWORK_NAME {
        return Err(NetworkDraftError::LongName { length: draft.name.len() });
    }
    let rows = draft.nodes.len() + draft.edges.len() + draft.devices.len();
    let writing = Writing { draft, first_edge: number(draft.nodes.len(), rows)? };
    number(rows, rows)?;
    let mut changes = Vec::with_capacity(rows);
    for (at, node) in (0..).zip(&draft.nodes) {
        let named = named(draft, &node.code, &node.kind);
        changes.push(inserted(nodes, &node.geometry, named, Some(Handle(at)), Vec::new()));
    }
    for (at, edge) in (writing.first_edge..).zip(&draft.edges) {
        let [from, to] = edge.ends;
        let [first, last] = END_FIELDS;
        let ends = [(first, writing.node(&edge.code, from)?), (last, writing.node(&edge.code, to)?)];
        let links = ends.map(link(edges)).into_iter().flatten().collect();
        let diameter = (DIAMETER_FIELD, edge.diameter.map_or(Value::Null, Value::Real));
        let named = named(draft, &edge.code, &edge.kind).into_iter().chain([diameter]);
        changes.push(inserted(edges, &edge.geometry, named, Some(Handle(at)), links));
    }
    for device in &draft.devices {
        let places = [(EDGE_FIELD, writing.edge(device)?), (NODE_FIELD, writing.node(&device.code, device.node)?)];
        let links = places.map(link(devices)).into_iter().flatten().collect();
        let position = (POSITION_FIELD, Value::text(device.position.as_str()));
        let named = named(draft, &device.code, &device.kind).into_iter().chain([position]);
        changes.push(inserted(devices, &device.geometry, named, None, links));
    }
    Ok(changes)
}

/// Handles of nodes are their positions; those of edges follow.
struct Writing<'a> {
    draft: &'a NetworkDraft,
    first_edge: u32,
}

impl Writing<'_> {
    fn node(&self, code: &str, at: usize) -> Result<Handle, NetworkDraftError> {
        self.handle(code, ("nodes", self.draft.nodes.len(), 0), at)
    }

    fn edge(&self, device: &DeviceDraft) -> Result<Handle, NetworkDraftError> {
        self.handle(&device.code, ("edges", self.draft.edges.len(), self.first_edge), device.edge)
    }

    fn handle(
        &self,
        code: &str,
        (list, len, first): (&'static str, usize, u32),
        at: usize,
    ) -> Result<Handle, NetworkDraftError> {
        let missing = || NetworkDraftError::Missing { code: code.to_owned(), list, number: at };
        if at >= len {
            return Err(missing());
        }
        Ok(Handle(first + u32::try_from(at).map_err(|_| missing())?))
    }
}

fn number(count: usize, rows: usize) -> Result<u32, NetworkDraftError> {
    u32::try_from(count).map_err(|_| NetworkDraftError::TooMany { rows })
}

/// What every row of a network says.
fn named(draft: &NetworkDraft, code: &str, kind: &str) -> [(&'static str, Value); 3] {
    [(NETWORK_FIELD, &*draft.name), (CODE_FIELD, code), (TYPE_FIELD, kind)]
        .map(|(name, text)| (name, Value::text(text)))
}

fn link(layer: &Layer) -> impl Fn((&str, Handle)) -> Option<Link> {
    |(name, to)| Some(Link { field: layer.schema.position(name)?, to })
}

fn inserted<'a>(
    layer: &Layer,
    geometry: &Geometry,
    named: impl IntoIterator<Item = (&'a str, Value)>,
    handle: Option<Handle>,
    links: Vec<Link>,
) -> Change {
    let (geometry, values) = (Some(geometry.clone()), layer.schema.row(named));
    Change::Insert { layer: layer.name.clone(), geometry, values, handle, links }
}

#[cfg(test)]
mod tests {
    use geo_types::{Line, LineString, Point};
    use spatial_core::crs::{Crs, Operation};

    use super::*;
    use crate::tables::TABLES;

    fn layers() -> Vec<Layer> {
        let layer = |table: &&spatial_core::layer::DeclaredTable| {
            table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
        };
        TABLES.iter().map(layer).collect()
    }

    fn one_pipe(device_on: usize) -> NetworkDraft {
        let node =
            |x: f64| NodeDraft { code: format!("N{x}"), kind: "joint".to_owned(), geometry: Point::new(x, 0.0).into() };
        let course: LineString = Line::new((0.0, 0.0), (9.0, 0.0)).into();
        let edge = EdgeDraft {
            code: "P1".to_owned(),
            kind: "pipe".to_owned(),
            ends: [0, 1],
            diameter: Some(110.0),
            geometry: course.into(),
        };
        let device = DeviceDraft {
            code: "V1".to_owned(),
            kind: "valve".to_owned(),
            edge: device_on,
            node: 1,
            position: DevicePosition::Open,
            geometry: Point::new(9.0, 0.0).into(),
        };
        NetworkDraft {
            name: "M1".to_owned(),
            nodes: vec![node(0.0), node(9.0)],
            edges: vec![edge],
            devices: vec![device],
        }
    }

    #[test]
    fn edges_refer_to_their_nodes_and_devices_to_their_edge() {
        let layers = layers();
        let changes = drafted(&one_pipe(0), [&layers[0], &layers[1], &layers[2]]).unwrap();
        let links = |change: &Change| match change {
            Change::Insert { links, .. } => links.iter().map(|link| link.to.0).collect::<Vec<_>>(),
            _ => unreachable!(),
        };
        assert_eq!(changes.iter().map(links).collect::<Vec<_>>(), [vec![], vec![], vec![0, 1], vec![2, 1]]);
    }

    #[test]
    fn what_names_something_that_is_not_there_is_refused() {
        let layers = layers();
        let refused = drafted(&one_pipe(4), [&layers[0], &layers[1], &layers[2]]);
        let missing = NetworkDraftError::Missing { code: "V1".to_owned(), list: "edges", number: 4 };
        assert_eq!(refused, Err(missing));
        let nameless = NetworkDraft { name: String::new(), ..one_pipe(0) };
        assert_eq!(drafted(&nameless, [&layers[0], &layers[1], &layers[2]]), Err(NetworkDraftError::Nameless));
        let named = |name: String| drafted(&NetworkDraft { name, ..one_pipe(0) }, [&layers[0], &layers[1], &layers[2]]);
        assert!(named("ạ".repeat(85)).is_ok(), "255 bytes");
        assert_eq!(named("ạ".repeat(86)), Err(NetworkDraftError::LongName { length: 258 }));
    }
}
