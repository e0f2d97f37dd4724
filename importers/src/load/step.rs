//! What the line of work sends to the writer, and why one reading of the files ends before they do.

use std::path::PathBuf;

use rustc_hash::FxHashMap;
use spatial_core::layer::{GeometryType, Layer};
use spatial_core::store::{Quarantined, Staged};

use crate::error::ImportError;
use crate::formats::FileCrs;
use crate::request::ImportProgress;
use crate::schema::SchemaStep;

/// What the writer is to do next.
#[derive(Debug)]
pub(crate) enum Step {
    /// Begin (again) with this layer; what was staged before is void.
    Begin(Box<Layer>),
    /// Change the schema.
    Schema(SchemaStep),
    /// Write features.
    Features(Vec<Staged>),
    /// Put records aside.
    Quarantine(Vec<Quarantined>),
    /// Tell how far we are.
    Progress(ImportProgress),
}

/// Hands a step to the writer; fails if the writer has given up.
pub(crate) type Send<'s> = dyn FnMut(Step) -> Result<(), ImportError> + 's;

/// What only a first reading could tell; then the files are read once more, knowing it.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// `crs` members that stand behind the features.
    pub(super) crs: FxHashMap<PathBuf, FileCrs>,
    /// The shape family, if the sample told it wrong: it had no shape at all, or not all there are.
    pub(super) family: Option<GeometryType>,
    /// No record can be loaded: a new layer would be empty, and is not shown to the public.
    pub(super) is_empty: bool,
}

/// Why a reading ends before the files do.
pub(super) enum Stop {
    Error(ImportError),
    LateCrs {
        path: PathBuf,
        crs: FileCrs,
    },
    OtherFamily(GeometryType),
    /// The kind that was guessed demands areas, and the first shape is none.
    NoAreas,
    Empty,
}

impl From<ImportError> for Stop {
    fn from(error: ImportError) -> Self {
        Self::Error(error)
    }
}
