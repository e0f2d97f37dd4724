//! Query parameters: raw pairs in, a question out. What nobody knows is an error that names it (requirement 28 and 29).

use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Audience, FeatureId, Field, FieldType, Layer, Value};
use spatial_core::message::{Message, Say};
use spatial_core::query::{Query, Within};

use crate::ogc::DEFAULT_LIMIT;

/// Understood everywhere, besides what an address itself knows.
const EVERYWHERE: [&str; 2] = ["f", "lang"];

/// What is wrong with the parameters of a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// Nobody reads it.
    #[error("unknown parameter {name}")]
    Unknown {
        /// As asked.
        name: String,
    },
    /// Its value cannot be understood.
    #[error("parameter {name}: bad value {value}")]
    Invalid {
        /// Its name.
        name: String,
        /// As asked.
        value: String,
        /// Id of the words for what it wants.
        expected: &'static str,
    },
    /// It stands twice.
    #[error("parameter {name} given twice")]
    Twice {
        /// Its name.
        name: String,
    },
}

impl ParameterError {
    /// Id of the words for what a bad value should have been; they become part of the sentence.
    pub(crate) fn expected(&self) -> Option<&'static str> {
        match self {
            Self::Invalid { expected, .. } => Some(expected),
            _ => None,
        }
    }
}

impl Say for ParameterError {
    fn message(&self) -> Message {
        match self {
            Self::Unknown { name } => Message::new("problem-parameter-unknown").with("name", name),
            Self::Invalid { name, value, .. } => {
                Message::new("problem-parameter-invalid").with("name", name).with("value", value)
            }
            Self::Twice { name } => Message::new("problem-parameter-twice").with("name", name),
        }
    }
}

/// Decoded pairs of a query string, each name once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

impl Parameters {
    /// Refuses repeated names: which of two boxes was meant, nobody can know.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Result<Self, ParameterError> {
        for (at, (name, _)) in pairs.iter().enumerate() {
            if pairs[..at].iter().any(|(earlier, _)| earlier == name) {
                return Err(ParameterError::Twice { name: name.clone() });
            }
        }
        Ok(Self { pairs })
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Only what is understood everywhere.
    pub(crate) fn only_common(&self) -> Result<(), ParameterError> {
        match self.pairs.iter().find(|(name, _)| !EVERYWHERE.contains(&name.as_str())) {
            Some((name, _)) => Err(ParameterError::Unknown { name: name.clone() }),
            None => Ok(()),
        }
    }

    /// The same question with one parameter changed.
    pub(crate) fn with(&self, name: &str, value: String) -> Self {
        let mut pairs = self.pairs.clone();
        pairs.retain(|(known, _)| known != name);
        pairs.push((name.to_owned(), value));
        Self { pairs }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

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
        let wrong = |expected| ParameterError::Invalid { name: name.to_owned(), value: value.to_owned(), expected };
        match name {
            "bbox" => query.within = Some(bbox(value).ok_or_else(|| wrong("problem-expected-bbox"))?),
            "limit" => query.limit = limit(value).ok_or_else(|| wrong("problem-expected-limit"))?.min(most.features),
            "after" => {
                let id = value.parse().map_err(|_| wrong("problem-expected-after"))?;
                query.after = Some(FeatureId(id));
            }
            "datetime" if is_datetime(value) => {}
            "datetime" => return Err(wrong("problem-expected-datetime")),
            name if EVERYWHERE.contains(&name) => {}
            name => {
                let field = layer.schema.fields.iter().find(|field| field.name == name && field.audience <= audience);
                let field = field.ok_or_else(|| ParameterError::Unknown { name: name.to_owned() })?;
                query.equals.push((name.to_owned(), typed(field, value).map_err(wrong)?));
            }
        }
    }
    Ok(query)
}

/// Four numbers, or six whose heights do not matter here. A box across the antimeridian is not understood.
fn bbox(text: &str) -> Option<Within> {
    let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse::<f64>().ok()).collect::<Option<_>>()?;
    let [west, south, east, north] = match *numbers.as_slice() {
        [west, south, east, north] | [west, south, _, east, north, _] => [west, south, east, north],
        _ => return None,
    };
    let is_box = numbers.iter().all(|number| number.is_finite()) && west <= east && south <= north;
    is_box.then_some(Within { envelope: Envelope { min: [west, south], max: [east, north] }, crs: Crs::WGS84 })
}

fn limit(text: &str) -> Option<u32> {
    // A number beyond all bounds is still a number: we answer with the most we have.
    let is_number = !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let number = is_number.then(|| text.parse().unwrap_or(u32::MAX))?;
    (number > 0).then_some(number)
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

/// An RFC 3339 instant or an interval, either end open. We have no features with time yet, so that it selects everything.
fn is_datetime(text: &str) -> bool {
    match text.split_once('/') {
        Some((from, to)) => {
            let is_end = |end: &str| end.is_empty() || end == ".." || is_instant(end);
            is_end(from) && is_end(to) && (is_instant(from) || is_instant(to))
        }
        None => is_instant(text),
    }
}

fn is_instant(text: &str) -> bool {
    let bytes = text.as_bytes();
    let matches = |pattern: &[u8]| {
        bytes.len() >= pattern.len()
            && pattern.iter().zip(bytes).all(|(p, c)| if *p == b'0' { c.is_ascii_digit() } else { p == c })
    };
    match bytes.len() {
        10 => matches(b"0000-00-00"),
        20.. => matches(b"0000-00-00T00:00:00") && (text.ends_with('Z') || text[19..].contains(['+', '-'])),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use spatial_core::crs::Operation;
    use spatial_core::layer::{Draw, GeometryType, Kind, LayerName, Provenance, Schema};

    use super::*;

    fn parcels() -> Layer {
        let field = |name: &str, kind, audience| Field { name: name.to_owned(), kind, audience };
        Layer {
            name: LayerName::parse("parcels").unwrap(),
            title: "Thửa đất".to_owned(),
            kind: Kind::Parcel,
            schema: Schema {
                geometry: GeometryType::Polygon,
                fields: vec![
                    field("so_to", FieldType::Integer, Audience::Anonymous),
                    field("loai_dat", FieldType::Text, Audience::Anonymous),
                    field("holder", FieldType::Text, Audience::Staff),
                ],
            },
            crs: Crs::WGS84,
            operation: Operation(String::new()),
            draw: Draw { min_zoom: 0, class_field: None },
            audience: Audience::Anonymous,
            provenance: Provenance::default(),
            extent: None,
            count: 0,
        }
    }

    fn asked(pairs: &[(&str, &str)]) -> Result<Query, ParameterError> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        items_query(&Parameters::new(pairs)?, &parcels(), Audience::Anonymous, Most { features: 1000, bytes: 1 << 20 })
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
        assert!(asked(&[("datetime", "2019-01-01T00:00:00Z/..")]).is_ok());
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (pairs, name) in [
            (vec![("bbox", "1,2,3")], "bbox"),
            (vec![("bbox", "3,2,1,4")], "bbox"),
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
