//! A plan of which every text holds one word that stands nowhere else, and every way by which somebody could come upon it.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use planning::{Need, Step, StepRule};
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderValue};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value as Json, json};
use spatial_core::crs::to_drawing;
use spatial_core::tiles::TileCoord;

use crate::apps::Scene;
use crate::leaks::register::Lot;

/// Degrees from the middle of the plan to its sides, some hundred metres.
const HALF: f64 = 0.001;
/// Layers of the register, in which rows of the plan lie; the last two are not for everybody.
const TABLES: [&str; 9] = [
    "plan_register",
    "plan_boundaries",
    "plan_zones",
    "plan_documents",
    "plan_lines",
    "plan_restrictions",
    "plan_projects",
    "plan_steps",
    "plan_comments",
];
/// What has tiles, alone and together.
const DRAWN: [&str; 6] = [
    "plan_zones",
    "plan_boundaries",
    "plan_lines",
    "plan_restrictions",
    "plan_projects",
    "plan_boundaries,plan_lines,plan_projects,plan_restrictions,plan_zones",
];
/// Deep tiles are the same to a byte as long as nothing in them changes.
const DEEP: [u8; 3] = [14, 16, 17];
const SHALLOW: [u8; 2] = [10, 12];
/// Words of addresses under which a parcel is told of.
const DAYS: [&str; 2] = ["2020-01-01", "2030-01-01"];

/// A plan over a parcel.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) plan: u64,
    zone: u64,
    /// Its rows in all layers, itself among them.
    rows: Vec<(&'static str, u64)>,
    /// The commit that made it.
    pub(crate) revision: u64,
    /// Hash of its document's file.
    asset: String,
    /// In each of its texts.
    pub(crate) word: String,
    /// In the reasons of its steps, which are for the authority's own people in whatever state it is.
    pub(crate) secret: String,
    pub(crate) ground: Ground,
}

/// Where it lies.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    /// A parcel in its middle.
    pub(crate) parcel: u64,
    at: [f64; 2],
    /// Degrees from there to its sides.
    half: f64,
    /// A plan that everybody sees.
    other: u64,
}

/// An answer, as it came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) tag: Option<HeaderValue>,
    pub(crate) bytes: Vec<u8>,
    media: String,
}

impl Told {
    pub(crate) async fn of(answer: Response) -> Result<Self> {
        let status = answer.status().as_u16();
        let tag = answer.headers().get(ETAG).cloned();
        let media = answer.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
        let media = media.to_owned();
        Ok(Self { status, tag, media, bytes: answer.bytes().await?.to_vec() })
    }

    /// The words in it: of a sheet those that are printed.
    pub(crate) fn text(&self) -> Result<String> {
        if self.media != "application/pdf" {
            return Ok(String::from_utf8_lossy(&self.bytes).into_owned());
        }
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("sheet.pdf");
        std::fs::write(&file, &self.bytes)?;
        let words = Command::new("pdftotext").arg(&file).arg("-").output().context("poppler-utils")?;
        ensure!(words.status.success(), "pdftotext: {}", String::from_utf8_lossy(&words.stderr));
        // What is true of the file beside its words: title, keywords, links.
        Ok(format!("{} {}", String::from_utf8_lossy(&words.stdout), String::from_utf8_lossy(&self.bytes)))
    }
}

impl Ground {
    /// The first parcel of the city.
    pub(crate) async fn of(scene: &Scene) -> Result<Self> {
        let (_, page) = scene.asked("", "/collections/parcels/items?limit=1").await;
        let feature = &page["features"][0];
        let corner = &feature["geometry"]["coordinates"][0][0];
        let [lon, lat] = [0, 1].map(|axis| corner[axis].as_f64());
        let (_, list) = scene.asked("", "/v1/plans").await;
        Ok(Self {
            parcel: feature["id"].as_u64().context("a parcel")?,
            at: [lon.context("a corner")?, lat.context("a corner")?],
            half: HALF,
            other: list["plans"][0]["id"].as_u64().context("a plan everybody sees")?,
        })
    }

    /// The same, or a ground within a commune.
    pub(crate) async fn within(scene: &Scene, commune: Option<&str>) -> Result<Self> {
        let ground = Self::of(scene).await?;
        let Some(commune) = commune else { return Ok(ground) };
        for half in [HALF, HALF / 2.0, HALF / 4.0, HALF / 8.0, HALF / 16.0] {
            if let Ok((parcel, at)) = scene.in_commune(commune, half).await {
                return Ok(Self { parcel, at, half, ..ground });
            }
        }
        anyhow::bail!("no ground in {commune}")
    }

