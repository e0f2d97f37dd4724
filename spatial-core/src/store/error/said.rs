//! What is said of a store that refused: the code of a sentence and what it needs.

use super::StoreError;
use crate::message::{Message, Say};

impl Say for StoreError {
    fn message(&self) -> Message {
        match self {
            Self::NotFound { path } => Message::new("store-not-found").with("path", path.display()),
            Self::NotAStore { path } => Message::new("store-not-a-store").with("path", path.display()),
            Self::TooNew { path, .. } => Message::new("store-too-new").with("path", path.display()),
            Self::LayerNotFound { layer } => Message::new("layer-not-found").with("layer", layer),
            Self::LayerExists { layer } => Message::new("layer-exists").with("layer", layer),
            Self::SchemaMismatch { layer, field, .. } => {
                Message::new("schema-mismatch").with("layer", layer).with("field", field)
            }
            Self::CrsMismatch { layer, has, given } => {
                Message::new("layer-crs-mismatch").with("layer", layer).with("has", has).with("given", given)
            }
            Self::OtherDoor { layer, door } => Message::new("layer-other-door").with("layer", layer).with("door", door),
            Self::NeverPublic { layer } => Message::new("layer-never-public").with("layer", layer),
            Self::LayerOfSubject { layer, subject } => {
                Message::new("layer-of-subject").with("layer", layer).with("subject", subject.as_str())
            }
            Self::LayerReferred { layer, by, field } => {
                Message::new("layer-referred").with("layer", layer).with("by", by).with("field", field)
            }
            Self::LayerNamesOthers { layer, wards } => Message::new("layer-names-others")
                .with("layer", layer)
                .with("names", if *wards { "wards" } else { "others" }),
            Self::SridRedefined { srid } => Message::new("srid-redefined").with("srid", srid),
            Self::ReferenceMissing { layer, field, refers, value, .. } => Message::new("reference-missing")
                .with("layer", layer)
                .with("field", field)
                .with("refers", refers)
                .with("id", value),
            Self::StillReferred { layer, id, by, referrer } => Message::new("still-referred")
                .with("layer", layer)
                .with("id", id)
                .with("by", by)
                .with("referrer", referrer),
            Self::DeclaredOtherwise { layer, what, has, wanted } => Message::new("layer-declared-otherwise")
                .with("layer", layer)
                .with("what", what)
                .with("has", has)
                .with("wanted", wanted),
            Self::StagesApart => Message::new("stages-apart"),
            Self::Conflict { layer, id, .. } => Message::new("conflict").with("layer", layer).with("id", id),
            Self::Moved { .. } => Message::new("store-moved"),
            Self::FeatureNotFound { layer, id } => {
                Message::new("feature-not-found").with("layer", layer).with("id", id)
            }
            Self::TooOld { layer, revision } => {
                Message::new("history-too-old").with("layer", layer).with("revision", revision)
            }
            Self::Busy { path } => Message::new("store-busy").with("path", path.display()),
            Self::Crowded { readers } => Message::new("store-crowded").with("readers", readers),
            Self::Cancelled => Message::new("store-cancelled"),
            Self::UserNameInvalid { name } => Message::new("user-name-invalid").with("name", name.escape_debug()),
            Self::UserExists { name } => Message::new("user-exists").with("name", name),
            Self::UserNotFound { name } => Message::new("user-not-found").with("name", name),
            Self::GrantNotHeld { name, grant } => {
                Message::new("grant-not-held").with("name", name).with("grant", grant)
            }
            Self::FactorNotHeld { name } => Message::new("second-factor-not-held").with("name", name),
            Self::TooManyGrants { name, most } => Message::new("grants-too-many").with("name", name).with("most", most),
            Self::ReadOnly { path } => Message::new("store-read-only").with("path", path.display()),
            Self::Damaged { path } => Message::new("store-damaged").with("path", path.display()),
            Self::OthersMayWrite { path } => Message::new("store-others-may-write").with("path", path.display()),
            Self::OutOfMemory { path } => Message::new("store-out-of-memory").with("path", path.display()),
            Self::DiskFull { path } => Message::new("store-disk-full").with("path", path.display()),
            Self::AmbiguousKey { layer, field, value, features, records } => Message::new("key-ambiguous")
                .with("layer", layer)
                .with("field", field)
                .with("value", value)
                .with("features", listed(features))
                .with("records", listed(records)),
            Self::ChangedUnderneath { layer } => Message::new("layer-changed-underneath").with("layer", layer),
            Self::LayoutChanged { layer } => Message::new("layer-layout-changed").with("layer", layer),
            Self::NotAnAddress => Message::new("store-not-an-address"),
            Self::Unconfirmed => Message::new("store-unconfirmed"),
            Self::Unreachable { place, .. } => Message::new("store-unreachable").with("store", place),
            Self::NotAllowed { place, .. } => Message::new("store-not-allowed").with("store", place),
            Self::SignInRefused { place, .. } => Message::new("store-sign-in-refused").with("store", place),
            Self::NoDatabase { place } => Message::new("store-no-database").with("store", place),
            Self::NoPostgis { place, .. } => Message::new("store-no-postgis").with("store", place),
            Self::Postgres { place, .. } => Message::new("store-postgres").with("store", place),
            Self::Sqlite { path, .. } => Message::new("store-sqlite").with("path", path.display()),
            Self::Corrupt { layer, id, field } => {
                Message::new("feature-corrupt").with("layer", layer).with("id", id).with("field", field)
            }
            Self::Table { layer, problem } => problem.message(layer),
            Self::Series(problem) => problem.message(),
            Self::AssetMissing { layer, field, hash } => Message::new("asset-missing")
                .with("layer", layer)
                .with("field", field)
                .with("hash", hash.escape_debug()),
            Self::Asset(problem) => problem.message(),
            Self::Closed => Message::new("store-closed"),
        }
    }
}

