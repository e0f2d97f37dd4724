//! Two grids of medium voltage, held to what pandapower says of them: every switch toggled, every line out.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use network::power::{OutageQuestion, SwitchTurn, conducts, dead, outage, switch_state, switched};
use network::{Burst, DeviceKind, DeviceRow, EdgeRow, Graph, GraphBuilder, NodeRow, Passing, Place};
use serde_json::Value as Json;
use spatial_core::layer::FeatureId;
use system_tests::shared;

const FILES: [&str; 2] = ["case33bw", "cigre_mv"];

fn id(number: u64) -> FeatureId {
    FeatureId(number + 1)
}

/// Buses by number, branches by position. Beside the switches of the file each branch has one of ours at its first end, `OUT` and its position, by
/// which it is taken out of service.
const OUT: u64 = 1_000;

fn number(value: &Json) -> Result<u64> {
    value.as_u64().with_context(|| format!("a number: {value}"))
}

fn list(value: &Json) -> Result<&Vec<Json>> {
    value.as_array().with_context(|| format!("a list: {value}"))
}

fn numbers(value: &Json) -> Result<BTreeSet<u64>> {
    list(value)?.iter().map(number).collect()
}

fn is(value: &Json) -> Result<bool> {
    value.as_bool().with_context(|| format!("yes or no: {value}"))
}

fn position(branches: &[Json], name: &Json) -> Result<u64> {
    let at = branches.iter().position(|branch| branch["id"] == *name).with_context(|| format!("branch {name}"))?;
    Ok(u64::try_from(at)?)
}

fn grid(file: &Json) -> Result<Graph> {
    let mut builder = GraphBuilder::default();
    let sources = numbers(&file["external_grid_buses"])?;
    for bus in list(&file["buses"])? {
        let bus = number(bus)?;
        builder.node(NodeRow { id: id(bus), code: &bus.to_string(), is_source: sources.contains(&bus) });
    }
    let branches = list(&file["branches"])?;
    for (branch, at) in branches.iter().zip(0..) {
        let (from, to) = (id(number(&branch["a"])?), id(number(&branch["b"])?));
        let code = branch["id"].as_str().context("an id")?;
        let length = branch["length_km"].as_f64().unwrap_or_default() * 1000.0;
        builder.edge(EdgeRow { id: id(at), code, from, to, passing: Passing::Both, length, diameter: 0.0 });
        let place = Place::End { edge: id(at), node: from };
        builder.device(switch(OUT + at, place, is(&branch["in_service"])?));
    }
    for one in list(&file["switches"])? {
        let place = Place::End { edge: id(position(branches, &one["element"])?), node: id(number(&one["bus"])?) };
        builder.device(switch(number(&one["id"])?, place, is(&one["closed"])?));
    }
    Ok(builder.build()?)
}

fn switch(at: u64, place: Place, closed: bool) -> DeviceRow<'static> {
    DeviceRow { id: id(at), code: "", kind: DeviceKind::Closable, place, state: switch_state(closed) }
}

fn buses(nodes: &[FeatureId]) -> BTreeSet<u64> {
    nodes.iter().map(|node| node.0 - 1).collect()
}

fn turned(graph: &Graph, device: u64, conducts: bool) -> Result<[BTreeSet<u64>; 2]> {
    let found = switched(graph, &[SwitchTurn { device: id(device), conducts }])?;
    Ok([buses(&found.lost.nodes), buses(&found.gained.nodes)])
}

#[test]
fn buses_are_supplied_or_dead_as_pandapower_says() -> Result<()> {
    for name in FILES {
        let test = "buses_are_supplied_or_dead_as_pandapower_says";
        let Some(path) = shared(test, &format!("oracle/power/{name}.json")) else { return Ok(()) };
        let file: Json = serde_json::from_slice(&std::fs::read(path)?)?;
        let graph = grid(&file)?;
        ensure!(buses(&dead(&graph).nodes) == numbers(&file["initially_unsupplied"])?, "{name} as it stands");
        for case in list(&file["switch_cases"])? {
            let found = turned(&graph, number(&case["switch"])?, is(&case["toggled_to_closed"])?)?;
            let said = [numbers(&case["newly_unsupplied"])?, numbers(&case["newly_supplied"])?];
            ensure!(found == said, "{name}, switch {}: {found:?}", case["switch"]);
        }
        for case in list(&file["line_out_cases"])? {
            let line = position(list(&file["branches"])?, &case["line"])?;
            let [lost, gained] = turned(&graph, OUT + line, false)?;
            ensure!(lost == numbers(&case["newly_unsupplied"])?, "{name}, line {}: {lost:?}", case["line"]);
            ensure!(gained.is_empty(), "{name}, line {}", case["line"]);
        }
    }
    Ok(())
}

/// A fault on each line in turn: what stays dead once it is isolated is what pandapower says of that line taken out, and each way that is
/// offered feeds its island.
#[test]
fn a_fault_on_a_line_darkens_what_pandapower_says_of_that_line_out() -> Result<()> {
    for name in FILES {
        let test = "a_fault_on_a_line_darkens_what_pandapower_says_of_that_line_out";
        let Some(path) = shared(test, &format!("oracle/power/{name}.json")) else { return Ok(()) };
        let file: Json = serde_json::from_slice(&std::fs::read(path)?)?;
        let graph = grid(&file)?;
        let mut fed = 0;
        for case in list(&file["line_out_cases"])? {
            let line = position(list(&file["branches"])?, &case["line"])?;
            if !graph.state(id(OUT + line)).is_some_and(conducts) {
                continue;
            }
            let question = OutageQuestion { faults: vec![Burst::Edge(id(line))], ..OutageQuestion::default() };
            let found = outage(&graph, &question)?;
            let islands = found.islands.iter().flat_map(|island| &island.reach.nodes);
            let dark: BTreeSet<u64> =
                buses(&found.faulted.nodes).into_iter().chain(islands.map(|at| at.0 - 1)).collect();
            let wanted = numbers(&case["newly_unsupplied"])?;
            ensure!(wanted.is_subset(&dark) || !found.sources_inside.is_empty(), "{name}, {}: {dark:?}", case["line"]);
            for island in &found.islands {
                for way in &island.ways {
                    let turns = found.opens.iter().map(|&device| SwitchTurn { device, conducts: false });
                    let closes = way.closes.iter().map(|&device| SwitchTurn { device, conducts: true });
                    let after = switched(&graph, &turns.chain(closes).collect::<Vec<_>>())?;
                    let dark = buses(&dead(&after.graph).nodes);
                    ensure!(buses(&island.reach.nodes).is_disjoint(&dark), "{name}, {}: {way:?}", case["line"]);
                    fed += 1;
                }
            }
        }
        ensure!(fed > 0, "{name} has ties");
    }
    Ok(())
}
