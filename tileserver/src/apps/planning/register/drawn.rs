//! The features a plan is handed in with: what they look like for programs, and what they become. What they would say of their plan and its
//! state is not their author's to say.

use std::borrow::Cow;

use planning::{
    AREA_FIELD, BASIS_FIELD, DENSITY_FIELD, FAR_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, INVESTOR_FIELD, IndicatorTexts,
    InvestorKind, KIND_FIELD, LAND_USE_FIELD, LineDraft, LineKind, MOST_WIDTH, NAME_FIELD, OBJECT_CODE_FIELD,
    OFFICE_FIELD, ObjectNotes, PARCELS_FIELD, PHASE_FIELD, PLACE_FIELD, POPULATION_FIELD, PROJECT_COMMUNE_FIELD,
    ROAD_WIDTH_FIELD, RestrictionDraft, SECTION_FIELD, SETBACK_FIELD, SIGN_FIELD, SORT_FIELD, SOURCE_FIELD,
    STOREYS_FIELD, THEME_FIELD, WIDTH_FIELD, YEAR_FIELD, ZoneDraft,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value as Json, json};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, Layer, Value};
use spatial_core::message::Message;
use spatial_core::units::Metres;

use super::kept::{MOST_LINE, kept};
use crate::http::HttpError;

/// Letters of a bad word that are repeated to who sent it.
pub(super) const LONGEST_SAID: usize = 64;

/// What may be said of a zone or line beyond what the register reckons with.
const OBJECT: [&str; 4] = [OBJECT_CODE_FIELD, NAME_FIELD, PHASE_FIELD, SORT_FIELD];

/// A polygon or multipolygon (RFC 7946).
#[derive(Debug)]
pub(in crate::apps::planning) enum AreaSent {}

/// A zone as it is sent.
#[derive(Debug)]
pub(in crate::apps::planning) enum ZoneSent {}

/// A line as it is sent.
#[derive(Debug)]
pub(in crate::apps::planning) enum LineSent {}

/// A restriction as it is sent.
#[derive(Debug)]
pub(in crate::apps::planning) enum RestrictionSent {}

/// A project as it is sent.
#[derive(Debug)]
pub(in crate::apps::planning) enum ProjectSent {}

impl JsonSchema for AreaSent {
    fn schema_name() -> Cow<'static, str> {
        "AreaSent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::try_from(shape(&["Polygon", "MultiPolygon"])).unwrap_or_default()
    }
}

impl JsonSchema for ZoneSent {
    fn schema_name() -> Cow<'static, str> {
        "ZoneSent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let said = [SIGN_FIELD, FUNCTION_FIELD, DENSITY_FIELD, STOREYS_FIELD, FAR_FIELD, HEIGHT_FIELD];
        let people = json!({ "type": "integer", "nullable": true });
        let said = said.into_iter().chain(OBJECT).map(|name| (name, text())).chain([(POPULATION_FIELD, people)]);
        feature(&["Polygon", "MultiPolygon"], &[], said)
    }
}

impl JsonSchema for LineSent {
    fn schema_name() -> Cow<'static, str> {
        "LineSent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds: Vec<&str> = LineKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let said = [
            (KIND_FIELD, json!({ "type": "string", "enum": kinds })),
            (SETBACK_FIELD, text()),
            (ROAD_WIDTH_FIELD, metres()),
            (SECTION_FIELD, text()),
        ];
        let said = said.into_iter().chain(OBJECT.map(|name| (name, text())));
        feature(&["LineString", "MultiLineString"], &[KIND_FIELD], said)
    }
}

impl JsonSchema for RestrictionSent {
    fn schema_name() -> Cow<'static, str> {
        "RestrictionSent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let said = [(THEME_FIELD, text()), (BASIS_FIELD, text()), (OFFICE_FIELD, text()), (WIDTH_FIELD, metres())];
        feature(&["Polygon", "MultiPolygon"], &[THEME_FIELD], said)
    }
}

impl JsonSchema for ProjectSent {
    fn schema_name() -> Cow<'static, str> {
        "ProjectSent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds: Vec<Option<&str>> = InvestorKind::ALL.iter().map(|kind| Some(kind.as_str())).chain([None]).collect();
        let said = [
            (SIGN_FIELD, text()),
            (NAME_FIELD, json!({ "type": "string" })),
            (LAND_USE_FIELD, text()),
            (AREA_FIELD, json!({ "type": "number", "nullable": true, "minimum": 0 })),
            (PROJECT_COMMUNE_FIELD, text()),
            (PLACE_FIELD, text()),
            (PARCELS_FIELD, text()),
            (YEAR_FIELD, json!({ "type": "integer", "nullable": true })),
            (INVESTOR_FIELD, json!({ "type": "string", "nullable": true, "enum": kinds })),
            (SOURCE_FIELD, text()),
        ];
        let mut schema = feature(&["Polygon", "MultiPolygon"], &[NAME_FIELD], said);
        if let Some(shape) = schema.pointer_mut("/properties/geometry") {
            shape["nullable"] = json!(true);
        }
        schema
    }
}

fn feature<'a>(kinds: &[&str], required: &[&str], said: impl IntoIterator<Item = (&'a str, Json)>) -> Schema {
    let said: serde_json::Map<String, Json> =
        said.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    let mut properties = json!({ "type": "object", "properties": said });
    if !required.is_empty() {
        properties["required"] = json!(required);
    }
    json_schema!({
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": { "type": "string", "enum": ["Feature"] },
            "geometry": shape(kinds),
            "properties": properties,
        },
    })
}

