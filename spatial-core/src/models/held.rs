//! A model with the World it is true for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::layer::{LayerName, Revision, Touched};
use crate::models::Model;
use crate::snapshot::World;

/// Taken once by a request, which then sees no other World. Cheap to clone.
#[derive(Debug)]
pub struct Held<M> {
    world: Arc<World>,
    model: Arc<M>,
}

impl<M> Held<M> {
    pub(super) fn new(world: Arc<World>, model: Arc<M>) -> Self {
        Self { world, model }
    }

    /// The World.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// What is computed from it.
    pub fn model(&self) -> &Arc<M> {
        &self.model
    }

    /// The commit both are true for.
    pub fn revision(&self) -> Revision {
        self.world.revision()
    }
}

impl<M: Model> Held<M> {
    /// A World that nobody follows, as one of an earlier commit is, with the model of it, which is made of this one's by what is otherwise
    /// in that World.
    #[must_use]
    pub fn elsewhere(&self, world: Arc<World>, touched: &BTreeMap<LayerName, Touched>, settings: &M::Settings) -> Self {
        let model = self.model.follow(&self.world, &world, touched, settings);
        Self { model: model.map_or_else(|| Arc::clone(&self.model), Arc::new), world }
    }

    /// The same model with another World that has the same rows, of which others may be hidden.
    #[must_use]
    pub fn with(&self, world: Arc<World>) -> Self {
        Self { world, model: Arc::clone(&self.model) }
    }
}

impl<M> Clone for Held<M> {
    fn clone(&self) -> Self {
        Self { world: Arc::clone(&self.world), model: Arc::clone(&self.model) }
    }
}
