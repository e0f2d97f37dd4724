//! Why a question got no answer. Handlers return events ([`HttpError`]); `front::watch` turns them into `application/problem+json`
//! (RFC 9457) with the request's id, in the reader's language.
//!
//! Their status codes stand in `error/status.rs`, what is said of them in `error/said.rs`.

mod said;
mod status;
mod versions;

use std::sync::Arc;

use axum::http::HeaderValue;
use axum::response::{IntoResponse, Response};
use spatial_core::crs::Crs;
use spatial_core::layer::Door;
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::SnapshotError;
use spatial_core::store::StoreError;

pub(crate) use status::title;
pub use versions::{Version, Versions};

use crate::auth::{AuthError, Refused, Role};
use crate::http::wire::edit::EditFinding;
use crate::openapi::ParameterError;
use crate::search::reading::parcel_key::ParcelTried;

/// The methods of a path, as the header `Allow` names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed(pub Arc<str>);

impl Allowed {
    /// Of a path that has handlers for these.
    pub(crate) fn of<'a>(methods: impl Iterator<Item = &'a str>) -> Self {
        let (reading, writing): (Vec<&str>, Vec<&str>) = methods.partition(|method| *method == "GET");
        let heads = if reading.is_empty() { &[][..] } else { &["GET", "HEAD"] };
        Self([heads, &["OPTIONS"], &writing].concat().join(", ").into())
    }

    /// The value of the header.
    pub(crate) fn value(&self) -> HeaderValue {
        HeaderValue::try_from(&*self.0).unwrap_or(HeaderValue::from_static("OPTIONS"))
    }
}

/// What one client may have only so much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Connections with open requests.
    Connections,
    /// Listeners for changes.
    Listeners,
    /// Costly questions, at work and in waiting.
    Questions,
}

