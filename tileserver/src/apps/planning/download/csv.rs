//! The zones of a plan as CSV: their ids, what their fields hold, and their area.

use std::fmt::Write as _;

use spatial_core::geometry::area;
use spatial_core::layer::{Audience, Feature, Layer, Value};

use crate::apps::planning::wire::hundredths;
use crate::apps::planning::zones::is_on_a_grid;
use crate::http::wire::features::csv::{BOM, cell};

/// The first line.
pub(super) fn head(zones: &Layer, audience: Audience) -> String {
    let mut out = format!("{BOM}zone_id");
    for field in zones.schema.visible(audience) {
        out.push(',');
        cell(&mut out, &zones.schema.fields[field].name);
    }
    out.push_str(",area_m2\r\n");
    out
}

/// A line for each zone.
pub(super) fn lines(zones: &Layer, features: &[Feature], audience: Audience) -> String {
    let mut out = String::new();
    for feature in features {
        let _ = write!(out, "{}", feature.id);
        for field in zones.schema.visible(audience) {
            out.push(',');
            match feature.values.get(field) {
                None | Some(Value::Null) => {}
                Some(Value::Boolean(yes)) => drop(write!(out, "{yes}")),
                Some(Value::Integer(number)) => drop(write!(out, "{number}")),
                Some(Value::Real(number)) => drop(write!(out, "{number}")),
                Some(Value::Text(text)) => cell(&mut out, text),
            }
        }
        out.push(',');
        if let Some(shape) = feature.geometry.as_ref().filter(|_| is_on_a_grid(zones.crs)) {
            let _ = write!(out, "{}", hundredths(area(shape).0));
        }
        out.push_str("\r\n");
    }
    out
}
