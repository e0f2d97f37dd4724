//! The parts of a plan as its author hands them in, and what their rows say.

use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;
use spatial_core::units::{Metres, SquareMetres};

use super::{Named, text};
use crate::register::BETWEEN_PARCELS;
use crate::tables::{
    AREA_FIELD, BASIS_FIELD, DENSITY_FIELD, FAR_FIELD, FILE_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, INVESTOR_FIELD,
    ISSUED_FIELD, ISSUER_FIELD, KIND_FIELD, LAND_USE_FIELD, NAME_FIELD, NUMBER_FIELD, OBJECT_CODE_FIELD, OFFICE_FIELD,
    PAGES_FIELD, PARCELS_FIELD, PHASE_FIELD, PLACE_FIELD, POPULATION_FIELD, PROJECT_COMMUNE_FIELD, ROAD_WIDTH_FIELD,
    SECTION_FIELD, SETBACK_FIELD, SIGN_FIELD, SORT_FIELD, SOURCE_FIELD, STOREYS_FIELD, THEME_FIELD, WIDTH_FIELD,
    YEAR_FIELD,
};
use crate::words::{DocumentKind, InvestorKind, LineKind};

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentDraft {
    /// What it is called.
    pub name: String,
    /// Hash of the file.
    pub asset: String,
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Its own number (số hiệu).
    pub number: Option<String>,
    /// The day it was issued or signed (ISO 8601).
    pub issued: Option<String>,
    /// The authority that issued it.
    pub issuer: Option<String>,
    /// How many pages or sheets it has.
    pub pages: Option<u32>,
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

/// One project.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProjectDraft {
    /// Its sign in the list.
    pub sign: String,
    /// What it is called.
    pub name: String,
    /// Code of the land use it is for.
    pub land_use: Option<String>,
    /// How large it is, as the list says.
    pub area: Option<SquareMetres>,
    /// Code of the commune it lies in.
    pub commune: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// Keys of the parcels it names.
    pub parcels: Vec<String>,
    /// The year in which it is carried out.
    pub year: Option<u32>,
    /// Which public body carries it out.
    pub investor: Option<InvestorKind>,
    /// What the list rests on.
    pub source: Option<String>,
    /// Legal geometry in the reference system of the store's projects, if it has one.
    pub geometry: Option<Geometry>,
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
    pub(super) fn values(&self) -> [Named; 7] {
        [
            (NAME_FIELD, Value::text(self.name.as_str())),
            (FILE_FIELD, Value::text(self.asset.as_str())),
            (KIND_FIELD, text(self.kind.map(DocumentKind::as_str))),
            (NUMBER_FIELD, text(self.number.as_deref())),
            (ISSUED_FIELD, text(self.issued.as_deref())),
            (ISSUER_FIELD, text(self.issuer.as_deref())),
            (PAGES_FIELD, self.pages.map_or(Value::Null, |pages| Value::Integer(pages.into()))),
        ]
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

impl ProjectDraft {
    pub(super) fn values(&self) -> [Named; 10] {
        let parcels = (!self.parcels.is_empty()).then(|| self.parcels.join(BETWEEN_PARCELS));
        [
            (SIGN_FIELD, Value::text(self.sign.as_str())),
            (NAME_FIELD, Value::text(self.name.as_str())),
            (LAND_USE_FIELD, text(self.land_use.as_deref())),
            (AREA_FIELD, self.area.map_or(Value::Null, |area| Value::Real(area.0))),
            (PROJECT_COMMUNE_FIELD, text(self.commune.as_deref())),
            (PLACE_FIELD, text(self.place.as_deref())),
            (PARCELS_FIELD, text(parcels.as_deref())),
            (YEAR_FIELD, self.year.map_or(Value::Null, |year| Value::Integer(year.into()))),
            (INVESTOR_FIELD, text(self.investor.map(InvestorKind::as_str))),
            (SOURCE_FIELD, text(self.source.as_deref())),
        ]
    }
}

fn metres(width: Option<Metres>) -> Value {
    width.map_or(Value::Null, |Metres(width)| Value::Real(width))
}
