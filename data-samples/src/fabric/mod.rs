//! The fabric of the city: districts of a character, streets that cut them into blocks, lots in the blocks, beach and sea before them.

mod character;
mod cut;
mod district;
mod lots;
mod rows;
mod shore;
mod ways;

pub(crate) use character::{Character, character};
pub(crate) use district::{Block, District, RADIAL};
pub(crate) use lots::{Plot, Stand};
pub(crate) use shore::waters;
pub(crate) use ways::Rank;
