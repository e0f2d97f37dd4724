//! A network into tables that are not there yet: they are made and filled in one commit, some ten times faster than row by row.

use network::NetworkLayers;
use rustc_hash::FxHashMap;
use spatial_core::layer::{Change, Handle, Layer, LayerName, Provenance, Revision, Value};
use spatial_core::store::private::PendingAudit;
use spatial_core::store::{Stage, StageMode, Staged, Store, StoreError};

/// Rows handed to the store at once.
const BATCH: usize = 4096;

/// Loads the rows of a draft, with these lines of the audit log. Tables that were never there count their ids from 1, so that references are
/// known before the rows are stored; were that wrong, the store would find one that leads nowhere, and refuse.
///
/// # Errors
/// [`StoreError::LayerExists`] and [`StoreError::ReferenceMissing`] if the tables are not as new as they seemed; [`StoreError`].
pub(super) async fn load(
    store: &Store,
    layers: NetworkLayers<'_>,
    changes: Vec<Change>,
    (who, why): (&str, &str),
    lines: Vec<PendingAudit>,
) -> Result<Revision, StoreError> {
    let NetworkLayers { nodes, edges, devices, connections, networks, sections, sources } = layers;
    let mut tables = Vec::new();
    for layer in [nodes, edges, devices, connections, networks, sections, sources] {
        tables.push(Table::begin(store, layer, who).await?);
    }
    let mut ids: FxHashMap<Handle, i64> = FxHashMap::default();
    for change in changes {
        let Change::Insert { layer, geometry, mut values, handle, links } = change else { continue };
        let Some(table) = tables.iter_mut().find(|table| table.name == layer) else { continue };
        table.last += 1;
        if let Some(handle) = handle {
            ids.insert(handle, table.last);
        }
        for link in links {
            values[link.field] = ids.get(&link.to).map_or(Value::Null, |id| Value::Integer(*id));
        }
        table.put(Staged::new(geometry, values)).await?;
    }
    let mut stages = Vec::with_capacity(tables.len());
    for mut table in tables {
        table.stage.append(table.waiting).await?;
        stages.push(table.stage);
    }
    let published = Store::publish_audited(stages, why, lines).await?;
    published.first().map(|first| first.revision).ok_or(StoreError::Closed)
}

/// A table being filled.
struct Table {
    name: LayerName,
    stage: Stage,
    waiting: Vec<Staged>,
    /// The id of the last row.
    last: i64,
}

impl Table {
    async fn begin(store: &Store, layer: &Layer, who: &str) -> Result<Self, StoreError> {
        let provenance = Provenance { who: who.to_owned(), ..layer.provenance.clone() };
        let name = layer.name.clone();
        let stage = store.stage(Layer { provenance, ..layer.clone() }, StageMode::Create).await?;
        Ok(Self { name, stage, waiting: Vec::with_capacity(BATCH), last: 0 })
    }

    async fn put(&mut self, row: Staged) -> Result<(), StoreError> {
        self.waiting.push(row);
        if self.waiting.len() < BATCH {
            return Ok(());
        }
        self.stage.append(std::mem::replace(&mut self.waiting, Vec::with_capacity(BATCH))).await
    }
}
