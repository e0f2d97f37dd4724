//! `PUT /v1/layers/{layer}/clearance`: a layer is shown to everybody, to staff, or to who holds a power.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::{Clearance, LayerName};
use spatial_core::message::Message;

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::desk::{Desk, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::edit::{ClearanceSent, ClearanceWritten};

/// For administrators. A layer that is seen so already is left as it is.
pub(crate) async fn put(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    identity: Identity,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    identity.may_operate()?;
    let world = served.world()?;
    let missing = || HttpError::LayerNotFound { layer: id.chars().take(64).collect() };
    // Also one that the administrator does not see: whoever hid it from them by mistake shows it again.
    let layer = LayerName::parse_stored(&id).and_then(|name| world.whole_layer(&name)).ok_or_else(missing)?.layer();
    if world.table(&layer.name).is_some() {
        return Err(HttpError::TableNotEdited { layer: layer.name.to_string() });
    }
    let sent: ClearanceSent = received(&served, &asked, body).await?;
    let to = Clearance::parse(&sent.clearance).ok_or_else(|| {
        let given: String = sent.clearance.chars().take(64).collect();
        HttpError::Unfit(Message::new("problem-clearance").with("clearance", given))
    })?;
    let desk = Desk::open(&served, editor, &asked.headers, layer.door.clone())?;
    let committed = desk.show(&layer.name, to.clone()).await.map_err(|error| desk.refusal(error))?;
    let is_shown = desk.shows(&committed).await;
    let written =
        ClearanceWritten { layer: layer.name.as_str(), clearance: to.to_string(), revision: committed.revision.0 };
    let mut response = wire::json(&written, "application/json");
    desk.tell(&mut response, &committed, is_shown);
    Ok(response)
}
