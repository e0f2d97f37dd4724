//! Opens a database as a store.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Connection, PgConnection};

use super::beside::series::listening::Listening;
use super::books::{catalogue, meta, migrate};
use super::fault::Fault;
use super::link::address::PostgisAddress;
use super::link::sources::Sources;
use super::outside::tables::ReadOnly;
use super::outside::watch::Listener;
use super::stage;
use super::store::{OpenStore, PostgisStore};
use crate::layer::{Feature, LayerName, Value};
use crate::store::reading::places::{PLACES, Places};
use crate::store::{Looked, Migrated, StoreError};

/// Connections for questions from outside, and a few for our own upkeep and writing.
const MOST_CONNECTIONS: u32 = PLACES as u32 + 8;

/// How long we wait for a connection: whoever looks at a map does not wait longer.
const PATIENCE: Duration = Duration::from_secs(5);

impl PostgisStore {
    pub(crate) async fn open(address: &PostgisAddress, create: bool) -> Result<Self, StoreError> {
        let place = address.to_string();
        let said = |fault: Fault| fault.said("opening", &place);
        let primary = pool(address.primary());
        settle(&primary, &place, create).await.map_err(said)?;
        let standbys = address.standbys().iter().map(pool).collect();
        let shared = OpenStore {
            sources: Sources::new(primary, standbys),
            places: Places::new(),
            news: Listener::default(),
            reported: Mutex::default(),
            read_only: ReadOnly::default(),
            series: Listening::default(),
            place,
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    pub(crate) async fn look(address: &PostgisAddress) -> Result<Looked, StoreError> {
        let place = address.to_string();
        look(address).await.map_err(|fault| fault.said("looking into", &place))
    }

    pub(crate) async fn values(
        address: &PostgisAddress,
        layer: &LayerName,
        field: &str,
        mut visit: impl FnMut(Value) + Send + 'static,
    ) -> Result<(), StoreError> {
        let store = Self::open(address, false).await?;
        let (_, layers) = store.layers().await?;
        let found = layers.iter().find(|found| found.name == *layer);
        let Some(at) = found.and_then(|found| found.schema.position(field)) else { return Ok(()) };
        let each = move |features: Vec<Feature>| {
            features.into_iter().filter_map(|feature| feature.values.into_iter().nth(at)).for_each(&mut visit);
            ControlFlow::Continue(())
        };
        store.scan(layer, each).await.map(drop)
    }

    /// Brings the database to the newest layout.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be reached, or the user may not.
    pub async fn migrate(address: &PostgisAddress) -> Result<Migrated, StoreError> {
        Self::migrate_until(address, migrate::newest()).await
    }

    /// The same up to an earlier layout, as an earlier program would have left it.
    ///
    /// # Errors
    /// As [`PostgisStore::migrate`].
    pub async fn migrate_until(address: &PostgisAddress, layout: i64) -> Result<Migrated, StoreError> {
        let place = address.to_string();
        let migrate = async {
            let mut connection = PgConnection::connect_with(&named(address.primary())).await?;
            migrate::migrate(&mut connection, &place, layout).await
        };
        migrate.await.map_err(|fault| fault.said("migrating", &place))
    }
}

fn named(options: &PgConnectOptions) -> PgConnectOptions {
    // A statement that hangs must not hold a place for ever, nor a server that is gone its locks; imports set their own.
    let limits =
        [("statement_timeout", "120s"), ("idle_in_transaction_session_timeout", "120s"), ("tcp_user_timeout", "30s")];
    options.clone().application_name("diaban").options(limits)
}

fn pool(options: &PgConnectOptions) -> PgPool {
    PgPoolOptions::new().max_connections(MOST_CONNECTIONS).acquire_timeout(PATIENCE).connect_lazy_with(named(options))
}

/// Migrates on first use, refuses what is too new, sweeps what killed imports left.
async fn settle(pool: &PgPool, place: &str, create: bool) -> Result<(), Fault> {
    let mut connection = pool.acquire().await?;
    let layout = meta::layout(&mut connection).await?;
    if layout > migrate::newest() {
        return Err(StoreError::TooNew { path: place.into(), found: layout, known: migrate::newest() }.into());
    }
    if layout == 0 && !create {
        return Err(StoreError::NotFound { path: place.into() }.into());
    }
    if layout < migrate::newest() {
        migrate::migrate(&mut connection, place, migrate::newest()).await?;
    }
    stage::owner::sweep(&mut connection).await
}

async fn look(address: &PostgisAddress) -> Result<Looked, Fault> {
    let mut connection = PgConnection::connect_with(&named(address.primary())).await?;
    let layout = meta::layout(&mut connection).await?;
    let layers = match layout {
        0 => Vec::new(),
        _ => catalogue::all_of(&mut connection, layout).await?.into_iter().map(|entry| entry.layer).collect(),
    };
    Ok(Looked { layers, is_store: layout > 0, is_foreign: false, doubts: Vec::new() })
}
