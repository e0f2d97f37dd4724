//! The picture as PNG, for who shows links to a page: chats and search engines draw no SVG. Colours and outlines, without words.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::{AROUND, HERE, Patch, Paths, Picture, scale::FRAME};
use crate::report::Colour;

/// Dots of the picture: what programs that show links ask for, in the shape of the frame.
const WIDE: usize = 1200;
const HIGH: usize = 720;
/// Lines of a dot that are looked along.
const LINES: u8 = 4;

/// The file.
pub(in super::super) fn png(picture: &Picture) -> Vec<u8> {
    let mut canvas = Canvas::white();
    canvas.patches(&picture.around, picture, AROUND);
    canvas.strokes(&picture.neighbours, 0.15, Colour([140, 140, 140]));
    canvas.patches(&picture.shares, picture, HERE);
    canvas.strokes(&picture.parcel, 0.8, Colour::BLACK);
    canvas.file()
}

/// Dots, three bytes each, row by row.
struct Canvas {
    dots: Vec<u8>,
    /// How much of each dot of a row is covered.
    covered: Vec<f32>,
}

impl Canvas {
    fn white() -> Self {
        Self { dots: vec![255; WIDE * HIGH * 3], covered: vec![0.0; WIDE] }
    }

    fn patches(&mut self, patches: &[Patch], picture: &Picture, strength: f32) {
        for patch in patches {
            let colour = picture.classes.get(patch.class).map_or(Colour::GREY, |class| class.colour);
            self.fill(&dots(&patch.paths), colour.at(strength));
            self.strokes(&patch.paths, 0.2, colour.at(0.8));
        }
    }

    /// Rings as lines of a width in millimetres: a box for each side.
    fn strokes(&mut self, paths: &Paths, width: f32, colour: Colour) {
        let half = width * per_mm() / 2.0;
        for ring in dots(paths) {
            for (at, &[x1, y1]) in ring.iter().enumerate() {
                let [x0, y0] = ring[(at + ring.len() - 1) % ring.len()];
                let long = (x1 - x0).hypot(y1 - y0);
                if long > 0.0 {
                    let (along, across) = (
                        [(x1 - x0) / long * half, (y1 - y0) / long * half],
                        [(y0 - y1) / long * half, (x1 - x0) / long * half],
                    );
                    let corner = |x: f32, y: f32, way: f32, side: f32| {
                        [x + way * along[0] + side * across[0], y + way * along[1] + side * across[1]]
                    };
                    let sides = [
                        corner(x0, y0, -1.0, 1.0),
                        corner(x1, y1, 1.0, 1.0),
                        corner(x1, y1, 1.0, -1.0),
                        corner(x0, y0, -1.0, -1.0),
                    ];
                    self.fill(&[sides.to_vec()], colour);
                }
            }
        }
    }

    /// Fills rings by the even-odd rule, with soft edges.
    fn fill(&mut self, rings: &[Vec<[f32; 2]>], colour: Colour) {
        let heights = || rings.iter().flatten().map(|[_, y]| *y).filter(|y| y.is_finite());
        let (first, last) = (row(heights().fold(f32::MAX, f32::min)), row(heights().fold(f32::MIN, f32::max)));
        let mut crossings: Vec<f32> = Vec::new();
        for y in first..=last.min(HIGH - 1) {
            self.covered.fill(0.0);
            for line in 0..LINES {
                #[expect(clippy::cast_precision_loss, reason = "a picture has some hundred rows")]
                let at = y as f32 + (f32::from(line) + 0.5) / f32::from(LINES);
                crossed(rings, at, &mut crossings);
                crossings.chunks_exact(2).for_each(|pair| cover(&mut self.covered, pair[0], pair[1]));
            }
            let row = &mut self.dots[y * WIDE * 3..(y + 1) * WIDE * 3];
            for (dot, covered) in row.chunks_exact_mut(3).zip(&self.covered).filter(|(_, covered)| **covered > 0.0) {
                for (part, colour) in dot.iter_mut().zip(colour.0) {
                    let mixed = f32::from(*part) + (f32::from(colour) - f32::from(*part)) * covered.min(1.0);
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
                    let mixed = mixed.round() as u8;
                    *part = mixed;
                }
            }
        }
    }

