//! Shapes of many features on the drawing grid: in order of arrival while a block is made, packed once it stands.

use crate::geometry::{DrawingBox, DrawingPoint};
use crate::snapshot::block::column::Bits;
use crate::snapshot::block::shape::{Ring, Shape};

/// Shapes as they come. Each list is flat: features hold rings, rings hold points.
#[derive(Debug, Default)]
pub(crate) struct ArrivingShapes {
    points: Vec<DrawingPoint>,
    ring_ends: Vec<u32>,
    shells: Vec<bool>,
    /// Per feature: where its rings end, its box, its family. A feature without shape has no ring.
    ends: Vec<u32>,
    boxes: Vec<DrawingBox>,
    families: Vec<Shape>,
}

impl ArrivingShapes {
    pub(crate) fn point_count(&self) -> usize {
        self.points.len()
    }

    /// Appends a ring to the feature being drawn. Exact repeats of a point are left out, and the closing point of a
    /// polygon's ring; at least one point stays. A ring without points is no ring.
    pub(crate) fn ring(&mut self, family: Shape, is_shell: bool, points: impl Iterator<Item = DrawingPoint>) {
        let first = self.points.len();
        for point in points {
            if family == Shape::Point || self.points.len() == first || self.points.last() != Some(&point) {
                self.points.push(point);
            }
        }
        if family == Shape::Polygon {
            while self.points.len() > first + 1 && self.points.last() == self.points.get(first) {
                self.points.pop();
            }
        }
        if self.points.len() > first {
            self.ring_ends.push(index(self.points.len()));
            self.shells.push(is_shell);
        }
    }

    /// Ends the feature being drawn.
    pub(crate) fn end_feature(&mut self, family: Shape) {
        let rings = self.ends.last().map_or(0, |&end| end as usize)..self.ring_ends.len();
        let points = match rings.start.checked_sub(1) {
            Some(before) => self.ring_ends[before] as usize,
            None => 0,
        };
        let mut around = DrawingBox::EMPTY;
        self.points[points..].iter().for_each(|&point| around.extend(point));
        self.boxes.push(around);
        self.families.push(family);
        self.ends.push(index(rings.end));
    }

    /// Appends all features of others.
    pub(crate) fn append(&mut self, others: &Self) {
        let (points, rings) = (index(self.points.len()), index(self.ring_ends.len()));
        self.points.extend_from_slice(&others.points);
        self.ring_ends.extend(others.ring_ends.iter().map(|end| end + points));
        self.shells.extend_from_slice(&others.shells);
        self.ends.extend(others.ends.iter().map(|end| end + rings));
        self.boxes.extend_from_slice(&others.boxes);
        self.families.extend_from_slice(&others.families);
    }

    /// Box of the feature at a position; [`DrawingBox::EMPTY`] without shape.
    pub(crate) fn bounds(&self, at: usize) -> DrawingBox {
        self.boxes[at]
    }

    /// True if the feature is drawn at all.
    pub(crate) fn is_drawn(&self, at: usize) -> bool {
        !self.rings_of(at).is_empty()
    }

    fn rings_of(&self, at: usize) -> std::ops::Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[at] as usize
    }

    fn points_of(&self, ring: usize) -> &[DrawingPoint] {
        let first = ring.checked_sub(1).map_or(0, |before| self.ring_ends[before] as usize);
        &self.points[first..self.ring_ends[ring] as usize]
    }

    /// Packs the shapes in the given order of arrivals.
    pub(crate) fn pack(&self, order: &[u32]) -> PackedShapes {
        let rings = || order.iter().flat_map(|&at| self.rings_of(at as usize));
        let mut points = Vec::with_capacity(self.points.len());
        rings().for_each(|ring| points.extend_from_slice(self.points_of(ring)));
        let lengths = rings().map(|ring| self.points_of(ring).len());
        let one_ring_each =
            self.ring_ends.len() == self.ends.len() && order.iter().all(|&at| self.rings_of(at as usize).len() == 1);
        let counts = order.iter().map(|&at| self.rings_of(at as usize).len());
        let shells: Vec<bool> = rings().map(|ring| self.shells[ring]).collect();
        PackedShapes {
            points,
            ring_starts: running_total(lengths, self.ring_ends.len()),
            holes: Bits::if_any(shells.iter().map(|is_shell| !is_shell)),
            first_rings: (!one_ring_each).then(|| running_total(counts, order.len())),
            families: self.pack_families(order),
            longest_edge: self.longest_edge(),
        }
    }

    fn longest_edge(&self) -> u32 {
        let length = |a: &DrawingPoint, b: &DrawingPoint| a[0].abs_diff(b[0]).saturating_add(a[1].abs_diff(b[1]));
        let ring = |ring| {
            let points = self.points_of(ring);
            let closing = points.first().zip(points.last()).map_or(0, |(first, last)| length(first, last));
            points.windows(2).map(|edge| length(&edge[0], &edge[1])).fold(closing, u32::max)
        };
        (0..self.ring_ends.len()).map(ring).max().unwrap_or(0)
    }

    fn pack_families(&self, order: &[u32]) -> Families {
        let family = self.families.first().copied().unwrap_or(Shape::Polygon);
        if self.families.iter().all(|&other| other == family) {
            return Families::All(family);
        }
        Families::Each(order.iter().map(|&at| self.families[at as usize]).collect())
    }
}

