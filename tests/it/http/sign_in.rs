//! Signing in over HTTP: what staff see and others do not, who may write, and what happens to those who try their luck.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use spatial_core::store::private::{AuditEntry, Deed};
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{Server, add_user, diaban_succeeds, token_of};
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "đúng mật khẩu rồi";
const ITEMS: &str = "/collections/plots/items";
/// Longest wait for what takes some seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Two plots with a holder that is nobody's business, one record in quarantine, and three people.
pub(crate) fn plots() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (source, store) = (folder.path().join("plots.geojson"), folder.path().join("plots.gpkg"));
    let ring = |x: f64| json!([[[x, 10.35], [x + 0.001, 10.35], [x + 0.001, 10.351], [x, 10.351], [x, 10.35]]]);
    let plot = |x: f64, holder: &str| {
        let properties = json!({ "use": "ODT", "secret_note": holder });
        json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": ring(x) } })
    };
    let broken = json!({ "type": "Feature", "properties": { "use": "CLN", "secret_note": "Ba" },
        "geometry": { "type": "Polygon", "coordinates": [[[107.0, 10.0], [107.1, 10.0]]] } });
    let features = json!([plot(107.08, "Nguyễn Thị Lan"), plot(107.09, "Trần Văn Minh"), broken]);
    let collection = json!({ "type": "FeatureCollection", "features": features });
    std::fs::write(&source, collection.to_string()).expect("the file can be written");
    let [from, into] = [&source, &store].map(|path| path.to_str().expect("the path is text"));
    diaban_succeeds(["import", from, "--into", into, "--layer", "plots", "--private-field", "secret_note"]);
    for role in ["viewer", "editor", "admin"] {
        add_user(&store, &format!("an-{role}"), role, PASSWORD);
    }
    (folder, store)
}

async fn sign_in(server: &Server, name: &str, password: &str) -> Result<Response> {
    let body = json!({ "name": name, "password": password });
    Ok(server.ask(Method::POST, "/v1/session").json(&body).send().await?)
}

/// The cookie of a new session, as the browser sends it back.
async fn session(server: &Server, name: &str) -> Result<String> {
    let answer = sign_in(server, name, PASSWORD).await?;
    ensure!(answer.status() == 200, "{}", answer.text().await?);
    let set = answer.headers()["set-cookie"].to_str()?.to_owned();
    Ok(set.split(';').next().context("a cookie has a value")?.to_owned())
}

async fn answered(request: RequestBuilder) -> Result<(u16, Value)> {
    let answer = request.send().await?;
    let status = answer.status().as_u16();
    Ok((status, serde_json::from_str(&answer.text().await?).unwrap_or_default()))
}

fn new_plot(server: &Server) -> RequestBuilder {
    let plot = json!({ "type": "Feature", "properties": { "use": "CLN" }, "geometry": {
        "type": "Polygon", "coordinates": [[[107.2, 10.35], [107.201, 10.35], [107.201, 10.351], [107.2, 10.35]]] } });
    server.ask(Method::POST, ITEMS).header("content-type", "application/geo+json").body(plot.to_string())
}

async fn audit(store: &Path) -> Result<Vec<AuditEntry>> {
    Ok(Store::open(&StoreAddress::Gpkg(store.to_path_buf()), false).await?.private().audit(10_000).await?)
}

