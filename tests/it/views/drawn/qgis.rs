//! QGIS takes the style that is served and draws it in the colours that are meant.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::apps::Scene;
use crate::browser::extract::Lot;

/// Looks at one place in each shape. It needs the Python of the system, for which QGIS is packed.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/it/views/drawn/drawn_by_qgis.py");
const PYTHON: &str = "/usr/bin/python3";
/// Degrees around a parcel: some hundred parcels, in tiles of every detail.
const AROUND: f64 = 0.002;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn qgis_draws_the_served_style_in_the_same_colours() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let window =
        [lot.lon - AROUND, lot.lat - AROUND, lot.lon + AROUND, lot.lat + AROUND].map(|degrees| degrees.to_string());
    let pictures = system_tests::root().join("out/screenshots");
    std::fs::create_dir_all(&pictures)?;
    let address = scene.server.address.clone();
    let drawn = tokio::task::spawn_blocking(move || {
        Command::new(PYTHON).arg(SCRIPT).arg(address).args(window).arg(pictures.join("drawn-by-qgis")).output()
    });
    let drawn = drawn.await?.context("the system's Python runs")?;
    let said = String::from_utf8_lossy(&drawn.stdout).into_owned();
    ensure!(drawn.status.success(), "{said}{}", String::from_utf8_lossy(&drawn.stderr));
    let told: Value = serde_json::from_str(said.lines().last().context("something is said")?)?;
    for (subject, most_wrong) in [("parcels", 0.01), ("zones", 0.05)] {
        let count = |name: &str| told[subject][name].as_f64().context("a count");
        let (right, wrong) = (count("right")?, count("wrong")?);
        ensure!(right >= 5.0 && wrong <= most_wrong * right, "{subject}: {told}");
        ensure!(count("colours")? > 1.0, "{subject}: {told}");
    }
    Ok(())
}
