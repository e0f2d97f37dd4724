//! The door in: files become a network of a store, in one transaction, or are only checked.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use network::{CODE_FIELD, DEVICE_STATES, NETWORKS, NetworkDraft, NetworkDraftError, NetworkLayers, drafted};
use spatial_core::crs::Crs;
use spatial_core::layer::{Change, DeclaredTable, Layer, LayerName, Revision, Transaction, Value};
use spatial_core::store::{Looked, Store, StoreAddress, StoreError};

use super::draft::Drafting;
use super::error::NetworkError;
use super::ground::{Ground, Likely, around, doubted};
use super::join::{self, Drawn};
use super::load::load;
use super::merge::{Merged, Speaks, merged};
use super::read::{ReadNetwork, read};
use super::request::{NetworkFiles, NetworkMode, NetworkRequest};
use super::stored::StoredNetwork;
use super::tables::Tables;
use crate::error::file_name;
use crate::plan::{Apart, apart, around as surroundings};
use crate::report::{Finding, Report};
use crate::request::{ImportProgress, Phase};

/// What the store's books say of it.
const WHY: &str = "diaban import --kind network";

/// How many percent of the edges of a network a file that takes its place may lack, unless it is said to be meant: a year's renewals stay far
/// below, and the file of one ward for that of a town lies above.
const MOST_LOST: usize = 20;

/// What became of an import.
#[derive(Debug, Clone)]
pub struct ImportedNetwork {
    /// What the files held, and what was found in them.
    pub report: Report,
    /// How many nodes the network has.
    pub nodes: usize,
    /// How many edges.
    pub edges: usize,
    /// How many valves and other devices were brought in with it.
    pub valves: usize,
    /// How many customers, and how many of them hang on no pipe.
    pub customers: [usize; 2],
}

/// Brings a network in, or only checks it. The store at the address, of which `looked` tells, is made if there is none; files that cannot be read
/// leave nothing behind.
///
/// # Errors
/// [`NetworkError`]; the store is then as it was, but for the tables of networks, which may have been made.
pub async fn import(
    address: &StoreAddress,
    looked: Looked,
    request: NetworkRequest,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
) -> Result<ImportedNetwork, NetworkError> {
    progress(ImportProgress::default());
    if let NetworkFiles::Meters(_) = &request.files {
        return join::meters(address, request, progress).await;
    }
    let layers = looked.layers.clone();
    let prepared = tokio::task::spawn_blocking(move || Prepared::of(request, &layers));
    let mut prepared = prepared.await.map_err(|_| NetworkError::Broken)??;
    let told = prepared.progress();
    progress(told);
    let is_new = Tables::are_new(&looked.layers);
    if prepared.request.is_dry_run {
        prepared.report.is_dry_run = true;
        prepared.report.inserted = prepared.report.loaded;
        match prepared.request.mode {
            _ if is_new => {}
            NetworkMode::Create => prepared.is_new_in(address, &looked.layers).await?,
            NetworkMode::Replace => prepared.would_replace(address, &looked.layers).await?,
        }
        return Ok(prepared.told());
    }
    let store = Store::open(address, true).await?;
    prepared.enter(&store, is_new, &|| progress(ImportProgress { phase: Phase::Publishing, ..told })).await?;
    progress(ImportProgress { phase: Phase::Done, ..told });
    Ok(prepared.told())
}

/// All that is known before the store is opened.
struct Prepared {
    request: NetworkRequest,
    draft: NetworkDraft,
    tables: Option<Tables>,
    report: Report,
    speaks: Speaks,
    /// Nodes with a base demand, of an `.inp`.
    demands: Option<usize>,
}

impl Prepared {
    fn of(request: NetworkRequest, layers: &[Layer]) -> Result<Self, NetworkError> {
        if request.name.trim().is_empty() {
            return Err(NetworkError::Draft(NetworkDraftError::Nameless));
        }
        match &request.files {
            NetworkFiles::Plain(plain) => {
                let Drawn { draft, tables, report, speaks } = join::drawn(&request, plain, layers)?;
                Ok(Self { request, draft, tables: Some(tables), report, speaks, demands: None }.seen())
            }
            NetworkFiles::Epanet { valves } => {
                let valves = valves.clone();
                Self::of_epanet(request, valves.as_deref(), layers)
            }
            NetworkFiles::Meters(_) => Err(NetworkError::Broken),
        }
    }

