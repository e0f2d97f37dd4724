//! The door out: a network of a store as a file.
//!
//! `outgoing` (its rows), `names` (what they are called in files), `epanet` (rows → elements of an `.inp`) with `fresh` (of rows that never stood in one) and `throttle`
//! (isolation valves as throttle valves), `valves` (the file beside it), `geojson`, `package` (a GeoPackage).

mod epanet;
mod fresh;
mod geojson;
mod names;
mod outgoing;
mod package;
mod throttle;
mod valves;

use spatial_core::message::Message;
use spatial_core::store::Store;

use super::error::NetworkError;
use super::stored::{StoredNetwork, names as stored_names};
use super::tables::Tables;
use crate::formats::inp;
use outgoing::Outgoing;

/// Names of networks that are told where one is not found.
const MOST_TOLD: usize = 20;

/// A form in which a network goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkFormat {
    /// EPANET 2.2.
    Inp {
        /// Isolation valves are throttle valves (TCV) of the file, their pipes parted there; else they come as a file of their own.
        valves_as_tcv: bool,
    },
    /// One collection of nodes, edges and devices, in longitude and latitude.
    GeoJson,
    /// Tables of nodes, edges and devices with their legal coordinates.
    GeoPackage,
}

/// A network as a file.
#[derive(Debug, Clone)]
pub struct ExportedNetwork {
    /// The file.
    pub bytes: Vec<u8>,
    /// The file of isolation valves beside an `.inp`, if there are any.
    pub valves: Option<Vec<u8>>,
    /// What a person should know: what could not be written, or was filled in.
    pub notes: Vec<Message>,
    /// How many nodes, edges and devices.
    pub counts: [usize; 3],
}

/// Writes a network of a store.
///
/// # Errors
/// [`NetworkError::NotFound`] naming those there are; [`NetworkError`] if the store cannot be read or nothing written aside.
pub async fn export(store: &Store, network: &str, format: NetworkFormat) -> Result<ExportedNetwork, NetworkError> {
    let (_, layers) = store.layers().await?;
    let missing = |there: Vec<String>| NetworkError::NotFound { network: network.to_owned(), there };
    let tables = Tables::there(&layers).ok_or_else(|| missing(Vec::new()))?;
    let stored = StoredNetwork::read(store, &tables, network).await?;
    if stored.nodes.is_empty() && stored.networks.is_empty() {
        let mut there = stored_names(store, &tables).await?;
        there.truncate(MOST_TOLD);
        return Err(missing(there));
    }
    let name = network.to_owned();
    let work = move || {
        let layers = tables.all().ok_or(NetworkError::Broken)?;
        written(&Outgoing { name: &name, layers, stored: &stored, crs: tables.crs }, format)
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| NetworkError::Broken)?
}

fn written(outgoing: &Outgoing<'_>, format: NetworkFormat) -> Result<ExportedNetwork, NetworkError> {
    let stored = outgoing.stored;
    let counts = [stored.nodes.len(), stored.edges.len(), stored.devices.len()];
    let (bytes, valves, notes) = match format {
        NetworkFormat::GeoJson => (geojson::bytes(outgoing)?, None, Vec::new()),
        NetworkFormat::GeoPackage => (package::bytes(outgoing)?, None, Vec::new()),
        NetworkFormat::Inp { valves_as_tcv } => {
            let mut going = epanet::elements(outgoing)?;
            let beside = valves::isolation(outgoing, &mut going);
            let mut rows = None;
            if valves_as_tcv {
                throttle::parted(&mut going, &beside);
            } else if !beside.is_empty() {
                going.note("network-out-closed-valves", beside.iter().filter(|valve| valve.is_closed).count());
                rows = Some(valves::csv(&beside).into_bytes());
            }
            (inp::write(&going.inp).into_bytes(), rows, going.notes())
        }
    };
    Ok(ExportedNetwork { bytes, valves, notes, counts })
}
