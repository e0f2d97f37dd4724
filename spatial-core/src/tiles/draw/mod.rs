//! Draws one shape into one tile: whole if it lies inside the buffered tile, else clipped first.
//!
//! Hot path (rows `tiles` and `polygon`): no allocation once the buffers have grown.

mod clip;
pub(super) mod snap;

use crate::geometry::DrawingPoint;
use crate::snapshot::{Ring, Shape};
use crate::tiles::draw::clip::{ClipBox, GridPoint};
use crate::tiles::draw::snap::{Commands, TilePoint, snap, twice_area};
use crate::tiles::grid::{BUFFER, EXTENT, TileSpace};

/// From this zoom nothing may be missing: what collapses is drawn as the smallest valid shape.
const COMPLETE_FROM: u8 = 16;
#[expect(clippy::cast_possible_wrap, reason = "both are small constants")]
const LAST_UNIT: i32 = (EXTENT + BUFFER) as i32;

/// What became of a shape in a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DrawOutcome {
    /// Its commands are written.
    Yes,
    /// It lies beside the buffered tile.
    Outside,
    /// Snapping left nothing of it.
    Collapsed,
}

/// Draws shapes; keeps its buffers from shape to shape.
#[derive(Debug, Default)]
pub(super) struct TilePen {
    pub(super) commands: Commands,
    snapped: Vec<TilePoint>,
    cut: Vec<GridPoint>,
    spare: Vec<GridPoint>,
    /// Where a shape of which nothing is left will be marked.
    anchor: Option<TilePoint>,
    /// Twice the area drawn, in square tile units.
    pub(super) twice_area: i64,
}

impl TilePen {
    /// Writes the commands of one feature; `whole` says that all of it lies in the buffered tile.
    pub(super) fn draw<'a>(
        &mut self,
        space: &TileSpace,
        shape: Shape,
        whole: bool,
        rings: impl Iterator<Item = Ring<'a>>,
    ) -> DrawOutcome {
        self.commands.clear();
        self.anchor = None;
        self.twice_area = 0;
        match shape {
            Shape::Polygon => self.polygons(space, whole, rings),
            Shape::Line => rings.for_each(|line| self.line(space, whole, line.points)),
            Shape::Point => self.points(space, rings),
        }
        if !self.commands.is_empty() {
            return DrawOutcome::Yes;
        }
        let Some(anchor) = self.anchor else { return DrawOutcome::Outside };
        if space.zoom < COMPLETE_FROM {
            return DrawOutcome::Collapsed;
        }
        self.mark_collapsed(shape, anchor);
        DrawOutcome::Yes
    }

    fn polygons<'a>(&mut self, space: &TileSpace, whole: bool, rings: impl Iterator<Item = Ring<'a>>) {
        let mut start = self.commands.mark();
        let (mut shell, mut holes) = (0_i64, 0_i64);
        let mut shell_fills_box = false;
        for ring in rings {
            if ring.is_shell {
                start = self.commands.mark();
                (shell, holes) = (0, 0);
            } else if shell == 0 {
                continue;
            }
            let area = self.snap_ring(space, whole, ring.points);
            if area == 0 {
                if ring.is_shell {
                    self.remember_anchor();
                }
                continue;
            }
            self.commands.ring(&self.snapped, (area > 0) != ring.is_shell);
            if ring.is_shell {
                shell = area.abs();
                shell_fills_box = !whole && shell == box_area();
                self.twice_area += shell;
                continue;
            }
            holes += area.abs();
            self.twice_area -= area.abs();
            if holes >= shell {
                self.commands.return_to(start);
                if !shell_fills_box {
                    self.remember_anchor();
                }
                self.twice_area += holes - shell;
                shell = 0;
            }
        }
    }

    /// Leaves the snapped ring in `self.snapped` and returns twice its area.
    #[inline]
    fn snap_ring(&mut self, space: &TileSpace, whole: bool, points: &[DrawingPoint]) -> i64 {
        if whole {
            snap(space, points.iter().map(|point| point.map(i64::from)), &mut self.snapped);
        } else {
            self.cut.clear();
            self.cut.extend(points.iter().map(|point| point.map(i64::from)));
            if !self.cut.is_empty() {
                ClipBox { min: space.min, max: space.max }.cut_ring(&mut self.cut, &mut self.spare);
            }
            snap(space, self.cut.iter().copied(), &mut self.snapped);
        }
        twice_area(&mut self.snapped)
    }

    fn line(&mut self, space: &TileSpace, whole: bool, points: &[DrawingPoint]) {
        if whole {
            snap(space, points.iter().map(|point| point.map(i64::from)), &mut self.snapped);
            self.finish_line();
            return;
        }
        let clip = ClipBox { min: space.min, max: space.max };
        self.cut.clear();
        for pair in points.windows(2) {
            let Some((from, to)) = clip.cut_segment(pair[0].map(i64::from), pair[1].map(i64::from)) else { continue };
            if self.cut.last() != Some(&from) {
                self.finish_part(space);
                self.cut.push(from);
            }
            self.cut.push(to);
        }
        self.finish_part(space);
    }

    fn finish_part(&mut self, space: &TileSpace) {
        snap(space, self.cut.iter().copied(), &mut self.snapped);
        self.finish_line();
        self.cut.clear();
    }

    fn finish_line(&mut self) {
        if self.snapped.len() >= 2 {
            self.commands.line(&self.snapped);
        } else {
            self.remember_anchor();
        }
    }

    fn points<'a>(&mut self, space: &TileSpace, rings: impl Iterator<Item = Ring<'a>>) {
        let clip = ClipBox { min: space.min, max: space.max };
        self.snapped.clear();
        for ring in rings {
            let inside = ring.points.iter().map(|point| point.map(i64::from)).filter(|point| clip.holds(*point));
            self.snapped.extend(inside.map(|point| space.snap(point)));
        }
        self.commands.points(&self.snapped);
    }

    /// Keeps a vertex of a collapsed ring or line, one inside the tile proper if there is one.
    fn remember_anchor(&mut self) {
        if self.anchor.is_none() {
            let extent = LAST_UNIT - BUFFER.cast_signed();
            let proper = self.snapped.iter().find(|point| point.iter().all(|part| (0..=extent).contains(part)));
            self.anchor = proper.or(self.snapped.first()).copied();
        }
    }

    /// The smallest valid shape at the anchor: half a square unit, or one unit of line.
    fn mark_collapsed(&mut self, shape: Shape, anchor: TilePoint) {
        let [x, y] = anchor.map(|part| part.min(LAST_UNIT - 1));
        match shape {
            Shape::Polygon => self.commands.ring(&[[x, y], [x + 1, y], [x, y + 1]], false),
            Shape::Line => self.commands.line(&[[x, y], [x + 1, y]]),
            Shape::Point => {}
        }
    }
}

/// Twice the area of the buffered tile.
fn box_area() -> i64 {
    let side = i64::from(EXTENT + 2 * BUFFER);
    2 * side * side
}
