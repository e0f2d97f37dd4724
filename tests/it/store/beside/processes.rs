//! Series and files while others are at them: other processes, processes killed at work, backups put back. The child is this test
//! program itself.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, ensure};
use futures_util::{StreamExt, stream};
use spatial_core::store::assets::{AssetHash, AssetProblem};
use spatial_core::store::series::SeriesProblem;
use spatial_core::store::{PostgisAddress, Store, StoreAddress, StoreError};
use system_tests::cluster::Cluster;
use tempfile::TempDir;

use super::assets::{noise, put, read};
use super::series::{declared, series, value};

const ADDRESS: &str = "DIABAN_TEST_BESIDE_STORE";
/// Streams in a batch of the child.
const STREAMS: u64 = 500;

async fn open(address: &str) -> Result<Store> {
    let address = match PostgisAddress::parse(address) {
        Ok(address) => StoreAddress::Postgis(address),
        Err(_) => StoreAddress::Gpkg(PathBuf::from(address)),
    };
    Ok(Store::open(&address, true).await?)
}

/// A GeoPackage in a folder of its own.
async fn city() -> Result<(TempDir, PathBuf, Store)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let store = open(text(&path)).await?;
    Ok((folder, path, store))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Runs as a child only: appends batch after batch and says so after each.
#[tokio::test]
#[ignore = "runs as the child of the tests below"]
async fn appends_until_killed() -> Result<()> {
    let Ok(address) = std::env::var(ADDRESS) else { return Ok(()) };
    let store = open(&address).await?;
    let lamps = declared(&store, "lamps").await?;
    for number in 0.. {
        store.append(&lamps, (0..STREAMS).map(|stream| value(stream, number, 1.0)).collect()).await?;
        println!("\nstep {number}");
    }
    Ok(())
}

/// Runs as a child only: puts all pieces of a file but the end.
#[tokio::test]
#[ignore = "runs as the child of the tests below"]
async fn puts_until_killed() -> Result<()> {
    let Ok(address) = std::env::var(ADDRESS) else { return Ok(()) };
    let store = open(&address).await?;
    let bytes = noise(3 << 20);
    let chunks = bytes.chunks(1 << 20).enumerate().map(|(number, chunk)| {
        // Asked for the next one, the store has taken the one before.
        println!("\nstep {number}");
        Ok::<_, Infallible>(chunk)
    });
    let endless =
        stream::iter(chunks).chain(stream::once(async { println!("\nstep end") }).flat_map(|()| stream::pending()));
    store.put_asset(endless).await?;
    Ok(())
}

/// A process that does one of the above, killed when dropped.
struct Other {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Other {
    fn start(test: &str, address: &str) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", &format!("store::beside::processes::{test}"), "--ignored", "--nocapture"])
            .env(ADDRESS, address)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().context("piped")?).lines();
        Ok(Self { child, lines })
    }

    /// Waits until it has said a step.
    fn wait_for(&mut self, step: &str) -> Result<()> {
        for line in &mut self.lines {
            if line? == format!("step {step}") {
                return Ok(());
            }
        }
        anyhow::bail!("the child ended before step {step}")
    }

    fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was acknowledged is there, and no batch in part.
