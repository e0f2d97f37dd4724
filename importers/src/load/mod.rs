//! The line of work on one thread: records in, checked and typed features out, in batches.
//!
//! It reads all files of a plan, and sends [`Step`]s to whoever writes. In reading order: `step` (what is sent), `loader` (file by
//! file, record by record), `place` (its reference system), `batch` (what waits to be written, and how much it may be), `rows` (its
//! values by field), `texts` (texts in one form), `found` (what is told about records), `class` (the field that colours the map). Memory is bounded by the batches in flight, each of limited size, and the largest record.

mod batch;
mod found;
mod loader;
mod place;
mod record_json;
mod rows;
mod stamp;
mod step;
mod texts;

use std::borrow::Cow;
use std::sync::atomic::AtomicU64;

use spatial_core::layer::Kind;

use crate::error::ImportError;
use crate::plan::ImportPlan;
use crate::report::Report;
use crate::request::Cancel;

use loader::Loader;
use step::{Learnt, Send, Stop};

pub(crate) use rows::key_of;
pub(crate) use step::Step;

/// Reads all files of a plan.
pub(crate) fn load(plan: &ImportPlan, cancel: &Cancel, send: &mut Send<'_>) -> Result<Report, ImportError> {
    let mut learnt = Learnt::default();
    let mut plan = Cow::Borrowed(plan);
    loop {
        let bytes_read = AtomicU64::new(0);
        match Loader::new(&plan, cancel, &mut *send, &learnt, &bytes_read).run() {
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::LateCrs { path, crs }) => drop(learnt.crs.insert(path, crs)),
            Err(Stop::OtherFamily(family)) => learnt.family = Some(family),
            Err(Stop::NoAreas) => {
                plan = Cow::Owned(ImportPlan { kind: Kind::Feature, is_kind_guessed: false, ..plan.into_owned() });
            }
            Err(Stop::Empty) => learnt.is_empty = true,
            Ok(report) => return Ok(report),
        }
    }
}

#[cfg(test)]
mod tests;
