//! The ground the city lies in, as a base map: sea, rivers, land use, roads that lead on, places and borders, a few times the city's size.
//! Where the city stands its own layers say what is there: the base map says only what they say, or nothing.

mod areas;
mod extent;
mod feature;
mod land_use;
mod names;
mod places;
mod roads;
mod round;
mod shore;
mod waterways;

pub(crate) use areas::areas;
pub(crate) use extent::Extent;
pub(crate) use land_use::buildings;
pub(crate) use places::{boundaries, places};
pub(crate) use roads::roads;
pub(crate) use waterways::waterways;
