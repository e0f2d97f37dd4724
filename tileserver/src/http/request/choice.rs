//! Which rows of a layer a table asks for: `sort=ward,-area`, `q=words`, `bbox=` and `f.FIELD=` for each field it filters.
//!
//! What a filter may be, by the type of its field: `ODT|ONT` one of these; `100..500`, `..500`, `2020-01-01..` from and to, of numbers and
//! days; `~tran phu` a text that has this in it, tones and capitals aside; nothing at all for rows without a value; and `=…` for a text
//! that begins like one of these.

use spatial_core::layer::{Audience, Field, FieldType, Layer, Value, composed, folded};
use spatial_core::message::Message;
use spatial_core::query::{Choice, MOST_SORTED, MOST_WISHES, MOST_WORDS, SortBy, Wish};

use crate::ogc::{typed, within};
use crate::openapi::{Described, Parameter, ParameterError, Parameters, Text};

/// Three names of fields.
pub(crate) static SORT: Parameter<Text> = Parameter::query("sort", Text { longest: 400 }).about("api-parameter-sort");
/// What somebody types into a box.
pub(crate) static Q: Parameter<Text> = Parameter::query("q", Text { longest: 200 }).about("api-parameter-rows-q");

/// What a filter's name begins with, so that no field is taken for another parameter.
const FILTER: &str = "f.";
/// Values one filter lists: more than a legend shows.
const MOST_VALUES: usize = 256;

/// The choice behind the parameters; `known` are those the address reads.
pub(crate) fn choice(
    parameters: &Parameters,
    known: &[&dyn Described],
    layer: &Layer,
    audience: Audience,
) -> Result<Choice, ParameterError> {
    let wishes: Vec<(String, Wish)> =
        parameters.others(known).map(|given| wish(given, layer, audience)).collect::<Result<_, _>>()?;
    if wishes.len() > MOST_WISHES {
        return Err(ParameterError::invalid(
            FILTER,
            "",
            Message::new("problem-expected-fewer-filters").with("most", MOST_WISHES),
        ));
    }
    let words = parameters.read(&Q)?.map(|text| words(&text)).unwrap_or_default();
    if words.len() > MOST_WORDS {
        let expected = Message::new("problem-expected-fewer-words").with("most", MOST_WORDS);
        return Err(ParameterError::invalid(Q.name, parameters.value(Q.name).unwrap_or_default(), expected));
    }
    Ok(Choice { audience, within: within(parameters, layer)?, wishes, words, sort: sort(parameters, layer, audience)? })
}

/// Names of fields with a comma between; a minus before one turns its order round.
fn sort(parameters: &Parameters, layer: &Layer, audience: Audience) -> Result<Vec<SortBy>, ParameterError> {
    let Some(text) = parameters.read(&SORT)?.filter(|text| !text.is_empty()) else { return Ok(Vec::new()) };
    let refused = || {
        let expected = Message::new("problem-expected-sort").with("most", MOST_SORTED);
        ParameterError::invalid(SORT.name, &text, expected)
    };
    let by = |part: &str| {
        let (field, descending) = part.strip_prefix('-').map_or((part, false), |field| (field, true));
        let by = SortBy { field: field.to_owned(), descending };
        layer.schema.seen(field, audience).map(|_| by).ok_or_else(refused)
    };
    let sort: Vec<SortBy> = text.split(',').map(by).collect::<Result<_, _>>()?;
    if sort.len() <= MOST_SORTED { Ok(sort) } else { Err(refused()) }
}

/// Small letters without tones.
fn words(text: &str) -> Vec<String> {
    folded(&composed(text)).split_whitespace().map(str::to_owned).collect()
}

/// What a field must hold.
fn wish((name, text): (&str, &str), layer: &Layer, audience: Audience) -> Result<(String, Wish), ParameterError> {
    let position = name.strip_prefix(FILTER).and_then(|field| layer.schema.seen(field, audience));
    let field = position.map(|at| &layer.schema.fields[at]).ok_or_else(|| ParameterError::unknown(name))?;
    let wish = read(field, text).map_err(|expected| ParameterError::invalid(name, text, Message::new(expected)))?;
    Ok((field.name.clone(), wish))
}

fn read(field: &Field, text: &str) -> Result<Wish, &'static str> {
    if let Some(literal) = text.strip_prefix('=') {
        return Ok(Wish::OneOf(vec![typed(field, &composed(literal))?]));
    }
    if let Some(part) = text.strip_prefix('~') {
        let is_text = matches!(field.kind, FieldType::Text | FieldType::Json);
        return if is_text { Ok(Wish::Holds(folded(&composed(part)))) } else { Err("problem-expected-range") };
    }
    let has_ends = matches!(field.kind, FieldType::Integer | FieldType::Real | FieldType::Date | FieldType::DateTime);
    if let Some((least, most)) = text.split_once("..").filter(|_| has_ends) {
        let end = |text: &str| if text.is_empty() { Ok(None) } else { edge(field, text).map(Some) };
        return Ok(Wish::Between([end(least)?, end(most)?]));
    }
    let values: Vec<Value> =
        text.split('|').take(MOST_VALUES + 1).map(|one| value(field, one)).collect::<Result<_, _>>()?;
    if values.len() <= MOST_VALUES { Ok(Wish::OneOf(values)) } else { Err("problem-expected-fewer-values") }
}

