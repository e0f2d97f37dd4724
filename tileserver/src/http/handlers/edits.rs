//! Changing features: POST, PUT, PATCH and DELETE on items, through the store's one writing door.
//!
//! Who may not write is turned away before anything is looked at. What was sent is read in `wire::edit`; whether it still fits is for
//! the store to say. An answer of success means that the change is on the disk.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use spatial_core::layer::{Audience, Change, Door, Feature, FeatureId, LayerName, Layout, Position, Transaction};
use spatial_core::snapshot::{LayerSnapshot, SnapshotError, World};
use spatial_core::store::{Committed, StoreError};

use crate::auth::Wrote;
use crate::http::extract::{Asked, Writer, base_url};
use crate::http::handlers::collections::{layer, most_bytes};
use crate::http::served::Served;
use crate::http::wire::conflict;
use crate::http::wire::edit::{self, Coordinates, Edit, Finding, Manner, Seen};
use crate::http::wire::geojson::GEOJSON;
use crate::http::wire::item;
use crate::http::{HttpError, router};

/// The commit that made a change.
const REVISION: HeaderName = HeaderName::from_static("diaban-revision");
/// `false` if this server does not show the change yet, though it is on the disk.
const SERVED: HeaderName = HeaderName::from_static("diaban-served");

const FEATURES: &[&str] = &["application/geo+json", "application/json"];
const PATCHES: &[&str] = &["application/merge-patch+json", "application/geo+json", "application/json"];

/// A new feature.
pub(crate) async fn create(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    writer: Writer,
    asked: Asked,
    body: Body,
) -> Result<Response, HttpError> {
    let desk = Desk::open(&served, writer, asked, &id)?;
    let change = desk.change(Manner::New, FEATURES, None, body).await?;
    let committed = desk.commit(change, None).await?;
    let id = committed.inserted.first().copied().unwrap_or(FeatureId(0));
    let mut answer = desk.answer(StatusCode::CREATED, &committed, Some(id)).await;
    let place = format!("{}{}/{id}", base_url(&desk.asked.headers, &served), router::items_path(desk.name().as_str()));
    if let Ok(place) = HeaderValue::try_from(place) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    Ok(answer)
}

/// A feature's new content, whole.
pub(crate) async fn replace(
    served: State<Arc<Served>>,
    path: Path<(String, String)>,
    writer: Writer,
    asked: Asked,
    body: Body,
) -> Result<Response, HttpError> {
    update(served, path, writer, asked, (Manner::Whole, FEATURES), body).await
}

/// Some of a feature's content.
pub(crate) async fn patch(
    served: State<Arc<Served>>,
    path: Path<(String, String)>,
    writer: Writer,
    asked: Asked,
    body: Body,
) -> Result<Response, HttpError> {
    update(served, path, writer, asked, (Manner::Patch, PATCHES), body).await
}

async fn update(
    State(served): State<Arc<Served>>,
    Path((layer_id, id)): Path<(String, String)>,
    writer: Writer,
    asked: Asked,
    (manner, media): (Manner, &'static [&'static str]),
    body: Body,
) -> Result<Response, HttpError> {
    let desk = Desk::open(&served, writer, asked, &layer_id)?;
    let (seen, id) = (Seen::of(&desk.asked.headers)?, desk.id(&id)?);
    let stored = desk.stored(id, &seen).await?;
    let change = desk.change(manner, media, Some(stored), body).await?;
    let committed = desk.commit(change, Some((id, &seen))).await?;
    Ok(desk.answer(StatusCode::OK, &committed, Some(id)).await)
}

/// A feature ends; its history stays.
pub(crate) async fn remove(
    State(served): State<Arc<Served>>,
    Path((layer_id, id)): Path<(String, String)>,
    writer: Writer,
    asked: Asked,
) -> Result<Response, HttpError> {
    let desk = Desk::open(&served, writer, asked, &layer_id)?;
    let (seen, id) = (Seen::of(&desk.asked.headers)?, desk.id(&id)?);
    let stored = desk.stored(id, &seen).await?;
    let change = Change::Delete { layer: desk.name().clone(), id, expected: Some(stored.version) };
    let committed = desk.commit(change, Some((id, &seen))).await?;
    Ok(desk.answer(StatusCode::NO_CONTENT, &committed, None).await)
}

