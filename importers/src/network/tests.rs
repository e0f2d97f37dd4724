//! Networks in a store of their own: brought in, changed, brought in again, taken out.

use std::path::{Path, PathBuf};

use network::{
    CLOSABLE_FIELD, CODE_FIELD, CONNECTIONS, DEVICES, DIAMETER_FIELD, EDGE_FIELD, EDGES, IS_SHUT_FIELD, NETWORK_FIELD,
    NODES, OPERABLE_FIELD, YEAR_FIELD,
};
use spatial_core::crs::Crs;
use spatial_core::layer::{Change, DeclaredTable, Feature, FeatureId, Layer, Transaction, Value};
use spatial_core::store::{Store, StoreAddress};
use tempfile::TempDir;

use super::*;
use crate::formats::inp::{self, InpNetwork, LinkKind, LinkStatus};

/// Two loops fed by a reservoir, in metres of VN-2000 around Vũng Tàu; with a pump that is off and a shut pipe.
const SMALL: &str = "[TITLE]\nPhường Rạch Dừa\n\n[JUNCTIONS]\n;ID\tElev\n A\t10\t5\t;góc phố\n B  12.50\n C 9 1\n\n\
[RESERVOIRS]\n R\t50\n\n[TANKS]\n T 20 3 1 6 15 0\n\n\
[PIPES]\n p1 R A 100 200 120 0 Open\n p2 A B 50.0 100 110\n p3 B C 80 150 100 0.5 CV\n p4 A C 60 100 100 0 Closed\n\n\
[PUMPS]\n m C T HEAD 1\n\n[STATUS]\n m Closed\n\n[CURVES]\n 1 10 20\n\n\
[COORDINATES]\n A 430100 1146000\n B 430150 1146000\n C 430150 1146080\n R 430000.25 1146000.5\n T 430200 1146080\n\n\
[VERTICES]\n p2 430120.125 1146010\n\n[OPTIONS]\n Units LPS\n Headloss H-W\n\n[END]\n";

/// The rows of a network in a table.
pub(super) async fn rows_of(store: &Store, network: &str, table: &DeclaredTable) -> (Layer, Vec<Feature>) {
    let (_, layers) = store.layers().await.unwrap();
    let tables = tables::Tables::there(&layers).unwrap();
    let stored = stored::StoredNetwork::read(store, &tables, network).await.unwrap();
    let rows = match table.table {
        "node" => stored.nodes,
        "edge" => stored.edges,
        "device" => stored.devices,
        _ => stored.connections,
    };
    (tables.layer(table).unwrap().clone(), rows)
}

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn address(&self) -> StoreAddress {
        StoreAddress::Gpkg(self.folder.path().join("city.gpkg"))
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn request(&self, text: &str, crs: Option<Crs>) -> NetworkRequest {
        NetworkRequest {
            file: self.file("a.inp", text),
            files: NetworkFiles::Epanet { valves: None },
            name: "Cấp nước Rạch Dừa".to_owned(),
            crs,
            mode: NetworkMode::Create,
            may_lose: false,
            encoding: None,
            is_dry_run: false,
            who: "lan".to_owned(),
            audit: None,
        }
    }

    fn valves(&self, text: &str) -> NetworkFiles {
        NetworkFiles::Epanet { valves: Some(self.file("van.csv", text)) }
    }

    async fn import(&self, request: NetworkRequest) -> Result<ImportedNetwork, NetworkError> {
        let looked = Store::look(&self.address()).await.unwrap();
        import(&self.address(), looked, request, &|_| {}).await
    }

    async fn store(&self) -> Store {
        Store::open(&self.address(), false).await.unwrap()
    }

    async fn rows(&self, table: &DeclaredTable) -> (Layer, Vec<Feature>) {
        rows_of(&self.store().await, "Cấp nước Rạch Dừa", table).await
    }

    /// Writes values of a row, as another program would.
    async fn set(&self, table: &DeclaredTable, code: &str, values: &[(&str, Value)]) {
        let (layer, rows) = self.rows(table).await;
        let mut row = named(&layer, &rows, code);
        for (field, value) in values {
            row.values[layer.schema.position(field).unwrap()] = value.clone();
        }
        let (id, geometry, values) = (row.id, row.geometry, row.values);
        let change =
            Change::Update { layer: layer.name.clone(), id, expected: None, geometry, values, links: Vec::new() };
        self.commit(&layer, vec![change]).await;
    }

    async fn commit(&self, layer: &Layer, changes: Vec<Change>) {
        let transaction = Transaction {
            who: "lan".to_owned(),
            why: "test".to_owned(),
            door: layer.door.clone(),
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes,
        };
        self.store().await.commit(transaction).await.unwrap();
    }

    async fn export(&self, format: NetworkFormat) -> ExportedNetwork {
        export(&self.store().await, "Cấp nước Rạch Dừa", format).await.unwrap()
    }

    async fn inp(&self, valves_as_tcv: bool) -> (InpNetwork, String) {
        let text = String::from_utf8(self.export(NetworkFormat::Inp { valves_as_tcv }).await.bytes).unwrap();
        (inp::read("a.inp", text.as_bytes(), None).unwrap().0, text)
    }
}

