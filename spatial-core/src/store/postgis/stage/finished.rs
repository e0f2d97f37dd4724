//! A draft that is complete, and what the visible step is to do with it.

use crate::layer::Layer;
use crate::store::StageMode;

/// A finished draft.
#[derive(Debug)]
pub(super) struct Finished {
    pub table: String,
    /// With its true family, extent and count.
    pub layer: Layer,
    pub columns: Vec<String>,
    pub declared: &'static str,
    pub has_multi: bool,
    pub base: u64,
    pub last: u64,
}

/// Everything the visible step needs.
#[derive(Debug)]
pub(super) struct Work {
    pub stage: i64,
    pub mode: StageMode,
    pub features: Finished,
    pub aside: Option<Finished>,
}