#[tokio::test]
async fn who_signs_in_sees_what_staff_see_until_they_sign_out() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let (tile, quarantine) = ("/xyz/plots/16/52261/30873", "/collections/plots_quarantine");
    let cookie = session(&server, "an-viewer").await?;
    let asked = |path: &str, is_staff: bool| {
        let request = server.get(path);
        if is_staff { request.header("cookie", &cookie) } else { request }
    };
    for is_staff in [true, false, true] {
        let answer = asked("/collections/plots/items/1", is_staff).send().await?;
        let cache = answer.headers()["cache-control"].to_str()?.to_owned();
        assert_eq!(cache, if is_staff { "private, no-store" } else { "private, no-cache" });
        let item: Value = answer.json().await?;
        let holder = is_staff.then_some("Nguyễn Thị Lan");
        assert_eq!(item["properties"]["secret_note"].as_str(), holder);
        let (status, _) = answered(asked(&format!("{ITEMS}?secret_note=x"), is_staff)).await?;
        assert_eq!(status, if is_staff { 200 } else { 400 });
        let (status, _) = answered(asked(quarantine, is_staff)).await?;
        assert_eq!(status, if is_staff { 200 } else { 404 });
        let (_, api) = answered(asked("/api", is_staff)).await?;
        assert_eq!(api.to_string().contains("secret_note"), is_staff);
        let answer = asked(tile, is_staff).send().await?;
        let cache = answer.headers()["cache-control"].to_str()?;
        assert_eq!(cache, if is_staff { "private, no-store" } else { "no-cache" });
        let bytes = answer.bytes().await?;
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(holds("ODT"), "the tile shows the plot");
        assert_eq!(holds("Nguyễn Thị Lan"), is_staff);
        let (_, who) = answered(asked("/v1/session", is_staff)).await?;
        let (nobody, viewer) =
            (json!({ "signed_in": false }), json!({ "signed_in": true, "name": "an-viewer", "role": "viewer" }));
        assert_eq!(who, if is_staff { viewer } else { nobody });
    }
    let out = server.ask(Method::DELETE, "/v1/session").header("cookie", &cookie).header("origin", &server.address);
    let out = out.send().await?;
    assert_eq!(out.status(), 204);
    assert!(out.headers()["set-cookie"].to_str()?.starts_with("diaban_session=; Path=/; Max-Age=0"));
    let answer = asked("/v1/session", true).send().await?;
    assert!(answer.headers()["set-cookie"].to_str()?.contains("Max-Age=0"), "a cookie of nobody is taken back");
    assert_eq!(answer.json::<Value>().await?["signed_in"], false);
    Ok(())
}

#[tokio::test]
async fn a_sessions_cookie_is_for_our_pages_only() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let body = json!({ "name": "an-editor", "password": PASSWORD });
    let asked = || server.ask(Method::POST, "/v1/session").json(&body);
    let cookie = |answer: &Response| answer.headers()["set-cookie"].to_str().map(str::to_owned);
    let plain = cookie(&asked().send().await?)?;
    assert!(plain.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"), "{plain}");
    assert!(
        cookie(&asked().header("x-forwarded-proto", "https").send().await?)?.ends_with("; SameSite=Strict; Secure")
    );
    let public = Server::start_with(&store, &[("DIABAN_SERVER_PUBLIC_URL", "https://bando.example")]);
    let within = public.ask(Method::POST, "/v1/session").json(&body).header("x-forwarded-proto", "http").send().await?;
    assert!(cookie(&within)?.ends_with("; Secure"), "TLS ends further out than at the proxy that speaks to us");
    assert!(within.headers().contains_key("strict-transport-security"));
    let token = plain.split([';', '=']).nth(1).context("the cookie has a value")?;
    let as_bearer = server.get("/v1/session").bearer_auth(token).send().await?;
    assert_eq!(as_bearer.status(), 401, "what scripts may not read they may not carry either");

    let written = |headers: &[(&str, &str)]| {
        let request = new_plot(&server).header("cookie", format!("diaban_session={token}"));
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
    };
    for elsewhere in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", &server.address)],
        &[],
    ] {
        let (status, problem) = answered(written(elsewhere)).await?;
        assert_eq!((status, &problem["type"]), (403, &json!("urn:diaban:problem-cross-origin")), "{elsewhere:?}");
    }
    for ours in [&[("origin", server.address.as_str())][..], &[("sec-fetch-site", "same-origin")]] {
        assert_eq!(answered(written(ours)).await?.0, 201, "{ours:?}");
    }
    let form = server.ask(Method::POST, "/v1/session").header("content-type", "text/plain").body(body.to_string());
    assert_eq!(answered(form).await?.0, 400, "a form cannot sign somebody in");
    assert_eq!(answered(asked().header("origin", "https://evil.example")).await?.0, 403);
    Ok(())
}

