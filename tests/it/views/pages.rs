//! Every page is a page of ours: titles and values people read, the authority's name and signs, small maps, errors and link previews; and
//! nothing of it tells more than its reader may see.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city, diaban, diaban_succeeds};
use tempfile::TempDir;

use crate::browser::no_trouble;

/// A page as a browser asks for it.
async fn page(server: &Server, path: &str, language: &str) -> Result<(u16, String)> {
    let asked = server.get(path).header("accept", "text/html,*/*;q=0.8").header("accept-language", language);
    let answer = asked.send().await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}

#[tokio::test]
async fn pages_call_things_as_people_do_in_both_languages() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (language, layers, parcels, area, table, sheet) in [
        ("vi", "Các lớp dữ liệu", "Thửa đất", "Diện tích pháp lý", "trên tổng số đối tượng 300", "tờ "),
        ("en", "Layers", "Parcels", "Registered area", "of 300 features", "sheet "),
    ] {
        let (_, list) = page(&server, "/collections", language).await?;
        ensure!(list.contains(&format!("<h1>{layers}</h1>")) && list.contains(&format!(">{parcels}</a>")), "{list}");
        let (_, layer) = page(&server, "/collections/parcels", language).await?;
        ensure!(layer.contains(&format!("<h1>{parcels}</h1>")) && layer.contains(area), "{layer}");
        let (_, items) = page(&server, "/collections/parcels/items?limit=3", language).await?;
        ensure!(items.contains(table) && items.contains(sheet) && items.contains(" m²</td>"), "{items}");
        let (_, item) = page(&server, "/collections/parcels/items/1", language).await?;
        ensure!(item.contains("<svg role=\"img\"") && item.contains("class=\"here\""), "a small map: {item}");
        ensure!(item.contains(sheet) && item.contains(area) && item.contains(" m²</dd>"), "{item}");
        ensure!(item.contains("#v1/planning?s=parcels/1\""), "the way to the map: {item}");
        for text in [&list, &layer, &items, &item] {
            ensure!(text.contains("class=\"site-bar\"") && text.contains("class=\"site-foot\""), "{text}");
            let other = if language == "vi" { "en" } else { "vi" };
            ensure!(text.contains(&format!("lang={other}\" lang=\"{other}\"")), "the other language: {text}");
        }
    }
    let (_, api) = page(&server, "/api", "en").await?;
    ensure!(api.contains("/collections/{collectionId}/items") && api.contains("OpenAPI (JSON)"), "{api}");
    Ok(())
}

#[tokio::test]
async fn an_error_says_what_to_do_and_gives_the_number_of_the_request() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let answer =
        server.get("/no/such").header("accept", "text/html").header("x-request-id", "my-own-id").send().await?;
    ensure!(answer.status() == 404, "{}", answer.status());
    let text = answer.text().await?;
    for part in ["my-own-id", "role=\"search\"", "href=\"/\"", "Các lớp dữ liệu", "class=\"site-bar\""] {
        ensure!(text.contains(part), "{part}: {text}");
    }
    Ok(())
}

/// A store with a layer whose names are hostile, and a field only staff sees.
fn hostile() -> Result<(TempDir, std::path::PathBuf)> {
    let folder = TempDir::new()?;
    let file = folder.path().join("h.geojson");
    let store = folder.path().join("h.gpkg");
    let name = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let feature = json!({
        "type": "Feature",
        "geometry": { "type": "Polygon", "coordinates": [[[107.08, 10.35], [107.081, 10.35], [107.081, 10.351], [107.08, 10.35]]] },
        "properties": { "ten": name, "owner": "Nguyễn Thị Bí Mật", "fullName": "Phường Thắng Tam" },
    });
    std::fs::write(&file, json!({ "type": "FeatureCollection", "features": [feature] }).to_string())?;
    let mapping = folder.path().join("mapping.toml");
    std::fs::write(&mapping, format!("title = {name:?}\n"))?;
    for (layer, kind) in [("places", "feature"), ("wards", "ward")] {
        let options = ["--layer", layer, "--kind", kind, "--mapping"].map(std::ffi::OsStr::new);
        let from = ["import".as_ref(), file.as_os_str(), "--into".as_ref(), store.as_os_str()];
        diaban_succeeds(from.into_iter().chain(options).chain([mapping.as_os_str()]));
    }
    Ok((folder, store))
}

