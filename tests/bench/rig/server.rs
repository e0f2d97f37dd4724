//! Real servers under measurement: one on a GeoPackage, or several on one database.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use data_samples::SampleLayer;
use rusqlite::Connection;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::{Cluster, Session};

use crate::rig::{data, process};

/// Longest wait for a server to be ready.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tests do without the disk; what is measured is to be on it.
pub(crate) const DURABLE: &str = "fsync=on";

/// What we advise an operator to set for a million parcels; the cluster has a socket of its own.
fn advised() -> Vec<String> {
    let settings = include_str!("../../../deploy/postgresql-1m.conf").lines().filter_map(|line| {
        let (name, value) = line.split('#').next().unwrap_or_default().split_once('=')?;
        Some((name.trim(), value.trim().trim_matches('\'')))
    });
    settings.filter(|(name, _)| *name != "listen_addresses").map(|(name, value)| format!("{name}={value}")).collect()
}

/// A server that ends with its measurement.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts it on a free port; `name` tells its logs from those of others.
    pub(crate) fn start(store: &str, name: &str) -> Result<Self> {
        let said = data::folder()?.join(format!("{name}-out.txt"));
        let log = File::create(data::folder()?.join(format!("{name}-log.txt")))?;
        // No copy of an earlier World: a database's would lie in the user's cache.
        let cache = data::folder()?.join(format!("{name}-cache"));
        let _ = std::fs::remove_dir_all(&cache);
        let process = process::diaban()?
            .env("XDG_CACHE_HOME", &cache)
            .arg("serve")
            .arg(store)
            .args(["--listen", "127.0.0.1:0", "--lang", "en"])
            .env("DIABAN_SERVER_ACCESS_LOG", "true")
            .stdout(File::create(&said)?)
            .stderr(log)
            .spawn()?;
        let mut server = Self { process, address: String::new() };
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let text = std::fs::read_to_string(&said)?;
            if let Some((_, rest)) = text.split_once("http://") {
                let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).unwrap_or(rest.len());
                server.address = format!("http://{}", &rest[..end]);
                if server.is_ready()? {
                    return Ok(server);
                }
            }
            if let Some(status) = server.process.try_wait()? {
                bail!("the server ended: {status}; see {name}-log.txt in {}", data::folder()?.display());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the server is not ready after a minute")
    }

    /// Its process, for what it costs.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits until nothing is left to be made ready: the search index comes after the World, in the background.
    pub(crate) async fn until_it_searches(&self) -> Result<()> {
        let client = system_tests::program::web().build()?;
        let deadline = Instant::now() + PATIENCE;
        while client.get(format!("{}/v1/search?q=a", self.address)).send().await?.status() != 200 {
            ensure!(Instant::now() < deadline, "the search index is not ready after a minute");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Asks `/health/ready` in plain HTTP/1.0.
    fn is_ready(&self) -> Result<bool> {
        let host = self.address.trim_start_matches("http://");
        let mut connection = TcpStream::connect(host)?;
        write!(connection, "GET /health/ready HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer.lines().next().is_some_and(|line| line.contains(" 200 ")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A copy of the sample city that may be edited; its servers, and a token to edit with.
pub(crate) struct Town {
    /// On one store; they end before it.
    pub(crate) servers: Vec<Server>,
    pub(crate) token: String,
    ground: Ground,
}

/// What a town lies in.
enum Ground {
    File(PathBuf),
    Database { cluster: Cluster, name: String },
}

/// Another program at work on a town's store.
pub(crate) enum Outsider {
    /// In the file.
    File(Connection),
    /// In the database.
    Psql(Session),
}

impl Outsider {
    /// Gives a parcel another use.
    pub(crate) fn set_use(&mut self, parcel: u64, text: &str) -> Result<()> {
        let set = |id: &str| format!("UPDATE {id} SET loai_dat = '{text}' WHERE fid = {parcel}");
        match self {
            Self::File(file) => drop(file.execute(&set("parcels"), [])?),
            Self::Psql(psql) => drop(psql.sql(&set("layers.parcels"))),
        }
        Ok(())
    }
}

impl Town {
    /// One server on a GeoPackage; `name` tells the copy from those of other rows.
    pub(crate) fn on_geopackage(name: &str) -> Result<Self> {
        let file = data::folder()?.join(format!("{name}-{}.gpkg", data::parcels()));
        for end in ["", "-wal", "-shm", ".diaban-world"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
        let private = file.with_extension("private.gpkg");
        let _ = std::fs::remove_file(private);
        std::fs::copy(data::city_store()?, &file)?;
        let token = system_tests::program::token(&file, "bench", "editor");
        let servers = vec![Server::start(path(&file)?, name)?];
        Ok(Self { servers, token, ground: Ground::File(file) })
    }

    /// Some servers on one database, in a cluster of its own.
    pub(crate) fn on_postgis(name: &str, servers: usize) -> Result<Self> {
        let city = data::city()?;
        Self::filled(name, servers, async |store| {
            Ok(data_samples::write_layers(&store, &city, &SampleLayer::LAND, |_| {}).await.map(drop)?)
        })
    }

    /// The same on a database that holds something else.
    pub(crate) fn filled(name: &str, servers: usize, fill: impl AsyncFnOnce(Store) -> Result<()>) -> Result<Self> {
        let settings = advised();
        let cluster = Cluster::start(&settings.iter().map(String::as_str).chain([DURABLE]).collect::<Vec<_>>());
        let (url, database) = {
            let database = cluster.database();
            (database.url(), database.name.clone())
        };
        let address = StoreAddress::Postgis(PostgisAddress::parse(&url)?);
        data::runtime()?.block_on(async { fill(Store::open(&address, true).await?).await })?;
        // What the load left to write is not the editors' affair.
        cluster.sql("postgres", "CHECKPOINT");
        let token = system_tests::program::token_in(&address, "bench", "editor");
        let servers =
            (0..servers).map(|number| Server::start(&url, &format!("{name}-{number}"))).collect::<Result<_>>()?;
        Ok(Self { servers, token, ground: Ground::Database { cluster, name: database } })
    }

    /// Where the store is.
    pub(crate) fn address(&self) -> Result<StoreAddress> {
        Ok(match &self.ground {
            Ground::File(file) => StoreAddress::Gpkg(file.clone()),
            Ground::Database { cluster, name } => {
                StoreAddress::Postgis(PostgisAddress::parse(&cluster.database_named(name).url())?)
            }
        })
    }

    /// The same as the command line takes it.
    pub(crate) fn place(&self) -> OsString {
        match &self.ground {
            Ground::File(file) => file.clone().into_os_string(),
            Ground::Database { cluster, name } => cluster.database_named(name).url().into(),
        }
    }

    /// Where other programs edit the same store.
    pub(crate) fn file(&self) -> Option<&Path> {
        match &self.ground {
            Ground::File(file) => Some(file),
            Ground::Database { .. } => None,
        }
    }

    /// Somebody who edits the store without asking a server.
    pub(crate) fn outsider(&self) -> Result<Outsider> {
        Ok(match &self.ground {
            Ground::File(file) => Outsider::File(system_tests::other::sqlite(file)?),
            Ground::Database { cluster, name } => Outsider::Psql(cluster.database_named(name).session()),
        })
    }

    /// The first server.
    pub(crate) fn server(&self) -> &Server {
        &self.servers[0]
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        self.servers.clear();
        let Some(file) = self.file() else { return };
        for end in ["", "-wal", "-shm", ".diaban-world"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
    }
}

fn path(file: &Path) -> Result<&str> {
    file.to_str().ok_or_else(|| anyhow::anyhow!("{} is no text", file.display()))
}
