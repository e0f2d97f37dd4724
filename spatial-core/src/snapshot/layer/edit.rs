//! What was edited: features of the base die, their new versions live in small blocks of their own, the delta.
//!
//! A step packs only the youngest edits anew, so that it costs little however many were made before; some hundred of them join the
//! older ones at once.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::layer::{Feature, FeatureId, Layer, Revision};
use crate::snapshot::block::Block;
use crate::snapshot::block::arrivals::Arrivals;
use crate::snapshot::block::column::{Bits, Held, Lookup};
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::pen::GridPen;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::layer::lazy_levels::LazyLevels;
use crate::snapshot::layer::{LayerSnapshot, Part};

/// From so many edited features on, texts are looked up in a table instead of by looking at all.
const WORTH_A_TABLE: usize = 16;

/// Youngest edits; when there are more they are packed together with the older ones.
const MOST_YOUNG: usize = 512;

impl LayerSnapshot {
    /// The layer after a change: these ids were touched, and those of them that exist now look like this.
    pub(crate) fn edited(&self, touched: &[FeatureId], now: &[Feature], revision: Revision) -> Self {
        let mut next = self.clone();
        let touched: BTreeSet<u64> = touched.iter().map(|id| id.0).collect();
        for &id in &touched {
            next.bury(FeatureId(id), revision);
        }
        next.learn(now);
        let many = now.len() > WORTH_A_TABLE;
        let lookups: Vec<Lookup<'_>> = next.dictionaries.iter().map(|dictionary| dictionary.lookup(many)).collect();
        let mut arrivals = Arrivals::new(&next.held(), next.keeps_legal);
        let (young, older) = next.ages();
        let is_left = |feature: &FeatureRef<'_>| !touched.contains(&feature.id());
        for number in young.clone() {
            next.part_from(number, 0).filter(is_left).for_each(|feature| arrivals.push_packed(&feature));
        }
        arrivals.push_features(now, &GridPen::lenient(&next.layer), &lookups);
        drop(lookups);
        let kept = if arrivals.len() > MOST_YOUNG { older.start } else { young.start };
        if kept < young.start {
            for number in older {
                next.part_from(number, 0).for_each(|feature| arrivals.push_packed(&feature));
            }
        }
        let delta = arrivals.pack(&mut []);
        for feature in now {
            if let Some(at) = delta.find(feature.id.0) {
                next.ground.touch(&delta.bounds(at), revision);
            }
        }
        next.set_delta_after(kept, delta);
        next.follow_levels(self, touched.iter().copied());
        next.follow_sights(self, Some((&touched, revision)));
        next
    }

    /// The same features under new metadata (title, extent, count), as of a revision. If it says otherwise who sees which of them,
    /// that counts as touching them all.
    pub(crate) fn described(&self, layer: Layer, revision: Revision) -> Self {
        let same = layer.draw == self.layer.draw;
        let levels = if same { self.levels.clone() } else { LazyLevels::default() };
        let mut next = Self { layer, levels, ..self.clone() };
        if self.is_for_others_than(&next.layer) {
            next.ground = Ground::new(revision);
        } else {
            next.follow_sights(self, None);
        }
        next
    }

    /// True if another description says otherwise who sees the layer, or which of its rows.
    pub(crate) fn is_for_others_than(&self, layer: &Layer) -> bool {
        self.layer.clearance != layer.clearance || self.layer.rows != layer.rows
    }

    /// How each field is held in blocks made from now on.
    pub(crate) fn held(&self) -> Vec<Held> {
        let fields = self.layer.schema.fields.iter().zip(&self.coded);
        fields.map(|(field, &coded)| Held::of(field.kind, coded)).collect()
    }

    /// Features of the delta.
    pub(crate) fn delta_features(&self) -> impl Iterator<Item = crate::snapshot::FeatureRef<'_>> {
        (self.base..self.parts.len()).flat_map(|number| self.part_from(number, 0))
    }

    pub(crate) fn set_delta(&mut self, delta: Block) {
        self.set_delta_after(self.base, delta);
    }

    /// Puts a block behind so many parts; what stood there is in it.
    fn set_delta_after(&mut self, parts: usize, delta: Block) {
        self.parts.truncate(parts);
        if delta.len() > 0 {
            self.parts.push(Part::whole(delta));
        }
    }

    /// The parts of the delta that hold the youngest edits, and those with the older ones.
    fn ages(&self) -> (Range<usize>, Range<usize>) {
        let end = self.parts.len();
        let is_young = |parts: &[Part]| parts.len() > 1 || parts.iter().any(|part| part.block.len() <= MOST_YOUNG);
        let begin = if is_young(&self.parts[self.base..]) { end - 1 } else { end };
        (begin..end, self.base..begin)
    }

    /// Stamps the ground of a feature and, unless it is among the youngest, which are packed anew, marks it dead.
    fn bury(&mut self, id: FeatureId, revision: Revision) {
        let Some((number, at)) = self.place(id) else { return };
        self.ground.touch(&self.parts[number].block.bounds(at), revision);
        if !self.ages().0.contains(&number) {
            let part = &mut self.parts[number];
            let dead = part.dead.get_or_insert_with(|| Arc::new(Bits::off(part.block.len())));
            Arc::make_mut(dead).set(at);
        }
    }

    fn learn(&mut self, now: &[Feature]) {
        for (field, dictionary) in self.dictionaries.iter_mut().enumerate().filter(|(field, _)| self.coded[*field]) {
            let texts = now.iter().filter_map(|feature| match feature.values.get(field) {
                Some(crate::layer::Value::Text(text)) => Some(&**text),
                _ => None,
            });
            dictionary.learn(texts, now.len() > WORTH_A_TABLE);
        }
    }
}
