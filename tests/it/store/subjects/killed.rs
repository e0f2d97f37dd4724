//! A plan with all that belongs to it is there whole or not at all, wherever the program that writes it is killed. The child is this
//! test program itself.

use std::convert::Infallible;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use futures_util::stream;
use planning::{
    BOUNDARIES, DOCUMENTS, DocumentDraft, IndicatorTexts, ObjectNotes, PLANS, PlanDraft, ROOM, ZONES, ZoneDraft,
    drafted,
};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{
    Change, DeclaredField, DeclaredTable, FieldRole, FieldType, GeometryType, Handle, Kind, Link, Revision,
    Transaction, Value,
};
use spatial_core::store::private::{AuditEntry, Deed, PendingAudit};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::{Cluster, Database};

use crate::store::city::{gdal, text};
use crate::store::contract::{all, layer, square, transaction};

const ADDRESS: &str = "DIABAN_TEST_PLAN_STORE";
const KILLS: usize = 20;
/// Rows of one transaction in each table.
const ROWS: [usize; TABLES.len()] = [1, 1, 1_000, 3, 1];
const TABLES: [&DeclaredTable; 5] = [&PLANS, &BOUNDARIES, &ZONES, &DOCUMENTS, &HEARINGS];
/// A server that works on after so many looks does not come to its end.
const MOST_LOOKS: usize = 2_000;

/// Hearings on plans: one more table without shape behind the door of the register.
const HEARINGS: DeclaredTable = DeclaredTable {
    room: ROOM,
    table: "hearing",
    layer: "plan_hearings",
    kind: Kind::Feature,
    geometry: GeometryType::None,
    fields: &[
        DeclaredField::open("quy_hoach", FieldType::Integer).role(FieldRole::Parent).refers(PLANS.layer),
        DeclaredField::open("ten", FieldType::Text).role(FieldRole::Name),
    ],
    clearance: "staff",
    rows: None,
    class_field: None,
};

async fn open(address: &str) -> Result<Store> {
    let address = match PostgisAddress::parse(address) {
        Ok(address) => StoreAddress::Postgis(address),
        Err(_) => StoreAddress::Gpkg(PathBuf::from(address)),
    };
    Ok(Store::open(&address, true).await?)
}

/// Runs as a child only: commits one plan, and answers meanwhile whenever it is asked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs as the child of the tests below"]
async fn writes_a_plan_until_killed() -> Result<()> {
    let Ok(address) = std::env::var(ADDRESS) else { return Ok(()) };
    let store = open(&address).await?;
    let (written, line) = plan(&store).await?;
    println!("\nstep begins");
    std::thread::spawn(|| std::io::stdin().lines().for_each(|_| println!("step on")));
    store.commit_audited(written, vec![line]).await?;
    println!("\nstep done");
    Ok(())
}

/// One row of the register, its boundary, its zones, documents whose files are in the store, a hearing; and the line of the audit log.
async fn plan(store: &Store) -> Result<(Transaction, PendingAudit)> {
    let mut documents = Vec::new();
    for number in 0..ROWS[3] {
        let name = format!("Thuyết minh {number}");
        let asset = store.put_asset(stream::iter([Ok::<_, Infallible>(name.clone().into_bytes())])).await?;
        documents.push(DocumentDraft { name, asset: asset.hash.to_string(), ..DocumentDraft::default() });
    }
    let zone = |at: usize| {
        #[expect(clippy::cast_precision_loss, reason = "a thousand zones")]
        let geometry = square(at as f64 * 20.0);
        let indicators = IndicatorTexts::default();
        let (sign, function, object) = (format!("ODT-{at}"), "ODT".to_owned(), ObjectNotes::default());
        ZoneDraft { sign, function, indicators, population: None, object, geometry }
    };
    let (code, name) = ("QH-1".to_owned(), "Quy hoạch phân khu".to_owned());
    let zones = (0..ROWS[2]).map(zone).collect();
    let draft = PlanDraft { code, name, boundary: Some(square(0.0)), zones, documents, ..PlanDraft::default() };
    let (plans, boundaries) = (layer(store, PLANS.layer).await?, layer(store, BOUNDARIES.layer).await?);
    let (zones, files) = (layer(store, ZONES.layer).await?, layer(store, DOCUMENTS.layer).await?);
    let mut changes = drafted(&draft, [&plans, &boundaries, &zones, &files])?;
    let hearings = layer(store, HEARINGS.layer).await?;
    changes.push(Change::Insert {
        values: hearings.schema.row([("ten", Value::text("Lấy ý kiến"))]),
        layer: hearings.name,
        geometry: None,
        handle: None,
        links: vec![Link { field: 0, to: Handle(0) }],
    });
    Ok((Transaction { door: PLANS.door()?, ..transaction(changes) }, line()))
}

fn line() -> PendingAudit {
    let entry = AuditEntry {
        at: SystemTime::now(),
        who: "minh".to_owned(),
        role: None,
        deed: Deed::SubjectWritten,
        subject: None,
        layer: None,
        feature: None,
        revision: None,
        detail: None,
        request_id: String::new(),
        address: String::new(),
    };
    PendingAudit { entry, inserted: None }
}

/// A process that writes a plan, killed when dropped.
struct Writer {
    child: Child,
    questions: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Writer {
    /// One that has begun.
    fn start(address: &str) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", "store::subjects::killed::writes_a_plan_until_killed", "--ignored", "--nocapture"])
            .env(ADDRESS, address)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let questions = child.stdin.take().context("piped")?;
        let lines = BufReader::new(child.stdout.take().context("piped")?).lines();
        let mut writer = Self { child, questions, lines };
        while writer.line()? != "step begins" {}
        Ok(writer)
    }

