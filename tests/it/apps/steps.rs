//! The life of a plan: each step for who may take it, what everybody sees at each state by every way, and a log that tells who touched it.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use spatial_core::crs::to_drawing;
use spatial_core::store::StoreAddress;
use spatial_core::tiles::TileCoord;
use system_tests::cluster::Cluster;

use super::Scene;
use crate::store::city::sqlite;

const SIGN: &str = "QHX-9";
const DECIDED: [(&str, &str); 3] = [("decision", "77/QĐ-UBND"), ("date", "2020-01-02"), ("issuer", "UBND tỉnh")];

/// A server that has not noticed by then never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// A plan in the middle of the city, and who has to do with it.
struct Walk<'a> {
    scene: &'a Scene,
    id: u64,
    at: [f64; 2],
    drafter: String,
    appraiser: String,
    approver: String,
    publisher: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_walked_through_its_life_in_a_file() -> Result<()> {
    a_plan_is_walked_through_its_life(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_walked_through_its_life_in_a_database() -> Result<()> {
    a_plan_is_walked_through_its_life(&Scene::in_a_database().await).await
}

async fn a_plan_is_walked_through_its_life(scene: &Scene) -> Result<()> {
    let walk = Walk::begins(scene).await?;
    walk.is_made_public().await?;
    walk.ends().await?;
    walk.tells_what_it_went_through().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_was_touched_in_a_file_is_told() -> Result<()> {
    a_log_that_was_touched_is_told(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_was_touched_in_a_database_is_told() -> Result<()> {
    a_log_that_was_touched_is_told(&Scene::in_a_database().await).await
}

async fn a_log_that_was_touched_is_told(scene: &Scene) -> Result<()> {
    let walk = Walk::begins(scene).await?;
    walk.is_made_public().await?;
    let whole = walk.history().await;
    assert_eq!((&whole["verified"], whole.get("broken")), (&json!(true), None), "{whole}");
    let plan = walk.id;
    for (statement, place, fault) in [
        (format!("UPDATE @plan_steps SET ly_do = 'khác' WHERE quy_hoach = {plan} AND buoc = 'appraise'"), 2, "edited"),
        (
            format!(
                "UPDATE @plan_steps SET ly_do = 'Đã tiếp thu ý kiến' WHERE quy_hoach = {plan} AND buoc = 'appraise'"
            ),
            0,
            "",
        ),
        (format!("UPDATE @plan_register SET trang_thai = 'annulled' WHERE fid = {plan}"), 4, "strayed"),
        (format!("UPDATE @plan_register SET trang_thai = 'published' WHERE fid = {plan}"), 0, ""),
        (format!("DELETE FROM @plan_steps WHERE quy_hoach = {plan} AND buoc = 'publish'"), 4, "cut"),
        (format!("DELETE FROM @plan_steps WHERE quy_hoach = {plan} AND buoc = 'consult'"), 1, "out-of-place"),
    ] {
        walk.behind_our_back(&statement).await?;
        let told = walk.history().await;
        let broken = told["broken"]["fault"].as_str().unwrap_or_default();
        assert_eq!((&told["verified"], broken), (&json!(fault.is_empty()), fault), "{statement}: {told}");
        assert_eq!(told["broken"]["place"].as_u64().unwrap_or(0), place, "{statement}: {told}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_is_for_who_holds_its_power_there_and_brings_along_what_it_must() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let walk = Walk::begins(&scene).await?;
    let elsewhere = scene.editor("dung", &["planning.draft@26506", "planning.appraise@26506"]);
    let consult = json!({ "step": "consult", "from": "2020-01-01", "until": "2099-12-31" });
    let path = walk.path();
    assert_eq!(scene.sent(&elsewhere, &path, &consult).await.0, 404, "a power in another commune shows nothing here");
    assert_eq!(scene.sent("", &path, &consult).await.0, 401);
    assert_eq!(scene.asked("", &path).await.0, 404);
    for (body, status, said) in [
        (json!({ "step": "approve" }), 409, "consult"),
        (json!({ "step": "leap" }), 422, "consult"),
        (json!({ "step": "consult", "from": "2020-01-01" }), 422, "until"),
        (json!({ "step": "consult", "from": "soon", "until": "2099-12-31" }), 422, "from"),
        (json!({ "step": "consult", "from": "2099-12-31", "until": "2020-01-01" }), 422, "before"),
        (json!({ "step": "consult", "from": "2099-12-01", "until": "2099-12-29" }), 422, "30"),
        (
            json!({ "step": "consult", "from": "2020-01-01", "until": "2099-12-31", "reason": "\u{1b}[2J" }),
            422,
            "reason",
        ),
        (json!({ "step": "consult", "from": "2020-01-01", "until": "2099-12-31", "surprise": 1 }), 422, "surprise"),
        (json!({ "step": "enter", "decision": "1", "date": "2020-01-02" }), 403, "planning.publish"),
    ] {
        let (answered, problem) = scene.sent(&walk.drafter, &path, &body).await;
        assert_eq!(answered, status, "{body}: {problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(said)), "{body}: {problem}");
    }
    let told = walk.history().await;
    assert_eq!(
        (&told["state"], &told["steps"]),
        (&json!("draft"), &json!([])),
        "what is refused leaves no row: {told}"
    );
    let (first, second) =
        tokio::join!(scene.sent(&walk.drafter, &path, &consult), scene.sent(&walk.drafter, &path, &consult));
    let mut answers = [first.0, second.0];
    answers.sort_unstable();
    assert!(matches!(answers, [200, 409 | 412]), "of two at once one is taken: {first:?} {second:?}");
    let told = walk.history().await;
    assert_eq!((&told["verified"], told["steps"].as_array().map(Vec::len)), (&json!(true), Some(1)), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_given_up_and_its_code_is_free_again_in_a_file() -> Result<()> {
    a_draft_is_given_up_and_its_code_is_free_again(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_given_up_and_its_code_is_free_again_in_a_database() -> Result<()> {
    a_draft_is_given_up_and_its_code_is_free_again(&Scene::in_a_database().await).await
}

async fn a_draft_is_given_up_and_its_code_is_free_again(scene: &Scene) -> Result<()> {
    let walk = Walk::begins(scene).await?;
    let [lon, lat] = walk.at;
    let ring = [[lon, lat], [lon + 0.001, lat], [lon + 0.001, lat + 0.001], [lon, lat]];
    let zone = json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [ring] },
        "properties": { "ky_hieu": "A", "chuc_nang": "ODT" } });
    let again = json!({ "code": "QHX-77", "name": "Bản thứ hai", "zones": [zone] });
    let (status, problem) = scene.sent(&walk.drafter, "/v1/plans", &again).await;
    assert_eq!((status, problem.to_string().contains("QHX-77")), (422, true), "{problem}");
    let mut astray = again.clone();
    astray["code"] = json!("QHX-78");
    astray["commune"] = json!("00000");
    let (status, problem) = scene.sent(&walk.drafter, "/v1/plans", &astray).await;
    assert_eq!((status, problem.to_string().contains("00000")), (422, true), "{problem}");

    walk.is_refused(&walk.drafter, "discard", &[], 422).await;
    walk.takes(&walk.drafter, "discard", &[("reason", "Lập lại")]).await;
    walk.is_at("discarded", &[&walk.drafter]).await?;
    walk.is_refused(&walk.drafter, "consult", &[("from", "2020-01-01"), ("until", "2099-12-31")], 409).await;
    let told = walk.history().await;
    assert_eq!((&told["verified"], &told["state"]), (&json!(true), &json!("discarded")), "{told}");
    let (status, made) = scene.sent(&walk.drafter, "/v1/plans", &again).await;
    assert_eq!(status, 201, "{made}");
    Ok(())
}

impl<'a> Walk<'a> {
    async fn begins(scene: &'a Scene) -> Result<Self> {
        let drafter = scene.editor("lan", &["planning.draft"]);
        let appraiser = scene.editor("minh", &["planning.appraise"]);
        let approver = scene.editor("hoa", &["planning.approve"]);
        let publisher = scene.editor("tuan", &["planning.publish"]);
        let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
        let corner = &page["features"][0]["geometry"]["coordinates"][0][0];
        let (lon, lat) = (corner[0].as_f64().context("a corner")?, corner[1].as_f64().context("a corner")?);
        let (west, east, south, north) = (lon - 0.001, lon + 0.001, lat - 0.001, lat + 0.001);
        let rings = json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
        let zone = json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": rings },
            "properties": { "ky_hieu": SIGN, "chuc_nang": "ODT" } });
        let sent = json!({ "code": "QHX-77", "name": "Quy hoạch đi hết một đời", "kind": "urban", "zones": [zone] });
        let (status, made) = scene.sent(&drafter, "/v1/plans", &sent).await;
        assert_eq!(status, 201, "{made}");
        let id = made["id"].as_u64().context("an id")?;
        Ok(Self { scene, id, at: [lon, lat], drafter, appraiser, approver, publisher })
    }

    fn path(&self) -> String {
        format!("/v1/plans/{}/steps", self.id)
    }

    /// From draft to published, with a look at each state, and at who may do what.
    async fn is_made_public(&self) -> Result<()> {
        self.is_at("draft", &[&self.drafter]).await?;
        self.takes(&self.drafter, "consult", &[("from", "2020-01-01"), ("until", "2099-12-31")]).await;
        let all = ["", &self.drafter, &self.appraiser, &self.approver, &self.publisher];
        self.is_at("consultation", &all).await?;
        let reason = [("reason", "Đã tiếp thu ý kiến")];
        self.is_refused(&self.drafter, "appraise", &reason, 403).await;
        self.is_refused(&self.appraiser, "appraise", &[("reason", " ")], 422).await;
        self.is_refused(&self.appraiser, "appraise", &reason, 422).await;
        let entry = self.listed(&self.appraiser).await.context("it is shown to who appraises")?;
        assert_eq!(entry["steps"][0], json!({ "step": "appraise", "needs": ["reason", "early"] }), "{entry}");
        self.takes(&self.appraiser, "appraise", &[reason[0], ("early", "Mọi hộ đã có ý kiến")]).await;
        self.is_at("appraisal", &[&self.drafter, &self.appraiser, &self.approver]).await?;
        self.is_refused(&self.publisher, "publish", &[], 404).await;
        self.is_refused(&self.approver, "approve", &DECIDED[..2], 422).await;
        self.takes(&self.approver, "approve", &DECIDED).await;
        self.is_at("approved", &[&self.drafter, &self.appraiser, &self.approver, &self.publisher]).await?;
        let entry = self.listed(&self.publisher).await.context("it is shown to who publishes")?;
        assert_eq!((&entry["due"], &entry["overdue"]), (&json!("2020-01-17"), &json!(true)), "{entry}");
        assert_eq!(entry["steps"], json!([{ "step": "publish", "needs": [] }]));
        self.is_refused(&self.publisher, "consult", &[("from", "2020-01-01"), ("until", "2099-12-31")], 409).await;
        self.is_refused(&self.publisher, "publish", &[], 422).await;
        self.takes(&self.publisher, "publish", &[("reason", "Bản vẽ nộp sau")]).await;
        self.is_at("published", &all).await?;
        let entry = self.listed("").await.context("it is for everybody")?;
        assert_eq!((&entry["decision"], &entry["decisionDate"]), (&json!(DECIDED[0].1), &json!(DECIDED[1].1)));
        assert!(["steps", "due", "overdue"].iter().all(|name| entry.get(name).is_none()), "{entry}");
        Ok(())
    }

    /// Adjusted, held up and let go again, replaced; then nothing more.
    async fn ends(&self) -> Result<()> {
        let all = ["", &self.drafter, &self.appraiser, &self.approver, &self.publisher];
        let with_reason = [DECIDED[0], DECIDED[1], DECIDED[2], ("reason", "Bản án 5/2026")];
        self.takes(&self.publisher, "adjust", &DECIDED).await;
        self.is_at("adjusted", &all).await?;
        self.is_refused(&self.publisher, "suspend", &with_reason, 403).await;
        self.takes(&self.approver, "suspend", &with_reason).await;
        self.is_at("suspended", &all).await?;
        self.takes(&self.approver, "resume", &with_reason).await;
        self.is_at("adjusted", &all).await?;
        let (_, list) = self.scene.asked("", "/v1/plans").await;
        let other = list["plans"][0]["id"].as_u64().context("a plan of the sample city that is in force")?;
        let mut replaced = body("replace", &DECIDED);
        replaced["until"] = json!("2027-01-01");
        replaced["by"] = json!(self.id);
        let (status, problem) = self.scene.sent(&self.publisher, &self.path(), &replaced).await;
        assert_eq!(status, 422, "no plan replaces itself: {problem}");
        replaced["by"] = json!(other);
        let (status, done) = self.scene.sent(&self.publisher, &self.path(), &replaced).await;
        assert_eq!(status, 200, "{done}");
        self.is_at("replaced", &all).await?;
        let (_, row) = self.scene.asked("", &format!("/collections/plan_register/items/{other}")).await;
        assert_eq!(row["properties"]["thay_the"], json!(self.id), "{row}");
        self.is_refused(&self.approver, "annul", &with_reason, 409).await;
        Ok(())
    }

    /// The log holds, its rows follow one another, and who may not see a state does not see the row that leads there.
    async fn tells_what_it_went_through(&self) -> Result<()> {
        let told = self.history().await;
        assert_eq!((&told["verified"], &told["state"]), (&json!(true), &json!("replaced")), "{told}");
        let steps = told["steps"].as_array().context("rows")?;
        let taken: Vec<&str> = steps.iter().filter_map(|row| row["step"].as_str()).collect();
        assert_eq!(taken, ["consult", "appraise", "approve", "publish", "adjust", "suspend", "resume", "replace"]);
        for (row, next) in steps.iter().zip(&steps[1..]) {
            assert_eq!((&row["hash"], &row["after"]), (&next["previous"], &next["before"]));
        }
        assert_eq!((&steps[1]["who"], &steps[1]["reason"]), (&json!("minh"), &json!("Đã tiếp thu ý kiến")));
        assert_eq!((&steps[1]["early"], steps[3].get("early")), (&json!("Mọi hộ đã có ý kiến"), None));
        assert_eq!(self.scene.asked("", &self.path()).await.0, 401, "names and reasons are no public matter");
        assert_eq!(self.scene.asked("", "/collections/plan_steps/items").await.0, 404);
        let binh = self.scene.editor("binh", &[]);
        let (_, seen) = self.scene.asked(&binh, &self.path()).await;
        let numbers: Vec<u64> =
            seen["steps"].as_array().into_iter().flatten().filter_map(|row| row["number"].as_u64()).collect();
        assert_eq!((numbers, &seen["verified"]), (vec![1, 4, 5, 6, 7, 8], &json!(true)), "{seen}");
        Ok(())
    }

    async fn takes(&self, token: &str, step: &str, said: &[(&str, &str)]) {
        let (status, done) = self.scene.sent(token, &self.path(), &body(step, said)).await;
        assert_eq!(status, 200, "{step}: {done}");
    }

    async fn is_refused(&self, token: &str, step: &str, said: &[(&str, &str)], expected: u16) {
        let (status, problem) = self.scene.sent(token, &self.path(), &body(step, said)).await;
        assert_eq!(status, expected, "{step}: {problem}");
    }

    /// The plan stands there, and of everybody only these see it, by every way.
    async fn is_at(&self, state: &str, seen_by: &[&str]) -> Result<()> {
        for token in ["", &self.drafter, &self.appraiser, &self.approver, &self.publisher] {
            let expected = seen_by.contains(&token);
            let entry = self.listed(token).await;
            assert_eq!(entry.as_ref().map(|entry| entry["state"].as_str()), expected.then_some(Some(state)));
            for (way, seen) in self.ways(token).await? {
                assert_eq!(seen, expected, "{state} by {way} for {token:?}");
            }
        }
        Ok(())
    }

    /// Whether its zone or its row is there for somebody.
    async fn ways(&self, token: &str) -> Result<[(&'static str, bool); 5]> {
        let [lon, lat] = self.at;
        let holds = async |path: &str, word: &str| {
            let (status, answer) = self.scene.asked(token, path).await;
            (status == 200)
                .then(|| answer.to_string().contains(word))
                .with_context(|| format!("{path}: {status} {answer}"))
        };
        let items = holds(&format!("/collections/plan_zones/items?quy_hoach={}", self.id), SIGN).await?;
        let row = self.scene.asked(token, &format!("/collections/plan_register/items/{}", self.id)).await.0 == 200;
        let search = holds("/v1/search?q=QHX-77", "plan_register").await?;
        let place = holds(&format!("/v1/search?at={lon},{lat}&layer=plan_zones"), SIGN).await?;
        let tile = format!("/xyz/plan_zones/{}", TileCoord::at(16, to_drawing(lon, lat)));
        let mut request = self.scene.server.get(&tile);
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        let bytes = request.send().await?.error_for_status()?.bytes().await?;
        let tile = bytes.windows(SIGN.len()).any(|window| window == SIGN.as_bytes());
        Ok([("items", items), ("row", row), ("search", search), ("place", place), ("tile", tile)])
    }

    async fn listed(&self, token: &str) -> Option<Value> {
        let (_, list) = self.scene.asked(token, "/v1/plans").await;
        list["plans"].as_array()?.iter().find(|plan| plan["id"] == self.id).cloned()
    }

    /// What who draws plans up is told of the log.
    async fn history(&self) -> Value {
        let (status, told) = self.scene.asked(&self.drafter, &self.path()).await;
        assert_eq!(status, 200, "{told}");
        told
    }

    /// Edits the store as any program may, and waits until the server has noticed. `@` stands for where layers lie.
    async fn behind_our_back(&self, statement: &str) -> Result<()> {
        let before = self.history().await["revision"].as_u64();
        match self.scene.address() {
            StoreAddress::Gpkg(path) => {
                let changed = sqlite(path)?.execute(&statement.replace('@', ""), [])?;
                assert_eq!(changed, 1, "{statement}");
            }
            StoreAddress::Postgis(_) => {
                let place = self.scene.place().to_str().context("an address is text")?;
                let Some((_, rest)) = place.rsplit_once("localhost/") else { bail!("no database in {place}") };
                let name = rest.split('?').next().unwrap_or_default();
                Cluster::shared().sql(name, &statement.replace('@', "layers."));
            }
        }
        let follows = async {
            while self.history().await["revision"].as_u64() <= before {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, follows).await.context("the server notices the edit")
    }
}

fn body(step: &str, said: &[(&str, &str)]) -> Value {
    let mut body = json!({ "step": step });
    for (name, text) in said {
        body[name] = json!(text);
    }
    body
}