#[tokio::test]
async fn hostile_names_stay_text_and_personal_fields_stay_out() -> Result<()> {
    let (_folder, store) = hostile()?;
    let server = Server::start(&store);
    for path in ["/", "/collections", "/collections/places", "/collections/places/items", "/collections/places/items/1"]
    {
        let (status, text) = page(&server, path, "vi").await?;
        ensure!(status == 200 && !text.contains("<script>") && !text.contains("<img src=x"), "{path}: {text}");
        ensure!(!text.contains("Bí Mật") && !text.contains("owner"), "{path}: {text}");
        ensure!(!text.contains("Thắng Tam"), "the full name of anything but a ward may be a person's: {path}");
    }
    let (_, ward) = page(&server, "/collections/wards/items/1", "vi").await?;
    ensure!(ward.contains("Phường Thắng Tam") && !ward.contains("Bí Mật"), "a ward's full name is no person's: {ward}");
    let (_, sought) = page(&server, "/no/%22%3E%3Cscript%3Ealert(1)%3C/script%3E?x=%22%3E%3Cb%3E", "vi").await?;
    ensure!(!sought.contains("<script>alert") && !sought.contains("\"><b>"), "{sought}");
    Ok(())
}

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\" fill=\"#b3001b\"/></svg>";

fn authority(logo: &Path) -> String {
    format!(
        "[authority]\nname = \"UBND tỉnh <Mẫu>\"\nlogo = {:?}\nphone = \"0254 3 85 22 22\"\nemail = \"so@tinh.gov.vn\"\n\
         address = \"1 Phạm Văn Đồng\"\naccent = \"#8a1538\"\n",
        logo.display().to_string()
    )
}

#[tokio::test]
async fn the_authority_of_the_settings_is_on_every_page() -> Result<()> {
    let (folder, store) = city();
    let logo = folder.path().join("logo.svg");
    std::fs::write(&logo, LOGO)?;
    let server = Server::start_configured(&store, &authority(&logo));
    for path in [
        "/",
        "/collections",
        "/collections/parcels/items/1",
        "/no/such/page",
        "/thua/1?layer=parcels",
        "/v1/search?f=html",
    ] {
        let (_, text) = page(&server, path, "vi").await?;
        for part in [
            "UBND tỉnh &lt;Mẫu&gt;",
            "src=\"/authority/logo\"",
            "tel:02543852222",
            "mailto:so@tinh.gov.vn",
            "1 Phạm Văn Đồng",
        ] {
            ensure!(text.contains(part), "{path}: {part}: {text}");
        }
        ensure!(text.contains("href=\"/authority.css\""), "{path}: {text}");
    }
    let (_, parcel) = page(&server, "/thua/1?layer=parcels", "vi").await?;
    let letter = parcel.split("mailto:so@tinh.gov.vn?subject=").nth(1).context("wrong information can be told of")?;
    let letter = letter.split('"').next().unwrap_or_default();
    ensure!(letter.contains("&amp;body=") && letter.contains("thua%2F"), "{letter}");
    ensure!(parcel.contains(">Báo thông tin sai</a>") && !letter.contains(' '), "{letter}");
    let (_, app) = page(&server, "/apps/planning", "vi").await?;
    ensure!(app.contains("– UBND tỉnh &lt;Mẫu&gt;</title>") && app.contains("href=\"/authority.css\""), "{app}");
    let css = server.get("/authority.css").send().await?.text().await?;
    ensure!(css.contains("#8a1538") && css.contains("authority/logo"), "{css}");
    let logo = server.get("/authority/logo").send().await?;
    let policy = logo.headers()["content-security-policy"].to_str()?.to_owned();
    ensure!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    ensure!(logo.headers()["content-type"] == "image/svg+xml" && logo.text().await? == LOGO, "the file as it is");
    ensure!(server.get("/authority/arms").send().await?.status() == 404, "there is no coat of arms");
    let manifest = server.json("/manifest.webmanifest?lang=vi").await;
    ensure!(manifest["name"].as_str().is_some_and(|name| name.contains("UBND tỉnh <Mẫu>")), "{manifest}");
    for icon in manifest["icons"].as_array().context("icons")? {
        let path = format!("/{}", icon["src"].as_str().context("an address")?);
        let answer = server.get(&path).send().await?;
        ensure!(
            answer.status() == 200 && answer.headers()["content-type"] == icon["type"].as_str().unwrap_or_default(),
            "{path}"
        );
    }
    Ok(())
}

#[test]
fn settings_of_an_authority_that_cannot_be_used_name_key_and_file() -> Result<()> {
    let (folder, store) = city();
    let (acts, config) = (folder.path().join("acts.svg"), folder.path().join("wrong.toml"));
    std::fs::write(&acts, LOGO.replace("<rect", "<script>alert(1)</script><rect"))?;
    let acts = acts.display().to_string();
    for (line, named) in [
        (format!("logo = {acts:?}"), ["[authority] logo", "acts.svg"]),
        ("arms = \"no/such.png\"".to_owned(), ["[authority] arms", "no/such.png"]),
        ("accent = \"#ffcc00\"".to_owned(), ["[authority] accent", "4.5"]),
        ("phone = \"ask\"".to_owned(), ["[authority] phone", "ask"]),
    ] {
        std::fs::write(&config, format!("[authority]\n{line}\n"))?;
        let words = [
            "--lang".as_ref(),
            "en".as_ref(),
            "serve".as_ref(),
            store.as_os_str(),
            "--config".as_ref(),
            config.as_os_str(),
        ];
        let told = diaban(words);
        let said = String::from_utf8_lossy(&told.stderr).into_owned();
        ensure!(!told.status.success() && named.iter().all(|part| said.contains(part)), "{line}: {said}");
    }
    Ok(())
}

