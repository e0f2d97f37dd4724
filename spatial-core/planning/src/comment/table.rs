//! The table of comments, as any store keeps it and QGIS opens it.

use spatial_core::layer::{DeclaredField, DeclaredRows, DeclaredTable, FieldType, GeometryType, Kind};

use crate::tables::{COMMUNE, COMMUNE_FIELD, KIND_FIELD, PLAN, ROOM, STATE_FIELD};

/// The field of what is said.
pub const TEXT_FIELD: &str = "noi_dung";
/// The field of the whole of what is said, where passages were taken out of the other; for staff.
pub const ORIGINAL_FIELD: &str = "noi_dung_goc";
/// The field that says who sees a comment: staff, or everybody.
pub const SEEN_BY_FIELD: &str = "nguoi_xem";
/// The field of the answer.
pub const ANSWER_FIELD: &str = "tra_loi";
/// The field of the day it was answered.
pub const ANSWERED_FIELD: &str = "ngay_tra_loi";
/// The field of the day it came.
pub const RECEIVED_FIELD: &str = "ngay_nhan";
/// The field of the hash of its receipt.
pub const RECEIPT_FIELD: &str = "ma_bam_bien_nhan";

/// Who holds a power over plans there sees it.
pub(super) const STAFF: &str = "staff";
/// Everybody does.
pub(super) const PUBLIC: &str = "public";

/// Not the state of the comment: a published one of a plan that went on to appraisal is hidden with the plan.
const SEEN: &[(&str, &str)] = &[(STAFF, "planning.draft"), (STAFF, "planning.appraise"), (PUBLIC, "anonymous")];

/// Comments (ý kiến góp ý) on plans, at the place they are about, if they name one. No field plays a part by which a search would find them.
pub const COMMENTS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "comment",
    layer: "plan_comments",
    kind: Kind::Feature,
    geometry: GeometryType::Point,
    fields: &[
        PLAN,
        DeclaredField::open(TEXT_FIELD, FieldType::Text),
        DeclaredField::open(KIND_FIELD, FieldType::Text),
        DeclaredField::open(STATE_FIELD, FieldType::Text),
        DeclaredField::open(SEEN_BY_FIELD, FieldType::Text),
        DeclaredField::open(ANSWER_FIELD, FieldType::Text),
        DeclaredField::open(ANSWERED_FIELD, FieldType::Date),
        DeclaredField::open(RECEIVED_FIELD, FieldType::Date),
        COMMUNE,
        DeclaredField::staff(RECEIPT_FIELD, FieldType::Text),
        DeclaredField::staff(ORIGINAL_FIELD, FieldType::Text),
    ],
    clearance: "anonymous",
    rows: Some(DeclaredRows { states: Some((SEEN_BY_FIELD, SEEN)), area: Some(COMMUNE_FIELD), valid: None }),
    class_field: None,
};
