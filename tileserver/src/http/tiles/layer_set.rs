//! The layers of one tile address: `parcels,zones` → names, and a small number for cache keys.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use spatial_core::layer::{Audience, LayerName};
use spatial_core::snapshot::World;

use crate::config::MOST_TILE_LAYERS;
use crate::http::HttpError;

/// Most sets remembered. An atlas has a handful; whoever asks for every order of many layers pushes out the sets nobody else
/// asks for, and each of them costs at most `MOST_TILE_LAYERS` names.
const MOST_SETS: usize = 1024;

/// Longest text of layers: as many of the longest names as a tile may ever carry, each with an escaped comma.
pub(crate) const LONGEST_LAYERS: usize = MOST_TILE_LAYERS * (LayerName::MAX_LENGTH + "%2C".len());

/// Some layers, in the order they were asked for, each once.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LayerSet {
    /// Unlike that of every other set of this process.
    pub(crate) id: u64,
    pub(crate) names: Arc<[LayerName]>,
}

/// The sets asked for of late.
#[derive(Debug, Default)]
pub(crate) struct LayerSets {
    known: RwLock<HashMap<Arc<[LayerName]>, KnownSet>>,
    next: AtomicU64,
}

#[derive(Debug)]
struct KnownSet {
    set: Arc<LayerSet>,
    /// The next id when it was last asked for: enough to tell who has gone longest without being asked for while others came.
    asked: AtomicU64,
}

/// The names in a text, each once; all layers exist for the audience at this moment, and have shapes.
pub(crate) fn layer_names(
    text: &str,
    world: &World,
    audience: Audience,
    limit: usize,
) -> Result<Vec<LayerName>, HttpError> {
    if text.len() > LONGEST_LAYERS {
        return Err(HttpError::LayersTooLong { limit });
    }
    // Some clients escape the comma; nothing else in an address of layers can be escaped.
    let plain: Cow<str> =
        if text.contains('%') { text.replace("%2C", ",").replace("%2c", ",").into() } else { text.into() };
    let mut names: Vec<LayerName> = Vec::new();
    for word in plain.split(',') {
        let missing = || HttpError::LayerNotFound { layer: word.chars().take(64).collect() };
        let name = LayerName::parse_stored(word).ok_or_else(missing)?;
        if !world.layer(&name, audience).ok_or_else(missing)?.layer().has_shape() {
            return Err(HttpError::LayerWithoutShape { layer: name.to_string() });
        }
        if !names.contains(&name) {
            names.push(name);
        }
        if names.len() > limit {
            return Err(HttpError::TooManyLayers { limit });
        }
    }
    Ok(names)
}

impl LayerSets {
    /// The set of these names: the same as last time, unless it was pushed out meanwhile.
    pub(crate) fn of(&self, names: Vec<LayerName>) -> Arc<LayerSet> {
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&*names) {
            let now = self.next.load(Ordering::Relaxed);
            if known.asked.load(Ordering::Relaxed) != now {
                known.asked.store(now, Ordering::Relaxed);
            }
            return Arc::clone(&known.set);
        }
        self.learn(names.into())
    }

    fn learn(&self, names: Arc<[LayerName]>) -> Arc<LayerSet> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(&names) {
            return Arc::clone(&known.set);
        }
        if known.len() >= MOST_SETS {
            let oldest = known.iter().min_by_key(|(_, known)| known.asked.load(Ordering::Relaxed));
            if let Some(oldest) = oldest.map(|(names, _)| Arc::clone(names)) {
                known.remove(&oldest);
            }
        }
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let set = Arc::new(LayerSet { id, names: Arc::clone(&names) });
        known.insert(names, KnownSet { set: Arc::clone(&set), asked: AtomicU64::new(id) });
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Vec<LayerName> {
        words.iter().map(|word| LayerName::parse(word).unwrap()).collect()
    }

    #[test]
    fn a_set_that_is_asked_for_stays_while_strangers_come_and_go() {
        let sets = LayerSets::default();
        let ours = sets.of(names(&["parcels", "zones"])).id;
        let idle = sets.of(names(&["wards"])).id;
        for number in 0..3 * MOST_SETS {
            sets.of(names(&[&format!("layer_{number}")]));
            assert_eq!(sets.of(names(&["parcels", "zones"])).id, ours, "after {number} strangers");
        }
        assert_eq!(sets.known.read().unwrap().len(), MOST_SETS);
        assert_ne!(sets.of(names(&["wards"])).id, idle, "nobody asked for it");
        assert_ne!(sets.of(names(&["zones", "parcels"])).id, ours, "tiles carry layers in the order asked for");
    }
}
