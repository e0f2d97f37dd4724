//! The models that parts asked for, by their type.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

use spatial_core::models::{Keep, Keeper, Model};

/// Made once, of what the parts say.
#[derive(Debug, Default)]
pub(crate) struct Models {
    by_type: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    all: Vec<Arc<dyn Keep>>,
}

impl Models {
    /// Adds one that holds nothing yet.
    pub(crate) fn add<M: Model>(&mut self, settings: M::Settings) {
        let keeper = Arc::new(Keeper::<M>::new(settings));
        self.by_type.insert(TypeId::of::<M>(), Arc::clone(&keeper) as _);
        self.all.push(keeper);
    }

    /// Its keeper; `None` if no part asked for it.
    pub(crate) fn keeper<M: Model>(&self) -> Option<Arc<Keeper<M>>> {
        Arc::clone(self.by_type.get(&TypeId::of::<M>())?).downcast().ok()
    }

    /// All keepers, in the order of the parts.
    pub(crate) fn all(&self) -> &[Arc<dyn Keep>] {
        &self.all
    }
}
