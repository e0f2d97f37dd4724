//! How much of the ground became what.

use std::collections::BTreeMap;

use spatial_core::units::SquareMetres;

use super::ground::Ground;
use super::{Became, ComparedZone};

/// How much of what, in square metres of the grid of the data set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Totals {
    /// What the first plan covers.
    pub before: SquareMetres,
    /// What the second covers.
    pub after: SquareMetres,
    /// What of each lies in two of its own zones or more, counted once for each beyond the first.
    pub overlapping: [SquareMetres; 2],
    became: BTreeMap<Became, SquareMetres>,
    pairs: BTreeMap<PairKey, SquareMetres>,
}

type PairKey = (Became, Option<String>, Option<String>);

/// How much of one function became another.
#[derive(Debug, Clone, PartialEq)]
pub struct PairTotal<'a> {
    /// What became of it.
    pub became: Became,
    /// The function in the first plan; none where it has no zone.
    pub from: Option<&'a str>,
    /// The function in the second.
    pub to: Option<&'a str>,
    /// How much.
    pub area: SquareMetres,
}

impl Totals {
    pub(super) fn of(before: &Ground<'_>, after: &Ground<'_>) -> Self {
        let overlapping = [before.overlapping, after.overlapping];
        Self { before: before.area, after: after.area, overlapping, ..Self::default() }
    }

    pub(super) fn add(
        &mut self,
        became: Became,
        (before, after): (Option<&ComparedZone>, Option<&ComparedZone>),
        area: SquareMetres,
    ) {
        if area.0 <= 0.0 {
            return;
        }
        let function = |zone: Option<&ComparedZone>| zone.map(|zone| zone.function.trim().to_owned());
        self.became.entry(became).or_default().0 += area.0;
        self.pairs.entry((became, function(before), function(after))).or_default().0 += area.0;
    }

    /// How much of the ground became this.
    pub fn became(&self, became: Became) -> SquareMetres {
        self.became.get(&became).copied().unwrap_or_default()
    }

    /// How much of which function became which: what became of it, then the largest first.
    pub fn pairs(&self) -> Vec<PairTotal<'_>> {
        let mut pairs: Vec<PairTotal<'_>> = self
            .pairs
            .iter()
            .map(|((became, from, to), area)| PairTotal {
                became: *became,
                from: from.as_deref(),
                to: to.as_deref(),
                area: *area,
            })
            .collect();
        pairs.sort_by(|a, b| a.became.cmp(&b.became).then(b.area.0.total_cmp(&a.area.0)));
        pairs
    }
}
