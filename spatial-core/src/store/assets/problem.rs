//! What can be wrong with a file that is put or read.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use crate::message::{Message, Say};
use crate::store::assets::AssetHash;

/// Why a file was not put or not read.
#[derive(Debug, thiserror::Error)]
pub enum AssetProblem {
    /// The text is no SHA-256.
    #[error("{text:?} is no hash of a file")]
    HashInvalid {
        /// As given.
        text: String,
    },
    /// The file has no bytes, which a document never has: the upload went wrong before it came here.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than allowed.
    #[error("the file has more than {most} bytes")]
    TooLarge {
        /// Most bytes allowed.
        most: u64,
    },
    /// Whoever brought the file broke off.
    #[error("the file did not come to its end")]
    Interrupted(#[source] Box<dyn Error + Send + Sync>),
    /// What is kept under the hash is not what was put there.
    #[error("file {hash} is damaged")]
    Damaged {
        /// The file.
        hash: AssetHash,
    },
    /// The file system refused.
    #[error("{doing} {path}")]
    File {
        /// What we tried.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: io::Error,
    },
}

impl Say for AssetProblem {
    fn message(&self) -> Message {
        match self {
            Self::HashInvalid { text } => Message::new("asset-hash-invalid").with("hash", text.escape_debug()),
            Self::Empty => Message::new("asset-empty"),
            Self::TooLarge { most } => Message::new("asset-too-large").with("megabytes", most >> 20),
            Self::Interrupted(_) => Message::new("asset-interrupted"),
            Self::Damaged { hash } => Message::new("asset-damaged").with("hash", hash),
            Self::File { path, .. } => Message::new("asset-file").with("path", path.display()),
        }
    }
}
