//! What fields mean, from an import to `/collections`, for those who may see them; and tables without shape over HTTP, on both stores.

use std::path::Path;

use serde_json::{Value, json};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{
    Change, DeclaredField, DeclaredTable, FieldRole, FieldType, GeometryType, Kind, LayerName, Transaction,
    Value as Stored,
};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, diaban, diaban_succeeds, token_in};

use crate::store::contract::transaction;

/// Decisions: no shape, one field for staff.
const DECISIONS: DeclaredTable = DeclaredTable {
    room: "planning",
    table: "decision",
    layer: "decisions",
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        DeclaredField::open("so", FieldType::Text).role(FieldRole::Decision),
        DeclaredField::staff("ghi_chu", FieldType::Text).role(FieldRole::Address),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: None,
};

const PARCEL: &str = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.1,10.4],[107.2,10.4],[107.2,10.5],[107.1,10.4]]]},
    "properties":{"so_to":12,"so_thua":45,"loai_dat":"ODT","dien_tich_phap_ly":120.5,"ten_chu":"A"}}"#;
const SIGN: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.4]},
    "properties":{"bien":"Chợ","cao":2.5,"ten":"B"}}"#;
const SIGN_MAPPING: &str =
    "[fields]\nbien = { role = \"name\" }\ncao = { unit = \"m\" }\nten = { name = \"ma_bien\", role = \"code\" }\n";

#[tokio::test]
async fn a_file_tells_what_its_fields_mean() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = StoreAddress::Gpkg(folder.path().join("city.gpkg"));
    told(&address, &folder.path().join("city.gpkg").display().to_string(), folder.path()).await;
}

#[tokio::test]
async fn a_database_tells_what_its_fields_mean() {
    let database = Cluster::shared().database();
    let folder = tempfile::tempdir().expect("a folder");
    let address = StoreAddress::Postgis(PostgisAddress::parse(&database.url()).expect("an address"));
    told(&address, &database.url(), folder.path()).await;
}

async fn told(address: &StoreAddress, url: &str, folder: &Path) {
    filled(address).await;
    let parcels = import(url, folder, "parcels", PARCEL, &["--kind", "parcel"]);
    assert!(parcels.contains("so_to (map sheet), so_thua (parcel number)"), "{parcels}");
    assert!(parcels.contains("dien_tich_phap_ly (registered area, m²)"), "{parcels}");
    let mapping = folder.join("signs.toml");
    std::fs::write(&mapping, SIGN_MAPPING).expect("the file is written");
    import(url, folder, "signs", SIGN, &["--mapping", &mapping.display().to_string()]);
    let token = token_in(address, "lan", "viewer");
    let server = Server::start(url);
    fields_are_told(&server, &token).await;
    a_table_has_rows_and_no_tiles(&server).await;
}

/// A store with one row of a table without shape.
async fn filled(address: &StoreAddress) {
    let store = Store::open(address, true).await.expect("the store opens");
    let table = DECISIONS.layer(Crs::Epsg(9218), Operation(String::new()), "Quyết định").expect("it is declared well");
    let door = table.door.clone();
    store.declare(&[table], "diaban", "a test").await.expect("it is declared");
    let row = vec![Stored::text("12/QĐ"), Stored::text("x")];
    let insert = Change::insert(LayerName::parse("decisions").expect("a name"), None, row);
    store.commit(Transaction { door, ..transaction(vec![insert]) }).await.expect("it is committed");
}

fn import(url: &str, folder: &Path, layer: &str, text: &str, options: &[&str]) -> String {
    let file = folder.join(format!("{layer}.geojson"));
    std::fs::write(&file, text).expect("the file is written");
    let file = file.display().to_string();
    diaban_succeeds([&["import", &file, "--into", url, "--layer", layer, "--lang", "en"], options].concat())
}

