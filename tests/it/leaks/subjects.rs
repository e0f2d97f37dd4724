//! The same people ask for what subjects answer, under policies drawn by lot: plans and how much belongs to them, the zones of parcels,
//! files that rows name, networks and traces. What is hidden from somebody stands in none of it, and who may see it sees all.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use geo_types::Rect;
use reqwest::header::CACHE_CONTROL;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value as Json, json};
use spatial_core::crs::{Crs, Operation};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{
    Change, Clearance, DeclaredTable, FeatureId, GeometryType, Kind, Layer, LayerName, Schema, Transaction, Value,
};
use spatial_core::store::{PostgisAddress, StageMode, Staged, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, token_in};

use crate::leaks::register::{FOR_ALL, FOR_POWERS, Lot, Policy, Row};
use crate::leaks::server::change_grants;
use crate::store::contract::{load, transaction};

const PLANS: usize = 8;
/// As many as parcels: each lies under one of its own.
const ZONES: usize = 30;
const DOCUMENTS: usize = 12;
const PEOPLE: usize = 6;
const NETWORK: &str = "mang-1";
/// The tables of a network that a trace tells of: who may not see all of them is told of none. The others stand as they are declared.
const TRACED: [&DeclaredTable; 3] = [&network::NODES, &network::EDGES, &network::DEVICES];
/// A field of pipes that staff alone see where every row is for all.
const STAFF_NETWORK_FIELD: &str = network::DIAMETER_FIELD;
/// Draws of policies of the network before none is found that is asked for.
const DRAWS: usize = 1000;
/// Fields of plans and of zones that staff alone see here, and what stands in them.
const STAFF_FIELDS: [&str; 2] = ["co_quan", "chuc_nang"];
const STAFF_WORD: &str = "nội bộ";

/// A table of the register under a policy.
struct Table {
    layer: Layer,
    policy: Policy,
    rows: BTreeMap<u64, Held>,
}

/// A row, the plan it belongs to, and the file it names.
struct Held {
    row: Row,
    plan: u64,
    asset: Option<String>,
}

struct Person {
    grants: Vec<String>,
    token: Option<String>,
}

struct Town {
    server: Server,
    store: Store,
    lot: Lot,
    plans: Table,
    zones: Table,
    documents: Table,
    network: NetworkRules,
    people: Vec<Person>,
}

/// Who may see which of the tables that a trace tells of.
struct NetworkRules {
    policies: Vec<Policy>,
    has_staff_field: bool,
}

