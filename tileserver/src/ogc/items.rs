//! The question behind a page of items: what of `/collections/{layer}/items?…` means which features.

use serde_json::{Value as Json, json};
use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Audience, Field, FieldType, Layer, Value};
use spatial_core::message::Message;
use spatial_core::query::{Query, Within};

use crate::config::Limits;
use crate::ogc::DEFAULT_LIMIT;
use crate::ogc::times::is_datetime;
use crate::openapi::shared::{COLLECTION, F, LANG};
use crate::openapi::{Count, Described, Domain, Id, Most, Parameter, ParameterError, Parameters};

/// What pages of items understand besides the fields of their layer; a field of such a name cannot be asked for.
pub(crate) static ITEMS: &[&dyn Described] = &[&COLLECTION, &BBOX, &LIMIT, &DATETIME, &AFTER, &F, &LANG];

/// What lies in a rectangle.
pub(crate) static BBOX: Parameter<Bbox> = Parameter::query("bbox", Bbox).about("api-parameter-bbox");
/// How many features, or entries of another list, stand on a page.
pub(crate) static LIMIT: Parameter<Count> =
    Parameter::query("limit", Count { usual: DEFAULT_LIMIT, most: Most::PageFeatures }).about("api-parameter-limit");
static DATETIME: Parameter<Datetime> = Parameter::query("datetime", Datetime).about("api-parameter-datetime");
/// Behind which id a page begins.
pub(crate) static AFTER: Parameter<Id> =
    Parameter::query("after", Id { least: 0, expected: "problem-expected-after" }).about("api-parameter-after");

/// How large a page may be, whatever is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageBounds {
    pub(crate) features: u32,
    pub(crate) bytes: usize,
}

/// The question behind `/collections/{layer}/items?…`.
pub(crate) fn items_query(
    parameters: &Parameters,
    layer: &Layer,
    audience: Audience,
    most: PageBounds,
) -> Result<Query, ParameterError> {
    // Features have no time yet: it is checked, and selects everything.
    parameters.read(&DATETIME)?;
    Ok(Query {
        layer: layer.name.clone(),
        audience,
        within: within(parameters, layer)?,
        equals: parameters.others(ITEMS).map(|given| equal(given, layer, audience)).collect::<Result<_, _>>()?,
        after: parameters.read(&AFTER)?,
        limit: parameters.read(&LIMIT)?.unwrap_or(DEFAULT_LIMIT).min(most.features),
        most_bytes: most.bytes,
    })
}

/// The rectangle asked for; coordinates that are local have no place in one.
pub(crate) fn within(parameters: &Parameters, layer: &Layer) -> Result<Option<Within>, ParameterError> {
    if let Some(value) = parameters.value(BBOX.name).filter(|_| layer.crs == Crs::Local) {
        return Err(ParameterError::invalid(BBOX.name, value, Message::new("problem-expected-no-bbox")));
    }
    parameters.read(&BBOX)
}

/// A value to be found in a field the audience may see.
fn equal((name, value): (&str, &str), layer: &Layer, audience: Audience) -> Result<(String, Value), ParameterError> {
    let field = layer.schema.fields.iter().find(|field| field.name == name && audience.clears(&field.clearance));
    let field = field.ok_or_else(|| ParameterError::unknown(name))?;
    let typed = typed(field, value).map_err(|expected| ParameterError::invalid(name, value, Message::new(expected)))?;
    Ok((name.to_owned(), typed))
}

/// Four numbers, or six whose heights do not matter here. West may be greater than east: the box crosses the antimeridian.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bbox;

impl Domain for Bbox {
    type Value = Within;

    fn read(&self, text: &str) -> Option<Within> {
        let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse::<f64>().ok()).collect::<Option<_>>()?;
        let ([west, south, east, north], [bottom, top]) = match *numbers.as_slice() {
            [west, south, east, north] => ([west, south, east, north], [0.0; 2]),
            [west, south, bottom, east, north, top] => ([west, south, east, north], [bottom, top]),
            _ => return None,
        };
        let is_on_earth = |degrees: f64| degrees.abs() <= 180.0;
        let is_finite = numbers.iter().all(|number| number.is_finite());
        let has_width = west <= east || (is_on_earth(west) && is_on_earth(east));
        let is_box = is_finite && has_width && south <= north && bottom <= top;
        let [min, max] =
            [[west, south], [east, north]].map(|corner| corner.map(|side| side.clamp(-FARTHEST, FARTHEST)));
        is_box.then_some(Within { envelope: Envelope { min, max }, crs: Crs::WGS84 })
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-bbox")
    }

    fn schema(&self, _: &Limits) -> Json {
        json!({ "type": "array", "minItems": 4, "maxItems": 6, "items": { "type": "number" } })
    }
}

/// No place lies so many degrees away: sides beyond it hold the same, and leave room for reckoning.
const FARTHEST: f64 = 1e6;

/// An instant or an interval.
#[derive(Debug, Clone, Copy)]
struct Datetime;

impl Domain for Datetime {
    type Value = ();

    fn read(&self, text: &str) -> Option<()> {
        is_datetime(text).then_some(())
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-datetime")
    }

