//! How far a World has come into memory, for those who ask meanwhile.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Counts while a World is read: features only grow, layers begin anew if the store changed meanwhile. They say nothing once it is
/// there.
#[derive(Debug, Default)]
pub struct Loading {
    layers: AtomicUsize,
    finished: AtomicUsize,
    features: AtomicU64,
}

impl Loading {
    /// Layers the store has; 0 before its list was read.
    pub fn layers(&self) -> usize {
        self.layers.load(Ordering::Relaxed)
    }

    /// Layers that are in memory.
    pub fn finished(&self) -> usize {
        self.finished.load(Ordering::Relaxed).min(self.layers())
    }

    /// Features read so far.
    pub fn features(&self) -> u64 {
        self.features.load(Ordering::Relaxed)
    }

    /// The store was asked for its list (again, if it changed meanwhile).
    pub(crate) fn listed(&self, layers: usize) {
        self.layers.store(layers, Ordering::Relaxed);
        self.finished.store(0, Ordering::Relaxed);
    }

    pub(crate) fn read(&self, features: usize) {
        self.features.fetch_add(features as u64, Ordering::Relaxed);
    }

    pub(crate) fn layer_is_in(&self) {
        self.finished.fetch_add(1, Ordering::Relaxed);
    }
}
