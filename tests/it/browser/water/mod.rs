//! A pipe bursts: it is tapped on the map, the list of valves is read, one of them is stuck, the new list is read; the crew's job and what
//! the public sees of it; on a screen and on a phone, by finger and by keyboard.

mod meters;

use std::net::SocketAddr;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::add_user;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::apps::Scene;
use crate::browser::everyone::nothing_in_the_way;
use crate::browser::map::no_trouble;
use crate::browser::subjects::{PASSWORD, SIGN_IN, press};

const ENTER: &str = "\u{E007}";
const DRAWN: &str = "document.querySelector('water-app')?.dataset.drawn === 'true'";
/// The answer stands there, and nothing is being asked.
const ANSWERED: &str =
    "document.querySelector('[data-answer][aria-busy=false]') && document.querySelector('[data-headline]')";

/// A pipe whose burst takes water from somebody and needs several valves closed.
struct Burst {
    network: String,
    /// Its row.
    id: u64,
    edge: String,
    /// A place on it.
    at: Value,
    /// What is answered to everybody.
    answer: Value,
}

impl Burst {
    async fn of(scene: &Scene) -> Result<Self> {
        let list = scene.asked("", "/v1/networks").await.1;
        let network = list["networks"][0]["name"].as_str().context("a network")?.to_owned();
        let edges = scene.asked("", "/collections/network_edges/items?limit=400").await.1;
        for edge in edges["features"].as_array().context("pipes")? {
            let (Some(id), Some(code)) = (edge["id"].as_u64(), edge["properties"]["ma"].as_str()) else { continue };
            let answer = isolation(scene, &network, code, &[]).await;
            let valves = answer["valves_to_close"].as_array().map_or(0, Vec::len);
            let customers = answer["customers"]["direct"].as_u64().unwrap_or(0);
            if (2..=6).contains(&valves) && customers > 0 && answer["sources_inside"] == json!([]) {
                let line = edge["geometry"]["coordinates"].as_array().context("a course")?;
                let middle = |part: usize| Some((line.first()?[part].as_f64()? + line.get(1)?[part].as_f64()?) / 2.0);
                let at = json!([middle(0), middle(1)]);
                return Ok(Self { network, id, edge: code.to_owned(), at, answer });
            }
        }
        anyhow::bail!("no pipe of the city needs some valves closed")
    }

    /// A place on a pipe of another segment.
    async fn beside(&self, scene: &Scene) -> Result<Value> {
        let edges = scene.asked("", "/collections/network_edges/items?limit=400").await.1;
        let own = ids(&self.answer["segment"]["edges"]);
        let other = |edge: &&Value| !own.iter().any(|code| edge["properties"]["ma"] == code.as_str());
        let found = edges["features"].as_array().context("pipes")?.iter().find(other).context("another pipe")?;
        let code = found["properties"]["ma"].as_str().context("a code")?;
        let answer = isolation(scene, &self.network, code, &[]).await;
        ensure!(answer["burst"]["at"].is_array(), "{answer}");
        Ok(answer["burst"]["at"].clone())
    }

    fn valves(&self) -> Vec<String> {
        ids(&self.answer["valves_to_close"])
    }
}

