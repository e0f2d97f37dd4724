//! A real Chromium, driven over chromedriver: what a person at the screen does and sees.
//!
//! Nothing here sleeps: a page is asked to call back when a condition holds, and each wait has an end.
//! Screenshots are kept in `out/screenshots`, which version control ignores.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use crate::program::{choose_crypto, web};

/// Longest wait for one condition; software rendering on a loaded machine is slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// Calls back with the value of a condition as soon as it is truthy, or with null at the end of patience. The condition
/// is written into the script, for the page's own policy forbids making code from text.
const UNTIL: &str = r"
    const [patience_ms, done] = arguments;
    const end = performance.now() + patience_ms;
    const look = () => {
        let value = null;
        try { value = (CONDITION); } catch { value = null; }
        if (value || performance.now() > end) done(value || null);
        else setTimeout(look, 20);
    };
    look();";

/// No transition or animation that ends is on its way: what moves has arrived.
const STILL: &str = "document.getAnimations().every((each) =>
    each.playState !== 'running' || each.effect.getComputedTiming().endTime === Infinity)";

/// The size of a screen in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Screen {
    /// The usual office screen.
    pub const OFFICE: Self = Self { width: 1366, height: 768 };
    /// The narrowest phone we promise to serve well.
    pub const PHONE: Self = Self { width: 360, height: 640 };
    /// The same phone turned.
    pub const PHONE_ON_ITS_SIDE: Self = Self { width: 640, height: 360 };
}

/// One browser window with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    /// Where its chromedriver listens.
    port: u16,
}

/// Opens a browser, takes the journey, and closes the browser whether the journey succeeded or not.
///
/// # Errors
/// The journey's error, or that chromedriver or Chromium could not be started.
pub async fn journey<T>(screen: Screen, taken: impl AsyncFnOnce(&Browser) -> Result<T>) -> Result<T> {
    let profile = tempfile::tempdir()?;
    choose_crypto();
    let chromedriver = Chromedriver::start()?;
    let driver =
        WebDriver::new(format!("http://127.0.0.1:{}", chromedriver.port), capabilities(screen, &profile)?).await?;
    driver.set_script_timeout(PATIENCE + Duration::from_secs(5)).await?;
    let browser = Browser { driver, port: chromedriver.port };
    let result = taken(&browser).await;
    browser.driver.quit().await?;
    result
}