/// What was put to the test: that all rows or none are told as they should be says nothing of those who see some.
#[derive(Default)]
struct Witnessed {
    /// Tables of which somebody who signed in saw a part.
    in_part: BTreeSet<&'static str>,
    /// Tables of which everybody saw a row.
    by_all: BTreeSet<&'static str>,
    /// Whether the network was seen.
    network: BTreeSet<bool>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn subjects_in_a_geopackage_tell_each_what_they_may_see() -> Result<()> {
    let mut witnessed = Witnessed::default();
    for seed in [3, 2026] {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("city.gpkg");
        let served = path.to_str().context("the path is text")?.to_owned();
        each_is_told_what_is_theirs(&StoreAddress::Gpkg(path), &served, seed, &mut witnessed).await?;
    }
    witnessed.enough()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn subjects_in_a_database_tell_each_what_they_may_see() -> Result<()> {
    let url = Cluster::shared().database().url();
    let mut witnessed = Witnessed::default();
    each_is_told_what_is_theirs(&StoreAddress::Postgis(PostgisAddress::parse(&url)?), &url, 2026, &mut witnessed)
        .await?;
    witnessed.enough()
}

async fn each_is_told_what_is_theirs(
    address: &StoreAddress,
    served: &str,
    seed: u64,
    witnessed: &mut Witnessed,
) -> Result<()> {
    let mut town = Town::new(address, served, seed).await?;
    town.looked_at_by_all(witnessed).await?;
    for _ in 0..2 {
        town.states_change().await?;
        town.looked_at_by_all(witnessed).await?;
    }
    Ok(())
}

impl Witnessed {
    fn note(&mut self, town: &Town, person: &Person) {
        for (name, table) in [("plans", &town.plans), ("zones", &town.zones), ("documents", &town.documents)] {
            let seen = table.seen(person).count();
            if person.token.is_none() && seen > 0 {
                self.by_all.insert(name);
            }
            if person.token.is_some() && seen > 0 && seen < table.rows.len() {
                self.in_part.insert(name);
            }
        }
        self.network.insert(town.network.shows(person));
    }

    fn enough(&self) -> Result<()> {
        ensure!(self.in_part.len() == 3, "in part somebody saw but {:?}", self.in_part);
        ensure!(self.by_all.len() == 3, "everybody saw rows but of {:?}", self.by_all);
        ensure!(self.network.len() == 2, "the network was seen by all or by none");
        Ok(())
    }
}

impl NetworkRules {
    /// Policies that hide the network from some of these people; with a field for staff, policies that would hide it from nobody.
    fn drawn(lot: &mut Lot, people: &[Person], has_staff_field: bool) -> Result<Self> {
        for _ in 0..DRAWS {
            let policies = (0..TRACED.len()).map(|number| lot.loose(number)).collect();
            let mut rules = Self { policies, has_staff_field: false };
            let seen = people.iter().filter(|person| rules.shows(person)).count();
            rules.has_staff_field = has_staff_field;
            if seen > 0 && (seen == people.len()) == has_staff_field {
                return Ok(rules);
            }
        }
        anyhow::bail!("no such policies in {DRAWS} draws")
    }

    fn shows(&self, person: &Person) -> bool {
        let shows_fields = !self.has_staff_field || person.token.is_some();
        shows_fields && self.policies.iter().all(|policy| policy.shows_anything(&person.grants))
    }
}

/// A declared table under another policy than its subject's.
fn under(table: &DeclaredTable, policy: &Policy, [state, area]: [&str; 2]) -> Result<Layer> {
    let mut layer = table.layer(Crs::Epsg(9218), Operation("EPSG:6960".to_owned()), table.layer)?;
    for field in layer.schema.fields.iter_mut().filter(|field| STAFF_FIELDS.contains(&&*field.name)) {
        field.clearance = Clearance::parse("staff").context("a grant")?;
    }
    Ok(Layer { clearance: Clearance::parse(policy.layer).unwrap_or_default(), rows: policy.over(state, area), ..layer })
}

/// The square of a parcel, and of the zone over it.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn square(number: usize) -> Geometry {
    let west = 430_000.0 + 40.0 * number as f64;
    Rect::new((west, 1_150_000.0), (west + 18.0, 1_150_018.0)).to_polygon().into()
}

impl Table {
    fn new(declared: &DeclaredTable, policy: Policy) -> Result<Self> {
        Ok(Self { layer: under(declared, &policy, ["trang_thai", "ma_xa"])?, policy, rows: BTreeMap::new() })
    }

    async fn fill(&mut self, store: &Store, rows: Vec<(Held, Option<Geometry>)>) -> Result<()> {
        let layer = &self.layer;
        let text = |text: Option<&str>| text.map_or(Value::Null, Value::text);
        let insert = |(held, shape): &(Held, Option<Geometry>)| {
            let code = Value::text(format!("K-{}", held.row.word));
            let mut named = vec![("trang_thai", text(held.row.state)), ("ma_xa", text(held.row.area))];
            named.extend(["ma_quy_hoach", "ky_hieu"].map(|field| (field, code.clone())));
            named.extend(STAFF_FIELDS.map(|field| (field, Value::text(STAFF_WORD))));
            named
                .extend([("ten", Value::text(format!("tên {}", held.row.word))), ("tep", text(held.asset.as_deref()))]);
            if held.plan > 0 {
                named.push(("quy_hoach", Value::Integer(i64::try_from(held.plan).unwrap_or_default())));
            }
            Change::insert(layer.name.clone(), shape.clone(), layer.schema.row(named))
        };
        let changes = rows.iter().map(insert).collect();
        let committed = store.commit(Transaction { door: layer.door.clone(), ..transaction(changes) }).await?;
        self.rows.extend(committed.inserted.iter().map(|id| id.0).zip(rows.into_iter().map(|(held, _)| held)));
        Ok(())
    }