/// Shapes in a block's order, nothing spare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackedShapes {
    pub(crate) points: Vec<DrawingPoint>,
    /// One more than there are rings.
    pub(crate) ring_starts: Vec<u32>,
    /// Rings that are holes; absent if none is.
    pub(crate) holes: Option<Bits>,
    /// One more than there are features; absent if each has exactly one ring.
    pub(crate) first_rings: Option<Vec<u32>>,
    pub(crate) families: Families,
    /// No edge of a line or ring is longer (width plus height, in drawing units).
    pub(crate) longest_edge: u32,
}

/// The family of each shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Families {
    All(Shape),
    Each(Vec<Shape>),
}

impl PackedShapes {
    #[inline]
    pub(crate) fn family(&self, at: usize) -> Shape {
        match &self.families {
            Families::All(family) => *family,
            Families::Each(families) => families[at],
        }
    }

    /// Rings of the feature at a position.
    #[inline]
    pub(crate) fn rings_of(&self, at: usize) -> std::ops::Range<usize> {
        match &self.first_rings {
            None => at..at + 1,
            Some(first) => first[at] as usize..first[at + 1] as usize,
        }
    }

    #[inline]
    pub(crate) fn ring(&self, ring: usize) -> Ring<'_> {
        let points = &self.points[self.ring_starts[ring] as usize..self.ring_starts[ring + 1] as usize];
        Ring { points, is_shell: !self.holes.as_ref().is_some_and(|holes| holes.is_set(ring)) }
    }

    /// All points of the feature at a position, of all rings in a row.
    #[inline]
    pub(crate) fn points_of(&self, at: usize) -> &[DrawingPoint] {
        let rings = self.rings_of(at);
        &self.points[self.ring_starts[rings.start] as usize..self.ring_starts[rings.end] as usize]
    }

    /// True if offsets fit for so many features: what is read from a file is not believed.
    pub(crate) fn is_sound(&self, count: usize) -> bool {
        let rings = self.ring_starts.len().wrapping_sub(1);
        let offsets = |starts: &[u32], end: usize| {
            starts.first() == Some(&0) && starts.last().is_some_and(|&last| last as usize == end) && starts.is_sorted()
        };
        offsets(&self.ring_starts, self.points.len())
            && match &self.first_rings {
                None => rings == count,
                Some(first) => first.len() == count + 1 && offsets(first, rings),
            }
            && match &self.families {
                Families::All(_) => true,
                Families::Each(families) => families.len() == count,
            }
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.points.capacity() * size_of::<DrawingPoint>()
            + self.ring_starts.capacity() * 4
            + self.holes.as_ref().map_or(0, Bits::memory_bytes)
            + self.first_rings.as_ref().map_or(0, |first| first.capacity() * 4)
            + if let Families::Each(families) = &self.families { families.capacity() } else { 0 }
    }
}

/// 0 and the running totals of the counts.
fn running_total(counts: impl Iterator<Item = usize>, count: usize) -> Vec<u32> {
    let mut starts = Vec::with_capacity(count + 1);
    starts.push(0);
    let mut total = 0;
    starts.extend(counts.map(|count| {
        total += count;
        index(total)
    }));
    starts
}

/// Positions within one block fit 32 bits: blocks are closed long before (see `Arrivals::is_full`).
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
