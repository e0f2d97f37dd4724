//! `/v1/changes`: listeners hear what they may, once, in order, and go on where they stopped.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, IF_MATCH};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use system_tests::program::{Server, city, diaban_succeeds, token};

use crate::store::city::sqlite;

/// A test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open stream.
pub(crate) struct Listener {
    answer: Response,
    text: String,
}

/// One event: its name, id and data.
#[derive(Debug, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: String,
    /// Empty if it is not the news of a commit.
    pub(crate) id: String,
    pub(crate) data: Value,
}

impl Listener {
    pub(crate) async fn new(server: &Server, token: Option<&str>, last: Option<&str>) -> Self {
        let mut asked = server.get("/v1/changes");
        if let Some(token) = token {
            asked = asked.bearer_auth(token);
        }
        if let Some(last) = last {
            asked = asked.header("last-event-id", last);
        }
        let answer = asked.send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/event-stream; charset=utf-8");
        Self { answer, text: String::new() }
    }

    /// The next event; none if the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let line = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                if let (Some(name), Some(data)) = (line("event: "), line("data: ")) {
                    let id = line("id: ").unwrap_or_default();
                    return Some(Event { name, id, data: serde_json::from_str(&data).expect("JSON") });
                }
                continue;
            }
            let chunk = tokio::time::timeout(PATIENCE, self.answer.chunk()).await.expect("it says something");
            self.text.push_str(std::str::from_utf8(&chunk.expect("it goes on")?).expect("text"));
        }
    }

    pub(crate) async fn hears(&mut self) -> Event {
        self.next().await.expect("an event")
    }
}

async fn patched(server: &Server, token: &str, id: u64, fields: Value) -> u64 {
    let path = format!("/collections/parcels/items/{id}");
    let read = server.get(&path).bearer_auth(token).send().await.expect("an answer");
    let sent = server.ask(Method::PATCH, &path).bearer_auth(token).header(IF_MATCH, &read.headers()["etag"]);
    let sent =
        sent.header(CONTENT_TYPE, "application/merge-patch+json").body(json!({ "properties": fields }).to_string());
    let sent = sent.send().await.expect("an answer");
    assert_eq!(sent.status(), 200);
    sent.headers()["diaban-revision"].to_str().expect("text").parse().expect("a number")
}

#[tokio::test]
async fn who_is_removed_hears_no_more_and_others_go_on() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (lan, mai) = (token(&store, "lan", "viewer"), token(&store, "mai", "editor"));
    let mut leaves = Listener::new(&server, Some(&lan), None).await;
    let mut stays = Listener::new(&server, Some(&mai), None).await;
    assert_eq!((leaves.hears().await.name, stays.hears().await.name), ("current".to_owned(), "current".to_owned()));
    diaban_succeeds(["user", "remove", store.to_str().expect("the path is text"), "lan"]);
    assert_eq!(leaves.next().await, None);
    patched(&server, &mai, 7, json!({ "loai_dat": "TMD" })).await;
    assert_eq!(stays.hears().await.name, "changed");
}

#[tokio::test]
async fn a_listener_hears_of_each_change_and_goes_on_where_it_stopped() {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let token = token(&store, "lan", "editor");
    let mut first = Listener::new(&server, None, None).await;
    let begun = first.hears().await;
    assert_eq!(begun.name, "current");
    let revision = patched(&server, &token, 7, json!({ "loai_dat": "TMD" })).await;
    let heard = first.hears().await;
    assert_eq!((heard.name.as_str(), &heard.data["revision"]), ("changed", &json!(revision)));
    let layer = &heard.data["layers"][0];
    assert_eq!((&layer["layer"], &layer["ids"]), (&json!("parcels"), &json!([7])));
    let parcel = server.json("/collections/parcels/items/7").await;
    let corner = &parcel["geometry"]["coordinates"][0][0];
    let number = |value: &Value| value.as_f64().expect("a number");
    assert!(
        number(&layer["bbox"][0]) <= number(&corner[0]) + 1e-6
            && number(&layer["bbox"][2]) >= number(&corner[0]) - 1e-6
    );
    assert!(
        number(&layer["bbox"][1]) <= number(&corner[1]) + 1e-6
            && number(&layer["bbox"][3]) >= number(&corner[1]) - 1e-6
    );
    drop(first);

    // Another program, while nobody listens.
    let edited = sqlite(&store)
        .and_then(|city| Ok(city.execute("UPDATE parcels SET loai_dat = 'SKC' WHERE fid IN (8, 9)", [])?));
    assert_eq!(edited.expect("it edits"), 2);
    server.until("/collections/parcels/items/9", |item| item["properties"]["loai_dat"] == "SKC").await;
    let mut again = Listener::new(&server, None, Some(&begun.id)).await;
    assert_eq!(again.hears().await, heard, "from the beginning");
    assert_eq!(again.hears().await.data["layers"][0]["ids"], json!([8, 9]));
    let mut later = Listener::new(&server, None, Some(&heard.id)).await;
    assert_eq!(later.hears().await.data["layers"][0]["ids"], json!([8, 9]));
    for unknown in ["1.0", "999999.ff", "x'; --", ""] {
        assert_eq!(Listener::new(&server, None, Some(unknown)).await.hears().await.name, "reset", "{unknown}");
    }
    server.terminate();
    assert_eq!(later.next().await, None, "the stream ends with the server");
    server.log_when_stopped();
}

#[tokio::test]
async fn nobody_hears_of_layers_they_may_not_see() {
    let (_folder, store) = city();
    let hidden = sqlite(&store)
        .and_then(|city| Ok(city.execute("UPDATE diaban_layer SET audience = 'staff' WHERE name = 'zones'", [])?));
    assert_eq!(hidden.expect("it can be hidden"), 1);
    let server = Server::start(&store);
    let token = token(&store, "lan", "editor");
    let (mut anybody, mut staff) =
        (Listener::new(&server, None, None).await, Listener::new(&server, Some(&token), None).await);
    assert_eq!((anybody.hears().await.name, staff.hears().await.name), ("current".to_owned(), "current".to_owned()));
    let zones = sqlite(&store).and_then(|city| Ok(city.execute("UPDATE zones SET geom = geom WHERE fid = 1", [])?));
    assert_eq!(zones.expect("a zone is edited"), 1);
    assert_eq!(staff.hears().await.data["layers"][0]["layer"], "zones");
    patched(&server, &token, 7, json!({ "loai_dat": "TMD" })).await;
    assert_eq!(anybody.hears().await.data["layers"][0]["layer"], "parcels", "the first they hear of");
    assert_eq!(staff.hears().await.data["layers"][0]["layer"], "parcels");
}

#[tokio::test]
async fn only_so_many_listen_at_once() {
    let (_folder, store) = city();
    let server = Server::start_with(&store, &[("DIABAN_LIMITS_LISTENERS", "2")]);
    let first = Listener::new(&server, None, None).await;
    let _second = Listener::new(&server, None, None).await;
    let third = server.get("/v1/changes").send().await.expect("an answer");
    assert_eq!((third.status().as_u16(), third.headers().contains_key("retry-after")), (503, true));
    drop(first);
    let comes_in = async {
        while server.get("/v1/changes").send().await.expect("an answer").status() != 200 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, comes_in).await.expect("there is room again");
}
