//! What gets through at each contact, as devices stand and as edges let it.

use super::fittings::Fittings;
use super::net::Net;
use super::rows::{DeviceState, Passing};

/// What a trace heeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// The pipes alone: each lets water through both ways.
    Topo,
    /// Also that pipes are shut, and that check valves and pumps let water through one way.
    #[default]
    Aware,
}

impl Mode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Topo, Self::Aware];

    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Topo => "topo",
            Self::Aware => "aware",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }
}

/// A byte for each contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contacts {
    flags: Vec<u8>,
}

/// A device holds what flows back here, as it stands or once it is turned.
const BARRIER: u8 = 1;
/// Nothing gets through, whatever the mode.
const BLOCKED: u8 = 2;
/// From the node into the piece, in the mode that heeds it.
const ENTERS: u8 = 4;
/// From the piece to the node.
const LEAVES: u8 = 8;

impl Contacts {
    pub(super) fn new(net: &Net, fittings: &Fittings, states: &[DeviceState]) -> Self {
        let ways = net.pieces.iter().flat_map(|piece| ways(net.passing[piece.edge as usize]));
        let mut contacts = Self { flags: ways.collect() };
        for &(contact, device) in &fittings.on_contacts {
            contacts.flags[contact as usize] |= held(states[device as usize]);
        }
        contacts
    }

    /// Looks at the devices of a contact anew.
    pub(super) fn refresh(&mut self, contact: u32, fittings: &Fittings, states: &[DeviceState]) {
        let devices = fittings.on(contact).fold(0, |flags, device| flags | held(states[device as usize]));
        let flags = &mut self.flags[contact as usize];
        *flags = (*flags & !(BARRIER | BLOCKED)) | devices;
    }

    #[inline]
    pub(crate) fn is_barrier(&self, contact: u32) -> bool {
        self.flags[contact as usize] & BARRIER != 0
    }

    #[inline]
    pub(crate) fn is_blocked(&self, contact: u32) -> bool {
        self.flags[contact as usize] & BLOCKED != 0
    }

    /// True if water gets from the node into the piece.
    #[inline]
    pub(crate) fn enters(&self, contact: u32, mode: Mode) -> bool {
        let flags = self.flags[contact as usize];
        flags & BLOCKED == 0 && (mode == Mode::Topo || flags & ENTERS != 0)
    }

    /// True if water gets from the piece to the node.
    #[inline]
    pub(crate) fn leaves(&self, contact: u32, mode: Mode) -> bool {
        let flags = self.flags[contact as usize];
        flags & BLOCKED == 0 && (mode == Mode::Topo || flags & LEAVES != 0)
    }

    /// True if anything would get through, one way or the other, with no device in the way.
    pub(crate) fn lets_any(&self, contact: u32, mode: Mode) -> bool {
        mode == Mode::Topo || self.flags[contact as usize] & (ENTERS | LEAVES) != 0
    }

    /// What a contact must be to be passed from node to piece, or from piece to node.
    pub(crate) fn gate(way: Way, mode: Mode) -> Gate {
        let asked = match (way, mode) {
            (Way::Either, _) | (_, Mode::Topo) => 0,
            (Way::IntoPiece, Mode::Aware) => ENTERS,
            (Way::ToNode, Mode::Aware) => LEAVES,
        };
        Gate { mask: BLOCKED | asked, wanted: asked }
    }

    #[inline]
    pub(crate) fn lets(&self, contact: u32, gate: Gate) -> bool {
        self.flags[contact as usize] & gate.mask == gate.wanted
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.flags.capacity()
    }
}

/// Which way a contact is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Wherever nothing is shut.
    Either,
    IntoPiece,
    ToNode,
}

/// Bits a contact must have and must not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gate {
    mask: u8,
    wanted: u8,
}

/// Flags of the first and the last contact of a piece.
fn ways(passing: Passing) -> [u8; 2] {
    match passing {
        Passing::Both => [ENTERS | LEAVES; 2],
        Passing::Forward => [ENTERS, LEAVES],
        Passing::Backward => [LEAVES, ENTERS],
        Passing::Closed => [0; 2],
    }
}

fn held(state: DeviceState) -> u8 {
    (if state.is_barrier() { BARRIER } else { 0 }) | (if state.blocks() { BLOCKED } else { 0 })
}
