//! What was edited: features of the base die, their new versions live in a small block of their own, the delta.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::layer::{Feature, FeatureId, Layer, Revision};
use crate::snapshot::arrivals::Arrivals;
use crate::snapshot::block::Block;
use crate::snapshot::column::{Bits, Held, Lookup};
use crate::snapshot::layer::{LayerSnapshot, Part};
use crate::snapshot::levels::LazyLevels;
use crate::snapshot::pen::Pen;

/// From so many edited features on, texts are looked up in a table instead of by looking at all.
const WORTH_A_TABLE: usize = 16;

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
        let mut arrivals = Arrivals::new(&next.held());
        next.delta_features()
            .filter(|feature| !touched.contains(&feature.id()))
            .for_each(|feature| arrivals.push_packed(&feature));
        arrivals.push_features(now, &Pen::lenient(&next.layer), &lookups);
        drop(lookups);
        let delta = arrivals.pack(&mut []);
        for feature in now {
            if let Some(at) = delta.find(feature.id.0) {
                next.ground.touch(&delta.bounds(at), revision);
            }
        }
        next.set_delta(delta);
        next.follow_levels(self, touched.into_iter());
        next
    }

    /// The same features under new metadata (title, extent, count).
    pub(crate) fn described(&self, layer: Layer) -> Self {
        let same = layer.draw == self.layer.draw;
        let levels = if same { self.levels.clone() } else { LazyLevels::default() };
        Self { layer, levels, ..self.clone() }
    }

    /// How each field is held in blocks made from now on.
    pub(crate) fn held(&self) -> Vec<Held> {
        let fields = self.layer.schema.fields.iter().zip(&self.coded);
        fields.map(|(field, &coded)| Held::of(field.kind, coded)).collect()
    }

    /// Features of the delta.
    pub(crate) fn delta_features(&self) -> impl Iterator<Item = crate::snapshot::FeatureRef<'_>> {
        (self.base..self.parts.len()).flat_map(|number| self.part_after(number, 0))
    }

    pub(crate) fn set_delta(&mut self, delta: Block) {
        self.parts.truncate(self.base);
        if delta.len() > 0 {
            self.parts.push(Part::whole(delta));
        }
    }

    /// Stamps the ground of a feature and, if it lives in the base, marks it dead there.
    fn bury(&mut self, id: FeatureId, revision: Revision) {
        let Some((number, at)) = self.place(id) else { return };
        self.ground.touch(&self.parts[number].block.bounds(at), revision);
        if number < self.base {
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