impl Share {
    /// The setting that says how much.
    pub fn key(self) -> &'static str {
        match self {
            Self::Connections => "connections_per_client",
            Self::Listeners => "listeners_per_client",
            Self::Questions => "questions_per_client",
        }
    }
}

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// No such address.
    #[error("no such path")]
    NotFound,
    /// HTTP/1.1 without `Host` (RFC 9112 §3.2).
    #[error("no Host header")]
    HostMissing,
    /// Two `Host` lines, or something that is no name.
    #[error("Host header unreadable")]
    HostUnreadable,
    /// A name that is not ours.
    #[error("host {host} is not served")]
    HostUnknown {
        /// As asked.
        host: String,
    },
    /// A whole address of ours was asked for, and nobody told us under which name the world knows us.
    #[error("public address not configured")]
    NameNotKnown,
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
    /// A tile of a table without shape.
    #[error("layer {layer} has no shape")]
    LayerWithoutShape {
        /// Its name.
        layer: String,
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
    #[error("unknown token")]
    TokenUnknown,
    /// Name or password is wrong.
    #[error("name or password is wrong")]
    SignInWrong,
    /// The password is right, and a code must come with it.
    #[error("a code is needed besides the password")]
    CodeNeeded,
    /// The code is wrong, or was used before.
    #[error("the code is wrong or was used before")]
    CodeWrong,
    /// What was sent to sign in is no name and password.
    #[error("no name and password")]
    SignInUnreadable,
    /// What was sent to change a password is not two passwords.
    #[error("no two passwords")]
    PasswordsUnreadable,
    /// Somebody tries too often.
    #[error("too many attempts; retry in {seconds} s")]
    TooOften {
        /// When to come back.
        seconds: u64,
    },
    /// So many sign in at once that this one found no place.
    #[error("too many concurrent sign-ins")]
    SignInCrowded,
    /// The list of users does not answer: who may write cannot be found out.
    #[error("the user list is unavailable")]
    SignInUnconfirmed,
    /// What is served is a copy of a store that cannot be written.
    #[error("the store is read-only")]
    ReadOnly,
    /// Another site's page sent this with our cookie.
    #[error("cross-origin request")]
    CrossOrigin,
    /// The private store could not be asked.
    #[error("the private store did not answer")]
    Private(#[source] Arc<StoreError>),
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
        versions: Box<Versions>,
    },
    /// What was sent cannot be saved, for these reasons.
    #[error("{} findings", findings.len())]
    Invalid {
        /// All of them.
        findings: Vec<EditFinding>,
    },
    /// The body is not JSON.
    #[error("the body is not JSON at {line}:{column}")]
    NotJson {
        /// Counted from 1.
        line: u64,
        /// Counted from 1.
        column: u64,
    },
    /// The body is JSON, but holds what we cannot.
    #[error("the body holds a {what} beyond our reach at {line}:{column}")]
    JsonBeyond {
        /// The word sentences choose by: `number`, `depth`, `letter`.
        what: &'static str,
        /// Counted from 1.
        line: u64,
        /// Counted from 1.
        column: u64,
    },
    /// The body broke off.
    #[error("the request body ended early")]
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
    #[error("layer {layer} is not editable")]
    NotEdited {
        /// Its name.
        layer: String,
    },
    /// The layer is a table of others, which is only read.
    #[error("layer {layer} is an external table")]
    TableNotEdited {
        /// Its name.
        layer: String,
    },
    /// The layer is written as its subject's rules allow, and not feature by feature.
    #[error("layer {layer} is written through {door} only")]
    OtherDoor {
        /// Its name.
        layer: String,
        /// The subject.
        door: Door,
    },
    /// Who is signed in does not hold a power over a subject there.
    #[error("this needs the grant {grant}")]
    GrantNeeded {
        /// `planning.draft`.
        grant: String,
    },
    /// The same, said by the subject: over what.
    #[error("not theirs: {}", .0.code)]
    NotTheirs(Message),
    /// What a subject was asked for is not there, or not for this audience.
    #[error("not there: {}", .0.code)]
    Missing(Message),
    /// What was sent to a subject cannot be taken.
    #[error("cannot be taken: {}", .0.code)]
    Unfit(Message),
    /// Things do not stand as the request needs them.
    #[error("out of turn: {}", .0.code)]
    OutOfTurn(Message),
    /// The store did not take a change; nothing was changed.
    #[error("the change was not written")]
    NotWritten(#[source] StoreError),
    /// A change does not go with what is there; nothing was changed.
    #[error("the change contradicts the data")]
    Contradicted(#[source] StoreError),
    /// No such base map, or no picture there.
    #[error("base map {map} has no tile there")]
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
    #[error("limit of {limit} listeners reached")]
    ListenersFull {
        /// Most allowed.
        limit: usize,
    },
    /// One client has as many of something as one may have.
    #[error("limit of {limit} {} for one client reached", .of.key())]
    ClientFull {
        /// Of what.
        of: Share,
        /// Most allowed.
        limit: usize,
    },
    /// All connections ask something.
    #[error("all connections are busy")]
    ConnectionsFull,
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
    /// What was sent is more than is taken here; the message says how much is, and what to do.
    #[error("too large: {}", .0.code)]
    TooLarge(Message),
    /// Somebody has put as many files as one person may in a day.
    #[error("daily uploads of {limit_mb} MB used up")]
    UploadsUsedUp {
        /// Most at once; it is made good within a day.
        limit_mb: u64,
        /// When there is room for what was sent; `None` if there never is.
        seconds: Option<u64>,
    },
    /// A file came too slowly, or not to its end.
    #[error("upload stalled")]
    UploadStalled {
        /// For so long nothing may come.
        seconds: u64,
    },
    /// The answer took too long.
    #[error("timed out after {seconds} s")]
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
    /// A model was not brought to the World that is served in time.
    #[error("model {model} is not ready")]
    ModelNotReady {
        /// Its name.
        model: &'static str,
    },
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
    #[error("all readers are busy")]
    Crowded(#[source] StoreError),
    /// The snapshot, or the store behind it, could not answer.
    #[error("the snapshot could not answer")]
    World(#[source] SnapshotError),
    /// A feature has a vertex that cannot be written in degrees; the message names both.
    #[error("a feature cannot be georeferenced: {}", .0.code)]
    Unplaced(Message),
    /// Several asked for the same, and it failed for all of them.
    #[error(transparent)]
    Shared(Arc<HttpError>),
    /// A handler panicked, or an invariant broke; the log says which.
    #[error("internal: {what}")]
    Internal {
        /// For the log only.
        what: String,
    },
}

impl From<Refused> for HttpError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::SignInNeeded => Self::SignInNeeded,
            Refused::Unconfirmed => Self::SignInUnconfirmed,
            Refused::NotAllowed { needed } => Self::NotAllowed { needed },
        }
    }
}

impl From<AuthError> for HttpError {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::TokenUnknown => Self::TokenUnknown,
            AuthError::WrongPassword => Self::SignInWrong,
            AuthError::CodeNeeded => Self::CodeNeeded,
            AuthError::WrongCode => Self::CodeWrong,
            AuthError::Refused(error) => Self::Unfit(error.message()),
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

/// Carries the event through the router to `front::watch`, which writes the problem document.
#[derive(Debug, Clone)]
pub(crate) struct Carried(pub(crate) Arc<HttpError>);

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}