    fn of_epanet(request: NetworkRequest, valves: Option<&Path>, layers: &[Layer]) -> Result<Self, NetworkError> {
        let mut read = read(&request, valves)?;
        let crs = crs_of(&request, &read, layers)?;
        let tables = Tables::of(layers, crs)?;
        let places: Vec<Option<[f64; 2]>> = read.network.nodes.iter().map(|node| node.place).collect();
        let ground = Ground::new(&read.file, crs, tables.crs)?;
        let doubted = doubted(&read.file, crs, &places)?;
        look(&mut read, (crs, layers), &places, doubted.abroad);
        let draft = Drafting { read: &read, ground: &ground, is_stray: &doubted.is_stray }.draft(&request.name, crs);
        if !ground.is_nowhere() {
            let lost =
                draft.nodes.iter().zip(&places).filter(|(node, place)| node.geometry.is_none() && place.is_some());
            let count = lost.count();
            if count > 0 {
                read.report.find(about(&read.file, "network-places-out-of-reach", [("count", count.to_string())]));
            }
        }
        let demands = read.network.nodes.iter().filter(|node| node.demand_lps != 0.0).count();
        let (report, speaks) = (read.report, if valves.is_some() { Speaks::Valves } else { Speaks::Links });
        let prepared = Self { request, draft, tables: Some(tables), report, speaks, demands: Some(demands) };
        Ok(prepared.seen())
    }

    /// With what its tables show to whom, and that nobody knows the customers of a new network of EPANET.
    fn seen(mut self) -> Self {
        if let Some(tables) = &self.tables {
            self.report.crs = tables.crs;
            (self.report.public_fields, self.report.private_fields) = seen(tables);
        }
        if self.request.mode == NetworkMode::Create {
            self.tell_customers(0);
        }
        self
    }

    /// A base demand is no customer: says so, unless the network has some.
    fn tell_customers(&mut self, there: usize) {
        if let Some(demands) = self.demands.filter(|_| there == 0) {
            let file = self.file();
            self.report.find(about(&file, "network-customers-unknown", [("count", demands.to_string())]));
        }
    }

    fn progress(&self) -> ImportProgress {
        let Report { read, loaded, quarantined, .. } = self.report;
        ImportProgress { read, loaded, quarantined, ..ImportProgress::default() }
    }

    fn told(self) -> ImportedNetwork {
        let (nodes, edges, valves) = (self.draft.nodes.len(), self.draft.edges.len(), self.draft.devices.len());
        let adrift = self.draft.connections.iter().filter(|connection| connection.place.is_none()).count();
        let customers = [self.draft.connections.len(), adrift];
        ImportedNetwork { report: self.report, nodes, edges, valves, customers }
    }

    fn exists(&self) -> NetworkError {
        NetworkError::Exists { network: self.request.name.clone() }
    }

    /// Refuses a name that is there, in a store that is only looked at.
    async fn is_new_in(&self, address: &StoreAddress, layers: &[Layer]) -> Result<(), NetworkError> {
        let Some(name) = layer_of(layers, &NETWORKS) else { return Ok(()) };
        let is_there = Arc::new(AtomicBool::new(false));
        let (found, wanted) = (Arc::clone(&is_there), Value::text(&*self.request.name));
        let note = move |value: Value| {
            if value == wanted {
                found.store(true, Ordering::Relaxed);
            }
        };
        Store::values(address, &name, CODE_FIELD, note).await?;
        if is_there.load(Ordering::Relaxed) { Err(self.exists()) } else { Ok(()) }
    }

    /// Tells what would become of the network that is there.
    async fn would_replace(&mut self, address: &StoreAddress, layers: &[Layer]) -> Result<(), NetworkError> {
        let Some(tables) = Tables::there(layers) else { return Ok(()) };
        let store = Store::open(address, false).await?;
        let merge = self.merge(&store, &tables).await?;
        self.became(&merge);
        Ok(())
    }

