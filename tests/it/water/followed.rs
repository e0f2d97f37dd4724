//! A thousand random edits of a network on both stores: after each, the graph that was brought along is the one that is built anew.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use data_samples::bench::grid::{mixed, nodes, pipes, sources};
use network::{
    DEVICES, DeviceDraft, DeviceFinding, DevicePosition, DraftPlace, EDGE_FIELD, EDGES, END_FIELDS, EdgeDraft,
    IS_SHUT_FIELD, NODE_FIELD, NetworkDraft, NetworkLayers, Networks, NodeDraft, TABLES, TITLES, TYPE_FIELD, drafted,
    noted,
};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{Change, DeclaredTable, Feature, FeatureId, Layer, Value};
use spatial_core::models::Model;
use spatial_core::snapshot::World;
use spatial_core::store::Store;

use super::{Place, in_both_stores};
use crate::store::contract::transaction;

in_both_stores! {
    a_thousand_edits_leave_the_graph_that_is_built_anew
}

/// Two in one store: an edit of one leaves the other as it is.
const NAMES: [&str; 2] = ["grid", "beside"];
const SIDE: u64 = 9;
const EDITS: u64 = 1000;

async fn a_thousand_edits_leave_the_graph_that_is_built_anew(place: Place) -> Result<()> {
    let store = place.open().await?;
    write(&store).await?;
    let mut world = World::read(&store).await?;
    let mut networks = Networks::build(&world, &());
    let mut turned = 0;
    for number in 0..EDITS {
        let (table, change) = edit(&store, &world, number).await?;
        let Some(change) = change else { continue };
        let mut transaction = transaction(vec![change]);
        transaction.door = table.door()?;
        store.commit(transaction).await?;
        let now = world.follow(&store).await?.context("there is news")?;
        let touched: BTreeMap<_, _> = now.touched_since(&world);
        let followed = networks.follow(&world, &now, &touched, &()).context("the network was edited")?;
        ensure!(followed == Networks::build(&now, &()), "edit {number} of {}", table.layer);
        turned += u64::from(followed != networks);
        (world, networks) = (now, followed);
    }
    ensure!(turned > EDITS / 2, "{turned} edits changed anything");
    Ok(())
}

/// A change drawn by its number: mostly a valve that is turned or found seized, but also pipes and valves that come, go or are shut.
async fn edit(store: &Store, world: &World, number: u64) -> Result<(&'static DeclaredTable, Option<Change>)> {
    let (kind, which) = (mixed(number) % 10, mixed(number + EDITS));
    Ok(match kind {
        0..=5 => (&DEVICES, turned(store, world, which).await?),
        6 => (&EDGES, Some(again(store, world, &EDGES, which).await?)),
        7 => (&DEVICES, Some(again(store, world, &DEVICES, which).await?)),
        8 => {
            let table: &'static DeclaredTable = if which.is_multiple_of(2) { &DEVICES } else { &EDGES };
            // What valves stand on stays: a reference that leads nowhere is refused.
            let gone = if table.table == DEVICES.table {
                Some(row(store, world, table, which).await?)
            } else {
                unused(store, world, which).await?
            };
            let layer = layer(world, table)?.name.clone();
            (table, gone.map(|gone| Change::Delete { layer, id: gone.id, expected: None }))
        }
        _ => (&EDGES, Some(shut(store, world, which).await?)),
    })
}

fn layer<'a>(world: &'a World, table: &DeclaredTable) -> Result<&'a Layer> {
    Ok(world.whole_declared(table).context("the table is there")?.layer())
}

async fn row(store: &Store, world: &World, table: &DeclaredTable, which: u64) -> Result<Feature> {
    let rows = world.whole_declared(table).context("the table is there")?;
    let nth = usize::try_from(which % rows.len() as u64)?;
    let id = rows.iter().nth(nth).context("a row")?.id();
    world.whole_item(store, &rows.layer().name, FeatureId(id)).await?.context("the row is there")
}

/// A valve in another state; `None` if it is in that already.
async fn turned(store: &Store, world: &World, which: u64) -> Result<Option<Change>> {
    let device = row(store, world, &DEVICES, which).await?;
    let bit = |at: u32| (which >> at).is_multiple_of(2);
    let found = DeviceFinding {
        position: Some(if bit(20) { DevicePosition::Closed } else { DevicePosition::Open }),
        is_operable: Some(bit(21) || bit(22)),
        is_accessible: Some(bit(23) || bit(24)),
        is_tight: Some(bit(25) || bit(26)),
    };
    Ok(noted(layer(world, &DEVICES)?, &device, &found, "2026-03-02T07:00:00Z"))
}

