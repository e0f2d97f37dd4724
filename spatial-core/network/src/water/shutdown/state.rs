//! Where a job stands, and which steps lead on from there.

/// Why water is shut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ShutdownKind {
    /// A pipe burst (sự cố vỡ ống).
    #[default]
    Burst,
    /// Works that were planned (thi công theo kế hoạch).
    Planned,
}

impl ShutdownKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Burst, Self::Planned];

    /// The word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Burst => "burst",
            Self::Planned => "planned",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShutdownState {
    /// It is yet to begin (dự kiến).
    Planned,
    /// Water is off, or on its way to be (đang thực hiện).
    Active,
    /// Water is on again (đã kết thúc).
    Ended,
    /// It was called off (đã hủy).
    Cancelled,
}

impl ShutdownState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Active, Self::Ended, Self::Cancelled];

    /// The word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Active => "active",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True as long as water may be off for it, now or later.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Active)
    }
}

/// What can be done with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShutdownVerb {
    /// The crew begins.
    Start,
    /// A valve was closed for it.
    CloseValve,
    /// A valve was opened for it: again, or to feed somebody from elsewhere.
    OpenValve,
    /// Water is on again.
    Finish,
    /// It is called off.
    Cancel,
}

impl ShutdownVerb {
    /// All of them, in the order of a job.
    pub const ALL: [Self; 5] = [Self::Start, Self::CloseValve, Self::OpenValve, Self::Finish, Self::Cancel];

    /// The word of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::CloseValve => "close_valve",
            Self::OpenValve => "open_valve",
            Self::Finish => "finish",
            Self::Cancel => "cancel",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.as_str() == text)
    }

    /// Where it leads from a state, if it can be done there.
    pub const fn leads(self, from: ShutdownState) -> Option<ShutdownState> {
        use ShutdownState::{Active, Cancelled, Ended, Planned};
        match (from, self) {
            (Planned, Self::Start) | (Active, Self::CloseValve | Self::OpenValve) => Some(Active),
            (Active, Self::Finish) => Some(Ended),
            (Planned | Active, Self::Cancel) => Some(Cancelled),
            _ => None,
        }
    }

    /// What can be done in a state.
    pub fn from(state: ShutdownState) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |verb| verb.leads(state).is_some())
    }
}

/// What somebody does with a job.
#[derive(Debug, Clone, Copy)]
pub enum ShutdownStep<'a> {
    /// [`ShutdownVerb::Start`]
    Start,
    /// [`ShutdownVerb::CloseValve`] or [`ShutdownVerb::OpenValve`]
    Valve(super::TurnedDevice<'a>),
    /// [`ShutdownVerb::Finish`], with the codes of valves that were closed for the job, still are, and are not meant to stay so.
    Finish(&'a [String]),
    /// [`ShutdownVerb::Cancel`]
    Cancel,
}

impl ShutdownStep<'_> {
    /// What it is.
    pub const fn verb(&self) -> ShutdownVerb {
        match self {
            Self::Start => ShutdownVerb::Start,
            Self::Valve(turned) if turned.is_closed => ShutdownVerb::CloseValve,
            Self::Valve(_) => ShutdownVerb::OpenValve,
            Self::Finish(_) => ShutdownVerb::Finish,
            Self::Cancel => ShutdownVerb::Cancel,
        }
    }
}
