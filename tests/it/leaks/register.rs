//! Layers under policies drawn by lot, rows that wander through them, and who may see which: said once more, as plainly as can be.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use geo_types::{Geometry, Rect};
use spatial_core::crs::{Crs, Operation};
use spatial_core::layer::{
    Change, Clearance, DeclaredField, DeclaredTable, Door, FeatureId, FieldRole, FieldType, GeometryType, Kind, Layer,
    LayerName, RowPolicy, Transaction, Value,
};
use spatial_core::store::Store;

use crate::store::contract::transaction;

/// States of rows; policies name some of them.
const STATES: [&str; 5] = ["draft", "checked", "published", "struck", "kept"];
/// In a table of a subject all see the rows in this state,
pub(crate) const FOR_ALL: &str = "published";
/// and those in this one who holds a power.
pub(crate) const FOR_POWERS: &str = "draft";
/// Communes.
const AREAS: [&str; 3] = ["26506", "26509", "26512"];
/// Days between which rows are valid, and on which they are asked for.
pub(crate) const DAYS: [&str; 3] = ["2026-01-01", "2026-06-15", "2026-12-31"];
/// Powers people may hold.
const POWERS: [&str; 3] = ["planning.draft", "planning.check", "water.close"];
/// What a policy may ask for.
const NEEDED: [&str; 5] = ["anonymous", "staff", POWERS[0], POWERS[1], POWERS[2]];
/// Rows a layer begins with.
const ROWS: usize = 40;

/// The field of the state.
const STATE: usize = 2;

/// Chance that repeats itself (SplitMix64).
#[derive(Debug)]
pub(crate) struct Lot(pub(crate) u64);

/// A policy in the words of a clerk.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    /// What is needed to see the layer at all.
    pub(crate) layer: &'static str,
    /// State and what is needed to see it.
    seen: Option<Vec<(&'static str, &'static str)>>,
    by_area: bool,
    by_day: bool,
}

/// What a row holds.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// A word that stands in no other row.
    pub(crate) word: String,
    pub(crate) state: Option<&'static str>,
    pub(crate) area: Option<&'static str>,
    from: Option<&'static str>,
    to: Option<&'static str>,
    /// South-west corner.
    pub(crate) place: [f64; 2],
}

/// A layer and its rows.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) layer: Layer,
    pub(crate) policy: Policy,
    pub(crate) rows: BTreeMap<u64, Row>,
}

/// All layers.
#[derive(Debug)]
pub(crate) struct Register {
    pub(crate) lot: Lot,
    pub(crate) tables: Vec<Table>,
}

const DECLARED: DeclaredTable = DeclaredTable {
    room: "planning",
    table: "zone",
    layer: "zones",
    kind: Kind::Zone,
    geometry: GeometryType::Polygon,
    fields: &[
        DeclaredField::open("name", FieldType::Text).role(FieldRole::Name),
        DeclaredField::open("code", FieldType::Text).role(FieldRole::Code),
        DeclaredField::open("state", FieldType::Text),
        DeclaredField::open("area", FieldType::Text),
        DeclaredField::open("first", FieldType::Date),
        DeclaredField::open("after", FieldType::Date),
        DeclaredField::open("class", FieldType::Text),
    ],
    clearance: "anonymous",
    rows: None,
    class_field: Some("class"),
};

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn maybe<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (self.below(4) > 0).then(|| self.one(of))
    }

    /// A word of letters only: searches take words apart at digits.
    pub(crate) fn word(&mut self) -> String {
        (0..10).map(|_| char::from(b'a' + u8::try_from(self.below(26)).unwrap_or(0))).collect()
    }

    /// What somebody may hold: nothing and all of it included.
    pub(crate) fn grants(&mut self) -> Vec<String> {
        let mut held = if self.below(2) == 0 { vec!["staff".to_owned()] } else { Vec::new() };
        for power in POWERS {
            match self.below(4) {
                0 => held.push(power.to_owned()),
                1 | 2 => held.extend(AREAS.iter().filter(|_| self.below(2) == 0).map(|area| format!("{power}@{area}"))),
                _ => {}
            }
        }
        held
    }

    fn policy(&mut self, number: usize) -> Policy {
        let needed: BTreeMap<&str, &str> = (0..3).map(|_| (self.one(&STATES), self.one(&NEEDED))).collect();
        Policy {
            // Some are for all, or nobody would see anything of most.
            layer: if number.is_multiple_of(2) { "anonymous" } else { self.one(&NEEDED) },
            seen: (number != 1).then(|| needed.into_iter().collect()),
            by_area: self.below(3) > 0,
            by_day: self.below(2) == 0,
        }
    }

    /// One for a table of a subject, whose rows are valid always: all see those in one state, and who holds a power those in another.
    /// The layer itself is for all if it is open.
    pub(crate) fn parted(&mut self, is_open: bool) -> Policy {
        let mut seen: BTreeMap<&str, &str> = (0..2).map(|_| (self.one(&STATES), self.one(&NEEDED))).collect();
        seen.extend([(FOR_POWERS, self.one(&POWERS)), (FOR_ALL, "anonymous")]);
        let layer = if is_open { "anonymous" } else { self.one(&NEEDED) };
        Policy { layer, seen: Some(seen.into_iter().collect()), by_area: self.below(3) > 0, by_day: false }
    }

    /// A policy that hides little: the layer from some, or single rows from some.
    pub(crate) fn loose(&mut self, number: usize) -> Policy {
        let layer = if self.below(2) == 0 { "anonymous" } else { self.one(&NEEDED) };
        let seen = (number == 0 && self.below(2) == 0).then(|| vec![("draft", self.one(&NEEDED))]);
        Policy { layer, seen, by_area: false, by_day: false }
    }

    pub(crate) fn row(&mut self) -> Row {
        let word = self.word();
        let (state, area) = (self.maybe(&STATES), self.maybe(&AREAS));
        let [from, to] = [self.maybe(&DAYS), self.maybe(&DAYS)];
        Row { word, state, area, from, to, place: self.place() }
    }

    /// Mostly in one district; now and then far away, so that a box tells of a single row.
    fn place(&mut self) -> [f64; 2] {
        let far = if self.below(8) == 0 { 60_000.0 } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        [0, 1].map(|axis| [430_000.0, 1_150_000.0][axis] + far + self.below(4000) as f64)
    }
}

