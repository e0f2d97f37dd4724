//! `GET /v1/networks/{network}/meters/{meter}/readings`: what was read off one meter.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use network::{READINGS, ReadingTable, Readings};
use spatial_core::layer::FeatureId;

use super::asked::{connection, may_read, meters_of, no_meter};
use super::wire::{ReadingEntry, ReadingList};
use crate::apps::network::places::{METER_READINGS, OFFSET};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire as http_wire;
use crate::ogc::escaped;

/// The latest first, page by page.
pub(super) async fn readings(
    State(served): State<Arc<Served>>,
    Path((network, meter)): Path<(String, String)>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    may_read(&asked)?;
    let held = served.held::<Readings>(None).await?;
    meters_of(&held, &network, asked.audience)?;
    let id = connection(&held, (&network, &meter)).ok_or_else(|| HttpError::Missing(no_meter(&network, &meter)))?;
    let (size, offset) = (asked.page_size(&served)?, asked.parameters.read(&OFFSET)?.unwrap_or(0) as usize);
    let log = held.model().log(id);
    let page: Vec<FeatureId> = log.iter().rev().skip(offset).take(size).map(|(_, reading)| *reading).collect();
    let table = ReadingTable::seen(held.world(), asked.audience);
    if let Some(layer) = held.world().whole_declared(&READINGS) {
        served.note(&asked.looker, &layer.layer().name, &page, || format!("meter {meter} of {network}")).await;
    }
    let entries = page.iter().filter_map(|reading| table?.row(*reading)).map(|row| ReadingEntry::of(&row)).collect();
    let here = METER_READINGS.replace("{network}", &escaped(&network)).replace("{meter}", &escaped(&meter));
    let here = format!("{}{here}", base_url(&asked.headers, &served.settings));
    let next = (offset.saturating_add(size) < log.len())
        .then(|| asked.next_page((&here, "application/json"), OFFSET.name, (offset + size).to_string()));
    let list = ReadingList {
        revision: held.revision().0,
        number_matched: log.len(),
        readings: entries,
        links: next.into_iter().collect(),
        network,
        meter,
    };
    Ok(http_wire::document(&list, "application/json", &asked.language.text("page-network-meter-readings"), &asked))
}
