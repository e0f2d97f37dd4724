//! How near is joined, what is mended unasked, and how customers find their pipe.

use spatial_core::message::{Message, Say};

use super::finding::JoinKind;

/// What may be joined without asking, in metres: two draughtsmen who are off by a quarter of a millimetre each, at 1:1,000.
const TOLERANCE: f64 = 0.5;
/// A larger tolerance would join the pipes of both sides of a lane.
const MOST_TOLERANCE: f64 = 10.0;
/// Ends that miss something by so much are told, in metres: five tolerances.
const NEAR: f64 = 2.5;
/// Of ends that miss by more nobody can tell what they missed.
const MOST_NEAR: f64 = 50.0;
/// How far from a device its pipe is looked for, in metres, to offer it: the width of a street.
const FAR: f64 = 25.0;
/// The longest service pipe that is taken for one, in metres.
const SERVICE: f64 = 50.0;
/// Farther than this nothing belongs together, in metres; each search costs what lies within.
const MOST_FAR: f64 = 1000.0;
/// Vertices, points and meters: positions are 32 bits, and each is held a few times.
const MOST_PLACES: usize = 1 << 27;

/// How plain layers are joined.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinSettings {
    /// What lies so near is one, in metres; zero joins only what is equal to the micrometre.
    pub tolerance: f64,
    /// Dangling ends that miss something by more than the tolerance and at most this are told, in metres.
    pub near: f64,
    /// How far from a device a pipe is looked for that it may belong to, in metres.
    pub far: f64,
    /// Findings whose mends are applied unasked; those mended are told as such.
    pub mended: Vec<JoinKind>,
    /// How customers find their pipe.
    pub allocation: AllocationRules,
}

impl Default for JoinSettings {
    fn default() -> Self {
        Self { tolerance: TOLERANCE, near: NEAR, far: FAR, mended: Vec::new(), allocation: AllocationRules::default() }
    }
}

/// Which pipe a customer may hang on: of those allowed the nearest, of equally near ones (to the millimetre) the first by code.
#[derive(Debug, Clone, PartialEq)]
pub struct AllocationRules {
    /// Greatest distance in metres.
    pub farthest: f64,
    /// Kinds of edges; empty allows all.
    pub kinds: Vec<String>,
    /// Largest diameter in millimetres: nobody taps a transmission main. Pipes of unknown diameter are allowed.
    pub largest: Option<f64>,
    /// What the straight way to the pipe must not cross.
    pub side: Side,
}

impl Default for AllocationRules {
    fn default() -> Self {
        Self { farthest: SERVICE, kinds: Vec::new(), largest: None, side: Side::default() }
    }
}

/// What the straight way from a meter to its pipe must not cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// Anything may be crossed.
    Any,
    /// The middle of a street, where the input has streets.
    #[default]
    Streets,
    /// Another pipe, whether customers may hang on it or not.
    Pipes,
}

/// Why nothing was joined.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum JoinError {
    /// A distance that is negative, too large or no number.
    #[error("{name} is {value} m; from 0 to {most} m are possible")]
    Distance {
        /// The setting.
        name: &'static str,
        /// What it says, in metres.
        value: f64,
        /// The most it may say.
        most: f64,
    },
    /// More than can be held.
    #[error("{places} vertices and points are more than the {MOST_PLACES} that can be joined")]
    TooLarge {
        /// Vertices, points and meters.
        places: usize,
    },
}

impl Say for JoinError {
    fn message(&self) -> Message {
        match self {
            Self::Distance { name, value, most } => {
                Message::new("network-join-distance").with("setting", name).with("value", value).with("most", most)
            }
            Self::TooLarge { places } => {
                Message::new("network-join-too-large").with("count", places).with("most", MOST_PLACES)
            }
        }
    }
}

impl JoinSettings {
    /// Refuses distances nobody can mean.
    pub(super) fn checked(&self) -> Result<(), JoinError> {
        let distances = [
            ("tolerance", self.tolerance, MOST_TOLERANCE),
            ("near", self.near, MOST_NEAR),
            ("far", self.far, MOST_FAR),
            ("farthest", self.allocation.farthest, MOST_FAR),
        ];
        let wrong = distances.into_iter().find(|&(_, value, most)| !(0.0..=most).contains(&value));
        wrong.map_or(Ok(()), |(name, value, most)| Err(JoinError::Distance { name, value, most }))
    }
}

/// Refuses more than can be held.
pub(super) fn fits(places: usize) -> Result<(), JoinError> {
    if places > MOST_PLACES { Err(JoinError::TooLarge { places }) } else { Ok(()) }
}