fn named(layer: &Layer, rows: &[Feature], code: &str) -> Feature {
    let at = layer.schema.position(CODE_FIELD).unwrap();
    rows.iter().find(|row| row.values[at] == Value::text(code)).unwrap().clone()
}

fn value(layer: &Layer, row: &Feature, field: &str) -> Value {
    row.values[layer.schema.position(field).unwrap()].clone()
}

/// Runs what waits for a store.
fn run(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work);
}

const VUNG_TAU: Crs = Crs::Epsg(5899);
const VALVES: &str = "id,link,node\nV1,p1,A\nV2,p2,A\nV3,p9,A\n";

#[test]
fn a_network_comes_back_character_for_character_and_its_valves_beside_it() {
    run(async {
        let bench = Bench::new();
        let request = NetworkRequest { files: bench.valves(VALVES), ..bench.request(SMALL, Some(VUNG_TAU)) };
        let report = bench.import(request).await.unwrap().report;
        assert_eq!((report.read, report.loaded, report.quarantined, report.updated), (13, 12, 1, 0), "{report:?}");
        assert_eq!(report.findings[0].line, Some(4));
        let out = bench.export(NetworkFormat::Inp { valves_as_tcv: false }).await;
        assert_eq!(String::from_utf8(out.bytes).unwrap(), SMALL);
        assert_eq!(String::from_utf8(out.valves.unwrap()).unwrap(), "id,link,node\r\nV1,p1,A\r\nV2,p2,A\r\n");
        assert_eq!((out.notes, out.counts), (vec![], [5, 5, 2]));
    });
}

#[test]
fn valves_stand_a_little_along_their_pipe_and_shut_pipes_are_shut() {
    run(async {
        let bench = Bench::new();
        let request = NetworkRequest { files: bench.valves(VALVES), ..bench.request(SMALL, Some(VUNG_TAU)) };
        bench.import(request).await.unwrap();
        let (layer, devices) = bench.rows(&DEVICES).await;
        let place = named(&layer, &devices, "V1").geometry;
        let Some(spatial_core::geometry::Geometry::Point(at)) = place else { panic!("{place:?}") };
        assert!((at.x() - 430_099.0).abs() < 0.01 && (at.y() - 1_146_000.0).abs() < 0.01, "{at:?}");
        let (layer, edges) = bench.rows(&EDGES).await;
        let said = |code| {
            let row = named(&layer, &edges, code);
            (
                value(&layer, &row, network::WAY_FIELD),
                value(&layer, &row, IS_SHUT_FIELD),
                value(&layer, &row, network::LENGTH_FIELD),
            )
        };
        let expected = |way, shut, length| (Value::text(way), Value::Boolean(shut), Value::Real(length));
        assert_eq!(said("p3"), expected("forward", false, 80.0));
        assert_eq!(said("p4"), expected("both", true, 60.0));
        // A pump that is off when the day begins is one all the same.
        assert_eq!(said("m"), expected("forward", false, 0.0));
    });
}

#[test]
fn what_was_changed_in_the_store_is_written_into_the_file() {
    run(async {
        let bench = Bench::new();
        bench.import(bench.request(SMALL, Some(VUNG_TAU))).await.unwrap();
        bench.set(&EDGES, "p2", &[(DIAMETER_FIELD, Value::Real(150.0)), (IS_SHUT_FIELD, Value::Boolean(true))]).await;
        bench.set(&EDGES, "p4", &[(IS_SHUT_FIELD, Value::Boolean(false)), (CODE_FIELD, Value::text("p 4"))]).await;
        bench.set(&NODES, "B", &[(CODE_FIELD, Value::text("B2")), (network::ELEVATION_FIELD, Value::Real(13.0))]).await;
        let (network, text) = bench.inp(false).await;
        let link = |id: &str| network.links.iter().find(|link| link.id == id).unwrap();
        assert_eq!((link("p2").diameter_mm, link("p2").status, &*link("p2").end), (150.0, LinkStatus::Closed, "B2"));
        assert_eq!(link("p 4").status, LinkStatus::Open);
        assert!(text.contains(" B2  13\n") && text.contains(" B2 430150 1146000\n"), "{text}");
        assert!(text.contains(" p1 R A 100 200 120 0 Open\n"), "{text}");
    });
}

