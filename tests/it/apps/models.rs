//! Models of subjects, followed from commit to commit, end where one that is built anew begins.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use data_samples::City;
use network::Networks;
use planning::{PROJECTS, Register, ZONES};
use spatial_core::layer::{Change, DeclaredTable, FeatureId, LayerName, Value};
use spatial_core::models::Model;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};

use crate::store::contract::transaction;

/// A small city in a file, with the tables of its subjects.
async fn city() -> Result<(tempfile::TempDir, Store)> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await?;
    data_samples::write(&store, &City::new(1000, 7)?, |_| {}).await?;
    Ok((folder, store))
}

/// Commits through the door of a table, and follows.
async fn committed(store: &Store, world: &World, table: &DeclaredTable, changes: Vec<Change>) -> Result<World> {
    let mut transaction = transaction(changes);
    transaction.door = table.door()?;
    store.commit(transaction).await?;
    world.follow(store).await?.context("there is news")
}

/// The model of the later World, brought along and built anew.
fn both_ways<M: Model<Settings = ()> + Clone>(model: &M, before: &World, now: &World) -> (M, M) {
    let touched: BTreeMap<_, _> = now.touched_since(before);
    (model.follow(before, now, &touched, &()).unwrap_or_else(|| model.clone()), M::build(now, &()))
}

#[tokio::test]
async fn zones_that_move_to_another_plan_or_end_are_followed() -> Result<()> {
    let (_folder, store) = city().await?;
    let before = World::read(&store).await?;
    let register = Register::build(&before, &());
    let zones = LayerName::parse(ZONES.layer)?;
    let of_first: Vec<FeatureId> = register.members(FeatureId(1)).context("a plan with zones")?.zones().collect();
    let field = before.whole_layer(&zones).and_then(|layer| layer.layer().schema.position("quy_hoach"));
    let field = field.context("zones say their plan")?;
    let moved = Change::Assign { layer: zones.clone(), ids: of_first[..2].to_vec(), field, value: Value::Integer(2) };
    let ended = Change::Delete { layer: zones, id: of_first[2], expected: None };
    let now = committed(&store, &before, &ZONES, vec![moved, ended]).await?;
    let (followed, anew) = both_ways(&register, &before, &now);
    assert_eq!(followed, anew);
    assert_eq!(followed.members(FeatureId(1)).context("the plan")?.zones().len(), of_first.len() - 3);
    assert_ne!(followed, register);
    Ok(())
}

#[tokio::test]
async fn projects_that_name_other_parcels_are_followed() -> Result<()> {
    let (_folder, store) = city().await?;
    let before = World::read(&store).await?;
    let register = Register::build(&before, &());
    let projects = LayerName::parse(PROJECTS.layer)?;
    let layer = before.whole_layer(&projects).context("the city has projects")?;
    let field = layer.layer().schema.position("thua_dat").context("they name parcels")?;
    let first = layer.iter().next().map(|row| FeatureId(row.id())).context("a project")?;
    let value = Value::text("26506-1-9; w3uy5vt93w85");
    let named = Change::Assign { layer: projects, ids: vec![first], field, value };
    let now = committed(&store, &before, &PROJECTS, vec![named]).await?;
    let (followed, anew) = both_ways(&register, &before, &now);
    assert_eq!(followed, anew);
    assert_ne!(followed, register);
    Ok(())
}

#[tokio::test]
async fn a_connection_that_hangs_elsewhere_is_followed_and_another_address_is_no_matter_of_the_graph() -> Result<()> {
    let (_folder, store) = city().await?;
    let before = World::read(&store).await?;
    let networks = Networks::build(&before, &());
    let connections = before.whole_declared(&network::CONNECTIONS).context("connections")?.layer().clone();
    let field = |name: &str| connections.schema.position(name).context("a field of connections");
    let assigned = |name: &str, value: Value| {
        let (layer, ids) = (connections.name.clone(), vec![FeatureId(1)]);
        Ok::<_, anyhow::Error>(Change::Assign { layer, ids, field: field(name)?, value })
    };
    let address = assigned(network::ADDRESS_FIELD, Value::text("12 Trần Phú"))?;
    let same = committed(&store, &before, &network::CONNECTIONS, vec![address]).await?;
    assert_eq!(networks.follow(&before, &same, &same.touched_since(&before), &()), None);
    assert_eq!(networks, Networks::build(&same, &()));
    let edge = assigned(network::EDGE_FIELD, Value::Integer(1))?;
    let now = committed(&store, &same, &network::CONNECTIONS, vec![edge]).await?;
    let (followed, anew) = both_ways(&networks, &same, &now);
    assert_eq!(followed, anew);
    assert_ne!(followed, networks);
    Ok(())
}

#[tokio::test]
async fn a_valve_that_is_turned_is_followed() -> Result<()> {
    let (_folder, store) = city().await?;
    let before = World::read(&store).await?;
    let networks = Networks::build(&before, &());
    let devices = before.whole_declared(&network::DEVICES).context("devices")?.layer().clone();
    let valve = before.whole_item(&store, &devices.name, FeatureId(1)).await?.context("a valve")?;
    let closed = network::DeviceFinding { position: Some(network::DevicePosition::Closed), ..Default::default() };
    let turned = network::noted(&devices, &valve, &closed, "2026-03-02T07:00:00Z").context("it was open")?;
    let now = committed(&store, &before, &network::DEVICES, vec![turned]).await?;
    let (followed, anew) = both_ways(&networks, &before, &now);
    assert_eq!(followed, anew);
    assert_ne!(followed, networks);
    Ok(())
}
