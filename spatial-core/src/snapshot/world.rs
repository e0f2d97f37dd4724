//! All layers at one revision.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::geometry::DrawingBox;
use crate::layer::{Audience, LayerName, Position, Revision, Touched};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::table::TableSnapshot;

/// The memory copy of a whole store, as of one commit. Cheap to clone; a newer one shares with it all that did not change.
#[derive(Debug, Clone)]
pub struct World {
    pub(crate) position: Position,
    pub(crate) layers: BTreeMap<LayerName, Arc<LayerSnapshot>>,
    /// Tables of others, each as of a moment of its own. They stand before a layer of the same name.
    pub(crate) tables: BTreeMap<LayerName, Arc<TableSnapshot>>,
    pub(crate) epoch: u64,
    /// What was touched since the World this was made of.
    pub(crate) touched: Arc<BTreeMap<LayerName, Touched>>,
}

impl World {
    /// The commit this is true for.
    pub fn revision(&self) -> Revision {
        self.position.revision
    }

    /// Where in the life of which store this stands.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// Which reading of the whole store this World descends from; unlike that of every other in this process. What was made from
    /// one reading says nothing about another, whatever their revisions: a restored store counts the same numbers again.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The layers an audience may see, in order of name.
    pub fn layers(&self, audience: Audience) -> impl Iterator<Item = &Arc<LayerSnapshot>> {
        let tables = self.tables.iter().map(|(name, table)| (name, table.snapshot()));
        let all: BTreeMap<_, _> = self.layers.iter().chain(tables).collect();
        all.into_values().filter(move |snapshot| may_see(snapshot, audience))
    }

    /// A layer, if it exists for the audience.
    pub fn layer(&self, name: &LayerName, audience: Audience) -> Option<&Arc<LayerSnapshot>> {
        self.held(name).filter(|snapshot| may_see(snapshot, audience))
    }

    /// The table of others that a layer is, if it is one.
    pub fn table(&self, layer: &LayerName) -> Option<&Arc<TableSnapshot>> {
        self.tables.get(layer)
    }

    /// All tables of others, in order of name.
    pub fn tables(&self) -> impl Iterator<Item = &Arc<TableSnapshot>> {
        self.tables.values()
    }

    /// The same World with a table as it is now.
    #[must_use]
    pub fn with_table(&self, table: Arc<TableSnapshot>) -> Self {
        let mut next = self.clone();
        next.tables.insert(table.snapshot().layer.name.clone(), table);
        next
    }

    /// The same World with the tables of another: they are read on their own, and may have moved on while this was made.
    #[must_use]
    pub fn with_tables_of(&self, other: &Self) -> Self {
        Self { tables: other.tables.clone(), ..self.clone() }
    }

    /// The last revision that touched what the layer draws in the window, or near it; of a table the number of the reading that found
    /// it touched. Part of a tile's cache key. Never goes down within one epoch.
    pub fn ground(&self, layer: &LayerName, window: &DrawingBox) -> Revision {
        self.held(layer).map_or(self.position.revision, |snapshot| snapshot.ground(window))
    }

    /// Bytes held by all layers.
    pub fn memory_bytes(&self) -> usize {
        let tables: usize = self.tables.values().map(|table| table.memory_bytes()).sum();
        self.layers.values().map(|snapshot| snapshot.memory_bytes()).sum::<usize>() + tables
    }

    fn held(&self, name: &LayerName) -> Option<&Arc<LayerSnapshot>> {
        self.tables.get(name).map(|table| table.snapshot()).or_else(|| self.layers.get(name))
    }

    /// The same features, perhaps at another position.
    pub(crate) fn untouched(&self, position: Position) -> Self {
        Self { position, touched: Arc::default(), ..self.clone() }
    }
}

/// Quarantine is for staff whatever else the layer says.
fn may_see(snapshot: &LayerSnapshot, audience: Audience) -> bool {
    snapshot.layer.is_seen_by(audience)
}
