//! No layer of a low zoom exceeds its limit: how many features fit is guessed from a few of them, tried, and corrected.

use libdeflater::{CompressionLvl, Compressor};
use zstd_safe::{CCtx, compress_bound};

use crate::snapshot::FeatureRef;

/// What a feature and each of its vertices weigh. Only their proportion matters once a few features were measured.
const PER_FEATURE: f64 = 5.0;
const PER_VERTEX: f64 = 1.2;
/// Gzipped bytes a unit of weight hardly ever exceeds: below it nothing has to be measured.
const MOST_BYTES: f64 = 8.0;
/// One feature of so many is measured. The few repeat each other less than all do and take up to a fifth more than their share: room
/// that is left then, for a try that is too large costs as much as the tile.
const ONE_OF: usize = 8;
/// Share of the limit aimed at: most tries are then the last.
const AIM: f64 = 0.93;
/// Share of the limit left to the fill, however much the whole of it would take: what is drawn is taken off it.
const MOST_FOR_FILL: f64 = 0.2;
/// Share that a try that was too large keeps at most.
const KEPT_AT_MOST: f64 = 0.95;
/// Tries before nothing but fills is drawn.
const MOST_TRIES: usize = 8;

/// Zstandard packs tiles to between the same and a fiftieth more than gzip, in less than half the time: it tells how heavy one would be.
const ZSTD_LEVEL: i32 = 1;
/// Packed to less than this part, a tile repeats itself so often that the two differ: then gzip itself is asked. Tiles of towns come to a third.
const REPETITIVE: usize = 6;
/// What is added all the same, in case gzip is the larger.
const SURCHARGE: usize = 50;

/// Measures what is written.
pub(in crate::tiles) struct Scales {
    gzip: Compressor,
    zstd: CCtx<'static>,
    pub(in crate::tiles) raw: Vec<u8>,
    packed: Vec<u8>,
}

impl Default for Scales {
    fn default() -> Self {
        // Level 1 as on the wire; libdeflate's level 0, its `fastest`, does not compress at all.
        let gzip = Compressor::new(CompressionLvl::new(1).unwrap_or_default());
        Self { gzip, zstd: CCtx::create(), raw: Vec::new(), packed: Vec::new() }
    }
}

impl std::fmt::Debug for Scales {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scales").finish_non_exhaustive()
    }
}

impl Scales {
    /// About the gzipped length of the raw bytes, hardly ever less; of what is within the limit anyway, their own length.
    pub(in crate::tiles) fn weigh(&mut self, limit: usize) -> usize {
        if self.raw.len() <= limit {
            return self.raw.len();
        }
        self.packed.resize(compress_bound(self.raw.len()), 0);
        let packed = self.zstd.compress(&mut self.packed[..], &self.raw, ZSTD_LEVEL).unwrap_or(usize::MAX);
        if packed.saturating_mul(REPETITIVE) >= self.raw.len() {
            return packed.saturating_add(packed / SURCHARGE);
        }
        self.packed.resize(self.gzip.gzip_compress_bound(self.raw.len()), 0);
        self.gzip.gzip_compress(&self.raw, &mut self.packed).unwrap_or(usize::MAX)
    }
}

/// The key from which features are drawn one by one, found step by step.
#[derive(Debug)]
pub(super) struct Cut {
    /// Key and weight of each feature, the first to be drawn first.
    features: Vec<(u64, f64)>,
    weight: f64,
    limit: f64,
    /// What the fill takes, about.
    fill: f64,
    share: f64,
    tries: usize,
}

impl Cut {
    /// Begins with all of the features.
    pub(super) fn new(mut features: Vec<(u64, f64)>, limit: usize) -> Self {
        features.sort_unstable_by_key(|feature| std::cmp::Reverse(feature.0));
        let weight = features.iter().map(|feature| feature.1).sum();
        #[expect(clippy::cast_precision_loss, reason = "a size of some kilobytes")]
        Self { features, weight, limit: limit as f64, fill: 0.0, share: 1.0, tries: 0 }
    }

    /// The keys to be measured before the first try, in rising order; none if all will fit.
    pub(super) fn sample(&self) -> Vec<u64> {
        if self.weight * MOST_BYTES <= self.limit {
            return Vec::new();
        }
        let first = self.features.iter().take(self.count(self.limit / self.weight));
        let mut keys: Vec<u64> = first.step_by(ONE_OF).map(|feature| feature.0).collect();
        keys.sort_unstable();
        keys
    }

    /// Learns what the sample took, and what the fill will take beside it, about.
    pub(super) fn learn(&mut self, sample: &[u64], size: usize, fill: f64) {
        self.fill = fill.min(MOST_FOR_FILL * self.limit);
        let weight: f64 =
            self.features.iter().filter(|one| sample.binary_search(&one.0).is_ok()).map(|one| one.1).sum();
        #[expect(clippy::cast_precision_loss, reason = "sizes of some megabytes")]
        let size = size as f64;
        self.share = self.fitting(size, weight).min(1.0);
    }

    /// The smallest key drawn now; 0 for all, the largest number for nothing.
    pub(super) fn from(&self) -> u64 {
        match self.count(self.share) {
            0 if !self.features.is_empty() => u64::MAX,
            count if count == self.features.len() => 0,
            count => self.features[count - 1].0,
        }
    }

    /// True if nothing is left that could be left out.
    pub(super) fn is_empty(&self) -> bool {
        self.share <= 0.0 || self.from() == u64::MAX
    }

    /// Learns that a try took more than the limit.
    pub(super) fn shrink(&mut self, size: usize) {
        self.tries += 1;
        if self.tries >= MOST_TRIES {
            self.share = 0.0;
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "sizes of some megabytes")]
        let size = size as f64;
        self.share = self.fitting(size - self.fill, self.share * self.weight).min(self.share * KEPT_AT_MOST);
    }

    /// The share that fits beside the fill, given that some weight took so many bytes.
    fn fitting(&self, size: f64, weight: f64) -> f64 {
        (AIM * self.limit - self.fill) * weight / size.max(1.0) / self.weight.max(1.0)
    }

    /// How many of the first features have a share of all weight.
    fn count(&self, share: f64) -> usize {
        if share >= 1.0 {
            return self.features.len();
        }
        let budget = share * self.weight;
        let mut used = 0.0;
        let kept = self.features.iter().take_while(|feature| {
            used += feature.1;
            used <= budget
        });
        kept.count()
    }
}

/// How much of a tile a feature takes up, in no unit.
pub(super) fn weight(feature: &FeatureRef<'_>) -> f64 {
    let vertices = u32::try_from(feature.points().len()).unwrap_or(u32::MAX);
    PER_FEATURE + PER_VERTEX * f64::from(vertices)
}