    fn shows(&self, person: &Person, held: &Held) -> bool {
        self.policy.exists(&person.grants) && self.policy.shows(&held.row, &person.grants, None)
    }

    fn seen<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = (u64, &'a Held)> {
        self.rows.iter().filter(|(_, held)| self.shows(person, held)).map(|(id, held)| (*id, held))
    }

    fn seen_of(&self, person: &Person, plan: u64) -> usize {
        self.seen(person).filter(|(_, held)| held.plan == plan).count()
    }
}

impl Person {
    async fn new(address: &StoreAddress, store: &Store, number: usize, lot: &mut Lot) -> Result<Self> {
        let name = format!("lan-{number}");
        let token = token_in(address, &name, "viewer");
        let mut grants = lot.grants();
        grants.retain(|grant| grant != "staff");
        change_grants(store, &name, &grants, &[]).await?;
        grants.push("staff".to_owned());
        Ok(Self { grants, token: Some(token) })
    }
}

impl Town {
    async fn new(address: &StoreAddress, served: &str, seed: u64) -> Result<Self> {
        let store = Store::open(address, true).await?;
        let mut lot = Lot(seed);
        let is_even = seed.is_multiple_of(2);
        let mut plans = Table::new(&planning::PLANS, lot.parted(is_even))?;
        let mut zones = Table::new(&planning::ZONES, lot.parted(is_even))?;
        let mut documents = Table::new(&planning::DOCUMENTS, lot.parted(is_even))?;
        store.declare(&[&plans, &zones, &documents].map(|table| table.layer.clone()), "diaban", "a test").await?;
        plans.fill(&store, (0..PLANS).map(|number| (lot.held(number, 0), None)).collect()).await?;
        let plan = |lot: &mut Lot| 1 + lot.below(PLANS) as u64;
        let mut over = Vec::new();
        for number in 0..ZONES {
            let plan = plan(&mut lot);
            over.push((lot.held(number, plan), Some(square(number))));
        }
        zones.fill(&store, over).await?;
        let mut filed = Vec::new();
        for number in 0..DOCUMENTS {
            let plan = plan(&mut lot);
            let mut held = lot.held(number, plan);
            let content = [Ok::<_, std::io::Error>(held.row.word.clone())];
            held.asset = Some(store.put_asset(futures_util::stream::iter(content)).await?.hash.to_string());
            filed.push((held, None));
        }
        documents.fill(&store, filed).await?;
        parcels(&store).await?;
        let mut people = vec![Person { grants: Vec::new(), token: None }];
        for number in 0..PEOPLE {
            people.push(Person::new(address, &store, number, &mut lot).await?);
        }
        let network = NetworkRules::drawn(&mut lot, &people, !is_even)?;
        write_network(&store, &network).await?;
        let server = Server::start(served);
        let town = Self { server, store, lot, plans, zones, documents, network, people };
        // The search index, by which parcels are found.
        town.server.until("/v1/parcels/1/zones", |_| true).await;
        Ok(town)
    }

