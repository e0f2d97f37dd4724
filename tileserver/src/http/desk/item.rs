//! One edit of a feature: what its editor saw, what the body asks for, and who was quicker.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use spatial_core::layer::{Change, Door, Feature, FeatureId, LayerName, Layout, Position, Value};
use spatial_core::snapshot::{LayerSnapshot, SnapshotError, World};
use spatial_core::store::{Committed, StoreError};

use crate::http::desk::{Desk, body};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::request::layer::layer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire::edit::{self, Coordinates, Edit, EditFinding, Manner, SeenVersions};
use crate::http::wire::features::geojson::GEOJSON;
use crate::http::wire::features::{conflict, item};
use crate::http::{HttpError, paths};

/// Who edits, and what this server knows of the layer.
pub(crate) struct ItemEdit {
    served: Arc<Served>,
    desk: Desk,
    asked: Inquiry,
    world: Arc<World>,
    layer: Arc<LayerSnapshot>,
}

impl ItemEdit {
    /// Refuses layers that are not edited feature by feature, before anything is read of what was sent.
    pub(crate) fn open(served: &Arc<Served>, editor: Editor, asked: Inquiry, id: &str) -> Result<Self, HttpError> {
        let world = served.world()?;
        let layer = Arc::clone(layer(&world, id, asked.audience)?);
        let name = &layer.layer().name;
        if name.is_quarantine() {
            return Err(HttpError::NotEdited { layer: name.to_string() });
        }
        if world.table(name).is_some() {
            return Err(HttpError::TableNotEdited { layer: name.to_string() });
        }
        let door = &layer.layer().door;
        if *door != Door::Items {
            return Err(HttpError::OtherDoor { layer: name.to_string(), door: door.clone() });
        }
        let desk = Desk::open(served, editor, &asked.headers, Door::Items)?;
        Ok(Self { served: Arc::clone(served), desk, asked, world, layer })
    }

