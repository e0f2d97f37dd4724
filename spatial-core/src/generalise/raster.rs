//! Which cell centres a polygon covers, by scanline and the even-odd rule.

use crate::generalise::RingPoints;
use crate::geometry::DrawingPoint;

/// A window of square cells on the drawing grid. Polygons that share an edge share no cell and leave none between them.
#[derive(Debug, Clone, Default)]
pub struct Raster {
    origin: [i64; 2],
    /// A cell is 2^shift drawing units wide.
    shift: u32,
    columns: i64,
    rows: i64,
    crossings: Vec<(u32, u32)>,
}

impl Raster {
    /// A window of `columns` × `rows` cells of 2^`shift` drawing units, with its north-west corner at `origin`.
    pub fn new(origin: [i64; 2], shift: u32, columns: u32, rows: u32) -> Self {
        Self { origin, shift, columns: i64::from(columns), rows: i64::from(rows), crossings: Vec::new() }
    }

    /// Calls back with row, first column and column after the last of each stretch of covered cells. True if any was.
    pub fn cover<'a>(
        &mut self,
        rings: impl Iterator<Item = RingPoints<'a>>,
        mut stretch: impl FnMut(usize, usize, usize),
    ) -> bool {
        self.crossings.clear();
        for (points, _) in rings {
            let Some(&last) = points.last() else { continue };
            let mut before = last;
            for &point in points {
                self.edge(before, point);
                before = point;
            }
        }
        self.crossings.sort_unstable();
        let mut any = false;
        for pair in self.crossings.chunks_exact(2) {
            if let [(row, from), (_, to)] = pair
                && from < to
            {
                any = true;
                stretch(*row as usize, *from as usize, *to as usize);
            }
        }
        any
    }

    /// Notes where an edge crosses the middle of each row.
    fn edge(&mut self, a: DrawingPoint, b: DrawingPoint) {
        let (top, bottom) = if (a[1], a[0]) <= (b[1], b[0]) { (a, b) } else { (b, a) };
        let first = self.middle_at_or_after(top[1], 1).max(0);
        let end = self.middle_at_or_after(bottom[1], 1).min(self.rows);
        if first >= end {
            return;
        }
        let half = (1_i64 << self.shift) >> 1;
        let slope = (f64::from(bottom[0]) - f64::from(top[0])) / (f64::from(bottom[1]) - f64::from(top[1]));
        for row in first..end {
            let middle = self.origin[1] + (row << self.shift) + half;
            #[expect(clippy::cast_precision_loss, reason = "coordinates have 33 bits")]
            let x = f64::from(top[0]) + (middle - i64::from(top[1])) as f64 * slope;
            #[expect(clippy::cast_possible_truncation, reason = "the crossing lies on the edge")]
            let column = ((x.ceil() as i64 - self.origin[0] - half + (1 << self.shift) - 1) >> self.shift)
                .clamp(0, self.columns);
            self.crossings.push((index(row), index(column)));
        }
    }

    /// The first row (axis 1) whose middle is at or after a coordinate.
    fn middle_at_or_after(&self, part: u32, axis: usize) -> i64 {
        let half = (1_i64 << self.shift) >> 1;
        (i64::from(part) - self.origin[axis] - half + (1 << self.shift) - 1) >> self.shift
    }

    /// Row and column of the cell a point lies in, if it lies in the window.
    pub fn cell_of(&self, point: DrawingPoint) -> Option<(usize, usize)> {
        let column = (i64::from(point[0]) - self.origin[0]) >> self.shift;
        let row = (i64::from(point[1]) - self.origin[1]) >> self.shift;
        ((0..self.columns).contains(&column) && (0..self.rows).contains(&row))
            .then(|| (index(row) as usize, index(column) as usize))
    }
}

fn index(part: i64) -> u32 {
    u32::try_from(part).unwrap_or(0)
}

/// The point that decides in which tile a polygon is counted: its centre of gravity, holes taken off. A polygon without area
/// is counted at its first point.
pub fn centroid<'a>(rings: impl Iterator<Item = RingPoints<'a>>) -> Option<DrawingPoint> {
    let mut origin = None;
    let (mut twice_area, mut sum) = (0.0, [0.0; 2]);
    for (points, is_shell) in rings {
        let Some(&last) = points.last() else { continue };
        let base: DrawingPoint = *origin.get_or_insert(points[0]);
        let local = |point: DrawingPoint| [0, 1].map(|axis| f64::from(point[axis]) - f64::from(base[axis]));
        let mut before = local(last);
        let (mut ring_area, mut ring_sum) = (0.0, [0.0; 2]);
        for &point in points {
            let point = local(point);
            let cross = before[0] * point[1] - before[1] * point[0];
            ring_area += cross;
            for axis in 0..2 {
                ring_sum[axis] += (before[axis] + point[axis]) * cross;
            }
            before = point;
        }
        let sign = if (ring_area > 0.0) == is_shell { 1.0 } else { -1.0 };
        twice_area += sign * ring_area;
        for axis in 0..2 {
            sum[axis] += sign * ring_sum[axis];
        }
    }
    let base = origin?;
    if twice_area <= 0.0 {
        return Some(base);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts from float saturate")]
    Some([0, 1].map(|axis| (f64::from(base[axis]) + sum[axis] / (3.0 * twice_area)).floor() as u32))
}
