//! One layer in memory: blocks in order of id, what was edited since, and the dictionaries of its text fields.

pub(crate) mod build;
mod compact;
mod edit;
mod extent;
mod filtered;
pub(crate) mod ground;
pub(crate) mod lazy_levels;
mod levels;
pub(crate) mod piece;
mod sieve;
pub(crate) mod sights;

use std::sync::Arc;

use crate::geometry::{DrawingBox, Geometry};
use crate::layer::{FeatureId, Layer, Revision};
use crate::snapshot::block::Block;
use crate::snapshot::block::column::{Bits, Dictionary};
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::layer::lazy_levels::LazyLevels;
use crate::snapshot::layer::sights::Sights;

/// All current features of a layer, drawn, at one revision. Never changed: an edit makes a new one that shares what it can.
#[derive(Debug, Clone)]
pub struct LayerSnapshot {
    pub(crate) layer: Layer,
    /// The base, whose ranges of ids ascend and do not meet; behind it the delta, if there is one: older edits, then the youngest.
    pub(crate) parts: Vec<Part>,
    /// How many parts are base.
    pub(crate) base: usize,
    /// One per field; empty for fields without.
    pub(crate) dictionaries: Vec<Dictionary>,
    /// Whether blocks hold legal geometry.
    pub(crate) keeps_legal: bool,
    /// Per field: whether all its texts have codes.
    pub(crate) coded: Vec<bool>,
    pub(crate) ground: Ground,
    pub(crate) levels: LazyLevels,
    /// What audiences see of it, as far as they asked.
    pub(crate) sights: Sights,
    /// Of a layer less hidden rows: the box around what is left.
    pub(crate) seen_bounds: Option<DrawingBox>,
    /// Of a layer as it was: as it is now. What was withdrawn since is not told of the past either.
    pub(crate) later: Option<Arc<LayerSnapshot>>,
}

/// A block, less what has been superseded since it was packed.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) block: Arc<Block>,
    /// Positions of features that are gone or live in a later part now.
    pub(crate) dead: Option<Arc<Bits>>,
}

/// A feature found: hand it to [`LayerSnapshot::get`] of the same snapshot. Ordered by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Its id.
    pub id: u64,
    part: u32,
    at: u16,
    /// True if its box lies wholly in the window.
    pub is_whole: bool,
}

impl Part {
    pub(crate) fn whole(block: Block) -> Self {
        Self { block: Arc::new(block), dead: None }
    }

    #[inline]
    pub(crate) fn is_dead(&self, at: usize) -> bool {
        self.dead.as_ref().is_some_and(|dead| dead.is_set(at))
    }

    /// Appends the hits of this part in order of id: the tree tells them along its curve, bits bring them into order.
    fn hits(&self, number: usize, window: &DrawingBox, hits: &mut Vec<Hit>) {
        let (mut found, mut whole) = (Bits::off(self.block.len()), Bits::off(self.block.len()));
        self.block.tree.search(window, |place, is_whole| {
            let at = usize::from(self.block.along_curve[place]);
            found.set(at);
            if is_whole {
                whole.set(at);
            }
        });
        hits.reserve(found.count());
        for at in found.ones().filter(|&at| !self.is_dead(at)) {
            hits.push(hit(number, at, self.block.id(at), whole.is_set(at)));
        }
    }

    pub(crate) fn live(&self) -> usize {
        self.block.len() - self.dead.as_ref().map_or(0, |dead| dead.count())
    }
}

