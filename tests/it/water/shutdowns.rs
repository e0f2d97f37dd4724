//! Water is shut off: confirmed, seen by the public without valves and names, followed valve by valve, and over; jobs that meet; notices.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};

use crate::apps::{Scene, behind};

/// What the public is told of a job.
const OPEN: [&str; 10] =
    ["code", "customers", "geometry", "id", "kind", "network", "place", "planned", "real", "state"];
/// Edges that are tried: the city has many from which something goes dry.
const MOST_TRIED: usize = 300;

/// A job on a pipe of the sample city, and who has to do with it.
struct Works<'a> {
    scene: &'a Scene,
    network: String,
    edge: String,
    /// What was answered before anything was closed.
    answer: Value,
    operator: String,
    editor: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn water_is_shut_off_and_comes_back_in_a_file() -> Result<()> {
    water_is_shut_off_and_comes_back(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn water_is_shut_off_and_comes_back_in_a_database() -> Result<()> {
    water_is_shut_off_and_comes_back(&Scene::in_a_database().await).await
}

async fn water_is_shut_off_and_comes_back(scene: &Scene) -> Result<()> {
    let works = Works::begin(scene).await?;
    works.refuses_what_cannot_be().await?;
    let id = works.is_confirmed().await?;
    works.is_seen_by_the_public_without_valves(id).await?;
    works.begins(id).await?;
    works.closes_its_valves(id).await?;
    works.notifies_its_customers(id).await?;
    let other = works.is_met_by_another(id).await?;
    works.opens_its_valves_and_is_over(id).await?;
    works.is_hidden_once_it_is_called_off(other).await?;
    works.a_tapped_burst_is_told_with_its_ground().await?;
    works.of_two_jobs_for_one_burst_one_takes_the_others_place().await
}

impl<'a> Works<'a> {
    /// An edge that valves part from the rest, with customers behind it.
    async fn begin(scene: &'a Scene) -> Result<Self> {
        let (_, list) = scene.asked("", "/v1/networks").await;
        let network = list["networks"][0]["name"].as_str().context("a name")?.to_owned();
        let (_, page) = scene.asked("", "/collections/network_edges/items?limit=1000").await;
        let codes: Vec<&str> = page["features"]
            .as_array()
            .context("edges")?
            .iter()
            .filter(|edge| edge["properties"]["mang"] == json!(network))
            .filter_map(|edge| edge["properties"]["ma"].as_str())
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
            .collect();
        for edge in codes.iter().take(MOST_TRIED) {
            let (_, answer) = scene.asked("", &format!("/v1/networks/{network}/isolation?edge={edge}")).await;
            let has_valves = answer["valves_to_close"].as_array().is_some_and(|valves| valves.len() > 1);
            let takes = answer["customers"]["direct"].as_u64().unwrap_or_default() > 0;
            if has_valves && takes && answer["sources_inside"] == json!([]) {
                let operator = scene.editor("van", &["network.operate"]);
                let editor = scene.editor("binh", &[]);
                return Ok(Self { scene, network, edge: (*edge).to_owned(), answer, operator, editor });
            }
        }
        anyhow::bail!("none of {} edges of {network} takes water from anybody", codes.len())
    }

    fn path(&self) -> String {
        format!("/v1/networks/{}/shutdowns", self.network)
    }

    async fn told(&self, token: &str, id: u64) -> (u16, Value) {
        self.scene.asked(token, &format!("{}/{id}", self.path())).await
    }

    async fn step(&self, id: u64, step: &Value) -> (u16, Value) {
        self.scene.sent(&self.operator, &format!("{}/{id}/steps", self.path()), step).await
    }

    /// The states the public sees of the jobs, by id.
    async fn listed(&self, token: &str, query: &str) -> Result<Vec<(u64, String)>> {
        let (status, list) = self.scene.asked(token, &format!("{}{query}", self.path())).await;
        ensure!(status == 200, "{status} {list}");
        let jobs = list["shutdowns"].as_array().context("shutdowns")?;
        let told = |job: &Value| Some((job["id"].as_u64()?, job["state"].as_str()?.to_owned()));
        jobs.iter().map(|job| told(job).context("id and state")).collect()
    }

    async fn refuses_what_cannot_be(&self) -> Result<()> {
        assert_eq!(self.listed("", "").await?, [], "nothing was shut off yet");
        let burst = json!({ "edge": self.edge });
        let (path, graph) = (self.path(), &self.answer["graph"]);
        let (status, blind) = self.scene.sent(&self.operator, &path, &json!({ "burst": burst })).await;
        assert!(status == 400 && blind["detail"].as_str().is_some_and(|text| text.contains("graph")), "{blind}");
        for (mut body, expected) in [
            (json!({}), 422),
            (json!({ "burst": { "edge": self.edge, "along_m": 1e9 } }), 404),
            (json!({ "burst": { "edge": self.edge, "along_m": -1.0 } }), 422),
            (json!({ "burst": burst, "replaces": 999_999 }), 404),
            (json!({ "burst": { "edge": self.edge, "node": "1" } }), 422),
            (json!({ "burst": burst, "kind": "planned" }), 422),
            (json!({ "burst": burst, "kind": "flood" }), 422),
            (json!({ "burst": burst, "planned_from": "2026-11-30" }), 422),
            (json!({ "burst": burst, "planned_to": "2001-01-01T00:00:00Z" }), 422),
            (json!({ "burst": { "edge": "nowhere" } }), 404),
            (json!({ "burst": burst, "inoperable": ["nowhere"] }), 404),
            (json!({ "burst": burst, "graph": "0" }), 409),
            (json!({ "burst": burst, "graph": graph, "valves_to_close": ["nowhere"] }), 409),
        ] {
            if body["graph"].is_null() {
                body["graph"] = graph.clone();
            }
            let (status, refused) = self.scene.sent(&self.operator, &path, &body).await;
            assert_eq!(status, expected, "{body}: {refused}");
        }
        assert_eq!(self.scene.sent(&self.editor, &path, &json!({ "burst": burst })).await.0, 403);
        assert_eq!(self.scene.asked("", "/v1/networks/nowhere/shutdowns").await.0, 404);
        assert_eq!(self.told(&self.operator, 999_999).await.0, 404);
        Ok(())
    }

    /// Confirmed by who saw the answer; another graph is no matter where valves and customers are the same.
    async fn is_confirmed(&self) -> Result<u64> {
        let counts = counts(&self.answer);
        let body = json!({
            "burst": { "edge": self.edge },
            "place": "Đường Trần Phú",
            "remark": "gọi ông Bảy",
            "planned_from": "2030-01-01T00:00:00Z",
            "planned_to": "2099-01-01T00:00:00+07:00",
            "graph": "0",
            "valves_to_close": self.answer["valves_to_close"],
            "customers": counts,
        });
        let request = self.scene.server.ask(Method::POST, &self.path()).bearer_auth(&self.operator).json(&body);
        let answer = request.send().await?;
        ensure!(answer.status() == 201, "{} {}", answer.status(), answer.text().await?);
        let place = answer.headers()["location"].to_str()?.to_owned();
        let job: Value = answer.json().await?;
        let id = job["id"].as_u64().context("an id")?;
        assert_eq!(place, format!("{}/{id}", self.path()));
        assert_eq!((&job["state"], &job["customers"]), (&json!("planned"), &counts));
        assert_eq!(job["planned"]["to"], json!("2098-12-31T17:00:00Z"));
        assert_eq!(job["isolation"]["valves_to_close"], self.answer["valves_to_close"]);
        assert_eq!(job["overlaps"], json!([]));
        assert_eq!((&job["since"]["is_different"], &job["still_shut"]), (&json!(false), &json!([])), "{job}");
        assert!(job["isolation"]["burst"]["at"].is_array(), "it is on the map: {job}");
        assert_eq!(job["geometry"]["type"], json!("MultiPolygon"), "{job}");
        let driven: BTreeSet<&str> = valves(&job).into_iter().collect();
        let to_close = self.answer["valves_to_close"].as_array().context("valves")?;
        assert_eq!(driven, to_close.iter().filter_map(Value::as_str).collect());
        Ok(id)
    }

    async fn is_seen_by_the_public_without_valves(&self, id: u64) -> Result<()> {
        assert_eq!(self.listed("", "?state=planned").await?, [(id, "planned".to_owned())]);
        assert_eq!(self.listed("", "?state=ended").await?, []);
        let (status, public) = self.told("", id).await;
        assert_eq!(status, 200);
        let members: Vec<&str> = public.as_object().context("an object")?.keys().map(String::as_str).collect();
        assert_eq!(members.into_iter().collect::<BTreeSet<_>>(), OPEN.into_iter().collect());
        assert!(!public.to_string().contains("Bảy"), "{public}");
        let (_, items) = self.scene.asked("", "/collections/network_shutdowns/items").await;
        let feature = &items["features"][0]["properties"];
        assert_eq!(feature["dia_diem"], json!("Đường Trần Phú"));
        for hidden in ["van", "cau_hoi", "nguoi_ghi", "ghi_chu", "dau_do_thi"] {
            assert_eq!(feature.get(hidden), None, "{feature}");
        }
        let (_, staff) = self.told(&self.editor, id).await;
        assert_eq!((&staff["remark"], &staff["who"]), (&json!("gọi ông Bảy"), &json!("van")));
        Ok(())
    }

    async fn begins(&self, id: u64) -> Result<()> {
        let (status, refused) = self.step(id, &json!({ "step": "finish" })).await;
        assert_eq!(status, 409, "{refused}");
        assert!(refused["detail"].as_str().context("a sentence")?.contains("finish"), "{refused}");
        assert_eq!(self.step(id, &json!({ "step": "dance" })).await.0, 422);
        assert_eq!(self.step(id, &json!({ "step": "start", "version": 1 })).await.0, 409);
        let path = format!("{}/{id}/steps", self.path());
        assert_eq!(self.scene.sent(&self.editor, &path, &json!({ "step": "start" })).await.0, 403);
        let (_, before) = self.told(&self.operator, id).await;
        let start = json!({ "step": "start", "version": before["version"] });
        let (status, job) = self.step(id, &start).await;
        assert_eq!((status, &job["state"]), (200, &json!("active")), "{job}");
        assert!(job["real"]["from"].is_string() && job["real"]["to"].is_null(), "{job}");
        assert_eq!(self.step(id, &start).await.0, 409, "somebody was quicker");
        Ok(())
    }

    /// In the crew's order; what is noted for the job is so for everybody.
    async fn closes_its_valves(&self, id: u64) -> Result<()> {
        let (_, job) = self.told(&self.operator, id).await;
        let order: Vec<String> = valves(&job).into_iter().map(str::to_owned).collect();
        for valve in &order {
            let close = json!({ "step": "close_valve", "valve": valve });
            let (status, job) = self.step(id, &close).await;
            assert_eq!(status, 200, "{job}");
            assert_eq!(self.step(id, &close).await.0, 409, "it is noted once");
            let device = format!("/v1/networks/{}/devices/{valve}", self.network);
            assert_eq!(self.scene.asked("", &device).await.1["position"], json!("closed"));
        }
        assert_eq!(self.step(id, &json!({ "step": "close_valve" })).await.0, 422);
        assert_eq!(self.step(id, &json!({ "step": "close_valve", "valve": "nowhere" })).await.0, 404);
        let trace = format!("/v1/networks/{}/trace?from={}", self.network, self.edge);
        let (_, trace) = self.scene.asked("", &trace).await;
        let closed = trace["closed"].as_array().context("closed")?;
        assert!(order.iter().all(|valve| closed.contains(&json!(valve))), "{order:?} {closed:?}");
        let (_, job) = self.told(&self.operator, id).await;
        assert_eq!(valves(&job), order, "the order stays");
        assert!(job["valves"].as_array().context("valves")?.iter().all(|valve| valve["closed_by"] == json!("van")));
        let (now, then) = (&job["isolation"]["customers"]["direct"], &self.answer["customers"]["direct"]);
        assert_eq!(now, then, "asked as if its valves were open");
        Ok(())
    }

    async fn notifies_its_customers(&self, id: u64) -> Result<()> {
        let path = format!("{}/{id}/notices.csv", self.path());
        assert_eq!(self.scene.asked("", &path).await.0, 401);
        let answer = self.scene.server.get(&path).bearer_auth(&self.editor).send().await?;
        assert_eq!(answer.status(), 200);
        let file = answer.headers()["content-disposition"].to_str()?.to_owned();
        let text = answer.text().await?;
        let head = text.lines().next().context("a first line")?;
        assert!(head.starts_with("\u{feff}Mã khách hàng (code),Đồng hồ (meter),"), "{head}");
        assert!(file.contains("\"ngung-cap-nuoc-20"), "{file}");
        let english = self.scene.server.get(&format!("{path}?lang=en")).bearer_auth(&self.editor).send().await?;
        let english = english.text().await?;
        assert!(english.starts_with("\u{feff}code,meter,class,name,address,outage,from,to,data_revision\r\n"));
        let lines = english.lines().skip(1);
        let count = |outage: &str| lines.clone().filter(|line| line.contains(&format!(",{outage},"))).count();
        let expected = |name: &str| self.answer["customers"][name].as_u64().unwrap_or_default();
        assert_eq!((count("direct") as u64, count("unintended") as u64), (expected("direct"), expected("unintended")));
        assert!(text.lines().skip(1).all(|line| line.contains("+07:00,2099-01-01T00:00:00+07:00,")), "{text}");
        Ok(())
    }

    /// Another job on the same pipe meets it, and one that begins when it is over does not.
    async fn is_met_by_another(&self, id: u64) -> Result<u64> {
        let seen = self.answered_now().await?;
        let works = |from: &str, to: &str| {
            let burst = json!({ "edge": self.edge });
            json!({ "bursts": [burst], "kind": "planned", "planned_from": from, "planned_to": to, "graph": seen["graph"] })
        };
        let same = works("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z");
        let (status, other) = self.scene.sent(&self.operator, &self.path(), &same).await;
        assert_eq!(status, 201, "{other}");
        let met = &other["overlaps"][0];
        assert_eq!((&met["shutdown"], &met["extra_customers"]), (&json!(id), &json!(0)), "{other}");
        assert!(met["edges"].as_array().context("edges")?.contains(&json!(self.edge)), "{met}");
        let number = other["id"].as_u64().context("an id")?;
        let (_, first) = self.told(&self.operator, id).await;
        assert_eq!(first["overlaps"][0]["shutdown"], json!(number), "they find each other");
        let later = works("2099-01-01T00:00:00+07:00", "2099-01-02T00:00:00+07:00");
        let (_, later) = self.scene.sent(&self.operator, &self.path(), &later).await;
        assert_eq!(later["overlaps"], json!([]), "{later}");
        assert_ne!(later["code"], other["code"]);
        Ok(number)
    }

    async fn opens_its_valves_and_is_over(&self, id: u64) -> Result<()> {
        let (_, job) = self.told(&self.operator, id).await;
        assert_eq!(job["still_shut"].as_array().map(Vec::len), Some(valves(&job).len()), "{job}");
        let (status, refused) = self.step(id, &json!({ "step": "finish" })).await;
        let names = refused["detail"].as_str().context("a sentence")?;
        assert!(status == 409 && valves(&job).iter().all(|valve| names.contains(valve)), "{refused}");
        // A phone whose clock is three hours ahead of the crew's beginning.
        let soon = job["real"]["from"].as_str().context("it began")?.replace('Z', "-03:00");
        for valve in valves(&job) {
            let (status, job) = self.step(id, &json!({ "step": "open_valve", "valve": valve, "at": soon })).await;
            assert_eq!((status, &job["warnings"][0]["code"]), (200, &json!("clock_ahead")), "{job}");
        }
        let ahead = json!({ "step": "finish", "at": "2098-01-01T00:00:00Z" });
        assert_eq!(self.step(id, &ahead).await.0, 422);
        let (status, job) = self.step(id, &json!({ "step": "finish", "remark": "xong" })).await;
        assert_eq!((status, &job["state"], &job["remark"]), (200, &json!("ended"), &json!("xong")), "{job}");
        assert!(job["real"]["to"].is_string() && job.get("warnings").is_none(), "{job}");
        assert_eq!((&job["geometry"], &job["still_shut"]), (&Value::Null, &json!([])), "no ground is dry any more");
        assert_eq!(self.listed("", "?state=ended").await?, [(id, "ended".to_owned())]);
        let (_, answer) =
            self.scene.asked("", &format!("/v1/networks/{}/isolation?edge={}", self.network, self.edge)).await;
        assert_eq!(answer["valves_to_close"], self.answer["valves_to_close"], "all stands as before");
        Ok(())
    }

    async fn is_hidden_once_it_is_called_off(&self, id: u64) -> Result<()> {
        assert_eq!(self.told("", id).await.0, 200);
        let (status, job) = self.step(id, &json!({ "step": "cancel" })).await;
        assert_eq!((status, &job["state"]), (200, &json!("cancelled")), "{job}");
        assert_eq!(self.told("", id).await.0, 404);
        assert_eq!(self.told(&self.editor, id).await.0, 200);
        assert_eq!(self.listed("", "?state=cancelled").await?, []);
        assert_eq!(self.listed(&self.editor, "?state=cancelled").await?, [(id, "cancelled".to_owned())]);
        let (_, page) = self.scene.asked("", &format!("{}?limit=1", self.path())).await;
        let next = behind(self.scene, &page).context("a next page")?;
        assert_eq!(self.scene.asked("", &next).await.1["shutdowns"].as_array().map(Vec::len), Some(1));
        Ok(())
    }

    /// What everybody is answered about the pipe as the network is now.
    async fn answered_now(&self) -> Result<Value> {
        let path = format!("/v1/networks/{}/isolation?edge={}", self.network, self.edge);
        let (status, answer) = self.scene.asked("", &path).await;
        ensure!(status == 200, "{answer}");
        Ok(answer)
    }

    async fn isolated(&self, query: &[(&str, &str)]) -> Result<(u16, Value)> {
        let address = format!("{}/v1/networks/{}/isolation", self.scene.server.address, self.network);
        let address = reqwest::Url::parse_with_params(&address, query)?;
        let path = address.as_str().strip_prefix(&self.scene.server.address).context("it leads to this server")?;
        Ok(self.scene.asked("", path).await)
    }

    async fn a_tapped_burst_is_told_with_its_ground(&self) -> Result<()> {
        let whole = self.answered_now().await?;
        let at = whole["burst"]["at"].as_array().context("it is on the map")?;
        let at = format!("{},{}", at[0], at[1]);
        let (_, tapped) = self.isolated(&[("at", &at), ("outage", "true")]).await?;
        assert!(tapped["burst"]["along_m"].is_number(), "{tapped}");
        assert_eq!(tapped["burst"]["geometry"]["type"], json!("MultiLineString"));
        assert_eq!(tapped["outage"]["type"], json!("MultiPolygon"), "everybody sees where water is off");
        let named = json!({ "edge": tapped["burst"]["edge"], "along_m": tapped["burst"]["along_m"] }).to_string();
        let (status, again) = self.isolated(&[("bursts", &named)]).await?;
        assert_eq!((status, &again["valves_to_close"]), (200, &tapped["valves_to_close"]), "{again}");

        let (_, page) = self.scene.asked("", "/collections/network_edges/items?limit=1000").await;
        let edges = page["features"].as_array().context("edges")?.iter();
        let mut codes = edges.filter_map(|edge| edge["properties"]["ma"].as_str());
        let other =
            codes.find(|code| !whole["segment"]["edges"].as_array().is_some_and(|own| own.contains(&json!(code))));
        let other = other.context("an edge of another segment")?;
        let (status, both) = self.isolated(&[("edge", &self.edge), ("edge", other)]).await?;
        assert_eq!((status, both["bursts"].as_array().map(Vec::len)), (200, Some(2)), "{both}");
        let segment = both["segment"]["edges"].as_array().context("edges")?;
        assert!(segment.contains(&json!(self.edge)) && segment.contains(&json!(other)), "{both}");
        assert_eq!(self.isolated(&[("edge", &self.edge), ("node", "1")]).await?.0, 422, "which is meant, nobody knows");
        assert_eq!(self.isolated(&[("bursts", "P1")]).await?.0, 400);
        Ok(())
    }

    /// A crew closes a valve, finds the next one seized, and makes a job of the new answer in the place of the first.
    async fn of_two_jobs_for_one_burst_one_takes_the_others_place(&self) -> Result<()> {
        let seen = self.answered_now().await?;
        let at = json!({ "at": seen["burst"]["at"] });
        let (_, tapped) = self.isolated(&[("bursts", &at.to_string())]).await?;
        let body = json!({ "bursts": [at], "graph": tapped["graph"], "planned_hours": 4 });
        let (status, first) = self.scene.sent(&self.operator, &self.path(), &body).await;
        assert_eq!((status, &first["state"]), (201, &json!("active")), "a burst begins at once: {first}");
        assert_eq!(first["real"]["from"], first["planned"]["from"]);
        assert!(first["planned"]["to"].is_string(), "four hours later: {first}");
        let id = first["id"].as_u64().context("an id")?;
        let place = &first["asked"]["bursts"][0];
        assert!(place["along_m"].is_number(), "{place}");

        let mut same = reqwest::Url::parse("http://x/")?;
        same.query_pairs_mut().append_pair("bursts", &place.to_string());
        let query = format!("?{}", same.query().context("a query")?);
        let found = self.listed(&self.operator, &query).await?;
        assert!(found.contains(&(id, "active".to_owned())), "{found:?}");
        assert_eq!(self.scene.asked("", &format!("{}{query}", self.path())).await.0, 401);

        let crew = valves(&first);
        let (shut, seized) = (crew[0], crew[1]);
        let (status, told) = self.step(id, &json!({ "step": "close_valve", "valve": shut })).await;
        assert_eq!((status, &told["still_shut"]), (200, &json!([shut])), "{told}");
        let (_, after) = self.isolated(&[("bursts", &place.to_string()), ("inoperable", seized)]).await?;
        let kept = after["valves"].as_array().context("valves")?.iter().find(|valve| valve["id"] == json!(shut));
        assert!(kept.is_none_or(|valve| valve["keep_closed"] == json!(true)), "{after}");
        let mut body = json!({
            "bursts": [place], "inoperable": [seized], "graph": after["graph"], "replaces": id,
            "valves_to_close": after["valves_to_close"], "customers": counts(&after),
        });
        let (status, second) = self.scene.sent(&self.operator, &self.path(), &body).await;
        assert_eq!((status, &second["state"]), (201, &json!("active")), "{second}");
        assert!(valves(&second).contains(&shut) && !valves(&second).contains(&seized), "{second}");
        assert_eq!(second["still_shut"], json!([shut]), "what the first job shut is the second's to open");
        let (_, first) = self.told(&self.operator, id).await;
        assert_eq!((&first["state"], &first["still_shut"]), (&json!("cancelled"), &json!([])), "{first}");
        let code = second["code"].as_str().context("a code")?;
        assert!(first["remark"].as_str().is_some_and(|remark| remark.contains(code)), "{first}");
        body["graph"] = self.answered_now().await?["graph"].clone();
        let (status, refused) = self.scene.sent(&self.operator, &self.path(), &body).await;
        assert_eq!(status, 409, "it was replaced already: {refused}");

        let id = second["id"].as_u64().context("an id")?;
        assert_eq!(self.step(id, &json!({ "step": "finish" })).await.0, 409);
        let (status, over) = self.step(id, &json!({ "step": "finish", "leave_closed": true })).await;
        assert_eq!((status, &over["state"], &over["still_shut"]), (200, &json!("ended"), &json!([shut])), "{over}");
        Ok(())
    }
}

/// How many go dry, as a job is sent them.
fn counts(answer: &Value) -> Value {
    json!({ "direct": answer["customers"]["direct"], "unintended": answer["customers"]["unintended"] })
}

/// Codes of a job's valves, in the crew's order.
fn valves(job: &Value) -> Vec<&str> {
    job["valves"].as_array().into_iter().flatten().filter_map(|valve| valve["valve"].as_str()).collect()
}
