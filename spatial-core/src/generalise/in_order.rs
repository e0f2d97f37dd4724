//! Lines or points of a layer in the order in which low zooms draw them: a tile takes the first that meet it and draws no others.
//!
//! Without it every tile of a far zoom would rank all pipes of a town anew. Once it is made, a tile costs a look at each box.

use crate::geometry::DrawingBox;

/// Deepest zoom served from the list; below it a tile holds few enough features to rank each.
pub const IN_ORDER_TO: u8 = 12;
/// A layer of more features than this is not kept in order: its list would take more than 32 MB, and to look at each box more time than
/// the few of a tile take to rank.
pub const MOST_IN_ORDER: usize = 1 << 20;

/// One line or point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The feature.
    pub id: u64,
    /// Its box.
    pub bounds: DrawingBox,
    /// What comes first by its kind.
    pub first: u8,
    /// Rank of its size, see [`size_rank`](crate::generalise::size_rank).
    pub size: u8,
    /// The first zoom that shows it.
    pub begins: u8,
}

/// The list, by falling key.
#[derive(Debug, Clone, Default)]
pub struct InOrder(Vec<Ranked>);

impl Ranked {
    /// What comes first, size, then an order that depends on the id alone and looks like none: the larger is drawn first.
    pub fn key(&self) -> u64 {
        draw_key(self.first, self.size, self.id)
    }
}

/// The key of a feature by what comes first of its kind, the rank of its size and its id.
pub fn draw_key(first: u8, size: u8, id: u64) -> u64 {
    let scattered = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u64::from(first) << 56 | u64::from(size) << 48 | scattered >> 16
}

impl InOrder {
    /// Brings features into order.
    pub fn new(mut features: Vec<Ranked>) -> Self {
        features.sort_unstable_by_key(|feature| (u64::MAX - feature.key(), feature.id));
        features.shrink_to_fit();
        Self(features)
    }

    /// Those a zoom shows whose box meets the given one, the first first.
    pub fn within(&self, bounds: DrawingBox, zoom: u8) -> impl Iterator<Item = &Ranked> {
        self.0.iter().filter(move |feature| feature.begins <= zoom && feature.bounds.intersects(&bounds))
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        self.0.capacity() * size_of::<Ranked>()
    }
}
