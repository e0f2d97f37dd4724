//! Ground no plan is about: a block of the first district, and one of a few others.

use geo_types::{Geometry, LineString, Polygon};
use spatial_core::geometry::{Envelope, area, rest};

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::District;
use crate::terrain::{GridCell, Lattice, to_millimetres};

/// The gaps of a city.
#[derive(Debug, Clone)]
pub(super) struct Gaps(Vec<(Envelope, Geometry)>);

impl Gaps {
    pub(super) fn of(city: &City) -> Self {
        let lattice = city.lattice();
        let chosen = city.cells().enumerate().filter(|&(at, cell)| is_chosen(lattice, at, cell));
        let gaps = chosen.filter_map(|(_, cell)| {
            let district = District::new(lattice, cell);
            let corners = district.blocks.last()?.land.corners.map(to_millimetres).to_vec();
            let shape = Geometry::Polygon(Polygon::new(LineString::new(corners), Vec::new()));
            Some((Envelope::of(&shape)?, shape))
        });
        Self(gaps.collect())
    }

    /// What of a shape a plan is about; none if that is nothing.
    pub(super) fn cut(&self, shape: Geometry) -> Option<Geometry> {
        let Some(around) = Envelope::of(&shape) else { return Some(shape) };
        let mut left = shape;
        for (gap, hole) in &self.0 {
            let meets = (0..2).all(|axis| gap.min[axis] < around.max[axis] && gap.max[axis] > around.min[axis]);
            if meets {
                left = simple(rest(&left, hole));
            }
        }
        (area(&left).0 >= LEAST).then_some(left)
    }
}

/// What is left of a zone beside a gap is a zone from this on, in m².
const LEAST: f64 = 1.0;

fn is_chosen(lattice: &Lattice, at: usize, GridCell { i, j }: GridCell) -> bool {
    at == 0 || Dice::at(lattice.seed, Purpose::Plan, i, j + 2000).chance(2)
}

/// One polygon is no collection.
fn simple(shape: Geometry) -> Geometry {
    match shape {
        Geometry::MultiPolygon(mut parts) if parts.0.len() == 1 => Geometry::Polygon(parts.0.remove(0)),
        other => other,
    }
}
