//! Rows of a layer as a table shows them, as JSON and as a file for spreadsheets; what values a field has.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use spatial_core::crs::from_drawing;
use spatial_core::layer::{Audience, FieldType, Layer, Value};
use spatial_core::snapshot::{FeatureRef, FieldSummary, ValueRef};

use crate::http::wire::collections::DegreeBounds;
use crate::http::wire::features::csv::{BOM, cell};
use crate::text::Language;

/// The media type of a file for spreadsheets.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

/// `/v1/layers/{layer}/rows`: a page of rows.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RowsDocument<'a> {
    pub(crate) layer: &'a str,
    /// The commit all of it is true for.
    pub(crate) revision: u64,
    /// How many rows were chosen in all.
    pub(crate) total: u64,
    /// The place of the first row of the page among them, from 0.
    pub(crate) from: u64,
    /// The place of the feature that was asked for with `holds`, if it is among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<u64>,
    pub(crate) rows: Vec<Row>,
    /// Ask again with `after` = this to go on; none at the end.
    pub(crate) next: Option<String>,
}

/// One row.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    id: u64,
    /// West, south, east, north of what is drawn; none of what is drawn nowhere.
    bbox: Option<DegreeBounds>,
    /// The fields that are seen, in order.
    properties: Map<String, Json>,
}

impl Row {
    pub(crate) fn of(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> Self {
        let fields = layer.schema.visible(audience).map(|at| (&layer.schema.fields[at], row.value(at)));
        let properties = fields.map(|(field, value)| (field.name.clone(), json(value, field.kind))).collect();
        Self { id: row.id(), bbox: bounds(row), properties }
    }
}

fn json(value: ValueRef<'_>, kind: FieldType) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Boolean(yes) => yes.into(),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) if kind == FieldType::Json => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        ValueRef::Text(text) => text.into(),
    }
}

/// To the centimetre: what is drawn is no finer.
fn bounds(row: &FeatureRef<'_>) -> Option<DegreeBounds> {
    let around = row.bounds();
    if around.min[0] > around.max[0] {
        return None;
    }
    let ((west, north), (east, south)) = (from_drawing(around.min), from_drawing(around.max));
    Some([west, south, east, north].map(|degrees| (degrees * 1e7).round() / 1e7))
}

/// Lines of a file for spreadsheets.
#[derive(Debug)]
pub(crate) struct CsvRows<'a> {
    layer: &'a Layer,
    audience: Audience,
    out: String,
}

impl<'a> CsvRows<'a> {
    pub(crate) fn new(layer: &'a Layer, audience: Audience) -> Self {
        Self { layer, audience, out: String::new() }
    }

    /// The first line: what people call the fields, or their names.
    pub(crate) fn head(&mut self, language: Language) {
        self.out.push_str(BOM);
        self.out.push_str("id");
        for at in self.layer.schema.visible(self.audience) {
            self.out.push(',');
            let name = &self.layer.schema.fields[at].name;
            cell(&mut self.out, &language.field(name).unwrap_or_else(|| name.clone()));
        }
        self.out.push_str("\r\n");
    }

    /// Numbers as programs write them; a text that a spreadsheet would take for a formula stays a text.
    pub(crate) fn line(&mut self, row: &FeatureRef<'_>) {
        let _ = write!(self.out, "{}", row.id());
        for at in self.layer.schema.visible(self.audience) {
            self.out.push(',');
            match row.value(at) {
                ValueRef::Null => {}
                ValueRef::Boolean(yes) => drop(write!(self.out, "{yes}")),
                ValueRef::Integer(number) => drop(write!(self.out, "{number}")),
                ValueRef::Real(number) => drop(write!(self.out, "{number}")),
                ValueRef::Text(text) => cell(&mut self.out, text),
            }
        }
        self.out.push_str("\r\n");
    }

    /// What was written.
    pub(crate) fn into_text(self) -> String {
        self.out
    }
}

/// `/v1/layers/{layer}/fields/{field}/summary`: what values a field has among the rows its reader sees.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SummaryDocument {
    layer: String,
    field: String,
    /// `text`, `integer`, `real`, `date`, `boolean`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Rows with a value.
    count: u64,
    /// Rows without one.
    missing: u64,
    distinct: u64,
    /// Most frequent first; left out if there are more than 256.
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<CountedValue>>,
    /// Of numbers and days.
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Json>,
    /// Of numbers: 21 of them, every 5 per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles: Option<Vec<f64>>,
    revision: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CountedValue {
    value: Json,
    count: u64,
    /// Square metres on the map of the polygons with it, if a rectangle was asked for: from drawing geometry, no legal area.
    #[serde(skip_serializing_if = "Option::is_none")]
    approx_area_m2: Option<f64>,
}

/// `/v1/summaries`: what values fields of several layers have.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SummariesDocument {
    /// In order of the layers' names, or as they were named.
    pub(crate) summaries: Vec<SummaryDocument>,
    /// Layers that have a class and were too many for one answer.
    pub(crate) left_out: usize,
    pub(crate) revision: u64,
}

impl SummaryDocument {
    pub(crate) fn of(layer: &str, field: &str, found: FieldSummary, revision: u64) -> Self {
        let told = |value: &Value| json(ValueRef::from(value), FieldType::Text);
        let values = found.values.map(|values| {
            let counted = |one: spatial_core::snapshot::ValueCount| CountedValue {
                value: told(&one.value),
                count: one.count,
                approx_area_m2: one.approx_area_m2.map(|area| (area * 10.0).round() / 10.0),
            };
            values.into_iter().map(counted).collect()
        });
        let [min, max] = match &found.ends {
            Some([least, most]) => [Some(told(least)), Some(told(most))],
            None => [None, None],
        };
        let (layer, field) = (layer.to_owned(), field.to_owned());
        let (count, missing, distinct, quantiles) = (found.count, found.missing, found.distinct, found.quantiles);
        Self { layer, field, kind: word(found.kind), count, missing, distinct, values, min, max, quantiles, revision }
    }
}

fn word(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "boolean",
        FieldType::Integer => "integer",
        FieldType::Real => "real",
        FieldType::Date | FieldType::DateTime => "date",
        FieldType::Text | FieldType::Json => "text",
    }
}
