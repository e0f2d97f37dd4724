//! Every status code the server answers with, in one `match`.
//!
//! Handlers return events ([`HttpError`]); `front::watch` turns them into `application/problem+json` (RFC 9457) with
//! the request's id, in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::SnapshotError;
use spatial_core::store::StoreError;

use crate::auth::{Refused, Role};
use crate::ogc::ParameterError;

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// No such address.
    #[error("no such path")]
    NotFound,
    /// No such layer for this audience.
    #[error("no layer {layer}")]
    LayerNotFound {
        /// As asked.
        layer: String,
    },
    /// No such feature.
    #[error("no feature {layer}/{id}")]
    ItemNotFound {
        /// Its layer.
        layer: String,
        /// As asked.
        id: String,
    },
    /// Zoom, column or row outside the grid.
    #[error("no tile {z}/{x}/{y}")]
    TileOutside {
        /// As asked.
        z: String,
        /// As asked.
        x: String,
        /// As asked.
        y: String,
    },
    /// No such style.
    #[error("no style {style}")]
    StyleNotFound {
        /// As asked.
        style: String,
    },
    /// A query parameter is unknown, or has a value we do not understand (OGC 17-069r4, requirements 28 and 29).
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// More layers in one tile than allowed.
    #[error("more than {limit} layers")]
    TooManyLayers {
        /// Most allowed.
        limit: usize,
    },
    /// The list of layers is longer than any tile's.
    #[error("the list of layers is too long for {limit} layers")]
    LayersTooLong {
        /// Most layers in one tile.
        limit: usize,
    },
    /// Nobody is signed in, and this is not for everybody.
    #[error("nobody is signed in")]
    SignInNeeded,
    /// The role of who is signed in does not go so far.
    #[error("this needs the role {}", .needed.as_str())]
    NotAllowed {
        /// The least role that may.
        needed: Role,
    },
    /// A method this address does not know.
    #[error("method not allowed")]
    Method,
    /// None of the representations is wanted.
    #[error("not acceptable, offered {offered}")]
    NotAcceptable {
        /// What there is.
        offered: &'static str,
    },
    /// The request's body is too large.
    #[error("body larger than {limit_kb} kB")]
    BodyTooLarge {
        /// Most allowed.
        limit_kb: u64,
    },
    /// The answer took too long.
    #[error("no answer within {seconds} s")]
    TimedOut {
        /// Most allowed.
        seconds: u64,
    },
    /// The World is not loaded yet.
    #[error("loading: {finished} of {layers} layers, {features} features")]
    Loading {
        /// Layers in memory.
        finished: usize,
        /// Layers of the store.
        layers: usize,
        /// Features read.
        features: u64,
    },
    /// The World is loaded, but the store behind it cannot be followed.
    #[error("the store cannot be followed")]
    NotCurrent,
    /// One feature alone is larger than an answer may be.
    #[error("{layer}/{id} is larger than {limit_mb} MB")]
    ItemTooLarge {
        /// Its layer.
        layer: String,
        /// Which feature.
        id: u64,
        /// Most allowed.
        limit_mb: usize,
    },
    /// So many ask that this question found no place in time.
    #[error("all readers are at work")]
    Crowded(#[source] StoreError),
    /// The snapshot, or the store behind it, could not answer.
    #[error("the world could not answer")]
    World(#[source] SnapshotError),
    /// A feature has a vertex that cannot be written in degrees; the message names both.
    #[error("a feature cannot be placed on the earth: {}", .0.code)]
    Unplaced(Message),
    /// Several asked for the same, and it failed for all of them.
    #[error(transparent)]
    Shared(std::sync::Arc<HttpError>),
    /// A handler panicked, or an invariant broke; the log says which.
    #[error("internal: {what}")]
    Internal {
        /// For the log only.
        what: String,
    },
}

impl HttpError {
    /// The status code, and what it means.
    ///
    /// | Status | to the user | to the operator | to the developer |
    /// |---|---|---|---|
    /// | 400 | the question is malformed; the sentence names the parameter | nothing to do | parameters are checked in `ogc` before anything is asked |
    /// | 401 | sign in first, or again | a token that ended, or somebody who tries | `WWW-Authenticate: Bearer`; `Identity` decides |
    /// | 403 | your role does not go so far | give the person another role | `auth::Refused` |
    /// | 404 | there is no such thing, or not for this audience | a broken link, or a layer not imported | also for tiles outside the grid: clients stop asking |
    /// | 405 | read only | a client believes it may write | the router knows the methods |
    /// | 406 | ask for another representation | an old client | `Accept` or `f` matched nothing we have |
    /// | 413 | send less | `[limits] body_kb` | refused before reading |
    /// | 414 | ask for fewer layers | `[limits] tile_layers` | refused before parsing |
    /// | 503 | try again soon, after `Retry-After` | loading, or the store is locked or unreachable (`/health/ready` says the same), or all readers are at work (`diaban_readers_in_use`) | never cached |
    /// | 504 | ask for less | `[limits] request_seconds`; the query was stopped (`diaban_queries_cancelled_total`) | the handler's future was dropped, and with it its `store::Reader` |
    /// | 500 | our fault, or a feature's data is broken or larger than any answer may be, which the sentence then names | the log has the chain of causes under the request id; `[limits] answer_mb` | a bug, or data that came in past the import's checks |
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Parameter(_) | Self::TooManyLayers { .. } => StatusCode::BAD_REQUEST,
            Self::NotFound
            | Self::LayerNotFound { .. }
            | Self::ItemNotFound { .. }
            | Self::TileOutside { .. }
            | Self::StyleNotFound { .. } => StatusCode::NOT_FOUND,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::NotAllowed { .. } => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::LayersTooLong { .. } => StatusCode::URI_TOO_LONG,
            Self::Loading { .. } | Self::NotCurrent | Self::Crowded(_) | Self::World(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::TimedOut { .. } => StatusCode::GATEWAY_TIMEOUT,
            Self::ItemTooLarge { .. } | Self::Unplaced(_) | Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Shared(error) => error.status(),
        }
    }

    /// The id of the short title that goes with the status.
    pub fn title(&self) -> &'static str {
        match self.status() {
            StatusCode::BAD_REQUEST => "title-bad-request",
            StatusCode::UNAUTHORIZED => "title-sign-in",
            StatusCode::FORBIDDEN => "title-not-allowed",
            StatusCode::NOT_FOUND => "title-not-found",
            StatusCode::METHOD_NOT_ALLOWED => "title-method",
            StatusCode::NOT_ACCEPTABLE => "title-not-acceptable",
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => "title-too-large",
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => "title-unavailable",
            _ => "title-internal",
        }
    }

    /// Code of the words for what a bad parameter should have been; a part of the sentence, said in the same language.
    pub(crate) fn expected(&self) -> Option<&'static str> {
        match self {
            Self::Parameter(error) => error.expected(),
            Self::Shared(error) => error.expected(),
            _ => None,
        }
    }
}

