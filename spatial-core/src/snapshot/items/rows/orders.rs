//! What was sorted before: who goes through a table page by page asks for the same order again and again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::query::Choice;
use crate::snapshot::SnapshotError;
use crate::snapshot::items::rows::{Order, Ordered, order};
use crate::snapshot::layer::LayerSnapshot;

/// Rows that all kept orders have together: 64 MB. An order that has more than all of them is not kept.
const MOST_ROWS: usize = 1 << 24;
/// Orders that are kept, however short.
const MOST_ORDERS: usize = 64;

/// Orders of late, the one asked last at the end. Bounded: 2^24 rows of 4 bytes, 64 MB.
#[derive(Debug, Default)]
pub struct Orders {
    kept: Mutex<VecDeque<Kept>>,
}

/// Belongs to one snapshot of a layer, which it does not keep in memory.
#[derive(Debug)]
struct Kept {
    layer: Weak<LayerSnapshot>,
    choice: Choice,
    order: Arc<Order>,
}

impl Orders {
    /// The rows of a layer in order, sorted anew if that was not done of late.
    ///
    /// # Errors
    /// [`SnapshotError::FieldNotFound`] also for what the audience may not see; [`SnapshotError::Crs`].
    pub(super) fn of(&self, layer: &Arc<LayerSnapshot>, choice: &Choice) -> Result<Ordered, SnapshotError> {
        let known = self.known(layer, choice);
        let order = match known {
            Some(order) => order,
            None => {
                let order = Arc::new(order(layer, choice)?);
                self.keep(layer, choice, &order);
                order
            }
        };
        Ok(Ordered { layer: Arc::clone(layer), order })
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        self.lock().iter().map(|kept| kept.order.rows.capacity() * 4).sum()
    }

    fn known(&self, layer: &Arc<LayerSnapshot>, choice: &Choice) -> Option<Arc<Order>> {
        let mut kept = self.lock();
        kept.retain(|one| one.layer.strong_count() > 0);
        let is_it = |one: &Kept| one.layer.as_ptr() == Arc::as_ptr(layer) && one.choice == *choice;
        let found = kept.iter().position(is_it).and_then(|at| kept.remove(at))?;
        let order = Arc::clone(&found.order);
        kept.push_back(found);
        Some(order)
    }

    fn keep(&self, layer: &Arc<LayerSnapshot>, choice: &Choice, order: &Arc<Order>) {
        let mut kept = self.lock();
        let one = Kept { layer: Arc::downgrade(layer), choice: choice.clone(), order: Arc::clone(order) };
        kept.push_back(one);
        let mut all: usize = kept.iter().map(|one| one.order.rows.len()).sum();
        while kept.len() > MOST_ORDERS || all > MOST_ROWS {
            let Some(oldest) = kept.pop_front() else { break };
            all -= oldest.order.rows.len();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
