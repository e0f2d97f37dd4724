//! Why an import was refused. The store is then as it was. What is said about it stands in `said`.

mod command;
mod osm;
mod said;

use std::io;
use std::path::{Path, PathBuf};

use spatial_core::crs::{CrsContradiction, CrsDoubt, CrsError, Vn2000Zone};
use spatial_core::layer::LayerName;
use spatial_core::store::StoreError;

pub use osm::OsmTrouble;
pub(crate) use said::CODES;
pub(crate) use said::shortened;

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
    /// A folder, a device or a pipe, of which nobody knows what is in it before it is read.
    #[error("{path} is not a file")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file was written to while it was read.
    #[error("{path} changed while it was read")]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// City models are another subject than maps of features.
    #[error("{path} is CityJSON")]
    CityJson {
        /// The file.
        path: PathBuf,
    },
    /// None of the formats we read.
    #[error("the format of {path} is not supported")]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A GeoPackage without a layer of features.
    #[error("{path} contains no feature layer")]
    NoFeatures {
        /// The file.
        path: PathBuf,
    },
    /// A GeoPackage whose layer is computed: a view, or a table of a module.
    #[error("{name} of {path} is not an ordinary table")]
    Computed {
        /// The file.
        path: PathBuf,
        /// The layer.
        name: String,
    },
    /// A GeoPackage that lists a layer whose table it does not hold.
    #[error("{path} does not hold the table {name}")]
    TableMissing {
        /// The file.
        path: PathBuf,
        /// The layer.
        name: String,
    },
    /// A table of a GeoPackage that is not as the file says.
    #[error("table {name} of {path}: {problem}")]
    TableUnreadable {
        /// The file.
        path: PathBuf,
        /// The table.
        name: String,
        /// SQLite's own words.
        problem: String,
    },
    /// Another program is writing the file.
    #[error("{path} is being written")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A GeoPackage that SQLite cannot read on.
    #[error("{path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// An archive without a Shapefile.
    #[error("{path} contains no .shp")]
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
    /// An OpenStreetMap extract that we cannot read on.
    #[error("block {block} of {path}: {trouble:?}")]
    Osm {
        /// The file.
        path: PathBuf,
        /// The block, from 1; 0 if it concerns all.
        block: u64,
        /// What is the matter.
        trouble: OsmTrouble,
    },
    /// One record is larger than we hold in memory.
    #[error("record {record} of {path} exceeds {limit_mb} MB")]
    RecordTooLarge {
        /// The file.
        path: PathBuf,
        /// The record, from 1.
        record: u64,
        /// Our limit.
        limit_mb: usize,
    },
    /// The format has to be read whole, and the file is too large for that.
    #[error("{path} exceeds {limit_mb} MB unpacked")]
    FileTooLarge {
        /// The file.
        path: PathBuf,
        /// How it is packed.
        packing: Packing,
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
    /// A field's name longer than anybody would read.
    #[error("{path} has a field name of {length} bytes")]
    FieldNameTooLong {
        /// The file.
        path: PathBuf,
        /// Its beginning.
        start: String,
        /// Its length in bytes.
        length: usize,
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
        /// Where it defines that system.
        definition: Definition,
    },
    /// The file states a code that its own parameters contradict, and these are none of a system anybody knows.
    #[error("{path} states EPSG:{} against its own parameters", .contradiction.code)]
    CrsContradicted {
        /// The file.
        path: PathBuf,
        /// What differs.
        contradiction: Box<CrsContradiction>,
        /// Where the file defines its system.
        definition: Definition,
    },
    /// A record states another system than the file or the records before it.
    #[error("record {record} of {path} is in {found}, not in {before}")]
    CrsOfRecord {
        /// The file.
        path: PathBuf,
        /// The record, from 1.
        record: u64,
        /// What it states.
        found: String,
        /// What was stated before.
        before: String,
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
    #[error("coordinates of {path} lie outside their reference system")]
    Misplaced {
        /// The file.
        path: PathBuf,
        /// What the `crs` room says about it.
        doubt: CrsDoubt,
        /// The first record of which that is so, from 1.
        record: u64,
        /// Where it lies by its own numbers.
        place: [f64; 2],
    },
    /// A value is of another type than the field of the layer that features are added to.
    #[error("record {record} of {path}: {field} = {value} is not a {kind}")]
    TypeClash {
        /// The file.
        path: PathBuf,
        /// The record, from 1.
        record: u64,
        /// The layer.
        layer: LayerName,
        /// The field, by its name here.
        field: String,
        /// The value.
        value: String,
        /// What the field holds.
        kind: &'static str,
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
    /// An archive that needs a password.
    #[error("{path} is encrypted")]
    ArchiveLocked {
        /// The file.
        path: PathBuf,
    },
    /// An archive packed by a method we do not read.
    #[error("{path} uses an unsupported compression method")]
    ArchivePacking {
        /// The file.
        path: PathBuf,
    },
    /// Few bytes become so many that nothing real can be in them.
    #[error("{path} unpacks to more than {times} times its size")]
    Inflated {
        /// The file.
        path: PathBuf,
        /// Our limit.
        times: u64,
    },
    /// There is no room to unpack an archive.
    #[error("no disk space to unpack {path} in {folder}")]
    NoRoom {
        /// The file.
        path: PathBuf,
        /// Where it is unpacked.
        folder: PathBuf,
        /// The system's own words.
        #[source]
        source: io::Error,
    },
    /// The text encoding is stated nowhere, and it is not UTF-8.
    #[error("the text of {path} is not UTF-8")]
    EncodingUnknown {
        /// The file.
        path: PathBuf,
    },
    /// The evidence does not say which encoding the texts are in.
    #[error("the encoding of {path} is in doubt: {readings}")]
    EncodingDoubtful {
        /// The file.
        path: PathBuf,
        /// One of its texts, in the encodings it could be in.
        readings: String,
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
    /// The layer is to be unpublished, and anyone sees the one that features are added to.
    #[error("{layer} is public")]
    LayerIsPublic {
        /// The layer.
        layer: LayerName,
    },
    /// A field is to be for staff only, and there is none of this name.
    #[error("no field {field}, only {names}")]
    PrivateFieldMissing {
        /// As given.
        field: String,
        /// The fields there are.
        names: String,
    },
    /// The mapping hides or drops a field, and the files have none of this name.
    #[error("no field {field} in the files, only {names}")]
    MappedFieldMissing {
        /// As the mapping gives it.
        field: String,
        /// The fields there are, by their names in the files.
        names: String,
    },
    /// Mode `update`: two records of the files have the same key.
    #[error("duplicate key {value} in {path}")]
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
    #[error("none of the {read} records can be loaded")]
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

/// How a file is packed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    #[default]
    Plain,
    /// By gzip.
    Gzip,
    /// In an archive.
    Zip {
        /// The entry's name in it.
        entry: String,
    },
}

/// Where a file defines its reference system, for who converts it by that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Definition {
    /// Nowhere: it has a mere name or code.
    Nowhere,
    /// Where every program finds it.
    InFile {
        /// How that is packed.
        packing: Packing,
        /// The zone of VN-2000 whose grid it has, if there is one.
        zone: Option<u32>,
    },
    /// In the catalogue of a GeoPackage, beside a code that other programs go by.
    BesideCode {
        /// The layer it is of.
        layer: String,
        /// The definition (WKT).
        text: String,
    },
}

impl Definition {
    /// A file's words about its system: a definition if there are parameters in it.
    pub(crate) fn in_file(words: &str, packing: &Packing) -> Self {
        if !words.contains('[') {
            return Self::Nowhere;
        }
        Self::InFile { packing: packing.clone(), zone: Vn2000Zone::alike(words).map(|zone| zone.epsg) }
    }
}

/// A file's name without its folder.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
