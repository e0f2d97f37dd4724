//! The tables of a network, as any store keeps them and QGIS opens them.

use spatial_core::layer::{DeclaredField, DeclaredTable, FieldRole, FieldType, GeometryType, Kind, Unit};

/// The subject's name: in `Subject`, in doors and in grants (`network.operate`).
pub const ROOM: &str = "network";

/// The field that names the network a row belongs to.
pub const NETWORK_FIELD: &str = "mang";
/// The field of a row's code.
pub const CODE_FIELD: &str = "ma";
/// The field that says what kind of node, edge or device it is.
pub const TYPE_FIELD: &str = "loai";
/// The fields by which an edge refers to its first and last node.
pub const END_FIELDS: [&str; 2] = ["nut_dau", "nut_cuoi"];
/// The field of an edge's diameter.
pub const DIAMETER_FIELD: &str = "duong_kinh";
/// The field by which a device refers to its edge.
pub const EDGE_FIELD: &str = "doan";
/// The field by which a device refers to the node at whose end of the edge it stands.
pub const NODE_FIELD: &str = "nut";
/// The field that says whether a device lets anything through.
pub const POSITION_FIELD: &str = "vi_tri";

/// Bytes of the longest name of a network: it stands in addresses. Vietnamese letters take up to three.
pub const LONGEST_NETWORK_NAME: usize = 256;

/// The network a row belongs to: a store may hold several.
const NETWORK: DeclaredField = DeclaredField::open(NETWORK_FIELD, FieldType::Text).role(FieldRole::Mention);
const CODE: DeclaredField = DeclaredField::open(CODE_FIELD, FieldType::Text).role(FieldRole::Code);
const TYPE: DeclaredField = DeclaredField::open(TYPE_FIELD, FieldType::Text);

/// Nodes (nút): where edges meet or end.
pub const NODES: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "node",
    layer: "network_nodes",
    kind: Kind::Network,
    geometry: GeometryType::Point,
    fields: &[NETWORK, CODE, TYPE],
    clearance: "anonymous",
    rows: None,
    class_field: Some(TYPE_FIELD),
};

/// Edges (đoạn ống): pipes between two nodes.
pub const EDGES: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "edge",
    layer: "network_edges",
    kind: Kind::Network,
    geometry: GeometryType::Line,
    fields: &[
        NETWORK,
        CODE,
        TYPE,
        DeclaredField::open(END_FIELDS[0], FieldType::Integer).role(FieldRole::FromNode).refers(NODES.layer),
        DeclaredField::open(END_FIELDS[1], FieldType::Integer).role(FieldRole::ToNode).refers(NODES.layer),
        DeclaredField::open(DIAMETER_FIELD, FieldType::Real).unit(Unit::Millimetre),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: Some(TYPE_FIELD),
};

/// Devices (thiết bị): valves on the end of an edge.
pub const DEVICES: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "device",
    layer: "network_devices",
    kind: Kind::Network,
    geometry: GeometryType::Point,
    fields: &[
        NETWORK,
        CODE,
        TYPE,
        DeclaredField::open(EDGE_FIELD, FieldType::Integer).role(FieldRole::Edge).refers(EDGES.layer),
        DeclaredField::open(NODE_FIELD, FieldType::Integer).refers(NODES.layer),
        DeclaredField::open(POSITION_FIELD, FieldType::Text).role(FieldRole::Position),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: Some(POSITION_FIELD),
};

/// All of them, what is referred to first.
pub const TABLES: &[&DeclaredTable] = &[&NODES, &EDGES, &DEVICES];

#[cfg(test)]
mod tests {
    use spatial_core::crs::{Crs, Operation};

    use super::*;

    #[test]
    fn every_declared_table_becomes_a_layer() {
        for table in TABLES {
            let layer = table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap();
            assert_eq!(layer.door.to_string(), ROOM);
            assert!(layer.subject.unwrap().is(ROOM, table.table));
        }
    }
}
