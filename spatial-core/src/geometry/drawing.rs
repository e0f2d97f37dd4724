//! Points and boxes on the drawing grid (unsigned 32-bit Web Mercator, y down). Nothing legal is computed from them.

/// x, y on the drawing grid.
pub type DrawingPoint = [u32; 2];

/// A closed box on the drawing grid, rounded outward from what it bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawingBox {
    /// Smallest x, y.
    pub min: DrawingPoint,
    /// Largest x, y (inclusive).
    pub max: DrawingPoint,
}

impl DrawingBox {
    /// The box that contains nothing and grows with [`Self::extend`].
    pub const EMPTY: Self = Self { min: [u32::MAX; 2], max: [0; 2] };

    /// Grows to hold the point.
    pub fn extend(&mut self, point: DrawingPoint) {
        self.merge(&Self { min: point, max: point });
    }

    /// Grows to hold the other box.
    pub fn merge(&mut self, other: &Self) {
        self.min = [self.min[0].min(other.min[0]), self.min[1].min(other.min[1])];
        self.max = [self.max[0].max(other.max[0]), self.max[1].max(other.max[1])];
    }

    /// True if the boxes share a point.
    pub fn intersects(&self, other: &Self) -> bool {
        self.min[0] <= other.max[0]
            && other.min[0] <= self.max[0]
            && self.min[1] <= other.max[1]
            && other.min[1] <= self.max[1]
    }

    /// True if the other box lies inside this one.
    pub fn contains(&self, other: &Self) -> bool {
        self.min[0] <= other.min[0]
            && other.max[0] <= self.max[0]
            && self.min[1] <= other.min[1]
            && other.max[1] <= self.max[1]
    }
}
