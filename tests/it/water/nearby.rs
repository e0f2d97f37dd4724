//! Errors in the data near a burst: they stop no answer, and are told with it.

use anyhow::{Context, Result};
use network::{
    CODE_FIELD, DEVICES, EDGES, EdgeDraft, NETWORK_FIELD, NetworkDraft, NetworkLayers, NodeDraft, TABLES, TITLES,
    TYPE_FIELD, drafted,
};
use serde_json::Value as Json;
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Change, DeclaredTable, Layer, Value};
use spatial_core::store::Store;
use system_tests::program::Server;

use super::{Place, in_both_stores};
use crate::store::contract::transaction;

/// Where A lies, in VN-2000, 107°45′, zone of 3°.
const CORNER: [f64; 2] = [400_000.0, 1_150_000.0];

in_both_stores! {
    an_end_beside_a_pipe_and_a_valve_on_none_are_told_with_a_burst_near_them
}

async fn an_end_beside_a_pipe_and_a_valve_on_none_are_told_with_a_burst_near_them(place: Place) -> Result<()> {
    write(&place.open().await?).await?;
    let server = Server::start(&place.store);
    let burst = warnings(&server, "main").await?;
    assert_eq!(codes(&burst), ["open_end", "stray_nearby"], "{burst:?}");
    assert!(burst[0].1.contains("0,2 m") && burst[0].1.contains("main") && burst[0].1.contains('C'), "{burst:?}");
    assert!(burst[1].1.contains("lost"), "{burst:?}");
    // The branch ends beside the main: who isolates the branch is told, too; who isolates what lies a kilometre off is not.
    assert_eq!(codes(&warnings(&server, "branch").await?)[0], "open_end");
    assert!(warnings(&server, "far").await?.is_empty());
    Ok(())
}

/// Code and sentence of each warning of a burst about errors near it, in order of their codes.
async fn warnings(server: &Server, edge: &str) -> Result<Vec<(String, String)>> {
    let path = format!("/v1/networks/town/isolation?edge={edge}&lang=vi");
    let document: Json = server.get(&path).send().await?.json().await?;
    let list = document["warnings"].as_array().with_context(|| format!("warnings: {document}"))?;
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let mut warnings: Vec<_> = list.iter().map(|warning| (text(&warning["code"]), text(&warning["text"]))).collect();
    warnings
        .retain(|(code, _)| ["open_end", "missing_nodes", "stray_nearby", "nearby_in_part"].contains(&code.as_str()));
    warnings.sort();
    Ok(warnings)
}

fn codes(warnings: &[(String, String)]) -> Vec<&str> {
    warnings.iter().map(|(code, _)| code.as_str()).collect()
}

/// A main of a hundred metres from A to B; a branch from C, two decimetres beside its middle, to D; a pipe a kilometre off; a valve beside the
/// main whose row names no pipe.
async fn write(store: &Store) -> Result<()> {
    let declared = |(table, title): (&&DeclaredTable, &&str)| {
        table.layer(Crs::Epsg(5899), Operation("EPSG:6960".to_owned()), title)
    };
    let layers = TABLES.iter().zip(TITLES).map(declared).collect::<Result<Vec<Layer>, _>>()?;
    store.declare(&layers, "diaban", "a test").await?;
    let mut changes = drafted(&town(), NetworkLayers::of(&layers).context("all tables")?)?;
    let devices = layers.iter().find(|layer| layer.name.as_str() == DEVICES.layer).context("devices")?;
    let lost = [(NETWORK_FIELD, "town"), (CODE_FIELD, "lost"), (TYPE_FIELD, "isolation")];
    let values = devices.schema.row(lost.map(|(field, text)| (field, Value::text(text))));
    let beside = geo_types::Point::new(CORNER[0] + 30.0, CORNER[1] + 5.0);
    changes.push(Change::insert(devices.name.clone(), Some(beside.into()), values));
    let mut transaction = transaction(changes);
    transaction.door = EDGES.door()?;
    store.commit(transaction).await?;
    Ok(())
}

fn town() -> NetworkDraft {
    let at = |x: f64, y: f64| [CORNER[0] + x, CORNER[1] + y];
    let places = [("A", at(0.0, 0.0)), ("B", at(100.0, 0.0)), ("C", at(50.0, 0.2)), ("D", at(50.0, 40.0))];
    let far = [("E", at(1000.0, 0.0)), ("F", at(1050.0, 0.0))];
    let all: Vec<_> = places.into_iter().chain(far).collect();
    let node = |(code, [x, y]): &(&str, [f64; 2])| NodeDraft {
        code: (*code).to_owned(),
        kind: "junction".to_owned(),
        is_source: *code == "A",
        geometry: Some(geo_types::Point::new(*x, *y).into()),
        ..NodeDraft::default()
    };
    let edge = |(code, ends): (&str, [usize; 2])| EdgeDraft {
        code: code.to_owned(),
        kind: "pipe".to_owned(),
        ends,
        geometry: Some(line(ends.map(|end| all[end].1))),
        ..EdgeDraft::default()
    };
    NetworkDraft {
        name: "town".to_owned(),
        nodes: all.iter().map(node).collect(),
        edges: [("main", [0, 1]), ("branch", [2, 3]), ("far", [4, 5])].into_iter().map(edge).collect(),
        ..NetworkDraft::default()
    }
}

fn line([a, b]: [[f64; 2]; 2]) -> Geometry {
    geo_types::LineString::from(vec![a, b]).into()
}