async fn fields_are_told(server: &Server, token: &str) {
    let parcels = server.json("/collections/parcels").await;
    assert_eq!(
        parcels["fields"],
        json!([
            { "name": "so_to", "title": "Số tờ", "type": "integer", "role": "sheet" },
            { "name": "so_thua", "title": "Số thửa", "type": "integer", "role": "number" },
            { "name": "loai_dat", "title": "Loại đất", "type": "text", "role": "class" },
            { "name": "dien_tich_phap_ly", "title": "Diện tích pháp lý", "type": "real", "role": "registered_area", "unit": "m2" },
        ])
    );
    let english = server.json("/collections/parcels?lang=en").await;
    assert_eq!(english["fields"][0]["title"], "Sheet");
    assert_eq!((&parcels["class_field"], &parcels["door"]), (&json!("loai_dat"), &json!("items")));
    let signs = server.json("/collections/signs").await;
    assert_eq!(
        signs["fields"],
        json!([
            { "name": "bien", "type": "text", "role": "name" },
            { "name": "cao", "type": "real", "unit": "m" },
            { "name": "ma_bien", "type": "text", "role": "code" },
        ])
    );
    let decision = json!({ "name": "so", "type": "text", "role": "decision" });
    let anonymous = server.json("/collections/decisions").await;
    assert_eq!(anonymous["fields"], json!([decision]));
    assert_eq!((&anonymous["subject"], &anonymous["door"]), (&json!("planning/decision"), &json!("planning")));
    let staff = server.get("/collections/decisions").bearer_auth(token).send().await.expect("the server answers");
    let staff: Value = staff.json().await.expect("it is JSON");
    assert_eq!(
        staff["fields"],
        json!([decision, { "name": "ghi_chu", "title": "Ghi chú", "type": "text", "role": "address" }])
    );
}

async fn a_table_has_rows_and_no_tiles(server: &Server) {
    let table = server.json("/collections/decisions").await;
    assert_eq!((&table["geometry"], &table["extent"]), (&json!("none"), &Value::Null));
    let links = table["links"].as_array().expect("links");
    assert!(links.iter().any(|link| link["rel"] == "items"), "{table}");
    assert!(!table.to_string().contains("/xyz/"), "{table}");
    let all = server.json("/collections").await;
    assert_eq!(all["collections"].as_array().expect("a list").len(), 3);
    let tilesets: Vec<&Value> =
        all["links"].as_array().expect("links").iter().filter(|link| link["title"] == "TileJSON").collect();
    assert_eq!(tilesets.len(), 1);
    assert!(tilesets[0]["href"].as_str().expect("a link").ends_with("/xyz/parcels,signs.json"), "{tilesets:?}");
    for path in ["/xyz/decisions/14/13063/7713", "/xyz/decisions.json", "/xyz/parcels,decisions.json"] {
        let answer = server.get(path).header("accept-language", "en").send().await.expect("the server answers");
        assert_eq!(answer.status(), 404, "{path}");
        let problem: Value = answer.json().await.expect("it is JSON");
        assert!(problem["detail"].as_str().expect("a sentence").contains("a table without shape"), "{problem}");
    }
    let items = server.json("/collections/decisions/items").await;
    let row = &items["features"][0];
    assert_eq!((&row["type"], &row["geometry"]), (&json!("Feature"), &Value::Null));
    assert_eq!(row["properties"], json!({ "so": "12/QĐ" }));
}

#[test]
fn a_mapping_with_an_unknown_role_or_unit_is_refused_with_those_that_are_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("signs.geojson"), SIGN).expect("the file is written");
    for (rule, known) in [("role = \"colour\"", "commune, sheet"), ("unit = \"foot\"", "m, mm, m2")] {
        std::fs::write(at("signs.toml"), format!("[fields]\ncao = {{ {rule} }}\n")).expect("the file is written");
        let files = [at("signs.geojson"), at("city.gpkg"), at("signs.toml")];
        let [file, store, mapping] = files.each_ref().map(String::as_str);
        let done = diaban(["import", file, "--into", store, "--layer", "signs", "--mapping", mapping]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && said.contains(known), "{said}");
    }
}