/// Where one edit is worked on: who does it, and what this server knows of the layer.
struct Desk {
    served: Arc<Served>,
    writer: Writer,
    why: String,
    asked: Asked,
    world: Arc<World>,
    layer: Arc<LayerSnapshot>,
}

impl Desk {
    fn open(served: &Arc<Served>, writer: Writer, asked: Asked, layer_id: &str) -> Result<Self, HttpError> {
        asked.parameters.only_common()?;
        let world = served.world()?;
        let layer = Arc::clone(layer(&world, layer_id, asked.audience)?);
        if layer.layer().name.is_quarantine() {
            return Err(HttpError::NotEdited { layer: layer.layer().name.to_string() });
        }
        if world.table(&layer.layer().name).is_some() {
            return Err(HttpError::TableNotEdited { layer: layer.layer().name.to_string() });
        }
        let why = edit::why(&asked.headers)?;
        Ok(Self { served: Arc::clone(served), writer, why, asked, world, layer })
    }

    fn name(&self) -> &LayerName {
        &self.layer.layer().name
    }

    fn id(&self, text: &str) -> Result<FeatureId, HttpError> {
        text.parse().ok().filter(|id| *id < 1 << 53).map(FeatureId).ok_or_else(|| self.missing(text))
    }

    fn missing(&self, id: &str) -> HttpError {
        HttpError::ItemNotFound { layer: self.name().to_string(), id: id.chars().take(32).collect() }
    }

    /// The feature with all its fields, if it is as the editor saw it. Our World first; if the editor has seen another version, it may be
    /// one that only the store knows yet.
    async fn stored(&self, id: FeatureId, seen: &Seen) -> Result<Feature, HttpError> {
        let known = self.world.item(&self.served.store, self.name(), id, Audience::STAFF).await?;
        if let Some(feature) = known.filter(|feature| seen.has(feature.version)) {
            return Ok(feature);
        }
        match self.now(id).await? {
            (_, Some(feature)) if seen.has(feature.version) => Ok(feature),
            (_, None) if self.layer.find(id).is_none() => Err(self.missing(&id.to_string())),
            (position, now) => Err(self.conflict(id, seen, &position, now).await),
        }
    }

    /// The feature as the store has it at this moment.
    async fn now(&self, id: FeatureId) -> Result<(Position, Option<Feature>), HttpError> {
        let store = &self.served.store;
        let position = store.position().await.map_err(SnapshotError::from)?;
        let reader = store.reader().await.map_err(SnapshotError::from)?;
        let read = reader.read(self.name(), &[id], &position, usize::MAX).await.map_err(SnapshotError::from)?;
        Ok((position, read.features.into_iter().next()))
    }

    /// Both versions: that of the editor, if history still has it, and the one there is.
    async fn conflict(&self, id: FeatureId, seen: &Seen, at: &Position, now: Option<Feature>) -> HttpError {
        let revision = seen.newest().filter(|revision| *revision <= at.revision);
        let before = match revision {
            Some(revision) => self.served.store.read(self.name(), &[id], revision).await.unwrap_or_default(),
            None => Vec::new(),
        };
        let before = before.into_iter().find(|feature| Some(feature.version) == revision);
        let base = base_url(&self.asked.headers, &self.served);
        conflict::between(self.layer.layer(), self.asked.audience, &base, id, (seen.newest(), before), now)
    }

