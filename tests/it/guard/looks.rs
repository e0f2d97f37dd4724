//! Every door that answers with features, asked by one of the authority's own people: about what the public sees too, and then about the
//! same where it is hidden. The first leaves no line in the audit log, the second one at each door.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use serde_json::{Value, json};
use spatial_core::store::private::{AuditEntry, Deed};
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{Server, diaban_succeeds, token_of};

use crate::apps::Scene;
use crate::http::sign_in::plots;

/// The lines about looks, oldest first.
async fn looks(address: &StoreAddress) -> Result<Vec<AuditEntry>> {
    let log = Store::open(address, false).await?.private().audit(1000).await?;
    Ok(log.into_iter().filter(|line| line.deed == Deed::PrivateRead).collect())
}

/// The layers that lines written by one question name.
async fn noted(address: &StoreAddress, server: &Server, token: &str, path: &str) -> Result<Vec<String>> {
    let before = looks(address).await?.len();
    let answer = server.get(path).bearer_auth(token).send().await?;
    ensure!(matches!(answer.status().as_u16(), 200 | 204), "{path}: {}", answer.status());
    answer.bytes().await?;
    let lines = looks(address).await?;
    Ok(lines[before..].iter().filter_map(|line| Some(line.layer.as_ref()?.to_string())).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_leaves_a_line_when_staff_look_at_what_the_public_does_not_see() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (server, address) = (&scene.server, scene.address());
    let editor = scene.editor("binh", &[]);
    let parcel = &server.json("/collections/parcels/items?limit=1").await["features"][0];
    let [lon, lat] = inside(parcel)?;
    let of = |field: &str| parcel["properties"][field].as_str().map(str::to_owned);
    let key = of("ma_dinh_danh").context("a parcel has an identifier")?;
    let doors = [
        "/collections/parcels/items?limit=2".to_owned(),
        "/collections/parcels/items?limit=2&f=html".to_owned(),
        "/collections/parcels/items/1".to_owned(),
        format!("/v1/parcels/{key}"),
        format!("/v1/parcels/{key}/zones"),
        format!("/v1/parcels/{key}/extract"),
        format!("/v1/search?q={key}"),
        format!("/v1/search?at={lon},{lat}&layer=parcels"),
        format!("/v1/search?at={lon},{lat}"),
        "/xyz/parcels/14/13065/7718".to_owned(),
    ];
    let hidden = ["/collections", "/collections/parcels", "/xyz/parcels.json", "/", "/styles/planning"];
    for door in doors.iter().map(String::as_str).chain(hidden).chain(["/v1/networks"]) {
        assert_eq!(noted(address, server, &editor, door).await?, [""; 0], "{door}: the public sees it too");
    }
    diaban_succeeds([std::ffi::OsStr::new("layer"), "hide".as_ref(), scene.place(), "parcels".as_ref()]);
    let ids = |document: &Value| -> Vec<Value> {
        document["collections"].as_array().into_iter().flatten().map(|layer| layer["id"].clone()).collect()
    };
    server.until("/collections", |document| !ids(document).contains(&json!("parcels"))).await;
    for door in &doors {
        let layers = noted(address, server, &editor, door).await?;
        assert_eq!(layers, ["parcels"], "{door}");
    }
    for door in hidden {
        assert_eq!(noted(address, server, &editor, door).await?, [""; 0], "{door}: no feature is read there");
    }
    let about = looks(address).await?;
    assert!(about.iter().any(|line| line.detail.as_deref().is_some_and(|detail| detail.contains(&key))), "{about:?}");
    Ok(())
}

/// A place in a polygon: the middle of its box lies in a lot of the sample city.
fn inside(feature: &Value) -> Result<[f64; 2]> {
    let ring = feature["geometry"]["coordinates"][0].as_array().context("a polygon")?;
    let middle = |at: usize| -> f64 {
        let part = || ring.iter().filter_map(|point| point[at].as_f64());
        part().fold(f64::INFINITY, f64::min).midpoint(part().fold(f64::NEG_INFINITY, f64::max))
    };
    Ok([middle(0), middle(1)])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_leaves_a_line_where_its_planner_reads_it_and_none_once_it_is_published() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (server, address) = (&scene.server, scene.address());
    let planner = scene.editor("lan", &["planning.draft@99999", "planning.publish@99999"]);
    let parcel = server.json("/collections/parcels/items?limit=1").await["features"][0].clone();
    let [lon, lat] = inside(&parcel)?;
    let (west, east, south, north) = (lon - 0.01, lon + 0.01, lat - 0.01, lat + 0.01);
    let rings = json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
    let put = server.ask(Method::POST, "/v1/assets").bearer_auth(&planner).body("Thuyết minh").send().await?;
    let hash = put.json::<Value>().await?["hash"].as_str().context("a hash")?.to_owned();
    let sent = json!({ "code": "QH-77", "name": "Quy hoạch bãi sau", "kind": "urban", "commune": "99999",
        "documents": [{ "name": "Thuyết minh", "asset": hash }],
        "zones": [{ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": rings },
            "properties": { "ky_hieu": "ODT-9", "chuc_nang": "ODT" } }] });
    let (status, made) = scene.sent(&planner, "/v1/plans", &sent).await;
    assert_eq!(status, 201, "{made}");
    let doors = [
        (format!("/v1/assets/{hash}"), "plan_documents"),
        (format!("/v1/parcels/{}/zones", parcel["id"]), "plan_zones"),
        (format!("/collections/plan_register/items/{}", made["id"]), "plan_register"),
        ("/v1/search?q=QH-77".to_owned(), "plan_register"),
        (format!("/v1/search?at={lon},{lat}&layer=plan_zones"), "plan_zones"),
        ("/v1/plans".to_owned(), "plan_register"),
    ];
    for (door, layer) in &doors {
        assert_eq!(noted(address, server, &planner, door).await?, [*layer], "{door}");
    }
    let extract = format!("/v1/parcels/{}/extract", parcel["id"]);
    let of_all = ["plan_documents", "plan_register", "plan_zones"];
    let lines = noted(address, server, &planner, &extract).await?;
    assert_eq!(lines.into_iter().filter(|layer| layer != "parcels").collect::<Vec<_>>(), of_all);
    let decision = json!({ "decision": "77/QĐ-UBND", "date": "2024-11-29", "reason": "Hồ sơ bổ sung sau" });
    let (status, done) = scene.sent(&planner, &format!("/v1/plans/{}/publish", made["id"]), &decision).await;
    assert_eq!(status, 200, "{done}");
    for (door, _) in &doors {
        assert_eq!(noted(address, server, &planner, door).await?, [""; 0], "{door}: everybody reads it now");
    }
    let lines = noted(address, server, &planner, &extract).await?;
    assert!(!lines.iter().any(|layer| of_all.contains(&layer.as_str())), "{lines:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_whose_edges_have_a_private_field_leaves_a_line_when_it_is_traced() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let planner = scene.editor("van", &["network.operate"]);
    let city = crate::store::city::sqlite(std::path::Path::new(scene.place()))?;
    let edges = "SELECT schema FROM diaban_schema WHERE layer = 'network_edges'";
    city.execute(&format!("UPDATE diaban_field SET audience = 'staff' WHERE schema IN ({edges})"), [])?;
    drop(city);
    // What a server may have kept for the next start is of before.
    let _ = std::fs::remove_file(std::path::Path::new(scene.place()).with_extension("gpkg.diaban-world"));
    let server = Server::start(scene.place());
    let staff = server.get("/v1/networks").bearer_auth(&planner).send().await?.json::<Value>().await?;
    let name = staff["networks"][0]["name"].as_str().context("a network")?.to_owned();
    assert_eq!(server.json("/v1/networks").await["networks"], json!([]), "the public sees none");
    for door in ["/v1/networks".to_owned(), format!("/v1/networks/{name}/trace?from=%231")] {
        assert_eq!(noted(scene.address(), &server, &planner, &door).await?, ["network_edges"], "{door}");
    }
    Ok(())
}

#[tokio::test]
async fn private_fields_leave_a_line_at_each_place_and_when_an_edit_comes_too_late() -> Result<()> {
    let (_folder, store) = plots();
    let (server, address) = (Server::start(&store), StoreAddress::Gpkg(store.clone()));
    let token = token_of(&store, "an-editor");
    for (door, layer) in [
        ("/v1/search?at=107.0805,10.3505", "plots"),
        ("/v1/search?at=107.0805,10.3505&layer=plots", "plots"),
        ("/collections/plots/items?limit=1&f=html", "plots"),
        ("/collections/plots_quarantine/items", "plots_quarantine"),
        ("/xyz/plots/14/13065/7718", "plots"),
    ] {
        assert_eq!(noted(&address, &server, &token, door).await?, [layer], "{door}");
        let before = looks(&address).await?.len();
        server.get(door).send().await?;
        assert_eq!(looks(&address).await?.len(), before, "{door}: who has not signed in sees nothing private");
    }
    let item = "/collections/plots/items/1";
    let tag = server.get(item).bearer_auth(&token).send().await?.headers()[ETAG].clone();
    let change = async |note: &str| -> Result<u16> {
        let asked = server.ask(Method::PATCH, item).bearer_auth(&token).header(IF_MATCH, &tag);
        let asked = asked.header(CONTENT_TYPE, "application/merge-patch+json");
        Ok(asked.body(json!({ "properties": { "secret_note": note } }).to_string()).send().await?.status().as_u16())
    };
    assert_eq!(change("Phạm Thị Hoa").await?, 200);
    let before = looks(&address).await?.len();
    assert_eq!(change("Trần Văn Minh").await?, 412);
    let lines = looks(&address).await?;
    assert_eq!(lines.len(), before + 1, "the answer holds both versions: {lines:?}");
    assert_eq!(lines[before].feature.map(|id| id.0), Some(1));
    Ok(())
}
