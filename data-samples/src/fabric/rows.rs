//! Two rows of lots back to back; some have a lot without a street behind them (thửa trong), some are L-shaped.
//!
//! Each lot holds its neighbours' corners on their common borders, so that neighbours share every vertex.

use crate::dice::Dice;
use crate::fabric::block::CityBlock;
use crate::fabric::character::Character;
use crate::fabric::plot::{Plot, Stand, is_built_on};
use crate::terrain::to_millimetres;

/// Cut off a parcel's corner where two streets meet (vạt góc), in metres.
pub(crate) const SPLAY: f64 = 2.0;
/// Borders of the two rows nearer than this meet in one corner, in metres.
const MEET: f64 = 0.4;

/// How a lot is divided.
#[derive(Debug, Clone, Copy)]
enum LotShape {
    Plain,
    /// In two, so far from the street: the rear one has no street.
    Split(f64),
    /// A small lot is taken out of its front corner, up to the first and so far from the street; what is left is an L.
    Notch {
        upto: f64,
        deep: f64,
        is_low: bool,
    },
}

/// One row of a block.
struct LotRow<'a> {
    number: usize,
    block: &'a CityBlock,
    /// True for the row along side 2.
    is_far: bool,
    /// Where the two rows meet, across the block.
    middle: f64,
    borders: Vec<f64>,
    shapes: Vec<LotShape>,
}

/// Appends the parcels of both rows.
pub(super) fn plots(
    character: Character,
    (number, block): (usize, &CityBlock),
    dice: &mut Dice,
    plots: &mut Vec<Plot>,
) {
    let near = borders(character, block, dice);
    let mut far = borders(character, block, dice);
    let inner = 1..far.len() - 1;
    for border in &mut far[inner] {
        if let Some(other) = near.iter().find(|other| (**other - *border).abs() < MEET) {
            *border = *other;
        }
    }
    let middle = block.depth / 2.0 + dice.between(-1.0, 1.0);
    let rows = [(false, near), (true, far)].map(|(is_far, borders)| {
        let depth = if is_far { block.depth - middle } else { middle };
        let shapes = shapes(character, &borders, depth, dice);
        LotRow { number, block, is_far, middle, borders, shapes }
    });
    rows[0].plots(character, &rows[1].borders, dice, plots);
    rows[1].plots(character, &rows[0].borders, dice, plots);
}

/// Where the borders between the lots of a row stand, both ends included.
fn borders(character: Character, block: &CityBlock, dice: &mut Dice) -> Vec<f64> {
    let (usual, wide) = match character {
        Character::Core => ((4.0, 5.0), (9.0, 18.0)),
        Character::Town => ((4.4, 6.2), (10.0, 22.0)),
        Character::Villa => ((9.0, 13.0), (16.0, 26.0)),
        Character::Beach => ((12.0, 22.0), (30.0, 50.0)),
        Character::Village => ((8.0, 19.0), (22.0, 36.0)),
        Character::Field => ((16.0, 34.0), (45.0, 80.0)),
        Character::Industry | Character::Campus | Character::Park => ((38.0, 70.0), (80.0, 120.0)),
    };
    let length = block.length;
    let mut widths = Vec::new();
    let mut sum = 0.0;
    while sum + usual.0 <= length {
        let (low, high) = if dice.chance(6) { wide } else { usual };
        let width = dice.between(low, high);
        sum += width;
        widths.push(width);
    }
    let mut at = 0.0;
    let mut borders = vec![at];
    for width in &widths[..widths.len().saturating_sub(1)] {
        at += width * length / sum;
        borders.push(at);
    }
    borders.push(length);
    borders
}

