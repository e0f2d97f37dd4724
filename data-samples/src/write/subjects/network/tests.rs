//! What one may rely on in the network of the city.

use std::collections::{BTreeMap, BTreeSet};

use network::{
    Burst, CONNECTIONS, Graph, Isolation, IsolationQuestion, NetworkDraft, Networks, ReadingTable, Readings, isolation,
};
use spatial_core::layer::{DeclaredTable, FeatureId};
use spatial_core::models::Model;
use spatial_core::snapshot::World;
use spatial_core::store::StoreAddress;
use tempfile::TempDir;

use super::*;
use crate::SampleLayer;

/// Four wards, and more than one way to some districts.
const PARCELS: u32 = 2000;

async fn written(city: &City) -> (TempDir, World) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.unwrap();
    write(&store, city).await.unwrap();
    let world = World::read(&store).await.unwrap();
    (folder, world)
}

fn graph(world: &World) -> Graph {
    let networks = Networks::build(world, &());
    assert_eq!(networks.all().map(|(name, _)| name).collect::<Vec<_>>(), ["cap-nuoc"]);
    (**networks.graph("cap-nuoc").unwrap()).clone()
}

fn edges(graph: &Graph) -> Vec<FeatureId> {
    (1..=graph.edge_count() as u64).map(FeatureId).collect()
}

fn burst(graph: &Graph, edge: FeatureId) -> Isolation {
    let question = IsolationQuestion { bursts: vec![Burst::Edge(edge)], ..IsolationQuestion::default() };
    isolation(graph, &question).unwrap()
}

/// Pipes of districts, but for what feeds them.
fn is_street(graph: &Graph, edge: FeatureId) -> bool {
    let code = graph.edge_code(edge).unwrap();
    let mut parts = code.split('-').skip(1);
    let is_district = parts.next().is_some_and(|part| part.parse::<u64>().is_ok());
    is_district && parts.next().is_some_and(|number| number.parse::<u64>().unwrap() > 2)
}

fn whole(city: &City) -> Vec<NetworkDraft> {
    water_portions(city).map(|portion| portion.draft).collect()
}

#[tokio::test]
async fn everything_hangs_together_and_is_supplied() {
    let city = City::new(PARCELS, 7).unwrap();
    let (_folder, world) = written(&city).await;
    let graph = graph(&world);
    assert_eq!((graph.stray_devices().len(), graph.stray_connections()), (0, &[][..]));
    assert_eq!(graph.repeated_codes(), []);
    let dry: Vec<_> = edges(&graph).into_iter().filter(|&edge| !burst(&graph, edge).was_supplied).collect();
    assert_eq!(dry, []);
    let meters: usize = city.batches(SampleLayer::WaterMeters).map(|batch| batch.unwrap().len()).sum();
    assert_eq!(world.whole_declared(&CONNECTIONS).unwrap().iter().count(), meters);
}

#[tokio::test]
async fn a_burst_in_a_street_closes_few_valves_and_leaves_the_city_supplied() {
    let (_folder, world) = written(&City::new(PARCELS, 7).unwrap()).await;
    let graph = graph(&world);
    let streets: Vec<Isolation> =
        edges(&graph).into_iter().filter(|&edge| is_street(&graph, edge)).map(|edge| burst(&graph, edge)).collect();
    assert!(streets.len() > 300, "{}", streets.len());
    let mut closing: Vec<usize> = streets.iter().map(|answer| answer.valves_to_close.len()).collect();
    closing.sort_unstable();
    assert!(closing[closing.len() / 2] <= 6, "{closing:?}");
    for answer in streets {
        assert_eq!(answer.sources_inside, []);
        let dry = answer.segment.edges.len() + answer.unintended.edges.len();
        assert!(dry * 4 < graph.edge_count(), "{dry} of {}", graph.edge_count());
    }
}

#[tokio::test]
async fn some_bursts_cut_off_others_and_a_shut_valve_feeds_them_again() {
    let (_folder, world) = written(&City::new(PARCELS, 7).unwrap()).await;
    let graph = graph(&world);
    let answers: Vec<Isolation> = edges(&graph).into_iter().map(|edge| burst(&graph, edge)).collect();
    let unintended = answers.iter().filter(|answer| !answer.unintended.connections.is_empty()).count();
    assert!(unintended > 0 && unintended < answers.len() / 2, "{unintended} of {}", answers.len());
    let opened = answers.iter().flat_map(|answer| &answer.valves_to_open);
    let opened: BTreeSet<&str> = opened.map(|feeding| graph.device_code(feeding.open).unwrap()).collect();
    assert!(opened.iter().any(|code| code.starts_with("V-NV-")), "{opened:?}");
    let fewer = answers.iter().filter(|answer| answer.valves_to_close.len() < answer.boundary_valves.len()).count();
    assert!(fewer > 0);
}