impl Policy {
    fn rows(&self) -> Option<RowPolicy> {
        self.over("state", "area")
    }

    /// As the store keeps it, with the fields that hold the state and the area.
    pub(crate) fn over(&self, state: &str, area: &str) -> Option<RowPolicy> {
        let mut lines = Vec::new();
        if let Some(seen) = &self.seen {
            lines.push(format!("state={state}"));
            lines.extend(seen.iter().map(|(state, needed)| format!("seen={state}:{needed}")));
        }
        lines.extend(self.by_area.then(|| format!("area={area}")));
        lines.extend(self.by_day.then(|| "valid_from=first\nvalid_to=after".to_owned()));
        RowPolicy::parse(&lines.join("\n")).filter(|policy| *policy != RowPolicy::default())
    }

    fn reaches(&self, grants: &[String], needed: &str, area: Option<&str>) -> bool {
        let holds = |grant: &str| grants.iter().any(|held| held == grant);
        needed == "anonymous"
            || holds(needed)
            || area.is_some_and(|area| self.by_area && needed != "staff" && holds(&format!("{needed}@{area}")))
    }

    /// True if the layer exists for who holds this.
    pub(crate) fn exists(&self, grants: &[String]) -> bool {
        let somewhere = || AREAS.iter().any(|area| self.reaches(grants, self.layer, Some(area)));
        self.reaches(grants, self.layer, None) || somewhere()
    }

    /// What is needed to see a row of a state.
    fn needed(&self, state: Option<&str>) -> &'static str {
        let Some(seen) = &self.seen else { return "anonymous" };
        seen.iter().find(|(known, _)| Some(*known) == state).map_or("staff", |(_, needed)| needed)
    }

    /// True if a row is seen by who holds this, on a day or whenever it is valid.
    pub(crate) fn shows(&self, row: &Row, grants: &[String], day: Option<&str>) -> bool {
        let is_valid = |day: &str| row.from.is_none_or(|from| from <= day) && row.to.is_none_or(|to| day < to);
        self.reaches(grants, self.layer, row.area)
            && self.reaches(grants, self.needed(row.state), row.area)
            && (!self.by_day || day.is_none_or(is_valid))
    }

    /// True if who holds this would see any row there might be.
    pub(crate) fn shows_anything(&self, grants: &[String]) -> bool {
        let states = STATES.iter().copied().map(Some).chain([None]);
        self.reaches(grants, self.layer, None)
            && states.into_iter().all(|state| self.reaches(grants, self.needed(state), None))
    }
}

impl Row {
    fn values(&self) -> Vec<Value> {
        let text = |text: Option<&str>| text.map_or(Value::Null, Value::text);
        vec![
            Value::text(format!("tên {}", self.word)),
            Value::text(format!("K-{}", self.word)),
            text(self.state),
            text(self.area),
            text(self.from),
            text(self.to),
            Value::text(format!("loại {}", &self.word[..1])),
        ]
    }
}

impl Table {
    pub(crate) fn name(&self) -> &LayerName {
        &self.layer.name
    }

    /// Ids of the rows somebody sees.
    pub(crate) fn seen(&self, grants: &[String], day: Option<&str>) -> Vec<u64> {
        let seen = self.rows.iter().filter(|(_, row)| self.policy.shows(row, grants, day));
        seen.map(|(id, _)| *id).collect()
    }

