//! What of parcels lies in which zone, a line for each share: for spreadsheets, and for whole provinces.
//!
//! The numbers are those of the extract, rounded as there. In reading order: `lines` (from what the subject found), `csv`, `xlsx`.

mod csv;
mod lines;
mod xlsx;

use std::sync::Arc;

use spatial_core::layer::FieldType;

use crate::apps::planning::extract::KeysTold;

pub(crate) use csv::{CsvSheet, cells, first_cells};
pub(crate) use lines::{Lines, blank, shapes_of};
pub(crate) use xlsx::{SheetTitles, Total, workbook};

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// What lies in a zone.
    Zone,
    /// The same, too small and too thin to be a share.
    Below,
    /// What the plan covers and no zone does.
    Uncovered,
    /// No plan is about the parcel.
    NoPlan,
    /// It cannot be compared with plans: it has no outline, or lies in another grid.
    Unknown,
}

impl LineKind {
    /// The word in tables.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Zone => "zone",
            Self::Below => "below_threshold",
            Self::Uncovered => "uncovered",
            Self::NoPlan => "no_plan",
            Self::Unknown => "unknown",
        }
    }
}

/// A parcel, as every line of it repeats it.
#[derive(Debug, Clone)]
pub(crate) struct ParcelCells {
    pub(crate) layer: Arc<str>,
    pub(crate) id: u64,
    pub(crate) keys: KeysTold,
    /// In the grid of its data set.
    pub(crate) area_m2: Option<f64>,
    /// What of it lies in the area asked about.
    pub(crate) inside_m2: Option<f64>,
}

/// A plan, as every line of it repeats it.
#[derive(Debug, Clone)]
pub(crate) struct PlanCells {
    pub(crate) id: u64,
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    /// Number of its decision.
    pub(crate) decision: Option<String>,
    pub(crate) law_state: &'static str,
    /// What it governs, where that was asked: of one plan alone nobody can tell.
    pub(crate) governs_m2: Option<f64>,
}

/// One line.
#[derive(Debug, Clone)]
pub(crate) struct SheetLine {
    pub(crate) parcel: Arc<ParcelCells>,
    pub(crate) plan: Option<Arc<PlanCells>>,
    pub(crate) kind: LineKind,
    pub(crate) zone: Option<u64>,
    pub(crate) sign: Option<String>,
    pub(crate) function: Option<String>,
    pub(crate) area_m2: Option<f64>,
    pub(crate) percent: Option<f64>,
}

/// A column, the same in every form and in every language: programs read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Layer,
    Parcel,
    Commune,
    Sheet,
    Number,
    Identifier,
    ParcelArea,
    InsideArea,
    Plan,
    PlanCode,
    PlanName,
    Decision,
    LawState,
    Governs,
    Kind,
    Zone,
    Sign,
    Function,
    Area,
    Percent,
}

/// Columns of a survey of whole parcels.
pub(crate) const OF_PARCELS: &[Column] = &[
    Column::Layer,
    Column::Parcel,
    Column::Commune,
    Column::Sheet,
    Column::Number,
    Column::Identifier,
    Column::ParcelArea,
    Column::Plan,
    Column::PlanCode,
    Column::PlanName,
    Column::Decision,
    Column::LawState,
    Column::Governs,
    Column::Kind,
    Column::Zone,
    Column::Sign,
    Column::Function,
    Column::Area,
    Column::Percent,
];

