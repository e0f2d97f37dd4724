//! Zones of a file become a plan: `diaban import --plan`, from the file to the answer of a parcel, on both stores.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Output;

use anyhow::{Context, Result, ensure};
use data_samples::City;
use serde_json::{Value, json};
use spatial_core::layer::Revision;
use spatial_core::store::Store;
use spatial_core::store::private::{AuditEntry, Deed};
use system_tests::program::diaban;
use tempfile::TempDir;

use crate::apps::Scene;

/// The parcel of these tests, 20 m × 20 m, beyond the city.
const EXTRACT: &str = "/v1/parcels/LO-X1/extract";

/// A plan as a planner writes it down; `{more}` is what differs.
const PLAN: &str = "name = \"Quy hoạch phân khu bãi sau\"\ncode = \"QHPK-BS\"\nkind = \"urban\"\nlevel = \"subdivision\"\n\
    function_field = \"CHUCNANG\"\nsign_field = \"KYHIEU\"\ndensity_field = \"MATDO\"\nexclusive = true\n";
const PUBLISHED: &str = "decision = \"12/QĐ-UBND\"\ndecided = 2024-03-01\npublished = 2024-03-15\n";

struct Desk<'a> {
    scene: &'a Scene,
    folder: TempDir,
    at: [f64; 2],
}

impl<'a> Desk<'a> {
    /// With a parcel half a kilometre east of the city.
    async fn of(scene: &'a Scene) -> Result<Self> {
        let store = Store::open(scene.address(), false).await?;
        let (_, layers) = store.layers().await?;
        let city = layers.iter().find(|layer| layer.name.as_str() == "parcels").and_then(|layer| layer.extent);
        let city = city.context("the city lies somewhere")?;
        let desk = Self { scene, folder: TempDir::new()?, at: [city.max[0] + 500.0, city.min[1]].map(f64::round) };
        let lot = desk.features("lots.geojson", &City::CRS.to_string(), &[(json!({ "ma": "LO-X1" }), 0.0, 20.0)])?;
        let meaning = desk.file("lots.toml", "[fields]\nma = { role = \"identifier\" }\n")?;
        let place = scene.place();
        let words = [
            OsStr::new("import"),
            lot.as_os_str(),
            OsStr::new("--into"),
            place,
            OsStr::new("--layer"),
            OsStr::new("lots"),
            OsStr::new("--kind"),
            OsStr::new("parcel"),
            OsStr::new("--mapping"),
            meaning.as_os_str(),
        ];
        let done = diaban(words);
        ensure!(done.status.success(), "{}", said(&done));
        scene.server.until(EXTRACT, |told| told["parcel"]["layer"] == "lots").await;
        Ok(desk)
    }

    fn file(&self, name: &str, content: &str) -> Result<PathBuf> {
        let file = self.folder.path().join(name);
        std::fs::write(&file, content)?;
        Ok(file)
    }

    /// Bands from 50 m below the parcel to 50 m above it, between two distances from its west side.
    fn features(&self, name: &str, crs: &str, bands: &[(Value, f64, f64)]) -> Result<PathBuf> {
        let [x, y] = self.at;
        let (low, high) = if name == "lots.geojson" { (y, y + 20.0) } else { (y - 50.0, y + 70.0) };
        let feature = |(properties, from, to): &(Value, f64, f64)| {
            let (west, east) = (x + from, x + to);
            let ring = [[west, low], [east, low], [east, high], [west, high], [west, low]];
            json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": [ring] } })
        };
        let features: Vec<Value> = bands.iter().map(feature).collect();
        let crs = json!({ "type": "name", "properties": { "name": crs } });
        self.file(name, &json!({ "type": "FeatureCollection", "crs": crs, "features": features }).to_string())
    }

    fn zones(&self, name: &str, function: &str) -> Result<PathBuf> {
        let zone = |sign: &str| json!({ "CHUCNANG": function, "KYHIEU": sign, "MATDO": "40-60" });
        self.features(name, &City::CRS.to_string(), &[(zone("A-1"), -50.0, 8.0), (zone("A-2"), 8.0, 70.0)])
    }

    /// The plan of a file with what more its `plan.toml` says, and what more is typed.
    fn import(&self, zones: &std::path::Path, plan: &str, typed: &[&str]) -> Result<Output> {
        let plan = self.file("plan.toml", plan)?;
        let place = self.scene.place();
        let words = ["--layer", "zoning", "--kind", "zone", "--plan"].map(OsStr::new);
        let words = [OsStr::new("import"), zones.as_os_str(), OsStr::new("--into"), place].into_iter().chain(words);
        Ok(diaban(words.chain([plan.as_os_str()]).chain(typed.iter().map(OsStr::new))))
    }

