//! A grid of pipes of any size, made by integer arithmetic alone, so that programs in other languages make the same one
//! (`../shared/oracle/synthetic`): candidates go right and down from every node, 85 % are kept, 30 % of their ends have a valve.

/// One pipe of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntheticPipe {
    /// Counts from 0 over pipes that are kept.
    pub id: u64,
    /// The nodes at its ends, row by row from 0.
    pub nodes: [u64; 2],
    /// Metres.
    pub length: u64,
    /// Whether a valve stands at each end.
    pub valves: [bool; 2],
}

/// Nodes of a grid with so many on a side.
pub fn nodes(side: u64) -> u64 {
    side * side
}

/// The nodes that are sources.
pub fn sources(side: u64) -> impl Iterator<Item = u64> {
    let nodes = nodes(side);
    (0..10).map(move |number| number * (nodes / 10) + nodes / 20)
}

/// All pipes, in order.
pub fn pipes(side: u64) -> impl Iterator<Item = SyntheticPipe> {
    let candidates = (0..nodes(side)).flat_map(move |node| {
        let (row, column) = (node / side, node % side);
        let right = (column + 1 < side).then_some(node + 1);
        let below = (row + 1 < side).then_some(node + side);
        right.into_iter().chain(below).map(move |over| [node, over])
    });
    let kept = (0..).zip(candidates).filter_map(|(number, nodes)| {
        let chance = mixed(number);
        let valve = |bits: u32| (chance >> bits) % 100 < 30;
        (chance % 1000 >= 150).then(|| (nodes, 20 + (chance >> 20) % 180, [valve(40), valve(50)]))
    });
    (0..).zip(kept).map(|(id, (nodes, length, valves))| SyntheticPipe { id, nodes, length, valves })
}

/// The height of a node in millimetres: the ground falls to the right and downwards, and is rough.
pub fn elevation(side: u64, node: u64) -> u64 {
    10_000_000 - ((node / side) * 700 + (node % side) * 500) + mixed(10_000_000 + node) % 900
}

/// The finaliser of splitmix64.
pub fn mixed(number: u64) -> u64 {
    let mut bits = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
