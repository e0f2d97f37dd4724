//! The parts of a plan as its author hands them in, and what their rows say.

use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;
use spatial_core::units::Metres;

use super::{Named, text};
use crate::tables::{
    BASIS_FIELD, DENSITY_FIELD, FAR_FIELD, FILE_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, KIND_FIELD, NAME_FIELD,
    OBJECT_CODE_FIELD, OFFICE_FIELD, PHASE_FIELD, POPULATION_FIELD, ROAD_WIDTH_FIELD, SECTION_FIELD, SETBACK_FIELD,
    SIGN_FIELD, SORT_FIELD, STOREYS_FIELD, THEME_FIELD, WIDTH_FIELD,
};
use crate::words::LineKind;

/// One zone.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneDraft {
    /// Sign on the plan (ký hiệu).
    pub sign: String,
    /// Function (chức năng), a word of the planning database.
    pub function: String,
    /// What may be built there.
    pub indicators: IndicatorTexts,
    /// People who are to live there (dân số).
    pub population: Option<i64>,
    /// What else is said of it.
    pub object: ObjectNotes,
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

/// What plans say of any of their objects, kept as it came: the register reckons with none of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectNotes {
    /// Its code in the exchange package (maDoiTuong).
    pub code: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// Which phase of the plan it belongs to (trạng thái quy hoạch: `HT`, `QHDD`, `QHDH`).
    pub phase: Option<String>,
    /// Of what sort it is (phân loại): of a corridor what it protects.
    pub sort: Option<String>,
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
    /// What else is said of it.
    pub object: ObjectNotes,
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

impl ZoneDraft {
    pub(super) fn values(&self) -> Vec<Named> {
        let IndicatorTexts { density, storeys, far, height } = &self.indicators;
        let said = [
            (SIGN_FIELD, Value::text(self.sign.as_str())),
            (FUNCTION_FIELD, Value::text(self.function.as_str())),
            (DENSITY_FIELD, text(density.as_deref())),
            (STOREYS_FIELD, text(storeys.as_deref())),
            (FAR_FIELD, text(far.as_deref())),
            (HEIGHT_FIELD, text(height.as_deref())),
            (POPULATION_FIELD, self.population.map_or(Value::Null, Value::Integer)),
        ];
        said.into_iter().chain(self.object.values()).collect()
    }
}

impl ObjectNotes {
    fn values(&self) -> [Named; 4] {
        [
            (OBJECT_CODE_FIELD, text(self.code.as_deref())),
            (NAME_FIELD, text(self.name.as_deref())),
            (PHASE_FIELD, text(self.phase.as_deref())),
            (SORT_FIELD, text(self.sort.as_deref())),
        ]
    }
}

impl DocumentDraft {
    pub(super) fn values(&self) -> [Named; 2] {
        [(NAME_FIELD, Value::text(self.name.as_str())), (FILE_FIELD, Value::text(self.asset.as_str()))]
    }
}

impl LineDraft {
    pub(super) fn values(&self) -> Vec<Named> {
        let said = [
            (KIND_FIELD, Value::text(self.kind.as_str())),
            (SETBACK_FIELD, text(self.setback.as_deref())),
            (ROAD_WIDTH_FIELD, metres(self.road_width)),
            (SECTION_FIELD, text(self.section.as_deref())),
        ];
        said.into_iter().chain(self.object.values()).collect()
    }
}

impl RestrictionDraft {
    pub(super) fn values(&self) -> [Named; 4] {
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