impl Browser {
    /// Goes to a page.
    ///
    /// # Errors
    /// The page cannot be loaded.
    pub async fn open(&self, url: &str) -> Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// Closes the tab, whatever it is doing, and goes on in a new one of the same browser.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn close_the_tab(&self) -> Result<()> {
        let new = self.driver.new_tab().await?;
        self.driver.close_window().await?;
        Ok(self.driver.switch_to_window(new).await?)
    }

    /// Waits until a JavaScript expression is truthy and returns its value.
    ///
    /// # Errors
    /// It was still not so after a minute; the error names what was waited for and what the console says.
    pub async fn until(&self, what: &str, condition: &str) -> Result<Value> {
        let patience_ms = u64::try_from(PATIENCE.as_millis())?;
        let script = UNTIL.replace("CONDITION", condition);
        let value = self.driver.execute_async(script, vec![patience_ms.into()]).await?.json().clone();
        if value.is_null() {
            let console = self.complaints().await?;
            self.screenshot("waited-in-vain").await?;
            return Err(anyhow!("waited in vain for {what}; the console says {console:?}"));
        }
        Ok(value)
    }

    /// Runs a script in the page and returns what it returns.
    ///
    /// # Errors
    /// The script threw.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// Runs a script that calls its last argument with the result.
    ///
    /// # Errors
    /// The script threw or did not call back.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute_async(script, arguments).await?.json().clone())
    }

    /// Clicks at a place of the window, in CSS pixels from the top left corner.
    ///
    /// # Errors
    /// The place is outside the window.
    pub async fn click_at(&self, x: i64, y: i64) -> Result<()> {
        Ok(self.driver.action_chain().move_to(x, y).click().perform().await?)
    }

    /// Presses at a place of the window, moves to another by way of the middle between them, and lets go.
    ///
    /// # Errors
    /// One of the places is outside the window.
    pub async fn drag(&self, [x, y]: [i64; 2], [to_x, to_y]: [i64; 2]) -> Result<()> {
        let held = self.driver.action_chain().move_to(x, y).click_and_hold();
        let moved = held.move_to(i64::midpoint(x, to_x), i64::midpoint(y, to_y)).move_to(to_x, to_y);
        Ok(moved.release().perform().await?)
    }

    /// Presses keys, one after the other, wherever the focus is.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn press(&self, keys: impl AsRef<str>) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(keys.as_ref()).perform().await?)
    }

    /// Presses a key while another is held down.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn press_with(&self, held: char, key: &str) -> Result<()> {
        Ok(self.driver.action_chain().key_down(held).send_keys(key).key_up(held).perform().await?)
    }

    /// Width and height in millimetres of each page the browser would print, if the page may choose its paper.
    ///
    /// # Errors
    /// The page cannot be printed.
    pub async fn paper(&self) -> Result<Vec<[f64; 2]>> {
        let wish = serde_json::json!({ "preferCSSPageSize": true, "printBackground": true });
        let printed = self.command("Page.printToPDF", wish).await?;
        let data = printed["data"].as_str().context("a printed page")?;
        let boxes = "return [...atob(arguments[0]).matchAll(/\\/MediaBox *\\[ *0 0 ([\\d.]+) ([\\d.]+) *\\]/g)]
            .map(([, width, height]) => [width * 25.4 / 72, height * 25.4 / 72])";
        Ok(serde_json::from_value(self.run(boxes, vec![data.into()]).await?)?)
    }

    /// Wishes for other languages than Vietnamese, as in an `Accept-Language` header.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn prefers(&self, languages: &str) -> Result<()> {
        let agent = self.run("return navigator.userAgent", Vec::new()).await?;
        let wish = serde_json::json!({ "userAgent": agent, "acceptLanguage": languages });
        self.command("Emulation.setUserAgentOverride", wish).await.map(drop)
    }

    /// From here on the line is as slow as browsers' preset "Fast 3G": 562.5 ms until a request is answered, 1.44 Mbit/s down, 0.675 up.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn is_on_fast_3g(&self) -> Result<()> {
        let line = serde_json::json!({
            "offline": false, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375,
        });
        self.command("Network.enable", serde_json::json!({})).await?;
        self.command("Network.emulateNetworkConditions", line).await.map(drop)
    }

    /// From now on pages find no WebGL, as on old machines.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn draws_no_maps(&self) -> Result<()> {
        let source = "const { getContext } = HTMLCanvasElement.prototype;
            HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
              return /^webgl/.test(kind) ? null : getContext.call(this, kind, ...more);
            };";
        self.command("Page.addScriptToEvaluateOnNewDocument", serde_json::json!({ "source": source })).await.map(drop)
    }

    /// Gives a command of Chromium's own protocol, and what came of it.
    async fn command(&self, name: &str, parameters: Value) -> Result<Value> {
        let path = format!("http://127.0.0.1:{}/session/{}/goog/cdp/execute", self.port, self.driver.session_id());
        let command = serde_json::json!({ "cmd": name, "params": parameters }).to_string();
        let answer = web().build()?.post(path).body(command).send().await?.text().await?;
        let answered: Value = serde_json::from_str(&answer)?;
        ensure!(answered["value"]["error"].is_null(), "{name}: {}", answer.chars().take(400).collect::<String>());
        Ok(answered["value"].clone())
    }

    /// Text of the first element a CSS selector finds.
    ///
    /// # Errors
    /// There is no such element.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.driver.find(By::Css(selector)).await.with_context(|| format!("no {selector}"))?.text().await?)
    }

    /// Clicks the first element a CSS selector finds, once nothing moves.
    ///
    /// # Errors
    /// There is no such element, or something covers it.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.until("a still page", STILL).await?;
        Ok(self.driver.find(By::Css(selector)).await.with_context(|| format!("no {selector}"))?.click().await?)
    }

    /// Errors and warnings of the console since the last call. Chromium's note that software WebGL is slow is none.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        Ok(entries
            .into_iter()
            .filter(is_complaint)
            .map(|entry| format!("{}: {}", entry.level, entry.message))
            .collect())
    }

    /// Addresses of everything the page has fetched that lie outside its own origin.
    ///
    /// # Errors
    /// The browser is gone.
    pub async fn foreign_requests(&self) -> Result<Vec<String>> {
        let script = "return performance.getEntriesByType('resource').map(({ name }) => name)
            .filter((name) => /^(https?|wss?):/.test(name) && new URL(name).origin !== location.origin)";
        Ok(serde_json::from_value(self.run(script, Vec::new()).await?)?)
    }

    /// Keeps what is on the screen as `out/screenshots/<name>.png`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let folder = crate::root().join("out/screenshots");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.png")), self.driver.screenshot_as_png().await?)?;
        Ok(())
    }

    /// That axe-core has no serious or critical finding on the page.
    ///
    /// # Errors
    /// It has: they are named with `place`; otherwise as [`Self::barriers`].
    pub async fn no_barriers(&self, place: &str) -> Result<()> {
        let found = self.barriers().await?;
        ensure!(found.is_empty(), "barriers at {place}: {found:#?}");
        Ok(())
    }

    /// Serious and critical findings of axe-core on the page once nothing moves, by the WCAG A and AA rules up to 2.2.
    ///
    /// # Errors
    /// `npm ci` has not been run in `tileserver/web`, or axe failed.
    pub async fn barriers(&self) -> Result<Vec<String>> {
        let file = crate::root().join("tileserver/web/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&file).with_context(|| format!("{}: run make web first", file.display()))?;
        self.run(&axe, Vec::new()).await?;
        // A sheet on its way up covers half a button for a moment.
        self.until("a still page", STILL).await?;
        let found = self.run_async(include_str!("axe.js"), Vec::new()).await?;
        ensure!(found.is_array(), "axe failed: {found}");
        Ok(serde_json::from_value(found)?)
    }
}