#[tokio::test]
async fn a_link_is_shown_with_what_everybody_may_see() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let parcel = server.json("/collections/parcels/items/1").await;
    let of = |field: &str| parcel["properties"][field].clone();
    let title = format!("Thửa {}, tờ {}", of("so_thua"), of("so_to"));
    let key = of("ma_dinh_danh").as_str().context("an identifier")?.to_owned();
    // The search that knows keys is made beside the requests.
    server
        .until(&format!("/v1/search?q={key}"), |found| found["results"].as_array().is_some_and(|all| !all.is_empty()))
        .await;
    for app in ["planning", "public"] {
        let (_, page) = page(&server, &format!("/apps/{app}?parcel={key}&lang=vi"), "vi").await?;
        ensure!(page.contains(&format!("og:title\" content=\"{title}")), "{app}: {title}: {page}");
        let picture =
            page.split("og:image\" content=\"").nth(1).and_then(|rest| rest.split('"').next()).context("a picture")?;
        let path = picture.strip_prefix(&server.address).context("a whole address of ours")?;
        let picture = server.get(path).send().await?;
        ensure!(picture.status() == 200 && picture.headers()["content-type"] == "image/png", "{path}");
    }
    let (_, general) = page(&server, "/apps/planning?parcel=no-such-parcel", "en").await?;
    ensure!(general.contains("icons/preview.png") && general.contains("<title>Planning map"), "{general}");

    diaban_succeeds([std::ffi::OsStr::new("layer"), "hide".as_ref(), store.as_os_str(), "parcels".as_ref()]);
    server.until("/collections", |list| !list.to_string().contains("\"parcels\"")).await;
    let (_, hidden) = page(&server, &format!("/apps/planning?parcel={key}&lang=vi"), "vi").await?;
    ensure!(!hidden.contains(&title), "a parcel nobody may see: {hidden}");
    Ok(())
}

async fn chosen(browser: &Browser, address: &str, theme: &str) -> Result<()> {
    browser.open(&format!("{address}/collections?f=html")).await?;
    browser.run("localStorage.setItem('diaban-theme', arguments[0])", vec![theme.into()]).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_have_no_barriers_light_and_dark_on_a_screen_and_on_a_phone() -> Result<()> {
    let (folder, store) = city();
    let logo = folder.path().join("logo.svg");
    std::fs::write(&logo, LOGO)?;
    let server = Server::start_configured(&store, &authority(&logo));
    let pages = [
        ("layers", "/collections?f=html"),
        ("layer", "/collections/parcels?f=html"),
        ("items", "/collections/parcels/items?limit=5&f=html"),
        ("item", "/collections/parcels/items/1?f=html"),
        ("street", "/collections/streets/items/1?f=html"),
        ("search", "/v1/search?q=Phan&f=html"),
        ("extract", "/thua/1?layer=parcels"),
        ("api", "/api?f=html"),
        ("conformance", "/conformance?f=html"),
        ("missing", "/no/such/page?f=html"),
    ];
    for (screen, width) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            for theme in ["light", "dark"] {
                chosen(browser, &server.address, theme).await?;
                for (name, path) in pages {
                    let place = format!("page-{name}-{width}-{theme}");
                    browser.open(&format!("{}{path}", server.address)).await?;
                    browser
                        .until("the chosen theme", &format!("document.documentElement.dataset.theme === '{theme}'"))
                        .await?;
                    browser.no_barriers(&place).await?;
                    let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                    let wide = browser.run(wide, Vec::new()).await?;
                    ensure!(wide.as_i64() <= Some(0), "{place} scrolls sideways by {wide}");
                    browser.screenshot(&place).await?;
                }
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn light_or_dark_is_the_readers_choice_and_kept_for_the_next_page() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/collections?f=html&lang=vi", server.address)).await?;
        browser.until("the switch", "document.querySelector('#theme:not([hidden])')").await?;
        let before = browser.text("#theme").await?;
        browser.click("#theme").await?;
        browser.until("the other theme", "document.documentElement.dataset.theme").await?;
        ensure!(browser.text("#theme").await? != before, "the switch now leads back");
        browser.click("tbody a").await?;
        browser
            .until(
                "the same theme on the next page",
                "document.querySelector('.facts') && document.documentElement.dataset.theme",
            )
            .await?;
        browser.click(".site-languages a[lang=en]").await?;
        browser.until("English", "document.documentElement.lang === 'en' && document.querySelector('.facts')").await?;
        no_trouble(browser).await
    })
    .await
}
