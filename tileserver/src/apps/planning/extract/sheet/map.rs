//! The picture on paper: true to scale, with the lines of the data's own grid and their coordinates, a bar, the north, and the legend of what
//! is on it.

use spatial_core::message::Message;

use super::super::account::Words;
use super::super::picture::{AROUND, Class, FRAME, HERE, Patch, Paths, Picture};
use super::fitting;
use crate::report::{Colour, Flow, MARGIN, Mark, Pen, Weight, width};

/// Half of a cross of the grid.
const CROSS: f32 = 2.0;
/// Room for coordinates beside the picture, and for the bar below.
const BELOW: f32 = 13.0;
/// Functions in the legend; beyond them they cannot be told apart on paper.
const MOST_CLASSES: usize = 18;

/// Where the picture stands on its page.
#[derive(Debug, Clone, Copy)]
struct Place {
    left: f32,
    top: f32,
    wide: f32,
    high: f32,
}

/// Sets the picture below what stands on the page.
pub(super) fn set(picture: &Picture, words: &Words, flow: &mut Flow) {
    #[expect(clippy::cast_possible_truncation, reason = "the picture is smaller than a page")]
    let [wide, high] = FRAME.map(|side| side as f32);
    let heading = words.text("parcel-page-map");
    flow.heading(&heading, high + BELOW + 2.0);
    if flow.room() < high + BELOW {
        return;
    }
    // Coordinates of lines from west to east stand within the frame, so that it takes all of the width.
    let place = Place { left: MARGIN[0] + (Flow::width() - wide) / 2.0, top: flow.y(), wide, high };
    place.patches(&picture.around, &picture.classes, AROUND, flow);
    let thin = Pen::new(Colour([120, 120, 120]), 0.13);
    flow.put(Mark::Area { rings: place.within(&picture.neighbours), tint: None, pen: Some(thin) });
    place.patches(&picture.shares, &picture.classes, HERE, flow);
    let thick = Pen::new(Colour::BLACK, 0.5);
    flow.put(Mark::Area { rings: place.at(&picture.parcel), tint: None, pen: Some(thick) });
    for (sign, [x, y]) in picture.shares.iter().filter_map(|patch| patch.sign.as_ref()) {
        let half = width(sign, Weight::SemiBold, 7.5) / 2.0;
        flow.put(text(sign, [place.left + x - half, place.top + y + 1.0], 7.5, Weight::SemiBold));
    }
    place.grid(picture, flow);
    place.north(words, flow);
    let area = [place.left, place.top, place.left + wide, place.top + high];
    flow.put(Mark::framed(area, Pen::new(Colour::BLACK, 0.3)));
    place.bar(picture, words, flow);
    flow.skip(high + BELOW);
    legend(&picture.classes, words, flow);
}

impl Place {
    fn at(&self, paths: &Paths) -> Paths {
        let moved = |[x, y]: &[f32; 2]| [self.left + x, self.top + y];
        paths.iter().map(|path| path.iter().map(moved).collect()).collect()
    }

    /// Outlines that reach beyond the frame, cut off at it.
    fn within(&self, paths: &Paths) -> Paths {
        let clipped = paths.iter().map(|path| clipped(path, [self.wide, self.high])).filter(|path| path.len() >= 3);
        self.at(&clipped.collect())
    }

    fn patches(&self, patches: &[Patch], classes: &[Class], strength: f32, flow: &mut Flow) {
        for patch in patches {
            let colour = classes.get(patch.class).map_or(Colour::GREY, |class| class.colour);
            let pen = Pen::new(colour.at(0.8), 0.18);
            flow.put(Mark::Area { rings: self.at(&patch.paths), tint: Some(colour.at(strength)), pen: Some(pen) });
        }
    }

    /// Crosses where lines of the grid meet, ticks where they meet the frame, and their coordinates: X to the north, Y to the east, as
    /// VN-2000 names them.
    fn grid(&self, picture: &Picture, flow: &mut Flow) {
        let [eastings, northings] = picture.window.lines();
        let corner = picture.window.envelope().min;
        let x_of = |easting: f64| self.left + picture.window.at([easting, corner[1]])[0];
        let y_of = |northing: f64| self.top + picture.window.at([corner[0], northing])[1];
        let pen = Pen::new(Colour([60, 60, 60]), 0.13);
        let mut line = |from: [f32; 2], to: [f32; 2]| flow.put(Mark::Line { points: vec![from, to], pen });
        for easting in &eastings {
            let x = x_of(*easting);
            line([x, self.top], [x, self.top + CROSS]);
            line([x, self.top + self.high - CROSS], [x, self.top + self.high]);
            for northing in &northings {
                let y = y_of(*northing);
                line([x - CROSS, y], [x + CROSS, y]);
                line([x, y - CROSS], [x, y + CROSS]);
            }
        }
        for northing in &northings {
            let y = y_of(*northing);
            line([self.left, y], [self.left + CROSS, y]);
            line([self.left + self.wide - CROSS, y], [self.left + self.wide, y]);
        }
        for easting in &eastings {
            let label = format!("Y={easting:.0}");
            let x = x_of(*easting) - width(&label, Weight::Regular, 6.0) / 2.0;
            labelled(
                &label,
                [x.clamp(self.left + 1.0, self.left + self.wide - 16.0), self.top + self.high - CROSS - 0.7],
                flow,
            );
        }
        for northing in &northings {
            labelled(&format!("X={northing:.0}"), [self.left + CROSS + 0.7, y_of(*northing) + 0.7], flow);
        }
    }

