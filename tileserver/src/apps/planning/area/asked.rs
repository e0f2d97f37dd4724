//! What is asked of an area, and in which form.

use spatial_core::units::Metres;

use crate::apps::planning::asked::Asked;
use crate::apps::planning::extract::AS_OF;
use crate::http::HttpError;
use crate::openapi::{Metres as Distance, OneOf, Parameter, Text};
use crate::text::clock;

/// Widest corridor on each side: beyond a kilometre an area is drawn.
const WIDEST_M: f64 = 1000.0;

/// What the answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaForm {
    Json,
    GeoJson,
    Csv,
    Xlsx,
    GeoPackage,
}

pub(super) static FORM: Parameter<OneOf<AreaForm>> = Parameter::query(
    "f",
    OneOf {
        words: &[
            ("json", AreaForm::Json),
            ("geojson", AreaForm::GeoJson),
            ("csv", AreaForm::Csv),
            ("xlsx", AreaForm::Xlsx),
            ("gpkg", AreaForm::GeoPackage),
        ],
        expected: "problem-expected-area-format",
    },
)
.about("api-parameter-area-f");

pub(super) static WITHIN: Parameter<Distance> =
    Parameter::query("within_m", Distance { usual: 0.0, most: WIDEST_M }).about("api-parameter-area-within");

/// Longest name of a layer: as long as SQLite's programs show.
const LONGEST_LAYER: usize = 200;

/// Which layer of a GeoPackage that has several.
pub(super) static LAYER: Parameter<Text> =
    Parameter::query("layer", Text { longest: LONGEST_LAYER }).about("api-parameter-area-layer");

/// A question, but for the area itself.
#[derive(Debug)]
pub(super) struct AreaQuestion {
    pub(super) day: String,
    /// What lies so far beside the shape belongs to it.
    pub(super) within: Metres,
    pub(super) form: AreaForm,
    /// The layer of the file that is sent.
    pub(super) layer: Option<String>,
}

impl AreaQuestion {
    pub(super) fn of(asked: &Asked) -> Result<Self, HttpError> {
        Ok(Self {
            day: asked.parameters.read(&AS_OF)?.unwrap_or_else(clock::today),
            within: Metres(asked.parameters.read(&WITHIN)?.unwrap_or(0.0)),
            form: asked.parameters.read(&FORM)?.unwrap_or(AreaForm::Json),
            layer: asked.parameters.read(&LAYER)?,
        })
    }
}
