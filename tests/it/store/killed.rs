//! Killed at any moment, a store is as before or complete. The child is this test program itself.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use spatial_core::layer::Revision;
use spatial_core::store::{StageMode, Store, StoreAddress};

use crate::store::contract::{all, load, parcels, staged, two_fields};

const PATH: &str = "DIABAN_TEST_KILLED_STORE";
/// Features the child loads, and the lines it prints on the way.
const FEATURES: usize = 60_000;
const STEPS: usize = 12;

async fn open(path: &Path) -> Result<Store> {
    Ok(Store::open(&StoreAddress::Gpkg(path.to_path_buf()), true).await?)
}

/// Runs as a child only: loads a layer and says where it is.
#[tokio::test]
#[ignore = "runs as the child of the tests below"]
async fn fills_until_killed() -> Result<()> {
    let Some(path) = std::env::var_os(PATH) else { return Ok(()) };
    let store = open(&PathBuf::from(path)).await?;
    let mut stage = store.stage(parcels(two_fields()), StageMode::Replace).await?;
    for step in 0..STEPS {
        stage.append((0..FEATURES / STEPS).map(|number| staged("new", 1, number as f64)).collect()).await?;
        println!("\nstep {step}");
    }
    println!("\nstep publishing");
    stage.publish("child").await?;
    println!("\nstep done");
    Ok(())
}

fn child(path: &Path) -> Result<Child> {
    Command::new(std::env::current_exe()?)
        .args(["--exact", "store::killed::fills_until_killed", "--ignored", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("the child starts")
}

/// Waits until the child has said a step.
fn wait_for(lines: &mut impl Iterator<Item = std::io::Result<String>>, step: &str) -> Result<()> {
    for line in lines {
        if line? == format!("step {step}") {
            return Ok(());
        }
    }
    anyhow::bail!("the child ended before step {step}")
}

/// Tables, and lock files beside the store, that a stage leaves.
fn leftovers(path: &Path) -> Result<Vec<String>> {
    let connection = rusqlite::Connection::open(path)?;
    let mut found: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema WHERE name LIKE '%diaban_stage_%' UNION SELECT owner FROM diaban_stage",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for entry in std::fs::read_dir(path.parent().context("a file lies in a folder")?)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".lock") {
            found.push(name);
        }
    }
    Ok(found)
}

#[tokio::test]
async fn a_killed_import_leaves_the_store_as_before_or_complete() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let store = open(&path).await?;
    load(&store, parcels(two_fields()), StageMode::Create, vec![staged("old", 1, 0.0)]).await?;
    drop(store);
    for step in ["0", "3", "7", "11", "publishing"] {
        let mut child = child(&path)?;
        let mut lines = BufReader::new(child.stdout.take().context("piped")?).lines();
        wait_for(&mut lines, step)?;
        child.kill()?;
        child.wait()?;

        let store = open(&path).await?;
        let features = all(&store, "parcels").await?;
        let revision = store.position().await?.revision;
        let is_before = features.len() == 1 && revision == Revision(1);
        let is_complete = step == "publishing" && features.len() == FEATURES && revision == Revision(2);
        ensure!(is_before || is_complete, "{} features at revision {revision} after step {step}", features.len());
        drop(store);
        assert_eq!(leftovers(&path)?, Vec::<String>::new(), "after step {step}");
        if is_complete {
            break;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_stage_that_another_process_still_fills_is_not_swept() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let store = open(&path).await?;
    load(&store, parcels(two_fields()), StageMode::Create, vec![staged("old", 1, 0.0)]).await?;
    drop(store);
    let mut child = child(&path)?;
    let mut lines = BufReader::new(child.stdout.take().context("piped")?).lines();
    wait_for(&mut lines, "1")?;
    let store = open(&path).await?;
    wait_for(&mut lines, "done")?;
    ensure!(child.wait()?.success(), "the child published");
    assert_eq!(all(&store, "parcels").await?.len(), FEATURES);
    drop(store);
    assert_eq!(leftovers(&path)?, Vec::<String>::new());
    Ok(())
}
