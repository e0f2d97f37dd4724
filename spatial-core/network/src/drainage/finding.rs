//! What is doubtful about a sewer: told beside an answer, and never a reason to give none.

use spatial_core::layer::FeatureId;

/// Something doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SewerFinding {
    /// Of an edge.
    Edge {
        /// The edge.
        edge: FeatureId,
        /// What is doubtful about it.
        doubt: SewerDoubt,
    },
    /// Water comes to this node, and no way leads on; it is no outlet either.
    NoWayOut {
        /// The node.
        node: FeatureId,
    },
    /// The network names no outlet: where nothing leads on, one is presumed.
    NoOutlet,
}

/// What may be doubtful about an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SewerDoubt {
    /// Both ends are equally high (to half a millimetre): it runs as it is drawn.
    Flat,
    /// It falls against the way it is drawn (dốc ngược): it runs as it falls.
    Adverse,
    /// It falls against the way it is drawn, and water that came to its end would have no other way on: it is passed both ways.
    Passed,
    /// An end has no level, and none can be put there from its neighbours: it runs as it is drawn.
    NoLevel,
    /// A level was not measured but put between two that were.
    Interpolated,
    /// What runs through it comes back to it.
    Loop,
    /// A rising main that no pump is found for, or one between two: it runs as it is drawn.
    NoPump,
}

impl SewerDoubt {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Flat, Self::Adverse, Self::Passed, Self::NoLevel, Self::Interpolated, Self::Loop, Self::NoPump];

    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Adverse => "adverse",
            Self::Passed => "passed",
            Self::NoLevel => "no_level",
            Self::Interpolated => "interpolated",
            Self::Loop => "loop",
            Self::NoPump => "no_pump",
        }
    }
}

/// What is doubtful about one edge, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Doubts(u8);

impl Doubts {
    pub(super) fn add(&mut self, doubt: SewerDoubt) {
        self.0 |= 1 << doubt as u8;
    }

    pub(super) fn has(self, doubt: SewerDoubt) -> bool {
        self.0 & (1 << doubt as u8) != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn iter(self) -> impl Iterator<Item = SewerDoubt> {
        SewerDoubt::ALL.into_iter().filter(move |doubt| self.has(*doubt))
    }
}
