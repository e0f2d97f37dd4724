//! Features in order of id become blocks, one block's worth in memory at a time.

use crate::layer::{Feature, Layer};
use crate::snapshot::block::arrivals::Arrivals;
use crate::snapshot::block::column::{Dictionary, Held, Interner};
use crate::snapshot::block::pen::GridPen;
use crate::snapshot::error::SnapshotError;
use crate::snapshot::layer::ground::Ground;
use crate::snapshot::layer::lazy_levels::LazyLevels;
use crate::snapshot::layer::sights::Sights;
use crate::snapshot::layer::{LayerSnapshot, Part};

/// Features taken from an iterator at a time.
const BATCH: usize = 4096;

/// A layer being read into memory.
#[derive(Debug)]
pub(crate) struct Builder {
    layer: Layer,
    pen: GridPen,
    keeps_legal: bool,
    held: Vec<Held>,
    interners: Vec<Interner>,
    arrivals: Arrivals,
    parts: Vec<Part>,
}

impl LayerSnapshot {
    /// A snapshot of these features, which come in order of id.
    ///
    /// # Errors
    /// [`SnapshotError::Crs`] if the layer's reference system has no way to the map.
    pub fn build(layer: Layer, features: impl Iterator<Item = Feature>) -> Result<Self, SnapshotError> {
        let mut builder = Builder::new(layer)?;
        let mut features = features.peekable();
        while features.peek().is_some() {
            let batch: Vec<Feature> = features.by_ref().take(BATCH).collect();
            builder.push(&batch);
        }
        Ok(builder.finish())
    }
}

impl Builder {
    /// A builder whose shapes are drawn.
    fn new(layer: Layer) -> Result<Self, SnapshotError> {
        match GridPen::new(layer.crs) {
            Ok(pen) => Ok(Self::with(pen, layer, false)),
            Err(source) => Err(SnapshotError::Crs { layer: layer.name, source }),
        }
    }

    /// A builder that holds a layer without shapes, and says so in the log, if its reference system has no way to the map. It keeps legal
    /// geometry if it is told to.
    pub(crate) fn lenient(layer: Layer, keeps_legal: bool) -> Self {
        let pen = GridPen::lenient(&layer);
        Self::with(pen, layer, keeps_legal)
    }

    fn with(pen: GridPen, layer: Layer, keeps_legal: bool) -> Self {
        let held: Vec<Held> = layer.schema.fields.iter().map(|field| Held::of(field.kind, false)).collect();
        let interners = held.iter().map(|_| Interner::default()).collect();
        Self {
            arrivals: Arrivals::new(&held, keeps_legal),
            keeps_legal,
            layer,
            pen,
            held,
            interners,
            parts: Vec::new(),
        }
    }

    /// Takes the next features in order of id.
    pub(crate) fn push(&mut self, mut features: &[Feature]) {
        while !features.is_empty() {
            let (now, later) = features.split_at(self.arrivals.room().min(features.len()));
            self.arrivals.push_features(now, &self.pen, &[]);
            if self.arrivals.is_full() {
                self.close_block();
            }
            features = later;
        }
    }

    fn close_block(&mut self) {
        let arrived = std::mem::replace(&mut self.arrivals, Arrivals::new(&self.held, self.keeps_legal));
        if arrived.len() > 0 {
            self.parts.push(Part::whole(arrived.pack(&mut self.interners)));
        }
    }

    /// All features have come.
    pub(crate) fn finish(mut self) -> LayerSnapshot {
        self.close_block();
        let is_text = |held: &Held| *held == Held::Text;
        let coded: Vec<bool> = self
            .held
            .iter()
            .zip(&self.interners)
            .map(|(held, interner)| is_text(held) && !interner.gave_up())
            .collect();
        let mut dictionaries: Vec<Dictionary> = self.interners.into_iter().map(Interner::finish).collect();
        for (field, dictionary) in dictionaries.iter_mut().enumerate().filter(|(field, _)| !coded[*field]) {
            for part in &mut self.parts {
                let block = std::sync::Arc::make_mut(&mut part.block);
                let count = block.len();
                block.columns[field].spell_out(count, dictionary);
            }
            *dictionary = Dictionary::default();
        }
        LayerSnapshot {
            layer: self.layer,
            keeps_legal: self.keeps_legal,
            base: self.parts.len(),
            parts: self.parts,
            dictionaries,
            coded,
            ground: Ground::default(),
            levels: LazyLevels::default(),
            sights: Sights::default(),
            seen_bounds: None,
            later: None,
        }
    }
}