fn is_complaint(entry: &BrowserLogEntry) -> bool {
    matches!(entry.level.as_str(), "SEVERE" | "WARNING")
        && !["GPU stall due to ReadPixels", "WEBGL_debug_renderer_info", "software WebGL"]
            .iter()
            .any(|known| entry.message.contains(known))
}

/// A running chromedriver; it ends with this value.
#[derive(Debug)]
struct Chromedriver {
    child: Child,
    port: u16,
    /// Kept open: a driver that cannot write its notes ends.
    notes: BufReader<ChildStdout>,
}

impl Chromedriver {
    /// Starts it on a free port of its own choice.
    fn start() -> Result<Self> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver does not start; Debian has it in chromium-driver")?;
        let output = child.stdout.take().context("its output is piped")?;
        let mut started = Self { child, port: 0, notes: BufReader::new(output) };
        let mut line = String::new();
        while started.notes.read_line(&mut line)? > 0 {
            if let Some((_, port)) = line.trim_end().split_once("successfully on port ") {
                started.port = port.trim_end_matches('.').parse()?;
                return Ok(started);
            }
            line.clear();
        }
        Err(anyhow!("chromedriver ended without naming its port"))
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn capabilities(screen: Screen, profile: &tempfile::TempDir) -> Result<thirtyfour::ChromeCapabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    let folder: PathBuf = profile.path().into();
    let own =
        [format!("--user-data-dir={}", folder.display()), format!("--window-size={},{}", screen.width, screen.height)];
    for argument in FLAGS.iter().copied().chain(own.iter().map(String::as_str)) {
        wanted.add_arg(argument)?;
    }
    if screen.width < 500 || screen.height < 500 {
        // A window cannot be that small; the device's screen can.
        let metrics = serde_json::json!({ "width": screen.width, "height": screen.height, "pixelRatio": 2, "touch": true, "mobile": true });
        wanted.add_experimental_option("mobileEmulation", serde_json::json!({ "deviceMetrics": metrics }))?;
    }
    // What `--lang` says is not what a browser without a screen asks pages for.
    wanted.add_experimental_option("prefs", serde_json::json!({ "intl.accept_languages": "vi" }))?;
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(wanted)
}

/// WebGL 2 in software, no sandbox (root may not have one), and no talk with the maker's servers.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--lang=vi",
];
