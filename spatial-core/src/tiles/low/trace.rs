//! From cells to polygons: the outlines of connected cells of one class, holes included.

use crate::tiles::draw::snap::TilePoint;

/// Right, down, left, up; y points down.
const STEPS: [[i32; 2]; 4] = [[1, 0], [0, 1], [-1, 0], [0, -1]];

/// One closed outline: an exterior ring with positive area, or a hole with negative area of the exterior ring before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) class: u32,
    part: u32,
    /// Corners in cells.
    pub(super) corners: Vec<TilePoint>,
}

/// Outlines of a square window of cells, `width` a side, in order of parts: each part is a set of cells of one class connected by
/// their edges. Where two cells of a part touch by a corner only, rings touch there and do not cross.
pub(super) fn outlines(cells: &[u32], width: usize) -> Vec<Outline> {
    let parts = label(cells, width);
    let at = |x: i32, y: i32| match (usize::try_from(x), usize::try_from(y)) {
        (Ok(x), Ok(y)) if x < width && y < width => parts[y * width + x],
        _ => 0,
    };
    let mut seen = vec![false; cells.len()];
    let mut found = Vec::new();
    for y in 0..i32::try_from(width).unwrap_or(0) {
        for x in 0..i32::try_from(width).unwrap_or(0) {
            let part = at(x, y);
            let cell = y.unsigned_abs() as usize * width + x.unsigned_abs() as usize;
            if part != 0 && at(x, y - 1) != part && !seen[cell] {
                let corners = walk(part, [x, y], &at, |[x, y]| {
                    seen[y.unsigned_abs() as usize * width + x.unsigned_abs() as usize] = true;
                });
                found.push(Outline { class: cells[cell], part, corners });
            }
        }
    }
    found.sort_by_key(|outline| outline.part);
    found
}

/// Walks around a part with its cells on the right, beginning along the upper edge of a cell; `above` is told of each cell whose upper edge it passes.
fn walk(
    part: u32,
    start: TilePoint,
    at: &impl Fn(i32, i32) -> u32,
    mut above: impl FnMut(TilePoint),
) -> Vec<TilePoint> {
    let mut corners = vec![start];
    let (mut place, mut heading) = (start, 0_usize);
    loop {
        if heading == 0 {
            above(place);
        }
        place = [place[0] + STEPS[heading][0], place[1] + STEPS[heading][1]];
        // The two cells ahead, left and right of the line walked on.
        let [x, y] = place;
        let (left, right) = match heading {
            0 => (at(x, y - 1), at(x, y)),
            1 => (at(x, y), at(x - 1, y)),
            2 => (at(x - 1, y), at(x - 1, y - 1)),
            _ => (at(x - 1, y - 1), at(x, y - 1)),
        };
        let next = match (left == part, right == part) {
            (true, _) => (heading + 3) % 4,
            (false, true) => heading,
            (false, false) => (heading + 1) % 4,
        };
        if place == start && next == 0 {
            return corners;
        }
        if next != heading {
            corners.push(place);
            heading = next;
        }
    }
}

/// Numbers the parts from 1 in reading order; 0 for empty cells.
fn label(cells: &[u32], width: usize) -> Vec<u32> {
    let mut parts = vec![0; cells.len()];
    let mut waiting = Vec::new();
    let mut count = 0;
    for start in 0..cells.len() {
        if cells[start] == 0 || parts[start] != 0 {
            continue;
        }
        count += 1;
        parts[start] = count;
        waiting.push(start);
        while let Some(cell) = waiting.pop() {
            let column = cell % width;
            let near = [
                (column > 0).then(|| cell - 1),
                (column + 1 < width).then_some(cell + 1),
                cell.checked_sub(width),
                (cell + width < cells.len()).then_some(cell + width),
            ];
            for next in near.into_iter().flatten() {
                if parts[next] == 0 && cells[next] == cells[cell] {
                    parts[next] = count;
                    waiting.push(next);
                }
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tiles::draw::snap::twice_area;

    fn check(picture: &[&str], expected: &[(u32, i64, usize)]) {
        let cells: Vec<u32> = picture.iter().flat_map(|line| line.bytes()).map(|cell| u32::from(cell - b'.')).collect();
        let found: Vec<_> = outlines(&cells, picture.len())
            .iter()
            .map(|outline| (outline.class, twice_area(&mut outline.corners.clone()) / 2, outline.corners.len()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_cell_is_a_square() {
        check(&["...", "./.", "..."], &[(1, 1, 4)]);
    }

    #[test]
    fn a_hole_follows_its_shell() {
        check(&["///", "/./", "///"], &[(1, 9, 4), (1, -1, 4)]);
        check(&["////", "/..0", "/..0", "/000"], &[(1, 7, 6), (2, 5, 6)]);
    }

    #[test]
    fn cells_that_touch_by_a_corner_are_two_parts() {
        check(&["/.", "./"], &[(1, 1, 4), (1, 1, 4)]);
    }

    #[test]
    fn a_part_that_meets_itself_at_a_corner_has_a_hole_there() {
        check(&["///.", "/./.", "//./", "////"], &[(1, 14, 6), (1, -1, 4), (1, -1, 4)]);
    }

    proptest! {
        #[test]
        fn outlines_cover_their_cells_exactly(cells in prop::collection::vec(0_u32..3, 144)) {
            let found = outlines(&cells, 12);
            for class in 1..3 {
                let area: i64 = found.iter().filter(|outline| outline.class == class)
                    .map(|outline| twice_area(&mut outline.corners.clone())).sum();
                prop_assert_eq!(area / 2, cells.iter().filter(|cell| **cell == class).count() as i64);
            }
            let mut shell = 0;
            for outline in &found {
                let positive = twice_area(&mut outline.corners.clone()) > 0;
                prop_assert_eq!(positive, outline.part != shell, "the shell comes first, then only holes");
                shell = outline.part;
            }
        }
    }
}