/// Lots at the ends of a row stay whole.
fn shapes(character: Character, borders: &[f64], depth: f64, dice: &mut Dice) -> Vec<LotShape> {
    let last = borders.len().saturating_sub(2);
    let (split, notch) = match character {
        Character::Core | Character::Town => (5, 8),
        Character::Village => (9, 6),
        Character::Villa => (2, 1),
        _ => (0, 0),
    };
    (0..=last)
        .map(|at| {
            let (low, high) = (borders[at], borders[at + 1]);
            let roll = dice.below(100);
            if at == 0 || at == last || depth < 14.0 {
                LotShape::Plain
            } else if roll < split {
                LotShape::Split(depth * dice.between(0.45, 0.6))
            } else if high - low > 7.5 && roll < split + 40 || roll < split + notch && high - low > 5.5 {
                let (share, is_low) = (dice.between(0.52, 0.62), dice.chance(50));
                let upto = if is_low { low + (high - low) * share } else { high - (high - low) * share };
                LotShape::Notch { upto, deep: depth * dice.between(0.35, 0.55), is_low }
            } else {
                LotShape::Plain
            }
        })
        .collect()
}

impl LotRow<'_> {
    fn plots(&self, character: Character, other: &[f64], dice: &mut Dice, plots: &mut Vec<Plot>) {
        let depth = self.depth();
        for at in 0..self.shapes.len() {
            let (low, high) = (self.borders[at], self.borders[at + 1]);
            let back: Vec<[f64; 2]> =
                other.iter().rev().filter(|&&s| low < s && s < high).map(|&s| [s, depth]).collect();
            let side = |s: f64, from: f64, to: f64| -> Vec<[f64; 2]> {
                self.corners_on(s).into_iter().filter(|d| from < *d && *d < to).map(|d| [s, d]).collect()
            };
            let down = |s: f64, from: f64, to: f64| side(s, from, to).into_iter().rev();
            let land_use = land_use(character, high - low, dice);
            match self.shapes[at] {
                LotShape::Plain => {
                    let mut ring = self.front(at);
                    ring.extend(side(high, 0.0, depth));
                    ring.push([high, depth]);
                    ring.extend(back);
                    ring.push([low, depth]);
                    ring.extend(down(low, 0.0, depth));
                    plots.push(self.plot(ring, [low, high], [0.0, depth], land_use, false));
                }
                LotShape::Split(deep) => {
                    let mut ring = vec![[low, 0.0], [high, 0.0]];
                    ring.extend(side(high, 0.0, deep));
                    ring.extend([[high, deep], [low, deep]]);
                    ring.extend(down(low, 0.0, deep));
                    plots.push(self.plot(ring, [low, high], [0.0, deep], land_use, false));
                    let mut ring = vec![[low, deep], [high, deep]];
                    ring.extend(side(high, deep, depth));
                    ring.push([high, depth]);
                    ring.extend(back);
                    ring.push([low, depth]);
                    ring.extend(down(low, deep, depth));
                    plots.push(self.plot(ring, [low, high], [deep, depth], land_use, true));
                }
                LotShape::Notch { upto, deep, is_low: true } => {
                    let mut ring = vec![[low, 0.0], [upto, 0.0], [upto, deep], [low, deep]];
                    ring.extend(down(low, 0.0, deep));
                    plots.push(self.plot(ring, [low, upto], [0.0, deep], land_use, false));
                    let mut ring = vec![[upto, 0.0], [high, 0.0]];
                    ring.extend(side(high, 0.0, depth));
                    ring.push([high, depth]);
                    ring.extend(back);
                    ring.push([low, depth]);
                    ring.extend(down(low, deep, depth));
                    ring.extend([[low, deep], [upto, deep]]);
                    plots.push(self.plot(ring, [low, high], [deep, depth], land_use, false));
                }
                LotShape::Notch { upto, deep, is_low: false } => {
                    let mut ring = vec![[upto, 0.0], [high, 0.0]];
                    ring.extend(side(high, 0.0, deep));
                    ring.extend([[high, deep], [upto, deep]]);
                    plots.push(self.plot(ring, [upto, high], [0.0, deep], land_use, false));
                    let mut ring = vec![[low, 0.0], [upto, 0.0], [upto, deep], [high, deep]];
                    ring.extend(side(high, deep, depth));
                    ring.push([high, depth]);
                    ring.extend(back);
                    ring.push([low, depth]);
                    ring.extend(down(low, 0.0, depth));
                    plots.push(self.plot(ring, [low, high], [deep, depth], land_use, false));
                }
            }
        }
    }

    /// Distance from the street to the other row.
    fn depth(&self) -> f64 {
        if self.is_far { self.block.depth - self.middle } else { self.middle }
    }

    /// The street side of a whole lot; its corner is cut where the block ends.
    fn front(&self, at: usize) -> Vec<[f64; 2]> {
        let (low, high) = (self.borders[at], self.borders[at + 1]);
        let along = SPLAY.min((high - low) / 2.5);
        let mut front = Vec::with_capacity(8);
        if at == 0 {
            front.extend([[low, SPLAY], [low + along, 0.0]]);
        } else {
            front.push([low, 0.0]);
        }
        if at + 1 == self.shapes.len() {
            front.extend([[high - along, 0.0], [high, SPLAY]]);
        } else {
            front.push([high, 0.0]);
        }
        front
    }

    /// Corners of divided lots on a border of the row, from the street on.
    fn corners_on(&self, border: f64) -> Vec<f64> {
        let mut corners: Vec<f64> = (0..self.shapes.len())
            .filter_map(|at| {
                let (is_low, is_high) = (self.borders[at] == border, self.borders[at + 1] == border);
                match self.shapes[at] {
                    LotShape::Split(deep) if is_low || is_high => Some(deep),
                    LotShape::Notch { deep, is_low: true, .. } if is_low => Some(deep),
                    LotShape::Notch { deep, is_low: false, .. } if is_high => Some(deep),
                    _ => None,
                }
            })
            .collect();
        corners.sort_by(f64::total_cmp);
        corners
    }

    /// A ring in metres along the row and from its street becomes a plot; `across` is where one may build.
    fn plot(
        &self,
        ring: Vec<[f64; 2]>,
        along: [f64; 2],
        across: [f64; 2],
        land_use: &'static str,
        is_landlocked: bool,
    ) -> Plot {
        let depth = self.depth();
        let over = |deep: f64| match deep {
            _ if deep >= depth => self.middle,
            _ if self.is_far => self.block.depth - deep,
            _ => deep,
        };
        let mut corners: Vec<_> =
            ring.into_iter().map(|[s, deep]| to_millimetres(self.block.point(s, over(deep)))).collect();
        if self.is_far {
            corners.reverse();
        }
        let across = across.map(over);
        let inner = self.block.point(f64::midpoint(along[0], along[1]), f64::midpoint(across[0], across[1]));
        let stand = Stand { block: self.number, along, across, is_landlocked, is_whole: false };
        let way = self.block.land.ways[if self.is_far { 2 } else { 0 }];
        Plot { ring: corners, inner, land_use, way, stand: is_built_on(land_use).then_some(stand) }
    }
}

/// Mostly housing; wide lots on the street are hotels and shops.
fn land_use(character: Character, width: f64, dice: &mut Dice) -> &'static str {
    let uses: &[&'static str] = match character {
        Character::Village => &["ODT+CLN", "ODT+CLN", "ODT+CLN", "ODT", "ODT", "CLN", "HNK"],
        Character::Field => &["LUC", "LUC", "HNK", "CLN", "CLN", "NTS", "ODT+CLN"],
        Character::Beach => &["TMD", "TMD", "TMD", "ODT"],
        Character::Industry => &["SKK", "SKK", "SKC"],
        Character::Campus | Character::Park => &["DGD", "TSC"],
        _ if width > 8.9 && character != Character::Villa => &["TMD", "TMD", "ODT", "ODT", "SKC", "DSH", "TIN"],
        _ => &["ODT"],
    };
    if dice.chance(2) && character != Character::Field { "BCS" } else { dice.pick(uses) }
}
