//! From a block to its parcels: two rows of lots back to back, larger lots, and blocks that are one parcel.

use crate::dice::Dice;
use crate::fabric::character::Character;
use crate::fabric::district::Block;
use crate::fabric::rows::{self, SPLAY};
use crate::ground::{Place, to_millimetres};

/// A parcel to be.
#[derive(Debug)]
pub(crate) struct Plot {
    /// On the ground, open, counter-clockwise, rounded to the millimetre.
    pub(crate) ring: Vec<Place>,
    /// A place well inside.
    pub(crate) inner: Place,
    /// Land-use code.
    pub(crate) land_use: &'static str,
    /// The way in front of it.
    pub(crate) way: usize,
    /// Where one may build; nothing on water, fields and beaches.
    pub(crate) stand: Option<Stand>,
}

/// The part of a parcel a building may take, in the metres of its block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    /// Which block of the district.
    pub(crate) block: usize,
    /// From and to along the block.
    pub(crate) along: [f64; 2],
    /// Across the block: the edge to the street, then the back.
    pub(crate) across: [f64; 2],
    /// True if another parcel lies between it and the street.
    pub(crate) is_landlocked: bool,
    /// True if the stand is the whole block.
    pub(crate) is_whole: bool,
}

impl Plot {
    /// A parcel nobody builds on; the ring may need rounding.
    pub(crate) fn open(ring: Vec<Place>, land_use: &'static str, way: usize) -> Self {
        let ring: Vec<Place> = ring.into_iter().map(to_millimetres).collect();
        let sum = ring.iter().fold(Place::default(), |sum, &corner| sum + corner);
        #[expect(clippy::cast_precision_loss, reason = "a few dozen corners")]
        let inner = sum / ring.len() as f64;
        Self { ring, inner, land_use, way, stand: None }
    }
}

/// Appends the parcels of one block, which comes with its number.
pub(crate) fn block_plots(character: Character, block: (usize, &Block), dice: &mut Dice, plots: &mut Vec<Plot>) {
    let whole = match character {
        Character::Core | Character::Town => 4,
        Character::Beach => 30,
        Character::Villa => 9,
        Character::Village => 3,
        Character::Field => 14,
        Character::Industry => 45,
        Character::Campus | Character::Park => 100,
    };
    if dice.chance(whole) {
        plots.push(whole_block(character, block, dice));
    } else {
        rows::plots(character, block, dice, plots);
    }
}

/// A park, a school, a market: the whole block with its four corners cut.
fn whole_block(character: Character, (number, block): (usize, &Block), dice: &mut Dice) -> Plot {
    let uses: &[&'static str] = match character {
        Character::Campus => &["DGD", "DGD", "TSC", "DYT", "DVH", "CQP", "TMD", "DKH"],
        Character::Park => &["DKV", "DKV", "DTT", "MNC"],
        Character::Industry => &["SKK", "SKC"],
        Character::Beach => &["TMD", "TMD", "TMD", "DKV"],
        Character::Village => &["DGD", "NTD", "TON", "DSH"],
        Character::Field => &["NTS", "NTS", "CLN", "MNC", "LUC"],
        Character::Core | Character::Town | Character::Villa => {
            &["DKV", "DGD", "DGD", "DCH", "DYT", "DVH", "TON", "TSC"]
        }
    };
    let (s, t) = (block.length, block.depth);
    let corners = [
        [SPLAY, 0.0],
        [s - SPLAY, 0.0],
        [s, SPLAY],
        [s, t - SPLAY],
        [s - SPLAY, t],
        [SPLAY, t],
        [0.0, t - SPLAY],
        [0.0, SPLAY],
    ];
    let ring = corners.map(|[s, t]| block.point(s, t)).to_vec();
    let land_use = dice.pick(uses);
    let mut plot = Plot::open(ring, land_use, block.land.ways[0]);
    if is_built_on(land_use) {
        let (along, across) = ([0.0, s], [0.0, t]);
        plot.stand = Some(Stand { block: number, along, across, is_landlocked: false, is_whole: true });
    }
    plot
}

/// False for water, fields, cemeteries and unused land.
pub(crate) fn is_built_on(land_use: &str) -> bool {
    !matches!(land_use, "NTS" | "CLN" | "MNC" | "LUC" | "HNK" | "NTD" | "BCS" | "SON" | "MVB" | "CQP")
}
