//! The tables of the plan register, as any store keeps them and QGIS opens them.
//!
//! Whoever may not see a draft sees neither the plan nor its zones, its lines or its documents: each row carries the state of its plan.

use spatial_core::layer::{DeclaredField, DeclaredRows, DeclaredTable, FieldRole, FieldType, GeometryType, Kind, Unit};

/// The subject's name: in `Subject`, in doors and in grants (`planning.draft`).
pub const ROOM: &str = "planning";

/// The field that says where a row's plan stands.
pub const STATE_FIELD: &str = "trang_thai";
/// The field that says for which commune it is.
pub const COMMUNE_FIELD: &str = "ma_xa";
/// The field by which zones and documents refer to their plan.
pub const PLAN_FIELD: &str = "quy_hoach";
/// The field of a plan's code.
pub const CODE_FIELD: &str = "ma_quy_hoach";
/// The field of the code the national information system gave a plan (maThongTinQH).
pub const INFO_CODE_FIELD: &str = "ma_thong_tin";
/// The field of the name of a plan or document.
pub const NAME_FIELD: &str = "ten";
/// The field that says what kind of plan it is.
pub const KIND_FIELD: &str = "loai";
/// The field of the office that draws a plan up.
pub const OFFICE_FIELD: &str = "co_quan";
/// The field of the decision by which a plan was approved.
pub const DECISION_FIELD: &str = "so_quyet_dinh";
/// The field of the day of that decision.
pub const DECISION_DATE_FIELD: &str = "ngay_quyet_dinh";
/// The field of the authority that decided.
pub const ISSUER_FIELD: &str = "co_quan_ban_hanh";
/// The field of a plan's level (cấp độ): `general`, `subdivision`, `detailed`, `shortened`.
pub const LEVEL_FIELD: &str = "cap_do";
/// The field that says whether a plan is the `first` of its area or adjusts another, the `whole` of it or a `local` part.
pub const ADJUSTMENT_FIELD: &str = "dieu_chinh";
/// The field that names the plan it adjusts.
pub const ADJUSTS_FIELD: &str = "dieu_chinh_cua";
/// The field that names the plan it replaces.
pub const REPLACES_FIELD: &str = "thay_the";
/// The field of the day a plan was made public.
pub const PUBLISHED_FIELD: &str = "ngay_cong_bo";
/// The field of the first day a plan is in force.
pub const FROM_FIELD: &str = "hieu_luc_tu";
/// The field of the first day it is no longer.
pub const UNTIL_FIELD: &str = "hieu_luc_den";
/// The field of the day since which a court holds a plan up (tạm đình chỉ).
pub const SUSPENDED_FIELD: &str = "dinh_chi_tu";
/// The field of the first day on which anybody may say something on a plan in consultation.
pub const CONSULT_FROM_FIELD: &str = "gop_y_tu";
/// The field of the last such day.
pub const CONSULT_UNTIL_FIELD: &str = "gop_y_den";
/// The field that says whether zones of a plan exclude each other, so that their shares add up to what of a parcel it covers.
pub const EXCLUSIVE_FIELD: &str = "loai_tru";
/// The field of a zone's building density in percent (mật độ xây dựng), as the plan writes it.
pub const DENSITY_FIELD: &str = "mat_do";
/// The field of its storeys (tầng cao), likewise.
pub const STOREYS_FIELD: &str = "tang_cao";
/// The field of its floor area ratio (hệ số sử dụng đất), likewise.
pub const FAR_FIELD: &str = "he_so_sdd";
/// The field of its building height in metres (chiều cao), likewise.
pub const HEIGHT_FIELD: &str = "chieu_cao";
/// The field of a zone's sign on the map.
pub const SIGN_FIELD: &str = "ky_hieu";
/// The field that says what a zone is for.
pub const FUNCTION_FIELD: &str = "chuc_nang";
/// The field that names the file of a document.
pub const FILE_FIELD: &str = "tep";
/// The field of a document's own number (số hiệu).
pub const NUMBER_FIELD: &str = "so_hieu";
/// The field of the day it was issued or signed (ngày ban hành).
pub const ISSUED_FIELD: &str = "ngay_ban_hanh";
/// The field of how many pages or sheets it has (số trang).
pub const PAGES_FIELD: &str = "so_trang";
/// The field of the code of a land use (mã loại đất).
pub const LAND_USE_FIELD: &str = "ma_loai_dat";
/// The field of an area that a list says (diện tích), in square metres.
pub const AREA_FIELD: &str = "dien_tich";
/// The field of the commune a project lies in, which need not be that of its plan.
pub const PROJECT_COMMUNE_FIELD: &str = "xa_thuc_hien";
/// The field of where it is, in words (địa điểm).
pub const PLACE_FIELD: &str = "dia_diem";
/// The field of the parcels a project names: their keys, apart by semicolons.
pub const PARCELS_FIELD: &str = "thua_dat";
/// The field of the year in which it is carried out.
pub const YEAR_FIELD: &str = "nam_thuc_hien";
/// The field of what public body carries it out; who else does is not kept.
pub const INVESTOR_FIELD: &str = "loai_chu_dau_tu";
/// The field of what the list rests on (căn cứ).
pub const SOURCE_FIELD: &str = "nguon";
/// The field of how far buildings stay behind a line (khoảng lùi), as the plan writes it.
pub const SETBACK_FIELD: &str = "khoang_lui";
/// The field of the width of a road between its red lines (lộ giới), in metres.
pub const ROAD_WIDTH_FIELD: &str = "lo_gioi";
/// The field of the sign of a road's cross-section (ký hiệu mặt cắt).
pub const SECTION_FIELD: &str = "ky_hieu_mat_cat";
/// The field of the code an object has in the exchange package (mã đối tượng).
pub const OBJECT_CODE_FIELD: &str = "ma_doi_tuong";
/// The field of the phase of its plan an object belongs to (giai đoạn): `HT`, `QHDD`, `QHDH`.
pub const PHASE_FIELD: &str = "giai_doan";
/// The field of what sort an object is of (phân loại).
pub const SORT_FIELD: &str = "phan_loai";
/// The field of how many people are to live there (dân số).
pub const POPULATION_FIELD: &str = "dan_so";
/// The field that says what a restriction is about.
pub const THEME_FIELD: &str = "chu_de";
/// The field of the legal basis of a restriction (căn cứ pháp lý).
pub const BASIS_FIELD: &str = "can_cu";
/// The field of how wide a restricted strip is, in metres.
pub const WIDTH_FIELD: &str = "chieu_rong";

