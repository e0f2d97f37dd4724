//! A new plan: what is to be written, whole, in one transaction. Its parts as they are handed in stand in `parts`.

mod parts;
#[cfg(test)]
mod tests;

use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, DeclaredTable, FeatureId, FieldType, Handle, Layer, Link, Value};
use spatial_core::units::{Metres, SquareMetres};

use crate::tables::{
    ADJUSTMENT_FIELD, ADJUSTS_FIELD, AREA_FIELD, BOUNDARIES, CODE_FIELD, COMMUNE_FIELD, DOCUMENTS, EXCLUSIVE_FIELD,
    FROM_FIELD, INFO_CODE_FIELD, ISSUED_FIELD, ISSUER_FIELD, KIND_FIELD, LEVEL_FIELD, LINES, NAME_FIELD,
    OBJECT_CODE_FIELD, OFFICE_FIELD, PLAN_FIELD, PLANS, POPULATION_FIELD, PROJECTS, PUBLISHED_FIELD, REPLACES_FIELD,
    RESTRICTIONS, ROAD_WIDTH_FIELD, STATE_FIELD, THEME_FIELD, UNTIL_FIELD, WIDTH_FIELD, YEAR_FIELD, ZONES,
};
use crate::words::{Adjustment, Level, PlanKind};
use crate::workflow::PlanState;

pub use parts::{DocumentDraft, IndicatorTexts, LineDraft, ObjectNotes, ProjectDraft, RestrictionDraft, ZoneDraft};

/// The widest road between red lines, and the widest restricted strip, that is taken: what is wider is centimetres, not metres.
pub const MOST_WIDTH: Metres = Metres(200.0);

/// The most pages a document has: an atlas has some thousands, and what is more is a number of something else.
pub const MOST_PAGES: u32 = 10_000;

/// Years of a project: since the land reform, and as far as plans reach.
const YEARS: std::ops::RangeInclusive<u32> = 1954..=2100;
/// The largest project: the largest province is a twentieth of it.
const MOST_AREA: SquareMetres = SquareMetres(3.3e11);

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
    /// Code of the boundary in the exchange package (maDoiTuong).
    pub boundary_code: Option<String>,
    /// People who are to live there when the plan is carried out.
    pub population: Option<i64>,
    /// Its zones.
    pub zones: Vec<ZoneDraft>,
    /// Its documents.
    pub documents: Vec<DocumentDraft>,
    /// Its lines.
    pub lines: Vec<LineDraft>,
    /// What it restricts.
    pub restrictions: Vec<RestrictionDraft>,
    /// Its list of projects.
    pub projects: Vec<ProjectDraft>,
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
    /// A document has no pages, or more than any.
    #[error("{pages} pages")]
    NoPages {
        /// What was handed in.
        pages: u32,
    },
    /// A year is none, or an area is none or larger than any.
    #[error("{field} cannot be {number}")]
    NoNumber {
        /// The field.
        field: &'static str,
        /// What was handed in.
        number: f64,
    },
    /// It has rows for a table that was not handed over.
    #[error("the store has no table {table}")]
    NoTable {
        /// The layer.
        table: &'static str,
    },
}

/// The changes that write a plan, its boundary, its zones, documents, lines, restrictions and projects as a draft, in this order; each refers to the
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
    let about = [
        (OBJECT_CODE_FIELD, text(draft.boundary_code.as_deref())),
        (POPULATION_FIELD, draft.population.map_or(Value::Null, Value::Integer)),
    ];
    add(&BOUNDARIES, draft.boundary.iter().map(|shape| (Some(shape.clone()), about.to_vec())).collect())?;
    let level = (LEVEL_FIELD, text(draft.level.map(Level::as_str)));
    let zone = |zone: &ZoneDraft| {
        let mut named = zone.values();
        named.push(level.clone());
        (Some(zone.geometry.clone()), named)
    };
    add(&ZONES, draft.zones.iter().map(zone).collect())?;
    add(&DOCUMENTS, draft.documents.iter().map(|document| (None, document.values().to_vec())).collect())?;
    add(&LINES, draft.lines.iter().map(|line| (Some(line.geometry.clone()), line.values())).collect())?;
    let restrictions = draft.restrictions.iter();
    add(&RESTRICTIONS, restrictions.map(|area| (Some(area.geometry.clone()), area.values().to_vec())).collect())?;
    let projects = draft.projects.iter();
    add(&PROJECTS, projects.map(|project| (project.geometry.clone(), project.values().to_vec())).collect())?;
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
    for project in &draft.projects {
        check_project(project)?;
    }
    let issued = draft.documents.iter().map(|document| (ISSUED_FIELD, document.issued.as_deref()));
    for (field, day) in draft.days().into_iter().chain(issued) {
        if let Some(text) = day.filter(|day| !FieldType::Date.accepts(&Value::text(*day))) {
            return Err(PlanDraftError::NoDay { field, text: text.to_owned() });
        }
    }
    let mut pages = draft.documents.iter().filter_map(|document| document.pages);
    if let Some(pages) = pages.find(|pages| !(1..=MOST_PAGES).contains(pages)) {
        return Err(PlanDraftError::NoPages { pages });
    }
    if draft.from.as_ref().zip(draft.until.as_ref()).is_some_and(|(from, until)| until <= from) {
        return Err(PlanDraftError::EndsFirst);
    }
    let is_adjusting = matches!(draft.adjustment, Some(Adjustment::Whole | Adjustment::Local));
    if is_adjusting == draft.adjusts.is_some() { Ok(()) } else { Err(PlanDraftError::AdjustsNothing) }
}

fn check_project(project: &ProjectDraft) -> Result<(), PlanDraftError> {
    if project.name.trim().is_empty() {
        return Err(PlanDraftError::Missing { field: "projects.name" });
    }
    if let Some(year) = project.year.filter(|year| !YEARS.contains(year)) {
        return Err(PlanDraftError::NoNumber { field: YEAR_FIELD, number: year.into() });
    }
    match project.area {
        Some(SquareMetres(number)) if !(0.0..=MOST_AREA.0).contains(&number) => {
            Err(PlanDraftError::NoNumber { field: AREA_FIELD, number })
        }
        _ => Ok(()),
    }
}