/// Another row like one there is: a pipe beside a pipe, or a valve beside a valve.
async fn again(store: &Store, world: &World, table: &DeclaredTable, which: u64) -> Result<Change> {
    let Feature { geometry, values, .. } = row(store, world, table, which).await?;
    Ok(Change::Insert { layer: layer(world, table)?.name.clone(), geometry, values, handle: None, links: Vec::new() })
}

/// A pipe shut, or opened again.
async fn shut(store: &Store, world: &World, which: u64) -> Result<Change> {
    let edges = layer(world, &EDGES)?;
    let Feature { id, geometry, mut values, .. } = row(store, world, &EDGES, which).await?;
    let field = edges.schema.position(IS_SHUT_FIELD).context("pipes are shut")?;
    values[field] = Value::Boolean(values[field] != Value::Boolean(true));
    Ok(Change::Update { layer: edges.name.clone(), id, expected: None, geometry, values, links: Vec::new() })
}

/// A pipe no valve stands on, if the one that was drawn is.
async fn unused(store: &Store, world: &World, which: u64) -> Result<Option<Feature>> {
    let pipe = row(store, world, &EDGES, which).await?;
    let devices = world.whole_declared(&DEVICES).context("the table is there")?;
    let field = devices.layer().schema.position(EDGE_FIELD).context("devices name pipes")?;
    let is_used = devices.iter().any(|device| device.reference(field) == Some(pipe.id));
    Ok((!is_used).then_some(pipe))
}

/// Two small grids.
async fn write(store: &Store) -> Result<()> {
    let declared = |(table, title): (&&DeclaredTable, &&str)| {
        table.layer(Crs::Epsg(5899), Operation("EPSG:6960".to_owned()), title)
    };
    let layers = TABLES.iter().zip(TITLES).map(declared).collect::<Result<Vec<_>, _>>()?;
    store.declare(&layers, "diaban", "a test").await?;
    for name in NAMES {
        let mut transaction = transaction(drafted(&grid(name)?, NetworkLayers::of(&layers).context("all tables")?)?);
        transaction.door = EDGES.door()?;
        store.commit(transaction).await?;
    }
    // What the edits rest on.
    for (table, field) in [(&EDGES, END_FIELDS[0]), (&DEVICES, NODE_FIELD), (&DEVICES, TYPE_FIELD)] {
        ensure!(
            layers.iter().any(|layer| layer.name.as_str() == table.layer && layer.schema.position(field).is_some()),
            "{field}"
        );
    }
    Ok(())
}

/// A small grid with valves at the ends of its pipes, and some within them and on nodes.
fn grid(name: &str) -> Result<NetworkDraft> {
    let is_source: Vec<u64> = sources(SIDE).collect();
    let node = |node: u64| NodeDraft {
        code: format!("N{node}"),
        kind: "junction".to_owned(),
        is_source: is_source.contains(&node),
        ..NodeDraft::default()
    };
    let mut draft =
        NetworkDraft { name: name.to_owned(), nodes: (0..nodes(SIDE)).map(node).collect(), ..NetworkDraft::default() };
    for pipe in pipes(SIDE) {
        let (edge, [from, to]) = (draft.edges.len(), pipe.nodes.map(|node| usize::try_from(node).unwrap_or_default()));
        let length = Some(f64::from(u32::try_from(pipe.length)?));
        draft.edges.push(EdgeDraft {
            code: format!("P{}", pipe.id),
            kind: "pipe".to_owned(),
            ends: [from, to],
            length,
            ..EdgeDraft::default()
        });
        let ends = [from, to].into_iter().zip(pipe.valves).filter(|(_, has_valve)| *has_valve);
        let mut places: Vec<DraftPlace> = ends.map(|(node, _)| DraftPlace::End { edge, node }).collect();
        match pipe.id % 9 {
            0 => places.push(DraftPlace::Along { edge, measure: 10.0 }),
            1 => places.push(DraftPlace::Node(to)),
            _ => {}
        }
        let valve = |(at, place)| DeviceDraft {
            code: format!("V{}-{at}", pipe.id),
            kind: "isolation".to_owned(),
            place,
            ..DeviceDraft::default()
        };
        draft.devices.extend((0..).zip(places).map(valve));
    }
    Ok(draft)
}