impl LayerSnapshot {
    /// What it is a copy of.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::live).sum()
    }

    /// True without features.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces the list by all features whose box shares a point with the window, in order of id.
    pub fn hits(&self, window: &DrawingBox, hits: &mut Vec<Hit>) {
        hits.clear();
        for (number, part) in self.parts.iter().enumerate() {
            if part.block.tree.bounds().intersects(window) {
                part.hits(number, window, hits);
            }
        }
        if self.parts.len() > self.base {
            // The delta's ids lie between those of the base: two runs to merge.
            hits.sort();
        }
    }

    /// Part of the feature of a hit, and its position there.
    pub(crate) fn place_of(hit: Hit) -> (usize, usize) {
        (hit.part as usize, usize::from(hit.at))
    }

    /// The feature of a hit of this snapshot.
    #[inline]
    pub fn get(&self, hit: Hit) -> FeatureRef<'_> {
        self.feature(hit.part as usize, usize::from(hit.at))
    }

    /// A feature by its id.
    pub fn find(&self, id: FeatureId) -> Option<FeatureRef<'_>> {
        self.place(id).map(|(part, at)| self.feature(part, at))
    }

    /// A feature's legal geometry, see [`FeatureRef::legal`].
    pub fn legal(&self, id: FeatureId) -> Option<Geometry> {
        self.find(id)?.legal()
    }

    /// True if legal geometry is kept in memory.
    pub fn keeps_legal(&self) -> bool {
        self.keeps_legal
    }

    /// The last revision that touched what is drawn in the window, or near it: part of the cache key of a tile.
    pub fn ground(&self, window: &DrawingBox) -> Revision {
        self.ground.last_touched(window)
    }

    /// Part and position of a feature.
    pub(crate) fn place(&self, id: FeatureId) -> Option<(usize, usize)> {
        let base = self.parts[..self.base].partition_point(|part| part.block.first_id <= id.0).checked_sub(1);
        let alive = |number: usize| {
            let at = self.parts[number].block.find(id.0)?;
            (!self.parts[number].is_dead(at)).then_some((number, at))
        };
        base.and_then(alive).or_else(|| (self.base..self.parts.len()).find_map(alive))
    }

    /// All features in order of id.
    pub fn iter(&self) -> impl Iterator<Item = FeatureRef<'_>> {
        self.iter_from(0)
    }

    /// All features with this id or a larger one, in order of id.
    pub fn iter_from(&self, from: u64) -> impl Iterator<Item = FeatureRef<'_>> {
        let mut base = (0..self.base).flat_map(move |number| self.part_from(number, from)).peekable();
        let delta = (self.base..self.parts.len()).map(move |number| self.part_from(number, from).peekable());
        let mut delta: Vec<_> = delta.collect();
        std::iter::from_fn(move || {
            let run = delta.iter_mut().filter_map(|run| Some((run.peek()?.id(), run))).min_by_key(|(id, _)| *id);
            match (base.peek(), run) {
                (Some(old), Some((new, _))) if old.id() < new => base.next(),
                (_, Some((_, run))) => run.next(),
                _ => base.next(),
            }
        })
    }

    /// Number of codes of a text field: [`FeatureRef::code`] stays below. 0 if the field has no dictionary. Codes of texts that no
    /// feature has (any more), or that are hidden, count: nothing of them may be told.
    pub fn code_count(&self, field: usize) -> usize {
        if self.coded[field] { self.dictionaries[field].len() } else { 0 }
    }

    /// The texts of those codes, those that may not be told included; none if the field has no dictionary.
    pub fn coded_texts(&self, field: usize) -> impl Iterator<Item = &str> {
        self.dictionaries[field].iter().take(self.code_count(field))
    }

    /// The box around all shapes, dead ones included, hidden ones not; [`DrawingBox::EMPTY`] without any.
    pub fn bounds(&self) -> DrawingBox {
        if let Some(seen) = self.seen_bounds {
            return seen;
        }
        let mut around = DrawingBox::EMPTY;
        self.parts.iter().for_each(|part| around.merge(&part.block.tree.bounds()));
        around
    }

    /// Features whose legal geometry could not be drawn (local coordinates, a vertex nobody can place), in no special order: only
    /// the store knows where they lie.
    pub(crate) fn strays(&self) -> impl Iterator<Item = FeatureRef<'_>> {
        self.alive(Block::strays)
    }

    /// Features that have no geometry at all, in no special order.
    pub(crate) fn without_geometry(&self) -> impl Iterator<Item = FeatureRef<'_>> {
        self.alive(Block::without_geometry)
    }

    /// The features at some positions of every block, less those that are gone.
    fn alive<'a, P: Iterator<Item = usize>>(
        &'a self,
        positions: impl Fn(&'a Block) -> P,
    ) -> impl Iterator<Item = FeatureRef<'a>> {
        self.parts.iter().enumerate().flat_map(move |(number, part)| {
            let alive = positions(&part.block).filter(|&at| !part.is_dead(at));
            alive.map(move |at| self.feature(number, at))
        })
    }

    /// No edge of a drawn line or ring is longer, in drawing units.
    pub(crate) fn longest_edge(&self) -> u32 {
        self.parts.iter().map(|part| part.block.shapes.longest_edge).max().unwrap_or(0)
    }

    /// Bytes held, everything included.
    pub fn memory_bytes(&self) -> usize {
        let part = |part: &Part| part.block.memory_bytes() + part.dead.as_ref().map_or(0, |dead| dead.memory_bytes());
        self.parts.iter().map(part).sum::<usize>()
            + self.dictionaries.iter().map(Dictionary::memory_bytes).sum::<usize>()
            + self.levels.memory_bytes()
            + self.sights.memory_bytes(self)
            + size_of::<Self>()
    }

    pub(crate) fn feature(&self, part: usize, at: usize) -> FeatureRef<'_> {
        FeatureRef { block: &self.parts[part].block, dictionaries: &self.dictionaries, at }
    }

    pub(crate) fn part_from(&self, number: usize, from: u64) -> impl Iterator<Item = FeatureRef<'_>> {
        let part = &self.parts[number];
        let from = part.block.first_from(from);
        let alive = (from..part.block.len()).filter(|&at| !part.is_dead(at));
        alive.map(move |at| self.feature(number, at))
    }
}

fn hit(part: usize, at: usize, id: u64, is_whole: bool) -> Hit {
    #[expect(clippy::cast_possible_truncation, reason = "blocks hold 65,536 features, and ids end at 2^53")]
    Hit { id, part: part as u32, at: at as u16, is_whole }
}
