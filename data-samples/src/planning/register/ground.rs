//! What a plan is about, and what it draws there.

use std::collections::BTreeSet;

use ::planning::{LineDraft, RestrictionDraft};

use crate::city::City;
use crate::planning::lines::{detailed_lines, detailed_restrictions};
use crate::planning::register::drawn::Drawn;
use crate::planning::register::gaps::Gaps;
use crate::planning::register::lots::Half;
use crate::planning::register::projects::Listed;
use crate::planning::register::sheets::{Words, patch, stretch};
use crate::planning::register::{lots, projects, quarters, sheets};
use crate::terrain::GridCell;

/// The ground of a plan.
#[derive(Debug, Clone)]
pub(super) enum Ground {
    /// The whole city in zones of so many cells of the zone grid on each side.
    Sheet { size: i64, words: Words, salt: i64 },
    /// Quarters between planned roads.
    Quarters { quarters: BTreeSet<GridCell>, salt: i64 },
    /// Zones of a quarter, drawn anew.
    Adjusted { cells: Vec<GridCell>, salt: i64 },
    /// A district as two zones of a rural plan.
    Rural { cell: GridCell },
    /// Whole districts, lot by lot.
    Districts { cells: Vec<GridCell> },
    /// Blocks of a district.
    Blocks { cell: GridCell, half: Half, salt: i64 },
    /// Projects of a year.
    Projects { year: usize },
    /// Main roads.
    Corridors,
}

impl Ground {
    pub(super) fn drawn(&self, city: &City) -> Drawn {
        let gaps = Gaps::of(city);
        match self {
            Self::Sheet { size, words, salt } => sheets::sheet(city, &gaps, *size, *words, *salt),
            Self::Quarters { quarters, salt } => quarters::subdivision(city, &gaps, quarters, *salt),
            Self::Adjusted { cells, salt } => quarters::adjustment(city, &gaps, cells, *salt),
            Self::Rural { cell } => rural(city, &gaps, *cell),
            Self::Districts { cells } => lots::districts(city, &gaps, cells),
            Self::Blocks { cell, half, salt } => lots::blocks(city, &gaps, *cell, *half, *salt),
            Self::Projects { year } => projects::annual(city, &gaps, *year),
            Self::Corridors => projects::corridors(city, &gaps),
        }
    }

    /// What it draws along streets: plans of whole districts do, lot by lot as they are.
    pub(super) fn lines(&self, city: &City) -> (Vec<LineDraft>, Vec<RestrictionDraft>) {
        let Self::Districts { cells } = self else { return (Vec::new(), Vec::new()) };
        let lattice = city.lattice();
        let lines = cells.iter().flat_map(|&cell| detailed_lines(lattice, cell)).collect();
        (lines, cells.iter().flat_map(|&cell| detailed_restrictions(lattice, cell)).collect())
    }

    /// The list of a year.
    pub(super) fn listed(&self, city: &City) -> Vec<Listed> {
        match self {
            Self::Projects { year } => projects::listed(city, *year),
            _ => Vec::new(),
        }
    }

    pub(super) fn projects(&self, city: &City) -> Vec<(String, String)> {
        match self {
            Self::Projects { year } => projects::names(city, *year),
            _ => Vec::new(),
        }
    }
}

/// The zones over a district, two and two as one.
fn rural(city: &City, gaps: &Gaps, GridCell { i, j }: GridCell) -> Drawn {
    let lattice = city.lattice();
    let (from, to) = (GridCell { i: 2 * i, j: 2 * j }, GridCell { i: 2 * i + 1, j: 2 * j + 1 });
    let zones = [from.i, to.i].into_iter().filter_map(|column| {
        let cell = GridCell { i: column, j: from.j };
        let shape = stretch(lattice, cell, GridCell { j: to.j, ..cell });
        patch(lattice, gaps, (cell, 1), shape, (Words::Functions, 7000))
    });
    let zones = zones.collect();
    Drawn { boundary: gaps.cut(stretch(lattice, from, to)), zones }
}
