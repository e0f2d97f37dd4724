//! District metered areas (khu vực đo đếm) of the city: one for each ward, fed by the valves through which its districts hang on the mains. Ties
//! between districts, which are shut, part them; one that is opened lets two of them run into each other.

use std::collections::BTreeMap;

use network::{CODE_FIELD, CONTROLLERS_FIELD, NAME_FIELD, NETWORK_FIELD, TYPE_FIELD};
use spatial_core::layer::{Layer, Value};
use spatial_core::store::Staged;

use crate::city::City;
use crate::land::ward_name;
use crate::networks::{NETWORK_NAME, feed_valve};

/// The word for an area behind a meter.
const DMA: &str = "dma";

/// Rows of the table of subnetworks, in order of ward.
pub(super) fn zones(city: &City, table: &Layer) -> Vec<Staged> {
    let mut feeds: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for site in city.sites() {
        feeds.entry(site.ward).or_default().push(feed_valve(site.cell));
    }
    feeds.into_iter().map(|(ward, valves)| Staged::new(None, row(ward, &valves, table))).collect()
}

fn row(ward: usize, valves: &[String], table: &Layer) -> Vec<Value> {
    let values = [
        (NETWORK_FIELD, NETWORK_NAME.to_owned()),
        (CODE_FIELD, format!("DMA-{:02}", ward + 1)),
        (NAME_FIELD, format!("Khu vực đo đếm {}", ward_name(ward).unwrap_or_default())),
        (TYPE_FIELD, DMA.to_owned()),
        (CONTROLLERS_FIELD, valves.join(";")),
    ];
    let of = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, text)| Value::text(text.clone()));
    table.schema.fields.iter().map(|field| of(field.name.as_str()).unwrap_or(Value::Null)).collect()
}
