//! The keepers of all models, each found by the type of its model, with what is kept of earlier commits.

use std::any::{Any, TypeId};
use std::sync::Arc;

use spatial_core::models::{Keep, Keeper, Model};

use crate::config::Settings;
use crate::http::HttpError;
use crate::http::served::past::{Kept, Past};

/// Makes a model's keeper from the settings.
pub(crate) type Modelled = fn(&Settings) -> KeptModel;

/// One keeper: as those see it who run and measure it, and as who asks for its model.
#[derive(Debug)]
pub(crate) struct KeptModel {
    keep: Arc<dyn Keep>,
    typed: Arc<dyn Any + Send + Sync>,
    past: Arc<dyn Any + Send + Sync>,
}

impl KeptModel {
    /// Holds nothing yet.
    pub(crate) fn new<M: Model>(settings: M::Settings) -> Self {
        let keeper = Arc::new(Keeper::<M>::new(settings));
        Self { keep: Arc::clone(&keeper) as _, typed: keeper, past: Arc::new(Past::<Kept<M>>::default()) }
    }
}

/// What a handler asks for, as far as the list of parts can be checked for it.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the test that compares it with what the parts keep"))]
pub(crate) struct AskedModel {
    keeper: TypeId,
    pub(crate) name: &'static str,
}

impl AskedModel {
    /// The model of a type.
    pub(crate) fn of<M: Model>() -> Self {
        Self { keeper: TypeId::of::<Keeper<M>>(), name: M::NAME }
    }
}

/// All keepers of a server, in the order of its parts.
#[derive(Debug, Default)]
pub(crate) struct Models(Vec<KeptModel>);

impl Models {
    /// Those that the parts name.
    pub(crate) fn of(models: impl Iterator<Item = Modelled>, settings: &Settings) -> Self {
        Self(models.map(|modelled| modelled(settings)).collect())
    }

    /// The keepers, to be run and measured.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<dyn Keep>> {
        self.0.iter().map(|kept| &kept.keep)
    }

    /// The keeper of a model. That no part has it is an error in the list of parts, which their test finds.
    pub(crate) fn keeper<M: Model>(&self) -> Result<Arc<Keeper<M>>, HttpError> {
        let found = self.0.iter().find_map(|kept| Arc::clone(&kept.typed).downcast().ok());
        found.ok_or_else(|| HttpError::Internal { what: format!("no part keeps the model {}", M::NAME) })
    }

    /// What is kept of earlier commits with a model. As for its keeper.
    pub(crate) fn past<M: Model>(&self) -> Result<Arc<Past<Kept<M>>>, HttpError> {
        let found = self.0.iter().find_map(|kept| Arc::clone(&kept.past).downcast().ok());
        found.ok_or_else(|| HttpError::Internal { what: format!("no part keeps the model {}", M::NAME) })
    }

    /// True if a handler that asks for it gets it.
    #[cfg(test)]
    pub(crate) fn have(&self, asked: AskedModel) -> bool {
        self.0.iter().any(|kept| (*kept.typed).type_id() == asked.keeper)
    }
}
