//! Features on their way into a block, in order of arrival and already compact: never a whole layer as [`Feature`]s.

use geo::HasDimensions;
use rayon::prelude::*;

use crate::geometry::DrawingBox;
use crate::index::{PackedTree, hilbert_key};
use crate::layer::Feature;
use crate::snapshot::block::column::{Arriving, BlockColumn, Held, Interner, Lookup, PackedNumbers};
use crate::snapshot::block::feature_ref::FeatureRef;
use crate::snapshot::block::legal::LegalShapes;
use crate::snapshot::block::pen::GridPen;
use crate::snapshot::block::shapes::ArrivingShapes;
use crate::snapshot::block::value_ref::ValueRef;
use crate::snapshot::block::{Block, MAX_FEATURES};

/// A block is closed when it has so many points or so much text or WKB: offsets within it are 32-bit, and one feature more must fit.
const FULL_POINTS: usize = 1 << 26;
const FULL_TEXT: usize = 1 << 30;
const FULL_LEGAL: usize = 1 << 30;

/// Features drawn by one thread at a time: enough to fill a vector, few enough to share the work.
const DRAWN_TOGETHER: usize = 256;

/// Features that will be one block.
#[derive(Debug)]
pub(crate) struct Arrivals {
    ids: Vec<u64>,
    shapes: ArrivingShapes,
    /// Whether there is a legal geometry, drawn or not.
    located: Vec<bool>,
    columns: Vec<Arriving>,
    /// If it is kept.
    legal: Option<LegalShapes>,
}

impl Arrivals {
    /// Awaits features whose fields are held like this, and whose legal geometry is kept or not.
    pub(crate) fn new(held: &[Held], keeps_legal: bool) -> Self {
        Self {
            ids: Vec::new(),
            shapes: ArrivingShapes::default(),
            located: Vec::new(),
            columns: held.iter().map(|&held| Arriving::new(held)).collect(),
            legal: keeps_legal.then(LegalShapes::default),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.len() >= MAX_FEATURES
            || self.shapes.point_count() >= FULL_POINTS
            || self.columns.iter().any(|column| column.text_bytes() >= FULL_TEXT)
            || self.legal.as_ref().is_some_and(|legal| legal.size() >= FULL_LEGAL)
    }

    /// Features that still find room.
    pub(crate) fn room(&self) -> usize {
        MAX_FEATURES - self.len()
    }

    /// Appends features from the store; their geometry is drawn on all processors. `lookups` are those of the fields' dictionaries,
    /// for fields held as codes: they know every text that comes.
    pub(crate) fn push_features(&mut self, features: &[Feature], pen: &GridPen, lookups: &[Lookup<'_>]) {
        let drawn: Vec<ArrivingShapes> = features
            .par_chunks(DRAWN_TOGETHER)
            .map(|some| pen.draw(some.iter().map(|feature| feature.geometry.as_ref())))
            .collect();
        drawn.iter().for_each(|shapes| self.shapes.append(shapes));
        self.ids.extend(features.iter().map(|feature| feature.id.0));
        self.located.extend(features.iter().map(is_located));
        if let Some(legal) = &mut self.legal {
            features.iter().for_each(|feature| legal.push(feature.geometry.as_ref()));
        }
        for (field, column) in self.columns.iter_mut().enumerate() {
            let values =
                features.iter().map(|feature| feature.values.get(field).map_or(ValueRef::Null, ValueRef::from));
            match (column.held(), lookups.get(field)) {
                (Held::Code, Some(lookup)) => values.for_each(|value| column.push_code(code(value, lookup))),
                _ => values.for_each(|value| column.push(value)),
            }
        }
    }

    /// Appends a feature of another block of the same layer, codes as they are.
    pub(crate) fn push_packed(&mut self, feature: &FeatureRef<'_>) {
        self.ids.push(feature.id());
        self.located.push(feature.ring_count() > 0 || feature.is_stray());
        for ring in feature.rings() {
            self.shapes.ring(feature.shape(), ring.is_shell, ring.points.iter().copied());
        }
        self.shapes.end_feature(feature.shape());
        if let Some(legal) = &mut self.legal {
            legal.push_wkb(feature.legal_wkb());
        }
        for (at, column) in self.columns.iter_mut().enumerate() {
            match column.held() {
                Held::Code => column.push_code(feature.code(at)),
                _ => column.push(feature.value(at)),
            }
        }
    }

    /// Sorts, permutes and packs. Text fields go through their interner, if they have one.
    pub(crate) fn pack(self, interners: &mut [Interner]) -> Block {
        let curve = self.hilbert_order();
        let order = self.id_order();
        let first_id = order.first().map_or(0, |&at| self.ids[at as usize]);
        let ids = PackedNumbers::of(order.iter().map(|&at| self.ids[at as usize] - first_id));
        let mut positions = vec![0_u16; order.len()];
        #[expect(clippy::cast_possible_truncation, reason = "a block has at most 65,536 features")]
        order.iter().enumerate().for_each(|(position, &at)| positions[at as usize] = position as u16);
        let along_curve: Vec<u16> = curve.iter().map(|&at| positions[at as usize]).collect();
        let places = Block::places_of(&along_curve);
        let drawn = curve.partition_point(|&at| self.shapes.is_drawn(at as usize));
        let strays = curve[drawn..].partition_point(|&at| self.located[at as usize]);
        let tree = PackedTree::new(curve[..drawn].iter().map(|&at| self.shapes.bounds(at as usize)));
        let shapes = self.shapes.pack(&order);
        drop(self.shapes);
        let pack = |(at, column): (usize, Arriving)| -> BlockColumn {
            match interners.get_mut(at) {
                Some(interner) => column.pack_interned(&order, interner),
                None => column.pack(&order),
            }
        };
        let columns = self.columns.into_iter().enumerate().map(pack).collect();
        let legal = self.legal.map(|legal| legal.pack(&order));
        Block { first_id, ids, along_curve, places, shapes, tree, strays, columns, legal }
    }

    /// Arrivals by id.
    fn id_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len()).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|&at| self.ids[at as usize]);
        order
    }

    /// Arrivals along the curve laid over this block; behind them the strays, then what has no geometry at all. Ties by id.
    fn hilbert_order(&self) -> Vec<u32> {
        let mut around = DrawingBox::EMPTY;
        (0..self.len()).filter(|&at| self.shapes.is_drawn(at)).for_each(|at| around.merge(&self.shapes.bounds(at)));
        let key = |at: usize| match (self.shapes.is_drawn(at), self.located[at]) {
            (true, _) => u64::from(hilbert_key(centre(&self.shapes.bounds(at)), &around)),
            (false, true) => u64::MAX - 1,
            (false, false) => u64::MAX,
        };
        let mut keyed: Vec<(u64, u64, u32)> =
            (0..self.len()).map(|at| (key(at), self.ids[at], u32::try_from(at).unwrap_or(u32::MAX))).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, _, at)| at).collect()
    }
}

/// True if there is something that could lie somewhere.
fn is_located(feature: &Feature) -> bool {
    feature.geometry.as_ref().is_some_and(|geometry| !geometry.is_empty())
}

fn code(value: ValueRef<'_>, lookup: &Lookup<'_>) -> Option<u32> {
    match value {
        ValueRef::Text(text) => lookup.code(text),
        _ => None,
    }
}

fn centre(around: &DrawingBox) -> [u32; 2] {
    [around.min[0].midpoint(around.max[0]), around.min[1].midpoint(around.max[1])]
}
