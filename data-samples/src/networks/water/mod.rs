//! Drinking water: a works inland, mains along the main roads, a ring in each district, service pipes to the meters of buildings.
//!
//! `pipes` and `net` say what is laid where. Of that `layers` makes the layers of the city, and `mains`, `district` with its `customers`, their `rounds`
//! and `past` readings, and `ties` the same net as a network that can be traced, portion by portion; the tank and the ties between districts are in the network only.

mod customers;
mod district;
mod layers;
mod mains;
mod net;
mod past;
mod pipes;
mod portion;
mod rounds;
mod ties;

pub(crate) use layers::{
    district_pipes, district_valves, hydrants, meters, trunk_pipes, trunk_valves, works_pipe, works_valve,
};
pub(crate) use portion::{NETWORK_NAME, Portion, feed_valve};

use crate::city::City;

/// The portions of the network of the whole city; nodes of earlier ones are named by later ones.
pub(crate) fn water_portions(city: &City) -> impl Iterator<Item = Portion> {
    let districts = city.sites().iter().map(|site| district::district(city.lattice(), site));
    std::iter::once_with(|| mains::mains(city)).chain(districts).chain(std::iter::once_with(|| ties::ties(city)))
}
