//! Where a plan stands.

/// Where a plan stands: the word in [`STATE_FIELD`](crate::STATE_FIELD) of its row and of all that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanState {
    /// Being drawn up (nháp).
    Draft,
    /// Laid out for everybody's opinion (lấy ý kiến).
    Consultation,
    /// Being appraised (thẩm định).
    Appraisal,
    /// Approved by a decision, and not made public yet (đã phê duyệt).
    Approved,
    /// Made public (đã công bố).
    Published,
    /// Adjusted in a part of it and in force everywhere else (đã điều chỉnh cục bộ).
    Adjusted,
    /// Another plan took its place (đã thay thế).
    Replaced,
    /// Its time is over (hết hiệu lực).
    Expired,
    /// Struck down (đã hủy).
    Annulled,
    /// Held up by a court until that is lifted (tạm đình chỉ).
    Suspended,
    /// Given up before it was decided (đã bỏ).
    Discarded,
}

impl PlanState {
    /// All of them, in the order of a plan's life.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::Consultation,
        Self::Appraisal,
        Self::Approved,
        Self::Published,
        Self::Adjusted,
        Self::Replaced,
        Self::Expired,
        Self::Annulled,
        Self::Suspended,
        Self::Discarded,
    ];

    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Consultation => "consultation",
            Self::Appraisal => "appraisal",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Adjusted => "adjusted",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
            Self::Annulled => "annulled",
            Self::Suspended => "suspended",
            Self::Discarded => "discarded",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True if it binds: made public, and neither over nor held up. Its days say from when until when.
    pub fn is_in_force(self) -> bool {
        matches!(self, Self::Published | Self::Adjusted)
    }

    /// True if it has ended, one way or another: nothing leads on from there.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Replaced | Self::Expired | Self::Annulled | Self::Discarded)
    }
}
