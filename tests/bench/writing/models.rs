//! Row `models`: what following models cost who edits. The same commits to the same store and World, followed by nothing else, and by
//! the plan register, the networks and the search.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures_util::future::join_all;
use network::{DeviceDraft, DevicePosition, DraftPlace, EdgeDraft, NetworkDraft, NetworkLayers, Networks, NodeDraft};
use planning::{IndicatorTexts, ObjectNotes, PlanDraft, Register, ZoneDraft};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, DeclaredTable, Door, FeatureId, LayerName, Transaction, Value};
use spatial_core::models::{Keep, Keeper, SearchSettings};
use spatial_core::search::Finder;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};
use tokio::sync::watch;

use crate::rig::figures::Figure;
use crate::rig::{data, zones};

/// Of a hundred thousand features: zones in forty plans, ten networks of as many nodes as edges.
const PLANS: u32 = 40;
const NETWORKS: u32 = 10;
/// Commits of a round, and rounds of each kind, in turns.
const COMMITS: u32 = 200;
const ROUNDS: usize = 3;

/// Who follows the World.
#[derive(Clone, Copy, PartialEq)]
enum Following {
    Nobody,
    /// Models that nobody waits for.
    Models,
    /// Models that the acknowledgement waits for.
    Awaited,
}

/// A store and the World of it that is served.
struct Town {
    store: Store,
    worlds: watch::Sender<Option<Arc<World>>>,
    /// A zone's layer and a device's: the changed field, and rows to change.
    targets: [Target; 2],
}

struct Target {
    layer: LayerName,
    door: Door,
    field: usize,
    values: [&'static str; 2],
    rows: Vec<FeatureId>,
}

/// One figure: p95 until a commit is acknowledged, with models by without.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let path = data::folder()?.join("models.gpkg");
    for name in [path.clone(), path.with_extension("private.gpkg")] {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", name.display()));
        }
    }
    let [nobody, models, awaited] = data::runtime()?.block_on(async {
        let store = Store::open(&StoreAddress::Gpkg(path), true).await?;
        fill(&store).await?;
        rounds(&Town::open(store).await?).await
    })?;
    let share = models / nobody;
    let what = format!(
        "GeoPackage, {} features in subjects' tables; {} commits of one value (zones and valves in turn, one after another), from asking to the World that shows it, nobody following and with plan register, networks and search following it; {awaited:.1} ms if all three are waited for",
        zones::count(),
        COMMITS as usize * ROUNDS,
    );
    let sides = [models, nobody].map(|ms| format!("p95 {ms:.1} ms"));
    Ok(vec![Figure::share("models/commit", what, sides, share, (share <= 1.3, "≤ 1.3×"))])
}

/// p95 in milliseconds of each kind.
async fn rounds(town: &Town) -> Result<[f64; 3]> {
    let mut times = [const { Vec::new() }; 3];
    let mut number = 0;
    for round in 0..=ROUNDS {
        for (kind, times) in [Following::Nobody, Following::Models, Following::Awaited].into_iter().zip(&mut times) {
            let took = town.round(kind, &mut number).await?;
            // The first round warms up.
            if round > 0 {
                times.extend(took);
            }
        }
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        times.get(times.len() * 95 / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0
    }))
}

impl Town {
    async fn open(store: Store) -> Result<Self> {
        let world = World::open(&store, None).await?;
        let targets = [
            Target::of(&world, &planning::ZONES, "chuc_nang", ["CX", "ODT"])?,
            Target::of(
                &world,
                &network::DEVICES,
                "vi_tri",
                [DevicePosition::Open.as_str(), DevicePosition::Closed.as_str()],
            )?,
        ];
        Ok(Self { store, worlds: watch::Sender::new(Some(Arc::new(world))), targets })
    }

    /// How long each commit took to be acknowledged.
    async fn round(&self, kind: Following, number: &mut u32) -> Result<Vec<Duration>> {
        let (keepers, mut running) = (keepers(), tokio::task::JoinSet::new());
        if kind != Following::Nobody {
            for keeper in &keepers {
                running.spawn(Arc::clone(keeper).keep(self.worlds.subscribe()));
            }
            let revision = self.world()?.revision();
            join_all(keepers.iter().map(|keeper| Arc::clone(keeper).reaches(revision))).await;
        }
        let mut times = Vec::new();
        for _ in 0..COMMITS {
            let transaction = self.targets[*number as usize % self.targets.len()].transaction(*number);
            *number += 1;
            let start = Instant::now();
            let committed = self.store.commit(transaction).await?;
            self.follow().await?;
            if kind == Following::Awaited {
                let revision = committed.revision;
                join_all(keepers.iter().map(|keeper| Arc::clone(keeper).reaches(revision))).await;
            }
            times.push(start.elapsed());
            // Edits put back into the base are on nobody's way.
            while self.follow().await? {}
        }
        running.shutdown().await;
        Ok(times)
    }

