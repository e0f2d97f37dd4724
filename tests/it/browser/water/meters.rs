//! Meters in the field: a round is walked on the phone, with a line and without; the tab is closed in the middle, and the server has each
//! reading once.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::add_user;

use super::{DRAWN, ENTER, Line, open_at};
use crate::apps::Scene;
use crate::browser::everyone::nothing_in_the_way;
use crate::browser::map::no_trouble;
use crate::browser::subjects::{PASSWORD, SIGN_IN};

const NETWORK: &str = "cap-nuoc";
/// Readings on the phone, of which none is on its way any more.
const ALL_SENT: &str = "document.querySelector('[data-unsent=\"0\"][data-stuck=\"0\"]')";
/// Nothing waits before anything is entered, too: the server's word counts.
const SERVER_HAS: &str = "document.querySelector('[data-said]')?.textContent.includes('Máy chủ đã nhận 1')";

/// A round with what its meters showed before.
struct Round {
    name: String,
    meters: Vec<Meter>,
    /// Who asks the server how it is.
    token: String,
}

struct Meter {
    code: String,
    last: f64,
    /// Cubic metres since the last reading, as usual.
    usual: f64,
}

impl Round {
    async fn of(scene: &Scene) -> Result<Self> {
        let token = scene.editor("minh", &["network.read_meters"]);
        let (_, list) = scene.asked(&token, &format!("/v1/networks/{NETWORK}/rounds?limit=1000")).await;
        for round in list["rounds"].as_array().context("rounds")? {
            let name = round["name"].as_str().context("a name")?.to_owned();
            let path = format!("/v1/networks/{NETWORK}/rounds/{}/meters", name.replace('/', "%2F"));
            let (_, walk) = scene.asked(&token, &path).await;
            let meters: Vec<Meter> = walk["meters"].as_array().into_iter().flatten().filter_map(meter).collect();
            if meters.len() >= 8 && walk["meters"].as_array().map(Vec::len) == Some(meters.len()) {
                return Ok(Self { name, meters, token });
            }
        }
        anyhow::bail!("no round of the city was walked before: {list}")
    }

    fn meter(&self, at: usize) -> Result<&Meter> {
        self.meters.get(at).context("so many meters")
    }

    /// How many readings of a meter the server has.
    async fn readings(&self, scene: &Scene, at: usize) -> Result<Value> {
        let path = format!("/v1/networks/{NETWORK}/meters/{}/readings", self.meter(at)?.code);
        Ok(scene.asked(&self.token, &path).await.1)
    }

    async fn count(&self, scene: &Scene, at: usize) -> Result<u64> {
        self.readings(scene, at).await?["numberMatched"].as_u64().context("a number")
    }
}

fn meter(entry: &Value) -> Option<Meter> {
    let last = entry["last"].as_array()?.last()?;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs_f64();
    let read = network::Moment::parse(last["read_at"].as_str()?)?;
    let days = since / 86_400.0 - read.days_since(network::Moment::parse("1970-01-01T00:00:00Z")?);
    let usual = entry["usual"]["daily_m3"].as_f64()? * days;
    Some(Meter { code: entry["meter"].as_str()?.to_owned(), last: last["value"].as_f64()?, usual })
}

impl Meter {
    /// What it shows now, if so many times the usual was used.
    fn shows(&self, times: f64) -> String {
        format!("{:.1}", self.last + times * self.usual + 1.0).replace('.', ",")
    }
}

async fn open_meters(browser: &Browser, address: &str, more: &str) -> Result<()> {
    open_at(browser, address, &format!("{more}#meters")).await
}

/// Signs somebody in who may read meters, and opens a round.
async fn begin(browser: &Browser, address: &str, round: &Round) -> Result<()> {
    open_meters(browser, address, "").await?;
    browser.run_async(SIGN_IN, vec![json!("lan"), json!(PASSWORD)]).await?;
    open_meters(browser, address, "&signed-in").await?;
    browser.until("the rounds", "document.querySelector('[data-round]')").await?;
    nothing_in_the_way(browser, "rounds").await?;
    browser.click(&format!("[data-round='{}']", round.name)).await?;
    browser.until("the round", "document.querySelector('[data-left]')").await?;
    Ok(())
}

/// Types what a meter shows and saves it.
async fn enter(browser: &Browser, meter: &Meter, shows: &str) -> Result<()> {
    let form = format!("document.querySelector('[data-meter=\"{}\"]')", meter.code);
    browser.until("the meter", &form).await?;
    browser.run("document.querySelector('meter-form [name=value]').focus()", Vec::new()).await?;
    browser.press(shows).await?;
    browser.click("[data-deed=save-reading]").await
}

async fn waiting(browser: &Browser, count: usize) -> Result<()> {
    let condition = format!("document.querySelector('[data-unsent=\"{count}\"]')");
    browser.until(&format!("{count} that wait"), &condition).await?;
    Ok(())
}

