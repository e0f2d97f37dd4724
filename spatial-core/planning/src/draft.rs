//! A new plan: what is to be written, whole, in one transaction.

use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, DeclaredTable, FeatureId, FieldType, Handle, Layer, Link, Value};
use spatial_core::units::Metres;

use crate::tables::{
    ADJUSTMENT_FIELD, ADJUSTS_FIELD, BASIS_FIELD, BOUNDARIES, CODE_FIELD, COMMUNE_FIELD, DENSITY_FIELD, DOCUMENTS,
    EXCLUSIVE_FIELD, FAR_FIELD, FILE_FIELD, FROM_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, INFO_CODE_FIELD, ISSUER_FIELD,
    KIND_FIELD, LEVEL_FIELD, LINES, NAME_FIELD, OFFICE_FIELD, PLAN_FIELD, PLANS, PUBLISHED_FIELD, REPLACES_FIELD,
    RESTRICTIONS, ROAD_WIDTH_FIELD, SECTION_FIELD, SETBACK_FIELD, SIGN_FIELD, STATE_FIELD, STOREYS_FIELD, THEME_FIELD,
    UNTIL_FIELD, WIDTH_FIELD, ZONES,
};
use crate::words::{Adjustment, Level, LineKind, PlanKind};

/// The widest road between red lines, and the widest restricted strip, that is taken: what is wider is centimetres, not metres.
pub const MOST_WIDTH: Metres = Metres(200.0);
use crate::workflow::PlanState;

/// A plan as its author hands it in, held at once: whoever reads it in bounds its size.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanDraft {
    /// Its code (mã quy hoạch).
    pub code: String,
    /// The code the national information system gave it (maThongTinQH), if it has one.
    pub info_code: Option<String>,
    /// What it is called.
    pub name: String,
    /// Its kind.
    pub kind: Option<PlanKind>,
    /// How detailed it is.
    pub level: Option<Level>,
    /// What it is to earlier plans.
    pub adjustment: Option<Adjustment>,
    /// The plan it adjusts.
    pub adjusts: Option<FeatureId>,
    /// The plan it replaces.
    pub replaces: Option<FeatureId>,
    /// Code of the commune it is for; none for plans over several.
    pub commune: Option<String>,
    /// The authority it is made by.
    pub office: String,
    /// The authority that decides on it.
    pub issuer: Option<String>,
    /// The day it was made public (ISO 8601), of a plan that was before it came into the register.
    pub published: Option<String>,
    /// The first day it is in force.
    pub from: Option<String>,
    /// The first day it is no longer.
    pub until: Option<String>,
    /// Whether its zones exclude each other; none if its author does not say.
    pub is_exclusive: Option<bool>,
    /// What it is about, in the reference system of the store's zones; none if its zones say it.
    pub boundary: Option<Geometry>,
    /// Its zones.
    pub zones: Vec<ZoneDraft>,
    /// Its documents.
    pub documents: Vec<DocumentDraft>,
    /// Its lines.
    pub lines: Vec<LineDraft>,
    /// What it restricts.
    pub restrictions: Vec<RestrictionDraft>,
}

/// One zone.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneDraft {
    /// Sign on the plan (ký hiệu).
    pub sign: String,
    /// Function (chức năng), a word of the planning database.
    pub function: String,
    /// What may be built there.
    pub indicators: IndicatorTexts,
    /// Legal geometry in the reference system of the store's zones.
    pub geometry: Geometry,
}

/// Indicators as a plan writes them; none where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IndicatorTexts {
    /// Building density in percent (mật độ xây dựng).
    pub density: Option<String>,
    /// Storeys (tầng cao).
    pub storeys: Option<String>,
    /// Floor area ratio (hệ số sử dụng đất).
    pub far: Option<String>,
    /// Building height in metres (chiều cao).
    pub height: Option<String>,
}

