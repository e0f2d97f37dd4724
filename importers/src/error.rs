//! Why an import was refused. The store is then as it was.

use std::io;
use std::path::{Path, PathBuf};

use spatial_core::crs::{CrsDoubt, CrsError};
use spatial_core::layer::LayerName;
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreError;

/// Errors of an import. Bad records are findings, not errors.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be opened or read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: io::Error,
    },
    /// None of the formats we read.
    #[error("{path} is in no format we read")]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A GeoPackage without a layer of features.
    #[error("{path} holds no layer of features")]
    NoFeatures {
        /// The file.
        path: PathBuf,
    },
    /// An archive without a Shapefile.
    #[error("{path} holds no .shp")]
    NoShapefile {
        /// The file.
        path: PathBuf,
    },
    /// The file ends too early.
    #[error("{path} is truncated")]
    Truncated {
        /// The file.
        path: PathBuf,
    },
    /// The file is not in its own format between its records.
    #[error("{path} is broken at {at}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// Byte of the unpacked file, from 0.
        at: u64,
    },
    /// One record is larger than we hold in memory.
    #[error("a record of {path} at {at} exceeds {limit_mb} MB")]
    RecordTooLarge {
        /// The file.
        path: PathBuf,
        /// Byte of the unpacked file where the record begins.
        at: u64,
        /// Our limit.
        limit_mb: usize,
    },
    /// The format has to be read whole, and the file is too large for that.
    #[error("{path} exceeds {limit_mb} MB unpacked")]
    FileTooLarge {
        /// The file.
        path: PathBuf,
        /// Our limit.
        limit_mb: usize,
    },
    /// More fields than a layer can have.
    #[error("{path} has more than {limit} fields")]
    TooManyFields {
        /// The file.
        path: PathBuf,
        /// Our limit.
        limit: usize,
    },
    /// Neither the file nor the person says which reference system.
    #[error("{path} has no reference system")]
    CrsMissing {
        /// The file.
        path: PathBuf,
    },
    /// The file names a reference system nobody knows.
    #[error("{path} names the unknown reference system {text}")]
    CrsUnknown {
        /// The file.
        path: PathBuf,
        /// As the file has it.
        text: String,
    },
    /// File and person disagree.
    #[error("{path} is in {found}, not in {asked}")]
    CrsDiffers {
        /// The file.
        path: PathBuf,
        /// What the file says.
        found: String,
        /// What was asked for.
        asked: String,
    },
    /// The file is in another system than the layer (or than the file before).
    #[error("{path} is in {found}, the layer in {layer}")]
    CrsOfLayer {
        /// The file.
        path: PathBuf,
        /// What the file says.
        found: String,
        /// What the layer has.
        layer: String,
    },
    /// The coordinates cannot be in the declared system.
    #[error("coordinates of {path} cannot be in their system")]
    Misplaced {
        /// The file.
        path: PathBuf,
        /// What the `crs` room says about it.
        doubt: CrsDoubt,
    },
    /// The file holds several layers and we do not know which is meant.
    #[error("{path} holds several layers: {names}")]
    LayerChoice {
        /// The file.
        path: PathBuf,
        /// Their names.
        names: String,
    },
    /// The file does not hold the layer asked for.
    #[error("{path} does not hold {name}, only {names}")]
    LayerNotInFile {
        /// The file.
        path: PathBuf,
        /// The layer asked for.
        name: String,
        /// What it holds.
        names: String,
    },
    /// A companion file is missing (`.dbf` of a `.shp`), or the archive holds no Shapefile.
    #[error("{path} lacks its {companion}")]
    CompanionMissing {
        /// The file.
        path: PathBuf,
        /// What is missing, as a file name ending.
        companion: &'static str,
    },
    /// An archive unpacks to more than we allow.
    #[error("{path} unpacks beyond {limit_mb} MB or {entries} entries")]
    ArchiveTooLarge {
        /// The file.
        path: PathBuf,
        /// Our limit.
        limit_mb: u64,
        /// Our limit.
        entries: usize,
    },
    /// The text encoding is stated nowhere, and it is not UTF-8.
    #[error("the text of {path} is not UTF-8")]
    EncodingUnknown {
        /// The file.
        path: PathBuf,
    },
    /// The mapping file cannot be understood.
    #[error("mapping {path}")]
    Mapping {
        /// The mapping file.
        path: PathBuf,
        /// The TOML reader's own words, with line and column.
        problem: String,
    },
    /// Mode `update` without a key field, or with one that the file does not have.
    #[error("no key field {key}")]
    KeyMissing {
        /// As given; empty if none was.
        key: String,
    },
    /// A field is to be for staff only, and the layer that features are added to shows it to anyone.
    #[error("field {field} of {layer} is public")]
    FieldIsPublic {
        /// The layer.
        layer: LayerName,
        /// The field, by its name here.
        field: String,
    },
    /// A field is to be for staff only, and there is none of this name.
    #[error("no field {field}, only {names}")]
    PrivateFieldMissing {
        /// As given.
        field: String,
        /// The fields there are.
        names: String,
    },
    /// Mode `update`: two records of the files have the same key.
    #[error("key {value} twice in {path}")]
    KeyTwice {
        /// The file of the second record.
        path: PathBuf,
        /// The second record, from 1.
        record: u64,
        /// File and number of the first record.
        before: (PathBuf, u64),
        /// The key field.
        field: String,
        /// Its value.
        value: String,
    },
    /// Every record was quarantined, and publishing would have emptied a layer.
    #[error("none of {read} records can be loaded")]
    NothingLoaded {
        /// Records read.
        read: u64,
    },
    /// There is no record at all, and publishing would have emptied a layer.
    #[error("there are no records")]
    NoRecords,
    /// Someone asked us to stop.
    #[error("cancelled")]
    Cancelled,
    /// Our own fault: the reading thread ended without a word.
    #[error("the reader stopped unexpectedly")]
    ReaderLost,
    /// The reference system cannot be used.
    #[error("reference system")]
    Crs(#[source] CrsError),
    /// The store refused.
    #[error("store")]
    Store(#[from] StoreError),
}

impl Say for ImportError {
    fn message(&self) -> Message {
        let about = |code, path: &Path| Message::new(code).with("file", file_name(path));
        match self {
            Self::Unreadable { path, .. } => Message::new("import-unreadable").with("file", path.display()),
            Self::UnknownFormat { path } => about("import-unknown-format", path),
            Self::Truncated { path } => about("import-truncated", path),
            Self::Broken { path, at } => about("import-broken", path).with("at", at),
            Self::RecordTooLarge { path, at, limit_mb } => {
                about("import-record-too-large", path).with("at", at).with("limit", limit_mb)
            }
            Self::FileTooLarge { path, limit_mb } => {
                about("import-file-too-large", path).with("limit", limit_mb).with("command", conversion(path))
            }
            Self::TooManyFields { path, limit } => about("import-too-many-fields", path).with("limit", limit),
            Self::CrsMissing { path } => about("import-crs-missing", path),
            Self::CrsUnknown { path, text } => about("import-crs-unknown", path).with("text", shortened(text)),
            Self::CrsDiffers { path, found, asked } => {
                about("import-crs-differs", path).with("found", found).with("asked", asked)
            }
            Self::CrsOfLayer { path, found, layer } => {
                about("import-crs-of-layer", path).with("found", found).with("layer", layer)
            }
            Self::Misplaced { path, doubt } => misplaced(about, path, doubt),
            Self::NoFeatures { path } => about("import-no-features", path),
            Self::NoShapefile { path } => about("import-no-shapefile", path),
            Self::LayerChoice { path, names } => about("import-layer-choice", path).with("names", names),
            Self::LayerNotInFile { path, name, names } => {
                about("import-layer-not-in-file", path).with("name", name).with("names", names)
            }
            Self::CompanionMissing { path, companion } => {
                about("import-companion-missing", path).with("companion", companion)
            }
            Self::ArchiveTooLarge { path, limit_mb, entries } => {
                about("import-archive-too-large", path).with("limit", limit_mb).with("entries", entries)
            }
            Self::EncodingUnknown { path } => about("import-encoding-unknown", path),
            Self::Mapping { path, problem } => about("import-mapping", path).with("problem", problem),
            Self::KeyMissing { key } => Message::new("import-key-missing").with("key", key),
            Self::FieldIsPublic { layer, field } => {
                Message::new("import-field-is-public").with("layer", layer).with("field", field)
            }
            Self::PrivateFieldMissing { field, names } => {
                Message::new("import-private-field-missing").with("field", shortened(field)).with("names", names)
            }
            Self::KeyTwice { path, record, before, field, value } => about("import-key-twice", path)
                .with("record", record)
                .with("before", before.1)
                .with("before_file", file_name(&before.0))
                .with("field", field)
                .with("value", shortened(value)),
            Self::NothingLoaded { read } => Message::new("import-nothing-loaded").with("read", read),
            Self::NoRecords => Message::new("import-no-records"),
            Self::Cancelled => Message::new("import-cancelled"),
            Self::ReaderLost => Message::new("import-reader-lost"),
            Self::Crs(source) => source.message(),
            Self::Store(source) => source.message(),
        }
    }
}

fn misplaced(about: impl Fn(&'static str, &Path) -> Message, path: &Path, doubt: &CrsDoubt) -> Message {
    let (code, crs) = match doubt {
        CrsDoubt::SwappedAxes { crs } => ("import-axes-swapped", crs),
        CrsDoubt::DegreesInMetres { crs } => ("import-degrees-in-metres", crs),
        CrsDoubt::MetresInDegrees { crs } => ("import-metres-in-degrees", crs),
        CrsDoubt::OutsideVietnam { crs, .. } => ("import-outside-reach", crs),
    };
    about(code, path).with("crs", crs)
}

/// Codes of [`ImportError`] of our own; those of `crs` and `store` are listed there.
pub(crate) const CODES: &[&str] = &[
    "import-unreadable",
    "import-unknown-format",
    "import-no-features",
    "import-no-shapefile",
    "import-truncated",
    "import-broken",
    "import-record-too-large",
    "import-file-too-large",
    "import-too-many-fields",
    "import-crs-missing",
    "import-crs-unknown",
    "import-crs-differs",
    "import-crs-of-layer",
    "import-axes-swapped",
    "import-degrees-in-metres",
    "import-metres-in-degrees",
    "import-outside-reach",
    "import-layer-choice",
    "import-layer-not-in-file",
    "import-companion-missing",
    "import-archive-too-large",
    "import-encoding-unknown",
    "import-mapping",
    "import-key-missing",
    "import-field-is-public",
    "import-private-field-missing",
    "import-key-twice",
    "import-nothing-loaded",
    "import-no-records",
    "import-cancelled",
    "import-reader-lost",
];

/// A file's name without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The command that makes a file of the same content that we can stream.
fn conversion(path: &Path) -> String {
    let name = file_name(path);
    let stem = name.split('.').next().unwrap_or_default();
    format!("ogr2ogr -f GeoJSONSeq {stem}.geojsonl {name}")
}

/// A long text's beginning.
fn shortened(text: &str) -> String {
    const LIMIT: usize = 120;
    if text.chars().count() <= LIMIT { text.to_owned() } else { text.chars().take(LIMIT).chain(['…']).collect() }
}