#[tokio::test]
async fn only_editors_write_and_every_write_is_written_down() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let refused = new_plot(&server).send().await?;
    assert_eq!((refused.status().as_u16(), refused.headers()["www-authenticate"].to_str()?), (401, "Bearer"));
    let wrong = format!("diaban_{}", "0".repeat(64));
    let refused = new_plot(&server).bearer_auth(wrong).send().await?;
    assert_eq!(refused.status(), 401);
    assert_eq!(refused.headers()["www-authenticate"], "Bearer error=\"invalid_token\"");
    let viewer = token_of(&store, "an-viewer");
    let (status, problem) = answered(new_plot(&server).bearer_auth(viewer)).await?;
    assert_eq!((status, &problem["type"]), (403, &json!("urn:diaban:problem-not-allowed")));

    for name in ["an-editor", "an-admin"] {
        let token = token_of(&store, name);
        let made = new_plot(&server).bearer_auth(&token).header("x-request-id", "r-1").send().await?;
        assert_eq!(made.status(), 201, "{name}");
        let (place, etag) = (made.headers()["location"].to_str()?.to_owned(), made.headers()["etag"].clone());
        let path = place.strip_prefix(&server.address).context("it lies on this server")?;
        let ended = server.ask(Method::DELETE, path).bearer_auth(&token).header("if-match", etag).send().await?;
        assert_eq!(ended.status(), 204);
    }
    let log = audit(&store).await?;
    let is_of_people = |entry: &&AuditEntry| entry.layer.is_some() && entry.deed != Deed::LayerImported;
    let writes: Vec<_> = log.iter().filter(is_of_people).collect();
    let told: Vec<_> = writes.iter().map(|entry| (entry.who.as_str(), entry.deed)).collect();
    let both = |who| [(who, Deed::FeatureCreated), (who, Deed::FeatureDeleted)];
    assert_eq!(told, [both("an-editor"), both("an-admin")].concat());
    let first = writes[0];
    assert_eq!((first.request_id.as_str(), first.address.as_str()), ("r-1", "127.0.0.1"));
    let made = [first.feature.map(|id| id.0), writes[1].feature.map(|id| id.0)];
    assert_eq!(made, [Some(3), Some(3)]);
    assert!(writes[0].revision < writes[1].revision && writes[0].revision.is_some());
    Ok(())
}

#[tokio::test]
async fn a_token_ends_with_its_user_on_every_server_and_sessions_are_shared() -> Result<()> {
    let (_folder, store) = plots();
    let (one, other) = (Server::start(&store), Server::start(&store));
    let cookie = session(&one, "an-editor").await?;
    let signed_in = async |server: &Server| -> Result<bool> {
        let (_, who) = answered(server.get("/v1/session").header("cookie", &cookie)).await?;
        Ok(who["signed_in"] == true)
    };
    assert!(signed_in(&one).await? && signed_in(&other).await?);
    let token = token_of(&store, "an-editor");
    for server in [&one, &other] {
        assert_eq!(answered(server.get("/v1/session").bearer_auth(&token)).await?.1["name"], "an-editor");
    }
    diaban_succeeds(["user", "remove", store.to_str().context("the path is text")?, "an-editor"]);
    let out = async {
        while signed_in(&one).await? || signed_in(&other).await? {
            tokio::task::yield_now().await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(PATIENCE, out).await.context("she is out soon")??;
    let refused = sign_in(&one, "an-editor", PASSWORD).await?;
    assert_eq!(refused.status(), 401);
    Ok(())
}

#[tokio::test]
async fn a_token_guessed_a_thousand_times_is_limited_told_to_nobody_and_shuts_no_good_one_out() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let (mut unknown, mut limited) = (0, 0);
    for number in 0..1000 {
        let guess = format!("diaban_{number:064x}");
        let answer = server.get("/v1/session").bearer_auth(&guess).send().await?;
        match answer.status().as_u16() {
            401 => unknown += 1,
            429 => {
                limited += 1;
                assert!(answer.headers()["retry-after"].to_str()?.parse::<u64>()? >= 1);
            }
            other => panic!("{other}"),
        }
        assert!(!answer.text().await?.contains(&guess));
    }
    assert!(unknown >= 30 && limited > 0 && unknown + limited == 1000, "{unknown} {limited}");
    for _ in 0..5 {
        let good = token_of(&store, "an-editor");
        assert_eq!(answered(server.get("/v1/session").bearer_auth(good)).await?.1["name"], "an-editor");
    }
    let neighbour = server.get("/v1/session").header("x-forwarded-for", "203.0.113.7").bearer_auth("guess");
    assert_eq!(neighbour.send().await?.status(), 401, "others are not held up");
    assert_eq!(server.get("/v1/session").send().await?.status(), 200, "nor is who shows nothing");
    let deeds: Vec<Deed> = audit(&store).await?.iter().map(|entry| entry.deed).collect();
    assert!(deeds.contains(&Deed::TokensLimited), "{deeds:?}");
    server.terminate();
    let log = server.log_when_stopped();
    assert!(log.contains("too many attempts") && !log.contains("diaban_000"), "{log}");
    Ok(())
}

#[tokio::test]
async fn passwords_are_limited_by_name_and_address() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let tried = async |address: &str, password: &str| -> Result<(u16, Value)> {
        let body = json!({ "name": "an-editor", "password": password });
        answered(server.ask(Method::POST, "/v1/session").header("x-forwarded-for", address).json(&body)).await
    };
    for _ in 0..5 {
        assert_eq!(tried("203.0.113.7", "wrong password").await?.0, 401);
    }
    let (status, problem) = tried("203.0.113.7", PASSWORD).await?;
    assert_eq!((status, &problem["type"]), (429, &json!("urn:diaban:problem-too-often")));
    assert_eq!(tried("198.51.100.1", PASSWORD).await?.0, 200, "she is not locked out");
    Ok(())
}

