//! From a draft to the changes that write it.

use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Handle, Layer, Link, Value};

use super::{ConnectionDraft, DeviceDraft, DraftPlace, EdgeDraft, NetworkDraft, NetworkDraftError, NodeDraft};
use crate::graph::Passing;
use crate::switch::way_of;
use crate::tables::{
    ADDRESS_FIELD, CLASS_FIELD, CLOSABLE_FIELD, CODE_FIELD, CRS_FIELD, DIAMETER_FIELD, EDGE_FIELD, ELEVATION_FIELD,
    END_FIELDS, IS_SHUT_FIELD, IS_SOURCE_FIELD, LENGTH_FIELD, LINES_FIELD, LOCAL_FIELD, LONGEST_NETWORK_NAME,
    MATERIAL_FIELD, MEASURE_FIELD, METER_FIELD, NAME_FIELD, NETWORK_FIELD, NODE_FIELD, NetworkLayers, ORDER_FIELD,
    PRIORITY_FIELD, ROUND_FIELD, RULE_FIELD, SECTION_FIELD, SOURCE_TEXT_FIELD, TYPE_FIELD, WAY_FIELD, YEAR_FIELD,
};

type Named = Vec<(&'static str, Value)>;
type Links = Vec<(&'static str, Handle)>;

/// The changes that write a network into the tables as the store has them: other programs may have added fields.
///
/// # Errors
/// [`NetworkDraftError`] naming what is missing.
pub fn drafted(draft: &NetworkDraft, layers: NetworkLayers<'_>) -> Result<Vec<Change>, NetworkDraftError> {
    if draft.name.trim().is_empty() {
        return Err(NetworkDraftError::Nameless);
    }
    if draft.name.len() > LONGEST_NETWORK_NAME {
        return Err(NetworkDraftError::LongName { length: draft.name.len() });
    }
    let rows = draft.nodes.len() + draft.edges.len() + draft.devices.len() + draft.connections.len();
    let writing = Writing { draft, first_edge: number(draft.nodes.len(), rows)? };
    number(rows, rows)?;
    let mut changes = Vec::with_capacity(rows + draft.sections.len() + 1);
    changes.push(inserted(layers.networks, None, of_network(draft), None, &[]));
    for (at, node) in (0..).zip(&draft.nodes) {
        let named = writing.named(&node.code, &node.kind, of_node(node));
        changes.push(inserted(layers.nodes, node.geometry.as_ref(), named, Some(Handle(at)), &[]));
        let source = node.source_text.as_deref();
        changes.extend(source.map(|source| of_source(layers.sources, draft, source, (NODE_FIELD, Handle(at)))));
    }
    for (at, edge) in (writing.first_edge..).zip(&draft.edges) {
        let links = writing.ends(edge)?;
        let named = writing.named(&edge.code, &edge.kind, of_edge(edge));
        changes.push(inserted(layers.edges, edge.geometry.as_ref(), named, Some(Handle(at)), &links));
        let source = edge.source_text.as_deref();
        changes.extend(source.map(|source| of_source(layers.sources, draft, source, (EDGE_FIELD, Handle(at)))));
    }
    for device in &draft.devices {
        let (links, measure) = writing.place(&device.code, device.place)?;
        let named = writing.named(&device.code, &device.kind, of_device(device, measure));
        changes.push(inserted(layers.devices, device.geometry.as_ref(), named, None, &links));
    }
    for connection in &draft.connections {
        let place = connection.place.map(|place| writing.place(&connection.code, place)).transpose()?;
        let (links, measure) = place.unwrap_or_default();
        let named = connection_row(&draft.name, connection, measure);
        changes.push(inserted(layers.connections, connection.geometry.as_ref(), named, None, &links));
    }
    for (order, section) in (0..).zip(&draft.sections) {
        changes.push(inserted(layers.sections, None, of_section(&draft.name, order, section), None, &[]));
    }
    Ok(changes)
}

/// Handles of nodes are their positions; those of edges follow.
struct Writing<'a> {
    draft: &'a NetworkDraft,
    first_edge: u32,
}

impl Writing<'_> {
    /// What every row of a network says, and the rest.
    fn named(&self, code: &str, kind: &str, rest: Named) -> Named {
        let mut named = vec![
            (NETWORK_FIELD, Value::text(&*self.draft.name)),
            (CODE_FIELD, Value::text(code)),
            (TYPE_FIELD, Value::text(kind)),
        ];
        named.extend(rest);
        named
    }

    fn ends(&self, edge: &EdgeDraft) -> Result<Links, NetworkDraftError> {
        let [from, to] = edge.ends;
        let [first, last] = END_FIELDS;
        Ok(vec![(first, self.node(&edge.code, from)?), (last, self.node(&edge.code, to)?)])
    }

    fn place(&self, code: &str, place: DraftPlace) -> Result<(Links, Option<f64>), NetworkDraftError> {
        Ok(match place {
            DraftPlace::End { edge, node } => {
                (vec![(EDGE_FIELD, self.edge(code, edge)?), (NODE_FIELD, self.node(code, node)?)], None)
            }
            DraftPlace::Node(node) => (vec![(NODE_FIELD, self.node(code, node)?)], None),
            DraftPlace::Along { edge, measure } => (vec![(EDGE_FIELD, self.edge(code, edge)?)], Some(measure)),
        })
    }

    fn node(&self, code: &str, at: usize) -> Result<Handle, NetworkDraftError> {
        handle(code, ("nodes", self.draft.nodes.len(), 0), at)
    }

    fn edge(&self, code: &str, at: usize) -> Result<Handle, NetworkDraftError> {
        handle(code, ("edges", self.draft.edges.len(), self.first_edge), at)
    }
}

