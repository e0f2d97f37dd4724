//! Points of colour on the grid of tiles: areas are filled, lines drawn with their width.

use spatial_core::layer::FeatureId;

use crate::dice::{Dice, Purpose};
use crate::terrain::noise;
use crate::write::photo::materials::{Material, SHADES};

/// Pixels of a side of a tile.
pub(super) const TILE: u32 = 256;
/// Finest zoom: 0.3 m a pixel.
const FINEST: u8 = 19;
/// Most pixels of the picture: it is held in memory, a byte each.
const MOST_PIXELS: u64 = 24_000_000;
/// Pixels of a side of the patches in which scrub and soil change.
const PATCH: u32 = 8;
/// Metres around the earth at the equator.
const EARTH_M: f64 = 40_075_016.686;

/// A place on the drawing grid.
pub(super) type Spot = [f64; 2];

/// A box on the drawing grid, empty at first.
#[derive(Debug)]
pub(super) struct Frame {
    min: Spot,
    max: Spot,
}

impl Default for Frame {
    fn default() -> Self {
        Self { min: [f64::INFINITY; 2], max: [f64::NEG_INFINITY; 2] }
    }
}

impl Frame {
    pub(super) fn include(&mut self, spot: Spot) {
        for (axis, at) in spot.into_iter().enumerate() {
            self.min[axis] = self.min[axis].min(at);
            self.max[axis] = self.max[axis].max(at);
        }
    }

    /// Columns and rows of the tiles that hold it at a zoom from 1: first and count.
    fn tiles(&self, zoom: u8) -> [[u32; 2]; 2] {
        let side = f64::from(1_u32 << (32 - zoom));
        std::array::from_fn(|axis| {
            let (first, last) = (floor(self.min[axis] / side), floor(self.max[axis] / side));
            [first, last - first + 1]
        })
    }
}

/// The picture being drawn at its finest zoom.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) zoom: u8,
    /// Column and row of the first tile.
    pub(super) first: [u32; 2],
    pub(super) width: u32,
    pub(super) height: u32,
    /// Metres of a pixel.
    pub(super) metres: f64,
    pub(super) pixels: Vec<u8>,
}

impl Canvas {
    /// A canvas around a frame, as fine as its size allows.
    pub(super) fn of(frame: Frame) -> Self {
        let size = |zoom: u8| frame.tiles(zoom).map(|[_, count]| u64::from(count) * u64::from(TILE));
        let zoom = (1..=FINEST).rev().find(|&zoom| size(zoom).iter().product::<u64>() <= MOST_PIXELS).unwrap_or(1);
        let [[left, wide], [top, high]] = frame.tiles(zoom);
        let (width, height) = (wide * TILE, high * TILE);
        let middle = 1.0 - (frame.min[1] + frame.max[1]) / f64::from(u32::MAX);
        let at_equator = EARTH_M / f64::from(1_u32 << zoom) / f64::from(TILE);
        let metres = at_equator / (middle * std::f64::consts::PI).cosh();
        let pixels = vec![Material::Outside.index(0); width as usize * height as usize];
        Self { zoom, first: [left, top], width, height, metres, pixels }
    }

    /// Scrub and soil all over.
    pub(super) fn grow(&mut self, seed: u64) {
        for row in 0..self.height {
            for column in 0..self.width {
                let patch = [column, row].map(|at| f64::from(at / PATCH) * f64::from(PATCH) * self.metres / 60.0);
                let soil = noise(seed, Purpose::Photo, patch[0], patch[1]) > 0.35;
                self.set(column, row, if soil { Material::Soil } else { Material::Scrub });
            }
        }
    }

    /// Rings farther east and south by so many metres.
    pub(super) fn moved(&self, rings: &[Vec<Spot>], by_m: [f64; 2]) -> Vec<Vec<Spot>> {
        let unit = self.unit() / self.metres;
        let moved = |ring: &Vec<Spot>| ring.iter().map(|[x, y]| [x + by_m[0] * unit, y + by_m[1] * unit]).collect();
        rings.iter().map(moved).collect()
    }

