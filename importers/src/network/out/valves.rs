//! Isolation valves as the file of valves has them: id, link, node.

use network::{
    CLOSABLE_FIELD, CODE_FIELD, DevicePosition, EDGE_FIELD, NODE_FIELD, POSITION_FIELD, TYPE_FIELD, is_closable,
};

use super::epanet::Going;
use super::names::Names;
use super::outgoing::Outgoing;
use crate::network::stored::Row;

/// A valve at the end of a link.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutValve {
    pub(super) id: String,
    pub(super) link: String,
    pub(super) node: String,
    pub(super) is_closed: bool,
    /// In the file's coordinates.
    pub(super) place: Option<[f64; 2]>,
}

/// The isolation valves of a network that sit at the end of a link of the file; of others it is told that they are left out.
pub(super) fn isolation(outgoing: &Outgoing<'_>, going: &mut Going) -> Vec<OutValve> {
    let (layer, rows) = (outgoing.layers.devices, &outgoing.stored.devices);
    let names = Names::plain(layer, rows);
    let mut valves = Vec::new();
    for feature in rows {
        let row = Row::of(layer, feature);
        let kind = row.text(TYPE_FIELD).unwrap_or_default();
        if !row.yes(CLOSABLE_FIELD).unwrap_or_else(|| is_closable(kind)) {
            continue;
        }
        let end = row.reference(EDGE_FIELD).and_then(|edge| going.edges.of(edge));
        let node = row.reference(NODE_FIELD).and_then(|node| going.nodes.of(node));
        let Some((link, node)) = end.zip(node) else {
            going.note("network-out-valves-elsewhere", 1);
            continue;
        };
        valves.push(OutValve {
            id: names.of(feature.id).or(row.text(CODE_FIELD)).unwrap_or_default().to_owned(),
            link: link.to_owned(),
            node: node.to_owned(),
            is_closed: row.text(POSITION_FIELD) == Some(DevicePosition::Closed.as_str()),
            place: row.place().and_then(|place| going.ground.off(place)),
        });
    }
    valves
}

/// The file.
pub(super) fn csv(valves: &[OutValve]) -> String {
    let mut text = "id,link,node\r\n".to_owned();
    for valve in valves {
        let cells = [&valve.id, &valve.link, &valve.node].map(|cell| quoted(cell));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell as it is written: in quotes if it would fall apart without (RFC 4180).
fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains(['"', ',', ';', '\t', '\r', '\n']) && cell.trim() == cell;
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