fn shape(kinds: &[&str]) -> Json {
    json!({
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {
            "type": { "type": "string", "enum": kinds },
            "coordinates": { "type": "array", "items": {} },
        },
    })
}

fn text() -> Json {
    json!({ "type": "string", "nullable": true })
}

fn metres() -> Json {
    json!({ "type": "number", "nullable": true, "minimum": 0, "maximum": MOST_WIDTH.0 })
}

/// A zone as it was drawn; `part` names it in what was sent.
pub(super) fn zone(part: &str, change: Result<Change, HttpError>, zones: &Layer) -> Result<ZoneDraft, HttpError> {
    let (geometry, values) = shaped(change, "problem-zone-without-shape")?;
    let said = |name: &str| said(part, zones, &values, name);
    let indicators = IndicatorTexts {
        density: said(DENSITY_FIELD)?,
        storeys: said(STOREYS_FIELD)?,
        far: said(FAR_FIELD)?,
        height: said(HEIGHT_FIELD)?,
    };
    let (sign, function) = (said(SIGN_FIELD)?.unwrap_or_default(), said(FUNCTION_FIELD)?.unwrap_or_default());
    let population = zones.schema.position(POPULATION_FIELD).and_then(|at| match values.get(at) {
        Some(Value::Integer(people)) => Some(*people),
        _ => None,
    });
    let object = object(zones, &values);
    Ok(ZoneDraft { sign, function, indicators, population, object, geometry })
}

/// What is said of any object.
fn object(layer: &Layer, values: &[Value]) -> ObjectNotes {
    let [code, name, phase, sort] = OBJECT.map(|field| layer.schema.text(values, field).map(str::to_owned));
    ObjectNotes { code, name, phase, sort }
}

/// A line as it was drawn.
pub(super) fn line(part: &str, change: Result<Change, HttpError>, lines: &Layer) -> Result<LineDraft, HttpError> {
    let (geometry, values) = shaped(change, "problem-line-without-shape")?;
    let said = |name: &str| said(part, lines, &values, name);
    let kind = lines.schema.text(&values, KIND_FIELD).unwrap_or_default();
    let kind = word(&member(part, KIND_FIELD), Some(kind), LineKind::ALL, LineKind::as_str)?;
    let kind = kind.ok_or_else(|| HttpError::Internal { what: "a line of no kind".to_owned() })?;
    Ok(LineDraft {
        kind,
        setback: said(SETBACK_FIELD)?,
        road_width: number(lines, &values, ROAD_WIDTH_FIELD),
        section: said(SECTION_FIELD)?,
        object: object(lines, &values),
        geometry,
    })
}

/// A restriction as it was drawn.
pub(super) fn restriction(
    part: &str,
    change: Result<Change, HttpError>,
    restrictions: &Layer,
) -> Result<RestrictionDraft, HttpError> {
    let (geometry, values) = shaped(change, "problem-restriction-without-shape")?;
    let said = |name: &str| said(part, restrictions, &values, name);
    Ok(RestrictionDraft {
        theme: said(THEME_FIELD)?.unwrap_or_default(),
        basis: said(BASIS_FIELD)?,
        office: said(OFFICE_FIELD)?,
        width: number(restrictions, &values, WIDTH_FIELD),
        geometry,
    })
}

/// The shape and the values of something that is drawn anew; without a shape it is told so by a sentence.
pub(super) fn shaped(
    change: Result<Change, HttpError>,
    without_shape: &'static str,
) -> Result<(Geometry, Vec<Value>), HttpError> {
    let Change::Insert { geometry, values, .. } = change? else {
        return Err(HttpError::Internal { what: "something new that is no insert".to_owned() });
    };
    let geometry = geometry.ok_or_else(|| HttpError::Unfit(Message::new(without_shape)))?;
    Ok((geometry, values))
}

/// A text of a feature as it is kept.
fn said(part: &str, layer: &Layer, values: &[Value], name: &str) -> Result<Option<String>, HttpError> {
    kept(&member(part, name), layer.schema.text(values, name), MOST_LINE)
}

fn member(part: &str, name: &str) -> String {
    format!("{part}.properties.{name}")
}

/// One of a list of words, if something is said; who says another is told the list.
pub(super) fn word<T: Copy>(
    member: &str,
    sent: Option<&str>,
    all: &[T],
    as_str: fn(T) -> &'static str,
) -> Result<Option<T>, HttpError> {
    let Some(sent) = sent else { return Ok(None) };
    let known = all.iter().copied().find(|word| as_str(*word) == sent);
    known.map(Some).ok_or_else(|| {
        let words = all.iter().map(|word| as_str(*word)).collect::<Vec<_>>().join(", ");
        let sent: String = sent.chars().take(LONGEST_SAID).collect();
        let message = Message::new("problem-plan-word").with("member", member).with("word", sent).with("words", words);
        HttpError::Unfit(message)
    })
}

fn number(layer: &Layer, values: &[Value], name: &str) -> Option<Metres> {
    match values.get(layer.schema.position(name)?)? {
        Value::Real(number) => Some(Metres(*number)),
        #[expect(clippy::cast_precision_loss, reason = "what is no width is refused")]
        Value::Integer(number) => Some(Metres(*number as f64)),
        _ => None,
    }
}
