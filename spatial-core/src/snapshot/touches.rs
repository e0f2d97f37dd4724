//! What was touched on the way to a World, step by step, as far back as is remembered.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::layer::{LayerName, Revision, Touched};

/// Steps remembered: who follows Worlds is told of each, and is behind by more only while much is computed.
const MOST_STEPS: usize = 64;
/// Features remembered by all steps together, 8 bytes each: two whole layers' worth of edits one by one.
const MOST_IDS: usize = 1 << 18;

/// Cheap to clone; a later World shares the steps of an earlier one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touches {
    /// The youngest last.
    steps: Vec<Arc<Step>>,
}

/// From one revision to a later one.
#[derive(Debug)]
struct Step {
    after: Revision,
    until: Revision,
    layers: BTreeMap<LayerName, Touched>,
}

impl Touches {
    /// With one more step; older ones are forgotten when there are too many.
    pub(crate) fn and(&self, after: Revision, until: Revision, layers: BTreeMap<LayerName, Touched>) -> Self {
        let mut steps = self.steps.clone();
        steps.push(Arc::new(Step { after, until, layers }));
        let mut ids = 0;
        let kept = steps.iter().rev().take(MOST_STEPS).take_while(|step| {
            ids += step.ids();
            ids <= MOST_IDS
        });
        // The youngest stays whatever its size: everybody asks for it.
        let forgotten = steps.len() - kept.count().max(1);
        steps.drain(..forgotten);
        Self { steps }
    }

    /// What was touched after a revision; `None` if that is not remembered, or nothing was.
    pub(crate) fn since(&self, revision: Revision) -> Option<BTreeMap<LayerName, Touched>> {
        let later = self.steps.partition_point(|step| step.until <= revision);
        let mut touched = BTreeMap::new();
        let mut at = revision;
        for step in &self.steps[later..] {
            if step.after > at {
                return None;
            }
            at = step.until;
            step.layers.iter().for_each(|(layer, what)| note(&mut touched, layer, what.clone()));
        }
        (at > revision).then_some(touched)
    }
}

impl Step {
    fn ids(&self) -> usize {
        self.layers.values().map(|touched| if let Touched::Ids(ids) = touched { ids.len() } else { 0 }).sum()
    }
}

/// Notes that part of a layer was touched.
pub(crate) fn note(touched: &mut BTreeMap<LayerName, Touched>, layer: &LayerName, what: Touched) {
    let known = touched.entry(layer.clone()).or_insert_with(|| Touched::Ids(Vec::new()));
    match (known, what) {
        (Touched::Ids(known), Touched::Ids(more)) => {
            known.extend(more);
            known.sort_unstable();
            known.dedup();
        }
        (known, _) => *known = Touched::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::FeatureId;

    fn step(id: u64) -> BTreeMap<LayerName, Touched> {
        let parcels = LayerName::parse("parcels").unwrap();
        BTreeMap::from([(parcels, Touched::Ids(vec![FeatureId(id)]))])
    }

    fn ids(touched: Option<BTreeMap<LayerName, Touched>>) -> Option<Vec<u64>> {
        let touched = touched?;
        let Some(Touched::Ids(ids)) = touched.values().next() else { return Some(Vec::new()) };
        Some(ids.iter().map(|id| id.0).collect())
    }

    #[test]
    fn steps_add_up_as_far_back_as_they_are_remembered() {
        let touches = Touches::default().and(Revision(3), Revision(5), step(7)).and(Revision(5), Revision(6), step(4));
        assert_eq!(ids(touches.since(Revision(5))), Some(vec![4]));
        assert_eq!(ids(touches.since(Revision(3))), Some(vec![4, 7]));
        assert_eq!(ids(touches.since(Revision(6))), None);
        assert_eq!(ids(touches.since(Revision(2))), None);
        // In the midst of a step: what that step touched may have been touched before or after.
        assert_eq!(ids(touches.since(Revision(4))), Some(vec![4, 7]));
        let many = (6..200).fold(touches, |touches, at| touches.and(Revision(at), Revision(at + 1), step(at)));
        assert_eq!(many.steps.len(), MOST_STEPS);
        assert_eq!(ids(many.since(Revision(6))), None);
        assert_eq!(ids(many.since(Revision(198))), Some(vec![198, 199]));
    }
}
