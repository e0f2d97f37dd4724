//! Networks of water pipes through all floors, on both stores: brought in, asked, taken out; held to what independent programs say of them.

mod edge_cases;
mod followed;
mod isolation;
mod joined;
mod meters;
mod nearby;
mod oracle;
mod pages;
mod round_trip;
mod shutdowns;
mod synthetic;
mod traces;
mod zones;

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use network::{Graph, Networks};
use spatial_core::models::Model;
use spatial_core::snapshot::World;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::diaban_succeeds;
use tempfile::TempDir;

/// A store of its own.
pub(crate) struct Place {
    /// As the command line names it.
    pub(crate) store: OsString,
    address: StoreAddress,
    /// Where its files lie, and those that are made of it.
    pub(crate) folder: TempDir,
}

impl Place {
    /// In a GeoPackage.
    pub(crate) fn in_a_file() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("city.gpkg");
        Ok(Self { store: path.clone().into_os_string(), address: StoreAddress::Gpkg(path), folder })
    }

    /// In a database.
    pub(crate) fn in_a_database() -> Result<Self> {
        let url = Cluster::shared().database().url();
        let address = StoreAddress::Postgis(PostgisAddress::parse(&url)?);
        Ok(Self { store: url.into(), address, folder: tempfile::tempdir()? })
    }

    /// Brings a network in by the command line, whose coordinates lie nowhere on earth.
    pub(crate) fn import(&self, name: &str, file: &Path, valves: Option<&Path>) -> String {
        let words = ["import", "--kind", "network", "--crs", "local", "--layer", name, "--into"];
        let mut words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
        words.extend([self.store.as_os_str(), file.as_os_str()]);
        if let Some(valves) = valves {
            words.extend([OsStr::new("--valves"), valves.as_os_str()]);
        }
        diaban_succeeds(words)
    }

    /// Takes a network out by the command line.
    pub(crate) fn export(&self, name: &str, out: &Path, more: &[&str]) -> String {
        let mut words: Vec<&OsStr> = vec![OsStr::new("export"), &self.store];
        words.extend(["--network", name, "--out"].map(OsStr::new));
        words.push(out.as_os_str());
        words.extend(more.iter().map(OsStr::new));
        diaban_succeeds(words)
    }

    /// The graph of a network, as the server keeps it.
    pub(crate) async fn graph(&self, name: &str) -> Result<Arc<Graph>> {
        let store = Store::open(&self.address, false).await?;
        let networks = Networks::build(&World::read(&store).await?, &());
        networks.graph(name).cloned().context("the network is there")
    }

    /// The store, open.
    pub(crate) async fn open(&self) -> Result<Store> {
        Ok(Store::open(&self.address, true).await?)
    }
}

/// A test on both stores.
macro_rules! in_both_stores {
    ($($(#[$note:meta])* $case:ident)*) => {
        mod in_a_file {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            $(#[$note])*
            async fn $case() -> anyhow::Result<()> {
                super::$case($crate::water::Place::in_a_file()?).await
            })*
        }
        mod in_a_database {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            $(#[$note])*
            async fn $case() -> anyhow::Result<()> {
                super::$case($crate::water::Place::in_a_database()?).await
            })*
        }
    };
}
pub(crate) use in_both_stores;
