//! Puts the network into the store portion by portion: a stage for each table, published together. They are new or take the place of empty
//! tables, so that ids count from 1 and rows can name those of portions before theirs.

use std::collections::HashMap;

use network::{
    How, Moment, NetworkLayers, NotedReading, READING_BOOKS, READINGS, SUBNETWORKS, SentReading, counted, drafted,
    noted_reading,
};
use spatial_core::layer::{Change, DeclaredTable, FeatureId, Handle, Layer, Value};
use spatial_core::store::{Stage, StageMode, Staged, Store};

use crate::error::SampleError;
use crate::networks::Portion;
use crate::write::subjects::desk::WHO;

/// Rows handed to the store at once.
const BATCH: usize = 4096;

/// The tables being filled.
pub(super) struct Load<'a> {
    layers: NetworkLayers<'a>,
    tables: Vec<Table<'a>>,
    /// Ids of nodes by their codes.
    nodes: HashMap<String, u64>,
    /// The network of the readings, and when the last of them came in.
    last_reading: Option<(String, Moment)>,
}

struct Table<'a> {
    layer: &'a Layer,
    stage: Stage,
    waiting: Vec<Staged>,
    /// Rows so far: the last id.
    rows: u64,
}

impl Table<'_> {
    /// Takes a row; returns its id.
    async fn take(&mut self, row: Staged) -> Result<u64, SampleError> {
        self.waiting.push(row);
        self.rows += 1;
        if self.waiting.len() >= BATCH {
            self.stage.append(std::mem::take(&mut self.waiting)).await?;
        }
        Ok(self.rows)
    }
}

impl<'a> Load<'a> {
    pub(super) async fn begin(store: &Store, all: &'a [Layer]) -> Result<Self, SampleError> {
        let layers = NetworkLayers::of(all).expect("all tables of networks are listed");
        let (_, present) = store.layers().await?;
        let mut tables = Vec::new();
        let of_network = [layers.networks, layers.nodes, layers.edges, layers.devices, layers.connections];
        let besides = [SUBNETWORKS.layer, READINGS.layer, READING_BOOKS.layer];
        let is_filled_besides = |layer: &&Layer| besides.contains(&layer.name.as_str());
        for layer in of_network.into_iter().chain(all.iter().filter(is_filled_besides)) {
            let is_present = present.iter().any(|known| known.name == layer.name);
            let mode = if is_present { StageMode::Replace } else { StageMode::Create };
            let stage = store.stage(layer.clone(), mode).await?;
            tables.push(Table { layer, stage, waiting: Vec::new(), rows: 0 });
        }
        Ok(Self { layers, tables, nodes: HashMap::new(), last_reading: None })
    }

    /// The rows of a portion. Only the first has one of the network itself.
    pub(super) async fn portion(&mut self, portion: &Portion) -> Result<(), SampleError> {
        let changes = drafted(&portion.draft, self.layers).expect("portions of the city hang together");
        let is_begun = self.tables.iter().any(|table| table.rows > 0);
        // Handles count nodes first, as the draft lists them, then edges.
        let known = portion.draft.nodes.iter().take(portion.known);
        let mut ids: Vec<u64> = known.map(|node| self.nodes.get(&node.code).copied().unwrap_or_default()).collect();
        let mut connections = Vec::new();
        for change in changes.into_iter().skip(usize::from(is_begun)) {
            let Change::Insert { layer, geometry, mut values, handle, links } = change else { continue };
            if handle.is_some_and(|Handle(at)| (at as usize) < portion.known) {
                continue;
            }
            for link in links {
                values[link.field] = Value::Integer(i64::try_from(ids[link.to.0 as usize]).unwrap_or_default());
            }
            let Some(table) = self.tables.iter_mut().find(|table| table.layer.name == layer) else { continue };
            let id = table.take(Staged::new(geometry, values)).await?;
            if layer == self.layers.connections.name {
                connections.push(id);
            }
            if handle.is_some() {
                ids.push(id);
            }
        }
        let added = portion.draft.nodes.iter().zip(ids).skip(portion.known);
        self.nodes.extend(added.map(|(node, id)| (node.code.clone(), id)));
        self.readings(portion, &connections).await
    }

    /// What was read off the meters of a portion, whose connections have these ids.
    async fn readings(&mut self, portion: &Portion, connections: &[u64]) -> Result<(), SampleError> {
        for past in &portion.readings {
            let Some(&connection) = connections.get(past.connection) else { continue };
            let Some(table) = self.table(&READINGS) else { continue };
            let received = past.received.to_string();
            let sent = SentReading {
                client: past.client,
                connection: FeatureId(connection),
                at: past.at,
                value: past.value,
                how: How::Read,
                is_vouched: true,
            };
            let network = &portion.draft.name;
            let noted = NotedReading { network, photo: None, remark: None, who: WHO, received: &received };
            let Change::Insert { values, .. } = noted_reading(table.layer, &sent, &past.judgement, &noted) else {
                continue;
            };
            table.take(Staged::new(None, values)).await?;
            self.last_reading = Some((network.clone(), past.received));
        }
        Ok(())
    }

    /// Rows of the table of subnetworks, whose number is small.
    pub(super) async fn zones(&mut self, rows: Vec<Staged>) -> Result<(), SampleError> {
        let Some(table) = self.table(&SUBNETWORKS) else { return Ok(()) };
        for row in rows {
            table.take(row).await?;
        }
        Ok(())
    }

    /// The book of readings, which the next sending counts on.
    async fn book(&mut self) -> Result<(), SampleError> {
        let Some((network, received)) = self.last_reading.take() else { return Ok(()) };
        let count = self.table(&READINGS).map_or(0, |table| table.rows);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let Some(books) = self.table(&READING_BOOKS) else { return Ok(()) };
        let book = counted(books.layer, None, &network, count, &received.to_string());
        if let Change::Insert { values, .. } = book {
            books.take(Staged::new(None, values)).await?;
        }
        Ok(())
    }

    fn table(&mut self, of: &DeclaredTable) -> Option<&mut Table<'a>> {
        self.tables.iter_mut().find(|table| table.layer.name.as_str() == of.layer)
    }

    /// Everything is there at once.
    pub(super) async fn publish(mut self) -> Result<(), SampleError> {
        self.book().await?;
        let mut stages = Vec::with_capacity(self.tables.len());
        for Table { mut stage, waiting, .. } in self.tables {
            stage.append(waiting).await?;
            stages.push(stage);
        }
        Store::publish(stages, WHO).await?;
        Ok(())
    }
}
