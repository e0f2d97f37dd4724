//! Something computed from a World.

use std::collections::BTreeMap;

use crate::layer::{LayerName, Touched};
use crate::snapshot::World;

/// Is built from a whole World once, and follows later ones by what was touched. Made of all rows, whoever may see them: it is the
/// answers that are filtered by audience.
///
/// Both functions compute and do not wait; they run away from the threads that do. They may panic: the model of the World before
/// stays, and the next one is built anew.
pub trait Model: Sized + Send + Sync + 'static {
    /// What it needs besides the World.
    type Settings: Send + Sync + 'static;

    /// For logs and meters: `search`.
    const NAME: &'static str;

    /// The model of a World.
    fn build(world: &World, settings: &Self::Settings) -> Self;

    /// The model of a later World; `None` if this one is true for it, too. What is not `touched` is as it was, in the same blocks or
    /// in others.
    fn follow(
        &self,
        before: &World,
        now: &World,
        touched: &BTreeMap<LayerName, Touched>,
        settings: &Self::Settings,
    ) -> Option<Self>;

    /// Bytes held.
    fn memory_bytes(&self) -> usize;
}
