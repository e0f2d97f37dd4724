//! What a district is, from the old centre to the fields, and the pattern its streets and lots follow.

use crate::dice::{Dice, Purpose};
use crate::terrain::{GridCell, Lattice, whole};

/// How a district is built up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Character {
    /// Tube houses of the old town.
    Core,
    /// Ordinary town.
    Town,
    /// Houses with gardens.
    Villa,
    /// Hotels and villas along the beach.
    Beach,
    /// Houses in gardens along crooked lanes.
    Village,
    /// Fields, orchards and ponds.
    Field,
    /// Factories and warehouses.
    Industry,
    /// Schools, hospitals, offices, barracks.
    Campus,
    /// Parks and stadiums.
    Park,
}

/// What the streets of a district try to make; metres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pattern {
    /// Of a block, across its two rows of lots.
    pub(crate) depth: f64,
    /// Of a block, along its streets.
    pub(crate) length: f64,
    /// Width of the first streets, between red lines.
    pub(crate) street: f64,
    /// Width of the last: alleys in the old town.
    pub(crate) lane: f64,
    /// How crooked streets are: the share of a side by which their ends may differ.
    pub(crate) slant: f64,
}

/// Dense in the middle, looser outward, works in clusters, fields and villages in turn at the edge.
pub(crate) fn character(lattice: &Lattice, cell: GridCell) -> Character {
    use Character::{Beach, Campus, Core, Field, Industry, Park, Town, Villa, Village};
    if Lattice::is_shore(cell) {
        return Beach;
    }
    let outward = cell.centre_distance() / lattice.reach;
    let patch = |purpose| lattice.patch(purpose, whole(cell.i) + 0.5, whole(cell.j) + 0.5);
    if outward > 0.45 && patch(Purpose::Works) > 0.36 {
        return Industry;
    }
    let roll = Dice::at(lattice.seed, Purpose::Character, cell.i, cell.j).below(100);
    let is_settled = patch(Purpose::Settled) > 0.0;
    let shares: &[(Character, u32)] = match outward {
        _ if cell.centre_distance() < 3.2 => &[(Core, 90), (Park, 94), (Campus, 100)],
        ..0.3 => &[(Core, 55), (Town, 88), (Park, 92), (Campus, 100)],
        ..0.62 => &[(Core, 8), (Town, 82), (Villa, 91), (Park, 94), (Campus, 100)],
        ..0.8 => &[(Town, 42), (Villa, 53), (Village, 90), (Park, 93), (Campus, 100)],
        _ if is_settled => &[(Town, 14), (Village, 96), (Campus, 100)],
        _ => &[(Village, 12), (Field, 100)],
    };
    shares.iter().find(|(_, below)| roll < *below).map_or(Town, |(found, _)| *found)
}

impl Character {
    /// The pattern of one district.
    pub(crate) fn pattern(self, dice: &mut Dice) -> Pattern {
        let (depth, length, street, lane, slant) = match self {
            Self::Core => ((33.0, 38.0), (80.0, 115.0), (9.0, 13.0), (3.0, 5.0), 0.0),
            Self::Town => ((38.0, 46.0), (80.0, 130.0), (8.0, 12.5), (4.0, 7.0), 0.015),
            Self::Villa => ((48.0, 56.0), (90.0, 120.0), (11.0, 15.0), (8.0, 11.0), 0.03),
            Self::Beach => ((56.0, 76.0), (95.0, 130.0), (12.0, 16.0), (8.0, 12.0), 0.02),
            Self::Village => ((56.0, 76.0), (70.0, 110.0), (5.0, 7.0), (3.0, 4.5), 0.16),
            Self::Field => ((92.0, 120.0), (170.0, 230.0), (4.0, 6.0), (3.0, 4.0), 0.07),
            Self::Industry => ((110.0, 150.0), (130.0, 200.0), (16.0, 20.0), (12.0, 15.0), 0.0),
            Self::Campus | Self::Park => ((100.0, 140.0), (110.0, 200.0), (12.0, 16.0), (12.0, 15.0), 0.02),
        };
        let mut of = |(low, high): (f64, f64)| dice.between(low, high);
        Pattern { depth: of(depth), length: of(length), street: halves(of(street)), lane: halves(of(lane)), slant }
    }

    /// How far buildings stay behind the red line of a street of this width, in metres (khoảng lùi).
    pub(crate) fn setback(self, street: f64) -> f64 {
        match self {
            Self::Core | Self::Village | Self::Field => 0.0,
            Self::Town => {
                if street >= 22.0 {
                    1.5
                } else {
                    0.0
                }
            }
            Self::Villa => 3.0,
            Self::Beach | Self::Campus | Self::Park | Self::Industry => 6.0,
        }
    }
}

/// To half metres, as decisions on streets have it.
pub(crate) fn halves(metres: f64) -> f64 {
    (metres * 2.0).round() / 2.0
}
