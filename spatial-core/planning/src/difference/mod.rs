//! What is different between two plans, or two versions of one: what of the ground is added, removed, meant for something else, limited
//! otherwise, or the same; in square metres, by function, and as shapes.
//!
//! In reading order: `of_world` (the zones of a plan that a reader sees), `ground` (as shapes that do not lie on one another), this file (two plans
//! laid over each other), `same` (when two zones say the same), `totals` (how much of what). Compared is what zones say, not their signs: a zone that has only another sign is the same. A plan is the ground of its
//! zones here; a boundary without zones says nothing that could differ.

mod ground;
mod of_world;
mod same;
#[cfg(test)]
mod tests;
mod totals;

pub use of_world::{NotCompared, compared_zones};
pub use totals::{PairTotal, Totals};

use spatial_core::geometry::{Geometry, area, rest, shared};
use spatial_core::layer::FeatureId;
use spatial_core::units::SquareMetres;

use crate::draft::IndicatorTexts;
use crate::extract::solid;
use ground::{Ground, Part};

/// Zones of one plan, at most: more are a province's, and are compared plan by plan.
pub const MOST_ZONES: usize = 20_000;

/// Vertices of the zones of one plan, at most: a plan of 20,000 zones has some 500,000.
pub const MOST_VERTICES: usize = 2_000_000;

/// Shapes that come of it, at most: what a map can show, and some hundred megabytes of memory.
pub const MOST_PIECES: usize = 100_000;

/// A smaller shape is the rounding of two surveys of one line. It is in the sums all the same.
const LEAST_PIECE: SquareMetres = SquareMetres(0.01);

/// A zone as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedZone {
    /// Its id.
    pub zone: FeatureId,
    /// What it is for.
    pub function: String,
    /// Its indicators as the plan writes them.
    pub indicators: IndicatorTexts,
    /// Legal geometry, valid, in the grid that both plans share.
    pub shape: Geometry,
}

/// What became of a piece of ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Became {
    /// Only the second plan has a zone there.
    Added,
    /// Only the first has.
    Removed,
    /// It is for something else.
    Function,
    /// It is for the same, with other indicators.
    Indicators,
    /// It is the same.
    Unchanged,
}

/// A piece of ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What became of it.
    pub became: Became,
    /// Its zone in the first plan.
    pub before: Option<FeatureId>,
    /// Its zone in the second.
    pub after: Option<FeatureId>,
    /// In the grid of the data set.
    pub area: SquareMetres,
    /// A multipolygon in that grid.
    pub shape: Geometry,
}

/// What is different between two plans.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// How much of what.
    pub totals: Totals,
    /// The shapes of at least 0.01 m²: what became of the ground, then the largest first.
    pub pieces: Vec<Piece>,
}

/// That two plans are too large to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// One has too many zones.
    #[error("more than {MOST_ZONES} zones")]
    Zones,
    /// The zones of one have too many vertices.
    #[error("more than {MOST_VERTICES} vertices")]
    Vertices,
    /// Too many shapes come of it.
    #[error("more than {MOST_PIECES} shapes")]
    Pieces,
}

impl Became {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Added, Self::Removed, Self::Function, Self::Indicators, Self::Unchanged];

    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Function => "function",
            Self::Indicators => "indicators",
            Self::Unchanged => "unchanged",
        }
    }

    /// Of ground that two zones share.
    fn of(before: &ComparedZone, after: &ComparedZone) -> Self {
        if !same::functions(&before.function, &after.function) {
            Self::Function
        } else if same::indicators(&before.indicators, &after.indicators) {
            Self::Unchanged
        } else {
            Self::Indicators
        }
    }
}

/// What is different from one plan to another. Where zones of one plan lie on one another, the one with the lower id counts, so that areas add
/// up: what the first plan covers is removed, changed and unchanged together, what the second covers is added, changed and unchanged.
///
/// # Errors
/// [`TooLarge`].
pub fn difference(before: &[ComparedZone], after: &[ComparedZone]) -> Result<Difference, TooLarge> {
    if before.len().max(after.len()) > MOST_ZONES {
        return Err(TooLarge::Zones);
    }
    let (old, new) = (Ground::of(before), Ground::of(after));
    let mut found = Found { totals: Totals::of(&old, &new), pieces: Vec::new() };
    // What of each zone of the second plan no zone of the first took yet.
    let mut left: Vec<Option<Geometry>> = new.parts.iter().map(|part| Some(part.shape.clone())).collect();
    let mut near = Vec::new();
    for part in &old.parts {
        new.near(&part.shape, &mut near);
        found.over(part, (&new, &mut left), &near)?;
    }
    for (part, left) in new.parts.iter().zip(left) {
        if let Some(shape) = left {
            found.add(Became::Added, (None, Some(part.zone)), shape)?;
        }
    }
    let Found { totals, mut pieces } = found;
    let order = |a: &Piece, b: &Piece| {
        let by_area = b.area.0.total_cmp(&a.area.0);
        a.became.cmp(&b.became).then(by_area).then((a.before, a.after).cmp(&(b.before, b.after)))
    };
    pieces.sort_by(order);
    Ok(Difference { totals, pieces })
}

/// What was found so far.
struct Found {
    totals: Totals,
    pieces: Vec<Piece>,
}

impl Found {
    /// A zone of the first plan over those of the second that may lie on it.
    fn over(
        &mut self,
        old: &Part<'_>,
        (new, left): (&Ground<'_>, &mut [Option<Geometry>]),
        near: &[usize],
    ) -> Result<(), TooLarge> {
        // Most of two versions is drawn alike, vertex by vertex: no overlay says more.
        if let Some(&at) = near.iter().find(|&&at| new.parts[at].shape == old.shape) {
            left[at] = None;
            let zone = new.parts[at].zone;
            return self.add(Became::of(old.zone, zone), (Some(old.zone), Some(zone)), old.shape.clone());
        }
        let mut removed = old.shape.clone();
        for &at in near {
            let zone = new.parts[at].zone;
            let both = shared(&old.shape, &new.parts[at].shape);
            if area(&both).0 <= 0.0 {
                continue;
            }
            removed = rest(&removed, &new.parts[at].shape);
            left[at] = left[at].take().map(|left| rest(&left, &old.shape));
            self.add(Became::of(old.zone, zone), (Some(old.zone), Some(zone)), both)?;
        }
        self.add(Became::Removed, (Some(old.zone), None), removed)
    }

    fn add(
        &mut self,
        became: Became,
        (before, after): (Option<&ComparedZone>, Option<&ComparedZone>),
        shape: Geometry,
    ) -> Result<(), TooLarge> {
        let whole = area(&shape);
        self.totals.add(became, (before, after), whole);
        if whole < LEAST_PIECE {
            return Ok(());
        }
        if self.pieces.len() >= MOST_PIECES {
            return Err(TooLarge::Pieces);
        }
        let [before, after] = [before, after].map(|zone| zone.map(|zone| zone.zone));
        self.pieces.push(Piece { became, before, after, area: whole, shape: solid(shape) });
        Ok(())
    }
}