async fn reader(scene: &Scene) {
    add_user(scene.place(), "lan", "editor", PASSWORD);
    scene.grant("lan", "network.read_meters");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_read_without_a_line_the_tab_is_closed_and_each_reading_stands_once() -> Result<()> {
    let scene = Scene::in_a_file().await;
    reader(&scene).await;
    let round = Round::of(&scene).await?;
    let before = counts(&scene, &round).await?;
    let mut line = Line::to(&scene.server.address).await?;
    journey(Screen::PHONE, async |browser| {
        begin(browser, &line.address(), &round).await?;
        browser.screenshot("meters-360-round").await?;
        nothing_in_the_way(browser, "round").await?;
        browser.click("[data-deed=begin]").await?;
        confirm_unlikely(browser, round.meter(0)?).await?;
        browser.until("that it is sent", SERVER_HAS).await?;
        ensure!(counts(&scene, &round).await? == added(&before, &[0]), "the first is read");

        browser.click("[data-deed=back]").await?;
        browser.click("[data-deed=take-round]").await?;
        browser
            .until(
                "that it is kept",
                "document.querySelector('[data-round-kept]') && !document.querySelector('progress')",
            )
            .await?;
        line.cut().await;
        browser.click("[data-deed=begin]").await?;
        for at in 1..4 {
            enter(browser, round.meter(at)?, &round.meter(at)?.shows(1.0)).await?;
            waiting(browser, at).await?;
        }
        browser.screenshot("meters-360-offline").await?;
        browser.no_barriers("meters offline").await?;
        let address = browser.run("return location.href", Vec::new()).await?;

        browser.close_the_tab().await?;
        browser.open(address.as_str().context("an address")?).await?;
        browser.until("the map", DRAWN).await?;
        browser.until("the round of the phone", "document.querySelector('[data-off-line]')").await?;
        waiting(browser, 3).await?;
        browser.run("[...document.querySelectorAll('[name=which]')].at(-1).click()", Vec::new()).await?;
        browser
            .until("what was entered", "document.querySelectorAll('[data-go][data-state=kept]').length === 3")
            .await?;
        browser.screenshot("meters-360-again").await?;
        nothing_in_the_way(browser, "meters again").await?;
        ensure!(counts(&scene, &round).await? == added(&before, &[0]), "nothing came through");

        line.mend().await?;
        browser.run("window.dispatchEvent(new Event('online'))", Vec::new()).await?;
        browser.until("that all is sent", ALL_SENT).await?;
        ensure!(counts(&scene, &round).await? == added(&before, &[0, 1, 2, 3]), "each once");
        open_meters(browser, &line.address(), "&once-more").await?;
        browser.until("the rounds", "document.querySelector('[data-round]')").await?;
        browser.run("window.dispatchEvent(new Event('online'))", Vec::new()).await?;
        browser.until("that nothing waits", ALL_SENT).await?;
        ensure!(counts(&scene, &round).await? == added(&before, &[0, 1, 2, 3]), "and nothing twice");
        Ok(())
    })
    .await
}

/// A number that is far too high is asked about, and confirmed.
async fn confirm_unlikely(browser: &Browser, meter: &Meter) -> Result<()> {
    enter(browser, meter, &meter.shows(20.0)).await?;
    browser.until("the question", "document.querySelector('[data-deed=confirm-reading]')").await?;
    let says = browser.text("#meter-says").await?;
    ensure!(says.contains("lần bình thường. Đúng chứ?"), "{says}");
    browser.screenshot("meters-360-unlikely").await?;
    // The sheet is risen, over the map and its buttons.
    browser.no_barriers("an unlikely reading").await?;
    browser.click("[data-deed=confirm-reading]").await
}

/// The readings of the first meters.
async fn counts(scene: &Scene, round: &Round) -> Result<Vec<u64>> {
    let mut counts = Vec::new();
    for at in 0..5 {
        counts.push(round.count(scene, at).await?);
    }
    Ok(counts)
}

/// One more of each of these.
fn added(before: &[u64], which: &[usize]) -> Vec<u64> {
    before.iter().enumerate().map(|(at, count)| count + u64::from(which.contains(&at))).collect()
}

/// Puts a picture into the field for it, as a camera does.
const PHOTOGRAPH: &str = "const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [3000, 2000];
  canvas.getContext('2d').fillRect(100, 100, 900, 500);
  canvas.toBlob((blob) => {
    const files = new DataTransfer();
    files.items.add(new File([blob], 'dial.png', { type: 'image/png' }));
    const field = document.querySelector('[name=photo]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    arguments[0](true);
  });";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meter_is_photographed_and_a_number_typed_and_saved_by_keyboard_in_the_dark() -> Result<()> {
    let scene = Scene::in_a_file().await;
    reader(&scene).await;
    let round = Round::of(&scene).await?;
    journey(Screen::OFFICE, async |browser| {
        let address = scene.server.address.as_str();
        browser.open(&format!("{address}/")).await?;
        browser.run("localStorage.setItem('diaban-theme', 'dark')", Vec::new()).await?;
        begin(browser, address, &round).await?;
        nothing_in_the_way(browser, "a dark round").await?;
        let second = round.meter(1)?;
        browser.click(&format!("[data-go='{}']", second.code)).await?;
        browser.until("the meter", &format!("document.querySelector('[data-meter=\"{}\"]')", second.code)).await?;
        browser.run_async(PHOTOGRAPH, Vec::new()).await?;
        browser.until("the picture", "document.querySelector('[data-photo]')").await?;
        browser.screenshot("meters-1366-dark").await?;
        nothing_in_the_way(browser, "a dark meter").await?;
        browser.run("document.querySelector('meter-form [name=value]').focus()", Vec::new()).await?;
        browser.press(second.shows(1.0)).await?;
        browser.press(ENTER).await?;
        let third = format!("document.querySelector('[data-meter=\"{}\"]') && {ALL_SENT}", round.meter(2)?.code);
        browser.until("the next meter, and that it is sent", &third).await?;
        let latest = round.readings(&scene, 1).await?["readings"][0].clone();
        let photo = latest["photo"].as_str().with_context(|| format!("a photograph: {latest}"))?;
        let path = format!("/v1/assets/{photo}");
        let kept = scene.server.get(&path).bearer_auth(&round.token).send().await?.bytes().await?;
        ensure!(!kept.is_empty() && kept.len() <= 1_000_000, "{} bytes", kept.len());
        no_trouble(browser).await
    })
    .await
}