    fn schema(&self, _: &Limits) -> Json {
        // Days of one end are those every month of that length has; 29 February is read, too.
        const DAY: &str = r"[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))";
        const TIME: &str = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";
        let (instant, open) = (format!("{DAY}({TIME})?"), r"(\.\.)?");
        let interval = format!("^({instant}/({instant}|{open})|{open}/{instant})$");
        json!({ "anyOf": [
            { "type": "string", "format": "date-time" },
            { "type": "string", "format": "date" },
            { "type": "string", "pattern": interval },
        ] })
    }
}

/// The value in the type of its field, or the words for what it should have been.
pub(crate) fn typed(field: &Field, text: &str) -> Result<Value, &'static str> {
    Ok(match field.kind {
        FieldType::Boolean => Value::Boolean(text.parse().map_err(|_| "problem-expected-boolean")?),
        FieldType::Integer => Value::Integer(text.parse().map_err(|_| "problem-expected-integer")?),
        FieldType::Real => {
            let number: f64 = text.parse().map_err(|_| "problem-expected-real")?;
            if !number.is_finite() {
                return Err("problem-expected-real");
            }
            Value::Real(number)
        }
        FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json => Value::text(text),
    })
}

#[cfg(test)]
mod tests {
    use spatial_core::crs::Operation;
    use spatial_core::layer::{Clearance, GeometryType, Kind, LayerName, Schema};

    use super::*;

    fn parcels() -> Layer {
        let fields = vec![
            Field::new("so_to", FieldType::Integer, Clearance::Open),
            Field::new("loai_dat", FieldType::Text, Clearance::Open),
            Field::new("holder", FieldType::Text, Clearance::Staff),
        ];
        let schema = Schema { geometry: GeometryType::Polygon, fields };
        let name = LayerName::parse("parcels").unwrap();
        Layer::open(name, Kind::Parcel, schema, Crs::WGS84, Operation(String::new()))
    }

    fn asked(pairs: &[(&str, &str)]) -> Result<Query, ParameterError> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        items_query(
            &Parameters::new(pairs)?,
            &parcels(),
            Audience::ANONYMOUS,
            PageBounds { features: 1000, bytes: 1 << 20 },
        )
    }

    #[test]
    fn a_question_is_understood() {
        let query =
            asked(&[("bbox", "1,2,3,4"), ("limit", "5"), ("loai_dat", "ODT"), ("so_to", "7"), ("f", "json")]).unwrap();
        assert_eq!(query.within.unwrap().envelope, Envelope { min: [1.0, 2.0], max: [3.0, 4.0] });
        assert_eq!(query.limit, 5);
        assert_eq!(query.equals[1], ("so_to".to_owned(), Value::Integer(7)));
        assert_eq!(asked(&[("limit", "99999999999999")]).unwrap().limit, 1000);
        assert_eq!(asked(&[]).unwrap().limit, DEFAULT_LIMIT);
        assert_eq!(asked(&[("bbox", "1,2,-9,3,4,9")]).unwrap().within, asked(&[("bbox", "1,2,3,4")]).unwrap().within);
        assert_eq!(asked(&[("bbox", "170,2,-170,4")]).unwrap().within.unwrap().parts().len(), 2);
        let vast = asked(&[("bbox", "-1.7e308,-1e300,1.7e308,1e300")]).unwrap().within.unwrap();
        assert_eq!((vast.envelope.min, vast.envelope.max), ([-1e6; 2], [1e6; 2]));
    }

    #[test]
    fn a_box_of_degrees_means_nothing_to_local_coordinates() {
        let local = Layer { crs: Crs::Local, ..parcels() };
        let parameters = Parameters::new(vec![("bbox".to_owned(), "1,2,3,4".to_owned())]).unwrap();
        let most = PageBounds { features: 1000, bytes: 1 << 20 };
        let error = items_query(&parameters, &local, Audience::ANONYMOUS, most).unwrap_err();
        assert_eq!(error.expected(), Some(&Message::new("problem-expected-no-bbox")));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (pairs, name) in [
            (vec![("bbox", "1,2,3")], "bbox"),
            (vec![("bbox", "1,4,3,2")], "bbox"),
            (vec![("bbox", "185,2,-170,4")], "bbox"),
            (vec![("bbox", "1,2,9,3,4,5")], "bbox"),
            (vec![("bbox", "1,2,3,4,5")], "bbox"),
            (vec![("bbox", "")], "bbox"),
            (vec![("bbox", "1,2,3,4"), ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/9218")], "bbox-crs"),
            (vec![("crs", "http://www.opengis.net/def/crs/EPSG/0/9218")], "crs"),
            (vec![("limit", "")], "limit"),
            (vec![("limit", "ten")], "limit"),
            (vec![("after", "-1")], "after"),
            (vec![("bbox", "1,2,NaN,4")], "bbox"),
            (vec![("limit", "0")], "limit"),
            (vec![("limit", "-1")], "limit"),
            (vec![("limit", "5"), ("limit", "6")], "limit"),
            (vec![("datetime", "yesterday")], "datetime"),
            (vec![("so_to", "seven")], "so_to"),
            (vec![("holder", "An")], "holder"),
            (vec![("colour", "red")], "colour"),
        ] {
            let error = asked(&pairs).expect_err(name);
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}