    /// Some rows of each table stand elsewhere now, and the server has seen it.
    async fn states_change(&mut self) -> Result<()> {
        for table in [&mut self.plans, &mut self.zones, &mut self.documents] {
            let state = self.lot.row().state.unwrap_or("published");
            let some: Vec<u64> = table.rows.keys().copied().filter(|_| self.lot.below(3) == 0).collect();
            for id in &some {
                table.rows.entry(*id).and_modify(|held| held.row.state = Some(state));
            }
            let field = table.layer.schema.position("trang_thai").context("rows have states")?;
            let (layer, ids) = (table.layer.name.clone(), some.into_iter().map(FeatureId).collect());
            let change = Change::Assign { layer, ids, field, value: Value::text(state) };
            let door = table.layer.door.clone();
            self.store.commit(Transaction { door, ..transaction(vec![change]) }).await?;
        }
        let revision = self.store.position().await?.revision.0;
        self.server.until("/health/ready", |ready| ready["revision"].as_u64() >= Some(revision)).await;
        Ok(())
    }

    async fn looked_at_by_all(&self, witnessed: &mut Witnessed) -> Result<()> {
        for person in &self.people {
            witnessed.note(self, person);
            let asked = async {
                self.asked_for_plans(person).await?;
                self.asked_for_zones(person).await?;
                self.asked_for_extracts(person).await?;
                self.asked_for_checks(person).await?;
                self.asked_for_files(person).await?;
                self.asked_for_networks(person).await
            };
            asked.await.with_context(|| format!("asked with {:?}", person.grants))?;
        }
        Ok(())
    }

    /// What somebody is answered, which names nothing that is hidden and is kept by nobody in between.
    async fn answer(&self, person: &Person, path: &str) -> Result<(u16, String)> {
        self.answered(person, path, self.server.get(path)).await
    }

    /// The same of what is sent to a path.
    async fn answered(&self, person: &Person, path: &str, asked: RequestBuilder) -> Result<(u16, String)> {
        let asked = if let Some(token) = &person.token { asked.bearer_auth(token) } else { asked };
        let answer = asked.send().await?;
        let kept = answer.headers().get(CACHE_CONTROL).context("it says who may keep it")?.to_str()?.to_owned();
        ensure!(kept == "private, no-store" || person.token.is_none(), "{path} is kept as {kept}");
        let (status, text) = (answer.status().as_u16(), answer.text().await?);
        ensure!(person.token.is_some() || !text.contains(STAFF_WORD), "{path} tells of fields for staff: {text}");
        for table in [&self.plans, &self.zones, &self.documents] {
            for held in table.rows.values().filter(|held| !table.shows(person, held)) {
                ensure!(!text.contains(&held.row.word), "{path} tells of {:?}: {text}", held.row);
            }
        }
        Ok((status, text))
    }

    async fn document(&self, person: &Person, path: &str) -> Result<Json> {
        let (status, text) = self.answer(person, path).await?;
        ensure!(status == 200, "{path}: {status} {text}");
        Ok(serde_json::from_str(&text)?)
    }

    async fn asked_for_plans(&self, person: &Person) -> Result<()> {
        let wanted: Vec<(u64, usize, usize)> = self
            .plans
            .seen(person)
            .map(|(id, _)| (id, self.zones.seen_of(person, id), self.documents.seen_of(person, id)))
            .collect();
        let (mut told, mut after) = (Vec::new(), 0);
        loop {
            let page = self.document(person, &format!("/v1/plans?limit=3&after={after}")).await?;
            ensure!(
                page["numberMatched"] == wanted.len()
                    && page["hasRegister"] == self.plans.policy.exists(&person.grants),
                "{page}"
            );
            for plan in page["plans"].as_array().context("a list")? {
                let number = |name: &str| plan[name].as_u64().unwrap_or(u64::MAX);
                after = number("id");
                told.push((after, usize::try_from(number("zones"))?, usize::try_from(number("documents"))?));
                ensure!(plan.get("bbox").is_some() == (number("zones") > 0), "{plan}");
                ensure!((plan["office"] == STAFF_WORD) == person.token.is_some(), "{plan}");
            }
            if page["links"].as_array().is_none_or(Vec::is_empty) {
                break;
            }
        }
        ensure!(told == wanted, "{told:?} is not {wanted:?}");
        self.answer(person, "/v1/plans?f=html").await?;
        Ok(())
    }

