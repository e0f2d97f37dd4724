//! Networks: the water net of the sample city, traced up to valves that somebody closes; a small one, traced as one counts it by hand, over HTTP and
//! by the command line.

use std::ffi::OsStr;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use system_tests::program::{Server, diaban_succeeds};

use super::{Place, in_both_stores};
use crate::apps::{Scene, behind};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_valve_parts_the_network_at_once_in_a_file() -> Result<()> {
    a_closed_valve_parts_the_network_at_once(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_valve_parts_the_network_at_once_in_a_database() -> Result<()> {
    a_closed_valve_parts_the_network_at_once(&Scene::in_a_database().await).await
}

async fn a_closed_valve_parts_the_network_at_once(scene: &Scene) -> Result<()> {
    let (status, list) = scene.asked("", "/v1/networks").await;
    assert_eq!(status, 200, "{list}");
    let [town] = list["networks"].as_array().map_or(&[][..], Vec::as_slice) else { bail!("one network: {list}") };
    let (edges, nodes) = (town["edges"].as_u64().context("edges")?, town["nodes"].as_u64().context("nodes")?);
    assert_eq!(town["strayDevices"], json!([]));
    let name = town["name"].as_str().context("a name")?.to_owned();
    let trace = format!("/v1/networks/{name}/trace?from=%231");
    let (_, whole) = scene.asked("", &trace).await;
    let devices = scene.asked("", "/collections/network_devices/items?limit=1000").await.1;
    let shut = codes(&devices, |device| device["vi_tri"] == "closed");
    assert_eq!(
        whole["edges"].as_array().map(Vec::len),
        Some(usize::try_from(edges)?),
        "valves that are shut part nothing"
    );
    assert_eq!(whole["closed"], json!(shut));

    let (mut traced, mut next) = (Vec::new(), Some(format!("{trace}&limit=100")));
    while let Some(page) = next {
        let (_, page) = scene.asked("", &page).await;
        assert_eq!(page["matched"], json!({ "edges": edges, "nodes": nodes, "closed": shut.len() }), "{page}");
        traced.extend(page["edges"].as_array().cloned().unwrap_or_default());
        next = behind(scene, &page);
    }
    assert_eq!(json!(traced), whole["edges"]);
    let (_, none) = scene.asked("", &format!("/v1/networks?after={name}")).await;
    assert_eq!((&none["networks"], &none["numberMatched"]), (&json!([]), &list["numberMatched"]));

    let operator = scene.editor("van", &["network.operate"]);
    let editor = scene.editor("binh", &[]);
    let closed = json!({ "position": "closed" });
    let (pipe, valves) = between_valves(&devices).context("a pipe with a valve at each end")?;
    for valve in &valves {
        let path = format!("/v1/networks/{name}/devices/{valve}");
        assert_eq!(scene.sent(&editor, &path, &closed).await.0, 403);
        let (status, turned) = scene.sent(&operator, &path, &closed).await;
        assert_eq!(status, 200, "{turned}");
        let (_, again) = scene.sent(&operator, &path, &closed).await;
        assert_eq!(again["revision"], turned["revision"], "what stands so already is not written again");
    }
    let (_, parted) = scene.asked("", &format!("/v1/networks/{name}/trace?from=%23{pipe}")).await;
    let (_, row) = scene.asked("", &format!("/collections/network_edges/items/{pipe}")).await;
    assert_eq!((&parted["edges"], &parted["closed"]), (&json!([row["properties"]["ma"]]), &json!(valves)), "{parted}");

    let wrong = format!("/v1/networks/{name}/devices/%231");
    assert_eq!(scene.sent(&operator, &wrong, &json!({ "position": "ajar" })).await.0, 422);
    assert_eq!(scene.sent(&operator, &format!("/v1/networks/{name}/devices/999999"), &closed).await.0, 404);
    assert_eq!(scene.asked("", &format!("/v1/networks/{name}/trace?from=999999")).await.0, 404);
    assert_eq!(scene.asked("", "/v1/networks/nowhere/trace?from=1").await.0, 404);
    assert_eq!(scene.asked("", &format!("/v1/networks/{name}/trace")).await.0, 422);
    Ok(())
}

/// Codes of the devices of a page whose properties are so, ascending.
fn codes(devices: &Value, is_so: impl Fn(&Value) -> bool) -> Vec<String> {
    let found = devices["features"].as_array().into_iter().flatten().filter(|device| is_so(&device["properties"]));
    let mut codes: Vec<String> =
        found.filter_map(|device| Some(device["properties"]["ma"].as_str()?.to_owned())).collect();
    codes.sort_unstable();
    codes
}

/// The id of the first pipe that has an open valve at each of its ends, and their codes.
fn between_valves(devices: &Value) -> Option<(u64, [String; 2])> {
    let all = devices["features"].as_array()?;
    all.iter().find_map(|device| {
        let pipe = device["properties"]["doan"].as_u64()?;
        let valves = codes(devices, |other| other["doan"] == pipe && other["vi_tri"] == "open");
        Some((pipe, <[String; 2]>::try_from(valves).ok()?))
    })
}

/// R—P0—A, a loop A—P1—B—P2—C—P3—A, and C—P4—D—P5—E behind a valve at C; another valve on P0 at A.
pub(super) const SMALL: &str = "\
[RESERVOIRS]\n R 50\n\
[JUNCTIONS]\n A 0 1\n B 0 1\n C 0 1\n D 0 1\n E 0 1\n\
[PIPES]\n P0 R A 100 100 100 0 Open\n P1 A B 50 100 100 0 Open\n P2 B C 30 100 100 0 Open\n P3 C A 40 100 100 0 Open\n\
 P4 C D 20 100 100 0 Open\n P5 D E 10 100 100 0 Open\n\
[OPTIONS]\n Units LPS\n Headloss H-W\n[END]\n";

in_both_stores! {
    a_small_network_is_traced_as_one_counts_it_by_hand
}

async fn a_small_network_is_traced_as_one_counts_it_by_hand(place: Place) -> Result<()> {
    let (file, valves) = (place.folder.path().join("small.inp"), place.folder.path().join("valves.csv"));
    std::fs::write(&file, SMALL)?;
    std::fs::write(&valves, "id,link,node\nV1,P0,A\nV2,P4,C\n")?;
    place.import("small", &file, Some(&valves));
    let server = Server::start(&place.store);
    let asked = async |path: &str| -> Result<Value> {
        let answer = server.get(&format!("/v1/networks/small/{path}")).send().await?;
        Ok(answer.json().await?)
    };
    let typed = |words: &str| -> Result<Value> { Ok(serde_json::from_str(&trace_of(&place, "small", words))?) };

    for (http, words, expected) in [
        ("trace?from=P4&to=P4&direction=path", "path --from P4 --to P4", json!([["P4"], 20.0])),
        ("trace?from=P0&to=P4&direction=path", "path --from P0 --to P4", json!([["P0", "P3", "P4"], 160.0])),
        ("trace?from_node=B&to_node=B&direction=path", "path --from-node B --to-node B", json!([[], 0.0])),
        ("trace?from=P2&barrier=V2", "connected --from P2 --barrier V2", json!([["P0", "P1", "P2", "P3"], 220.0])),
        (
            "trace?from=P5&barrier=V2&direction=downstream",
            "downstream --from P5 --barrier V2",
            json!([["P4", "P5"], 30.0]),
        ),
        (
            "trace?from_node=E&direction=upstream",
            "upstream --from-node E",
            json!([["P0", "P1", "P2", "P3", "P4", "P5"], 250.0]),
        ),
    ] {
        let found = asked(http).await?;
        assert_eq!(json!([found["edges"], found["length_m"]]), expected, "{http}: {found}");
        assert_eq!(typed(words)?, without_links(found), "{words} answers as the server");
    }
    let loops = asked("trace?from=P5&direction=loops").await?;
    let counted = json!([loops["loops"], loops["edges"], loops["bridges"]]);
    assert_eq!(counted, json!([1, ["P1", "P2", "P3"], ["P0", "P4", "P5"]]), "{loops}");
    assert_eq!(typed("loops --from P5")?, without_links(loops));

    let segments = asked("segments").await?;
    let column = |field: &str| -> Value {
        segments["segments"].as_array().into_iter().flatten().map(|row| row[field].clone()).collect()
    };
    let rows = ["edges", "nodes", "length_m", "valves", "source_inside"].map(column);
    let expected = [
        json!([3, 1, 2]),
        json!([3, 1, 2]),
        json!([120.0, 100.0, 30.0]),
        json!([2, 1, 1]),
        json!([false, true, false]),
    ];
    assert_eq!(rows, expected, "{segments}");
    assert_eq!(typed("segments")?, without_links(segments));

    let ranking = asked("valves").await?;
    for valve in ranking["valves"].as_array().context("valves")? {
        assert_eq!((&valve["surrounding"], &valve["useful"]), (&json!(1), &json!(true)), "{valve}");
    }
    assert_eq!(ranking["numberMatched"], 2);
    assert_eq!(typed("valves")?, without_links(ranking));

    let zones = asked("zones").await?;
    assert_eq!(zones["zones"], json!([]), "none is declared");
    assert_eq!(typed("zones")?, zones);
    let network = server.get("/v1/networks").send().await?.json::<Value>().await?["networks"][0].clone();
    assert_eq!((&network["name"], &network["placed"]), (&json!("small"), &json!(false)), "it lies nowhere on earth");
    let text = trace_of(&place, "small", "path --from P0 --to P4 --format text");
    assert!(text.lines().any(|line| line == "edges\tP0 P3 P4"), "{text}");
    let text = trace_of(&place, "small", "valves --format text");
    assert!(
        text.lines().any(|line| line == "valves\t2") && text.lines().any(|line| line.starts_with("V1\t")),
        "{text}"
    );
    Ok(())
}

/// What the command line answers to a question.
fn trace_of(place: &Place, network: &str, words: &str) -> String {
    let mut line: Vec<&OsStr> = vec![OsStr::new("trace"), &place.store, OsStr::new("--network"), OsStr::new(network)];
    line.extend(words.split(' ').map(OsStr::new));
    diaban_succeeds(line)
}

/// A page of the server that is the whole: the command line has no pages.
fn without_links(document: Value) -> Value {
    assert_eq!(document["links"], json!([]), "{document}");
    document
}
