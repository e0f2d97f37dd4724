//! Changing a feature from its card: fields by keyboard, corners by mouse and keys, two people at once, and who may not.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, add_user, city_of, token};

use crate::browser::map;
use crate::http::sign_in::PASSWORD;

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const CONTROL: char = '\u{E009}';
const DOWN: &str = "\u{E015}";
const PAGE_DOWN: &str = "\u{E00F}";
const DELETE: &str = "\u{E017}";

const FORM: &str = "document.querySelector('[data-edit=loai_dat] select')";
const CLOSED: &str = "!document.querySelector('feature-edit')";
/// Corners as they are drawn in the window.
const GRIPS: &str = "[...document.querySelectorAll('g.edit-corner .edit-dot')].map((dot) => {
    const { x, y, width, height } = dot.getBoundingClientRect();
    return [Math.round(x + width / 2), Math.round(y + height / 2)];
})";

/// A city with somebody who edits, somebody who only looks, and a second editor without a screen.
pub(super) struct Office {
    _folder: tempfile::TempDir,
    pub(super) server: Server,
    second: String,
}

impl Office {
    pub(super) fn open() -> Self {
        let (folder, store) = city_of(300);
        let person = |name: &str, role: &str| add_user(Path::new(&store), name, role, PASSWORD);
        person("lan", "editor");
        person("xem", "viewer");
        let second = token(&store, "minh", "editor");
        Self { server: Server::start(&store), _folder: folder, second }
    }

    pub(super) async fn parcel(&self, id: u64) -> Result<Value> {
        Ok(self.server.json(&format!("/collections/parcels/items/{id}")).await)
    }

    /// The second editor changes a field meanwhile.
    async fn changes(&self, id: u64, properties: Value) -> Result<()> {
        let path = format!("/collections/parcels/items/{id}");
        let seen = self.server.ask(Method::GET, &path).bearer_auth(&self.second).send().await?;
        let edit = self.server.ask(Method::PATCH, &path).bearer_auth(&self.second);
        let edit = edit.header("if-match", seen.headers()["etag"].clone());
        let edit = edit.header("content-type", "application/merge-patch+json");
        let answer = edit.body(json!({ "properties": properties }).to_string()).send().await?;
        ensure!(answer.status() == 200, "{}", answer.status());
        Ok(())
    }

