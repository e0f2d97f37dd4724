//! Puts the register into the store: a stage for each table, published together. They take the place of empty tables, which costs less than
//! to join them row by row.

use planning::{PlanDraft, PlanState, STATE_FIELD, drafted};
use spatial_core::layer::{Change, Layer, Value};
use spatial_core::store::{Stage, StageMode, Staged, Store};

use super::books::Books;
use crate::error::SampleError;
use crate::write::subjects::desk::WHO;

/// Rows handed to the store at once.
const BATCH: usize = 4096;

/// The tables being filled.
pub(super) struct Load<'a> {
    store: &'a Store,
    layers: &'a [Layer],
    stages: Vec<Stage>,
}

impl<'a> Load<'a> {
    pub(super) async fn begin(store: &'a Store, layers: &'a [Layer]) -> Result<Self, SampleError> {
        let mut stages = Vec::with_capacity(layers.len() + 1);
        for layer in layers {
            stages.push(store.stage(layer.clone(), StageMode::Replace).await?);
        }
        Ok(Self { store, layers, stages })
    }

    /// What belongs to a plan, as it stands in the end.
    pub(super) async fn parts(&mut self, at: usize, draft: &PlanDraft, state: PlanState) -> Result<(), SampleError> {
        let changes = drafted(draft, self.layers);
        let changes = changes.expect("plans of the city have codes and names").into_iter().skip(1);
        let mut waiting: Vec<Vec<Staged>> = self.layers.iter().map(|_| Vec::new()).collect();
        for change in changes {
            let Change::Insert { layer, geometry, mut values, links, .. } = change else { continue };
            let Some(table) = self.layers.iter().position(|known| known.name == layer) else { continue };
            for link in links {
                values[link.field] = Value::Integer(i64::try_from(at + 1).unwrap_or_default());
            }
            if let Some(field) = self.layers[table].schema.position(STATE_FIELD) {
                values[field] = Value::text(state.as_str());
            }
            waiting[table].push(Staged::new(geometry, values));
            if waiting[table].len() >= BATCH {
                self.stages[table].append(std::mem::take(&mut waiting[table])).await?;
            }
        }
        for (stage, rows) in self.stages.iter_mut().zip(waiting) {
            stage.append(rows).await?;
        }
        Ok(())
    }

    /// The plans and their log; then everything is there at once.
    pub(super) async fn publish(mut self, log: &Layer, books: Books) -> Result<(), SampleError> {
        let (plans, steps) = books.closed();
        let rows = |all: Vec<Vec<Value>>| all.into_iter().map(|values| Staged::new(None, values)).collect();
        self.stages[0].append(rows(plans)).await?;
        let mut log = self.store.stage(log.clone(), StageMode::Replace).await?;
        log.append(rows(steps)).await?;
        self.stages.push(log);
        Store::publish(self.stages, WHO).await?;
        Ok(())
    }
}
