//! What goes wrong with a database while servers run: killed, cut off, late commits, a standby that takes over. Afterwards every
//! server shows what the database holds: nothing lost that was acknowledged, nothing half.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use spatial_core::layer::{Change, FeatureId, Revision};
use spatial_core::store::{PostgisAddress, StageMode, Store, StoreAddress};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::Server;
use system_tests::relay::Relay;

use crate::store::contract::{
    all, insert, layer, load, parcels, staged, three_parcels, transaction, two_fields, update,
};

/// Longest wait for what takes a second.
const PATIENCE: Duration = Duration::from_secs(60);

async fn open(url: &str) -> Result<Store> {
    Ok(Store::open(&StoreAddress::Postgis(PostgisAddress::parse(url)?), true).await?)
}

/// Waits until a server shows so many parcels.
async fn shows(server: &Server, parcels: u64) {
    server.until("/collections/parcels/items?f=json&limit=1", |page| page["numberMatched"] == parcels).await;
}

/// The server's parcels, each as `id=key`, page by page; equal to those of the database.
async fn is_equal(server: &Server, database: &Database<'_>) -> Result<()> {
    let wanted = database.sql("SELECT fid || '=' || key FROM layers.parcels ORDER BY fid");
    let (mut found, mut after) = (String::new(), 0);
    loop {
        let page = server.json(&format!("/collections/parcels/items?f=json&limit=5000&after={after}")).await;
        let features = page["features"].as_array().context("a page has features")?.clone();
        for feature in &features {
            found += &format!("{}={}\n", feature["id"], feature["properties"]["key"].as_str().unwrap_or_default());
        }
        let Some(last) = features.last().and_then(|feature| feature["id"].as_u64()) else { break };
        after = last;
    }
    ensure!(found == wanted, "the server and the database differ");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_comes_late_is_seen_although_later_ones_were() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database.url()).await?;
    three_parcels(&store).await?;
    let server = Server::start(database.url());
    let mut late = database.session();
    late.sql("BEGIN; UPDATE layers.parcels SET key = 'late' WHERE fid = 1");
    late.sql("INSERT INTO layers.parcels (key) VALUES ('late too')");
    for number in 0..5 {
        store.commit(transaction(vec![insert("early", number)])).await?;
    }
    shows(&server, 8).await;
    late.sql("COMMIT");
    shows(&server, 9).await;
    is_equal(&server, &database).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_sql_is_seen_numbered_and_kept_in_history() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database.url()).await?;
    let created = three_parcels(&store).await?;
    let server = Server::start(database.url());
    database.sql(
        "INSERT INTO layers.parcels (key, floors, geom) SELECT 'n' || n, n, \
         ST_SetSRID(ST_MakeEnvelope(n * 20, 0, n * 20 + 10, 10), 9218) FROM generate_series(10, 1009) n; \
         UPDATE layers.parcels SET floors = floors + 1 WHERE fid <= 2; DELETE FROM layers.parcels WHERE fid = 3",
    );
    shows(&server, 1002).await;
    is_equal(&server, &database).await?;
    let before = crate::store::contract::at(&store, &[1, 2, 3, 4], created).await?;
    ensure!(before.len() == 3, "{before:?}");
    ensure!(layer(&store, "parcels").await?.count == 1002);
    let who = database.sql("SELECT DISTINCT who FROM diaban.commit WHERE revision > 1");
    ensure!(who.trim() == "postgres", "{who}");
    let moved = database.try_sql("UPDATE layers.parcels SET fid = 5000 WHERE fid = 1");
    ensure!(!moved.status.success(), "an id is kept for life");
    database.sql("TRUNCATE layers.parcels");
    shows(&server, 0).await;
    ensure!(crate::store::contract::at(&store, &[1, 2, 3, 4], created).await? == before);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_cut_off_serves_what_it_has_says_so_and_catches_up() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database.url()).await?;
    three_parcels(&store).await?;
    let mut wire = Relay::to(Cluster::shared().socket());
    let server =
        Server::start(format!("postgres://postgres@localhost/{}?host={}", database.name, wire.socket().display()));
    let near = Server::start(database.url());
    let tile = "/xyz/parcels/0/0/0";
    let before = server.get(tile).send().await?.status();
    wire.cut();
    server.until("/health/ready", |ready| ready["isCurrent"] == false).await;
    let answer = server.get(tile).send().await?;
    ensure!(answer.status() == before, "tiles come from memory: {}", answer.status());
    ensure!(answer.headers().contains_key("diaban-age"), "an answer says how old it may be");
    let item = server.get("/collections/parcels/items/1").send().await?;
    ensure!(item.status() == 503, "{}", item.status());
    ensure!(item.headers()["content-type"].to_str()?.starts_with("application/problem+json"));
    let mut edits = tokio::task::JoinSet::new();
    for number in 0..1000 {
        let store = store.clone();
        edits.spawn(async move { store.commit(transaction(vec![insert("far", number)])).await });
    }
    for done in edits.join_all().await {
        done?;
    }
    shows(&near, 1003).await;
    wire.mend();
    shows(&server, 1003).await;
    server.until("/health/ready", |ready| ready["isCurrent"] == true).await;
    is_equal(&server, &database).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_database_keeps_what_it_acknowledged_and_nothing_half() -> Result<()> {
    let mut cluster = Cluster::start(&[]);
    let (name, url) = {
        let database = cluster.database();
        (database.name.clone(), database.url())
    };
    let store = open(&url).await?;
    three_parcels(&store).await?;
    let server = Server::start(&url);
    let mut edits = tokio::task::JoinSet::new();
    for editor in 0..8 {
        let store = store.clone();
        edits.spawn(async move {
            let mut acknowledged = Vec::new();
            for number in 0..10_000 {
                // Two features each: both or none.
                let pair = vec![insert(&format!("e{editor}n{number}a"), 1), insert(&format!("e{editor}n{number}b"), 2)];
                match store.commit(transaction(pair)).await {
                    Ok(committed) => acknowledged.push((number, committed.inserted)),
                    Err(_) => break,
                }
            }
            (editor, acknowledged)
        });
    }
    server.until("/collections/parcels/items?f=json&limit=1", |page| page["numberMatched"].as_u64() > Some(200)).await;
    cluster.kill();
    let acknowledged = tokio::time::timeout(PATIENCE, edits.join_all()).await?;
    cluster.start_again();
    let database = cluster.database_named(&name);
    let kept: BTreeSet<String> = database.sql("SELECT key FROM layers.parcels").lines().map(str::to_owned).collect();
    for (editor, numbers) in &acknowledged {
        for (number, _) in numbers {
            for half in ["a", "b"] {
                ensure!(
                    kept.contains(&format!("e{editor}n{number}{half}")),
                    "acknowledged and lost: {editor} {number}"
                );
            }
        }
    }
    for key in kept.iter().filter_map(|key| key.strip_suffix('a').filter(|key| key.starts_with('e'))) {
        ensure!(kept.contains(&format!("{key}b")), "half a commit: {key}");
    }
    shows(&server, kept.len() as u64).await;
    is_equal(&server, &database).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_that_takes_over_is_followed_and_written() -> Result<()> {
    let mut primary = Cluster::start(&["wal_level=replica", "max_wal_senders=4"]);
    let (name, url) = {
        let database = primary.database();
        (database.name.clone(), database.url())
    };
    let store = open(&url).await?;
    three_parcels(&store).await?;
    let standby = primary.standby();
    let copy = standby.database_named(&name);
    let server = Server::start_with(&url, &[("DIABAN_STORE_READ_URLS", &copy.url())]);
    let address = PostgisAddress::parse(&url)?.read_from(&[copy.url()])?;
    let both = Store::open(&StoreAddress::Postgis(address), false).await?;
    both.commit(transaction(vec![insert("d", 4)])).await?;
    shows(&server, 4).await;
    // Waits for the standby's answer, so that what comes next is not lost with the primary.
    let has_four = async {
        while copy.sql("SELECT count(*) FROM layers.parcels").trim() != "4" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, has_four).await?;
    primary.kill();
    standby.promote();
    let inserted = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Ok(committed) = both.commit(transaction(vec![insert("e", 5)])).await {
                break committed.inserted;
            }
        }
    });
    ensure!(inserted.await?.len() == 1);
    shows(&server, 5).await;
    is_equal(&server, &copy).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_database_that_lost_commits_is_read_anew() -> Result<()> {
    let cluster = Cluster::start(&[]);
    let database = cluster.database();
    let store = open(&database.url()).await?;
    three_parcels(&store).await?;
    let copy = database.sql("SELECT max(revision) FROM diaban.commit");
    cluster.sql("postgres", &format!("CREATE DATABASE before TEMPLATE {}", closed(&store, &database).await));
    let store = open(&database.url()).await?;
    let server = Server::start(database.url());
    store.commit(transaction(vec![insert("lost", 1), insert("lost", 2)])).await?;
    shows(&server, 5).await;
    drop(store);
    // One after the other: within one transaction the server would be let in again.
    cluster.sql("postgres", &format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", database.name));
    let end =
        format!("SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = '{}'", database.name);
    cluster.sql("postgres", &end);
    cluster.sql("postgres", &format!("ALTER DATABASE {} RENAME TO lost", database.name));
    cluster.sql("postgres", &format!("ALTER DATABASE before RENAME TO {}", database.name));
    shows(&server, 3).await;
    ensure!(database.sql("SELECT max(revision) FROM diaban.commit") == copy);
    database.sql("INSERT INTO layers.parcels (key) VALUES ('new life')");
    shows(&server, 4).await;
    is_equal(&server, &database).await
}

/// Ends all connections, so that the database can be copied; returns its name.
async fn closed(store: &Store, database: &Database<'_>) -> String {
    let _ = store;
    database.sql("SELECT count(pg_terminate_backend(pid, 30000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    database.name.clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_editors_of_one_parcel_are_told_apart() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database.url()).await?;
    let created = three_parcels(&store).await?;
    let mut tries = tokio::task::JoinSet::new();
    for floors in 0..16 {
        let store = store.clone();
        tries.spawn(async move { store.commit(transaction(vec![update(1, Some(created), "a", floors)])).await });
    }
    let done = tries.join_all().await;
    ensure!(done.iter().filter(|done| done.is_ok()).count() == 1, "{done:?}");
    ensure!(all(&store, "parcels").await?[0].version > created);
    let gone =
        Change::Delete { layer: crate::store::contract::name("parcels"), id: FeatureId(1), expected: Some(created) };
    ensure!(store.commit(transaction(vec![gone])).await.is_err());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles_may_what_they_are_for_and_no_more() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database.url()).await?;
    let mut fields = two_fields();
    fields[1].clearance = spatial_core::layer::Clearance::Staff;
    load(&store, parcels(fields), StageMode::Create, vec![staged("a", 1, 0.0)]).await?;
    let name = &database.name;
    database.sql(&format!(
        "CREATE ROLE app_{name} LOGIN IN ROLE diaban_app; CREATE ROLE reader_{name} LOGIN IN ROLE diaban_reader"
    ));
    let as_reader = |sql: &str| database.try_sql(&format!("SET ROLE reader_{name}; {sql}")).status.success();
    ensure!(as_reader("SELECT fid, geom, key FROM layers.parcels"), "a reader sees what anyone may see");
    for forbidden in [
        "SELECT floors FROM layers.parcels",
        "SELECT * FROM diaban_private.users",
        "SELECT * FROM history.parcels",
        "UPDATE layers.parcels SET key = 'x'",
        "SELECT diaban.promote('parcels')",
        "SELECT diaban.tx()",
    ] {
        ensure!(!as_reader(forbidden), "a reader may {forbidden}");
    }
    database.sql(&format!("CREATE ROLE editor_{name} LOGIN IN ROLE diaban_editor"));
    let as_editor = |sql: &str| database.try_sql(&format!("SET ROLE editor_{name}; {sql}")).status.success();
    ensure!(as_editor("INSERT INTO layers.parcels (key) VALUES ('q')"), "an editor edits");
    ensure!(!as_editor("SELECT * FROM diaban_private.users"), "an editor may not see users");
    let app = open(&database.url_as(&format!("app_{name}"))).await?;
    let committed = app.commit(transaction(vec![insert("b", 2)])).await?;
    ensure!(committed.revision > Revision(1));
    let as_app = |sql: &str| database.try_sql(&format!("SET ROLE app_{name}; {sql}")).status.success();
    for forbidden in ["DROP TABLE layers.parcels", "CREATE TABLE layers.x (a int)", "DELETE FROM diaban.commit"] {
        ensure!(!as_app(forbidden), "the application may {forbidden}");
    }
    let refused = load(&app, parcels(two_fields()), StageMode::Replace, vec![]).await;
    ensure!(matches!(refused, Err(spatial_core::store::StoreError::NotAllowed { .. })), "{refused:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ordinary_owner_migrates_and_those_given_the_roles_work() -> Result<()> {
    use spatial_core::store::StoreError;
    use spatial_core::store::postgis::PostgisStore;
    let cluster = Cluster::start(&[]);
    let database = cluster.database();
    let (name, chu) = (&database.name, PostgisAddress::parse(&database.url_as("chu"))?);
    database.sql(&format!("DROP EXTENSION postgis; CREATE ROLE chu LOGIN; ALTER DATABASE {name} OWNER TO chu"));
    let bare = PostgisStore::migrate(&chu).await;
    ensure!(matches!(bare, Err(StoreError::NoPostgis { .. })), "{bare:?}");
    database.sql("CREATE EXTENSION postgis");
    let alone = PostgisStore::migrate(&chu).await?;
    ensure!(alone.steps > 0 && !alone.has_roles, "{alone:?}");
    // The right to make roles comes later; what was missed is made up for.
    database.sql("ALTER ROLE chu CREATEROLE");
    ensure!(PostgisStore::migrate(&chu).await?.has_roles);
    let store = open(&database.url_as("chu")).await?;
    let unknown = load(&store, parcels(two_fields()), StageMode::Create, vec![]).await;
    ensure!(matches!(unknown, Err(StoreError::NotAllowed { .. })), "PostGIS does not know EPSG:9218: {unknown:?}");
    database.sql("GRANT INSERT ON spatial_ref_sys TO chu");
    load(&store, parcels(two_fields()), StageMode::Create, vec![staged("a", 1, 0.0)]).await?;
    database.sql("CREATE ROLE app LOGIN IN ROLE diaban_app");
    let app = open(&database.url_as("app")).await?;
    ensure!(app.commit(transaction(vec![insert("b", 2)])).await?.inserted.len() == 1);
    ensure!(app.private().users().await?.is_empty());

    let nobody = Store::migrate(&StoreAddress::Postgis(PostgisAddress::parse(&database.url_as("nobody_there"))?)).await;
    ensure!(matches!(nobody, Err(StoreError::SignInRefused { .. })), "{nobody:?}");
    let nowhere = PostgisAddress::parse(&cluster.database_named("nowhere").url())?;
    let nowhere = PostgisStore::migrate(&nowhere).await;
    ensure!(matches!(nowhere, Err(StoreError::NoDatabase { .. })), "{nowhere:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_given_the_owners_role_migrates_and_imports() -> Result<()> {
    let cluster = Cluster::start(&[]);
    let database = cluster.database();
    open(&database.url()).await?;
    database.sql("CREATE ROLE steward LOGIN IN ROLE diaban_owner");
    let steward = open(&database.url_as("steward")).await?;
    load(&steward, parcels(two_fields()), StageMode::Create, vec![staged("a", 1, 0.0)]).await?;
    load(&steward, parcels(two_fields()), StageMode::Replace, vec![staged("b", 1, 0.0)]).await?;
    ensure!(all(&steward, "parcels").await?.len() == 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_earlier_layout_is_brought_to_the_newest() -> Result<()> {
    use spatial_core::store::postgis::PostgisStore;
    let mut layout = 1;
    loop {
        let database = Cluster::shared().database();
        let address = PostgisAddress::parse(&database.url())?;
        PostgisStore::migrate_until(&address, layout).await?;
        let steps = PostgisStore::migrate(&address).await?.steps;
        ensure!(PostgisStore::migrate(&address).await?.steps == 0, "nothing is left to do");
        let store = open(&database.url()).await?;
        three_parcels(&store).await?;
        store.commit(transaction(vec![insert("d", 4)])).await?;
        ensure!(store.private().users().await?.is_empty());
        ensure!(all(&store, "parcels").await?.len() == 4);
        if steps == 0 {
            ensure!(layout > 1, "there are earlier layouts");
            return Ok(());
        }
        layout += 1;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_of_fields_do_not_break_out_of_the_functions_that_track_them() -> Result<()> {
    let database = Cluster::shared().database();
    let store = open(&database.url()).await?;
    let names = ["$track$ AS $$; DROP SCHEMA diaban CASCADE; --", "$$", "a'; --", "\\'"];
    let fields = names.map(|name| crate::store::contract::field(name, spatial_core::layer::FieldType::Text)).to_vec();
    let values = || names.map(spatial_core::layer::Value::text).to_vec();
    let row = spatial_core::store::Staged::new(Some(crate::store::contract::square(0.0)), values());
    let created = load(&store, parcels(fields), StageMode::Create, vec![row]).await?.revision;
    let changed = Change::Update {
        layer: crate::store::contract::name("parcels"),
        id: FeatureId(1),
        expected: Some(created),
        geometry: None,
        values: values(),
        links: Vec::new(),
    };
    store.commit(transaction(vec![changed])).await?;
    ensure!(crate::store::contract::at(&store, &[1], created).await?[0].values == values());
    Ok(())
}
