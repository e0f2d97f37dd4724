//! What can be wrong with settings; every variant names the key, as it was written.

use std::path::PathBuf;

use spatial_core::message::{Message, Say};

/// Errors of the `config` room.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file named on the command line cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Not TOML.
    #[error("{path} is not TOML")]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A key nobody reads; most often a slip of the pen.
    #[error("unknown setting {key}")]
    UnknownKey {
        /// As written: `[server] listen_to` or `DIABAN_SERVER_LISTEN_TO`.
        key: String,
    },
    /// Not `address:port`.
    #[error("{key}: {value} is no address")]
    NotAnAddress {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Not addresses separated by commas.
    #[error("{key}: {value} is no list of addresses")]
    NotAddresses {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Not a whole number within its bounds.
    #[error("{key}: {value} is no whole number from {min} to {max}")]
    NotANumber {
        /// As written.
        key: String,
        /// As written.
        value: String,
        /// Smallest.
        min: u64,
        /// Largest.
        max: u64,
    },
    /// Neither `true` nor `false`.
    #[error("{key}: {value} is neither true nor false")]
    NotABoolean {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Something about a table of others.
    #[error("{key}: {value}: {}", mistake.as_code())]
    Table {
        /// As written: `[[tables]] #2 refresh`.
        key: String,
        /// As written.
        value: String,
        /// What is wrong with it.
        mistake: TableMistake,
    },
}

/// What can be wrong with a key of `[[tables]]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableMistake {
    /// It must be there.
    Missing,
    /// No text.
    NotAText,
    /// Neither a name nor a list of names.
    NotNames,
    /// No name of a layer.
    NotALayer,
    /// No kind of feature.
    NotAKind,
    /// No zoom.
    NotAZoom,
    /// No reference system.
    NotACrs,
    /// No span of time between a second and a day.
    NotASpan,
    /// No table, or schema and table.
    NotATable,
    /// The same name stands somewhere else already.
    Twice,
    /// The column is on neither list of fields.
    NotListed,
}

impl TableMistake {
    fn as_code(self) -> &'static str {
        match self {
            Self::Missing => "config-table-missing",
            Self::NotAText => "config-table-not-a-text",
            Self::NotNames => "config-table-not-names",
            Self::NotALayer => "config-table-not-a-layer",
            Self::NotAKind => "config-table-not-a-kind",
            Self::NotAZoom => "config-table-not-a-zoom",
            Self::NotACrs => "config-table-not-a-crs",
            Self::NotASpan => "config-table-not-a-span",
            Self::NotATable => "config-table-not-a-table",
            Self::Twice => "config-table-twice",
            Self::NotListed => "config-table-not-listed",
        }
    }
}

impl Say for ConfigError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, .. } => Message::new("config-unreadable").with("path", path.display()),
            Self::NotToml { path, source } => {
                Message::new("config-not-toml").with("path", path.display()).with("problem", source.message())
            }
            Self::UnknownKey { key } => Message::new("config-unknown-key").with("key", key),
            Self::NotAnAddress { key, value } => {
                Message::new("config-not-an-address").with("key", key).with("value", value)
            }
            Self::NotAddresses { key, value } => {
                Message::new("config-not-addresses").with("key", key).with("value", value)
            }
            Self::NotANumber { key, value, min, max } => Message::new("config-not-a-number")
                .with("key", key)
                .with("value", value)
                .with("min", min)
                .with("max", max),
            Self::NotABoolean { key, value } => {
                Message::new("config-not-a-boolean").with("key", key).with("value", value)
            }
            Self::Table { key, value, mistake } => {
                Message::new(mistake.as_code()).with("key", key).with("value", value)
            }
        }
    }
}
