//! One feature as tiles see it, without a copy.

use crate::geometry::{DrawingBox, DrawingPoint};

/// A value, borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueRef<'a> {
    /// No value.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// Whole number.
    Integer(i64),
    /// Finite number.
    Real(f64),
    /// Text.
    Text(&'a str),
}

/// One ring, line or point group of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ring<'a> {
    /// Polygons: open ring (the first point is not repeated). Lines: the vertices. Points: all points of the shape.
    pub points: &'a [DrawingPoint],
    /// Polygons: true for the shell that starts a new polygon, false for a hole of the last shell.
    pub is_shell: bool,
}

/// The family of one feature's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One or more points.
    Point,
    /// One or more lines.
    Line,
    /// One or more polygons.
    Polygon,
}

/// A feature of a layer snapshot.
#[derive(Debug, Clone, Copy)]
pub struct FeatureRef<'a> {
    _block: &'a (),
}

impl<'a> FeatureRef<'a> {
    /// Its id; the order of features in a tile.
    pub fn id(&self) -> u64 {
        unimplemented!()
    }
    /// The box around its shape, rounded outward.
    pub fn bounds(&self) -> DrawingBox {
        unimplemented!()
    }
    /// Family of its shape.
    pub fn shape(&self) -> Shape {
        unimplemented!()
    }
    /// Number of rings, lines or point groups.
    pub fn ring_count(&self) -> usize {
        unimplemented!()
    }
    /// One of them.
    pub fn ring(&self, at: usize) -> Ring<'a> {
        let _ = at;
        unimplemented!()
    }
    /// The value of a field of the layer's schema.
    pub fn value(&self, field: usize) -> ValueRef<'a> {
        let _ = field;
        unimplemented!()
    }
}