async fn a_killed_process_leaves_whole_batches(address: &str) -> Result<()> {
    let mut other = Other::start("appends_until_killed", address)?;
    other.wait_for("5")?;
    other.kill()?;
    let store = open(address).await?;
    let latest = store.latest(&series("lamps"), &(0..STREAMS).collect::<Vec<_>>()).await?;
    ensure!(latest.len() == 500, "{} streams", latest.len());
    ensure!(latest.iter().all(|one| one.at == latest[0].at), "a batch is there in part");
    ensure!(latest[0].at >= value(0, 5, 1.0).at, "what was acknowledged is gone");
    store.append(&series("lamps"), vec![value(1, -1, 0.5)]).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_leaves_whole_batches_in_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    a_killed_process_leaves_whole_batches(text(&folder.path().join("city.gpkg"))).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_leaves_whole_batches_in_a_database() -> Result<()> {
    a_killed_process_leaves_whole_batches(&Cluster::shared().database().url()).await
}

/// Who listens hears of another process; both append at the same time.
async fn another_process_is_heard(address: &str) -> Result<()> {
    let store = open(address).await?;
    let (lamps, meters) = (declared(&store, "lamps").await?, declared(&store, "meters").await?);
    let mut news = store.series_news();
    assert_eq!(news.next().await?, BTreeSet::from([lamps.clone(), meters.clone()]));
    let mut other = Other::start("appends_until_killed", address)?;
    assert_eq!(news.next().await?, BTreeSet::from([lamps.clone()]));
    for number in 0..30 {
        store.append(&meters, (0..STREAMS).map(|stream| value(stream, number, 2.0)).collect()).await?;
    }
    other.wait_for("3")?;
    other.kill()?;
    assert_eq!(store.latest(&meters, &[7]).await?, [value(7, 29, 2.0)]);
    ensure!(store.latest(&lamps, &[7]).await?[0].at >= value(7, 3, 1.0).at);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process_is_heard_at_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    another_process_is_heard(text(&folder.path().join("city.gpkg"))).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process_is_heard_at_a_database() -> Result<()> {
    another_process_is_heard(&Cluster::shared().database().url()).await
}

/// Until its end a file is not there, and afterwards nothing is left to be read.
async fn a_killed_upload_is_not_there(address: &str) -> Result<()> {
    let whole = {
        let (_folder, _, store) = city().await?;
        put(&store, &noise(3 << 20)).await?.hash
    };
    for step in ["0", "2", "end"] {
        let mut other = Other::start("puts_until_killed", address)?;
        other.wait_for(step)?;
        other.kill()?;
        let store = open(address).await?;
        ensure!(!store.has_asset(whole).await?, "after step {step}");
        ensure!(store.asset(whole).await?.is_none(), "after step {step}");
    }
    let store = open(address).await?;
    assert_eq!(put(&store, &noise(3 << 20)).await?.hash, whole);
    assert!(read(&store, whole).await?.is_some());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_upload_is_not_there_in_a_folder() -> Result<()> {
    let folder = tempfile::tempdir()?;
    a_killed_upload_is_not_there(text(&folder.path().join("city.gpkg"))).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_upload_is_not_there_in_a_database() -> Result<()> {
    a_killed_upload_is_not_there(&Cluster::shared().database().url()).await
}

/// Its file names, and those of the folders in it.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[tokio::test]
async fn appends_leave_the_geopackage_and_its_log_alone() -> Result<()> {
    let (folder, path, store) = city().await?;
    assert_eq!(store.series().await?, []);
    store.forget_observations(SystemTime::now()).await?;
    assert!(!names(folder.path())?.iter().any(|name| name.contains("series")), "a question makes no file");
    let lamps = declared(&store, "lamps").await?;
    let log = folder.path().join("city.gpkg-wal");
    let state =
        || Ok::<_, std::io::Error>((std::fs::read(&path)?, std::fs::metadata(&log).map(|log| log.len()).unwrap_or(0)));
    let before = state()?;
    for number in 0..10 {
        store.append(&lamps, (0..STREAMS).map(|stream| value(stream, number, 1.0)).collect()).await?;
    }
    assert!(state()? == before);
    drop(store);
    let seen = Command::new("ogrinfo").arg(folder.path().join("city.series.gpkg")).output()?;
    ensure!(seen.status.success(), "{}", String::from_utf8_lossy(&seen.stderr));
    let left = names(folder.path())?;
    ensure!(left == ["city.gpkg", "city.series.gpkg"], "{left:?}");
    Ok(())
}

#[tokio::test]
async fn what_lies_beside_a_geopackage_may_be_read_by_the_same_people() -> Result<()> {
    let (folder, path, store) = city().await?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640))?;
    let lamps = declared(&store, "lamps").await?;
    store.append(&lamps, vec![value(1, 0, 1.0)]).await?;
    let hash = put(&store, b"a decision").await?.hash.to_string();
    let mode = |name: &str| Ok::<_, std::io::Error>(folder.path().join(name).metadata()?.permissions().mode() & 0o777);
    assert_eq!((mode("city.series.gpkg")?, mode("city.series.gpkg-wal")?), (0o640, 0o640));
    assert_eq!((mode("city.assets")?, mode(&format!("city.assets/{}", &hash[..2]))?), (0o750, 0o750));
    assert_eq!(mode(&format!("city.assets/{}/{hash}", &hash[..2]))?, 0o640);
    Ok(())
}

#[tokio::test]
async fn a_file_of_series_put_back_is_noticed() -> Result<()> {
    let (folder, _, store) = city().await?;
    let lamps = declared(&store, "lamps").await?;
    store.append(&lamps, vec![value(1, 0, 1.0)]).await?;
    let (file, backup) = (folder.path().join("city.series.gpkg"), folder.path().join("backup"));
    rusqlite::Connection::open(&file)?.execute("VACUUM INTO ?1", [text(&backup)])?;
    store.append(&lamps, vec![value(1, 1, 2.0)]).await?;
    let mut news = store.series_news();
    news.next().await?;

    std::fs::rename(&backup, &file)?;
    assert_eq!(news.next().await?, BTreeSet::from([lamps.clone()]), "it counts fewer appends");
    assert_eq!(store.latest(&lamps, &[1]).await?, [value(1, 0, 1.0)]);
    store.append(&lamps, vec![value(1, 2, 3.0)]).await?;
    assert_eq!(store.latest(&lamps, &[1]).await?, [value(1, 2, 3.0)]);

    std::fs::remove_file(&file)?;
    let refused = store.append(&lamps, vec![value(1, 3, 4.0)]).await;
    assert!(matches!(refused, Err(StoreError::Series(SeriesProblem::NotFound { .. }))), "{refused:?}");
    declared(&store, "lamps").await?;
    assert_eq!(store.latest(&lamps, &[1]).await?, []);
    store.append(&lamps, vec![value(1, 4, 5.0)]).await?;
    drop(store);
    let file = rusqlite::Connection::open(&file)?;
    assert_eq!(file.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?, "ok");
    Ok(())
}

#[tokio::test]
async fn another_file_in_the_place_of_the_series_is_refused() -> Result<()> {
    let (folder, path, store) = city().await?;
    let file = folder.path().join("city.series.gpkg");
    rusqlite::Connection::open(&file)?.execute_batch("CREATE TABLE diary (page TEXT)")?;
    let refused = declared(&store, "lamps").await.err().context("it is somebody's diary")?;
    assert!(matches!(refused.downcast_ref(), Some(StoreError::NotAStore { .. })), "{refused:?}");
    std::fs::remove_file(&file)?;
    declared(&store, "lamps").await?;
    drop(store);
    rusqlite::Connection::open(&file)?.execute_batch("UPDATE diaban_series_file SET layout = 99")?;
    let refused = open(text(&path)).await?.series().await;
    assert!(matches!(refused, Err(StoreError::TooNew { .. })), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_spoilt_is_not_given_out_whole() -> Result<()> {
    let (folder, _, store) = city().await?;
    let bytes = noise((2 << 20) + 5);
    let hash = put(&store, &bytes).await?.hash;
    let file = folder.path().join(format!("city.assets/{}/{hash}", &hash.to_string()[..2]));
    let mut spoilt = bytes.clone();
    spoilt[7] ^= 1;
    for content in [&spoilt[..], &bytes[..1 << 20], &[&bytes[..], b"more"].concat()[..], &bytes[..0]] {
        std::fs::write(&file, content)?;
        let refused = read(&store, hash).await;
        let is_damaged =
            matches!(&refused, Err(StoreError::Asset(AssetProblem::Damaged { hash: found })) if *found == hash);
        assert!(is_damaged, "{} bytes", content.len());
    }
    put(&store, &bytes).await?;
    assert!(read(&store, hash).await?.is_some_and(|found| found == bytes), "what is put again is whole again");
    Ok(())
}

#[tokio::test]
async fn an_upload_that_broke_off_leaves_no_file() -> Result<()> {
    let (folder, _, store) = city().await?;
    let bytes = noise(2 << 20);
    let left = store.put_asset(stream::iter(bytes.chunks(1 << 19).map(Ok::<_, Infallible>)).chain(stream::pending()));
    let mut left = Box::pin(left);
    let new = folder.path().join("city.assets/new");
    // Some chunks come, then nobody waits any more.
    while !new.exists() || names(&new)?.is_empty() {
        let waited = tokio::select! { biased; done = &mut left => Some(done), () = tokio::task::yield_now() => None };
        assert!(waited.is_none(), "it never ends");
    }
    drop(left);
    assert!(!store.has_asset(AssetHash::parse(&"0".repeat(64))?).await?);
    assert_eq!(names(&new)?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn a_file_put_again_is_kept_for_another_day() -> Result<()> {
    let (folder, _, store) = city().await?;
    let now = SystemTime::now();
    let (again, once) = (put(&store, b"put again").await?.hash, put(&store, b"put once").await?.hash);
    let place = |hash: AssetHash| folder.path().join(format!("city.assets/{}/{hash}", &hash.to_string()[..2]));
    let left = folder.path().join("city.assets/new/left");
    std::fs::write(&left, b"half a file")?;
    std::fs::write(folder.path().join("city.assets/note.txt"), b"an administrator's")?;
    for path in [place(again), place(once), left.clone()] {
        File::options().write(true).open(path)?.set_modified(now - Duration::from_secs(2 * 86_400))?;
    }
    put(&store, b"put again").await?;
    assert_eq!(store.sweep_assets(now).await?, 1);
    assert!(place(again).exists() && !place(once).exists() && !left.exists());
    assert!(folder.path().join("city.assets/note.txt").exists(), "what is not ours stays");
    Ok(())
}
