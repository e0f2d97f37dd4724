//! `POST /v1/networks/{network}/devices/{deviceId}`: a device is opened or closed.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{DEVICES, DevicePosition, NETWORK_FIELD, Networks, ROOM, switched};
use spatial_core::layer::Layout;
use spatial_core::message::Message;

use super::DEVICE_ID;
use super::trace::graph;
use super::wire::{DeviceSent, DeviceWritten};
use crate::http::HttpError;
use crate::http::desk::{Desk, complete, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;

/// For who holds `network.operate`. A device that stands so already is left as it is.
pub(super) async fn turn(
    State(served): State<Arc<Served>>,
    Path((network, id)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    graph(&held, &network, asked.audience)?;
    may(&asked, ROOM, super::MAY_OPERATE, None)?;
    let id = DEVICE_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let missing =
        || HttpError::Missing(Message::new("problem-device-not-found").with("device", id).with("network", &network));
    let devices = held.world().declared(&DEVICES, asked.audience).cloned().ok_or_else(missing)?;
    let field = devices.layer().schema.position(NETWORK_FIELD);
    let is_of_network = devices.find(id).is_some_and(|row| field.and_then(|field| row.text(field)) == Some(&*network));
    let sent: DeviceSent = received(&served, &asked, body).await?;
    let position = DevicePosition::parse(&sent.position)
        .ok_or_else(|| HttpError::Unfit(Message::new("problem-device-position").with("position", &sent.position)))?;
    let name = &devices.layer().name;
    let device =
        held.world().whole_item(&served.store, name, id).await?.filter(|_| is_of_network).ok_or_else(missing)?;
    let written = |revision: u64| {
        wire::json(&DeviceWritten { id: id.0, position: position.as_str(), revision }, "application/json")
    };
    complete(&[(&DEVICES, devices.layer())])?;
    let Some(change) = switched(devices.layer(), &device, position) else { return Ok(written(held.revision().0)) };
    let desk = Desk::open(&served, editor, &asked.headers, devices.layer().door.clone())?.awaiting::<Networks>()?;
    let layouts = vec![Layout::of(devices.layer())];
    desk.carry_out(layouts, vec![change], |committed| written(committed.revision.0)).await
}