    /// The outline of every plan on it.
    fn outline(&self) -> Json {
        let Self { at: [lon, lat], half, .. } = self;
        let [west, south, east, north] = [lon - half, lat - half, lon + half, lat + half];
        json!({ "type": "Polygon",
            "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] })
    }

    fn tile(&self, layers: &str, zoom: u8) -> String {
        let [lon, lat] = self.at;
        format!("/xyz/{layers}/{}", TileCoord::at(zoom, to_drawing(lon, lat)))
    }

    /// Tiles that stay as they are as long as nothing in them changes.
    pub(crate) fn tiles(&self) -> Vec<String> {
        DRAWN.iter().flat_map(|layers| DEEP.map(|zoom| self.tile(layers, zoom))).collect()
    }
}

impl Trace {
    /// Drawn up by somebody, with a boundary, a zone and a document.
    pub(crate) async fn drawn(
        scene: &Scene,
        drafter: &str,
        lot: &mut Lot,
        (ground, commune): (&Ground, Option<&str>),
    ) -> Result<Self> {
        let (word, secret) = (lot.word(), lot.word());
        let file = scene.server.ask(Method::POST, "/v1/assets").bearer_auth(drafter).body(format!("tệp {word}"));
        let file: Json = file.send().await?.error_for_status()?.json().await?;
        let asset = file["hash"].as_str().context("a hash")?.to_owned();
        let outline = ground.outline();
        let zone = json!({ "type": "Feature", "geometry": outline, "properties": {
            "ky_hieu": format!("Z-{word}"), "chuc_nang": format!("Đất {word}"), "mat_do": format!("theo {word}") } });
        let [lon, lat] = ground.at;
        let line = json!({ "type": "Feature",
            "geometry": { "type": "LineString", "coordinates": [[lon - ground.half, lat], [lon + ground.half, lat]] },
            "properties": { "loai": "red_line", "khoang_lui": format!("theo {word}"), "ky_hieu_mat_cat": format!("M-{word}") } });
        let restriction = json!({ "type": "Feature", "geometry": outline, "properties": {
            "chu_de": format!("Hành lang {word}"), "can_cu": format!("Luật {word}"), "co_quan": format!("Sở {word}") } });
        let project = json!({ "type": "Feature", "geometry": outline, "properties": {
            "ky_hieu": format!("DA-{word}"), "ten": format!("Dự án {word}"), "dia_diem": format!("Đường {word}"),
            "thua_dat": format!("thửa {word}"), "nguon": format!("Danh mục {word}") } });
        let mut plan = json!({ "code": format!("QH-{word}"), "name": format!("Quy hoạch {word}"), "kind": "urban",
            "level": "detailed", "exclusive": true, "office": format!("Sở {word}"), "issuer": format!("UBND {word}"),
            "boundary": outline, "zones": [zone], "lines": [line], "restrictions": [restriction],
            "projects": [project],
            "documents": [{ "name": format!("Thuyết minh {word}"), "asset": asset }] });
        if let Some(commune) = commune {
            plan["commune"] = json!(commune);
        }
        let (status, made) = scene.sent(drafter, "/v1/plans", &plan).await;
        ensure!(status == 201, "{status} {made}");
        let (id, revision) = (made["id"].as_u64().context("an id")?, made["revision"].as_u64().context("a commit")?);
        let row = async |table: &str| {
            let (_, page) = scene.asked(drafter, &format!("/collections/{table}/items?quy_hoach={id}")).await;
            page["features"][0]["id"].as_u64().with_context(|| format!("{table}: {page}"))
        };
        let [register, parts @ .., _, _] = TABLES;
        let mut rows = vec![(register, id)];
        for table in parts {
            rows.push((table, row(table).await?));
        }
        let zone = row("plan_zones").await?;
        Ok(Self { plan: id, zone, rows, revision, asset, word, secret, ground: ground.clone() })
    }

    /// Its rows, by layer.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.rows.iter().copied()
    }

    /// What a step must say, with the word in it; reasons hold the secret.
    pub(crate) fn said(&self, rule: &StepRule) -> Json {
        let mut body = json!({ "step": rule.step.as_str() });
        if rule.step == Step::Appraise {
            body["early"] = json!(format!("sớm vì {}", self.secret));
        }
        for need in rule.needs {
            match need {
                Need::Reason => body["reason"] = json!(format!("vì {}", self.secret)),
                Need::Decision => {
                    body["decision"] = json!(format!("{}/QĐ", self.word));
                    body["date"] = json!("2020-02-01");
                }
                Need::Issuer => body["issuer"] = json!(format!("UBND {}", self.word)),
                Need::From => body["from"] = json!("2020-02-01"),
                Need::Until => body["until"] = json!("2099-12-31"),
            }
        }
        body
    }

    /// Where it is found by who may see it: everywhere of these.
    pub(crate) fn places(&self) -> Vec<String> {
        let Self { plan, zone, asset, word, ground, .. } = self;
        vec![
            "/v1/plans?limit=1000".to_owned(),
            format!("/collections/plan_zones/items?quy_hoach={plan}"),
            format!("/collections/plan_zones/items/{zone}"),
            format!("/collections/plan_register/items/{plan}"),
            ground.tile("plan_zones", 16),
            format!("/v1/parcels/{}/extract?f=json", ground.parcel),
            format!("/v1/parcels/{}/zones", ground.parcel),
            format!("/v1/plans/{plan}/download"),
            format!("/v1/search?q={word}"),
            format!("/v1/assets/{asset}"),
        ]
    }

    /// Every way there is for who only reads.
    pub(crate) fn paths(&self) -> Vec<String> {
        let Self { plan, ground: Ground { parcel, at: [lon, lat], half, other }, .. } = self;
        let mut paths = self.places();
        for table in TABLES {
            paths.extend(
                ["?f=json", "?f=html", "/items?limit=1000&f=json", "/items?limit=1000&f=html"]
                    .map(|end| format!("/collections/{table}{end}")),
            );
            paths.push(format!("/collections/{table}/items?quy_hoach={plan}"));
            paths.push(format!(
                "/collections/{table}/items?bbox={},{},{},{}",
                lon - half,
                lat - half,
                lon + half,
                lat + half
            ));
        }
        for (table, id) in self.rows() {
            paths.extend(["json", "html"].map(|form| format!("/collections/{table}/items/{id}?f={form}")));
        }
        paths.extend(DRAWN.iter().map(|layers| format!("/xyz/{layers}.json")));
        paths.extend(self.ground.tiles());
        paths.extend(DRAWN.iter().flat_map(|layers| SHALLOW.map(|zoom| self.ground.tile(layers, zoom))));
        paths.push(format!("/v1/search?at={lon},{lat}"));
        paths.push(format!("/v1/search?at={lon},{lat}&layer=plan_zones"));
        paths.push(format!("/v1/parcels/{parcel}"));
        for form in ["json", "html", "geojson", "pdf"] {
            paths.push(format!("/v1/parcels/{parcel}/extract?f={form}"));
            paths.extend(DAYS.map(|day| format!("/v1/parcels/{parcel}/extract?f={form}&as_of={day}")));
        }
        paths.extend(["", "?lang=en", "/map.png"].map(|end| format!("/thua/{parcel}{end}")));
        for end in
            ["download?f=csv", "projects", "projects?f=html", "comments", "comments?f=html", "steps", "steps?f=html"]
        {
            paths.push(format!("/v1/plans/{plan}/{end}"));
        }
        for form in ["json", "geojson"] {
            paths.push(format!("/v1/plans/{plan}/difference?with={other}&f={form}"));
            paths.push(format!("/v1/plans/{other}/difference?with={plan}&f={form}"));
        }
        let others = [
            "/",
            "/api",
            "/collections?f=json",
            "/collections?f=html",
            "/v1/plans?f=html",
            "/v1/session",
            "/metrics",
            "/health/ready",
            "/styles",
            "/styles/planning",
            "/apps/planning",
            "/apps/public",
            "/apps/plans",
        ];
        paths.extend(others.map(str::to_owned));
        paths
    }

    /// Every way there is for who sends something and changes nothing.
    pub(crate) fn sent(&self, scene: &Scene) -> Vec<(String, RequestBuilder)> {
        let outline = self.ground.outline();
        let building = json!({ "parcel": self.ground.parcel.to_string(), "footprint": outline, "storeys": 5 });
        let mut sent = vec![("/v1/planning/check".to_owned(), building)];
        sent.extend(["json", "geojson", "csv"].map(|form| (format!("/v1/planning/area?f={form}"), outline.clone())));
        // Refused: who has not signed in writes nothing.
        sent.push((format!("/v1/plans/{}/steps", self.plan), json!({ "step": "leap" })));
        let request = |(path, body): (String, Json)| {
            let request = scene.server.ask(Method::POST, &path).json(&body);
            (path, request)
        };
        let mut sent: Vec<(String, RequestBuilder)> = sent.into_iter().map(request).collect();
        for (table, id) in self.rows() {
            let path = format!("/collections/{table}/items/{id}");
            let request = scene.server.ask(Method::PATCH, &path).header(CONTENT_TYPE, "application/merge-patch+json");
            sent.push((path, request.body(json!({ "properties": {} }).to_string())));
        }
        sent
    }

    /// True if a text tells of it, and not only of what was asked: a search repeats that.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        text.replace(&format!("\"{}\"", self.word), "").contains(&self.word)
    }

    /// Nothing of it, nor of why it took its steps, stands in an answer.
    pub(crate) fn is_not_in(&self, whence: &str, told: &Told) -> Result<()> {
        let text = told.text()?;
        ensure!(!self.is_in(&text), "{whence} tells of plan {}: {text}", self.plan);
        ensure!(!text.contains(&self.secret), "{whence} tells why plan {} took a step: {text}", self.plan);
        Ok(())
    }
}

/// What somebody is answered.
pub(crate) async fn asked(scene: &Scene, token: &str, path: &str) -> Result<Told> {
    answered(token, scene.server.get(path)).await
}

/// The same of what is sent.
pub(crate) async fn answered(token: &str, request: RequestBuilder) -> Result<Told> {
    let request = request.header("accept-language", "en");
    let request = if token.is_empty() { request } else { request.bearer_auth(token) };
    Told::of(request.send().await?).await
}
