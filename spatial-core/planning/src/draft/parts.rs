//! What belongs to a plan: zones, documents, lines, restrictions, and the values of their rows.

use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;
use spatial_core::units::Metres;

use crate::tables::{
    BASIS_FIELD, DENSITY_FIELD, FAR_FIELD, FILE_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, ISSUED_FIELD, ISSUER_FIELD,
    KIND_FIELD, NAME_FIELD, NUMBER_FIELD, OFFICE_FIELD, PAGES_FIELD, ROAD_WIDTH_FIELD, SECTION_FIELD, SETBACK_FIELD,
    SIGN_FIELD, STOREYS_FIELD, THEME_FIELD, WIDTH_FIELD,
};
use crate::words::{DocumentKind, LineKind};

/// A field and what stands in it.
pub(super) type Named = (&'static str, Value);

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
    pub(super) fn values(&self) -> [Named; 6] {
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
    pub(super) fn values(&self) -> [Named; 4] {
        [
            (KIND_FIELD, Value::text(self.kind.as_str())),
            (SETBACK_FIELD, text(self.setback.as_deref())),
            (ROAD_WIDTH_FIELD, metres(self.road_width)),
            (SECTION_FIELD, text(self.section.as_deref())),
        ]
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

/// A text, or nothing.
pub(super) fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::text)
}
