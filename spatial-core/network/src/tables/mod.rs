//! The tables of a network, as any store keeps them and QGIS opens them.

mod fields;

use spatial_core::layer::{DeclaredField, DeclaredTable, FieldRole, FieldType, GeometryType, Kind, Layer, Unit};

pub use fields::*;

use crate::water::shutdown::SHUTDOWNS;

/// The subject's name: in `Subject`, in doors and in grants (`network.operate`).
pub const ROOM: &str = "network";

/// The network a row belongs to: a store may hold several.
const NETWORK: DeclaredField = text(NETWORK_FIELD).role(FieldRole::Mention);
const CODE: DeclaredField = text(CODE_FIELD).role(FieldRole::Code);
const TYPE: DeclaredField = text(TYPE_FIELD);
const EDGE: DeclaredField = integer(EDGE_FIELD).role(FieldRole::Edge).refers(EDGES.layer);
const NODE: DeclaredField = integer(NODE_FIELD).refers(NODES.layer);
const MEASURE: DeclaredField = real(MEASURE_FIELD).unit(Unit::Metre);
const LOCAL: DeclaredField = text(LOCAL_FIELD);

const fn text(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Text)
}

const fn integer(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Integer)
}

const fn real(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Real)
}

const fn boolean(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Boolean)
}

/// What is common to all tables of the subject that everybody sees.
const fn table(
    table: &'static str,
    layer: &'static str,
    geometry: GeometryType,
    fields: &'static [DeclaredField],
) -> DeclaredTable {
    DeclaredTable {
        room: ROOM,
        table,
        layer,
        kind: Kind::Network,
        geometry,
        fields,
        clearance: "anonymous",
        rows: None,
        class_field: None,
    }
}

/// Nodes (nút): where edges meet or end.
pub const NODES: DeclaredTable = DeclaredTable {
    class_field: Some(TYPE_FIELD),
    ..table(
        "node",
        "network_nodes",
        GeometryType::Point,
        &[NETWORK, CODE, TYPE, real(ELEVATION_FIELD).unit(Unit::Metre), boolean(IS_SOURCE_FIELD), LOCAL],
    )
};

/// Edges (đoạn ống): pipes, pumps and control valves between two nodes.
pub const EDGES: DeclaredTable = DeclaredTable {
    class_field: Some(TYPE_FIELD),
    ..table(
        "edge",
        "network_edges",
        GeometryType::Line,
        &[
            NETWORK,
            CODE,
            TYPE,
            integer(END_FIELDS[0]).role(FieldRole::FromNode).refers(NODES.layer),
            integer(END_FIELDS[1]).role(FieldRole::ToNode).refers(NODES.layer),
            real(DIAMETER_FIELD).unit(Unit::Millimetre),
            real(LENGTH_FIELD).unit(Unit::Metre),
            text(MATERIAL_FIELD),
            integer(YEAR_FIELD),
            text(WAY_FIELD),
            boolean(IS_SHUT_FIELD),
            LOCAL,
        ],
    )
};

/// Devices (thiết bị): valves, hydrants, pumps and meters, on an edge's end, on a node, or along an edge, each as it is now.
pub const DEVICES: DeclaredTable = DeclaredTable {
    class_field: Some(POSITION_FIELD),
    ..table(
        "device",
        "network_devices",
        GeometryType::Point,
        &[
            NETWORK,
            CODE,
            TYPE,
            EDGE,
            NODE,
            MEASURE,
            boolean(CLOSABLE_FIELD),
            text(POSITION_FIELD).role(FieldRole::Position),
            boolean(OPERABLE_FIELD),
            boolean(ACCESSIBLE_FIELD),
            boolean(TIGHT_FIELD),
            DeclaredField::open(SINCE_FIELD, FieldType::DateTime),
        ],
    )
};

