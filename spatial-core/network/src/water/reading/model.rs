//! Which readings there are, in memory: by connection in the order of their moments, and by what the phone drew for them. Their values stay in the World.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use spatial_core::layer::{FeatureId, LayerName, Touched};
use spatial_core::models::Model;
use spatial_core::snapshot::World;

use super::moment::Moment;
use super::rounds::Meters;
use super::table::ReadingTable;
use crate::tables::{CONNECTIONS, NETWORK_FIELD, READING_BOOKS, READINGS};

/// What a phone drew for a reading: a UUID (RFC 9562), the same whenever it is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientId([u64; 2]);

impl ClientId {
    /// Reads it: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, and not all of them zero, which is what a phone without chance draws.
    pub fn parse(text: &str) -> Option<Self> {
        let groups: Vec<&str> = text.split('-').collect();
        let is_formed = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
            && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let digits = is_formed.then(|| groups.concat())?;
        let (high, low) = digits.split_at_checked(16)?;
        let halves = [u64::from_str_radix(high, 16).ok()?, u64::from_str_radix(low, 16).ok()?];
        (halves != [0, 0]).then_some(Self(halves))
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:016x}{:016x}", self.0[0], self.0[1]);
        let group = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
        write!(f, "{}-{}-{}-{}-{}", group(0..8), group(8..12), group(12..16), group(16..20), group(20..32))
    }
}

/// Readings and meters of all networks. A sending costs what was sent; a changed connection, all connections.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Readings {
    meters: Arc<Meters>,
    logs: Shards<FeatureId, Vec<(Moment, FeatureId)>>,
    known: Shards<ClientId, FeatureId>,
    books: BTreeMap<String, FeatureId>,
}

impl Readings {
    /// Which meters there are.
    pub fn meters(&self) -> &Meters {
        &self.meters
    }

    /// The readings of a connection, in the order of their moments.
    pub fn log(&self, connection: FeatureId) -> &[(Moment, FeatureId)] {
        self.logs.get(&connection).map_or(&[], Vec::as_slice)
    }

    /// The reading that was sent with this id.
    pub fn known(&self, client: ClientId) -> Option<FeatureId> {
        self.known.get(&client).copied()
    }

    /// The row of a network's book of readings, which every sending changes.
    pub fn book(&self, network: &str) -> Option<FeatureId> {
        self.books.get(network).copied()
    }

    fn add(&mut self, table: &ReadingTable<'_>, id: FeatureId) {
        let Some((connection, at, client)) = table.key(id) else { return };
        if let Some(client) = client {
            self.known.insert(client, id);
        }
        let mut log = self.logs.get(&connection).cloned().unwrap_or_default();
        if let Err(place) = log.binary_search(&(at, id)) {
            log.insert(place, (at, id));
        }
        self.logs.insert(connection, log);
    }

    fn remove(&mut self, table: &ReadingTable<'_>, id: FeatureId) {
        let Some((connection, at, client)) = table.key(id) else { return };
        if let Some(client) = client.filter(|client| self.known(*client) == Some(id)) {
            self.known.remove(&client);
        }
        let mut log = self.logs.get(&connection).cloned().unwrap_or_default();
        log.retain(|entry| *entry != (at, id));
        if log.is_empty() {
            self.logs.remove(&connection);
        } else {
            self.logs.insert(connection, log);
        }
    }
}

impl Model for Readings {
    type Settings = ();

    const NAME: &'static str = "readings";

    fn build(world: &World, (): &()) -> Self {
        let mut logs: HashMap<FeatureId, Vec<(Moment, FeatureId)>> = HashMap::new();
        let mut known = HashMap::new();
        if let Some(table) = ReadingTable::whole(world) {
            for (id, (connection, at, client)) in table.keys() {
                logs.entry(connection).or_default().push((at, id));
                known.extend(client.map(|client| (client, id)));
            }
        }
        logs.values_mut().for_each(|log| log.sort_unstable());
        Self {
            meters: Arc::new(Meters::of(world)),
            logs: Shards::of(logs),
            known: Shards::of(known),
            books: books(world),
        }
    }

