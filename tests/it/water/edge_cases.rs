//! Sixteen small networks checked by hand: dead ends, loops, bridges, tanks, check valves, shut pipes, pumps, pockets, seized valves.

use anyhow::{Context, Result};
use network::{
    Burst, DeviceDraft, DraftPlace, EdgeDraft, IsolationQuestion, Mode, NetworkDraft, NetworkLayers, NodeDraft,
    Passing, Place as At, TABLES, TITLES, drafted, isolation,
};
use serde_json::Value as Json;
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{Layer, Transaction};
use system_tests::shared;

use super::oracle::{Answer, ids, list};
use super::{Place, in_both_stores};

in_both_stores! {
    small_networks_are_isolated_as_somebody_found_by_hand
}

async fn small_networks_are_isolated_as_somebody_found_by_hand(place: Place) -> Result<()> {
    const TEST: &str = "small_networks_are_isolated_as_somebody_found_by_hand";
    let Some(path) = shared(TEST, "oracle/edge_cases.json") else { return Ok(()) };
    let document: Json = serde_json::from_slice(&std::fs::read(path)?)?;
    let cases = list(&document["cases"])?;
    assert_eq!(cases.len(), 16);
    write(&place, cases).await?;
    for case in cases {
        let name = text(&case["name"])?;
        for mode in Mode::ALL {
            let found = asked(&place, name, case, mode).await?;
            let (expected, of_mode) = (&case["expected"], &case["expected"][mode.as_str()]);
            let segment = [ids(&expected["segment_links"])?, ids(&expected["segment_nodes"])?];
            let unintended = [ids(&of_mode["unintended_links"])?, ids(&of_mode["unintended_nodes"])?];
            let shown = format!("{name} ({}): {found:?}", mode.as_str());
            assert_eq!((&found.segment, &found.unintended), (&segment, &unintended), "{shown}");
            assert_eq!(found.boundary, ids(&expected["boundary_valves"])?, "{shown}");
            assert_eq!(found.to_close, ids(&of_mode["valves_with_water_on_far_side"])?, "{shown}");
            assert_eq!(found.sources, ids(&expected["sources_inside"])?, "{shown}");
        }
    }
    Ok(())
}

async fn asked(place: &Place, name: &str, case: &Json, mode: Mode) -> Result<Answer> {
    let graph = place.graph(name).await?;
    let burst = text(&case["burst"])?;
    let burst = match (graph.edge(burst), graph.node(burst)) {
        (Some(edge), _) => Burst::Edge(edge),
        (None, Some(node)) => Burst::At(At::Node(node)),
        (None, None) => anyhow::bail!("{name} has no {burst}"),
    };
    let seized =
        if case["inoperable"].is_null() { Vec::new() } else { ids(&case["inoperable"])?.into_iter().collect() };
    let device = |code: &String| graph.device(code).context("the seized valve is there");
    let inoperable = seized.iter().map(device).collect::<Result<_>>()?;
    let question = IsolationQuestion { bursts: vec![burst], inoperable, mode };
    Ok(Answer::of(&graph, &isolation(&graph, &question)?))
}

/// Each case as a network of the store.
async fn write(place: &Place, cases: &[Json]) -> Result<()> {
    let store = place.open().await?;
    let layer = |(table, title): (&&spatial_core::layer::DeclaredTable, &&str)| {
        table.layer(Crs::Local, Operation(String::new()), title)
    };
    let layers: Vec<Layer> = TABLES.iter().zip(TITLES).map(layer).collect::<Result<_, _>>()?;
    store.declare(&layers, "lan", "test").await?;
    let mut changes = Vec::new();
    for case in cases {
        // Handles are good within one transaction of one draft.
        changes.push(drafted(&draft(case)?, NetworkLayers::of(&layers).context("all tables")?)?);
    }
    for changes in changes {
        let transaction = Transaction {
            who: "lan".to_owned(),
            why: "test".to_owned(),
            door: layers[0].door.clone(),
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes,
        };
        store.commit(transaction).await?;
    }
    Ok(())
}

fn draft(case: &Json) -> Result<NetworkDraft> {
    let nodes: Vec<&str> = list(&case["nodes"])?.iter().map(text).collect::<Result<_>>()?;
    let links = list(&case["links"])?;
    let at = |list: &[&str], id: &Json| {
        let id = text(id)?;
        list.iter().position(|known| *known == id).with_context(|| format!("{id} is there"))
    };
    let link_ids: Vec<&str> = links.iter().map(|link| text(&link["id"])).collect::<Result<_>>()?;
    let sources = ids(&case["sources"])?;
    let node = |id: &&str| NodeDraft {
        code: (*id).to_owned(),
        kind: "junction".to_owned(),
        is_source: sources.contains(*id),
        ..NodeDraft::default()
    };
    let edge = |link: &Json| {
        let is = |key: &str| link[key] == Json::Bool(true);
        let passing = match () {
            () if is("closed") => Passing::Closed,
            () if is("check_valve") || link["type"] == "Pump" => Passing::Forward,
            () => Passing::Both,
        };
        let ends = [at(&nodes, &link["a"])?, at(&nodes, &link["b"])?];
        Ok(EdgeDraft {
            code: text(&link["id"])?.to_owned(),
            kind: "pipe".to_owned(),
            ends,
            passing,
            ..EdgeDraft::default()
        })
    };
    let device = |valve: &Json| {
        let place = DraftPlace::End { edge: at(&link_ids, &valve["link"])?, node: at(&nodes, &valve["node"])? };
        let code = text(&valve["id"])?.to_owned();
        Ok(DeviceDraft { code, kind: "isolation".to_owned(), place, ..DeviceDraft::default() })
    };
    Ok(NetworkDraft {
        name: text(&case["name"])?.to_owned(),
        nodes: nodes.iter().map(node).collect(),
        edges: links.iter().map(edge).collect::<Result<_>>()?,
        devices: list(&case["valves"])?.iter().map(device).collect::<Result<_>>()?,
        ..NetworkDraft::default()
    })
}

fn text(value: &Json) -> Result<&str> {
    value.as_str().with_context(|| format!("a text: {value}"))
}
