//! The layers of one tile address: `parcels,zones` → names and a small number for cache keys.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use spatial_core::layer::{Audience, LayerName};
use spatial_core::snapshot::World;

use crate::http::HttpError;

/// Most addresses remembered; an atlas has a handful, and only addresses of existing layers are remembered at all.
const MOST_SETS: usize = 4096;

/// Some layers, in the order they were asked for, each once.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LayerSet {
    /// Unlike that of every other set of this process.
    pub(crate) id: u32,
    pub(crate) names: Vec<LayerName>,
}

/// All sets asked for so far, by their text in the address.
#[derive(Debug, Default)]
pub(crate) struct LayerSets {
    known: RwLock<HashMap<Box<str>, Arc<LayerSet>>>,
    next: AtomicU32,
}

impl LayerSets {
    /// The set of an address; all its layers exist for the audience at this moment. About 50 ns when known.
    pub(crate) fn of(
        &self,
        text: &str,
        world: &World,
        audience: Audience,
        limit: usize,
    ) -> Result<Arc<LayerSet>, HttpError> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
        if let Some(set) = known {
            return match set.names.iter().find(|name| world.layer(name, audience).is_none()) {
                Some(gone) => Err(HttpError::LayerNotFound { layer: gone.to_string() }),
                None => Ok(set),
            };
        }
        let set = Arc::new(self.parse(text, world, audience, limit)?);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_SETS {
            known.clear();
        }
        Ok(Arc::clone(known.entry(text.into()).or_insert(set)))
    }

    fn parse(&self, text: &str, world: &World, audience: Audience, limit: usize) -> Result<LayerSet, HttpError> {
        // Some clients escape the comma; nothing else in an address of layers can be escaped.
        let plain = text.replace("%2C", ",").replace("%2c", ",");
        let mut names: Vec<LayerName> = Vec::new();
        for word in plain.split(',') {
            let known = LayerName::parse(word).ok().filter(|name| world.layer(name, audience).is_some());
            let name = known.ok_or_else(|| HttpError::LayerNotFound { layer: word.chars().take(64).collect() })?;
            if !names.contains(&name) {
                names.push(name);
            }
            if names.len() > limit {
                return Err(HttpError::TooManyLayers { limit });
            }
        }
        Ok(LayerSet { id: self.next.fetch_add(1, Ordering::Relaxed), names })
    }
}