    /// What the body asks for.
    async fn change(
        &self,
        manner: Manner,
        media: &'static [&'static str],
        stored: Option<Feature>,
        body: Body,
    ) -> Result<Change, HttpError> {
        edit::takes(&self.asked.headers, media)?;
        let coordinates = Coordinates::of(&self.asked.headers, self.layer.layer())?;
        let bytes = whole(body, self.served.settings.limits.body_kb).await?;
        let (layer, audience) = (Arc::clone(&self.layer), self.asked.audience);
        let read = move || {
            let document = edit::document(&bytes)?;
            let stored = stored.as_ref();
            Edit { layer: layer.layer(), audience, coordinates, manner, stored }.change(&document)
        };
        self.served.workers.run(read).await?
    }

    /// Commits; on the disk when it returns.
    async fn commit(&self, change: Change, edited: Option<(FeatureId, &Seen)>) -> Result<Committed, HttpError> {
        let transaction = Transaction {
            who: self.writer.who.name.to_string(),
            why: self.why.clone(),
            door: Door::Items,
            expected_revision: None,
            expected_layouts: vec![Layout::of(self.layer.layer())],
            changes: vec![change],
        };
        let (served, Writer { who, trail }) = (Arc::clone(&self.served), self.writer.clone());
        // A task of its own: who loses patience does not take the change back, nor what is written down of it.
        let committing = tokio::spawn(async move {
            let changes = transaction.changes.clone();
            let committed = served.store.commit(transaction).await?;
            served.gate.wrote(&who, Wrote::all(&changes, &committed), &trail).await;
            Ok(committed)
        });
        let patience = self.patience();
        let committed = match tokio::time::timeout(patience, committing).await {
            Ok(Ok(committed)) => committed,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => return Err(HttpError::Unconfirmed { seconds: patience.as_secs() }),
        };
        match (committed, edited) {
            (Ok(committed), _) => Ok(committed),
            (Err(StoreError::Unconfirmed), _) => Err(HttpError::Unconfirmed { seconds: patience.as_secs() }),
            (Err(StoreError::Conflict { .. } | StoreError::FeatureNotFound { .. }), Some((id, seen))) => {
                let (position, now) = self.now(id).await?;
                Err(self.conflict(id, seen, &position, now).await)
            }
            (Err(StoreError::LayerNotFound { layer }), _) => Err(HttpError::LayerNotFound { layer: layer.to_string() }),
            (Err(StoreError::SchemaMismatch { field, .. }), _) => {
                Err(HttpError::Invalid { findings: vec![Finding::of_field(self.layer.layer(), &field)] })
            }
            (Err(error), _) => Err(HttpError::NotWritten(error)),
        }
    }

    /// Half of the time a request has, so that the other half is left for an answer.
    fn patience(&self) -> Duration {
        Duration::from_secs(self.served.settings.limits.request_seconds) / 2
    }

    /// The news of success, once this server shows the change; if that takes too long, the news comes all the same and says so: the
    /// change is made, and must not be made again. With the feature as its next reader gets it, unless the client wants no more than
    /// the news.
    async fn answer(&self, status: StatusCode, committed: &Committed, id: Option<FeatureId>) -> Response {
        let is_served = tokio::time::timeout(self.patience(), self.served.reaches(committed.revision)).await.is_ok();
        let is_brief = edit::is_brief(&self.asked.headers);
        let mut answer = match id.filter(|_| !is_brief) {
            Some(id) => self.shown(status, id, committed).await,
            None => None,
        }
        .unwrap_or_else(|| if status == StatusCode::OK { StatusCode::NO_CONTENT } else { status }.into_response());
        let headers = answer.headers_mut();
        headers.insert(REVISION, HeaderValue::from(committed.revision.0));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if !is_served {
            headers.insert(SERVED, HeaderValue::from_static("false"));
        }
        if is_brief {
            headers.insert("preference-applied", HeaderValue::from_static("return=minimal"));
        }
        answer
    }

    async fn shown(&self, status: StatusCode, id: FeatureId, committed: &Committed) -> Option<Response> {
        let read = self.served.store.read(self.name(), &[id], committed.revision).await.ok()?;
        let base = base_url(&self.asked.headers, &self.served);
        let (layer, audience) = (self.layer.layer(), self.asked.audience);
        let (body, etag) = item::written(layer, read.first()?, audience, &base, most_bytes(&self.served))?;
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(GEOJSON)), (header::ETAG, etag)];
        Some((status, headers, body).into_response())
    }
}

/// The whole body, if it is not too large.
async fn whole(body: Body, limit_kb: u64) -> Result<Vec<u8>, HttpError> {
    let mut parts = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(part) = parts.next().await {
        bytes.extend_from_slice(&part.map_err(|_| HttpError::BodyBroken)?);
        if bytes.len() as u64 > limit_kb * 1024 {
            return Err(HttpError::BodyTooLarge { limit_kb });
        }
    }
    Ok(bytes)
}
