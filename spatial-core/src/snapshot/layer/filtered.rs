//! A layer less the rows that a sight hides: a snapshot of its own that shares blocks and dictionaries with the whole layer.
//!
//! What is hidden of a block is found out once; an edit costs what was edited.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::geometry::DrawingBox;
use crate::layer::{FeatureId, Layer, Revision, Sight};
use crate::snapshot::block::Block;
use crate::snapshot::block::column::Bits;
use crate::snapshot::layer::extent::extent_of;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::layer::lazy_levels::LazyLevels;
use crate::snapshot::layer::sieve::Sieve;
use crate::snapshot::layer::{LayerSnapshot, Part};

/// What one sight leaves of a layer.
#[derive(Debug)]
pub(crate) struct Filtered {
    pub(crate) sight: Sight,
    /// What is hidden of each part of the whole layer.
    hidden: Vec<Option<Arc<Bits>>>,
    /// Around what is seen of each part.
    boxes: Vec<DrawingBox>,
    /// `None` as long as no row was ever hidden, nor does the whole layer's box reach beyond what is seen: what is seen is the whole layer
    /// itself.
    pub(crate) snapshot: Option<Arc<LayerSnapshot>>,
}

/// What was touched between two states of a layer, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Touch<'a> {
    pub(crate) ids: &'a BTreeSet<u64>,
    pub(crate) revision: Revision,
}

/// A layer as it is now, beside one as it was.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Today<'a> {
    pub(crate) whole: &'a LayerSnapshot,
    /// What is seen of it.
    pub(crate) seen: &'a LayerSnapshot,
}

impl Today<'_> {
    /// True of a row that was seen once and is hidden now. Rows of subjects that are gone altogether are, too: nobody can say any more who
    /// sees them. Of other layers they are told as they were: a parcel that was split is no secret.
    fn withdraws(self, id: u64) -> bool {
        let id = FeatureId(id);
        match self.whole.place(id) {
            Some(_) => self.seen.place(id).is_none(),
            None => self.whole.layer.subject.is_some(),
        }
    }
}

/// The parts of a layer as a sight leaves them.
#[derive(Default)]
struct Left {
    parts: Vec<Part>,
    hidden: Vec<Option<Arc<Bits>>>,
    boxes: Vec<DrawingBox>,
}

impl Filtered {
    /// Looks at every row; of a layer as it was, `today` is what it is now for the same audience.
    pub(crate) fn new(whole: &LayerSnapshot, sight: Sight, today: Option<Today<'_>>) -> Self {
        let left = Left::of(whole, &sight, (None, today));
        let snapshot = left.tells_apart(whole).then(|| {
            // As if everything had been touched last: tiles of this sight were perhaps kept from an earlier time.
            let ground = Ground::new(whole.ground.latest());
            Arc::new(left.snapshot(whole, ground, LazyLevels::default()))
        });
        Self { sight, hidden: left.hidden, boxes: left.boxes, snapshot }
    }

    /// The same sight of a later state of the layer; looks at the rows of new blocks only. `touch` is absent if the rows are the same,
    /// in other blocks perhaps.
    pub(crate) fn followed(&self, before: &LayerSnapshot, whole: &LayerSnapshot, touch: Option<Touch<'_>>) -> Self {
        let left = Left::of(whole, &self.sight, (Some((before, self)), None));
        // Once there was a snapshot there is one, even if nothing is hidden any more: its ground counts on.
        let snapshot = (self.snapshot.is_some() || left.tells_apart(whole)).then(|| {
            let former = self.snapshot.as_deref().unwrap_or(before);
            let mut next = left.snapshot(whole, former.ground.clone(), former.levels.clone());
            if let Some(Touch { ids, revision }) = touch {
                next.touch_ground(former, ids, revision);
                next.follow_levels(former, ids.iter().copied());
            }
            Arc::new(next)
        });
        Self { sight: self.sight.clone(), hidden: left.hidden, boxes: left.boxes, snapshot }
    }

    /// Bytes held besides those of the whole layer.
    pub(crate) fn memory_bytes(&self, whole: &LayerSnapshot) -> usize {
        let Some(snapshot) = &self.snapshot else { return size_of::<Self>() };
        let hidden: usize = self.hidden.iter().flatten().map(|bits| bits.memory_bytes()).sum();
        let dead = |((part, hidden), whole): ((&Part, &Option<Arc<Bits>>), &Part)| {
            let is_shared = is_same(&part.dead, hidden) || is_same(&part.dead, &whole.dead);
            part.dead.as_ref().filter(|_| !is_shared).map_or(0, |dead| dead.memory_bytes())
        };
        let dead: usize = snapshot.parts.iter().zip(&self.hidden).zip(&whole.parts).map(dead).sum();
        hidden + dead + snapshot.levels.memory_bytes() + size_of::<LayerSnapshot>()
    }

    /// What was hidden of a block in the state before, and the part it made.
    fn known<'a>(&'a self, before: &'a LayerSnapshot, at: usize) -> Known<'a> {
        let parts = self.snapshot.as_deref().unwrap_or(before);
        Known { whole: &before.parts[at], left: &parts.parts[at], hidden: &self.hidden[at], around: self.boxes[at] }
    }
}