    async fn told(&self, day: &str) -> Value {
        self.scene.asked("", &format!("{EXTRACT}?as_of={day}")).await.1
    }

    /// Waits until the server says of the parcel what it should.
    async fn until(&self, is_so: impl Fn(&Value) -> bool) {
        self.scene.server.until(&format!("{EXTRACT}?as_of=2025-06-01"), is_so).await;
    }

    async fn revision(&self) -> Result<Revision> {
        Ok(Store::open(self.scene.address(), false).await?.position().await?.revision)
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

/// Names of the plans on the parcel, and how each stands.
fn states(told: &Value) -> Vec<(&str, &str)> {
    let plans = told["plans"].as_array().into_iter().flatten();
    plans.filter_map(|plan| Some((plan["zones"][0]["function"].as_str()?, plan["law_state"].as_str()?))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_become_a_plan_and_its_next_version_in_a_file() -> Result<()> {
    zones_become_a_plan_and_its_next_version(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_become_a_plan_and_its_next_version_in_a_database() -> Result<()> {
    zones_become_a_plan_and_its_next_version(&Scene::in_a_database().await).await
}

async fn zones_become_a_plan_and_its_next_version(scene: &Scene) -> Result<()> {
    let desk = Desk::of(scene).await?;
    let planner = scene.editor("lan", &["planning.draft"]);
    let first = desk.zones("cu.geojson", "Đất ở cũ")?;
    let done = desk.import(&first, &format!("{PLAN}{PUBLISHED}"), &[])?;
    assert!(done.status.success() && said(&done).contains("published with 2 zones"), "{}", said(&done));
    assert!(
        said(&done).contains("boundary") && said(&done).contains("issuer"),
        "what it lacks is told: {}",
        said(&done)
    );
    desk.until(|told| !states(told).is_empty()).await;
    let told = desk.told("2025-06-01").await;
    assert_eq!(states(&told), [("Đất ở cũ", "in_force")], "{told}");
    let plan = &told["plans"][0];
    assert_eq!((&plan["code"], &plan["level"]), (&json!("QHPK-BS"), &json!("subdivision")));
    assert_eq!(plan["decision"], json!({ "number": "12/QĐ-UBND", "date": "2024-03-01", "issuer": null }), "{plan}");
    let zones = plan["zones"].as_array().context("zones")?;
    let mut shares: Vec<_> =
        zones.iter().filter_map(|zone| Some((zone["sign"].as_str()?, zone["percent"].as_f64()?))).collect();
    shares.sort_by_key(|(sign, _)| *sign);
    assert_eq!(shares, [("A-1", 40.0), ("A-2", 60.0)]);
    let density = &zones[0]["indicators"]["density_percent"];
    assert_eq!((&density["text"], &density["min"], &density["max"]), (&json!("40-60"), &json!(40.0), &json!(60.0)));
    let old = plan["plan_id"].as_u64().context("an id")?;
    let (_, log) = scene.asked(&planner, &format!("/v1/plans/{old}/steps")).await;
    assert_eq!((&log["verified"], &log["steps"][0]["step"]), (&json!(true), &json!("enter")), "{log}");
    assert!(log["steps"][0]["reason"].as_str().is_some_and(|reason| reason.contains("cu.geojson")), "{log}");

    let lines = Store::open(scene.address(), false).await?.private().audit(50).await?;
    let is_of_it = |line: &&AuditEntry| line.detail.as_deref().is_some_and(|told| told.starts_with("cu.geojson"));
    let line = lines.iter().find(is_of_it).context("a line of the zones")?;
    assert_eq!(line.deed, Deed::LayerImported);
    assert_eq!((line.feature.map(|id| id.0), line.revision.is_some()), (Some(old), true), "{line:?}");

    let second = desk.zones("moi.geojson", "Đất ở mới")?;
    let again = desk.import(&second, &format!("{PLAN}{PUBLISHED}"), &[])?;
    assert_eq!((again.status.code(), said(&again).contains("--mode replace")), (Some(1), true), "{}", said(&again));

    let drafted = desk.import(&second, PLAN, &["--mode", "replace"])?;
    assert!(drafted.status.success() && said(&drafted).contains("a draft of 2 zones"), "{}", said(&drafted));
    let of_code = async |token: &str| -> Vec<String> {
        let (_, list) = scene.asked(token, "/v1/plans?limit=1000").await;
        let plans = list["plans"].as_array().cloned().unwrap_or_default();
        let plans = plans.iter().filter(|plan| plan["code"] == "QHPK-BS");
        plans.filter_map(|plan| plan["state"].as_str().map(str::to_owned)).collect()
    };
    scene.server.until("/v1/plans?limit=1000", |list| list["revision"].as_u64() > told["data_revision"].as_u64()).await;
    assert_eq!(of_code("").await, ["published"], "a draft is nobody's to see");
    assert_eq!(of_code(&planner).await, ["published", "draft"]);

    let whole = format!(
        "{PLAN}decision = \"34/QĐ-UBND\"\ndecided = 2025-01-02\npublished = 2025-01-10\nissuer = \"UBND tỉnh\"\n\
         reason = \"Bản vẽ giấy\"\nboundary = \"ranh.geojson\"\n[documents]\n\"Quyết định\" = \"qd.txt\"\n"
    );
    desk.file("qd.txt", "Quyết định số 34\n")?;
    desk.features("ranh.geojson", &City::CRS.to_string(), &[(json!({}), -50.0, 70.0)])?;
    let replaced = desk.import(&second, &whole, &["--mode", "replace"])?;
    assert!(replaced.status.success(), "{}", said(&replaced));
    for word in ["is discarded", &format!("The plan {old} is replaced from 2025-01-10")] {
        assert!(said(&replaced).contains(word), "{word}: {}", said(&replaced));
    }
    desk.until(|told| states(told).len() == 2).await;
    let now = desk.told("2025-06-01").await;
    assert_eq!(states(&now), [("Đất ở mới", "in_force"), ("Đất ở cũ", "replaced")], "{now}");
    assert_eq!(now["documents"][0]["name"], "Quyết định", "{now}");
    let before = desk.told("2024-06-01").await;
    assert_eq!(states(&before), [("Đất ở cũ", "in_force"), ("Đất ở mới", "not_yet_decided")], "{before}");
    assert_eq!(of_code("").await, ["replaced", "published"]);
    assert_eq!(of_code(&planner).await, ["replaced", "discarded", "published"]);
    let (_, log) = scene.asked(&planner, &format!("/v1/plans/{old}/steps")).await;
    assert_eq!((&log["verified"], &log["steps"][1]["step"]), (&json!(true), &json!("replace")), "{log}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_become_a_plan_is_told_and_leaves_nothing() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let desk = Desk::of(&scene).await?;
    let zones = desk.zones("zones.geojson", "Đất ở")?;
    let astray = desk.features(
        "other.geojson",
        "EPSG:9217",
        &[(json!({ "CHUCNANG": "A", "KYHIEU": "B", "MATDO": 1 }), 0.0, 9.0)],
    )?;
    let text = std::fs::read_to_string(&zones)?;
    let flat = r#"{"type":"Feature","properties":{"CHUCNANG":"A","KYHIEU":"B","MATDO":"1"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[1,1]]]}},"#;
    let broken = desk.file("broken.geojson", &text.replacen("\"features\":[", &format!("\"features\":[{flat}"), 1))?;
    std::os::unix::fs::symlink("/etc/hostname", desk.folder.path().join("link.txt"))?;
    let before = desk.revision().await?;
    let public = format!("{PLAN}{PUBLISHED}");
    for (file, plan, typed, code, word) in [
        (&zones, public.replace("density_field", "densty_field"), &[][..], 1, "density_field"),
        (&zones, public.replace("name = ", "# "), &[][..], 1, "lacks name"),
        (&zones, public.replace("MATDO", "MAT_DO"), &[][..], 1, "CHUCNANG"),
        (&zones, public.replace("MATDO", "MAT_DO"), &[][..], 1, "Did you mean “MATDO”?"),
        (&zones, public.replace("CHUCNANG", "CHUC_NANG"), &[][..], 1, "Did you mean “CHUCNANG”?"),
        (&zones, "published = 2024-03-15\n".to_owned(), &[][..], 1, "lacks name, kind, level, decision, decided, "),
        (&zones, public.replace("2024-03-01", "2024-04-01"), &[][..], 1, "published"),
        (&zones, format!("until = 2024-02-01\n{public}"), &[][..], 1, "until"),
        (&zones, format!("{public}[documents]\n\"QĐ\" = \"../secret.txt\"\n"), &[][..], 1, "must lie in the folder"),
        (&zones, format!("{public}[documents]\n\"QĐ\" = \"/etc/passwd\"\n"), &["--dry-run"][..], 1, "/etc/passwd"),
        (&zones, format!("{public}[documents]\n\"QĐ\" = \"link.txt\"\n"), &["--dry-run"][..], 1, "link.txt"),
        (&zones, format!("boundary = \"/etc/passwd\"\n{public}"), &[][..], 1, "must lie in the folder"),
        (&zones, format!("commune = \"00000\"\n{public}"), &[][..], 1, "00000"),
        (&zones, format!("boundary = \"nowhere.geojson\"\n{public}"), &[][..], 1, "nowhere.geojson"),
        (&zones, format!("boundary = \"zones.geojson\"\n{public}"), &[][..], 1, "boundary of the plan"),
        (&astray, public.clone(), &[][..], 1, "ogr2ogr -t_srs"),
        (&broken, public.clone(), &[][..], 1, "could not be loaded"),
        (&zones, public.clone(), &["--mode", "append"][..], 2, "--mode"),
        (&zones, public.clone(), &["--unpublished"][..], 2, "--unpublished"),
        (&zones, public.clone(), &["--dry-run"][..], 0, "Dry run"),
        (&zones, public.clone(), &["--dry-run"][..], 0, "was published though it lacks"),
    ] {
        let done = desk.import(file, &plan, typed)?;
        assert_eq!(done.status.code(), Some(code), "{word}: {}", said(&done));
        assert!(said(&done).contains(word), "{word}: {}", said(&done));
    }
    assert_eq!(desk.revision().await?, before, "nothing of all that was written");
    let drafted = desk.import(&broken, PLAN, &[])?;
    assert!(
        drafted.status.success() && said(&drafted).contains("1 records"),
        "a draft may lack zones: {}",
        said(&drafted)
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_odd_about_zones_is_found_with_its_record_before_anything_is_written() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let desk = Desk::of(&scene).await?;
    let zone =
        |sign: &str, function: Value, density: &str| json!({ "CHUCNANG": function, "KYHIEU": sign, "MATDO": density });
    let bands = [
        (zone("A-1", json!("Đất ở"), "140"), -50.0, 8.0),
        (zone("A-2", json!("Đất ở"), "40-60"), 6.0, 40.0),
        (zone("", json!("Đất ở"), "khoảng sáu mươi"), 40.0, 50.0),
        (zone("A-4", Value::Null, "60"), 50.0, 60.0),
        (zone("A-5", json!("Đất ở"), "-3"), 60.0, 70.0),
    ];
    let zones = desk.features("zones.geojson", &City::CRS.to_string(), &bands)?;
    desk.file("qd.txt", "Quyết định số 12\n")?;
    let plan = format!("{PLAN}{PUBLISHED}[documents]\n\"Quyết định\" = \"qd.txt\"\n");
    let report = desk.folder.path().join("report.json");
    let asked = ["--dry-run", "--report", report.to_str().context("a path")?];
    let before = desk.revision().await?;
    let done = desk.import(&zones, &plan, &asked)?;
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(desk.revision().await?, before);
    assert!(said(&done).contains("qd.txt (1 kB)"), "files are named: {}", said(&done));
    let told: Value = serde_json::from_slice(&std::fs::read(&report)?)?;
    assert_eq!(told["files"], json!(["qd.txt"]), "{told}");
    let found = told["findings"].as_array().context("findings")?;
    let mut found: Vec<_> = found
        .iter()
        .filter_map(|one| {
            Some((one["record"].as_u64()?, one["code"].as_str()?, one["value"].as_str().unwrap_or_default()))
        })
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (1, "indicator-unreadable", "140"),
            (2, "zones-overlap", "A-1 (#1) × A-2 (#2): 240.00 m²"),
            (3, "indicator-unreadable", "khoảng sáu mươi"),
            (3, "zone-without-sign", ""),
            (4, "zone-without-function", ""),
            (5, "indicator-unreadable", "-3"),
        ],
        "{told}"
    );
    let written = desk.import(&zones, &plan, &[])?;
    assert!(written.status.success(), "{}", said(&written));
    for line in said(&done).lines().filter(|line| line.contains("lacks") || line.contains("qd.txt")) {
        assert!(said(&written).contains(line), "the dry run says what the real one says: {line}");
    }
    Ok(())
}
