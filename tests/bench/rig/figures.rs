//! One figure with its bar: what stands in one line of the table.

/// A measured figure.
#[derive(Debug)]
pub(crate) struct Figure {
    /// Stable: `tiles/vn2000`.
    pub(crate) id: &'static str,
    /// What was done, on what.
    pub(crate) what: String,
    pub(crate) ours: String,
    /// The others' figure; `–` where the bar is absolute.
    pub(crate) theirs: String,
    pub(crate) result: String,
    pub(crate) bar: &'static str,
    pub(crate) is_met: bool,
}

impl Figure {
    /// A ratio that must be at least `bar`.
    pub(crate) fn ratio(
        id: &'static str,
        what: String,
        [ours, theirs]: [String; 2],
        ratio: f64,
        least: f64,
        bar: &'static str,
    ) -> Self {
        Self { id, what, ours, theirs, result: format!("{ratio:.1}×"), bar, is_met: ratio >= least }
    }

    /// Ours by what is compared with it, to the hundredth, where both are near each other.
    pub(crate) fn share(
        id: &'static str,
        what: String,
        [ours, theirs]: [String; 2],
        share: f64,
        (is_met, bar): (bool, &'static str),
    ) -> Self {
        Self { id, what, ours, theirs, result: format!("{share:.2}×"), bar, is_met }
    }

    /// A figure that must not exceed `most`.
    pub(crate) fn at_most(id: &'static str, what: String, figure: String, is_met: bool, bar: &'static str) -> Self {
        Self { id, what, ours: figure.clone(), theirs: "–".to_owned(), result: figure, bar, is_met }
    }
}
