//! What waits to be written: limited by number and by size, whatever a file's records are.

use spatial_core::geometry::{Geometry, Heights};
use spatial_core::layer::Value;
use spatial_core::store::Quarantined;

/// Records from which fields, types and the shape family are learnt before anything is written.
pub(super) const SAMPLE: usize = 4_096;
/// Records of a batch …
const RECORDS: usize = 2_048;
/// … or bytes, whichever comes first: a sample of usual parcels is smaller, a batch of provinces at full detail is not.
pub(super) const BYTES: usize = 8 << 20;

/// A record whose geometry is settled and whose values still stand by column.
pub(super) struct Accepted {
    pub(super) number: u64,
    pub(super) geometry: Option<Geometry>,
    pub(super) heights: Option<Heights>,
    pub(super) values: Vec<Value>,
    /// Its geometry was mended.
    pub(super) is_repaired: bool,
}

/// Records to be loaded, and records put aside.
#[derive(Default)]
pub(super) struct WriteBatch {
    accepted: Vec<Accepted>,
    aside: Vec<Quarantined>,
    bytes: usize,
}

impl WriteBatch {
    pub(super) fn accept(&mut self, accepted: Accepted) {
        self.bytes += size(&accepted);
        self.accepted.push(accepted);
    }

    pub(super) fn put_aside(&mut self, quarantined: Quarantined) {
        self.bytes += size_of::<Quarantined>() + quarantined.record_json.len();
        self.aside.push(quarantined);
    }

    pub(super) fn is_full(&self, is_sample: bool) -> bool {
        let records = if is_sample { SAMPLE } else { RECORDS };
        self.accepted.len() >= records || self.aside.len() >= RECORDS || self.bytes >= BYTES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.accepted.is_empty() && self.aside.is_empty()
    }

    pub(super) fn geometries(&self) -> impl Iterator<Item = &Geometry> {
        self.accepted.iter().filter_map(|accepted| accepted.geometry.as_ref())
    }

    pub(super) fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    pub(super) fn take_accepted(&mut self) -> Vec<Accepted> {
        std::mem::take(&mut self.accepted)
    }

    /// Takes out records by their place among the accepted, in order.
    pub(super) fn take_out(&mut self, places: &[usize]) -> Vec<Accepted> {
        let mut places = places.iter().peekable();
        let (out, kept) = std::mem::take(&mut self.accepted)
            .into_iter()
            .enumerate()
            .partition::<Vec<_>, _>(|(at, _)| places.next_if(|place| *place == at).is_some());
        self.accepted = kept.into_iter().map(|(_, accepted)| accepted).collect();
        out.into_iter().map(|(_, accepted)| accepted).collect()
    }

    /// What is put aside comes last: accepting may still add to it.
    pub(super) fn take_aside(&mut self) -> Vec<Quarantined> {
        self.bytes = 0;
        std::mem::take(&mut self.aside)
    }
}

/// About how many bytes a record takes in memory.
fn size(accepted: &Accepted) -> usize {
    const VERTEX: usize = 16;
    let vertices = accepted.geometry.as_ref().map_or(0, crate::repair::vertices);
    let heights = accepted.heights.as_ref().map_or(0, |heights| size_of_val(heights.as_slice()));
    let texts = accepted.values.iter().map(|value| match value {
        Value::Text(text) => text.len(),
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Real(_) => 0,
    });
    size_of::<Accepted>() + VERTEX * vertices + heights + size_of_val(&*accepted.values) + texts.sum::<usize>()
}