/// One part as it was.
struct Known<'a> {
    whole: &'a Part,
    left: &'a Part,
    hidden: &'a Option<Arc<Bits>>,
    around: DrawingBox,
}

impl Left {
    fn of(
        whole: &LayerSnapshot,
        sight: &Sight,
        (before, today): (Option<(&LayerSnapshot, &Filtered)>, Option<Today<'_>>),
    ) -> Self {
        let policy = whole.layer.rows.clone().unwrap_or_default();
        let sieve = Sieve::new(&whole.layer, &policy, sight, &whole.dictionaries);
        let places: FxHashMap<*const Block, usize> = before
            .iter()
            .flat_map(|(before, _)| before.parts.iter().map(|part| Arc::as_ptr(&part.block)).zip(0..))
            .collect();
        let mut left = Self::default();
        for part in &whole.parts {
            let at = places.get(&Arc::as_ptr(&part.block));
            let known = before.zip(at).map(|((before, filtered), &at)| filtered.known(before, at));
            left.push(part, known, (&sieve, today));
        }
        left
    }

    fn push(&mut self, part: &Part, known: Option<Known<'_>>, (sieve, today): (&Sieve<'_>, Option<Today<'_>>)) {
        let hidden = match &known {
            Some(known) => known.hidden.clone(),
            None => part.hidden(sieve, today).map(Arc::new),
        };
        let (left, around) = match known {
            Some(known) if is_same(&known.whole.dead, &part.dead) => (known.left.clone(), known.around),
            _ => {
                let left = Part { block: Arc::clone(&part.block), dead: both(part.dead.as_ref(), hidden.as_ref()) };
                let around = left.alive_bounds();
                (left, around)
            }
        };
        self.parts.push(left);
        self.hidden.push(hidden);
        self.boxes.push(around);
    }

    /// True if the whole layer says more than may be known. A row that is hidden does; and so does the box of a layer that a hidden row
    /// was once part of: stores let such boxes grow and never shrink.
    fn tells_apart(&self, whole: &LayerSnapshot) -> bool {
        let (around, reaches) = (self.around(), whole.layer.extent);
        self.hidden.iter().any(Option::is_some)
            || whole.bounds() != around
            || reaches
                .is_some_and(|far| extent_of(&around, whole.layer.crs).is_none_or(|near| near.merged(far) != near))
    }

    fn around(&self) -> DrawingBox {
        let mut around = DrawingBox::EMPTY;
        self.boxes.iter().for_each(|own| around.merge(own));
        around
    }

    fn snapshot(&self, whole: &LayerSnapshot, ground: Ground, levels: LazyLevels) -> LayerSnapshot {
        let around = self.around();
        let count = self.parts.iter().map(Part::live).sum::<usize>() as u64;
        let extent = if self.tells_apart(whole) { extent_of(&around, whole.layer.crs) } else { whole.layer.extent };
        LayerSnapshot {
            layer: Layer { count, extent, ..whole.layer.clone() },
            parts: self.parts.clone(),
            seen_bounds: Some(around),
            ground,
            levels,
            ..whole.clone()
        }
    }
}

impl LayerSnapshot {
    /// Stamps the ground of what was seen before and is seen now.
    fn touch_ground(&mut self, before: &Self, touched: &BTreeSet<u64>, revision: Revision) {
        for &id in touched {
            for bounds in [before.find(FeatureId(id)), self.find(FeatureId(id))].map(|row| row.map(|row| row.bounds()))
            {
                bounds.iter().for_each(|bounds| self.ground.touch(bounds, revision));
            }
        }
    }
}

impl Part {
    /// Positions of the rows that a sight hides, and of those that are withdrawn.
    fn hidden(&self, sieve: &Sieve<'_>, today: Option<Today<'_>>) -> Option<Bits> {
        let hidden = sieve.hidden(&self.block);
        let Some(today) = today else { return hidden };
        let is_hidden = |at| hidden.as_ref().is_some_and(|hidden| hidden.is_set(at));
        let is_withdrawn = |at| !self.is_dead(at) && today.withdraws(self.block.id(at));
        Bits::if_any((0..self.block.len()).map(|at| is_hidden(at) || is_withdrawn(at)))
    }

    /// The box around what is alive and has a shape.
    fn alive_bounds(&self) -> DrawingBox {
        let Some(dead) = &self.dead else { return self.block.tree.bounds() };
        let mut around = DrawingBox::EMPTY;
        let leaves = self.block.tree.leaves().iter().zip(&self.block.along_curve);
        leaves.filter(|(_, at)| !dead.is_set(usize::from(**at))).for_each(|(leaf, _)| around.merge(leaf));
        around
    }
}

fn is_same(a: &Option<Arc<Bits>>, b: &Option<Arc<Bits>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

/// What is on in either.
fn both(a: Option<&Arc<Bits>>, b: Option<&Arc<Bits>>) -> Option<Arc<Bits>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Arc::new(a.or(b))),
        (a, b) => a.or(b).cloned(),
    }
}