/// One document, whose file is in the store already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDraft {
    /// What it is called.
    pub name: String,
    /// Hash of the file.
    pub asset: String,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineDraft {
    /// What it is.
    pub kind: LineKind,
    /// How far buildings stay behind it, as the plan writes it.
    pub setback: Option<String>,
    /// Width of its road between red lines.
    pub road_width: Option<Metres>,
    /// Sign of the road's cross-section.
    pub section: Option<String>,
    /// Legal geometry in the reference system of the store's lines.
    pub geometry: Geometry,
}

/// One area with a restriction.
#[derive(Debug, Clone, PartialEq)]
pub struct RestrictionDraft {
    /// What it is about.
    pub theme: String,
    /// What it rests on in law.
    pub basis: Option<String>,
    /// The office that is responsible.
    pub office: Option<String>,
    /// How wide the strip is.
    pub width: Option<Metres>,
    /// Legal geometry in the reference system of the store's restrictions.
    pub geometry: Geometry,
}

/// Why a draft is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanDraftError {
    /// Nobody could ask for the plan.
    #[error("the plan has no {field}")]
    Missing {
        /// The field.
        field: &'static str,
    },
    /// A day is none.
    #[error("{field} is no day: {text}")]
    NoDay {
        /// The field.
        field: &'static str,
        /// What was handed in.
        text: String,
    },
    /// It would end before it begins.
    #[error("the plan ends before it begins")]
    EndsFirst,
    /// It adjusts a plan and does not say how, or says how and not which.
    #[error("the plan says an adjustment without a plan, or a plan without an adjustment")]
    AdjustsNothing,
    /// A width is none, or too large to be one.
    #[error("{field} is no width: {metres} m")]
    NoWidth {
        /// The field.
        field: &'static str,
        /// What was handed in.
        metres: f64,
    },
    /// It has rows for a table that was not handed over.
    #[error("the store has no table {table}")]
    NoTable {
        /// The layer.
        table: &'static str,
    },
}

/// The changes that write a plan, its boundary, its zones, documents, lines and restrictions as a draft, in this order; each refers to the
/// plan. `layers` are the register's as the store has them, in any order: other programs may have added fields.
///
/// # Errors
/// [`PlanDraftError`] naming what is wrong.
pub fn drafted<'a>(
    draft: &PlanDraft,
    layers: impl IntoIterator<Item = &'a Layer>,
) -> Result<Vec<Change>, PlanDraftError> {
    check(draft)?;
    let layers: Vec<&Layer> = layers.into_iter().collect();
    let of = |table: &DeclaredTable| {
        let layer = layers.iter().copied().find(|layer| layer.name.as_str() == table.layer);
        layer.ok_or(PlanDraftError::NoTable { table: table.layer })
    };
    let mut changes = vec![head(draft, of(&PLANS)?)];
    let mut add = |table: &DeclaredTable, rows: Vec<Row>| -> Result<(), PlanDraftError> {
        if let Some(layer) = (!rows.is_empty()).then(|| of(table)).transpose()? {
            changes.extend(rows.into_iter().map(|(geometry, named)| part(draft, layer, geometry, named)));
        }
        Ok(())
    };
    add(&BOUNDARIES, draft.boundary.iter().map(|shape| (Some(shape.clone()), Vec::new())).collect())?;
    let level = (LEVEL_FIELD, text(draft.level.map(Level::as_str)));
    let zone = |zone: &ZoneDraft| {
        let mut named = zone.values().to_vec();
        named.push(level.clone());
        (Some(zone.geometry.clone()), named)
    };
    add(&ZONES, draft.zones.iter().map(zone).collect())?;
    add(&DOCUMENTS, draft.documents.iter().map(|document| (None, document.values().to_vec())).collect())?;
    add(&LINES, draft.lines.iter().map(|line| (Some(line.geometry.clone()), line.values().to_vec())).collect())?;
    let restrictions = draft.restrictions.iter();
    add(&RESTRICTIONS, restrictions.map(|area| (Some(area.geometry.clone()), area.values().to_vec())).collect())?;
    Ok(changes)
}

/// The shape of a row, and what its own fields say.
type Row = (Option<Geometry>, Vec<Named>);