/// Nothing at all is the row without a value.
fn value(field: &Field, text: &str) -> Result<Value, &'static str> {
    if text.is_empty() { Ok(Value::Null) } else { typed(field, &composed(text)) }
}

/// An end of a range: of days and moments, as much of one as was written.
fn edge(field: &Field, text: &str) -> Result<Value, &'static str> {
    let is_day = matches!(field.kind, FieldType::Date | FieldType::DateTime);
    let is_written_so = |text: &str| {
        text.len() <= 32
            && text.starts_with(|first: char| first.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if is_day && !is_written_so(text) { Err("problem-expected-range") } else { typed(field, text) }
}

#[cfg(test)]
mod tests {
    use spatial_core::crs::{Crs, Operation};
    use spatial_core::layer::{Clearance, GeometryType, Kind, LayerName, Schema};

    use super::*;
    use crate::ogc::BBOX;
    use crate::openapi::shared::{COLLECTION, LANG};

    static CHOICE: &[&dyn Described] = &[&COLLECTION, &SORT, &Q, &BBOX, &LANG];

    fn parcels() -> Layer {
        let fields = vec![
            Field::new("so_to", FieldType::Integer, Clearance::Open),
            Field::new("loai_dat", FieldType::Text, Clearance::Open),
            Field::new("ngay", FieldType::Date, Clearance::Open),
            Field::new("holder", FieldType::Text, Clearance::Staff),
        ];
        let schema = Schema { geometry: GeometryType::Polygon, fields };
        Layer::open(LayerName::parse("parcels").unwrap(), Kind::Parcel, schema, Crs::WGS84, Operation(String::new()))
    }

    fn asked(pairs: &[(&str, &str)]) -> Result<Choice, ParameterError> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        choice(&Parameters::new(pairs)?, CHOICE, &parcels(), Audience::ANONYMOUS)
    }

    fn wish(field: &str, text: &str) -> Wish {
        asked(&[(&format!("f.{field}"), text)]).unwrap().wishes.remove(0).1
    }

    #[test]
    fn a_filter_is_read_by_the_type_of_its_field() {
        assert_eq!(wish("so_to", "7"), Wish::OneOf(vec![Value::Integer(7)]));
        assert_eq!(wish("so_to", "7|8|"), Wish::OneOf(vec![Value::Integer(7), Value::Integer(8), Value::Null]));
        assert_eq!(wish("so_to", "7..9"), Wish::Between([Some(Value::Integer(7)), Some(Value::Integer(9))]));
        assert_eq!(wish("so_to", "..9"), Wish::Between([None, Some(Value::Integer(9))]));
        assert_eq!(wish("ngay", "2020.."), Wish::Between([Some(Value::text("2020")), None]));
        assert_eq!(wish("loai_dat", "~Đất Ở"), Wish::Holds("dat o".to_owned()));
        assert_eq!(wish("loai_dat", "=~a|b"), Wish::OneOf(vec![Value::text("~a|b")]));
        assert_eq!(wish("loai_dat", "1..2"), Wish::OneOf(vec![Value::text("1..2")]));
        assert_eq!(wish("loai_dat", ""), Wish::OneOf(vec![Value::Null]));
    }

    #[test]
    fn order_and_words_are_read() {
        let choice = asked(&[("sort", "loai_dat,-so_to"), ("q", " Trần  PHÚ ")]).unwrap();
        assert_eq!(choice.words, ["tran", "phu"]);
        assert_eq!(choice.sort[1], SortBy { field: "so_to".to_owned(), descending: true });
    }

    #[test]
    fn what_is_not_understood_or_hidden_is_refused_by_name() {
        for (pair, name) in [
            (("sort", "colour"), "sort"),
            (("sort", "holder"), "sort"),
            (("sort", "so_to,so_to,so_to,so_to"), "sort"),
            (("f.holder", "An"), "f.holder"),
            (("f.colour", "red"), "f.colour"),
            (("so_to", "7"), "so_to"),
            (("f.so_to", "seven"), "f.so_to"),
            (("f.so_to", "1..b"), "f.so_to"),
            (("f.so_to", "~1"), "f.so_to"),
            (("f.ngay", "x..y"), "f.ngay"),
            (("q", "a b c d e f g h i"), "q"),
            (("bbox", "1,2,3"), "bbox"),
        ] {
            let error = asked(&[pair]).expect_err(name);
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}
