//! Every status code the server answers with, in one `match`, and what goes with it.

use axum::http::StatusCode;
use spatial_core::store::StoreError;

use super::{Allowed, HttpError};

impl HttpError {
    /// The status code, and what it means.
    ///
    /// | Status | to the user | to the operator | to the developer |
    /// |---|---|---|---|
    /// | 400 | the question is malformed; the sentence names the parameter | nothing to do | parameters are checked in `ogc` before anything is asked |
    /// | 401 | sign in first, or again | a token that ended, or somebody who tries | `WWW-Authenticate: Bearer`; `Identity` decides |
    /// | 403 | your role or your grants do not go so far, the layer is written through its subject's door, or another site's page tried to act in your name | give the person another role or a grant | `auth::Refused`, `front::admission`; `http::desk` for doors: 403 and not 409, for no state of the data would let the change pass |
    /// | 404 | there is no such thing, or not for this audience | a broken link, or a layer not imported | also for tiles outside the grid: clients stop asking |
    /// | 405 | this address, or this layer, does not do that | a client believes it may write | the router knows the methods |
    /// | 406 | ask for another representation | an old client | `Accept` or `f` matched nothing we have |
    /// | 408 | the file came too slowly and was not kept: send it again over a better line | a bad line, or somebody who holds connections | `uploads::upload`: `[limits] request_seconds` of silence, or fewer bytes a second than it asks for |
    /// | 409 | what you changed refers to something that is not there, or is referred to, or the layer changed meanwhile, or things do not stand as your step needs them; look again | nothing to do | `http::desk`; the store's own check |
    /// | 412 | someone changed the feature since you looked; both versions are in the answer: put your change upon theirs and send again | two people edit the same place | `store::Conflict`, or seen at once |
    /// | 413 | send less, or later if `Retry-After` says when | `[limits] body_kb`; files have a limit of their own, and `[limits] upload_mb` for all that one person puts in a day | refused before reading, or once more has come; the day's files are 413 and not 507, for the server has room: only this is more than is left for this person, and a smaller file may pass |
    /// | 414 | ask for fewer layers | `[limits] tile_layers` | refused before parsing |
    /// | 415 | send GeoJSON (or a merge patch), not packed | a client of another standard | `wire::edit::takes` |
    /// | 421 | this server is not called so; ask it under its own name | add the name to `[server] hosts`, or set `[server] public_url` | `request::reached` |
    /// | 422 | the feature is not saved; each finding says what is wrong, where, and what to do | nothing to do | `wire::edit`; the store's own check behind it |
    /// | 428 | name the version you have seen in `If-Match` | a client that would overwrite others' work | `wire::edit::SeenVersions` |
    /// | 429 | too many tries, or too much at once from one address; wait as long as `Retry-After` says | somebody guesses (`diaban_tries_limited_total`, audit log), or one client has all that `[limits] …_per_client` gives it | `auth::limit`, `front::places`, `front::turns` |
    /// | 507 | nothing was saved; try again when there is room | the disk of the store is full | `StoreError::DiskFull` |
    /// | 503 | try again soon, after `Retry-After` | loading, or the store is locked or unreachable (`/health/ready` says the same), or all readers are at work (`diaban_readers_in_use`), or `[limits] listeners` listen already, or all `[limits] connections` have an open request | never cached |
    /// | 504 | ask for less | `[limits] request_seconds`; the query was stopped (`diaban_queries_cancelled_total`) | the handler's future was dropped, and with it its `store::Reader` |
    /// | 500 | our fault, or a feature's data is broken or larger than any answer may be, which the sentence then names | the log has the chain of causes under the request id; `[limits] answer_mb` | a bug, or data that came in past the import's checks |
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Parameter(_)
            | Self::TooManyLayers { .. }
            | Self::HostMissing
            | Self::HostUnreadable
            | Self::NameNotKnown
            | Self::NotJson { .. }
            | Self::JsonBeyond { .. }
            | Self::BodyBroken
            | Self::ContentCrs { .. }
            | Self::Why { .. } => StatusCode::BAD_REQUEST,
            Self::NotFound
            | Self::LayerNotFound { .. }
            | Self::LayerWithoutShape { .. }
            | Self::ItemNotFound { .. }
            | Self::ParcelNotFound { .. }
            | Self::TileOutside { .. }
            | Self::BaseMapMissing { .. }
            | Self::StyleNotFound { .. }
            | Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::SignInUnreadable | Self::PasswordsUnreadable => StatusCode::BAD_REQUEST,
            Self::SignInNeeded | Self::TokenUnknown | Self::SignInWrong | Self::CodeNeeded | Self::CodeWrong => {
                StatusCode::UNAUTHORIZED
            }
            Self::NotAllowed { .. }
            | Self::ReadOnly
            | Self::GrantNeeded { .. }
            | Self::NotTheirs(_)
            | Self::OtherDoor { .. }
            | Self::CrossOrigin => StatusCode::FORBIDDEN,
            Self::NotWritten(StoreError::DiskFull { .. }) => StatusCode::INSUFFICIENT_STORAGE,
            Self::TooOften { .. } | Self::ClientFull { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::SignInCrowded | Self::SignInUnconfirmed | Self::Private(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Method { .. } | Self::NotEdited { .. } | Self::TableNotEdited { .. } => {
                StatusCode::METHOD_NOT_ALLOWED
            }
            Self::Contradicted(_) | Self::OutOfTurn(_) => StatusCode::CONFLICT,
            Self::HostUnknown { .. } => StatusCode::MISDIRECTED_REQUEST,
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::Conflict { .. } => StatusCode::PRECONDITION_FAILED,
            Self::UploadStalled { .. } => StatusCode::REQUEST_TIMEOUT,
            Self::BodyTooLarge { .. } | Self::TooLarge(_) | Self::UploadsUsedUp { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid { .. } | Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::LayersTooLong { .. } => StatusCode::URI_TOO_LONG,
            Self::Loading { .. }
            | Self::SearchNotReady
            | Self::ModelNotReady { .. }
            | Self::Crowded(_)
            | Self::World(_)
            | Self::NotWritten(_)
            | Self::BaseMapAway { .. }
            | Self::ConnectionsFull
            | Self::ListenersFull { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::TimedOut { .. } | Self::Unconfirmed { .. } => StatusCode::GATEWAY_TIMEOUT,
            Self::ItemTooLarge { .. } | Self::Unplaced(_) | Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Shared(error) => error.status(),
        }
    }

    /// The methods to name with the answer, if it is that the one used is not among them.
    pub(crate) fn allowed(&self) -> Option<Allowed> {
        match self {
            Self::Method { allowed } => Some(allowed.clone()),
            Self::NotEdited { .. } | Self::TableNotEdited { .. } => Some(Allowed::of(["GET"].into_iter())),
            _ => None,
        }
    }

    /// The id of the short title that goes with the status.
    pub fn title(&self) -> &'static str {
        title(self.status().as_u16())
    }
}

/// The id of the short title that goes with a status.
pub(crate) fn title(status: u16) -> &'static str {
    match StatusCode::from_u16(status).unwrap_or_default() {
        StatusCode::MISDIRECTED_REQUEST => "title-misdirected",
        StatusCode::BAD_REQUEST => "title-bad-request",
        StatusCode::UNAUTHORIZED => "title-sign-in",
        StatusCode::FORBIDDEN => "title-not-allowed",
        StatusCode::TOO_MANY_REQUESTS => "title-too-often",
        StatusCode::NOT_FOUND => "title-not-found",
        StatusCode::METHOD_NOT_ALLOWED => "title-method",
        StatusCode::NOT_ACCEPTABLE => "title-not-acceptable",
        StatusCode::REQUEST_TIMEOUT => "title-too-slow",
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => "title-too-large",
        StatusCode::CONFLICT => "title-contradicted",
        StatusCode::PRECONDITION_FAILED => "title-conflict",
        StatusCode::PRECONDITION_REQUIRED => "title-version-needed",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "title-media-type",
        StatusCode::UNPROCESSABLE_ENTITY => "title-invalid",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT | StatusCode::INSUFFICIENT_STORAGE => {
            "title-unavailable"
        }
        _ => "title-internal",
    }
}
