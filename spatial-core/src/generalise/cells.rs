//! One tile of the class raster: 256 × 256 cells as runs, and how many features of each class are centred in it.

use crate::generalise::Classes;

/// Cells along one side of a tile.
pub const CELLS: usize = 256;
/// Tile units (of 4096) along one side of a cell.
pub const CELL_UNITS: u32 = 16;

/// Cells in row order; 0 is empty, anything else a code of [`Classes`].
pub(super) type CellGrid = Vec<u32>;

/// A tile at rest: two or three bytes a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CellTile {
    runs: Box<[u8]>,
    /// Class code and number of features, by code.
    counts: Box<[(u32, u32)]>,
}

impl CellTile {
    pub(super) fn new(cells: &[u32], mut counts: Vec<(u32, u32)>) -> Self {
        let mut runs = Vec::new();
        let mut rest = cells;
        while let Some(&class) = rest.first() {
            let length = rest.iter().take_while(|cell| **cell == class).count();
            append(&mut runs, length as u64);
            append(&mut runs, u64::from(class));
            rest = &rest[length..];
        }
        counts.sort_unstable();
        Self { runs: runs.into_boxed_slice(), counts: counts.into_boxed_slice() }
    }

    pub(super) fn counts(&self) -> &[(u32, u32)] {
        &self.counts
    }

    /// Calls back with start, length and class of each run that is not empty.
    pub(super) fn visit(&self, mut run: impl FnMut(usize, usize, u32)) {
        let mut rest = &self.runs[..];
        let mut start = 0;
        while !rest.is_empty() {
            let length = usize::try_from(take(&mut rest)).unwrap_or(0).min(CELLS * CELLS - start);
            let class = u32::try_from(take(&mut rest)).unwrap_or(0);
            if class != 0 {
                run(start, length, class);
            }
            start += length;
        }
    }

    pub(super) fn memory_bytes(&self) -> usize {
        size_of::<Self>() + self.runs.len() + size_of_val(&self.counts[..]) + 32
    }
}

/// The tile above four: a cell is filled if one of its four is, with the class most of them have (of equals, the smaller value).
pub(super) fn parent(children: [Option<&CellTile>; 4], classes: &Classes) -> Option<CellTile> {
    if children.iter().all(Option::is_none) {
        return None;
    }
    let mut cells = vec![0; CELLS * CELLS];
    let mut counts: Vec<(u32, u32)> = Vec::new();
    let mut child_cells: CellGrid = vec![0; CELLS * CELLS];
    for (quadrant, child) in children.into_iter().enumerate() {
        let Some(child) = child else { continue };
        child_cells.fill(0);
        child.visit(|start, length, class| child_cells[start..start + length].fill(class));
        let corner = (quadrant / 2 * CELLS / 2) * CELLS + quadrant % 2 * CELLS / 2;
        for row in 0..CELLS / 2 {
            for column in 0..CELLS / 2 {
                let at = row * 2 * CELLS + column * 2;
                let four = [child_cells[at], child_cells[at + 1], child_cells[at + CELLS], child_cells[at + CELLS + 1]];
                cells[corner + row * CELLS + column] = majority(four, classes);
            }
        }
        for &(class, count) in child.counts() {
            match counts.iter_mut().find(|known| known.0 == class) {
                Some(known) => known.1 += count,
                None => counts.push((class, count)),
            }
        }
    }
    Some(CellTile::new(&cells, counts))
}

fn majority(four: [u32; 4], classes: &Classes) -> u32 {
    if four == [four[0]; 4] {
        return four[0];
    }
    let votes = |class: u32| four.iter().filter(|other| **other == class).count();
    let filled = four.into_iter().filter(|class| *class != 0);
    filled.max_by(|a, b| votes(*a).cmp(&votes(*b)).then_with(|| classes.compare(*b, *a))).unwrap_or(0)
}

#[expect(clippy::cast_possible_truncation, reason = "the low seven bits are what is meant")]
pub(super) fn append(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads a varint; 0 at the end of the bytes.
pub(super) fn take(rest: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let Some((&byte, others)) = rest.split_first() else { break };
        *rest = others;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}
