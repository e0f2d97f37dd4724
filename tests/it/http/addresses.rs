//! Under which name and path a server is asked, and what its links then say; headers that must not lie to caches.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::program::{Server, city, web};
use system_tests::surroundings::skipped;

/// What the server says to these very lines.
fn said(server: &Server, lines: &[&str]) -> Result<String> {
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://"))?;
    stream.write_all(format!("{}\r\nConnection: close\r\n\r\n", lines.join("\r\n")).as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

/// A header of a raw answer.
fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let line = head.lines().find_map(|line| line.split_once(':').filter(|(found, _)| found.eq_ignore_ascii_case(name)));
    line.map(|(_, value)| value.trim())
}

#[test]
fn http_1_1_needs_one_host_and_the_target_may_name_it() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for lines in [
        &["GET /collections HTTP/1.1"][..],
        &["GET /xyz/parcels.json HTTP/1.1", "Host: a", "Host: a"],
        &["GET /xyz/parcels.json HTTP/1.1", "Host: a", "Host: b"],
        &["GET / HTTP/1.1", "Host: a b"],
        &["GET http://a/ HTTP/1.1"],
    ] {
        let answer = said(&server, lines)?;
        ensure!(status(&answer) == "400" && answer.contains("problem-host"), "{lines:?}: {answer}");
    }
    for lines in [
        &["GET /health/live HTTP/1.0"][..],
        &["GET http://127.0.0.1:99/xyz/parcels.json HTTP/1.1", "Host: x"],
        &["GET HTTP://x/health/live HTTP/1.1", "Host: y"],
        &["HEAD http://x HTTP/1.1", "Host: x"],
    ] {
        let answer = said(&server, lines)?;
        ensure!(status(&answer) == "200", "{lines:?}: {answer}");
    }
    let absolute = said(&server, &["GET http://127.0.0.1:99/xyz/parcels.json HTTP/1.1", "Host: x"])?;
    ensure!(absolute.contains("\"http://127.0.0.1:99/xyz/parcels/{z}/{x}/{y}\""), "{absolute}");
    Ok(())
}

#[tokio::test]
async fn an_answer_without_a_body_says_nothing_of_a_length() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for path in ["/collections/parcels/items/1", "/xyz/parcels/0/0/0"] {
        let whole = server.get(path).send().await?;
        let (tag, length) = (whole.headers()["etag"].to_str()?.to_owned(), whole.content_length());
        let get = format!("GET {path} HTTP/1.1");
        let head = format!("HEAD {path} HTTP/1.1");
        let condition = format!("If-None-Match: {tag}");
        // Links are part of what the tag stands for.
        let host = server.address.replace("http://", "Host: ");
        for line in [&get, &head] {
            let answer = said(&server, &[line, &host, &condition])?;
            ensure!(status(&answer) == "304" && header(&answer, "etag") == Some(&*tag), "{answer}");
            ensure!(header(&answer, "content-length").is_none(), "{answer}");
        }
        let answer = said(&server, &[&head, &host])?;
        if whole.status() == 200 {
            let said = header(&answer, "content-length").map(str::to_owned);
            ensure!(said == length.map(|length| length.to_string()), "{answer}");
        }
    }
    let empty = said(&server, &["GET /xyz/parcels/20/0/0 HTTP/1.1", "Host: x"])?;
    ensure!(status(&empty) == "204" && header(&empty, "content-length").is_none(), "{empty}");
    Ok(())
}

/// The address of tiles in the TileJSON that a client with these headers gets.
async fn tiles(server: &Server, headers: &[(&str, &str)]) -> Result<String> {
    let mut question = server.get("/xyz/parcels.json");
    for (name, value) in headers {
        question = question.header(*name, *value);
    }
    let document: Value = question.send().await?.json().await?;
    Ok(document["tiles"][0].as_str().context("an address")?.to_owned())
}

#[tokio::test]
async fn a_trusted_proxy_says_under_which_name_and_path_we_are_known() -> Result<()> {
    let (_folder, store) = city();
    let (trusting, other) = (Server::start(&store), [("DIABAN_SERVER_TRUSTED_PROXIES", "10.9.9.9")]);
    let forwarded =
        [("x-forwarded-proto", "https"), ("x-forwarded-host", "bando.tinh.example"), ("x-forwarded-prefix", "/gis")];
    assert_eq!(tiles(&trusting, &forwarded).await?, "https://bando.tinh.example/gis/xyz/parcels/{z}/{x}/{y}");
    let standard = [("forwarded", "for=192.0.2.1;host=\"bando.tinh.example\";proto=https")];
    assert_eq!(tiles(&trusting, &standard).await?, "https://bando.tinh.example/xyz/parcels/{z}/{x}/{y}");
    // A name nobody vouches for is not repeated.
    assert_eq!(tiles(&trusting, &[("host", "evil.example")]).await?, "/xyz/parcels/{z}/{x}/{y}");
    drop(trusting);
    let wary = Server::start_with(&store, &other);
    let own = format!("{}/xyz/parcels/{{z}}/{{x}}/{{y}}", wary.address);
    assert_eq!(tiles(&wary, &forwarded).await?, own);
    assert_eq!(tiles(&wary, &standard).await?, own);
    Ok(())
}

