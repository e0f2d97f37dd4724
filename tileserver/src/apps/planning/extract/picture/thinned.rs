//! No more corners than a page can carry: those that lie closer together than anybody sees are left out.

use super::{Paths, Picture};

/// What nobody sees on paper, in millimetres.
const UNSEEN: f32 = 0.03;
/// Doublings of that after which a picture is as coarse as its frame.
const MOST_DOUBLINGS: usize = 14;

impl Picture {
    /// The same with at most about so many corners.
    pub(super) fn thinned(mut self, most: usize) -> Self {
        let mut tolerance = UNSEEN;
        for _ in 0..MOST_DOUBLINGS {
            self.each(|paths| thin(paths, tolerance));
            if self.corners() <= most {
                break;
            }
            tolerance *= 2.0;
        }
        self
    }

    fn corners(&self) -> usize {
        let patches = self.around.iter().chain(&self.shares).map(|patch| &patch.paths);
        patches.chain([&self.parcel, &self.neighbours]).flatten().map(Vec::len).sum()
    }

    fn each(&mut self, mut change: impl FnMut(&mut Paths)) {
        self.around.iter_mut().chain(&mut self.shares).for_each(|patch| change(&mut patch.paths));
        [&mut self.parcel, &mut self.neighbours].into_iter().for_each(change);
    }
}

/// Leaves out corners near the one before, and rings that are no area then.
fn thin(paths: &mut Paths, tolerance: f32) {
    for path in paths.iter_mut() {
        let mut last: Option<[f32; 2]> = None;
        path.retain(|at| {
            let is_far = last.is_none_or(|[x, y]| (at[0] - x).hypot(at[1] - y) >= tolerance);
            if is_far {
                last = Some(*at);
            }
            is_far
        });
    }
    paths.retain(|path| path.len() >= 3);
}
