//! What can be wrong with a shape.

use crate::message::{Message, Say};

/// What is wrong with a shape, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    /// The kind of trouble.
    pub kind: DefectKind,
    /// A place to look at, in the shape's own coordinates.
    pub place: Option<[f64; 2]>,
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefectKind {
    /// No coordinate at all.
    Empty,
    /// NaN or infinite coordinate.
    NotFinite,
    /// A ring with fewer than three different points, or a line with fewer than two.
    TooFewPoints,
    /// A ring that crosses or touches itself.
    SelfIntersection,
    /// A ring without area.
    ZeroArea,
    /// A hole outside its shell, or across it.
    HoleOutside,
    /// Two parts of a multipolygon overlap, or holes overlap each other.
    PartsOverlap,
    /// Holes that touch each other or the shell cut the interior into pieces.
    InteriorCut,
    /// A ring whose last point is not its first.
    NotClosed,
    /// So many rings over or beside each other that nobody can tell how they lie.
    TooTangled,
}

impl DefectKind {
    /// The message code of this trouble.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "geometry-empty",
            Self::NotFinite => "geometry-not-finite",
            Self::TooFewPoints => "geometry-too-few-points",
            Self::SelfIntersection => "geometry-self-intersection",
            Self::ZeroArea => "geometry-zero-area",
            Self::HoleOutside => "geometry-hole-outside",
            Self::PartsOverlap => "geometry-parts-overlap",
            Self::InteriorCut => "geometry-interior-cut",
            Self::NotClosed => "geometry-not-closed",
            Self::TooTangled => "geometry-too-tangled",
        }
    }
}

impl Defect {
    pub(crate) fn at(kind: DefectKind, place: [f64; 2]) -> Self {
        Self { kind, place: Some(place) }
    }
}

impl Say for Defect {
    fn message(&self) -> Message {
        Message::new(self.kind.code())
    }
}
