//! How much a report says: logarithms of likelihoods, against what one would see had nothing failed.

/// How far reports and parts are trusted: shares between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// Of all reports, those that say the contrary of what is: somebody took the wrong pole, a sensor sticks.
    pub false_reports: f64,
    /// Of all lamps, those that are dark by themselves.
    pub lamp_failures: f64,
    /// Of all spans, circuits and cabinets, those that have failed.
    pub part_failures: f64,
}

impl Default for Trust {
    /// Two reports of a hundred are false, as we ask of our own test; one lamp of a hundred is dark by itself, as keepers of streets promise at
    /// best; one part of five hundred has failed, so that it takes two dark poles without a lit one behind them to be suspected first.
    fn default() -> Self {
        Self { false_reports: 0.02, lamp_failures: 0.01, part_failures: 0.002 }
    }
}

/// Shares nearer to none, or to a half, would make one report say everything or nothing.
const BOUNDS: [f64; 2] = [1e-6, 0.45];

/// What one dark pole, one lit pole and a kind of fault weigh.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    /// A pole behind a part was seen dark: speaks for its fault.
    pub(super) dark: f64,
    /// A pole behind it was seen lit: speaks against it.
    pub(super) lit: f64,
    /// That a part fails at all.
    pub(super) part: f64,
    /// That a report of one dark lamp is true and the lamp has failed.
    pub(super) lamp: f64,
    /// That it is true and a part has failed, before all else is weighed.
    pub(super) lone: f64,
}

impl Trust {
    pub(super) fn weights(&self) -> Weights {
        let share = |share: f64| if share.is_finite() { share.clamp(BOUNDS[0], BOUNDS[1]) } else { BOUNDS[0] };
        let [wrong, lamp, part] = [self.false_reports, self.lamp_failures, self.part_failures].map(share);
        let odds = |share: f64| (share / (1.0 - share)).ln();
        // A pole that has power is seen dark if its lamp failed or the report is false.
        let dark_anyway = wrong * (1.0 - lamp) + lamp * (1.0 - wrong);
        Weights {
            dark: ((1.0 - wrong) / dark_anyway).ln(),
            lit: (wrong / (1.0 - dark_anyway)).ln(),
            part: odds(part),
            lamp: odds(lamp) - odds(wrong),
            lone: odds(part) - odds(wrong),
        }
    }
}
