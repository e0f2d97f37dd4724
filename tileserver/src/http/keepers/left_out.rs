//! What lies in the store and is not served, or not whole: looked for when the World moves and now and then, told in the log once, and by
//! `/health/ready` for as long as it is so.

use std::sync::{Arc, Mutex, PoisonError};

use spatial_core::message::Say;
use spatial_core::store::{LeftOut, Store};

use crate::text::Language;

/// What was found last.
#[derive(Debug, Default)]
pub(crate) struct LeftOuts {
    found: Mutex<Arc<[LeftOut]>>,
}

impl LeftOuts {
    /// What is left out now.
    pub(crate) fn now(&self) -> Arc<[LeftOut]> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks again, and tells the log what is new. A store that does not answer is told by who follows it.
    pub(crate) async fn look(&self, store: &Store) {
        let Ok(now) = store.left_out().await else { return };
        let before = self.now();
        for left in now.iter().filter(|left| !before.contains(left)) {
            tracing::warn!(table = left.table, "not served: {}", Language::En.say(&left.message()));
        }
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = now.into();
    }
}