    /// PNG (ISO/IEC 15948) of 8 bits a colour.
    fn file(&self) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        let size = |side: usize| u32::try_from(side).unwrap_or_default().to_be_bytes();
        chunk(&mut out, *b"IHDR", &[&size(WIDE)[..], &size(HIGH), &[8, 2, 0, 0, 0]].concat());
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(5));
        for row in self.dots.chunks(WIDE * 3) {
            // Memory takes every byte.
            let _ = packed.write_all(&[0]).and_then(|()| packed.write_all(row));
        }
        chunk(&mut out, *b"IDAT", &packed.finish().unwrap_or_default());
        chunk(&mut out, *b"IEND", &[]);
        out
    }
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(data);
    out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}

/// Where a line across the picture meets the rings, from left to right.
fn crossed(rings: &[Vec<[f32; 2]>], y: f32, found: &mut Vec<f32>) {
    found.clear();
    for ring in rings {
        for (at, [x1, y1]) in ring.iter().enumerate() {
            let [x0, y0] = ring[(at + ring.len() - 1) % ring.len()];
            if (y0 <= y) != (*y1 <= y) {
                found.push(x0 + (y - y0) / (y1 - y0) * (x1 - x0));
            }
        }
    }
    found.sort_by(f32::total_cmp);
}

/// Adds a stretch of one line to what is covered of a row.
fn cover(covered: &mut [f32], from: f32, to: f32) {
    #[expect(clippy::cast_precision_loss, reason = "a picture has some hundred columns")]
    let (from, to) = (from.clamp(0.0, WIDE as f32), to.clamp(0.0, WIDE as f32));
    let share = 1.0 / f32::from(LINES);
    let (first, last) = (row(from), row(to).min(WIDE - 1));
    for at in first..=last {
        #[expect(clippy::cast_precision_loss, reason = "a picture has some hundred columns")]
        let (left, right) = (at as f32, at as f32 + 1.0);
        let part = right.min(to) - left.max(from);
        if part > 0.0 && at < covered.len() {
            covered[at] += part * share;
        }
    }
}

/// The row or column of a place; the first for what lies before it.
fn row(place: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not below zero, and beyond the picture any number will do"
    )]
    let row = place.max(0.0) as usize;
    row
}

fn dots(paths: &Paths) -> Paths {
    let dots = |[x, y]: &[f32; 2]| [x * per_mm(), y * per_mm()];
    paths.iter().map(|path| path.iter().map(dots).collect()).collect()
}

/// Dots of a millimetre of the picture.
fn per_mm() -> f32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a picture has some hundred dots")]
    let per_mm = WIDE as f32 / FRAME[0] as f32;
    per_mm
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_covers_its_dots_and_its_edges_by_half() {
        let mut canvas = Canvas::white();
        canvas.fill(&[vec![[10.0, 20.0], [30.5, 20.0], [30.5, 40.0], [10.0, 40.0]]], Colour::BLACK);
        let dot = |x: usize, y: usize| canvas.dots[(y * WIDE + x) * 3];
        assert_eq!((dot(9, 30), dot(10, 30), dot(29, 39), dot(31, 30), dot(20, 40)), (255, 0, 0, 255, 255));
        assert!((120..=135).contains(&dot(30, 30)), "{}", dot(30, 30));
    }

    #[test]
    fn whatever_is_drawn_is_a_file() {
        let mut canvas = Canvas::white();
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30] {
            canvas.fill(&[vec![[bad, 1.0], [2.0, bad], [3.0, 3.0]], Vec::new()], Colour::BLACK);
            canvas.strokes(&vec![vec![[bad, 1.0], [2.0, bad], [3.0, 3.0]]], 1.0, Colour::BLACK);
        }
        let file = canvas.file();
        assert!(file.starts_with(b"\x89PNG") && file.ends_with(b"IEND\xae\x42\x60\x82"));
    }
}
