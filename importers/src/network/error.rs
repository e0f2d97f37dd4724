//! Why a network was not imported, or not exported. The store is then as it was, but for empty tables.

use network::{JoinError, NetworkDraftError};
use spatial_core::crs::{Crs, CrsDoubt, CrsError};
use spatial_core::message::{Message, Say};
use spatial_core::store::StoreError;

use super::ground::Likely;
use crate::error::ImportError;
use crate::formats::inp::InpError;
use crate::formats::valves::ValvesError;

/// A sentence names so many of a list.
const MOST_NAMED: usize = 5;

/// Errors of networks in files. What is wrong with single lines is a finding.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// The `.inp` file was refused whole.
    #[error("EPANET file")]
    Inp(InpError),
    /// The file of valves was refused whole.
    #[error("file of valves")]
    Valves(ValvesError),
    /// A file that cannot be read, or written aside.
    #[error("file")]
    File(#[source] ImportError),
    /// An `.inp` states no reference system, and neither did the person.
    #[error("{file} has no reference system")]
    CrsMissing {
        /// The file.
        file: String,
        /// What its coordinates look like.
        likely: Likely,
    },
    /// Most coordinates cannot be in the system the person stated.
    #[error("coordinates of {file} lie outside their reference system")]
    Misplaced {
        /// The file.
        file: String,
        /// What the `crs` room says about them.
        doubt: CrsDoubt,
        /// One of them.
        place: [f64; 2],
    },
    /// The tables of networks hold coordinates that lie nowhere on earth, and those of the file do lie somewhere.
    #[error("the tables of networks are local, {file} is in {crs}")]
    TablesLocal {
        /// The file.
        file: String,
        /// The system the person stated.
        crs: Crs,
    },
    /// A table of networks in the store lacks a field, and it cannot be given one.
    #[error("{layer} lacks {field}")]
    TableLacks {
        /// The table.
        layer: String,
        /// The field.
        field: &'static str,
    },
    /// There is a network of this name.
    #[error("network {network} exists")]
    Exists {
        /// Its name.
        network: String,
    },
    /// There is none of this name.
    #[error("no network {network}")]
    NotFound {
        /// As given.
        network: String,
        /// Those there are, the first of them.
        there: Vec<String>,
    },
    /// A file of lines in which there are none.
    #[error("{file} has no lines")]
    NoLines {
        /// The file.
        file: String,
    },
    /// Lines, points or meters cannot be joined as it was asked.
    #[error("joining")]
    Join(JoinError),
    /// A list of what is accepted that is neither a report nor lines.
    #[error("{file} is no list of mends")]
    Accepted {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// A network whose pipes lie nowhere on earth: no meter finds one.
    #[error("network {network} lies nowhere")]
    Nowhere {
        /// Its name.
        network: String,
    },
    /// Mends that were accepted and that nothing offers: mistyped, or of data that changed since.
    #[error("{} mends are not offered", .mends.len())]
    MendsUnknown {
        /// As they were accepted.
        mends: Vec<String>,
    },
    /// A file that lacks much of what is there.
    #[error("network {network} would lose {gone} of {edges} edges")]
    Shrinks {
        /// Its name.
        network: String,
        /// Edges that are there and not in the file.
        gone: usize,
        /// Edges that are there.
        edges: usize,
        /// Percent a file may lack.
        most: usize,
    },
    /// The draft does not hold together, or its name is none.
    #[error("draft of a network")]
    Draft(NetworkDraftError),
    /// The reference system cannot be used.
    #[error("reference system")]
    Crs(#[source] CrsError),
    /// The store refused.
    #[error("store")]
    Store(#[from] StoreError),
    /// Our own fault: a thread ended without a word.
    #[error("the work broke off")]
    Broken,
}

/// Codes of [`NetworkError`] of its own.
pub(crate) const CODES: &[&str] = &[
    "network-crs-missing",
    "network-misplaced",
    "network-tables-local",
    "network-table-lacks",
    "network-exists",
    "network-not-found",
    "network-nameless",
    "network-name-long",
    "network-too-large",
    "network-no-lines",
    "network-join-distance",
    "network-join-too-large",
    "network-accepted-unread",
    "network-nowhere",
    "network-shrinks",
];

impl Say for NetworkError {
    fn message(&self) -> Message {
        match self {
            Self::Inp(error) => error.message(),
            Self::Valves(error) => error.message(),
            Self::File(error) => error.message(),
            Self::CrsMissing { file, likely } => {
                let (word, crs) = likely.told();
                Message::new("network-crs-missing").with("file", file).with("likely", word).with("crs", crs)
            }
            Self::Misplaced { file, doubt, place: [x, y] } => {
                let (word, crs) = match doubt {
                    CrsDoubt::SwappedAxes { crs } => ("swapped", crs),
                    CrsDoubt::DegreesInMetres { crs } => ("degrees", crs),
                    CrsDoubt::MetresInDegrees { crs } => ("metres", crs),
                    CrsDoubt::OutsideVietnam { crs, .. } => ("outside", crs),
                };
                let message = Message::new("network-misplaced").with("file", file).with("doubt", word);
                message.with("crs", crs).with("x", x).with("y", y)
            }
            Self::TablesLocal { file, crs } => Message::new("network-tables-local").with("file", file).with("crs", crs),
            Self::TableLacks { layer, field } => {
                Message::new("network-table-lacks").with("layer", layer).with("field", field)
            }
            Self::Exists { network } => Message::new("network-exists").with("network", network),
            Self::NotFound { network, there } => Message::new("network-not-found")
                .with("network", network)
                .with("count", there.len())
                .with("there", there.join(", ")),
            Self::NoLines { file } => Message::new("network-no-lines").with("file", file),
            Self::Join(error) => error.message(),
            Self::Accepted { file, problem } => {
                Message::new("network-accepted-unread").with("file", file).with("problem", problem)
            }
            Self::MendsUnknown { mends } => Message::new("network-mends-unknown")
                .with("count", mends.len())
                .with("mends", mends.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ")),
            Self::Nowhere { network } => Message::new("network-nowhere").with("network", network),
            Self::Shrinks { network, gone, edges, most } => Message::new("network-shrinks")
                .with("network", network)
                .with("gone", gone)
                .with("edges", edges)
                .with("most", most),
            Self::Draft(NetworkDraftError::Nameless) => Message::new("network-nameless"),
            Self::Draft(NetworkDraftError::LongName { length }) => {
                let message = Message::new("network-name-long").with("length", length);
                message.with("limit", network::LONGEST_NETWORK_NAME)
            }
            Self::Draft(_) => Message::new("network-too-large"),
            Self::Crs(error) => error.message(),
            Self::Store(error) => error.message(),
            Self::Broken => Message::new("import-reader-lost"),
        }
    }
}