/// States of devices (nhật ký thiết bị), each from its moment on: only ever added.
pub const DEVICE_STATES: DeclaredTable = DeclaredTable {
    clearance: "staff",
    ..table(
        "device_state",
        "network_device_states",
        GeometryType::None,
        &[
            NETWORK,
            integer(DEVICE_FIELD).refers(DEVICES.layer),
            DeclaredField::open(SINCE_FIELD, FieldType::DateTime),
            text(POSITION_FIELD).role(FieldRole::Position),
            boolean(OPERABLE_FIELD),
            boolean(ACCESSIBLE_FIELD),
            boolean(TIGHT_FIELD),
            text(EVIDENCE_FIELD),
            text(WHO_FIELD),
            text(REMARK_FIELD),
        ],
    )
};

/// Connections (điểm đấu nối): where customers hang, with their meters. For staff: they tell of households.
pub const CONNECTIONS: DeclaredTable = DeclaredTable {
    clearance: "staff",
    class_field: Some(CLASS_FIELD),
    ..table(
        "connection",
        "network_connections",
        GeometryType::Point,
        &[
            NETWORK,
            CODE,
            text(METER_FIELD),
            text(CLASS_FIELD),
            integer(PRIORITY_FIELD),
            text(NAME_FIELD).role(FieldRole::Name),
            text(ADDRESS_FIELD),
            EDGE,
            NODE,
            MEASURE,
            DeclaredField::staff(ROUND_FIELD, FieldType::Text),
            DeclaredField::staff(ORDER_FIELD, FieldType::Integer),
        ],
    )
};

/// Networks (mạng lưới) themselves.
pub const NETWORKS: DeclaredTable = table(
    "network",
    "networks",
    GeometryType::None,
    &[text(CODE_FIELD), text(NAME_FIELD).role(FieldRole::Name), TYPE, text(RULE_FIELD), text(CRS_FIELD)],
);

/// Subnetworks (vùng áp lực, khu vực đo đếm): what devices part from the rest.
pub const SUBNETWORKS: DeclaredTable = table(
    "subnetwork",
    "network_subnetworks",
    GeometryType::None,
    &[NETWORK, CODE, text(NAME_FIELD).role(FieldRole::Name), TYPE, text(CONTROLLERS_FIELD)],
);

/// Associations (quan hệ): what contains or carries what.
pub const ASSOCIATIONS: DeclaredTable = table(
    "association",
    "network_associations",
    GeometryType::None,
    &[
        NETWORK,
        TYPE,
        text(CONTAINER_FIELDS[0]),
        text(CONTAINER_FIELDS[1]),
        text(CONTENT_FIELDS[0]),
        text(CONTENT_FIELDS[1]),
    ],
);

/// Sections of the file a network came from that nothing here reads: kept to be written back.
pub const SECTIONS: DeclaredTable = DeclaredTable {
    clearance: "staff",
    ..table(
        "section",
        "network_sections",
        GeometryType::None,
        &[NETWORK, text(SECTION_FIELD), integer(ORDER_FIELD), text(LINES_FIELD)],
    )
};

/// Nodes and edges as their file has them, to be written back. For staff: remarks in files name people. A table of its own, so that whoever looks
/// at a pipe does not look at what is hidden.
pub const SOURCES: DeclaredTable = DeclaredTable {
    clearance: "staff",
    ..table("source", "network_sources", GeometryType::None, &[NETWORK, NODE, EDGE, text(SOURCE_TEXT_FIELD)])
};

/// Readings of meters (chỉ số đồng hồ), each taken once however often it is sent.
pub const READINGS: DeclaredTable = DeclaredTable {
    clearance: "staff",
    ..table(
        "reading",
        "network_readings",
        GeometryType::None,
        &[
            NETWORK,
            integer(CONNECTION_FIELD).refers(CONNECTIONS.layer),
            text(CLIENT_FIELD),
            DeclaredField::open(READ_AT_FIELD, FieldType::DateTime),
            real(VALUE_FIELD),
            real(PREVIOUS_FIELD),
            DeclaredField::open(PREVIOUS_AT_FIELD, FieldType::DateTime),
            real(CONSUMPTION_FIELD),
            text(VERDICT_FIELD),
            text(PHOTO_FIELD).role(FieldRole::Asset),
            text(REMARK_FIELD),
            text(WHO_FIELD),
            DeclaredField::open(RECEIVED_FIELD, FieldType::DateTime),
        ],
    )
};