impl From<Refused> for HttpError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::SignInNeeded => Self::SignInNeeded,
            Refused::NotAllowed { needed } => Self::NotAllowed { needed },
        }
    }
}

impl From<SnapshotError> for HttpError {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Store(error @ StoreError::Crowded { .. }) => Self::Crowded(error),
            error => Self::World(error),
        }
    }
}

impl Say for HttpError {
    fn message(&self) -> Message {
        match self {
            Self::NotFound => Message::new("problem-not-found"),
            Self::LayerNotFound { layer } => Message::new("problem-layer-not-found").with("layer", layer),
            Self::ItemNotFound { layer, id } => {
                Message::new("problem-item-not-found").with("layer", layer).with("id", id)
            }
            Self::TileOutside { z, x, y } => {
                Message::new("problem-tile-outside").with("z", z).with("x", x).with("y", y)
            }
            Self::StyleNotFound { style } => Message::new("problem-style-not-found").with("style", style),
            Self::Parameter(error) => error.message(),
            Self::TooManyLayers { limit } => Message::new("problem-too-many-layers").with("limit", limit),
            Self::LayersTooLong { limit } => Message::new("problem-layers-too-long").with("limit", limit),
            Self::SignInNeeded => Message::new("problem-sign-in-needed"),
            Self::NotAllowed { needed } => Message::new("problem-not-allowed").with("role", needed.as_str()),
            Self::Method => Message::new("problem-method").with("allowed", "GET, HEAD, OPTIONS"),
            Self::NotAcceptable { offered } => Message::new("problem-not-acceptable").with("offered", offered),
            Self::BodyTooLarge { limit_kb } => Message::new("problem-body-too-large").with("limit", limit_kb),
            Self::TimedOut { seconds } => Message::new("problem-timed-out").with("seconds", seconds),
            Self::Loading { finished, layers, features } => Message::new("problem-loading")
                .with("finished", finished)
                .with("layers", layers)
                .with("features", features),
            Self::NotCurrent => Message::new("problem-not-current"),
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

/// Carries the event through the router to `front::watch`, which writes the problem document.
#[derive(Debug, Clone)]
pub(crate) struct Carried(pub(crate) std::sync::Arc<HttpError>);

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Carried(std::sync::Arc::new(self)));
        response
    }
}
