//! A plan's zones as shapes that do not lie on one another, found by their boxes.

use spatial_core::geometry::{DrawingBox, Envelope, Geometry, area, rest, shared_area};
use spatial_core::index::PackedTree;
use spatial_core::units::SquareMetres;

use super::ComparedZone;

/// Two zones that share less only touch: overlays err by some of it.
const LEAST_OVERLAP: SquareMetres = SquareMetres(0.000_1);

/// What a zone has for itself.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) zone: &'a ComparedZone,
    pub(super) shape: Geometry,
}

/// The ground of a plan.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    /// In order of id.
    pub(super) parts: Vec<Part<'a>>,
    /// What it covers.
    pub(super) area: SquareMetres,
    /// What lies in two zones or more, counted once for each beyond the first.
    pub(super) overlapping: SquareMetres,
    boxes: Boxes,
}

impl<'a> Ground<'a> {
    /// Of zones; of two that lie on one another the one with the lower id has the ground.
    pub(super) fn of(zones: &'a [ComparedZone]) -> Self {
        let mut zones: Vec<&ComparedZone> = zones.iter().filter(|zone| area(&zone.shape).0 > 0.0).collect();
        zones.sort_by_key(|zone| zone.zone);
        let boxes = Boxes::of(zones.iter().map(|zone| &zone.shape));
        let mut near = Vec::new();
        let mut parts = Vec::with_capacity(zones.len());
        let (mut whole, mut overlapping) = (0.0, 0.0);
        for (at, zone) in zones.iter().enumerate() {
            boxes.near(&zone.shape, &mut near);
            let before = near.iter().filter(|&&other| other < at).map(|&other| &zones[other].shape);
            let mut shape = zone.shape.clone();
            for other in before {
                if shared_area(&shape, other) > LEAST_OVERLAP {
                    shape = rest(&shape, other);
                }
            }
            let own = area(&shape).0;
            whole += own;
            overlapping += (area(&zone.shape).0 - own).max(0.0);
            parts.push(Part { zone, shape });
        }
        Self { parts, area: SquareMetres(whole), overlapping: SquareMetres(overlapping), boxes }
    }

    /// Positions of the parts that may lie on a shape, ascending.
    pub(super) fn near(&self, shape: &Geometry, found: &mut Vec<usize>) {
        self.boxes.near(shape, found);
    }
}

/// Boxes of shapes in a tree, on a grid of whole numbers over all of them.
#[derive(Debug)]
struct Boxes {
    tree: PackedTree,
    around: Option<Envelope>,
}

impl Boxes {
    fn of<'a>(shapes: impl ExactSizeIterator<Item = &'a Geometry> + Clone) -> Self {
        let around = shapes.clone().filter_map(Envelope::of).reduce(Envelope::merged);
        let leaf = |shape| around.zip(Envelope::of(shape)).map_or(DrawingBox::EMPTY, |(all, one)| on_grid(&all, &one));
        Self { tree: PackedTree::new(shapes.map(leaf)), around }
    }

    fn near(&self, shape: &Geometry, found: &mut Vec<usize>) {
        found.clear();
        let Some((all, one)) = self.around.zip(Envelope::of(shape)).filter(|(all, one)| all.intersects(one)) else {
            return;
        };
        self.tree.search(&on_grid(&all, &one), |at, _| found.push(at));
    }
}

/// A box on a grid over another, rounded outward; what lies outside is at its edge.
fn on_grid(all: &Envelope, one: &Envelope) -> DrawingBox {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid; NaN becomes 0")]
    let place = |axis: usize, value: f64, round: fn(f64) -> f64| {
        let side = (all.max[axis] - all.min[axis]).max(f64::MIN_POSITIVE);
        let share = ((value - all.min[axis]) / side).clamp(0.0, 1.0);
        round(share * f64::from(u32::MAX)) as u32
    };
    let lower = |axis| place(axis, one.min[axis], f64::floor).saturating_sub(1);
    let upper = |axis| place(axis, one.max[axis], f64::ceil).saturating_add(1);
    DrawingBox { min: [lower(0), lower(1)], max: [upper(0), upper(1)] }
}
