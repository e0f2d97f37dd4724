//! Meters in the field: a round as a list, readings judged by the last ones, and sent again as often as the line breaks, on both stores.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use network::{
    CONNECTIONS, ClientId, How, Moment, NODES, NotedReading, Outcome, READING_BOOKS, READINGS, Readings, SentReading,
    StandingReadings, counted, followed, noted_reading, settled,
};
use serde_json::{Value, json};
use spatial_core::layer::{Change, DeclaredTable, FeatureId, Layer, Revision, Transaction, Value as FieldValue};
use spatial_core::models::Model;
use spatial_core::snapshot::World;
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreAddress};

use crate::apps::Scene;
use crate::store::contract::{on_every_store, transaction};

/// A network of connections alone: another than the sample city's own.
const NETWORK: &str = "mang-doc-so";
const ROUND: &str = "Tuyến 1/A";
const ROUNDS: &str = "/v1/networks/mang-doc-so/rounds";
const SENT: &str = "/v1/networks/mang-doc-so/readings";
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_walked_and_each_reading_stands_once_in_a_file() -> Result<()> {
    a_round_is_walked_and_each_reading_stands_once(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_walked_and_each_reading_stands_once_in_a_database() -> Result<()> {
    a_round_is_walked_and_each_reading_stands_once(&Scene::in_a_database().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_phones_that_send_the_same_at_once_one_is_taken_in_a_file() -> Result<()> {
    of_phones_that_send_the_same_at_once_one_is_taken(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_phones_that_send_the_same_at_once_one_is_taken_in_a_database() -> Result<()> {
    of_phones_that_send_the_same_at_once_one_is_taken(&Scene::in_a_database().await).await
}

async fn a_round_is_walked_and_each_reading_stands_once(scene: &Scene) -> Result<()> {
    connected(&Store::open(scene.address(), false).await?).await?;
    let reader = scene.editor("doc", &["network.read_meters"]);
    is_for_who_may_read_meters(scene, &reader).await?;
    is_listed_in_its_order(scene, &reader).await?;
    is_arranged(scene, &reader).await?;
    is_judged_and_confirmed(scene, &reader).await?;
    comes_late_and_stands_in_its_place(scene, &reader).await?;
    has_a_photograph(scene, &reader).await?;
    is_refused_by_itself(scene, &reader).await?;
    is_written_down(scene.address()).await
}

/// Six connections, the first five in rounds; the third has a place on the map and no code.
async fn connected(store: &Store) -> Result<()> {
    let world = World::read(store).await?;
    let connections = layer(&world, &CONNECTIONS)?;
    let nodes = layer(&world, &NODES)?;
    let node = world.whole_layer(&nodes.name).and_then(|nodes| nodes.iter().next()).map(|row| FeatureId(row.id()));
    let node = world.whole_item(store, &nodes.name, node.context("a node")?).await?.context("its row")?;
    let rows = [
        ("DN-2", Some(ROUND), Some(2), None),
        ("DN-1", Some(ROUND), Some(1), None),
        ("", Some(ROUND), None, node.geometry),
        ("DN-4", Some("Tuyến 2"), Some(1), None),
        ("DN-5", Some("Tuyến 2"), Some(2), None),
        ("DN-6", None, None, None),
    ];
    let text = |text: Option<&str>| text.map_or(FieldValue::Null, FieldValue::text);
    let insert = |(code, round, order, geometry): (&str, Option<&str>, Option<i64>, _)| {
        let values = connections.schema.row([
            (network::NETWORK_FIELD, FieldValue::text(NETWORK)),
            (network::CODE_FIELD, FieldValue::text(code)),
            (network::ADDRESS_FIELD, FieldValue::text("12 Trần Phú")),
            (network::ROUND_FIELD, text(round)),
            (network::ORDER_FIELD, order.map_or(FieldValue::Null, FieldValue::Integer)),
        ]);
        Change::insert(connections.name.clone(), geometry, values)
    };
    committed(store, rows.into_iter().map(insert).collect(), None).await
}

fn layer(world: &World, table: &DeclaredTable) -> Result<Layer> {
    Ok(world.whole_declared(table).with_context(|| format!("{} is there", table.layer))?.layer().clone())
}

async fn committed(store: &Store, changes: Vec<Change>, since: Option<Revision>) -> Result<()> {
    let door = CONNECTIONS.door()?;
    store.commit(Transaction { door, expected_revision: since, ..transaction(changes) }).await?;
    Ok(())
}

async fn is_for_who_may_read_meters(scene: &Scene, reader: &str) -> Result<()> {
    let other = scene.editor("binh", &["network.operate"]);
    let paths = [ROUNDS.to_owned(), walk(), format!("/v1/networks/{NETWORK}/meters/DN-1/readings")];
    until_served(scene, reader).await?;
    for path in &paths {
        let statuses = [scene.asked("", path).await.0, scene.asked(&other, path).await.0];
        assert_eq!(statuses, [401, 403], "{path}");
        assert_eq!(scene.asked(reader, path).await.0, 200, "{path}");
    }
    let nothing = json!({ "readings": [] });
    assert_eq!(scene.sent(&other, SENT, &nothing).await.0, 403);
    assert_eq!(scene.sent(reader, SENT, &nothing).await.0, 200);
    assert_eq!(scene.sent(reader, "/v1/networks/nowhere/readings", &nothing).await.0, 404);
    assert_eq!(scene.asked(reader, "/v1/networks/nowhere/rounds").await.0, 404);
    assert_eq!(scene.asked(reader, &format!("{ROUNDS}/none/meters")).await.0, 404);
    for table in [&READINGS, &READING_BOOKS, &CONNECTIONS] {
        assert_eq!(scene.asked("", &format!("/collections/{}", table.layer)).await.0, 404);
    }
    Ok(())
}

/// What another program wrote is served soon.
async fn until_served(scene: &Scene, reader: &str) -> Result<()> {
    let served = async { while scene.asked(reader, ROUNDS).await.0 != 200 {} };
    tokio::time::timeout(std::time::Duration::from_secs(60), served).await.context("the connections are served")
}

fn walk() -> String {
    format!("{ROUNDS}/Tuy%E1%BA%BFn%201%2FA/meters")
}

async fn is_listed_in_its_order(scene: &Scene, reader: &str) -> Result<()> {
    let (_, list) = scene.asked(reader, ROUNDS).await;
    let rounds = json!([{ "name": ROUND, "meters": 3, "read": 0 }, { "name": "Tuyến 2", "meters": 2, "read": 0 }]);
    assert_eq!((&list["rounds"], &list["withoutRound"]), (&rounds, &json!(1)), "{list}");
    let (_, page) = scene.asked(reader, &format!("{ROUNDS}?limit=1")).await;
    let next = next(scene, &page).context("another page")?;
    assert_eq!(scene.asked(reader, &next).await.1["rounds"][0]["name"], "Tuyến 2");
    let (_, walked) = scene.asked(reader, &walk()).await;
    let codes: Vec<&str> =
        walked["meters"].as_array().into_iter().flatten().filter_map(|m| m["meter"].as_str()).collect();
    ensure!(codes.len() == 3 && codes[..2] == ["DN-1", "DN-2"] && codes[2].starts_with('#'), "{walked}");
    let (first, third) = (&walked["meters"][0], &walked["meters"][2]);
    assert_eq!((&first["at"], &first["last"], &first["usual"]), (&Value::Null, &json!([]), &Value::Null));
    assert_eq!((&first["address"], &walked["thresholds"]["high_factor"]), (&json!("12 Trần Phú"), &json!(3.0)));
    ensure!(third["at"][0].as_f64().is_some_and(|lon| (102.0..110.0).contains(&lon)), "{third}");
    Ok(())
}

/// The meter without a code leaves the round, another one comes in from its own, and all goes back.
async fn is_arranged(scene: &Scene, reader: &str) -> Result<()> {
    let path = format!("{ROUNDS}/Tuy%E1%BA%BFn%201%2FA");
    let put = |meters: Value| {
        let request = scene.server.ask(reqwest::Method::PUT, &path).bearer_auth(reader);
        async move { anyhow::Ok(request.json(&json!({ "meters": meters })).send().await?.status().as_u16()) }
    };
    let of = async || -> Vec<String> {
        let (_, walked) = scene.asked(reader, &walk()).await;
        let meters = walked["meters"].as_array().into_iter().flatten();
        meters.filter_map(|meter| meter["meter"].as_str().map(str::to_owned)).collect()
    };
    let before = of().await;
    assert_eq!(put(json!(["DN-4", "DN-2", "DN-1"])).await?, 200);
    assert_eq!(of().await, ["DN-4", "DN-2", "DN-1"]);
    let (_, list) = scene.asked(reader, ROUNDS).await;
    assert_eq!((&list["rounds"][1]["meters"], &list["withoutRound"]), (&json!(1), &json!(2)), "{list}");
    assert_eq!(put(json!(["DN-4", "DN-4"])).await?, 422);
    assert_eq!(put(json!(["DN-99"])).await?, 422);
    assert_eq!(put(json!(before)).await?, 200);
    assert_eq!(of().await, before);
    Ok(())
}

/// The path of the page behind one.
fn next(scene: &Scene, page: &Value) -> Option<String> {
    let link = page["links"].as_array()?.iter().find(|link| link["rel"] == "next")?;
    Some(link["href"].as_str()?.strip_prefix(&scene.server.address)?.to_owned())
}

/// So many days before now.
fn ago(days: i64) -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = i64::try_from(since.as_millis()).unwrap_or_default();
    Moment::parse("1970-01-01T00:00:00Z").expect("the first moment").plus(now - days * DAY)
}

fn uuid(number: u64) -> String {
    format!("0190163d-8694-739b-aea5-{number:012x}")
}

fn reading(number: u64, meter: &str, days: i64, value: f64) -> Value {
    json!({ "client_id": uuid(number), "meter": meter, "read_at": ago(days).to_string(), "value": value })
}

/// The same with more members.
fn with(mut reading: Value, members: &[(&str, Value)]) -> Value {
    for (name, value) in members {
        reading[name] = value.clone();
    }
    reading
}

async fn outcomes(scene: &Scene, reader: &str, readings: &[Value]) -> Result<Vec<Value>> {
    let (status, answer) = scene.sent(reader, SENT, &json!({ "readings": readings })).await;
    ensure!(status == 200, "{status} {answer}");
    Ok(answer["outcomes"].as_array().context("outcomes")?.clone())
}

fn words(outcomes: &[Value]) -> Vec<&str> {
    outcomes.iter().filter_map(|outcome| outcome["outcome"].as_str()).collect()
}

async fn is_judged_and_confirmed(scene: &Scene, reader: &str) -> Result<()> {
    let months: Vec<Value> =
        (0..3).map(|at| reading(at + 1, "DN-1", 120 - 30 * at.cast_signed(), 100.0 + 15.0 * month(at))).collect();
    let taken = outcomes(scene, reader, &months).await?;
    assert_eq!(words(&taken), ["accepted"; 3], "{taken:?}");
    assert_eq!((&taken[0]["verdict"], &taken[0]["usual"]), (&json!("ok"), &Value::Null), "there is no history yet");
    assert_eq!((&taken[2]["consumption_m3"], &taken[2]["usual"]["intervals"]), (&json!(15.0), &json!(1)), "{taken:?}");
    let again = outcomes(scene, reader, &months).await?;
    assert_eq!(words(&again), ["known"; 3], "{again:?}");
    for (first, second) in taken.iter().zip(&again) {
        for member in ["reading", "value", "read_at", "verdict", "consumption_m3", "previous", "client_id"] {
            assert_eq!(first[member], second[member], "{member}");
        }
    }
    let high = reading(4, "DN-1", 0, 1400.0);
    let asked = outcomes(scene, reader, std::slice::from_ref(&high)).await?;
    assert_eq!(
        (&asked[0]["outcome"], &asked[0]["verdict"]),
        (&json!("needs_confirmation"), &json!("high")),
        "{asked:?}"
    );
    let confirmed = with(high, &[("confirmed", json!(true)), ("remark", json!("Vỡ ống sau đồng hồ"))]);
    let both = outcomes(scene, reader, &[confirmed.clone(), confirmed]).await?;
    assert_eq!(words(&both), ["accepted", "known"], "{both:?}");
    assert_eq!(both[0]["reading"], both[1]["reading"]);
    let (_, list) = scene.asked(reader, ROUNDS).await;
    assert_eq!(list["rounds"][0]["read"], 1, "{list}");
    let (_, earlier) = scene.asked(reader, &format!("{ROUNDS}?since=2999-01-01")).await;
    assert_eq!(earlier["rounds"][0]["read"], 0);
    assert_eq!(scene.asked(reader, &format!("{ROUNDS}?since=yesterday")).await.0, 400);
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a few months")]
fn month(at: u64) -> f64 {
    at as f64
}

async fn comes_late_and_stands_in_its_place(scene: &Scene, reader: &str) -> Result<()> {
    let late = outcomes(scene, reader, &[reading(5, "DN-1", 30, 145.0)]).await?;
    assert_eq!((&late[0]["outcome"], &late[0]["consumption_m3"]), (&json!("accepted"), &json!(15.0)), "{late:?}");
    let (_, list) = scene.asked(reader, &format!("/v1/networks/{NETWORK}/meters/DN-1/readings")).await;
    let values: Vec<Option<f64>> =
        list["readings"].as_array().into_iter().flatten().map(|reading| reading["value"].as_f64()).collect();
    assert_eq!(values, [1400.0, 145.0, 130.0, 115.0, 100.0].map(Some), "{list}");
    let used = outcomes(scene, reader, &[reading(5, "DN-1", 30, 146.0), reading(5, "DN-2", 30, 145.0)]).await?;
    for outcome in used {
        assert_eq!((&outcome["outcome"], &outcome["code"]), (&json!("refused"), &json!("problem-reading-id-used")));
    }
    let latest = &list["readings"][0];
    assert_eq!((&latest["consumption_m3"], &latest["previous"]["value"]), (&json!(1255.0), &json!(145.0)));
    assert_eq!((&latest["who"], &latest["remark"]), (&json!("doc"), &json!("Vỡ ống sau đồng hồ")));
    let (_, page) = scene.asked(reader, &format!("/v1/networks/{NETWORK}/meters/DN-1/readings?limit=2&offset=4")).await;
    assert_eq!(page["readings"].as_array().map(Vec::len), Some(1));
    Ok(())
}

async fn has_a_photograph(scene: &Scene, reader: &str) -> Result<()> {
    let put = scene.server.ask(reqwest::Method::POST, "/v1/assets").bearer_auth(reader).body("ảnh").send().await?;
    let put: Value = put.json().await?;
    let hash = put["hash"].as_str().context("a hash")?.to_owned();
    let back = with(reading(6, "DN-1", 0, 90.0), &[("photo", json!(hash))]);
    let none = with(reading(7, "DN-2", 0, 7.0), &[("photo", json!("0".repeat(64)))]);
    let found = outcomes(scene, reader, &[back, none]).await?;
    assert_eq!(words(&found), ["accepted", "refused"], "{found:?}");
    assert_eq!((&found[0]["verdict"], &found[1]["code"]), (&json!("backwards"), &json!("problem-reading-photo")));
    let path = format!("/v1/assets/{hash}");
    assert_eq!(
        (scene.asked("", &path).await.0, scene.server.get(&path).bearer_auth(reader).send().await?.status().as_u16()),
        (404, 200)
    );
    Ok(())
}

async fn is_refused_by_itself(scene: &Scene, reader: &str) -> Result<()> {
    let good = reading(20, "DN-2", 1, 55.0);
    let wrong = [
        (reading(21, "DN-99", 0, 1.0), "problem-meter-not-found"),
        (reading(22, "DN-2", -2, 56.0), "problem-reading-future"),
        (reading(23, "DN-2", 900, 5.0), "problem-reading-old"),
        (reading(24, "DN-2", 0, -1.0), "problem-reading-value"),
        (with(reading(25, "DN-2", 0, 1.0), &[("value", json!("năm"))]), "problem-reading-form"),
        (with(reading(26, "DN-2", 0, 1.0), &[("read_at", json!("2026-11-21"))]), "problem-reading-moment"),
        (with(reading(27, "DN-2", 0, 1.0), &[("client_id", json!("27"))]), "problem-reading-client-id"),
        (with(reading(28, "DN-2", 0, 1.0), &[("how", json!("guessed"))]), "problem-reading-how"),
        (with(reading(29, "DN-2", 0, 1.0), &[("remark", json!("\u{0}"))]), "problem-reading-remark"),
        (json!(["a list"]), "problem-reading-form"),
    ];
    let ahead = with(reading(30, "DN-4", 0, 9.0), &[("read_at", json!(ago(0).plus(DAY / 2).to_string()))]);
    let all: Vec<Value> = wrong.iter().map(|(reading, _)| reading.clone()).chain([good, ahead]).collect();
    let found = outcomes(scene, reader, &all).await?;
    for ((_, code), outcome) in wrong.iter().zip(&found) {
        assert_eq!((&outcome["outcome"], &outcome["code"]), (&json!("refused"), &json!(code)), "{outcome}");
        ensure!(outcome["text"].as_str().is_some_and(|text| text.len() > 10), "{outcome}");
    }
    assert_eq!(words(&found[wrong.len()..]), ["accepted"; 2], "{found:?}");
    let noted = found.last().and_then(|ahead| ahead["read_at"].as_str()).and_then(Moment::parse);
    ensure!(noted.is_some_and(|noted| noted <= ago(0)), "a clock half a day ahead counts as now: {found:?}");
    let many: Vec<Value> = (0..501).map(|number| reading(1000 + number, "DN-2", 0, 1.0)).collect();
    assert_eq!(scene.sent(reader, SENT, &json!({ "readings": many })).await.0, 422);
    Ok(())
}

async fn is_written_down(address: &StoreAddress) -> Result<()> {
    let store = Store::open(address, false).await?;
    let log = store.private().audit(10_000).await?;
    let lines = |deed: Deed, table: &DeclaredTable| {
        let is_it = |line: &&_| -> bool {
            let line: &spatial_core::store::private::AuditEntry = line;
            line.deed == deed
                && line.who == "doc"
                && line.layer.as_ref().is_some_and(|layer| layer.as_str() == table.layer)
        };
        log.iter().filter(is_it).count()
    };
    // Five sendings of which something was taken.
    assert_eq!(lines(Deed::SubjectWritten, &READINGS), 5, "{log:?}");
    ensure!(lines(Deed::PrivateRead, &CONNECTIONS) > 0 && lines(Deed::PrivateRead, &READINGS) > 0, "{log:?}");
    let world = World::read(&store).await?;
    let readings = Readings::build(&world, &());
    let book = readings.book(NETWORK).context("the network's book")?;
    let books = layer(&world, &READING_BOOKS)?;
    let book = world.whole_item(&store, &books.name, book).await?.context("its row")?;
    let count = books.schema.position(network::COUNT_FIELD).context("it counts")?;
    assert_eq!(book.values[count], FieldValue::Integer(8), "as many as were taken");
    Ok(())
}

async fn of_phones_that_send_the_same_at_once_one_is_taken(scene: &Scene) -> Result<()> {
    connected(&Store::open(scene.address(), false).await?).await?;
    let reader = scene.editor("doc", &["network.read_meters"]);
    until_served(scene, &reader).await?;
    for turn in 0..4_u64 {
        // The first turn begins the book of the network.
        let day = 100 - 7 * turn.cast_signed();
        let same: Vec<Value> = ["DN-1", "DN-2", "DN-4", "DN-5"]
            .into_iter()
            .zip(100 * turn..)
            .map(|(meter, number)| {
                with(reading(number + 1, meter, day, 10.0 + month(turn)), &[("confirmed", json!(true))])
            })
            .collect();
        let backwards: Vec<Value> = same.iter().rev().cloned().collect();
        let alone = [with(reading(9000 + turn, "DN-6", day, 5.0 + month(turn)), &[("confirmed", json!(true))])];
        let (first, second, third) = tokio::join!(
            outcomes(scene, &reader, &same),
            outcomes(scene, &reader, &backwards),
            outcomes(scene, &reader, &alone),
        );
        let (first, mut second, third) = (first?, second?, third?);
        second.reverse();
        for (one, other) in first.iter().zip(&second) {
            let outcomes: BTreeSet<&str> =
                words(std::slice::from_ref(one)).into_iter().chain(words(std::slice::from_ref(other))).collect();
            assert_eq!(outcomes, BTreeSet::from(["accepted", "known"]), "{one} {other}");
            assert_eq!(one["reading"], other["reading"]);
        }
        assert_eq!(words(&third), ["accepted"], "{third:?}");
    }
    for meter in ["DN-1", "DN-5", "DN-6"] {
        let (_, list) = scene.asked(&reader, &format!("/v1/networks/{NETWORK}/meters/{meter}/readings")).await;
        assert_eq!(list["numberMatched"], 4, "{list}");
    }
    Ok(())
}

on_every_store! {
    readings_that_come_in_are_followed
    of_two_servers_that_take_the_same_one_is_refused
}

/// A small city with connections, and what is known of it.
async fn city(store: &Store) -> Result<(World, Readings)> {
    data_samples::write(store, &data_samples::City::new(1000, 7)?, |_| {}).await?;
    connected(store).await?;
    let world = World::read(store).await?;
    let readings = Readings::build(&world, &());
    Ok((world, readings))
}

async fn readings_that_come_in_are_followed(store: Store) -> Result<()> {
    let (mut world, mut model) = city(&store).await?;
    for turn in 0..3 {
        let changes = taking(&store, (&world, &model), turn).await?;
        committed(&store, changes, None).await?;
        let now = world.follow(&store).await?.context("there is news")?;
        let touched = now.touched_since(&world);
        let next = model.follow(&world, &now, &touched, &()).context("readings came in")?;
        assert_eq!(next, Readings::build(&now, &()), "turn {turn}");
        (world, model) = (now, next);
    }
    let connection = model.meters().network(NETWORK).and_then(|meters| meters.find("DN-1")).context("a connection")?;
    assert_eq!(model.log(connection).len(), 3);
    Ok(())
}

/// Both looked before either wrote: first without a book, and then with one.
async fn of_two_servers_that_take_the_same_one_is_refused(store: Store) -> Result<()> {
    let (mut world, mut model) = city(&store).await?;
    let before = world.whole_declared(&READINGS).map_or(0, |readings| readings.len());
    for turn in 0..2 {
        let since = model.book(NETWORK).is_none().then(|| world.revision());
        let changes = taking(&store, (&world, &model), turn).await?;
        let (one, other) = tokio::join!(committed(&store, changes.clone(), since), committed(&store, changes, since));
        ensure!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        world = World::read(&store).await?;
        model = Readings::build(&world, &());
        let rows = world.whole_declared(&READINGS).map(|readings| readings.len());
        assert_eq!(rows, Some(before + usize::try_from(turn)? + 1));
    }
    Ok(())
}

/// What takes a reading, each earlier than the one before.
async fn taking(store: &Store, (world, model): (&World, &Readings), turn: u64) -> Result<Vec<Change>> {
    let (readings, books) = (layer(world, &READINGS)?, layer(world, &READING_BOOKS)?);
    let connection = model.meters().network(NETWORK).and_then(|meters| meters.find("DN-1")).context("a connection")?;
    let sent = SentReading {
        client: ClientId::parse(&uuid(turn + 1)).context("an id")?,
        connection,
        at: ago(10 + turn.cast_signed()),
        value: 50.0 - month(turn),
        how: How::Read,
        is_vouched: true,
    };
    let found = settled(&[sent], &StandingReadings::of(model, world));
    let [Outcome::Taken(judgement)] = found.outcomes[..] else { anyhow::bail!("{found:?}") };
    let received = ago(0).to_string();
    let noted = NotedReading { network: NETWORK, photo: None, remark: None, who: "doc", received: &received };
    let book = match model.book(NETWORK) {
        Some(book) => world.whole_item(store, &books.name, book).await?,
        None => None,
    };
    let mut changes = vec![noted_reading(&readings, &sent, &judgement, &noted)];
    changes.extend(found.follows.iter().flat_map(|follow| followed(&readings, follow)));
    changes.push(counted(&books, book.as_ref(), NETWORK, 1, &received));
    Ok(changes)
}
