//! The steward's desk over HTTP: a file is sent, checked, brought in while the map is served, and told of; people are taken in; nobody but
//! administrators is let near. On both stores.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::store::Store;
use spatial_core::store::private::Deed;
use system_tests::program::{Server, city, token, token_in};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::apps::Scene;

/// Three plots, of which one crosses itself and one lacks its corner.
const PLOTS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.08,10.34],[107.081,10.34],[107.081,10.341],[107.08,10.34]]]},"properties":{"so":"1","chu":"Lan"}},
 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.09,10.34],[107.091,10.341],[107.091,10.34],[107.09,10.341],[107.09,10.34]]]},"properties":{"so":"2","chu":"Minh"}},
 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.1,10.34],[107.101,10.34]]]},"properties":{"so":"3","chu":"Mai"}}
]}"#;

struct Desk<'a> {
    server: &'a Server,
    token: String,
}

impl Desk<'_> {
    async fn asked(&self, method: Method, path: &str, body: Option<&Value>) -> Result<(u16, Value)> {
        let request = self.server.ask(method, path).header("accept-language", "en").bearer_auth(&self.token);
        let request = body.into_iter().fold(request, reqwest::RequestBuilder::json);
        let answer = request.send().await?;
        Ok((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
    }

    async fn send(&self, name: &str, content: impl Into<reqwest::Body>) -> Result<(u16, Value)> {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let request = self.server.ask(Method::POST, &format!("/v1/imports?name={name}")).bearer_auth(&self.token);
        let answer = request.header("accept-language", "en").body(content).send().await?;
        Ok((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
    }

    /// The path of a file that was sent.
    async fn sent(&self, name: &str, content: impl Into<reqwest::Body>) -> Result<String> {
        let (status, import) = self.send(name, content).await?;
        ensure!(status == 201, "{status} {import}");
        Ok(format!("/v1/imports/{}", import["id"].as_str().context("an id")?))
    }

    /// The import once it is neither waiting nor at work.
    async fn settled(&self, path: &str) -> Result<Value> {
        loop {
            let (status, import) = self.asked(Method::GET, path, None).await?;
            ensure!(status == 200, "{status} {import}");
            if !["checking", "importing"].contains(&import["state"].as_str().unwrap_or_default()) {
                return Ok(import);
            }
            tokio::task::yield_now().await;
        }
    }

    async fn checked(&self, path: &str, plan: &Value) -> Result<Value> {
        let (status, import) = self.asked(Method::POST, &format!("{path}/check"), Some(plan)).await?;
        ensure!(status == 202, "{status} {import}");
        self.settled(path).await
    }

    async fn confirmed(&self, path: &str) -> Result<Value> {
        let (status, import) = self.confirm(path).await?;
        ensure!(status == 202, "{status} {import}");
        self.settled(path).await
    }

    /// Confirms the check the import tells of now.
    async fn confirm(&self, path: &str) -> Result<(u16, Value)> {
        let (_, import) = self.asked(Method::GET, path, None).await?;
        self.asked(Method::POST, &format!("{path}/confirm"), Some(&json!({ "check": import["check"] }))).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_checked_and_brought_in_in_a_file() -> Result<()> {
    checked_and_brought_in(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_checked_and_brought_in_in_a_database() -> Result<()> {
    checked_and_brought_in(&Scene::in_a_database().await).await
}

async fn checked_and_brought_in(scene: &Scene) -> Result<()> {
    let desk = Desk { server: &scene.server, token: token_in(scene.address(), "mai", "admin") };
    let path = desk.sent("lô đất.geojson", PLOTS).await?;
    let received = desk.settled(&path).await?;
    ensure!(received["state"] == "received" && received["name"] == "lô đất.geojson", "{received}");
    ensure!(received["layers"][0]["name"] == "lô đất" && received["by"] == "mai", "{received}");
    let (status, problem) = desk.confirm(&path).await?;
    ensure!(status == 409 && problem["type"] == "urn:diaban:problem-import-unchecked", "{problem}");

    let plan = json!({ "layer": "lo_dat", "mode": "create", "private_fields": ["chu"], "unpublished": true });
    let checked = desk.checked(&path, &plan).await?;
    let report = &checked["report"];
    ensure!(checked["state"] == "checked" && checked["revision"].is_null(), "{checked}");
    ensure!((&report["read"], &report["stored"], &report["refused"]) == (&3.into(), &2.into(), &1.into()), "{report}");
    ensure!(report["repaired"] == 1 && report["crs"] == "EPSG:4326" && report["encoding"] == "UTF-8", "{report}");
    ensure!(report["bounds"][0] == 107.08 && report["bounds"][3] == 10.341, "{report}");
    let private =
        |name: &str| report["fields"].as_array()?.iter().find(|field| field["name"] == name)?["private"].as_bool();
    ensure!((private("so"), private("chu")) == (Some(false), Some(true)), "{report}");
    ensure!(report["fields"].as_array().is_some_and(|fields| fields.iter().all(|field| field["role"] != "name")));
    let named = json!({ "layer": "lo_dat", "mode": "create", "private_fields": ["chu"], "unpublished": true, "name_field": "so" });
    let checked = desk.checked(&path, &named).await?;
    let name =
        checked["report"]["fields"].as_array().and_then(|fields| fields.iter().find(|field| field["role"] == "name"));
    ensure!(name.is_some_and(|field| field["name"] == "so"), "{checked}");
    ensure!(checked["plan"]["name_field"] == "so", "{checked}");
    ensure!(report["sentences"][0].as_str().is_some_and(|said| said.contains('3')), "{report}");
    ensure!(scene.asked(&desk.token, "/collections/lo_dat").await.0 == 404, "a check writes nothing");
    findings_are_told(&desk, &path).await?;

    let done = desk.confirmed(&path).await?;
    ensure!(done["state"] == "done" && done["report"]["stored"] == 2 && done["problem"].is_null(), "{done}");
    let revision = done["revision"].as_u64().context("a commit")?;
    scene.server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(revision)).await;
    ensure!(scene.asked("", "/collections/lo_dat").await.0 == 404, "it is unpublished");
    let (_, items) = scene.asked(&desk.token, "/collections/lo_dat/items").await;
    ensure!(items["features"].as_array().map(Vec::len) == Some(2), "{items}");
    let (status, problem) = desk.confirm(&path).await?;
    ensure!(status == 409, "{problem}");

    let store = Store::open(scene.address(), false).await?;
    let line = store.private().audit(50).await?.into_iter().find(|line| line.deed == Deed::LayerImported);
    let line = line.context("the audit log tells of it")?;
    ensure!(line.who == "mai" && line.detail.as_deref() == Some("lô đất.geojson (create)"), "{line:?}");
    ensure!(
        line.layer.is_some_and(|layer| layer.as_str() == "lo_dat") && line.revision.map(|it| it.0) == Some(revision)
    );
    let (status, _) = desk.asked(Method::DELETE, &path, None).await?;
    ensure!(status == 204 && desk.asked(Method::GET, &path, None).await?.0 == 404);
    Ok(())
}

async fn findings_are_told(desk: &Desk<'_>, path: &str) -> Result<()> {
    let (_, page) = desk.asked(Method::GET, &format!("{path}/findings?limit=1"), None).await?;
    let total = page["total"].as_u64().context("a total")?;
    ensure!(total >= 2 && page["findings"].as_array().map(Vec::len) == Some(1), "{page}");
    ensure!(page["links"][0]["rel"] == "next", "{page}");
    let (_, all) = desk.asked(Method::GET, &format!("{path}/findings"), None).await?;
    let of = |severity: &str| {
        all["findings"].as_array().into_iter().flatten().find(|finding| finding["severity"] == severity).cloned()
    };
    let (refused, repaired) = (of("error").context("one is refused")?, of("repaired").context("one is mended")?);
    ensure!(refused["record"] == 3 && repaired["record"] == 2, "{all}");
    ensure!(refused["sentence"].as_str().is_some_and(|said| said.contains(' ')), "{refused}");
    let (_, points) = desk.asked(Method::GET, &format!("{path}/findings.geojson"), None).await?;
    let point = &points["features"][0]["geometry"]["coordinates"];
    ensure!(points["numberMatched"].as_u64() >= Some(1), "{points}");
    ensure!(point[0].as_f64().is_some_and(|lon| (107.0..108.0).contains(&lon)), "{points}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_checked_is_imported_only_while_the_layer_is_as_it_was() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let desk = Desk { server: &scene.server, token: token_in(scene.address(), "mai", "admin") };
    let [first, second] = [desk.sent("a.geojson", PLOTS).await?, desk.sent("b.geojson", PLOTS).await?];
    let plan = |mode: &str| json!({ "layer": "lo_dat", "mode": mode });
    let read = desk.checked(&first, &plan("create")).await?;
    desk.checked(&first, &plan("create")).await?;
    let unread = json!({ "check": read["check"] });
    let (status, problem) = desk.asked(Method::POST, &format!("{first}/confirm"), Some(&unread)).await?;
    ensure!(status == 409 && problem["type"] == "urn:diaban:problem-import-checked-anew", "{problem}");
    ensure!(desk.confirmed(&first).await?["state"] == "done");
    let failed = desk.checked(&second, &plan("create")).await?;
    ensure!(failed["state"] == "failed" && failed["problem"]["code"] == "layer-exists", "{failed}");
    let checked = desk.checked(&second, &plan("replace")).await?;
    ensure!(checked["state"] == "checked" && checked["problem"].is_null(), "{checked}");
    let third = desk.sent("c.geojson", PLOTS).await?;
    desk.checked(&third, &plan("append")).await?;
    ensure!(desk.confirmed(&third).await?["report"]["inserted"] == 2);
    let (status, problem) = desk.confirm(&second).await?;
    ensure!(status == 409 && problem["type"] == "urn:diaban:steward-import-altered", "{problem}");
    desk.checked(&second, &plan("replace")).await?;
    let done = desk.confirmed(&second).await?;
    let revision = done["revision"].as_u64().context("a commit")?;
    scene.server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(revision)).await;
    let (_, items) = scene.asked("", "/collections/lo_dat/items").await;
    ensure!(items["features"].as_array().map(Vec::len) == Some(2), "{items}");
    let (_, list) = desk.asked(Method::GET, "/v1/imports", None).await?;
    let names: Vec<&str> =
        list["imports"].as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect();
    ensure!(names == ["c.geojson", "b.geojson", "a.geojson"], "newest first: {names:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_file_or_a_plan_is_said_and_no_place_of_ours_is_told() -> Result<()> {
    let (folder, store) = city();
    let token = token(&store, "mai", "admin");
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_IMPORT_MB", "1")]);
    let desk = Desk { server: &server, token };
    let large = vec![b' '; (1 << 20) + 1];
    let (status, problem) = desk.send("a.geojson", large.clone()).await?;
    ensure!(status == 413 && problem["detail"].as_str().is_some_and(|said| said.contains("import_mb")), "{problem}");
    ensure!(sent_in_chunks(&desk, &large).await?.starts_with("HTTP/1.1 413"), "nor when nobody says how much comes");
    ensure!(desk.send("a.geojson", "").await?.0 == 422);
    let (status, _) = desk.send("  ", PLOTS).await?;
    ensure!(status == 422);

    let strange = desk.sent("../../../etc/passwd", "no format of ours").await?;
    let failed = desk.checked(&strange, &json!({ "layer": "x", "mode": "create" })).await?;
    let told = failed.to_string();
    ensure!(failed["state"] == "failed" && failed["problem"]["code"] == "import-unknown-format", "{failed}");
    ensure!(!told.contains(&*folder.path().to_string_lossy()) && !told.contains("diaban-imports"), "{failed}");
    for plan in [
        json!({ "layer": "../x", "mode": "create" }),
        json!({ "layer": "x", "mode": "upsert" }),
        json!({ "layer": "x", "mode": "update" }),
        json!({ "layer": "x", "mode": "create", "crs": "EPSG:1" }),
        json!({ "layer": "x", "mode": "create", "unknown": 1 }),
        json!([]),
    ] {
        let (status, problem) = desk.asked(Method::POST, &format!("{strange}/check"), Some(&plan)).await?;
        ensure!(
            status == 422 && problem["detail"].as_str().is_some_and(|said| said.contains(' ')),
            "{plan}: {problem}"
        );
    }
    ensure!(desk.asked(Method::GET, "/v1/imports/none", None).await?.0 == 404);
    let files = || std::fs::read_dir(folder.path().join("city.gpkg.diaban-imports"));
    ensure!(files()?.count() == 1, "one folder of the server");
    ensure!(desk.asked(Method::DELETE, &strange, None).await?.0 == 204);
    let kept = files()?.flatten().flat_map(|own| std::fs::read_dir(own.path()).into_iter().flatten().flatten());
    ensure!(kept.count() == 1, "nothing but the lock is left");
    Ok(())
}

/// How the answer to a file begins that does not say how long it is.
async fn sent_in_chunks(desk: &Desk<'_>, content: &[u8]) -> Result<String> {
    let host = desk.server.address.trim_start_matches("http://");
    let mut connection = TcpStream::connect(host).await?;
    let head = format!("POST /v1/imports?name=a HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\n", desk.token);
    let head = format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n", content.len());
    connection.write_all(&[head.as_bytes(), content, b"\r\n0\r\n\r\n"].concat()).await?;
    let mut start = vec![0; 64];
    let bytes = connection.read(&mut start).await?;
    Ok(String::from_utf8_lossy(&start[..bytes]).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_is_called_off_leaves_nothing() -> Result<()> {
    let (_folder, store) = city();
    let token = token(&store, "mai", "admin");
    let server = Server::start(&store);
    let desk = Desk { server: &server, token };
    let point = |at: u32| {
        let at = f64::from(at) / 1e6;
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{},{}]}},"properties":{{"n":"{at}"}}}}"#,
            107.0 + at,
            10.3 + at
        )
    };
    let many: String = (0..60_000).map(|at| point(at) + "\n").collect();
    let path = desk.sent("nhiều.geojsonl", many).await?;
    let plan = json!({ "layer": "nhieu", "mode": "create" });
    // A check is called off, or over before: the file is forgotten either way.
    let (status, asked) = desk.asked(Method::POST, &format!("{path}/check"), Some(&plan)).await?;
    ensure!(status == 202 && asked["state"] == "checking", "{asked}");
    let (status, _) = desk.asked(Method::POST, &format!("{path}/check"), Some(&plan)).await?;
    ensure!(status == 409 || status == 202, "{status}");
    desk.settled(&path).await?;
    desk.checked(&path, &plan).await?;
    let (status, _) = desk.confirm(&path).await?;
    ensure!(status == 202);
    // Called off, or too late for that.
    let (status, told) = desk.asked(Method::DELETE, &path, None).await?;
    ensure!(status == 204 || told["type"] == "urn:diaban:problem-import-publishing", "{status} {told}");
    // The next piece of work begins when this one has ended.
    let next = desk.sent("a.geojson", PLOTS).await?;
    desk.checked(&next, &json!({ "layer": "lo_dat", "mode": "create" })).await?;
    ensure!(desk.confirmed(&next).await?["state"] == "done");
    let connection = rusqlite::Connection::open(&store)?;
    let stages: u32 = connection.query_row("SELECT count(*) FROM diaban_stage", [], |row| row.get(0))?;
    let tables: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'diaban_stage_[0-9]*'",
        [],
        |row| row.get(0),
    )?;
    ensure!((stages, tables) == (0, 0), "{stages} stages, {tables} tables");
    let layer: u32 =
        connection.query_row("SELECT count(*) FROM gpkg_contents WHERE table_name = 'nhieu'", [], |row| row.get(0))?;
    let rows = || connection.query_row("SELECT count(*) FROM nhieu", [], |row| row.get::<_, u32>(0));
    ensure!(layer == 0 || rows()? == 60_000, "all of it or nothing");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_administrators_stands_at_the_desk() -> Result<()> {
    let (_folder, store) = city();
    let editor = token(&store, "lan", "editor");
    let server = Server::start(&store);
    for (method, path) in [
        (Method::GET, "/v1/imports"),
        (Method::POST, "/v1/imports?name=a"),
        (Method::GET, "/v1/imports/1"),
        (Method::POST, "/v1/imports/1/check"),
        (Method::POST, "/v1/imports/1/confirm"),
        (Method::DELETE, "/v1/imports/1"),
        (Method::GET, "/v1/imports/1/findings"),
        (Method::GET, "/v1/imports/1/findings.geojson"),
        (Method::GET, "/v1/users"),
        (Method::POST, "/v1/users"),
        (Method::DELETE, "/v1/users/lan"),
        (Method::PUT, "/v1/users/lan/permissions"),
        (Method::POST, "/v1/users/lan/sign-out"),
        (Method::GET, "/v1/desk"),
        (Method::GET, "/v1/desk/log"),
    ] {
        let anonymous = server.ask(method.clone(), path).send().await?;
        ensure!(anonymous.status() == 401, "{method} {path}: {}", anonymous.status());
        let theirs = server.ask(method.clone(), path).bearer_auth(&editor).send().await?;
        ensure!(theirs.status() == 403, "{method} {path}: {}", theirs.status());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_taken_in_given_permissions_and_removed_in_a_file() -> Result<()> {
    people_come_and_go(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_taken_in_given_permissions_and_removed_in_a_database() -> Result<()> {
    people_come_and_go(&Scene::in_a_database().await).await
}

async fn people_come_and_go(scene: &Scene) -> Result<()> {
    let desk = Desk { server: &scene.server, token: token_in(scene.address(), "mai", "admin") };
    let lan = |password: &str| json!({ "name": "lan", "role": "editor", "password": password });
    for (body, status) in [
        (lan("short"), 422),
        (json!({ "name": "Lân", "role": "editor", "password": "con trau di cay 7" }), 422),
        (json!({ "name": "lan", "role": "king", "password": "con trau di cay 7" }), 422),
        (lan("con trau di cay 7"), 201),
        (lan("con trau di cay 7"), 409),
    ] {
        let (found, answer) = desk.asked(Method::POST, "/v1/users", Some(&body)).await?;
        ensure!(found == status && !answer.to_string().contains("con trau"), "{body}: {found} {answer}");
    }
    let sign_in = json!({ "name": "lan", "password": "con trau di cay 7" });
    let signed_in = scene.server.ask(Method::POST, "/v1/session").json(&sign_in).send().await?;
    ensure!(signed_in.status() == 200, "the person can sign in: {}", signed_in.status());
    let held = |words: &[&str]| json!({ "permissions": words });
    let (status, user) = desk
        .asked(Method::PUT, "/v1/users/lan/permissions", Some(&held(&["planning.draft@26506", "network.operate"])))
        .await?;
    ensure!(status == 200 && user["permissions"].as_array().map(Vec::len) == Some(2), "{user}");
    let (_, user) = desk.asked(Method::PUT, "/v1/users/lan/permissions", Some(&held(&["network.operate"]))).await?;
    ensure!(user["permissions"] == json!(["network.operate"]), "{user}");
    ensure!(desk.asked(Method::PUT, "/v1/users/lan/permissions", Some(&held(&["no power"]))).await?.0 == 422);
    let (_, list) = desk.asked(Method::GET, "/v1/users", None).await?;
    let names: Vec<&str> =
        list["users"].as_array().into_iter().flatten().filter_map(|user| user["name"].as_str()).collect();
    ensure!(names == ["lan", "mai"] && list["roles"] == json!(["viewer", "editor", "admin"]), "{list}");
    let known = |word: &str| list["permissions"].as_array().is_some_and(|all| all.contains(&word.into()));
    ensure!(known("planning.publish") && known("network.operate") && !known("staff"), "{list}");
    ensure!(desk.asked(Method::POST, "/v1/users/lan/sign-out", None).await?.0 == 204);
    ensure!(desk.asked(Method::DELETE, "/v1/users/mai", None).await?.0 == 409, "nobody removes themselves");
    ensure!(desk.asked(Method::DELETE, "/v1/users/lan", None).await?.0 == 204);
    ensure!(desk.asked(Method::DELETE, "/v1/users/lan", None).await?.0 == 404);
    let (_, log) = desk.asked(Method::GET, "/v1/desk/log?limit=50", None).await?;
    let deeds: Vec<&str> =
        log["lines"].as_array().into_iter().flatten().filter_map(|line| line["deed"].as_str()).collect();
    ensure!(deeds[..3] == ["user-removed", "sessions-ended", "grants-changed"], "{deeds:?}");
    ensure!(log["lines"][0]["what"] == "Removed a person" && log["lines"][0]["who"] == "mai", "{log}");
    desk_is_told(&desk).await
}

async fn desk_is_told(desk: &Desk<'_>) -> Result<()> {
    let (_, told) = desk.asked(Method::GET, "/v1/desk", None).await?;
    ensure!(["geopackage", "postgis"].contains(&told["store"].as_str().unwrap_or_default()), "{told}");
    ensure!(told["requests"]["refused"].as_u64() >= Some(5) && told["requests"]["failed"] == 0, "{told}");
    ensure!(told["health"] == "current" && told["warnings"].is_array(), "{told}");
    let parcels = told["layers"].as_array().into_iter().flatten().find(|layer| layer["name"] == "parcels");
    let parcels = parcels.context("the parcels are told of")?;
    ensure!(parcels["features"].as_u64() >= Some(1000) && parcels["published"] == true, "{parcels}");
    ensure!(
        parcels["fields"]
            .as_array()
            .is_some_and(|fields| fields.contains(&json!({ "name": "so_to", "type": "integer", "private": false }))),
        "{parcels}"
    );
    Ok(())
}
