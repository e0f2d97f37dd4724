//! `GET /v1/networks/{network}/rounds`: in which rounds meters are read, and how far each is.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{CONNECTIONS, Moment, Readings};
use spatial_core::layer::FeatureId;

use super::asked::{may_read, meters_of, since};
use super::wire::{RoundEntry, RoundList};
use crate::apps::network::places::{AFTER_ROUND, ROUNDS};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire as http_wire;
use crate::ogc::escaped;

/// In order of name, page by page.
pub(super) async fn rounds(
    State(served): State<Arc<Served>>,
    Path(network): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    may_read(&asked)?;
    let _turn = served.turn(peer).await?;
    let held = served.held::<Readings>(None).await?;
    meters_of(&held, &network, asked.audience)?;
    let (size, after) = (asked.page_size(&served)?, asked.parameters.read(&AFTER_ROUND)?);
    let since = since(&asked)?;
    let here = format!("{}{}", base_url(&asked.headers, &served.settings), ROUNDS);
    if let Some(connections) = held.world().whole_declared(&CONNECTIONS) {
        served.note(&asked.looker, &connections.layer().name, &[], || format!("rounds of {network}")).await;
    }
    let told = move || {
        let meters = meters_of(&held, &network, asked.audience)?;
        let is_behind = |name: &str| after.as_deref().is_none_or(|after| name > after);
        let mut behind = meters.rounds().filter(|(name, _)| is_behind(name));
        let rounds: Vec<RoundEntry> =
            behind.by_ref().take(size).map(|round| entry(held.model(), round, since)).collect();
        let here = here.replace("{network}", &escaped(&network));
        let next = behind.next().and(rounds.last());
        let next = next.map(|last| asked.next_page((&here, "application/json"), AFTER_ROUND.name, last.name.clone()));
        let list = RoundList {
            revision: held.revision().0,
            since: since.to_string(),
            number_matched: meters.rounds().len(),
            without_round: meters.without_round(),
            rounds,
            links: next.into_iter().collect(),
            network,
        };
        Ok(http_wire::document(&list, "application/json", &asked.language.text("page-network-rounds"), &asked))
    };
    served.workers.run(told).await?
}

fn entry(readings: &Readings, (name, meters): (&str, &[FeatureId]), since: Moment) -> RoundEntry {
    let read = meters.iter().filter(|&&meter| is_read(readings, meter, since)).count();
    RoundEntry { name: name.to_owned(), meters: meters.len(), read }
}

/// True if a meter was read since.
pub(super) fn is_read(readings: &Readings, meter: FeatureId, since: Moment) -> bool {
    readings.log(meter).last().is_some_and(|(at, _)| *at >= since)
}
