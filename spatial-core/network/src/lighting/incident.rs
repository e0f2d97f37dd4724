//! What is answered: incidents, and for each what may have failed.

use spatial_core::layer::FeatureId;

use super::report::Reported;
use super::rows::LightPart;

/// Suspects told of one incident: a crew looks at two or three.
pub const MOST_SUSPECTS: usize = 5;

/// What reports point to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suspicion {
    /// One for each thing that seems to have failed, what is surest first.
    pub incidents: Vec<Incident>,
    /// What was reported and is not there. Ascending.
    pub unknown: Vec<Reported>,
}

/// One thing that seems to have failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// What it may be, the likeliest first; never empty.
    pub suspects: Vec<Suspect>,
    /// Poles it explains, of those that were seen dark. Ascending.
    pub dark: Vec<FeatureId>,
}

/// What may have failed, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    /// A part; or several in a row that no report tells apart, because nobody saw the poles between them: the farthest from the cabinet first.
    pub parts: Vec<LightPart>,
    /// Why.
    pub reason: SuspectReason,
    /// Poles behind it that were seen dark.
    pub dark: usize,
    /// Poles behind it that were seen lit: against it.
    pub lit: usize,
    /// Poles behind it that nobody saw.
    pub silent: usize,
    /// The nearest pole before it that was seen lit: power comes so far.
    pub last_lit: Option<FeatureId>,
    /// How likely it is among the suspects of the incident and that nothing failed but lamps and reports, from 0 to 1.
    pub likelihood: f64,
}

/// Why something is suspected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuspectReason {
    /// All poles behind it that were seen are dark.
    AllDark,
    /// Most poles behind it that were seen are dark: whoever saw the others may be wrong.
    MostDark,
    /// One lamp is dark by itself.
    LoneLamp,
    /// All lamps of one pole are dark, and nothing behind it.
    LonePole,
}

impl SuspectReason {
    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AllDark => "all_dark",
            Self::MostDark => "most_dark",
            Self::LoneLamp => "lone_lamp",
            Self::LonePole => "lone_pole",
        }
    }
}
