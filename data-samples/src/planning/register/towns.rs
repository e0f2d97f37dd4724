//! Detailed plans of new towns, lot by lot: most of the zones of a large city are theirs.

use std::collections::BTreeMap;

use ::planning::{Level, PlanDraft, PlanKind};

use crate::city::City;
use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, character};
use crate::planning::register::catalogue::{BUILDING, CITY, SPECIALS, head};
use crate::planning::register::ground::Ground;
use crate::planning::register::life::{Decision, entered};
use crate::planning::register::plan::SamplePlan;
use crate::terrain::GridCell;

/// A town has so many districts on each side.
const SIDE: i64 = 4;
/// Of a hundred squares of that size so many are towns.
const TOWNS: u32 = 66;
/// Number and day of a town's decision, day made public, first day in force.
const DECISIONS: [[&str; 4]; 6] = [
    ["2612/QĐ-UBND", "2024-11-04", "2024-11-12", "2024-11-15"],
    ["3044/QĐ-UBND", "2024-12-09", "2024-12-16", "2024-12-20"],
    ["415/QĐ-UBND", "2025-02-17", "2025-02-24", "2025-03-01"],
    ["1266/QĐ-UBND", "2025-05-26", "2025-06-02", "2025-06-05"],
    ["2208/QĐ-UBND", "2025-09-15", "2025-09-22", "2025-09-25"],
    ["806/QĐ-UBND", "2026-03-02", "2026-03-06", "2026-03-10"],
];

/// One a square that is chosen, from the centre outward; districts with a plan of their own and open fields are left out.
pub(super) fn towns(city: &City) -> Vec<SamplePlan> {
    let lattice = city.lattice();
    let mut squares: BTreeMap<GridCell, (usize, Vec<GridCell>)> = BTreeMap::new();
    for (at, cell) in city.cells().enumerate().skip(1 + SPECIALS) {
        let square = GridCell { i: cell.i.div_euclid(SIDE), j: cell.j.div_euclid(SIDE) };
        let is_chosen = Dice::at(lattice.seed, Purpose::Plan, square.i + 5000, square.j).chance(TOWNS);
        let is_open = matches!(character(lattice, cell), Character::Field | Character::Park);
        if is_chosen && !is_open {
            let (_, cells) = squares.entry(square).or_insert_with(|| (at, Vec::new()));
            cells.push(cell);
        }
    }
    let mut squares: Vec<_> = squares.into_values().collect();
    squares.sort_unstable_by_key(|(at, _)| *at);
    let numbered = (0..).zip(squares);
    numbered
        .map(|(number, (at, cells))| {
            let [decision, decided, public, from] = DECISIONS[number % DECISIONS.len()];
            let code = format!("79QCT12{}{:04}", &decided[2..4], 100 + number);
            let name = format!("Quy hoạch chi tiết 1/500 khu đô thị số {}", number + 1);
            let plan = head([&code, &name], PlanKind::Urban, Level::Detailed, [BUILDING, CITY]);
            SamplePlan {
                head: PlanDraft { published: Some(public.to_owned()), ..plan },
                life: entered(Decision(decision, decided, CITY), from),
                ward: city.wards().nth(at),
                ground: Ground::Districts { cells },
            }
        })
        .collect()
}