    fn world(&self) -> Result<Arc<World>> {
        self.worlds.borrow().clone().context("a World is served")
    }

    /// Swaps the World for the next one, as the server does; false if there is none.
    async fn follow(&self) -> Result<bool> {
        let next = self.world()?.follow(&self.store).await?;
        let has_moved = next.is_some();
        if let Some(next) = next {
            self.worlds.send_replace(Some(Arc::new(next)));
        }
        Ok(has_moved)
    }
}

fn keepers() -> [Arc<dyn Keep>; 3] {
    let settings = SearchSettings { most_bytes: usize::MAX, ..SearchSettings::default() };
    [
        Arc::new(Keeper::<Register>::new(())),
        Arc::new(Keeper::<Networks>::new(())),
        Arc::new(Keeper::<Finder>::new(settings)),
    ]
}

impl Target {
    fn of(world: &World, table: &DeclaredTable, field: &str, values: [&'static str; 2]) -> Result<Self> {
        let layer = world.whole_declared(table).context("the table is there")?;
        Ok(Self {
            layer: layer.layer().name.clone(),
            door: table.door()?,
            field: layer.layer().schema.position(field).context("it has the field")?,
            values,
            rows: layer.iter().map(|row| FeatureId(row.id())).collect(),
        })
    }

    /// Gives one row another value; rows far apart follow each other.
    fn transaction(&self, number: u32) -> Transaction {
        let (at, round) = (number as usize * 7919 % self.rows.len(), number as usize / self.rows.len());
        let change = Change::Assign {
            layer: self.layer.clone(),
            ids: vec![self.rows[at]],
            field: self.field,
            value: Value::text(self.values[(number as usize / 2 + round) % 2]),
        };
        transaction(self.door.clone(), vec![change])
    }
}

fn transaction(door: Door, changes: Vec<Change>) -> Transaction {
    Transaction {
        who: "bench".to_owned(),
        why: "a measurement".to_owned(),
        door,
        expected_revision: None,
        expected_layouts: Vec::new(),
        changes,
    }
}

/// Two fifths of the features are zones, the others nodes and edges, with a valve on every hundredth edge.
async fn fill(store: &Store) -> Result<()> {
    let (plan_tables, network_tables) =
        (zones::declare(store, planning::TABLES).await?, zones::declare(store, network::TABLES).await?);
    let of_networks = NetworkLayers::of(&network_tables).context("all tables of networks")?;
    let (of_plan, of_network) = (zones::count() * 2 / 5 / PLANS, zones::count() * 3 / 10 / NETWORKS);
    for number in 0..PLANS {
        let changes = planning::drafted(&plan(number, of_plan), &plan_tables)?;
        store.commit(transaction(planning::PLANS.door()?, changes)).await?;
    }
    for number in 0..NETWORKS {
        let changes = network::drafted(&pipes(number, of_network), of_networks)?;
        store.commit(transaction(network::NODES.door()?, changes)).await?;
    }
    Ok(())
}

fn plan(number: u32, count: u32) -> PlanDraft {
    let zone = |zone: u32| ZoneDraft {
        sign: format!("ODT-{zone}"),
        function: "ODT".to_owned(),
        indicators: IndicatorTexts::default(),
        population: None,
        object: ObjectNotes::default(),
        geometry: zones::shape(number * count + zone),
    };
    PlanDraft {
        code: format!("QH-{number}"),
        name: format!("Quy hoạch phân khu {number}"),
        zones: (0..count).map(zone).collect(),
        ..PlanDraft::default()
    }
}

/// A pipe through all its nodes, and around.
fn pipes(number: u32, count: u32) -> NetworkDraft {
    let place = |node: u32| zones::corner(number * count + node % count);
    let point = |node: u32| Some(Geometry::Point(place(node).into()));
    let node = |node: u32| NodeDraft {
        code: format!("N{node}"),
        kind: "junction".to_owned(),
        geometry: point(node),
        ..NodeDraft::default()
    };
    let edge = |from: u32| EdgeDraft {
        code: format!("O{from}"),
        kind: "pipe".to_owned(),
        ends: [from as usize, ((from + 1) % count) as usize],
        diameter: Some(110.0),
        geometry: Some(Geometry::LineString(vec![place(from), place(from + 1)].into())),
        ..EdgeDraft::default()
    };
    let valve = |edge: u32| DeviceDraft {
        code: format!("V{edge}"),
        kind: "isolation".to_owned(),
        place: DraftPlace::End { edge: edge as usize, node: edge as usize },
        geometry: point(edge),
        ..DeviceDraft::default()
    };
    NetworkDraft {
        name: format!("nuoc-{number}"),
        nodes: (0..count).map(node).collect(),
        edges: (0..count).map(edge).collect(),
        devices: (0..count).step_by(100).map(valve).collect(),
        ..NetworkDraft::default()
    }
}