/// Who sees rows of a plan in which state. Everybody sees what is laid out for their opinion (lấy ý kiến) and what was ever made public;
/// what is being drawn up, appraised or waits to be made public is seen by who has a part in it, where they have it.
pub(crate) const SEEN: &[(&str, &str)] = &[
    ("draft", "planning.draft"),
    ("consultation", "anonymous"),
    ("appraisal", "planning.draft"),
    ("appraisal", "planning.appraise"),
    ("appraisal", "planning.approve"),
    ("approved", "planning.draft"),
    ("approved", "planning.appraise"),
    ("approved", "planning.approve"),
    ("approved", "planning.publish"),
    ("published", "anonymous"),
    ("adjusted", "anonymous"),
    ("replaced", "anonymous"),
    ("expired", "anonymous"),
    ("annulled", "anonymous"),
    ("suspended", "anonymous"),
    ("discarded", "planning.draft"),
];

/// Who sees the rows of a plan in which state, and where.
const ROWS: DeclaredRows = DeclaredRows { states: Some((STATE_FIELD, SEEN)), area: Some(COMMUNE_FIELD), valid: None };

/// The field that counts the rows a plan has in the log of steps.
pub const STEP_COUNT_FIELD: &str = "so_buoc";

const STATE: DeclaredField = DeclaredField::open(STATE_FIELD, FieldType::Text).role(FieldRole::State);
pub(crate) const COMMUNE: DeclaredField = DeclaredField::open(COMMUNE_FIELD, FieldType::Text).role(FieldRole::Commune);
pub(crate) const PLAN: DeclaredField =
    DeclaredField::open(PLAN_FIELD, FieldType::Integer).role(FieldRole::Parent).refers(REGISTER);

