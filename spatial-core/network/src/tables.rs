//! The tables of a network, as any store keeps them and QGIS opens them.

use spatial_core::layer::{DeclaredField, DeclaredTable, FieldRole, FieldType, GeometryType, Kind, Unit};

/// The subject's name: in `Subject`, in doors and in grants (`network.operate`).
pub const ROOM: &str = "network";

/// The field that names the network a row belongs to.
pub const NETWORK_FIELD: &str = "mang";

/// The network a row belongs to: a store may hold several.
const NETWORK: DeclaredField = DeclaredField::open(NETWORK_FIELD, FieldType::Text).role(FieldRole::Mention);
const CODE: DeclaredField = DeclaredField::open("ma", FieldType::Text).role(FieldRole::Code);
const TYPE: DeclaredField = DeclaredField::open("loai", FieldType::Text);

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
    class_field: Some("loai"),
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
        DeclaredField::open("nut_dau", FieldType::Integer).role(FieldRole::FromNode).refers(NODES.layer),
        DeclaredField::open("nut_cuoi", FieldType::Integer).role(FieldRole::ToNode).refers(NODES.layer),
        DeclaredField::open("duong_kinh", FieldType::Real).unit(Unit::Millimetre),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: Some("loai"),
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
        DeclaredField::open("doan", FieldType::Integer).role(FieldRole::Edge).refers(EDGES.layer),
        DeclaredField::open("nut", FieldType::Integer).refers(NODES.layer),
        DeclaredField::open("vi_tri", FieldType::Text).role(FieldRole::Position),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: Some("vi_tri"),
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
