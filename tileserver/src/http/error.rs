//! Every status code the server answers with, in one `match`.
//!
//! Handlers return events ([`HttpError`]); `front::watch` turns them into `application/problem+json` (RFC 9457) with
//! the request's id, in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use spatial_core::crs::Crs;
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::SnapshotError;
use spatial_core::store::StoreError;

use crate::auth::{AuthError, Refused, Role};
use crate::http::wire::edit::Finding;
use crate::ogc::ParameterError;
use crate::search::reading::parcel_key;

/// The methods of a path, as the header `Allow` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed(pub &'static str);

impl Allowed {
    /// It is only read.
    pub const READ: Self = Self("GET, HEAD, OPTIONS");
    /// Something can be added to it.
    pub const ADD: Self = Self("GET, HEAD, OPTIONS, POST");
    /// One signs in and out there.
    pub const SESSION: Self = Self("GET, HEAD, OPTIONS, POST, DELETE");
    /// It can be changed.
    pub const CHANGE: Self = Self("GET, HEAD, OPTIONS, PUT, PATCH, DELETE");
}

/// As what a parcel's key was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParcelTried {
    /// Commune, sheet and number.
    Key,
    /// A GeoHash or another register's number.
    Identifier,
    /// Our own number, then as an identifier.
    Id,
}