const OBJECT_CODE: DeclaredField = DeclaredField::open(OBJECT_CODE_FIELD, FieldType::Text);
/// Nobody looks for a zone or line by it: many bear the name of their function.
const OBJECT_NAME: DeclaredField = DeclaredField::open(NAME_FIELD, FieldType::Text);
const PHASE: DeclaredField = DeclaredField::open(PHASE_FIELD, FieldType::Text);
const SORT: DeclaredField = DeclaredField::open(SORT_FIELD, FieldType::Text);

/// Rows of plans refer to it, its own too.
pub(crate) const REGISTER: &str = "plan_register";

/// Plans (quy hoạch): one row each.
pub const PLANS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "plan",
    layer: REGISTER,
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        DeclaredField::open(CODE_FIELD, FieldType::Text).role(FieldRole::Code),
        DeclaredField::open(NAME_FIELD, FieldType::Text).role(FieldRole::Name),
        DeclaredField::open(KIND_FIELD, FieldType::Text),
        STATE,
        COMMUNE,
        DeclaredField::open(DECISION_FIELD, FieldType::Text).role(FieldRole::Decision),
        DeclaredField::open(DECISION_DATE_FIELD, FieldType::Date).role(FieldRole::DecisionDate),
        DeclaredField::open(OFFICE_FIELD, FieldType::Text),
        DeclaredField::open(ISSUER_FIELD, FieldType::Text),
        DeclaredField::open(LEVEL_FIELD, FieldType::Text),
        DeclaredField::open(ADJUSTMENT_FIELD, FieldType::Text),
        DeclaredField::open(ADJUSTS_FIELD, FieldType::Integer).refers(REGISTER),
        DeclaredField::open(REPLACES_FIELD, FieldType::Integer).refers(REGISTER),
        DeclaredField::open(PUBLISHED_FIELD, FieldType::Date),
        DeclaredField::open(FROM_FIELD, FieldType::Date),
        DeclaredField::open(UNTIL_FIELD, FieldType::Date),
        DeclaredField::open(EXCLUSIVE_FIELD, FieldType::Boolean),
        DeclaredField::open(STEP_COUNT_FIELD, FieldType::Integer),
        DeclaredField::open(CONSULT_FROM_FIELD, FieldType::Date),
        DeclaredField::open(CONSULT_UNTIL_FIELD, FieldType::Date),
        DeclaredField::open(INFO_CODE_FIELD, FieldType::Text),
        DeclaredField::open(SUSPENDED_FIELD, FieldType::Date),
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: None,
};

/// Zones (ô chức năng) of plans.
pub const ZONES: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "zone",
    layer: "plan_zones",
    kind: Kind::Zone,
    geometry: GeometryType::Polygon,
    fields: &[
        PLAN,
        DeclaredField::open(SIGN_FIELD, FieldType::Text).role(FieldRole::Code),
        DeclaredField::open(FUNCTION_FIELD, FieldType::Text),
        STATE,
        COMMUNE,
        DeclaredField::open(DENSITY_FIELD, FieldType::Text),
        DeclaredField::open(STOREYS_FIELD, FieldType::Text),
        DeclaredField::open(FAR_FIELD, FieldType::Text),
        DeclaredField::open(HEIGHT_FIELD, FieldType::Text),
        // The plan's, so that a map draws the finer plan over the coarser.
        DeclaredField::open(LEVEL_FIELD, FieldType::Text),
        DeclaredField::open(POPULATION_FIELD, FieldType::Integer),
        OBJECT_CODE,
        OBJECT_NAME,
        PHASE,
        SORT,
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: Some(FUNCTION_FIELD),
};

/// Boundaries (ranh giới quy hoạch) of plans: what a plan is about, zoned or not. One that adjusts another locally replaces it there.
pub const BOUNDARIES: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "boundary",
    layer: "plan_boundaries",
    kind: Kind::Feature,
    geometry: GeometryType::Polygon,
    fields: &[PLAN, STATE, COMMUNE, OBJECT_CODE, DeclaredField::open(POPULATION_FIELD, FieldType::Integer)],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: None,
};

