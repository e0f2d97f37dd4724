//! What is said of an import that was refused: the code of a sentence and what it needs.

use std::path::Path;

use spatial_core::crs::CrsDoubt;
use spatial_core::message::{Message, Say};

use crate::error::command::{conversion, reprojection, rescue, table_of};
use crate::error::{Definition, ImportError, file_name};

impl Say for ImportError {
    fn message(&self) -> Message {
        let about = |code, path: &Path| Message::new(code).with("file", file_name(path));
        match self {
            Self::Unreadable { path, .. } => Message::new("import-unreadable").with("file", path.display()),
            Self::NotAFile { path } => Message::new("import-not-a-file").with("file", path.display()),
            Self::Changed { path } => about("import-changed", path),
            Self::CityJson { path } => about("import-cityjson", path),
            Self::UnknownFormat { path } => about("import-unknown-format", path),
            Self::Truncated { path } => about("import-truncated", path),
            Self::Broken { path, at } => about("import-broken", path).with("at", at),
            Self::Osm { path, block, trouble } => trouble.message().with("file", file_name(path)).with("block", block),
            Self::RecordTooLarge { path, record, limit_mb } => {
                about("import-record-too-large", path).with("record", record).with("limit", limit_mb)
            }
            Self::FileTooLarge { path, packing, limit_mb } => {
                about("import-file-too-large", path).with("limit", limit_mb).with("command", conversion(path, packing))
            }
            Self::TooManyFields { path, limit } => about("import-too-many-fields", path).with("limit", limit),
            Self::FieldNameTooLong { path, start, length } => {
                about("import-field-name-too-long", path).with("start", start).with("length", length)
            }
            Self::CrsMissing { path } => about("import-crs-missing", path),
            Self::CrsUnknown { path, text, definition } => {
                converted(about("import-crs-unknown", path).with("text", shortened(text)), path, definition)
            }
            Self::CrsContradicted { path, contradiction, definition } => {
                converted(contradiction.told(about("import-crs-contradicted", path)), path, definition)
            }
            Self::CrsOfRecord { path, record, found, before } => {
                about("import-crs-of-record", path).with("record", record).with("found", found).with("before", before)
            }
            Self::CrsDiffers { path, found, asked } => {
                about("import-crs-differs", path).with("found", found).with("asked", asked)
            }
            Self::CrsOfLayer { path, found, layer } => {
                about("import-crs-of-layer", path).with("found", found).with("layer", layer)
            }
            Self::Misplaced { path, doubt, record, place: [x, y] } => {
                misplaced(about, path, doubt).with("record", record).with("x", x).with("y", y)
            }
            Self::TypeClash { path, record, layer, field, value, kind } => about("import-type-clash", path)
                .with("record", record)
                .with("layer", layer)
                .with("field", shortened(field))
                .with("value", shortened(value))
                .with("kind", kind),
            Self::NoFeatures { path } => about("import-no-features", path),
            Self::Computed { path, name } => {
                about("import-computed", path).with("name", shortened(name)).with("command", table_of(path, name))
            }
            Self::TableMissing { path, name } => about("import-table-missing", path).with("name", shortened(name)),
            Self::TableUnreadable { path, name, problem } => about("import-table-unreadable", path)
                .with("name", shortened(name))
                .with("problem", shortened(problem))
                .with("command", table_of(path, name)),
            Self::Busy { path } => about("import-busy", path),
            Self::Damaged { path } => about("import-damaged", path).with("command", rescue(path)),
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
            Self::ArchiveLocked { path } => about("import-archive-locked", path),
            Self::ArchivePacking { path } => about("import-archive-packing", path),
            Self::Inflated { path, times } => about("import-inflated", path).with("times", times),
            Self::NoRoom { path, folder, .. } => about("import-no-room", path).with("folder", folder.display()),
            Self::EncodingDoubtful { path, readings } => {
                about("import-encoding-doubtful", path).with("readings", readings)
            }
            Self::EncodingUnknown { path } => about("import-encoding-unknown", path),
            Self::Mapping { path, problem } => about("import-mapping", path).with("problem", problem),
            Self::KeyMissing { key } => Message::new("import-key-missing").with("key", key),
            Self::FieldIsPublic { layer, field } => {
                Message::new("import-field-is-public").with("layer", layer).with("field", field)
            }
            Self::LayerIsPublic { layer } => Message::new("import-layer-is-public").with("layer", layer),
            Self::PrivateFieldMissing { field, names } => {
                Message::new("import-private-field-missing").with("field", shortened(field)).with("names", names)
            }
            Self::MappedFieldMissing { field, names } => {
                Message::new("import-mapped-field-missing").with("field", shortened(field)).with("names", names)
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

/// With the command that converts the file by its own definition, if that can be done.
fn converted(message: Message, path: &Path, definition: &Definition) -> Message {
    message.with("command", reprojection(path, definition).unwrap_or_else(|| "none".to_owned()))
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
    "import-not-a-file",
    "import-changed",
    "import-cityjson",
    "import-unknown-format",
    "import-no-features",
    "import-computed",
    "import-table-missing",
    "import-table-unreadable",
    "import-busy",
    "import-damaged",
    "import-no-shapefile",
    "import-truncated",
    "import-broken",
    "import-osm-damaged",
    "import-osm-packing",
    "import-osm-feature",
    "import-osm-too-many",
    "import-record-too-large",
    "import-file-too-large",
    "import-too-many-fields",
    "import-field-name-too-long",
    "import-crs-missing",
    "import-crs-unknown",
    "import-crs-contradicted",
    "import-crs-of-record",
    "import-crs-differs",
    "import-crs-of-layer",
    "import-axes-swapped",
    "import-degrees-in-metres",
    "import-metres-in-degrees",
    "import-outside-reach",
    "import-type-clash",
    "import-layer-choice",
    "import-layer-not-in-file",
    "import-companion-missing",
    "import-archive-too-large",
    "import-archive-locked",
    "import-archive-packing",
    "import-inflated",
    "import-no-room",
    "import-encoding-unknown",
    "import-encoding-doubtful",
    "import-mapping",
    "import-key-missing",
    "import-field-is-public",
    "import-layer-is-public",
    "import-private-field-missing",
    "import-mapped-field-missing",
    "import-key-twice",
    "import-nothing-loaded",
    "import-no-records",
    "import-cancelled",
    "import-reader-lost",
];

/// A long text's beginning.
pub(crate) fn shortened(text: &str) -> String {
    const LIMIT: usize = 120;
    if text.chars().count() <= LIMIT { text.to_owned() } else { text.chars().take(LIMIT).chain(['…']).collect() }
}
