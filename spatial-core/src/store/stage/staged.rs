//! What goes into a stage, how it meets what is there, and what becomes of it.

use crate::geometry::{Geometry, Heights};
use crate::layer::{Revision, Value};

/// How a staged layer meets what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageMode {
    /// The layer must not exist.
    Create,
    /// All features are superseded; ids go on counting.
    Replace,
    /// Features are added.
    Append,
    /// Features with the same key are updated and keep their ids; others are added.
    Update {
        /// The key field.
        key: String,
    },
}

/// What a published stage became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The commit.
    pub revision: Revision,
    /// Features inserted.
    pub inserted: u64,
    /// Features that were there before and are in the file again (mode update), changed or not.
    pub updated: u64,
}

/// One feature to load; its id is drawn by the stage in order of arrival.
#[derive(Debug, Clone, PartialEq)]
pub struct Staged {
    /// Legal geometry in the layer's system.
    pub geometry: Option<Geometry>,
    /// Those of its vertices, if it has any.
    pub heights: Option<Heights>,
    /// One value per field known so far; missing ones at the end are null.
    pub values: Vec<Value>,
}

impl Staged {
    /// A feature without heights.
    pub fn new(geometry: Option<Geometry>, values: Vec<Value>) -> Self {
        Self { geometry, heights: None, values }
    }
}