/// Parts refer to the plan by this.
const PLAN: Handle = Handle(0);

type Named = (&'static str, Value);

/// What every row of a plan says: where it stands, and for which commune.
fn standing(draft: &PlanDraft) -> [Named; 2] {
    [(STATE_FIELD, Value::text(PlanState::Draft.as_str())), (COMMUNE_FIELD, text(draft.commune.as_deref()))]
}

/// The row of the plan itself.
fn head(draft: &PlanDraft, plans: &Layer) -> Change {
    let named = [
        (CODE_FIELD, Value::text(draft.code.as_str())),
        (INFO_CODE_FIELD, text(draft.info_code.as_deref())),
        (NAME_FIELD, Value::text(draft.name.as_str())),
        (KIND_FIELD, text(draft.kind.map(PlanKind::as_str))),
        (OFFICE_FIELD, Value::text(draft.office.as_str())),
        (ISSUER_FIELD, text(draft.issuer.as_deref())),
        (LEVEL_FIELD, text(draft.level.map(Level::as_str))),
        (ADJUSTMENT_FIELD, text(draft.adjustment.map(Adjustment::as_str))),
        (ADJUSTS_FIELD, plan(draft.adjusts)),
        (REPLACES_FIELD, plan(draft.replaces)),
        (EXCLUSIVE_FIELD, draft.is_exclusive.map_or(Value::Null, Value::Boolean)),
    ];
    let days = draft.days().map(|(field, day)| (field, text(day)));
    Change::Insert {
        layer: plans.name.clone(),
        geometry: None,
        values: plans.schema.row(named.into_iter().chain(days).chain(standing(draft))),
        handle: Some(PLAN),
        links: Vec::new(),
    }
}

/// A row that belongs to the plan.
fn part(draft: &PlanDraft, layer: &Layer, geometry: Option<Geometry>, named: Vec<Named>) -> Change {
    let links = layer.schema.position(PLAN_FIELD).map(|field| Link { field, to: PLAN });
    Change::Insert {
        layer: layer.name.clone(),
        geometry,
        values: layer.schema.row(named.into_iter().chain(standing(draft))),
        handle: None,
        links: links.into_iter().collect(),
    }
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::text)
}

fn plan(id: Option<FeatureId>) -> Value {
    id.and_then(|FeatureId(id)| i64::try_from(id).ok()).map_or(Value::Null, Value::Integer)
}

