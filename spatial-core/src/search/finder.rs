//! Keeps the index of every piece that is served, and makes those that are missing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::layer::Audience;
use crate::search::roles::{FieldNames, Roles};
use crate::search::segment::Segment;
use crate::search::view::{LayerView, View};
use crate::snapshot::{LayerSnapshot, Piece, PieceKey, World};

/// What searches need besides a World.
#[derive(Debug)]
pub struct Finder {
    fields: FieldNames,
    /// Most bytes of all indexes together.
    most_bytes: usize,
    segments: Mutex<HashMap<PieceKey, Arc<Segment>>>,
}

impl Finder {
    /// Knows nothing yet. Layers whose index would go beyond `most_bytes` together with the others are not searched.
    pub fn new(fields: FieldNames, most_bytes: usize) -> Self {
        Self { fields, most_bytes, segments: Mutex::default() }
    }

    /// Makes what is missing for a World and forgets what it does not need; about 2 µs a parcel that is new. False if not everything
    /// finds room.
    pub fn learn(&self, world: &World) -> bool {
        let mut kept: HashMap<PieceKey, Arc<Segment>> = HashMap::new();
        let mut bytes = 0;
        for layer in searched(world, Audience::Staff) {
            let roles = Roles::of(layer.layer(), &self.fields);
            for piece in layer.pieces() {
                let segment = self.segment(&piece, &roles);
                bytes += segment.memory_bytes();
                if bytes > self.most_bytes {
                    self.keep_only(kept);
                    return false;
                }
                kept.insert(segment.key.clone(), segment);
            }
        }
        self.keep_only(kept);
        true
    }

    /// A World as an audience may search it. What is missing is made at once if it is no more than so many features; `None` if it is
    /// more: [`Finder::learn`] has not come so far.
    pub fn view<'a>(&self, world: &'a World, audience: Audience, most: usize) -> Option<View<'a>> {
        let layers: Vec<(&'a Arc<LayerSnapshot>, Roles)> =
            searched(world, audience).map(|layer| (layer, Roles::of(layer.layer(), &self.fields))).collect();
        let missing: usize = layers
            .iter()
            .flat_map(|(layer, roles)| layer.pieces().filter(|piece| self.known(piece, roles).is_none()))
            .map(|piece| piece.len())
            .sum();
        if missing > most {
            return None;
        }
        let view = |(layer, roles): (&'a Arc<LayerSnapshot>, Roles)| {
            let pieces = layer.pieces().map(|piece| (piece, self.segment(&piece, &roles))).collect();
            LayerView::new(layer, roles, audience, pieces)
        };
        Some(View::new(layers.into_iter().map(view).collect()))
    }

    /// Bytes of all indexes.
    pub fn memory_bytes(&self) -> usize {
        self.lock().values().map(|segment| segment.memory_bytes()).sum()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PieceKey, Arc<Segment>>> {
        self.segments.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, piece: &Piece<'_>, roles: &Roles) -> Option<Arc<Segment>> {
        self.lock().get(&piece.key()).filter(|segment| segment.roles == *roles).cloned()
    }

    fn segment(&self, piece: &Piece<'_>, roles: &Roles) -> Arc<Segment> {
        if let Some(known) = self.known(piece, roles) {
            return known;
        }
        let made = Arc::new(Segment::of(piece, roles));
        self.lock().insert(made.key.clone(), Arc::clone(&made));
        made
    }

    /// Pieces met by requests meanwhile go, too: who needs them makes them again.
    fn keep_only(&self, kept: HashMap<PieceKey, Arc<Segment>>) {
        *self.lock() = kept;
    }
}

/// Layers that are searched: not those of records that could not be loaded.
fn searched(world: &World, audience: Audience) -> impl Iterator<Item = &Arc<LayerSnapshot>> {
    world.layers(audience).filter(|layer| !layer.layer().name.is_quarantine())
}
