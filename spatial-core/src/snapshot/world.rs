//! All layers at one revision.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::geometry::DrawingBox;
use crate::layer::{Audience, DeclaredTable, LayerName, Position, Revision};
use crate::snapshot::layer::LayerSnapshot;
use crate::snapshot::legal::LegalCopy;
use crate::snapshot::table::TableSnapshot;
use crate::snapshot::touches::Touches;

/// The memory copy of a whole store, as of one commit. Cheap to clone; a newer one shares with it all that did not change.
#[derive(Debug, Clone)]
pub struct World {
    pub(crate) position: Position,
    pub(crate) layers: BTreeMap<LayerName, Arc<LayerSnapshot>>,
    /// Tables of others, each as of a moment of its own. They stand before a layer of the same name.
    pub(crate) tables: BTreeMap<LayerName, Arc<TableSnapshot>>,
    pub(crate) epoch: u64,
    /// What was touched on the way to it.
    pub(crate) touches: Touches,
    /// Of which layers it holds the legal geometry, too.
    pub(crate) legal: LegalCopy,
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

    /// The layers an audience may see, in order of name, each with the rows it may see.
    pub fn layers(&self, audience: Audience) -> impl Iterator<Item = &Arc<LayerSnapshot>> {
        self.whole_layers().filter_map(move |whole| self.seen(whole, audience))
    }

    /// A layer with the rows an audience may see, if it exists for it. The first who asks waits until all rows were looked at (20 ms for
    /// a million); no row is looked at without a policy.
    pub fn layer(&self, name: &LayerName, audience: Audience) -> Option<&Arc<LayerSnapshot>> {
        self.seen(self.whole_layer(name)?, audience)
    }

    /// The same, and of these rows only those that are valid on a day (ISO 8601).
    pub fn layer_on(&self, name: &LayerName, audience: Audience, day: &str) -> Option<Arc<LayerSnapshot>> {
        let whole = self.whole_layer(name).filter(|whole| self.exists_for(whole, audience))?;
        Some(whole.seen_on(audience, day))
    }

    /// All layers with all their rows, in order of name, whoever may see them: for what is computed of them and asked by audience
    /// later.
    pub fn whole_layers(&self) -> impl Iterator<Item = &Arc<LayerSnapshot>> {
        let tables = self.tables.iter().map(|(name, table)| (name, table.snapshot()));
        let all: BTreeMap<_, _> = self.layers.iter().chain(tables).collect();
        all.into_values()
    }

    /// A layer with all its rows, whoever may see them.
    pub fn whole_layer(&self, name: &LayerName) -> Option<&Arc<LayerSnapshot>> {
        self.tables.get(name).map(|table| table.snapshot()).or_else(|| self.layers.get(name))
    }

    /// A subject's table with the rows an audience may see, if the store has it and it exists for the audience.
    pub fn declared(&self, table: &DeclaredTable, audience: Audience) -> Option<&Arc<LayerSnapshot>> {
        self.seen(self.whole_declared(table)?, audience)
    }

    /// A subject's table with all its rows, whoever may see them. A layer of the table's name that is somebody else's is none.
    pub fn whole_declared(&self, table: &DeclaredTable) -> Option<&Arc<LayerSnapshot>> {
        let whole = self.layers.get(table.layer)?;
        whole.layer.subject.as_ref().is_some_and(|subject| subject.is(table.room, table.table)).then_some(whole)
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

    /// The last revision that touched what the layer draws for an audience in the window, or near it; of a table the number of the
    /// reading that found it touched. Part of a tile's cache key. Never goes down within one epoch.
    pub fn ground(&self, layer: &LayerName, audience: Audience, window: &DrawingBox) -> Revision {
        self.layer(layer, audience).map_or(self.position.revision, |snapshot| snapshot.ground(window))
    }

    /// True if low zooms of some layer are still to be drawn for somebody who asked for it.
    pub fn has_levels_to_draw(&self) -> bool {
        self.whole_layers().flat_map(|whole| whole.as_seen()).any(|seen| seen.has_levels_to_draw())
    }

    /// Draws what low zooms need of every layer for everybody who asked for it, so that no request waits for that.
    pub fn draw_levels(&self) {
        for seen in self.whole_layers().flat_map(|whole| whole.as_seen()) {
            seen.levels();
        }
    }

    /// Bytes held by all layers.
    pub fn memory_bytes(&self) -> usize {
        let tables: usize = self.tables.values().map(|table| table.memory_bytes()).sum();
        self.layers.values().map(|snapshot| snapshot.memory_bytes()).sum::<usize>() + tables
    }

    /// What an audience sees of a layer, if anything.
    pub(crate) fn seen<'a>(&self, whole: &'a Arc<LayerSnapshot>, audience: Audience) -> Option<&'a Arc<LayerSnapshot>> {
        self.exists_for(whole, audience).then(|| whole.seen_by(audience))
    }

    /// True if a layer exists for an audience. Quarantine repeats whole records of the layer it stands beside, of every state and area:
    /// it is for those who see all of that layer.
    fn exists_for(&self, whole: &LayerSnapshot, audience: Audience) -> bool {
        let layer = &whole.layer;
        let sees_all_beside = match layer.name.beside() {
            // Its layer may have been renamed by another program, and be hidden: then nobody knows whose these are.
            Some(name) => self.whole_layer(&name).is_some_and(|beside| beside.layer.is_wholly_seen_by(audience)),
            None => true,
        };
        sees_all_beside && layer.is_seen_by(audience)
    }

    /// The same features, perhaps at another position.
    pub(crate) fn untouched(&self, position: Position) -> Self {
        Self { position, ..self.clone() }
    }
}