    fn shape(&self, row: &Row) -> Option<Geometry<f64>> {
        let [x, y] = row.place;
        let shape = || Rect::new((x, y), (x + 18.0, y + 18.0)).to_polygon().into();
        (self.layer.schema.geometry != GeometryType::None).then(shape)
    }

    fn insert(&self, row: &Row) -> Change {
        Change::insert(self.name().clone(), self.shape(row), row.values())
    }

    fn update(&self, id: u64, row: &Row) -> Change {
        let (layer, geometry) = (self.name().clone(), self.shape(row));
        Change::Update { layer, id: FeatureId(id), expected: None, geometry, values: row.values(), links: Vec::new() }
    }
}

impl Register {
    /// Layers under as many policies, declared in a store, with rows. Every third has no shape, every fourth is written by anybody who
    /// edits.
    pub(crate) async fn new(store: &Store, seed: u64, layers: usize) -> Result<Self> {
        let mut lot = Lot(seed);
        let mut tables = Vec::new();
        for number in 0..layers {
            let policy = lot.policy(number);
            let geometry = if number % 3 == 2 { GeometryType::None } else { GeometryType::Polygon };
            let declared = DeclaredTable { geometry, ..DECLARED };
            let layer = declared.layer(Crs::Epsg(9218), Operation("EPSG:6960".to_owned()), "a title")?;
            let layer = Layer {
                name: LayerName::parse(&format!("zones_{number}"))?,
                clearance: Clearance::parse(policy.layer).unwrap_or_default(),
                rows: policy.rows(),
                door: if number % 4 == 0 { Door::Items } else { layer.door.clone() },
                ..layer
            };
            tables.push(Table { layer, policy, rows: BTreeMap::new() });
        }
        let layers: Vec<Layer> = tables.iter().map(|table| table.layer.clone()).collect();
        store.declare(&layers, "diaban", "layers of a test").await?;
        let mut register = Self { lot, tables };
        for at in 0..register.tables.len() {
            let rows: Vec<Row> = (0..ROWS).map(|_| register.lot.row()).collect();
            register.commit(store, at, Vec::new(), rows).await?;
        }
        Ok(register)
    }

    /// Rows of every layer change their state or commune, move, go and come: what was touched of each.
    pub(crate) async fn wander(&mut self, store: &Store) -> Result<Vec<BTreeSet<u64>>> {
        let mut touched = Vec::new();
        for at in 0..self.tables.len() {
            let mut changes = Vec::new();
            let mut left: Vec<u64> = self.tables[at].rows.keys().copied().collect();
            let mut of_layer: BTreeSet<u64> = BTreeSet::new();
            let mut taken = |lot: &mut Lot| left.swap_remove(lot.below(left.len()));
            for kind in [0, 0, 0, 1, 1, 2, 2, 3] {
                let id = taken(&mut self.lot);
                of_layer.insert(id);
                changes.push(self.change(at, id, kind));
            }
            let many: Vec<u64> = (0..5).map(|_| taken(&mut self.lot)).collect();
            of_layer.extend(&many);
            changes.push(self.assign(at, many));
            let new: Vec<Row> = (0..3).map(|_| self.lot.row()).collect();
            of_layer.extend(self.commit(store, at, changes, new).await?);
            touched.push(of_layer);
        }
        Ok(touched)
    }

    /// One row: another state and commune, another place, the end of it, or another day.
    fn change(&mut self, at: usize, id: u64, kind: u8) -> Change {
        let (table, new) = (&mut self.tables[at], self.lot.row());
        if kind == 2 {
            table.rows.remove(&id);
            return Change::Delete { layer: table.name().clone(), id: FeatureId(id), expected: None };
        }
        let row = table.rows.entry(id).or_insert_with(|| new.clone());
        match kind {
            0 => (row.state, row.area) = (new.state, new.area),
            1 => row.place = new.place,
            _ => (row.from, row.to) = (new.from, new.to),
        }
        let row = row.clone();
        table.update(id, &row)
    }

    /// One state for many rows.
    fn assign(&mut self, at: usize, many: Vec<u64>) -> Change {
        let state = self.lot.one(&STATES);
        let table = &mut self.tables[at];
        for id in &many {
            table.rows.entry(*id).and_modify(|row| row.state = Some(state));
        }
        let ids = many.into_iter().map(FeatureId).collect();
        Change::Assign { layer: table.name().clone(), ids, field: STATE, value: Value::text(state) }
    }

    /// Commits changes and new rows of a layer; the ids of these.
    async fn commit(&mut self, store: &Store, at: usize, mut changes: Vec<Change>, new: Vec<Row>) -> Result<Vec<u64>> {
        let table = &mut self.tables[at];
        changes.extend(new.iter().map(|row| table.insert(row)));
        let door = table.layer.door.clone();
        let committed = store.commit(Transaction { door, ..transaction(changes) }).await?;
        let ids: Vec<u64> = committed.inserted.iter().map(|id| id.0).collect();
        table.rows.extend(ids.iter().copied().zip(new));
        Ok(ids)
    }
}
