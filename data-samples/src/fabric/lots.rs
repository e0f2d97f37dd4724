//! From a block to its parcels: two rows of lots back to back, larger lots, and blocks that are one parcel.

use crate::dice::Dice;
use crate::fabric::block::CityBlock;
use crate::fabric::character::Character;
use crate::fabric::plot::{Plot, Stand, is_built_on};
use crate::fabric::rows::{self, SPLAY};

/// Appends the parcels of one block, which comes with its number.
pub(crate) fn block_plots(character: Character, block: (usize, &CityBlock), dice: &mut Dice, plots: &mut Vec<Plot>) {
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
fn whole_block(character: Character, (number, block): (usize, &CityBlock), dice: &mut Dice) -> Plot {
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
