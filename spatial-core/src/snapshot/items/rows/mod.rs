//! Rows of a layer for a table: chosen and sorted in memory, from what is drawn; the store is not asked.
//!
//! In reading order: `wished` (which rows), `sorted` (in which order; `packed`: several keys as one), `orders` (what was sorted before), `summary` (what values a field
//! has). Hot path: a million rows are looked at and sorted in about a tenth of a second; the bench row `table` would notice.

mod orders;
mod packed;
mod sorted;
mod summary;
mod wished;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::geometry::DrawingBox;
use crate::layer::{Audience, FeatureId, LayerName};
use crate::query::{Choice, Within};
use crate::snapshot::SnapshotError;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::items::found::Found;
use crate::snapshot::items::rows::sorted::Sorting;
use crate::snapshot::items::rows::wished::Wished;
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::world::World;

pub use orders::Orders;
pub use summary::{FieldSummary, ValueCount};

/// Rows in order: 4 bytes each.
#[derive(Debug)]
struct Order {
    /// Where a feature lies: the parts' positions counted through.
    rows: Vec<u32>,
}

/// Rows of a layer in order, all of one revision.
#[derive(Debug, Clone)]
pub struct Ordered {
    layer: Arc<LayerSnapshot>,
    order: Arc<Order>,
}

impl Ordered {
    /// The layer as of that revision, with the rows the audience sees.
    pub fn layer(&self) -> &Arc<LayerSnapshot> {
        &self.layer
    }

    /// How many rows were chosen.
    pub fn len(&self) -> usize {
        self.order.rows.len()
    }

    /// True if none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a feature among them, if it was chosen.
    pub fn place(&self, id: FeatureId) -> Option<usize> {
        let (part, at) = self.layer.place(id)?;
        let row = Starts::of(&self.layer).row(part, at);
        self.order.rows.iter().position(|&known| known == row)
    }

    /// The same rows in order of id, to be read from the store.
    pub fn found(&self, audience: Audience) -> Found {
        let starts = Starts::of(&self.layer);
        let mut ids: Vec<u64> = self.order.rows.iter().map(|&row| starts.feature(&self.layer, row).id()).collect();
        ids.sort_unstable();
        Found { layer: self.layer.layer().clone(), matched: ids.len() as u64, audience, ids, more: false }
    }

    /// Some of them by their places in the order; what lies behind the last is left out.
    pub fn rows(&self, places: Range<usize>) -> impl Iterator<Item = FeatureRef<'_>> {
        let places = places.start.min(self.len())..places.end.min(self.len());
        let starts = Starts::of(&self.layer);
        self.order.rows.get(places).unwrap_or_default().iter().map(move |&row| starts.feature(&self.layer, row))
    }
}

impl World {
    /// The rows of a layer that a choice has, in its order, from what was sorted before or anew: work for a thread that computes.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`] and [`SnapshotError::FieldNotFound`] also for what the audience may not see;
    /// [`SnapshotError::Crs`] if the rectangle cannot be compared with the layer.
    pub fn ordered(&self, orders: &Orders, layer: &LayerName, choice: &Choice) -> Result<Ordered, SnapshotError> {
        orders.of(&self.visible(layer, choice.audience)?, choice)
    }

    /// Rows of a layer by their ids, in the order they are named; what there is nothing behind, or what the audience does not see, is left out.
    ///
    /// # Errors
    /// [`SnapshotError::LayerNotFound`], also for a layer the audience may not see.
    pub fn named(&self, layer: &LayerName, ids: &[FeatureId], audience: Audience) -> Result<Ordered, SnapshotError> {
        let layer = self.visible(layer, audience)?;
        let starts = Starts::of(&layer);
        let rows = ids.iter().filter_map(|&id| layer.place(id)).map(|(part, at)| starts.row(part, at)).collect();
        Ok(Ordered { order: Arc::new(Order { rows }), layer })
    }
}

/// At which number the rows of each part begin.
struct Starts(Vec<u32>);

impl Starts {
    fn of(layer: &LayerSnapshot) -> Self {
        let mut all = 0_u32;
        let starts = layer.parts.iter().map(|part| {
            let start = all;
            all = all.saturating_add(u32::try_from(part.block.len()).unwrap_or(u32::MAX));
            start
        });
        Self(starts.collect())
    }

    fn feature<'a>(&self, layer: &'a LayerSnapshot, row: u32) -> FeatureRef<'a> {
        let part = self.0.partition_point(|&start| start <= row) - 1;
        layer.feature(part, (row - self.0[part]) as usize)
    }

    fn row(&self, part: usize, at: usize) -> u32 {
        self.0[part] + u32::try_from(at).unwrap_or(0)
    }
}

/// The rows in order, sorted anew.
fn order(layer: &LayerSnapshot, choice: &Choice) -> Result<Order, SnapshotError> {
    let (wished, sorting) = (Wished::of(layer, choice)?, Sorting::of(layer, choice)?);
    let starts = Starts::of(layer);
    let mut rows = match choice.within {
        Some(within) => within_windows(layer, &starts, &windows(layer, within)?),
        None => all(layer, &starts, &wished),
    };
    if choice.within.is_some() && !wished.is_everything() {
        rows = rows.into_par_iter().filter(|&row| wished.has(&starts.feature(layer, row))).collect();
    }
    if layer.parts.len() > layer.base {
        // What was edited lies behind the rest, and ids decide ties.
        rows.par_sort_unstable_by_key(|&row| starts.feature(layer, row).id());
    }
    Ok(Order { rows: sorting.sorted(layer, &starts, rows) })
}

fn all(layer: &LayerSnapshot, starts: &Starts, wished: &Wished<'_>) -> Vec<u32> {
    let of_part = |number: usize| {
        let part = &layer.parts[number];
        let alive = (0..part.block.len()).filter(move |&at| !part.is_dead(at));
        let wanted = alive.filter(|&at| wished.has(&layer.feature(number, at)));
        wanted.map(|at| starts.row(number, at)).collect::<Vec<_>>()
    };
    let parts: Vec<Vec<u32>> = (0..layer.parts.len()).into_par_iter().map(of_part).collect();
    parts.concat()
}

/// The boxes on the drawing grid that a rectangle is; two if it crosses the antimeridian.
fn windows(layer: &LayerSnapshot, within: Within) -> Result<Vec<DrawingBox>, SnapshotError> {
    let not_comparable = |source| SnapshotError::Crs { layer: layer.layer().name.clone(), source };
    let frames = within.parts().into_iter().map(|part| part.frame(0).map_err(not_comparable));
    Ok(frames.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().map(|frame| frame.outer).collect())
}

fn within_windows(layer: &LayerSnapshot, starts: &Starts, windows: &[DrawingBox]) -> Vec<u32> {
    let (mut hits, mut rows) = (Vec::new(), Vec::new());
    for window in windows {
        layer.hits(window, &mut hits);
        rows.extend(hits.iter().map(|&hit| LayerSnapshot::place_of(hit)).map(|(part, at)| starts.row(part, at)));
    }
    if windows.len() > 1 {
        rows.sort_unstable();
        rows.dedup();
    }
    rows
}