/// RFC 9111, section 5.2.2.7: a cache that many share keeps nothing private. Some of them take two names of a server for the same, and
/// none knows what a proxy forwards.
#[tokio::test]
async fn what_names_the_host_it_was_asked_by_is_kept_for_nobody_else() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for path in [
        "/",
        "/?f=json",
        "/api",
        "/conformance",
        "/collections",
        "/collections/parcels",
        "/collections/parcels/items",
        "/collections/parcels/items?limit=10000",
        "/collections/parcels/items/1",
        "/collections/parcels/items/1?f=html",
        "/xyz/parcels.json",
        "/styles",
        "/styles/planning",
        "/apps/planning",
        "/v1/qr.svg?link=/apps/planning",
        "/v1/plans",
    ] {
        let asked = server.get(path).header("x-forwarded-host", "bando.tinh.example");
        let answer = asked.header("x-forwarded-prefix", "/gis").send().await?;
        ensure!(answer.status() == 200, "{path}: {}", answer.status());
        let cache = answer.headers()["cache-control"].to_str()?.to_owned();
        ensure!(cache.split(", ").any(|word| word == "private"), "{path}: {cache}");
        if let Some(tag) = answer.headers().get("etag").cloned() {
            let same = server.get(path).header("x-forwarded-host", "bando.tinh.example").header("if-none-match", tag);
            let same = same.header("x-forwarded-prefix", "/gis").send().await?;
            ensure!(same.status() == 304 && same.headers()["cache-control"] == cache.as_str(), "{path}: {same:?}");
        }
    }
    // What has no links is the same by every name.
    let tile = server.get("/xyz/parcels/14/13069/7718").send().await?;
    assert_eq!(tile.headers()["cache-control"], "no-cache");
    Ok(())
}

#[tokio::test]
async fn the_public_address_stands_in_every_link_whatever_host_was_asked() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_configured(&store, "[server]\npublic_url = \"https://bando.vn/gis/\"");
    let evil = |path: &str| server.get(path).header("host", "evil.example").header("accept", "application/json");
    for path in [
        "/",
        "/collections",
        "/collections/parcels/items?limit=1",
        "/styles",
        "/styles/planning",
        "/api",
        "/xyz/parcels.json",
    ] {
        let text = evil(path).send().await?.text().await?;
        ensure!(text.contains("https://bando.vn/gis") && !text.contains("evil"), "{path}: {text}");
        // Keys of the API document are paths below its server's address.
        ensure!(path == "/api" || !text.contains("\"/xyz") && !text.contains("\"/styles"), "{path}: {text}");
    }
    // A proxy may pass the path on whole.
    let whole = server.json("/gis/collections/parcels/items/1?f=json").await;
    assert_eq!(whole, server.json("/collections/parcels/items/1?f=json").await);
    let page = server.get("/collections").header("accept", "text/html").send().await?.text().await?;
    ensure!(page.contains("href=\"/gis/page.css\"") && page.contains("data-base=\"/gis\""), "{page}");
    ensure!(!page.contains("href=\"/page.css\""), "{page}");
    let code = evil("/v1/qr.svg?link=/gis/apps/planning").send().await?;
    let kept = code.headers()["cache-control"].to_str()?.to_owned();
    ensure!(kept.contains("private"), "{kept}");
    assert_eq!(code.text().await?, evil("/v1/qr.svg?link=/apps/planning").send().await?.text().await?);
    Ok(())
}

#[tokio::test]
async fn a_list_of_hosts_turns_other_names_away() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_configured(&store, "[server]\nhosts = [\"bando.vn\", \"127.0.0.1\"]");
    let ask = |path: &str, host: &str| server.get(path).header("host", host).send();
    assert_eq!(ask("/collections", "evil.example").await?.status(), 421);
    assert_eq!(server.get("/collections").header("x-forwarded-host", "evil.example").send().await?.status(), 421);
    assert_eq!(ask("/health/ready", "10.0.0.7").await?.status(), 200, "balancers ask by any name");
    let known: Value = ask("/xyz/parcels.json", "bando.vn").await?.json().await?;
    assert_eq!(known["tiles"][0], "http://bando.vn/xyz/parcels/{z}/{x}/{y}");
    Ok(())
}

#[tokio::test]
async fn who_does_not_know_its_name_draws_no_code_of_it() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let answer = server.get("/v1/qr.svg?lang=en").header("host", "evil.example").send().await?;
    assert_eq!(answer.status(), 400);
    ensure!(answer.text().await?.contains("[server] public_url"));
    assert_eq!(server.get("/v1/qr.svg").send().await?.status(), 200);
    Ok(())
}

