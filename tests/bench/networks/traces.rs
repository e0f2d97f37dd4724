//! Rows `network_load` and `network_trace`: from a store to a graph, and what is asked of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use network::{
    Burst, DeviceState, Direction, Graph, IsolationQuestion, Mode, Networks, Start, TraceQuestion, isolation, segments,
    trace, valve_ranking,
};
use spatial_core::layer::FeatureId;
use spatial_core::models::Model;
use spatial_core::snapshot::{LegalCopy, World};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::synthetic::mixed;

use super::{TOWN, grid, pgrouting, province};
use crate::rig::clock::Cpu;
use crate::rig::data;
use crate::rig::figures::Figure;

/// Bursts of a row, spread over the grid.
const BURSTS: u64 = 2000;
/// How often what takes long is done; the middle one counts.
const ROUNDS: usize = 5;

/// Load and build: from the copy of the World beside a GeoPackage, and from either store.
pub(crate) fn load() -> Result<Vec<Figure>> {
    let (side, file) = (province(), grid::file(province())?);
    let copy = file.with_extension("gpkg.diaban-world");
    let address = StoreAddress::Gpkg(file);
    let _ = std::fs::remove_file(&copy);
    let (fresh, edges) = loaded(&address, Some(copy.clone()))?;
    let mut kept = Vec::new();
    for _ in 0..ROUNDS {
        kept.push(loaded(&address, Some(copy.clone()))?.0);
    }
    kept.sort_unstable();
    let cluster = Cluster::start(&["fsync=off"]);
    let url = cluster.database().url();
    let address = StoreAddress::Postgis(PostgisAddress::parse(&url)?);
    data::runtime()?.block_on(async { grid::fill(&Store::open(&address, true).await?, side).await })?;
    let (database, _) = loaded(&address, None)?;
    let kept = kept[ROUNDS / 2];
    let what = format!("{edges} edges, {} nodes", system_tests::synthetic::nodes(side));
    let told = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
    Ok(vec![
        Figure::at_most(
            "network_load/copy",
            format!("{what}: World from its copy on disk, and the graph"),
            told(kept),
            kept.as_millis() <= 500,
            "≤ 500 ms",
        ),
        Figure::at_most(
            "network_load/gpkg",
            format!("{what}: the same from a GeoPackage"),
            told(fresh),
            fresh.as_secs() < 15,
            "≤ 15 s",
        ),
        Figure::at_most(
            "network_load/postgis",
            format!("{what}: the same from PostGIS"),
            told(database),
            database.as_secs() < 15,
            "≤ 15 s",
        ),
    ])
}

/// How long it takes until the graph is there, and its edges.
fn loaded(address: &StoreAddress, copy: Option<PathBuf>) -> Result<(Duration, usize)> {
    data::runtime()?.block_on(async {
        let store = Store::open(address, false).await?;
        let begun = Instant::now();
        let world = World::open_showing(&store, copy, &Arc::default(), LegalCopy::default()).await?;
        let networks = Networks::build(&world, &());
        let took = begun.elapsed();
        let graph = networks.graph(grid::NAME).context("the grid")?;
        Ok((took, graph.edge_count()))
    })
}

/// What is asked of a graph in memory.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let (town, all) = (grid::graph(TOWN)?, grid::graph(province())?);
    let begun = Cpu::own()?;
    let segmenting = middle(|| {
        std::hint::black_box(segments(&all));
    });
    let reach = middle(|| {
        let question = TraceQuestion { from: vec![Start::Edge(FeatureId(1))], ..TraceQuestion::default() };
        std::hint::black_box(trace(&all, &question));
    });
    let stream = middle(|| {
        let direction = Direction::Downstream;
        let question = TraceQuestion { from: vec![Start::Edge(FeatureId(1))], direction, ..TraceQuestion::default() };
        std::hint::black_box(trace(&all, &question));
    });
    let ranking = middle(|| {
        std::hint::black_box(valve_ranking(&all));
    });
    let turn = turning(&all);
    let cpu = Cpu::own()?.since(begun).total_s();
    let theirs = pgrouting::whole(province())?;
    let found = trace(&all, &TraceQuestion { from: vec![Start::Edge(FeatureId(1))], ..TraceQuestion::default() });
    let nodes = found.context("the first edge")?.nodes.len();
    ensure!(nodes == theirs.nodes, "{nodes} nodes, and pgRouting reaches {}", theirs.nodes);
    let [few, many] = [&town, &all].map(isolations);
    let edges = all.edge_count();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let ratio = theirs.cpu_s / reach.as_secs_f64();
    let sides = [format!("{:.1} ms", milliseconds(reach)), format!("{:.0} ms", theirs.cpu_s * 1e3)];
    Ok(vec![
        Figure::at_most(
            "network_trace/segments",
            format!("{edges} edges: all segments; ranking of all valves {:.0} ms", milliseconds(ranking)),
            format!("{:.0} ms", milliseconds(segmenting)),
            segmenting.as_millis() <= 60,
            "≤ 60 ms",
        ),
        Figure::at_most(
            "network_trace/whole",
            format!(
                "all that hangs together with an edge, {edges} edges; downstream in the same {:.1} ms; {cpu:.1} s CPU for this block",
                milliseconds(stream)
            ),
            format!("{:.1} ms", milliseconds(reach)),
            reach.as_millis() <= 15,
            "≤ 15 ms",
        ),
        Figure::ratio(
            "network_trace/pgrouting",
            "the same by pgRouting: pgr_breadthFirstSearch, CPU of its backend".to_owned(),
            sides,
            ratio,
            50.0,
            "≥ 50×",
        ),
        isolated("network_trace/isolation-1m", &all, many, 10.0, "p95 ≤ 10 ms"),
        isolated("network_trace/isolation-100k", &town, few, 1.0, "p95 ≤ 1 ms"),
        Figure::at_most(
            "network_trace/turn",
            format!("{edges} edges: a valve turned in the graph in memory, median of {BURSTS}"),
            format!("{:.1} ms", milliseconds(turn)),
            turn.as_millis() <= 50,
            "≤ 50 ms",
        ),
    ])
}

fn isolated(id: &'static str, graph: &Graph, mut times: Vec<Duration>, bar: f64, told: &'static str) -> Figure {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    let what = format!(
        "complete isolation of {BURSTS} bursts, {} edges; p50 {:.3} ms, p99 {:.2} ms",
        graph.edge_count(),
        at(50),
        at(99)
    );
    Figure::at_most(id, what, format!("p95 {:.2} ms", at(95)), at(95) <= bar, told)
}

fn isolations(graph: &Graph) -> Vec<Duration> {
    let edges = graph.edge_count() as u64;
    let burst = |number: u64| {
        let bursts = vec![Burst::Edge(FeatureId(mixed(number) % edges + 1))];
        let question = IsolationQuestion { bursts, inoperable: Vec::new(), mode: Mode::Aware };
        let begun = Instant::now();
        std::hint::black_box(isolation(graph, &question).ok());
        begun.elapsed()
    };
    (0..BURSTS).map(burst).collect()
}

fn turning(graph: &Graph) -> Duration {
    let devices = graph.device_count() as u64;
    let mut number = 0;
    let closed = DeviceState { is_closed: true, ..DeviceState::default() };
    let mut times: Vec<Duration> = (0..BURSTS / 10)
        .map(|_| {
            number += 1;
            let begun = Instant::now();
            std::hint::black_box(graph.with_states([(FeatureId(mixed(number) % devices + 1), closed)]));
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// The middle of some rounds.
fn middle(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}
