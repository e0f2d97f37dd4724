//! A plan goes through all states there are, back and forth, and after each step everybody looks at everything: as long as it is hidden no
//! word of it stands in any answer, tiles and their tags are those from before it was drawn, and its rows are answered like rows that never
//! were; nobody hears of it in `/v1/changes`; and what was public once and is hidden again is gone from every cache.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use planning::{Leads, PlanState, Step, step_from};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderValue, IF_MATCH, IF_NONE_MATCH};
use serde_json::{Value as Json, json};

use crate::apps::Scene;
use crate::http::changes::Listener;
use crate::leaks::register::Lot;
use crate::leaks::trace::{Ground, Told, Trace, answered, asked};

/// The steps of its life: through consultation and back, refused at each desk, then public until it is struck down.
const LIFE: [Step; 17] = [
    Step::Consult,
    Step::Return,
    Step::Consult,
    Step::Appraise,
    Step::Return,
    Step::Consult,
    Step::Appraise,
    Step::Approve,
    Step::Return,
    Step::Consult,
    Step::Appraise,
    Step::Approve,
    Step::Publish,
    Step::Adjust,
    Step::Suspend,
    Step::Resume,
    Step::Annul,
];
/// States whose plans are not for everybody.
const HIDDEN: [PlanState; 4] = [PlanState::Draft, PlanState::Appraisal, PlanState::Approved, PlanState::Discarded];
const POWERS: [&str; 4] = ["planning.draft", "planning.appraise", "planning.approve", "planning.publish"];
/// Rows nobody ever made; a plan's has no more digits than the plan's own.
const NEVER: u64 = 99_999_991;
const NEVER_A_PLAN: u64 = 999;
/// A parcel far from the plan, edited to have something to hear.
const MARKED: u64 = 1_999;

