//! From the ids of rows to numbers that count from zero.

use rustc_hash::FxHashMap;
use spatial_core::layer::FeatureId;

/// Ids are mostly given one after the other: then a table by id is read at once, and otherwise a hash map.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum IdIndex {
    Dense { first: u64, numbers: Vec<u32> },
    Sparse(FxHashMap<FeatureId, u32>),
}

const NONE: u32 = u32::MAX;
/// A table may have so many places for each id.
const LOOSEST: u64 = 4;

impl IdIndex {
    /// Of ids that ascend; their numbers are their positions.
    pub(crate) fn new(ids: &[FeatureId]) -> Self {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Self::default() };
        let span = last.0 - first.0;
        if span / LOOSEST > ids.len() as u64 {
            return Self::Sparse(ids.iter().copied().zip(0..).collect());
        }
        let mut numbers = vec![NONE; usize::try_from(span).unwrap_or_default() + 1];
        for (id, number) in ids.iter().zip(0..) {
            if let Some(place) = place(first.0, id.0).and_then(|at| numbers.get_mut(at)) {
                *place = number;
            }
        }
        Self::Dense { first: first.0, numbers }
    }

    pub(crate) fn number(&self, id: FeatureId) -> Option<u32> {
        match self {
            Self::Dense { first, numbers } => {
                numbers.get(place(*first, id.0)?).copied().filter(|&number| number != NONE)
            }
            Self::Sparse(numbers) => numbers.get(&id).copied(),
        }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        match self {
            Self::Dense { numbers, .. } => numbers.capacity() * size_of::<u32>(),
            // A control byte for each slot.
            Self::Sparse(numbers) => numbers.capacity() * (size_of::<(FeatureId, u32)>() + 1),
        }
    }
}

impl Default for IdIndex {
    /// Of no ids.
    fn default() -> Self {
        Self::Sparse(FxHashMap::default())
    }
}

fn place(first: u64, id: u64) -> Option<usize> {
    usize::try_from(id.checked_sub(first)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_however_far_apart_they_lie() {
        for ids in [vec![5, 6, 9], vec![1, 1_000_000, u64::MAX], Vec::new()] {
            let ids: Vec<FeatureId> = ids.into_iter().map(FeatureId).collect();
            let index = IdIndex::new(&ids);
            for (id, number) in ids.iter().zip(0..) {
                assert_eq!(index.number(*id), Some(number));
            }
            assert_eq!([0, 7, 2_000_000].map(|id| index.number(FeatureId(id))), [None; 3]);
        }
    }
}
