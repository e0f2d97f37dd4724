//! What lies in `deploy/`: the unit's hardening as systemd counts it, and the logins that compose makes, in a cluster of its own.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use spatial_core::store::{PostgisAddress, StoreAddress};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::{Server, diaban, diaban_succeeds, token_in};

fn deploy(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../deploy").join(file)
}

#[test]
fn the_unit_is_as_hardened_as_systemd_counts_it() -> Result<()> {
    let test = "the_unit_is_as_hardened_as_systemd_counts_it";
    let mut judge = Command::new("systemd-analyze");
    judge.args(["security", "--offline=true", "--threshold=25", "--no-pager"]).arg(deploy("diaban.service"));
    let judged = match judge.output() {
        Ok(judged) => judged,
        Err(error) => {
            ensure!(std::env::var_os("SHARED_MUST_BE_THERE").is_none(), "{test} needs systemd-analyze: {error}");
            eprintln!("skipped {test}: no systemd-analyze here");
            return Ok(());
        }
    };
    let said = format!("{}{}", String::from_utf8_lossy(&judged.stdout), String::from_utf8_lossy(&judged.stderr));
    ensure!(judged.status.success() && said.contains("Overall exposure level"), "{said}");
    Ok(())
}

/// Runs a file of `deploy/` as a superuser, as compose does.
fn runs(database: &Database<'_>, file: &str, secret: &str) -> Result<()> {
    let mut psql = Command::new("psql");
    psql.arg(database.url())
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"])
        .arg(deploy(file))
        .env(secret, "mật khẩu");
    let ran = psql.output().context("psql is installed")?;
    ensure!(ran.status.success(), "{file}: {}", String::from_utf8_lossy(&ran.stderr));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_logins_of_compose_are_no_superusers_and_migrate_import_and_serve() -> Result<()> {
    let cluster = Cluster::start(&[]);
    // A new database, and one whose books a superuser has made.
    for is_made in [false, true] {
        let database = cluster.database();
        if is_made {
            diaban_succeeds(["migrate", &database.url()]);
        }
        logins_work(&database).await.with_context(|| format!("books are made before: {is_made}"))?;
    }
    Ok(())
}

async fn logins_work(database: &Database<'_>) -> Result<()> {
    // At every start: what is there already stays.
    for _ in 0..2 {
        runs(database, "owner.sql", "OWNER_PASSWORD")?;
        diaban_succeeds(["migrate", &database.url_as("diaban_steward")]);
        runs(database, "login.sql", "SERVER_PASSWORD")?;
    }
    let logins = "SELECT count(*) FROM pg_roles WHERE rolname IN ('diaban_steward', 'diaban_server') AND rolcanlogin \
                  AND NOT rolsuper AND NOT rolcreatedb";
    assert_eq!(database.sql(logins).trim(), "2");

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("wells.geojson");
    let feature = |name: &str| {
        let geometry = json!({ "type": "Point", "coordinates": [107.1, 10.4] });
        json!({ "type": "Feature", "properties": { "ten": name }, "geometry": geometry })
    };
    std::fs::write(&file, json!({ "type": "FeatureCollection", "features": [feature("a")] }).to_string())?;
    let file = file.to_str().context("the path is text")?;
    let (steward, login) = (database.url_as("diaban_steward"), database.url_as("diaban_server"));
    diaban_succeeds(["import", file, "--into", &steward, "--layer", "wells"]);

    let token = token_in(&StoreAddress::Postgis(PostgisAddress::parse(&login)?), "lan", "editor");
    let server = Server::start(OsStr::new(&login));
    let sent = server.ask(reqwest::Method::POST, "/collections/wells/items").bearer_auth(&token);
    let sent = sent.header("content-type", "application/geo+json").body(feature("b").to_string()).send().await?;
    assert_eq!(sent.status(), 201, "{}", sent.text().await?);
    assert_eq!(server.json("/collections/wells/items").await["numberMatched"], 2);
    let refused = diaban(["import", file, "--into", &login, "--layer", "more"]);
    ensure!(!refused.status.success(), "who serves makes no tables");
    assert_eq!(database.sql("SELECT count(*) FROM pg_class WHERE relowner = 'diaban_server'::regrole").trim(), "0");
    Ok(())
}
