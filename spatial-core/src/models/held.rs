//! A model with the World it is true for.

use std::sync::Arc;

use crate::layer::Revision;
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
    /// A World that nobody follows, as one of an earlier commit is, with the model of it. Costs what building the model does.
    pub fn of(world: Arc<World>, settings: &M::Settings) -> Self {
        let model = Arc::new(M::build(&world, settings));
        Self { world, model }
    }
}

impl<M> Clone for Held<M> {
    fn clone(&self) -> Self {
        Self { world: Arc::clone(&self.world), model: Arc::clone(&self.model) }
    }
}
