//! Puts edited features back into the base. Only dirty blocks are rewritten, and only some at a time: while the old world
//! is still being served, the new one shares all other blocks with it, so that memory peaks below 1.2 times.

use crate::snapshot::block::MAX_FEATURES;
use crate::snapshot::block::arrivals::Arrivals;
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::layer::{LayerSnapshot, Part};

/// Edits of a layer are put back when there are so many …
const MOST_EDITS: usize = 16_384;
/// … or more than one in so many of its features …
const EDITS_PER_FEATURE: usize = 50;
/// … but not for a handful.
const FEWEST_EDITS: usize = 64;

/// At most one in so many blocks is rewritten at a time.
const SHARE_OF_BLOCKS: usize = 8;

impl LayerSnapshot {
    /// Superseded features still in the base, and new versions not yet in it.
    pub(crate) fn edits(&self) -> usize {
        let dead: usize = self.parts.iter().map(|part| part.block.len() - part.live()).sum();
        dead + self.parts[self.base..].iter().map(|part| part.block.len()).sum::<usize>()
    }

    /// True if putting edits back is due.
    pub(crate) fn is_dirty(&self) -> bool {
        self.edits() > (self.len() / EDITS_PER_FEATURE).clamp(FEWEST_EDITS, MOST_EDITS)
    }

    /// The same features with the dirtiest blocks rewritten.
    pub(crate) fn compacted(&self) -> Self {
        let chosen = self.dirtiest();
        let held = self.held();
        let mut rest = Arrivals::new(&held, self.keeps_legal);
        let mut returning: Vec<Vec<FeatureRef<'_>>> = vec![Vec::new(); self.base.max(1)];
        for feature in self.delta_features() {
            let home = self.home(feature.id());
            match chosen.contains(&home) {
                true => returning[home].push(feature),
                false => rest.push_packed(&feature),
            }
        }
        let mut parts = Vec::with_capacity(self.base + 1);
        for (number, returning) in returning.iter().enumerate() {
            match chosen.contains(&number) {
                true => parts.extend(self.rewritten(number, returning)),
                false => parts.extend(self.parts[..self.base].get(number).cloned()),
            }
        }
        let mut next = Self { base: parts.len(), parts, ..self.clone() };
        next.set_delta(rest.pack(&mut []));
        next.dictionaries.iter_mut().for_each(crate::snapshot::block::column::Dictionary::settle);
        next.follow_sights(self, None);
        next
    }

    /// The base block whose range of ids a feature belongs to.
    fn home(&self, id: u64) -> usize {
        self.parts[..self.base].partition_point(|part| part.block.first_id <= id).saturating_sub(1)
    }

    /// Base blocks with most edits. Of a layer without base, the block to be.
    fn dirtiest(&self) -> Vec<usize> {
        let mut edits: Vec<(usize, usize)> = vec![(0, 0); self.base.max(1)];
        for (number, edits) in edits.iter_mut().enumerate() {
            let dead = self.parts[..self.base].get(number).map_or(0, |part| part.block.len() - part.live());
            *edits = (dead, number);
        }
        self.delta_features().for_each(|feature| edits[self.home(feature.id())].0 += 1);
        edits.retain(|&(count, _)| count > 0);
        edits.sort_unstable_by_key(|&(count, number)| (std::cmp::Reverse(count), number));
        edits.truncate((self.base / SHARE_OF_BLOCKS).max(1));
        edits.into_iter().map(|(_, number)| number).collect()
    }

    /// The live features of a base block and those that return to it, in as many blocks as they need: none, one, or more.
    fn rewritten(&self, number: usize, returning: &[FeatureRef<'_>]) -> Vec<Part> {
        let staying = self.parts[..self.base].get(number).map(|_| self.part_from(number, 0));
        let mut features: Vec<FeatureRef<'_>> =
            staying.into_iter().flatten().chain(returning.iter().copied()).collect();
        features.sort_unstable_by_key(FeatureRef::id);
        let share = features.len().div_ceil(features.len().div_ceil(MAX_FEATURES).max(1)).max(1);
        let mut parts = Vec::new();
        let mut arrivals = Arrivals::new(&self.held(), self.keeps_legal);
        for feature in &features {
            arrivals.push_packed(feature);
            if arrivals.len() >= share || arrivals.is_full() {
                let full = std::mem::replace(&mut arrivals, Arrivals::new(&self.held(), self.keeps_legal));
                parts.push(Part::whole(full.pack(&mut [])));
            }
        }
        if arrivals.len() > 0 {
            parts.push(Part::whole(arrivals.pack(&mut [])));
        }
        parts
    }
}