async fn isolation(scene: &Scene, network: &str, edge: &str, inoperable: &[&str]) -> Value {
    let stuck: String = inoperable.iter().map(|valve| format!("&inoperable={valve}")).collect();
    scene.asked("", &format!("/v1/networks/{network}/isolation?edge={edge}{stuck}")).await.1
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// The valves of the list, ascending.
async fn listed(browser: &Browser) -> Result<Vec<String>> {
    let all =
        "return [...document.querySelectorAll('ol.valves > [data-valve]')].map(({ dataset }) => dataset.valve).sort()";
    Ok(serde_json::from_value(browser.run(all, Vec::new()).await?)?)
}

async fn open_at(browser: &Browser, address: &str, more: &str) -> Result<()> {
    browser.open(&format!("{address}/apps/water?lang=vi{more}")).await?;
    browser.until("the map", DRAWN).await?;
    Ok(())
}

async fn open(browser: &Browser, scene: &Scene, more: &str) -> Result<()> {
    open_at(browser, &scene.server.address, more).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_is_tapped_and_a_stuck_valve_makes_another_list() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let burst = Burst::of(&scene).await?;
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            open(browser, &scene, "").await?;
            nothing_in_the_way(browser, &format!("water question {name}")).await?;
            press(browser, "network_edges", burst.id).await?;
            browser.until("the answer", ANSWERED).await?;
            ensure!(listed(browser).await? == burst.valves(), "{:?} is not {}", listed(browser).await?, burst.answer);
            let heading = browser.text("#answer-heading").await?;
            ensure!(heading.contains(&burst.edge), "{heading}");
            let headline = browser.text("[data-headline]").await?;
            ensure!(headline.contains(&format!("Đóng {} van", burst.valves().len())), "{headline}");
            let names = browser.run("return document.querySelectorAll('[data-critical]').length", Vec::new()).await?;
            ensure!(names == 0, "names are not for everybody");
            let hidden = "const [panel, told] = ['.sheet-content', '[data-headline]']
                .map((of) => document.querySelector(of).getBoundingClientRect());
                return Math.max(panel.top - told.top, told.bottom - panel.bottom)";
            let hidden = browser.run(hidden, Vec::new()).await?;
            ensure!(hidden.as_f64() <= Some(0.0), "{hidden} pixels of the headline have to be scrolled to");
            browser.screenshot(&format!("water-{name}")).await?;
            nothing_in_the_way(browser, &format!("water answer {name}")).await?;
            browser.click(".key-opener").await?;
            browser.until("the key of signs", "document.querySelector('.key-signs [data-sign=close]')").await?;
            nothing_in_the_way(browser, &format!("water key {name}")).await?;
            browser.click(".key-opener").await?;

            let stuck = burst.valves().into_iter().next().context("a valve")?;
            browser.click(&format!("[data-valve='{stuck}'] [data-deed=mark]")).await?;
            browser
                .until("the difference", &format!("document.querySelector('[data-difference]') && {ANSWERED}"))
                .await?;
            let after = isolation(&scene, &burst.network, &burst.edge, &[&stuck]).await;
            ensure!(
                listed(browser).await? == ids(&after["valves_to_close"]),
                "{:?} is not {after}",
                listed(browser).await?
            );
            browser.screenshot(&format!("water-{name}-stuck")).await?;
            nothing_in_the_way(browser, &format!("water stuck {name}")).await?;

            browser.click(&format!("[data-marked='{stuck}'] [data-deed=unmark]")).await?;
            browser
                .until("the first list", &format!("!document.querySelector('[data-difference]') && {ANSWERED}"))
                .await?;
            ensure!(listed(browser).await? == burst.valves(), "it can be undone");
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_alone_finds_the_valves_in_the_dark() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let burst = Burst::of(&scene).await?;
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/", scene.server.address)).await?;
        browser.run("localStorage.setItem('diaban-theme', 'dark')", Vec::new()).await?;
        open(browser, &scene, &format!("&edge={}&network={}", burst.edge, burst.network)).await?;
        browser.until("the answer of the link", ANSWERED).await?;
        let focus = "document.activeElement?.id === 'answer-heading'";
        browser.until("the focus on the answer", focus).await?;
        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        browser.press("2").await?;
        let second = browser
            .run(
                "return document.activeElement?.closest('[data-valve]')?.querySelector('.valve-number')?.textContent",
                Vec::new(),
            )
            .await?;
        ensure!(second == "2", "the second valve of the list, not {second}");
        let mark = "document.activeElement.closest('[data-valve]').querySelector('[data-deed=mark]').focus()";
        browser.run(mark, Vec::new()).await?;
        browser.press(ENTER).await?;
        browser.until("the difference", &format!("document.querySelector('[data-difference]') && {ANSWERED}")).await?;
        let undo = "document.activeElement?.dataset.deed === 'unmark'";
        browser.until("the focus on the way back", undo).await?;
        browser.screenshot("water-360-dark").await?;
        nothing_in_the_way(browser, "water dark").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_notes_a_valve_and_makes_a_job_that_the_public_sees() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let burst = Burst::of(&scene).await?;
    add_user(scene.place(), "lan", "editor", PASSWORD);
    scene.grant("lan", "network.operate");
    let beside = burst.beside(&scene).await?;
    let link = format!("&edge={}&network={}", burst.edge, burst.network);
    journey(Screen::OFFICE, async |browser| {
        open(browser, &scene, "").await?;
        browser.run_async(SIGN_IN, vec![json!("lan"), json!(PASSWORD)]).await?;
        open(browser, &scene, &link).await?;
        browser.until("the answer", ANSWERED).await?;
        let first = burst.valves().into_iter().next().context("a valve")?;
        browser.click(&format!("[data-valve='{first}'] [data-deed=note]")).await?;
        browser.until("the form", "document.querySelector('note-form form')").await?;
        nothing_in_the_way(browser, "water note").await?;
        browser.run("document.querySelector('note-form form').requestSubmit()", Vec::new()).await?;
        browser.until("that it is noted", &format!("document.querySelector('[data-said]') && {ANSWERED}")).await?;
        let stuck = scene.asked("", &format!("/v1/networks/{}/devices/{first}", burst.network)).await.1;
        ensure!(stuck["operable"] == false, "{stuck}");
        let now = isolation(&scene, &burst.network, &burst.edge, &[]).await;
        ensure!(
            listed(browser).await? == ids(&now["valves_to_close"]),
            "the list is that of the network as it is: {now}"
        );

        browser.click("[data-deed=confirm]").await?;
        browser.until("the form", "document.querySelector('job-form form')").await?;
        browser.screenshot("water-1366-confirm").await?;
        nothing_in_the_way(browser, "water confirm").await?;
        browser
            .run("document.querySelector('job-form [name=place]').value = 'Đường Phan Bội Châu'", Vec::new())
            .await?;
        browser.run("document.querySelector('job-form form').requestSubmit()", Vec::new()).await?;
        browser.until("the job", "document.querySelector('[data-job]')").await?;
        if browser.run("return document.querySelector('[data-step=start]') !== null", Vec::new()).await? == true {
            browser.click("[data-step=start]").await?;
        }
        browser
            .until("the job under way", "document.querySelector('[data-state=active] [data-step=close_valve]')")
            .await?;
        browser.click("[data-step=close_valve]").await?;
        browser.until("a closed valve", "document.querySelector('[data-closed=true]')").await?;
        browser.screenshot("water-1366-job").await?;
        nothing_in_the_way(browser, "water job").await?;
        ends_with_no_valve_shut(browser).await?;
        meets_itself(browser, &beside).await?;
        no_trouble(browser).await
    })
    .await?;
    journey(Screen::PHONE, async |browser| {
        open(browser, &scene, "").await?;
        browser.until("the job", "document.querySelector('[data-open]')").await?;
        browser.click("[data-open]").await?;
        browser.until("what everybody may know", "document.querySelector('[data-job][data-state=active]')").await?;
        let told = browser.text("[data-job]").await?;
        ensure!(told.contains("Đường Phan Bội Châu") && !told.contains("lan"), "{told}");
        let staff = "return document.querySelectorAll('[data-job] [data-valve], [data-job] [data-step], [data-deed=notices]').length";
        ensure!(browser.run(staff, Vec::new()).await? == 0, "{told}");
        browser.screenshot("water-360-public").await?;
        nothing_in_the_way(browser, "water public").await?;
        no_trouble(browser).await
    })
    .await
}

/// Whoever ends a job while a valve is shut for it is told which, and opens it again.
async fn ends_with_no_valve_shut(browser: &Browser) -> Result<()> {
    browser.click("[data-step=finish]").await?;
    browser.until("which valve is shut", "document.querySelector('[data-finish][data-shut=\"1\"]')").await?;
    let told = browser.text("[data-finish]").await?;
    ensure!(told.contains("Còn 1 van đang đóng"), "{told}");
    browser.screenshot("water-1366-shut").await?;
    nothing_in_the_way(browser, "water shut").await?;
    browser.click("[data-deed=reopen]").await?;
    browser
        .until("that none is shut", "document.querySelector('[data-finish]:not([data-shut]) [data-step=finish]')")
        .await?;
    browser.click("[data-deed=finish-left]").await
}

/// A second place is added to the burst, and whoever makes a job of it is told of the one there is.
async fn meets_itself(browser: &Browser, beside: &Value) -> Result<()> {
    browser.click("[data-deed=leave]").await?;
    browser.until("the burst", ANSWERED).await?;
    browser.click("[data-deed=add-burst]").await?;
    browser.until("that a place is asked for", "document.querySelector('[data-adding]')").await?;
    browser.run("document.querySelector('map-view').pickAt(arguments[0])", vec![beside.clone()]).await?;
    let both = format!("document.querySelectorAll('[data-bursts] > li').length === 2 && {ANSWERED}");
    browser.until("both", &both).await?;
    browser.screenshot("water-1366-two").await?;
    nothing_in_the_way(browser, "water two").await?;
    browser.click("[data-drop='1']").await?;
    browser.until("one", &format!("!document.querySelector('[data-bursts]') && {ANSWERED}")).await?;
    browser.click("[data-deed=confirm]").await?;
    browser.until("the job there is", "document.querySelector('[data-same] [name=same]')").await?;
    browser.screenshot("water-1366-same").await?;
    nothing_in_the_way(browser, "water same").await?;
    browser.click("[data-same-open]").await?;
    browser.until("that job", "document.querySelector('[data-job][data-state=active]')").await?;
    Ok(())
}

/// A line to a server that can be cut: then nobody listens there.
struct Line {
    near: SocketAddr,
    far: SocketAddr,
    carrying: Option<JoinHandle<()>>,
}

impl Line {
    async fn to(address: &str) -> Result<Self> {
        let far = address.trim_start_matches("http://").parse()?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let near = listener.local_addr()?;
        Ok(Self { near, far, carrying: Some(carry(listener, far)) })
    }

    fn address(&self) -> String {
        format!("http://{}", self.near)
    }

    async fn cut(&mut self) {
        let Some(carrying) = self.carrying.take() else { return };
        carrying.abort();
        // Once it is over, its listener is closed.
        let _ = carrying.await;
    }

    async fn mend(&mut self) -> Result<()> {
        self.carrying = Some(carry(TcpListener::bind(self.near).await?, self.far));
        Ok(())
    }
}

fn carry(listener: TcpListener, far: SocketAddr) -> JoinHandle<()> {
    tokio::spawn(async move {
        // Dropped with this task, and with it all connections.
        let mut carried = JoinSet::new();
        while let Ok((mut near, _)) = listener.accept().await {
            carried.spawn(async move {
                if let Ok(mut far) = TcpStream::connect(far).await {
                    let _ = copy_bidirectional(&mut near, &mut far).await;
                }
            });
            while carried.try_join_next().is_some() {}
        }
    })
}

/// Notes the first valve of the list as stuck, and tells which.
async fn note_first(browser: &Browser) -> Result<String> {
    let first = listed(browser).await?.into_iter().next().context("a valve")?;
    browser.click(&format!("ol.valves [data-valve='{first}'] [data-deed=note]")).await?;
    browser.until("the form", "document.querySelector('note-form form')").await?;
    browser.run("document.querySelector('note-form form').requestSubmit()", Vec::new()).await?;
    browser.until("that it is kept", &format!("document.querySelector('[data-said]') && {ANSWERED}")).await?;
    Ok(first)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_line_the_burst_is_worked_out_on_the_phone_and_findings_are_sent_later() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let burst = Burst::of(&scene).await?;
    add_user(scene.place(), "lan", "editor", PASSWORD);
    scene.grant("lan", "network.operate");
    let other = scene.editor("minh", &["network.operate"]);
    let mut line = Line::to(&scene.server.address).await?;
    let place = format!("#v1/water?at=17/{}/{}", burst.at[1], burst.at[0]);
    journey(Screen::PHONE, async |browser| {
        open_at(browser, &line.address(), "").await?;
        browser.run_async(SIGN_IN, vec![json!("lan"), json!(PASSWORD)]).await?;
        open_at(browser, &line.address(), &format!("&signed-in{place}")).await?;
        browser.until("the box of what is on the device", "document.querySelector('[data-offline]')").await?;
        browser.run("document.querySelector('[data-offline]').open = true", Vec::new()).await?;
        browser.click("[data-deed=take-along]").await?;
        browser.until("that it is kept", "document.querySelector('[data-kept]')").await?;
        browser.screenshot("water-360-kept").await?;
        nothing_in_the_way(browser, "water kept").await?;

        line.cut().await;
        open_at(browser, &line.address(), &format!("&cut{place}")).await?;
        browser.run("document.querySelector('map-view').pickAt(arguments[0])", vec![burst.at.clone()]).await?;
        browser
            .until("the answer of the device", &format!("{ANSWERED} && document.querySelector('[data-off-line]')"))
            .await?;
        ensure!(listed(browser).await? == burst.valves(), "{:?} is not {}", listed(browser).await?, burst.answer);
        browser.screenshot("water-360-offline").await?;
        nothing_in_the_way(browser, "water offline").await?;
        let stuck = note_first(browser).await?;
        let after = isolation(&scene, &burst.network, &burst.edge, &[&stuck]).await;
        ensure!(
            listed(browser).await? == ids(&after["valves_to_close"]),
            "{:?} is not {after}",
            listed(browser).await?
        );

        line.mend().await?;
        browser.run("window.dispatchEvent(new Event('online'))", Vec::new()).await?;
        browser
            .until("that it is sent", "document.querySelector('[data-said]')?.textContent.includes('Đã gửi')")
            .await?;
        let device = scene.asked("", &format!("/v1/networks/{}/devices/{stuck}", burst.network)).await.1;
        ensure!(device["operable"] == false, "{device}");

        line.cut().await;
        open_at(browser, &line.address(), &format!("&again{place}")).await?;
        browser.run("document.querySelector('map-view').pickAt(arguments[0])", vec![burst.at.clone()]).await?;
        browser
            .until("the answer of the device", &format!("{ANSWERED} && document.querySelector('[data-off-line]')"))
            .await?;
        let overtaken = note_first(browser).await?;
        let path = format!("/v1/networks/{}/devices/{overtaken}", burst.network);
        let (status, told) = scene.sent(&other, &path, &json!({ "position": "closed", "evidence": "field" })).await;
        ensure!(status == 200, "{told}");
        line.mend().await?;
        browser.run("window.dispatchEvent(new Event('online'))", Vec::new()).await?;
        browser.until("the conflict", "document.querySelector('[data-finding][data-conflict=true]')").await?;
        let words = browser.text("[data-finding]").await?;
        ensure!(words.contains("Đang đóng"), "how it is now: {words}");
        browser.screenshot("water-360-conflict").await?;
        nothing_in_the_way(browser, "water conflict").await?;
        browser.click("[data-deed=drop]").await?;
        browser.until("that it is dropped", "!document.querySelector('[data-waiting]')").await?;
        let device = scene.asked("", &path).await.1;
        ensure!(device["operable"] == true && device["position"] == "closed", "{device}");
        Ok(())
    })
    .await
}
