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

impl SearchSettings {
    /// One that knows nothing yet.
    pub fn finder(&self) -> Finder {
        Finder::new(self.fields.clone(), self.most_bytes)
    }
}

impl Model for Finder {
    type Settings = SearchSettings;

    const NAME: &'static str = "search";

    fn build(world: &World, settings: &SearchSettings) -> Self {
        told(&[], settings.finder().learnt(world))
    }

    /// Indexes hang on pieces: what was touched lies in new ones.
    fn follow(
        &self,
        _before: &World,
        now: &World,
        _touched: &BTreeMap<LayerName, Touched>,
        _settings: &SearchSettings,
    ) -> Option<Self> {
        Some(told(&self.left_out(), self.learnt(now)))
    }

    fn memory_bytes(&self) -> usize {
        self.memory_bytes()
    }
}

/// Says which layers found no room, unless that was said before.
fn told(before: &[LayerName], finder: Finder) -> Finder {
    let left_out = finder.left_out();
    if !left_out.is_empty() && left_out != before {
        let layers: Vec<&str> = left_out.iter().map(LayerName::as_str).collect();
        tracing::warn!(?layers, "not searched: the index has no room for them; [search] memory_mb gives it more");
    }
    finder
}