    /// Those of the request.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.asked.headers
    }

    /// The id in an address, if a feature may have it.
    pub(crate) fn id(&self, text: &str) -> Result<FeatureId, HttpError> {
        text.parse().ok().filter(|id| *id <= FeatureId::LARGEST).map(FeatureId).ok_or_else(|| self.missing(text))
    }

    /// The feature with all its fields, if it is as the editor saw it. Our World first; if the editor has seen another version, it may be
    /// one that only the store knows yet.
    pub(crate) async fn stored(&self, id: FeatureId, seen: &SeenVersions) -> Result<Feature, HttpError> {
        let known = match self.layer.find(id) {
            Some(_) => self.world.whole_item(&self.served.store, self.name(), id).await?,
            None => None,
        };
        if let Some(feature) = known.filter(|feature| seen.has(self.layer.layer(), feature)) {
            return Ok(feature);
        }
        match self.now(id).await? {
            (_, Some(feature)) if seen.has(self.layer.layer(), &feature) => Ok(feature),
            (_, None) if self.layer.find(id).is_none() => Err(self.missing(&id.to_string())),
            (position, now) => Err(self.conflict(id, seen, &position, now).await),
        }
    }

    /// What the body asks for: in which manner, from which media types.
    pub(crate) async fn change(
        &self,
        (manner, media): (Manner, &'static [&'static str]),
        stored: Option<Feature>,
        body: Body,
    ) -> Result<Change, HttpError> {
        edit::takes(&self.asked.headers, media)?;
        let coordinates = Coordinates::of(&self.asked.headers, self.layer.layer())?;
        let bytes = body::whole(body, self.served.settings.limits.body_kb).await?;
        let (layer, audience) = (Arc::clone(&self.layer), self.asked.audience);
        let before = stored.as_ref().map(|stored| stored.values.clone()).unwrap_or_default();
        let read = move || {
            let document = edit::document(&bytes)?;
            let stored = stored.as_ref();
            Edit { layer: layer.layer(), audience, coordinates, manner, stored }.change(&document)
        };
        let change = self.served.workers.run(read).await??;
        self.refers_to_what_is_seen(&change, &before)?;
        Ok(change)
    }

    /// Refuses a new reference to a row the editor may not see, in the words for one that is not there: else references would tell which
    /// ids are taken. One that stood there before may stay.
    fn refers_to_what_is_seen(&self, change: &Change, before: &[Value]) -> Result<(), HttpError> {
        let (Change::Insert { values, .. } | Change::Update { values, .. }) = change else { return Ok(()) };
        for (at, field) in self.layer.layer().schema.fields.iter().enumerate() {
            let (Some(refers), Some(Value::Integer(value))) = (&field.meaning.refers, values.get(at)) else { continue };
            let id = FeatureId(u64::try_from(*value).unwrap_or_default());
            let is_hidden = || {
                let is_there = self.world.whole_layer(refers).is_some_and(|whole| whole.find(id).is_some());
                let seen = self.world.layer(refers, self.asked.audience);
                is_there && seen.is_none_or(|seen| seen.find(id).is_none())
            };
            if before.get(at) != values.get(at) && is_hidden() {
                let (layer, field, refers) = (self.name().clone(), field.name.clone(), refers.clone());
                let missing = StoreError::ReferenceMissing { layer, id: FeatureId(0), field, refers, value: *value };
                return Err(self.desk.refusal(missing));
            }
        }
        Ok(())
    }

    /// The end of a feature as it is stored.
    pub(crate) fn removal(&self, stored: &Feature) -> Change {
        Change::Delete { layer: self.name().clone(), id: stored.id, expected: Some(stored.version) }
    }

    /// Commits; on the disk when it returns. Of an edited feature that is another meanwhile, both versions are told.
    pub(crate) async fn commit(
        &self,
        change: Change,
        edited: Option<(FeatureId, &SeenVersions)>,
    ) -> Result<Committed, HttpError> {
        let layouts = vec![Layout::of(self.layer.layer())];
        match (self.desk.commit(layouts, vec![change]).await, edited) {
            (Ok(committed), _) => Ok(committed),
            (Err(StoreError::Conflict { .. } | StoreError::FeatureNotFound { .. }), Some((id, seen))) => {
                let (position, now) = self.now(id).await?;
                Err(self.conflict(id, seen, &position, now).await)
            }
            (Err(StoreError::SchemaMismatch { field, .. }), _) => {
                Err(HttpError::Invalid { findings: vec![EditFinding::of_field(self.layer.layer(), &field)] })
            }
            (Err(error), _) => Err(self.desk.refusal(error)),
        }
    }

    /// The news that a feature was made, and where it is.
    pub(crate) async fn created(&self, committed: &Committed) -> Response {
        let id = committed.inserted.first().copied().unwrap_or(FeatureId(0));
        let mut answer = self.answer(StatusCode::CREATED, committed, Some(id)).await;
        let place = format!("{}{}", self.base(), paths::item(self.name().as_str(), id));
        if let Ok(place) = HeaderValue::try_from(place) {
            answer.headers_mut().insert(header::LOCATION, place);
        }
        answer
    }

    /// The news of success, once this server shows the change, with the feature as its next reader gets it, unless the client wants no
    /// more than the news.
    pub(crate) async fn answer(&self, status: StatusCode, committed: &Committed, id: Option<FeatureId>) -> Response {
        let is_shown = self.desk.shows(committed).await;
        let shown = match id.filter(|_| !self.desk.is_brief()) {
            Some(id) => self.shown(status, id, committed).await,
            None => None,
        };
        let bare = || if status == StatusCode::OK { StatusCode::NO_CONTENT } else { status }.into_response();
        let mut answer = shown.unwrap_or_else(bare);
        self.desk.tell(&mut answer, committed, is_shown);
        answer
    }

    async fn shown(&self, status: StatusCode, id: FeatureId, committed: &Committed) -> Option<Response> {
        let read = self.served.store.read(self.name(), &[id], committed.revision).await.ok()?;
        let (layer, audience) = (self.layer.layer(), self.asked.audience);
        let (body, etag) = item::written(
            layer,
            read.first().filter(|feature| self.shows(feature))?,
            audience,
            &self.base(),
            self.served.most_bytes(),
        )?;
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(GEOJSON)), (header::ETAG, etag)];
        Some((status, headers, body).into_response())
    }

    /// True if the editor may see a feature of the store at all.
    fn shows(&self, feature: &Feature) -> bool {
        self.layer.layer().shows(self.asked.audience, &feature.values)
    }

    /// The feature as the store has it at this moment, if the editor may see it.
    async fn now(&self, id: FeatureId) -> Result<(Position, Option<Feature>), HttpError> {
        let store = &self.served.store;
        let position = store.position().await.map_err(SnapshotError::from)?;
        let reader = store.reader().await.map_err(SnapshotError::from)?;
        let read = reader.read(self.name(), &[id], &position, usize::MAX).await.map_err(SnapshotError::from)?;
        Ok((position, read.features.into_iter().next().filter(|feature| self.shows(feature))))
    }

    /// Both versions: that of the editor, if history still has it, and the one there is.
    async fn conflict(&self, id: FeatureId, seen: &SeenVersions, at: &Position, now: Option<Feature>) -> HttpError {
        let revision = seen.newest().filter(|revision| *revision <= at.revision);
        let before = match revision {
            Some(revision) => self.served.store.read(self.name(), &[id], revision).await.unwrap_or_default(),
            None => Vec::new(),
        };
        let before = before.into_iter().find(|feature| Some(feature.version) == revision && self.shows(feature));
        if now.is_some() || before.is_some() {
            let layer = self.layer.layer();
            let told = || "both versions of a conflict".to_owned();
            self.served.note_look(&self.asked.looker, (&self.world, layer), [id].into_iter(), told).await;
        }
        let seen = (seen.newest(), before);
        conflict::between(self.layer.layer(), self.asked.audience, &self.base(), id, seen, now)
    }

    fn missing(&self, id: &str) -> HttpError {
        HttpError::ItemNotFound { layer: self.name().to_string(), id: id.chars().take(32).collect() }
    }

    fn name(&self) -> &LayerName {
        &self.layer.layer().name
    }

    fn base(&self) -> String {
        base_url(&self.asked.headers, &self.served.settings)
    }
}