impl PlanDraft {
    fn days(&self) -> [(&'static str, Option<&str>); 3] {
        [
            (PUBLISHED_FIELD, self.published.as_deref()),
            (FROM_FIELD, self.from.as_deref()),
            (UNTIL_FIELD, self.until.as_deref()),
        ]
    }
}

impl ZoneDraft {
    fn values(&self) -> [Named; 6] {
        let IndicatorTexts { density, storeys, far, height } = &self.indicators;
        [
            (SIGN_FIELD, Value::text(self.sign.as_str())),
            (FUNCTION_FIELD, Value::text(self.function.as_str())),
            (DENSITY_FIELD, text(density.as_deref())),
            (STOREYS_FIELD, text(storeys.as_deref())),
            (FAR_FIELD, text(far.as_deref())),
            (HEIGHT_FIELD, text(height.as_deref())),
        ]
    }
}

impl DocumentDraft {
    fn values(&self) -> [Named; 2] {
        [(NAME_FIELD, Value::text(self.name.as_str())), (FILE_FIELD, Value::text(self.asset.as_str()))]
    }
}

impl LineDraft {
    fn values(&self) -> [Named; 4] {
        [
            (KIND_FIELD, Value::text(self.kind.as_str())),
            (SETBACK_FIELD, text(self.setback.as_deref())),
            (ROAD_WIDTH_FIELD, metres(self.road_width)),
            (SECTION_FIELD, text(self.section.as_deref())),
        ]
    }
}

impl RestrictionDraft {
    fn values(&self) -> [Named; 4] {
        [
            (THEME_FIELD, Value::text(self.theme.as_str())),
            (BASIS_FIELD, text(self.basis.as_deref())),
            (OFFICE_FIELD, text(self.office.as_deref())),
            (WIDTH_FIELD, metres(self.width)),
        ]
    }
}

fn metres(width: Option<Metres>) -> Value {
    width.map_or(Value::Null, |Metres(width)| Value::Real(width))
}

fn check(draft: &PlanDraft) -> Result<(), PlanDraftError> {
    for (field, text) in [(CODE_FIELD, &draft.code), (NAME_FIELD, &draft.name)] {
        if text.trim().is_empty() {
            return Err(PlanDraftError::Missing { field });
        }
    }
    let roads = draft.lines.iter().map(|line| (ROAD_WIDTH_FIELD, line.road_width));
    for (field, width) in roads.chain(draft.restrictions.iter().map(|area| (WIDTH_FIELD, area.width))) {
        if let Some(Metres(metres)) = width.filter(|width| !(0.0..=MOST_WIDTH.0).contains(&width.0)) {
            return Err(PlanDraftError::NoWidth { field, metres });
        }
    }
    if draft.restrictions.iter().any(|area| area.theme.trim().is_empty()) {
        return Err(PlanDraftError::Missing { field: THEME_FIELD });
    }
    for (field, day) in draft.days() {
        if let Some(text) = day.filter(|day| !FieldType::Date.accepts(&Value::text(*day))) {
            return Err(PlanDraftError::NoDay { field, text: text.to_owned() });
        }
    }
    if draft.from.as_ref().zip(draft.until.as_ref()).is_some_and(|(from, until)| until <= from) {
        return Err(PlanDraftError::EndsFirst);
    }
    let is_adjusting = matches!(draft.adjustment, Some(Adjustment::Whole | Adjustment::Local));
    if is_adjusting == draft.adjusts.is_some() { Ok(()) } else { Err(PlanDraftError::AdjustsNothing) }
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord, line_string};
    use spatial_core::crs::{Crs, Operation};

    use super::*;
    use crate::tables::TABLES;

    fn layers() -> Vec<Layer> {
        let layer = |table: &&spatial_core::layer::DeclaredTable| {
            table.layer(Crs::Epsg(9218), Operation(String::new()), table.layer).unwrap()
        };
        TABLES.iter().map(layer).collect()
    }