    /// Signs in and opens the card of a parcel, close enough to see its corners.
    pub(super) async fn card_of(&self, browser: &Browser, who: Option<&str>, id: u64) -> Result<()> {
        let address = &self.server.address;
        browser.open(&format!("{address}/apps/planning?lang=vi")).await?;
        if let Some(name) = who {
            let enter = "const [name, password, done] = arguments;
                fetch('/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                    body: JSON.stringify({ name, password }) }).then(({ status }) => done(status))";
            ensure!(browser.run_async(enter, vec![name.into(), PASSWORD.into()]).await? == 200);
        }
        let corner = self.parcel(id).await?["geometry"]["coordinates"][0][0].clone();
        browser.open("about:blank").await?;
        let link = format!("#v1/planning?at=19/{}/{}&s=parcels/{id}", corner[1], corner[0]);
        browser.open(&format!("{address}/apps/planning?lang=vi{link}")).await?;
        browser.until("the map", map::DRAWN).await?;
        let known = "document.querySelector('sign-in').dataset.known";
        let card = format!("document.querySelector('article[data-layer=parcels][data-id=\"{id}\"] dl')");
        browser.until("the parcel's card", &format!("{known} && {card}")).await?;
        Ok(())
    }

    async fn form_of(&self, browser: &Browser, id: u64) -> Result<()> {
        self.card_of(browser, Some("lan"), id).await?;
        browser.until("the way in", "document.querySelector('[data-deed=edit-open]')").await?;
        browser.click("[data-deed=edit-open]").await?;
        browser.until("the form", FORM).await?;
        Ok(())
    }
}

/// Replaces what stands in a field, by keys.
pub(super) async fn types(browser: &Browser, field: &str, text: &str) -> Result<()> {
    let into = format!("document.querySelector('{field}').focus()");
    browser.run(&into, Vec::new()).await?;
    browser.press_with(CONTROL, "a").await?;
    browser.press(if text.is_empty() { DELETE } else { text }).await
}

/// Clicks what may lie behind the buttons that stay in sight.
pub(super) async fn presses(browser: &Browser, what: &str) -> Result<()> {
    let show = format!("document.querySelector('{what}').scrollIntoView({{ block: 'center' }})");
    browser.run(&show, Vec::new()).await?;
    browser.click(what).await
}

async fn chooses(browser: &Browser, field: &str, value: &str) -> Result<()> {
    let choose = "const select = document.querySelector(`[data-edit=${arguments[0]}] select`);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(choose, vec![field.into(), value.into()]).await?;
    Ok(())
}

async fn corners(browser: &Browser) -> Result<Vec<[i64; 2]>> {
    let told = browser.until("corners on the map", &format!("({GRIPS}).length && {GRIPS}")).await?;
    serde_json::from_value(told).context("corners in the window")
}

async fn begins_with_the_shape(browser: &Browser) -> Result<Vec<[i64; 2]>> {
    presses(browser, "[data-deed=edit-shape]").await?;
    let still = format!("{} && document.querySelector('.edit-grip')", map::DRAWN);
    browser.until("the shape on the map that has come to rest", &still).await?;
    // Wherever the form was scrolled to, what is done by hand is in sight.
    let seen = "const [panel, sheet] = ['.edit-shape h3', '.sheet-content:has(.edit-shape)']
            .map((what) => document.querySelector(what).getBoundingClientRect());
        return panel.top >= sheet.top - 1 && panel.bottom <= sheet.bottom";
    ensure!(browser.run(seen, Vec::new()).await? == true, "the tools for the shape are out of sight");
    corners(browser).await
}

fn ring(parcel: &Value) -> Vec<Value> {
    parcel["geometry"]["coordinates"][0].as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_changed_by_keyboard_and_only_those() -> Result<()> {
    let office = Office::open();
    let before = office.parcel(7).await?;
    journey(Screen::OFFICE, async |browser| {
        office.form_of(browser, 7).await?;
        browser.no_barriers("the form").await?;
        browser.screenshot("edit-1366-form").await?;
        types(browser, "[data-edit=so_to] input", "hai").await?;
        browser.press(ENTER).await?;
        let refused =
            "document.querySelector('#trouble-so_to') && document.querySelector('.edit-said').textContent.trim()";
        browser.until("a number that is none is refused at its field", refused).await?;
        ensure!(office.parcel(7).await? == before, "nothing was sent");
        let kept = before["properties"]["so_to"].to_string();
        types(browser, "[data-edit=so_to] input", &kept).await?;
        types(browser, "[data-edit=dien_tich_phap_ly] input", "88,25").await?;
        types(browser, "[data-edit=dia_chi] input", "").await?;
        chooses(browser, "loai_dat", "TMD").await?;
        types(browser, "[name=why]", "Đo lại").await?;
        browser.press(ENTER).await?;
        // It goes by itself.
        let note = "document.querySelector('.map-note[data-done]')?.textContent.includes('Đã lưu')";
        browser.until("said as done", note).await?;
        browser.until("the card again", CLOSED).await?;
        let shown = "document.querySelector('dd[data-field=loai_dat]')?.textContent.startsWith('TMD')";
        browser.until("the card with the new use", shown).await?;
        map::no_trouble(browser).await
    })
    .await?;
    let after = office.parcel(7).await?;
    let mut expected = before.clone();
    for (field, value) in [("dien_tich_phap_ly", json!(88.25)), ("dia_chi", Value::Null), ("loai_dat", json!("TMD"))] {
        expected["properties"][field] = value;
    }
    ensure!(after["properties"] == expected["properties"], "{after}");
    ensure!(after["geometry"] == before["geometry"], "the shape was not touched");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_leaves_unsaved_changes_unasked() -> Result<()> {
    let office = Office::open();
    journey(Screen::PHONE, async |browser| {
        office.form_of(browser, 9).await?;
        browser.press(ESCAPE).await?;
        browser.until("a form without changes closes at once", CLOSED).await?;
        office.form_of(browser, 9).await?;
        types(browser, "[data-edit=dia_chi] input", "Số 1").await?;
        browser.click("[data-deed=cancel]").await?;
        browser.until("the question", "document.querySelector('dialog[open] [data-answer]')").await?;
        browser.no_barriers("the question").await?;
        browser.screenshot("edit-360-leave").await?;
        browser.click("dialog[open] [data-answer=no]").await?;
        let kept = "!document.querySelector('dialog[open]')
            && document.querySelector('[data-edit=dia_chi] input').value === 'Số 1'";
        browser.until("the form with what was typed", kept).await?;
        browser.click("[data-deed=cancel]").await?;
        browser.until("the question", "document.querySelector('dialog[open] [data-answer=yes]')").await?;
        browser.click("dialog[open] [data-answer=yes]").await?;
        browser.until("the card", CLOSED).await?;
        office.form_of(browser, 9).await?;
        types(browser, "[data-edit=dia_chi] input", "Số 2").await?;
        browser.click(".account").await?;
        browser.until("the way out", "document.querySelector('dialog.sign-in[open] .sign-in-buttons:has(.change-password) > .button:first-child')").await?;
        browser.click("dialog.sign-in[open] .sign-in-buttons:has(.change-password) > .button:first-child").await?;
        browser.until("the question", "document.querySelector('.question[open] [data-answer=no]')").await?;
        browser.click(".question[open] [data-answer=no]").await?;
        let kept = "!document.querySelector('.question') && document.querySelector('.account').dataset.name === 'lan'
            && document.querySelector('[data-edit=dia_chi] input').value === 'Số 2'";
        browser.until("nobody is signed out with unsaved changes unasked", kept).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corner_is_moved_by_mouse_and_keys_and_no_other() -> Result<()> {
    let office = Office::open();
    let before = office.parcel(7).await?;
    journey(Screen::OFFICE, async |browser| {
        office.form_of(browser, 7).await?;
        let at = begins_with_the_shape(browser).await?;
        browser.no_barriers("the shape").await?;
        ensure!(at.len() + 1 == ring(&before).len(), "each corner once: {at:?}");
        let [x, y] = at[1];
        browser.drag([x, y], [x + 60, y + 45]).await?;
        let moved = format!(
            "JSON.stringify(({GRIPS})[1]) !== '[{x},{y}]' && !document.querySelector('[data-deed=undo]').disabled"
        );
        browser.until("a corner that was dragged", &moved).await?;
        browser.screenshot("edit-1366-shape").await?;
        browser.press_with(CONTROL, "z").await?;
        browser.until("the corner where it was", &format!("JSON.stringify(({GRIPS})[1]) === '[{x},{y}]'")).await?;
        ensure!(browser.run("return document.querySelector('[data-deed=undo]').disabled", Vec::new()).await? == true);
        // Dragging has left this corner chosen; keys go on from it.
        browser.press(PAGE_DOWN).await?;
        browser
            .until("the next corner", "document.querySelector('.edit-corner strong')?.textContent.includes('3/')")
            .await?;
        browser.press(format!("{DOWN}{DOWN}{DOWN}")).await?;
        browser.until("a change to save", "!document.querySelector('[data-deed=undo]').disabled").await?;
        browser.click("[data-deed=save]").await?;
        browser.until("the card again", CLOSED).await?;
        map::no_trouble(browser).await
    })
    .await?;
    let (old, new) = (ring(&before), ring(&office.parcel(7).await?));
    ensure!(old.len() == new.len(), "{new:?}");
    for (at, (old, new)) in old.iter().zip(&new).enumerate() {
        ensure!((old == new) == (at != 2), "corner {at}: {old} {new}");
    }
    let south = |at: &Value| at[1].as_f64().unwrap_or_default();
    ensure!(south(&new[2]) < south(&old[2]), "down is south: {} {}", old[2], new[2]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shape_that_crosses_itself_is_refused_where_it_does() -> Result<()> {
    let office = Office::open();
    let before = office.parcel(7).await?;
    journey(Screen::OFFICE, async |browser| {
        office.form_of(browser, 7).await?;
        let at = begins_with_the_shape(browser).await?;
        // Through the middle of the side that lies across.
        let ([x, y], last, first) = (at[1], at[at.len() - 1], at[0]);
        let across = [(last[0] + first[0]) / 2, (last[1] + first[1]) / 2];
        let beyond = [across[0] + (across[0] - x) / 3, across[1] + (across[1] - y) / 3];
        browser.drag([x, y], beyond).await?;
        browser.until("the page sees it", "document.querySelector('.edit-size .refused')").await?;
        browser.click("[data-deed=save]").await?;
        let told = "document.querySelector('[data-member=geometry]')?.textContent.includes('tự cắt')
            && document.querySelector('.edit-fault')";
        browser.until("the server's finding at the shape and on the map", told).await?;
        browser.screenshot("edit-1366-fault").await?;
        presses(browser, "[data-deed=undo]").await?;
        browser
            .until("nothing is wrong any more", "!document.querySelector('[data-member=geometry], .edit-fault')")
            .await?;
        Ok(())
    })
    .await?;
    ensure!(office.parcel(7).await? == before, "nothing was saved");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn when_two_change_one_parcel_the_second_sees_both_versions_and_chooses() -> Result<()> {
    let office = Office::open();
    journey(Screen::OFFICE, async |browser| {
        office.form_of(browser, 7).await?;
        chooses(browser, "loai_dat", "ONT").await?;
        types(browser, "[data-edit=dien_tich_phap_ly] input", "90,5").await?;
        office.changes(7, json!({ "loai_dat": "TMD", "nguon_goc": "DG-KTT" })).await?;
        browser.click("[data-deed=save]").await?;
        let rows = "document.querySelectorAll('.edit-row').length === 3";
        browser.until("both versions", rows).await?;
        browser.no_barriers("both versions").await?;
        browser.screenshot("edit-1366-conflict").await?;
        let preset = "return [...document.querySelectorAll('.edit-row')].map((row) =>
            [row.dataset.member, row.querySelector(':checked')?.value ?? null])";
        let mut preset: Vec<(String, Option<String>)> = serde_json::from_value(browser.run(preset, Vec::new()).await?)?;
        preset.sort();
        let expected = [
            ("properties.dien_tich_phap_ly", Some("mine")),
            ("properties.loai_dat", None),
            ("properties.nguon_goc", Some("theirs")),
        ];
        let expected = expected.map(|(member, side)| (member.to_owned(), side.map(str::to_owned)));
        ensure!(preset == expected, "{preset:?}");
        browser.click("[data-deed=send-merged]").await?;
        ensure!(office.parcel(7).await?["properties"]["loai_dat"] == "TMD", "what both changed waits for a choice");
        let choose = "document.querySelector('[data-member=\"properties.loai_dat\"] [value=mine]').click()";
        browser.run(choose, Vec::new()).await?;
        browser.click("[data-deed=send-merged]").await?;
        browser.until("the card again", CLOSED).await?;
        Ok(())
    })
    .await?;
    let now = office.parcel(7).await?["properties"].clone();
    ensure!(now["loai_dat"] == "ONT" && now["nguon_goc"] == "DG-KTT" && now["dien_tich_phap_ly"] == 90.5, "{now}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feature_is_deleted_only_after_a_question() -> Result<()> {
    let office = Office::open();
    journey(Screen::OFFICE, async |browser| {
        office.form_of(browser, 8).await?;
        presses(browser, "[data-deed=end]").await?;
        browser.until("the question", "document.querySelector('dialog[open] [data-answer=no]')").await?;
        browser.click("dialog[open] [data-answer=no]").await?;
        browser
            .until("the form", "!document.querySelector('dialog[open]') && document.querySelector('.edit-form')")
            .await?;
        ensure!(office.parcel(8).await?["id"] == 8, "it is still there");
        presses(browser, "[data-deed=end]").await?;
        browser.until("the question", "document.querySelector('dialog[open] [data-answer=yes]')").await?;
        browser.click("dialog[open] [data-answer=yes]").await?;
        browser.until("the form is gone", CLOSED).await?;
        Ok(())
    })
    .await?;
    let answer = office.server.get("/collections/parcels/items/8").send().await?;
    ensure!(answer.status() == 404, "{}", answer.status());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_edit_finds_no_way_in() -> Result<()> {
    let office = Office::open();
    for who in [None, Some("xem")] {
        journey(Screen::OFFICE, async |browser| {
            office.card_of(browser, who, 7).await?;
            let ways = browser.run("return document.querySelectorAll('[data-deed^=edit]').length", Vec::new()).await?;
            ensure!(ways == 0, "{who:?} finds {ways}");
            let loaded =
                "return performance.getEntriesByType('resource').some(({ name }) => name.includes('feature-new'))";
            ensure!(browser.run(loaded, Vec::new()).await? == false, "nor is the form's script loaded");
            Ok(())
        })
        .await?;
    }
    Ok(())
}