/// Columns of an area that was asked about.
pub(crate) const OF_AN_AREA: &[Column] = &[
    Column::Layer,
    Column::Parcel,
    Column::Commune,
    Column::Sheet,
    Column::Number,
    Column::Identifier,
    Column::ParcelArea,
    Column::InsideArea,
    Column::Plan,
    Column::PlanCode,
    Column::PlanName,
    Column::Decision,
    Column::LawState,
    Column::Governs,
    Column::Kind,
    Column::Zone,
    Column::Sign,
    Column::Function,
    Column::Area,
    Column::Percent,
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    Empty,
    Text(&'a str),
    Id(u64),
    /// Square metres to 0.01, or as finely as they are told.
    Area(f64),
    Percent(f64),
}

impl Column {
    /// Its heading in CSV and the name of the field.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Layer => "layer",
            Self::Parcel => "parcel_id",
            Self::Commune => "commune",
            Self::Sheet => "sheet",
            Self::Number => "number",
            Self::Identifier => "identifier",
            Self::ParcelArea => "parcel_m2",
            Self::InsideArea => "inside_m2",
            Self::Plan => "plan_id",
            Self::PlanCode => "plan_code",
            Self::PlanName => "plan_name",
            Self::Decision => "decision",
            Self::LawState => "law_state",
            Self::Governs => "governs_m2",
            Self::Kind => "part",
            Self::Zone => "zone_id",
            Self::Sign => "sign",
            Self::Function => "function",
            Self::Area => "area_m2",
            Self::Percent => "percent",
        }
    }

    /// What its cells hold.
    pub(crate) fn kind(self) -> FieldType {
        match self {
            Self::Parcel | Self::Plan | Self::Zone => FieldType::Integer,
            Self::ParcelArea | Self::InsideArea | Self::Governs | Self::Area | Self::Percent => FieldType::Real,
            _ => FieldType::Text,
        }
    }

    /// The sentence of its heading for people.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Layer => "sheet-layer",
            Self::Parcel => "sheet-parcel",
            Self::Commune => "sheet-commune",
            Self::Sheet => "sheet-sheet",
            Self::Number => "sheet-number",
            Self::Identifier => "sheet-identifier",
            Self::ParcelArea => "sheet-parcel-area",
            Self::InsideArea => "sheet-inside-area",
            Self::Plan => "sheet-plan",
            Self::PlanCode => "sheet-plan-code",
            Self::PlanName => "sheet-plan-name",
            Self::Decision => "sheet-decision",
            Self::LawState => "sheet-law-state",
            Self::Governs => "sheet-governs",
            Self::Kind => "sheet-part",
            Self::Zone => "sheet-zone",
            Self::Sign => "sheet-sign",
            Self::Function => "sheet-function",
            Self::Area => "sheet-area",
            Self::Percent => "sheet-percent",
        }
    }

    /// What a line has in it.
    pub(crate) fn of(self, line: &SheetLine) -> Cell<'_> {
        let id = |id: Option<u64>| id.map_or(Cell::Empty, Cell::Id);
        let area = |area: Option<f64>| area.map_or(Cell::Empty, Cell::Area);
        let (parcel, plan) = (&*line.parcel, line.plan.as_deref());
        match self {
            Self::Layer => Cell::Text(&parcel.layer),
            Self::Parcel => Cell::Id(parcel.id),
            Self::Commune => written(parcel.keys.commune.as_deref()),
            Self::Sheet => written(parcel.keys.sheet.as_deref()),
            Self::Number => written(parcel.keys.number.as_deref()),
            Self::Identifier => written(parcel.keys.identifier.as_deref()),
            Self::ParcelArea => area(parcel.area_m2),
            Self::InsideArea => area(parcel.inside_m2),
            Self::Plan => id(plan.map(|plan| plan.id)),
            Self::PlanCode => plan.map_or(Cell::Empty, |plan| written(plan.code.as_deref())),
            Self::PlanName => plan.map_or(Cell::Empty, |plan| written(plan.name.as_deref())),
            Self::Decision => plan.map_or(Cell::Empty, |plan| written(plan.decision.as_deref())),
            Self::LawState => plan.map_or(Cell::Empty, |plan| Cell::Text(plan.law_state)),
            Self::Governs => area(plan.and_then(|plan| plan.governs_m2)),
            Self::Kind => Cell::Text(line.kind.as_str()),
            Self::Zone => id(line.zone),
            Self::Sign => written(line.sign.as_deref()),
            Self::Function => written(line.function.as_deref()),
            Self::Area => area(line.area_m2),
            Self::Percent => line.percent.map_or(Cell::Empty, Cell::Percent),
        }
    }
}

fn written(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}