    /// North of the grid is up.
    fn north(&self, words: &Words, flow: &mut Flow) {
        let (x, y) = (self.left + self.wide - 8.0, self.top + 4.0);
        let ring = vec![[x - 2.0, y + 7.0], [x, y], [x + 2.0, y + 7.0], [x, y + 5.4]];
        flow.put(Mark::Area { rings: vec![ring], tint: Some(Colour::BLACK), pen: None });
        let name = words.text("parcel-page-north");
        let half = width(&name, Weight::SemiBold, 8.0) / 2.0;
        flow.put(text(&name, [x - half, y + 10.5], 8.0, Weight::SemiBold));
    }

    /// The scale in words and as a bar, the grid, and what its lines are apart.
    fn bar(&self, picture: &Picture, words: &Words, flow: &mut Flow) {
        let metres = picture.window.bar();
        #[expect(clippy::cast_possible_truncation, reason = "the bar is shorter than the picture")]
        let long = (metres * 1000.0 / f64::from(picture.window.scale)) as f32;
        let y = self.top + self.high + 2.5;
        flow.put(Mark::filled([self.left, y, self.left + long / 2.0, y + 1.4], Colour::BLACK));
        flow.put(Mark::framed([self.left, y, self.left + long, y + 1.4], Pen::new(Colour::BLACK, 0.15)));
        let end = format!("{} m", words.language.number(metres, 0));
        flow.put(text("0", [self.left, y + 4.6], 7.0, Weight::Regular));
        let half = width(&end, Weight::Regular, 7.0) / 2.0;
        flow.put(text(&end, [self.left + long - half, y + 4.6], 7.0, Weight::Regular));
        let scale =
            Message::new("parcel-sheet-scale").with("scale", words.language.number(f64::from(picture.window.scale), 0));
        let from = self.left + 62.0;
        flow.put(text(&words.say(&scale), [from, y + 1.5], 8.5, Weight::SemiBold));
        let grid = Message::new("parcel-page-map-caption")
            .with("crs", &picture.crs)
            .with("side", words.number(picture.window.step()));
        let grid = words.say(&grid);
        let size = fitting(&grid, self.left + self.wide - from, (Weight::Regular, 7.0));
        flow.put(text(&grid, [from, y + 5.0], size, Weight::Regular));
    }
}

/// What the colours mean, in three columns.
fn legend(classes: &[Class], words: &Words, flow: &mut Flow) {
    let wide = Flow::width() / 3.0;
    for row in classes.chunks(3).take(MOST_CLASSES / 3) {
        if !flow.needs(5.0) {
            return;
        }
        let mut left = MARGIN[0];
        for class in row {
            let area = [left, flow.y() + 0.6, left + 3.2, flow.y() + 3.8];
            flow.put(Mark::filled(area, class.colour.at(if class.is_here { HERE } else { AROUND })));
            flow.put(Mark::framed(area, Pen::new(class.colour.at(0.8), 0.18)));
            let note = if class.is_here { String::new() } else { format!(" ({})", words.text("parcel-page-around")) };
            let label = format!("{}{note}", class.label);
            let size = fitting(&label, wide - 7.0, (Weight::Regular, 7.5));
            flow.put(text(&label, [left + 4.6, flow.y() + 3.2], size, Weight::Regular));
            left += wide;
        }
        flow.skip(4.8);
    }
}

fn text(words: &str, at: [f32; 2], size: f32, weight: Weight) -> Mark {
    Mark::Text { at, weight, size, colour: Colour::BLACK, text: words.to_owned() }
}

/// A coordinate on white, so that it is read on any colour.
fn labelled(label: &str, at: [f32; 2], flow: &mut Flow) {
    let wide = width(label, Weight::Regular, 6.0);
    flow.put(Mark::filled([at[0] - 0.4, at[1] - 1.9, at[0] + wide + 0.4, at[1] + 0.6], Colour::WHITE));
    flow.put(text(label, at, 6.0, Weight::Regular));
}

/// A ring within a box from the origin (Sutherland and Hodgman, 1974). Only for what is drawn.
fn clipped(ring: &[[f32; 2]], size: [f32; 2]) -> Vec<[f32; 2]> {
    let mut ring = ring.to_vec();
    for axis in 0..2 {
        for (side, is_least) in [(0.0, true), (size[axis], false)] {
            let is_in = |at: &[f32; 2]| if is_least { at[axis] >= side } else { at[axis] <= side };
            let mut kept = Vec::with_capacity(ring.len() + 4);
            for (number, to) in ring.iter().enumerate() {
                let from = &ring[(number + ring.len() - 1) % ring.len()];
                if is_in(from) != is_in(to) {
                    let share = (side - from[axis]) / (to[axis] - from[axis]);
                    let mut crossing = [0.0; 2];
                    crossing[axis] = side;
                    crossing[1 - axis] = from[1 - axis] + share * (to[1 - axis] - from[1 - axis]);
                    kept.push(crossing);
                }
                if is_in(to) {
                    kept.push(*to);
                }
            }
            ring = kept;
        }
    }
    ring
}