    /// Fills what rings enclose, by the even-odd rule.
    pub(super) fn fill(&mut self, rings: &[Vec<Spot>], material: Material) {
        let rings: Vec<Vec<Spot>> =
            rings.iter().map(|ring| ring.iter().map(|&spot| self.place(spot)).collect()).collect();
        let rows = rings.iter().flatten().map(|spot| spot[1]);
        let (top, bottom) = rows.fold((f64::INFINITY, f64::NEG_INFINITY), |(top, low), y| (top.min(y), low.max(y)));
        let last = floor(bottom.min(f64::from(self.height) - 1.0));
        let mut cuts = Vec::new();
        for row in floor(top)..=last {
            let middle = f64::from(row) + 0.5;
            cuts.clear();
            for ends in rings.iter().flat_map(|ring| ring.windows(2)) {
                let ([x, y], [to_x, to_y]) = (ends[0], ends[1]);
                if (y > middle) != (to_y > middle) {
                    cuts.push(x + (middle - y) / (to_y - y) * (to_x - x));
                }
            }
            cuts.sort_by(f64::total_cmp);
            for span in cuts.chunks_exact(2) {
                let (from, to) = (floor((span[0] + 0.5).max(0.0)), floor((span[1] + 0.5).max(0.0)));
                (from..to.min(self.width)).for_each(|column| self.set(column, row, material));
            }
        }
    }

    /// A line so many metres wide.
    pub(super) fn stroke(&mut self, line: &[Spot], width_m: f64, material: Material) {
        let half = width_m / 2.0 / self.metres * self.unit();
        for ends in line.windows(2) {
            let ([x, y], [to_x, to_y]) = (ends[0], ends[1]);
            let length = (to_x - x).hypot(to_y - y);
            if length > 0.0 {
                let [across, along] = [-(to_y - y) / length * half, (to_x - x) / length * half];
                let quad = vec![
                    [x + across, y + along],
                    [to_x + across, to_y + along],
                    [to_x - across, to_y - along],
                    [x - across, y - along],
                    [x + across, y + along],
                ];
                self.fill(&[quad], material);
            }
        }
        line.iter().for_each(|&spot| self.fill(&[disc(spot, half)], material));
    }

    /// Trees on a piece of ground: the number of its feature tells where, one on so many square metres, with crowns of so many metres.
    pub(super) fn plant(&mut self, rings: &[Vec<Spot>], (of, ground_m2, crown_m): (FeatureId, f64, f64)) {
        let mut frame = Frame::default();
        rings.iter().flatten().for_each(|&spot| frame.include(spot));
        let sides = [0, 1].map(|axis| (frame.max[axis] - frame.min[axis]) / self.unit() * self.metres);
        let wanted = floor((sides[0] * sides[1] / ground_m2).min(400.0));
        let mut dice = Dice::at(1, Purpose::Photo, i64::try_from(of.0).unwrap_or_default(), 1);
        for _ in 0..wanted {
            let spot = [0, 1].map(|axis| dice.between(frame.min[axis], frame.max[axis]));
            let radius = crown_m * dice.between(0.6, 1.3) / self.metres * self.unit();
            if holds(rings, spot) {
                let shade = [[spot[0] + radius * 0.4, spot[1] + radius * 0.4], spot];
                self.fill(&[disc(shade[0], radius)], Material::Shadow);
                self.fill(&[disc(shade[1], radius)], Material::Crown);
            }
        }
    }

    /// Units of the drawing grid in a pixel.
    fn unit(&self) -> f64 {
        f64::from(1_u32 << (32 - self.zoom)) / f64::from(TILE)
    }

    fn place(&self, spot: Spot) -> Spot {
        [0, 1].map(|axis| spot[axis] / self.unit() - f64::from(self.first[axis]) * f64::from(TILE))
    }

    fn set(&mut self, column: u32, row: u32, material: Material) {
        let at = row as usize * self.width as usize + column as usize;
        let grain = column.wrapping_mul(0x9e37_79b1) ^ row.wrapping_mul(0x85eb_ca77);
        let shade = (grain ^ (grain >> 15)).wrapping_mul(0x2c1b_3c6d) >> 24;
        if let Some(pixel) = self.pixels.get_mut(at) {
            *pixel = material.index(u8::try_from(shade % u32::from(SHADES)).unwrap_or_default());
        }
    }
}

/// Eight corners around a place.
fn disc([x, y]: Spot, radius: f64) -> Vec<Spot> {
    let corner = |eighth: u8| {
        let (sine, cosine) = (f64::from(eighth) * std::f64::consts::FRAC_PI_4).sin_cos();
        [x + radius * cosine, y + radius * sine]
    };
    (0..=8).map(corner).collect()
}

/// Whether rings enclose a place, by the even-odd rule.
fn holds(rings: &[Vec<Spot>], [x, y]: Spot) -> bool {
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    let crossed = edges.filter(|ends| {
        let ([a, b], [to_a, to_b]) = (ends[0], ends[1]);
        (b > y) != (to_b > y) && x < a + (y - b) / (to_b - b) * (to_a - a)
    });
    crossed.count() % 2 == 1
}

/// The whole number below, not below nothing.
fn floor(number: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let whole = number.max(0.0) as u32;
    whole
}
