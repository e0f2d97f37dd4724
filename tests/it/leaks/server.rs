//! People with powers ask a real server over HTTP, on both stores, while rows wander: what each is told names their rows and no others,
//! and a row they may not see answers like one that never was.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Transform, to_drawing};
use spatial_core::layer::{FeatureId, GeometryType, Grant};
use spatial_core::store::private::{AuditEntry, Deed, GrantChange, UserName};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use spatial_core::tiles::TileCoord;
use system_tests::cluster::Cluster;
use system_tests::program::{Server, token_in};

use crate::http::changes::Listener;
use crate::leaks::register::{Register, Row, Table};

const LAYERS: usize = 6;
const PEOPLE: usize = 7;
/// A row nobody ever made.
const NEVER: u64 = 99_999_991;
/// Longest wait for what takes some seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Somebody who asks.
struct Person {
    name: String,
    grants: Vec<String>,
    token: Option<String>,
    /// May write where the layer lets them.
    is_editor: bool,
}

/// All that is needed to ask.
struct Town {
    server: Server,
    store: Store,
    register: Register,
    people: Vec<Person>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_geopackage_is_served_to_each_as_they_may_see_it() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    each_sees_what_is_theirs(&StoreAddress::Gpkg(path.clone()), path.to_str().context("the path is text")?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_is_served_to_each_as_they_may_see_it() -> Result<()> {
    let database = Cluster::shared().database();
    let address = StoreAddress::Postgis(PostgisAddress::parse(&database.url())?);
    each_sees_what_is_theirs(&address, &database.url()).await
}

async fn each_sees_what_is_theirs(address: &StoreAddress, served: &str) -> Result<()> {
    let store = Store::open(address, true).await?;
    let mut register = Register::new(&store, 9218, LAYERS).await?;
    let mut people = vec![Person { name: String::new(), grants: Vec::new(), token: None, is_editor: false }];
    for number in 0..PEOPLE {
        people.push(Person::new(address, &store, number, &mut register).await?);
    }
    let mut town = Town { server: Server::start(served), store, register, people };
    let mut listeners = Vec::new();
    for person in &town.people {
        listeners.push(Listener::new(&town.server, person.token.as_deref(), None).await);
    }
    let mut news = vec![Vec::new(); town.people.len()];
    town.looked_at_by_all().await?;
    for _ in 0..2 {
        town.wander(&mut news).await?;
        town.looked_at_by_all().await?;
    }
    for (listener, wanted) in listeners.iter_mut().zip(&news) {
        hears(listener, wanted).await?;
    }
    town.revoke(1).await?;
    // Who lost a power is asked to come back: until then they would hear what they may not know any more.
    while listeners[1].next().await.is_some() {}
    town.looked_at_by(1).await
}

impl Person {
    async fn new(address: &StoreAddress, store: &Store, number: usize, register: &mut Register) -> Result<Self> {
        let (name, is_editor) = (format!("lan-{number}"), number.is_multiple_of(2));
        let token = token_in(address, &name, if is_editor { "editor" } else { "viewer" });
        let mut grants = register.lot.grants();
        grants.retain(|grant| grant != "staff");
        if number == 0 {
            // Somebody has a power to lose.
            grants = vec!["planning.draft".to_owned(), "planning.check@26506".to_owned()];
        }
        change_grants(store, &name, &grants, &[]).await?;
        grants.push("staff".to_owned());
        Ok(Self { name, grants, token: Some(token), is_editor })
    }

    fn asks(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    fn sees(&self, table: &Table, row: &Row) -> bool {
        table.policy.exists(&self.grants) && table.policy.shows(row, &self.grants, None)
    }
}

pub(crate) async fn change_grants(store: &Store, name: &str, given: &[String], taken: &[String]) -> Result<()> {
    let grants = |words: &[String]| words.iter().filter_map(|word| Grant::parse(word)).collect();
    let change = GrantChange { user: UserName::parse(name)?, given: grants(given), taken: grants(taken) };
    let line = AuditEntry {
        at: std::time::SystemTime::now(),
        who: "a test".to_owned(),
        role: None,
        deed: Deed::GrantsChanged,
        subject: None,
        layer: None,
        feature: None,
        revision: None,
        detail: None,
        request_id: String::new(),
        address: String::new(),
    };
    store.private().change_grants(change, line).await?;
    Ok(())
}

/// Events in the order of the commits, whatever was put into one of them.
async fn hears(listener: &mut Listener, wanted: &[(String, Vec<u64>)]) -> Result<()> {
    let mut heard: Vec<(String, Vec<u64>)> = Vec::new();
    while heard.len() < wanted.len() {
        let event = listener.hears().await;
        for layer in event.data["layers"].as_array().context("layers are a list")? {
            let ids = layer["ids"].as_array().map(|ids| ids.iter().filter_map(Value::as_u64).collect());
            heard.push((layer["layer"].as_str().unwrap_or_default().to_owned(), ids.unwrap_or_default()));
        }
    }
    assert_eq!(heard, wanted);
    Ok(())
}

impl Town {
    /// Rows move, and the server has seen it; what each is to hear of it.
    async fn wander(&mut self, news: &mut [Vec<(String, Vec<u64>)>]) -> Result<()> {
        let before = self.register.tables.clone();
        let touched = self.register.wander(&self.store).await?;
        for (person, news) in self.people.iter().zip(news) {
            for ((then, table), touched) in before.iter().zip(&self.register.tables).zip(&touched) {
                let seen = [then, table].map(|table| table.seen(&person.grants, None)).concat();
                let ids: Vec<u64> = touched.iter().copied().filter(|id| seen.contains(id)).collect();
                if table.policy.exists(&person.grants) && !ids.is_empty() {
                    news.push((table.name().to_string(), ids));
                }
            }
        }
        let revision = self.store.position().await?.revision.0;
        self.server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(revision)).await;
        Ok(())
    }

    /// All powers of a person are taken away; returns when the server knows.
    async fn revoke(&mut self, at: usize) -> Result<()> {
        let person = &mut self.people[at];
        let held: Vec<String> = person.grants.iter().filter(|grant| *grant != "staff").cloned().collect();
        ensure!(!held.is_empty(), "there is something to lose");
        change_grants(&self.store, &person.name, &[], &held).await?;
        person.grants = vec!["staff".to_owned()];
        let person = &self.people[at];
        let knows = async {
            loop {
                let session: Value = person.asks(self.server.get("/v1/session")).send().await?.json().await?;
                if session.get("grants").is_none() {
                    return Ok::<_, anyhow::Error>(());
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, knows).await.context("the server hears of it")?
    }

    async fn looked_at_by_all(&self) -> Result<()> {
        for at in 0..self.people.len() {
            self.looked_at_by(at).await?;
        }
        Ok(())
    }

    async fn looked_at_by(&self, at: usize) -> Result<()> {
        let person = &self.people[at];
        for table in &self.register.tables {
            self.asked_for_pages(person, table)
                .await
                .with_context(|| format!("{} {:?}", table.name(), person.grants))?;
            self.asked_for_rows(person, table)
                .await
                .with_context(|| format!("{} {:?}", table.name(), person.grants))?;
            self.asked_for_tiles(person, table)
                .await
                .with_context(|| format!("{} {:?}", table.name(), person.grants))?;
        }
        for page in ["/", "/collections?f=json", "/collections?f=html", "/api", "/v1/search?q=t%C3%AAn"] {
            let text = self.answer(person, page, 200).await?.text().await?;
            self.names_only_what_is_seen(person, &text, page);
        }
        Ok(())
    }

    /// An answer of a status that nobody in between may keep for others.
    async fn answer(&self, person: &Person, path: &str, status: u16) -> Result<Response> {
        let answer = person.asks(self.server.get(path)).send().await?;
        ensure!(answer.status() == status, "{path}: {} {}", answer.status(), answer.text().await?);
        let kept = answer.headers().get(CACHE_CONTROL).context("it says who may keep it")?.to_str()?;
        ensure!(kept.contains("no-store") || person.token.is_none(), "{path} is kept as {kept}");
        Ok(answer)
    }

    /// No word of a hidden row stands in a text, nor the name of a layer that is none for this person.
    fn names_only_what_is_seen(&self, person: &Person, text: &str, whence: &str) {
        for table in &self.register.tables {
            if !table.policy.exists(&person.grants) {
                assert!(
                    !text.contains(table.name().as_str()),
                    "{whence} names {} to {:?}",
                    table.name(),
                    person.grants
                );
            }
            for row in table.rows.values().filter(|row| !person.sees(table, row)) {
                assert!(!text.contains(&row.word), "{whence} tells {:?} of {row:?}", person.grants);
            }
        }
    }

    /// The layer, its count and box, and all its rows on one page.
    async fn asked_for_pages(&self, person: &Person, table: &Table) -> Result<()> {
        let (path, seen) = (format!("/collections/{}", table.name()), table.seen(&person.grants, None));
        if !table.policy.exists(&person.grants) {
            for page in [path.clone(), format!("{path}/items"), format!("{path}/items/1"), tilejson(table)] {
                self.answer(person, &page, 404).await?;
            }
            return Ok(());
        }
        let layer: Value = self.answer(person, &format!("{path}?f=json"), 200).await?.json().await?;
        ensure!(layer["count"] == seen.len(), "{}", layer["count"]);
        let has_shape = table.layer.schema.geometry != GeometryType::None;
        let status = if has_shape { 200 } else { 404 };
        let tiles: Value = self.answer(person, &tilejson(table), status).await?.json().await?;
        if seen.is_empty() && !table.policy.shows_anything(&person.grants) {
            ensure!(layer.get("extent").is_none() && tiles.get("bounds").is_none(), "{layer} {tiles}");
        }
        for form in ["json", "html"] {
            let page = format!("{path}/items?limit=1000&f={form}");
            let text = self.answer(person, &page, 200).await?.text().await?;
            self.names_only_what_is_seen(person, &text, &page);
            ensure!(seen.iter().all(|id| text.contains(&table.rows[id].word)), "{page} tells all");
            if form == "json" {
                let page: Value = serde_json::from_str(&text)?;
                let ids: Vec<u64> =
                    page["features"].as_array().into_iter().flatten().filter_map(|row| row["id"].as_u64()).collect();
                ensure!((ids == seen) && page["numberMatched"] == seen.len(), "{ids:?} is not {seen:?}");
            }
        }
        Ok(())
    }

    /// Single rows, by id, by name and by place; and the wish to change them.
    async fn asked_for_rows(&self, person: &Person, table: &Table) -> Result<()> {
        for (id, row) in table.rows.iter().step_by(6) {
            let is_seen = person.sees(table, row);
            let path = |id: u64| format!("/collections/{}/items/{id}", table.name());
            let item = self.answer(person, &path(*id), if is_seen { 200 } else { 404 }).await?;
            if !is_seen {
                let never = self.answer(person, &path(NEVER), 404).await?;
                ensure!(
                    told(item, table, *id).await? == told(never, table, NEVER).await?,
                    "{id} is told from what never was"
                );
                self.is_changed_like_what_never_was(person, table, *id).await?;
            }
            let found = self.answer(person, &format!("/v1/search?q={}", row.word), 200).await?.text().await?;
            let typed = format!("\"{}\"", row.word);
            ensure!(found.replace(&typed, "").contains(&row.word) == is_seen, "{found}");
            if table.layer.schema.geometry != GeometryType::None {
                let [lon, lat] = degrees(row)?;
                let page = format!("/v1/search?at={lon},{lat}&limit=50");
                let under = self.answer(person, &page, 200).await?.text().await?;
                self.names_only_what_is_seen(person, &under, &page);
                ensure!(under.contains(&row.word) == is_seen, "{under}");
            }
        }
        Ok(())
    }

    async fn is_changed_like_what_never_was(&self, person: &Person, table: &Table, id: u64) -> Result<()> {
        for method in [Method::PATCH, Method::DELETE] {
            let mut answers = Vec::new();
            for id in [id, NEVER] {
                let asked = self.server.ask(method.clone(), &format!("/collections/{}/items/{id}", table.name()));
                let body = json!({ "properties": { "class": "x" } }).to_string();
                let asked =
                    asked.header(IF_MATCH, "\"1\"").header(CONTENT_TYPE, "application/merge-patch+json").body(body);
                let answer = person.asks(asked).send().await?;
                ensure!(answer.status().is_client_error(), "{method} of {id}: {}", answer.status());
                ensure!(answer.status() != 404 || person.is_editor, "{method} of {id}: {}", answer.status());
                answers.push(told(answer, table, id).await?);
            }
            ensure!(answers[0] == answers[1], "{method}: {answers:#?}");
        }
        Ok(())
    }

    /// Tiles near and far of what is seen and of what is hidden; a tag of somebody else's tile is good for the same tile only.
    async fn asked_for_tiles(&self, person: &Person, table: &Table) -> Result<()> {
        if table.layer.schema.geometry == GeometryType::None || !table.policy.exists(&person.grants) {
            return Ok(());
        }
        for (_, row) in table.rows.iter().step_by(8) {
            let [lon, lat] = degrees(row)?;
            for zoom in [17, 14, 8] {
                let coord = TileCoord::at(zoom, to_drawing(lon, lat));
                let path = format!("/xyz/{}/{coord}", table.name());
                let asked = || person.asks(self.server.get(&path));
                let answer = asked().send().await?;
                ensure!([200, 204].contains(&answer.status().as_u16()), "{path}: {}", answer.status());
                let tag = answer.headers().get(ETAG).cloned().context("a tile has a tag")?;
                let bytes = answer.bytes().await?;
                self.names_only_what_is_seen(person, &String::from_utf8_lossy(&bytes), &path);
                if zoom == 17 {
                    let holds = bytes.windows(row.word.len()).any(|window| window == row.word.as_bytes());
                    ensure!(holds == person.sees(table, row), "{path} with {row:?}");
                }
                let other = self.people[self.people.len() - 1].asks(self.server.get(&path)).send().await?;
                let Some(others) = other.headers().get(ETAG).cloned() else { continue };
                let answer = asked().header(IF_NONE_MATCH, &others).send().await?;
                ensure!((answer.status() == 304) == (others == tag), "{path}: {}", answer.status());
                ensure!((others == tag) == (other.bytes().await? == bytes), "{path}: equal tags are equal tiles");
            }
        }
        Ok(())
    }
}

/// What an answer says, save for the number that was asked for and that of the request.
async fn told(answer: Response, table: &Table, id: u64) -> Result<(BTreeMap<String, String>, Value)> {
    let plain = |text: &str| text.replace(table.name().as_str(), "LAYER").replace(&FeatureId(id).to_string(), "ID");
    let headers = answer
        .headers()
        .iter()
        .filter(|(name, _)| !["x-request-id", "date", "content-length"].contains(&name.as_str()));
    let headers =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    let (headers, status) = (headers.collect(), answer.status().as_u16());
    let mut problem: Value = serde_json::from_str(&answer.text().await?).unwrap_or_default();
    let members = problem.as_object_mut().context("a problem is an object")?;
    members.remove("request_id");
    for name in ["detail", "instance"] {
        if let Some(text) = members.get(name).and_then(Value::as_str).map(plain) {
            members.insert(name.to_owned(), text.into());
        }
    }
    members.insert("status".to_owned(), status.into());
    Ok((headers, problem))
}

fn tilejson(table: &Table) -> String {
    format!("/xyz/{}.json", table.name())
}

/// The middle of a row's square in degrees.
fn degrees(row: &Row) -> Result<[f64; 2]> {
    let mut place = [row.place.map(|side| side + 9.0)];
    Transform::new(Crs::Epsg(9218), Crs::WGS84)?.apply(&mut place)?;
    Ok(place[0])
}
