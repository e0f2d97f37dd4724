//! The line of work on one thread: records in, checked and typed features out, in batches.
//!
//! It reads all files of a plan, and sends [`Step`]s to whoever writes. In reading order: `loader` (file by file, record by record),
//! `place` (its reference system), `neighbourhood` (what lies around it), `batch` (what waits to be written, and how much it may be), `rows` (its values by field), `found` (what is told about records), `class` (the field that
//! colours the map). Memory is bounded by the batches in flight, each of limited size, and the largest record.

mod batch;
mod class;
mod found;
mod loader;
mod neighbourhood;
mod place;
mod rows;
mod stamp;

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;

use rustc_hash::FxHashMap;
use spatial_core::crs::{Crs, Operation, Transform};
use spatial_core::layer::{GeometryType, Layer};
use spatial_core::store::{Quarantined, Staged};

use crate::ImportError;
use crate::formats::FileCrs;
use crate::plan::Plan;
use crate::report::Report;
use crate::request::{Cancel, Progress};
use crate::schema::SchemaStep;

use loader::Loader;
pub(crate) use neighbourhood::around;
pub(crate) use rows::key_of;

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
    Progress(Progress),
}

/// Hands a step to the writer; fails if the writer has given up.
pub(crate) type Send<'s> = dyn FnMut(Step) -> Result<(), ImportError> + 's;

/// Reads all files of a plan.
pub(crate) fn load(plan: &Plan, cancel: &Cancel, send: &mut Send<'_>) -> Result<Report, ImportError> {
    let mut learnt = Learnt::default();
    loop {
        let bytes_read = AtomicU64::new(0);
        match Loader::new(plan, cancel, &mut *send, &learnt, &bytes_read).run() {
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::LateCrs { path, crs }) => drop(learnt.crs.insert(path, crs)),
            Err(Stop::OtherFamily(family)) => learnt.family = Some(family),
            Ok(report) => return Ok(report),
        }
    }
}

/// How coordinates of this system are transformed to WGS 84, for the record.
pub(crate) fn operation(crs: Crs) -> Result<Operation, ImportError> {
    match crs {
        Crs::Local => Ok(Operation(String::new())),
        _ => Ok(Transform::new(crs, Crs::WGS84).map_err(ImportError::Crs)?.operation().clone()),
    }
}

/// What only a first reading could tell; then the files are read once more, knowing it.
#[derive(Debug, Default)]
struct Learnt {
    /// `crs` members that stand behind the features.
    crs: FxHashMap<PathBuf, FileCrs>,
    /// The shape family, if the sample told it wrong: it had no shape at all, or not all there are.
    family: Option<GeometryType>,
}

/// Why a reading ends before the files do.
enum Stop {
    Error(ImportError),
    LateCrs { path: PathBuf, crs: FileCrs },
    OtherFamily(GeometryType),
}

impl From<ImportError> for Stop {
    fn from(error: ImportError) -> Self {
        Self::Error(error)
    }
}

#[cfg(test)]
mod tests;
