//! A layer of a subject is written through its subject only: whoever tries another way is told the name of the door, on both stores.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use anyhow::Result;
use reqwest::Method;
use serde_json::Value;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, command, token_in};

use crate::store::subjects::declared::register;

/// A zone that would do if it came through its door.
const ZONE: &str = r#"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.08,10.34],[107.09,10.34],[107.09,10.35],[107.08,10.34]]]},"properties":{"state":"published","width":4}}
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_writes_past_a_subject_into_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    nobody_writes_past_a_subject(&StoreAddress::Gpkg(path.clone()), path.as_os_str()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_writes_past_a_subject_into_a_database() -> Result<()> {
    let database = Cluster::shared().database();
    let url = database.url();
    nobody_writes_past_a_subject(&StoreAddress::Postgis(PostgisAddress::parse(&url)?), OsStr::new(&url)).await
}

async fn nobody_writes_past_a_subject(address: &StoreAddress, place: &OsStr) -> Result<()> {
    let store = Store::open(address, true).await?;
    register(&store).await?;
    let before = store.position().await?;
    let token = token_in(address, "lan", "editor");
    let server = Server::start(place);
    edits_are_refused(&server, &token).await?;
    a_body_is_not_waited_for(&server, &token)?;
    imports_are_refused(place)?;
    assert_eq!(store.position().await?, before, "nothing was written");
    Ok(())
}

async fn edits_are_refused(server: &Server, token: &str) -> Result<()> {
    for (language, words) in [("en", "through the subject “planning” only"), ("vi", "qua phân hệ “planning”")]
    {
        for (method, path) in [
            (Method::POST, "/collections/plan_zones/items"),
            (Method::PUT, "/collections/plan_zones/items/1"),
            (Method::PATCH, "/collections/plan_zones/items/1"),
            (Method::DELETE, "/collections/plan_zones/items/1"),
            (Method::POST, "/collections/plans/items"),
        ] {
            let asked = server.ask(method.clone(), path).bearer_auth(token).header("accept-language", language);
            // Neither the media type nor the body would do: the door comes first.
            let answer = asked.header("content-type", "text/plain").body("no feature").send().await?;
            assert_eq!(answer.status(), 403, "{method} {path}");
            let problem: Value = answer.json().await?;
            assert!(problem["type"].as_str().is_some_and(|kind| kind.ends_with("other-door")), "{problem}");
            assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(words)), "{problem}");
        }
    }
    Ok(())
}

/// A client that sends its body when told to go on is told no instead.
fn a_body_is_not_waited_for(server: &Server, token: &str) -> Result<()> {
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://"))?;
    let head = "POST /collections/plan_zones/items HTTP/1.1\r\nHost: x\r\nContent-Type: application/geo+json\r\n\
                Expect: 100-continue\r\nContent-Length: 1000";
    write!(stream, "{head}\r\nAuthorization: Bearer {token}\r\n\r\n")?;
    let mut first = String::new();
    BufReader::new(stream).read_line(&mut first)?;
    assert!(first.starts_with("HTTP/1.1 403"), "{first}");
    Ok(())
}

fn imports_are_refused(place: &OsStr) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("zones.geojsonl");
    std::fs::write(&file, ZONE)?;
    for mode in [&["replace"][..], &["append", "--crs", "EPSG:9218"], &["update", "--key", "state"]] {
        for (language, words) in [("en", "written through “planning” only"), ("vi", "ghi qua “planning”")] {
            let mut import = command();
            import.arg("import").arg(&file).arg("--into").arg(place).args([
                "--layer",
                "plan_zones",
                "--lang",
                language,
            ]);
            let output = import.arg("--mode").args(mode).output()?;
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{mode:?}: {said}");
            assert!(said.contains(words), "{mode:?}: {said}");
        }
    }
    Ok(())
}
