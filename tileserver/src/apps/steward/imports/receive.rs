//! `POST /v1/imports`: a file comes, piece by piece, into a folder of its own beside the store.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, pin_mut};
use spatial_core::message::Message;
use spatial_core::store::StoreError;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::refusal::refused;
use super::wire::ImportDocument;
use crate::apps::steward::places::{FILE_NAME, IMPORTS};
use crate::apps::steward::who::{Steward, may_be_changed};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::request::uploads::upload::{Upload, UploadEnd};
use crate::http::served::Served;
use crate::http::wire;
use crate::imports::{Import, KeptFile, Shelf};
use crate::openapi::Described;
use crate::openapi::shared::LANG;

/// What it reads.
pub(super) static PARAMETERS: &[&dyn Described] = &[&FILE_NAME, &LANG];

/// Room is taken in pieces of this size where nobody says how much will come.
const PIECE: u64 = 16 << 20;

/// For administrators. Of a file that does not come to its end nothing is kept.
pub(super) async fn receive(
    State(served): State<Arc<Served>>,
    steward: Steward,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    let name = asked.parameters.read(&FILE_NAME)?.unwrap_or_default();
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(FILE_NAME.domain.longest).collect();
    if name.trim().is_empty() {
        return Err(HttpError::Unfit(Message::new("problem-import-name")));
    }
    let shelf = &served.imports;
    let mut room = Room { shelf, bytes: 0 };
    room.grow_to(body.size_hint().exact().unwrap_or(PIECE.min(shelf.most_bytes())))?;
    let id = shelf.fresh_id();
    let (place, own_id, own_name) = (Arc::clone(shelf), id.clone(), name.clone());
    let file = blocking(move || place.folder().place(&own_id, &own_name)).await?.map_err(not_written)?;
    let bytes = written(&served, body, &file, &mut room).await?;
    if bytes == 0 {
        return Err(HttpError::Unfit(Message::new("problem-import-empty").with("name", name)));
    }
    let (by, own_id) = (Arc::clone(&steward.who.name), id.clone());
    let import = blocking(move || Import::received(own_id, name, by, bytes, file)).await?;
    let import = shelf.put(import).map_err(|refusal| refused(refusal, &id))?;
    drop(room);
    let document = wire::json(&ImportDocument::of(&import, asked.language), "application/json");
    let mut response = (StatusCode::CREATED, document).into_response();
    let here = format!("{}{IMPORTS}/{id}", base_url(&asked.headers, &served.settings));
    if let Ok(here) = HeaderValue::try_from(here) {
        response.headers_mut().insert(header::LOCATION, here);
    }
    Ok(response)
}

/// Work on files, off the threads that answer.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, HttpError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| HttpError::NotWritten(StoreError::Closed))
}

/// Writes what comes; how many bytes it was.
async fn written(served: &Served, body: Body, kept: &KeptFile, room: &mut Room<'_>) -> Result<u64, HttpError> {
    let limits = served.settings.limits;
    let mut file = File::create_new(kept.path()).await.map_err(not_written)?;
    let coming = Upload::of(body, Duration::from_secs(limits.request_seconds), None).into_stream();
    pin_mut!(coming);
    let mut bytes = 0;
    while let Some(part) = coming.next().await {
        let part = part.map_err(|end| match end {
            UploadEnd::Stalled => HttpError::UploadStalled { seconds: limits.request_seconds },
            UploadEnd::BrokenOff(_) | UploadEnd::UsedUp(_) => HttpError::BodyBroken,
        })?;
        bytes += part.len() as u64;
        if bytes > served.imports.most_bytes() {
            return Err(HttpError::TooLarge(served.imports.too_large()));
        }
        if bytes > room.bytes {
            room.grow_to(bytes.next_multiple_of(PIECE).min(served.imports.most_bytes()))?;
        }
        file.write_all(&part).await.map_err(not_written)?;
    }
    file.flush().await.map_err(not_written)?;
    Ok(bytes)
}

fn not_written(error: io::Error) -> HttpError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            HttpError::NotWritten(StoreError::DiskFull { path: "imports".into() })
        }
        _ => HttpError::Internal { what: format!("a file cannot be kept: {error}") },
    }
}

/// Room for a file that is on its way, given back when it stands on the shelf or did not come.
struct Room<'a> {
    shelf: &'a Shelf,
    bytes: u64,
}

impl Room<'_> {
    fn grow_to(&mut self, bytes: u64) -> Result<(), HttpError> {
        let more = bytes.saturating_sub(self.bytes);
        self.shelf.take_room(more).map_err(|refusal| refused(refusal, ""))?;
        self.bytes += more;
        Ok(())
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        self.shelf.give_back(self.bytes);
    }
}
