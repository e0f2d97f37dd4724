//! The search as a model: indexes of all pieces of the World.

use std::collections::BTreeMap;

use crate::layer::{LayerName, Touched};
use crate::models::Model;
use crate::search::{FieldNames, Finder};
use crate::snapshot::World;

/// What the search needs besides the World.
#[derive(Debug, Clone, Default)]
pub struct SearchSettings {
    /// Names of fields from the settings.
    pub fields: FieldNames,
    /// Most bytes of all indexes together.
    pub most_bytes: usize,
}

impl Finder {
    /// One that knows nothing yet.
    pub fn empty(settings: &SearchSettings) -> Self {
        Self::new(settings.fields.clone(), settings.most_bytes)
    }
}

impl Model for Finder {
    type Settings = SearchSettings;

    const NAME: &'static str = "search";

    fn build(world: &World, settings: &SearchSettings) -> Self {
        Self::empty(settings).learnt(world)
    }

    /// Indexes hang on pieces: what was touched lies in new ones.
    fn follow(
        &self,
        _before: &World,
        now: &World,
        _touched: &BTreeMap<LayerName, Touched>,
        _settings: &SearchSettings,
    ) -> Option<Self> {
        Some(self.learnt(now))
    }

    fn memory_bytes(&self) -> usize {
        self.memory_bytes()
    }
}