#[test]
fn coordinates_of_another_zone_come_back_as_they_were() {
    run(async {
        let bench = Bench::new();
        let other = NetworkRequest { name: "khác".to_owned(), ..bench.request(SMALL, Some(Crs::Epsg(9214))) };
        bench.import(other).await.unwrap();
        bench.import(bench.request(SMALL, Some(VUNG_TAU))).await.unwrap();
        assert_eq!(bench.inp(false).await.1, SMALL);
        let (layer, nodes) = bench.rows(&NODES).await;
        assert_eq!(layer.crs, Crs::Epsg(9214));
        assert!(named(&layer, &nodes, "A").geometry.is_some());
    });
}

#[test]
fn coordinates_that_lie_nowhere_are_kept_as_they_stand() {
    run(async {
        let bench = Bench::new();
        bench.import(bench.request(SMALL, Some(Crs::Local))).await.unwrap();
        let (layer, nodes) = bench.rows(&NODES).await;
        let node = named(&layer, &nodes, "R");
        assert_eq!((layer.crs, node.geometry.is_none()), (Crs::Local, true));
        assert_eq!(value(&layer, &node, network::LOCAL_FIELD), Value::text("430000.25 1146000.5"));
        assert_eq!(bench.inp(false).await.1, SMALL);
        let error = bench.import(NetworkRequest { name: "khác".to_owned(), ..bench.request(SMALL, Some(VUNG_TAU)) });
        assert!(matches!(error.await, Err(NetworkError::TablesLocal { .. })));
    });
}

#[test]
fn a_file_without_a_stated_system_is_refused_with_what_it_looks_like() {
    run(async {
        let bench = Bench::new();
        let likely = |text: String| {
            let bench = &bench;
            async move {
                match bench.import(bench.request(&text, None)).await {
                    Err(NetworkError::CrsMissing { likely, .. }) => Some(likely),
                    _ => None,
                }
            }
        };
        let at = |place: &str| format!("[JUNCTIONS]\nA 1\n[COORDINATES]\nA {place}\n[END]\n");
        assert_eq!(likely(at("430000 1146000")).await, Some(Likely::Vn2000));
        assert_eq!(likely(at("107.1 10.4")).await, Some(Likely::Degrees));
        assert_eq!(likely(at("1146000 430000")).await, Some(Likely::Swapped));
        assert_eq!(likely(at("9 27.85")).await, Some(Likely::Elsewhere));
        assert!(!bench.folder.path().join("city.gpkg").exists());
        let error = bench.import(bench.request(&at("1146000 430000"), Some(VUNG_TAU))).await;
        assert!(matches!(error, Err(NetworkError::Misplaced { .. })));
        bench.import(bench.request(SMALL, Some(VUNG_TAU))).await.unwrap();
        assert_eq!(likely(at("430000 1146000")).await, Some(Likely::Zone(VUNG_TAU)));
        // Without any coordinates there is nothing to be said of their system.
        let bare = NetworkRequest { name: "khác".to_owned(), ..bench.request("[JUNCTIONS]\nA 1\n[END]\n", None) };
        assert!(bench.import(bare).await.is_ok());
    });
}