/// Everybody, and what they have seen.
struct Crowd<'a> {
    scene: &'a Scene,
    trace: Trace,
    clerk: String,
    listener: Listener,
    /// Tiles from before there was the plan.
    before: Vec<(String, Told)>,
    /// Tags of tiles that showed it.
    seen: Vec<(String, HeaderValue)>,
    marks: u32,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_told_to_everybody_in_the_states_that_are_for_everybody_in_a_file() -> Result<()> {
    a_plan_is_told_to_everybody_in_the_states_that_are_for_everybody(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_told_to_everybody_in_the_states_that_are_for_everybody_in_a_database() -> Result<()> {
    a_plan_is_told_to_everybody_in_the_states_that_are_for_everybody(&Scene::in_a_database().await).await
}

async fn a_plan_is_told_to_everybody_in_the_states_that_are_for_everybody(scene: &Scene) -> Result<()> {
    let mut crowd = Crowd::gathers(scene).await?;
    let mut state = PlanState::Draft;
    crowd.looks(None, state).await.context("a draft")?;
    let mut shown = 0;
    for step in LIFE {
        let rule = step_from(state, step).with_context(|| format!("{step:?} from {state:?}"))?;
        let path = format!("/v1/plans/{}/steps", crowd.trace.plan);
        let (status, done) = scene.sent(&crowd.clerk, &path, &crowd.trace.said(rule)).await;
        ensure!(status == 200, "{step:?} from {state:?}: {status} {done}");
        let next = match rule.to {
            Leads::To(next) => next,
            // The only one that was held up was adjusted before.
            Leads::Back => PlanState::Adjusted,
        };
        crowd.looks(Some(state), next).await.with_context(|| format!("{state:?} became {next:?}"))?;
        shown += usize::from(!HIDDEN.contains(&next));
        state = next;
    }
    ensure!(shown > 5, "everybody saw it {shown} times");
    Ok(())
}

impl<'a> Crowd<'a> {
    /// Everybody looks before there is anything to hide, and listens from then on.
    async fn gathers(scene: &'a Scene) -> Result<Self> {
        let (clerk, ground) = (scene.editor("chu", &POWERS), Ground::of(scene).await?);
        let mut before = Vec::new();
        for path in ground.tiles() {
            let told = asked(scene, "", &path).await?;
            ensure!([200, 204].contains(&told.status), "{path}: {}", told.status);
            before.push((path, told));
        }
        let mut listener = Listener::new(&scene.server, None, None).await;
        listener.hears().await;
        let trace = Trace::drawn(scene, &clerk, &mut Lot(77), (&ground, None)).await?;
        Ok(Self { scene, trace, clerk, listener, before, seen: Vec::new(), marks: 0 })
    }

    /// All look at all after a step, or after it was drawn.
    async fn looks(&mut self, was: Option<PlanState>, is: PlanState) -> Result<()> {
        let is_hidden = HIDDEN.contains(&is);
        for path in self.trace.paths() {
            let told = asked(self.scene, "", &path).await?;
            ensure!(told.status < 500, "{path}: {}", told.status);
            self.looked_at(&path, &told, is_hidden)?;
        }
        for (path, request) in self.trace.sent(self.scene) {
            let told = answered("", request).await?;
            ensure!(told.status < 500, "{path}: {}", told.status);
            self.looked_at(&path, &told, is_hidden)?;
        }
        // As it was when it was drawn it is for nobody, whatever became of it.
        let pinned = format!("/v1/parcels/{}/extract?revision={}", self.trace.ground.parcel, self.trace.revision);
        self.trace.is_not_in(&pinned, &asked(self.scene, "", &pinned).await?)?;
        if is_hidden {
            self.nothing_has_changed().await?;
            self.is_like_what_never_was().await?;
        } else {
            self.is_everywhere().await?;
        }
        let was_shown = was.is_some_and(|was| !HIDDEN.contains(&was));
        self.hears(was_shown || !is_hidden).await
    }

    fn looked_at(&self, path: &str, told: &Told, is_hidden: bool) -> Result<()> {
        if is_hidden {
            return self.trace.is_not_in(path, told);
        }
        ensure!(!told.text()?.contains(&self.trace.secret), "{path} tells why it took a step");
        Ok(())
    }

    /// Tiles and their tags are those from before, and a tag of a tile that showed the plan is good for nothing.
    async fn nothing_has_changed(&self) -> Result<()> {
        for (path, before) in &self.before {
            let told = asked(self.scene, "", path).await?;
            ensure!(told == *before, "{path} is not what it was before the plan was drawn");
            let Some(tag) = &before.tag else { continue };
            let again = answered("", self.scene.server.get(path).header(IF_NONE_MATCH, tag)).await?;
            ensure!(again.status == 304, "{path}: {} with its own tag", again.status);
        }
        for (path, tag) in &self.seen {
            let told = answered("", self.scene.server.get(path).header(IF_NONE_MATCH, tag)).await?;
            ensure!([200, 204].contains(&told.status), "{path}: {} with the tag of what is hidden now", told.status);
            self.trace.is_not_in(path, &told)?;
        }
        Ok(())
    }

    /// Its rows are answered as rows are that nobody ever made.
    async fn is_like_what_never_was(&self) -> Result<()> {
        let plan = self.trace.plan;
        ensure!(plan < NEVER_A_PLAN, "there are few plans");
        for (table, id) in self.trace.rows() {
            let path = |id: u64| format!("/collections/{table}/items/{id}");
            self.are_alike([(path(id), id), (path(NEVER), NEVER)]).await?;
        }
        for end in ["download", "comments", "steps", "difference?with=1"] {
            let path = |id: u64| format!("/v1/plans/{id}/{end}");
            self.are_alike([(path(plan), plan), (path(NEVER_A_PLAN), NEVER_A_PLAN)]).await?;
        }
        Ok(())
    }

    async fn are_alike(&self, pair: [(String, u64); 2]) -> Result<()> {
        let mut told = Vec::new();
        for (path, id) in &pair {
            let answer = asked(self.scene, "", path).await?;
            ensure!((400..500).contains(&answer.status), "{path}: {}", answer.status);
            told.push((answer.status, plain(&answer.text()?, *id)?));
        }
        ensure!(told[0] == told[1], "{}: {told:?}", pair[0].0);
        Ok(())
    }

    /// It is found wherever it should be, by whoever kept the tag of a tile from before.
    async fn is_everywhere(&mut self) -> Result<()> {
        for path in self.trace.places() {
            let told = asked(self.scene, "", &path).await?;
            let text = told.text()?;
            ensure!(told.status == 200 && self.trace.is_in(&text), "{path} does not tell of it: {text}");
        }
        self.seen.clear();
        // What is drawn from which zoom on is another's matter.
        for (path, before) in self.before.iter().filter(|(path, _)| path.contains("/16/") || path.contains("/17/")) {
            let mut request = self.scene.server.get(path);
            if let Some(tag) = &before.tag {
                request = request.header(IF_NONE_MATCH, tag);
            }
            let told = answered("", request).await?;
            ensure!(told.status == 200 && told.tag != before.tag, "{path}: {}", told.status);
            self.seen.extend(told.tag.map(|tag| (path.clone(), tag)));
        }
        Ok(())
    }

    /// What everybody hears until a parcel is edited: of the plan's rows if they are or were for everybody, and else nothing.
    async fn hears(&mut self, is_told: bool) -> Result<()> {
        let mark = self.marked().await?;
        let rows: BTreeSet<(String, u64)> = self.trace.rows().map(|(layer, id)| (layer.to_owned(), id)).collect();
        let mut heard = BTreeSet::new();
        loop {
            let event = self.listener.hears().await;
            let text = event.data.to_string();
            ensure!(!text.contains(&self.trace.word) && !text.contains(&self.trace.secret), "{text}");
            ensure!(!text.contains("plan_steps"), "the log is not for everybody: {text}");
            for layer in event.data["layers"].as_array().into_iter().flatten() {
                let name = layer["layer"].as_str().unwrap_or_default();
                let ids = layer["ids"].as_array().into_iter().flatten().filter_map(Json::as_u64);
                heard.extend(ids.map(|id| (name.to_owned(), id)).filter(|row| rows.contains(row)));
            }
            if event.data["revision"].as_u64() >= Some(mark) {
                break;
            }
        }
        let expected = if is_told { rows } else { BTreeSet::new() };
        ensure!(heard == expected, "{heard:?} is heard, and not {expected:?}");
        Ok(())
    }

    /// Edits a parcel; the commit of that.
    async fn marked(&mut self) -> Result<u64> {
        self.marks += 1;
        let path = format!("/collections/parcels/items/{MARKED}");
        let read = self.scene.server.get(&path).bearer_auth(&self.clerk).send().await?.error_for_status()?;
        let tag = read.headers().get(ETAG).context("a tag")?.clone();
        let patch = json!({ "properties": { "loai_dat": format!("M{}", self.marks) } });
        let request = self.scene.server.ask(Method::PATCH, &path).bearer_auth(&self.clerk).header(IF_MATCH, tag);
        let request = request.header(CONTENT_TYPE, "application/merge-patch+json").body(patch.to_string());
        let done = request.send().await?.error_for_status()?;
        Ok(done.headers().get("diaban-revision").context("a commit")?.to_str()?.parse()?)
    }
}

/// A problem without the number of its request and of what was asked for.
fn plain(text: &str, id: u64) -> Result<Json> {
    let mut problem: Json = serde_json::from_str(text).with_context(|| text.to_owned())?;
    let members = problem.as_object_mut().context("a problem is an object")?;
    members.remove("request_id");
    for name in ["detail", "instance"] {
        if let Some(text) = members.get(name).and_then(Json::as_str) {
            let text = text.replace(&id.to_string(), "ID");
            members.insert(name.to_owned(), text.into());
        }
    }
    Ok(problem)
}
