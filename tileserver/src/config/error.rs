//! What can be wrong with settings; every variant names the key, as it was written.

use std::path::PathBuf;

use spatial_core::message::{Message, Say};

use crate::config::AuthorityMistake;
use crate::seal::SealMistake;

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
    #[error("{key}: {value} is not an address")]
    NotAnAddress {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Not addresses separated by commas.
    #[error("{key}: {value} is not a list of addresses")]
    NotAddresses {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Not an address with `http` or `https`.
    #[error("{key}: {value} is not a public address")]
    NotAPublicUrl {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Not names of hosts separated by commas.
    #[error("{key}: {value} is not a list of hosts")]
    NotHosts {
        /// As written.
        key: String,
        /// As written.
        value: String,
    },
    /// Not a number from nothing to the most there may be.
    #[error("{key}: {value} is not a number from 0 to {max}")]
    NotAnAmount {
        /// As written.
        key: String,
        /// As written.
        value: String,
        /// Largest.
        max: u64,
    },
    /// Not a whole number within its bounds.
    #[error("{key}: {value} is not a whole number from {min} to {max}")]
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
    /// None of the words it may be.
    #[error("{key}: {value} is none of {words}")]
    NotOneOf {
        /// As written.
        key: String,
        /// As written.
        value: String,
        /// The words, with commas between.
        words: String,
    },
    /// No table of functions.
    #[error("{key}: {value}, line {line}: {mistake}: {text}")]
    NotAFunctionMap {
        /// As written.
        key: String,
        /// The file.
        value: String,
        /// The line that is wrong.
        line: usize,
        /// What is wrong with it, as a word.
        mistake: &'static str,
        /// The words that are wrong.
        text: String,
    },
    /// No table of a regulation.
    #[error("{key}: {value}, line {line}: {mistake}: {text}")]
    NotAStandard {
        /// As written.
        key: String,
        /// The file.
        value: String,
        /// The line that is wrong.
        line: usize,
        /// What is wrong with it, as a word.
        mistake: &'static str,
        /// The words that are wrong.
        text: String,
    },
    /// No key, or no certificate, to sign with.
    #[error("{key}: {value}: {}", mistake.as_str())]
    NotASeal {
        /// As written.
        key: String,
        /// The file.
        value: String,
        /// What is wrong with it.
        mistake: SealMistake,
    },
    /// Nothing an authority can be called, shown by or reached at.
    #[error("{key}: {value}: {}", mistake.as_str())]
    NotOfAnAuthority {
        /// As written.
        key: String,
        /// As written.
        value: String,
        /// What is wrong with it.
        mistake: AuthorityMistake,
    },
    /// Something in a section that may stand several times.
    #[error("{key}: {value}: {}", mistake.as_code())]
    Entry {
        /// As written: `[[tables]] #2 refresh`.
        key: String,
        /// As written.
        value: String,
        /// What is wrong with it.
        mistake: EntryMistake,
    },
}

/// What can be wrong with a key of `[[tables]]` or `[[base_maps]]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryMistake {
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
    /// No name for an address.
    NotAName,
    /// No address of tiles.
    NotAUrl,
    /// An address with a place nobody fills.
    LeftOpen,
    /// A service and a file for one map.
    BesideAFile,
    /// A file that is not there, or may not be read.
    NotReadable,
    /// No PMTiles archive of pictures.
    NotAnArchive,
    /// Neither 256 nor 512.
    NotATileSize,
    /// No west, south, east and north.
    NotABox,
    /// The same name stands somewhere else already.
    Twice,
    /// The column is on neither list of fields.
    NotListed,
}

impl EntryMistake {
    fn as_code(self) -> &'static str {
        match self {
            Self::Missing => "config-entry-missing",
            Self::NotAText => "config-entry-not-a-text",
            Self::NotNames => "config-entry-not-names",
            Self::NotALayer => "config-entry-not-a-layer",
            Self::NotAKind => "config-entry-not-a-kind",
            Self::NotAZoom => "config-entry-not-a-zoom",
            Self::NotACrs => "config-entry-not-a-crs",
            Self::NotASpan => "config-entry-not-a-span",
            Self::NotATable => "config-entry-not-a-table",
            Self::NotAName => "config-entry-not-a-name",
            Self::NotAUrl => "config-entry-not-a-url",
            Self::LeftOpen => "config-entry-left-open",
            Self::BesideAFile => "config-entry-beside-a-file",
            Self::NotReadable => "config-entry-not-readable",
            Self::NotAnArchive => "config-entry-not-an-archive",
            Self::NotATileSize => "config-entry-not-a-tile-size",
            Self::NotABox => "config-entry-not-a-box",
            Self::Twice => "config-entry-twice",
            Self::NotListed => "config-entry-not-listed",
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
            Self::NotAPublicUrl { key, value } => {
                Message::new("config-not-a-public-url").with("key", key).with("value", value)
            }
            Self::NotHosts { key, value } => Message::new("config-not-hosts").with("key", key).with("value", value),
            Self::NotAnAmount { key, value, max } => {
                Message::new("config-not-an-amount").with("key", key).with("value", value).with("max", max)
            }
            Self::NotANumber { key, value, min, max } => Message::new("config-not-a-number")
                .with("key", key)
                .with("value", value)
                .with("min", min)
                .with("max", max),
            Self::NotABoolean { key, value } => {
                Message::new("config-not-a-boolean").with("key", key).with("value", value)
            }
            Self::NotOneOf { key, value, words } => {
                Message::new("config-not-one-of").with("key", key).with("value", value).with("words", words)
            }
            Self::NotAFunctionMap { key, value, line, mistake, text } => Message::new("config-not-a-function-map")
                .with("key", key)
                .with("value", value)
                .with("line", line)
                .with("mistake", mistake)
                .with("text", text),
            Self::NotAStandard { key, value, line, mistake, text } => Message::new("config-not-a-standard")
                .with("key", key)
                .with("value", value)
                .with("line", line)
                .with("mistake", mistake)
                .with("text", text),
            Self::NotASeal { key, value, mistake } => Message::new("config-not-a-seal")
                .with("key", key)
                .with("value", value)
                .with("mistake", mistake.as_str()),
            Self::NotOfAnAuthority { key, value, mistake } => Message::new("config-not-of-an-authority")
                .with("key", key)
                .with("value", value)
                .with("mistake", mistake.as_str()),
            Self::Entry { key, value, mistake } => {
                Message::new(mistake.as_code()).with("key", key).with("value", value)
            }
        }
    }
}
