//! Files of lines, points and meters into a store of their own: fields and words, reference systems, what stays when they come again.

use std::path::PathBuf;

use network::{
    CODE_FIELD, CONNECTIONS, DEVICES, DIAMETER_FIELD, EDGE_FIELD, EDGES, IS_SHUT_FIELD, LENGTH_FIELD, NAME_FIELD,
    OPERABLE_FIELD, POSITION_FIELD, TYPE_FIELD, WAY_FIELD,
};
use spatial_core::crs::Crs;
use spatial_core::layer::{Change, DeclaredTable, Feature, Layer, Transaction, Value};
use spatial_core::store::{Store, StoreAddress};
use tempfile::TempDir;

use crate::network::request::{NetworkFiles, NetworkMode, NetworkRequest, PlainFile, PlainLayers, PlainRole};
use crate::network::tests::rows_of;
use crate::network::{ImportedNetwork, NetworkError, import};

const NAME: &str = "Cấp nước";
const VUNG_TAU: Crs = Crs::Epsg(5899);

struct Bench(TempDir);

impl Bench {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self, name: &str, features: &[String]) -> PathBuf {
        let path = self.0.path().join(name);
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        std::fs::write(&path, text).unwrap();
        path
    }

    fn address(&self) -> StoreAddress {
        StoreAddress::Gpkg(self.0.path().join("city.gpkg"))
    }

    fn request(&self, lines: &[String], beside: &[(PlainRole, &[String])], crs: Option<Crs>) -> NetworkRequest {
        let beside = beside.iter().map(|(role, features)| PlainFile {
            role: *role,
            path: self.file(&format!("{}.geojson", role.as_str()), features),
            layer: None,
        });
        let plain = PlainLayers { beside: beside.collect(), ..PlainLayers::default() };
        NetworkRequest {
            file: self.file("ong.geojson", lines),
            files: NetworkFiles::Plain(Box::new(plain)),
            name: NAME.to_owned(),
            crs,
            mode: NetworkMode::Create,
            may_lose: false,
            encoding: None,
            is_dry_run: false,
            who: "lan".to_owned(),
            audit: None,
        }
    }

    async fn import(&self, request: NetworkRequest) -> Result<ImportedNetwork, NetworkError> {
        let looked = Store::look(&self.address()).await.unwrap();
        import(&self.address(), looked, request, &|_| {}).await
    }

    async fn rows(&self, table: &DeclaredTable) -> (Layer, Vec<Feature>) {
        let store = Store::open(&self.address(), false).await.unwrap();
        rows_of(&store, NAME, table).await
    }

    /// What rows of a table say, in order of id.
    async fn said(&self, table: &DeclaredTable, fields: &[&str]) -> Vec<Vec<Value>> {
        let (layer, rows) = self.rows(table).await;
        let value = |row: &Feature, field: &&str| row.values[layer.schema.position(field).unwrap()].clone();
        rows.iter().map(|row| fields.iter().map(|field| value(row, field)).collect()).collect()
    }

    /// Writes a value of the first row, as another program would.
    async fn set(&self, table: &DeclaredTable, field: &str, value: Value) {
        let (layer, rows) = self.rows(table).await;
        let mut row = rows[0].clone();
        row.values[layer.schema.position(field).unwrap()] = value;
        let (id, geometry, values) = (row.id, row.geometry, row.values);
        let change = Change::Update { layer: layer.name, id, expected: None, geometry, values, links: Vec::new() };
        let transaction = Transaction {
            who: "lan".to_owned(),
            why: "test".to_owned(),
            door: layer.door,
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes: vec![change],
        };
        Store::open(&self.address(), false).await.unwrap().commit(transaction).await.unwrap();
    }
}

/// In metres east and north of a corner in Vũng Tàu.
fn line(properties: &str, course: &[[f64; 2]]) -> String {
    let course: Vec<String> = course.iter().map(|[x, y]| format!("[{},{}]", 430_000.0 + x, 1_146_000.0 + y)).collect();
    let course = course.join(",");
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"LineString","coordinates":[{course}]}}}}"#
    )
}

fn point(properties: &str, [x, y]: [f64; 2]) -> String {
    let (x, y) = (430_000.0 + x, 1_146_000.0 + y);
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#
    )
}

fn counted(imported: &ImportedNetwork, code: &str) -> u64 {
    imported.report.counts.get(code).copied().unwrap_or_default()
}

fn run(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work);
}

