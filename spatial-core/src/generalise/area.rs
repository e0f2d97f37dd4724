//! A polygon feature as the levels need it.

use crate::generalise::classes::ClassRef;
use crate::geometry::{DrawingBox, DrawingPoint};

/// One ring of a polygon: its open points and whether it starts a new polygon.
pub type RingPoints<'a> = (&'a [DrawingPoint], bool);

/// A polygon feature as the levels need it.
#[derive(Debug, Clone, Copy)]
pub struct Area<'a> {
    /// Its id.
    pub id: u64,
    /// The box around it.
    pub bounds: DrawingBox,
    /// Shells, each followed by its holes.
    pub rings: &'a [RingPoints<'a>],
    /// Value of the layer's class field; [`ClassRef::None`] without one.
    pub class: ClassRef<'a>,
}