#[test]
fn a_network_that_takes_anothers_place_keeps_ids_states_and_what_others_added() {
    run(async {
        let bench = Bench::new();
        let request = |text: &str, files: NetworkFiles| NetworkRequest { files, ..bench.request(text, Some(VUNG_TAU)) };
        bench.import(request(SMALL, bench.valves(VALVES))).await.unwrap();
        let again = bench.import(request(SMALL, NetworkFiles::Epanet { valves: None })).await;
        assert!(matches!(again, Err(NetworkError::Exists { .. })));
        bench
            .set(&DEVICES, "V1", &[(OPERABLE_FIELD, Value::Boolean(false)), (CLOSABLE_FIELD, Value::Boolean(true))])
            .await;
        bench.set(&EDGES, "p1", &[(YEAR_FIELD, Value::Integer(1998))]).await;
        hang(&bench, "KH1", "p1").await;
        hang(&bench, "KH2", "p4").await;
        let ids = |rows: &[Feature]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let (layer, before) = bench.rows(&EDGES).await;

        let shorter = SMALL
            .replace(" p4 A C 60 100 100 0 Closed\n", " p5 A C 60 100 100\n")
            .replace(" p1 R A 100 200", " p1 R A 100 250");
        let replace =
            |text: &str, files: NetworkFiles| NetworkRequest { mode: NetworkMode::Replace, ..request(text, files) };
        let report =
            bench.import(replace(&shorter, bench.valves("id,link,node\nV1,p1,A\nV7,p5,C\n"))).await.unwrap().report;
        let counted =
            |code: &str| report.findings.iter().find(|found| found.code == code).map(|found| found.params[0].1.clone());
        assert_eq!(counted("network-states-kept").as_deref(), Some("1"), "{report:?}");
        assert_eq!(counted("network-connections-adrift").as_deref(), Some("1"));
        assert_eq!(counted("network-devices-gone").as_deref(), Some("1"));

        let (_, edges) = bench.rows(&EDGES).await;
        let p1 = named(&layer, &edges, "p1");
        assert_eq!((p1.id, value(&layer, &p1, YEAR_FIELD)), (named(&layer, &before, "p1").id, Value::Integer(1998)));
        assert_eq!(value(&layer, &p1, DIAMETER_FIELD), Value::Real(250.0));
        assert_eq!(ids(&edges), [1, 2, 3, 5, 6].map(FeatureId));
        let (layer, devices) = bench.rows(&DEVICES).await;
        let v1 = named(&layer, &devices, "V1");
        assert_eq!((v1.id, value(&layer, &v1, OPERABLE_FIELD)), (FeatureId(1), Value::Boolean(false)));
        assert_eq!(devices.len(), 2);
        let (layer, hung) = bench.rows(&CONNECTIONS).await;
        let host = |code| value(&layer, &named(&layer, &hung, code), EDGE_FIELD);
        assert_eq!((host("KH1"), host("KH2")), (Value::Integer(1), Value::Null));

        // The same once more changes nothing, and without a file of valves they stay.
        let versions = |rows: &[Feature]| rows.iter().map(|row| row.version).collect::<Vec<_>>();
        let before = bench.rows(&DEVICES).await.1;
        bench.import(replace(&shorter, NetworkFiles::Epanet { valves: None })).await.unwrap();
        assert_eq!(versions(&bench.rows(&DEVICES).await.1), versions(&before));
        assert_eq!(versions(&bench.rows(&EDGES).await.1), versions(&edges));
        assert_eq!(bench.inp(false).await.1, shorter);
    });
}

/// A customer on a pipe.
async fn hang(bench: &Bench, code: &str, pipe: &str) {
    let (edges, rows) = bench.rows(&EDGES).await;
    let edge = i64::try_from(named(&edges, &rows, pipe).id.0).unwrap();
    let (layer, _) = bench.rows(&CONNECTIONS).await;
    let values = layer.schema.row([
        (NETWORK_FIELD, Value::text("Cấp nước Rạch Dừa")),
        (CODE_FIELD, Value::text(code)),
        (EDGE_FIELD, Value::Integer(edge)),
    ]);
    bench.commit(&layer, vec![Change::insert(layer.name.clone(), None, values)]).await;
}

#[test]
fn a_dry_run_refuses_what_an_import_would_and_writes_nothing() {
    run(async {
        let bench = Bench::new();
        let dry = |text: &str| NetworkRequest { is_dry_run: true, ..bench.request(text, Some(VUNG_TAU)) };
        let told = bench.import(dry(SMALL)).await.unwrap();
        assert!(told.report.is_dry_run && told.report.revision.is_none());
        assert_eq!((told.nodes, told.edges, told.valves), (5, 5, 0));
        assert!(!bench.folder.path().join("city.gpkg").exists());
        bench.import(bench.request(SMALL, Some(VUNG_TAU))).await.unwrap();
        assert!(matches!(bench.import(dry(SMALL)).await, Err(NetworkError::Exists { .. })));
        let nameless = NetworkRequest { name: " ".to_owned(), ..dry(SMALL) };
        assert!(matches!(bench.import(nameless).await, Err(NetworkError::Draft(_))));
    });
}

