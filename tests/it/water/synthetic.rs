//! A grid of a hundred thousand pipes, held to what independent programs computed of it: by counts and hashes.

use anyhow::{Context, Result, ensure};
use data_samples::bench::grid::{elevation, nodes, pipes, sources};
use network::{
    Burst, DeviceKind, DeviceRow, DeviceState, Direction, EdgeRow, Graph, GraphBuilder, IsolationQuestion, Mode,
    NodeRow, Passing, Place, Start, TraceQuestion, isolation, segment_table, trace,
};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use spatial_core::layer::FeatureId;
use system_tests::shared;

const SIDE: u64 = 243;

fn id(number: u64) -> FeatureId {
    FeatureId(number + 1)
}

/// The grid; with heights, water runs down it.
fn grid(by_gravity: bool) -> Result<Graph> {
    let mut builder = GraphBuilder::default();
    let is_source: Vec<u64> = sources(SIDE).collect();
    for node in 0..nodes(SIDE) {
        builder.node(NodeRow { id: id(node), code: &node.to_string(), is_source: is_source.contains(&node) });
    }
    let mut valve = 0;
    for pipe in pipes(SIDE) {
        let ([from, to], code) = (pipe.nodes, pipe.id.to_string());
        let falls = elevation(SIDE, from) >= elevation(SIDE, to);
        let passing = match (by_gravity, falls) {
            (false, _) => Passing::Both,
            (true, true) => Passing::Forward,
            (true, false) => Passing::Backward,
        };
        let length = f64::from(u32::try_from(pipe.length)?);
        let (from_id, to_id) = (id(from), id(to));
        builder.edge(EdgeRow {
            id: id(pipe.id),
            code: &code,
            from: from_id,
            to: to_id,
            passing,
            length,
            diameter: 0.0,
        });
        for ((node, end), has_valve) in [(from, "a"), (to, "b")].into_iter().zip(pipe.valves) {
            if has_valve {
                let (code, place) = (format!("{code}{end}"), Place::End { edge: id(pipe.id), node: id(node) });
                let (kind, state) = (DeviceKind::Closable, DeviceState::default());
                builder.device(DeviceRow { id: id(valve), code: &code, kind, place, state });
                valve += 1;
            }
        }
    }
    Ok(builder.build()?)
}

/// SHA-256 of codes in order, a line each.
fn hash(codes: &[String]) -> String {
    Sha256::digest(codes.join("\n").as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn numbers(ids: &[FeatureId]) -> String {
    hash(&ids.iter().map(|id| (id.0 - 1).to_string()).collect::<Vec<_>>())
}

fn valves(graph: &Graph, ids: &[FeatureId]) -> Result<String> {
    let mut codes =
        ids.iter().map(|&id| Ok(graph.device_code(id).context("a code")?.to_owned())).collect::<Result<Vec<_>>>()?;
    codes.sort_unstable();
    Ok(hash(&codes))
}

fn oracle(test: &str, file: &str) -> Result<Option<Json>> {
    let Some(path) = shared(test, &format!("oracle/synthetic/{file}")) else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&std::fs::read(path)?)?))
}

#[test]
fn a_grid_is_isolated_as_connected_components_say() -> Result<()> {
    let Some(oracle) = oracle("a_grid_is_isolated_as_connected_components_say", "isolation_243.json")? else {
        return Ok(());
    };
    let graph = grid(false)?;
    assert_eq!(oracle["segments"].as_u64(), Some(segment_table(&graph).len() as u64));
    assert_eq!(oracle["edges"].as_u64(), Some(graph.edge_count() as u64));
    assert_eq!(oracle["valves"].as_u64(), Some(graph.device_count() as u64));
    for case in oracle["cases"].as_array().context("cases")? {
        let burst = id(case["burst_edge"].as_u64().context("an edge")?);
        let question = IsolationQuestion { bursts: vec![Burst::Edge(burst)], inoperable: Vec::new(), mode: Mode::Topo };
        let found = isolation(&graph, &question)?;
        for (name, computed) in [
            ("segment_edges_sha256", numbers(&found.segment.edges)),
            ("segment_nodes_sha256", numbers(&found.segment.nodes)),
            ("boundary_valves_sha256", valves(&graph, &found.boundary_valves)?),
            ("valves_with_water_on_far_side_sha256", valves(&graph, &found.valves_to_close)?),
            ("cut_off_edges_sha256", numbers(&found.unintended.edges)),
            ("cut_off_nodes_sha256", numbers(&found.unintended.nodes)),
        ] {
            ensure!(case[name] == computed, "{name} of edge {}: {found:?}", case["burst_edge"]);
        }
        ensure!(case["segment_length_m"].as_f64() == Some(found.segment.length), "{}", found.segment.length);
        ensure!(case["supplied_before"] == found.was_supplied, "{}", case["burst_edge"]);
    }
    Ok(())
}

#[test]
fn a_grid_that_falls_is_traced_as_ancestors_and_descendants_say() -> Result<()> {
    let Some(oracle) = oracle("a_grid_that_falls_is_traced_as_ancestors_and_descendants_say", "gravity_243.json")?
    else {
        return Ok(());
    };
    let graph = grid(true)?;
    for case in oracle["cases"].as_array().context("cases")? {
        let from = id(case["node"].as_u64().context("a node")?);
        for (direction, name) in [(Direction::Downstream, "downstream"), (Direction::Upstream, "upstream")] {
            let from_here = vec![Start::At(Place::Node(from))];
            let question = TraceQuestion { from: from_here, direction, ..TraceQuestion::default() };
            let mut met = trace(&graph, &question).context("the node is there")?.nodes;
            met.retain(|node| *node != from);
            ensure!(case[format!("{name}_nodes")].as_u64() == Some(met.len() as u64), "{name} of {}", case["node"]);
            ensure!(case[format!("{name}_sha256")] == numbers(&met), "{name} of {}", case["node"]);
        }
    }
    Ok(())
}
