//! The fabric of the city: districts of a character, streets that cut them into blocks and their names, lots in the blocks, beach and
//! sea before them.

mod block;
mod character;
mod cut;
mod district;
mod lots;
mod names;
mod plot;
mod rows;
mod shore;
mod ways;
mod words;

pub(crate) use block::CityBlock;
pub(crate) use character::{Character, character};
pub(crate) use district::{District, RIVER};
pub(crate) use names::{NAME_LENGTH, WayName, main_road_name};
pub(crate) use plot::{Plot, Stand};
pub(crate) use shore::{BEACH, COAST_ROAD, waters};
pub(crate) use ways::{RADIAL, Rank, is_coast, main_road_width};
pub(crate) use words::RADIALS;
