//! What is said of a question that got no answer: the code of a sentence and what it needs.

use spatial_core::crs::Crs;
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreError;

use super::HttpError;
use crate::http::request::uploads::upload::LEAST_SPEED;
use crate::http::wire::edit::EditFinding;
use crate::search::reading::parcel_key::ParcelTried;

impl Say for HttpError {
    fn message(&self) -> Message {
        match self {
            Self::NotFound => Message::new("problem-not-found"),
            Self::HostMissing => Message::new("problem-host-missing"),
            Self::HostUnreadable => Message::new("problem-host-unreadable"),
            Self::NameNotKnown => Message::new("problem-name-not-known"),
            Self::HostUnknown { host } => Message::new("problem-host-unknown").with("host", host),
            Self::LayerNotFound { layer } => Message::new("problem-layer-not-found").with("layer", layer),
            Self::ItemNotFound { layer, id } => {
                Message::new("problem-item-not-found").with("layer", layer).with("id", id)
            }
            Self::ParcelNotFound { key, tried } => match tried {
                ParcelTried::Key => Message::new("problem-parcel-key-not-found"),
                ParcelTried::Identifier => Message::new("problem-parcel-identifier-not-found"),
                ParcelTried::Id => Message::new("problem-parcel-id-not-found"),
            }
            .with("key", key),
            Self::TileOutside { z, x, y } => {
                Message::new("problem-tile-outside").with("z", z).with("x", x).with("y", y)
            }
            Self::StyleNotFound { style } => Message::new("problem-style-not-found").with("style", style),
            Self::Parameter(error) => error.message(),
            Self::TooManyLayers { limit } => Message::new("problem-too-many-layers").with("limit", limit),
            Self::LayerWithoutShape { layer } => Message::new("problem-layer-without-shape").with("layer", layer),
            Self::LayersTooLong { limit } => Message::new("problem-layers-too-long").with("limit", limit),
            Self::SignInNeeded => Message::new("problem-sign-in-needed"),
            Self::NotAllowed { needed } => Message::new("problem-not-allowed").with("role", needed.as_str()),
            Self::TokenUnknown => Message::new("problem-token-unknown"),
            Self::SignInWrong => Message::new("problem-sign-in-wrong"),
            Self::CodeNeeded => Message::new("problem-code-needed"),
            Self::CodeWrong => Message::new("problem-code-wrong"),
            Self::SignInUnreadable => Message::new("problem-sign-in-unreadable"),
            Self::PasswordsUnreadable => Message::new("problem-passwords-unreadable"),
            Self::TooOften { seconds } => Message::new("problem-too-often").with("seconds", seconds),
            Self::SignInCrowded => Message::new("problem-sign-in-crowded"),
            Self::SignInUnconfirmed => Message::new("problem-sign-in-unconfirmed"),
            Self::ReadOnly => Message::new("problem-read-only"),
            Self::CrossOrigin => Message::new("problem-cross-origin"),
            Self::Private(_) => Message::new("problem-store"),
            Self::Method { allowed } => Message::new("problem-method").with("allowed", &allowed.0),
            Self::NotEdited { layer } => Message::new("problem-not-edited").with("layer", layer),
            Self::TableNotEdited { layer } => Message::new("problem-table-not-edited").with("layer", layer),
            Self::OtherDoor { layer, door } => {
                Message::new("problem-other-door").with("layer", layer).with("door", door)
            }
            Self::GrantNeeded { grant } => Message::new("problem-grant-needed").with("grant", grant),
            Self::NotTheirs(message)
            | Self::Missing(message)
            | Self::Unfit(message)
            | Self::OutOfTurn(message)
            | Self::TooLarge(message) => message.clone(),
            Self::VersionNeeded => Message::new("problem-version-needed"),
            Self::Conflict { layer, id, now: Some(_), .. } => {
                Message::new("problem-conflict").with("layer", layer).with("id", id)
            }
            Self::Conflict { layer, id, now: None, .. } => {
                Message::new("problem-conflict-gone").with("layer", layer).with("id", id)
            }
            Self::Invalid { findings } if findings.iter().any(EditFinding::is_asked) => {
                Message::new("problem-findings-asked").with("count", findings.len())
            }
            Self::Invalid { findings } => Message::new("problem-findings").with("count", findings.len()),
            Self::NotJson { line, column } => {
                Message::new("problem-not-json").with("line", line).with("column", column)
            }
            Self::JsonBeyond { what, line, column } => {
                Message::new("problem-json-beyond").with("what", what).with("line", line).with("column", column)
            }
            Self::BodyBroken => Message::new("problem-body-broken"),
            Self::MediaType { accepted } => Message::new("problem-media-type").with("accepted", accepted.join(", ")),
            Self::ContentCrs { given, own } => {
                Message::new("problem-content-crs").with("given", given).with("own", content_crs(*own))
            }
            Self::Why { most } => Message::new("problem-why").with("most", most),
            Self::NotWritten(StoreError::DiskFull { .. }) => Message::new("problem-disk-full"),
            Self::NotWritten(StoreError::OutOfMemory { .. }) => Message::new("problem-out-of-memory"),
            Self::NotWritten(StoreError::NotAllowed { .. }) => Message::new("problem-database-role"),
            Self::NotWritten(_) => Message::new("problem-not-written"),
            Self::Contradicted(error) => error.message(),
            Self::BaseMapMissing { map } => Message::new("problem-base-map-missing").with("map", map),
            Self::BaseMapAway { map } => Message::new("problem-base-map-away").with("map", map),
            Self::ListenersFull { limit } => Message::new("problem-listeners-full").with("limit", limit),
            Self::ClientFull { of, limit } => {
                Message::new("problem-client-full").with("key", of.key()).with("limit", limit)
            }
            Self::ConnectionsFull => Message::new("problem-connections-full"),
            Self::Unconfirmed { seconds } => Message::new("problem-unconfirmed").with("seconds", seconds),
            Self::NotAcceptable { offered } => Message::new("problem-not-acceptable").with("offered", offered),
            Self::BodyTooLarge { limit_kb } => Message::new("problem-body-too-large").with("limit", limit_kb),
            Self::UploadsUsedUp { limit_mb, seconds } => {
                let said =
                    Message::new(if seconds.is_some() { "problem-uploads-used-up" } else { "problem-upload-beyond" });
                said.with("limit", limit_mb).with("hours", seconds.unwrap_or_default().div_ceil(3600))
            }
            Self::UploadStalled { seconds } => {
                Message::new("problem-upload-stalled").with("seconds", seconds).with("least", LEAST_SPEED >> 10)
            }
            Self::TimedOut { seconds } => Message::new("problem-timed-out").with("seconds", seconds),
            Self::Loading { finished, layers, features } => Message::new("problem-loading")
                .with("finished", finished)
                .with("layers", layers)
                .with("features", features),
            Self::SearchNotReady => Message::new("problem-search-not-ready"),
            Self::ModelNotReady { model } => Message::new("problem-model-not-ready").with("model", model),
            Self::ItemTooLarge { layer, id, limit_mb } => {
                Message::new("problem-item-too-large").with("layer", layer).with("id", id).with("limit", limit_mb)
            }
            Self::Crowded(error) => error.message(),
            Self::World(_) => Message::new("problem-store"),
            Self::Unplaced(message) => message.clone(),
            Self::Internal { .. } => Message::new("problem-internal"),
            Self::Shared(error) => error.message(),
        }
    }
}

/// The value of `Content-Crs` for coordinates in a system.
fn content_crs(crs: Crs) -> String {
    match crs {
        Crs::Epsg(code) => format!("<http://www.opengis.net/def/crs/EPSG/0/{code}>"),
        Crs::Local => "<local>".to_owned(),
    }
}

impl HttpError {
    /// The words for what a bad parameter should have been; a part of the sentence, said in the same language.
    pub(crate) fn expected(&self) -> Option<&Message> {
        match self {
            Self::Parameter(error) => error.expected(),
            Self::Shared(error) => error.expected(),
            _ => None,
        }
    }
}
