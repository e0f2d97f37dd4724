//! The Hilbert curve: numbers for places, so that close numbers are close places.

use crate::geometry::{DrawingBox, DrawingPoint};

/// Position of a point along the Hilbert curve of order 16 laid over `within`; points outside are clamped to it.
pub fn hilbert_key(point: DrawingPoint, within: &DrawingBox) -> u32 {
    let side = (0..2).map(|axis| within.max[axis].saturating_sub(within.min[axis])).max().unwrap_or(0);
    let shift = 16_u32.saturating_sub(side.leading_zeros());
    let cell = |axis: usize| {
        let clamped = point[axis].max(within.min[axis]).min(within.max[axis].max(within.min[axis]));
        (clamped - within.min[axis]) >> shift
    };
    along_the_curve(cell(0), cell(1))
}

/// The classic walk down 16 quadrants; x and y are below 65,536.
fn along_the_curve(mut x: u32, mut y: u32) -> u32 {
    let mut key = 0;
    let mut side = 1_u32 << 15;
    while side > 0 {
        let right = u32::from(x & side != 0);
        let upper = u32::from(y & side != 0);
        key += side * side * ((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                (x, y) = (0xffff - x, 0xffff - y);
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_along_the_curve_goes_to_a_neighbour() {
        let within = DrawingBox { min: [0, 0], max: [0xffff, 0xffff] };
        let mut cells: Vec<[u32; 2]> = (0..64).flat_map(|x| (0..64).map(move |y| [x, y])).collect();
        cells.sort_by_key(|&cell| hilbert_key(cell, &within));
        for pair in cells.windows(2) {
            assert_eq!(pair[0][0].abs_diff(pair[1][0]) + pair[0][1].abs_diff(pair[1][1]), 1, "{pair:?}");
        }
    }

    #[test]
    fn any_point_of_the_world_has_a_key() {
        let world = DrawingBox { min: [0, 0], max: [u32::MAX; 2] };
        let spot = DrawingBox { min: [7, 7], max: [7, 7] };
        for point in [[0, 0], [u32::MAX, 0], [u32::MAX; 2], [7, 7]] {
            let _ = hilbert_key(point, &world);
            assert_eq!(hilbert_key(point, &spot), 0);
            assert_eq!(hilbert_key(point, &DrawingBox::EMPTY), 0);
        }
        assert_eq!(hilbert_key([u32::MAX, 0], &world), u32::MAX);
    }
}
