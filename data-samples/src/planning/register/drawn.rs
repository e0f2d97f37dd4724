//! What a plan draws.

use ::planning::{ObjectNotes, ZoneDraft};
use spatial_core::geometry::Geometry;

use crate::planning::register::gaps::Gaps;
use crate::planning::register::writing::Written;

/// What a plan draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) boundary: Option<Geometry>,
    pub(super) zones: Vec<ZoneDraft>,
}

/// A zone with what is written for it; none where the gaps leave nothing of its shape.
pub(super) fn zone(
    gaps: &Gaps,
    shape: Geometry,
    (sign, function): (String, &str),
    written: &Written,
) -> Option<ZoneDraft> {
    let geometry = gaps.cut(shape)?;
    let (indicators, object) = (written.texts(), ObjectNotes::default());
    Some(ZoneDraft { sign, function: function.to_owned(), indicators, population: None, object, geometry })
}
