//! `PUT /v1/layers/{layer}/clearance`: a layer is shown to everybody, or to staff alone.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::Clearance;

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::desk::{Desk, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::request::layer::layer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::edit::{ClearanceSent, ClearanceWritten, SeenBy};

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
    let layer = layer(&world, &id, asked.audience)?.layer();
    let sent: ClearanceSent = received(&served, &asked, body).await?;
    let to = match sent.clearance {
        SeenBy::Anonymous => Clearance::Open,
        SeenBy::Staff => Clearance::Staff,
    };
    let desk = Desk::open(&served, editor, &asked.headers, layer.door.clone())?;
    let committed = desk.show(&layer.name, to).await.map_err(|error| desk.refusal(error))?;
    let is_shown = desk.shows(&committed).await;
    let written =
        ClearanceWritten { layer: layer.name.as_str(), clearance: sent.clearance, revision: committed.revision.0 };
    let mut response = wire::json(&written, "application/json");
    desk.tell(&mut response, &committed, is_shown);
    Ok(response)
}
