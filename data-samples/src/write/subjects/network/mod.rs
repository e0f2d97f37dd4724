//! The whole water net of the city as a network that can be traced: works and tank, mains, feeds, rings and streets with their valves and
//! hydrants, and a connection for each meter. All of it becomes visible in one commit.

mod load;
#[cfg(test)]
mod tests;
mod zones;

use network::{SUBNETWORKS, TABLES, TITLES};
use spatial_core::layer::Revision;
use spatial_core::store::Store;

use crate::city::City;
use crate::error::SampleError;
use crate::networks::water_portions;
use crate::write::subjects::desk::Desk;
use load::Load;
use zones::zones;

/// Writes the network, and declares those tables that it leaves empty.
pub(super) async fn write(store: &Store, city: &City) -> Result<Revision, SampleError> {
    let desk = Desk::of(city, TABLES, TITLES);
    let mut load = Load::begin(store, &desk.layers).await?;
    for portion in water_portions(city) {
        load.portion(&portion).await?;
    }
    if let Some(table) = desk.layers.iter().find(|layer| layer.name.as_str() == SUBNETWORKS.layer) {
        load.zones(zones(city, table)).await?;
    }
    load.publish().await?;
    desk.declare(store).await
}
