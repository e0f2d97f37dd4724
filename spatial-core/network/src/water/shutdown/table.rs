//! The table of shutdowns, as any store keeps it and QGIS opens it.

use spatial_core::layer::{DeclaredField, DeclaredRows, DeclaredTable, FieldRole, FieldType, GeometryType, Kind};

use crate::tables::{CODE_FIELD, NETWORK_FIELD, REMARK_FIELD, ROOM, TYPE_FIELD, WHO_FIELD};

/// The field of where a job stands.
pub const STATE_FIELD: &str = "trang_thai";
/// The field of where it is, in words for everybody.
pub const SITE_FIELD: &str = "dia_diem";
/// The field of what was asked of the graph, as JSON.
pub const ASKED_FIELD: &str = "cau_hoi";
/// The fields of the moments it is planned to begin and to end; without the last one nobody knows yet.
pub const PLANNED_FIELDS: [&str; 2] = ["bat_dau_du_kien", "ket_thuc_du_kien"];
/// The fields of the moments it began and ended.
pub const REAL_FIELDS: [&str; 2] = ["bat_dau", "ket_thuc"];
/// The field that counts the customers in what is isolated.
pub const DIRECT_FIELD: &str = "khach_truc_tiep";
/// The field that counts those outside who lose their water all the same.
pub const UNINTENDED_FIELD: &str = "khach_lien_doi";
/// The field of the valves to close, in the crew's order, with who closed and opened them when, as JSON.
pub const VALVES_FIELD: &str = "van";
/// The field of the commit the answer is true for.
pub const ANSWERED_FIELD: &str = "phien_ban";
/// The field of the graph the answer was found in.
pub const STAMP_FIELD: &str = "dau_do_thi";
/// The field of what supply heeded: a word of [`crate::Mode`].
pub const MODE_FIELD: &str = "che_do";

/// Whoever sees the table sees jobs that are planned, under way or over; staff those that were called off, too.
const SEEN: &[(&str, &str)] =
    &[("planned", "anonymous"), ("active", "anonymous"), ("ended", "anonymous"), ("cancelled", "staff")];

/// Shutdowns (ngừng cấp nước), with the ground around the pipes that go dry. Nothing that everybody sees tells of a household or a valve.
pub const SHUTDOWNS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "shutdown",
    layer: "network_shutdowns",
    kind: Kind::Network,
    geometry: GeometryType::Polygon,
    fields: &[
        open(NETWORK_FIELD).role(FieldRole::Mention),
        open(CODE_FIELD).role(FieldRole::Code),
        open(TYPE_FIELD),
        open(STATE_FIELD).role(FieldRole::State),
        open(SITE_FIELD),
        DeclaredField::open(PLANNED_FIELDS[0], FieldType::DateTime),
        DeclaredField::open(PLANNED_FIELDS[1], FieldType::DateTime),
        DeclaredField::open(REAL_FIELDS[0], FieldType::DateTime),
        DeclaredField::open(REAL_FIELDS[1], FieldType::DateTime),
        DeclaredField::open(DIRECT_FIELD, FieldType::Integer),
        DeclaredField::open(UNINTENDED_FIELD, FieldType::Integer),
        DeclaredField::staff(ASKED_FIELD, FieldType::Json),
        DeclaredField::staff(MODE_FIELD, FieldType::Text),
        DeclaredField::staff(VALVES_FIELD, FieldType::Json),
        DeclaredField::staff(ANSWERED_FIELD, FieldType::Integer),
        DeclaredField::staff(STAMP_FIELD, FieldType::Text),
        DeclaredField::staff(WHO_FIELD, FieldType::Text),
        DeclaredField::staff(REMARK_FIELD, FieldType::Text),
    ],
    clearance: "anonymous",
    rows: Some(DeclaredRows { states: Some((STATE_FIELD, SEEN)), area: None, valid: None }),
    class_field: Some(STATE_FIELD),
};

const fn open(name: &'static str) -> DeclaredField {
    DeclaredField::open(name, FieldType::Text)
}
