//! Having a say: anybody comments on a plan in consultation, staff answer, and everybody reads what is published; how an author can be reached
//! reaches nobody but who appraises plans there.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};
use spatial_core::crs::to_drawing;
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreAddress};
use spatial_core::tiles::TileCoord;

use super::{Scene, answered, behind};

/// What one person says, and how they can be reached: words that stand nowhere else.
const SAID: &str = "Con đường này cắt ngang vườn cây của gia đình tôi";
const CONTACT: [&str; 3] = ["Trần Thị Góp Ý", "0912000777", "gop.y@example.vn"];

/// How long something may take that a server does by itself.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// A plan that anybody may say something on, and who works on it.
struct Consulted<'a> {
    scene: &'a Scene,
    id: u64,
    at: [f64; 2],
    drafter: String,
    appraiser: String,
    editor: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_goes_from_anybody_to_its_answer_and_to_everybody_in_a_file() -> Result<()> {
    let scene = Scene::in_a_file().await;
    a_comment_goes_from_anybody_to_its_answer_and_to_everybody(&scene).await?;
    let StoreAddress::Gpkg(path) = scene.address() else { return Ok(()) };
    for suffix in ["", "-wal"] {
        let mut file = path.clone().into_os_string();
        file.push(suffix);
        let bytes = std::fs::read(&file).unwrap_or_default();
        for secret in CONTACT {
            let is_there = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!is_there, "{secret} lies in the open store: {}", file.display());
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passages_that_staff_take_out_are_read_by_staff_and_the_author_alone_in_a_file() -> Result<()> {
    passages_that_staff_take_out_are_read_by_staff_and_the_author_alone(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passages_that_staff_take_out_are_read_by_staff_and_the_author_alone_in_a_database() -> Result<()> {
    passages_that_staff_take_out_are_read_by_staff_and_the_author_alone(&Scene::in_a_database().await).await
}

async fn passages_that_staff_take_out_are_read_by_staff_and_the_author_alone(scene: &Scene) -> Result<()> {
    let plan = Consulted::drawn(scene).await?;
    plan.is_consulted_on(("2020-01-01", "2099-12-31")).await;
    let said = "Ông Nguyễn Văn A, số 0912000777, lấn đất; đề nghị xem lại";
    let (status, taken) = plan.says(&json!({ "text": said })).await;
    assert_eq!(status, 201, "{taken}");
    let receipt = taken["receipt"].as_str().context("a receipt")?;
    let id = plan.seen_by(&plan.appraiser).await?["comments"][0]["id"].as_u64().context("an id")?;
    let path = plan.path(&format!("comments/{id}/answer"));
    let answer = |passages: Value| json!({ "answer": "Đã ghi nhận", "publish": true, "redact": passages });
    let (status, refused) = scene.sent(&plan.appraiser, &path, &answer(json!(["Trần"]))).await;
    assert_eq!(status, 422, "it does not stand there: {refused}");
    let (status, done) = scene.sent(&plan.appraiser, &path, &answer(json!(["Nguyễn Văn A", "0912000777"]))).await;
    assert_eq!(status, 200, "{done}");

    let shown = "Ông […], số […], lấn đất; đề nghị xem lại";
    let public = plan.seen_by("").await?;
    assert_eq!(public["comments"][0]["text"], shown, "{public}");
    assert!(!public.to_string().contains("0912000777") && public["comments"][0].get("original").is_none(), "{public}");
    let (_, items) = scene.asked("", "/collections/plan_comments/items").await;
    assert!(items.to_string().contains("[…]") && !items.to_string().contains("0912000777"), "{items}");
    let mine = plan.seen_by(&plan.appraiser).await?;
    assert_eq!((&mine["comments"][0]["text"], &mine["comments"][0]["original"]), (&json!(shown), &json!(said)));
    let (_, told) = scene.asked("", &format!("/v1/comments/{receipt}")).await;
    assert_eq!(told["text"], said, "its author knows what they said");

    // Another answer leaves it so; an empty list shows the whole again.
    let again = json!({ "answer": "Đã trả lời lại", "publish": true });
    assert_eq!(scene.sent(&plan.appraiser, &path, &again).await.0, 200);
    assert_eq!(plan.seen_by("").await?["comments"][0]["text"], shown);
    assert_eq!(scene.sent(&plan.appraiser, &path, &answer(json!([]))).await.0, 200);
    assert_eq!(plan.seen_by("").await?["comments"][0]["text"], said);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_authors_can_be_reached_is_forgotten_long_after_the_consultation() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let plan = Consulted::drawn(&scene).await?;
    plan.is_consulted_on(("2020-01-01", "2099-12-31")).await;
    let (status, taken) = plan.says(&json!({ "text": SAID, "contact": CONTACT[1] })).await;
    assert_eq!(status, 201, "{taken}");
    assert_eq!(plan.seen_by(&plan.appraiser).await?["comments"][0]["contact"]["name"], CONTACT[1]);
    let StoreAddress::Gpkg(path) = scene.address() else { return Ok(()) };
    let edit = format!("UPDATE plan_register SET gop_y_den = '2020-02-01' WHERE fid = {}", plan.id);
    rusqlite::Connection::open(path)?.execute(&edit, [])?;
    // A server that starts forgets at once what is to be forgotten.
    let other = system_tests::program::Server::start(scene.place());
    let comments = plan.path("comments");
    let forgotten = async {
        loop {
            let told = other.get(&comments).bearer_auth(&plan.appraiser).send().await?;
            let told: Value = told.json().await?;
            let comment = &told["comments"][0];
            if comment["text"] == SAID && comment.get("contact").is_none() {
                return Ok::<_, anyhow::Error>(());
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, forgotten).await.context("it is forgotten")?
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_goes_from_anybody_to_its_answer_and_to_everybody_in_a_database() -> Result<()> {
    a_comment_goes_from_anybody_to_its_answer_and_to_everybody(&Scene::in_a_database().await).await
}

async fn a_comment_goes_from_anybody_to_its_answer_and_to_everybody(scene: &Scene) -> Result<()> {
    let plan = Consulted::drawn(scene).await?;
    let comments = plan.path("comments");
    let (status, problem) = plan.says(&json!({ "text": SAID })).await;
    assert_eq!(status, 404, "who may not see the draft hears that it is not there: {problem}");
    assert_eq!(problem["detail"], said_of_no_plan(scene, plan.id).await);
    assert_eq!(scene.asked("", &comments).await.0, 404);
    plan.is_consulted_on(("2020-01-01", "2099-12-31")).await;

    let (_, list) = scene.asked("", "/v1/plans").await;
    let entry = list["plans"].as_array().into_iter().flatten().find(|entry| entry["id"] == plan.id).context("it")?;
    assert_eq!((&entry["consultFrom"], &entry["consultUntil"]), (&json!("2020-01-01"), &json!("2099-12-31")));

    let [name, phone, email] = CONTACT;
    let [lon, lat] = plan.at;
    let sent = json!({ "text": format!("  {SAID}\n"), "kind": "object", "place": { "lon": lon, "lat": lat },
        "contact": { "name": name, "phone": phone, "email": email } });
    let (status, taken) = plan.says(&sent).await;
    assert_eq!((status, &taken["plan"]), (201, &json!(plan.id)), "{taken}");
    let receipt = taken["receipt"].as_str().context("a receipt")?.to_owned();
    let (_, list) = scene.asked(&plan.appraiser, "/v1/plans").await;
    let entry = list["plans"].as_array().into_iter().flatten().find(|entry| entry["id"] == plan.id).context("it")?;
    assert_eq!((&entry["answers"]["waiting"], &entry["answers"]["overdue"]), (&json!(1), &json!(0)), "{entry}");
    let due = entry["answers"]["due"].clone();
    assert!(due.is_string(), "{entry}");
    let (_, list) = scene.asked("", "/v1/plans").await;
    let entry = list["plans"].as_array().into_iter().flatten().find(|entry| entry["id"] == plan.id).context("it")?;
    assert_eq!(entry.get("answers"), None, "how many wait is for who may answer them");
    let (_, status) = scene.asked("", &format!("/v1/comments/{receipt}")).await;
    assert_eq!(status["due"], due, "{status}");
    let (status, second) = plan.says(&json!({ "text": "Đồng ý với phương án", "contact": phone })).await;
    assert_eq!(status, 201, "without place and kind, and a contact on one line: {second}");

    plan.is_told_to_nobody_else().await?;
    let (status, told) = scene.asked("", &format!("/v1/comments/{receipt}")).await;
    assert_eq!((status, &told["state"], &told["answer"]), (200, &json!("received"), &Value::Null), "{told}");
    assert_eq!(told["text"], SAID);
    let copied = receipt.to_lowercase().replacen('-', "*", 1).replace('-', "").replacen('*', "-", 1);
    assert_eq!(scene.asked("", &format!("/v1/comments/{copied}")).await.1, told, "as it is written down by hand");
    let other = second["receipt"].as_str().context("a receipt")?.split_once('-').context("number and secret")?.1;
    let number = receipt.split_once('-').context("number and secret")?.0;
    assert_eq!(scene.asked("", &format!("/v1/comments/{number}-{other}")).await.0, 404, "of another comment");

    let mine = plan.seen_by(&plan.appraiser).await?;
    assert_eq!(mine["counts"], json!({ "received": 2, "answered": 0, "published": 0, "rejected": 0 }));
    let first = &mine["comments"][0];
    assert_eq!((&first["text"], &first["kind"], &first["state"]), (&json!(SAID), &json!("object"), &json!("received")));
    assert_eq!(first["contact"], json!({ "name": name, "phone": phone, "email": email }));
    let place = first["place"].as_array().context("a place")?;
    assert!((place[0].as_f64().context("degrees")? - lon).abs() < 1e-6, "{first}");
    assert_eq!((&mine["comments"][1]["place"], &mine["comments"][1]["contact"]["name"]), (&Value::Null, &json!(phone)));
    let store = Store::open(scene.address(), false).await?;
    let looks = store.private().audit(10_000).await?;
    let is_look = |entry: &&spatial_core::store::private::AuditEntry| {
        entry.deed == Deed::PrivateRead && entry.detail.as_deref().is_some_and(|detail| detail.contains("2 contacts"))
    };
    assert_eq!(looks.iter().filter(is_look).map(|entry| &*entry.who).collect::<Vec<_>>(), ["minh"]);

    let theirs = plan.seen_by(&plan.drafter).await?;
    assert_eq!(theirs["comments"].as_array().map(Vec::len), Some(2));
    assert!(
        CONTACT.iter().all(|secret| !theirs.to_string().contains(secret)),
        "who drafts answers through us: {theirs}"
    );

    let id = first["id"].as_u64().context("an id")?;
    let answer = json!({ "answer": "Đã điều chỉnh hướng tuyến", "publish": true });
    let path = plan.path(&format!("comments/{id}/answer"));
    assert_eq!(scene.sent(&plan.editor, &path, &answer).await.0, 403);
    let reason = json!({ "step": "appraise", "reason": "Đã tiếp thu ý kiến", "early": "Mọi hộ đã có ý kiến" });
    let (status, refused) = scene.sent(&plan.appraiser, &plan.path("steps"), &reason).await;
    assert_eq!(status, 409, "two comments have no answer: {refused}");
    let both = json!({ "answer": "x", "publish": true, "reject": true });
    assert_eq!(scene.sent(&plan.drafter, &path, &both).await.0, 422);
    let (status, done) = scene.sent(&plan.drafter, &path, &answer).await;
    assert_eq!((status, &done["state"]), (200, &json!("published")), "{done}");

    let public = plan.seen_by("").await?;
    assert_eq!(public["comments"].as_array().map(Vec::len), Some(1), "{public}");
    let shown = &public["comments"][0];
    assert_eq!((&shown["text"], &shown["answer"]), (&json!(SAID), &json!("Đã điều chỉnh hướng tuyến")));
    assert!(shown.get("contact").is_none() && public.get("counts").is_none(), "{public}");
    let (_, told) = scene.asked("", &format!("/v1/comments/{receipt}")).await;
    assert_eq!((&told["state"], &told["answer"]), (&json!("published"), &json!("Đã điều chỉnh hướng tuyến")));

    let id = mine["comments"][1]["id"].as_u64().context("an id")?;
    let reject = json!({ "answer": "Không thuộc phạm vi", "reject": true });
    let path = plan.path(&format!("comments/{id}/answer"));
    assert_eq!(scene.sent(&plan.appraiser, &path, &reject).await.0, 200);
    assert_eq!(plan.seen_by("").await?["comments"].as_array().map(Vec::len), Some(1), "what is rejected is not shown");
    let (status, done) = scene.sent(&plan.appraiser, &plan.path("steps"), &reason).await;
    assert_eq!(status, 200, "{done}");
    assert_eq!(scene.asked("", &comments).await.0, 404, "its plan is not public any more");
    plan.is_told_to_nobody_else().await?;
    let (status, closed) = scene.sent(&plan.drafter, &comments, &json!({ "text": SAID })).await;
    assert_eq!(status, 409, "the consultation is over: {closed}");
    let (_, told) = scene.asked("", &format!("/v1/comments/{receipt}")).await;
    assert_eq!(told["state"], "published", "its author is told all the same");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_taken_is_refused_with_a_sentence_and_leaves_nothing() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let plan = Consulted::drawn(&scene).await?;
    plan.is_consulted_on(("2090-01-01", "2099-12-31")).await;
    let (status, early) = plan.says(&json!({ "text": SAID })).await;
    assert_eq!(status, 409, "{early}");
    assert!(early["detail"].as_str().context("a sentence")?.contains("2090-01-01"), "{early}");
    let back = json!({ "step": "return", "reason": "Sửa lịch" });
    assert_eq!(scene.sent(&plan.drafter, &plan.path("steps"), &back).await.0, 200);
    let short = json!({ "step": "consult", "from": "2020-01-01", "until": "2020-02-01" });
    let (status, over) = scene.sent(&plan.drafter, &plan.path("steps"), &short).await;
    assert_eq!(status, 422, "nobody can say anything on days that are over: {over}");
    plan.is_consulted_on(("2020-01-01", "2099-12-31")).await;
    let before = scene.asked("", "/v1/plans").await.1["revision"].clone();
    for bad in [
        json!({}),
        json!({ "text": " \n" }),
        json!({ "text": "x".repeat(4_001) }),
        json!({ "text": "a\u{0}b" }),
        json!({ "text": SAID, "kind": "praise" }),
        json!({ "text": SAID, "place": { "lon": 300.0, "lat": 10.0 } }),
        json!({ "text": SAID, "contact": { "name": "x".repeat(201) } }),
        json!({ "text": SAID, "contact": { "passport": CONTACT[1] } }),
        json!({ "text": SAID, "state": "published" }),
    ] {
        let (status, problem) = plan.says(&bad).await;
        assert_eq!(status, 422, "{bad}: {problem}");
        assert!(!problem.to_string().contains(CONTACT[1]), "no contact is repeated: {problem}");
    }
    let elsewhere = scene.server.ask(Method::POST, &plan.path("comments")).header("sec-fetch-site", "cross-site");
    assert_eq!(answered(elsewhere.json(&json!({ "text": SAID }))).await.0, 403, "a form on another site's page");
    let (_, list) = scene.asked("", "/v1/plans").await;
    let published = list["plans"].as_array().into_iter().flatten().find(|entry| entry["state"] == "published");
    let path = format!("/v1/plans/{}/comments", published.context("the plan of the sample city")?["id"]);
    let (status, closed) = answered(scene.server.ask(Method::POST, &path).json(&json!({ "text": SAID }))).await;
    assert_eq!(status, 409, "{closed}");
    assert_eq!(scene.asked("", "/v1/plans").await.1["revision"], before);
    for (receipt, status) in [("1-00000-00000-00000-00000-00000", 404), ("nonsense", 404), (&*"1".repeat(200), 404)] {
        assert_eq!(scene.asked("", &format!("/v1/comments/{receipt}")).await.0, status, "{receipt}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_says_ten_things_at_once_and_no_more_and_all_of_them_are_paged() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let plan = Consulted::drawn(&scene).await?;
    plan.is_consulted_on(("2020-01-01", "2099-12-31")).await;
    let mut taken = 0;
    let refused = loop {
        let (status, told) = plan.says(&json!({ "text": format!("Ý kiến {taken}") })).await;
        if status != 201 || taken > 50 {
            break (status, told);
        }
        taken += 1;
    };
    assert_eq!(refused.0, 429, "{}", refused.1);
    assert!(taken >= 10, "{taken}");
    let (mut paged, mut next) = (Vec::new(), Some(format!("{}?limit=4", plan.path("comments"))));
    while let Some(page) = next {
        let (_, page) = scene.asked(&plan.drafter, &page).await;
        assert_eq!(page["numberMatched"], taken);
        paged.extend(page["comments"].as_array().cloned().unwrap_or_default());
        next = behind(&scene, &page);
    }
    let texts: Vec<&str> = paged.iter().filter_map(|comment| comment["text"].as_str()).collect();
    assert_eq!(texts, (0..taken).map(|at| format!("Ý kiến {at}")).collect::<Vec<_>>());
    Ok(())
}

impl<'a> Consulted<'a> {
    /// A draft with one zone at a parcel of the city.
    async fn drawn(scene: &'a Scene) -> Result<Self> {
        let drafter = scene.editor("lan", &["planning.draft"]);
        let appraiser = scene.editor("minh", &["planning.appraise"]);
        let editor = scene.editor("binh", &[]);
        let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
        let corner = &page["features"][0]["geometry"]["coordinates"][0][0];
        let (lon, lat) = (corner[0].as_f64().context("a corner")?, corner[1].as_f64().context("a corner")?);
        let (west, east, south, north) = (lon - 0.001, lon + 0.001, lat - 0.001, lat + 0.001);
        let rings = json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
        let zone = json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": rings },
            "properties": { "ky_hieu": "ODT-3", "chuc_nang": "ODT" } });
        let sent = json!({ "code": "QHGY-1", "name": "Quy hoạch lấy ý kiến", "kind": "urban", "zones": [zone] });
        let (status, made) = scene.sent(&drafter, "/v1/plans", &sent).await;
        assert_eq!(status, 201, "{made}");
        Ok(Self { scene, id: made["id"].as_u64().context("an id")?, at: [lon, lat], drafter, appraiser, editor })
    }

    fn path(&self, rest: &str) -> String {
        format!("/v1/plans/{}/{rest}", self.id)
    }

    async fn is_consulted_on(&self, (from, until): (&str, &str)) {
        let step = json!({ "step": "consult", "from": from, "until": until });
        let (status, done) = self.scene.sent(&self.drafter, &self.path("steps"), &step).await;
        assert_eq!(status, 200, "{done}");
    }

    /// What anybody is answered who says this, without an account.
    async fn says(&self, comment: &Value) -> (u16, Value) {
        let request = self.scene.server.ask(Method::POST, &self.path("comments")).header("accept-language", "en");
        answered(request.json(comment)).await
    }

    async fn seen_by(&self, token: &str) -> Result<Value> {
        let (status, list) = self.scene.asked(token, &self.path("comments")).await;
        assert_eq!(status, 200, "{list}");
        Ok(list)
    }

    /// Neither what was said nor who said it is told to everybody by any way, nor who said it to staff by any but one.
    async fn is_told_to_nobody_else(&self) -> Result<()> {
        let [lon, lat] = self.at;
        let tile = format!("/xyz/plan_comments/{}", TileCoord::at(16, to_drawing(lon, lat)));
        let paths = [
            "/collections/plan_comments".to_owned(),
            "/collections/plan_comments/items".to_owned(),
            "/v1/search?q=0912000777".to_owned(),
            "/v1/search?q=V%C6%B0%E1%BB%9Dn%20c%C3%A2y".to_owned(),
            format!("/v1/search?at={lon},{lat}&layer=plan_comments"),
            tile,
            "/v1/plans".to_owned(),
        ];
        for token in ["", &self.editor, &self.drafter, &self.appraiser] {
            for path in &paths {
                let mut request = self.scene.server.get(path);
                if !token.is_empty() {
                    request = request.bearer_auth(token);
                }
                let bytes = request.send().await?.bytes().await?;
                let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
                let is_repeated = path.contains(CONTACT[1]);
                for secret in CONTACT.iter().filter(|secret| !(is_repeated && **secret == CONTACT[1])) {
                    assert!(!holds(secret), "{secret} at {path} for {token:?}");
                }
                let is_theirs = token == self.drafter || token == self.appraiser;
                assert!(is_theirs || !holds(SAID), "what was said at {path} for {token:?}");
            }
        }
        Ok(())
    }
}

/// What is said of a plan that is not there, with the number of another in its place.
async fn said_of_no_plan(scene: &Scene, id: u64) -> Value {
    let path = "/v1/plans/987654/comments";
    let request = scene.server.ask(Method::POST, path).header("accept-language", "en");
    let (status, problem) = answered(request.json(&json!({ "text": SAID }))).await;
    assert_eq!(status, 404, "{problem}");
    json!(problem["detail"].as_str().unwrap_or_default().replace("987654", &id.to_string()))
}
