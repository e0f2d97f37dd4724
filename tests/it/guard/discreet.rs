//! What a server keeps to itself: private changes, secrets in addresses, numbers for operators; and what it tells browsers to do.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;

use anyhow::{Context, Result};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use serde_json::{Value, json};
use spatial_core::store::private::Deed;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{
    Server, add_user, city, command, diaban, diaban_succeeds, token, token_in, token_of, told,
};
use system_tests::surroundings::Unwritable;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::http::changes::Listener;
use crate::http::sign_in::{PASSWORD, plots};

const ITEM: &str = "/collections/plots/items/1";

async fn changed(server: &Server, token: &str, tag: &str, fields: Value) -> Result<u16> {
    let asked = server.ask(Method::PATCH, ITEM).bearer_auth(token).header(IF_MATCH, tag);
    let asked = asked.header(CONTENT_TYPE, "application/merge-patch+json");
    Ok(asked.body(json!({ "properties": fields }).to_string()).send().await?.status().as_u16())
}

#[tokio::test]
async fn an_edit_of_private_fields_alone_is_not_seen_by_the_public() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let token = token_of(&store, "an-editor");
    let tag = async |token: Option<&str>| -> Result<(String, String)> {
        let asked = token.into_iter().fold(server.get(ITEM), |asked, token| asked.bearer_auth(token));
        let answer = asked.send().await?;
        Ok((answer.headers()[ETAG].to_str()?.to_owned(), answer.text().await?))
    };
    let (public, staff) = (tag(None).await?, tag(Some(&token)).await?);
    assert!(public.0.starts_with("\"p-") && !staff.0.starts_with("\"p-"), "{public:?} {staff:?}");
    let (mut anybody, mut people) =
        (Listener::new(&server, None, None).await, Listener::new(&server, Some(&token), None).await);
    let begun = anybody.hears().await.id;
    people.hears().await;

    assert_eq!(changed(&server, &token, &staff.0, json!({ "secret_note": "Phạm Thị Hoa" })).await?, 200);
    assert_eq!(people.hears().await.data["layers"][0]["ids"], json!([1]));
    assert_eq!(tag(None).await?, public, "no byte of it tells");
    let now = tag(Some(&token)).await?;
    assert_ne!(now.0, staff.0);
    assert_eq!(server.get(ITEM).header("if-none-match", &public.0).send().await?.status(), 304);

    // The public's tag is good for an edit: who has seen all the public sees.
    assert_eq!(changed(&server, &token, &public.0, json!({ "use": "CLN" })).await?, 200);
    let heard = anybody.hears().await;
    assert_eq!((heard.name.as_str(), &heard.data["layers"][0]["ids"]), ("changed", &json!([1])), "the first they hear");
    assert_ne!(tag(None).await?.0, public.0);
    assert_eq!(changed(&server, &token, &public.0, json!({ "use": "ODT" })).await?, 412, "that was before");
    let mut again = Listener::new(&server, None, Some(&begun)).await;
    assert_eq!(again.hears().await, heard, "nor does who comes back hear of it");
    Ok(())
}