impl ParcelTried {
    /// By its form.
    pub(crate) fn of(key: &str) -> Self {
        if !key.is_empty() && key.bytes().all(|c| c.is_ascii_digit()) {
            Self::Id
        } else if parcel_key::coded(key).is_some() {
            Self::Key
        } else {
            Self::Identifier
        }
    }
}

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
    /// No parcel has this key.
    #[error("no parcel {key}")]
    ParcelNotFound {
        /// As asked.
        key: String,
        /// As what it was looked for.
        tried: ParcelTried,
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
    /// The token is nobody's, or has ended.
    #[error("an unknown token")]
    TokenUnknown,
    /// Name or password is wrong.
    #[error("name or password is wrong")]
    SignInWrong,
    /// What was sent to sign in is no name and password.
    #[error("no name and password")]
    SignInUnreadable,
    /// Somebody tries too often.
    #[error("too many tries, again in {seconds} s")]
    TooOften {
        /// When to come back.
        seconds: u64,
    },
    /// So many sign in at once that this one found no place.
    #[error("too many sign in at once")]
    SignInCrowded,
    /// Another site's page sent this with our cookie.
    #[error("sent by a page of another origin")]
    CrossOrigin,
    /// The private store could not be asked.
    #[error("the private store did not answer")]
    Private(#[source] std::sync::Arc<StoreError>),
    /// A method this address does not know.
    #[error("method not allowed, only {}", allowed.0)]
    Method {
        /// Those it knows.
        allowed: Allowed,
    },
    /// A change without the version its editor has seen.
    #[error("no version in If-Match")]
    VersionNeeded,
    /// Someone else was quicker, or the feature is another than the editor saw.
    #[error("{layer}/{id} is at version {now:?}, not {seen:?}")]
    Conflict {
        /// Its layer.
        layer: String,
        /// Which feature.
        id: u64,
        /// The version the editor had seen, if it was one.
        seen: Option<u64>,
        /// The version there is; none if the feature is gone.
        now: Option<u64>,
        /// Both, as documents: `seen` and `current`.
        versions: Box<serde_json::Value>,
    },
    /// What was sent cannot be saved, for these reasons.
    #[error("{} findings", findings.len())]
    Invalid {
        /// All of them.
        findings: Vec<Finding>,
    },
    /// The body is not JSON.
    #[error("the body is not JSON at {line}:{column}")]
    NotJson {
        /// Counted from 1.
        line: u64,
        /// Counted from 1.
        column: u64,
    },
    /// The body broke off.
    #[error("the body broke off")]
    BodyBroken,
    /// A body of a kind that is not read here.
    #[error("media type not supported, accepted {accepted:?}")]
    MediaType {
        /// What is.
        accepted: &'static [&'static str],
    },
    /// Coordinates in a system that is neither the layer's own nor WGS 84.
    #[error("coordinates in {given}, the layer is in {own}")]
    ContentCrs {
        /// As sent.
        given: String,
        /// The layer's own.
        own: Crs,
    },
    /// The reason for a change cannot be kept.
    #[error("bad Diaban-Why")]
    Why {
        /// Most letters.
        most: usize,
    },
    /// The layer cannot be changed feature by feature.
    #[error("layer {layer} is not edited")]
    NotEdited {
        /// Its name.
        layer: String,
    },
    /// The layer is a table of others, which is only read.
    #[error("layer {layer} is a table of others")]
    TableNotEdited {
        /// Its name.
        layer: String,
    },
    /// The store did not take a change; nothing was changed.
    #[error("the change was not written")]
    NotWritten(#[source] StoreError),
    /// No such base map, or no picture there.
    #[error("no picture of base map {map} there")]
    BaseMapMissing {
        /// Its name, as asked for.
        map: String,
    },
    /// Who makes the pictures of a base map does not answer.
    #[error("the service of base map {map} does not answer")]
    BaseMapAway {
        /// Its name.
        map: String,
    },
    /// The store has not said in time whether it took a change.
    #[error("unknown whether the change was written within {seconds} s")]
    Unconfirmed {
        /// How long we waited.
        seconds: u64,
    },
    /// As many listen for changes as may.
    #[error("{limit} listeners already")]
    ListenersFull {
        /// Most allowed.
        limit: usize,
    },
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
    /// The index that searches need is still being made.
    #[error("the search index is not ready")]
    SearchNotReady,
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
    /// | 403 | your role does not go so far, or another site's page tried to act in your name | give the person another role | `auth::Refused`, `front::admission` |
    /// | 404 | there is no such thing, or not for this audience | a broken link, or a layer not imported | also for tiles outside the grid: clients stop asking |
    /// | 405 | this address, or this layer, does not do that | a client believes it may write | the router knows the methods |
    /// | 406 | ask for another representation | an old client | `Accept` or `f` matched nothing we have |
    /// | 412 | someone changed the feature since you looked; both versions are in the answer: put your change upon theirs and send again | two people edit the same place | `store::Conflict`, or seen at once |
    /// | 413 | send less | `[limits] body_kb` | refused before reading |
    /// | 414 | ask for fewer layers | `[limits] tile_layers` | refused before parsing |
    /// | 415 | send GeoJSON (or a merge patch), not packed | a client of another standard | `wire::edit::takes` |
    /// | 422 | the feature is not saved; each finding says what is wrong, where, and what to do | nothing to do | `wire::edit`; the store's own check behind it |
    /// | 428 | name the version you have seen in `If-Match` | a client that would overwrite others' work | `wire::edit::Seen` |
    /// | 429 | too many tries; wait as long as `Retry-After` says | somebody guesses (`diaban_tries_limited_total`, audit log) | `auth::limit` |
    /// | 503 | try again soon, after `Retry-After` | loading, or the store is locked or unreachable (`/health/ready` says the same), or all readers are at work (`diaban_readers_in_use`), or `[limits] listeners` listen already | never cached |
    /// | 504 | ask for less | `[limits] request_seconds`; the query was stopped (`diaban_queries_cancelled_total`) | the handler's future was dropped, and with it its `store::Reader` |
    /// | 500 | our fault, or a feature's data is broken or larger than any answer may be, which the sentence then names | the log has the chain of causes under the request id; `[limits] answer_mb` | a bug, or data that came in past the import's checks |
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Parameter(_)
            | Self::TooManyLayers { .. }
            | Self::NotJson { .. }
            | Self::BodyBroken
            | Self::ContentCrs { .. }
            | Self::Why { .. } => StatusCode::BAD_REQUEST,
            Self::NotFound
            | Self::LayerNotFound { .. }
            | Self::ItemNotFound { .. }
            | Self::ParcelNotFound { .. }
            | Self::TileOutside { .. }
            | Self::BaseMapMissing { .. }
            | Self::StyleNotFound { .. } => StatusCode::NOT_FOUND,
            Self::SignInUnreadable => StatusCode::BAD_REQUEST,
            Self::SignInNeeded | Self::TokenUnknown | Self::SignInWrong => StatusCode::UNAUTHORIZED,
            Self::NotAllowed { .. } | Self::CrossOrigin => StatusCode::FORBIDDEN,
            Self::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::SignInCrowded | Self::Private(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Method { .. } | Self::NotEdited { .. } | Self::TableNotEdited { .. } => {
                StatusCode::METHOD_NOT_ALLOWED
            }
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::Conflict { .. } => StatusCode::PRECONDITION_FAILED,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::LayersTooLong { .. } => StatusCode::URI_TOO_LONG,
            Self::Loading { .. }
            | Self::SearchNotReady
            | Self::Crowded(_)
            | Self::World(_)
            | Self::NotWritten(_)
            | Self::BaseMapAway { .. }
            | Self::ListenersFull { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::TimedOut { .. } | Self::Unconfirmed { .. } => StatusCode::GATEWAY_TIMEOUT,
            Self::ItemTooLarge { .. } | Self::Unplaced(_) | Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Shared(error) => error.status(),
        }
    }

    /// The methods to name with the answer, if it is that the one used is not among them.
    pub(crate) fn allowed(&self) -> Option<Allowed> {
        match self {
            Self::Method { allowed } => Some(*allowed),
            Self::NotEdited { .. } | Self::TableNotEdited { .. } => Some(Allowed::READ),
            _ => None,
        }
    }

    /// The id of the short title that goes with the status.
    pub fn title(&self) -> &'static str {
        match self.status() {
            StatusCode::BAD_REQUEST => "title-bad-request",
            StatusCode::UNAUTHORIZED => "title-sign-in",
            StatusCode::FORBIDDEN => "title-not-allowed",
            StatusCode::TOO_MANY_REQUESTS => "title-too-often",
            StatusCode::NOT_FOUND => "title-not-found",
            StatusCode::METHOD_NOT_ALLOWED => "title-method",
            StatusCode::NOT_ACCEPTABLE => "title-not-acceptable",
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => "title-too-large",
            StatusCode::PRECONDITION_FAILED => "title-conflict",
            StatusCode::PRECONDITION_REQUIRED => "title-version-needed",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "title-media-type",
            StatusCode::UNPROCESSABLE_ENTITY => "title-invalid",
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

impl From<AuthError> for HttpError {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::TokenUnknown => Self::TokenUnknown,
            AuthError::WrongPassword => Self::SignInWrong,
            AuthError::TooOften { seconds } => Self::TooOften { seconds },
            AuthError::Crowded => Self::SignInCrowded,
            AuthError::Store(error) => Self::Private(error),
            AuthError::NoRandomness => Self::Internal { what: error.to_string() },
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
            Self::LayersTooLong { limit } => Message::new("problem-layers-too-long").with("limit", limit),
            Self::SignInNeeded => Message::new("problem-sign-in-needed"),
            Self::NotAllowed { needed } => Message::new("problem-not-allowed").with("role", needed.as_str()),
            Self::TokenUnknown => Message::new("problem-token-unknown"),
            Self::SignInWrong => Message::new("problem-sign-in-wrong"),
            Self::SignInUnreadable => Message::new("problem-sign-in-unreadable"),
            Self::TooOften { seconds } => Message::new("problem-too-often").with("seconds", seconds),
            Self::SignInCrowded => Message::new("problem-sign-in-crowded"),
            Self::CrossOrigin => Message::new("problem-cross-origin"),
            Self::Private(_) => Message::new("problem-store"),
            Self::Method { allowed } => Message::new("problem-method").with("allowed", allowed.0),
            Self::NotEdited { layer } => Message::new("problem-not-edited").with("layer", layer),
            Self::TableNotEdited { layer } => Message::new("problem-table-not-edited").with("layer", layer),
            Self::VersionNeeded => Message::new("problem-version-needed"),
            Self::Conflict { layer, id, now: Some(_), .. } => {
                Message::new("problem-conflict").with("layer", layer).with("id", id)
            }
            Self::Conflict { layer, id, now: None, .. } => {
                Message::new("problem-conflict-gone").with("layer", layer).with("id", id)
            }
            Self::Invalid { findings } => Message::new("problem-findings").with("count", findings.len()),
            Self::NotJson { line, column } => {
                Message::new("problem-not-json").with("line", line).with("column", column)
            }
            Self::BodyBroken => Message::new("problem-body-broken"),
            Self::MediaType { accepted } => Message::new("problem-media-type").with("accepted", accepted.join(", ")),
            Self::ContentCrs { given, own } => {
                Message::new("problem-content-crs").with("given", given).with("own", content_crs(*own))
            }
            Self::Why { most } => Message::new("problem-why").with("most", most),
            Self::NotWritten(_) => Message::new("problem-not-written"),
            Self::BaseMapMissing { map } => Message::new("problem-base-map-missing").with("map", map),
            Self::BaseMapAway { map } => Message::new("problem-base-map-away").with("map", map),
            Self::ListenersFull { limit } => Message::new("problem-listeners-full").with("limit", limit),
            Self::Unconfirmed { seconds } => Message::new("problem-unconfirmed").with("seconds", seconds),
            Self::NotAcceptable { offered } => Message::new("problem-not-acceptable").with("offered", offered),
            Self::BodyTooLarge { limit_kb } => Message::new("problem-body-too-large").with("limit", limit_kb),
            Self::TimedOut { seconds } => Message::new("problem-timed-out").with("seconds", seconds),
            Self::Loading { finished, layers, features } => Message::new("problem-loading")
                .with("finished", finished)
                .with("layers", layers)
                .with("features", features),
            Self::SearchNotReady => Message::new("problem-search-not-ready"),
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
