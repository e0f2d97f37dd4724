//! `/v1/assets`: files are put by editors, and read by whoever sees a row that names them.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::{SnapshotError, World};
use spatial_core::store::StoreError;
use spatial_core::store::assets::{AssetHash, AssetProblem};
use spatial_core::store::private::Deed;

use crate::config::Limits;
use crate::http::HttpError;
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::request::uploads::allowance::UsedUp;
use crate::http::request::uploads::upload::{Upload, UploadEnd};
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::assets::AssetDocument;
use crate::http::wire::pages::guard::guard;
use crate::openapi::{Described, Parameter, Text};

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&HASH];

/// 64 hexadecimal digits.
static HASH: Parameter<Text> = Parameter::path("hash", Text { longest: 64 }).about("api-parameter-hash");

/// Puts a file; a row that names it has to follow within a day. Of one that does not come to its end nothing is kept.
pub(crate) async fn put(State(served): State<Arc<Served>>, editor: Editor, body: Body) -> Result<Response, HttpError> {
    // A task of its own: a file whose client leaves after the last byte is there, and so it is written down and counted all the same.
    let putting = tokio::spawn(async move { put_and_written_down(&served, &editor, body).await });
    putting.await.map_err(|_| HttpError::NotWritten(StoreError::Closed))?
}

async fn put_and_written_down(served: &Served, editor: &Editor, body: Body) -> Result<Response, HttpError> {
    let limits = served.settings.limits;
    let mut share = served
        .uploads
        .share(&editor.who.name, body.size_hint().exact())
        .map_err(|used_up| more_than_a_day(used_up, limits))?;
    let upload = Upload::of(body, Duration::from_secs(limits.request_seconds), Some(&mut share));
    let asset = served.store.put_asset(upload.into_stream()).await.map_err(|error| refused(error, limits))?;
    share.keep(asset.bytes);
    let detail = format!("{} {}", asset.hash, asset.bytes);
    served.gate.write_down(&editor.who, Deed::AssetPut, detail, &editor.trail).await;
    let document = wire::json(&AssetDocument::of(&asset), "application/json");
    Ok((StatusCode::CREATED, document).into_response())
}

/// What it means that a file was not put.
fn refused(error: StoreError, limits: Limits) -> HttpError {
    let problem = match error {
        StoreError::Asset(problem) => problem,
        error => return HttpError::NotWritten(error),
    };
    match &problem {
        AssetProblem::Interrupted(why) => match why.downcast_ref() {
            Some(UploadEnd::Stalled) => HttpError::UploadStalled { seconds: limits.request_seconds },
            Some(UploadEnd::UsedUp(used_up)) => more_than_a_day(*used_up, limits),
            Some(UploadEnd::BrokenOff(_)) => HttpError::BodyBroken,
            None => HttpError::Unfit(problem.message()),
        },
        AssetProblem::TooLarge { .. } => HttpError::TooLarge(problem.message()),
        AssetProblem::File { .. } => HttpError::NotWritten(problem.into()),
        _ => HttpError::Unfit(problem.message()),
    }
}

fn more_than_a_day(UsedUp { again_in }: UsedUp, limits: Limits) -> HttpError {
    HttpError::UploadsUsedUp { limit_mb: limits.upload_mb, seconds: again_in.map(|time| time.as_secs() + 1) }
}

/// The bytes, in a stream. A file that only hidden rows name is not there.
pub(crate) async fn asset(
    State(served): State<Arc<Served>>,
    Path(text): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let missing = || {
        let shortened: String = text.chars().take(HASH.domain.longest).collect();
        HttpError::Missing(Message::new("problem-asset-not-found").with("hash", shortened))
    };
    let hash = AssetHash::parse(&text).map_err(|_| missing())?;
    let (world, audience) = (served.world()?, asked.audience);
    let (row, is_open) = served.workers.run(move || naming(&world, audience, hash)).await?.ok_or_else(missing)?;
    let content = served.store.asset(hash).await.map_err(SnapshotError::from)?.ok_or_else(missing)?;
    if !is_open {
        let (layer, id) = row;
        served.note(&asked.looker, &layer, &[id], || format!("file {hash}")).await;
    }
    let bytes = content.asset().bytes;
    let mut response = Body::from_stream(content.into_stream()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    // Who may read it today may not tomorrow.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    guard(headers);
    Ok(response)
}

/// A row that names the file for an audience, and whether there is one that does so for everybody.
fn naming(world: &World, audience: Audience, hash: AssetHash) -> Option<((LayerName, FeatureId), bool)> {
    let open = named_by(world, Audience::ANONYMOUS, hash).map(|row| (row, true));
    open.or_else(|| Some((named_by(world, audience, hash)?, false)))
}

/// A row that an audience sees and that names the file in a field it sees. Looks at all rows of layers that name files.
fn named_by(world: &World, audience: Audience, hash: AssetHash) -> Option<(LayerName, FeatureId)> {
    let hash = hash.to_string();
    world.layers(audience).find_map(|layer| {
        let schema = &layer.layer().schema;
        let mut seen = schema.asset_fields().filter(|at| audience.clears(&schema.fields[*at].clearance));
        let row = seen.find_map(|at| layer.iter().find(|row| row.text(at) == Some(&hash)))?;
        Some((layer.layer().name.clone(), FeatureId(row.id())))
    })
}