fn handle(code: &str, (list, len, first): (&'static str, usize, u32), at: usize) -> Result<Handle, NetworkDraftError> {
    let missing = || NetworkDraftError::Missing { code: code.to_owned(), list, number: at };
    if at >= len {
        return Err(missing());
    }
    Ok(Handle(first + u32::try_from(at).map_err(|_| missing())?))
}

fn number(count: usize, rows: usize) -> Result<u32, NetworkDraftError> {
    u32::try_from(count).map_err(|_| NetworkDraftError::TooMany { rows })
}

fn of_network(draft: &NetworkDraft) -> Named {
    vec![
        (CODE_FIELD, Value::text(&*draft.name)),
        (NAME_FIELD, text(draft.title.as_deref())),
        (TYPE_FIELD, Value::text(draft.kind.as_str())),
        (RULE_FIELD, Value::text(draft.kind.rule())),
        (CRS_FIELD, text(draft.crs.as_deref())),
    ]
}

fn of_node(node: &NodeDraft) -> Named {
    vec![
        (ELEVATION_FIELD, real(node.elevation)),
        (IS_SOURCE_FIELD, Value::Boolean(node.is_source)),
        (LOCAL_FIELD, text(node.local.as_deref())),
    ]
}

fn of_edge(edge: &EdgeDraft) -> Named {
    vec![
        (DIAMETER_FIELD, real(edge.diameter)),
        (LENGTH_FIELD, real(edge.length.or_else(|| edge.geometry.as_ref().and_then(length)))),
        (MATERIAL_FIELD, text(edge.material.as_deref())),
        (YEAR_FIELD, edge.year.map_or(Value::Null, Value::Integer)),
        (WAY_FIELD, Value::text(way_of(edge.passing))),
        (IS_SHUT_FIELD, Value::Boolean(edge.passing == Passing::Closed)),
        (LOCAL_FIELD, text(edge.local.as_deref())),
    ]
}

fn of_device(device: &DeviceDraft, measure: Option<f64>) -> Named {
    let own = [(MEASURE_FIELD, real(measure)), (CLOSABLE_FIELD, device.closable.map_or(Value::Null, Value::Boolean))];
    own.into_iter().chain(device.state.row()).collect()
}

/// What the row of a connection says, but for the edge or node it hangs on; `measure` is metres along its edge.
pub fn connection_row(network: &str, connection: &ConnectionDraft, measure: Option<f64>) -> Vec<(&'static str, Value)> {
    vec![
        (NETWORK_FIELD, Value::text(network)),
        (CODE_FIELD, Value::text(&*connection.code)),
        (METER_FIELD, text(connection.meter.as_deref())),
        (CLASS_FIELD, text(connection.class.as_deref())),
        (PRIORITY_FIELD, connection.priority.map_or(Value::Null, Value::Integer)),
        (NAME_FIELD, text(connection.name.as_deref())),
        (ADDRESS_FIELD, text(connection.address.as_deref())),
        (ROUND_FIELD, text(connection.round.as_deref())),
        (ORDER_FIELD, connection.order.map_or(Value::Null, Value::Integer)),
        (MEASURE_FIELD, real(measure)),
    ]
}

/// What a file says of a node or edge that was just inserted.
fn of_source(sources: &Layer, draft: &NetworkDraft, source: &str, of: (&'static str, Handle)) -> Change {
    let named = vec![(NETWORK_FIELD, Value::text(&*draft.name)), (SOURCE_TEXT_FIELD, Value::text(source))];
    inserted(sources, None, named, None, &[of])
}

fn of_section(network: &str, order: i64, (name, lines): &(String, String)) -> Named {
    vec![
        (NETWORK_FIELD, Value::text(network)),
        (SECTION_FIELD, Value::text(&**name)),
        (ORDER_FIELD, Value::Integer(order)),
        (LINES_FIELD, Value::text(&**lines)),
    ]
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::text)
}

fn real(number: Option<f64>) -> Value {
    number.map_or(Value::Null, Value::Real)
}

/// Of a course in a system of metres.
fn length(course: &Geometry) -> Option<f64> {
    let lines = match course {
        Geometry::LineString(line) => std::slice::from_ref(line),
        Geometry::MultiLineString(lines) => &lines.0,
        _ => return None,
    };
    let steps = lines.iter().flat_map(|line| line.lines());
    Some(steps.map(|step| (step.end.x - step.start.x).hypot(step.end.y - step.start.y)).sum())
}

fn inserted(
    layer: &Layer,
    geometry: Option<&Geometry>,
    named: Named,
    handle: Option<Handle>,
    links: &[(&'static str, Handle)],
) -> Change {
    let links = links.iter().filter_map(|&(name, to)| Some(Link { field: layer.schema.position(name)?, to }));
    Change::Insert {
        layer: layer.name.clone(),
        geometry: geometry.cloned(),
        values: layer.schema.row(named),
        handle,
        links: links.collect(),
    }
}