#[test]
fn fields_and_words_are_read_as_people_write_them() {
    run(async {
        let bench = Bench::new();
        let lines = [
            line(r#""Mã ống":"P1","DN":"DN150","Chiều":"thuận""#, &[[0.0, 0.0], [30.0, 40.0]]),
            line(r#""Mã ống":"P2","DN":"to","dang_dong":"có""#, &[[30.0, 40.0], [60.0, 40.0]]),
        ];
        let points = [
            point(r#""ma":"N1","loai":"Nhà máy nước""#, [0.0, 0.0]),
            point(r#""ma":"V1","loai":"Van cổng","trang_thai":"đóng","van_hanh":"không""#, [45.0, 40.0]),
            point(r#""ma":"X1","loai":"Cái gì đó""#, [50.0, 40.0]),
        ];
        let meters = [
            point(r#""ma":"K1","ten":"Bệnh viện","hang":"hospital","tuyen":"T1","thu_tu":3"#, [40.0, 45.0]),
            point(r#""ma":"K2","ten":"Bà Tám""#, [41.0, 45.0]),
        ];
        let beside = [(PlainRole::Points, &points[..]), (PlainRole::Meters, &meters[..])];
        let imported = bench.import(bench.request(&lines, &beside, Some(VUNG_TAU))).await.unwrap();
        let text = |text: &str| Value::text(text);
        assert_eq!(
            bench.said(&EDGES, &[CODE_FIELD, DIAMETER_FIELD, LENGTH_FIELD, WAY_FIELD, IS_SHUT_FIELD]).await,
            [
                vec![text("P1"), Value::Real(150.0), Value::Real(50.0), text("forward"), Value::Boolean(false)],
                vec![text("P2"), Value::Null, Value::Real(30.0), text("both"), Value::Boolean(true)],
            ]
        );
        let devices = bench.said(&DEVICES, &[CODE_FIELD, TYPE_FIELD, POSITION_FIELD, OPERABLE_FIELD]).await;
        assert!(
            devices.contains(&vec![text("V1"), text("valve"), text("closed"), Value::Boolean(false)]),
            "{devices:?}"
        );
        assert!(
            devices.contains(&vec![text("X1"), text("Cái gì đó"), text("open"), Value::Boolean(true)]),
            "{devices:?}"
        );
        assert_eq!(
            bench.said(&CONNECTIONS, &[CODE_FIELD, NAME_FIELD, network::ROUND_FIELD]).await,
            [vec![text("K1"), text("Bệnh viện"), text("T1")], vec![text("K2"), Value::Null, Value::Null]]
        );
        for code in ["network-field-unread", "network-kind-unknown", "network-names-left-out"] {
            assert_eq!(counted(&imported, code), 1, "{code}: {:?}", imported.report.findings);
        }
        assert_eq!((imported.report.read, imported.report.loaded, imported.customers), (7, 7, [2, 0]));
    });
}

#[test]
fn data_in_degrees_are_joined_in_metres() {
    run(async {
        let bench = Bench::new();
        // A hundred-thousandth of a degree is a metre: two tolerances.
        let degrees = |code: &str, course: &str| {
            format!(
                r#"{{"type":"Feature","properties":{{"ma":"{code}"}},"geometry":{{"type":"LineString","coordinates":[{course}]}}}}"#
            )
        };
        let lines = [
            degrees("P1", "[107.100000,10.4],[107.101000,10.4]"),
            degrees("P2", "[107.101002,10.4],[107.102000,10.4]"),
            degrees("P3", "[107.102010,10.4],[107.103000,10.4]"),
        ];
        let imported = bench.import(bench.request(&lines, &[], None)).await.unwrap();
        let counts =
            ["network-snapped", "network-join-gap", "network-join-no-source"].map(|code| counted(&imported, code));
        assert_eq!((counts, imported.nodes), ([1, 1, 1], 5), "{:?}", imported.report.findings);
        let (layer, _) = bench.rows(&EDGES).await;
        assert_eq!(layer.crs, Crs::Epsg(9214), "the zone whose meridian is nearest");
        let drawing = [line(r#""ma":"P1""#, &[[0.0, 0.0], [50.0, 0.0], [50.0, 9.0]])];
        let local = NetworkRequest { name: "vẽ".to_owned(), ..bench.request(&drawing, &[], Some(Crs::Local)) };
        assert!(bench.import(local).await.is_ok());
    });
}

#[test]
fn what_was_found_in_the_field_stays_when_layers_come_again() {
    run(async {
        let bench = Bench::new();
        let lines =
            [line(r#""ma":"P1""#, &[[0.0, 0.0], [50.0, 0.0]]), line(r#""ma":"P2""#, &[[50.0, 0.0], [99.0, 0.0]])];
        let valves = [point(r#""ma":"V1""#, [25.0, 0.0])];
        let meters = [point(r#""ma":"K1""#, [40.0, 5.0])];
        let beside = [(PlainRole::Valves, &valves[..]), (PlainRole::Meters, &meters[..])];
        let request = || bench.request(&lines, &beside, Some(VUNG_TAU));
        bench.import(request()).await.unwrap();
        bench.set(&DEVICES, OPERABLE_FIELD, Value::Boolean(false)).await;
        bench.set(&EDGES, IS_SHUT_FIELD, Value::Boolean(true)).await;
        bench.set(&CONNECTIONS, network::ROUND_FIELD, Value::text("T7")).await;
        let again = bench.import(NetworkRequest { mode: NetworkMode::Replace, ..request() }).await.unwrap();
        for code in ["network-states-kept", "network-shut-kept", "network-customers-kept"] {
            assert_eq!(counted(&again, code), 1, "{code}: {:?}", again.report.findings);
        }
        assert_eq!(bench.said(&DEVICES, &[OPERABLE_FIELD]).await, [[Value::Boolean(false)]]);
        assert_eq!(bench.said(&EDGES, &[IS_SHUT_FIELD]).await, [[Value::Boolean(true)], [Value::Boolean(false)]]);
        let hung = bench.said(&CONNECTIONS, &[EDGE_FIELD, network::ROUND_FIELD]).await;
        assert_eq!(hung, [[Value::Integer(1), Value::text("T7")]]);
        let half = bench.request(&lines[..1], &[], Some(VUNG_TAU));
        let half = NetworkRequest { mode: NetworkMode::Replace, ..half };
        let refused = bench.import(half.clone()).await;
        assert!(matches!(refused, Err(NetworkError::Shrinks { gone: 1, edges: 2, .. })), "{refused:?}");
        assert!(bench.import(NetworkRequest { may_lose: true, ..half }).await.is_ok());
        let none = bench.import(bench.request(&valves, &[], Some(VUNG_TAU))).await;
        assert!(matches!(none, Err(NetworkError::NoLines { .. })), "{none:?}");
    });
}

#[test]
fn what_hangs_on_a_line_stays_on_it_when_another_line_divides_it_and_when_it_is_whole_again() {
    run(async {
        let bench = Bench::new();
        let whole = [line(r#""ma":"P7""#, &[[0.0, 0.0], [100.0, 0.0]])];
        let divided = [whole[0].clone(), line(r#""ma":"P8""#, &[[40.0, 0.0], [40.0, 50.0]])];
        let valves = [point(r#""ma":"V1""#, [20.0, 0.0]), point(r#""ma":"V2""#, [90.0, 0.2])];
        let meters = [point(r#""ma":"K1""#, [70.0, 0.6])];
        let beside = [(PlainRole::Valves, &valves[..]), (PlainRole::Meters, &meters[..])];
        bench.import(bench.request(&whole, &beside, Some(VUNG_TAU))).await.unwrap();
        bench.set(&DEVICES, OPERABLE_FIELD, Value::Boolean(false)).await;
        let before = bench.rows(&DEVICES).await.1;
        for (lines, hosts, measures) in [
            (&divided[..], [["P7/1", "P7/2"], ["P7/2", ""]], [20.0, 50.0]),
            (&whole[..], [["P7", "P7"], ["P7", ""]], [20.0, 90.0]),
        ] {
            let request = bench.request(lines, &[], Some(VUNG_TAU));
            let request = NetworkRequest { mode: NetworkMode::Replace, may_lose: true, ..request };
            let told = bench.import(request).await.unwrap();
            let moved = told.report.findings.iter().find(|found| found.code == "network-moved");
            assert_eq!(moved.map(|found| &*found.params[0].1), Some("3"), "{:?}", told.report.findings);
            let (layer, edges) = bench.rows(&EDGES).await;
            let code = |id: &Value| {
                let edge = edges.iter().find(|edge| Value::Integer(i64::try_from(edge.id.0).unwrap()) == *id);
                edge.map_or("none", |edge| layer.schema.text(&edge.values, CODE_FIELD).unwrap()).to_owned()
            };
            let devices = bench.said(&DEVICES, &[EDGE_FIELD, network::MEASURE_FIELD, OPERABLE_FIELD]).await;
            assert_eq!([code(&devices[0][0]), code(&devices[1][0])], hosts[0]);
            assert_eq!([devices[0][1].clone(), devices[1][1].clone()], measures.map(Value::Real));
            assert_eq!(devices[0][2], Value::Boolean(false), "what was found in the field stays");
            assert_eq!(code(&bench.said(&CONNECTIONS, &[EDGE_FIELD]).await[0][0]), hosts[1][0]);
            let ids = |rows: &[Feature]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
            assert_eq!(ids(&bench.rows(&DEVICES).await.1), ids(&before));
        }
    });
}
