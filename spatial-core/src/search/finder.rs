//! Keeps the index of every piece that is served, and makes those that are missing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::layer::{Audience, Kind, LayerName};
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
    known: Mutex<KnownSegments>,
}

/// A layer, its searched fields, and what is known of its pieces.
type LookedUp<'a> = (&'a Arc<LayerSnapshot>, Roles, Vec<(Piece<'a>, Option<Arc<Segment>>)>);

#[derive(Debug, Default)]
struct KnownSegments {
    segments: HashMap<PieceKey, Arc<Segment>>,
    left_out: Vec<LeftOut>,
}

/// A layer whose index found no room. It is tried again when there are fewer features or there is more room.
#[derive(Debug, Clone)]
struct LeftOut {
    layer: LayerName,
    features: usize,
    room: usize,
}

impl LeftOut {
    fn still_holds(&self, layer: &LayerSnapshot, room: usize) -> bool {
        self.layer == layer.layer().name && self.features <= layer.len() && self.room >= room
    }
}

impl Finder {
    /// Knows nothing yet. Layers whose index would go beyond `most_bytes` together with those before them are not searched.
    pub fn new(fields: FieldNames, most_bytes: usize) -> Self {
        Self { fields, most_bytes, known: Mutex::default() }
    }

    /// One that knows all of a World and nothing else; about 2 µs a parcel that is new. Takes over what this one knows, and lets it have
    /// what is missing meanwhile. Pieces that requests met by the way and no World holds any more are left behind.
    #[must_use]
    pub fn learnt(&self, world: &World) -> Self {
        Self { fields: self.fields.clone(), most_bytes: self.most_bytes, known: Mutex::new(self.all_of(world)) }
    }

    /// The layers that found no room.
    pub fn left_out(&self) -> Vec<LayerName> {
        self.lock().left_out.iter().map(|left_out| left_out.layer.clone()).collect()
    }

    fn all_of(&self, world: &World) -> KnownSegments {
        let before = self.lock().left_out.clone();
        let (mut segments, mut left_out) = (HashMap::new(), Vec::new());
        let mut room = self.most_bytes;
        for layer in world.whole_layers().filter(|layer| is_searched(layer)) {
            let is_known = before.iter().any(|known| known.still_holds(layer, room));
            match if is_known { None } else { self.within(layer, room) } {
                Some(made) => {
                    room -= made.iter().map(|segment| segment.memory_bytes()).sum::<usize>();
                    segments.extend(made.into_iter().map(|segment| (segment.key.clone(), segment)));
                }
                None => left_out.push(LeftOut { layer: layer.layer().name.clone(), features: layer.len(), room }),
            }
        }
        KnownSegments { segments, left_out }
    }

    /// The index of a layer, if it is no larger than so many bytes.
    fn within(&self, layer: &LayerSnapshot, most_bytes: usize) -> Option<Vec<Arc<Segment>>> {
        let roles = Roles::of(layer.layer(), &self.fields);
        let (mut made, mut bytes) = (Vec::new(), 0);
        for piece in layer.pieces() {
            let segment = self.segment(&piece, &roles);
            bytes += segment.memory_bytes();
            if bytes > most_bytes {
                return None;
            }
            made.push(segment);
        }
        Some(made)
    }

    /// A World as an audience may search it, without layers that found no room. What is missing is made at once if it is no more
    /// than so many features; `None` if it is more: this one was made of a World too far away.
    pub fn view<'a>(&self, world: &'a World, audience: Audience, most: usize) -> Option<View<'a>> {
        let left_out = self.lock().left_out.clone();
        let layers = world.layers(audience).filter(|layer| is_searched(layer));
        let (layers, left_out): (Vec<_>, Vec<_>) =
            layers.partition(|layer| left_out.iter().all(|known| known.layer != layer.layer().name));
        let layers: Vec<_> = layers.into_iter().map(|layer| self.look_up(layer)).collect();
        let pieces = layers.iter().flat_map(|(_, _, pieces)| pieces);
        let missing: usize = pieces.filter(|(_, known)| known.is_none()).map(|(piece, _)| piece.len()).sum();
        if missing > most {
            return None;
        }
        let view = |(layer, roles, pieces): LookedUp<'a>| {
            let ready = |(piece, known): (Piece<'a>, Option<Arc<Segment>>)| {
                (piece, known.unwrap_or_else(|| self.make(&piece, &roles)))
            };
            let pieces = pieces.into_iter().map(ready).collect();
            LayerView::new(layer, roles, audience, pieces)
        };
        Some(View::new(layers.into_iter().map(view).collect(), left_out))
    }

    /// Bytes of all indexes.
    pub fn memory_bytes(&self) -> usize {
        self.lock().segments.values().map(|segment| segment.memory_bytes()).sum()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, KnownSegments> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of a layer.
    fn look_up<'a>(&self, layer: &'a Arc<LayerSnapshot>) -> LookedUp<'a> {
        let roles = Roles::of(layer.layer(), &self.fields);
        let known = self.lock();
        let pieces = layer.pieces().map(|piece| (piece, known.of(&piece, &roles))).collect();
        (layer, roles, pieces)
    }

    fn segment(&self, piece: &Piece<'_>, roles: &Roles) -> Arc<Segment> {
        let known = self.lock().of(piece, roles);
        known.unwrap_or_else(|| self.make(piece, roles))
    }

    fn make(&self, piece: &Piece<'_>, roles: &Roles) -> Arc<Segment> {
        let made = Arc::new(Segment::of(piece, roles));
        self.lock().segments.insert(made.key.clone(), Arc::clone(&made));
        made
    }
}

impl KnownSegments {
    fn of(&self, piece: &Piece<'_>, roles: &Roles) -> Option<Arc<Segment>> {
        self.segments.get(&piece.key()).filter(|segment| segment.roles == *roles).cloned()
    }
}

/// False for layers of records that could not be loaded.
fn is_searched(layer: &LayerSnapshot) -> bool {
    // Streets and wards of the authority's own are found; the same names in the base map would only double them.
    !layer.layer().name.is_quarantine() && layer.layer().kind != Kind::Base
}