    fn follow(
        &self,
        before: &World,
        now: &World,
        touched: &BTreeMap<LayerName, Touched>,
        settings: &(),
    ) -> Option<Self> {
        let of = |table: &str| touched.get(table);
        if matches!(of(READINGS.layer), Some(Touched::Whole)) {
            return Some(Self::build(now, settings));
        }
        if [&READINGS, &CONNECTIONS, &READING_BOOKS].iter().all(|table| of(table.layer).is_none()) {
            return None;
        }
        let mut next = self.clone();
        if let Some(Touched::Ids(ids)) = of(READINGS.layer) {
            let (before, now) = (ReadingTable::whole(before), ReadingTable::whole(now));
            ids.iter().for_each(|&id| before.iter().for_each(|table| next.remove(table, id)));
            ids.iter().for_each(|&id| now.iter().for_each(|table| next.add(table, id)));
        }
        if of(CONNECTIONS.layer).is_some() {
            next.meters = Arc::new(Meters::of(now));
        }
        if of(READING_BOOKS.layer).is_some() {
            next.books = books(now);
        }
        Some(next)
    }

    fn memory_bytes(&self) -> usize {
        let logged: usize = self.logs.values().map(|log| log.capacity() * size_of::<(Moment, FeatureId)>()).sum();
        self.meters.memory_bytes() + self.logs.memory_bytes() + logged + self.known.memory_bytes()
    }
}

/// The book of each network; of several the first.
fn books(world: &World) -> BTreeMap<String, FeatureId> {
    let mut books = BTreeMap::new();
    let Some(layer) = world.whole_declared(&READING_BOOKS) else { return books };
    let Some(network) = layer.layer().schema.position(NETWORK_FIELD) else { return books };
    for row in layer.iter() {
        let Some(network) = row.text(network) else { continue };
        let id = FeatureId(row.id());
        let first = books.entry(network.to_owned()).or_insert(id);
        *first = id.min(*first);
    }
    books
}

/// How many parts a map is kept in: an edit copies one of them, and a million entries make parts of a thousand.
const SHARDS: usize = 1024;

/// A map in parts that later copies of it share.
#[derive(Debug, Clone, PartialEq)]
struct Shards<K: Sharded, V>(Vec<Arc<HashMap<K, V>>>);

/// What says in which part it is.
trait Sharded: Copy + Eq + Hash {
    fn number(self) -> u64;
}

impl Sharded for FeatureId {
    fn number(self) -> u64 {
        self.0
    }
}

impl Sharded for ClientId {
    /// The last digits: those of a UUID that is made of the time are drawn, too.
    fn number(self) -> u64 {
        self.0[1]
    }
}

impl<K: Sharded, V> Default for Shards<K, V> {
    fn default() -> Self {
        Self(std::iter::repeat_with(Arc::default).take(SHARDS).collect())
    }
}

impl<K: Sharded, V: Clone> Shards<K, V> {
    fn of(all: HashMap<K, V>) -> Self {
        let mut parts: Vec<HashMap<K, V>> = std::iter::repeat_with(HashMap::new).take(SHARDS).collect();
        for (key, value) in all {
            parts[shard(key)].insert(key, value);
        }
        Self(parts.into_iter().map(Arc::new).collect())
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.0[shard(*key)].get(key)
    }

    fn insert(&mut self, key: K, value: V) {
        Arc::make_mut(&mut self.0[shard(key)]).insert(key, value);
    }

    fn remove(&mut self, key: &K) {
        Arc::make_mut(&mut self.0[shard(*key)]).remove(key);
    }

    fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().flat_map(|part| part.values())
    }

    /// What the values hold elsewhere is not counted.
    fn memory_bytes(&self) -> usize {
        self.0.iter().map(|part| part.capacity() * (size_of::<(K, V)>() + 1)).sum()
    }
}

fn shard<K: Sharded>(key: K) -> usize {
    usize::try_from(key.number() % SHARDS as u64).unwrap_or_default()
}
