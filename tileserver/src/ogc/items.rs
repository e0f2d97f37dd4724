//! The question behind a page of items: what of `/collections/{layer}/items?…` means which features.

use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Audience, Field, FieldType, Layer, Value};
use spatial_core::query::{Query, Within};

use crate::ogc::DEFAULT_LIMIT;
use crate::ogc::parameters::{EVERYWHERE, ParameterError, Parameters, after, limit};
use crate::ogc::times::is_datetime;

/// What pages of items understand besides the fields of their layer; a field of such a name cannot be asked for.
pub(crate) const OF_ITEMS: [&str; 6] = ["bbox", "limit", "datetime", "after", "f", "lang"];

/// How large a page may be, whatever is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Most {
    pub(crate) features: u32,
    pub(crate) bytes: usize,
}

/// The question behind `/collections/{layer}/items?…`.
pub(crate) fn items_query(
    parameters: &Parameters,
    layer: &Layer,
    audience: Audience,
    most: Most,
) -> Result<Query, ParameterError> {
    let mut query = Query {
        layer: layer.name.clone(),
        audience,
        within: None,
        equals: Vec::new(),
        after: None,
        limit: DEFAULT_LIMIT.min(most.features),
        most_bytes: most.bytes,
    };
    for (name, value) in parameters.iter() {
        let wrong = |expected| ParameterError::invalid(name, value, expected);
        match name {
            "bbox" if layer.crs == Crs::Local => return Err(wrong("problem-expected-no-bbox")),
            "bbox" => query.within = Some(bbox(value).ok_or_else(|| wrong("problem-expected-bbox"))?),
            "limit" => query.limit = limit(name, value, most.features)?,
            "after" => query.after = Some(after(name, value)?),
            "datetime" if is_datetime(value) => {}
            "datetime" => return Err(wrong("problem-expected-datetime")),
            name if EVERYWHERE.contains(&name) => {}
            name => {
                let field =
                    layer.schema.fields.iter().find(|field| field.name == name && audience.clears(&field.clearance));
                let field = field.ok_or_else(|| ParameterError::unknown(name))?;
                query.equals.push((name.to_owned(), typed(field, value).map_err(wrong)?));
            }
        }
    }
    Ok(query)
}

/// Four numbers, or six whose heights do not matter here. West may be greater than east: the box crosses the antimeridian.
fn bbox(text: &str) -> Option<Within> {
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
    is_box.then_some(Within { envelope: Envelope { min: [west, south], max: [east, north] }, crs: Crs::WGS84 })
}

/// The value in the type of its field.
fn typed(field: &Field, text: &str) -> Result<Value, &'static str> {
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
    use spatial_core::layer::{Clearance, Door, Draw, GeometryType, Kind, LayerName, Meaning, Provenance, Schema};

    use super::*;

    fn parcels() -> Layer {
        let field =
            |name: &str, kind, clearance| Field { name: name.to_owned(), kind, clearance, meaning: Meaning::default() };
        Layer {
            name: LayerName::parse("parcels").unwrap(),
            title: "Thửa đất".to_owned(),
            kind: Kind::Parcel,
            schema: Schema {
                geometry: GeometryType::Polygon,
                fields: vec![
                    field("so_to", FieldType::Integer, Clearance::Open),
                    field("loai_dat", FieldType::Text, Clearance::Open),
                    field("holder", FieldType::Text, Clearance::Staff),
                ],
            },
            crs: Crs::WGS84,
            operation: Operation(String::new()),
            draw: Draw { min_zoom: 0, class_field: None },
            clearance: Clearance::Open,
            rows: None,
            subject: None,
            door: Door::Items,
            provenance: Provenance::default(),
            extent: None,
            count: 0,
        }
    }

    fn asked(pairs: &[(&str, &str)]) -> Result<Query, ParameterError> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        items_query(&Parameters::new(pairs)?, &parcels(), Audience::ANONYMOUS, Most { features: 1000, bytes: 1 << 20 })
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
    }

    #[test]
    fn a_box_of_degrees_means_nothing_to_local_coordinates() {
        let local = Layer { crs: Crs::Local, ..parcels() };
        let parameters = Parameters::new(vec![("bbox".to_owned(), "1,2,3,4".to_owned())]).unwrap();
        let most = Most { features: 1000, bytes: 1 << 20 };
        let error = items_query(&parameters, &local, Audience::ANONYMOUS, most).unwrap_err();
        assert_eq!(error.expected(), Some("problem-expected-no-bbox"));
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
