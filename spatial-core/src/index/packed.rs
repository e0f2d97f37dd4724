//! A packed R-tree over boxes that already stand in a good order (Hilbert): built in one pass, never changed, no pointers.
//!
//! Windows only. The order of the boxes is the caller's; answers are positions in it.

use crate::geometry::DrawingBox;

/// Children per node. 16 keeps the tree at a fifteenth of the leaves, and one node within four cache lines.
const BRANCHING: usize = 16;

/// The tree: all boxes, leaves first, then level by level up to one root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackedTree {
    boxes: Vec<DrawingBox>,
    /// First box of each level; the leaves are level 0.
    levels: Vec<usize>,
    leaves: usize,
}

impl PackedTree {
    /// Builds the tree over boxes in their given order.
    pub fn new(leaves: impl ExactSizeIterator<Item = DrawingBox>) -> Self {
        let count = leaves.len();
        let mut boxes = Vec::with_capacity(size_with_levels(count));
        boxes.extend(leaves);
        Self::stack(boxes, count)
    }

    fn stack(mut boxes: Vec<DrawingBox>, leaves: usize) -> Self {
        let mut levels = vec![0];
        let mut from = 0;
        while boxes.len() - from > 1 {
            let to = boxes.len();
            for start in (from..to).step_by(BRANCHING) {
                let mut around = DrawingBox::EMPTY;
                boxes[start..(start + BRANCHING).min(to)].iter().for_each(|child| around.merge(child));
                boxes.push(around);
            }
            levels.push(to);
            from = to;
        }
        Self { boxes, levels, leaves }
    }

    /// Number of boxes.
    pub fn len(&self) -> usize {
        self.leaves
    }

    /// True without boxes.
    pub fn is_empty(&self) -> bool {
        self.leaves == 0
    }

    /// The boxes in their order.
    pub fn leaves(&self) -> &[DrawingBox] {
        &self.boxes[..self.leaves]
    }

    /// The box around all boxes; [`DrawingBox::EMPTY`] without any.
    pub fn bounds(&self) -> DrawingBox {
        self.boxes.last().copied().unwrap_or(DrawingBox::EMPTY)
    }

    /// Calls `visit` with the position of every box that shares a point with the window, ascending, and whether the box lies wholly in
    /// the window.
    pub fn search(&self, window: &DrawingBox, mut visit: impl FnMut(usize, bool)) {
        if let Some(root) = self.boxes.len().checked_sub(1) {
            self.descend(self.levels.len() - 1, root, root + 1, window, &mut visit);
        }
    }

    fn descend(&self, level: usize, from: usize, to: usize, window: &DrawingBox, visit: &mut impl FnMut(usize, bool)) {
        for at in from..to {
            let around = &self.boxes[at];
            if !around.intersects(window) {
                continue;
            }
            let place = at - self.levels[level];
            if window.contains(around) {
                let span = BRANCHING.pow(u32::try_from(level).unwrap_or(u32::MAX));
                (place * span..((place + 1) * span).min(self.leaves)).for_each(|leaf| visit(leaf, true));
            } else if level == 0 {
                visit(place, false);
            } else {
                let first = self.levels[level - 1] + place * BRANCHING;
                let last = (first + BRANCHING).min(self.levels[level]);
                self.descend(level - 1, first, last, window, visit);
            }
        }
    }

    /// Bytes held, beside the struct itself.
    pub fn memory_bytes(&self) -> usize {
        self.boxes.capacity() * size_of::<DrawingBox>() + self.levels.capacity() * size_of::<usize>()
    }
}

/// Boxes in a tree of so many leaves.
fn size_with_levels(leaves: usize) -> usize {
    let (mut total, mut level) = (leaves, leaves);
    while level > 1 {
        level = level.div_ceil(BRANCHING);
        total += level;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn a_box() -> impl Strategy<Value = DrawingBox> {
        (0..1000_u32, 0..1000_u32, 0..50_u32, 0..50_u32)
            .prop_map(|(x, y, w, h)| DrawingBox { min: [x, y], max: [x + w, y + h] })
    }

    proptest! {
        #[test]
        fn a_window_finds_exactly_the_boxes_it_meets(
            boxes in proptest::collection::vec(a_box(), 0..600), window in a_box(), wide in any::<bool>()
        ) {
            let window = if wide { DrawingBox { min: [0, 0], max: window.max } } else { window };
            let tree = PackedTree::new(boxes.iter().copied());
            let mut found = Vec::new();
            tree.search(&window, |at, whole| {
                assert_eq!(whole, window.contains(&boxes[at]));
                found.push(at);
            });
            let expected: Vec<usize> = (0..boxes.len()).filter(|&at| boxes[at].intersects(&window)).collect();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(tree.leaves(), &boxes[..]);
        }
    }

    #[test]
    fn the_tree_takes_what_it_needs_and_no_more() {
        for count in [0, 1, 2, 16, 17, 257, 5000] {
            let tree = PackedTree::new(std::iter::repeat_n(DrawingBox { min: [1, 1], max: [2, 2] }, count));
            assert_eq!(tree.boxes.len(), size_with_levels(count));
            assert_eq!(tree.boxes.capacity(), tree.boxes.len());
        }
    }
}
