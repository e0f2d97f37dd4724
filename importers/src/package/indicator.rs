//! What an indicator's text means is the planning subject's to say: it is handed in.

/// What an indicator of a zone limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanIndicator {
    /// `matDoXayDung`.
    Density,
    /// `tangCaoXayDung`.
    Storeys,
    /// `heSoSuDungDat`.
    FloorAreaRatio,
}

/// Whether the text of an indicator can be read.
pub type Readable = fn(PlanIndicator, &str) -> bool;