#[tokio::test]
async fn browsers_are_told_to_trust_every_answer_no_further_than_needed() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    for path in ["/", "/collections", "/xyz/plots/14/13065/7718", "/metrics", "/health/live", "/nowhere", ITEM, "/api"]
    {
        let answer = server.get(path).send().await?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        let is_open = header("access-control-allow-origin") == "*";
        assert_eq!(
            header("cross-origin-resource-policy"),
            if is_open { "cross-origin" } else { "same-origin" },
            "{path}"
        );
        assert_eq!(header("strict-transport-security"), "", "only over https: RFC 6797, section 7.2");
        let secure = server.get(path).header("x-forwarded-proto", "https").send().await?;
        assert_eq!(secure.headers()["strict-transport-security"], "max-age=31536000", "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn metrics_are_for_administrators_if_so_configured() -> Result<()> {
    let (_folder, store) = city();
    let (admin, editor) = (token(&store, "mai", "admin"), token(&store, "lan", "editor"));
    let server = Server::start_with(&store, &[("DIABAN_SERVER_METRICS_FOR", "admin")]);
    let asked = || server.get("/metrics");
    assert_eq!(asked().send().await?.status(), 401);
    assert_eq!(asked().bearer_auth(editor).send().await?.status(), 403);
    assert!(asked().bearer_auth(admin).send().await?.text().await?.contains("diaban_connections"));
    assert_eq!(server.get("/health/live").send().await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn the_access_log_names_the_client_and_no_secret() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let secret = token(&store, "lan", "viewer");
    for path in [format!("/collections?token={secret}"), format!("/x/{secret}"), format!("/collections?x={secret}")] {
        server.get(&path).header("x-forwarded-for", "198.51.100.9, 203.0.113.7").send().await?;
    }
    server.get("/collections?lang=vi&password=hunter2").send().await?;
    let mut broken = tokio::net::TcpStream::connect(server.address.trim_start_matches("http://")).await?;
    broken.write_all(b"no http at all\r\n\r\n").await?;
    let _ = broken.read_to_end(&mut Vec::new()).await;
    server.terminate();
    let log = server.log_when_stopped();
    assert!(!log.contains(&secret) && !log.contains("hunter2"), "{log}");
    assert!(log.contains("203.0.113.7 GET /collections?token=*** ") && log.contains("GET /x/*** 404"), "{log}");
    assert!(log.contains("127.0.0.1 GET /collections?lang=vi&password=*** "), "{log}");
    assert!(log.contains("127.0.0.1 - - 400 0 0us - malformed request"), "{log}");
    Ok(())
}

#[tokio::test]
async fn files_are_not_for_everybody_on_the_machine() -> Result<()> {
    let (folder, store) = plots();
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).map(|found| found.permissions().mode() & 0o777);
    assert_eq!((mode("plots.gpkg")?, mode("plots.private.gpkg")?), (0o640, 0o600));
    std::fs::set_permissions(&store, PermissionsExt::from_mode(0o644))?;
    let path = store.to_str().context("the path is text")?;
    diaban_succeeds(["user", "list", path]);
    assert_eq!(mode("plots.gpkg")?, 0o640, "it has a field that is not for everybody");

    let private = folder.path().join("plots.private.gpkg");
    std::fs::set_permissions(&private, PermissionsExt::from_mode(0o620))?;
    let refused = diaban(["user", "list", path]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("chmod 600"), "{said}");
    std::fs::set_permissions(&private, PermissionsExt::from_mode(0o600))?;
    assert!(diaban_succeeds(["user", "list", path]).contains("an-editor"), "what it says to do helps");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_back_does_not_make_recorded_times_run_backwards() -> Result<()> {
    let (_folder, store) = plots();
    let later = "2999-01-01T00:00:00.000Z";
    crate::store::city::sqlite(&store)?.execute("UPDATE diaban_commit SET recorded_at = ?1", [later])?;
    edited_once(store.as_os_str(), &token_of(&store, "an-editor")).await?;
    let last = "SELECT recorded_at FROM diaban_commit ORDER BY revision DESC LIMIT 1";
    let last: String = crate::store::city::sqlite(&store)?.query_row(last, [], |row| row.get(0))?;
    assert_eq!(last, later);

    // A database's clock is its server's; what the books say of the last commit is ahead of it as if that had been set back.
    let database = Cluster::shared().database();
    let file = store.with_extension("geojson");
    let file = file.to_str().context("the path is text")?;
    diaban_succeeds(["import", file, "--into", &database.url(), "--layer", "plots", "--private-field", "secret_note"]);
    database.sql("UPDATE diaban.commit SET recorded_at = '2999-01-01 00:00:00+00'");
    let address = StoreAddress::Postgis(PostgisAddress::parse(&database.url())?);
    edited_once(OsStr::new(&database.url()), &token_in(&address, "lan", "editor")).await?;
    let backwards =
        "SELECT count(*) || ' of ' || count(revision) FROM diaban.commit WHERE recorded_at <= '2999-01-01 00:00:00+00'";
    assert_eq!(database.sql(&backwards.replace("<=", "<")).trim(), "0 of 0");
    assert_eq!(database.sql(backwards).trim(), "2 of 2", "the import and the edit");
    Ok(())
}

/// One edit through a server of its own.
async fn edited_once(store: &OsStr, token: &str) -> Result<()> {
    let server = Server::start(store);
    let tag = server.get(ITEM).bearer_auth(token).send().await?.headers()[ETAG].to_str()?.to_owned();
    assert_eq!(changed(&server, token, &tag, json!({ "use": "CLN" })).await?, 200);
    Ok(())
}

#[test]
fn fewer_files_than_connections_need_are_told_at_the_start() {
    let (_folder, store) = city();
    // It ends at once where its address is taken, after it has said so.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it has an address").to_string();
    let mut limited = std::process::Command::new("bash");
    limited.args(["-c", "ulimit -n 300 && exec \"$0\" serve \"$1\" --listen \"$2\" --lang en"]);
    let done = told(limited.arg(system_tests::program::binary()).arg(&store).arg(address), "");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.contains("ulimit -n 1280") && said.contains("300 files"), "{said}");
}

#[tokio::test]
async fn a_store_that_cannot_be_written_is_served_and_not_changed() -> Result<()> {
    let test = "a_store_that_cannot_be_written_is_served_and_not_changed";
    let (folder, store) = plots();
    let token = token_of(&store, "an-editor");
    let Some(_unwritable) = Unwritable::make(test, folder.path()) else { return Ok(()) };
    let server = Server::start(&store);
    let tag = server.get(ITEM).bearer_auth(&token).send().await?.headers()[ETAG].to_str()?.to_owned();
    let edit = server.ask(Method::PATCH, ITEM).header(IF_MATCH, tag);
    let edit = edit.header(CONTENT_TYPE, "application/merge-patch+json").body(r#"{"properties":{"use":"CLN"}}"#);
    let password = json!({ "password": PASSWORD, "new_password": "trăng thanh gió mát" });
    // A copy is served: what is changed there would be gone with it.
    for asked in [
        edit,
        server.ask(Method::POST, "/v1/assets").body("a file"),
        server.ask(Method::POST, "/v1/session/password").json(&password),
    ] {
        let refused = asked.header("accept-language", "en").bearer_auth(&token).send().await?;
        let (status, problem) = (refused.status(), refused.json::<Value>().await?);
        assert_eq!((status.as_u16(), &problem["type"]), (403, &json!("urn:diaban:problem-read-only")), "{problem}");
        let detail = problem["detail"].as_str().context("a sentence")?;
        assert!(detail.contains("a store that it cannot write") && detail.contains("write permission"), "{detail}");
    }
    let signs_in = json!({ "name": "an-editor", "password": PASSWORD });
    assert_eq!(server.ask(Method::POST, "/v1/session").json(&signs_in).send().await?.status(), 200);
    assert_eq!(server.json("/collections/plots/items").await["numberMatched"], 2);
    Ok(())
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_all_sessions_end() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let sign_in = async |password: &str| -> Result<reqwest::Response> {
        let body = json!({ "name": "an-editor", "password": password });
        Ok(server.ask(Method::POST, "/v1/session").json(&body).send().await?)
    };
    let cookie = |answer: &reqwest::Response| -> Result<String> {
        let set = answer.headers()["set-cookie"].to_str()?;
        Ok(set.split(';').next().context("a cookie has a value")?.to_owned())
    };
    let signed_in = async |cookie: &str| -> Result<bool> {
        let who: Value = server.get("/v1/session").header("cookie", cookie).send().await?.json().await?;
        Ok(who["signed_in"] == true)
    };
    let (one, other) = (cookie(&sign_in(PASSWORD).await?)?, cookie(&sign_in(PASSWORD).await?)?);
    let change = async |old: &str, new: &str| -> Result<reqwest::Response> {
        let asked = server.ask(Method::POST, "/v1/session/password").header("cookie", &one);
        let body = json!({ "password": old, "new_password": new });
        Ok(asked.header("origin", &server.address).json(&body).send().await?)
    };
    let (new, common) = ("trăng thanh gió mát", "Matkhau12345!");
    assert_eq!(change("wrong password", new).await?.status(), 401);
    let refused = change(PASSWORD, common).await?;
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.json::<Value>().await?["type"], "urn:diaban:password-too-common");
    let done = change(PASSWORD, new).await?;
    assert_eq!(done.status(), 200);
    assert!(signed_in(&cookie(&done)?).await?);
    let out = async {
        while signed_in(&one).await? || signed_in(&other).await? {
            tokio::task::yield_now().await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), out).await.context("other sessions have ended")??;
    assert_eq!((sign_in(PASSWORD).await?.status().as_u16(), sign_in(new).await?.status().as_u16()), (401, 200));
    Ok(())
}

#[tokio::test]
async fn sessions_end_everywhere_by_one_command_and_the_log_is_read_by_another() -> Result<()> {
    let (_folder, store) = plots();
    let path = store.to_str().context("the path is text")?;
    let server = Server::start(&store);
    let token = token_of(&store, "an-viewer");
    assert_eq!(server.get(ITEM).bearer_auth(&token).send().await?.status(), 200);
    assert_eq!(server.get("/collections/plots/items?use=ODT").bearer_auth(&token).send().await?.status(), 200);
    for _ in 0..3 {
        server.get("/xyz/plots/14/13065/7718").bearer_auth(&token).send().await?;
    }
    server.get(ITEM).send().await?;
    let said = diaban_succeeds(["user", "sign-out", path, "--tokens"]);
    assert!(said.contains('1'), "{said}");
    let out = async {
        while server.get("/v1/session").bearer_auth(&token).send().await?.status() != 401 {
            tokio::task::yield_now().await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), out).await.context("it has ended")??;
    let log = diaban_succeeds(["user", "log", path, "--last", "50"]);
    let looks: Vec<&str> = log.lines().filter(|line| line.contains("\tprivate-read\t")).collect();
    assert_eq!(looks.len(), 3, "one feature, one page, tiles once: {log}");
    assert!(looks.iter().all(|line| line.contains("\tan-viewer\tviewer\t") && line.contains("\tplots\t")), "{log}");
    assert!(looks[1].contains("2 features?use=ODT") && looks[2].contains("\ttiles\t"), "{log}");
    assert!(log.contains("\tsessions-ended\t"), "{log}");
    let audit = Store::open(&StoreAddress::Gpkg(store.clone()), false).await?.private().audit(100).await?;
    assert!(audit.iter().any(|entry| entry.deed == Deed::SessionsEnded));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_persons_sessions_end_on_all_servers_by_one_command_on_both_stores() -> Result<()> {
    let (_folder, store) = plots();
    add_user(&store, "lan", "viewer", PASSWORD);
    add_user(&store, "minh", "viewer", PASSWORD);
    sessions_of_one_name_end(store.as_os_str()).await?;
    let database = Cluster::shared().database();
    diaban_succeeds(["migrate", &database.url()]);
    add_user(database.url(), "lan", "viewer", PASSWORD);
    add_user(database.url(), "minh", "viewer", PASSWORD);
    sessions_of_one_name_end(OsStr::new(&database.url())).await
}

/// Two servers, a session of `lan` on each and one of `minh`: one command ends the first two, wherever they are shown, and no token.
async fn sessions_of_one_name_end(place: &OsStr) -> Result<()> {
    let servers = [Server::start(place), Server::start(place)];
    let cookie = async |server: &Server, name: &str| -> Result<String> {
        let body = json!({ "name": name, "password": PASSWORD });
        let answer = server.ask(Method::POST, "/v1/session").json(&body).send().await?;
        let set = answer.headers().get("set-cookie").context("a session begins")?.to_str()?;
        Ok(set.split(';').next().context("a cookie has a value")?.to_owned())
    };
    let signed_in = async |server: &Server, cookie: &str| -> Result<bool> {
        let who: Value = server.get("/v1/session").header("cookie", cookie).send().await?.json().await?;
        Ok(who["signed_in"] == true)
    };
    let lan = [cookie(&servers[0], "lan").await?, cookie(&servers[1], "lan").await?];
    let (minh, token) = (cookie(&servers[0], "minh").await?, token_of(place, "lan"));
    for server in &servers {
        assert!(signed_in(server, &lan[0]).await? && signed_in(server, &lan[1]).await?, "each server knows both");
    }
    let name = OsStr::new("lan");
    diaban_succeeds([OsStr::new("user"), OsStr::new("sign-out"), place, name]);
    let out = async {
        for (server, cookie) in servers.iter().flat_map(|server| lan.iter().map(move |cookie| (server, cookie))) {
            while signed_in(server, cookie).await? {
                tokio::task::yield_now().await;
            }
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), out).await.context("they have ended everywhere")??;
    for server in &servers {
        assert!(signed_in(server, &minh).await?, "another's goes on");
        let who: Value = server.get("/v1/session").bearer_auth(&token).send().await?.json().await?;
        assert_eq!(who["name"], "lan", "a token is no session: {who}");
    }
    Ok(())
}

#[test]
fn a_password_everybody_chooses_is_refused_and_another_can_be_given() {
    let (_folder, store) = city();
    for common in ["password1234", "lan123456789", "Matkhau@2025", "qwertyuiop12"] {
        let refused = told(command().args(["user", "add"]).arg(&store).args(["lan", "--role", "viewer"]), common);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains("what everybody chooses"), "{common}: {said}");
    }
    add_user(&store, "lan", "viewer", PASSWORD);
    let changed = told(command().args(["user", "password"]).arg(&store).arg("lan"), "trăng thanh gió mát");
    assert!(changed.status.success(), "{}", String::from_utf8_lossy(&changed.stderr));
}
