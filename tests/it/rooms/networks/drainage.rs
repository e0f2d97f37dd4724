//! A grid of a hundred thousand sewers with levels, held to what NetworkX says of it: by counts and hashes.

use anyhow::{Context, Result, ensure};
use data_samples::bench::grid::{elevation, nodes, pipes};
use network::drainage::{Level, ManholeRow, Outlet, SewerKind, SewerRow, Sewers, SewersBuilder, drain};
use network::{Direction, Place, Start, TraceQuestion};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use spatial_core::layer::FeatureId;
use system_tests::shared;

const SIDE: u64 = 243;

fn id(number: u64) -> FeatureId {
    FeatureId(number + 1)
}

/// Metres.
fn level(node: u64) -> Result<f64> {
    Ok(f64::from(u32::try_from(elevation(SIDE, node))?) / 1000.0)
}

/// The grid with levels at its nodes. Every third pipe is drawn against its fall: levels go before that.
fn grid(outlet: impl Fn(u64) -> Option<Outlet>) -> Result<Sewers> {
    let mut builder = SewersBuilder::default();
    for node in 0..nodes(SIDE) {
        let (code, invert) = (node.to_string(), Some(Level::measured(level(node)?)));
        let outlet = outlet(node);
        builder.manhole(ManholeRow { id: id(node), code: &code, invert, ground: None, outlet, is_pump: false });
    }
    for pipe in pipes(SIDE) {
        let [mut from, mut to] = pipe.nodes;
        if pipe.id % 3 == 0 && elevation(SIDE, from) > elevation(SIDE, to) {
            std::mem::swap(&mut from, &mut to);
        }
        builder.sewer(SewerRow {
            id: id(pipe.id),
            code: "",
            from: id(from),
            to: id(to),
            kind: SewerKind::Gravity,
            inverts: [None; 2],
            height: 300.0,
            length: f64::from(u32::try_from(pipe.length)?),
            is_shut: false,
        });
    }
    Ok(builder.build()?)
}

/// SHA-256 of the numbers of nodes in order, a line each.
fn hash(nodes: &[FeatureId]) -> String {
    let numbers: Vec<String> = nodes.iter().map(|id| (id.0 - 1).to_string()).collect();
    Sha256::digest(numbers.join("\n").as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is wrong with the answers to all cases.
fn check(sewers: &Sewers, oracle: &Json) -> Result<()> {
    for case in oracle["cases"].as_array().context("cases")? {
        let node = case["node"].as_u64().context("a node")?;
        for (direction, name) in [(Direction::Downstream, "downstream"), (Direction::Upstream, "upstream")] {
            let from = vec![Start::At(Place::Node(id(node)))];
            let found = drain(sewers, &TraceQuestion { from, direction, ..TraceQuestion::default() });
            let found = found.context("the node is there")?;
            let mut met = found.trace.nodes;
            met.retain(|other| *other != id(node));
            ensure!(case[format!("{name}_nodes")].as_u64() == Some(met.len() as u64), "{name} of {node}");
            ensure!(case[format!("{name}_sha256")] == hash(&met), "{name} of {node}");
            if direction == Direction::Downstream {
                let reached = found.outlets.iter().filter(|(outlet, _)| *outlet != id(node)).count() as u64;
                ensure!(case["outfalls_reached"].as_u64() == Some(reached), "{reached} outfalls from {node}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_grid_of_sewers_is_traced_by_its_levels_as_ancestors_and_descendants_say() -> Result<()> {
    let test = "a_grid_of_sewers_is_traced_by_its_levels_as_ancestors_and_descendants_say";
    let Some(path) = shared(test, "oracle/synthetic/gravity_243.json") else { return Ok(()) };
    let oracle: Json = serde_json::from_slice(&std::fs::read(path)?)?;
    // Where nobody names an outlet, one is presumed wherever nothing leads on.
    let presumed = grid(|_| None)?;
    ensure!(oracle["outfalls"].as_u64() == Some(presumed.outlets().len() as u64), "{}", presumed.outlets().len());
    check(&presumed, &oracle)?;
    // Named, they are the same.
    let named: Vec<FeatureId> = presumed.outlets().map(|(node, _)| node).collect();
    let named = grid(|node| named.binary_search(&id(node)).is_ok().then_some(Outlet::Outfall))?;
    check(&named, &oracle)
}