    /// The draft with what is there of its name.
    async fn merge(&mut self, store: &Store, tables: &Tables) -> Result<Merged, NetworkError> {
        let (layers, states) = tables.all().zip(tables.layer(&DEVICE_STATES)).ok_or(NetworkError::Broken)?;
        let changes = drafted(&self.draft, layers).map_err(NetworkError::Draft)?;
        if self.request.mode == NetworkMode::Replace {
            let was = StoredNetwork::read(store, tables, &self.request.name).await?;
            self.loses_little(layers.edges, &was)?;
            self.tell_customers(was.connections.len());
            return Ok(merged(changes, (layers, states), &was, self.speaks));
        }
        if StoredNetwork::is_there(store, tables, &self.request.name).await? {
            return Err(self.exists());
        }
        Ok(Merged { changes, ..Merged::default() })
    }

    /// Writes it: into new tables at once, else row by row beside other networks.
    async fn enter(
        &mut self,
        store: &Store,
        is_new: bool,
        writing: &(dyn Fn() + Send + Sync),
    ) -> Result<(), NetworkError> {
        if is_new && let Some(revision) = self.load(store, writing).await? {
            self.report.revision = Some(revision);
            self.report.inserted = self.report.loaded;
            return Ok(());
        }
        let crs = self.tables()?.crs;
        let tables = self.tables.take().ok_or(NetworkError::Broken)?.made(store, &self.request.who, WHY).await?;
        if tables.crs != crs {
            // Somebody made them meanwhile, in another system.
            return Err(NetworkError::TablesLocal { file: self.file(), crs: tables.crs });
        }
        let seen = store.position().await?.revision;
        let mut merge = self.merge(store, &tables).await?;
        let layers = tables.all().ok_or(NetworkError::Broken)?;
        // Nobody else may have brought in a network of this name meanwhile.
        merge.changes.push(Change::Unmoved { layer: layers.networks.name.clone(), since: seen });
        writing();
        let transaction = self.transaction(layers, std::mem::take(&mut merge.changes));
        let committed = store.commit_audited(transaction, self.request.lines(&layers.networks.name)).await?;
        self.report.revision = Some(committed.revision);
        self.became(&merge);
        Ok(())
    }

    /// Refuses a file that lacks much of what is there: part of a network, or another one.
    fn loses_little(&self, edges: &Layer, was: &StoredNetwork) -> Result<(), NetworkError> {
        let (gone, all) = (was.lost(edges, self.draft.edges.iter().map(|edge| &edge.code)), was.edges.len());
        if self.request.may_lose || gone * 100 <= all * MOST_LOST {
            return Ok(());
        }
        Err(NetworkError::Shrinks { network: self.request.name.clone(), gone, edges: all, most: MOST_LOST })
    }

