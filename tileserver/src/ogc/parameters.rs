//! Query parameters: raw pairs in, a question out. What nobody knows is an error that names it (requirement 28 and 29).

use spatial_core::crs::Crs;
use spatial_core::geometry::Envelope;
use spatial_core::layer::{Audience, FeatureId, Field, FieldType, Layer, Value};
use spatial_core::message::{Message, Say};
use spatial_core::query::{Query, Within};

use crate::ogc::DEFAULT_LIMIT;

/// What pages of items understand besides the fields of their layer; a field of such a name cannot be asked for.
pub(crate) const OF_ITEMS: [&str; 6] = ["bbox", "limit", "datetime", "after", "f", "lang"];

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
            "bbox" if layer.crs == Crs::Local => return Err(wrong("problem-expected-no-bbox")),
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

/// A day, or `date-time` of RFC 3339, §5.6.
fn is_instant(text: &str) -> bool {
    let Some((day, time)) = text.split_at_checked(10) else { return false };
    is_day(day) && (time.is_empty() || time.strip_prefix(['T', 't']).is_some_and(is_time))
}

/// `2020-02-29`
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// `10:00:00.5+07:00`
fn is_time(text: &str) -> bool {
    let Some((clock, rest)) = text.split_at_checked(8) else { return false };
    let parts: Vec<Option<u32>> = clock.split(':').map(|part| digits(part, 2)).collect();
    let is_clock = matches!(parts[..], [Some(..=23), Some(..=59), Some(..=60)]);
    let zone = rest.strip_prefix('.').map_or(rest, |fraction| {
        let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        if zone.len() == fraction.len() { "" } else { zone }
    });
    is_clock && is_zone(zone)
}

fn is_zone(text: &str) -> bool {
    let offset = text.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':'));
    let is_offset = |(hours, minutes)| {
        digits(hours, 2).is_some_and(|hours| hours <= 23) && digits(minutes, 2).is_some_and(|minutes| minutes <= 59)
    };
    matches!(text, "Z" | "z") || offset.is_some_and(is_offset)
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    let is_number = text.len() == count && text.bytes().all(|c| c.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
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
        assert_eq!(asked(&[("bbox", "1,2,-9,3,4,9")]).unwrap().within, asked(&[("bbox", "1,2,3,4")]).unwrap().within);
        assert_eq!(asked(&[("bbox", "170,2,-170,4")]).unwrap().within.unwrap().parts().len(), 2);
    }

    #[test]
    fn times_are_those_of_rfc_3339() {
        for good in [
            "2019-01-01T00:00:00Z",
            "2020-02-29T23:59:60.125+07:00",
            "2019-01-01",
            "2019-01-01T00:00:00Z/..",
            "../2019-01-01T00:00:00Z",
            "2019-01-01T00:00:00Z/2020-01-01T00:00:00-02:30",
            "/2019-01-01T00:00:00Z",
        ] {
            assert!(asked(&[("datetime", good)]).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/",
            "../..",
            "yesterday",
            "2019-02-29T00:00:00Z",
            "2019-13-01T00:00:00Z",
            "2019-01-01T24:00:00Z",
            "2019-01-01T00:00:00",
            "2019-01-01T00:00:00.Z",
            "2019-01-01T00:00:00+7",
            "2019-01-01T00:00:00Zulu",
            "2019-01-01T00:00:00Z/2020-01-01T00:00:00Z/..",
            "2019-01-0ạ",
        ] {
            assert!(asked(&[("datetime", bad)]).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_box_of_degrees_means_nothing_to_local_coordinates() {
        let local = Layer { crs: Crs::Local, ..parcels() };
        let parameters = Parameters::new(vec![("bbox".to_owned(), "1,2,3,4".to_owned())]).unwrap();
        let most = Most { features: 1000, bytes: 1 << 20 };
        let error = items_query(&parameters, &local, Audience::Anonymous, most).unwrap_err();
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