    /// Of each parcel; as in its extract, a zone whose plan is hidden is in none.
    async fn asked_for_zones(&self, person: &Person) -> Result<()> {
        for (zone, held) in &self.zones.rows {
            let told = self.document(person, &format!("/v1/parcels/{zone}/zones")).await?;
            let shares = told["parcels"][0]["zones"].as_array().context("a list")?;
            let ids: Vec<u64> = shares.iter().filter_map(|share| share["zone"].as_u64()).collect();
            let plan = self.plans.rows.get(&held.plan).context("its plan")?;
            let is_seen = self.zones.shows(person, held) && self.plans.shows(person, plan);
            ensure!(ids == if is_seen { vec![*zone] } else { Vec::new() }, "zone {zone}: {told}");
            if is_seen {
                ensure!(shares[0]["plan"]["id"] == held.plan, "zone {zone}: {told}");
                ensure!(told.to_string().contains(&held.row.word), "{told}");
            }
        }
        Ok(())
    }

    /// A zone whose plan is hidden is in no extract.
    async fn asked_for_extracts(&self, person: &Person) -> Result<()> {
        for (zone, held) in &self.zones.rows {
            let told = self.document(person, &format!("/v1/parcels/{zone}/extract?as_of=2026-06-01")).await?;
            let plan = self.plans.rows.get(&held.plan).context("its plan")?;
            let is_seen = self.zones.shows(person, held) && self.plans.shows(person, plan);
            let plans = told["plans"].as_array().context("a list")?;
            let ids: Vec<u64> = plans.iter().filter_map(|plan| plan["plan_id"].as_u64()).collect();
            ensure!(ids == if is_seen { vec![held.plan] } else { Vec::new() }, "zone {zone}: {told}");
            let zones = plans.iter().filter_map(|plan| plan["zones"][0]["zone_id"].as_u64());
            ensure!(zones.collect::<Vec<_>>() == if is_seen { vec![*zone] } else { Vec::new() }, "{told}");
        }
        Ok(())
    }

    /// A building is judged by no zone that is hidden, nor by one whose plan is.
    async fn asked_for_checks(&self, person: &Person) -> Result<()> {
        for (zone, held) in &self.zones.rows {
            let Some(Geometry::Polygon(ground)) = usize::try_from(*zone - 1).ok().map(square) else { continue };
            let ring: Vec<[f64; 2]> = ground.exterior().coords().map(|at| [at.x, at.y]).collect();
            let footprint = json!({ "type": "Polygon", "coordinates": [ring] });
            let building = json!({ "parcel": zone.to_string(), "footprint": footprint, "as_of": "2026-06-01" });
            let path = "/v1/planning/check";
            let asked = self
                .server
                .ask(Method::POST, path)
                .header("content-crs", "<http://www.opengis.net/def/crs/EPSG/0/9218>");
            let (status, text) = self.answered(person, path, asked.json(&building)).await?;
            ensure!(status == 200, "zone {zone}: {status} {text}");
            let told: Json = serde_json::from_str(&text)?;
            let plan = self.plans.rows.get(&held.plan).context("its plan")?;
            let is_seen = self.zones.shows(person, held) && self.plans.shows(person, plan);
            let plans = told["plans"].as_array().context("a list")?;
            ensure!(plans.iter().all(|plan| is_seen && plan["plan_id"] == held.plan), "zone {zone}: {told}");
            let checks = told["checks"].as_array().context("a list")?;
            let zones = checks.iter().filter_map(|check| check["zone_id"].as_u64());
            ensure!(zones.into_iter().all(|id| is_seen && id == *zone), "zone {zone}: {told}");
        }
        Ok(())
    }

