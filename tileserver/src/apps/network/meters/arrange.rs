//! `PUT /v1/networks/{network}/rounds/{round}`: which meters a round has, in the order in which it is walked.

use std::collections::HashSet;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{CONNECTIONS, Readings, walked};
use spatial_core::layer::{FeatureId, Layout};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::store::Committed;

use super::asked::{connection, may_read, meters_of, no_meter, title};
use super::round::MOST_METERS;
use super::wire::{RoundArranged, RoundSent};
use crate::apps::network::codes::shown;
use crate::apps::network::places::ROUND;
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, declared, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire as http_wire;
use crate::openapi::Domain;

/// For who holds `network.read_meters`. A meter is in one round: it leaves the one it was in. A round without meters is none.
pub(super) async fn arrange(
    State(served): State<Arc<Served>>,
    Path((network, round)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_read(&asked)?;
    let held = served.held::<Readings>(None).await?;
    let before = meters_of(&held, &network, asked.audience)?.round(&round).unwrap_or_default().to_vec();
    let sent: RoundSent = received(&served, &asked, body).await?;
    let is_name = ROUND.domain.read(&round).is_some() && round.trim() == round && !round.chars().any(char::is_control);
    if !is_name || round.is_empty() {
        return Err(HttpError::Unfit(Message::new("problem-round-name").with("most", ROUND.domain.longest)));
    }
    let meters = meters(&held, &network, &sent)?;
    let SubjectTables { mut layers, are_there } = declared(&served, &[&CONNECTIONS], &[title(&CONNECTIONS)])?;
    let door = layers.first().map(|connections| connections.door.clone()).ok_or(HttpError::NotFound)?;
    let desk = Desk::open(&served, editor, &asked.headers, door)?.awaiting::<Readings>()?;
    if !are_there {
        layers = desk.declare(&layers).await?;
    }
    let connections = layers.into_iter().next().ok_or(HttpError::NotFound)?;
    let changes = walked(&connections, &round, &before, &meters);
    let told = |revision| {
        let arranged = RoundArranged { network: network.clone(), round: round.clone(), meters: meters.len(), revision };
        http_wire::json(&arranged, "application/json")
    };
    if changes.is_empty() {
        return Ok(told(held.revision().0));
    }
    desk.carry_out(vec![Layout::of(&connections)], changes, |done: &Committed| told(done.revision.0)).await
}

/// The connections that were named, each once.
fn meters(held: &Held<Readings>, network: &str, sent: &RoundSent) -> Result<Vec<FeatureId>, HttpError> {
    if sent.meters.len() > MOST_METERS {
        let message = Message::new("problem-round-meters").with("meters", sent.meters.len());
        return Err(HttpError::Unfit(message.with("most", MOST_METERS)));
    }
    let mut named = HashSet::new();
    let one = |code: &String| {
        let id = connection(held, (network, code)).ok_or_else(|| HttpError::Unfit(no_meter(network, code)))?;
        let is_first = named.insert(id);
        let twice = || HttpError::Unfit(Message::new("problem-round-twice").with("meter", shown(code)));
        if is_first { Ok(id) } else { Err(twice()) }
    };
    sent.meters.iter().map(one).collect()
}