#[test]
fn every_ward_has_a_health_post_and_no_household_a_name() {
    let city = City::new(PARCELS, 7).unwrap();
    let drafts = whole(&city);
    let connections = || drafts.iter().flat_map(|draft| &draft.connections);
    let posts: BTreeSet<&str> = connections()
        .filter(|connection| connection.class.as_deref() == Some("clinic") && connection.priority == Some(1))
        .filter_map(|connection| connection.name.as_deref())
        .collect();
    assert_eq!(posts.len(), city.ward_count());
    assert!(posts.contains("Trạm y tế phường Vũng Tàu"), "{posts:?}");
    let households: Vec<_> =
        connections().filter(|connection| connection.class.as_deref() == Some("household")).collect();
    assert!(households.len() * 2 > connections().count());
    assert!(households.iter().all(|household| household.name.is_none() && household.priority.is_none()));
}

#[test]
fn a_city_has_a_works_and_a_tank_and_seized_buried_and_shut_valves() {
    let drafts = whole(&City::new(PARCELS, 7).unwrap());
    let nodes = drafts.iter().flat_map(|draft| &draft.nodes);
    let sources: Vec<&str> = nodes.filter(|node| node.is_source).map(|node| node.kind.as_str()).collect();
    assert_eq!(sources, ["reservoir", "tank"]);
    let valves = || drafts.iter().flat_map(|draft| &draft.devices).filter(|device| device.kind == "isolation");
    let count = valves().count();
    let buried = valves().filter(|valve| !valve.state.is_accessible).count();
    assert!(count / 120 < buried && buried < count / 30, "{buried} of {count}");
    assert!(valves().any(|valve| !valve.state.is_operable));
    let shut = valves().filter(|valve| valve.state.is_closed).count();
    assert!(shut > 0 && shut * 20 < count, "{shut} of {count}");
    assert_eq!(
        whole(&City::new(1, 7).unwrap()).iter().flat_map(|draft| &draft.nodes).filter(|at| at.is_source).count(),
        1
    );
}

#[test]
fn the_same_seed_gives_the_same_network_and_another_seed_another() {
    let of = |seed| whole(&City::new(700, seed).unwrap());
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[tokio::test]
async fn a_store_that_has_a_network_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await.unwrap();
    let city = City::new(40, 1).unwrap();
    let revision = write(&store, &city).await.unwrap();
    let tables: [&DeclaredTable; 1] = [&CONNECTIONS];
    assert!(crate::write::subjects::desk::are_empty(&store, tables.into_iter()).await.is_err());
    assert!(crate::write_subjects(&store, &city).await.is_err());
    assert_eq!(store.layers().await.unwrap().0.revision, revision);
}

#[tokio::test]
async fn rounds_are_walks_of_a_street_and_some_meters_were_read_before() {
    let city = City::new(PARCELS, 7).unwrap();
    let drafts = whole(&city);
    let connections = || drafts.iter().flat_map(|draft| &draft.connections);
    let mut rounds: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for connection in connections() {
        rounds.entry(connection.round.as_deref().unwrap()).or_default().insert(connection.order.unwrap());
    }
    assert_eq!(rounds.values().map(BTreeSet::len).sum::<usize>(), connections().count(), "each has a place of its own");
    assert!(rounds.values().all(|places| places.len() <= 80), "{rounds:?}");
    let (_folder, world) = written(&city).await;
    let readings = Readings::build(&world, &());
    let read = |connection: &u64| readings.log(FeatureId(*connection)).len();
    let counts: BTreeSet<usize> = (1..=connections().count() as u64).map(|connection| read(&connection)).collect();
    assert_eq!(counts, BTreeSet::from([0, 2, 5]), "none, since the summer, or all months");
    assert!(readings.book("cap-nuoc").is_some());
    let table = ReadingTable::whole(&world).unwrap();
    let pasts = (1..=connections().count() as u64).flat_map(|id| readings.log(FeatureId(id)));
    let verdicts: BTreeSet<&str> = pasts.map(|(_, id)| table.past(*id).unwrap().verdict.as_str()).collect();
    assert!(verdicts.contains("ok") && verdicts.contains("high"), "{verdicts:?}");
}