    async fn asked_for_files(&self, person: &Person) -> Result<()> {
        for held in self.documents.rows.values() {
            let path = format!("/v1/assets/{}", held.asset.as_deref().context("it names a file")?);
            let (status, text) = self.answer(person, &path).await?;
            let is_seen = self.documents.shows(person, held);
            ensure!(status == if is_seen { 200 } else { 404 }, "{path}: {status}");
            ensure!((text == held.row.word) == is_seen, "{path}: {text}");
        }
        Ok(())
    }

    /// A graph is made of all rows: it is for those who may see them all.
    async fn asked_for_networks(&self, person: &Person) -> Result<()> {
        let is_seen = self.network.shows(person);
        let list = self.document(person, "/v1/networks").await?;
        let names: BTreeSet<&str> =
            list["networks"].as_array().into_iter().flatten().filter_map(|network| network["name"].as_str()).collect();
        ensure!(names.contains(NETWORK) == is_seen && list["numberMatched"] == names.len(), "{list}");
        let (status, text) = self.answer(person, &format!("/v1/networks/{NETWORK}/trace?from=E")).await?;
        ensure!(status == if is_seen { 200 } else { 404 }, "{status} {text}");
        Ok(())
    }
}

impl Lot {
    /// The first rows of a table stand in states that some see and others do not.
    fn held(&mut self, number: usize, plan: u64) -> Held {
        let mut row = self.row();
        row.state = [FOR_ALL, FOR_POWERS].get(number).copied().or(row.state);
        Held { row, plan, asset: None }
    }
}

/// A parcel under each zone, of the same number, for everybody.
async fn parcels(store: &Store) -> Result<()> {
    let schema = Schema { geometry: GeometryType::Polygon, fields: Vec::new() };
    let operation = Operation("EPSG:6960".to_owned());
    let layer = Layer::open(LayerName::parse("parcels")?, Kind::Parcel, schema, Crs::Epsg(9218), operation);
    let squares = (0..ZONES).map(|number| Staged::new(Some(square(number)), Vec::new())).collect();
    load(store, layer, StageMode::Create, squares).await?;
    Ok(())
}

/// A pipe between two nodes.
async fn write_network(store: &Store, rules: &NetworkRules) -> Result<()> {
    let tables = TRACED.iter().zip(&rules.policies);
    let layers = tables.map(|(table, policy)| under(table, policy, [network::TYPE_FIELD, network::CODE_FIELD]));
    let mut layers = layers.collect::<Result<Vec<_>>>()?;
    for table in network::TABLES.iter().filter(|table| TRACED.iter().all(|traced| traced.table != table.table)) {
        layers.push(table.layer(Crs::Epsg(9218), Operation("EPSG:6960".to_owned()), table.layer)?);
    }
    let fields = layers.iter_mut().flat_map(|layer| &mut layer.schema.fields);
    for field in fields.filter(|field| rules.has_staff_field && field.name == STAFF_NETWORK_FIELD) {
        field.clearance = Clearance::parse("staff").context("a grant")?;
    }
    store.declare(&layers, "diaban", "a test").await?;
    let node = |x: f64| network::NodeDraft {
        code: "N".to_owned(),
        kind: "draft".to_owned(),
        geometry: Some(geo_types::Point::new(x, 1_150_000.0).into()),
        ..network::NodeDraft::default()
    };
    let pipe = network::EdgeDraft {
        code: "E".to_owned(),
        kind: "draft".to_owned(),
        ends: [0, 1],
        geometry: Some(geo_types::LineString::from(vec![(430_000.0, 1_150_000.0), (430_050.0, 1_150_000.0)]).into()),
        ..network::EdgeDraft::default()
    };
    let draft = network::NetworkDraft {
        name: NETWORK.to_owned(),
        nodes: vec![node(430_000.0), node(430_050.0)],
        edges: vec![pipe],
        ..network::NetworkDraft::default()
    };
    let tables = network::NetworkLayers::of(&layers).context("all tables of a network")?;
    let changes = network::drafted(&draft, tables)?;
    store.commit(Transaction { door: layers[0].door.clone(), ..transaction(changes) }).await?;
    Ok(())
}