#[test]
fn a_network_that_never_was_a_file_becomes_a_valid_one() {
    run(async {
        let bench = Bench::new();
        let request = NetworkRequest { files: bench.valves(VALVES), ..bench.request(SMALL, Some(VUNG_TAU)) };
        bench.import(request).await.unwrap();
        let store = bench.store().await;
        let (_, layers) = store.layers().await.unwrap();
        let tables = tables::Tables::there(&layers).unwrap();
        let stored = stored::StoredNetwork::read(&store, &tables, "Cấp nước Rạch Dừa").await.unwrap();
        for (table, rows) in [(&network::SECTIONS, &stored.sections), (&network::SOURCES, &stored.sources)] {
            let layer = tables.layer(table).unwrap();
            let gone = |row: &Feature| Change::Delete { layer: layer.name.clone(), id: row.id, expected: None };
            bench.commit(layer, rows.iter().map(gone).collect()).await;
        }

        let (network, text) = bench.inp(false).await;
        assert_eq!(network.title(), ["Phường Rạch Dừa", "Cấp nước Rạch Dừa", "CRS: EPSG:5899"], "{text}");
        let lengths: Vec<f64> = network.links.iter().map(|link| link.length_m).collect();
        assert_eq!(lengths, [100.0, 50.0, 80.0, 60.0, 0.1]);
        // A pump without a curve is a pipe that lets through as it does.
        assert_eq!((network.links[4].kind, network.links[4].status), (LinkKind::Pipe, LinkStatus::CheckValve));
        assert_eq!(network.nodes[0].place, Some([430_100.0, 1_146_000.0]));
        let notes = bench.export(NetworkFormat::Inp { valves_as_tcv: false }).await.notes;
        assert_eq!(notes[0].code, "network-out-pumps-as-pipes");
    });
}

#[test]
fn valves_may_be_throttle_valves_between_a_node_and_its_pipe() {
    run(async {
        let bench = Bench::new();
        let request = NetworkRequest { files: bench.valves(VALVES), ..bench.request(SMALL, Some(VUNG_TAU)) };
        bench.import(request).await.unwrap();
        bench.set(&DEVICES, "V2", &[(network::POSITION_FIELD, Value::text("closed"))]).await;
        let (network, text) = bench.inp(true).await;
        assert_eq!((network.nodes.len(), network.links.len()), (7, 7), "{text}");
        let [v1, v2] = &network.links[5..] else { panic!("two valves") };
        assert_eq!((&*v1.id, &*v1.start, &*v1.end, v1.status), ("V1", "A", "V1_n", LinkStatus::Active));
        assert_eq!((&*v2.start, v2.status, &*network.links[1].start), ("A", LinkStatus::Closed, "V2_n"));
        assert_eq!(&*network.links[0].end, "V1_n");
        let closed = bench.export(NetworkFormat::Inp { valves_as_tcv: false }).await.notes;
        assert_eq!(closed[0].code, "network-out-closed-valves");
    });
}

#[test]
fn other_programs_get_geojson_and_a_geopackage() {
    run(async {
        let bench = Bench::new();
        let request = NetworkRequest { files: bench.valves(VALVES), ..bench.request(SMALL, Some(VUNG_TAU)) };
        bench.import(request).await.unwrap();
        let out = bench.export(NetworkFormat::GeoJson).await;
        let json: serde_json::Value = serde_json::from_slice(&out.bytes).unwrap();
        let features = json["features"].as_array().unwrap();
        let device = features.iter().find(|feature| feature["properties"]["kind"] == "device").unwrap();
        assert_eq!((&device["properties"]["link"], &device["properties"]["node"]), (&"p1".into(), &"A".into()));
        let lon = features[0]["geometry"]["coordinates"][0].as_f64().unwrap();
        assert!((lon - 107.1).abs() < 0.1, "{lon}");
        let out = bench.export(NetworkFormat::GeoPackage).await;
        assert!(out.bytes == bench.export(NetworkFormat::GeoPackage).await.bytes);
        let path = bench.folder.path().join("out.gpkg");
        std::fs::write(&path, out.bytes).unwrap();
        assert_eq!(edges_of(&path), [("p1".to_owned(), "R".to_owned()), ("p2".to_owned(), "A".to_owned())]);
        let missing = export(&bench.store().await, "x", NetworkFormat::GeoJson).await;
        let Err(NetworkError::NotFound { there, .. }) = missing else { panic!("{missing:?}") };
        assert_eq!(there, ["Cấp nước Rạch Dừa"]);
    });
}

fn edges_of(path: &Path) -> Vec<(String, String)> {
    let file = rusqlite::Connection::open(path).unwrap();
    let mut statement = file.prepare("SELECT ma, nut_dau FROM edges WHERE geom NOTNULL ORDER BY fid LIMIT 2").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