/// Documents (hồ sơ) of plans: decisions, reports, drawings; see [`crate::DocumentKind`]. The files themselves lie in the store by their hash.
pub const DOCUMENTS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "document",
    layer: "plan_documents",
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        PLAN,
        DeclaredField::open(NAME_FIELD, FieldType::Text).role(FieldRole::Name),
        DeclaredField::open(FILE_FIELD, FieldType::Text).role(FieldRole::Asset),
        STATE,
        COMMUNE,
        DeclaredField::open(KIND_FIELD, FieldType::Text),
        DeclaredField::open(NUMBER_FIELD, FieldType::Text),
        DeclaredField::open(ISSUED_FIELD, FieldType::Date),
        DeclaredField::open(ISSUER_FIELD, FieldType::Text),
        DeclaredField::open(PAGES_FIELD, FieldType::Integer),
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: None,
};

/// Lines (chỉ giới) of plans: red lines, building lines, centrelines and what else is drawn along a road; see [`crate::LineKind`].
pub const LINES: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "line",
    layer: "plan_lines",
    kind: Kind::Line,
    geometry: GeometryType::Line,
    fields: &[
        PLAN,
        DeclaredField::open(KIND_FIELD, FieldType::Text),
        DeclaredField::open(SETBACK_FIELD, FieldType::Text),
        DeclaredField::open(ROAD_WIDTH_FIELD, FieldType::Real).unit(Unit::Metre),
        DeclaredField::open(SECTION_FIELD, FieldType::Text),
        STATE,
        COMMUNE,
        OBJECT_CODE,
        OBJECT_NAME,
        PHASE,
        SORT,
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: None,
};

/// Areas in which something restricts what may be built (hạn chế): corridors of power lines, of waters, of monuments. Those that rest on
/// no plan name none.
pub const RESTRICTIONS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "restriction",
    layer: "plan_restrictions",
    kind: Kind::Feature,
    geometry: GeometryType::Polygon,
    fields: &[
        PLAN,
        DeclaredField::open(THEME_FIELD, FieldType::Text),
        DeclaredField::open(BASIS_FIELD, FieldType::Text),
        DeclaredField::open(OFFICE_FIELD, FieldType::Text),
        DeclaredField::open(WIDTH_FIELD, FieldType::Real).unit(Unit::Metre),
        STATE,
        COMMUNE,
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: Some(THEME_FIELD),
};

/// Projects (công trình, dự án) of plans: what an annual land-use plan lists. Some name parcels, some have a shape, some neither.
pub const PROJECTS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "project",
    layer: "plan_projects",
    kind: Kind::Feature,
    geometry: GeometryType::Polygon,
    fields: &[
        PLAN,
        DeclaredField::open(SIGN_FIELD, FieldType::Text).role(FieldRole::Code),
        DeclaredField::open(NAME_FIELD, FieldType::Text).role(FieldRole::Name),
        DeclaredField::open(LAND_USE_FIELD, FieldType::Text),
        DeclaredField::open(AREA_FIELD, FieldType::Real).unit(Unit::SquareMetre),
        DeclaredField::open(PROJECT_COMMUNE_FIELD, FieldType::Text),
        DeclaredField::open(PLACE_FIELD, FieldType::Text),
        DeclaredField::open(PARCELS_FIELD, FieldType::Text),
        DeclaredField::open(YEAR_FIELD, FieldType::Integer),
        DeclaredField::open(INVESTOR_FIELD, FieldType::Text),
        DeclaredField::open(SOURCE_FIELD, FieldType::Text),
        STATE,
        COMMUNE,
    ],
    clearance: "anonymous",
    rows: Some(ROWS),
    class_field: Some(LAND_USE_FIELD),
};

/// All of them, what is referred to first.
pub const TABLES: &[&DeclaredTable] = &[&PLANS, &BOUNDARIES, &ZONES, &DOCUMENTS, &LINES, &RESTRICTIONS, &PROJECTS];

#[cfg(test)]
mod tests {
    use spatial_core::crs::{Crs, Operation};

    use super::*;

    #[test]
    fn every_declared_table_becomes_a_layer() {
        for table in TABLES {
            let layer = table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap();
            assert_eq!(layer.door.to_string(), ROOM);
            assert!(layer.rows.unwrap().fields().all(|name| layer.schema.position(name).is_some()));
        }
    }
}