    fn line(&mut self) -> Result<String> {
        Ok(self.lines.next().context("the child ended before it was done")??)
    }

    /// Asks so many times, each time once the child has answered, and says how many answers came before it was done: what a
    /// commit lasts, counted in something that takes some microseconds.
    fn answers(&mut self, most: usize) -> Result<usize> {
        for count in 0..most {
            // Who can no longer be asked has said that it is done.
            let _ = writeln!(self.questions, "?");
            loop {
                match self.line()?.as_str() {
                    "step on" => break,
                    "step done" => return Ok(count),
                    _ => {}
                }
            }
        }
        Ok(most)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a store holds.
#[derive(Debug, Clone, PartialEq)]
struct Content {
    revision: Revision,
    rows: [usize; TABLES.len()],
    /// Rows of the last commit.
    latest: usize,
    /// Commits the audit log tells of.
    told: Vec<Revision>,
}

async fn content(address: &str) -> Result<Content> {
    let store = open(address).await?;
    let revision = store.position().await?.revision;
    let (mut rows, mut latest) = ([0; TABLES.len()], 0);
    for (table, count) in TABLES.iter().zip(&mut rows) {
        let found = all(&store, table.layer).await?;
        ensure!(layer(&store, table.layer).await?.count == found.len() as u64, "{} is miscounted", table.layer);
        latest += found.iter().filter(|row| row.version == revision).count();
        *count = found.len();
    }
    let mut told: Vec<Revision> = store.private().audit(100).await?.iter().filter_map(|line| line.revision).collect();
    told.sort_unstable();
    Ok(Content { revision, rows, latest, told })
}

/// Kills writers all along a commit, the first after a twentieth of it; `settle` waits until nobody works for the dead one any more.
async fn a_killed_plan_is_whole_or_not_there(address: &str, settle: impl Fn() -> Result<()>) -> Result<()> {
    let store = open(address).await?;
    let crs = Crs::Epsg(9218);
    let tables = TABLES.map(|table| table.layer(crs, Operation("EPSG:6960".to_owned()), table.layer));
    store.declare(&tables.into_iter().collect::<Result<Vec<_>, _>>()?, "diaban", "tables of a test").await?;
    drop(store);
    // The first finds nothing in memory yet, and takes longer.
    let lasts = Writer::start(address)?.answers(usize::MAX)?.min(Writer::start(address)?.answers(usize::MAX)?);
    settle()?;
    let mut before = content(address).await?;
    let whole = (ROWS.map(|count| 2 * count), vec![Revision(before.revision.0 - 1), before.revision]);
    assert_eq!((before.rows, before.told.clone()), whole, "nobody killed the first two");
    let (mut dice, mut killed_at_work) = (0x9E37_79B9_7F4A_7C15_u64, 0);
    for number in 0..KILLS {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let moment = (number * 1000 + usize::try_from(dice % 1000)?) * lasts / (KILLS * 1000);
        let mut writer = Writer::start(address)?;
        killed_at_work += usize::from(writer.answers(moment)? == moment);
        drop(writer);
        settle()?;
        let now = content(address).await?;
        if now != before {
            let mut whole = before.clone();
            whole.revision = Revision(before.revision.0 + 1);
            whole.rows.iter_mut().zip(ROWS).for_each(|(count, more)| *count += more);
            whole.latest = ROWS.iter().sum();
            whole.told.push(whole.revision);
            assert_eq!(now, whole, "killed after {moment} of {lasts}");
        }
        before = now;
    }
    ensure!(killed_at_work > 1, "only {killed_at_work} were at work when they were killed");
    ensure!(before.rows[0] < 2 + KILLS, "no kill came before the commit was there");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_plan_is_whole_or_not_there_in_a_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    a_killed_plan_is_whole_or_not_there(text(&path), || Ok(())).await?;
    are_listed(&gdal("ogrinfo", &["-ro", "-q", text(&path)])?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_plan_is_whole_or_not_there_in_a_database() -> Result<()> {
    let database = Cluster::shared().database();
    a_killed_plan_is_whole_or_not_there(&database.url(), || until_idle(&database)).await?;
    let (name, socket) = (&database.name, Cluster::shared().socket());
    are_listed(&ogrinfo(name, socket)?)
}

/// The server goes on with what it was told last, and only then finds that nobody is there.
fn until_idle(database: &Database<'_>) -> Result<()> {
    let busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' \
                AND state <> 'idle' AND pid <> pg_backend_pid()";
    let is_idle = (0..MOST_LOOKS).any(|_| database.sql(busy).trim() == "0");
    ensure!(is_idle, "somebody still works on it");
    Ok(())
}

/// What GDAL lists of a database's layers, tables without shape included.
fn ogrinfo(name: &str, socket: &Path) -> Result<String> {
    let source = format!("PG:dbname={name} host={} user=postgres schemas=layers", socket.display());
    gdal("ogrinfo", &["-ro", "-q", "-oo", "LIST_ALL_TABLES=YES", &source])
}

fn are_listed(lines: &str) -> Result<()> {
    for table in TABLES {
        ensure!(lines.contains(&format!(": {}", table.layer)), "{} is not listed in {lines}", table.layer);
    }
    Ok(())
}