fn listed<T: std::fmt::Display>(items: &[T]) -> String {
    if items.is_empty() {
        return "–".to_owned();
    }
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

/// All codes this room can say.
pub const CODES: &[&str] = &[
    "store-not-found",
    "store-not-a-store",
    "store-too-new",
    "layer-not-found",
    "layer-exists",
    "schema-mismatch",
    "layer-crs-mismatch",
    "layer-other-door",
    "layer-never-public",
    "layer-of-subject",
    "layer-referred",
    "srid-redefined",
    "reference-missing",
    "still-referred",
    "layer-declared-otherwise",
    "stages-apart",
    "conflict",
    "store-moved",
    "feature-not-found",
    "history-too-old",
    "store-busy",
    "store-crowded",
    "store-cancelled",
    "store-read-only",
    "store-damaged",
    "store-others-may-write",
    "store-out-of-memory",
    "store-disk-full",
    "key-ambiguous",
    "layer-changed-underneath",
    "layer-layout-changed",
    "user-name-invalid",
    "user-exists",
    "user-not-found",
    "grant-not-held",
    "grants-too-many",
    "store-not-an-address",
    "store-unconfirmed",
    "store-unreachable",
    "store-not-allowed",
    "store-sign-in-refused",
    "store-no-database",
    "store-no-postgis",
    "store-postgres",
    "store-sqlite",
    "feature-corrupt",
    "store-closed",
    "table-no-database",
    "table-name-taken",
    "table-not-found",
    "table-forbidden",
    "table-column-not-found",
    "table-not-geometry",
    "table-no-crs",
    "table-crs-differs",
    "table-crs-contradicted",
    "table-crs-unknown",
    "table-crs-by-parameters",
    "table-type",
    "table-key-not-unique",
    "table-keys-collide",
    "table-too-many",
    "table-read-only",
    "series-name-invalid",
    "series-not-found",
    "series-too-many",
    "observation-not-finite",
    "observation-out-of-time",
    "observation-no-stream",
    "asset-missing",
    "asset-hash-invalid",
    "asset-empty",
    "asset-too-large",
    "asset-interrupted",
    "asset-damaged",
    "asset-file",
];