/// nginx before a server, with one location; killed when dropped.
struct Nginx {
    process: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `None` with a line that says so where nginx is not installed.
fn nginx(test: &str, location: &str) -> Result<Option<Nginx>> {
    if !Path::new("/usr/sbin/nginx").exists() {
        skipped(test, "nginx");
        return Ok(None);
    }
    let folder = tempfile::tempdir()?;
    let place = folder.path().display();
    // The system names a free port; it is ours until nginx takes it over.
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    drop(taken);
    let bodies =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {place}/{kind};"));
    let settings = format!(
        "daemon off; master_process off; pid {place}/pid; error_log {place}/error.log; events {{}} \
         http {{ access_log off; {} server {{ listen {address}; {location} }} }}",
        bodies.concat()
    );
    let file = folder.path().join("nginx.conf");
    std::fs::write(&file, settings)?;
    let log = folder.path().join("error.log");
    let process = Command::new("/usr/sbin/nginx")
        .args(["-e", &log.display().to_string(), "-p"])
        .arg(folder.path())
        .arg("-c")
        .arg(&file)
        .stderr(Stdio::null())
        .spawn()?;
    let mut nginx = Nginx { process, address: format!("http://{address}"), _folder: folder };
    while TcpStream::connect(&address).is_err() {
        ensure!(nginx.process.try_wait()?.is_none(), "nginx ended: {}", std::fs::read_to_string(&log)?);
        std::thread::yield_now();
    }
    Ok(Some(nginx))
}

/// Follows links and tiles from the landing page on.
async fn walk(client: &reqwest::Client, home: &str) -> Result<()> {
    let json = async |address: &str| -> Result<Value> {
        let answer = client.get(address).header("accept", "application/json").send().await?;
        ensure!(answer.status() == 200, "{address}: {}", answer.status());
        Ok(answer.json().await?)
    };
    let href = |document: &Value, rel: &str| -> Result<String> {
        let links = document["links"].as_array().context("links")?;
        let link = links.iter().find(|link| link["rel"] == rel).with_context(|| format!("a link {rel}: {document}"))?;
        Ok(link["href"].as_str().context("an address")?.to_owned())
    };
    let landing = json(home).await?;
    let collections = json(&href(&landing, "data")?).await?;
    let parcels = &collections["collections"].as_array().context("collections")?[0];
    json(&href(parcels, "items")?).await?;
    let tiles = json(&href(parcels, "describedby")?).await?;
    let tile = tiles["tiles"][0].as_str().context("tiles")?.replace("{z}/{x}/{y}", "0/0/0");
    ensure!(tile.starts_with(home.trim_end_matches('/')), "{tile}");
    ensure!(client.get(&tile).send().await?.status().is_success());
    let page = client.get(home).header("accept", "text/html").send().await?.text().await?;
    for part in
        page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|path| path.starts_with('/'))
    {
        let address = reqwest::Url::parse(home)?.join(&part.replace("&amp;", "&"))?;
        ensure!(client.get(address.clone()).send().await?.status() == 200, "{address}");
    }
    Ok(())
}

#[tokio::test]
async fn behind_nginx_every_link_leads_back_through_it() -> Result<()> {
    let test = "behind_nginx_every_link_leads_back_through_it";
    let (_folder, store) = city();
    let client = web().build()?;
    let server = Server::start(&store);
    // As the handbook prints it: nginx listens on no usual port here, which links have to name.
    let readme = include_str!("../../../README.md");
    let printed =
        readme.split("```nginx").nth(1).and_then(|rest| rest.split("```").next()).context("a block for nginx")?;
    let told = printed.replace("http://127.0.0.1:8080", &server.address);
    ensure!(told != printed, "{printed}");
    let Some(proxy) = nginx(test, &told)? else { return Ok(()) };
    walk(&client, &format!("{}/gis/", proxy.address)).await?;
    let lie = client.get(format!("{}/gis/collections", proxy.address)).header("forwarded", "host=evil.example");
    let answer = lie.send().await?.text().await?;
    ensure!(!answer.contains("evil.example"), "nginx passes on what clients write, and it is not believed: {answer}");
    drop((proxy, server));
    // A proxy that says nothing, and takes nothing off: the setting alone will do.
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let listen = taken.local_addr()?.to_string();
    drop(taken);
    let probe = Server::start_with(&store, &[("DIABAN_SERVER_PUBLIC_URL", &format!("http://{listen}/gis"))]);
    let location = format!("location /gis {{ proxy_pass {}; }} listen {listen};", probe.address);
    let Some(_proxy) = nginx(test, &location)? else { return Ok(()) };
    walk(&client, &format!("http://{listen}/gis/")).await
}
