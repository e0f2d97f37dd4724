//! The grid as rows of tables, and as a graph without any.

use std::path::PathBuf;

use anyhow::{Context, Result};
use geo_types::{LineString, Point};
use network::{
    CODE_FIELD, DEVICES, DIAMETER_FIELD, DeviceKind, DeviceRow, DeviceState, EDGE_FIELD, EDGES, END_FIELDS, EdgeRow,
    Graph, GraphBuilder, IS_SOURCE_FIELD, LENGTH_FIELD, NETWORK_FIELD, NETWORKS, NODE_FIELD, NODES, NodeRow, Passing,
    Place, TABLES, TITLES, TYPE_FIELD, WAY_FIELD,
};
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{DeclaredTable, FeatureId, Layer, Value};
use spatial_core::store::{Stage, StageMode, Staged, Store, StoreAddress};
use system_tests::synthetic::{SyntheticPipe, nodes, pipes, sources};

use crate::rig::data;

/// What the network is called.
pub(super) const NAME: &str = "grid";
/// Metres between nodes on the map, and where the first lies in VN-2000, 107°45′, zone of 3°.
const STEP: f64 = 60.0;
const CORNER: [f64; 2] = [400_000.0, 1_150_000.0];
const SYSTEM: Crs = Crs::Epsg(5899);
/// Rows handed to the store at once.
const BATCH: usize = 16_384;

/// Ids count from 1.
fn id(number: u64) -> FeatureId {
    FeatureId(number + 1)
}

/// The graph, without a store.
pub(super) fn graph(side: u64) -> Result<Graph> {
    let mut builder = GraphBuilder::default();
    let is_source: std::collections::HashSet<u64> = sources(side).collect();
    for node in 0..nodes(side) {
        builder.node(NodeRow { id: id(node), code: &node.to_string(), is_source: is_source.contains(&node) });
    }
    let mut valve = 0;
    for pipe in pipes(side) {
        let [from, to] = pipe.nodes.map(id);
        let (code, passing) = (pipe.id.to_string(), Passing::Both);
        let length = metres(&pipe);
        builder.edge(EdgeRow { id: id(pipe.id), code: &code, from, to, passing, length, diameter: 100.0 });
        for (node, end) in ends_with_valves(&pipe) {
            let place = Place::End { edge: id(pipe.id), node: id(node) };
            let (kind, state) = (DeviceKind::Closable, DeviceState::default());
            builder.device(DeviceRow { id: id(valve), code: &format!("{code}{end}"), kind, place, state });
            valve += 1;
        }
    }
    Ok(builder.build()?)
}

fn metres(pipe: &SyntheticPipe) -> f64 {
    u32::try_from(pipe.length).map_or(0.0, f64::from)
}

fn ends_with_valves(pipe: &SyntheticPipe) -> impl Iterator<Item = (u64, &'static str)> {
    let ends = pipe.nodes.into_iter().zip(["a", "b"]).zip(pipe.valves);
    ends.filter(|(_, has_valve)| *has_valve).map(|(end, _)| end)
}

/// The grid in a GeoPackage, made once.
pub(super) fn file(side: u64) -> Result<PathBuf> {
    let path = data::folder()?.join(format!("grid-{side}.gpkg"));
    data::make(&path, |unfinished| {
        data::runtime()?.block_on(async {
            let store = Store::open(&StoreAddress::Gpkg(unfinished.clone()), true).await?;
            fill(&store, side).await
        })
    })?;
    Ok(path)
}

/// A table being filled.
struct Filling {
    layer: Layer,
    stage: Stage,
    waiting: Vec<Staged>,
}

impl Filling {
    async fn begin(store: &Store, table: &DeclaredTable) -> Result<Self> {
        let layer = declared(table)?;
        let stage = store.stage(layer.clone(), StageMode::Create).await?;
        Ok(Self { layer, stage, waiting: Vec::new() })
    }

    async fn take(&mut self, geometry: Option<Geometry>, named: Vec<(&'static str, Value)>) -> Result<()> {
        let named = named.into_iter().chain([(NETWORK_FIELD, Value::text(NAME))]);
        self.waiting.push(Staged::new(geometry, self.layer.schema.row(named)));
        if self.waiting.len() >= BATCH {
            self.stage.append(std::mem::take(&mut self.waiting)).await?;
        }
        Ok(())
    }

    async fn end(mut self) -> Result<Stage> {
        self.stage.append(self.waiting).await?;
        Ok(self.stage)
    }
}

fn declared(table: &DeclaredTable) -> Result<Layer> {
    let at = TABLES.iter().position(|known| known.table == table.table).context("a table of networks")?;
    Ok(table.layer(SYSTEM, Operation("EPSG:6960".to_owned()), TITLES[at])?)
}

/// Writes the grid into a store that has no network yet.
pub(super) async fn fill(store: &Store, side: u64) -> Result<()> {
    let is_source: std::collections::HashSet<u64> = sources(side).collect();
    let mut table = Filling::begin(store, &NODES).await?;
    for node in 0..nodes(side) {
        let kind = if is_source.contains(&node) { "reservoir" } else { "junction" };
        let code = (CODE_FIELD, Value::text(node.to_string()));
        let named = vec![code, (TYPE_FIELD, Value::text(kind)), (IS_SOURCE_FIELD, Value::Boolean(kind == "reservoir"))];
        table.take(Some(at(side, node).into()), named).await?;
    }
    let mut stages = vec![table.end().await?];
    let (mut edges, mut devices) = (Filling::begin(store, &EDGES).await?, Filling::begin(store, &DEVICES).await?);
    for pipe in pipes(side) {
        let code = pipe.id.to_string();
        let [from, to] = pipe.nodes.map(|node| at(side, node));
        let [first, last] = pipe.nodes.map(reference);
        let named = vec![
            (CODE_FIELD, Value::text(&*code)),
            (TYPE_FIELD, Value::text("pipe")),
            (END_FIELDS[0], first),
            (END_FIELDS[1], last),
            (DIAMETER_FIELD, Value::Real(100.0)),
            (LENGTH_FIELD, Value::Real(metres(&pipe))),
            (WAY_FIELD, Value::text("both")),
        ];
        edges.take(Some(LineString::from(vec![from, to]).into()), named).await?;
        for (node, end) in ends_with_valves(&pipe) {
            let named = vec![
                (CODE_FIELD, Value::text(format!("{code}{end}"))),
                (TYPE_FIELD, Value::text("isolation")),
                (EDGE_FIELD, reference(pipe.id)),
                (NODE_FIELD, reference(node)),
            ];
            devices
                .take(Some(at(side, node).into()), named.into_iter().chain(DeviceState::default().row()).collect())
                .await?;
        }
    }
    stages.extend([edges.end().await?, devices.end().await?]);
    let mut networks = Filling::begin(store, &NETWORKS).await?;
    networks.take(None, vec![(CODE_FIELD, Value::text(NAME)), (TYPE_FIELD, Value::text("water"))]).await?;
    stages.push(networks.end().await?);
    Store::publish(stages, "bench").await?;
    let rest = TABLES.iter().map(|table| declared(table)).collect::<Result<Vec<_>>>()?;
    store.declare(&rest, "bench", "bench").await?;
    Ok(())
}

fn reference(number: u64) -> Value {
    Value::Integer(i64::try_from(id(number).0).unwrap_or(i64::MAX))
}

fn at(side: u64, node: u64) -> Point {
    let metres = |number: u64| u32::try_from(number).map_or(0.0, |number| f64::from(number) * STEP);
    Point::new(CORNER[0] + metres(node % side), CORNER[1] - metres(node / side))
}
