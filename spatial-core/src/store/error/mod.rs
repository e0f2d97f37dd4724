//! What can go wrong with a store. What is said about it stands in `said`.

mod said;

use std::path::PathBuf;

use crate::crs::Crs;
use crate::layer::{Door, FeatureId, Grant, LayerName, Misfit, Revision, Word};
use crate::store::assets::AssetProblem;
use crate::store::postgis::tables::TableProblem;
use crate::store::private::UserName;
use crate::store::series::SeriesProblem;

pub use self::said::CODES;

/// Errors of the `store` room.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file, and we were not asked to create it.
    #[error("no store at {path}")]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{path} is not a GeoPackage")]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// The store was made by a newer program.
    #[error("{path} has layout {found}, this program knows up to {known}")]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its layout number.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The layer is missing.
    #[error("layer {layer} not found")]
    LayerNotFound {
        /// Its name.
        layer: LayerName,
    },
    /// `create` met an existing layer.
    #[error("layer {layer} exists")]
    LayerExists {
        /// Its name.
        layer: LayerName,
    },
    /// A value, field or shape does not fit the layer.
    #[error("layer {layer}, field {field}: {problem}")]
    SchemaMismatch {
        /// Its name.
        layer: LayerName,
        /// The field, or `geometry`.
        field: String,
        /// In a few words, for the log.
        problem: String,
    },
    /// Append or update brought coordinates of another reference system.
    #[error("layer {layer} is in {has}, not {given}")]
    CrsMismatch {
        /// Its name.
        layer: LayerName,
        /// The layer's reference system.
        has: Crs,
        /// That of the data.
        given: Crs,
    },
    /// A layer is written through another door.
    #[error("{layer} is written through {door} only")]
    OtherDoor {
        /// Its name.
        layer: LayerName,
        /// Through which it is written.
        door: Door,
    },
    /// What an import set aside is for staff, whatever somebody wishes.
    #[error("{layer} is quarantine and is never shown to everybody")]
    NeverPublic {
        /// Its name.
        layer: LayerName,
    },
    /// A layer is to go, and a subject rests on it.
    #[error("{layer} is a table of {}", .subject.as_str())]
    LayerOfSubject {
        /// Its name.
        layer: LayerName,
        /// The subject.
        subject: Word,
    },
    /// A layer is to go, and a field of another one refers to it.
    #[error("{layer} is referred to by {field} of {by}")]
    LayerReferred {
        /// Its name.
        layer: LayerName,
        /// The other.
        by: LayerName,
        /// The other's field.
        field: String,
    },
    /// A layer is to go in which others find names, and whoever asks has not said that they know.
    #[error("others find names in {layer}")]
    LayerNamesOthers {
        /// Its name.
        layer: LayerName,
        /// True if they are names of wards: answers, pages and boundaries of powers rest on them.
        wards: bool,
    },
    /// PostGIS's table of reference systems defines a number otherwise than EPSG does.
    #[error("spatial_ref_sys defines {srid} as another system than EPSG does")]
    SridRedefined {
        /// The number, and the EPSG code.
        srid: u32,
    },
    /// A value names a feature that is not there.
    #[error("{field} of {layer}/{id} refers to {refers}/{value}, which is not there")]
    ReferenceMissing {
        /// The layer of the value.
        layer: LayerName,
        /// Its feature.
        id: FeatureId,
        /// Its field.
        field: String,
        /// The layer that is referred to.
        refers: LayerName,
        /// The value.
        value: i64,
    },
    /// A feature is to go, and another refers to it.
    #[error("{layer}/{id} is referred to by {by}/{referrer}")]
    StillReferred {
        /// The layer of the feature that is to go.
        layer: LayerName,
        /// The feature.
        id: FeatureId,
        /// The layer of the other.
        by: LayerName,
        /// The other.
        referrer: FeatureId,
    },
    /// A subject declares a table, and the layer of that name is something else.
    #[error("{layer}: {what} is {has} in the store and declared as {wanted}")]
    DeclaredOtherwise {
        /// Its name.
        layer: LayerName,
        /// A field, `geometry`, `crs` or `subject`.
        what: String,
        /// As it is.
        has: String,
        /// As it is declared.
        wanted: String,
    },
    /// Stages of several stores cannot become visible in one commit.
    #[error("stages of two stores cannot be published together")]
    StagesApart,
    /// Someone else was quicker.
    #[error("{layer}/{id} is at revision {actual:?}, not {expected}")]
    Conflict {
        /// Its layer.
        layer: LayerName,
        /// Which feature.
        id: FeatureId,
        /// What the caller had seen.
        expected: Revision,
        /// What is there; `None` if it is gone.
        actual: Option<Revision>,
    },
    /// The store moved on since the caller looked.
    #[error("the store is at revision {actual}, not {expected}")]
    Moved {
        /// What the caller had seen.
        expected: Revision,
        /// What is there.
        actual: Revision,
    },
    /// An update or delete of what is not there.
    #[error("{layer}/{id} not found")]
    FeatureNotFound {
        /// Its layer.
        layer: LayerName,
        /// Which feature.
        id: FeatureId,
    },
    /// History was trimmed beyond the revision asked for.
    #[error("history of {layer} does not reach back to {revision}")]
    TooOld {
        /// Its layer.
        layer: LayerName,
        /// What was asked.
        revision: Revision,
    },
    /// Another program holds the write lock.
    #[error("{path} is locked by another program")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// All places for readers stayed taken.
    #[error("all {readers} readers are busy")]
    Crowded {
        /// How many may read at once.
        readers: usize,
    },
    /// Nobody waited for the answer any more, so the work was stopped.
    #[error("the query was cancelled")]
    Cancelled,
    /// The file cannot be written.
    #[error("{path} is read-only")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is broken: truncated, or overwritten by something else.
    #[error("{path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// Others than its owner may write to the file that says who may sign in.
    #[error("others may write to {path}")]
    OthersMayWrite {
        /// The file.
        path: PathBuf,
    },
    /// No memory left.
    #[error("no memory left for {path}")]
    OutOfMemory {
        /// The file, or the database.
        path: PathBuf,
    },
    /// No room on the disk.
    #[error("no disk space for {path}")]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Mode update met a key that several features or records share.
    #[error("layer {layer}: {field} = {value} is not unique: features {features:?}, records {records:?}")]
    AmbiguousKey {
        /// Its layer.
        layer: LayerName,
        /// The key field.
        field: String,
        /// The value found more than once.
        value: String,
        /// Features of the layer with this key (the first few).
        features: Vec<FeatureId>,
        /// Loaded records with this key, counted from 1 in order of arrival (the first few).
        records: Vec<u64>,
    },
    /// The layer was edited while a replacement for it was being loaded.
    #[error("layer {layer} was edited while it was being replaced")]
    ChangedUnderneath {
        /// Its layer.
        layer: LayerName,
    },
    /// The layer has other fields, or another system, than the change was written for.
    #[error("the schema of layer {layer} has changed")]
    LayoutChanged {
        /// Its layer.
        layer: LayerName,
    },
    /// No name to sign in with.
    #[error("{name:?} is not a valid user name")]
    UserNameInvalid {
        /// As given.
        name: String,
    },
    /// A user of that name is there.
    #[error("user {name} exists")]
    UserExists {
        /// Their name.
        name: UserName,
    },
    /// No user of that name is there.
    #[error("no user {name}")]
    UserNotFound {
        /// The name.
        name: UserName,
    },
    /// A power was to be taken away that the user does not hold.
    #[error("user {name} does not hold {grant}")]
    GrantNotHeld {
        /// Whose.
        name: UserName,
        /// Which.
        grant: Grant,
    },
    /// A second factor was to be taken away from a user who has none.
    #[error("user {name} has no second factor")]
    FactorNotHeld {
        /// Whose.
        name: UserName,
    },
    /// A user was to hold more powers than anybody may.
    #[error("user {name} would hold more than {most} grants")]
    TooManyGrants {
        /// Whose.
        name: UserName,
        /// Most allowed.
        most: usize,
    },
    /// The text is no address of a database. It is not repeated: it may hold a password.
    #[error("not a database address")]
    NotAnAddress,
    /// The commit was made, but its number could not be told: the database was lost in that moment.
    #[error("the database did not confirm the commit")]
    Unconfirmed,
    /// The database does not answer.
    #[error("{place} cannot be reached")]
    Unreachable {
        /// The database.
        place: String,
        /// The driver's own words.
        #[source]
        source: sqlx::Error,
    },
    /// The user may not do this there.
    #[error("not allowed in {place}")]
    NotAllowed {
        /// The database.
        place: String,
        /// PostgreSQL's own words.
        #[source]
        source: sqlx::Error,
    },
    /// The user is unknown there, or the password is another.
    #[error("{place} refuses the user")]
    SignInRefused {
        /// The database.
        place: String,
        /// PostgreSQL's own words; they name the user.
        #[source]
        source: sqlx::Error,
    },
    /// There is no database of this name.
    #[error("there is no {place}")]
    NoDatabase {
        /// The database.
        place: String,
    },
    /// The extension is not in the database, and this user cannot bring it there.
    #[error("{place} has no PostGIS")]
    NoPostgis {
        /// The database.
        place: String,
        /// PostgreSQL's own words.
        #[source]
        source: sqlx::Error,
    },
    /// PostgreSQL refused.
    #[error("{doing} {place}")]
    Postgres {
        /// What we tried.
        doing: &'static str,
        /// The database.
        place: String,
        /// PostgreSQL's own words.
        #[source]
        source: sqlx::Error,
    },
    /// SQLite refused.
    #[error("{doing} {path}")]
    Sqlite {
        /// What we tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// SQLite's own words.
        #[source]
        source: rusqlite::Error,
    },
    /// A stored shape or value cannot be read.
    #[error("layer {layer}, feature {id}: unreadable {field}")]
    Corrupt {
        /// Its layer.
        layer: LayerName,
        /// Which feature.
        id: FeatureId,
        /// The field, or `geometry`.
        field: String,
    },
    /// A table of others cannot be served, or not changed.
    #[error("layer {layer}: {problem}")]
    Table {
        /// The layer it is to be.
        layer: LayerName,
        /// Why.
        problem: TableProblem,
    },
    /// What was asked of a series, or is to be appended to it, cannot be.
    #[error(transparent)]
    Series(#[from] SeriesProblem),
    /// A row names a file that is not there.
    #[error("layer {layer}, field {field}: no file {hash}")]
    AssetMissing {
        /// Its layer.
        layer: LayerName,
        /// The field that names it.
        field: String,
        /// The file, or what stands there instead of a hash.
        hash: String,
    },
    /// A file cannot be put or read.
    #[error(transparent)]
    Asset(#[from] AssetProblem),
    /// The writer thread is gone (the program is shutting down).
    #[error("the store is closed")]
    Closed,
}

impl Misfit {
    /// As the store says it of a layer.
    pub(super) fn of(self, layer: &LayerName) -> StoreError {
        StoreError::SchemaMismatch { layer: layer.clone(), field: self.field, problem: self.problem }
    }
}
