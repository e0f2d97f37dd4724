//! Mends: what can be done about a finding, offered and, once accepted, applied before anything is joined.

use super::records::Spot;

/// The name of a mend: the same for the same trouble in the same data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MendId(pub String);

/// What is done to the records. Lines, points and their codes are those the findings name.
#[derive(Debug, Clone, PartialEq)]
pub enum Mend {
    /// Two lines that cross become joined where they do.
    Join {
        /// Their codes.
        lines: [String; 2],
        /// Where they cross.
        at: Spot,
    },
    /// A line is led on from one of its ends, straight.
    Extend {
        /// Its code.
        line: String,
        /// The end.
        from: Spot,
        /// Where it ends then.
        to: Spot,
    },
    /// A point is moved.
    Move {
        /// Its code.
        point: String,
        /// From where.
        from: Spot,
        /// Where it lies then.
        to: Spot,
    },
    /// A line is left out.
    Drop {
        /// Its code.
        line: String,
    },
    /// A stretch of a line is left out: another lies there.
    Trim {
        /// Its code.
        line: String,
        /// Where the stretch begins.
        from: Spot,
        /// Where it ends.
        to: Spot,
    },
    /// What flows comes from a place.
    Supply {
        /// Where.
        at: Spot,
    },
}

impl Mend {
    /// Its name: what is done to whom, and where to the centimetre.
    pub fn id(&self) -> MendId {
        MendId(match self {
            Self::Join { lines: [one, other], at } => format!("join:{one}:{other}:{}", rounded(*at)),
            Self::Extend { line, from, .. } => format!("extend:{line}:{}", rounded(*from)),
            Self::Move { point, from, .. } => format!("move:{point}:{}", rounded(*from)),
            Self::Drop { line } => format!("drop:{line}"),
            Self::Trim { line, from, to } => format!("trim:{line}:{}:{}", rounded(*from), rounded(*to)),
            Self::Supply { at } => format!("supply:{}", rounded(*at)),
        })
    }
}

fn rounded([x, y]: Spot) -> String {
    format!("{x:.2},{y:.2}")
}
