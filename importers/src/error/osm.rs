//! Why an OpenStreetMap extract was refused, and what is said of it.

use spatial_core::message::Message;

/// What is the matter with an extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OsmTrouble {
    /// A block is not in the format.
    Damaged,
    /// A block is packed by a method we do not read.
    Packing,
    /// Readers must know something that we do not.
    Feature {
        /// As the file names it.
        name: String,
    },
    /// More nodes or ways than are kept in memory.
    TooMany {
        /// Our limit.
        limit: usize,
    },
}

impl OsmTrouble {
    /// The sentence, without the file and the block.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Damaged => Message::new("import-osm-damaged"),
            Self::Packing => Message::new("import-osm-packing"),
            Self::Feature { name } => Message::new("import-osm-feature").with("name", name),
            Self::TooMany { limit } => Message::new("import-osm-too-many").with("limit", limit),
        }
    }
}