    fn draft() -> PlanDraft {
        let geometry: Geometry = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 9.0, y: 9.0 }).to_polygon().into();
        PlanDraft {
            code: "QH-1".to_owned(),
            name: "Quy hoạch phân khu".to_owned(),
            commune: Some("26506".to_owned()),
            boundary: Some(geometry.clone()),
            zones: vec![ZoneDraft {
                sign: "ODT-1".to_owned(),
                function: "ODT".to_owned(),
                indicators: IndicatorTexts { density: Some("40-60".to_owned()), ..IndicatorTexts::default() },
                geometry: geometry.clone(),
            }],
            documents: vec![DocumentDraft { name: "Quyết định".to_owned(), asset: "ab".repeat(32) }],
            lines: vec![LineDraft {
                kind: LineKind::RedLine,
                setback: Some("≥ 3 m".to_owned()),
                road_width: Some(Metres(20.5)),
                section: None,
                geometry: line_string![(x: 0.0, y: 2.0), (x: 9.0, y: 2.0)].into(),
            }],
            restrictions: vec![RestrictionDraft {
                theme: "Hành lang lưới điện".to_owned(),
                basis: None,
                office: None,
                width: Some(Metres(7.0)),
                geometry,
            }],
            ..PlanDraft::default()
        }
    }

    #[test]
    fn all_parts_of_a_plan_refer_to_the_plan_written_before_them() {
        let layers = layers();
        let changes = drafted(&draft(), &layers).unwrap();
        assert_eq!(changes.len(), TABLES.len());
        assert!(matches!(&changes[0], Change::Insert { handle: Some(Handle(0)), .. }));
        for (change, layer) in changes.iter().zip(&layers).skip(1) {
            let Change::Insert { values, links, .. } = change else { unreachable!() };
            assert_eq!(links, &[Link { field: layer.schema.position("quy_hoach").unwrap(), to: Handle(0) }]);
            assert_eq!(values[layer.schema.position("trang_thai").unwrap()], Value::text("draft"));
            assert_eq!(values[layer.schema.position("ma_xa").unwrap()], Value::text("26506"));
        }
    }

    #[test]
    fn what_a_plan_says_stands_in_its_fields() {
        let layers = layers();
        let adjusting = PlanDraft {
            kind: Some(PlanKind::Urban),
            level: Some(Level::Subdivision),
            adjustment: Some(Adjustment::Local),
            adjusts: Some(FeatureId(7)),
            from: Some("2026-03-02".to_owned()),
            is_exclusive: Some(true),
            ..draft()
        };
        let changes = drafted(&adjusting, &layers).unwrap();
        let values = |at: usize, field: &str| {
            let Change::Insert { values, .. } = &changes[at] else { unreachable!() };
            values[layers[at].schema.position(field).unwrap()].clone()
        };
        for (field, expected) in [
            ("loai", Value::text("urban")),
            ("cap_do", Value::text("subdivision")),
            ("dieu_chinh", Value::text("local")),
            ("dieu_chinh_cua", Value::Integer(7)),
            ("thay_the", Value::Null),
            ("hieu_luc_tu", Value::text("2026-03-02")),
            ("loai_tru", Value::Boolean(true)),
        ] {
            assert_eq!(values(0, field), expected, "{field}");
        }
        assert_eq!((values(2, "mat_do"), values(2, "tang_cao")), (Value::text("40-60"), Value::Null));
        assert_eq!(values(2, "cap_do"), Value::text("subdivision"), "zones are drawn by the level of their plan");
        let line = ["loai", "khoang_lui", "lo_gioi", "ky_hieu_mat_cat"].map(|field| values(4, field));
        assert_eq!(line, [Value::text("red_line"), Value::text("≥ 3 m"), Value::Real(20.5), Value::Null]);
        assert_eq!(
            (values(5, "chu_de"), values(5, "chieu_rong")),
            (Value::text("Hành lang lưới điện"), Value::Real(7.0))
        );
    }

    #[test]
    fn a_store_without_a_table_takes_a_plan_that_has_nothing_for_it() {
        let layers = layers();
        assert_eq!(drafted(&draft(), &layers[..4]), Err(PlanDraftError::NoTable { table: "plan_lines" }));
        let older = PlanDraft { lines: Vec::new(), restrictions: Vec::new(), ..draft() };
        assert_eq!(drafted(&older, &layers[..4]).unwrap().len(), 4);
    }

    #[test]
    fn a_plan_that_cannot_be_meant_is_refused() {
        let layers = layers();
        let day = |text: &str| Some(text.to_owned());
        let no_day = PlanDraftError::NoDay { field: "hieu_luc_tu", text: "2026-02-30".to_owned() };
        let (mut wide, mut mute) = (draft(), draft());
        wide.lines[0].road_width = Some(Metres(2_050.0));
        mute.restrictions[0].theme.clear();
        for (bad, why) in [
            (wide, PlanDraftError::NoWidth { field: "lo_gioi", metres: 2_050.0 }),
            (mute, PlanDraftError::Missing { field: "chu_de" }),
            (PlanDraft { name: " ".to_owned(), ..draft() }, PlanDraftError::Missing { field: "ten" }),
            (PlanDraft { from: day("2026-02-30"), ..draft() }, no_day),
            (PlanDraft { from: day("2026-03-02"), until: day("2026-03-02"), ..draft() }, PlanDraftError::EndsFirst),
            (PlanDraft { adjustment: Some(Adjustment::Whole), ..draft() }, PlanDraftError::AdjustsNothing),
            (PlanDraft { adjusts: Some(FeatureId(7)), ..draft() }, PlanDraftError::AdjustsNothing),
        ] {
            let refused = drafted(&bad, &layers);
            assert_eq!(refused, Err(why));
        }
    }
}