#[tokio::test]
async fn wrong_passwords_from_many_addresses_lock_nobody_out() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let tried = async |address: String, password: &str| -> Result<u16> {
        let body = json!({ "name": "an-editor", "password": password });
        Ok(answered(server.ask(Method::POST, "/v1/session").header("x-forwarded-for", address).json(&body)).await?.0)
    };
    for number in 0..60 {
        assert_eq!(tried(format!("203.0.113.{number}"), "wrong password").await?, 401);
    }
    assert_eq!(tried("203.0.113.59".to_owned(), "wrong password").await?, 429, "who guesses again waits");
    assert_eq!(tried("198.51.100.1".to_owned(), PASSWORD).await?, 200, "who knows it gets in");
    Ok(())
}

#[tokio::test]
async fn nothing_that_was_typed_or_given_is_repeated_or_logged() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start_with(&store, &[("RUST_LOG", "debug")]);
    let injected =
        ["an-editor' OR '1'='1", "an-editor\r\nset-cookie: a=b", "'; DROP TABLE diaban_user; --", "\u{0}", "АN"];
    let known: Value = answered(server.get("/collections")).await?.1;
    for (number, name) in injected.into_iter().enumerate() {
        let body = json!({ "name": name, "password": "my secret' OR 1=1 --" });
        let asked = server.ask(Method::POST, "/v1/session").header("x-forwarded-for", format!("203.0.113.{number}"));
        let answer = asked.json(&body).send().await?;
        assert_eq!(answer.status(), 401, "{name:?}");
        assert!(answer.headers().get("set-cookie").is_none());
        let said = answer.text().await?;
        assert!(!said.contains("OR '1'") && !said.contains("my secret"), "{said}");
    }
    for broken in ["{\"name\": \"an-editor\", \"password\": 12345678901}", "my secret", "[\"my secret\"]", ""] {
        let asked = server.ask(Method::POST, "/v1/session").header("content-type", "application/json").body(broken);
        let (status, problem) = answered(asked).await?;
        assert_eq!(status, 400, "{broken}");
        assert!(!problem.to_string().contains("secret") && !problem.to_string().contains("123456"), "{problem}");
    }
    for token in ["' OR 1=1 --", "a; diaban_session=b", "\"quoted\"", "%0d%0aset-cookie: a=b"] {
        let answer =
            server.get("/v1/session").header("x-forwarded-for", "198.51.100.9").bearer_auth(token).send().await?;
        assert_eq!(answer.status(), 401, "{token}");
        let cookie = format!("diaban_session={token}");
        let (status, who) = answered(server.get("/v1/session").header("cookie", cookie)).await?;
        assert_eq!((status, &who["signed_in"]), (200, &json!(false)), "{token}");
    }
    let cookie = session(&server, "an-editor").await?;
    let token = token_of(&store, "an-editor");
    assert_eq!(answered(server.get("/collections").header("cookie", &cookie)).await?.0, 200);
    assert_eq!(answered(server.get("/collections").bearer_auth(&token)).await?.0, 200);
    assert_eq!(answered(server.get("/collections")).await?.1, known, "everything is still there");
    for entry in audit(&store).await? {
        assert!(!format!("{entry:?}").contains("OR '1'"), "{entry:?}");
    }
    server.terminate();
    let log = server.log_when_stopped();
    assert!(log.contains("POST /v1/session 401"), "the requests themselves are logged");
    let session = cookie.trim_start_matches("diaban_session=");
    for secret in [PASSWORD, "my secret", session, &token, "argon2id"] {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
    Ok(())
}
