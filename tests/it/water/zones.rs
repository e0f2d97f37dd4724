//! District metered areas of the sample city: equal to what a search of one's own finds in the rows, and other at once when a valve is turned.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::apps::{Scene, behind};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_are_as_an_independent_search_says_and_follow_a_valve_in_a_file() -> Result<()> {
    zones_are_as_an_independent_search_says_and_follow_a_valve(&Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_are_as_an_independent_search_says_and_follow_a_valve_in_a_database() -> Result<()> {
    zones_are_as_an_independent_search_says_and_follow_a_valve(&Scene::in_a_database().await).await
}

async fn zones_are_as_an_independent_search_says_and_follow_a_valve(scene: &Scene) -> Result<()> {
    let rows = Rows::of(scene).await?;
    let before = rows.zones(&BTreeMap::new());
    ensure!(before.len() >= 2 && before.values().all(|edges| edges.len() > 10), "{before:?}");
    let told = asked(scene).await?;
    ensure!(edges_of(&told) == before, "{told}");
    for zone in told["zones"].as_array().context("zones")? {
        ensure!(zone["kind"] == "dma" && zone["supplied"] == true && zone["meets"] == json!([]), "{zone}");
        ensure!(zone["customers"].as_u64() > Some(0) && zone["unknown_controllers"] == json!([]), "{zone}");
        ensure!(zone["controllers"].as_array().is_some_and(|all| !all.is_empty()), "{zone}");
    }

    let operator = scene.editor("van", &["network.operate"]);
    let (tie, opened) = rows.tie(&before).context("a tie that lets two areas run into each other")?;
    turn(scene, &operator, &tie, "open").await?;
    let told = asked(scene).await?;
    ensure!(edges_of(&told) == opened, "{tie} is open: {told}");
    let meeting = told["zones"].as_array().into_iter().flatten().filter(|zone| zone["meets"] != json!([])).count();
    ensure!(meeting == 2, "two areas are told of each other: {told}");
    let is_boundary = |zone: &Value| zone["boundary"].as_array().is_some_and(|all| all.contains(&json!(tie)));
    ensure!(!told["zones"].as_array().into_iter().flatten().any(is_boundary), "an open valve parts nothing");
    turn(scene, &operator, &tie, "closed").await?;
    let told = asked(scene).await?;
    ensure!(edges_of(&told) == before, "it is as it was: {told}");
    ensure!(told["zones"].as_array().into_iter().flatten().any(is_boundary), "{tie} parts again: {told}");

    // A pipe between two valves belongs to no area once both are shut.
    let (valves, smaller) = rows.cut_off(&before).context("a pipe between two valves")?;
    for valve in &valves {
        turn(scene, &operator, valve, "closed").await?;
    }
    ensure!(edges_of(&asked(scene).await?) == smaller, "{valves:?} are closed");
    let of_kind = scene.asked("", &format!("/v1/networks/{}/zones?kind=sector", rows.network)).await.1;
    ensure!(of_kind["zones"] == json!([]), "{of_kind}");
    Ok(())
}

async fn asked(scene: &Scene) -> Result<Value> {
    let (status, told) = scene.asked("", "/v1/networks/cap-nuoc/zones").await;
    ensure!(status == 200, "{told}");
    Ok(told)
}

async fn turn(scene: &Scene, operator: &str, valve: &str, position: &str) -> Result<()> {
    let path = format!("/v1/networks/cap-nuoc/devices/{valve}");
    let (status, told) = scene.sent(operator, &path, &json!({ "position": position, "evidence": "field" })).await;
    ensure!(status == 200, "{told}");
    Ok(())
}

type Zones = BTreeMap<String, BTreeSet<String>>;

fn edges_of(told: &Value) -> Zones {
    let zone = |zone: &Value| Some((text(&zone["id"])?, zone["edges"].as_array()?.iter().filter_map(text).collect()));
    told["zones"].as_array().into_iter().flatten().filter_map(zone).collect()
}

/// The rows of the network, as everybody may read them.
struct Rows {
    network: String,
    /// By id: its code and its nodes.
    edges: BTreeMap<u64, (String, [u64; 2])>,
    /// By code: edge, node, and whether it is shut.
    valves: BTreeMap<String, (u64, u64, bool)>,
    /// By code: its controllers.
    areas: BTreeMap<String, Vec<String>>,
}

impl Rows {
    async fn of(scene: &Scene) -> Result<Self> {
        let mut rows = Self {
            network: "cap-nuoc".to_owned(),
            edges: BTreeMap::new(),
            valves: BTreeMap::new(),
            areas: BTreeMap::new(),
        };
        for row in all(scene, "network_edges").await? {
            let of = &row["properties"];
            let ends = [&of["nut_dau"], &of["nut_cuoi"]].map(|end| end.as_u64().unwrap_or_default());
            rows.edges.insert(row["id"].as_u64().context("an id")?, (text(&of["ma"]).context("a code")?, ends));
        }
        for row in all(scene, "network_devices").await? {
            let of = &row["properties"];
            if let (Some(edge), Some(node)) = (of["doan"].as_u64(), of["nut"].as_u64()) {
                let is_shut = of["vi_tri"] == "closed" && of["kin"] != false;
                rows.valves.insert(text(&of["ma"]).context("a code")?, (edge, node, is_shut));
            }
        }
        for row in all(scene, "network_subnetworks").await? {
            let of = &row["properties"];
            let controllers = text(&of["dieu_khien"]).context("controllers")?;
            let controllers = controllers.split(';').map(str::to_owned).collect();
            rows.areas.insert(text(&of["ma"]).context("a code")?, controllers);
        }
        Ok(rows)
    }

    /// Breadth first from the pipe of each controller, up to valves that are shut and to controllers of any area. Some valves stand otherwise than
    /// their rows say: true for shut.
    fn zones(&self, otherwise: &BTreeMap<String, bool>) -> Zones {
        let is_controller = |code: &String| self.areas.values().any(|all| all.contains(code));
        let mut stops: BTreeSet<(u64, u64)> = BTreeSet::new();
        for (code, &(edge, node, is_shut)) in &self.valves {
            if otherwise.get(code).copied().unwrap_or(is_shut) || is_controller(code) {
                stops.insert((edge, node));
            }
        }
        let mut at_node: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for (&edge, (_, ends)) in &self.edges {
            for &end in ends {
                at_node.entry(end).or_default().push(edge);
            }
        }
        let zone = |controllers: &Vec<String>| {
            let mut queue: VecDeque<u64> = controllers.iter().map(|code| self.valves[code].0).collect();
            let mut met: BTreeSet<u64> = queue.iter().copied().collect();
            while let Some(edge) = queue.pop_front() {
                for end in self.edges[&edge].1 {
                    for &next in at_node[&end].iter().filter(|_| !stops.contains(&(edge, end))) {
                        if !stops.contains(&(next, end)) && met.insert(next) {
                            queue.push_back(next);
                        }
                    }
                }
            }
            met.iter().map(|edge| self.edges[edge].0.clone()).collect()
        };
        self.areas.iter().map(|(code, controllers)| (code.clone(), zone(controllers))).collect()
    }

    /// The first shut valve that changes two areas when it is opened, and how they are then.
    fn tie(&self, before: &Zones) -> Option<(String, Zones)> {
        let shut = self.free().filter(|(_, valve)| valve.2).map(|(code, _)| code);
        shut.map(|code| (code.clone(), self.zones(&BTreeMap::from([(code.clone(), false)]))))
            .find(|(_, zones)| changed(before, zones) == 2)
    }

    /// Open valves at both ends of a pipe whose closing takes it from its area, and how areas are then.
    fn cut_off(&self, before: &Zones) -> Option<([String; 2], Zones)> {
        let mut of_edges: BTreeMap<u64, Vec<&String>> = BTreeMap::new();
        for (code, valve) in self.free().filter(|(_, valve)| !valve.2) {
            of_edges.entry(valve.0).or_default().push(code);
        }
        let pairs = of_edges.into_values().filter_map(|codes| <[&String; 2]>::try_from(codes).ok());
        pairs
            .map(|pair| pair.map(String::clone))
            .map(|pair| (pair.clone(), self.zones(&pair.map(|code| (code, true)).into())))
            .find(|(_, zones)| changed(before, zones) == 1)
    }

    /// Valves that control no area.
    fn free(&self) -> impl Iterator<Item = (&String, &(u64, u64, bool))> {
        let controllers: BTreeSet<&String> = self.areas.values().flatten().collect();
        self.valves.iter().filter(move |(code, _)| !controllers.contains(code))
    }
}

/// How many areas are others.
fn changed(before: &Zones, now: &Zones) -> usize {
    now.iter().filter(|(id, edges)| before.get(*id) != Some(edges)).count()
}

/// All rows of a layer, page by page.
async fn all(scene: &Scene, layer: &str) -> Result<Vec<Value>> {
    let (mut rows, mut next) = (Vec::new(), Some(format!("/collections/{layer}/items?limit=1000")));
    while let Some(path) = next {
        let (status, page) = scene.asked("", &path).await;
        ensure!(status == 200, "{page}");
        rows.extend(page["features"].as_array().cloned().unwrap_or_default());
        next = behind(scene, &page);
    }
    Ok(rows)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
