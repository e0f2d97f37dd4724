//! From a block to its parcels: rows of lots back to back, bigger lots, and blocks that are one parcel.

use crate::dice::Dice;
use crate::district::{Block, Character};

/// Cut off a parcel's corner where two streets meet (vạt góc), in metres.
const SPLAY: f64 = 2.0;
/// Borders of the two rows nearer than this meet in one corner, in metres.
const MEET: f64 = 0.4;

/// A parcel to be, in the frame of its district.
#[derive(Debug)]
pub(crate) struct Plot {
    /// Open ring, counter-clockwise in the frame.
    pub(crate) ring: Vec<[f64; 2]>,
    /// Land-use code.
    pub(crate) land_use: &'static str,
    /// Number of the street in front, as in [`Block::street`].
    pub(crate) street: usize,
    /// On which side of the street: true for even numbers.
    pub(crate) even: bool,
    /// How far along the street, in metres.
    pub(crate) along: f64,
}

/// Appends the parcels of one block.
pub(crate) fn block_plots(character: Character, block: &Block, dice: &mut Dice, plots: &mut Vec<Plot>) {
    let whole = match character {
        Character::Core | Character::Town => dice.chance(5),
        Character::Villa => dice.chance(10),
        Character::Garden => dice.chance(8),
        Character::Campus => true,
    };
    if whole {
        plots.push(whole_block(character, block, dice));
    } else {
        rows(character, block, dice, plots);
    }
}

/// A park, a school, a market: the whole block with its four corners cut.
fn whole_block(character: Character, block: &Block, dice: &mut Dice) -> Plot {
    let uses: &[&'static str] = match character {
        Character::Campus => &["DGD", "DKV", "SKC", "SKC", "TMD", "TSC", "DYT", "DTT", "CQP", "NTD"],
        Character::Garden => &["NTS", "CLN", "MNC", "LUC"],
        _ => &["DKV", "DGD", "DGD", "DCH", "DYT", "DVH", "TON", "TSC"],
    };
    let ([s0, s1], [t0, t1]) = (block.s, block.t);
    let ring = vec![
        [s0 + SPLAY, t0],
        [s1 - SPLAY, t0],
        [s1, t0 + SPLAY],
        [s1, t1 - SPLAY],
        [s1 - SPLAY, t1],
        [s0 + SPLAY, t1],
        [s0, t1 - SPLAY],
        [s0, t0 + SPLAY],
    ];
    Plot { ring, land_use: dice.pick(uses), street: block.street, even: false, along: s0 }
}

/// Two rows; each lot holds the other row's corners on their common border, so that neighbours share every vertex.
fn rows(character: Character, block: &Block, dice: &mut Dice, plots: &mut Vec<Plot>) {
    let front = borders(character, block, dice);
    let mut back = borders(character, block, dice);
    let inner = 1..back.len() - 1;
    for border in &mut back[inner] {
        if let Some(near) = front.iter().find(|other| (**other - *border).abs() < MEET) {
            *border = *near;
        }
    }
    let middle = f64::midpoint(block.t[0], block.t[1]) + dice.between(-1.0, 1.0);
    for (even, own, other) in [(false, &front, &back), (true, &back, &front)] {
        let edge = block.t[usize::from(even)];
        for at in 0..own.len() - 1 {
            let is_end = [at == 0, at + 2 == own.len()];
            let mut ring = lot([own[at], own[at + 1]], [edge, middle], is_end, other);
            if even {
                ring.reverse();
            }
            let land_use = land_use(character, own[at + 1] - own[at], dice);
            plots.push(Plot { ring, land_use, street: block.street + usize::from(even), even: !even, along: own[at] });
        }
    }
}

/// Where the borders between the lots of a row stand, both ends included.
fn borders(character: Character, block: &Block, dice: &mut Dice) -> Vec<f64> {
    let length = block.s[1] - block.s[0];
    let (usual, wide) = match character {
        Character::Core => ((4.0, 5.0), (9.0, 18.0)),
        Character::Town => ((4.4, 6.5), (10.0, 25.0)),
        Character::Villa => ((9.0, 14.0), (18.0, 30.0)),
        Character::Garden | Character::Campus => ((14.0, 26.0), (30.0, 60.0)),
    };
    let mut widths = Vec::new();
    let mut sum = 0.0;
    while sum + usual.0 <= length {
        let (low, high) = if dice.chance(6) { wide } else { usual };
        let width = dice.between(low, high);
        sum += width;
        widths.push(width);
    }
    let mut at = block.s[0];
    let mut borders = vec![at];
    for width in &widths[..widths.len().saturating_sub(1)] {
        at += width * length / sum;
        borders.push(at);
    }
    borders.push(block.s[1]);
    borders
}

/// One lot from the street edge to the middle of the block; its corner is cut where the block ends.
fn lot([s0, s1]: [f64; 2], [edge, middle]: [f64; 2], is_end: [bool; 2], other: &[f64]) -> Vec<[f64; 2]> {
    let inward = if middle > edge { SPLAY } else { -SPLAY };
    let mut ring = Vec::with_capacity(8);
    if is_end[0] {
        ring.extend([[s0, edge + inward], [s0 + SPLAY.min((s1 - s0) / 2.5), edge]]);
    } else {
        ring.push([s0, edge]);
    }
    if is_end[1] {
        ring.extend([[s1 - SPLAY.min((s1 - s0) / 2.5), edge], [s1, edge + inward]]);
    } else {
        ring.push([s1, edge]);
    }
    ring.push([s1, middle]);
    ring.extend(other.iter().rev().filter(|&&s| s0 < s && s < s1).map(|&s| [s, middle]));
    ring.push([s0, middle]);
    ring
}

/// Mostly housing; wide lots on the street are hotels and shops.
fn land_use(character: Character, width: f64, dice: &mut Dice) -> &'static str {
    let uses: &[&'static str] = match character {
        Character::Garden => &["CLN", "CLN", "ODT+CLN", "ODT+CLN", "ODT", "HNK", "NTS", "LUC"],
        _ if width > 8.9 && character != Character::Villa => &["TMD", "TMD", "ODT", "SKC", "DSH", "TIN", "DGD"],
        _ => &["ODT"],
    };
    if dice.chance(2) && character != Character::Garden { "BCS" } else { dice.pick(uses) }
}
