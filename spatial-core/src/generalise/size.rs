//! How large a polygon is, in one byte: quarter octaves of its area, so that thresholds are cheap and exact.

use crate::generalise::RingPoints;
use crate::geometry::DrawingBox;

/// Area in square drawing units: shells less holes, never below zero.
pub fn size_of_polygon<'a>(rings: impl Iterator<Item = RingPoints<'a>>) -> u64 {
    let mut twice = 0_i128;
    for (points, is_shell) in rings {
        let Some((first, rest)) = points.split_first() else { continue };
        let base = first.map(i64::from);
        let mut before = [0_i64; 2];
        let mut ring = 0_i128;
        for point in rest {
            let point = [i64::from(point[0]) - base[0], i64::from(point[1]) - base[1]];
            ring += i128::from(before[0]) * i128::from(point[1]) - i128::from(before[1]) * i128::from(point[0]);
            before = point;
        }
        twice += if is_shell { ring.abs() } else { -ring.abs() };
    }
    u64::try_from((twice / 2).max(0)).unwrap_or(u64::MAX)
}

/// Rank of an area: four steps an octave, 0 for nothing. Larger areas never rank lower.
pub fn size_rank(area: u64) -> u8 {
    if area == 0 {
        return 0;
    }
    let octave = area.ilog2();
    let quarter = if octave >= 2 { (area >> (octave - 2)) & 3 } else { (area << (2 - octave)) & 3 };
    u8::try_from(u64::from(octave) * 4 + quarter).map_or(u8::MAX, |rank| rank.saturating_add(1))
}

/// The rank that no polygon within a box exceeds: most features need no closer look.
pub fn rank_of_box(bounds: &DrawingBox) -> u8 {
    let [width, height] = [0, 1].map(|axis| u64::from(bounds.max[axis].saturating_sub(bounds.min[axis])));
    size_rank(width.saturating_mul(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_areas_never_rank_lower() {
        let mut before = 0;
        for area in (0..4_000).chain([1 << 20, 1 << 40, u64::MAX]) {
            assert!(size_rank(area) >= before, "{area}");
            before = size_rank(area);
        }
        assert_eq!(size_rank(64) - size_rank(32), 4);
    }

    #[test]
    fn holes_are_taken_off() {
        let shell = [[10, 10], [30, 10], [30, 30], [10, 30]];
        let hole = [[15, 15], [25, 15], [25, 25], [15, 25]];
        assert_eq!(size_of_polygon([(&shell[..], true), (&hole[..], false)].into_iter()), 300);
        let world = [[0, 0], [u32::MAX, 0], [u32::MAX; 2], [0, u32::MAX]];
        assert_eq!(size_of_polygon([(&world[..], true)].into_iter()), u64::from(u32::MAX) * u64::from(u32::MAX));
    }
}