    /// Into tables that are made with it; `None` if they are not as new as they seemed.
    async fn load(
        &mut self,
        store: &Store,
        writing: &(dyn Fn() + Send + Sync),
    ) -> Result<Option<Revision>, NetworkError> {
        let layers = self.tables()?.all().ok_or(NetworkError::Broken)?;
        let changes = drafted(&self.draft, layers).map_err(NetworkError::Draft)?;
        writing();
        let lines = self.request.lines(&layers.networks.name);
        let revision = match load(store, layers, changes, (&self.request.who, WHY), lines).await {
            Ok(revision) => revision,
            Err(StoreError::LayerExists { .. } | StoreError::ReferenceMissing { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        // The tables that are still empty.
        if let Some(tables) = self.tables.take() {
            tables.made(store, &self.request.who, WHY).await?;
        }
        Ok(Some(revision))
    }

    fn tables(&self) -> Result<&Tables, NetworkError> {
        self.tables.as_ref().ok_or(NetworkError::Broken)
    }

    fn transaction(&self, layers: NetworkLayers<'_>, changes: Vec<Change>) -> Transaction {
        Transaction {
            who: self.request.who.clone(),
            why: WHY.to_owned(),
            door: layers.nodes.door.clone(),
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes,
        }
    }

    /// What became of what was there.
    fn became(&mut self, merge: &Merged) {
        self.report.updated = merge.met.min(self.report.loaded);
        self.report.inserted = self.report.loaded - self.report.updated;
        let file = self.file();
        for (code, count) in [
            ("network-states-kept", merge.states),
            ("network-shut-kept", merge.shut),
            ("network-customers-kept", merge.customers),
            ("network-moved", merge.moved),
            ("network-devices-gone", merge.devices_gone),
            ("network-connections-adrift", merge.adrift),
        ] {
            if count > 0 {
                self.report.find(about(&file, code, [("count", count.to_string())]));
            }
        }
    }

    fn file(&self) -> String {
        file_name(&self.request.file)
    }
}

/// The system of the file's coordinates, as the person said it; none is needed where there are none.
fn crs_of(request: &NetworkRequest, read: &ReadNetwork, layers: &[Layer]) -> Result<Crs, NetworkError> {
    if let Some(crs) = request.crs {
        return Ok(crs);
    }
    match around(read.network.nodes.iter().filter_map(|node| node.place)) {
        None => Ok(Crs::Local),
        Some(box_) => Err(NetworkError::CrsMissing { file: read.file.clone(), likely: Likely::of(box_, layers) }),
    }
}

/// What is strange about where the network lies: outside Vietnam, or apart from all else in the store.
fn look(
    read: &mut ReadNetwork,
    (crs, layers): (Crs, &[Layer]),
    places: &[Option<[f64; 2]>],
    abroad: Option<([f64; 2], [f64; 2])>,
) {
    if let Some((place, [lon, lat])) = abroad {
        let params = [("crs", crs.to_string()), ("lon", format!("{lon:.4}")), ("lat", format!("{lat:.4}"))];
        read.report.find(Finding { place: Some(place), ..about(&read.file, "crs-suspect", params) });
    }
    let extent = around(places.iter().flatten().copied()).filter(|_| crs != Crs::Local);
    let Some((extent, all)) = extent.zip(surroundings(layers)) else { return };
    let Some(Apart { km, at: [lon, lat], better }) = apart(crs, extent, all) else { return };
    let none = if crs.is_vn2000() { "none" } else { "other" };
    let params = [
        ("crs", crs.to_string()),
        ("km", format!("{km:.0}")),
        ("lon", format!("{lon:.4}")),
        ("lat", format!("{lat:.4}")),
        ("better", better.map_or_else(|| none.to_owned(), |crs| crs.to_string())),
    ];
    let place = [extent.min[0].midpoint(extent.max[0]), extent.min[1].midpoint(extent.max[1])];
    read.report.find(Finding { place: Some(place), ..about(&read.file, "crs-apart", params) });
}

fn about(file: &str, code: &'static str, params: impl IntoIterator<Item = (&'static str, String)>) -> Finding {
    Finding { params: params.into_iter().collect(), ..Finding::about(file.to_owned(), code) }
}

/// Fields that anyone sees, and those for staff, of all tables a file is written to.
fn seen(tables: &Tables) -> (Vec<String>, Vec<String>) {
    let (mut public, mut private): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for table in [&network::NODES, &network::EDGES, &network::DEVICES, &network::SOURCES] {
        let Some(layer) = tables.layer(table) else { continue };
        for field in &layer.schema.fields {
            if public.contains(&field.name) || private.contains(&field.name) {
                continue;
            }
            let is_open = field.clearance.is_open() && layer.clearance.is_open();
            if is_open { &mut public } else { &mut private }.push(field.name.clone());
        }
    }
    (public, private)
}

fn layer_of(layers: &[Layer], table: &DeclaredTable) -> Option<LayerName> {
    let is_it = |layer: &&Layer| layer.subject.as_ref().is_some_and(|subject| subject.is(network::ROOM, table.table));
    layers.iter().find(is_it).map(|layer| layer.name.clone())
}
