//! The box around a shape, in the shape's own coordinates.

/// A closed axis-parallel box; min ≤ max on both axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Envelope {
    /// Smallest x, y.
    pub min: [f64; 2],
    /// Largest x, y.
    pub max: [f64; 2],
}

impl Envelope {
    /// The box around a shape; `None` for an empty one.
    pub fn of(geometry: &super::Geometry) -> Option<Self> {
        use geo::CoordsIter;
        geometry.coords_iter().map(|c| Self { min: [c.x, c.y], max: [c.x, c.y] }).reduce(Self::merged)
    }

    /// The box around both.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self {
            min: [self.min[0].min(other.min[0]), self.min[1].min(other.min[1])],
            max: [self.max[0].max(other.max[0]), self.max[1].max(other.max[1])],
        }
    }

    /// True if the boxes share a point.
    pub fn intersects(&self, other: &Self) -> bool {
        self.min[0] <= other.max[0]
            && other.min[0] <= self.max[0]
            && self.min[1] <= other.max[1]
            && other.min[1] <= self.max[1]
    }
}