/// Books of readings (sổ chỉ số), one for each network: every sending counts on, so that two of them come one after the other.
pub const READING_BOOKS: DeclaredTable = DeclaredTable {
    clearance: "staff",
    ..table(
        "reading_book",
        "network_reading_books",
        GeometryType::None,
        &[NETWORK, integer(COUNT_FIELD), DeclaredField::open(RECEIVED_FIELD, FieldType::DateTime)],
    )
};

/// All of them, what is referred to first.
pub const TABLES: &[&DeclaredTable] = &[
    &NODES,
    &EDGES,
    &DEVICES,
    &DEVICE_STATES,
    &CONNECTIONS,
    &NETWORKS,
    &SUBNETWORKS,
    &ASSOCIATIONS,
    &SECTIONS,
    &SOURCES,
    &SHUTDOWNS,
    &READINGS,
    &READING_BOOKS,
];

/// What a store that has one of each calls them, in the order of [`TABLES`], for people.
pub const TITLES: &[&str] = &[
    "Nút mạng lưới",
    "Đoạn ống mạng lưới",
    "Thiết bị mạng lưới",
    "Nhật ký thiết bị",
    "Điểm đấu nối",
    "Mạng lưới",
    "Phân vùng mạng lưới",
    "Quan hệ trong mạng lưới",
    "Phần giữ nguyên của tệp mạng lưới",
    "Nguyên văn nút và đoạn ống trong tệp",
    "Ngừng cấp nước",
    "Chỉ số đồng hồ",
    "Sổ chỉ số đồng hồ",
];

/// The fields a graph is made of: who does not see all of them in every row sees no graph.
pub const GRAPH_FIELDS: &[&str] = &[
    NETWORK_FIELD,
    CODE_FIELD,
    TYPE_FIELD,
    IS_SOURCE_FIELD,
    END_FIELDS[0],
    END_FIELDS[1],
    DIAMETER_FIELD,
    LENGTH_FIELD,
    WAY_FIELD,
    IS_SHUT_FIELD,
    EDGE_FIELD,
    NODE_FIELD,
    MEASURE_FIELD,
    CLOSABLE_FIELD,
    POSITION_FIELD,
    OPERABLE_FIELD,
    ACCESSIBLE_FIELD,
    TIGHT_FIELD,
];

/// The tables of a network as a store has them.
#[derive(Debug, Clone, Copy)]
pub struct NetworkLayers<'a> {
    /// [`NODES`]
    pub nodes: &'a Layer,
    /// [`EDGES`]
    pub edges: &'a Layer,
    /// [`DEVICES`]
    pub devices: &'a Layer,
    /// [`CONNECTIONS`]
    pub connections: &'a Layer,
    /// [`NETWORKS`]
    pub networks: &'a Layer,
    /// [`SECTIONS`]
    pub sections: &'a Layer,
    /// [`SOURCES`]
    pub sources: &'a Layer,
}

impl<'a> NetworkLayers<'a> {
    /// Of all layers of a store; `None` if it lacks one.
    pub fn of(layers: &'a [Layer]) -> Option<Self> {
        let find = |table: &DeclaredTable| {
            let is_it = |layer: &&Layer| layer.subject.as_ref().is_some_and(|subject| subject.is(ROOM, table.table));
            layers.iter().find(is_it)
        };
        Some(Self {
            nodes: find(&NODES)?,
            edges: find(&EDGES)?,
            devices: find(&DEVICES)?,
            connections: find(&CONNECTIONS)?,
            networks: find(&NETWORKS)?,
            sections: find(&SECTIONS)?,
            sources: find(&SOURCES)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use spatial_core::crs::{Crs, Operation};

    use super::*;

    #[test]
    fn every_declared_table_becomes_a_layer() {
        assert_eq!(TABLES.len(), TITLES.len());
        for table in TABLES {
            let layer = table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap();
            assert_eq!(layer.door.to_string(), ROOM);
            assert!(layer.subject.unwrap().is(ROOM, table.table));
        }
    }
}
